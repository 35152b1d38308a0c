# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Rules 1, 2 and 3: what counts, several values, and scopes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from record_facts import People, fact, in_context, several, single

from fonds.archive.record.compare import Relation
from fonds.archive.record.resolve import (
    RULES_EDITION,
    ResolvedProperty,
    Scope,
    Status,
    resolve,
)
from fonds.archive.record.states import Standing
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import Rank, ValueKind

if TYPE_CHECKING:
    from fonds.archive.record.rule import PropertyRule

NOBODY = People()


def ids(scope: Scope) -> list[list[str]]:
    return [[one.id for one in group.facts] for group in scope.values]


def outcome(found: ResolvedProperty) -> list[tuple[list[list[str]], Status]]:
    return [(ids(scope), scope.status) for scope in found.scopes]


# Rule 1


def test_facts_that_do_not_stand_do_not_count_and_deprecated_ones_are_apart() -> None:
    facts = [
        fact(1, "a", standing=Standing.RETRACTED),
        fact(2, "b", standing=Standing.ERASED),
        fact(3, "c", rank=Rank.DEPRECATED),
        fact(4, "d"),
        fact(5, "e", rank=Rank.DEPRECATED, standing=Standing.RETRACTED),
    ]
    found = resolve(facts, single(), NOBODY)
    assert outcome(found) == [([["f4"]], Status.AGREED)]
    assert [one.id for one in found.deprecated] == ["f3"]


@pytest.mark.parametrize("rule", [single(), in_context(), several()])
def test_where_nothing_is_left_the_status_is_unknown(rule: PropertyRule) -> None:
    found = resolve([fact(3, "c", rank=Rank.DEPRECATED)], rule, NOBODY)
    assert (found.status, found.scopes) == (Status.UNKNOWN, ())
    assert [one.id for one in found.deprecated] == ["f3"]


def test_the_edition_is_the_eleventh() -> None:
    assert RULES_EDITION == 13


# Rule 2


def test_several_values_are_multiple_and_equal_ones_one_group() -> None:
    facts = [fact(1, "activist"), fact(2, "politician"), fact(3, "Activist"), fact(4, "clerk")]
    found = resolve(facts, several(), NOBODY)
    assert outcome(found) == [([["f1", "f3"], ["f2"], ["f4"]], Status.MULTIPLE)]
    assert found.scopes[0].scope == {}
    assert {one.relation for one in found.scopes[0].relations} == {Relation.AGREES}


def test_one_value_of_several_is_agreed_and_a_preferred_one_leads() -> None:
    assert resolve([fact(1, "a"), fact(2, "A")], several(), NOBODY).status is Status.AGREED
    facts = [fact(1, "a"), fact(2, "b"), fact(3, "b", rank=Rank.PREFERRED)]
    found = resolve(facts, several(), NOBODY)
    assert ids(found.scopes[0]) == [["f2", "f3"], ["f1"]]
    assert [group.rank for group in found.scopes[0].values] == [Rank.PREFERRED, Rank.NORMAL]


def test_none_and_a_value_of_several_do_not_conflict() -> None:
    facts = [fact(1, None, kind=ValueKind.NONE), fact(2, "b")]
    assert resolve(facts, several(), NOBODY).status is Status.MULTIPLE


class Indexed(People):
    """Also lists who is the same as whom, as a stored index would."""

    def same(self, subject: str) -> list[str]:
        return [
            other
            for pair, judged in self.judged.items()
            if judged is Judgement.SAME and subject in pair
            for other in pair - {subject}
        ]


@pytest.mark.parametrize("kind", [People, Indexed])
def test_subjects_judged_the_same_are_one_value_in_any_steps(kind: type[People]) -> None:
    people = kind("A", "B", "C", "D")
    people.judge("A", "B", Judgement.SAME).judge("B", "C", Judgement.SAME)
    people.judge("C", "D", Judgement.UNSURE)
    facts = [fact(place, None, "person", who=who) for place, who in enumerate("ADCB", 1)]
    assert ids(resolve(facts, several(), people).scopes[0]) == [["f1", "f3", "f4"], ["f2"]]
    without_b = facts[:-1]
    assert ids(resolve(without_b, several(), people).scopes[0]) == [["f1"], ["f2"], ["f3"]]


# Rule 3


def test_times_apart_are_scopes_in_order_of_time() -> None:
    facts = [fact(1, "lost", when="1991"), fact(2, "won", when="1988"), fact(3, "won", when="1991")]
    found = resolve(facts, in_context(), NOBODY)
    assert outcome(found) == [
        ([["f2"]], Status.AGREED),
        ([["f1"], ["f3"]], Status.DISPUTED),
    ]
    assert [scope.scope for scope in found.scopes] == [{"when": "1988"}, {"when": "1991"}]
    assert found.status is Status.DISPUTED
    apart = found.scopes[1].relations[-1]
    assert (apart.first, apart.second, apart.relation) == ("f1", "f2", Relation.DIFFERENT_SCOPE)


def test_a_single_property_has_one_scope_whatever_the_times() -> None:
    facts = [fact(1, "lost", when="1991"), fact(2, "won", when="1988")]
    assert outcome(resolve(facts, single(), NOBODY)) == [([["f1"], ["f2"]], Status.DISPUTED)]


def test_stored_bounds_count_not_the_text() -> None:
    a, b = fact(1, "lost", when="1991"), fact(2, "won", when="1988")
    open_ended = a.reading.when.model_copy(update={"earliest": None})
    reading = a.reading.model_copy(update={"when": open_ended})
    facts = [replace(a, reading=reading), b]
    assert resolve(facts, in_context(), NOBODY).status is Status.DISPUTED


def test_a_date_whose_when_is_its_value_has_no_time_of_its_own() -> None:
    facts = [
        fact(1, "1989-01", "date", when="1989-01", office="Member of the House"),
        fact(2, "1990", "date", when="1990-01-01/1990-12-31", office="State Representative"),
    ]
    found = resolve(facts, in_context("office"), NOBODY)
    assert outcome(found) == [([["f1"], ["f2"]], Status.DISPUTED)]
    assert found.scopes[0].scope == {"office": "Member of the House"}


def test_one_seat_named_in_two_ways_is_one_scope() -> None:
    facts = [
        fact(1, "35th District", when="199X", office="Illinois State Representative"),
        fact(2, "32nd district", when="1989-01/1995-01", office="Member of the Illinois House"),
    ]
    found = resolve(facts, in_context("office"), NOBODY)
    assert outcome(found) == [([["f1"], ["f2"]], Status.DISPUTED)]
    assert found.scopes[0].scope == {"office": "Illinois State Representative", "when": "199X"}


@pytest.mark.parametrize(
    ("judgement", "count"),
    [(None, 1), (Judgement.SAME, 1), (Judgement.UNSURE, 1), (Judgement.NOT_SAME, 2)],
)
def test_offices_are_two_only_where_judged_so(judgement: Judgement | None, count: int) -> None:
    people = People("House", "Senate")
    if judgement is not None:
        people.judge("House", "Senate", judgement)
    facts = [
        fact(1, "1st", meant={"office": "House"}, office="the seat"),
        fact(2, "2nd", meant={"office": "Senate"}, office="the seat"),
    ]
    assert len(resolve(facts, in_context("office"), people).scopes) == count
    # What is no scope qualifier of the property tells nothing apart.
    assert len(resolve(facts, in_context(), people).scopes) == 1


@pytest.mark.parametrize(
    ("name", "one", "other", "count"),
    [
        ("stage", "primary", "general", 2),
        ("stage", "general", "General election", 1),
        ("election", "1988 election", "1991 election", 2),
        ("campaign", "for mayor", "for Congress", 2),
        ("employer", "SEIU", "Labor Today", 2),
        ("counts", "opponents", "candidates", 2),
        ("age_at_event", 19, 30, 2),
        ("as_of", "document date", "the first rally", 2),
        ("as_of", "1988", "1991", 2),
        ("as_of", "1988", "198X", 1),
        ("district", "35th", "32nd", 1),
        ("party", "Democratic", "Republican", 1),
        ("place", "Chicago", "California", 1),
        ("opponent", "Jerry Weller", "John Buchanan", 1),
    ],
)
def test_which_words_are_another_scope(name: str, one: Any, other: Any, count: int) -> None:
    facts = [fact(1, "won", **{name: one}), fact(2, "lost", **{name: other})]
    rule = in_context("office", "district", "opponent", "party", "place")
    assert len(resolve(facts, rule, NOBODY).scopes) == count


def test_an_occasion_that_is_a_subject_follows_the_judgement_before_the_words() -> None:
    people = People("DSA forum", "the April meeting")
    facts = [
        fact(1, "peace", meant={"event": "DSA forum"}),
        fact(2, "money", meant={"event": "the April meeting"}),
    ]
    assert len(resolve(facts, in_context("event"), people).scopes) == 2
    people.judge("DSA forum", "the April meeting", Judgement.SAME)
    assert len(resolve(facts, in_context("event"), people).scopes) == 1


def test_a_moment_in_words_is_not_the_days_another_fact_names() -> None:
    facts = [
        fact(1, "California", "place", when="198X"),
        fact(2, "Chicago, Illinois", "place", as_of="document date (undated)"),
    ]
    found = resolve(facts, in_context(), NOBODY)
    assert outcome(found) == [([["f1"]], Status.AGREED), ([["f2"]], Status.AGREED)]
    assert found.scopes[1].scope == {"as_of": "document date (undated)"}


def test_units_that_differ_are_scopes_and_the_scope_says_which() -> None:
    facts = [
        fact(1, 7000, "quantity", unit="votes", when="1996"),
        fact(2, 4, "quantity", unit="percentage points", when="1996"),
    ]
    found = resolve(facts, in_context(), NOBODY)
    assert [scope.scope["unit"] for scope in found.scopes] == ["votes", "percentage points"]
    assert found.status is Status.AGREED
    assert resolve(facts, single(), NOBODY).status is Status.MULTIPLE


def test_an_undated_fact_joins_the_only_dated_scope() -> None:
    facts = [fact(1, "won", when="1988"), fact(2, "lost")]
    found = resolve(facts, in_context(), NOBODY)
    assert outcome(found) == [([["f1"], ["f2"]], Status.DISPUTED)]
    assert found.scopes[0].scope == {"when": "1988"}


def test_an_undated_fact_joins_none_of_several_and_says_so() -> None:
    facts = [fact(1, "won", when="1988"), fact(2, "lost"), fact(3, "lost", when="1991")]
    found = resolve(facts, in_context(), NOBODY)
    assert outcome(found) == [
        ([["f1"]], Status.AGREED),
        ([["f3"]], Status.AGREED),
        ([["f2"]], Status.AGREED),
    ]
    relations = found.scopes[2].relations
    assert [(one.first, one.second) for one in relations] == [("f1", "f2"), ("f2", "f3")]
    assert {one.relation for one in relations} == {Relation.DIFFERENT_SCOPE}
    assert relations[0].reason == (
        "“lost” does not say which time it means; 1988, of which “won” is said, "
        "is only one of several."
    )


def test_undated_facts_that_disagree_are_still_disputed_beside_dated_ones() -> None:
    facts = [
        fact(1, "won", when="1988"),
        fact(2, "lost", when="1991"),
        fact(3, "withdrew"),
        fact(4, "won"),
    ]
    found = resolve(facts, in_context(), NOBODY)
    assert outcome(found)[-1] == ([["f3"], ["f4"]], Status.DISPUTED)


def test_a_fact_without_a_stage_joins_neither_of_two() -> None:
    facts = [
        fact(1, "won", when="1996", stage="primary"),
        fact(2, "lost", when="1996", stage="general"),
        fact(3, "near-upset", when="1996"),
    ]
    found = resolve(facts, in_context(), NOBODY)
    assert outcome(found) == [
        ([["f1"]], Status.AGREED),
        ([["f2"]], Status.AGREED),
        ([["f3"]], Status.AGREED),
    ]
    assert "which stage it means" in found.scopes[2].relations[0].reason


def test_a_wider_word_for_a_stage_joins_neither_of_two_narrower_ones() -> None:
    facts = [
        fact(1, "won", stage="Democratic primary"),
        fact(2, "lost", stage="Republican primary"),
        fact(3, "withdrew", stage="primary"),
    ]
    found = resolve(facts, in_context(), NOBODY)
    assert outcome(found) == [([[one]], Status.AGREED) for one in ("f1", "f2", "f3")]
    assert outcome(resolve(facts[1:], in_context(), NOBODY))[0][1] is Status.DISPUTED


def test_facts_that_leave_different_things_open_are_not_compared() -> None:
    facts = [
        fact(1, "a", stage="primary"),
        fact(2, "b", stage="general"),
        fact(3, "c", when="1992"),
        fact(4, "d", when="1996"),
    ]
    found = resolve(facts, in_context(), NOBODY)
    assert [scope.status for scope in found.scopes] == [Status.AGREED] * 4
    assert {relation.relation for scope in found.scopes for relation in scope.relations} == {
        Relation.DIFFERENT_SCOPE
    }


def test_what_a_fact_may_mean_is_told_once_for_each_time() -> None:
    facts = [
        fact(1, "won", when="1988"),
        fact(2, "Elected", when="1988"),
        fact(3, "lost", when="1991"),
        fact(4, "won"),
    ]
    relations = resolve(facts, in_context(), NOBODY).scopes[-1].relations
    assert [(one.first, one.second) for one in relations] == [("f1", "f4"), ("f3", "f4")]


def test_times_joined_by_a_longer_one_are_one_scope_without_a_conflict_between_them() -> None:
    facts = [
        fact(1, "Chicago", "place", when="1991"),
        fact(2, "Boston", "place", when="1995"),
        fact(3, None, "place", kind=ValueKind.UNKNOWN, when="1990/1999"),
    ]
    found = resolve(facts, in_context(), NOBODY)
    assert len(found.scopes) == 1
    relations = {(r.first, r.second): r.relation for r in found.scopes[0].relations}
    assert relations == {
        ("f1", "f2"): Relation.DIFFERENT_SCOPE,
        ("f1", "f3"): Relation.REFINES,
        ("f2", "f3"): Relation.REFINES,
    }
    # Two values that are not compared are neither agreed nor one the refinement of the other.
    assert found.status is Status.MULTIPLE
    disputed = resolve([*facts, fact(4, "Paris", "place", when="1990/1999")], in_context(), NOBODY)
    assert disputed.status is Status.DISPUTED


def test_an_undated_fact_joins_a_scope_of_several_times_if_it_is_the_only_one() -> None:
    facts = [
        fact(1, "Chicago", when="1991"),
        fact(2, "Chicago", when="1995"),
        fact(3, "Chicago", when="1990/1999"),
        fact(4, "Boston"),
    ]
    assert outcome(resolve(facts, in_context(), NOBODY)) == [
        ([["f1", "f2", "f3"], ["f4"]], Status.DISPUTED)
    ]
