# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnote marks and their entries in a page's text: which work is cited for which passage.

Entries are the numbered lines after the marks; where the numbering starts anew, marks belong to
the entries that follow them. Nothing is repaired: an entry's words are kept as they stand, stray
brackets too. What a mark covers is for `fonds.archive.sources.note_passages` to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from fonds.archive.sources.markdown_notes import DEFINITION, markdown_notes
from fonds.archive.sources.note_passages import (
    MOST_NOTES,
    FoundNote,
    Mark,
    Ranges,
    covered_by,
    units_of,
)
from fonds.archive.sources.wiki_notes import has_notes, wiki_notes
from fonds.events.catalogue.source import StructureKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.events.catalogue.source import TextStructure

PAGE_EDGES = frozenset({StructureKind.PAGE_HEAD, StructureKind.PAGE_NUMBER})
"""What stands over or under a page and is no part of the text that goes on there."""

RAISED = "raised-"
"""What the key of an entry holds that begins with its own mark, which was raised on the page."""

_MARK = re.compile(r"\[((?:note |nb |n )?\d{1,3}|[a-z])\](?!\()")
_ENTRY = re.compile(r"^[ \t]*(?:(\d{1,3})[.)]|\[(\d{1,3}|[a-z])\]|([a-z])\.)[ \t]+(\S.*?)[ \t]*$")
# What stands before an entry that an extractor found, and after it: ways back to the text.
_LED = re.compile(r"^(?:[\^\u2191\u21a9]\ufe0e?[ \t\u00a0]*)+(?=\S)")
_OWN = re.compile(r"\[?(\d{1,3}|[*\u2020\u2021\u00a7\u00b6]{1,3})")
# A hyphen at a line's end is kept: it may be the word's own.
_HYPHENED = re.compile(r"(?<=\w[-\u2010\u00ad])[ \t]*[\r\n\f]+[ \t]*(?=\w)")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BACK = re.compile(r"(?:[ \t\n\u00a0]*[\u21a9\u2191\u21b5\u21d1][\ufe0e\ufe0f]?)+$")
_HEADING = re.compile(
    r"^[=#*\s]*(?:references|notes|footnotes|citations|sources|endnotes|notes and references"
    r"|bibliography|works cited|anmerkungen|einzelnachweise|quellen|przypisy|notes et références"
    r"|références|referencias|note|noten)[=#*:\s]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Entry:
    mark: str
    work: str
    start: int
    end: int


def find_notes(text: str, quotations: Sequence[tuple[int, int]] = ()) -> list[FoundNote]:
    """Return the footnotes of a page's text, in the order of their marks, then of lone entries.

    ``quotations`` are its block quotations, where the document says which they are.
    """
    if has_notes(text):
        return wiki_notes(text)
    if DEFINITION.search(text) is not None:
        return markdown_notes(text)
    marks = [Mark(match[1], *match.span()) for match in _MARK.finditer(text)]
    if len(marks) > MOST_NOTES:
        return []
    blocks = _blocks(text, marks)
    inside = [(block[0].start, block[-1].end) for block in blocks]
    within = Ranges(inside)
    known = {entry.mark for block in blocks for entry in block}
    marks = [mark for mark in marks if mark.start not in within and _is_mark(text, mark, known)]
    units = units_of(text, marks, inside)
    unit_starts = [unit.start for unit in units]
    found: list[FoundNote] = []
    previous = 0
    for block in [*blocks, None]:
        end = len(text) if block is None else block[0].start
        entries = {} if block is None else {entry.mark: entry.work for entry in block}
        first, last = bisect_left(unit_starts, previous), bisect_left(unit_starts, end)
        covered = covered_by(text, units[first:last], quotations)
        found.extend(
            FoundNote(mark, entries.get(mark), tuple(passages))
            for mark, passages in covered.items()
        )
        found.extend(
            FoundNote(mark, work, ()) for mark, work in entries.items() if mark not in covered
        )
        previous = end
    return found


def _is_mark(text: str, mark: Mark, known: set[str]) -> bool:
    """Tell a footnote's mark from other words in brackets: it follows a word or another mark."""
    before = text[mark.start - 1 : mark.start]
    if not before or before.isspace():
        return False
    return not mark.label.isalpha() or mark.label in known


def notes_of_structure(text: str, structure: Sequence[TextStructure]) -> list[FoundNote]:
    """Return the footnotes that an extractor found, marks and entries joined by their keys."""
    printed: dict[str, str] = {}
    ends: dict[str, int] = {}
    heads = sorted((one.span.start, one.span.end) for one in structure if one.kind in PAGE_EDGES)
    inside = list(heads)
    for one in structure:
        if one.kind is StructureKind.FOOTNOTE_ENTRY:
            inside.append((one.span.start, one.span.end))
            if one.key:
                words = words_between(text, one.span.start, one.span.end, heads).strip()
                before, reached = printed.get(one.key), ends.get(one.key, 0)
                if before is not None and text.count("\f", reached, one.span.start) == 1:
                    # It goes on at the foot of the next page.
                    words = f"{before}\n{words}"
                printed[one.key], ends[one.key] = words, one.span.end
    marks: list[Mark] = []
    labels: dict[str, str] = {}
    for one in structure:
        if one.kind is StructureKind.FOOTNOTE_MARK:
            start, end = _with_brackets(text, one.span.start, one.span.end)
            label = text[start:end].strip().strip("[]()") or "*"
            marks.append(Mark(label, start, end, one.key if one.key in printed else ""))
            labels.setdefault(marks[-1].note, label)
    entries = {key: _work(words, labels.get(key), key) for key, words in printed.items()}
    if any(not mark.key for mark in marks):
        marks = _with_endnotes(text, marks, entries, inside)
        labels = {mark.note: mark.label for mark in reversed(marks)}
    covered = covered_by(text, units_of(text, marks, inside), block_quotations(text, structure))
    found = [
        FoundNote(labels[note], entries.get(note), tuple(spans), printed.get(note))
        for note, spans in covered.items()
    ]
    lone = [
        FoundNote(_own_mark(printed[key], key), work, (), printed[key])
        for key, work in entries.items()
        if key not in labels
    ]
    return [*found, *(one for one in lone if one.work)]


def words_between(text: str, start: int, end: int, heads: Sequence[tuple[int, int]]) -> str:
    """Return the words of a range without the heads and feet of pages in it.

    ``heads`` are their ranges, in the order of the text.
    """
    parts: list[str] = []
    at = start
    for first, last in heads[bisect_left(heads, (start, 0)) :]:
        if last > end:
            break
        parts.append(text[at:first])
        at = last
    return "".join([*parts, text[at:end]])


def block_quotations(text: str, structure: Sequence[TextStructure]) -> list[tuple[int, int]]:
    """Return the block quotations of a text; paragraphs of one, set as several, are one."""
    found: list[tuple[int, int]] = []
    for one in structure:
        if one.kind is not StructureKind.BLOCK_QUOTATION:
            continue
        start, end = one.span.start, one.span.end
        if found and start < found[-1][1]:
            continue
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a mark's range with the brackets around it, which a page's own range leaves out."""
    if start and text[start - 1 : start] == "[" and text[end : end + 1] == "]":
        return start - 1, end + 1
    return start, end


def _with_endnotes(
    text: str, marks: list[Mark], entries: dict[str, str], inside: list[tuple[int, int]]
) -> list[Mark]:
    """Give marks without an entry the next one in a list of numbered lines, as text has them.

    Books set their notes at the end, where nothing but the number tells an entry. ``entries`` and
    ``inside`` gain what is found.
    """
    blocks = _blocks(text, [mark for mark in marks if not mark.key])
    listed: dict[str, list[tuple[int, str, str]]] = {}  # by mark: the list's start, key, work
    for number, block in enumerate(blocks):
        for one in {entry.mark: entry for entry in reversed(block)}.values():
            key = f"endnote-{number}-{one.mark}"
            listed.setdefault(one.mark, []).append((block[0].start, key, one.work))
    found: list[Mark] = []
    for mark in marks:
        own = listed.get(mark.label, []) if not mark.key else []
        at = bisect_right(own, mark.start, key=itemgetter(0))
        if at < len(own):
            _, key, entries[own[at][1]] = own[at]
            mark = replace(mark, key=key)  # noqa: PLW2901 - the mark, now that it is known
        found.append(mark)
    inside.extend((block[0].start, block[-1].end) for block in blocks)
    return found


def _work(words: str, label: str | None, key: str) -> str:
    """Return an entry's words without its own mark and the signs that lead back to the text."""
    whole = _HYPHENED.sub("", _LED.sub("", _BACK.sub("", words)))
    work = _SPACES.sub(" ", whole).strip()
    if RAISED in key:
        own = label or _own_mark(words, key) or ""
        return re.sub(rf"^\[?{re.escape(own)}[.)\]]?\s*(?=\S)", "", work, count=1)
    if label is None:
        return work
    own = re.escape(label)
    return re.sub(rf"^(?:\[{own}\]\s*|\[?{own}[.)\]]\s+)(?=\S)", "", work, count=1)


def _own_mark(words: str, key: str) -> str | None:
    """Return the mark an entry begins with, where it is known to begin with one."""
    own = _OWN.match(words) if RAISED in key else None
    return own[1] if own else None


# Entries --------------------------------------------------------------------------------------


def _blocks(text: str, marks: list[Mark]) -> list[list[_Entry]]:
    """Return the lists of entries: numbered lines after marks that bear those numbers."""
    lists: list[tuple[list[_Entry], bool]] = []
    current: list[_Entry] = []
    headed = under_heading = False
    offset = 0
    for line in text.splitlines(keepends=True):
        match = _ENTRY.match(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
        if match is not None:
            label = match[1] or match[2] or match[3]
            if current and not _follows(current[-1].mark, label):
                lists.append((current, headed))
                current = []
            if not current:
                headed = under_heading
            current.append(_Entry(label, match[4], offset + match.start(4), offset + match.end(4)))
        elif line.strip():
            if current:
                lists.append((current, headed))
                current = []
            under_heading = bool(_HEADING.match(line))
        offset += len(line)
    if current:
        lists.append((current, headed))
    kept: list[list[_Entry]] = []
    previous = 0
    marks = sorted(marks, key=lambda mark: mark.start)
    starts = [mark.start for mark in marks]
    for entries, after_heading in lists:
        start, end = entries[0].start, entries[-1].end
        since, first, last = (bisect_left(starts, place) for place in (previous, start, end))
        own = {mark.label for mark in marks[since:first]}
        has_marks = any(not text[mark.start - 1].isspace() for mark in marks[first:last])
        if (after_heading or own & {entry.mark for entry in entries}) and not has_marks:
            kept.append(entries)
            previous = end
    return kept


def _follows(before: str, mark: str) -> bool:
    if before.isdigit() and mark.isdigit():
        return int(mark) > int(before)
    return not before.isdigit() and not mark.isdigit() and mark > before
