# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where a page speaks of lives and nothing was proposed, and why not: for a reader to look at.

What makes a sentence speak of one is data (``signs`` in ``words/``): births and deaths, marriages,
relatives, ages, terms.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fonds.archive.proposals.languages import wordings
from fonds.archive.proposals.patterns import doubts
from fonds.archive.proposals.rows import boxes
from fonds.archive.proposals.rules import LONGEST
from fonds.archive.sources.note_passages import Ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fonds.archive.proposals.languages import Wording
    from fonds.archive.proposals.page import Page, Sentence

HEDGED = "hedged, denied or by hearsay"
NO_FORM = "in no form that is read, or not certain of whom"
UNREAD_ROW = "in a row that is not read"
TOO_LONG = "in too long a sentence"
OF_NOBODY = "since whom the text is about is not known"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A passage that may say something of which nothing was proposed: its place, words and why."""

    start: int
    end: int
    quote: str
    reason: str


def passed_over(page: Page, proposed: Iterable[tuple[int, int]]) -> list[PassedOver]:
    """Return what was passed over of a page, in its order, given where candidates were found."""
    ranges = list(proposed)
    taken, starts = Ranges(ranges), sorted(start for start, _ in ranges)
    rows = [(row.start, row.end) for box in boxes(page.text, page.rows) for row in box]
    found = [(start, end, UNREAD_ROW) for start, end in rows]
    found += _sentences(page, Ranges(rows))
    return [
        PassedOver(start, end, page.text[start:end], why)
        for start, end, why in sorted(found)
        if start not in taken and bisect_left(starts, start) == bisect_left(starts, end)
    ]


def _sentences(page: Page, rows: Ranges) -> Iterator[tuple[int, int, str]]:
    for one in page.sentences:
        if one.start not in rows:
            spoken = (words for words in wordings().values() if _signs(words).search(one.words))
            if (words := next(spoken, None)) is not None:
                yield one.start, one.end, _why(page, one, words)


def _why(page: Page, one: Sentence, words: Wording) -> str:
    if not page.subject:
        return OF_NOBODY
    if len(one.words) > LONGEST:
        return TOO_LONG
    turned, after = doubts(words)
    hedged = turned.search(one.words) or after.search(one.words)
    return HEDGED if hedged else NO_FORM


@cache
def _signs(words: Wording) -> re.Pattern[str]:
    kin = (*words.kin_he, *words.kin_she, *words.married)
    return re.compile(rf"\b(?:{'|'.join(kin)})\b|{'|'.join(words.signs)}")
