# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How two quantities stand to each other: the same, one within the other, one rounded, or neither.

Part of rule 4 (see `fonds.archive.record.resolve`). The relation is the same whichever comes first.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from fonds.archive.record.amounts import COARSE, Amount, units_differ
from fonds.archive.record.rule import Relation
from fonds.archive.record.units import convertible, measure_of, plain_figures, several
from fonds.events.sentences import say

ROUGH_TENTHS = 1
"""By how many tenths of the larger number a rough number may miss another."""

_NONE = Decimal(0)


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
    if _alike(a, b):
        if a.shares or b.shares:
            said = say(
                "come to the same margin ({number} in points)", number=plain_figures(a.low or _NONE)
            )
            return Relation.AGREES, False, said
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
    if _alike(inner, outer):
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
    unit = b.unit if ends == ["1"] else several(b.unit or "")
    return say("the first is {ends} {unit}", ends=_ends(ends), unit=unit)


def _ends(ends: list[str]) -> str:
    """Say the one end, or both ends of a range."""
    return say("{low} to {high}", low=ends[0], high=ends[1]) if len(ends) > 1 else "".join(ends)


def _rounded(a: Amount, b: Amount) -> tuple[Relation, bool, str] | None:
    """Say that two numbers are one, rounded, where they can be; None where they cannot."""
    if a.number is None or b.number is None:
        return _rounded_into_range(a, b)
    gap = abs(a.number - b.number)
    if a.shares or b.shares:
        return _rounded_shares(a, b, gap)
    fine, coarse = (a, b) if a.slack <= b.slack else (b, a)
    if gap >= coarse.slack or fine.slack == coarse.slack:
        return None
    if coarse.slack * 2 >= COARSE and gap * 10 > _larger(a.number, b.number) * ROUGH_TENTHS:
        # Who rounds 149 to hundreds says more of the step than of the number.
        return None
    said = (
        say("agree within rounding, and the second is the more precise")
        if fine is b
        else say("agree within rounding, and the first is the more precise")
    )
    return Relation.REFINES, fine is b, said


def _rounded_shares(a: Amount, b: Amount, gap: Decimal) -> tuple[Relation, bool, str] | None:
    """Say that margins are one, rounded, of which one at least is the difference of two shares."""
    if gap > a.slack + b.slack:
        return None
    off = max(one.slack for one in (a, b) if one.shares)
    said = (
        say(
            "can be reconciled within rounding: each of two rounded shares may be off by"
            " {plain}, and so their difference by twice that",
            plain=plain_figures(off / 2),
        )
        if gap <= off
        else say(
            "can be reconciled within rounding: what was rounded may be off by {plain} in all",
            plain=plain_figures(a.slack + b.slack),
        )
    )
    return Relation.OVERLAPS, False, said


def _rounded_into_range(a: Amount, b: Amount) -> tuple[Relation, bool, str] | None:
    """Say that a number may lie in a range, but for being rounded: "7,000", "over 7,000"."""
    for plain, other in ((a, b), (b, a)):
        if plain.number is not None and other.number is None:
            off = min(plain.slack, abs(plain.number) * ROUGH_TENTHS / 10)
            wide = replace(plain, low=plain.number - off, high=plain.number + off)
            if off and _reaches(wide, other) and _reaches(other, wide):
                return Relation.OVERLAPS, False, say("can be reconciled within rounding")
    return None


def _larger(one: Decimal, other: Decimal) -> Decimal:
    return max(abs(one), abs(other))


def _alike(a: Amount, b: Amount) -> bool:
    return (a.low, a.high, a.above, a.below) == (b.low, b.high, b.above, b.below)


def _within(inner: Amount, outer: Amount) -> bool:
    low = outer.low is None or (
        inner.low is not None
        and (outer.low < inner.low or (outer.low == inner.low and (inner.above or not outer.above)))
    )
    high = outer.high is None or (
        inner.high is not None
        and (
            inner.high < outer.high
            or (inner.high == outer.high and (inner.below or not outer.below))
        )
    )
    return low and high


def _reaches(a: Amount, b: Amount) -> bool:
    """Tell whether the first begins before the second ends."""
    if a.low is None or b.high is None:
        return True
    return a.low < b.high or (a.low == b.high and not (a.above or b.below))


def _near(a: Amount, b: Amount) -> bool:
    """Say whether the gap between two ranges apart is at most a tenth of the larger end."""
    lower, upper = (a, b) if _reaches(a, b) else (b, a)
    if lower.high is None or upper.low is None:
        return True
    larger = _larger(lower.high, upper.low)
    return (upper.low - lower.high) * 10 <= larger * ROUGH_TENTHS
