# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Dates in words, for a reader who knows nothing of EDTF: English sentences, as others are.

Years before 0001 are shown as years BC (0000 is 1 BC), years below 1000 with AD.
"""

from collections.abc import Sequence
from functools import lru_cache

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
from fonds.events.sentences import DATE, Sentence, as_sentence, form_of, joined, say

_HEMISPHERES = ("", " (northern hemisphere)", " (southern hemisphere)")
_WIDE_MONTHS = 3
"""Most month names listed for a month known in part."""
_LARGEST_PLAIN = 9999
"""The largest year written without a comma."""


@lru_cache(maxsize=4096)
def display(date: EdtfDate) -> Sentence:
    """Say a date in English: "16 April 1953", "about 1986", "1990 or later"."""
    match date.form:
        case SimpleForm():
            return _simple(date.form)
        case RangeForm(start, end):
            return _interval(start, end)
        case SetForm(items, every):
            return _listed([_item(item, every=every) for item in items], every=every)


@lru_cache(maxsize=4096)
def dated(date: EdtfDate) -> Sentence:
    """Say a date as `display` does, so that it can be kept as EDTF (`sentences.keepable`)."""
    return Sentence(f"{DATE}{date.text}", words=display(date))


def _interval(start: SimpleForm | End, end: SimpleForm | End) -> Sentence:
    if isinstance(start, End):
        shown = _end(end)
        if start is End.OPEN:
            return say("until {shown}", shown=shown)
        return say("unknown – {shown}", shown=shown)
    if isinstance(end, End):
        shown = _end(start)
        if end is End.OPEN:
            return say("{shown} onwards", shown=shown)
        return say("{shown} – unknown", shown=shown)
    return _between(_simple(start), _simple(end))


def _between(first: str, last: str) -> Sentence:
    return say("{first} – {last}", first=first, last=last)


def _item(item: SimpleForm | RangeForm, *, every: bool) -> Sentence:
    if isinstance(item, SimpleForm):
        return _simple(item)
    if isinstance(item.start, End):
        end = _end(item.end)
        return say("{end} and earlier", end=end) if every else say("{end} or earlier", end=end)
    if isinstance(item.end, End):
        start = _end(item.start)
        if every:
            return say("{start} and later", start=start)
        return say("{start} or later", start=start)
    return _between(_simple(item.start), _simple(item.end))


def _end(end: SimpleForm | End) -> Sentence:
    return as_sentence("unknown") if isinstance(end, End) else _simple(end)


def _listed(items: Sequence[str], *, every: bool) -> Sentence:
    if len(items) == 1:
        return as_sentence(items[0])
    first, last = joined(", ", items[:-1]), items[-1]
    if every:
        return say("{first} and {last}", first=first, last=last)
    return say("{first} or {last}", first=first, last=last)


def _simple(form: SimpleForm) -> Sentence:
    shown = _unqualified(form)
    if not form.uncertain and not form.approximate:
        return shown
    whole = form.whole
    alike = (frozenset[Part](), whole)
    if form.uncertain <= whole and form.uncertain in alike and form.approximate in alike:
        about = say("about {shown}", shown=shown) if form.approximate else shown
        return say("{about}?", about=about) if form.uncertain else about
    if form.uncertain == form.approximate:
        return say(
            "{shown} ({parts} uncertain and approximate)", shown=shown, parts=_parts(form.uncertain)
        )
    notes = []
    if form.uncertain:
        notes.append(say("{parts} uncertain", parts=_parts(form.uncertain)))
    if form.approximate:
        notes.append(say("{parts} approximate", parts=_parts(form.approximate)))
    return say("{shown} ({notes})", shown=shown, notes=joined(", ", notes))


def _parts(parts: frozenset[Part]) -> Sentence:
    return _listed([as_sentence(part.value) for part in Part if part in parts], every=True)


def _unqualified(form: SimpleForm) -> Sentence:
    if form.significant is not None:
        first, last = hull(SimpleForm(form.year, significant=form.significant))
        return say(
            "about {number} ({years})",
            number=_number(int(form.year)),
            years=_years(first[0], last[0]),
        )
    if form.season is not None:
        return _season(form.season, form.year)
    if form.month is None:
        return as_sentence("unknown") if form.year == "XXXX" else _year(form.year)
    if form.day is None:
        return _with_month(form)
    return _with_day(form)


def _with_month(form: SimpleForm) -> Sentence:
    """Say a month and its year."""
    if form.month == "XX":
        if form.year == "XXXX":
            return as_sentence("unknown")
        return say("some month{in_year}", in_year=_in_year(form.year, form_of(" in {year}")))
    return say(
        "{months}{in_year}",
        months=_month_names(form),
        in_year=_in_year(form.year, form_of(" {year}")),
    )


def _with_day(form: SimpleForm) -> Sentence:
    """Say a day, its month and its year."""
    day, month = form.day or "", form.month
    if day == "XX":
        if month != "XX":
            return say("some day in {with_month}", with_month=_with_month(form))
        if form.year == "XXXX":
            return as_sentence("unknown")
        return say("some day{in_year}", in_year=_in_year(form.year, form_of(" in {year}")))
    shown: object = day
    if "X" in day:
        fitting = [number for number in range(1, 32) if fits(day, number)]
        if day.endswith("X"):
            return say(
                "some day from {first} to {last} {with_month}",
                first=fitting[0],
                last=fitting[-1],
                with_month=_with_month(form),
            )
        shown = _listed([str(number) for number in fitting], every=False)
    else:
        shown = int(day)
    if month == "XX":
        if form.year == "XXXX":
            return say("some day {shown}", shown=shown)
        return say("day {shown} of {with_month}", shown=shown, with_month=_with_month(form))
    named = say("{day} {month}", day=shown, month=_with_month(form))
    return say("{day}, {time}", day=named, time=_time(form.time)) if form.time else named


def _in_year(mask: str, plain: str) -> Sentence:
    """Say a year after a month: " 1953", " in the 1950s", " within" a span."""
    if "X" not in mask:
        return Sentence(plain, {"year": _number(int(mask))})
    if mask == "XXXX":
        return as_sentence(", year unknown")
    shown = _year(mask)
    if shown.endswith("0s"):
        return say(" in the {shown}", shown=shown)
    if shown[0].isalpha() and not shown.startswith("AD"):
        return say(" in {shown}", shown=shown)
    return say(" within {shown}", shown=shown)


def _month(number: int) -> Sentence:
    return as_sentence(MONTHS[number - 1])


def _month_names(form: SimpleForm) -> Sentence:
    names = [_month(number) for number in months(form)]
    if len(names) <= _WIDE_MONTHS:
        return _listed(names, every=False)
    return _between(names[0], names[-1])


def _time(time: str) -> str:
    clock, zone = time[:8], time[8:]
    if not zone:
        return clock
    return f"{clock} UTC{zone.removeprefix('Z').replace('-', chr(0x2212))}"


def _season(code: int, year: str) -> Sentence:
    season, which = season_of(code)
    parts: dict[str, object] = {"ordinal": as_sentence(ORDINALS[which - 1])}
    parts["in_year"] = _in_year(year, form_of(" of {year}"))
    match season:
        case Season.QUARTER:
            return say("{ordinal} quarter{in_year}", **parts)
        case Season.THIRD:
            return say("{ordinal} four months{in_year}", **parts)
        case Season.HALF:
            return say("{ordinal} half{in_year}", **parts)
        case _:
            return say(
                "{season}{in_year}{hemisphere}",
                season=as_sentence(str(season)),
                in_year=_in_year(year, form_of(" {year}")),
                hemisphere=as_sentence(_HEMISPHERES[which]),
            )


def _number(year: int) -> Sentence:
    """Say a year: "1953", "44 BC", "AD 44", "170,000,002"."""
    if year <= 0:
        before = 1 - year
        if before <= _LARGEST_PLAIN:
            return say("{before} BC", before=before)
        return say("{before:,} BC", before=before)
    if year < 1000:
        return say("AD {year}", year=year)
    return say("{year}", year=year) if year <= _LARGEST_PLAIN else say("{year:,}", year=year)


def _years(first: int, last: int) -> Sentence:
    shown = _number(first), _number(last)
    if first > 0:
        # One era is said once: "AD 44–50", "50–44 BC".
        return say("{first}–{last}", first=shown[0], last=shown[1].removeprefix("AD "))
    if last <= 0:
        return say("{first}–{last}", first=shown[0].removesuffix(" BC"), last=shown[1])
    return _between(*shown)


def _year(mask: str) -> Sentence:
    """Say a year with its X, of which some digit is known, or at least the era."""
    if "X" not in mask:
        return _number(int(mask))
    digits = mask.removeprefix("-")
    if digits == "XXXX":
        return as_sentence("some year BC")
    if not mask.startswith("-") and digits[:3].isdigit() and digits >= "1":
        return say("{decade}s", decade=f"{digits[:3]}0")
    if "X" not in digits.rstrip("X"):
        first, last = hull(SimpleForm(mask))
        return _years(first[0], last[0])
    return say("a year of the form {mask}", mask=mask)
