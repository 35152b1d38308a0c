# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Quantities as the rules compare them: a number or a range, its unit, whether it is rough."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from fonds.archive.record.compound import Whole, compound, is_of
from fonds.archive.record.rule import Relation
from fonds.archive.record.units import COUNTED, convertible, in_figures, measure_of
from fonds.archive.record.words import fold, literal_words
from fonds.events.fixed import fixed
from fonds.events.patterns import later
from fonds.events.sentences import say
from fonds.events.values import ValueType

if TYPE_CHECKING:
    from fonds.events.catalogue.fact import Reading
    from fonds.events.values import Literal_

ROUGH_TENTHS = 1
"""By how many tenths of the larger number a rough number may miss another."""

_NUMBER = later(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_NUMBER_AND_UNIT = later(rf"(?P<number>{_NUMBER.pattern}) ?(?P<unit>%|[^\W\d].*)")
_GROUPED_OR_NOT = later(r"[+-]?(?:[1-9]\d{0,2}\.\d{3}|0\d*,.*)")
"""Numbers of which only their language tells the value: in German "1.200" is twelve hundred. And a
group of thousands never begins with a nought: "0,125" has decimals."""
_BETWEEN = r"(?:(?P<between>between|zwischen) )?"
_RANGE = later(_BETWEEN + r"(\d+) ?(?(between)(?:and|und)|(?:or|to|-|–|\.\.|oder|bis)) ?(\d+)")
_ROUGH = later(
    r"\b(?:about|some|around|roughly|approximately|approx|circa|ca|nearly|almost|or so"
    r"|something like|close to|not quite|nigh on|towards"
    r"|etwa|ungefähr|rund|zirka|fast|beinahe|nahezu|knapp|gut|gegen|an die)\b"
)
_MOST_FIGURES = 15
"""Longer numbers are left as they are typed: not every reader of JSON holds them exactly."""
_AT_LEAST = later(
    r"\b(?:at least|upwards of|not? (?:fewer|less) than|(?<!no )(?<!not )(?:more than|over)"
    r"|mindestens|wenigstens|nicht weniger als|über|(?<!nicht )mehr als)\b"
)
_AT_MOST = later(
    r"\b(?:at most|up to|under|not? more than|(?<!no )(?<!not )(?:fewer than|less than)"
    r"|höchstens|bis zu|unter|nicht mehr als|(?<!nicht )weniger als)\b"
)
_HEDGED = later(
    r"(?P<hedge>about|some|around|roughly|approximately|approx\.?|circa|ca?\.|nearly|almost"
    r"|something like|close to|not quite|nigh on|towards|at least|at most"
    r"|upwards of|up to|(?:just |well )?(?:over|under)"
    r"|(?:not? )?(?:more|fewer|less) than"
    r"|etwa|ungefähr|rund|zirka|fast|beinahe|nahezu|knapp|gut|gegen|an die|mindestens|wenigstens"
    r"|höchstens|bis zu|über|unter|(?:nicht )?(?:mehr|weniger) als) (?P<amount>\S.*)",
    re.IGNORECASE,
)
"""Words before an amount that make it a rough one, or leave it open at one end."""
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
    ``shares`` tells that the number is the difference of two shares.
    """

    low: Decimal | None
    high: Decimal | None
    rough: bool
    unit: str | None
    slack: Decimal = Decimal(0)
    shares: bool = False


def is_rough(hedge: str | None) -> bool:
    """Tell whether a hedge makes a number or a date a rough one ("about", "some")."""
    return hedge is not None and _ROUGH.search(fold(hedge)) is not None


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
    if reading.hedge is None and (said := _HEDGED.fullmatch(words)) is not None:
        words = said["amount"]
        found = {"value": words, "hedge": said["hedge"]}
    if reading.unit is None and (both := number_and_unit(words)) is not None:
        found |= {"value": both[0], "unit": both[1]}
    elif reading.unit is None and (ends := _ends_and_unit(words)) is not None:
        found |= {"value": ends[0], "unit": ends[1]}
    elif not (_NUMBER.fullmatch(words) or _RANGE.fullmatch(fold(words)) or compound(words)):
        return reading
    return reading.model_copy(update=found) if found else reading


def gives_a_number(words: str) -> bool:
    """Tell whether a quantity's words can be compared as a number or a range of numbers."""
    words = " ".join(words.split())
    if (said := _HEDGED.fullmatch(words)) is not None:
        words = said["amount"]
    return bool(
        _NUMBER.fullmatch(words)
        or number_and_unit(words)
        or _ends_and_unit(words)
        or _RANGE.fullmatch(fold(words))
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
    rough = stated.get("approximate") is True or is_rough(reading.hedge)
    if (difference := _of_shares(reading, unit, rough=rough)) is not None:
        return difference
    least, most = _number(stated.get("min")), _number(stated.get("max"))
    if least is not None or most is not None:
        return Amount(least, most, rough, unit)
    number, slack = _number(reading.value), None
    if number is None and (whole := whole_of(reading)) is not None:
        number, unit, slack = whole.number, whole.unit, Decimal(0)
    if number is None:
        found = _RANGE.fullmatch(fold(str(reading.value)))
        if found is None:
            return None
        ends = sorted(Decimal(end) for end in found.groups()[1:])
        return Amount(ends[0], ends[1], rough, unit)
    hedge = fold(reading.hedge or "")
    if _AT_LEAST.search(hedge):
        return Amount(number, None, rough, unit)
    if _AT_MOST.search(hedge):
        return Amount(None, number, rough, unit)
    return Amount(number, number, rough, unit, _slack(number, unit) if slack is None else slack)


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
    slack = _slack(high, "percent") + _slack(low, "percent")
    return Amount(high - low, high - low, rough, "point", slack, shares=True)


def _slack(number: Decimal, unit: str | None) -> Decimal:
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


def relate_amounts(a: Amount, b: Amount) -> tuple[Relation, bool, str]:
    """Say how two amounts stand to each other.

    Returns:
        The relation; whether it is the second that refines the first; and what is to be said of
        both after their names.
    """
    if units_differ(a.unit, b.unit):
        return Relation.DIFFERENT_SCOPE, False, say("are not compared, since their units differ")
    if convertible(a.unit, b.unit):
        return _relate_converted(a, b)
    if (a.low, a.high) == (b.low, b.high):
        return Relation.AGREES, False, say("are the same number")
    if _within(a, b):
        return Relation.REFINES, False, say("agree, and the first is the more precise")
    if _within(b, a):
        return Relation.REFINES, True, say("agree, and the second is the more precise")
    if _reaches(a, b) and _reaches(b, a):
        return Relation.OVERLAPS, False, say("are ranges that share some numbers")
    if (rounded := _rounded(a, b)) is not None:
        return rounded
    if (a.rough or b.rough) and _near(a, b):
        return (
            Relation.OVERLAPS,
            False,
            say("differ by no more than a tenth, and at least one of them is a rough number"),
        )
    return Relation.CONFLICTS, False, say("are different numbers")


def _relate_converted(a: Amount, b: Amount) -> tuple[Relation, bool, str]:
    """Say how two amounts in different units of one thing stand to each other.

    Neither is the more precise for its unit: what is not the same agrees within rounding or not.
    """
    inner, outer = _in_common(a), _in_common(b)
    shown = _converted(a, b)
    if (inner.low, inner.high) == (outer.low, outer.high):
        return Relation.AGREES, False, say("are the same in other units")
    ranges = a.low != a.high or b.low != b.high
    if ranges and _reaches(inner, outer) and _reaches(outer, inner):
        return Relation.OVERLAPS, False, say("share some numbers: {shown}", shown=shown)
    # One of the two was converted, and its last figure rounded: the other is as it was given.
    if not ranges and _gap(inner, outer) <= max(inner.slack, outer.slack):
        return (
            Relation.OVERLAPS,
            False,
            say("can be reconciled within rounding: {shown}", shown=shown),
        )
    if (a.rough or b.rough) and _near(inner, outer):
        said = say(
            "differ by no more than a tenth, and at least one of them is a rough number: {shown}",
            shown=shown,
        )
        return Relation.OVERLAPS, False, said
    return Relation.CONFLICTS, False, say("are different amounts: {shown}", shown=shown)


def _gap(a: Amount, b: Amount) -> Decimal:
    """Return how far apart two plain numbers are."""
    return abs((a.low or Decimal(0)) - (b.low or Decimal(0)))


def _in_common(amount: Amount) -> Amount:
    """Return an amount in the unit that all units of its measure are reckoned in.

    Its slack is half a step of its last figure: who converts a number, rounds it.
    """
    measure = measure_of(amount.unit)
    factor = Decimal(1) if measure is None else measure.factor
    low, high = amount.low, amount.high
    places = 0 if low is None else low.as_tuple().exponent
    step = Decimal(5).scaleb(min(places if isinstance(places, int) else 0, 0) - 1)
    return replace(
        amount,
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
        slack=max(step, amount.slack) * factor,
    )


def _converted(a: Amount, b: Amount) -> str:
    """Say what the first is in the unit of the second, to a figure more than anybody rounds to."""
    one, other = measure_of(a.unit), measure_of(b.unit)
    if one is None or other is None:
        return ""
    ends = [
        # Formatted, not rounded: a Decimal refuses to be rounded to more than 28 figures.
        f"{end * one.factor / other.factor:,.2f}".rstrip("0").rstrip(".")
        for end in dict.fromkeys((a.low, a.high))
        if end is not None
    ]
    return say("the first is {ends} {unit}", ends=_ends(ends), unit=b.unit)


def _ends(ends: list[str]) -> str:
    """Say the one end, or both ends of a range."""
    return say("{low} to {high}", low=ends[0], high=ends[1]) if len(ends) > 1 else "".join(ends)


def _rounded(a: Amount, b: Amount) -> tuple[Relation, bool, str] | None:
    """Say that two numbers are one, rounded, where they can be; None where they cannot."""
    if a.low is None or a.low != a.high or b.low is None or b.low != b.high:
        return None
    gap = abs(a.low - b.low)
    if a.shares or b.shares:
        if gap > a.slack + b.slack:
            return None
        said = say(
            "can be reconciled within rounding: each of two rounded shares may be off by"
            " {plain}, and so their difference by twice that",
            plain=_plain(max(a.slack, b.slack) / 2),
        )
        return Relation.OVERLAPS, False, said
    fine, coarse = (a, b) if a.slack <= b.slack else (b, a)
    if gap >= coarse.slack or fine.slack == coarse.slack:
        return None
    said = (
        say("agree within rounding, and the second is the more precise")
        if fine is b
        else say("agree within rounding, and the first is the more precise")
    )
    return Relation.REFINES, fine is b, said


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _number(value: Literal_ | None) -> Decimal | None:
    if value is None or isinstance(value, bool | tuple):
        return None
    text = literal_words(value).strip()
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def _within(inner: Amount, outer: Amount) -> bool:
    low = outer.low is None or (inner.low is not None and outer.low <= inner.low)
    high = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return low and high


def _reaches(a: Amount, b: Amount) -> bool:
    return a.low is None or b.high is None or a.low <= b.high


def _near(a: Amount, b: Amount) -> bool:
    """Say whether the gap between two ranges apart is at most a tenth of the larger end."""
    lower, upper = (a, b) if _reaches(a, b) else (b, a)
    if lower.high is None or upper.low is None:
        return True
    larger = max(abs(lower.high), abs(upper.low))
    return (upper.low - lower.high) * 10 <= larger * ROUGH_TENTHS
