# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An archive in which the histories of facts and of sources begin, and what must hold of any.

A rebuild makes the tables by the same code that kept them: it finds what was forgotten on the way,
not what that code never enters. So the tables are also held to the log itself, folded fact by fact.
"""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.conflicts import ResolveConflict
from fonds.archive.commands.examining import AssertDependence
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.archive.errors import FondsError, RefusedError
from fonds.archive.export.narrative import narrative_of
from fonds.archive.projector import differing_tables
from fonds.archive.record.fold import apply
from fonds.archive.record.policy import Policy
from fonds.archive.record.states import FactState, Standing
from fonds.events.catalogue.subject import ConflictOutcome, Judgement
from fonds.events.ids import SeededRandomness
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.commands.erasing import EraseContent
    from fonds.archive.commands.plan import Command

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00"),
    min_size=1,
    max_size=40,
).filter(str.strip)
ONE = st.integers(0, 40)
"""Whichever of a list, counted round."""

PERSONS = ("Jon Weil", "Jon Weil", "Edda Marlow")
PLACES = ("Ox", "Tar", "North", "Far")
TEXTS = (
    "Jon Weil, born 1901 in Ox, a clerk, sat for the 12th.\r\n𝄞 He\u00a0left in 1953.",
    "Jon Weil, born 1902 in Tar, a baker. Ox lies in Tar.",
    "Edda Marlow of Far, born 1903; her father was Jon Weil.",
)
FACTS = (
    *((0, "date_of_birth", "1901", 0), (0, "date_of_birth", "1902", 1)),
    *((0, "date_of_birth", "1902", 2), (1, "date_of_birth", "1903", 2)),
    *((1, "occupation", "clerk", 0), (1, "date_of_birth", "1904", 1)),
    *((2, "date_of_birth", "1903", 2), (2, "age", "50", 2)),
)
NAMED = (
    *((0, "place_of_birth", "Ox", 0), (0, "place_of_birth", "Tar", 1)),
    *((1, "place_of_birth", "Ox", 0), (1, "place_of_birth", "North", 1)),
    *((2, "place_of_birth", "Far", 2), (2, "place_of_birth", "Ox", 1)),
    (2, "father", "0", 2),
)


@cache
def beginning() -> tuple[bytes, tuple[tuple[str, ...], ...]]:
    """Return an archive's bytes, and its persons, places, sources and facts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "begun.fonds"
        with Archive.create(path, randomness=SeededRandomness("a history begins")) as archive:
            things = _begin(archive, Path(folder))
        return path.read_bytes(), things


def _begin(archive: Archive, folder: Path) -> tuple[tuple[str, ...], ...]:
    def opened(label: str, kind: SubjectKind) -> str:
        return archive.execute(OpenSubject(label, kind)).answer.stream

    files = [folder / f"{number}.txt" for number in range(len(TEXTS))]
    for file, text in zip(files, TEXTS, strict=True):
        file.write_bytes(text.encode("utf-8"))
    persons = [opened(label, SubjectKind.PERSON) for label in PERSONS]
    places = {label: opened(label, SubjectKind.PLACE) for label in PLACES}
    sources = [added.id for added in archive.execute(AddSources(tuple(files))).answer]
    facts = [
        archive.execute(
            AssertFact(persons[who], name, value, sources[source], TEXTS[source][:9], start=0)
        ).answer.stream
        for who, name, value, source in FACTS
    ]
    facts += [
        archive.execute(
            AssertFact(
                *(persons[who], name, places.get(value, persons[0]), sources[source]),
                *(TEXTS[source][:4],),
                start=0,
                value_as_subject=True,
            )
        ).answer.stream
        for who, name, value, source in NAMED
    ]
    archive.execute(LinkSubjects(persons[0], persons[1], Judgement.UNSURE, "one name"))
    archive.execute(AssertDependence(sources[1], sources[0]))
    found = archive.queries.conflicts(persons[2])[0]
    archive.execute(ResolveConflict(found.id, ConflictOutcome.BOTH_STAND, "why"))
    archive.execute(RetractFacts((facts[5],), "why"))
    return tuple(persons), tuple(places.values()), tuple(sources), tuple(facts)


class History(RuleBasedStateMachine):
    """An archive that was worked on, opened to be worked on further."""

    EVERY = 6
    """After so many acts all is compared; at the end it is in any case."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        data, (persons, places, sources, facts) = beginning()
        (self.folder / "any.fonds").write_bytes(data)
        self.archive = Archive.open(
            self.folder / "any.fonds", randomness=SeededRandomness("it goes on")
        )
        # What a power cut leaves is tested elsewhere; to wait for the disk would be half the time.
        self.archive._connection.execute("PRAGMA synchronous = OFF")
        self.persons, self.places = list(persons), list(places)
        self.sources, self.facts = list(sources), list(facts)
        self.acts = 0
        self.kept: dict[int, tuple[str, object]] = {}

    def do(self, command: Command[object]) -> object | None:
        """Carry a command out; what a rule refuses must leave the log as it was."""
        before = self.archive.head()
        try:
            outcome = self.archive.execute(command)
        except FondsError:
            assert self.archive.head() == before
            return None
        self.acts += 1
        return outcome

    @rule(who=ONE, source=ONE, name=st.sampled_from(("date_of_birth", "residence", "occupation")))
    def say_and_take_back(self, who: int, source: int, name: str) -> None:
        """A fact that is retracted leaves the record as it was, and the history longer."""
        before, size = self.told(), self.archive.head().size
        try:
            text = self.archive.queries.text(of(self.sources, source)).text
        except FondsError:
            return
        # Of those who were erased nothing more is said.
        given = (of(self.persons, who), name, "1905", of(self.sources, source), text[:4], 0)
        outcome = self.do(AssertFact(*given))
        if outcome is None:
            return
        self.facts.append(outcome.answer.stream)
        assert self.told() != before
        self.do(RetractFacts((self.facts[-1],), "never mind"))
        assert self.told() == before
        assert self.archive.head().size >= size + 2

    def told(self) -> list[object]:
        """Return what is told of everybody: records, dates, and all that is in conflict."""
        queries = self.archive.queries
        subjects = [row.id for row in queries.subjects()]
        records = [queries.record(one) for one in subjects]
        return [records, [queries.dates(one) for one in subjects], queries.conflicts()]

    @invariant()
    def all_agrees_every_few_acts(self) -> None:
        """Compare, as `EVERY` says."""
        if self.acts >= self.EVERY:
            self.acts = 0
            self.compare()

    def compare(self) -> None:
        """Hold tables to a rebuild and to the log, and what is shown now to what is shown then."""
        assert self.archive.head().size == self.archive.queries.size()
        states = self.compare_with_the_log()
        self.compare_conflicts()
        queries, at = self.archive.queries, f"@{self.archive.head().size}"
        for listed in queries.subjects():
            now, then = queries.record(listed.id), queries.record(listed.id, as_of=at)
            assert (then.label, then.facts, then.sections) == (now.label, now.facts, now.sections)
            assert listed.facts == now.facts
            shown = {
                fact.id
                for answer in now.properties()
                for fact in (
                    *(one for scope in answer.scopes for v in scope.values for one in v.facts),
                    *answer.deprecated,
                )
            }
            assert shown == {one.id for one in states if one.subject == listed.id}
        assert list(differing_tables(self.archive._store)) == []

    def compare_with_the_log(self) -> list[FactState]:
        """Hold what tables say of facts to the log; return the facts that stand."""
        states: dict[str, FactState | None] = {}
        filed, mentioned, labels, taken_back = set(), set(), {}, set()
        for recorded in self.archive._store.events():
            stream, event = recorded.header.stream, recorded.event
            if recorded.header.type in {"SubjectOpened", "SubjectDescribed"} and event is not None:
                labels[stream] = event.content.label
            if recorded.header.type == "CitationWithdrawn":
                taken_back |= {(thing, stream) for thing in recorded.header.about}
            state = states[stream] = apply(states.get(stream), recorded)
            if state is None:
                continue
            filed.add((state.subject, state.reading.property, state.id))
            named = {one.subject for one in state.reading.qualifiers}
            mentioned |= {(who, state.id) for who in (named | {state.reading.value_subject}) if who}
        facts = [state for state in states.values() if state is not None]
        stand = [state for state in facts if state.standing is Standing.STANDS]
        thing = "(SELECT id FROM view_thing WHERE key = {})".format
        name = "(SELECT name FROM view_property p WHERE p.key = {})".format
        assert self.rows(
            f"SELECT {thing('f.key')}, {thing('f.subject')}, {name('f.property')}, f.stands = 1"
            f" FROM view_fact f WHERE {thing('f.key')} IN (SELECT value FROM json_each(?))",
            [state.id for state in facts if state.standing is not Standing.ERASED],
        ) == {
            (one.id, one.subject, one.reading.property, one.standing is Standing.STANDS)
            for one in facts
            if one.standing is not Standing.ERASED
        }
        assert filed <= self.rows(
            f"SELECT {thing('subject')}, {name('property')}, {thing('fact')} FROM view_attribution"
        )
        assert mentioned <= self.rows(
            f"SELECT {thing('subject')}, {thing('fact')} FROM view_mention"
        )
        cited = {
            (cited.citation.excerpt, one.id)
            for one in facts
            for cited in one.citations
            if cited.citation.excerpt is not None
        }
        listed = self.rows(f"SELECT {thing('cited')}, {thing('fact')} FROM view_citation")
        assert cited <= listed
        assert not (taken_back - cited) & listed
        links = self.rows("SELECT subject, other, judgement FROM view_link")
        assert links == {(other, one, judgement) for one, other, judgement in links}
        counted = self.rows("SELECT facts FROM view_tally WHERE subject = 0")
        assert counted == ({(len(stand),)} if stand or counted else set())
        assert set(labels.items()) <= self.rows(
            f"SELECT {thing('s.key')}, s.label FROM view_subject s"
        )
        return stand

    def rows(self, sql: str, ids: list[str] | None = None) -> set[tuple[object, ...]]:
        """Return a query's rows; ``ids`` are bound as a JSON list."""

        bound = () if ids is None else (json.dumps(ids),)
        return set(self.archive._store.connection.execute(sql, bound))

    def compare_conflicts(self) -> None:
        """Hold the list of conflicts to the records, which weigh all facts of a property anew."""
        queries = self.archive.queries
        listed = [(one.subject, one.property, one.status) for one in queries.conflicts()]
        told = [
            (subject.id, answer.name, "open" if scope.status == "disputed" else "resolved")
            for subject in queries.subjects()
            for answer in queries.record(subject.id).properties()
            for scope in answer.scopes
            if any(pair.relation == "conflicts" for pair in scope.relations)
        ]
        assert sorted(listed) == sorted(told)

    def teardown(self) -> None:
        """Compare once more, with what was remembered, and verify."""
        try:
            for at, (subject, then) in self.kept.items():
                assert self.archive.queries.record(subject, as_of=f"@{at}") == then
            self.compare()
            answer = self.archive.verify()
            assert answer.ok, answer.faults
        finally:
            self.archive.close()
            self._folder.cleanup()


def of(things: list[Any], which: int) -> Any:
    return things[which % len(things)]


def case(machine: type[History], examples: int, steps: int) -> Any:
    made = machine.TestCase
    made.settings = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of the test
    )
    return made


def erased(archive: Archive, command: EraseContent) -> bool:
    """Erase, and tell whether it was done; what is refused leaves the log as it was."""
    before = archive.head()
    try:
        _, wiped = archive.erase(command)
    except FondsError:
        assert archive.head() == before
        return False
    assert wiped.finished
    return True


def ask_everything(archive: Archive, subject: str, source: str, fact: str, at: int) -> None:
    """Hold every question about the record to an answer or a refusal, and to writing nothing."""
    head, queries = archive.head(), archive.queries
    moment = f"@{min(at, head.size)}"
    policy = Policy(frozenset({source}), originals_only=True, stated_only=True)
    asked: tuple[Callable[[], object], ...] = (
        lambda: narrative_of(queries.record(subject, moment, policy, merged=True)),
        lambda: queries.timeline(subject),
        lambda: queries.ties(subject),
        lambda: queries.dates(subject, moment, policy),
        lambda: queries.diff(subject, moment, None, policy_after=policy),
        queries.todo,
        lambda: queries.what_if([source, fact]),
        queries.candidates,
    )
    for ask in asked:
        try:
            ask()
        except RefusedError as error:
            # The subject, source or fact was erased, or was not there at that moment.
            if not error.code.startswith(("unknown-", "erased")):
                raise
    assert archive.head() == head
