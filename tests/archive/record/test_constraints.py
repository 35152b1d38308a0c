# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What days can be, held against trying every day; and the fewest facts that clash."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.record import constraints as module
from fonds.archive.record.constraints import (
    ORIGIN,
    YEAR,
    Constraint,
    day_of,
    number_of,
    solve,
)

NAMES = [("x",), ("y",), ("z",)]
LEAST, MOST = 0, 6


def between(later, earlier, most, fact):
    return Constraint(later, earlier, most, frozenset({fact}), fact)


def boxed(constraints):
    """Keep every day within a few, so that all can be tried."""
    box = [between(name, ORIGIN, MOST, f"top {name}") for name in NAMES]
    return [
        *constraints,
        *box,
        *(between(ORIGIN, name, -LEAST, f"bottom {name}") for name in NAMES),
    ]


def tried(constraints):
    """Return every way in which all constraints are met."""
    found = []
    for days in product(range(LEAST, MOST + 1), repeat=len(NAMES)):
        at = {ORIGIN: 0, **dict(zip(NAMES, days, strict=True))}
        if all(at[one.later] - at[one.earlier] <= one.most for one in constraints):
            found.append(at)
    return found


ends = st.sampled_from([ORIGIN, *NAMES])
some = st.lists(
    st.builds(
        lambda later, earlier, most, fact: between(later, earlier, most, f"f{fact}"),
        ends,
        ends,
        st.integers(-4, 5),
        st.integers(1, 4),
    ).filter(lambda one: one.later != one.earlier),
    max_size=5,
)


@given(some)
def test_intervals_are_what_trying_every_day_finds(constraints):
    constraints = boxed(constraints)
    ways = tried(constraints)
    found, clashes = solve(constraints)
    assert bool(ways) == (not clashes)
    if ways:
        for name in NAMES:
            days = {way[name] for way in ways}
            assert (found[name].earliest, found[name].latest) == (min(days), max(days))


@given(some)
def test_a_bound_follows_from_the_facts_it_names_alone(constraints):
    found, clashes = solve(boxed(constraints))
    if clashes:
        return
    for name in NAMES:
        named = [one for one in boxed(constraints) if one.facts <= found[name].facts]
        again, _ = solve(named)
        assert (again[name].earliest, again[name].latest) == (
            found[name].earliest,
            found[name].latest,
        )


@given(some, st.sampled_from([0, module.MOST_SEARCHED]))
def test_a_clash_is_one_and_none_of_its_facts_can_be_left_out(constraints, searched):
    # What holds by itself is no fact that could be left out.
    box = [replace(one, facts=frozenset()) for one in boxed([])]
    constraints = [*constraints, *box]
    with mock.patch.object(module, "MOST_SEARCHED", searched):
        _, clashes = solve(constraints)
    told = [fact for clash in clashes for fact in clash.facts]
    assert len(told) == len(set(told))
    assert tried([one for one in constraints if one.facts.isdisjoint(told)])
    for clash in clashes:
        of_clash = [one for one in constraints if one.facts <= clash.facts]
        assert not tried(of_clash)
        for left_out in clash.facts:
            fewer = [one for one in of_clash if left_out not in one.facts]
            smaller = solve(fewer)[1]
            assert not smaller or len(clash.facts) == 1


def test_the_clash_of_the_fewest_facts_is_found():
    long = [
        between(NAMES[0], NAMES[1], -1, "a"),
        between(NAMES[1], NAMES[2], -1, "b"),
        between(NAMES[2], NAMES[0], -1, "c"),
    ]
    short = [between(NAMES[0], ORIGIN, 3, "d"), between(ORIGIN, NAMES[0], -5, "e")]
    for facts in ([*long, *short], [*short, *long]):
        _, clashes = solve(facts)
        assert clashes[0].facts == {"d", "e"}


def test_among_many_facts_every_clash_is_found():
    # One after the other, each by a look at all of them, they would take hours.
    days = [(f"day {number}",) for number in range(1_500)]
    facts = [
        one
        for number, day in enumerate(days)
        for one in (
            between(day, ORIGIN, number, f"before {number}"),
            between(ORIGIN, day, -number - 1, f"after {number}"),
            between(day, days[number - 1], 10_000, f"near {number}"),
        )
    ]
    _, clashes = solve(facts)
    expected = {frozenset({f"before {n}", f"after {n}"}) for n in range(len(days))}
    assert {clash.facts for clash in clashes} == expected


@pytest.mark.parametrize("day", ["1953-04-16", "1948-02-29", "0000-01-01", "-0043-03-15"])
def test_a_day_is_its_number(day):
    assert day_of(number_of(day), last=True) == day_of(number_of(day), last=False) == day


def test_years_are_exact_and_a_leap_day_falls_between_two_days():
    assert day_of(number_of("1953-04-16") + 62 * YEAR, last=False) == "2015-04-16"
    born_on_a_leap_day = number_of("1948-02-29") + YEAR
    assert day_of(born_on_a_leap_day, last=True) == "1949-02-28"
    assert day_of(born_on_a_leap_day, last=False) == "1949-03-01"


def test_numbers_keep_the_calendars_order():
    days = ["1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "2000-02-29", "2000-03-01"]
    for one, other in combinations(days, 2):
        assert number_of(one) < number_of(other)
