# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The grammar of EDTF, levels 0, 1 and 2: from a text to an `EdtfDate`, or a `DateError`.

Follows the Extended Date/Time Format of the Library of Congress (4 February 2019), which is a
profile of ISO 8601-1:2019 (level 0) and ISO 8601-2:2019, clause 4 (levels 1 and 2).
"""

import re
from functools import lru_cache

from fonds.events.dates.days import Bounds, bounds_of, is_leap, month_length
from fonds.events.dates.forms import (
    COARSENESS,
    EdtfDate,
    End,
    Form,
    Part,
    Precision,
    RangeForm,
    SetForm,
    SimpleForm,
    simple_forms,
)
from fonds.events.dates.names import MONTHS
from fonds.events.dates.refusals import refuse, why_not
from fonds.events.dates.spans import exists, hull, months, years
from fonds.events.patterns import later
from fonds.events.sentences import as_sentence, say

LONGEST = 4096
"""Longest text tried, in characters."""

MOST_YEAR_DIGITS = 18
"""Most digits of a year, in either form: what a 64-bit integer holds."""

_PLAIN = later(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SIMPLE = later(
    r"(?P<year_left>[?~%]?)"
    r"(?:Y(?P<long>-?[0-9]+)(?:E(?P<exponent>[0-9]+))?|(?P<year>-?[0-9X]{4}))"
    r"(?:S(?P<significant>[0-9]+))?(?P<year_right>[?~%]?)"
    r"(?:-(?P<month_left>[?~%]?)(?P<month>[0-9X]{2})(?P<month_right>[?~%]?)"
    r"(?:-(?P<day_left>[?~%]?)(?P<day>[0-9X]{2})(?P<day_right>[?~%]?))?)?"
)
_TIMED = later(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}|-[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<time>"
    r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|(?:[01][0-9]|2[0-3]):59:60|24:00:00)"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?))?)"
)
_LEVEL_1_X = later(r"-?(?:[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-XX|[0-9]{4}-[0-9]{2}-XX|[0-9]{4}-XX-XX)")
_ORDER = (Part.YEAR, Part.MONTH, Part.DAY)
_BY_OPEN_DIGITS = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)


def parse(text: str) -> EdtfDate:
    """Read a date of EDTF, level 0, 1 or 2.

    White space around the text is left out; nothing else is altered. Results are cached.

    Raises:
        DateError: The text is no such date, or no such day exists, or an interval ends before it
            starts; in one plain sentence.
    """
    return _parse(text.strip())


@lru_cache(maxsize=65536)
def _parse(text: str) -> EdtfDate:
    if plain := _PLAIN.fullmatch(text):
        return _parse_plain(text, plain)
    if len(text) > LONGEST:
        raise refuse(text, say("it is longer than {longest} characters", longest=LONGEST))
    is_interval = False
    form: Form
    if text[:1] in ("[", "{"):
        form, level = _parse_set(text), 2
    elif "/" in text:
        is_interval = True
        form, level = _parse_interval(text)
    elif timed := _TIMED.fullmatch(text):
        plain_form, _ = _parse_simple(timed["date"])
        form = SimpleForm(plain_form.year, plain_form.month, plain_form.day, time=timed["time"])
        level = 1 if text.startswith("-") else 0
    else:
        form, level = _parse_simple(text)
    return _date(text, form, level, is_interval=is_interval)


def _parse_plain(text: str, plain: re.Match[str]) -> EdtfDate:
    """Make a date that is exact to the year, month or day: most dates are."""
    year, month, day = plain.groups()
    precision = Precision.DAY
    if day is None:
        precision = Precision.YEAR
        if month is None:
            bounds = Bounds(f"{year}-01-01", f"{year}-12-31")
        elif "01" <= month <= "12":
            precision = Precision.MONTH
            length = month_length(int(year), int(month))
            bounds = Bounds(f"{text}-01", f"{text}-{length}")
        else:
            form, level = _parse_simple(text)
            return _date(text, form, level, is_interval=False)
    else:
        if not ("01" <= month <= "12" and 1 <= int(day) <= month_length(int(year), int(month))):
            _check_exists(text, SimpleForm(year, month, day))
        bounds = Bounds(text, text)
    return EdtfDate(
        text=text,
        level=0,
        bounds=bounds,
        precision=precision,
        uncertain=False,
        approximate=False,
        is_interval=False,
        is_set=False,
        open_start=False,
        open_end=False,
        unknown_start=False,
        unknown_end=False,
        form=SimpleForm(year, month, day),
    )


def _date(text: str, form: Form, level: int, *, is_interval: bool) -> EdtfDate:
    simple = simple_forms(form)
    if isinstance(form, SetForm):
        runs = [item for item in form.items if isinstance(item, RangeForm)]
    else:
        runs = [form] if isinstance(form, RangeForm) else []
    return EdtfDate(
        text=text,
        level=level,
        bounds=bounds_of(hull(form)),
        precision=max((_precision(each) for each in simple), key=COARSENESS.index),
        uncertain=any(each.uncertain for each in simple),
        approximate=any(each.approximate for each in simple),
        is_interval=is_interval,
        is_set=isinstance(form, SetForm),
        open_start=any(run.start is End.OPEN for run in runs),
        open_end=any(run.end is End.OPEN for run in runs),
        unknown_start=any(run.start is End.UNKNOWN for run in runs),
        unknown_end=any(run.end is End.UNKNOWN for run in runs),
        form=form,
    )


def _year_precision(form: SimpleForm) -> Precision:
    if form.year.removeprefix("-").startswith("X"):
        return Precision.UNKNOWN
    count = form.open_digits
    return _BY_OPEN_DIGITS[count] if count < len(_BY_OPEN_DIGITS) else Precision.LONGER


def _precision(form: SimpleForm) -> Precision:
    if form.time is not None:
        return Precision.TIME
    of_year = _year_precision(form)
    if of_year is not Precision.YEAR:
        return of_year
    if form.season is not None:
        return Precision.SEASON
    if form.month is None or "X" in form.month:
        return Precision.YEAR
    return Precision.MONTH if form.day is None or "X" in form.day else Precision.DAY


def _parse_simple(text: str) -> tuple[SimpleForm, int]:
    """Read one date without a time; give its form and its level."""
    found = _SIMPLE.fullmatch(text)
    if found is None:
        raise refuse(text, why_not(text))
    year, level = _parse_year(text, found)
    month, day = found["month"], found["day"]
    season = None
    if month is not None and month.isdigit() and 21 <= int(month) <= 41 and day is None:
        season, month = int(month), None
        level = max(level, 1 if season <= 24 else 2)
    if "X" in f"{year}{month}{day}":
        bare = "-".join(part for part in (year, month, day) if part is not None)
        level = max(level, 1 if _LEVEL_1_X.fullmatch(bare) else 2)
    significant = None if found["significant"] is None else int(found["significant"])
    form = SimpleForm(year, month, day, season, significant=significant)
    if form.month is not None:
        _check_exists(text, form)
    if "?" in text or "~" in text or "%" in text:
        form, qualified = _qualify(form, found)
        level = max(level, qualified)
    return form, level


def _parse_year(text: str, found: re.Match[str]) -> tuple[str, int]:
    """Give the characters of the year, and the level its way of writing needs."""
    year, level = found["year"], 0
    if found["long"] is not None:
        year, level = _parse_long_year(text, found["long"], found["exponent"])
        if found["month"] is not None:
            raise refuse(text, "a year that begins with Y stands alone, without month or day")
    elif year == "-0000":
        raise refuse(text, "the year before 0001 is 0000, without a minus")
    elif year.startswith("-"):
        level = 1
    if found["significant"] is not None:
        level = 2
        if "X" in year or found["month"] is not None:
            raise refuse(text, "S counts the digits of a whole year, without X, month or day")
        digits = len(str(abs(int(year))))
        if len(found["significant"]) > 2 or not 0 < int(found["significant"]) <= digits:
            raise refuse(
                text, say("S must be followed by a number from 1 to {digits}", digits=digits)
            )
    return year, level


def _parse_long_year(text: str, number: str, exponent: str | None) -> tuple[str, int]:
    digits = number.removeprefix("-")
    if digits.startswith("0"):
        raise refuse(text, "a year that begins with Y has no zero before its digits")
    if exponent is None:
        if len(digits) < 5:
            raise refuse(text, "Y is for years of more than four digits")
        zeros = 0
    else:
        zeros = int(exponent) if len(exponent) <= 2 else MOST_YEAR_DIGITS
    if len(digits) + zeros > MOST_YEAR_DIGITS:
        raise refuse(
            text,
            say(
                "years have at most {most_year_digits} digits here",
                most_year_digits=MOST_YEAR_DIGITS,
            ),
        )
    return number + "0" * zeros, 1 if exponent is None else 2


def _qualify(form: SimpleForm, found: re.Match[str]) -> tuple[SimpleForm, int]:
    """Add what ``?``, ``~`` and ``%`` say, and the level they need.

    At the right end of the date they qualify all of it (level 1). To the right of a part they
    qualify it and what stands to its left; to the left of a part, it alone (both level 2).
    """
    end = Part.YEAR
    if found["month"] is not None:
        end = Part.MONTH if found["day"] is None else Part.DAY
    marked: list[tuple[str, tuple[Part, ...], Precision]] = []
    level = 1
    for index, part in enumerate(_ORDER[: _ORDER.index(end) + 1]):
        unit = _unit_of(form, part)
        if mark := found[f"{part}_left"]:
            marked.append((mark, (part,), unit))
            level = 2
        if mark := found[f"{part}_right"]:
            parts = _ORDER[: index + 1]
            marked.append((mark, parts, _precision(form) if part is end else unit))
            level = level if part is end else 2
    return (
        SimpleForm(
            form.year,
            form.month,
            form.day,
            form.season,
            significant=form.significant,
            uncertain=frozenset(
                part for mark, parts, _ in marked if mark in "?%" for part in parts
            ),
            approximate=frozenset(
                part for mark, parts, _ in marked if mark in "~%" for part in parts
            ),
            widening=tuple(unit for mark, _, unit in marked if mark in "~%"),
        ),
        level,
    )


def _unit_of(form: SimpleForm, part: Part) -> Precision:
    """Give the unit by which one part of a date is widened."""
    match part:
        case Part.YEAR:
            return _year_precision(form)
        case Part.MONTH:
            if form.season is not None:
                return Precision.SEASON
            return Precision.YEAR if "X" in (form.month or "") else Precision.MONTH
        case Part.DAY:
            return Precision.MONTH if "X" in (form.day or "") else Precision.DAY


def _check_exists(text: str, form: SimpleForm) -> None:
    year, month, day = form.year, form.month or "", form.day
    if month.isdigit() and 21 <= int(month) <= 41:
        raise refuse(
            text,
            say("{month} stands for a part of a year, and such a part has no day", month=month),
        )
    if not months(form):
        if month.isdigit() and month > "12":
            raise refuse(text, say("there is no month or season {month}", month=month))
        raise refuse(text, say("there is no month {month}", month=month))
    if day is None:
        return
    if "X" not in f"{year}{month}{day}":
        if not 1 <= int(day) <= 31:
            raise refuse(text, say("there is no day {day}", day=day))
        length = month_length(int(year), int(month))
        if int(day) > length:
            raise refuse(
                text,
                say(
                    "{month} {year} has {length} days",
                    month=as_sentence(MONTHS[int(month) - 1]),
                    year=year,
                    length=length,
                ),
            )
    elif not exists(form):
        raise refuse(text, _why_never(form, month, day))


def _why_never(form: SimpleForm, month: str, day: str) -> str:
    if month.isdigit():
        name = as_sentence(MONTHS[int(month) - 1])
        if month == "02" and day == "29":
            return say("no year {year} has a 29 February", year=form.year)
        if day != "00" and day[:1] in "X0123":
            leap = "X" in form.year and any(is_leap(year) for year in years(form.year))
            most = (
                say("at most {words}", words=29 if leap else 28)
                if month == "02"
                else str(month_length(1, int(month)))
            )
            return say("{name} has {most} days", name=name, most=most)
    return say("there is no day {day} in such a month", day=day)


def _parse_interval(text: str) -> tuple[RangeForm, int]:
    ends = text.split("/")
    if len(ends) != 2:
        raise refuse(text, "an interval has one / between its start and its end")
    if any("T" in end for end in ends):
        raise refuse(text, "an interval is between dates, without a time of day")
    if all(end in ("", "..") for end in ends):
        raise refuse(text, "an interval needs a date on one side at least")
    form, level = _parse_range(ends[0], ends[1])
    _check_order(text, form)
    return form, level


def _parse_range(start: str, end: str) -> tuple[RangeForm, int]:
    parsed: list[SimpleForm | End] = []
    level = 0
    for side in (start, end):
        if side in ("", ".."):
            parsed.append(End(side))
            level = max(level, 1)
        else:
            form, needed = _parse_simple(side)
            parsed.append(form)
            # A digit left open within an interval is of level 2, wherever it stands.
            level = max(level, 2 if "X" in side else needed)
    return RangeForm(parsed[0], parsed[1]), level


def _check_order(text: str, form: RangeForm) -> None:
    if isinstance(form.start, SimpleForm) and isinstance(form.end, SimpleForm):
        first, last = hull(form)
        if first > last:
            raise refuse(text, "it ends before it starts")


def _parse_set(text: str) -> SetForm:
    every = text.startswith("{")
    if text[-1] != ("}" if every else "]") or len(text) == 1:
        raise refuse(
            text,
            say(
                "a set that begins with {first} ends with {last}",
                first=text[0],
                last="}" if every else "]",
            ),
        )
    # The draft of 2012 had a blank after the comma, and much of what was written then still has.
    items = [item.lstrip(" ") for item in text[1:-1].split(",")]
    parsed: list[SimpleForm | RangeForm] = []
    for index, item in enumerate(items):
        if ".." not in item:
            if not item:
                raise refuse(text, "nothing stands between two of its commas or brackets")
            parsed.append(_parse_simple(item)[0])
            continue
        start, end = item.split("..", 1)
        bare = end == ".." or not (start or end)
        if bare or (not start and index) or (not end and index < len(items) - 1):
            raise refuse(text, "in a set, .. stands between two dates, first of all or last of all")
        run, _ = _parse_range(start or "..", end or "..")
        _check_order(text, run)
        parsed.append(run)
    return SetForm(tuple(parsed), every=every)
