# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A file from a stranger is safe to open: nothing of theirs runs, nothing outside is written."""

from __future__ import annotations

import contextlib
import json
import resource
import struct
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from archive.integrity.forging import plain, position_of, sound_archive

from fonds.archive import Archive
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import library, library_version
from fonds.archive.errors import ArchiveError, FondsError
from fonds.archive.recovering import recover_file
from fonds.archive.schema import ENDURING
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS: dict[str, tuple[str, ...]] = {
    "show": ("show", "{}", "Odile Varnham"),
    "history": ("history", "{}"),
    "search": ("search", "{}", "Eastmere"),
    "subjects": ("subject", "list", "{}"),
    "sources": ("source", "list", "{}"),
    "export": ("export", "{}"),
    "verify": ("verify", "{}"),
    "rebuild": ("rebuild", "{}"),
    "doctor": ("doctor", "{}"),
    "add": ("subject", "add", "{}", "Somebody", "--kind", "person"),
}
MEMORY = 1 << 30
"""Address space of a run that opens a crafted file: what it claims must not be believed."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "kept").mkdir()
    return sound_archive(tmp_path / "kept" / "sound.fonds")


def run(args: tuple[str, ...], path: Path) -> subprocess.CompletedProcess[str]:
    """Run the program with little memory and little time."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "fonds.archive.cli",
            *(arg.replace("{}", str(path)) for arg in args),
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )


@contextlib.contextmanager
def smuggling(path: Path) -> Any:
    """Open a file so that its schema can be written as a text."""
    with plain(path) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        yield connection


# What is in the schema ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER view_spy AFTER INSERT ON event BEGIN DELETE FROM part; END",
        "CREATE TRIGGER app_spy INSTEAD OF DELETE ON view_all BEGIN SELECT 1; END",
        "CREATE TEMP TRIGGER spy AFTER INSERT ON event BEGIN SELECT 1; END",
        "CREATE VIEW view_all AS SELECT load_extension('/tmp/evil.so')",
        "CREATE VIEW sqlite_all AS SELECT * FROM event",
        "CREATE TABLE view_a (x, y AS (load_extension('/tmp/evil.so')))",
        "CREATE TABLE view_a (x CHECK (writefile('/tmp/evil', x)))",
        "CREATE TABLE sqlite_stat1 (tbl, idx, stat AS (zeroblob(1000000000)))",
        "CREATE INDEX view_i ON app_frontier (zeroblob(size))",
        "CREATE VIRTUAL TABLE view_csv USING csv(filename='/etc/passwd')",
        "CREATE VIRTUAL TABLE search_a USING fts5vocab('search_record', 'row')",
        "CREATE TABLE event_copy AS SELECT * FROM event",
    ],
)
def test_whatever_stands_in_the_schema_is_refused_and_does_not_run(path: Path, sql: str) -> None:
    words = [word.lower() for word in sql.replace("(", " ").split()]
    kind = next(word for word in words if word in {"table", "index", "trigger", "view"})
    name = words[words.index(kind) + 1]
    table = "event" if kind == "trigger" else "app_frontier" if kind == "index" else name
    with smuggling(path) as connection:
        connection.execute(
            "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql)"
            " VALUES (?, ?, ?, 0, ?)",
            (kind, name, table, sql),
        )
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(ArchiveError) as raised:
            Archive.open(path, read_only=read_only)
        assert raised.value.code in {"unknown-schema", "damaged", "database"}
    answer = Archive.verify_file(path)
    assert {fault.kind for fault in answer.faults} & {"schema", "sqlite"}
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sqlite_master SET sql = replace(sql, 'BLOB NOT NULL', 'TEXT') WHERE name = 'event'",
        "UPDATE sqlite_master SET sql = replace(sql, ' STRICT', '') WHERE name = 'part'",
        "UPDATE sqlite_master SET sql = sql || ' ' WHERE name = 'event_id'",
        "UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'event'",
        "UPDATE sqlite_master SET rootpage = 3 WHERE name = 'event'",
        "UPDATE sqlite_master SET tbl_name = 'part' WHERE name = 'event'",
        "UPDATE sqlite_master SET type = 'view' WHERE name = 'part'",
        "UPDATE sqlite_master SET name = CAST(x'ff' AS TEXT) WHERE name = 'file'",
        "UPDATE sqlite_master SET sql = NULL WHERE name = 'event'",
        "UPDATE sqlite_master SET sql = zeroblob(100) WHERE name = 'part'",
        "DELETE FROM sqlite_master WHERE name = 'event'",
        "DELETE FROM sqlite_master",
    ],
)
def test_a_corrupted_schema_is_told(path: Path, tmp_path: Path, change: str) -> None:
    with contextlib.suppress(library().Error), smuggling(path) as connection:
        connection.execute(change)

    def use() -> None:
        with Archive.open(path) as archive:
            archive.queries.history()
            archive.execute(OpenSubject("Somebody", SubjectKind.PERSON))

    with pytest.raises(FondsError):
        use()
    with contextlib.suppress(ArchiveError):
        assert not Archive.verify_file(path).ok
    # The rows are still in their pages, whatever the schema says of them.
    assert recover_file(path, tmp_path / "saved.fonds").head.size > 15


# What is in the cells -----------------------------------------------------------------------------

NESTED = '{"a":' * 50_000 + "1" + "}" * 50_000
CELLS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "a position beyond all": ("UPDATE event SET rowid = 9223372036854775807 WHERE rowid = 9", ()),
    "a negative key": ("UPDATE part SET key = -9223372036854775808 WHERE key = 64", ()),
    "a key beyond all": ("UPDATE part SET key = 9223372036854775807 WHERE key = 64", ()),
    "a nested part": ("UPDATE part SET data = ? WHERE key = 64", (NESTED,)),
    "a part of numbers": ("UPDATE part SET data = ? WHERE key = 64", ("9" * 100_000,)),
    "a part that is no UTF-8": ("UPDATE part SET data = CAST(x'ff' AS TEXT) WHERE key = 64", ()),
    "a name that is no UTF-8": ("UPDATE part SET name = CAST(x'ff' AS TEXT) WHERE key = 64", ()),
    "a salt of a megabyte": ("UPDATE part SET salt = zeroblob(1000000) WHERE key = 64", ()),
    "a huge size of the tree": ("UPDATE app_frontier SET size = 9223372036854775807", ()),
    "a negative size of the tree": ("UPDATE app_frontier SET size = -5", ()),
    "peaks of a megabyte": ("UPDATE app_frontier SET peaks = zeroblob(1000000)", ()),
    "the tables of tomorrow": ("UPDATE view_state SET edition = 9223372036854775807", ()),
    "huge places": ("UPDATE search_place SET first = 9223372036854775807, last = -1", ()),
    "huge keys of views": ("UPDATE view_subject SET key = 9223372036854775807", ()),
    "texts that are no UTF-8 in views": ("UPDATE view_source SET title = CAST(x'ff' AS TEXT)", ()),
    "terminal commands": ("UPDATE view_subject SET label = ?", ("\x1b]0;owned\x07\x1b[2J",)),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("cell", CELLS)
def test_no_cell_upsets_the_program(path: Path, cell: str) -> None:
    statement, values = CELLS[cell]
    with plain(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(statement, values)
    outside = {file: file.read_bytes() for file in path.parent.iterdir() if file.suffix == ".txt"}
    for name in ("show", "history", "verify"):
        ran = run(COMMANDS[name], path)
        assert ran.returncode in {0, 1, 3, 4}, (name, ran.stderr)
        assert "Traceback" not in ran.stderr
        assert "\x1b" not in ran.stdout + ran.stderr
    assert {file: file.read_bytes() for file in outside} == outside


def test_a_header_nested_without_end_is_damage(path: Path) -> None:
    with smuggling(path) as connection:
        connection.execute("DROP INDEX event_id")
        connection.execute("DROP INDEX event_stream")
        # Without the columns computed from the header SQLite itself does not look into it.
        for sql in (
            "CREATE TABLE event (position INTEGER PRIMARY KEY, header, leaf)",
            ENDURING["event"],
        ):
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'event'", (sql,))
            connection.execute("PRAGMA writable_schema=RESET")
            if sql != ENDURING["event"]:
                connection.execute("UPDATE event SET header = ? WHERE position = 5", (NESTED,))
            connection.execute("PRAGMA writable_schema=ON")
    answer = Archive.verify_file(path)
    assert {("header", 5), ("leaf", 5)} <= {(one.kind, one.position) for one in answer.faults}


@pytest.mark.parametrize(
    ("at", "byte"), [(16, 3), (18, 0), (19, 9), (21, 65), (47, 9), (59, 2)], ids=str
)
def test_a_damaged_beginning_is_not_called_another_file(
    path: Path, tmp_path: Path, at: int, byte: int
) -> None:
    data = bytearray(path.read_bytes())
    data[at] = byte
    path.write_bytes(data)

    def use() -> None:
        with Archive.open(path) as archive:
            archive.queries.history()
            archive.execute(OpenSubject("Somebody", SubjectKind.PERSON))

    told = None
    try:
        use()
    except ArchiveError as error:
        told = error.code
    assert told in {None, "damaged"}
    if told is not None:
        faults = Archive.verify_file(path).faults
        assert "sqlite" in {fault.kind for fault in faults}, faults
    assert recover_file(path, tmp_path / "saved.fonds").head.size > 15


def test_a_cell_that_claims_to_be_larger_than_the_file(path: Path) -> None:
    with plain(path) as connection:
        position = position_of(connection, "RenditionAdded")
        (header,) = connection.execute(
            "SELECT header FROM event WHERE position = ?", (position,)
        ).fetchone()
    data = bytearray(path.read_bytes())
    at = data.index(header.encode())
    # Before the text lie the record's header and, before that, two numbers of one or two bytes.
    for before in range(6, 14):
        if data[at - before] & 0x80 and data[at - before + 1] < 0x80:
            data[at - before : at - before + 2] = b"\xff\x7f"
    path.write_bytes(data)
    for name, code in (("history", 4), ("export", 4), ("verify", 1)):
        assert run(COMMANDS[name], path).returncode == code, name


# What lies beside the file ------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_a_link_beside_the_file_leads_nowhere(path: Path, tmp_path: Path, ending: str) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious" * 5000)
    path.with_name(f"{path.name}{ending}").symlink_to(precious)
    with contextlib.suppress(FondsError), Archive.open(path) as archive:
        archive.execute(OpenSubject("Somebody", SubjectKind.PERSON))
    with contextlib.suppress(FondsError):
        Archive.verify_file(path)
    assert precious.read_bytes() == b"precious" * 5000


def further_journal(path: Path, victim: Path) -> Path:
    """Lay a rollback journal beside an archive that names a further file (file format, 3)."""
    magic = bytes.fromhex("d9d505f920a163d7")
    data = path.read_bytes()
    page = int.from_bytes(data[16:18], "big")
    page = 65536 if page == 1 else page
    name = str(victim).encode()
    begins = magic + struct.pack(">5I", 0, 12345, len(data) // page, 512, page)
    ends = struct.pack(">I", 0x40000000 // page + 1) + name
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(
        begins.ljust(512, b"\0") + ends + struct.pack(">2I", len(name), sum(name)) + magic
    )
    return journal


def test_a_journal_cannot_have_another_file_deleted(path: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("precious", "utf-8")
    journal = further_journal(path, precious)
    before = journal.read_bytes()
    for read_only in (True, False):
        with pytest.raises(ArchiveError) as raised:
            Archive.open(path, read_only=read_only)
        assert raised.value.code == "foreign-journal"
    for name in ("show", "verify", "doctor"):
        assert "Traceback" not in run(COMMANDS[name], path).stderr
    with contextlib.suppress(FondsError):
        recover_file(path, tmp_path / "saved.fonds")
    assert precious.read_text("utf-8") == "precious"
    assert journal.read_bytes() == before
    journal.unlink()
    assert Archive.verify_file(path).ok


def test_the_attack_is_one_on_an_older_library(path: Path, tmp_path: Path) -> None:
    # What the refusal is for: SQLite itself, without us.
    if library_version() > (3, 40, 1):
        pytest.skip("this SQLite looks first whether the file it is to delete is one of its own")
    precious = tmp_path / "precious.txt"
    precious.write_text("precious", "utf-8")
    further_journal(path, precious)
    with contextlib.closing(library().connect(str(path))) as connection:
        connection.execute("SELECT count(*) FROM event").fetchone()
    assert not precious.exists()


def test_an_archive_reached_by_a_link_is_one_archive(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.fonds"
    link.symlink_to(path)
    with Archive.open(link) as one, Archive.open(path) as other:
        one.execute(OpenSubject("By the link", SubjectKind.PERSON))
        other.execute(OpenSubject("By the file", SubjectKind.PERSON))
        assert one.head() == other.head()
        # What SQLite keeps beside it lies beside the file: both see the same locks.
        assert not list(tmp_path.glob("link.fonds-*"))
    assert Archive.verify_file(link).ok
    assert link.is_symlink()


@pytest.mark.parametrize("said", ["/etc/passwd", "**/*", 5])
def test_an_id_that_is_a_path_or_a_pattern_leads_nowhere(path: Path, said: object) -> None:
    with plain(path) as connection:
        connection.execute(
            "UPDATE event SET header = json_set(header, '$.archive', ?) WHERE position = 1", (said,)
        )
    for name in ("doctor", "verify", "history"):
        ran = run(COMMANDS[name], path)
        assert ran.returncode in {0, 1, 4}, (name, ran.stderr)
        assert "went wrong in Fonds itself" not in ran.stderr
    ran = run(("checkpoint", "{}"), path)
    assert ran.returncode == 4
    assert sorted(one.name for one in path.parent.iterdir() if one.suffix == ".checkpoint") == []


def test_terminal_commands_in_names_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "names.fonds"
    with Archive.create(path) as archive:
        archive.execute(OpenSubject("\x1b[2J\x07Odile", SubjectKind.PERSON))
    ran = run(("subject", "list", "{}"), path)
    assert ran.returncode == 0
    assert "\x1b" not in ran.stdout
    assert json.loads(run(("subject", "list", "{}", "--json"), path).stdout)
