# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The one day a passage names, so that a date that cannot be that day can be doubted."""

from __future__ import annotations

import re

from fonds.archive.proposals.languages import languages
from fonds.archive.proposals.patterns import MONTH, turn
from fonds.events.dates import (
    DateError,
    DateRelation,
    EdtfDate,
    Precision,
    display,
    parse,
    relate,
)
from fonds.events.sentences import say

_ENGLISH = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? [12]\d{{3}}\b"
    rf"|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? [12]\d{{3}}\b"
    r"|\b[12]\d{3}-\d{2}-\d{2}\b"
)
_ENDING = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b| of\b")


def day_against(quote: str, value: EdtfDate) -> EdtfDate | None:
    """Return the only full date a passage names where the value cannot be it; else None.

    None also where the value's year stands elsewhere in the passage, which then names two times.
    """
    words = " ".join(quote.split())
    others = (
        one.day.format(D=r"\b\d{1,2}", MONTH=one.month, YEAR=r"[12]\d{3}\b")
        for one in languages().values()
    )
    pattern = "|".join((_ENGLISH, *others))
    found = {_day(one) for one in re.findall(pattern, words)}
    if len(found) != 1 or (day := found.pop()) is None:
        return None
    years = {end[:4] for end in (value.bounds.earliest, value.bounds.latest) if end}
    if any(year in re.sub(pattern, " ", words) for year in years):
        return None
    return day if relate(value, day)[0] is DateRelation.CONFLICTS else None


def dated_otherwise(quote: str | None, edtf: str) -> str | None:
    """Say that a passage names another day than the value taken from it; None where it may not.

    It is no refusal: the reader may know better, and it may have been mistyped.
    """
    try:
        value = parse(edtf)
    except DateError:
        return None
    day = day_against(quote or "", value)
    if day is None:
        return None
    return say(
        "The passage says {day}, and the value is {value}.",
        day=display(day),
        value=display(value),
    )


def _day(words: str) -> EdtfDate | None:
    try:
        date = parse(str(turn(_ENDING.sub("", words), "edtf")))
    except DateError:
        return None
    return date if date.precision is Precision.DAY and not date.is_interval else None
