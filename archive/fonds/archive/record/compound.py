# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Amounts said in several units at once, and sums in pounds, shillings and pence.

"5 feet 11 inches" is 71 inches, "£45 10s." is 45.5 pounds. They are read so to be compared; what is
recorded and shown stays as it is. A pound sterling had twenty shillings of twelve pence until
Decimal Day, 15 February 1971; only what is written with its sign, or in shillings, is taken for it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fonds.archive.record.units import Measure, measure_of
from fonds.events.patterns import later

_NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?![\d,]*,\d)(?:\.(?!\d{3}(?!\d))\d+)?"
"""A number as English writes it. A comma stands between thousands or the number is not read: of
"4,50" and "1.200" only their language tells the value."""
_PAIR = later(rf"(?P<number>{_NUMBER})(?P<part>[½¼¾]?) ?(?P<unit>[^\W\d]+|'|\")\.?")
_BETWEEN = later(r"[,; ]*(?:and )?")
_SIGNS = {
    "'": "foot",
    '"': "inch",
    "in": "inch",
    "ins": "inch",
    "inches": "inch",
    "st": "stone",
    "lbs": "lb",
}
_ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u2032", "'") | dict.fromkeys("\u201c\u201d\u2033", '"')
)
_PARTS = {"": Decimal(0), "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_MONEY = later(
    rf"(?:£ ?(?P<pounds>{_NUMBER})|(?P<worded>{_NUMBER}) ?(?P<pound>l|pounds?))?\.?[,; ]*(?:and )?"
    r"(?:(?P<shillings>\d+) ?(?:s|sh|shillings?)\.?[,; ]*)?(?:and )?"
    r"(?:(?P<pence>\d+)(?P<part>[½¼¾]?) ?(?:d|pence|penny))?"
)
_OF_MONEY = frozenset(
    ("£", "l", "pound", "pounds", "s", "sh", "shilling", "shillings", "d", "pence", "penny")
)
_PENCE = Decimal(240)
"""Pence of a pound."""


class Whole(NamedTuple):
    """What several units come to in one: the last that was said, or pounds."""

    number: Decimal
    unit: str


def compound(text: str) -> Whole | None:
    """Read an amount in several units of one measure, or of money; None where it is neither."""
    plain = _plain(text)
    return _money(plain) or _units(plain)


def units_in(text: str) -> list[tuple[str, Measure]]:
    """Return the units, as they are spelt, that stand after numbers anywhere in words."""
    found = []
    for pair in _PAIR.finditer(_plain(text)):
        measure = _measure(pair["unit"])
        if measure is not None and (len(pair["unit"]) > 1 or pair["unit"] in _SIGNS):
            found.append((pair["unit"], measure))
    return found


def is_of(unit: str, text: str) -> bool:
    """Tell whether a unit, as it is spelt, is one that stands in an amount in several of them."""
    plain = _plain(unit)
    if _money(_plain(text)) is not None:
        return plain in _OF_MONEY
    measure = _measure(plain)
    return measure is not None and measure in {one for _, one in units_in(text)}


def _plain(text: str) -> str:
    """Fold case, spaces and signs; not as words are plain, which takes "6d." for an ordinal."""
    return " ".join(text.translate(_ALIKE).casefold().split()).rstrip(" .,;:")


def _measure(unit: str) -> Measure | None:
    known = _SIGNS.get(unit, unit)
    return measure_of(known) or measure_of(known.removesuffix("s"))


def _units(plain: str) -> Whole | None:
    at, total, count = 0, Decimal(0), 0
    before: Measure | None = None
    unit = ""
    while at < len(plain):
        pair = _PAIR.match(plain, at)
        if pair is None:
            return None
        unit = _SIGNS.get(pair["unit"], pair["unit"].removesuffix("s") or pair["unit"])
        measure = _measure(pair["unit"])
        if measure is None and unit == "pound" and before == measure_of("stone"):
            unit, measure = "lb", measure_of("lb")
        if measure is None or (before is not None and not _goes_on(before, measure)):
            return None
        total += (_decimal(pair["number"]) + _PARTS[pair["part"]]) * measure.factor
        before, count = measure, count + 1
        between = _BETWEEN.match(plain, pair.end())
        at = between.end() if between else pair.end()
    if before is None or count < 2:
        return None
    return Whole(total / before.factor, unit)


def _goes_on(before: Measure, after: Measure) -> bool:
    return after.of == before.of and after.factor < before.factor


def _money(plain: str) -> Whole | None:
    found = _MONEY.fullmatch(plain)
    if found is None:
        return None
    pounds, shillings, pence = (
        found["pounds"] or found["worded"],
        found["shillings"],
        found["pence"],
    )
    several = [pounds, shillings, pence].count(None) <= 1
    # "45 l" may be litres, "10 s" anything: letters say money only beside each other.
    if not (several or found["pounds"] or (found["pound"] or "").startswith("pound")):
        return None
    total = _decimal(pounds or "0") * _PENCE + Decimal(shillings or 0) * 12
    total += Decimal(pence or 0) + _PARTS[found["part"] or ""]
    return Whole((total / _PENCE).normalize(), "pound")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
