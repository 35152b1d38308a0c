# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Days to pixels: the scale of a timeline, and the years that bear a line."""

from __future__ import annotations

import itertools
from datetime import date
from math import ceil, floor
from typing import TYPE_CHECKING

from fonds.archive.queries.shown import shown_date
from fonds.events.fixed import fixed
from fonds.viewer.wording import worded

if TYPE_CHECKING:
    from fonds.viewer.lives import Timeline

_YEAR = 365.2425
_YEAR_NOUGHT = 365
_LEAST_GAP = 46
_FOUR_DIGITS = -9999
"""The first year that is written with four digits."""


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
        """Give the years that bear a line, far enough apart to be read, with their places.

        Round ones, as they are called: 100 BC is the year -99, and no year is nought.
        """
        first, last = self.first / _YEAR, self.last / _YEAR
        per_year = (self.right - self.left) / max(last - first, 0.01)
        steps = (part * 10**power for power in itertools.count() for part in (1, 2, 5))
        step = next(step for step in steps if step * per_year >= _LEAST_GAP)
        before = [1 - one for one in _round_ones(1 - last, 1 - first, step)]
        shown = [*reversed(before), *_round_ones(first, last, step)]
        return [(year, self.x(day_of_year(year))) for year in shown]


def year_said(year: int) -> str:
    """Say a year as one reads it on a scale: those before our era as such."""
    if year > 0:
        return str(year)
    return worded(
        shown_date(f"Y{year}" if year < _FOUR_DIGITS else f"-{-year:04}" if year else "0000")
    )


def _round_ones(first: float, last: float, step: int) -> range:
    """Give the years from 1 on that are multiples of a step and lie between two."""
    return range(ceil(max(first, 1) / step) * step, floor(last) + 1, step)


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
