# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Single dates in English words: a day, a month, a year, a season, a decade, a century.

Every reader takes lower-case words with plain quotation marks and single blanks, the whole of
them, and gives a `Reading` or None. None of them guesses: what could be read in two ways is not
read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from fonds.events.dates.days import weekday
from fonds.events.dates.forms import DateError
from fonds.events.dates.grammar import parse
from fonds.events.dates.names import MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class Reading:
    """A date read out of words.

    Attributes:
        text: The date in EDTF.
        rule: Which rules read it, the outermost first: ``range:month,month``.
        notes: What was assumed, or could not be kept; sentences for whoever checks the reading.
    """

    text: str
    rule: str
    notes: tuple[str, ...] = ()


_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?:(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\.?,? )?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[0-9]{3}|2[01][0-9]{2})"

_DAY_FIRST = re.compile(rf"{_WEEKDAY}(?:the )?{_DAY}\.?(?: of)? {_MONTH},? {_YEAR}")
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH} (?:the )?{_DAY},? {_YEAR}")
_OF_MONTH = re.compile(rf"(?:the month of )?{_MONTH},?(?: of)? {_YEAR}")
_OF_YEAR = re.compile(rf"(?:the year )?{_YEAR}")
_ISO = re.compile(rf"{_YEAR}-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?")
_NUMERIC = re.compile(rf"(?P<one>[0-9]{{1,2}})([/.])(?P<two>[0-9]{{1,2}})\2{_YEAR}")
_SEASON = re.compile(rf"(?:the )?(?P<season>spring|summer|autumn|fall|winter),?(?: of)? {_YEAR}")
_DECADE = re.compile(r"(?:the )?(?P<decade>1[0-9]{2}|2[01][0-9])0'?s")
_SHORT_DECADE = re.compile(r"(?:the )?'?(?P<decade>[3-9])0'?s")
_NAMED_DECADE = re.compile(
    r"(?:the )?(?P<decade>thirties|forties|fifties|sixties|seventies|eighties|nineties)"
)
_SHORT_YEAR = re.compile(r"(?P<rest>.*)'(?P<year>[3-9][0-9])")
_CENTURY = re.compile(
    r"(?:the )?(?P<century>[0-9]{1,2})(?:st|nd|rd|th) (?:century|c\.)(?: (?:ad|ce))?"
)
_ERA = re.compile(
    r"(?:(?P<before>ad|a\.d\.) (?P<late>[0-9]{1,4})"
    r"|(?P<rest>(?:.* )?)(?P<year>[0-9]{1,4}) (?P<era>bce?|b\.c\.(?:e\.)?|ad|a\.d\.|ce|c\.e\.))"
)
_SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NAMED_DECADES = ("thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")

_CENTURY_ASSUMED = "The words leave out the century; 19 was assumed."
_MAYBE_JULIAN = "The day is kept as written; at that time it may be of the Julian calendar."
_LAST_JULIAN_YEAR = 1752
"""Until when English sources may count days by the Julian calendar."""


def read_atom(words: str) -> Reading | None:
    """Read words that name a single date."""
    for read in _READERS:
        reading = read(words)
        if reading is not None:
            return checked(reading)
    return None


def checked(reading: Reading) -> Reading | None:
    """Give a reading back if its text is a date."""
    try:
        parse(reading.text)
    except DateError:
        return None
    return reading


def month_number(word: str) -> int:
    """Give the number of a month (1 to 12) named in full or in short, in lower case."""
    return next(
        number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word[:3])
    )


def _of_day(year: int, month: int, day: int, rule: str) -> Reading:
    notes = (_MAYBE_JULIAN,) if year <= _LAST_JULIAN_YEAR else ()
    return Reading(f"{year:04}-{month:02}-{day:02}", rule, notes)


def _read_day(words: str) -> Reading | None:
    found = _DAY_FIRST.fullmatch(words) or _MONTH_FIRST.fullmatch(words)
    if found is None:
        return None
    year, month, day = int(found["year"]), month_number(found["month"]), int(found["day"])
    reading = _of_day(year, month, day, "day")
    if found["weekday"] is None or reading.notes or checked(reading) is None:
        return reading
    # A weekday that is not the day's own shows that the words are wrong somewhere.
    named = WEEKDAYS[weekday((year, month, day))].lower()
    return reading if named.startswith(found["weekday"]) else None


def _read_month(words: str) -> Reading | None:
    if found := _OF_MONTH.fullmatch(words):
        return Reading(f"{found['year']}-{month_number(found['month']):02}", "month")
    return None


def _read_year(words: str) -> Reading | None:
    if found := _OF_YEAR.fullmatch(words):
        return Reading(found["year"], "year")
    return None


def _read_iso(words: str) -> Reading | None:
    found = _ISO.fullmatch(words)
    if found is None:
        return None
    if found["day"] is None and int(found["year"]) % 100 < int(found["month"]):
        # 1903-04 may be a month or two years.
        return None
    return Reading(words, "iso")


def _read_numeric(words: str) -> Reading | None:
    """Read 4/16/1953 or 16.4.1953, where only one of the numbers can be a month."""
    found = _NUMERIC.fullmatch(words)
    if found is None:
        return None
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    if one > 12 >= two:
        return _of_day(year, two, one, "numeric")
    if two > 12 >= one or one == two:
        return _of_day(year, one, two, "numeric")
    return None


def _read_season(words: str) -> Reading | None:
    if found := _SEASON.fullmatch(words):
        return Reading(f"{found['year']}-{_SEASON_CODES[found['season']]}", "season")
    return None


def _read_decade(words: str) -> Reading | None:
    if found := _DECADE.fullmatch(words):
        # "The 1900s" are ten years or a hundred.
        return None if found["decade"].endswith("0") else Reading(f"{found['decade']}X", "decade")
    if found := _SHORT_DECADE.fullmatch(words):
        return Reading(f"19{found['decade']}X", "decade-short", (_CENTURY_ASSUMED,))
    if found := _NAMED_DECADE.fullmatch(words):
        tens = _NAMED_DECADES.index(found["decade"]) + 3
        return Reading(f"19{tens}X", "decade-named", (_CENTURY_ASSUMED,))
    return None


def _read_short_year(words: str) -> Reading | None:
    """Read a date whose year is written '53."""
    found = _SHORT_YEAR.fullmatch(words)
    if found is None:
        return None
    reading = read_atom(f"{found['rest']}19{found['year']}")
    if reading is None:
        return None
    return Reading(reading.text, f"{reading.rule}-short", (*reading.notes, _CENTURY_ASSUMED))


def _read_century(words: str) -> Reading | None:
    found = _CENTURY.fullmatch(words)
    if found is None or not 1 <= int(found["century"]) <= 22:
        return None
    before = int(found["century"]) - 1
    note = f"The century is counted from {before:02}00 to {before:02}99."
    return Reading(f"{before:02}XX", "century", (note,))


def _read_era(words: str) -> Reading | None:
    """Read a year, or a day or month of one, with BC or AD."""
    found = _ERA.fullmatch(words)
    if found is None:
        return None
    number = int(found["late"] or found["year"])
    rest = found["rest"] or ""
    if not number:
        return None
    notes: tuple[str, ...] = ()
    year = f"{number:04}"
    if (found["era"] or "").startswith("b"):
        year = f"-{number - 1:04}" if number > 1 else "0000"
        notes = (f"EDTF counts a year 0, so that {number} BC is {year}.",)
    if not rest:
        return Reading(year, "era", notes)
    # In a leap year the same words tell month and day; `checked` looks at the year itself.
    within = read_atom(f"{rest}2000")
    if within is None or within.rule not in ("day", "month"):
        return None
    notes = (*notes, _MAYBE_JULIAN) if number <= _LAST_JULIAN_YEAR else notes
    return Reading(f"{year}{within.text[4:]}", f"era:{within.rule}", notes)


_READERS: tuple[Callable[[str], Reading | None], ...] = (
    _read_day,
    _read_month,
    _read_year,
    _read_iso,
    _read_numeric,
    _read_season,
    _read_decade,
    _read_short_year,
    _read_century,
    _read_era,
)
