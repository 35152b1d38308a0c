# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which words of a page a footnote's mark covers.

A mark covers what stands before it, back to the mark before or to where its paragraph or list item
begins, over the end of a page too where a sentence goes on there. A mark after a colon or semicolon
covers the quotation that follows; one after the last of several quoted paragraphs, or at the end of
a block quotation or just after it, covers all of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_NOTES = 20_000
"""A text with more marks or entries than this is not searched for them: it is no page."""

_ITEM = re.compile(r"^[ \t]*(?:[*#•·–-]|\d{1,3}[.)])[ \t]+")
_HEADING = re.compile(r"(={1,6})[^=\n].*\1|#{1,6}[ \t].*")
_BLOCK_END = "</blockquote>"
_BLOCK = re.compile(r"<blockquote[^<>]*>", re.IGNORECASE)
_TITLE_LENGTH = 80
_LONGEST_NUMBER = 4
_BETWEEN = re.compile(r"[ \t\u00a0\u2009\u202f]?[,;\u2013-]?[ \t\u00a0\u2009\u202f]?")
"""What may stand between two marks at one place: "[1], [2]"."""

_SENTENCE_END = tuple(".!?…\u201d\"'\u2019)]:;")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mark stands (code points) and what it says.

    ``key`` tells apart footnotes that bear one mark, where numbering starts anew; "" where the mark
    alone says which it is.
    """

    label: str
    start: int
    end: int
    key: str = ""

    @property
    def note(self) -> str:
        """Which footnote it is a mark of."""
        return self.key or self.label


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A mark, the entry's words (None: it has no entry), and the passages it covers.

    An entry that no mark refers to covers nothing. ``passages`` are ranges of code points.
    ``printed`` is the entry as it stands, with its own mark and ways back, where that is known.
    """

    mark: str | None
    work: str | None
    passages: tuple[tuple[int, int], ...]
    printed: str | None = None

    @property
    def dangling(self) -> bool:
        """Whether mark and entry do not both stand there."""
        return self.work is None or not self.passages


@dataclass(slots=True)
class Unit:
    """A paragraph, list item or heading: its range without the white space around it."""

    start: int
    end: int
    marks: list[Mark] = field(default_factory=list)


class Ranges:
    """Ranges of code points, in any order, asked whether a place lies in one of them."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Keep the ranges, those that overlap as one."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, place: int) -> bool:
        """Tell whether a place lies in one; its end is outside."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._ends[at]


def units_of(
    text: str,
    marks: list[Mark],
    inside: Iterable[tuple[int, int]],
    breaks: Iterable[int] = (),
) -> list[Unit]:
    """Return the paragraphs, list items and headings of a text, with the marks in each.

    What lies ``inside`` is none of them. At each of the ``breaks`` one begins, whatever stands
    there.
    """
    entries = Ranges(inside)
    broken = sorted(set(breaks))
    lines = _lines(text, broken)
    opening = set(broken)
    units: list[Unit] = []
    blank = True
    after_heading = False
    for begin, start, end in lines:
        if start == end or _is_page_number(text, start, end) or start in entries:
            blank = True
            continue
        heading = _HEADING.fullmatch(text, start, end) is not None
        begins = (
            blank
            or begin in opening
            or not units
            or heading
            or after_heading
            or _ITEM.match(text[start:end] + " x") is not None
            or text[units[-1].end - 1] in _SENTENCE_END
        )
        if begins:
            units.append(Unit(start, end))
        else:
            units[-1].end = end
        blank = False
        after_heading = heading
    at = 0
    for mark in marks:
        while at < len(units) and units[at].end <= mark.start:
            at += 1
        if at < len(units) and units[at].start <= mark.start:
            units[at].marks.append(mark)
    return units


def _lines(text: str, breaks: list[int]) -> list[tuple[int, int, int]]:
    """Return where each line begins, and its words; a line with a break in it is several."""
    lines: list[tuple[int, int, int]] = []
    offset = at = 0
    for line in text.splitlines(keepends=True):
        begin, end = offset, offset + len(line)
        while at < len(breaks) and breaks[at] <= begin:
            at += 1
        cuts = [begin]
        while at < len(breaks) and breaks[at] < end:
            cuts.append(breaks[at])
            at += 1
        for first, last in pairwise([*cuts, end]):
            words = text[first:last]
            stripped = words.strip()
            start = first + len(words) - len(words.lstrip()) if stripped else first
            lines.append((first, start, start + len(stripped)))
        offset = end
    return lines


def _is_page_number(text: str, start: int, end: int) -> bool:
    """Tell a number alone on a line, first or last of its page, from words."""
    paged = text[start - 1 : start] == "\f" or text[end : end + 1] == "\f"
    return paged and end - start <= _LONGEST_NUMBER and text[start:end].isdecimal()


def covered_by(
    text: str, units: list[Unit], quotations: Sequence[tuple[int, int]] = ()
) -> dict[str, list[tuple[int, int]]]:
    """Return, for each footnote, the passages its marks cover, in the order of the marks.

    ``quotations`` are the block quotations that are known from the document.
    """
    covered: dict[str, dict[tuple[int, int], None]] = {}
    blocks: list[int] | None = None
    whole = _whole_quotations(text, quotations, units)
    for number, unit in enumerate(units):
        start = unit.start
        for group in _groups(text, unit.marks):
            end = group[0].start
            passages = [(start, end)] if text[start:end].strip() else []
            if group[0].start in whole:
                passages = [whole[group[0].start]]
            elif text[max(end - len(_BLOCK_END), 0) : end].lower() == _BLOCK_END:
                if blocks is None:
                    blocks = [match.end() for match in _BLOCK.finditer(text)]
                last = bisect_right(blocks, end - len(_BLOCK_END))
                passages = [(blocks[last - 1] if last else start, end - len(_BLOCK_END))]
            elif group[-1].end == unit.end:
                if text[end - 1 : end] in {":", ";"}:
                    passages += _following(text, units, number)
                elif passages and text[end - 1] in '\u201d"':
                    passages = [(_quotation_start(text, units, number, start), end)]
            if passages == [(unit.start, end)] and number:
                passages = [*_before_page(text, units[number - 1], unit), *passages]
            for mark in group:
                covered.setdefault(mark.note, {}).update(dict.fromkeys(passages))
            start = group[-1].end
            while start < unit.end and text[start].isspace():
                start += 1
    return {note: list(passages) for note, passages in covered.items()}


def _before_page(text: str, before: Unit, unit: Unit) -> list[tuple[int, int]]:
    """Return what of a sentence stands on the page before, parted from the rest by its footnotes.

    It is what follows the last mark there, where no sentence ends and the words go on within one.
    """
    start = before.marks[-1].end if before.marks else before.start
    while start < before.end and text[start].isspace():
        start += 1
    goes_on = text[unit.start].islower() and text[before.end - 1] not in _SENTENCE_END
    if start >= before.end or not goes_on or text.count("\f", before.end, unit.start) != 1:
        return []
    return [(start, before.end)]


def _whole_quotations(
    text: str, quotations: Sequence[tuple[int, int]], units: list[Unit]
) -> dict[int, tuple[int, int]]:
    """Return the block quotations that marks cover whole, by where the first of those begins.

    The only marks in a quotation that stand at its end, or open what follows it.
    """
    whole: dict[int, tuple[int, int]] = {}
    groups = [group for unit in units for group in _groups(text, unit.marks)]
    starts = [group[0].start for group in groups]
    for start, end in quotations:
        at = bisect_left(starts, start)
        if at == len(groups):
            break
        first, last = groups[at][0].start, groups[at][-1].end
        if first < end:
            only = at + 1 == len(groups) or starts[at + 1] >= end
            if only and not text[last:end].strip() and text[start:first].strip():
                whole[first] = (start, first)
        elif not text[end:first].strip():
            whole[first] = (start, end)
    return whole


def _groups(text: str, marks: list[Mark]) -> list[list[Mark]]:
    """Return the marks of a paragraph, those that stand at one place together."""
    groups: list[list[Mark]] = []
    for mark in marks:
        if groups and _BETWEEN.fullmatch(text, groups[-1][-1].end, mark.start):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _following(text: str, units: list[Unit], number: int) -> list[tuple[int, int]]:
    """Return the quotation a mark introduces: what follows, up to a heading or another mark."""
    last = number
    for at in range(number + 1, len(units)):
        unit = units[at]
        if unit.marks or _is_heading(text, unit):
            break
        last = at
    return [(units[number + 1].start, units[last].end)] if last > number else []


def _quotation_start(text: str, units: list[Unit], number: int, start: int) -> int:
    """Return where a quotation of several paragraphs begins that ends in this one.

    Each of its paragraphs opens with a quotation mark, and only the last one closes (as books and
    papers set them).
    """
    opening = '\u201c"'
    if text[start] not in opening:
        return start
    for at in range(number - 1, -1, -1):
        unit = units[at]
        words = text[unit.start : unit.end]
        if unit.marks or words[0] not in opening or words[-1] in '\u201d"':
            break
        start = unit.start
    return start


def _is_heading(text: str, unit: Unit) -> bool:
    words = text[unit.start : unit.end]
    if words.startswith(("=", "#")):
        return True
    return len(words) <= _TITLE_LENGTH and not words.endswith(_SENTENCE_END)
