# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Dates between EDTF and CSL-JSON (csl-data.json of CSL 1.0.2)."""

from __future__ import annotations

import re
from typing import Any

from fonds.events.dates import DateError, parse
from fonds.events.sentences import say

_FIRST_SEASON, _LAST_SEASON = 21, 24
_PART = re.compile(r"(-?\d{4}|Y-?\d+)(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)")
_RAW = re.compile(r"[-\d/?~%XY.]+")


def edtf_or_none(text: str) -> str | None:
    """Return a text as EDTF, None where it is none."""
    try:
        return parse(text.strip()).text
    except DateError:
        return None


def from_csl(date: object) -> str | None:
    """Return a CSL date as EDTF, else its literal or raw words; None where it says nothing.

    Raises:
        ValueError: it is not a date as CSL-JSON writes one.
    """
    if isinstance(date, str):
        # CSL 1.1 writes a date as EDTF.
        found = edtf_or_none(date)
        if found is None:
            raise ValueError(say("{parts} is no date of the calendar", parts=date))
        return found
    if not isinstance(date, dict):
        message = "a date is not written as CSL-JSON writes one, with date-parts or literal"
        raise ValueError(message)  # noqa: TRY004 - what was read is wrong, not how it was called
    whole = date.get("edtf")
    if isinstance(whole, str) and edtf_or_none(whole) is not None:
        return edtf_or_none(whole)
    parts = date.get("date-parts")
    if parts:
        if not isinstance(parts, list) or len(parts) > 2:
            message = "date-parts must hold one date, or the beginning and the end of a range"
            raise ValueError(message)
        sides = [_side(one, date.get("season")) for one in parts]
        hedge = "~" if date.get("circa") else ""
        if len(sides) == 2 and not sides[1]:
            sides[1] = ".."
        text = "/".join(side if side == ".." else f"{side}{hedge}" for side in sides)
        found = edtf_or_none(text) if all(sides) else None
        if found is None:
            message = say("{parts} is no date of the calendar", parts=parts)
            raise ValueError(message)
        return found
    for name in ("raw", "literal", "edtf"):
        words = date.get(name)
        if isinstance(words, str | int) and str(words).strip():
            words = str(words).strip()
            return (edtf_or_none(words) if _RAW.fullmatch(words) else None) or words
    return None


def _side(parts: object, season: object) -> str:
    if not isinstance(parts, list):
        message = "date-parts must be lists of year, month and day"
        raise ValueError(message)  # noqa: TRY004 - as above
    try:
        # A part may be a list, which is in no set.
        numbers = [int(str(part)) for part in parts if part not in ("", None)]
    except ValueError:
        message = say("{parts} is no date of the calendar", parts=parts)
        raise ValueError(message) from None
    if not numbers or numbers == [0]:
        return ""
    # CSL's year -44 is 44 BC; EDTF counts a year 0 (ISO 8601, 4.2.1), so that it is -0043 there.
    number = numbers[0] + 1 if numbers[0] < 0 else numbers[0]
    year = f"{number:04d}" if number >= 0 else f"-{-number:04d}"
    if len(year.lstrip("-")) > 4:
        year = f"Y{number}"
    rest = numbers[1:]
    if not rest and season is not None and str(season) in {"1", "2", "3", "4"}:
        rest = [_FIRST_SEASON - 1 + int(str(season))]
    return "-".join([year, *(f"{number:02d}" for number in rest)])


def to_csl(text: str) -> dict[str, Any]:
    """Return EDTF as a CSL date; what CSL has no form for (198X) as a literal.

    What CSL would lose (1723? becomes circa) stands beside it, as CSL 1.1 names it.
    """
    date = _to_csl(text)
    return date if from_csl(date) == (edtf_or_none(text) or text) else date | {"edtf": text}


def _to_csl(text: str) -> dict[str, Any]:
    sides = text.split("/")
    read = [_PART.fullmatch(side) for side in sides]
    if len(sides) > 2 or edtf_or_none(text) is None or None in read:
        return {"literal": text}
    date: dict[str, Any] = {"date-parts": []}
    for one in read:
        year, month, day, hedge = one.groups() if one else ("", None, None, "")
        numbers = [int(year.removeprefix("Y")), *(int(part) for part in (month, day) if part)]
        if numbers[0] <= 0:
            numbers[0] -= 1
        if month and int(month) >= _FIRST_SEASON:
            if len(sides) > 1 or int(month) > _LAST_SEASON:
                return {"literal": text}
            date["season"] = int(month) - _FIRST_SEASON + 1
            numbers = numbers[:1]
        if hedge:
            date["circa"] = True
        date["date-parts"].append(numbers)
    return date
