# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Dates in English, for a reader who knows nothing of EDTF.

Years before 0001 are shown as years BC (0000 is 1 BC), years below 1000 with AD.
"""

from fonds.events.dates.days import Day
from fonds.events.dates.forms import (
    EdtfDate,
    End,
    Part,
    RangeForm,
    Season,
    SetForm,
    SimpleForm,
    season_of,
)
from fonds.events.dates.names import MONTHS, ORDINALS
from fonds.events.dates.spans import fits, hull, months

_HEMISPHERES = ("", " (northern hemisphere)", " (southern hemisphere)")
_WIDE_MONTHS = 3
"""Most month names listed for a month known in part."""


def display(date: EdtfDate) -> str:
    """Say a date in English: "16 April 1953", "about 1986", "1990 or later"."""
    match date.form:
        case SimpleForm():
            return _simple(date.form)
        case RangeForm(start, end):
            return _interval(start, end)
        case SetForm(items, every):
            return _set(items, "and" if every else "or")


def display_day(day: Day) -> str:
    """Say one day in English: "16 April 1953"."""
    year, month, number = day
    return f"{number} {MONTHS[month - 1]} {_number(year)}"


def _interval(start: SimpleForm | End, end: SimpleForm | End) -> str:
    if isinstance(start, End):
        shown = _end(end)
        return f"until {shown}" if start is End.OPEN else f"unknown \N{EN DASH} {shown}"
    if isinstance(end, End):
        shown = _end(start)
        return f"{shown} onwards" if end is End.OPEN else f"{shown} \N{EN DASH} unknown"
    return f"{_simple(start)} \N{EN DASH} {_simple(end)}"


def _set(items: tuple[SimpleForm | RangeForm, ...], word: str) -> str:
    return _listed([_item(item, word) for item in items], word)


def _item(item: SimpleForm | RangeForm, word: str) -> str:
    if isinstance(item, SimpleForm):
        return _simple(item)
    if isinstance(item.start, End):
        return f"{_end(item.end)} {word} earlier"
    if isinstance(item.end, End):
        return f"{_end(item.start)} {word} later"
    return f"{_simple(item.start)} \N{EN DASH} {_simple(item.end)}"


def _end(end: SimpleForm | End) -> str:
    return "unknown" if isinstance(end, End) else _simple(end)


def _listed(items: list[str], word: str) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def _simple(form: SimpleForm) -> str:
    shown = _unqualified(form)
    if not form.uncertain and not form.approximate:
        return shown
    whole = form.whole
    if (
        form.uncertain <= whole
        and form.uncertain in (frozenset(), whole)
        and form.approximate
        in (
            frozenset(),
            whole,
        )
    ):
        about = f"about {shown}" if form.approximate else shown
        return f"{about}?" if form.uncertain else about
    if form.uncertain == form.approximate:
        return f"{shown} ({_parts(form.uncertain)} uncertain and approximate)"
    notes = []
    if form.uncertain:
        notes.append(f"{_parts(form.uncertain)} uncertain")
    if form.approximate:
        notes.append(f"{_parts(form.approximate)} approximate")
    return f"{shown} ({', '.join(notes)})"


def _parts(parts: frozenset[Part]) -> str:
    return _listed([part.value for part in Part if part in parts], "and")


def _unqualified(form: SimpleForm) -> str:
    if form.significant is not None:
        first, last = hull(SimpleForm(form.year, significant=form.significant))
        return f"about {_number(int(form.year))} ({_years(first[0], last[0])})"
    if form.season is not None:
        return _season(form.season, form.year)
    if form.month is None:
        return "unknown" if form.year == "XXXX" else _year(form.year)
    if form.day is None:
        return _with_month(form)
    return _with_day(form)


def _with_month(form: SimpleForm) -> str:
    """Say a month and its year."""
    if form.month == "XX":
        return "unknown" if form.year == "XXXX" else f"some month{_in_year(form.year, ' in ')}"
    return f"{_month_names(form)}{_in_year(form.year)}"


def _with_day(form: SimpleForm) -> str:
    """Say a day, its month and its year."""
    day, month = form.day or "", form.month
    if day == "XX":
        if month == "XX":
            return "unknown" if form.year == "XXXX" else f"some day{_in_year(form.year, ' in ')}"
        return f"some day in {_with_month(form)}"
    if "X" in day:
        fitting = [number for number in range(1, 32) if fits(day, number)]
        if day.endswith("X"):
            return f"some day from {fitting[0]} to {fitting[-1]} {_with_month(form)}"
        shown = _listed([str(number) for number in fitting], "or")
    else:
        shown = str(int(day))
    if month == "XX":
        return f"day {shown} of {_with_month(form)}" if form.year != "XXXX" else f"some day {shown}"
    shown = f"{shown} {_with_month(form)}"
    return f"{shown}, {_time(form.time)}" if form.time is not None else shown


def _in_year(mask: str, plain: str = " ") -> str:
    """Say a year after a month: " 1953", " in the 1950s", " within" a span."""
    if "X" not in mask:
        return f"{plain}{_number(int(mask))}"
    if mask == "XXXX":
        return ", year unknown"
    shown = _year(mask)
    if shown.endswith("0s"):
        return f" in the {shown}"
    return (
        f" in {shown}" if shown[0].isalpha() and not shown.startswith("AD") else f" within {shown}"
    )


def _month_names(form: SimpleForm) -> str:
    names = [MONTHS[number - 1] for number in months(form)]
    if len(names) <= _WIDE_MONTHS:
        return _listed(names, "or")
    return f"{names[0]} \N{EN DASH} {names[-1]}"


def _time(time: str) -> str:
    clock, zone = time[:8], time[8:]
    if not zone:
        return clock
    offset = zone.removeprefix("Z").replace("-", "\N{MINUS SIGN}")
    return f"{clock} UTC{offset}"


def _season(code: int, year: str) -> str:
    season, which = season_of(code)
    match season:
        case Season.QUARTER:
            return f"{ORDINALS[which - 1]} quarter{_in_year(year, ' of ')}"
        case Season.THIRD:
            return f"{ORDINALS[which - 1]} four months{_in_year(year, ' of ')}"
        case Season.HALF:
            return f"{ORDINALS[which - 1]} half{_in_year(year, ' of ')}"
        case _:
            return f"{season}{_in_year(year)}{_HEMISPHERES[which]}"


def _number(year: int) -> str:
    """Say a year: "1953", "44 BC", "AD 44", "170,000,002"."""
    if year <= 0:
        before = 1 - year
        return f"{before if before <= 9999 else f'{before:,}'} BC"
    if year < 1000:
        return f"AD {year}"
    return str(year) if year <= 9999 else f"{year:,}"


def _years(first: int, last: int) -> str:
    if first > 0:
        return f"{_number(first)}\N{EN DASH}{_number(last).removeprefix('AD ')}"
    if last <= 0:
        return f"{_number(first).removesuffix(' BC')}\N{EN DASH}{_number(last)}"
    return f"{_number(first)} \N{EN DASH} {_number(last)}"


def _year(mask: str) -> str:
    """Say a year with its X, of which some digit is known, or at least the era."""
    if "X" not in mask:
        return _number(int(mask))
    digits = mask.removeprefix("-")
    if digits == "XXXX":
        return "some year BC"
    if not mask.startswith("-") and digits[:3].isdigit() and digits >= "1":
        return f"{digits[:3]}0s"
    if "X" not in digits.rstrip("X"):
        first, last = hull(SimpleForm(mask))
        return _years(first[0], last[0])
    return f"a year of the form {mask}"
