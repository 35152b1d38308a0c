# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnotes of MediaWiki text: references, named and repeated, in groups, and listed apart."""

from __future__ import annotations

import re

from fonds.archive.sources.note_passages import (
    MOST_NOTES,
    FoundNote,
    Mark,
    Ranges,
    covered_by,
    units_of,
)
from fonds.archive.sources.wiki_markup import plain

REFERENCE = re.compile(
    r"<ref\b([^<>]*?)/>|<ref\b([^<>]*)>(.*?)</ref\s*>|\{\{\s*r\s*\|([^{}]*)\}\}",
    re.IGNORECASE | re.DOTALL,
)
"""A reference in one of its forms: closed at once, with its words, or by name in a template."""

_NO_TEXT = re.compile(r"<!--.*?-->|<nowiki>.*?</nowiki>", re.IGNORECASE | re.DOTALL)
_LISTED = re.compile(
    r"<references\b[^<>]*(?<!/)>.*?</references\s*>|\{\{\s*reflist\b.*", re.IGNORECASE | re.DOTALL
)
_ATTRIBUTE = re.compile(
    r"(name|group)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE
)
# A row of a template or table, and what opens or closes either, begins a line.
_ROW = re.compile(r"^[ \t]*(?=[|!]|\{\{|\}\}|\{\|)", re.MULTILINE)
_TABLE_END = re.compile(r"^[ \t]*\|\}(?!\})", re.MULTILINE)
_BRACES = re.compile(r"\{\{|\}\}")
_LINE_BEGUN = re.compile(r"(?:\A|\n)[ \t]*\Z")
_LINE_ENDS = re.compile(r"[ \t]{0,80}(?:\n|\Z)")
_INDENT = 40


def wiki_notes(text: str) -> list[FoundNote]:
    """Return the footnotes of MediaWiki text, numbered as its Cite extension numbers them.

    Each group is numbered by itself, in the order of the marks; a name stands for one footnote
    however often it is used. A name that no reference defines is a mark without an entry. The
    works are read without markup; what a mark covers goes neither over the row of a template or
    table that it stands in nor back into one before it. None of a text with more than `MOST_NOTES`
    references.
    """
    shown = _NO_TEXT.sub(lambda match: " " * len(match[0]), text)
    listed = [match.span() for match in _LISTED.finditer(shown)]
    within = Ranges(listed)
    labels: dict[tuple[str, str], str] = {}
    works: dict[str, str] = {}
    listed_only: list[tuple[str, str]] = []
    counts: dict[str, int] = {}
    marks: list[Mark] = []

    def label_of(group: str, key: str) -> str:
        if (group, key) not in labels:
            counts[group] = counts.get(group, 0) + 1
            labels[group, key] = f"{group} {counts[group]}".strip()
        return labels[group, key]

    for number, match in enumerate(REFERENCE.finditer(shown)):
        if number >= MOST_NOTES:
            return []
        said = {
            name.lower(): (quoted or single or bare).strip()
            for name, quoted, single, bare in _ATTRIBUTE.findall(match[1] or match[2] or "")
        }
        names = match[4].split("|") if match[4] is not None else [said.get("name", "")]
        work = " ".join((match[3] or "").split()) or None
        for name in (part.strip() for part in names if "=" not in part):
            if match.start() in within:
                if name and work:
                    listed_only.append((name, work))
                continue
            label = label_of(said.get("group", ""), name or f"\x00{match.start()}")
            marks.append(Mark(label, *match.span()))
            if work is not None:
                works.setdefault(label, work)
    unused: list[FoundNote] = []
    of_name: dict[str, list[str]] = {}
    for (_, key), label in labels.items():
        of_name.setdefault(key, []).append(label)
    for name, work in listed_only:
        known = of_name.get(name, [])
        for label in known:
            works.setdefault(label, work)
        if not known:
            unused.append(_note(name, work, ()))
    covered = covered_by(shown, units_of(shown, marks, listed, _breaks(shown)))
    return [
        *(_note(mark, works.get(mark), tuple(spans)) for mark, spans in covered.items()),
        *unused,
    ]


def _note(mark: str, work: str | None, passages: tuple[tuple[int, int], ...]) -> FoundNote:
    read = None if work is None else " ".join(plain(work).text.split()) or work
    return FoundNote(mark, read, passages, work)


def _breaks(text: str) -> list[int]:
    """Return where a paragraph of wiki text begins besides its lines: rows, the end of a template.

    A template within a sentence ends no paragraph; one that begins a line and goes over several
    does, and one that has its line to itself.
    """
    found = [match.end() for pattern in (_ROW, _TABLE_END) for match in pattern.finditer(text)]
    found += [match.start() for match in _ROW.finditer(text)]
    opened: list[int] = []
    for match in _BRACES.finditer(text):
        if match[0] == "{{":
            opened.append(match.start())
        elif opened:
            start, end = opened.pop(), match.end()
            if opened or _LINE_BEGUN.search(text, max(start - _INDENT, 0), start) is None:
                continue
            if "\n" in text[start:end] or _LINE_ENDS.match(text, end):
                found.append(end)
    return found
