# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Damaged pages, torn copies, strange schemas, changed views: `verify` answers and never raises."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archive.integrity.forging import plain, position_of, sound_archive

from fonds.archive import Archive
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import library
from fonds.archive.errors import ArchiveError, Cancelled
from fonds.archive.integrity.verify import verify
from fonds.archive.schema import ENDURING, PARTS_AN_EVENT
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from fonds.archive.integrity.verify import VerifyAnswer

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = sound_archive(tmp_path / "sound.fonds")
    assert path.stat().st_size > 20 * PAGE
    return path


def kinds(answer: VerifyAnswer) -> set[str]:
    assert answer.ok == (not answer.faults)
    return {fault.kind for fault in answer.faults}


def test_a_sound_archive_passes_and_is_left_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    answer = Archive.verify_file(path)
    assert answer.ok, answer.faults
    assert answer.faults == ()
    assert answer.checked["excerpts"] == 3
    assert answer.checked["files"] == 2
    assert answer.checked["events"] > 15
    assert answer.checked["parts"] > answer.checked["events"]
    assert answer.checked["views"] > 20
    assert path.read_bytes() == before


def test_the_open_archive_verifies_itself(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.execute(OpenSubject("Bram Ostler", SubjectKind.PERSON))
        assert archive.verify().ok
        # The writer goes on writing afterwards.
        archive.execute(OpenSubject("Ilse Ostler", SubjectKind.PERSON))
        assert archive.verify().ok


@pytest.mark.parametrize("seed", range(24))
def test_a_page_of_rubbish(path: Path, seed: int) -> None:
    """Every page in turn, more or less; the first holds what makes the file recognisable."""
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    page = chance.randrange(1, len(data) // PAGE)
    data[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
    path.write_bytes(data)
    answer = Archive.verify_file(path)
    assert not answer.ok
    assert "sqlite" in kinds(answer)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_page_that_took_the_place_of_another_is_told_at_opening(
    path: Path, *, read_only: bool
) -> None:
    """Its rows hold what nobody foresaw, and SQLite reads them without a word."""
    with contextlib.closing(library().connect(path)) as connection:
        roots = dict(connection.execute("SELECT name, rootpage - 1 FROM sqlite_schema"))
    data, state, other = bytearray(path.read_bytes()), roots["view_state"], roots["view_fact"]
    data[state * PAGE : (state + 1) * PAGE] = data[other * PAGE : (other + 1) * PAGE]
    path.write_bytes(data)
    with pytest.raises(ArchiveError) as raised:
        Archive.open(path, read_only=read_only)
    assert raised.value.code == "damaged"


@pytest.mark.parametrize("seed", range(24))
def test_flipped_bits_do_not_upset_it(path: Path, seed: int) -> None:
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    for _ in range(8):
        data[chance.randrange(PAGE, len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    # Bits may have fallen on free space, where they change nothing.
    kinds(Archive.verify_file(path))


@pytest.mark.parametrize("keep", [0.05, 0.3, 0.6, 0.95])
def test_a_torn_copy(path: Path, keep: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: max(int(len(data) * keep), PAGE)])
    try:
        answer = Archive.verify_file(path)
    except ArchiveError as error:
        # What is left is no longer recognisable.
        assert error.code in {"damaged", "not-an-archive"}, error.code  # noqa: PT017
    else:
        assert "sqlite" in kinds(answer)


@pytest.mark.parametrize("kept", [100, 500, PAGE])
def test_a_beginning_that_says_what_it_was(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    answer = Archive.verify_file(path)
    assert "sqlite" in kinds(answer)
    assert answer.checked["events"] == 0


@pytest.mark.parametrize("kept", [16, 60])
def test_a_beginning_that_does_not_is_refused_in_plain_words(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ArchiveError) as raised:
        Archive.verify_file(path)
    assert raised.value.code in {"damaged", "not-an-archive"}


_BROKEN_OFF = """
import os, sys
from fonds.archive.connection import library
connection = library().connect(sys.argv[1], isolation_level=None)
for statement in ("PRAGMA journal_mode=DELETE", "PRAGMA cache_size=2", "BEGIN"):
    connection.execute(statement)
for name, in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
    connection.execute(f"DROP TRIGGER {name}")
connection.execute("UPDATE part SET data = '{}'")
connection.execute("UPDATE event SET header = header || ' '")
os._exit(0)
"""


def test_what_a_killed_program_left_half_written_is_taken_back(path: Path) -> None:
    """Where there is no write-ahead log, half a transaction may lie in the file itself."""
    before = path.read_bytes()
    subprocess.run([sys.executable, "-c", _BROKEN_OFF, path], check=True)
    assert Path(f"{path}-journal").exists()
    assert path.read_bytes() != before
    answer = Archive.verify_file(path)
    assert answer.ok, answer.faults


def test_events_behind_a_damaged_page_are_still_checked(path: Path) -> None:
    with Archive.open(path) as archive:
        for number in range(120):
            archive.execute(OpenSubject(f"Person {number}", SubjectKind.PERSON))
        header = archive.queries.history(limit=1, before=60)[0].event.encode()
    data = bytearray(path.read_bytes())
    # The table's page, not the index's: it holds the whole header.
    start = data.index(b'"id":"' + header) // PAGE * PAGE
    data[start : start + PAGE] = bytes(PAGE)
    path.write_bytes(data)
    answer = Archive.verify_file(path)
    positions = {fault.position for fault in answer.faults if fault.kind == "sqlite"}
    assert {"sqlite", "position"} <= kinds(answer)
    assert positions - {None}
    assert answer.checked["events"] > 120


@pytest.mark.parametrize("table", ["event", "part", "file"])
def test_a_missing_table(path: Path, table: str) -> None:
    with plain(path) as connection:
        connection.execute(f"DROP TABLE {table}")
    answer = Archive.verify_file(path)
    assert "schema" in kinds(answer)
    assert any(f"{table} is missing" in fault.detail for fault in answer.faults)


def test_a_strangers_trigger_is_named_and_does_not_run(path: Path) -> None:
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute(
            "CREATE TRIGGER helper AFTER INSERT ON event BEGIN DELETE FROM file; END"
        )
    answer = Archive.verify_file(path)
    assert [fault.kind for fault in answer.faults] == ["schema"]
    assert "helper" in answer.faults[0].detail


def test_a_schema_with_names_that_are_no_utf8(path: Path) -> None:
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE strange (x)")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = CAST(x'ff' || CAST(sql AS BLOB) AS TEXT)"
            " WHERE name = 'strange'"
        )
    assert "schema" in kinds(Archive.verify_file(path))


def test_texts_in_another_encoding(path: Path) -> None:
    """A database of the same rows in UTF-16: its header texts would hash otherwise."""
    other: object
    with contextlib.closing(library().connect(":memory:", isolation_level=None)) as other:
        other.execute("PRAGMA encoding='UTF-16le'")
        for sql in ENDURING.values():
            other.execute(sql)
        with contextlib.closing(library().connect(path)) as connection:
            for table, columns in (("event", "position, header, leaf"), ("part", "*")):
                for row in connection.execute(f"SELECT {columns} FROM {table}"):
                    names = "(position, header, leaf)" if table == "event" else ""
                    marks = ", ".join("?" * len(row))
                    other.execute(f"INSERT INTO {table} {names} VALUES ({marks})", row)
        answer = verify(other, "the copy")
    assert "UTF-16" in " ".join(fault.detail for fault in answer.faults if fault.kind == "sqlite")


def test_cells_that_are_no_utf8(path: Path) -> None:
    with plain(path) as connection:
        position = position_of(connection, "NoteWritten")
        connection.execute("UPDATE part SET name = CAST(x'ff' AS TEXT) WHERE key = ?", (32,))
        connection.execute(
            "UPDATE part SET data = CAST(x'fffe' AS TEXT) WHERE key / 32 = ?", (position,)
        )
    answer = Archive.verify_file(path)
    assert {("part", 1), ("part", position)} <= {
        (fault.kind, fault.position) for fault in answer.faults
    }


# The disposable tables ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("view_source", "UPDATE view_source SET title = 'Another'"),
        ("view_source", "UPDATE view_source SET title = CAST(x'ff' AS TEXT)"),
        ("view_thing", "DELETE FROM view_thing WHERE key = (SELECT max(key) FROM view_thing)"),
        ("view_about", "INSERT INTO view_about VALUES (1, 1000)"),
        ("view_state", "INSERT INTO view_state VALUES (99)"),
        ("view_place", "DROP TABLE view_place"),
        ("search_waiting", "UPDATE search_waiting SET text = 'other'"),
        ("search_waiting", "DELETE FROM search_waiting WHERE passage = 0"),
        ("search_record", "INSERT INTO search_record (rowid, text) VALUES (987654, 'other')"),
        ("search_passage", "INSERT INTO search_passage (rowid, text) VALUES (987654, 'other')"),
        ("search_place", "UPDATE search_place SET first = first + 1"),
    ],
)
def test_changed_views_are_named(path: Path, table: str, change: str) -> None:
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute(change)
    answer = Archive.verify_file(path)
    assert kinds(answer) == {"views"}
    assert all(fault.position is None for fault in answer.faults)
    assert table in " ".join(fault.detail for fault in answer.faults)


@pytest.mark.parametrize("flipped", ["name", "data"])
def test_one_flipped_bit_in_a_part_is_told_for_what_it_is(path: Path, flipped: str) -> None:
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        key, salt, words = connection.execute(
            "SELECT key, salt, CAST(data AS BLOB) FROM part WHERE name = 'quotation'"
        ).fetchone()
    # The last letter of the name, which the salt stands behind; the colon after a member's name.
    if flipped == "name":
        was, now = b"quotation" + salt, b"quotatioo" + salt
    else:
        was, now = words, words.replace(b'":', b'";', 1)
    data = path.read_bytes()
    assert was in data
    path.write_bytes(data.replace(was, now))
    answer = Archive.verify_file(path)
    assert kinds(answer) == {"part", "views"}
    told = [fault.detail for fault in answer.faults if fault.kind == "views"]
    (detail,) = told
    assert detail == (
        "The views cannot be compared with what the log gives:"
        f" the event @{key // PARTS_AN_EVENT} cannot be read."
    )


def test_rebuilding_mends_the_views(path: Path) -> None:
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE view_source SET title = 'Another'")
    with Archive.open(path) as archive:
        assert not archive.verify().ok
        archive.rebuild()
        assert archive.verify().ok


def test_a_log_without_its_kept_tree_edge_is_not_at_fault(path: Path) -> None:
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE app_frontier")
    assert Archive.verify_file(path).ok


def test_a_kept_tree_edge_that_is_another_is(path: Path) -> None:
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE app_frontier SET peaks = zeroblob(length(peaks))")
    answer = Archive.verify_file(path)
    assert [(fault.kind, fault.position) for fault in answer.faults] == [("frontier", 1)]


# Being told, and being stopped --------------------------------------------------------------------


def test_progress_is_told_up_to_the_end(path: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    answer = Archive.verify_file(path, progress)
    size = answer.checked["events"]
    assert (size, size) in told
    assert all(done <= total for done, total in told)


def test_it_stops_when_asked(path: Path) -> None:
    with pytest.raises(Cancelled):
        Archive.verify_file(path, lambda _done, _total: False)
    assert Archive.verify_file(path).ok
