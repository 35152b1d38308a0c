# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How names are folded for look-up, and spelt without marks: one rule of each for all."""

from __future__ import annotations

import unicodedata

UNNAMED = "unnamed"
"""The agent of somebody who has not said who they are; a login name is never taken in silence."""

PLAIN_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "þ": "th", "ł": "l", "đ": "d", "ð": "d"}
)
"""Small letters that Unicode takes for no marked form of another (UAX 15)."""

SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "æ": "ae", "ø": "oe", "œ": "oe", "þ": "th"}
)
"""How letters are written where they cannot be: German by DIN 5007-2, and as in the North."""


def fold_name(name: str) -> str:
    """Return a name without differences of case, composition and white space."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def without_marks(text: str, letters: dict[int, str] = PLAIN_LETTERS) -> str:
    """Return a text without marks over its letters, some of them spelt as ``letters`` says."""
    plain = unicodedata.normalize("NFKD", text.translate(letters))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
