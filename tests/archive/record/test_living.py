# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who is known to be dead: where nothing says so, somebody may be alive."""

from __future__ import annotations

from dataclasses import replace

import pytest
from record_facts import fact, subject_id

from fonds.archive.record.living import known_to_be_dead
from fonds.archive.record.states import CitationState, Standing
from fonds.events.values import (
    Certainty,
    Chain,
    ChainLink,
    Citation,
    Manner,
    Stance,
    ValueKind,
)

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


def said(manner: Manner = Manner.STATES, stance: Stance = Stance.SUPPORTS) -> CitationState:
    passage = subject_id(f"{manner} {stance}")
    chain = Chain(citation=passage, links=(ChainLink(speaker="A", manner=manner, read=True),))
    return CitationState(Citation(excerpt=passage, stance=stance), chain, passage, 1)


def test_a_death_that_is_not_plainly_stated_says_nothing():
    died = fact(1, "1990", property_="date_of_death")
    assert dead(replace(died, citations=(said(),)))
    assert not dead(replace(died, citations=(said(Manner.ALLEGES),)))
    assert not dead(replace(died, certainty=Certainty.INFERRED))
    for hedge, known in (("may have", False), ("perhaps", False), ("about", True), ("um", True)):
        reading = died.reading.model_copy(update={"hedge": hedge})
        assert dead(replace(died, reading=reading)) is known, hedge


def test_a_denial_of_the_death_outweighs_who_states_it():
    died = replace(fact(1, "1990", property_="date_of_death"), citations=(said(),))
    buried = fact(2, "Hill", property_="place_of_burial")
    for against in (said(Manner.DENIES), said(stance=Stance.CONTRADICTS)):
        assert not dead(replace(died, citations=(against,)))
        assert not dead(replace(died, citations=(said(), against)))
        assert not dead(died, buried, replace(died, id=subject_id("x"), citations=(against,)))
        # That it was there, or of that, is another question than whether.
        assert dead(died, replace(buried, citations=(against,)))
        assert dead(replace(died, citations=(against,)), fact(3, "1850", property_="date_of_birth"))
        born = replace(fact(3, "1850", property_="date_of_birth"), citations=(against,))
        assert not dead(born)


def test_other_facts_say_nothing_of_it():
    assert not dead(fact(1, "1850", property_="residence"), fact(2, "1700", property_="occupation"))
