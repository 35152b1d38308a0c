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


def contacts(text: str) -> list[tuple[int, int]]:
    """Return where e-mail addresses and what may be telephone numbers stand, in code points.

    A number has seven to fifteen digits (ITU-T E.164, section 6.2.1) on one line, and a sign that
    parts them or one before them: a bare row of digits may count anything.
    """
    numbers = [
        found.span()
        for found in _NUMBER.finditer(text)
        if not found.group().isdigit() and not _TIMES.match(found.group())
    ]
    return sorted([*(found.span() for found in ADDRESS.finditer(text)), *numbers])
