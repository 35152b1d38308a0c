# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What `verify` finds in a log whose every hash is right, but which no Fonds has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive.integrity.forging import Forger, header_at, last_of, plain, position_of, sound_archive

from fonds.archive.integrity.verify import verify
from fonds.archive.schema import ENDURING, PARTS_AN_EVENT
from fonds.events.canonical import canonical_json
from fonds.events.catalogue.archive import ArchiveContent, ArchiveCreated
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.subject import (
    NoteWritten,
    SubjectContent,
    SubjectDescribed,
    SubjectOpened,
    SubjectWithdrawn,
)
from fonds.events.parts import SealedPart, commitment_of, spell_commitment
from fonds.events.recorded import Draft, SealedEvent
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.connection import Connection

PERSON = SubjectContent(kind=SubjectKind.PERSON, label="Bram Ostler")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with plain(sound_archive(tmp_path / "sound.fonds")) as connection:
        yield connection


@pytest.fixture
def forger(connection: Connection) -> Forger:
    return Forger(connection)


@pytest.fixture
def stream(connection: Connection) -> str:
    """The stream of the one person's subject."""
    return header_at(connection, position_of(connection, "SubjectOpened")).stream


def found(connection: Connection) -> set[tuple[str, int | None]]:
    """Kinds and positions of the faults, the dropped triggers apart."""
    answer = verify(connection, "the archive")
    assert answer.ok == (not answer.faults)
    return {(fault.kind, fault.position) for fault in answer.faults if fault.kind != "schema"}


def test_a_forger_who_keeps_the_rules_is_not_found(forger: Forger, stream: str) -> None:
    connection = forger.connection
    after = last_of(connection, stream)
    forger.append(Draft(NoteWritten(note=Prose(text="a note")), stream, after=after))
    forger.append(Draft(SubjectOpened(content=PERSON), forger.randomness.new_id()))
    # Two additive events may both have seen the same one before them.
    forger.append(Draft(NoteWritten(note=Prose(text="another")), stream, after=after))
    assert found(connection) == set()


def test_a_change_that_had_not_seen_the_last_event(forger: Forger, stream: str) -> None:
    seen = last_of(forger.connection, stream)
    forger.append(Draft(NoteWritten(note=Prose(text="a note")), stream, after=seen))
    position = forger.append(Draft(SubjectDescribed(content=PERSON), stream, after=seen))
    assert found(forger.connection) == {("after", position)}


def test_an_addition_that_names_an_event_of_another_stream(forger: Forger, stream: str) -> None:
    other = header_at(forger.connection, 1).id
    position = forger.append(Draft(NoteWritten(note=Prose(text="a note")), stream, after=other))
    assert found(forger.connection) == {("after", position)}


def test_a_stream_that_nothing_opens(forger: Forger) -> None:
    position = forger.append(Draft(SubjectWithdrawn(), forger.randomness.new_id()))
    assert found(forger.connection) == {("after", position)}


def test_a_stream_opened_twice(forger: Forger, stream: str) -> None:
    after = last_of(forger.connection, stream)
    position = forger.append(Draft(SubjectOpened(content=PERSON), stream, after=after))
    assert found(forger.connection) == {("after", position)}


def test_a_second_beginning(forger: Forger) -> None:
    draft = Draft(ArchiveCreated(content=ArchiveContent(name="Other")), forger.randomness.new_id())
    position = forger.append(draft)
    assert found(forger.connection) == {("header", position)}


def test_an_event_of_another_archive(forger: Forger, stream: str) -> None:
    after = last_of(forger.connection, stream)
    draft = Draft(NoteWritten(note=Prose(text="a note")), stream, after=after)
    position = forger.append_with(draft, archive=forger.randomness.new_id())
    assert found(forger.connection) == {("header", position)}


def test_one_id_for_two_events(forger: Forger, stream: str) -> None:
    connection = forger.connection
    connection.execute("DROP INDEX event_id")
    after = last_of(connection, stream)
    draft = Draft(NoteWritten(note=Prose(text="a note")), stream, after=after)
    position = forger.append_with(draft, id=header_at(connection, 2).id)
    assert found(connection) == {("id", position)}


def test_an_action_with_two_times(forger: Forger, stream: str) -> None:
    first = forger.append(Draft(NoteWritten(note=Prose(text="One.")), stream))
    last = forger.append_with(
        Draft(NoteWritten(note=Prose(text="Two.")), stream),
        recorded_at="2026-02-03T04:05:06.000008Z",
    )
    assert (first, found(forger.connection)) == (last - 1, {("action", last)})


def test_an_action_that_others_interrupt(forger: Forger, stream: str) -> None:
    forger.append(Draft(NoteWritten(note=Prose(text="One.")), stream))
    forger.append_with(Draft(NoteWritten(note=Prose(text="Two.")), stream), action="b" * 16)
    last = forger.append(Draft(NoteWritten(note=Prose(text="Three.")), stream))
    assert found(forger.connection) == {("action", last)}


def test_an_agent_whom_nobody_introduced(forger: Forger, stream: str) -> None:
    note = Draft(NoteWritten(note=Prose(text="One.")), stream)
    first = forger.append_with(note, agent="a" * 16, action="b" * 16)
    forger.append_with(note, agent="a" * 16, action="c" * 16)
    assert found(forger.connection) == {("agent", first)}


@pytest.mark.parametrize("no_time", ["2026-02-30T00:00:00.000000Z", "2026-01-01T24:61:00.000000Z"])
def test_a_time_that_is_none(forger: Forger, stream: str, no_time: str) -> None:
    position = forger.append_with(
        Draft(NoteWritten(note=Prose(text="One.")), stream), recorded_at=no_time
    )
    assert found(forger.connection) == {("header", position)}


def test_a_header_that_is_not_canonical(forger: Forger, stream: str) -> None:
    after = last_of(forger.connection, stream)
    sealed = forger.seal(Draft(NoteWritten(note=Prose(text="a note")), stream, after=after))
    position = forger.put(sealed, sealed.header_bytes.replace(b":", b": ", 1))
    assert found(forger.connection) == {("header", position)}


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"format": 2}, "header"),
        ({"recorded_at": "yesterday"}, "header"),
        ({"more": 1}, "header"),
        ({"type": "SubjectPraised"}, "event"),
        ({"schema": 99}, "event"),
    ],
)
def test_a_header_no_fonds_has_written(
    forger: Forger, stream: str, members: dict[str, object], kind: str
) -> None:
    after = last_of(forger.connection, stream)
    draft = Draft(NoteWritten(note=Prose(text="a note")), stream, after=after)
    position = forger.append_with(draft, **members)
    assert found(forger.connection) == {(kind, position)}


def test_a_part_of_the_wrong_shape(forger: Forger) -> None:
    sealed = forger.seal(Draft(SubjectOpened(content=PERSON), forger.randomness.new_id()))
    data, salt = canonical_json({"label": 7}), forger.randomness.new_salt()
    fields = sealed.header.members()
    fields["parts"] = {"content": spell_commitment(commitment_of("content", salt, data))}
    part = SealedPart("content", salt, data)
    forged = SealedEvent(sealed.header, sealed.header_bytes, sealed.leaf, (part,), sealed.event)
    position = forger.put(forged, canonical_json(fields))
    assert found(forger.connection) == {("event", position)}


def test_an_event_without_a_part_it_needs(forger: Forger) -> None:
    sealed = forger.seal(Draft(SubjectOpened(content=PERSON), forger.randomness.new_id()))
    fields = sealed.header.members()
    forged = SealedEvent(sealed.header, sealed.header_bytes, sealed.leaf, (), sealed.event)
    position = forger.put(forged, canonical_json({**fields, "parts": {}}))
    assert found(forger.connection) == {("event", position)}


# Rows that are gone, moved, or too many -----------------------------------------------------------


def test_an_event_cut_out(connection: Connection) -> None:
    connection.execute("DELETE FROM event WHERE position = 4")
    faults = found(connection)
    assert {("position", 4), ("part", 4)} <= faults


def test_an_event_moved_to_the_end_is_named_where_it_was_and_where_it_is(
    connection: Connection,
) -> None:
    (size,) = connection.execute("SELECT max(position) FROM event").fetchone()
    connection.execute("UPDATE event SET position = ? WHERE position = 4", (size + 7,))
    faults = found(connection)
    assert {("position", 4), ("position", size + 1), ("position", size + 7)} <= faults


def test_a_part_moved_to_another_event_is_named_at_both(connection: Connection) -> None:
    key = 4 * PARTS_AN_EVENT
    connection.execute("UPDATE part SET key = ? WHERE key = ?", (6 * PARTS_AN_EVENT + 20, key))
    assert {("part", 4), ("part", 6)} <= found(connection)


def test_a_part_moved_within_its_event(connection: Connection) -> None:
    key = 4 * PARTS_AN_EVENT
    connection.execute("UPDATE part SET key = ? WHERE key = ?", (key + 9, key))
    assert found(connection) == {("part", 4)}


def test_a_part_that_no_header_commits_to(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO part VALUES (?, 'note', zeroblob(32), '{}')", (5 * PARTS_AN_EVENT + 9,)
    )
    assert found(connection) == {("part", 5)}


def test_parts_behind_the_end_of_the_log(connection: Connection) -> None:
    (size,) = connection.execute("SELECT max(position) FROM event").fetchone()
    key = (size + 1) * PARTS_AN_EVENT
    connection.execute("INSERT INTO part VALUES (?, 'note', zeroblob(32), '{}')", (key,))
    assert found(connection) == {("part", size + 1)}


def test_events_cut_off_the_end(connection: Connection) -> None:
    (size,) = connection.execute("SELECT max(position) FROM event").fetchone()
    connection.execute("DELETE FROM event WHERE position > ?", (size - 2,))
    connection.execute("DELETE FROM part WHERE key >= ?", ((size - 1) * PARTS_AN_EVENT,))
    assert found(connection) == {("frontier", size - 1)}


def test_two_events_without_parts_exchanged(connection: Connection) -> None:
    """Nothing in either says where it stands; the tree does."""
    forger = Forger(connection)
    people = []
    for _ in range(2):
        person = forger.randomness.new_id()
        forger.append(Draft(SubjectOpened(content=PERSON), person))
        people.append(person)
    one, two = (
        forger.append(Draft(SubjectWithdrawn(), person, after=last_of(connection, person)))
        for person in people
    )
    _keep_frontier(connection)
    assert found(connection) == set()
    for old, new in ((one, 10**6), (two, one), (10**6, two)):
        connection.execute("UPDATE event SET position = ? WHERE position = ?", (new, old))
    faults = found(connection)
    assert [kind for kind, _ in faults] == ["frontier"]
    (position,) = (position for _, position in faults)
    assert position is not None
    assert position <= two


def _keep_frontier(connection: Connection) -> None:
    from fonds.archive.store.sqlite import SqliteStore

    SqliteStore(connection, "the archive").prepare()


def test_a_log_made_anew_up_to_the_leaf_hashes_is_found_by_what_follows(
    connection: Connection,
) -> None:
    """One header rewritten together with its leaf hash: the next event of its stream remembers."""
    from fonds.events.merkle import leaf_hash

    position = position_of(connection, "SourceRegistered")
    header = header_at(connection, position)
    fields = header.members()
    data = canonical_json({**fields, "id": "a" * 16})
    connection.execute(
        "UPDATE event SET header = ?, leaf = ? WHERE position = ?",
        (data.decode("ascii"), leaf_hash(data), position),
    )
    faults = found(connection)
    assert ("after", position + 1) in faults
    assert "frontier" in {kind for kind, _ in faults}


def test_faults_are_told_up_to_a_limit_and_then_counted(connection: Connection) -> None:
    connection.executemany(
        "INSERT INTO part VALUES (?, 'note', NULL, '{}')",
        [((100 + at) * PARTS_AN_EVENT,) for at in range(1500)],
    )
    answer = verify(connection, "the archive")
    assert len(answer.faults) == 1001
    assert answer.faults[-1].kind == "more"
    assert "further faults" in answer.faults[-1].detail


def test_triggers_that_are_gone_are_named(connection: Connection) -> None:
    answer = verify(connection, "the archive")
    details = " ".join(fault.detail for fault in answer.faults)
    triggers = [name for name, sql in ENDURING.items() if sql.startswith("CREATE TRIGGER")]
    assert triggers
    assert all(name in details for name in triggers)
    assert all(fault.position is None for fault in answer.faults)
