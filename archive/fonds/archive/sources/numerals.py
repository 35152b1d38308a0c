# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Numbers as lists and notes bear them: figures, letters, Roman numerals."""

from __future__ import annotations

_LONGEST = 40
_SIGNS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def spelt(number: int, form: str) -> str:
    """Return a number in one of Word's forms (ECMA-376 part 1, section 17.18.59).

    Forms that need words are given in figures.
    """
    if form.endswith("Roman"):
        return roman(number).upper() if form == "upperRoman" else roman(number)
    if form.endswith("Letter") and number > 0:
        # After z come aa, bb and so on (section 17.18.59).
        times, letter = divmod(number - 1, 26)
        word = chr(ord("a") + letter) * min(times + 1, _LONGEST)
        return word.upper() if form == "upperLetter" else word
    return f"{number:02d}" if form == "decimalZero" else str(number)


def roman(number: int) -> str:
    """Return a number in small Roman numerals."""
    letters = ""
    for value, sign in _SIGNS:
        count, number = divmod(number, value)
        letters += sign * min(count, 1000)
    return letters


_LARGEST = 399
ROMAN = {roman(number): number for number in range(1, _LARGEST + 1)}
"""The numbers of small Roman numerals, as far as notes are counted."""
