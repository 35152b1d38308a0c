# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Days to pixels: the scale of a timeline, and the years that bear a line."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING

from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from fonds.viewer.lives import Timeline

_YEAR = 365.2425
_YEAR_NOUGHT = 365
_LEAST_GAP = 46


@fixed
class Scale:
    """Days to pixels: the band from ``left`` to ``right`` shows ``first`` to ``last``."""

    first: float
    last: float
    left: float
    right: float

    def x(self, day: float) -> float:
        """Give the place of a day."""
        whole = max(self.last - self.first, 1.0)
        share = (day - self.first) / whole
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def span(self, first: float | None, last: float | None) -> tuple[float, float]:
        """Give the places where a time begins and ends; one that is open fills the band."""
        begins = self.left if first is None else self.x(first)
        return begins, self.right if last is None else self.x(last)

    def years(self) -> list[tuple[int, float]]:
        """Give the years that bear a line, far enough apart to be read, with their places."""
        first, last = self.first / _YEAR, self.last / _YEAR
        per_year = (self.right - self.left) / max(last - first, 0.01)
        steps = (part * 10**power for power in itertools.count() for part in (1, 2, 5))
        step = next(step for step in steps if step * per_year >= _LEAST_GAP)
        begin = -(-int(first) // step) * step
        shown = [year for year in range(begin, int(last) + 2, step) if first <= year <= last]
        return [(year, self.x(day_of_year(year))) for year in shown]


def day_of_year(year: int) -> float:
    """Give the number of a year's first day, counted from the year 0 as the archive counts."""
    if 1 <= year <= date.max.year:
        return float(date(year, 1, 1).toordinal() + _YEAR_NOUGHT)
    return year * _YEAR


def extent(timeline: Timeline) -> tuple[float, float]:
    """Give the first and last day to be shown, with some air; the drawing's whole breadth."""
    days = [d for item in timeline.items for d in (item.first, item.last) if d is not None]
    if not days:
        return 0.0, 1.0
    first, last = min(days), max(days)
    air = max((last - first) * 0.04, _YEAR / 2)
    return first - air, last + air
