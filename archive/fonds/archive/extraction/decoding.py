# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The encoding of pages and messages, which say it themselves, rightly or not.

The order is the Encoding Standard's and the HTML Standard's (13.2.3): a person's word, a byte order
mark, what the document states, and, of what states nothing, UTF-8 where it is that, else
windows-1252, which every byte can be read in.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from fonds.archive.errors import RefusedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STATED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*"
    rb"[\"']([\w.:-]+)",
    re.IGNORECASE,
)
# HTML Standard, 13.2.3.2 looks at 1,024 bytes; pages that tools saved begin with long comments.
_PRESCAN = 16_384

# Encoding Standard, section 4.2: these labels mean windows-1252 whatever they say.
_WESTERN = frozenset({"ascii", "iso8859-1", "latin-1", "l1", "cp1252"})
FALLBACK = "cp1252"
"""What every byte can be read in, rightly or not."""

_NO_ENCODINGS = frozenset({"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and how many of its bytes could not be read."""

    text: str
    encoding: str
    unread: int


def decode_page(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Decode an HTML page.

    Raises:
        RefusedError: "unknown-encoding": a person named one there is not.
    """
    if encoding is not None:
        return _decoded(data, _known(encoding, name), b"")
    for mark, found in _MARKS:
        if data.startswith(mark):
            return _decoded(data, found, mark)
    stated = _STATED.search(data[:_PRESCAN])
    if stated:
        label = (stated[1] or stated[2]).decode("ascii", "replace")
        return decode_stated(data, label)
    return decode_stated(data, None)


def decode_stated(data: bytes, label: str | None) -> Decoded:
    """Decode bytes as a label says; where it cannot be so, or there is none, as best may be."""
    found = _lookup(label) if label else None
    if found is not None and found.startswith("utf-16"):
        # A page that could state it in single bytes is not UTF-16 (HTML Standard, 13.2.3.2).
        found = "utf-8"
    if found is None or found == "utf-8":
        try:
            return Decoded(data.decode("utf-8"), "utf-8", 0)
        except UnicodeDecodeError:
            if found == "utf-8":
                return _decoded(data, "utf-8", b"")
            found = FALLBACK
    return _decoded(data, found, b"")


def unread_remark(decoded: Decoded) -> str:
    """Say that some bytes could not be read."""
    noun = "byte" if decoded.unread == 1 else "bytes"
    return (
        f"{decoded.unread:,} {noun} could not be read as {decoded.encoding} and stand as U+FFFD;"
        " if you know the encoding, name it with --encoding."
    )


def _known(encoding: str, name: str) -> str:
    found = _lookup(encoding)
    if found is None:
        message = f"There is no encoding named {encoding}. Try utf-8, utf-16, latin-1 or cp1252."
        raise RefusedError("unknown-encoding", message, file=name, encoding=encoding)
    return found


def _lookup(label: str) -> str | None:
    try:
        found = codecs.lookup(label.strip())
        # What Python calls a codec and is none of text (hex, zip) has no such decoding.
        b"a".decode(found.name, "replace")
    except (LookupError, ValueError, TypeError):
        return None
    if found.name.replace("-", "_") in _NO_ENCODINGS:
        return None
    return FALLBACK if found.name in _WESTERN else found.name


def _decoded(data: bytes, encoding: str, mark: bytes) -> Decoded:
    body = data[len(mark) :]
    try:
        return Decoded(body.decode(encoding), encoding, 0)
    except UnicodeError:
        text = body.decode(encoding, "replace")
        return Decoded(text, encoding, max(1, text.count("\ufffd")))
