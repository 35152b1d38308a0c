# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an open archive remembers between commands never outlives what others have written."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive, projector
from fonds.archive.commands.changes import CorrectFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.errors import FondsError, RefusedError, StaleError
from fonds.archive.projector import Projector, differing_tables
from fonds.archive.store.sqlite import SqliteStore
from fonds.archive.tables import LIVE, NEXT
from fonds.events.values import CorrectionKind, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "Edda Marlow kept the tide tables for nine winters, and the light."
LATER = "Her brother Wick kept them after her."


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Archive, Archive]]:
    path = tmp_path / "two.fonds"
    with contextlib.ExitStack() as opened:
        one = opened.enter_context(Archive.create(path, agent="one"))
        one.execute(OpenSubject("Edda Marlow", SubjectKind.PERSON))
        one.execute(RegisterUnheld(WorkDescription(title="Salt and Rope")))
        one.execute(Transcribe("Salt and Rope", WORDS, seen_at="Saltby Library"))
        yield one, opened.enter_context(Archive.open(path, agent="other"))


def fact(quote: str, value: str = "keeper") -> AssertFact:
    return AssertFact("Edda Marlow", "occupation", value, "Salt and Rope", quote)


def test_an_append_asks_only_what_it_cannot_know(two: tuple[Archive, Archive]) -> None:
    one, _ = two
    place = WORDS.index("tide tables")
    for number in range(2):
        one.execute(replace(fact("tide tables", f"keeper {number}"), start=place))
    told: list[str] = []
    one._connection.set_trace_callback(told.append)
    one.execute(replace(fact("tide tables", "keeper of the light"), start=place))
    one._connection.set_trace_callback(None)
    asked = [sql for sql in told if sql.startswith(("SELECT", "PRAGMA"))]
    # Whether others have written; whom and what the two names mean; what is cited already, and
    # which facts that rest on it say, for one of them may say the same.
    tables = [
        next(word for word in sql.split() if word.startswith(("view_", "event")))
        for sql in asked[1:]
    ]
    assert asked[0] == "PRAGMA data_version"
    names = ["view_subject_name", "view_source_name"]
    assert tables == [*names, "view_place", "view_thing", "event"]


def test_two_that_append_in_turns_see_each_other(two: tuple[Archive, Archive]) -> None:
    for turn in range(12):
        # Each appends twice: once after the other wrote, once after itself.
        for archive in two:
            for _ in range(2):
                size = archive.head().size
                outcome = archive.execute(fact("tide tables", f"keeper {turn}"))
                assert outcome.answer.position == outcome.head.size > size
    one, other = two
    assert one.head() == other.head()
    assert one.verify().ok
    # The excerpt was taken once, whoever came first, and each agent introduced once.
    kinds = [event.header.type for event in SqliteStore(one._connection, "").events()]
    assert kinds.count("ExcerptTaken") == 1
    assert kinds.count("AgentIntroduced") == 2
    assert kinds.count("PropertyDefined") == 1


def test_a_text_another_has_added_can_be_quoted(two: tuple[Archive, Archive]) -> None:
    one, other = two
    one.execute(fact("tide tables"))
    with pytest.raises(RefusedError):
        one.execute(fact("kept them after her"))
    other.execute(Transcribe("Salt and Rope", LATER))
    one.execute(fact("kept them after her"))
    # And so can one it has added itself.
    one.execute(Transcribe("Salt and Rope", "Nobody kept them after that."))
    one.execute(fact("Nobody kept them"))


def test_what_was_rehearsed_or_refused_is_not_remembered(two: tuple[Archive, Archive]) -> None:
    one, _ = two
    one.execute(OpenSubject("Wick Marlow", SubjectKind.PERSON))
    # The rehearsal defines the property and takes the excerpt; then neither is there.
    one.execute(fact("the light"), dry_run=True)
    before = one.head()
    with pytest.raises(FondsError):
        one.execute(AssertFact("Edda Marlow", "occupation", "", "Salt and Rope", "the light"))
    assert one.head() == before
    one.execute(fact("the light"))
    assert one.head().size == before.size + 3
    assert one.verify().ok


def test_a_fact_another_corrected_is_stale(two: tuple[Archive, Archive]) -> None:
    one, other = two
    made = one.execute(fact("tide tables")).answer
    corrected = CorrectFacts((made.stream,), CorrectionKind.MISREAD, "said so", value="pilot")
    other.execute(corrected)
    seen = {made.stream: made.event}
    with pytest.raises(StaleError):
        one.execute(replace(corrected, value="master", after=seen))
    one.execute(replace(corrected, value="master"))
    assert one.queries.fact(made.stream).value == "master"
    assert not list(differing_tables(SqliteStore(other._connection, "")))


def test_tables_another_rebuilt_or_left_behind_are_used(two: tuple[Archive, Archive]) -> None:
    one, other = two
    one.execute(fact("tide tables"))
    other.rebuild()
    one.execute(fact("the light"))
    one.rebuild()
    one.execute(fact("nine winters"))
    assert one.verify().ok


@pytest.mark.parametrize("begun_anew", [1, 3])
def test_two_that_make_the_views_anew_in_turns_do_not_meet(
    two: tuple[Archive, Archive], monkeypatch: pytest.MonkeyPatch, begun_anew: int
) -> None:
    for turn in range(8):
        two[0].execute(fact("tide tables", f"keeper {turn}"))
    monkeypatch.setattr(projector, "CHUNK", 5)
    stores = [SqliteStore(archive._connection, "") for archive in two]
    one, other = (Projector(store, NEXT) for store in stores)
    with stores[0].transaction():
        one.create()
    for _ in range(begun_anew):
        assert one._advance(None, stores[0].transaction)
    # As when an old archive is opened by two programs at once.
    with stores[1].transaction():
        other.create()
    assert other._advance(None, stores[1].transaction)
    while one._advance(None, stores[0].transaction):
        other._advance(None, stores[1].transaction)
    with stores[0].transaction():
        Projector(stores[0], LIVE).drop()
        for new, old in zip(one.statements(), Projector(stores[0], LIVE).statements(), strict=True):
            stores[0].connection.execute(f"ALTER TABLE {new} RENAME TO {old}")
    assert list(differing_tables(stores[0])) == []
