# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What must hold of any history: it verifies, a rebuild changes nothing, the past stays."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from archive.histories import ask_everything, erased
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
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
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.examining import AssertDependence
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.identity import DescribeSubject, SplitSubject, WithdrawSubject
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.archive.commands.uncapturing import WithdrawCapture
from fonds.archive.commands.withdrawing import WithdrawSource
from fonds.archive.errors import FondsError
from fonds.archive.projector import differing_tables, rebuild
from fonds.events.catalogue.source import DependenceKind
from fonds.events.catalogue.subject import ConflictOutcome, Judgement
from fonds.events.ids import SeededRandomness
from fonds.events.values import CorrectionKind, Rank, SubjectKind

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Command

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00"),
    min_size=1,
    max_size=40,
).filter(str.strip)
PROPERTIES = ("father", "date_of_birth", "residence", "occupation", "age", "represents_district")
YEARS = st.integers(1900, 1999).map(str)


class AnyHistory(RuleBasedStateMachine):
    """A person at work, in no sensible order."""

    subjects = Bundle("subjects")
    sources = Bundle("sources")
    facts = Bundle("facts")
    places = Bundle("places")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "any.fonds"
        self.archive = Archive.create(path, randomness=SeededRandomness("any history"))
        self.kept: dict[int, object] = {}

    @initialize(target=subjects)
    def two_of_one_name(self):
        opened = [self.do(OpenSubject("Jon Weil", SubjectKind.PERSON)) for _ in range(2)]
        return multiple(*(outcome.answer.stream for outcome in opened))

    @initialize(target=places)
    def places_to_lie_in_each_other(self):
        opened = [self.do(OpenSubject(name, SubjectKind.PLACE)) for name in ("Ox", "Tar", "North")]
        self.places_known = {outcome.answer.stream for outcome in opened}
        return multiple(*sorted(self.places_known))

    @initialize(target=sources)
    def a_text(self):
        return self.add(
            "Jon Weil, born 1948, sat for the 12th district.\r\n𝄞 He\u00a0left in 1953."
        )

    def add(self, text: str):
        path = Path(self.folder.name) / "source.txt"
        path.write_bytes(text.encode("utf-8"))
        outcome = self.do(AddSources((path,)))
        return multiple() if outcome is None else outcome.answer[0].id

    def do(self, command: Command[object]) -> object | None:
        """Carry a command out; what a rule refuses must leave the log as it was."""
        before = self.archive.head()
        try:
            return self.archive.execute(command)
        except FondsError:
            assert self.archive.head() == before
            return None

    @rule(target=subjects, label=WORDS, kind=st.sampled_from(SubjectKind))
    def open_subject(self, label: str, kind: SubjectKind):
        return self.do(OpenSubject(label, kind)).answer.stream

    @rule(target=sources, text=st.lists(WORDS, min_size=1, max_size=6).map("\n".join))
    def add_source(self, text: str):
        return self.add(text)

    @rule(
        target=facts,
        subject=subjects,
        source=sources,
        given=st.lists(
            st.tuples(
                st.sampled_from(PROPERTIES),
                st.one_of(WORDS, YEARS),
                st.none() | YEARS,
                st.integers(0, 60),
                st.integers(1, 30),
            ),
            min_size=1,
            max_size=4,
        ),
    )
    def assert_facts(self, subject, source, given):
        text = self.text_of(source)
        if text is None:
            return multiple()
        asserted = []
        for name, value, when, place, length in given:
            start = place % len(text)
            quote = text[start : start + length]
            outcome = self.do(
                AssertFact(subject, name, value, source, quote, start=start, when=when)
            )
            if outcome is None:
                continue
            asserted.append(outcome.answer.stream)
            (citation,) = self.archive.queries.fact(asserted[-1]).citations
            assert (citation.quote, citation.start) == (quote, start)
            assert citation.end == start + len(quote)
        return multiple(*asserted)

    def text_of(self, source: str) -> str | None:
        try:
            return self.archive.queries.text(source).text
        except FondsError:
            return None

    @rule(fact=facts, value=st.one_of(WORDS, YEARS), when=st.none() | YEARS)
    def correct(self, fact, value, when):
        self.do(CorrectFacts((fact,), CorrectionKind.MISREAD, "why", value=value, when=when))

    @rule(fact=facts)
    def retract(self, fact):
        self.do(RetractFacts((fact,), "why"))

    @rule(fact=facts)
    def reinstate(self, fact):
        self.do(ReinstateFacts((fact,), "why"))

    @rule(fact=facts, to=subjects, slot=st.sampled_from(("subject", "value")))
    def reattribute(self, fact, to, slot):
        self.do(ReattributeFacts((fact,), to, "why", slot=slot))

    @rule(fact=facts, rank=st.sampled_from(Rank))
    def assess(self, fact, rank):
        self.do(AssessFacts((fact,), "why", rank=rank))

    @rule(fact=facts, source=sources, start=st.integers(0, 60))
    def cite(self, fact, source, start):
        text = self.text_of(source)
        if text is None:
            return
        start %= len(text)
        self.do(CiteFact(fact, GivenCitation(source, text[start : start + 9], start=start)))

    @rule(fact=facts)
    def uncite(self, fact):
        try:
            citations = self.archive.queries.fact(fact).citations
        except FondsError:
            return
        if citations:
            # Passages that were erased are cited no more.
            self.do(UnciteFact(fact, citations[0].excerpt, "why"))

    @rule(one=subjects, other=subjects, judgement=st.sampled_from(Judgement))
    def link(self, one, other, judgement):
        self.do(LinkSubjects(one, other, judgement, "why"))

    @rule(place=st.integers(0, 5), outcome=st.sampled_from(ConflictOutcome))
    def resolve(self, place, outcome):
        conflicts = self.archive.queries.conflicts()
        if conflicts:
            conflict = conflicts[place % len(conflicts)]
            preferred = conflict.facts[0] if outcome is ConflictOutcome.PREFERRED else None
            self.do(ResolveConflict(conflict.id, outcome, "why", preferred))
            self.archive.queries.conflict(conflict.id)

    @rule(subject=subjects, label=WORDS)
    def describe(self, subject, label):
        self.do(DescribeSubject(subject, "why", label=label))

    @rule(subject=subjects, source=sources, new=WORDS)
    def split(self, subject, source, new):
        self.do(SplitSubject(subject, "why", sources=(source,), new=new))

    @rule(target=facts, subject=subjects, source=sources, premise=facts, years=st.integers(0, 90))
    def assert_with_a_premise(self, subject, source, premise, years):
        text = self.text_of(source)
        if text is None:
            return multiple()
        outcome = self.do(
            AssertFact(
                *(subject, "age", years, source, text[:9]),
                start=0,
                when_text="five years later",
                premises=((premise, "the sentence before"),),
            )
        )
        return multiple() if outcome is None else outcome.answer.stream

    @rule(
        target=facts,
        subject=st.one_of(subjects, places),
        source=sources,
        named=st.lists(places, min_size=1, max_size=3),
        start=st.integers(0, 60),
    )
    def place(self, subject, source, named, start):
        """A person was born in places, or a place lies in others; both relate to each other."""
        text = self.text_of(source)
        if text is None:
            return multiple()
        asserted = []
        for place in named:
            start %= len(text)
            is_place = subject in self.places_known
            outcome = self.do(
                AssertFact(
                    *(subject, "located_in" if is_place else "place_of_birth", place, source),
                    *(text[start : start + 9],),
                    start=start,
                    value_as_subject=True,
                )
            )
            if outcome is not None:
                asserted.append(outcome.answer.stream)
        return multiple(*asserted)

    @rule(
        source=sources,
        text=st.lists(WORDS, min_size=1, max_size=4).map("\n".join),
        keeps=st.booleans(),
        back=st.booleans(),
    )
    def recapture(self, source, text, keeps, back):
        """Capture something else, with the old words in it or without, and maybe take it back."""
        old = self.text_of(source) if keeps else None
        path = Path(self.folder.name) / "newer.txt"
        path.write_bytes(f"{text}\n{old or ''}".encode())
        if self.do(Recapture(source, (path,))) is None or not back:
            return
        if self.do(WithdrawCapture(source, "another page")) is not None and old is not None:
            assert self.text_of(source) == old

    @rule(source=sources)
    def take_capture_back(self, source):
        self.do(WithdrawCapture(source, "another page"))

    @rule(source=sources)
    def withdraw_source(self, source):
        self.do(WithdrawSource(source, "no source"))

    @rule(subject=st.one_of(subjects, places))
    def withdraw_subject(self, subject):
        self.do(WithdrawSubject(subject, "nobody"))

    @rule(one=sources, other=sources, kind=st.sampled_from(DependenceKind))
    def depend(self, one, other, kind):
        self.do(AssertDependence(one, other, kind))

    @rule(subject=subjects, source=sources, fact=facts, at=st.integers(1, 400))
    def ask(self, subject, source, fact, at):
        """Whatever happened, every question about the record has an answer, and writes nothing."""
        ask_everything(self.archive, subject, source, fact, at)

    @rule(subject=subjects, text=WORDS)
    def note(self, subject, text):
        self.do(WriteNote(subject, text))

    @rule(fact=facts, ground=WORDS)
    def erase_fact(self, fact, ground):
        self.erase(EraseContent(fact, ground))

    @rule(fact=facts, keep=st.booleans())
    def erase_excerpt(self, fact, keep):
        try:
            citations = self.archive.queries.fact(fact).citations
        except FondsError:
            return
        if citations and citations[-1].excerpt is not None:
            self.erase(EraseContent(citations[-1].excerpt, "asked", keep_facts=keep))

    @rule(subject=st.one_of(subjects, places), texts=st.booleans())
    def erase_subject(self, subject, texts):
        self.erase(EraseContent(subject, "asked", texts=texts))

    @rule(source=sources, whole=st.booleans(), start=st.integers(0, 60), length=st.integers(1, 40))
    def erase_capture(self, source, whole, start, length):
        captures = self.archive.queries.source(source).captures
        if captures:
            chosen = None if whole else (start, start + length)
            self.erase(EraseContent(captures[0].id, "asked", masked=chosen))

    @rule(place=st.integers(0, 200), keep=st.booleans())
    def erase_event(self, place, keep):
        position = place % self.archive.head().size + 1
        self.erase(EraseContent(f"@{position}", "asked", keep_facts=keep))

    def erase(self, command: EraseContent) -> None:
        if erased(self.archive, command):
            # What was remembered of the past may say less now; it never says anything else.
            self.kept.clear()

    @rule()
    def rebuild(self):
        rebuild(self.archive._store)

    @rule(subject=st.one_of(subjects, places))
    def remember(self, subject):
        """Keep a record as it is now; it must read the same as of this position ever after."""
        at = self.archive.head().size
        try:
            then = self.archive.queries.record(subject, as_of=f"@{at}")
        except FondsError:
            # It was erased; nothing of it is there to be remembered.
            told = {entry.type for entry in self.archive.queries.history(subject, limit=500)}
            assert "ContentErased" in told
            return
        now = self.archive.queries.record(subject)
        assert (then.label, then.facts, then.sections) == (now.label, now.facts, now.sections)
        self.kept[at] = (subject, then)

    def check_what_is_listed(self) -> None:
        """Hold lists, records and searches, which tables answer, to what the log says of facts.

        A rebuild makes the tables by the same code: it cannot tell what that code forgets.
        """
        queries, at = self.archive.queries, f"@{self.archive.head().size}"
        for listed in queries.subjects():
            now, then = queries.record(listed.id), queries.record(listed.id, as_of=at)
            assert (then.label, then.facts, then.sections) == (now.label, now.facts, now.sections)
            assert listed.facts == now.facts

    @invariant()
    def the_head_counts_the_events(self):
        assert self.archive.head().size == self.archive.queries.size()

    def teardown(self) -> None:
        try:
            for at, (subject, then) in self.kept.items():
                assert self.archive.queries.record(subject, as_of=f"@{at}") == then
            self.check_what_is_listed()
            assert list(differing_tables(self.archive._store)) == []
            answer = self.archive.verify()
            assert answer.ok, answer.faults
        finally:
            self.archive.close()
            self.folder.cleanup()


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(
    max_examples=8,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of the test
)
