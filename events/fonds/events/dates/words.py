# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Dates in English words, as sources have them: hedges, ranges, before and after.

`read_words` is a proposal to a person, or to a program that keeps the words beside it; it is never
the last word on a source. It reads the whole of what it is given or nothing: an age is no date.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from fonds.events.dates.atoms import Reading, checked, read_atom
from fonds.events.dates.days import day_after, day_before, read_day
from fonds.events.dates.forms import EdtfDate, Precision
from fonds.events.dates.grammar import parse

LONGEST = 120
"""Longest words tried, in characters."""

_PLAIN = str.maketrans(
    {
        # Apostrophes and quotation marks, then hyphens, then dashes, each made one.
        **dict.fromkeys("\u2018\u2019\u02bc`", "'"),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2012\u2014\u2212", "\u2013"),
    }
)
_LEADING = re.compile(r"(?:back )?(?:in|on|during|at)(?: the)? (?P<rest>.+)")
_ABOUT = re.compile(
    r"(?:(?:(?:in|on) or )?about |(?:c|ca)\.? ?(?=[0-9])|~ ?"
    r"|(?:c\.|ca\.?|circa|around|roughly|approx\.?|approximately) )(?P<rest>.+)"
)
_OR_SO = re.compile(r"(?P<rest>.+?),? (?:or so|approx\.?|approximately)")
_DOUBT = re.compile(
    r"(?:probably|possibly|perhaps|maybe|presumably)(?: in| on)? (?P<before>.+)"
    r"|(?P<after>.+?) ?(?:\?|\(\?\)|\[\?\])"
)
_PART_OF = re.compile(
    r"(?:the )?(?P<part>early|mid|middle|late|beginning|end|start)"
    r"(?:[- ](?:(?:part|days|months|years) )?(?:in |of )?(?:the )?)(?P<rest>.+)"
)
_BETWEEN = re.compile(r"(?:some ?time )?between (?P<one>.+?) and (?P<two>.+)")
_FROM_TO = re.compile(r"(?:from )?(?P<one>.+?) (?:to|until|till|through|up to) (?P<two>.+)")
_DASHED = re.compile(r"(?P<one>.+?)(?: ?\u2013 ?| - )(?P<two>.+)")
_HYPHENED = re.compile(
    r"(?P<one>(?:.*[^0-9])?[0-9]{4}(?:'?s)?|[a-z]+\.?|[a-z]+\.? [0-9]{1,2}|[0-9]{1,2})"
    r"[-/](?P<two>[0-9]{4}(?:'?s)?|[a-z]+\.?,? [0-9]{4}|[0-9]{1,2}(?:,| [a-z]+\.?,?) [0-9]{4})"
)
_YEARS_SHORT = re.compile(
    r"(?P<century>[12][0-9])(?P<one>[0-9]{2})(?P<sign>[-\u2013/])(?P<two>[0-9]{2})"
)
_DECADES_AND = re.compile(r"(?P<one>.+s) and (?P<two>.+s)")
_EITHER = re.compile(r"(?:either )?(?P<one>.+?) or (?P<two>.+)")
_ENDS_IN_YEAR = re.compile(r"(?P<head>.*?),? ?(?P<year>[12][0-9]{3})")
_NOT_BEYOND = re.compile(
    r"(?:by|no later than|not later than|not after) (?P<late>.+)"
    r"|(?P<or_late>.+) or (?:earlier|before)"
    r"|(?:no earlier than|not earlier than|not before) (?P<early>.+)"
    r"|(?P<or_early>.+) or (?:later|after)"
)
_BEYOND = re.compile(
    r"(?:(?P<before>before|prior to|earlier than)|after|later than)(?: the)? (?P<rest>.+)"
)
_SIDED = re.compile(
    r"(?:until|till|up to) (?P<until>.+)|(?:ever )?since (?P<since>.+)"
    r"|(?:from )?(?P<onwards>.+) (?:onwards?|on)|from (?P<start>.+)"
)
_NEXT_UNIT = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)


def read_words(words: str) -> Reading | None:
    """Read a date in English words as EDTF; None when not sure.

    Read are days, months, seasons, years, decades and centuries, with "about", "early", "before",
    "since" and the like, and two of them joined to a range or a choice. Month and day never come
    from numbers that could be taken either way, and no century is added without a note saying so.
    """
    if len(words) > LONGEST:
        return None
    plain = " ".join(words.translate(_PLAIN).lower().split()).strip(" ,;:")
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1].strip()
    return _read(plain)


@lru_cache(maxsize=4096)
def _read(words: str) -> Reading | None:
    for read in _READERS:
        reading = read(words)
        if reading is not None and (sure := checked(reading)) is not None:
            return sure
    return None


@lru_cache(maxsize=4096)
def _read_point(words: str) -> Reading | None:
    """Read what can stand at the end of a range: a single date with its hedges.

    Cached also because hedges before and after a date could be taken off in any order.
    """
    for read in _POINTS:
        reading = read(words)
        if reading is not None and (sure := checked(reading)) is not None:
            return sure
    return None


def _wrapped(rule: str, inner: Reading, text: str, *notes: str) -> Reading:
    return Reading(text, f"{rule}:{inner.rule}", (*inner.notes, *notes))


def _leading(words: str) -> Reading | None:
    found = _LEADING.fullmatch(words)
    return None if found is None else _read_point(found["rest"])


def _about(words: str) -> Reading | None:
    found = _ABOUT.fullmatch(words) or _OR_SO.fullmatch(words)
    if found is None or (inner := _read_point(found["rest"])) is None:
        return None
    date = parse(inner.text)
    if date.approximate:
        return None
    text = f"{inner.text[:-1]}%" if date.uncertain else f"{inner.text}~"
    return _wrapped("about", inner, text)


def _doubt(words: str) -> Reading | None:
    found = _DOUBT.fullmatch(words)
    if found is None or (inner := _read_point(found["before"] or found["after"])) is None:
        return None
    date = parse(inner.text)
    if date.uncertain:
        return None
    text = f"{inner.text[:-1]}%" if date.approximate else f"{inner.text}?"
    return _wrapped("uncertain", inner, text)


def _part_of(words: str) -> Reading | None:
    found = _PART_OF.fullmatch(words)
    if found is None or (inner := read_atom(found["rest"])) is None:
        return None
    if parse(inner.text).precision is Precision.DAY:
        return None
    note = f'EDTF cannot say "{found["part"]}"; the whole of {inner.text} is given.'
    return _wrapped("part", inner, inner.text, note)


def _joined(one: str, two: str) -> tuple[Reading, Reading] | None:
    """Read two dates, of which the first may borrow year or month from the second."""
    second = _read_point(two)
    first = None
    if re.fullmatch(r"[0-9]{1,2}(?:st|nd|rd|th)?", one):
        # "16 to 18 April 1953"
        borrowed = re.fullmatch(r"[0-9]{1,2}(?:st|nd|rd|th)? (?P<month>[a-z].*)", two)
        first = None if borrowed is None else _read_point(f"{one} {borrowed['month']}")
    elif (found := _ENDS_IN_YEAR.fullmatch(two)) and not re.search(
        r"[0-9]{4}|'[0-9]{2}|[0-9]s", one
    ):
        # "April to June 1953", "April 16 to May 3, 1953", "April 16-18, 1953"
        first = _read_point(f"{one} {found['year']}")
        if second is None and (month := re.fullmatch(r"(?P<month>[a-z]+\.?) [0-9].*", one)):
            second = _read_point(f"{month['month']} {two}")
        if first is not None and second is not None and _kind(first) != _kind(second):
            return None
    else:
        first = _read_point(one)
    return None if first is None or second is None else (first, second)


def _kind(reading: Reading) -> Precision:
    return parse(reading.text).precision


def _pair(rule: str, one: str, two: str, form: str) -> Reading | None:
    both = _joined(one, two)
    if both is None:
        return None
    first, second = both
    notes = tuple(dict.fromkeys((*first.notes, *second.notes)))
    text = form.format(first.text, second.text)
    return Reading(text, f"{rule}:{first.rule},{second.rule}", notes)


def _between(words: str) -> Reading | None:
    found = _BETWEEN.fullmatch(words)
    return None if found is None else _pair("between", found["one"], found["two"], "[{}..{}]")


def _range(words: str) -> Reading | None:
    if found := _YEARS_SHORT.fullmatch(words):
        return _short_range(found)
    for pattern in (_FROM_TO, _DASHED, _HYPHENED, _DECADES_AND):
        if found := pattern.fullmatch(words):
            return _pair("range", found["one"], found["two"], "{}/{}")
    return None


def _short_range(found: re.Match[str]) -> Reading | None:
    one, two = int(found["one"]), int(found["two"])
    following = two == one + 1
    # With a hyphen, 1903-04 may be a month; with a slash, only a pair of years is meant for sure.
    if (
        two <= one
        or (found["sign"] == "-" and two <= 12)
        or (found["sign"] == "/" and not following)
    ):
        return None
    century = found["century"]
    return Reading(f"{century}{one:02}/{century}{two:02}", "range-short")


def _either(words: str) -> Reading | None:
    found = _EITHER.fullmatch(words)
    return None if found is None else _pair("either", found["one"], found["two"], "[{},{}]")


def _not_beyond(words: str) -> Reading | None:
    found = _NOT_BEYOND.fullmatch(words)
    if found is None:
        return None
    late, early = found["late"] or found["or_late"], found["early"] or found["or_early"]
    inner = _read_point(late or early)
    if inner is None:
        return None
    return _wrapped("by", inner, f"[..{inner.text}]" if late else f"[{inner.text}..]")


def _beyond(words: str) -> Reading | None:
    """Read "before 1953" as 1952 or earlier, "after 1953" as 1954 or later."""
    found = _BEYOND.fullmatch(words)
    if found is None or (inner := _read_point(found["rest"])) is None:
        return None
    before = found["before"] is not None
    date = parse(inner.text)
    text = inner.text if date.approximate or date.uncertain else _neighbour(date, before=before)
    if text is None:
        return None
    if before:
        return _wrapped("before", inner, f"[..{text}]")
    return _wrapped("after", inner, f"[{text}..]")


def _neighbour(date: EdtfDate, *, before: bool) -> str | None:
    """Give the day, month or year next to a date, in the precision of the date."""
    bound = date.bounds.earliest if before else date.bounds.latest
    if bound is None:
        return None
    year, month, day = day_before(read_day(bound)) if before else day_after(read_day(bound))
    if not 0 <= year <= 9999:
        return None
    if date.precision is Precision.DAY:
        return f"{year:04}-{month:02}-{day:02}"
    if date.precision is Precision.MONTH:
        return f"{year:04}-{month:02}"
    return f"{year:04}" if date.precision in _NEXT_UNIT else None


def _sided(words: str) -> Reading | None:
    found = _SIDED.fullmatch(words)
    if found is None:
        return None
    until, since = found["until"], found["since"] or found["onwards"] or found["start"]
    inner = _read_point(until or since)
    if inner is None:
        return None
    if until:
        return _wrapped("until", inner, f"../{inner.text}", "No start is stated; taken as open.")
    return _wrapped("since", inner, f"{inner.text}/..", "No end is stated; taken as open.")


_POINTS: tuple[Callable[[str], Reading | None], ...] = (
    read_atom,
    _leading,
    _doubt,
    _about,
    _part_of,
)
_READERS = (*_POINTS, _between, _not_beyond, _beyond, _range, _either, _sided)
