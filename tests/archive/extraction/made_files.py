# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Files made by hand, byte for byte the same every time: ZIP, PDF."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WHEN = (2001, 2, 3, 4, 5, 6)


def zip_file(members: Mapping[str, str | bytes], *, packed: bool = True) -> bytes:
    """Pack members in their order; a member named mimetype is stored as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = (
                zipfile.ZIP_STORED if name == "mimetype" or not packed else zipfile.ZIP_DEFLATED
            )
            made.writestr(info, data)
    return out.getvalue()


Set = tuple[str, float, float, float]
"""Words set somewhere: how far from the left and from below, and in which size."""


def pdf_file(
    pages: Sequence[Sequence[str | Set]],
    *,
    title: str = "",
    labels: str = "",
    bookmark: str = "",
    encrypt: str = "",
) -> bytes:
    """Return a PDF (ISO 32000-1) of pages of lines; a page without lines has a black square.

    Lines follow one another from above, and words that say where stand there.

    Its one font has no shapes: a code for every character, and the map back to Unicode (section
    9.10.3). ``labels`` are entries of its page labels (12.4.2), ``bookmark`` points to page 1.
    """
    codes: dict[str, int] = {}
    for page in pages:
        for line in page:
            for letter in line if isinstance(line, str) else line[0]:
                codes.setdefault(letter, len(codes) + 1)
    pairs = "".join(
        f"1 beginbfchar <{code:04X}> <{letter.encode('utf-16-be').hex()}> endbfchar\n"
        for letter, code in codes.items()
    )
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def"
        " /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{pairs}endcmap end end"
    )
    first = 8
    kids = [first + 2 * number for number in range(len(pages))]
    label_tree = f"/PageLabels << /Nums [{labels}] >>" if labels else ""
    outlines = "/Outlines 7 0 R" if bookmark else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) {label_tree} {outlines} >>",
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>",
        (
            "<< /Type /Font /Subtype /Type0 /BaseFont /T /Encoding /Identity-H /ToUnicode 5 0 R"
            " /DescendantFonts [4 0 R] >>"
        ),
        (
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /T /DW 600 /FontDescriptor 6 0 R"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        _stream(to_unicode),
        (
            "<< /Type /FontDescriptor /FontName /T /Flags 4 /FontBBox [0 -200 600 800]"
            " /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
        ),
        (
            f"<< /Type /Outlines /Count 1 /First {first + 2 * len(pages)} 0 R"
            f" /Last {first + 2 * len(pages)} 0 R >>"
        ),
    ]
    for number, page in enumerate(pages):
        placed = [
            (line, 50, 780 - 20 * row, 12) if isinstance(line, str) else line
            for row, line in enumerate(page)
        ]
        drawn = "".join(
            f"BT /F {size} Tf {left} {up} Td <{''.join(f'{codes[one]:04X}' for one in words)}>"
            " Tj ET\n"
            for words, left, up, size in placed
        )
        objects += [
            (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
                f" /Contents {kids[number] + 1} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
            ),
            _stream(drawn or "0 0 100 100 re f"),
        ]
    objects.append(f"<< /Title ({bookmark}) /Parent 7 0 R /Dest [{first} 0 R /Fit] >>")
    objects.append(f"<< /Title ({title}) /Author (User) >>")
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {encrypt} >>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")


def _stream(body: str) -> str:
    return f"<< /Length {len(body)} >>\nstream\n{body}\nendstream"
