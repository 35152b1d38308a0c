# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What only all pages of a PDF together tell: endnotes.

Endnotes are lines that begin with 1, 2, 3 or i, ii, iii, one after the other, and answer to nearly
all marks of a part of the text before them that no entry on their own pages answers to. Where a
list of numbered lines and the marks do not fit each other, nothing is joined; nor are one or two
lines whose numbers are not raised, where no heading says that they are notes and more follows.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from fonds.archive.extraction.pdf_notes import UNANSWERED
from fonds.archive.sources.extracted import StructureSpan
from fonds.archive.sources.notes import RAISED, words_between
from fonds.archive.sources.numerals import ROMAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.extraction.pdf_words import Opening

_FIT = 0.8
"""Which share of the marks and of the entries have to answer to each other."""

_HEADING = re.compile(
    r"\W*(?:\w+\W+)?(?:notes?|endnotes|footnotes|references|sources|anmerkung(?:en)?|endnoten"
    r"|fußnoten|fussnoten|quellen|einzelnachweise|belege)\W*",
    re.IGNORECASE,
)
"""A line over notes: "Notes", "2. Notes", "Notes:"."""
_MERE = 2

_ENDS = (".", "!", "?", ")", "”", '"')
_LONGEST_REST = 1_000
"""More characters than these, before the first note of a page, are no rest of a note."""


class Placed(NamedTuple):
    """An opening of a page, placed in the whole text (code points)."""

    start: int
    end: int
    label: str
    raised: bool


def placed(openings: Sequence[Opening], start: int) -> list[Placed]:
    """Place the openings of a page that begins at ``start``."""
    return [Placed(start + one.start, start + one.end, one.label, one.raised) for one in openings]


def with_endnotes(
    text: str,
    structure: list[StructureSpan],
    openings: Sequence[Placed],
    heads: Sequence[tuple[int, int]] = (),
) -> list[StructureSpan]:
    """Return the structure of a text with its endnotes, and with marks that know them.

    ``heads`` are where heads, feet and numbers of its pages stand, in the order of the text.
    """
    marks = [
        at
        for at, one in enumerate(structure)
        if one.kind == "footnote mark" and (one.key or "").startswith(UNANSWERED)
    ]
    found = list(structure)
    number = 0
    for is_roman in (False, True):
        parts = _parts(text, [(at, structure[at]) for at in marks], is_roman)
        for run in _runs(openings, is_roman):
            labels = {one.label for one in run}
            for part in parts:
                known = labels & part.keys()
                last = max(ats[-1] for ats in part.values())
                if structure[last].start > run[0].start or len(known) < _FIT * max(
                    len(labels), len(part)
                ):
                    continue
                if not run[0].raised and not _are_notes(text, structure[last].end, run):
                    continue
                number += 1
                for one, after in zip_longest(run, run[1:]):
                    key = f"{RAISED}end-{number}-{one.label}"
                    end = _end_over_page(text, one, after, heads) if after else one.end
                    found.append(StructureSpan("footnote entry", one.start, end, key=key))
                    for at in part.get(one.label, ()):
                        mark = structure[at]
                        found[at] = StructureSpan(mark.kind, mark.start, mark.end, key=key)
                parts.remove(part)
                break
    return found


def _end_over_page(text: str, one: Placed, after: Placed, heads: Sequence[tuple[int, int]]) -> int:
    """Return where an endnote ends that may go on upon the next page, up to the note after it.

    What stands there before the next note, and is no heading, belongs to it; where its own last
    line ends like a sentence, only if the words go on as within one.
    """
    between = words_between(text, one.end, after.start, heads)
    if text.count("\f", one.end, after.start) != 1:
        return one.end
    here, _, there = between.partition("\f")
    there = there.strip()
    goes_on = there[:1].islower() or not text[one.start : one.end].rstrip().endswith(_ENDS)
    if here.strip() or not there or len(there) > _LONGEST_REST or not goes_on:
        return one.end
    if any(map(_HEADING.fullmatch, there.splitlines())):
        return one.end
    return one.end + len(text[one.end : after.start].rstrip())


def _are_notes(text: str, mark: int, run: Sequence[Placed]) -> bool:
    """Tell whether numbered lines are notes: a heading says so, or nothing follows them.

    ``mark`` is where the last mark ends. Two marks without entries and, somewhere further on, a
    list of two things would else be tied to each other.
    """
    if len(run) > _MERE or not any(map(str.isalpha, text[run[-1].end :])):
        return True
    return any(map(_HEADING.fullmatch, text[mark : run[0].start].splitlines()))


def _value(label: str, is_roman: bool) -> int:
    if is_roman:
        return ROMAN.get(label, 0)
    return int(label) if label.isdecimal() else 0


def _parts(
    text: str,
    marks: Sequence[tuple[int, StructureSpan]],
    is_roman: bool,
) -> list[dict[str, list[int]]]:
    """Return the marks of each part that numbers its notes anew: by label, where in the list."""
    parts: list[dict[str, list[int]]] = []
    highest = 0
    for at, mark in marks:
        label = text[mark.start : mark.end]
        value = _value(label, is_roman)
        if not value:
            continue
        if not parts or (value == 1 and highest > 1):
            parts.append({})
            highest = 0
        parts[-1].setdefault(label, []).append(at)
        highest = max(highest, value)
    return parts


def _runs(openings: Sequence[Placed], is_roman: bool) -> list[list[Placed]]:
    """Return the openings that count on from one, whatever stands between."""
    runs: list[list[Placed]] = []
    for one in openings:
        value = _value(one.label, is_roman)
        if runs and value == len(runs[-1]) + 1 and one.raised == runs[-1][0].raised:
            runs[-1].append(one)
        elif value == 1:
            runs.append([one])
    return runs
