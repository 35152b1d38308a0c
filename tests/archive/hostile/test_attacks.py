# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What somebody with an SQLite tool may try on an archive they can write: each is convicted."""

from __future__ import annotations

import contextlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from archive.integrity.forging import header_at, plain, position_of, sound_archive
from click.testing import CliRunner

from fonds.archive import Archive
from fonds.archive.checkup import Level
from fonds.archive.cli.root import program
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import library
from fonds.archive.doctor import examine
from fonds.archive.errors import ArchiveError, FondsError
from fonds.archive.recovering import recover_file
from fonds.archive.schema import ENDURING, PARTS_AN_EVENT
from fonds.events.canonical import canonical_json
from fonds.events.merkle import leaf_hash
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from fonds.archive.connection import Connection
    from fonds.archive.integrity.verify import VerifyAnswer

TRIGGERS = [name for name, sql in ENDURING.items() if sql.startswith("CREATE TRIGGER")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sound_archive(tmp_path / "sound.fonds")


@contextlib.contextmanager
def attacking(path: Path) -> Any:
    """Change a file with its triggers dropped, and put them back as they were."""
    with plain(path) as connection:
        yield connection
        for name in TRIGGERS:
            connection.execute(ENDURING[name])


def convicted(answer: VerifyAnswer, kind: str, position: int | None) -> bool:
    return (kind, position) in {(fault.kind, fault.position) for fault in answer.faults}


def copied(connection: Any, other: Path, position: int) -> int:
    """Copy an event of another archive, with its parts, to the end of this one."""
    (last,) = connection.execute("SELECT max(position) FROM event").fetchone()
    with contextlib.closing(library().connect(other)) as source:
        header, leaf = source.execute(
            "SELECT header, leaf FROM event WHERE position = ?", (position,)
        ).fetchone()
        parts = source.execute(
            "SELECT key, name, salt, data FROM part WHERE key / 32 = ?", (position,)
        ).fetchall()
    connection.execute(
        "INSERT INTO event (position, header, leaf) VALUES (?, ?, ?)", (last + 1, header, leaf)
    )
    for key, *cells in parts:
        at = (last + 1) * PARTS_AN_EVENT + key % PARTS_AN_EVENT
        connection.execute("INSERT INTO part VALUES (?, ?, ?, ?)", (at, *cells))
    return int(last) + 1


def test_two_archives_merged_by_copying_rows(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.fonds"
    with Archive.create(other) as archive:
        size = archive.execute(OpenSubject("Somebody else", SubjectKind.PERSON)).head.size
    with attacking(path) as connection:
        added = [copied(connection, other, position) for position in range(1, size + 1)]
    answer = Archive.verify_file(path)
    assert all(convicted(answer, "header", position) for position in added)
    # Nobody is shown them as events of this archive.
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(ArchiveError) as raised:
            Archive.open(path, read_only=read_only)
        assert raised.value.code == "foreign-event"
        assert raised.value.details["position"] == added[0]
    assert path.read_bytes() == before
    saved = tmp_path / "saved.fonds"
    assert recover_file(path, saved).head.size == added[0] - 1


def test_a_first_event_that_was_spoilt_does_not_make_the_others_foreign(path: Path) -> None:
    with attacking(path) as connection:
        connection.execute(
            "UPDATE event SET header = json_remove(header, '$.archive') WHERE position = 1"
        )
    with pytest.raises(ArchiveError) as raised, Archive.open(path) as archive:
        archive.rebuild()
    assert (raised.value.code, raised.value.details["position"]) == ("damaged", 1)


def test_rows_of_another_archive_that_the_tables_tell_of_are_not_told_anew(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.fonds"
    with Archive.create(other) as archive:
        size = archive.execute(OpenSubject("Somebody else", SubjectKind.PERSON)).head.size
    with attacking(path) as connection:
        at = copied(connection, other, size)
        connection.execute("UPDATE view_action SET last = ? WHERE last = ?", (at, at - 1))
    with Archive.open(path) as archive:
        with pytest.raises(ArchiveError) as raised:
            archive.rebuild()
        assert raised.value.details["position"] == at
    assert convicted(Archive.verify_file(path), "header", at)


def test_an_event_replayed_from_another_archive(path: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(path, tmp_path / "other.fonds"))
    with Archive.open(other) as archive:
        archive.execute(OpenSubject("Recorded only there", SubjectKind.PERSON))
        position = archive.head().size
    with attacking(path) as connection:
        # A copy of the very same archive: its events belong to it, and come in where they did.
        copied(connection, other, position)
    assert not convicted(Archive.verify_file(path), "header", position)
    strange = tmp_path / "strange.fonds"
    with Archive.create(strange):
        pass
    with attacking(strange) as connection:
        added = copied(connection, other, position)
    assert convicted(Archive.verify_file(strange), "header", added)


def test_an_event_played_twice(path: Path) -> None:
    with attacking(path) as connection:
        note = position_of(connection, "NoteWritten")
        connection.execute("DROP INDEX event_id")
        added = copied(connection, path, note)
    answer = Archive.verify_file(path)
    assert convicted(answer, "id", added)


@pytest.mark.parametrize("hashed", [False, True])
def test_a_header_rewritten_with_its_hash(path: Path, *, hashed: bool) -> None:
    with attacking(path) as connection:
        position = position_of(connection, "NoteWritten")
        header = header_at(connection, position)
        members = {**header.members(), "recorded_at": "2001-01-01T00:00:00.000000Z"}
        data = canonical_json(members)
        connection.execute(
            "UPDATE event SET header = ?, leaf = ? WHERE position = ?",
            (data.decode(), leaf_hash(data) if hashed else b"\0" * 32, position),
        )
    answer = Archive.verify_file(path)
    if hashed:
        # The tree that was kept convicts it; who rewrites that as well, a checkpoint elsewhere.
        assert {"frontier", "tree"} & {fault.kind for fault in answer.faults}
    else:
        assert convicted(answer, "leaf", position)


def taken_out(connection: Connection, position: int) -> None:
    """Take an event out of the log, and move those behind it up."""
    (size,) = connection.execute("SELECT max(position) FROM event").fetchone()
    connection.execute("DELETE FROM event WHERE position = ?", (position,))
    connection.execute("DELETE FROM part WHERE key / 32 = ?", (position,))
    for later in range(position + 1, size + 1):
        connection.execute("UPDATE event SET position = position - 1 WHERE position = ?", (later,))
        connection.execute("UPDATE part SET key = key - 32 WHERE key / 32 = ?", (later,))


@pytest.mark.parametrize("kept", ["app_frontier", "view_action"])
@pytest.mark.parametrize("last", [True, False])
def test_a_shorter_log_is_refused_before_what_shows_it_is_made_anew(
    path: Path, tmp_path: Path, kept: str, *, last: bool
) -> None:
    with attacking(path) as connection:
        (size,) = connection.execute("SELECT max(position) FROM event").fetchone()
        # A note stands last of its stream: nothing behind it names it.
        taken_out(connection, size if last else position_of(connection, "NoteWritten"))
        if kept == "view_action":
            connection.execute("DROP TABLE app_frontier")
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(ArchiveError) as raised:
            Archive.open(path, read_only=read_only)
        assert raised.value.code == "shortened"
        assert f"has {size - 1} events, and had {size} when" in raised.value.message
    assert path.read_bytes() == before
    findings = examine(path, lambda one: Archive.open(one, read_only=True).close()).findings
    assert [one.what for one in findings if one.level is Level.FAULT] == [raised.value.message]
    if kept == "app_frontier":
        assert convicted(Archive.verify_file(path), "frontier", size)
    # The way on that the refusal names.
    saved = tmp_path / "saved.fonds"
    assert recover_file(path, saved).head.size == size - 1
    Archive.open(saved).close()


def test_making_the_tables_anew_leaves_a_tree_that_convicts(path: Path) -> None:
    with attacking(path) as connection:
        connection.execute("UPDATE view_source SET title = 'Another'")
        position = position_of(connection, "NoteWritten")
        header = header_at(connection, position)
        data = canonical_json({**header.members(), "about": ("a" * 16,)})
        connection.execute(
            "UPDATE event SET header = ?, leaf = ? WHERE position = ?",
            (data.decode(), leaf_hash(data), position),
        )
    result = CliRunner().invoke(program, ["--json", "rebuild", str(path)])
    assert result.exit_code == 4
    assert json.loads(result.stdout)["tree"] is False
    answer = Archive.verify_file(path)
    assert {fault.kind for fault in answer.faults} == {"frontier"}


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_trigger_dropped_is_named_and_the_file_refused(path: Path, trigger: str) -> None:
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute(f"DROP TRIGGER {trigger}")
    answer = Archive.verify_file(path)
    assert any(trigger in fault.detail for fault in answer.faults if fault.kind == "schema")
    with pytest.raises(FondsError) as raised:
        Archive.open(path)
    assert raised.value.code == "unknown-schema"


def test_triggers_dropped_and_restored_hide_nothing(path: Path) -> None:
    with attacking(path) as connection:
        position = position_of(connection, "NoteWritten")
        connection.execute(
            "UPDATE part SET data = replace(data, 'year', 'cause') WHERE key / 32 = ?", (position,)
        )
    # It opens: the schema is as it should be. What was changed is told by its commitment.
    Archive.open(path, read_only=True).close()
    assert convicted(Archive.verify_file(path), "part", position)


def test_a_position_beyond_the_end_is_a_gap(path: Path) -> None:
    with attacking(path) as connection:
        header = header_at(connection, 1)
        data = canonical_json({**header.members(), "id": "a" * 16})
        connection.execute(
            "INSERT INTO event (position, header, leaf) VALUES (99, ?, ?)",
            (data.decode(), leaf_hash(data)),
        )
    answer = Archive.verify_file(path)
    assert convicted(answer, "position", 99)
    assert convicted(answer, "header", 99)


def test_a_clock_set_back_changes_no_order_and_is_named(path: Path) -> None:
    with Archive.open(path, clock=lambda: datetime(1999, 1, 1, tzinfo=UTC)) as archive:
        archive.execute(OpenSubject("Earlier", SubjectKind.PERSON))
        size = archive.head().size
        assert archive.queries.history(limit=1)[0].position == size
    result = CliRunner().invoke(program, ["verify", str(path)])
    assert result.exit_code == 0
    assert f"A clock ran backwards: @{size} dated before" in " ".join(result.stdout.split())
    assert Archive.verify_file(path).backdated == (size,)
    findings = examine(path, lambda one: Archive.open(one, read_only=True).close()).findings
    (clock,) = [one for one in findings if "clock ran backwards" in one.what]
    assert f"@{size} (1999-01-01" in clock.what


FORGED = "Forged Words"


def said(path: Path) -> tuple[list[object], str]:
    """Return what facts say in a record, and everything that a search finds."""
    with Archive.open(path, read_only=True) as archive:
        record = archive.queries.record("Odile Varnham")
        facts = [
            (answer.name, value.value, fact.citations)
            for answer in record.properties()
            for scope in answer.scopes
            for value in scope.values
            for fact in value.facts
        ]
        return facts, repr(archive.queries.search("bees").hits)


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE view_source SET title = :words", "view_source"),
        ("UPDATE view_agent SET name = :words", "view_agent"),
        ("UPDATE search_waiting SET text = :words", "search_waiting"),
    ],
)
def test_a_view_edited_by_hand_is_named_and_does_not_change_what_facts_say(
    path: Path, change: str, table: str
) -> None:
    before, _ = said(path)
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute(change, {"words": FORGED})
    after, _ = said(path)
    # Values and quotations are read from the log. Names and titles come from the tables, and are
    # shown as the tables have them until somebody verifies or rebuilds.
    assert [fact[:2] for fact in after] == [fact[:2] for fact in before]
    assert [[one.quote for one in fact[2]] for fact in after] == [
        [one.quote for one in fact[2]] for fact in before
    ]
    answer = Archive.verify_file(path)
    assert {fault.kind for fault in answer.faults} == {"views"}
    assert any(table in fault.detail for fault in answer.faults)
    with Archive.open(path) as archive:
        archive.rebuild()
    assert Archive.verify_file(path).ok
    assert said(path)[0] == before


def test_columns_of_a_view_renamed_by_hand_are_named(path: Path) -> None:
    """Its rows are those of a rebuild, and every command that asks for the column fails."""
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute("ALTER TABLE view_subject RENAME COLUMN label TO lable")
    (fault,) = Archive.verify_file(path).faults
    assert fault.kind == "views"
    assert "view_subject" in fault.detail
    with Archive.open(path) as archive:
        archive.rebuild()
    assert Archive.verify_file(path).ok


def test_tables_that_deny_what_they_tell_are_made_anew(path: Path) -> None:
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM view_action WHERE first > 1")
    assert {fault.kind for fault in Archive.verify_file(path).faults} == {"views"}
    Archive.open(path).close()
    assert Archive.verify_file(path).ok
