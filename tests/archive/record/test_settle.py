# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Rule 5: what leads, what settles a conflict, and the status that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from record_facts import People, fact, in_context, single

from fonds.archive.record.compare import Relation
from fonds.archive.record.resolve import Resolution, ResolvedProperty, Scope, Status, resolve
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.events.values import Rank, ValueKind

if TYPE_CHECKING:
    from fonds.archive.record.fold import FactState

NOBODY = People()


def ids(scope: Scope) -> list[list[str]]:
    return [[one.id for one in group.facts] for group in scope.values]


def outcome(found: ResolvedProperty) -> list[tuple[list[list[str]], Status]]:
    return [(ids(scope), scope.status) for scope in found.scopes]


def dates(*texts: str, **more: Any) -> list[FactState]:
    return [fact(place, text, "date", **more) for place, text in enumerate(texts, 1)]


def concluded(
    facts: str, how: ConflictOutcome, preferred: str | None = None, position: int = 50
) -> Resolution:
    return Resolution(frozenset(facts.split()), how, preferred, "because", position)


def test_the_most_precise_of_a_refining_chain_leads() -> None:
    found = resolve(dates("1953", "1953-04", "1953-04-16", "1953"), single(), NOBODY)
    assert outcome(found) == [([["f3"], ["f2"], ["f1", "f4"]], Status.REFINED)]


def test_in_a_conflict_nothing_leads() -> None:
    found = resolve(dates("1953", "1954-05-01", "1953-04-16", "1954"), single(), NOBODY)
    assert outcome(found) == [([["f1"], ["f2"], ["f3"], ["f4"]], Status.DISPUTED)]


def test_a_preferred_value_leads_and_settles() -> None:
    facts = [*dates("1953", "1954"), fact(3, "1955", "date", rank=Rank.PREFERRED)]
    found = resolve(facts, single(), NOBODY)
    assert outcome(found) == [([["f3"], ["f1"], ["f2"]], Status.RESOLVED)]
    assert found.scopes[0].values[0].rank is Rank.PREFERRED


def test_two_preferred_values_that_conflict_settle_nothing() -> None:
    assert resolve(dates("1953", "1954", rank=Rank.PREFERRED), single(), NOBODY).status is (
        Status.DISPUTED
    )
    finer = [
        *dates("1953", "1953-04", rank=Rank.PREFERRED),
        fact(3, "1954", "date"),
    ]
    assert resolve(finer, single(), NOBODY).status is Status.RESOLVED


@pytest.mark.parametrize(
    ("how", "preferred", "status"),
    [
        (ConflictOutcome.PREFERRED, "f2", Status.RESOLVED),
        (ConflictOutcome.PREFERRED, None, Status.DISPUTED),
        (ConflictOutcome.PREFERRED, "f9", Status.DISPUTED),
        (ConflictOutcome.BOTH_STAND, None, Status.RESOLVED),
        (ConflictOutcome.DIFFERENT_SCOPE, None, Status.RESOLVED),
        (ConflictOutcome.UNRESOLVED, None, Status.DISPUTED),
    ],
)
def test_outcomes(how: ConflictOutcome, preferred: str | None, status: Status) -> None:
    found = resolve(dates("1953", "1954"), single(), NOBODY, [concluded("f1 f2", how, preferred)])
    assert found.status is status
    leads = [["f2"], ["f1"]] if preferred == "f2" else [["f1"], ["f2"]]
    assert ids(found.scopes[0]) == leads
    # The conflict itself stays visible.
    assert found.scopes[0].relations[0].relation is Relation.CONFLICTS


def test_a_resolution_must_name_the_facts_that_conflict() -> None:
    how = ConflictOutcome.BOTH_STAND
    facts = dates("1953", "1954", "1955")
    assert resolve(facts, single(), NOBODY, [concluded("f1 f2", how)]).status is Status.DISPUTED
    assert resolve(facts, single(), NOBODY, [concluded("f1 f2 f3", how)]).status is Status.RESOLVED
    in_two = [concluded("f1 f2", how), concluded("f1 f3", how), concluded("f2 f3", how)]
    assert resolve(facts, single(), NOBODY, in_two).status is Status.RESOLVED


def test_a_later_fact_reopens_a_conflict_unless_it_agrees_with_what_was_preferred() -> None:
    weighed = [concluded("f1 f2", ConflictOutcome.PREFERRED, "f2", 3)]
    facts = dates("1953", "1954")
    for value, status in (
        ("1954", Status.RESOLVED),
        ("1953", Status.DISPUTED),
        ("1955", Status.DISPUTED),
        ("1954-02", Status.DISPUTED),
    ):
        later = [*facts, fact(4, value, "date")]
        assert resolve(later, single(), NOBODY, weighed).status is status, value


def test_a_fact_corrected_since_reopens_a_conflict() -> None:
    weighed = [concluded("f1 f2", ConflictOutcome.BOTH_STAND, None, 10)]
    for corrected_at, status in ((9, Status.RESOLVED), (11, Status.DISPUTED)):
        facts = [fact(1, "1953", "date"), fact(2, "1954", "date", corrected_at=corrected_at)]
        assert resolve(facts, single(), NOBODY, weighed).status is status


def test_the_last_resolution_counts() -> None:
    facts = dates("1953", "1954")
    first = concluded("f1 f2", ConflictOutcome.PREFERRED, "f1", 10)
    second = concluded("f1 f2", ConflictOutcome.PREFERRED, "f2", 20)
    third = concluded("f1 f2", ConflictOutcome.UNRESOLVED, None, 30)
    found = resolve(facts, single(), NOBODY, [second, first])
    assert outcome(found) == [([["f2"], ["f1"]], Status.RESOLVED)]
    assert resolve(facts, single(), NOBODY, [third, second, first]).status is Status.DISPUTED


def test_a_later_preference_that_weighed_the_earlier_one_replaces_it() -> None:
    facts = dates("1953", "1954", "1955")
    first = concluded("f1 f2 f3", ConflictOutcome.PREFERRED, "f1", 10)
    second = concluded("f1 f2", ConflictOutcome.PREFERRED, "f2", 20)
    assert outcome(resolve(facts, single(), NOBODY, [first, second])) == [
        ([["f2"], ["f1"], ["f3"]], Status.RESOLVED)
    ]


def test_a_preference_and_a_rank_that_conflict_leave_the_dispute() -> None:
    facts = [fact(1, "1953", "date", rank=Rank.PREFERRED), fact(2, "1954", "date")]
    against = concluded("f1 f2", ConflictOutcome.PREFERRED, "f2")
    assert resolve(facts, single(), NOBODY, [against]).status is Status.DISPUTED


def test_only_unknown_values_are_unknown_and_a_value_leads_over_them() -> None:
    unknown = [fact(1, None, kind=ValueKind.UNKNOWN), fact(2, None, kind=ValueKind.UNKNOWN)]
    assert outcome(resolve(unknown, single(), NOBODY)) == [([["f1", "f2"]], Status.UNKNOWN)]
    found = resolve([*unknown, fact(3, "Jim")], single(), NOBODY)
    assert outcome(found) == [([["f3"], ["f1", "f2"]], Status.REFINED)]


def test_a_propertys_status_is_the_first_of_its_scopes() -> None:
    facts = [
        fact(1, None, kind=ValueKind.UNKNOWN, when="1988"),
        fact(2, "won", when="1991"),
    ]
    assert resolve(facts, in_context(), NOBODY).status is Status.UNKNOWN
    facts += [fact(3, "lost", when="1991")]
    assert resolve(facts, in_context(), NOBODY).status is Status.DISPUTED


def test_equal_facts_are_compared_once_and_a_conflict_is_told_of_each() -> None:
    facts = [fact(place, "1953" if place % 2 else "1954", "date") for place in range(1, 1001)]
    scope = resolve(facts, single(), NOBODY).scopes[0]
    conflicts = [one for one in scope.relations if one.relation is Relation.CONFLICTS]
    assert all({one.first, one.second} & {"f1", "f2"} for one in conflicts)
    assert len(conflicts) == len(facts) - 1
    assert len(scope.relations) == len(conflicts) + len(facts) - 2
    # What names the facts of these relations settles the conflict.
    named = " ".join({name for one in conflicts for name in (one.first, one.second)})
    weighed = [concluded(named, ConflictOutcome.BOTH_STAND, None, 2000)]
    assert resolve(facts, single(), NOBODY, weighed).status is Status.RESOLVED
    fewer = [concluded("f1 f2", ConflictOutcome.BOTH_STAND, None, 2000)]
    assert resolve(facts, single(), NOBODY, fewer).status is Status.DISPUTED
