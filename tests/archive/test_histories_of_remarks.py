# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What must hold of any history of what is remarked on the way: works cited, passages, policies.

With the other histories' acts these are all there are: every type of event of the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.histories import ONE, WORDS, History, case, of
from archive.test_histories_of_facts import Facts
from archive.test_histories_of_sources import Sources
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from fonds.archive.commands.archive import SetPolicy
from fonds.archive.commands.examining import (
    AssertDependence,
    DescribeSource,
    RecordInquiry,
    RecordRead,
    WithdrawDependence,
)
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.identity import DescribeSubject, WithdrawSubject
from fonds.archive.commands.noting import NoteCitedWorks
from fonds.archive.commands.sources import AddSources, AppraiseSource
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.commands.tracing import TraceCitedWork
from fonds.archive.commands.translating import TranslatePassage, WithdrawTranslation
from fonds.archive.commands.withdrawing import WithdrawSource
from fonds.events.catalogue.archive import Visibility
from fonds.events.catalogue.properties import Cardinality, PropertyAmended
from fonds.events.catalogue.source import Reliability
from fonds.events.recorded import event_types
from fonds.events.values import Rank, SubjectKind

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan

PAGE = "<h1>Ox</h1><p>He was a clerk.<sup>[1]</sup></p><p>[1] The parish register, 1890.</p>"
"""Read by a program, which notes a heading."""


@dataclass(frozen=True)
class AmendProperty:
    """Say anew what a property is; no command of the program does."""

    name: str
    cardinality: Cardinality

    def plan(self, plan: Plan) -> None:
        stream, content = next(
            (recorded.header.stream, recorded.event.content)
            for recorded in plan.store.events()
            if recorded.header.type == "PropertyDefined"
            and recorded.event is not None
            and recorded.event.content.name == self.name
        )
        content = content.model_copy(update={"cardinality": self.cardinality, "label": "Amended"})
        plan.add(PropertyAmended(content=content), stream)


class Remarks(History):
    """Works are noted and traced, passages read and translated, policies set, sources judged."""

    def __init__(self) -> None:
        super().__init__()
        self.has_page = False

    @precondition(lambda self: not self.has_page)
    @rule()
    def add_page(self) -> None:
        # Once: a process of its own reads it.
        self.has_page = True
        file = self.folder / "page.html"
        file.write_text(PAGE, encoding="utf-8")
        if (outcome := self.do(AddSources((file,)))) is not None:
            self.sources.append(outcome.answer[0].id)

    @rule(source=ONE, who=ONE, mark=st.sampled_from(("1", "2", None)), work=st.none() | WORDS)
    def cite_a_work(self, source: int, who: int, mark: str | None, work: str | None) -> None:
        where = of(self.sources, source)
        quote = self.archive.queries.text(where).text[:9]
        command = AssertFact(
            *(of(self.persons, who), "occupation", "clerk", where, quote, 0),
            mark=mark,
            cited_work=work,
        )
        if (outcome := self.do(command)) is not None:
            self.facts.append(outcome.answer.stream)

    @rule()
    def note_works(self) -> None:
        self.do(NoteCitedWorks(tuple(self.sources)))

    @rule(source=ONE, to=st.none() | ONE, mark=st.sampled_from(("1", "2")))
    def trace(self, source: int, to: int | None, mark: str) -> None:
        found = None if to is None else of(self.sources, to)
        self.do(TraceCitedWork(of(self.sources, source), mark, found, found is None, "why"))

    @rule(fact=ONE, words=WORDS, back=st.booleans())
    def translate(self, fact: int, words: str, back: bool) -> None:
        passage = self.archive.queries.fact(of(self.facts, fact)).citations[0].excerpt
        self.do(TranslatePassage(passage, "de", words))
        if back:
            self.do(WithdrawTranslation(passage, "de"))

    @rule(source=ONE, who=ONE, sought=WORDS)
    def look_for(self, source: int, who: int, sought: str) -> None:
        self.do(RecordInquiry(of(self.sources, source), sought, of(self.persons, who)))

    @rule(source=ONE, start=ONE, length=ONE)
    def read(self, source: int, start: int, length: int) -> None:
        self.do(RecordRead(of(self.sources, source), start, start + length + 1))

    @rule(source=ONE, reliability=st.sampled_from(Reliability), bias=st.none() | WORDS)
    def appraise(self, source: int, reliability: Reliability, bias: str | None) -> None:
        self.do(AppraiseSource(of(self.sources, source), reliability, bias))

    @rule(source=ONE, title=WORDS)
    def describe_source(self, source: int, title: str) -> None:
        self.do(DescribeSource(of(self.sources, source), title=title))

    @rule(one=ONE, other=ONE, back=st.booleans())
    def depend(self, one: int, other: int, back: bool) -> None:
        made = WithdrawDependence if back else AssertDependence
        self.do(made(of(self.sources, one), of(self.sources, other)))

    @rule(living=st.sampled_from(Visibility), years=st.integers(80, 120))
    def set_policy(self, living: Visibility, years: int) -> None:
        self.do(SetPolicy(living, years))

    @rule(
        name=st.sampled_from(("occupation", "date_of_birth", "place_of_birth")),
        cardinality=st.sampled_from(Cardinality),
    )
    def amend(self, name: str, cardinality: Cardinality) -> None:
        self.do(AmendProperty(name, cardinality))


TestRemarks = case(Remarks, 8, 20)


def test_the_acts_of_the_histories_are_of_every_type_there_is() -> None:
    """So that "any history" leaves none out: a new type asks for an act of its own."""
    remarks, facts, sources = Remarks(), Facts(), Sources()
    try:
        remarks.add_page()
        remarks.cite_a_work(0, 0, "2", "A register")
        remarks.note_works()
        remarks.trace(0, None, "2")
        remarks.translate(0, "Worte", back=False)
        remarks.look_for(0, 0, "Weil")
        remarks.read(0, 0, 5)
        remarks.appraise(0, Reliability.MIXED, None)
        remarks.describe_source(0, "Papers")
        remarks.depend(1, 0, back=True)
        remarks.set_policy(Visibility.HIDDEN, 100)
        remarks.amend("occupation", Cardinality.SINGLE)
        facts.correct(0, "1903", None)
        facts.move(0, 1)
        facts.assess(0, Rank.PREFERRED)
        facts.retract(0)
        facts.reinstate(0)
        facts.cite(0, 1, cite=True)
        facts.cite(0, 1, cite=False)
        facts.do(DescribeSubject(facts.persons[0], "why", label="Jon"))
        sources.recapture(0, "once", keeps=True, back=True, who=0)
        sources.note(0, "remember")
        sources.erase_fact(0, excerpt=False, keep=False)
        nobody = sources.do(OpenSubject("Nobody", SubjectKind.PERSON))
        sources.do(WithdrawSubject(nobody.answer.stream, "no person"))
        sources.add("Of no use.")
        sources.do(WithdrawSource(sources.sources[-1], "no source"))
        met = {
            recorded.header.type
            for history in (remarks, facts, sources)
            for recorded in history.archive._store.events()
        }
    finally:
        for history in (remarks, facts, sources):
            history.teardown()
    assert set(event_types()) - met == set()
