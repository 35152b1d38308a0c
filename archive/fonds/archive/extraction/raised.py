# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Numbers raised above the line: a footnote's mark, or a power."""

from __future__ import annotations

import re

_SPACE = r"[ \t\u00a0\u2009\u202f]"
# What a number or an operator ends with, or a word that stands for either: "40 million m²".
_AFTER = rf"(?:\d|[=+*/^·×\u2212]|\b(?:hundred|thousand|million|billion|per)(?={_SPACE})){_SPACE}?"
# Units that are squared and cubed and are no words; those that are words or a letter ("in", "on
# foot", "where I") only behind a number.
_UNIT = re.compile(
    rf"(?:^|[\s\d(/·×*])(?:[kcmdnhµμ]m|ft|yd|sq|cu)$"
    rf"|{_AFTER}(?:in|mi|foot|feet|sec|[^\W\d_])$|\(m$",
    re.IGNORECASE,
)
# Ten and its like, and what stands behind an operator: "10⁵", "E = mc²".
_BASE = re.compile(rf"(?:^|[^\d.,])10$|[=+*^×]{_SPACE}?\w{{0,3}}$")
_OF_UNIT = re.compile(r"[23]|[-\u2212][1-3]")
_EXPONENT = re.compile(r"[-\u2212]?\d{1,2}")


def reads_as_power(before: str, label: str) -> bool:
    """Tell whether a raised number may be an exponent, by the words that stand before it."""
    words = before[-12:]
    of_unit = _OF_UNIT.fullmatch(label) and _UNIT.search(words)
    return bool(of_unit or (_EXPONENT.fullmatch(label) and _BASE.search(words)))
