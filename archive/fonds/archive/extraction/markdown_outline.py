# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The structure that Markdown spells out (CommonMark 0.31 and tables): headings, quotations, rows.

markdown-it-py says from which line to which each block goes; the offsets are those of the text.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from itertools import accumulate
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from fonds.archive.extraction.handing import outlined
from fonds.archive.sources.extracted import StructureSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.extraction.asking import Asked, Report
    from fonds.archive.sources.extracted import Extracted

VERSION = 2

_KINDS = {"blockquote_open": "block quotation", "tr_open": "table row"}
_FIELD = re.compile(
    r"(title|author|date):[ \t]+[\"']?(.*?\S)[\"']?[ \t]*(?=[\r\n]|$)", re.IGNORECASE
)
_LONGEST_HEAD = 200
_HEADING = re.compile(r"[ >]*(#{1,6}[ \t]+)?(.*?)(?:[ \t]+#+)?[ \t]*$")


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Find the structure of a Markdown text, given in UTF-8."""
    report(0, 1)
    return outlined(
        data,
        asked,
        _found,
        f"Fonds Markdown outline {VERSION}, markdown-it-py {version('markdown-it-py')}",
    )


def _found(text: str) -> Iterator[StructureSpan]:
    # The lines the parser counts end with LF, CR LF or CR, and no other sign (section 2.1).
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    starts = [0, *accumulate(map(len, lines))]
    head = _front_matter(lines)
    for number, line in enumerate(lines[1:head], 1):
        named = _FIELD.match(line)
        if named:
            start = starts[number]
            yield StructureSpan(named[1].lower(), start + named.start(2), start + named.end(2))
    # What stands at the head in YAML is no Markdown: a line above "---" would be a heading.
    body = "\n" * head + "".join(lines[head:])
    for token in MarkdownIt("commonmark").enable("table").parse(body.replace("\x00", "\ufffd")):
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "heading_open":
            words = lines[first].rstrip("\r\n")
            shown = _HEADING.match(words)
            if shown and shown[2].strip():
                yield StructureSpan(
                    "heading",
                    starts[first] + shown.start(2),
                    starts[first] + shown.end(2),
                    level=int(token.tag[1]),
                )
        elif token.type in _KINDS and last <= len(lines):
            start, end = starts[first], starts[last]
            words = text[start:end]
            end -= len(words) - len(words.rstrip())
            start += len(words) - len(words.lstrip(" >"))
            if start < end:
                yield StructureSpan(_KINDS[token.type], start, end)


def _front_matter(lines: list[str]) -> int:
    """Return how many lines at the head are front matter in YAML, as pandoc and others write it."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for number, line in enumerate(lines[1:_LONGEST_HEAD], 1):
        if line.rstrip() in {"---", "..."}:
            return number + 1
    return 0
