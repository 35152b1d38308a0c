# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What must hold of any record: order, moment, retraction and policy do what they say."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.archive import Archive
from fonds.archive.commands.changes import (
    AssessFacts,
    CiteFact,
    CorrectFacts,
    ReinstateFacts,
    RetractFacts,
)
from fonds.archive.commands.conflicts import ResolveConflict
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.identity import DescribeSubject
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.errors import FondsError
from fonds.archive.projector import differing_tables
from fonds.archive.record.policy import Policy
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.events.ids import SeededRandomness
from fonds.events.values import CorrectionKind, Rank, SubjectKind

TEXTS = ("He was born in 1953 and sat for the 12th district.", "Born in 1954, of the 13th.")
PROPERTIES = ("date_of_birth", "residence", "occupation", "represents_district", "birth_name")
WORDS = ("1953", "1953-04", "1954", "Chicago", "Chicago, Illinois", "E. Marlow")

stated = st.tuples(
    st.integers(0, 1),
    st.sampled_from(PROPERTIES),
    st.sampled_from(WORDS),
    st.none() | st.sampled_from(["1988", "1988-05", "199X"]),
    st.integers(0, 1),
).filter(lambda fact: fact[1] != "date_of_birth" or fact[2][:2] == "19")


@contextmanager
def archived():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.fonds"
        with Archive.create(path, randomness=SeededRandomness("any record")) as archive:
            files = []
            for number, text in enumerate(TEXTS):
                file = Path(folder) / f"{number}.txt"
                file.write_text(text, encoding="utf-8")
                files.append(file)
            sources = [added.id for added in archive.execute(AddSources(tuple(files))).answer]
            subjects = [
                archive.execute(OpenSubject(label, SubjectKind.PERSON)).answer.stream
                for label in ("Edda Marlow", "Jon Weil")
            ]
            yield archive, subjects, sources


def state(archive, subjects, sources, fact):
    who, name, value, when, source = fact
    quote = TEXTS[source][:9]
    command = AssertFact(subjects[who], name, value, sources[source], quote, start=0, when=when)
    return archive.execute(command).answer.stream


def told(record):
    """Return all that a reader is told, without ids and positions."""
    return [
        (
            answer.name,
            answer.status,
            [
                (
                    dict(scope.scope),
                    scope.status,
                    [relation.reason for relation in scope.relations],
                    [
                        (
                            *(value.display, value.citations, value.sources, value.lineages),
                            [fact.when_display for fact in value.facts],
                        )
                        for value in scope.values
                    ],
                )
                for scope in answer.scopes
            ],
        )
        for answer in record.properties()
    ]


class AtWork:
    """Who does things to two subjects; which fact or conflict is counted round among their own."""

    def __init__(self, archive, subjects, sources):
        self.archive, self.subjects, self.sources = archive, subjects, sources
        self.facts = ([], [])

    def do(self, act):
        who, kind, place, said = act
        if kind is AssertFact:
            self.facts[who].append(state(self.archive, self.subjects, self.sources, said))
            return
        facts = self.facts[who]
        fact = facts[place % len(facts)] if facts else None
        _, _, value, when, source = said
        if kind is OpenSubject:
            command = DescribeSubject(self.subjects[who], "why", label=f"E. {value}")
        elif kind is ResolveConflict:
            own = [
                one for one in self.archive.queries.conflicts() if one.subject == self.subjects[who]
            ]
            if not own:
                return
            found = sorted(own, key=lambda one: (one.property, one.reason))[place % len(own)]
            command = ResolveConflict(
                found.id, ConflictOutcome.PREFERRED, "why", preferred=found.facts[0]
            )
        elif fact is None:
            return
        elif kind is CiteFact:
            quote = TEXTS[source][10:18]
            command = CiteFact(fact, GivenCitation(self.sources[source], quote, start=10))
        elif kind is CorrectFacts:
            command = CorrectFacts((fact,), CorrectionKind.MISREAD, "why", value=value, when=when)
        elif kind is AssessFacts:
            command = AssessFacts((fact,), "why", rank=list(Rank)[place % len(Rank)])
        else:
            command = kind((fact,), "why")
        with suppress(FondsError):  # what is refused is so in any order
            self.archive.execute(command)


ACTS = (
    AssertFact, RetractFacts, ReinstateFacts, CorrectFacts, AssessFacts, CiteFact, ResolveConflict,
    OpenSubject,
)  # fmt: skip
done = st.tuples(st.sampled_from((AssertFact, *ACTS)), st.integers(0, 5), stated).map(
    lambda act: (act[2][0], *act)
)


@settings(max_examples=40)
@given(st.lists(done, max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_what_is_unrelated_does_not_matter(acts, random):
    """What is done to one subject may lie anywhere between what is done to another."""
    left = [[act for act in acts if act[0] == who] for who in (0, 1)]
    mixed = []
    while any(left):
        mixed.append(random.choice([one for one in left if one]).pop(0))
    found = []
    for order in (acts, mixed):
        with archived() as (archive, subjects, sources):
            person = AtWork(archive, subjects, sources)
            for act in order:
                person.do(act)
            records = [archive.queries.record(subject) for subject in subjects]
            conflicts = [
                (subjects.index(one.subject), one.property, one.status, one.reason)
                for one in archive.queries.conflicts()
            ]
            found.append(
                ([(record.label, told(record)) for record in records], sorted(conflicts, key=str))
            )
    assert found[0] == found[1]


@settings(max_examples=25)
@given(st.lists(stated, max_size=5), st.lists(stated, min_size=1, max_size=3))
def test_what_is_retracted_leaves_the_record_as_before_and_the_history_longer(facts, further):
    with archived() as (archive, subjects, sources):
        for fact in facts:
            state(archive, subjects, sources, fact)
        before = [archive.queries.record(subject) for subject in subjects]
        dates = [archive.queries.dates(subject) for subject in subjects]
        conflicts = archive.queries.conflicts()
        length = len(archive.queries.history(limit=1000))
        added = [state(archive, subjects, sources, fact) for fact in further]
        archive.execute(RetractFacts(tuple(added), "never mind"))
        assert [archive.queries.record(subject) for subject in subjects] == before
        assert [archive.queries.dates(subject) for subject in subjects] == dates
        assert archive.queries.conflicts() == conflicts
        longer = len(archive.queries.history(limit=1000))
        assert longer >= length + 2 * len(added)
        assert list(differing_tables(archive._store)) == []


@settings(max_examples=25)
@given(st.lists(stated, max_size=7))
def test_as_of_the_head_is_now_and_a_policy_is_as_if_the_rest_were_never_recorded(facts):
    with archived() as (archive, subjects, sources):
        for fact in facts:
            state(archive, subjects, sources, fact)
        head = f"@{archive.head().size}"
        for subject in subjects:
            now = archive.queries.record(subject)
            assert told(archive.queries.record(subject, head)) == told(now)
            assert archive.queries.diff(subject, None, head).empty
        without = Policy(frozenset({sources[0]}))
        under = [told(archive.queries.record(subject, None, without)) for subject in subjects]
        gone = {
            change.facts
            for change in archive.queries.what_if([sources[0]])
            if change.effect == "gone"
        }
        assert bool(gone) <= any(fact[4] == 0 for fact in facts)
    with archived() as (archive, subjects, sources):
        for fact in facts:
            if fact[4] != 0:
                state(archive, subjects, sources, fact)
        assert [told(archive.queries.record(subject)) for subject in subjects] == under
