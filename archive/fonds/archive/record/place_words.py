# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The words of a place: its parts, and when two wordings may name one place all the same."""

from __future__ import annotations

import re

from fonds.archive.naming import PLAIN_LETTERS, SPELT_OUT, without_marks
from fonds.archive.record.words import fold
from fonds.events.sentences import form_of, say

_PART = re.compile(r"(?:[^,(]|\([^)]*\)?)+")
_WITHIN = re.compile(r"\s*\((?=[A-ZÄÖÜ])([^(),]+)\)\s*$")
"""A larger place in parentheses at the end: "Saltby (Tar Shire)", but not "Saltby (the farm)"."""
_IN = re.compile(r"(?<=\w) in (?=[A-ZÄÖÜ])")
"""A larger place after "in": "Saltby in Tar Shire", but not "in the marshes"."""
_KIND = re.compile(
    r"^(?:the )?(?:parish|town|township|village|hamlet|city|borough|municipality|county|district)"
    r" of (?=\w)|^(?:die |der |das )?(?:county|stadt|gemeinde|dorf|pfarrei|kirchspiel|landkreis)"
    r" (?=\w)|(?<=\w) (?:parish|township|county)$"
)
_SAINT = re.compile(r"^(?:st\.?|sankt)\s+(?=\w)")
_NEAR = re.compile(
    r"^(?:near|close to|outside|just outside|not far from|in der nähe von|nahe(?: bei)?|unweit von"
    r"|außerhalb von)\s+(?=\w)"
)

_AROUND_A_NAME = (
    (_NEAR, form_of("{both} may be one place, but one says only what it is near.")),
    (_KIND, form_of("{both} may be one place, but only one says what kind of place it is.")),
)
"""Words around the name of a place, and why one told with them may be the one told without."""


def place_parts(text: str) -> tuple[str, ...]:
    """Take a place's words apart, folded: at its commas, and before a larger place.

    Such a one stands after "in", or in parentheses at the end. A comma in parentheses does not
    part. "St." and "Sankt" at the beginning are "saint".
    """
    plain = _IN.sub(", ", _WITHIN.sub(r", \1", text))
    return tuple(
        _SAINT.sub("saint ", part) for found in _PART.findall(plain) if (part := fold(found))
    )


def may_be_one(one: tuple[str, ...], other: tuple[str, ...], both: str) -> str | None:
    """Say why two places that differ by their parts may be one; None where nothing says so.

    Args:
        one: the parts of the first, finest first.
        other: of the second.
        both: how the reason names both of them.
    """
    for words, reason in _AROUND_A_NAME:
        for told, place in ((one, other), (other, one)):
            named = words.sub("", told[0])
            if named != told[0] and named == place[0] and _go_together(told[1:], place[1:]):
                return say(reason, both=both)
    if _spellings(one) & _spellings(other):
        return say("{both} may be one place, spelt differently.", both=both)
    return None


def _go_together(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the larger places of one name are the first of the other's."""
    return all(first == second for first, second in zip(one, other, strict=False))


def _spellings(parts: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return how a name is written without the marks of its letters, and with them spelt out."""
    return {
        tuple(without_marks(part, table) for part in parts) for table in (PLAIN_LETTERS, SPELT_OUT)
    }
