# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Amounts in several units at once, and pounds, shillings and pence, compared with plain ones."""

from __future__ import annotations

from decimal import Decimal

import pytest
from record_facts import People, fact, single

from fonds.archive.record.compare import compare
from fonds.archive.record.compound import compound, is_of, units_in
from fonds.archive.record.rule import Relation


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("5 feet 11 inches", "71", "inch"),
        ("5 ft. 11½ in.", "71.5", "inch"),
        ("5\u2019 11\u201d", "71", "inch"),
        ("11 stone 4 pounds", "158", "lb"),
        ("2 hours and 30 minutes", "150", "minute"),
        ("1 year, 6 months", "18", "month"),
        ("\u00a345 10s.", "45.5", "pound"),
        ("45l. 10s. 6d.", "45.525", "pound"),
        ("10s. 6d.", "0.525", "pound"),
        ("\u00a31,200", "1200", "pound"),
        ("45.5 pounds", "45.5", "pound"),
    ],
)
def test_what_several_units_come_to(text: str, number: str, unit: str) -> None:
    found = compound(text)
    assert found is not None
    assert (found.number, found.unit) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "text",
    ["", "6 feet", "45 l", "6 d", "10 s", "about 5 ft 11 in", "11 inches 5 feet", "5 ft 3 kg",
     "\u00a3", "\u00a32 3", "\u00a34,50", "1,80 m 5 cm", "\u00a31,2000", "\u00a31.200", "4,5 l 3 s",
     "one pound", "5 ft 11", "13 6 2"],
)  # fmt: skip
def test_what_is_not_surely_such_an_amount_is_none(text: str) -> None:
    assert compound(text) is None


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("\u00a345 10s.", "45.5 pounds", "are the same: 45.5 pounds."),
        ("5 feet 11 inches", "5 ft 11 in", "are the same: 71 inches."),
        ("5 feet 11 inches", "71 inches", "are the same: 71 inches."),
        ("2 yards 1 foot", "6 feet 12 inches", "are the same: 84 inches."),
    ],
)
def test_the_same_amount_agrees_and_the_reason_says_what_it_is(
    one: str, other: str, said: str
) -> None:
    for first, second in ((one, other), (other, one)):
        found = compare(fact(1, first, "quantity"), fact(2, second, "quantity"), single(), People())
        assert found.relation is Relation.AGREES
        assert found.reason.endswith(said)


def test_a_comma_for_decimals_makes_no_number_of_four_pounds_fifty() -> None:
    found = compare(
        fact(1, "\u00a34,50", "quantity"), fact(2, "\u00a3450", "quantity"), single(), People()
    )
    assert found.relation is not Relation.AGREES


@pytest.mark.parametrize(
    ("unit", "known"),
    [("inches", True), ("in", True), ("feet", True), ("n", False), ("inc", False), ("kg", False)],
)
def test_a_unit_beside_is_one_of_the_words_not_part_of_one(unit: str, *, known: bool) -> None:
    assert is_of(unit, "5 feet 11 inch") is known
    assert is_of("pounds", "\u00a345 10s.")
    assert not is_of("shillin", "10 shillings 6 pence")


def test_other_amounts_conflict_and_other_measures_are_converted() -> None:
    def related(one: str, other: str) -> Relation:
        return compare(
            fact(1, one, "quantity"), fact(2, other, "quantity"), single(), People()
        ).relation

    assert related("\u00a345 10s.", "\u00a345 11s.") is Relation.CONFLICTS
    assert related("5 ft 11 in", "180 cm") is Relation.OVERLAPS
    assert related("5 ft 11 in", "190 cm") is Relation.CONFLICTS


def test_units_are_found_in_words() -> None:
    assert [unit for unit, _ in units_in("some 14 stone, or 196 lb")] == ["stone", "lb"]
    assert units_in("5 m, 7 or 8") == []
