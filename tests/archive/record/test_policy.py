# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which facts a policy lets count."""

from __future__ import annotations

from dataclasses import replace

from record_facts import fact, subject_id

from fonds.archive.record.fold import CitationState
from fonds.archive.record.lineages import Dependence, Ties
from fonds.archive.record.policy import EVERYTHING, Policy, counted_facts
from fonds.events.catalogue.source import DependenceKind
from fonds.events.values import Certainty, Chain, ChainLink, Citation, Premise, Stance

BOOK, LETTER = subject_id("book"), subject_id("letter")
IN_BOOK, IN_LETTER = subject_id("a page of the book"), subject_id("a line of the letter")
ORIGINS = Ties({IN_BOOK: BOOK, IN_LETTER: LETTER})


def cited(state, *targets, stance=Stance.SUPPORTS, work=None):
    links = (ChainLink(read=True), ChainLink(work=work)) if work else ()
    return replace(
        state,
        citations=tuple(
            CitationState(
                Citation(excerpt=target, stance=stance),
                Chain(citation=target, links=links) if links else None,
                "event",
                1,
            )
            for target in targets
        ),
    )


def ids(facts):
    return [state.id for state in facts]


def test_everything_counts_by_default_even_without_a_passage():
    bare = replace(fact(1, "a"), citations=())
    assert counted_facts([bare], EVERYTHING, ORIGINS) == [bare]
    assert counted_facts([bare], Policy(living="hidden"), ORIGINS) == [bare]


def test_a_fact_keeps_the_passages_that_are_heard():
    both = cited(fact(1, "a"), IN_BOOK, IN_LETTER)
    (left,) = counted_facts([both], Policy(frozenset({BOOK})), ORIGINS)
    assert [kept.citation.target for kept in left.citations] == [IN_LETTER]
    assert counted_facts([both], Policy(frozenset({BOOK, LETTER})), ORIGINS) == []


def test_a_passage_that_speaks_against_a_fact_does_not_hold_it():
    state = cited(fact(1, "a"), IN_BOOK)
    against = cited(fact(1, "a"), IN_LETTER, stance=Stance.CONTRADICTS)
    mixed = replace(state, citations=(*state.citations, *against.citations))
    assert counted_facts([mixed], Policy(frozenset({BOOK})), ORIGINS) == []


def test_originals_only_hears_no_second_hand_and_no_copy():
    own, passed_on = cited(fact(1, "a"), IN_BOOK), cited(fact(2, "b"), IN_BOOK, work="A diary")
    policy = Policy(originals_only=True)
    assert ids(counted_facts([own, passed_on], policy, ORIGINS)) == [own.id]
    for passages in (frozenset(), frozenset({IN_BOOK})):
        copies = Dependence(BOOK, LETTER, DependenceKind.COPIES, passages, "e")
        ties = Ties(ORIGINS.sources, {BOOK: [copies]})
        assert counted_facts([own], policy, ties) == []
    elsewhere = Dependence(BOOK, LETTER, DependenceKind.COPIES, frozenset({IN_LETTER}), "e")
    assert counted_facts([own], policy, Ties(ORIGINS.sources, {BOOK: [elsewhere]})) == [own]


def test_stated_only_leaves_out_inferences():
    stated, inferred = cited(fact(1, "a"), IN_BOOK), cited(fact(2, "b"), IN_BOOK)
    inferred = replace(inferred, certainty=Certainty.INFERRED)
    assert ids(counted_facts([stated, inferred], Policy(stated_only=True), ORIGINS)) == [stated.id]


def test_what_rests_on_a_premise_falls_with_it_however_far():
    ground = cited(fact(1, "1953", fact_id=subject_id("ground")), IN_BOOK)
    middle = replace(
        cited(fact(2, "28", fact_id=subject_id("middle")), IN_LETTER),
        premises=(Premise(fact=ground.id, rule="age"),),
    )
    top = replace(
        cited(fact(3, "1981"), IN_LETTER), premises=(Premise(fact=middle.id, rule="age"),)
    )
    heading = replace(
        cited(fact(4, "x"), IN_LETTER), premises=(Premise(excerpt=IN_BOOK, rule="heading"),)
    )
    free = cited(fact(5, "y"), IN_LETTER)
    facts = [top, middle, ground, heading, free]
    assert ids(counted_facts(facts, Policy(frozenset({BOOK})), ORIGINS)) == [free.id]
