# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What must hold of any history of facts, and of who and where they are about.

Worked on in no sensible order, from an archive in which facts are in conflict already.
"""

from __future__ import annotations

from archive.histories import FACTS, ONE, WORDS, History, case, of
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from fonds.archive.commands.changes import (
    AssessFacts,
    CiteFact,
    CorrectFacts,
    ReattributeFacts,
    ReinstateFacts,
    RetractFacts,
    UnciteFact,
)
from fonds.archive.commands.conflicts import ResolveConflict
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.identity import DescribeSubject, SplitSubject, WithdrawSubject
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.events.catalogue.subject import ConflictOutcome, Judgement
from fonds.events.values import CorrectionKind, Rank, SubjectKind

YEARS = st.sampled_from(("1901", "1902", "1903", "190X"))
PROPERTIES = st.sampled_from(("date_of_birth", "occupation", "represents_district"))


class Facts(History):
    """Facts are stated, changed, moved and weighed; several say otherwise from the beginning."""

    @rule(who=ONE, source=ONE, name=PROPERTIES, value=YEARS, when=st.none() | YEARS)
    def state(self, who: int, source: int, name: str, value: str, when: str | None) -> None:
        text = self.archive.queries.text(of(self.sources, source)).text
        start = who % (len(text) - 9)
        command = AssertFact(
            *(of(self.persons, who), name, value, of(self.sources, source)),
            *(text[start : start + 9],),
            start=start,
            when=when,
        )
        if (outcome := self.do(command)) is not None:
            self.facts.append(outcome.answer.stream)
            (citation,) = self.archive.queries.fact(self.facts[-1]).citations
            assert (citation.quote, citation.start) == (text[start : start + 9], start)

    @rule(fact=ONE, value=st.one_of(YEARS, WORDS), when=st.none() | YEARS)
    def correct(self, fact: int, value: str, when: str | None) -> None:
        kind = CorrectionKind.MISREAD
        self.do(CorrectFacts((of(self.facts, fact),), kind, "why", value=value, when=when))

    @rule(fact=st.integers(0, len(FACTS) - 1), name=PROPERTIES)
    def file_anew(self, fact: int, name: str) -> None:
        kind = CorrectionKind.MISREAD
        self.do(CorrectFacts((self.facts[fact],), kind, "why", property=name, value="1902"))

    @rule(fact=ONE)
    def retract(self, fact: int) -> None:
        self.do(RetractFacts((of(self.facts, fact),), "why"))

    @rule(fact=ONE)
    def reinstate(self, fact: int) -> None:
        self.do(ReinstateFacts((of(self.facts, fact),), "why"))

    @rule(fact=ONE, to=ONE)
    def move(self, fact: int, to: int) -> None:
        self.do(ReattributeFacts((of(self.facts, fact),), of(self.persons, to), "why"))

    @rule(fact=ONE, rank=st.sampled_from(Rank))
    def assess(self, fact: int, rank: Rank) -> None:
        self.do(AssessFacts((of(self.facts, fact),), "why", rank=rank))

    @rule(which=ONE, outcome=st.sampled_from(ConflictOutcome))
    def resolve(self, which: int, outcome: ConflictOutcome) -> None:
        if conflicts := self.archive.queries.conflicts():
            conflict = of(conflicts, which)
            preferred = conflict.facts[0] if outcome is ConflictOutcome.PREFERRED else None
            self.do(ResolveConflict(conflict.id, outcome, "why", preferred))

    @rule(fact=ONE, source=ONE, cite=st.booleans())
    def cite(self, fact: int, source: int, cite: bool) -> None:
        name, where = of(self.facts, fact), of(self.sources, source)
        if cite:
            quote = self.archive.queries.text(where).text[3:12]
            self.do(CiteFact(name, GivenCitation(where, quote, start=3)))
        elif citations := self.archive.queries.fact(name).citations:
            self.do(UnciteFact(name, citations[0].excerpt, "why"))

    @rule(who=ONE)
    def remember(self, who: int) -> None:
        """Keep a record as it is now; it must read the same as of this position ever after."""
        at, subject = self.archive.head().size, of(self.persons, who)
        self.kept[at] = (subject, self.archive.queries.record(subject, as_of=f"@{at}"))


class Identities(History):
    """Who is who, and which place lies in which: what facts about others hang on."""

    @rule(one=ONE, other=ONE, judgement=st.sampled_from(Judgement))
    def link_places(self, one: int, other: int, judgement: Judgement) -> None:
        self.do(LinkSubjects(of(self.places, one), of(self.places, other), judgement, "why"))

    @rule(one=ONE, other=ONE, judgement=st.sampled_from(Judgement))
    def link_persons(self, one: int, other: int, judgement: Judgement) -> None:
        self.do(LinkSubjects(of(self.persons, one), of(self.persons, other), judgement, "why"))

    @rule(place=ONE, within=ONE, source=ONE)
    def lies_in(self, place: int, within: int, source: int) -> None:
        self.named(of(self.places, place), "located_in", of(self.places, within), source)

    @rule(who=ONE, place=ONE, source=ONE)
    def born_in(self, who: int, place: int, source: int) -> None:
        self.named(of(self.persons, who), "place_of_birth", of(self.places, place), source)

    @rule(who=ONE, father=ONE, source=ONE)
    def child_of(self, who: int, father: int, source: int) -> None:
        self.named(of(self.persons, who), "father", of(self.persons, father), source)

    def named(self, subject: str, name: str, value: str, source: int) -> None:
        where = of(self.sources, source)
        quote = self.archive.queries.text(where).text[:9]
        command = AssertFact(subject, name, value, where, quote, start=0, value_as_subject=True)
        if (outcome := self.do(command)) is not None:
            self.facts.append(outcome.answer.stream)

    @rule(fact=ONE, to=ONE, place=st.booleans())
    def another_is_meant(self, fact: int, to: int, place: bool) -> None:
        meant = of(self.places if place else self.persons, to)
        self.do(ReattributeFacts((of(self.facts, fact),), meant, "why", slot="value"))

    @rule(fact=ONE, stands=st.booleans())
    def change(self, fact: int, stands: bool) -> None:
        changed = ReinstateFacts if stands else RetractFacts
        self.do(changed((of(self.facts, fact),), "why"))

    @rule(who=ONE, label=st.one_of(WORDS, st.sampled_from(("Ox", "Jon Weil"))))
    def describe(self, who: int, label: str) -> None:
        self.do(DescribeSubject(of(self.persons + self.places, who), "why", label=label))

    @rule(who=ONE, source=ONE, new=WORDS)
    def split(self, who: int, source: int, new: str) -> None:
        command = SplitSubject(
            of(self.persons, who), "w", sources=(of(self.sources, source),), new=new
        )
        self.do(command)

    @rule(label=WORDS, kind=st.sampled_from(SubjectKind))
    def open(self, label: str, kind: SubjectKind) -> None:
        outcome = self.do(OpenSubject(label, kind))
        (self.places if kind is SubjectKind.PLACE else self.persons).append(outcome.answer.stream)

    @precondition(lambda self: len(self.persons) > 4)
    @rule(who=ONE)
    def withdraw(self, who: int) -> None:
        self.do(WithdrawSubject(of(self.persons, who), "nobody"))


TestFacts = case(Facts, 12, 24)
TestIdentities = case(Identities, 12, 24)
