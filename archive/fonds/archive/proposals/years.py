# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The years a cited work bears, so that a work too old to have told a thing can be doubted."""

from __future__ import annotations

import re

from fonds.events.dates import DateError, display, parse
from fonds.events.sentences import say

# What is counted, such as pages, is no year.
_COUNTED = r"(?:\b(?:pp?|pages?|nos?|S|Seiten?|Nr)\b\.?\s*)?"
_YEAR = re.compile(_COUNTED + r"(?<![\d.])([12]\d{3})(?:\s?[-–/]\s?(\d{2}|[12]\d{3}))?(?!\d)")


def bears_only_earlier_years(work: str | None, edtf: str | None) -> int | None:
    """Return the last year a work's description bears where all lie before a date; else None.

    Such a work cannot have told what is said of that date. "1880–84" bears 1884 too.
    """
    found = [one for one in _YEAR.finditer(work or "") if one.start() == one.start(1)]
    printed = [year for one in found for year in _years(*one.groups())]
    try:
        earliest = parse(edtf).bounds.earliest if edtf else None
    except DateError:
        return None
    if not printed or earliest is None or not earliest[:4].isdecimal():
        return None
    return max(printed) if max(printed) < int(earliest[:4]) else None


def cited_too_early(work: str | None, edtf: str | None) -> str | None:
    """Say that a cited work bears only years before the date told from it; None where it may not.

    It is no refusal: what is described may be an earlier edition, or a year in it something else.
    """
    year = bears_only_earlier_years(work, edtf)
    if year is None or work is None or edtf is None:
        return None
    return say(
        "The cited work “{work}” bears no year after {year}, and the fact is dated {value}.",
        work=" ".join(work.split()),
        year=str(year),
        value=display(parse(edtf)),
    )


def age_that_clashes(age: object, at: str | None, born: str) -> str | None:
    """Say what age a birth (EDTF) makes at a time (EDTF) where that cannot be the one told."""
    try:
        then, birth = parse(at or "").bounds, parse(born).bounds
    except DateError:
        return None
    bounds = then.earliest, then.latest, birth.earliest, birth.latest
    days = [day for day in bounds if day is not None and day[:4].isdecimal()]
    if not isinstance(age, int) or len(days) < len(bounds):
        return None
    fewest, most = _whole_years(days[3], days[0]), _whole_years(days[2], days[1])
    if fewest <= age <= most:
        return None
    return say(
        "The same text has a birth of {value}, which makes the age {number}.",
        value=display(parse(born)),
        number=str(most) if fewest == most else f"{fewest}–{most}",
    )


def _whole_years(first: str, last: str) -> int:
    """Return the years between two days, ISO 8601, the last one begun not counted."""
    return int(last[:4]) - int(first[:4]) - (last[4:] < first[4:])


def _years(first: str, last: str | None) -> tuple[int, ...]:
    if last is None:
        return (int(first),)
    end = int(last if len(last) == len(first) else first[:2] + last)
    # "1999/00" goes on into the next century.
    return int(first), end + 100 if len(last) == 2 and end < int(first) else end
