# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""E-books (EPUB 3.3, and 2): the documents of the spine in order, read as pages are."""

from __future__ import annotations

import contextlib
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import selectolax

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.asking import encrypted
from fonds.archive.extraction.building import TextBuilder, TextIsFullError
from fonds.archive.extraction.decoding import decode_page
from fonds.archive.extraction.handing import hand_over
from fonds.archive.extraction.html_marks import note_key
from fonds.archive.extraction.html_parsing import parse_page
from fonds.archive.extraction.html_walk import Walk
from fonds.archive.extraction.packed import Packed, attribute, local, parsed
from fonds.archive.extraction.page_metadata import iso_day, language_tag, one_line
from fonds.archive.sources.extracted import Found

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from fonds.archive.extraction.asking import Asked, Report
    from fonds.archive.sources.extracted import Extracted

VERSION = 5
WHAT = "an e-book"

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document", "image/svg+xml"})
_MOST_FALLBACKS = 9
_MOST_AUTHORS = 20
# LibreOffice names this author where it was told none.
_NOBODY = "Unknown Author"

# XHTML may end any element where it begins; to an HTML parser that begins one that never ends.
_EMPTY = re.compile(
    r"<(title|script|style|textarea|iframe|noscript|a|div|p|span|i|b|em|strong|td|th|sup|h[1-6]|li)"
    r"((?:\s[^<>]*?)?)/>",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"xmlns:(\w+)\s*=\s*[\"']http://www\.w3\.org/(?:2000/svg|1999/xhtml)[\"']")


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Read an e-book. Raises as `Reader.extract`."""
    packed = Packed(data, asked, WHAT)
    place, package = _package(packed)
    documents = _spine(packed, place, package)
    if _ENCRYPTION in packed:
        locked = packed.read(_ENCRYPTION).decode("utf-8", "replace")
        # Fonts are often obscured, which is no encryption of the words (section 4.3).
        if any(f'"{name}"' in locked or f'"/{name}"' in locked for name in documents):
            raise encrypted(asked, WHAT, opens=False)
    built = TextBuilder(asked.most_text)
    sources = {}
    for name in documents:
        try:
            sources[name] = packed.read(name)
        except RefusedError as error:
            if error.code != "damaged":
                raise
            built.remark("A part of the book is missing or damaged, and was not read.")
    keys = frozenset(key for name, source in sources.items() for key in _note_keys(name, source))
    with contextlib.suppress(TextIsFullError):
        for number, (name, source) in enumerate(sources.items()):
            report(number, len(sources))
            _read_part(built, decode_page(source, name).text, Walk(built, keys, name), number + 1)
    return hand_over(
        built,
        asked,
        WHAT,
        f"Fonds EPUB reader {VERSION}, selectolax {selectolax.__version__}",
        _found(package),
    )


def _package(packed: Packed) -> tuple[str, Element]:
    """Return the folder of the package document, and the document."""
    for one in packed.xml(_CONTAINER).iter():
        if local(one.tag) == "rootfile":
            name = attribute(one, "full-path")
            # EPUB 2 lets the package document name its type; that declares nothing.
            data = re.sub(rb"<!DOCTYPE\s+package[^>\[]*>", b"", packed.read(name), count=1)
            return posixpath.dirname(name), parsed(data, packed.damaged, name)
    why = "it does not say where its package is"
    raise packed.damaged(why)


def _spine(packed: Packed, place: str, package: Element) -> list[str]:
    """Return the names of the documents in their order."""
    items: dict[str, str] = {}
    instead: dict[str, str] = {}
    order: list[str] = []
    for one in package.iter():
        if local(one.tag) == "item" and attribute(one, "media-type") in _PAGES:
            name = posixpath.normpath(posixpath.join(place, unquote(attribute(one, "href"))))
            items[attribute(one, "id")] = name
        elif local(one.tag) == "item":
            # Of another kind, it names what is read in its stead (section 5.6.2.1).
            instead[attribute(one, "id")] = attribute(one, "fallback")
        elif local(one.tag) == "itemref":
            order.append(attribute(one, "idref"))
    for _ in range(_MOST_FALLBACKS):
        order = [instead.get(key, key) for key in order]
    documents = list(dict.fromkeys(items[key] for key in order if key in items))
    if not documents:
        why = "it names no documents"
        raise packed.damaged(why)
    return documents


def _read_part(built: TextBuilder, source: str, walk: Walk, number: int) -> None:
    """Add one document, and say where it is by its heading or its number."""
    page = parse_page(_EMPTY.sub(r"<\1\2></\1>", _without_prefixes(source)))
    if page.root is None:
        return
    built.block(2)
    part = built.open("part")
    try:
        walk.through(page.root)
    except TextIsFullError:
        walk.break_off()
        raise
    finally:
        heading = one_line(walk.first_heading)
        part.locator = heading[:100] if heading else f"part {number}"
        built.map(part)
    walk.say_what_was_hidden()


def _without_prefixes(source: str) -> str:
    """Write elements of pages and drawings as an HTML parser knows them, not as "svg:text"."""
    prefixes = set(_PREFIX.findall(source))
    if not prefixes:
        return source
    return re.sub(rf"<(/?)(?:{'|'.join(sorted(prefixes))}):", r"<\1", source)


def _note_keys(name: str, source: bytes) -> list[str]:
    """Return the keys of notes in other documents that a document's marks point to."""
    return [
        note_key(name, *(unquote(part.decode("utf-8", "replace")) for part in parts))
        for parts in re.findall(rb"<a\s[^<>]*?href=[\"']([^\"'#]+)#([^\"']+)[\"'][^<>]*?>", source)
    ]


def _found(package: Element) -> Found:
    stated: dict[str, list[str]] = {}
    for one in package.iter():
        words = one_line(one.text)
        if words and "purl.org/dc/elements" in one.tag:
            stated.setdefault(local(one.tag), []).append(words)
    dates = [day for day in map(iso_day, stated.get("date", ())) if day]
    return Found(
        title=next(iter(stated.get("title", ())), None),
        authors=tuple(one for one in stated.get("creator", ()) if one != _NOBODY)[:_MOST_AUTHORS],
        issued=dates[0] if dates else None,
        language=language_tag(next(iter(stated.get("language", ())), "")),
    )
