# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What must hold of any record: order, moment, retraction and policy do what they say."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.projector import differing_tables
from fonds.archive.record.policy import Policy
from fonds.events.ids import SeededRandomness
from fonds.events.values import SubjectKind

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


@settings(max_examples=25)
@given(st.lists(stated, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_what_is_unrelated_does_not_matter(facts, random):
    of_each = [[fact for fact in facts if fact[0] == who] for who in (0, 1)]
    mixed = []
    left = [list(one) for one in of_each]
    while any(left):
        mixed.append(random.choice([one for one in left if one]).pop(0))
    records = []
    for order in (facts, mixed):
        with archived() as (archive, subjects, sources):
            for fact in order:
                state(archive, subjects, sources, fact)
            records.append([told(archive.queries.record(subject)) for subject in subjects])
    assert records[0] == records[1]


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
