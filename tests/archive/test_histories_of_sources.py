# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What must hold of any history of sources: captured again, taken back, copied from, erased."""

from __future__ import annotations

from typing import Any

from archive.histories import ONE, WORDS, History, ask_everything, case, erased, of
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.examining import AssertDependence
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.uncapturing import WithdrawCapture
from fonds.archive.commands.withdrawing import WithdrawSource
from fonds.archive.errors import FondsError
from fonds.archive.projector import rebuild
from fonds.events.catalogue.source import DependenceKind


class Sources(History):
    """Sources are captured again, taken back and depend on each other; words are erased."""

    def __init__(self) -> None:
        super().__init__()
        self.rebuilt = False

    def file(self, text: str) -> Any:
        path = self.folder / "source.txt"
        path.write_bytes(text.encode("utf-8"))
        return path

    @rule(text=st.lists(WORDS, min_size=1, max_size=5).map("\n".join))
    def add(self, text: str) -> None:
        outcome = self.do(AddSources((self.file(text),)))
        if outcome is not None and not outcome.answer[0].already_held:
            self.sources.append(outcome.answer[0].id)

    @rule(source=ONE, text=WORDS, keeps=st.booleans(), back=st.booleans(), who=ONE)
    def recapture(self, source: int, text: str, keeps: bool, back: bool, who: int) -> None:
        """Capture something else, with the old words or without; take it back, or cite it."""
        where = of(self.sources, source)
        old = self.text_of(where) if keeps else None
        new = f"Newly said: {text}\n{old or ''}"
        if self.do(Recapture(where, (self.file(new),))) is None:
            return
        if back:
            if self.do(WithdrawCapture(where, "another page")) is not None and old is not None:
                assert self.text_of(where) == old
            return
        self.state(who, source)

    @rule(who=ONE, source=ONE)
    def state(self, who: int, source: int) -> None:
        """Whatever a source says now can be cited, and stands where it stands."""
        where = of(self.sources, source)
        text = self.text_of(where)
        if text is None:
            return
        outcome = self.do(AssertFact(of(self.persons, who), "residence", "Ox", where, text[:9], 0))
        if outcome is None:
            assert self.is_gone(of(self.persons, who)) or self.is_gone(where)
            return
        self.facts.append(outcome.answer.stream)
        (citation,) = self.archive.queries.fact(self.facts[-1]).citations
        newest = self.archive.queries.text(where)
        assert (citation.quote, citation.rendition) == (text[:9], newest.rendition)

    def text_of(self, source: str) -> str | None:
        try:
            return self.archive.queries.text(source).text
        except FondsError:
            return None

    def is_gone(self, thing: str) -> bool:
        told = {entry.type for entry in self.archive.queries.history(thing, limit=500)}
        return bool(told & {"ContentErased", "SourceWithdrawn", "SubjectWithdrawn"})

    @rule(fact=ONE, source=ONE, years=st.integers(0, 90))
    def state_with_a_premise(self, fact: int, source: int, years: int) -> None:
        where = of(self.sources, source)
        if text := self.text_of(where):
            self.do(
                AssertFact(
                    *(self.persons[0], "age", years, where, text[:9], 0),
                    when_text="five years later",
                    premises=((of(self.facts, fact), "the sentence before"),),
                )
            )

    @rule(one=ONE, other=ONE, kind=st.sampled_from(DependenceKind), withdrawn=st.booleans())
    def depend(self, one: int, other: int, kind: DependenceKind, withdrawn: bool) -> None:
        self.do(AssertDependence(of(self.sources, one), of(self.sources, other), kind))
        if withdrawn and len(self.sources) > 3:
            self.do(WithdrawSource(self.sources[-1], "no source"))

    @rule(who=ONE, text=WORDS)
    def note(self, who: int, text: str) -> None:
        self.do(WriteNote(of(self.persons, who), text))

    @rule(fact=ONE, excerpt=st.booleans(), keep=st.booleans())
    def erase_fact(self, fact: int, excerpt: bool, keep: bool) -> None:
        name = of(self.facts, fact)
        try:
            cited = [one.excerpt for one in self.archive.queries.fact(name).citations]
        except FondsError:
            return
        if not excerpt:
            self.erase(EraseContent(name, "asked"))
        elif cited and cited[-1] is not None:
            self.erase(EraseContent(cited[-1], "asked", keep_facts=keep))

    @rule(source=ONE, whole=st.booleans(), start=st.integers(0, 60), length=st.integers(1, 40))
    def erase_capture(self, source: int, whole: bool, start: int, length: int) -> None:
        where = of(self.sources, source)
        if captures := self.archive.queries.source(where).captures:
            before, masked = self.text_of(where), None if whole else (start, start + length)
            self.erase(EraseContent(captures[0].id, "asked", masked=masked))
            after = self.text_of(where)
            assert whole or before is None or after is None or len(after) == len(before)

    @rule(which=st.integers(0, 200), subject=st.booleans(), keep=st.booleans())
    def erase_another(self, which: int, subject: bool, keep: bool) -> None:
        if subject:
            self.erase(EraseContent(of(self.persons + self.places, which), "asked", texts=keep))
        else:
            position = which % self.archive.head().size + 1
            self.erase(EraseContent(f"@{position}", "asked", keep_facts=keep))

    def erase(self, command: EraseContent) -> None:
        self.acts += erased(self.archive, command)

    @precondition(lambda self: not self.rebuilt)
    @rule()
    def rebuild(self) -> None:
        self.rebuilt = True
        rebuild(self.archive._store)

    @rule(who=ONE, source=ONE, fact=ONE, at=st.integers(1, 400))
    def ask(self, who: int, source: int, fact: int, at: int) -> None:
        """Whatever happened, every question about the record has an answer, and writes nothing."""
        chosen = of(self.persons, who), of(self.sources, source), of(self.facts, fact)
        ask_everything(self.archive, *chosen, at)


TestSources = case(Sources, 10, 20)
