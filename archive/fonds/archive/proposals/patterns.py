# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the patterns of rules are made of, and what their groups are turned into."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from fonds.archive.proposals.languages import (
    ENGLISH,
    Wording,
    languages,
    wordings,
)
from fonds.archive.proposals.whom import NAME, titles
from fonds.events.dates import DateError, parse
from fonds.events.dates.names import MONTHS
from fonds.events.dates.words import read_words

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
"""An English month, in full or short, as a pattern."""
MONTHLY = re.compile(rf"{MONTH}(?!\w)|(?:Spring|Summer|Autumn|Winter)\b")
FULL_STOP = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\b[A-Z])\.$")
YEAR = r"[12]\d{3}"
_ENDING = "(?:st|nd|rd|th)"
_ABOUT = r"(?:(?:c\.|ca\.|circa|about|around) ?)?"
_DATE = (
    rf"{_ABOUT}(?:\d{{1,2}}(?:{_ENDING}(?: day)?(?: of)?)? {MONTH},? {YEAR}"
    rf"|{MONTH} \d{{1,2}}(?:{_ENDING})?,? {YEAR}"
    rf"|{MONTH},? {YEAR}|{YEAR})"
)
_WHOLE = rf"(?:{NAME}(?!\w)(?! [A-ZÀ-ÖØ-Þ][\w’-]*[a-zà-ÿ]))"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_GIVEN = (
    rf"(?!(?:Mr|Mrs|Ms|Dr|Sir|Rev|St)\b){_CAPITAL}(?: [A-ZÀ-ÖØ-Þ][\w'’.-]+)*(?:,? (?:Jr|Sr)\.)?"
)
_PLACE = rf"{_CAPITAL}(?: {_CAPITAL}){{0,2}}(?:, {_CAPITAL}(?: {_CAPITAL})?)?"
_OFFICE = (
    r"(?:[A-Z][\w.'’-]+ ){0,4}(?:[Mm]ember of (?:the )?[A-Z][\w'’-]+"
    r"(?: (?:of|the|[A-Z][\w'’-]+))*"
    r"|Representative|Senator|Congress(?:man|woman|person)|Alder(?:man|woman|person)|Mayor|Governor"
    r"|Councillor|Council(?:man|woman|member)|Commissioner|Treasurer|Sheriff|[Jj]udge|Delegate"
    r"|Minister|Speaker|harbormaster|mayor|governor)"
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve")
    )
}  # fmt: skip
QUOTED = '“"\u2018'
SLOT = re.compile(r"\{(\w+)(?:\|(\w+))?\}")


@cache
def doubts(words: Wording) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what leaves a statement open before it, and behind it."""
    turned, after = "|".join(words.turned), "|".join(words.after)
    short = r"|n['’]t\b" if words.language == ENGLISH else ""
    return (
        re.compile(rf"\b(?:{turned})\b{short}", re.IGNORECASE),
        re.compile(rf"\b(?:{after})\b", re.IGNORECASE),
    )


@cache
def date_pattern(code: str) -> str:
    """Return how a language writes a date, as a pattern."""
    return languages()[code].date if code in languages() else _DATE


@cache
def compiled(pattern: str, mentions: str, code: str) -> re.Pattern[str]:
    """Return a rule's pattern for a page whose subject is so named, in a language."""
    language = languages().get(code)
    who = rf"(?:{_WHOLE}|{mentions}|He|She|he|she)"
    whose = rf"(?:(?:{NAME}|{mentions})['’]s|His|Her|his|her)"
    if language is not None:
        who = rf"(?:{_WHOLE}|{mentions}|{'|'.join(language.who)})"
        whose = rf"(?:(?:{NAME}|{mentions}){language.genitive}|{'|'.join(language.whose)})"
    for key, words in {
        "{WHO}": who,
        "{WHOSE}": whose,
        "{TITLES}": f"{titles()}*",
        "{NAME}": _WHOLE,
        "{ASIDE}": wordings()[code].aside,
        "{GIVEN}": _GIVEN,
        "{DATE}": date_pattern(code),
        "{YEAR}": YEAR,
        "{MONTH}": language.month if language else MONTH,
        "{PLACE}": _PLACE,
        "{OFFICE}": _OFFICE,
    }.items():
        pattern = pattern.replace(key, words)
    return re.compile(pattern)


def filled(template: str, values: dict[str, str]) -> str | int | None:
    """Return a template with its groups filled in, None where one is empty or cannot be turned."""
    parts: list[str] = []
    at = 0
    for slot in SLOT.finditer(template):
        turned = turn(values.get(slot[1]), slot[2])
        if turned is None:
            return None
        if slot.span() == (0, len(template)):
            return turned
        parts += [template[at : slot.start()], str(turned)]
        at = slot.end()
    return "".join([*parts, template[at:]])


def told_besides(
    templates: Mapping[str, str], values: dict[str, str], value: str | int | None
) -> dict[str, str | int]:
    """Return the qualifiers whose templates are filled in, but for those that repeat the value."""
    filled_in = ((key, filled(template, values)) for key, template in templates.items())
    return {key: told for key, told in filled_in if told is not None and told != value}


def turn(words: str | None, how: str | None) -> str | int | None:
    """Turn words into an EDTF date ("edtf") or a whole number ("number"); else trim them."""
    if words is None:
        return None
    words = words.strip()
    if how == "edtf":
        words = re.sub(rf"(?<=\d){_ENDING}(?: day)?(?: of)?\b", "", words)
        reading = read_words(words)
        if reading is not None:
            return reading.text
        found = next(filter(None, (one.edtf(words) for one in languages().values())), None)
        return _possible(found) or _month_of(words)
    if how == "term":
        return _term(words)
    if how == "number":
        plain = words.replace(",", "")
        if plain.isdecimal():
            return int(plain)
        known = [_NUMBERS.get(words.lower())]
        known += [one.number(words.lower()) for one in languages().values()]
        return next((number for number in known if number is not None), None)
    return words or None


_NO_DAY = re.compile(r"(?P<month>[12]\d{3}-\d{2})-\d{2}")
_SHORT_OF_DAY = re.compile(
    rf"(?:\d{{1,2}} (?P<month>{MONTH}),?|(?P<other>{MONTH}) \d{{1,2}},?) (?P<year>{YEAR})"
)
_FIGURES = re.compile(rf"\d{{1,2}}\. ?(?P<month>\d{{1,2}})\. ?(?P<year>{YEAR})")


def _possible(date: str | None) -> str | None:
    """Return a date; of a day that the calendar does not have, the month with a question mark."""
    try:
        return None if date is None else parse(date).text
    except DateError:
        shorter = _NO_DAY.fullmatch(date or "")
        return f"{shorter['month']}?" if shorter else None


def _month_of(words: str) -> str | None:
    """Return the month of a day that the calendar does not have, uncertain: "1900-02?"."""
    if found := _SHORT_OF_DAY.fullmatch(words):
        reading = read_words(f"{found['month'] or found['other']} {found['year']}")
        return None if reading is None else f"{reading.text}?"
    if (found := _FIGURES.fullmatch(words)) and 1 <= int(found["month"]) <= len(MONTHS):
        return f"{found['year']}-{int(found['month']):02d}?"
    return None


NO_SUCH_DAY = "The passage names a day that the calendar does not have."


def no_such_day(date: str | int | None, words: object) -> bool:
    """Whether a date is only a month because its words name a day that the calendar lacks."""
    return str(date).endswith("?") and isinstance(words, str) and "?" not in words


@cache
def _terms() -> re.Pattern[str]:
    """Two dates with what makes them the ends of a time between."""
    date = "|".join(date_pattern(code) for code in wordings())
    event = r"(?: (?:his|her) \w+ in| zu[mr]? (?:\w+ )?\w+(?: im Jahre?)?)?"
    to = rf"\s?(?:[–—-]|\b(?:to|until|till|through|and|bis(?: zum)?)\b{event})\s?"
    return re.compile(
        rf"(?:(?:from|between|von|zwischen) )?(?P<first>{date}){to}(?P<last>{date}|\d\d)"
    )


def _term(words: str) -> str | None:
    """Return a time between two dates as EDTF, "1875–79" among them; None where it is none."""
    found = _terms().fullmatch(words)
    if found is None:
        return None
    last = found["last"]
    if len(last) == len("79"):
        if not re.fullmatch(YEAR, found["first"]):
            return None
        last = found["first"][:2] + last
    ends = turn(found["first"], "edtf"), turn(last, "edtf")
    if not all(ends) or str(ends[0]) > str(ends[1]):
        return None
    return f"{ends[0]}/{ends[1]}"
