# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who is known to be dead: where nothing says so, somebody may be alive."""

from __future__ import annotations

from dataclasses import replace

import pytest
from record_facts import fact

from fonds.archive.record.fold import Standing
from fonds.archive.record.living import known_to_be_dead
from fonds.events.values import ValueKind

YEAR, AFTER = 2026, 110


def dead(*facts) -> bool:
    return known_to_be_dead(facts, YEAR, AFTER)


def test_of_nobody_knows_nothing():
    assert not dead()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1898", True),
        ("1915", True),
        ("1916", False),
        ("1916-01-01", False),
        ("1990", False),
        ("19XX", False),
        ("18XX", True),
        ("../1900", True),
        ("1900/..", False),
        ("1900~", True),
        ("-0044", True),
        ("", False),
        ("in the old days", False),
    ],
)
def test_a_birth_counts_by_the_last_day_it_can_mean(value, said):
    assert dead(fact(1, value, property_="date_of_birth")) is said


def test_a_death_that_stands_says_so_and_none_other():
    died = fact(1, "1990", property_="date_of_death")
    assert dead(died)
    assert not dead(replace(died, standing=Standing.RETRACTED))
    for kind in (ValueKind.UNKNOWN, ValueKind.NONE):
        reading = died.reading.model_copy(update={"value_kind": kind, "value": None})
        assert not dead(replace(died, reading=reading))


def test_other_facts_say_nothing_of_it():
    assert not dead(fact(1, "1850", property_="residence"), fact(2, "1700", property_="occupation"))
