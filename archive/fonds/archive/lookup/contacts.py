# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""E-mail addresses and telephone numbers in a text: what leads to a person without naming them."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"(?<![\w.+%'-])[\w.+%'-]++@[\w-]++(?:\.[\w-]++)++")
"""Possessive, and only where a run begins: a long word is gone through once."""

_NUMBER = re.compile(r"(?<![\w.,/@+-])(?:\+|\(\+?)?\d(?:[ \u00a0./()-]{0,3}\d){6,14}+(?![\w@/-])")
_TIMES = re.compile(
    r"\d{4}\s?[-/]\s?\d{2,4}|\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}"
)
"""Years from and to, and days: as many digits as a short telephone number, but none."""


_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}/\S+")
_LABEL = re.compile(
    r"(?:\bISBN(?:-?1[03])?|\bISSN|\bISMN|\bEAN|\bDOI|\bOCLC|\bLCCN|\bPMID"
    r"|\bshelf ?mark|\bcall number|\baccession(?: no\.?| number)?"
    r"|\bcat(?:alogue)?\.? (?:no\.?|number)"
    r"|\bSignatur|\bSign\."
    r"|\b(?:Inv(?:entar)?|Kat(?:alog)?)\.?[- ]?(?:Nr\.?|Nummer))(?: (?:of|e|p))?"
    r"[^\S\n]*[:.=-]*[^\S\n]*\Z",
    re.IGNORECASE,
)
"""What stands before a number that names a book, a volume or a thing in a collection."""

_LABEL_LENGTH = 32
_ISBN_13 = re.compile(r"97[89](?:[ -]?\d){10}")


def contacts(text: str) -> list[tuple[int, int]]:
    """Return where e-mail addresses and what may be telephone numbers stand, in code points.

    A number has seven to fifteen digits (ITU-T E.164, section 6.2.1) on one line, and a sign that
    parts them or one before them: a bare row of digits may count anything. What says that it names
    a book or a thing in a collection (ISBN, ISSN, DOI, a shelf mark) is left out; where nothing
    says so, it is told.
    """
    within = [found.span() for found in _DOI.finditer(text)]
    numbers = [
        found.span()
        for found in _NUMBER.finditer(text)
        if not found.group().isdigit()
        and not _TIMES.match(found.group())
        and not _names_a_thing(text, found, within)
    ]
    return sorted([*(found.span() for found in ADDRESS.finditer(text)), *numbers])


def _names_a_thing(text: str, found: re.Match[str], within: list[tuple[int, int]]) -> bool:
    """Tell whether digits are the number of a book or a thing, and say so themselves or before."""
    start, end = found.span()
    if any(first < end and start < last for first, last in within):
        return True
    if _LABEL.search(text[max(start - _LABEL_LENGTH, 0) : start]):
        return True
    if not _ISBN_13.fullmatch(found.group().lstrip("(")):
        return False
    # ISO 2108, annex: weights 1 and 3, the sum divisible by ten.
    digits = [int(one) for one in found.group() if one.isdigit()]
    return sum(digits[0::2] + [3 * one for one in digits[1::2]]) % 10 == 0
