# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How well each place of the same words in an old text fits a place of them in a new one.

A place is claimed by what both texts share around it. Most pairs of places share nothing, and those
are never looked at: places are kept by the nearest word on either side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.sources.word_runs import Gram, WordRun

MARGIN = 2
"""Words of context by which one place must be nearer than another to be told from it."""

CLOSE = 40
"""Words within which places of the same words stand close to one another."""

MOST_COMPARED = 30_000
"""Pairs of places of the same words that are compared; a text that has more tells nothing."""

_REACH = 60


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage's claim to a place: the words shared before and after it, and all other claims."""

    first: int
    place: int
    left: int
    right: int
    others: Mapping[int, tuple[int, int]]
    nothing_shared: bool
    """Whether there is another place in the old text that shares nothing with this one."""
    before: int | None
    after: int | None
    """The nearest other places in the old text that stand close by."""

    def is_anothers(self) -> bool:
        """Tell whether another place of the old text fits better, and on neither side worse."""
        left, right = self.left, self.right
        return any(
            one + two >= left + right + MARGIN and one > left - MARGIN and two > right - MARGIN
            for other, (one, two) in self.others.items()
            if other != self.first
        )

    def has_rivals(self) -> bool:
        """Tell whether another place of the old text could be what stands here as well."""
        best = self.left, self.right, self.first
        if self.nothing_shared and self.left + self.right < MARGIN:
            return True
        if any(
            is_rival((0, 0, other), best)
            for other in (self.before, self.after)
            if other is not None
        ):
            return True
        return any(
            is_rival((one, two, other), best)
            for other, (one, two) in self.others.items()
            if other != self.first
        )


def is_rival(other: tuple[int, int, int], best: tuple[int, int, int]) -> bool:
    """Tell whether another place (words shared before and after, where) could be the one as well.

    It shares about as much, or more on one side; or it stands close by, on the side on which the
    best shares nothing.
    """
    towards = best[1] if other[2] > best[2] else best[0]
    close = abs(other[2] - best[2]) <= CLOSE and towards < MARGIN
    return (
        close
        or other[0] + other[1] > best[0] + best[1] - MARGIN
        or other[0] >= best[0] + MARGIN
        or other[1] >= best[1] + MARGIN
    )


class Claims:
    """The claims to every place of the same words; what was compared serves all their passages."""

    def __init__(self, old: WordRun, new: WordRun) -> None:
        """Compare two texts that share a vocabulary."""
        self._old = old
        self._new = new
        self._places: Sequence[int] = ()
        self._length = 0
        self._compared = 0
        self._before: dict[Gram, list[int]] = {}
        self._after: dict[Gram, list[int]] = {}
        self._known: dict[int, dict[int, tuple[int, int]]] = {}
        self._taken: dict[int, bool] = {}

    def begin(self, places: Sequence[int], length: int) -> None:
        """Take other words: where they stand in the old text, in order, and how many they are."""
        self._places, self._length, self._compared = places, length, 0
        self._known, self._taken = {}, {}
        before: defaultdict[Gram, list[int]] = defaultdict(list)
        after: defaultdict[Gram, list[int]] = defaultdict(list)
        for place in places:
            before[_before(self._old, place)].append(place)
            after[_after(self._old, place + length)].append(place)
        self._before, self._after = dict(before), dict(after)

    def is_foreign(self, first: int, place: int) -> bool:
        """Tell whether a place shares nothing with one of the old text, and enough with another.

        That is a claim of another's; so are most, and most are told by this.
        """
        others = self._known.get(place)
        if others is None:
            others = self._known[place] = self._sharing(place)
            self._taken[place] = any(one + two >= MARGIN for one, two in others.values())
        return self._taken[place] and first not in others

    def of(self, first: int, place: int) -> Claim | None:
        """Return the claim of a place of the old text; None where too many would be compared."""
        self.is_foreign(first, place)
        others = self._known[place]
        if self._compared > MOST_COMPARED:
            return None
        left, right = others.get(first, (0, 0))
        at = bisect_left(self._places, first)
        near = self._places[max(at - 1, 0) : at], self._places[at + 1 : at + 2]
        before, after = (one[0] if one and abs(one[0] - first) <= CLOSE else None for one in near)
        rest = len(self._places) - len(others) - (first not in others)
        return Claim(first, place, left, right, others, rest > 0, before, after)

    def _sharing(self, place: int) -> dict[int, tuple[int, int]]:
        """Return what each place of the old text shares with one of the new, if it does at all."""
        left = self._before.get(_before(self._new, place), ())
        right = self._after.get(_after(self._new, place + self._length), ())
        found = {other: self._shared(other, place) for other in {*left, *right}}
        self._compared += len(found)
        return found

    def _shared(self, first: int, place: int) -> tuple[int, int]:
        """Return how many words a place of each text share before and after the passage."""
        old, new = self._old.ids, self._new.ids
        left, most = 0, min(first, place, _REACH)
        while left < most and old[first - 1 - left] == new[place - 1 - left]:
            left += 1
        last, end = first + self._length, place + self._length
        right, most = 0, min(len(old) - last, len(new) - end, _REACH)
        while right < most and old[last + right] == new[end + right]:
            right += 1
        words = self._old.words_between
        return words(first - left, first), words(last, last + right)


def _before(run: WordRun, at: int) -> Gram:
    """Return the nearest word before an index with the signs between; other places share none."""
    least = max(at - _REACH, 0)
    first = at - 1
    while first >= least and not run.vocabulary.is_word(run.ids[first]):
        first -= 1
    return tuple(run.ids[max(first, least) : at])


def _after(run: WordRun, at: int) -> Gram:
    """Return the nearest word after an index with the signs between."""
    most = min(at + _REACH, len(run.ids))
    last = at
    while last < most and not run.vocabulary.is_word(run.ids[last]):
        last += 1
    return tuple(run.ids[at : last + 1])
