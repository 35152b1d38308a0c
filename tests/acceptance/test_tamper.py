# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A thousand copies of a real archive, one cell changed in each: `verify` convicts every one."""

from __future__ import annotations

import contextlib
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from fonds.archive import Archive
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.connection import library
from fonds.archive.integrity.verify import verify
from fonds.archive.schema import ENDURING, PARTS_AN_EVENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from fonds.archive.connection import Connection
    from fonds.archive.integrity.verify import VerifyAnswer

COPIES = 1000
BATCHES = 4
COLUMNS = {
    "event": ("position", "header", "leaf"),
    "part": ("key", "name", "salt", "data"),
    "file": ("key", "digest", "data"),
}
KEYS = {"event": "position", "part": "key", "file": "key"}
BESIDES = [name for name, sql in ENDURING.items() if not sql.startswith("CREATE TABLE")]
"""Triggers and indexes: dropped before the change, made again after it, as a forger would."""
LENIENT = {
    "event": "CREATE TABLE event (position INTEGER PRIMARY KEY, header, leaf)",
    "part": "CREATE TABLE part (key INTEGER PRIMARY KEY, name, salt, data)",
    "file": "CREATE TABLE file (key INTEGER PRIMARY KEY, digest UNIQUE, data)",
}
"""The same rows in tables that take anything: no constraint saves what `verify` must find."""


@pytest.fixture(scope="module")
def gold(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the three real documents and the 213 gold facts."""
    path = tmp_path_factory.mktemp("tamper") / "gold.fonds"
    with Archive.create(path) as archive:
        archive.execute(AddSources(tuple(sorted((shared / "seeds").glob("*.txt")))))
        with (shared / "gold" / "facts.jsonl").open("rb") as lines:
            answer = archive.execute(ImportFacts(lines, define_properties=True)).answer
    assert answer.appended == 213
    return path


@pytest.fixture(scope="module")
def original(gold: Path) -> Iterator[Connection]:
    with contextlib.closing(library().connect(gold, isolation_level=None)) as connection:
        yield connection


@contextlib.contextmanager
def copy_of(original: Connection) -> Iterator[Connection]:
    connection = library().connect(":memory:", isolation_level=None)
    with contextlib.closing(connection):
        original.backup(connection)
        yield connection


@dataclass(frozen=True)
class Change:
    """What was done to a cell, and the positions of the events it belongs to."""

    what: str
    same: bool
    concerned: frozenset[int]


def chance_of(seed: str) -> random.Random:
    """Return chance that repeats itself."""
    return random.Random(seed)  # noqa: S311 - nothing secret


def tamper(connection: Connection, chance: random.Random) -> Change:
    """Change one cell of the log as anybody with an SQLite tool can, then cover the traces."""
    statements = dict(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())
    for name in BESIDES:
        connection.execute(f"DROP {statements[name].split()[1].replace('UNIQUE', 'INDEX')} {name}")
    _declare(connection, LENIENT)
    change = None
    while change is None:
        # What SQLite itself refuses (a second row of one key) is no change; another one is drawn.
        with contextlib.suppress(library().IntegrityError):
            change = _one_change(connection, chance)
    _declare(connection, ENDURING)
    for name in BESIDES:
        # An index over what is no JSON any more cannot be made; the forger has to leave it out.
        with contextlib.suppress(library().OperationalError, library().IntegrityError):
            connection.execute(ENDURING[name])
    return change


def _declare(connection: Connection, tables: Mapping[str, str]) -> None:
    """Have the three tables declared otherwise, their rows as they lie."""
    connection.execute("PRAGMA writable_schema=ON")
    for name in LENIENT:
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (tables[name], name))
    connection.execute("PRAGMA writable_schema=RESET")


def _one_change(connection: Connection, chance: random.Random) -> Change:
    table = chance.choices(["event", "part", "file"], weights=[40, 45, 15])[0]
    key, column = KEYS[table], chance.choice(COLUMNS[table])
    keys = [row[0] for row in connection.execute(f"SELECT {key} FROM {table} ORDER BY {key}")]
    row, other = chance.choice(keys), chance.choice(keys)
    before = _cell(connection, table, column, row)
    concerned = {_position(connection, table, row)}
    how, value, is_text = _new_value(connection, chance, before, (table, column, other))
    if how == "exchanged":
        concerned.add(_position(connection, table, other))
        same = before == _cell(connection, table, column, other)
        _exchange(connection, table, column, row, other)
    else:
        spelt = "CAST(? AS TEXT)" if is_text and isinstance(value, bytes) else "?"
        connection.execute(f"UPDATE {table} SET {column} = {spelt} WHERE {key} = ?", (value, row))
        where = value if column == key else row
        same = before == _cell(connection, table, column, where)
    return Change(f"{table}.{column} of {row}: {how}", same, frozenset(concerned))


def _new_value(
    connection: Connection,
    chance: random.Random,
    before: tuple[str, Any],
    other: tuple[str, str, int],
) -> tuple[str, Any, bool]:
    """Draw a kind of change; return its name, the value, and whether it is to lie as a text."""
    kind, value = before
    table, column, row = other
    if kind == "integer":
        return chance.choice(
            [
                ("one more", value + 1, False),
                ("one less", value - 1, False),
                ("negative", -value, False),
                ("far away", value + chance.randrange(2, 100_000), False),
                ("exchanged", None, False),
                ("written again", value, False),
            ]
        )
    text = kind == "text"
    raw = value or b""
    bit = chance.randrange(max(len(raw), 1) * 8)
    flipped = bytearray(raw or b"\x00")
    flipped[bit // 8] ^= 1 << bit % 8
    elsewhere = _cell(connection, table, column, row)[1]
    return chance.choice(
        [
            ("nothing", None, text),
            ("empty", b"", text),
            ("a flipped bit", bytes(flipped), text),
            ("other words", b"Mildred Ashgrove" if text else chance.randbytes(32), text),
            ("cut short", raw[:-1], text),
            ("lengthened", raw + b" ", text),
            ("no UTF-8", raw[: len(raw) // 2] + b"\xff\xfe" + raw[len(raw) // 2 :], text),
            ("another row's", elsewhere, text),
            ("exchanged", None, text),
            ("another type", raw, not text),
            ("a number", 7, text),
            ("written again", raw, text),
        ]
    )


def _cell(connection: Connection, table: str, column: str, row: int) -> tuple[str, Any]:
    """Return a cell's type and value, texts as their bytes."""
    kind, raw, number = connection.execute(
        f"SELECT typeof({column}), CAST({column} AS BLOB), CAST({column} AS INTEGER)"
        f" FROM {table} WHERE {KEYS[table]} = ?",
        (row,),
    ).fetchone()
    return kind, number if kind == "integer" else raw


def _position(connection: Connection, table: str, row: int) -> int:
    if table == "event":
        return row
    if table == "part":
        return row // PARTS_AN_EVENT
    (position,) = connection.execute(
        "SELECT min(p.key) / ? FROM part p JOIN file f ON f.key = ?"
        " WHERE p.name = 'origin' AND instr(p.data, f.digest)",
        (PARTS_AN_EVENT, row),
    ).fetchone()
    return int(position)


def _exchange(connection: Connection, table: str, column: str, one: int, two: int) -> None:
    key = KEYS[table]
    if column == key:
        for old, new in ((one, -(10**9)), (two, one), (-(10**9), two)):
            connection.execute(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", (new, old))
        return
    values = [
        connection.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", (row,)).fetchone()[0]
        for row in (one, two)
    ]
    aside = "sha256:aside" if isinstance(values[0], str) else b"aside"
    for row, value in ((one, aside), (two, values[0]), (one, values[1])):
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (value, row))


def convicted(answer: VerifyAnswer, change: Change) -> bool:
    """Tell whether a verification names the event whose cell was changed."""
    return not answer.ok and bool(change.concerned & {fault.position for fault in answer.faults})


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_one_changed_cell_is_convicted_with_its_position(original: Connection, batch: int) -> None:
    missed: list[str] = []
    real = 0
    for copy in range(COPIES // BATCHES):
        with copy_of(original) as connection:
            change = tamper(connection, chance_of(f"{batch}/{copy}"))
            answer = verify(connection, "the copy")
        real += not change.same
        if not (answer.ok if change.same else convicted(answer, change)):
            missed.append(f"{change.what}: {answer.faults[:3]}")
    assert not missed, "\n".join(missed)
    # Most draws must really change something, or nothing would have been tested.
    assert real > COPIES // BATCHES * 0.8


@pytest.mark.slow
def test_whole_files_are_convicted_too(original: Connection, tmp_path: Path) -> None:
    for number in range(12):
        path = tmp_path / f"copy{number}.fonds"
        with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
            original.backup(connection)
            change = tamper(connection, chance_of(f"whole/{number}"))
            connection.execute("PRAGMA journal_mode=DELETE")
        before = path.read_bytes()
        answer = Archive.verify_file(path)
        assert answer.ok if change.same else convicted(answer, change), change.what
        assert path.read_bytes() == before


def test_the_untouched_archive_passes(gold: Path) -> None:
    answer = Archive.verify_file(gold)
    assert answer.ok, answer.faults
    assert answer.checked["excerpts"] > 90
    assert answer.checked["files"] == 3
    assert answer.checked["views"] > 20
