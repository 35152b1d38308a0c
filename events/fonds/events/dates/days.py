# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Calendar days and the bounds made of them.

Owns the arithmetic of the proleptic Gregorian calendar (ISO 8601-1:2019, 4.2.1: the Gregorian
rules carried back before 1582, with a year 0000) and `Bounds`, a pair of inclusive days. Python's
own `datetime.date` ends at the years 1 and 9999, which EDTF does not.

A day is written ``1953-04-16``; in a year before 0000 ``-0044-03-15``; in a year of more than four
digits ``Y170000002-01-01`` or ``Y-170000002-01-01``. Days written in this way compare as text only
between 0000 and 9999; use `day_number` or `meets` and `contains` for the rest.
"""

from typing import TypeAlias

from fonds.events.fixed import fixed

Day: TypeAlias = tuple[int, int, int]
"""Year, month, day. Year 0 is 1 BC."""

Span: TypeAlias = tuple[Day, Day]
"""First and last day, both included. `DAWN` and `DUSK` stand for no bound."""

DAWN: Day = (-(10**30), 1, 1)
"""Earlier than any day that can be written: the earliest day of what has no beginning."""

DUSK: Day = (10**30, 12, 31)
"""Later than any day that can be written: the latest day of what has no end."""

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TEXT_LENGTH = len("1953-04-16")


@fixed
class Bounds:
    """The days a date can mean, as inclusive first and last day.

    Attributes:
        earliest: First day as text (see the module's docstring), or None where the date is open or
            unknown in that direction.
        latest: Last day, or None likewise.
    """

    earliest: str | None
    latest: str | None


def is_leap(year: int) -> bool:
    """Say whether a year of the proleptic Gregorian calendar has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Count the days of a month (1 to 12) of a year."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def write_day(day: Day) -> str | None:
    """Write a day as text; None for `DAWN` and `DUSK`."""
    if day in (DAWN, DUSK):
        return None
    return f"{write_year(day[0])}-{day[1]:02}-{day[2]:02}"


def write_year(year: int) -> str:
    """Write a year as EDTF does: four digits, or ``Y`` and all of them."""
    if 0 <= year <= 9999:
        return f"{year:04}"
    if -9999 <= year < 0:
        return f"-{-year:04}"
    return f"Y{year}"


def read_day(text: str) -> Day:
    """Read a day written by `write_day`.

    Raises:
        ValueError: The text is not such a day.
    """
    year, month, day = text.rsplit("-", 2)
    return int(year.removeprefix("Y")), int(month), int(day)


def day_number(text: str) -> int:
    """Count the days from 0000-01-01 (which is 0) to a day written by `write_day`.

    The number orders days of any year, and fits a 64-bit integer for years of up to sixteen
    digits.

    Raises:
        ValueError: The text is not such a day.
    """
    year, month, day = read_day(text)
    before = year - 1
    # Year 0 is a leap year; the floor divisions count the leap years before this one.
    leaps = before // 4 - before // 100 + before // 400 + 1
    lengths = sum(month_length(year, earlier) for earlier in range(1, month))
    return year * 365 + leaps + lengths + day - 1


def day_after(day: Day) -> Day:
    """Give the next day."""
    year, month, number = day
    if number < month_length(year, month):
        return year, month, number + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def day_before(day: Day) -> Day:
    """Give the day before."""
    year, month, number = day
    if number > 1:
        return year, month, number - 1
    if month > 1:
        return year, month - 1, month_length(year, month - 1)
    return year - 1, 12, 31


def move_months(day: Day, months: int, *, to_end: bool) -> Day:
    """Move a day by whole months.

    Where the month arrived at is too short, its last day is taken. With `to_end`, the last day of
    a month stays the last day of a month (30 April and a month is 31 May), as befits a latest
    bound.
    """
    if day in (DAWN, DUSK):
        return day
    year, month, number = day
    last = number == month_length(year, month)
    years, index = divmod(year * 12 + month - 1 + months, 12)
    length = month_length(years, index + 1)
    return years, index + 1, length if to_end and last else min(number, length)


def weekday(day: Day) -> int:
    """Give the day of the week, 0 for Monday (ISO 8601-1:2019, 4.2.1.4, less one)."""
    # 0000-01-01 was a Saturday.
    return (day_number(f"Y{day[0]}-{day[1]}-{day[2]}") + 5) % 7


def span_of(bounds: Bounds) -> Span:
    """Give bounds as a pair of days, with `DAWN` and `DUSK` for what has none."""
    return (
        DAWN if bounds.earliest is None else read_day(bounds.earliest),
        DUSK if bounds.latest is None else read_day(bounds.latest),
    )


def bounds_of(span: Span) -> Bounds:
    """Give a pair of days as bounds."""
    return Bounds(write_day(span[0]), write_day(span[1]))


def _not_after(one: str | None, other: str | None) -> bool:
    """Say whether a first day is not after a last day; None is without end."""
    if one is None or other is None:
        return True
    # Text of ten characters that begins with a digit sorts as its day does.
    if len(one) == len(other) == _TEXT_LENGTH:
        return one <= other
    return read_day(one) <= read_day(other)


def meets(a: Bounds, b: Bounds) -> bool:
    """Say whether two bounds share at least one day; a side without a day is infinite."""
    return _not_after(a.earliest, b.latest) and _not_after(b.earliest, a.latest)


def contains(outer: Bounds, inner: Bounds) -> bool:
    """Say whether every day of the inner bounds lies within the outer; a None side is infinite."""
    starts = outer.earliest is None or (
        inner.earliest is not None and _not_after(outer.earliest, inner.earliest)
    )
    ends = outer.latest is None or (
        inner.latest is not None and _not_after(inner.latest, outer.latest)
    )
    return starts and ends
