# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What holds of the resolution rules whatever the facts are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import example, given
from hypothesis import strategies as st
from record_facts import People, fact, in_context, several, single, subject_id

from fonds.archive.record.compare import Relation, compare
from fonds.archive.record.resolve import PRECEDENCE, Resolution, Scope, Status, resolve
from fonds.archive.record.states import Standing
from fonds.events.catalogue.subject import ConflictOutcome, Judgement
from fonds.events.values import Rank, ValueKind

if TYPE_CHECKING:
    from fonds.archive.record.fold import FactState
    from fonds.archive.record.rule import PropertyRule

WHO = People("Jim", "James", "Bob").judge("Jim", "James", Judgement.SAME)
WHO.judge("Jim", "Bob", Judgement.NOT_SAME)
WHENS = [None, None, "1991", "1995", "199X", "1990/1999", "1988/..", "1953"]
CONTENTS = st.one_of(
    st.fixed_dictionaries({"value": st.sampled_from(["won", "Won", "lost"])}),
    st.fixed_dictionaries(
        {"value": st.sampled_from(["1953", "1953-04", "1954", "195X"]), "type_": st.just("date")}
    ),
    st.fixed_dictionaries(
        {
            "value": st.sampled_from([7, 8, "7 or 8"]),
            "type_": st.just("quantity"),
            "unit": st.sampled_from([None, "votes", "percent"]),
            "hedge": st.sampled_from([None, "about"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "value": st.just(None),
            "type_": st.sampled_from(["person", "place"]),
            "who": st.sampled_from(["Jim", "James", "Bob"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "value": st.just(None),
            "kind": st.sampled_from([ValueKind.UNKNOWN, ValueKind.NONE]),
        }
    ),
)
CIRCUMSTANCES = st.fixed_dictionaries(
    {
        "when": st.sampled_from(WHENS),
        "rank": st.sampled_from([None, None, None, *Rank]),
        "standing": st.sampled_from([Standing.STANDS] * 4 + [Standing.RETRACTED]),
        "meant": st.sampled_from([None, None, {"office": "Jim"}, {"office": "Bob"}]),
    },
    optional={
        "stage": st.sampled_from(["primary", "general", "Democratic primary"]),
        "as_of": st.sampled_from(["document date", "1991"]),
    },
)


def ids(scope: Scope) -> list[list[str]]:
    return [[one.id for one in group.facts] for group in scope.values]


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[FactState], PropertyRule, list[Resolution]]:
    drawn = draw(st.lists(st.tuples(CONTENTS, CIRCUMSTANCES), min_size=1, max_size=7))
    facts = [fact(place, **what, **how) for place, (what, how) in enumerate(drawn, 1)]
    names = st.sampled_from([one.id for one in facts])
    resolutions = draw(
        st.lists(
            st.builds(
                Resolution,
                st.frozensets(names, min_size=2) if len(facts) > 1 else st.just(frozenset({"f1"})),
                st.sampled_from(ConflictOutcome),
                st.none() | names,
                st.none(),
                st.integers(8, 20),
            ),
            max_size=3,
            unique_by=lambda one: one.position,
        )
    )
    rule = draw(st.sampled_from([single(), in_context("office"), several()]))
    return facts, rule, resolutions


@given(cases(), st.randoms())
def test_the_order_of_the_input_does_not_matter(case: Any, random: Any) -> None:
    facts, rule, resolutions = case
    found = resolve(facts, rule, WHO, resolutions)
    shuffled, other = list(facts), list(resolutions)
    random.shuffle(shuffled)
    random.shuffle(other)
    assert resolve(shuffled, rule, WHO, other) == found


@given(cases())
def test_every_standing_fact_occurs_exactly_once(case: Any) -> None:
    facts, rule, resolutions = case
    found = resolve(facts, rule, WHO, resolutions)
    shown = [one for scope in found.scopes for group in ids(scope) for one in group]
    shown += [one.id for one in found.deprecated]
    standing = [one.id for one in facts if one.standing is Standing.STANDS]
    assert sorted(shown) == sorted(standing)


@given(cases())
def test_a_scope_is_disputed_exactly_where_a_conflict_is_unsettled(case: Any) -> None:
    facts, rule, _ = case
    found = resolve(facts, rule, WHO)
    by_id = {one.id: one for one in facts}
    for scope in found.scopes:
        members = [one for group in ids(scope) for one in group]
        pairs = [
            frozenset((one, other))
            for place, one in enumerate(members)
            for other in members[place + 1 :]
            if compare(by_id[one], by_id[other], rule, WHO).relation is Relation.CONFLICTS
        ]
        preferred = {
            one
            for one in members
            if (made := by_id[one].assessment) and made.content.rank is Rank.PREFERRED
        }
        settled = bool(preferred) and not any(pair <= preferred for pair in pairs)
        assert (scope.status is Status.DISPUTED) == (bool(pairs) and not settled)
        assert (scope.status is Status.RESOLVED) == (bool(pairs) and settled)
        if scope.status is Status.DISPUTED and not preferred:
            # Nothing leads: values stand by their oldest fact.
            firsts = [group.facts[0].position for group in scope.values]
            assert firsts == sorted(firsts)
        told = {
            frozenset((one.first, one.second))
            for one in scope.relations
            if one.relation is Relation.CONFLICTS
        }
        assert bool(told) == bool(pairs)
        assert told <= set(pairs)


@given(cases())
def test_resolutions_never_dispute_what_was_not_and_never_touch_the_scopes(case: Any) -> None:
    facts, rule, resolutions = case
    plain, weighed = resolve(facts, rule, WHO), resolve(facts, rule, WHO, resolutions)
    assert len(plain.scopes) == len(weighed.scopes)
    for before, after in zip(plain.scopes, weighed.scopes, strict=True):
        assert sorted(ids(before)) == sorted(ids(after))
        assert before.relations == after.relations
        if before.status not in (Status.DISPUTED, Status.RESOLVED):
            assert replace(after, resolutions=()) == before, "what was concluded stays in sight"


@given(cases())
def test_facts_of_different_scopes_are_never_in_a_conflict_that_is_hidden(case: Any) -> None:
    """Between two scopes every pair is apart, or one of the two leaves open which it means."""
    facts, rule, _ = case
    found = resolve(facts, rule, WHO)
    by_id = {one.id: one for one in facts}
    loose = {
        one
        for scope in found.scopes
        if any("does not say which" in relation.reason for relation in scope.relations)
        for group in ids(scope)
        for one in group
    }
    for place, scope in enumerate(found.scopes):
        for other in found.scopes[place + 1 :]:
            for one in (name for group in ids(scope) for name in group):
                for two in (name for group in ids(other) for name in group):
                    relation = compare(by_id[one], by_id[two], rule, WHO).relation
                    assert relation is Relation.DIFFERENT_SCOPE or {one, two} & loose


@given(cases())
def test_the_status_of_a_property_follows_its_scopes(case: Any) -> None:
    facts, rule, resolutions = case
    found = resolve(facts, rule, WHO, resolutions)
    statuses = [scope.status for scope in found.scopes] or [Status.UNKNOWN]
    assert found.status is min(statuses, key=PRECEDENCE.index)
    assert subject_id("Jim") not in str([scope.relations for scope in found.scopes])


class Asked(People):
    """Of three who were judged to be one in two steps; remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__("Jim", "James", "Bob")
        self.judge("Jim", "James", Judgement.SAME).judge("James", "Bob", Judgement.SAME)
        self.questions: set[tuple[str, ...]] = set()

    def judgement(self, a: str, b: str) -> Judgement | None:
        self.questions.add((a, b))
        return super().judgement(a, b)

    def label(self, subject: str) -> str:
        self.questions.add((subject,))
        return super().label(subject)

    def larger(self, place: str) -> dict[str, tuple[str, ...]]:
        self.questions.add(("larger", place))
        return {}


@example(([fact(n, None, type_="person", who="Jim") for n in (1, 2)], several(), []))
@given(cases())
def test_relations_that_are_said_later_ask_nothing_that_was_not_asked_before(case: Any) -> None:
    """Whoever looks at them may be another thread, or come after the archive was closed."""
    facts, rule, resolutions = case
    identity = Asked()
    found = resolve(facts, rule, identity, resolutions)
    before = set(identity.questions)
    said = [list(scope.relations) for scope in found.scopes]
    assert identity.questions == before
    again = resolve(facts, rule, identity, resolutions)
    assert [list(scope.relations) for scope in again.scopes] == said
    assert [scope.relations for scope in again.scopes] == [
        scope.relations for scope in found.scopes
    ]
    assert sum(len(scope.relations) for scope in again.scopes) == sum(map(len, said))
