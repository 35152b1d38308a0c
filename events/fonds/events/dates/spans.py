# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which days a form means.

Owns the rules listed in the package's docstring: what an X stands for, how far an approximate date
reaches, when a season begins and ends. `hull` gives first and last day, `spans` every run of days.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from fonds.events.dates.days import (
    DAWN,
    DUSK,
    Day,
    Span,
    day_after,
    day_before,
    is_leap,
    month_length,
    move_months,
)
from fonds.events.dates.forms import (
    End,
    Form,
    Precision,
    RangeForm,
    Season,
    SetForm,
    SimpleForm,
    season_of,
    simple_forms,
)

MOST_SPANS = 1500
"""A date that means more separate runs of days than this is compared by first and last day only."""

_MONTHS_OF_SEASON = {
    # First month and the number of months, hemisphere stated; meteorological seasons.
    (Season.SPRING, 1): (3, 3),
    (Season.SUMMER, 1): (6, 3),
    (Season.AUTUMN, 1): (9, 3),
    (Season.WINTER, 1): (12, 3),
    (Season.SPRING, 2): (9, 3),
    (Season.SUMMER, 2): (12, 3),
    (Season.AUTUMN, 2): (3, 3),
    (Season.WINTER, 2): (6, 3),
}
_MONTHS_IN = {
    Precision.MONTH: 1,
    Precision.SEASON: 3,
    Precision.YEAR: 12,
    Precision.DECADE: 120,
    Precision.CENTURY: 1200,
}


_FAR = {Precision.DAY, Precision.MONTH, Precision.YEAR}
_FURTHER = 4
"""Units of an approximate date that may be meant beyond the one that bounds it: five in all."""


def fits(mask: str, number: int) -> bool:
    """Say whether a number has the digits of a mask of two characters, X standing for any."""
    return all(seen in ("X", digit) for seen, digit in zip(mask, f"{number:02}", strict=True))


def years(mask: str, *, backwards: bool = False) -> Iterator[int]:
    """Go through the years a mask of four characters stands for, in order of time."""
    negative = mask.startswith("-")
    digits = [
        ("0123456789" if character == "X" else character) for character in mask.removeprefix("-")
    ]
    # Before 0000 the larger number is the earlier year.
    if negative != backwards:
        digits = [choice[::-1] for choice in digits]
    for chosen in product(*digits):
        number = int("".join(chosen))
        if not negative:
            yield number
        elif number:
            yield -number


def months(form: SimpleForm) -> list[int]:
    """List the months a date without a season can lie in."""
    mask = form.month
    return [number for number in range(1, 13) if mask is None or fits(mask, number)]


def _days(form: SimpleForm, year: int, month: int) -> list[int]:
    mask = form.day
    length = month_length(year, month)
    return [number for number in range(1, length + 1) if mask is None or fits(mask, number)]


def exists(form: SimpleForm) -> bool:
    """Say whether any day of the calendar has the digits of a date with a month."""
    in_common = any(_days(form, 1, month) for month in months(form))
    if in_common:
        # February 29 apart, every year has every day; some year always has these digits.
        return any(True for _ in years(form.year))
    in_leap = any(_days(form, 0, month) for month in months(form))
    return in_leap and any(is_leap(year) for year in years(form.year))


def _extreme(form: SimpleForm, *, latest: bool) -> Day:
    """Find the first or the last day with the digits of a date that exists."""
    pick = -1 if latest else 0
    within = months(form)[::-1] if latest else months(form)
    for year in years(form.year, backwards=latest):
        for month in within:
            if days := _days(form, year, month):
                return year, month, days[pick]
    raise AssertionError(form)


def _year_span(form: SimpleForm) -> tuple[int, int]:
    """Give first and last year of a date whose year has no X, or X only on its right."""
    if form.significant is None:
        if "X" not in form.year:
            return int(form.year), int(form.year)
        near, far = int(form.year.replace("X", "0")), int(form.year.replace("X", "9"))
        if form.year.startswith("-"):
            # There is no year -0000.
            return far, near or -1
        return near, far
    number = int(form.year)
    unit = 10**form.open_digits
    near = abs(number) // unit * unit
    return (near, near + unit - 1) if number >= 0 else (-(near + unit - 1), -near)


def _season_span(year: int, code: int) -> Span:
    season, which = season_of(code)
    if season is Season.QUARTER:
        first, count = which * 3 - 2, 3
    elif season is Season.THIRD:
        first, count = which * 4 - 3, 4
    elif season is Season.HALF:
        first, count = which * 6 - 5, 6
    else:
        first, count = _MONTHS_OF_SEASON.get((season, which), (1, 12))
    beginning = (year, first, 1)
    return beginning, day_before(move_months(beginning, count, to_end=False))


def _unit_months(form: SimpleForm, unit: Precision) -> int:
    if unit is Precision.SEASON and form.season is not None and form.season > 36:
        return 4 if form.season <= 39 else 6
    if unit in _MONTHS_IN:
        return _MONTHS_IN[unit]
    span: int = 10**form.open_digits
    return 12 * span


def _widen(form: SimpleForm, span: Span, times: int = 1) -> Span:
    first, last = span
    for unit in form.widening:
        if unit is Precision.DAY:
            for _ in range(times):
                first, last = day_before(first), day_after(last)
        else:
            count = _unit_months(form, unit) * times
            # An exact day moves by the calendar; the end of a longer span stays an end.
            to_end = form.day is None or "X" in form.day
            first = move_months(first, -count, to_end=False)
            last = move_months(last, count, to_end=to_end)
    return first, last


def _is_one_run(form: SimpleForm) -> bool:
    """Say whether every X of a date stands to the right of every digit."""
    characters = f"{form.year}{form.month or ''}{form.day or ''}"
    return "X" not in characters.rstrip("X")


def _simple_hull(form: SimpleForm) -> Span:
    partly = any(mask is not None and mask.count("X") == 1 for mask in (form.month, form.day))
    if form.season is None and (partly or not _is_one_run(form)):
        span = _extreme(form, latest=False), _extreme(form, latest=True)
    else:
        first, last = _year_span(form)
        if form.season is not None:
            span = _season_span(first, form.season)[0], _season_span(last, form.season)[1]
        elif form.month is None or form.month == "XX":
            span = (first, 1, 1), (last, 12, 31)
        else:
            month = int(form.month)
            if form.day is None or form.day == "XX":
                span = (first, month, 1), (last, month, month_length(last, month))
            else:
                span = (first, month, int(form.day)), (last, month, int(form.day))
    return _widen(form, span) if form.widening else span


def hull(form: Form) -> Span:
    """Give the first and the last day of a form; `DAWN` and `DUSK` where it has none."""
    match form:
        case SimpleForm():
            return _simple_hull(form)
        case RangeForm(start, end):
            return (
                DAWN if isinstance(start, End) else _simple_hull(start)[0],
                DUSK if isinstance(end, End) else _simple_hull(end)[1],
            )
        case SetForm(items):
            each = [hull(item) for item in items]
            return min(first for first, _ in each), max(last for _, last in each)


def merge(found: list[Span]) -> tuple[Span, ...]:
    """Sort runs of days and join those that touch."""
    merged: list[Span] = []
    for first, last in sorted(found):
        if merged and (merged[-1][1] == DUSK or first <= day_after(merged[-1][1])):
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return tuple(merged)


def _simple_spans(form: SimpleForm) -> tuple[Span, ...] | None:
    if form.season is not None and "X" in form.year:
        if form.year.count("X") > 2:
            return None
        each = [_season_span(year, form.season) for year in years(form.year)]
        return merge([_widen(form, span) for span in each])
    if _is_one_run(form):
        return (_simple_hull(form),)
    if 10 ** form.year.count("X") * len(months(form)) > MOST_SPANS:
        return None
    found: list[Span] = []
    for year in years(form.year):
        for month in months(form):
            days = _days(form, year, month)
            if days and days[-1] - days[0] + 1 == len(days):
                found.append(((year, month, days[0]), (year, month, days[-1])))
            else:
                found.extend(((year, month, day), (year, month, day)) for day in days)
    return merge([_widen(form, span) for span in found])


def spans(form: Form) -> tuple[Span, ...] | None:
    """Give every run of days of a form, in order and apart; None where there are too many."""
    match form:
        case SimpleForm():
            return _simple_spans(form)
        case RangeForm():
            return (hull(form),)
        case SetForm(items):
            return _joined([spans(item) for item in items])


def _joined(each: list[tuple[Span, ...] | None]) -> tuple[Span, ...] | None:
    found: list[Span] = []
    for several in each:
        if several is None:
            return None
        found.extend(several)
    return merge(found)


def is_vague(form: Form) -> bool:
    """Say whether a form rests on a season of no stated hemisphere, whose days are a convention."""
    return any(each.season is not None and each.season <= 24 for each in simple_forms(form))


def _season_windows(form: SimpleForm, season: Season, hemisphere: int) -> tuple[Span, ...]:
    """Give every day a season may mean: by the weather or the sun, on either half of the earth."""
    windows: list[Span] = []
    for year in years(form.year) if "X" in form.year else (int(form.year),):
        for half in (hemisphere,) if hemisphere else (1, 2):
            first_month, _ = _MONTHS_OF_SEASON[season, half]
            # A season over New Year may be named after either year.
            starts = (year - 1, year) if first_month == 12 else (year,)
            for start in starts:
                first = (start, first_month, 1)
                windows.append((first, day_before(move_months(first, 4, to_end=False))))
    return merge([_widen(form, window) for window in windows])


@lru_cache(maxsize=4096)
def reach(form: Form) -> tuple[Span, ...] | None:
    """Give every run of days a form may mean at the most; None where there are too many.

    This differs from `spans` for seasons: winter 1968 is bounded by the year 1968, yet somebody
    may mean January 1969 by it and nobody means July in Chicago; a spring that ends on 21 June is
    as good as one that ends on 31 May. And for approximate days, months and years: "about 1850" is
    bounded by 1849 and 1851, yet who wrote it may have found 1846, from an age in a census, say.
    """
    match form:
        case SimpleForm(season=int(code)) if code <= 32:
            if form.year.count("X") > 2:
                return None
            return _season_windows(form, *season_of(code))
        case SimpleForm():
            found = spans(form)
            if found is None or _FAR.isdisjoint(form.widening):
                return found
            return merge([_widen(form, span, _FURTHER) for span in found])
        case RangeForm(start, end):
            first, last = hull(form)
            if isinstance(start, SimpleForm) and (within := reach(start)):
                first = min(first, within[0][0])
            if isinstance(end, SimpleForm) and (within := reach(end)):
                last = max(last, within[-1][1])
            return ((first, last),)
        case SetForm(items):
            return _joined([reach(item) for item in items])
