# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the source pane shows, as plain data, and the index that finds marks by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Iterable


@fixed
class Passage:
    """One excerpt of a rendition: code points ``start`` to ``end``, and how many facts cite it."""

    start: int
    end: int
    excerpt: str
    fact_count: int = 1
    note: str = ""


@fixed
class NoteMark:
    """A footnote mark standing in the text; ``dangling`` where nothing is found under it."""

    start: int
    end: int
    mark: str
    dangling: bool = False


@fixed
class CaptureChoice:
    """A capture of the source that can be looked at: its id and how it is called."""

    id: str
    label: str


@fixed
class SourceView:
    """One source text ready to be shown. All places are code points of ``text``."""

    id: str
    title: str
    text: str
    passages: tuple[Passage, ...] = ()
    number: int | None = None
    captures: tuple[CaptureChoice, ...] = ()
    capture: str = ""
    rendition: str = ""
    marks: tuple[NoteMark, ...] = ()
    read: tuple[tuple[int, int], ...] = ()


class PassageIndex:
    """Passages sorted by place; overlapping ones allowed; found by bisection."""

    __slots__ = ("_reach", "_starts", "passages")

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        """Sort ``passages`` by start, then end."""
        self.passages = tuple(sorted(passages, key=lambda p: (p.start, p.end, p.excerpt)))
        self._starts = [p.start for p in self.passages]
        # The furthest end so far never falls, so it can be bisected although ends can.
        self._reach = list(accumulate((p.end for p in self.passages), max))

    def touching(self, start: int, end: int) -> list[Passage]:
        """Give the passages that share at least one character with ``start`` to ``end``."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [p for p in self.passages[first:last] if p.end > start]

    def at(self, place: int) -> list[Passage]:
        """Give the passages over the character at ``place``, the shortest first."""
        found = self.touching(place, place + 1)
        return sorted(found, key=lambda p: (p.end - p.start, p.start))

    def of(self, excerpts: Iterable[str]) -> list[Passage]:
        """Give the passages of these excerpts, in reading order."""
        wanted = frozenset(excerpts)
        return [p for p in self.passages if p.excerpt in wanted]

    def number_of(self, passage: Passage) -> int:
        """Give the place of a passage in reading order. Raises ValueError if it is not here."""
        return self.passages.index(passage, bisect_left(self._starts, passage.start))

    def union(self) -> list[tuple[int, int]]:
        """Give the stretches covered by any passage, merged and in order."""
        return merge((p.start, p.end) for p in self.passages)


def merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join overlapping and touching spans; the result is sorted and disjoint."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined
