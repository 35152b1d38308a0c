# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Numbers of any length: how precisely they are given."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.record.amount_relations import relate_amounts
from fonds.archive.record.amounts import Amount, number_and_unit, slack_of, units_differ
from fonds.archive.record.rule import Relation
from fonds.archive.record.units import measure_of


@pytest.mark.parametrize(
    ("number", "slack"),
    [("0", "0"), ("7", "0"), ("1990", "0"), ("7000", "500"), ("7250", "0"), ("300", "50")],
)
def test_round_numbers_may_be_off_by_half_their_step(number: str, slack: str) -> None:
    assert slack_of(Decimal(number), None) == Decimal(slack)


def test_shares_and_decimals_by_half_their_last_figure() -> None:
    assert slack_of(Decimal(52), "percent") == Decimal("0.5")
    assert slack_of(Decimal("3.25"), None) == Decimal("0.005")


@given(st.integers(1, 9), st.integers(0, 80), st.integers(0, 80))
def test_however_many_figures(figure: int, more: int, zeros: int) -> None:
    number = Decimal(f"{figure}{'1' * more}{'0' * zeros}")
    assert slack_of(number, None) == (Decimal(5).scaleb(zeros - 1) if zeros >= 2 else 0)


def amount(number: str, unit: str, *, most: str | None = None, rough: bool = False) -> Amount:
    low = Decimal(number)
    return Amount(low, Decimal(most) if most else low, rough, unit, slack_of(low, unit))


@pytest.mark.parametrize(
    ("one", "other", "relation", "said"),
    [
        (("5", "mile"), ("8", "km"), Relation.OVERLAPS, "within rounding: the first is 8.05 km"),
        (
            ("5", "mile"),
            ("12", "km"),
            Relation.CONFLICTS,
            "different amounts: the first is 8.05 km",
        ),
        (("120", "acre"), ("49", "hectare"), Relation.OVERLAPS, "the first is 48.56 hectare"),
        (("120", "acre"), ("54", "hectare"), Relation.CONFLICTS, "48.56"),
        (("1", "km²"), ("100", "ha"), Relation.AGREES, "the same in other units"),
        (("18", "month"), ("1.5", "year"), Relation.AGREES, "the same in other units"),
        (("6", "feet"), ("1.83", "m"), Relation.OVERLAPS, "the first is 1.83 m"),
        (("6", "feet"), ("2.8", "m"), Relation.CONFLICTS, "the first is 1.83 m"),
        # What needs a context is not converted: money, the ton, the pound; nor days to months.
        (("5", "dollar"), ("5", "euro"), Relation.DIFFERENT_SCOPE, "units differ"),
        (("5", "pound"), ("5", "kg"), Relation.DIFFERENT_SCOPE, "units differ"),
        (("5", "ton"), ("5", "kg"), Relation.DIFFERENT_SCOPE, "units differ"),
        (("30", "day"), ("1", "month"), Relation.DIFFERENT_SCOPE, "units differ"),
        (("5", "mile"), ("5", "acre"), Relation.DIFFERENT_SCOPE, "units differ"),
    ],
)
def test_units_of_one_measure_are_converted(
    one: tuple[str, str], other: tuple[str, str], relation: Relation, said: str
) -> None:
    found, _, reason = relate_amounts(amount(*one), amount(*other))
    assert found is relation
    assert said in reason
    assert relate_amounts(amount(*other), amount(*one))[0] is relation
    assert units_differ(one[1], other[1]) is (relation is Relation.DIFFERENT_SCOPE)


def test_ranges_and_rough_numbers_are_converted_too() -> None:
    walk = amount("5", "mile", most="6")
    assert relate_amounts(walk, amount("9", "km"))[0] is Relation.OVERLAPS
    assert relate_amounts(walk, amount("12", "km"))[0] is Relation.CONFLICTS
    rough = amount("100", "yard", rough=True)
    assert relate_amounts(rough, amount("97.35", "m"))[0] is Relation.OVERLAPS


def test_the_factors_are_those_of_the_definitions() -> None:
    factors = {
        name: str(measure.factor.normalize())
        for name in ("mile", "acre", "square mile", "lb")
        if (measure := measure_of(name)) is not None
    }
    assert factors == {
        "mile": "1609.344",
        "acre": "4046.8564224",
        "square mile": "2589988.110336",
        "lb": "0.45359237",
    }


@pytest.mark.parametrize("figures", [28, 41])
def test_a_number_of_any_length_is_converted(figures: int) -> None:
    long, short = amount("1" + "0" * figures, "m"), amount("5", "mm")
    assert relate_amounts(long, short)[0] is Relation.CONFLICTS
    assert relate_amounts(short, long)[0] is Relation.CONFLICTS


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12 miles", (12, "miles")),
        ("12miles", (12, "miles")),
        (" 1,200   km ", (1200, "km")),
        ("12.5 kg", ("12.5", "kg")),
        ("-20 points", (-20, "points")),
        ("54%", (54, "%")),
        ("54 per cent", (54, "per cent")),
        ("40 square miles", (40, "square miles")),
        ("62 years", (62, "years")),
        ("12", None),
        ("miles", None),
        ("12,5 km", None),
        ("1,200.5 km", ("1200.5", "km")),
        ("0.125 km", ("0.125", "km")),
        ("1.200 km", None),
        ("+12.345 kg", None),
        ("0,125 km", None),
        ("7 or 8 miles", None),
        ("about 12 miles", None),
        ("5 m", None),
        ("12 votes", (12, "votes")),
        ("7,021 votes", (7021, "votes")),
        ("three percentage points", (3, "percentage points")),
        ("Zwei Meilen", None),
        ("one of many", None),
        ("12 lanterns", None),
        ("1234567890123456 miles", None),
        ("52 to 48 percent", None),
    ],
)
def test_a_number_typed_with_a_unit_that_is_known_is_parted_from_it(
    typed: str, read: tuple[int | str, str] | None
) -> None:
    assert number_and_unit(typed) == read
