# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnotes of Markdown: `[^name]` in the text, `[^name]: …` where the entry stands.

CommonMark has none; these are the form of PHP Markdown Extra, pandoc and GitHub. Further lines of
an entry are indented. A name defined twice is two footnotes (chapters put one after the other): a
mark belongs to the next entry of its name, and after the last one to that.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from fonds.archive.sources.note_passages import (
    MOST_NOTES,
    FoundNote,
    Mark,
    Ranges,
    covered_by,
    units_of,
)

DEFINITION = re.compile(
    r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*([^\n]*(?:\n(?:[ \t]*\n)*(?: {4}|\t)[ \t]*\S[^\n]*)*)",
    re.MULTILINE,
)
"""An entry: its name, and its words with the indented lines that go on."""

_MARK = re.compile(r"(?<!\\)\[\^([^\]\s]{1,60})\](?!:)")
_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_QUOTATION = re.compile(r"(?:^ {0,3}>[^\n]*(?:\n|$))+", re.MULTILINE)


def markdown_notes(text: str) -> list[FoundNote]:
    """Return the footnotes of a Markdown text, in the order of their marks, then lone entries.

    None of a text with more than `MOST_NOTES` marks or entries.
    """
    shown = _CODE.sub(lambda match: " " * len(match[0]), text)
    starts: dict[str, list[int]] = {}
    keys: dict[str, list[str]] = {}
    works: dict[str, str] = {}
    inside: list[tuple[int, int]] = []
    for match in DEFINITION.finditer(shown):
        key = f"{match[1]}\x00{match.start()}"
        starts.setdefault(match[1], []).append(match.start())
        keys.setdefault(match[1], []).append(key)
        works[key] = " ".join(text[match.start(2) : match.end(2)].split())
        inside.append(match.span())
        if len(inside) > MOST_NOTES:
            return []
    within = Ranges(inside)
    marks: list[Mark] = []
    labels: dict[str, str] = {}
    for match in _MARK.finditer(shown):
        if match.start() in within:
            continue
        own = keys.get(match[1], [""])
        following = bisect_right(starts.get(match[1], []), match.start())
        marks.append(Mark(match[1], *match.span(), own[min(following, len(own) - 1)]))
        labels[marks[-1].note] = match[1]
        if len(marks) > MOST_NOTES:
            return []
    covered = covered_by(shown, units_of(shown, marks, inside), _quotations(shown))
    found = [
        FoundNote(labels[note], works.get(note) or None, tuple(spans))
        for note, spans in covered.items()
    ]
    unused = [key for key in works if key not in labels and works[key]]
    return [*found, *(FoundNote(key.partition("\x00")[0], works[key], ()) for key in unused)]


def _quotations(text: str) -> list[tuple[int, int]]:
    """Return the block quotations, without the sign that opens each."""
    found: list[tuple[int, int]] = []
    for match in _QUOTATION.finditer(text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip(" >\t"))
        end = match.start() + len(words.rstrip(" >\t\n"))
        if start < end:
            found.append((start, end))
    return found
