# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Web archives: WARC 1.0 and 1.1 (ISO 28500), packed by records or not, and WACZ 1.1 around them.

One page of an archive is the source: the one that is asked for by its address, else the one a WACZ
names first, else the first HTML page that was answered well. How many others there are is said.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import warcio
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.asking import Asked, damaged, nothing_readable, too_much
from fonds.archive.extraction.html_pages import extract as extract_page
from fonds.archive.extraction.packed import Packed
from fonds.archive.extraction.page_metadata import iso_day, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.extraction.asking import Report
    from fonds.archive.sources.extracted import Extracted

VERSION = 4

MOST_RECORDS = 200_000
MOST_PAGE = 50 * 1024 * 1024
"""Bytes of one page, unpacked."""

_PAGES = ("text/html", "application/xhtml+xml")
_OK = "200"
_BROTLI = "br"
_CHUNK = 1024 * 1024
_MOST_NAMED = 10
_UNDONE = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
"""What warcio undoes, and the one spelling by which it knows it."""
_UNPACKED = frozenset({"", "identity", "none"})
_FAULTS = (ArchiveLoadFailed, ValueError, EOFError, OSError, KeyError, IndexError, TypeError,
           AttributeError, AssertionError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a web archive: where it was, when it was captured, its bytes and encoding."""

    url: str
    date: str
    data: bytes
    charset: str | None
    packed: str | None = None
    """How its bytes are packed, where that cannot be undone here."""


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Read a web archive. Raises as `Reader.extract`."""
    report(0, 1)
    if data.startswith(b"PK"):
        what = "a web archive (WACZ)"
        packed = Packed(data, asked, what)
        names = sorted(name for name in packed if re.search(r"\.warc(\.gz)?$", name))
        if not names:
            raise damaged(asked, what, "it holds no WARC file")
        wanted = asked.url or _main_page(packed)
        streams = [packed.read(name) for name in names]
    else:
        what, wanted, streams = "a web archive (WARC)", asked.url, [data]
    return _read(streams, wanted, what, asked, report)


def _read(
    streams: list[bytes], wanted: str | None, what: str, asked: Asked, report: Report
) -> Extracted:
    chosen: Page | None = None
    first: Page | None = None
    addresses: dict[str, None] = {}
    broken = False
    for number, stream in enumerate(streams):
        report(number, len(streams))
        try:
            for page in _pages(stream, asked, what):
                if page is None:
                    continue
                addresses[page.url] = None
                first = first or page
                if _is_wanted(page, wanted, chosen):
                    chosen = page
        except _FAULTS:
            broken = True
    if not asked.url:
        # What a WACZ names first may only have led to another page.
        chosen = chosen or first
    if chosen is None and broken and not addresses:
        raise damaged(asked, what, "its records cannot be read")
    if chosen is None:
        why = "without an HTML page"
        if asked.url and addresses:
            why = _without(asked.url, list(addresses))
        raise nothing_readable(asked, what, why)
    if chosen.packed:
        wanting = (
            "which needs the optional part “brotli” (pip install 'fonds[brotli]')"
            if chosen.packed == _BROTLI
            else "which is not read here"
        )
        why = (
            f"whose page {chosen.url} is packed as “{chosen.packed}”, {wanting};"
            " or save the page itself from a browser"
        )
        raise nothing_readable(asked, what, why)
    label = f"; charset={chosen.charset}" if chosen.charset else ""
    stated = replace(asked, encoding=asked.encoding or chosen.charset)
    found = extract_page(chosen.data, stated, report)
    remarks = ["The text is that of one page of the web archive."]
    others = len(addresses.keys() - {chosen.url})
    if others:
        noun = "page, which" if others == 1 else "pages, one of which"
        remarks.append(f"It holds {others:,} other HTML {noun} can be named with --url.")
    if broken:
        remarks.append("A part of the archive is damaged and was not read.")
    return replace(
        found,
        tool=f"Fonds web archive reader {VERSION}, warcio {_version()}; {found.tool}{label}",
        found=replace(found.found, url=one_line(chosen.url), retrieved_at=iso_day(chosen.date)),
        remarks=(*remarks, *found.remarks),
    )


def _without(wanted: str, addresses: list[str]) -> str:
    """Say which pages there are: a person has to know an address to ask for it.

    That is said of a file at hand and not kept with its text, as an address may name a person.
    """
    listed = [one_line(one) or "" for one in addresses[:_MOST_NAMED]]
    more = ["…"] if len(addresses) > _MOST_NAMED else []
    return f"without the page {wanted}; its pages are {' '.join([*listed, *more])}"


def _is_wanted(page: Page, wanted: str | None, chosen: Page | None) -> bool:
    if wanted is not None:
        # Of several captures of one address the latest is the source as it was last seen.
        return _plain(page.url) == _plain(wanted) and (chosen is None or page.date >= chosen.date)
    return chosen is None


def _plain(url: str) -> str:
    return url.partition("#")[0].rstrip("/").removeprefix("https://").removeprefix("http://")


def _pages(stream: bytes, asked: Asked, what: str) -> Iterator[Page | None]:
    """Yield the HTML pages of a WARC file, and None for every other record."""
    for number, record in enumerate(ArchiveIterator(io.BytesIO(stream), arc2warc=False)):
        if number >= MOST_RECORDS:
            raise too_much(asked, what, f"holds more than {MOST_RECORDS:,} records")
        yield _page(record, asked, what)


def _page(record: Any, asked: Asked, what: str) -> Page | None:  # noqa: ANN401 - warcio has no types
    if record.rec_type not in {"response", "resource"}:
        return None
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    if headers is None or (
        record.rec_type == "response" and not (headers.get_statuscode() or "").startswith(_OK)
    ):
        return None
    kind = (headers.get_header("Content-Type") or "").lower()
    if not kind.startswith(_PAGES):
        return None
    stated, packed = _packed(headers.get_header("Content-Encoding") or "")
    headers.remove_header("Content-Encoding")
    if stated == _BROTLI:
        # What warcio would undo with this library fails with all of its releases (`unused_data`).
        data = _unbrotlied(record.content_stream().read(MOST_PAGE + 1))
    else:
        if stated:
            headers.add_header("Content-Encoding", stated)
        data = b"" if packed else record.content_stream().read(MOST_PAGE + 1)
    if len(data) > MOST_PAGE:
        raise too_much(asked, what, f"holds a page of more than {MOST_PAGE // 1024**2} MiB")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", kind)
    return Page(
        url=record.rec_headers.get_header("WARC-Target-URI") or "without an address",
        date=record.rec_headers.get_header("WARC-Date") or "on no stated day",
        data=data,
        charset=charset[1] if charset else None,
        packed=packed,
    )


def _packed(stated: str) -> tuple[str | None, str | None]:
    """Return the packing (RFC 9110, section 8.4.1) to undo, and what cannot be undone of it.

    warcio undoes one packing, and lets all else through as it is, which would be a text of noise.
    """
    given = [one for one in map(str.strip, stated.lower().split(",")) if one not in _UNPACKED]
    if given == [_BROTLI] and _has_brotli():
        return _BROTLI, None
    for one in given:
        if one not in _UNDONE:
            return None, one[:20]
    if len(given) > 1:
        return None, ", ".join(given)[:20]
    return (_UNDONE[given[0]] if given else None), None


def _has_brotli() -> bool:
    """Tell whether a Brotli library (RFC 7932) is installed that can be told where to stop."""
    if find_spec("brotli") is None:
        return False
    import brotli  # noqa: PLC0415 - an optional part

    return hasattr(brotli.Decompressor, "can_accept_more_data")


def _unbrotlied(packed: bytes) -> bytes:
    """Undo Brotli, and stop beyond `MOST_PAGE`: six kilobytes may be four gigabytes.

    Raises:
        ValueError: the bytes are no Brotli, or end too early.
    """
    import brotli  # noqa: PLC0415 - an optional part

    undoing = brotli.Decompressor()
    chunks: list[bytes] = []
    size = 0
    given = packed
    try:
        while size <= MOST_PAGE and not undoing.is_finished():
            chunk = undoing.process(given, output_buffer_limit=_CHUNK)
            given = b""
            if not chunk and undoing.can_accept_more_data():
                # Whoever asked says in a sentence that the page is damaged.
                fault = "Brotli that ends too early"
                raise ValueError(fault)
            chunks.append(chunk)
            size += len(chunk)
    except brotli.error as error:
        fault = "no Brotli"
        raise ValueError(fault) from error
    return b"".join(chunks)


def _main_page(packed: Packed) -> str | None:
    """Return the address of the page that a WACZ is about (WACZ 1.1, sections 5.2.3 and 5.3)."""
    try:
        stated = json.loads(packed.read("datapackage.json"))
        for name in ("mainPageUrl", "mainPageURL"):
            # The second is what writers of before WACZ 1.1 spell.
            if isinstance(stated, dict) and isinstance(stated.get(name), str):
                return str(stated[name])
    except (RefusedError, ValueError, RecursionError):
        pass
    try:
        for line in packed.read("pages/pages.jsonl").splitlines()[:1000]:
            page = json.loads(line)
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                return str(page["url"])
    except (RefusedError, ValueError, RecursionError):
        pass
    return None


def _version() -> str:
    return str(getattr(warcio, "__version__", "1"))
