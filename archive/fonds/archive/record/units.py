# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Units that measure one thing, and how many of the one are how many of the other.

Only factors that are exact by definition stand here: those of the international yard and pound
agreement of 1959, as in NIST Special Publication 811 (2008), appendix B.8, and of the SI brochure
(9th edition, table 8). Left out are units that need a context: the ton, the gallon and the mile at
sea, which differ by country; the pound, which may be money; and money, whose worth changes.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fonds.events.patterns import later


class Measure(NamedTuple):
    """What a unit measures, and how many of the least common unit one of it is."""

    of: str
    factor: Decimal


_INCH = Decimal("0.0254")
_FOOT = 12 * _INCH
_MILE = 5280 * _FOOT
_POUND = Decimal("0.45359237")

_UNITS: tuple[tuple[str, Decimal, tuple[str, ...]], ...] = (
    ("length", Decimal("0.001"), ("millimetre", "millimeter", "mm")),
    ("length", Decimal("0.01"), ("centimetre", "centimeter", "cm")),
    ("length", Decimal(1), ("metre", "meter", "m")),
    ("length", Decimal(1000), ("kilometre", "kilometer", "km")),
    ("length", _INCH, ("inch", "inche")),
    ("length", _FOOT, ("foot", "feet", "ft")),
    ("length", 3 * _FOOT, ("yard", "yd")),
    ("length", _MILE, ("mile", "mi")),
    ("area", Decimal(1), ("square metre", "square meter", "sq m", "m²", "m2")),
    ("area", Decimal(10_000), ("hectare", "ha")),
    ("area", Decimal(1_000_000), ("square kilometre", "square kilometer", "sq km", "km²", "km2")),
    ("area", _FOOT * _FOOT, ("square foot", "square feet", "sq ft")),
    ("area", 43_560 * _FOOT * _FOOT, ("acre",)),
    ("area", _MILE * _MILE, ("square mile", "sq mi", "sq mile")),
    ("mass", Decimal("0.001"), ("gram", "gramme", "g")),
    ("mass", Decimal(1), ("kilogram", "kilogramme", "kilo", "kg")),
    ("mass", _POUND, ("lb",)),
    ("mass", 14 * _POUND, ("stone",)),
    ("time", Decimal(1), ("minute", "min")),
    ("time", Decimal(60), ("hour",)),
    ("time", Decimal(24 * 60), ("day",)),
    ("time", Decimal(7 * 24 * 60), ("week",)),
    # How many days a month or a year has depends on which.
    ("years", Decimal(1), ("month",)),
    ("years", Decimal(12), ("year",)),
)

_BY_NAME = {name: Measure(of, factor) for of, factor, names in _UNITS for name in names}


def measure_of(unit: str | None) -> Measure | None:
    """Return what a folded unit measures; None for one that is not known or needs a context."""
    return None if unit is None else _BY_NAME.get(unit)


_MANY = {"foot": "feet", "feet": "feet", "inch": "inches", "inche": "inches", "stone": "stone"}
_SHORT = 3
"""Letters of an abbreviation at most; a day is none."""


def several(unit: str) -> str:
    """Return how a folded unit is called of more than one; abbreviations stay as they are."""
    if len(unit) <= _SHORT and unit != "day":
        return unit
    return _MANY.get(unit, f"{unit}s")


COUNTED = frozenset({"percent", "point", "vote", "ballot", "stimme", "stimmen"})
"""Folded units that measure nothing but may stand after a number: shares, and what is counted."""

_SPELT = (
    "one two three four five six seven eight nine ten eleven twelve",
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
)
_FIGURES = {
    word: str(number) for words in _SPELT for number, word in enumerate(words.split(), 1)
} | {"eine": "1"}


def in_figures(words: str) -> str:
    """Write the number that words begin with in figures: "three points" as "3 points"."""
    first, space, rest = words.partition(" ")
    return f"{_FIGURES.get(first.casefold(), first)}{space}{rest}"


_ROUND = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_ROUND |= {"dutzend": 12, "hundert": 100, "tausend": 1000}
_MILLIONS = later(
    r"(?P<number>\d{1,3}(?:,\d{3})*(?:\.\d{1,6})?) (?P<step>hundred|thousand|million|billion)"
)


def number_spelt(words: str) -> str | None:
    """Return in figures a number that is spelt out: "three", "a hundred", "5.2 million".

    A billion is a thousand millions. None where words are figures already, or say more.
    """
    plain = words.casefold()
    if plain in _FIGURES:
        return _FIGURES[plain]
    first, _, last = plain.rpartition(" ")
    if first in {"", "a", "one", "ein", "eine"} and last in _ROUND:
        return str(_ROUND[last])
    found = _MILLIONS.fullmatch(in_figures(plain))
    if found is None:
        return None
    return plain_figures(Decimal(found["number"].replace(",", "")) * _ROUND[found["step"]])


def plain_figures(number: Decimal) -> str:
    """Return a number in figures, without an exponent or noughts at the end of its decimals."""
    return f"{number.normalize():f}"


def convertible(a: str | None, b: str | None) -> bool:
    """Tell whether two folded units are different ones that measure one thing."""
    one, other = measure_of(a), measure_of(b)
    return a != b and one is not None and other is not None and one.of == other.of
