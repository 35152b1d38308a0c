# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Quantities as the rules compare them: a number or a range, its unit, whether it is rough.

How two of them stand to each other says `fonds.archive.record.amount_relations`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from fonds.archive.record.compound import Whole, compound, is_of
from fonds.archive.record.hedges import HEDGED, hedge_of
from fonds.archive.record.units import COUNTED, convertible, in_figures, measure_of, number_spelt
from fonds.archive.record.words import fold, literal_words
from fonds.events.fixed import fixed
from fonds.events.patterns import later
from fonds.events.values import ValueType

if TYPE_CHECKING:
    from fonds.events.catalogue.fact import Reading
    from fonds.events.values import Literal_

_NUMBER = later(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_NUMBER_AND_UNIT = later(rf"(?P<number>{_NUMBER.pattern}) ?(?P<unit>%|[^\W\d].*)")
_GROUPED_OR_NOT = later(r"[+-]?(?:[1-9]\d{0,2}\.\d{3}|0\d*,.*)")
"""Numbers of which only their language tells the value: in German "1.200" is twelve hundred. And a
group of thousands never begins with a nought: "0,125" has decimals."""
_BETWEEN = r"(?:(?P<between>between|zwischen) )?"
_RANGE = later(_BETWEEN + r"(\d+) ?(?(between)(?:and|und)|(?:or|to|-|–|\.\.|oder|bis)) ?(\d+)")
_SUM = later(r"(?P<sign>[$€]) ?(?P<number>\d.*)")
_EITHER = later(r"\b(?:or|oder)\b")
_MOST_FIGURES = 15
"""Longer numbers are left as they are typed: not every reader of JSON holds them exactly."""
_RANGE_AND_UNIT = later(rf"(?P<ends>{_RANGE.pattern}) ?(?P<unit>%|[^\W\d].*)")
_SHARES = later(r"(\d+(?:\.\d+)?) ?(?:%|percent|per cent)? ?(?:to|-) ?(\d+(?:\.\d+)?)")
MARGINS = frozenset({"vote_margin", "race_standing"})
"""Properties of which "52 to 48" (percent) gives two shares, and so their difference."""

COARSE = Decimal(100)
"""From which round step on an unhedged number may be a rounded one: 7,000, but not 80."""


@fixed
class Amount:
    """The numbers a quantity can mean, ends included (None: open), and its folded unit.

    ``slack`` is how far the true number may lie from one that was rounded: half the step to which
    it is given. It widens nothing but the question whether two numbers are one, rounded.
    ``shares`` tells that the number is the difference of two shares. ``above`` leaves out the low
    end itself ("over 7,000"), ``below`` the high one.
    """

    low: Decimal | None
    high: Decimal | None
    rough: bool
    unit: str | None
    slack: Decimal = Decimal(0)
    shares: bool = False
    above: bool = False
    below: bool = False

    @property
    def number(self) -> Decimal | None:
        """The one number it means; None where it is a range, or open."""
        return self.low if self.low == self.high else None


def fold_unit(unit: str | None) -> str | None:
    """Fold a unit's spelling: case, the sign for per cent, a plural's s."""
    if unit is None:
        return None
    folded = fold(unit)
    if folded in {"%", "per cent", "percent"}:
        return "percent"
    if folded in {"percentage points", "percentage point", "percent points", "pp"}:
        return "point"
    return folded.removesuffix("s") or folded


def number_and_unit(text: str) -> tuple[int | str, str] | None:
    """Part words such as "12 miles", "1,200 km", "54%" or "three votes" into number and unit.

    Returns:
        The number, whole or with its decimals as text, and the unit as it is spelt; None where the
        words are not just that, or the unit is none that is known here (shares of a hundred, and
        those of `fonds.archive.record.units`). One letter ("5 m") may stand for many things, and
        is no unit. A comma before three figures is read as English reads it, as one between
        thousands; a point before three may be either ("1.200 km"), and stays with its words.
    """
    found = _NUMBER_AND_UNIT.fullmatch(in_figures(" ".join(text.split())))
    if found is None or _GROUPED_OR_NOT.fullmatch(found["number"]):
        return None
    number, unit = found["number"].replace(",", ""), found["unit"]
    if len(number) > _MOST_FIGURES or not _is_known(unit):
        return None
    return (number if "." in number else int(number)), unit


def _is_known(unit: str) -> bool:
    folded = fold_unit(unit)
    return folded in COUNTED or (len(unit) > 1 and measure_of(folded) is not None)


def parted(reading: Reading) -> Reading:
    """Return a quantity's reading with hedge, number and unit parted, where they stand in words.

    So "54%", recorded before such words were parted as they are typed, is the same as what is typed
    now, and "about £45" is a rough £45. Any other reading is returned as it is.
    """
    if reading.value_type is not ValueType.QUANTITY or not isinstance(reading.value, str):
        return reading
    found: dict[str, str | int] = {}
    words = " ".join(reading.value.split())
    if reading.hedge is None and (said := HEDGED.fullmatch(words)) is not None:
        words = said["amount"]
        found = {"value": words, "hedge": said["hedge"]}
    if (spelt := number_spelt(words)) is not None:
        found |= {"value": spelt}
    elif reading.unit is None and (sum_of := _in_currency(words)) is not None:
        found |= {"value": sum_of[0], "unit": sum_of[1]}
    elif reading.unit is None and (both := number_and_unit(words)) is not None:
        found |= {"value": both[0], "unit": both[1]}
    elif reading.unit is None and (ends := _ends_and_unit(words)) is not None:
        found |= {"value": ends[0], "unit": ends[1]}
    elif not (_NUMBER.fullmatch(words) or _RANGE.fullmatch(fold(words)) or compound(words)):
        return reading
    return reading.model_copy(update=found) if found else reading


def is_quoted_parted(typed: Reading, said: Reading) -> bool:
    """Tell whether a quantity is quoted as it was parted, not as it was typed."""
    if typed is said:
        return True
    words = str(typed.value)
    return typed.hedge == said.hedge and not (number_spelt(words) or _in_currency(words))


def _in_currency(words: str) -> tuple[str, str] | None:
    """Part a sum with the sign of its currency before it: "$5.2 million".

    Old pounds are `fonds.archive.record.compound`'s.
    """
    found = _SUM.fullmatch(words)
    if found is None:
        return None
    number = number_spelt(found["number"]) or found["number"]
    if _GROUPED_OR_NOT.fullmatch(number) or not _NUMBER.fullmatch(number):
        return None
    return number, found["sign"]


def gives_a_number(words: str) -> bool:
    """Tell whether a quantity's words can be compared as a number or a range of numbers."""
    words = " ".join(words.split())
    if (said := HEDGED.fullmatch(words)) is not None:
        words = said["amount"]
    return bool(
        _NUMBER.fullmatch(words)
        or number_spelt(words)
        or _in_currency(words)
        or number_and_unit(words)
        or _ends_and_unit(words)
        or _ends_in(fold(words))
        or _SHARES.fullmatch(fold(words))
        or compound(words)
    )


def _ends_and_unit(words: str) -> tuple[str, str] | None:
    found = _RANGE_AND_UNIT.fullmatch(words)
    return (found["ends"], found["unit"]) if found and _is_known(found["unit"]) else None


def amount_of(reading: Reading) -> Amount | None:
    """Read a quantity; None where neither its value nor its qualifiers give a number.

    The qualifiers ``min`` and ``max`` are the ends where given; then a range in words ("7 or 8");
    then the number itself, which a hedge such as "over" or "up to" leaves open at one end.
    """
    reading = parted(reading)
    stated = {qualifier.name: qualifier.value for qualifier in reading.qualifiers}
    unit = fold_unit(reading.unit)
    hedge = hedge_of(reading.hedge)
    rough = stated.get("approximate") is True or hedge.rough
    if reading.property in MARGINS and unit == "percent":
        # Whoever is ahead by three percent is ahead by three points.
        unit = "point"
    if (difference := _of_shares(reading, unit, rough=rough)) is not None:
        return difference
    least, most = _number(stated.get("min")), _number(stated.get("max"))
    if least is not None or most is not None:
        return Amount(least, most, rough, unit)
    number, slack = _number(reading.value), None
    if number is None and (whole := whole_of(reading)) is not None:
        number, unit, slack = whole.number, whole.unit, Decimal(0)
    if number is None:
        ends = _ends_in(fold(str(reading.value)))
        return None if ends is None else Amount(*ends, rough, unit)
    if hedge.near:
        # A tenth is as far as any rough number reaches.
        far = abs(number) / 10
        low, high = (number - far, number) if hedge.below else (number, number + far)
        return Amount(low, high, rough, unit, above=hedge.above, below=hedge.below)
    if hedge.above:
        return Amount(number, None, rough, unit, above=not hedge.exact)
    if hedge.below:
        return Amount(None, number, rough, unit, below=not hedge.exact)
    return Amount(number, number, rough, unit, slack_of(number, unit) if slack is None else slack)


def _ends_in(words: str) -> tuple[Decimal, Decimal] | None:
    """Return the ends of a range in folded words; None of "8 to 7", which is none but a score."""
    found = _RANGE.fullmatch(words)
    if found is None:
        return None
    first, second = (Decimal(end) for end in found.groups()[1:])
    if first > second and not _EITHER.search(words):
        return None
    return min(first, second), max(first, second)


def whole_of(reading: Reading) -> Whole | None:
    """Return what a quantity in several units ("5 ft 11 in"), or of old money, comes to in one."""
    if reading.value_type is not ValueType.QUANTITY or not isinstance(reading.value, str):
        return None
    if reading.unit is not None and not is_of(reading.unit, reading.value):
        return None
    return None if number_and_unit(reading.value) else compound(reading.value)


def finer(one: Whole | None, other: Whole | None) -> Whole | None:
    """Return of two equal amounts the one in the smaller unit, which says both without a rest."""
    if one is None or other is None:
        return one or other
    return one if one.number >= other.number else other


def _of_shares(reading: Reading, unit: str | None, *, rough: bool) -> Amount | None:
    """Read two shares of one vote as the points between them."""
    if reading.property not in MARGINS or unit not in {None, "percent", "point"}:
        return None
    found = _SHARES.fullmatch(fold(str(reading.value)).removesuffix("percent").rstrip("% "))
    if found is None:
        return None
    high, low = sorted((Decimal(share) for share in found.groups()), reverse=True)
    if not 50 <= high + low <= 100:
        return None
    slack = slack_of(high, "percent") + slack_of(low, "percent")
    return Amount(high - low, high - low, rough, "point", slack, shares=True)


def slack_of(number: Decimal, unit: str | None) -> Decimal:
    """Return half the step to which a number seems to be given; 0 where it seems exact."""
    _, digits, exponent = number.as_tuple()
    places = exponent if isinstance(exponent, int) else 0
    if unit in {"percent", "point"} or places < 0:
        return Decimal(5).scaleb(places - 1)
    # Counted, not divided: a remainder of more figures than the decimal context has is an error.
    zeros = next((count for count, digit in enumerate(reversed(digits)) if digit), 0)
    step = Decimal(1).scaleb(places + zeros)
    return step / 2 if step >= COARSE else Decimal(0)


def units_differ(a: str | None, b: str | None) -> bool:
    """Tell whether both folded units are stated, and are neither the same nor to be converted."""
    return a is not None and b is not None and a != b and not convertible(a, b)


def _number(value: Literal_ | None) -> Decimal | None:
    if value is None or isinstance(value, bool | tuple):
        return None
    text = literal_words(value).strip()
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
