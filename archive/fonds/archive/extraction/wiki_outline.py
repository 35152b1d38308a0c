# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The structure that MediaWiki text spells out: headings, infobox rows, quotations, captions.

Footnotes are found where they are noted as cited works (`fonds.archive.sources.wiki_notes`). The
offsets are those of the text as it stands: mwparserfromhell gives every piece back to the letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import mwparserfromhell
from mwparserfromhell.nodes import Heading, Tag, Template, Wikilink

from fonds.archive.extraction.handing import outlined
from fonds.archive.sources.extracted import StructureSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.extraction.asking import Asked, Report
    from fonds.archive.sources.extracted import Extracted

VERSION = 1

_BOX = re.compile(r"(infobox|taxobox|officeholder|.*[ _]box$)", re.IGNORECASE)
_QUOTE = re.compile(r"(quote|cquote|blockquote|quotation|quote box)$", re.IGNORECASE)
# What may stand in a caption's place (MediaWiki, "Extended image syntax").
_OPTION = re.compile(
    r"thumb(nail)?|framed?|frameless|border|left|right|center|centre|none|upright|baseline|sub|super|"
    r"top|text-top|middle|bottom|text-bottom|\d*(x\d+)?\s*px|(alt|link|page|class|lang|upright|thumb|"
    r"thumbtime|start|end)\s*=.*",
    re.IGNORECASE | re.DOTALL,
)
_PICTURE = re.compile(r"\s*(file|image|media)\s*:", re.IGNORECASE)


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Find the structure of a wiki text, given in UTF-8."""
    report(0, 1)
    return outlined(
        data,
        asked,
        _found,
        f"Fonds wiki outline {VERSION}, mwparserfromhell {mwparserfromhell.__version__}",
    )


def _found(text: str) -> Iterator[StructureSpan]:
    at = 0
    for node in mwparserfromhell.parse(text).nodes:
        words = str(node)
        if not text.startswith(words, at):
            # What cannot be given back to the letter has no place; there is no such text known.
            return
        if isinstance(node, Heading):
            title = str(node.title)
            start = at + words.index(title) + len(title) - len(title.lstrip())
            yield StructureSpan("heading", start, start + len(title.strip()), level=node.level)
        elif isinstance(node, Template):
            yield from _template(node, words, at)
        elif isinstance(node, Tag) and str(node.tag).lower() == "blockquote":
            inner = str(node.contents)
            start = at + words.index(inner)
            yield StructureSpan("block quotation", start, start + len(inner))
        elif isinstance(node, Wikilink) and _PICTURE.match(str(node.title)):
            parts = words[2:-2].split("|")
            caption = parts[-1] if len(parts) > 1 else ""
            if caption.strip() and not _OPTION.fullmatch(caption.strip()):
                yield StructureSpan(
                    "caption", at + len(words) - 2 - len(caption), at + len(words) - 2
                )
        at += len(words)


def _template(node: Template, words: str, at: int) -> Iterator[StructureSpan]:
    name = str(node.name).strip()
    if _QUOTE.match(name):
        yield StructureSpan("block quotation", at, at + len(words))
        return
    if not _BOX.match(name):
        return
    inside = at + 2 + len(str(node.name))
    for given in node.params:
        whole = str(given)
        key, value = str(given.name), str(given.value)
        if given.showkey and value.strip():
            start = inside + 1 + len(key) - len(key.lstrip())
            end = inside + 1 + len(whole.rstrip())
            yield StructureSpan("infobox row", start, end, label=(start, start + len(key.strip())))
        inside += 1 + len(whole)
