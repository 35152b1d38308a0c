# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The SQLite store keeps the contract, alone and beside other connections to its file."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from archive.sealing import (
    Writer,
    append,
    contents,
    defined_root,
    opened,
    prepared,
    small_archive,
    stranger,
)
from archive.store_contract import StoreContract

from fonds.archive.connection import library
from fonds.archive.errors import ArchiveError
from fonds.archive.lookup.facts import FactReader
from fonds.archive.schema import PARTS_AN_EVENT
from fonds.archive.store.removal import spelt_parts
from fonds.archive.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return small_archive(tmp_path)


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[SqliteStore]:
        path = tmp_path / "papers.fonds"
        path.touch()
        with opened(path) as store:
            yield prepared(store.connection)

    def lose_part(self, store: SqliteStore, position: int, name: str) -> None:
        changed = store.connection.execute(
            "UPDATE part SET data = NULL, salt = NULL WHERE name = ? AND key BETWEEN ? AND ?",
            (name, position * PARTS_AN_EVENT, (position + 1) * PARTS_AN_EVENT - 1),
        )
        assert changed.rowcount == 1


@pytest.mark.parametrize("become", ["deleted", "moved", "replaced"])
def test_nothing_is_recorded_in_a_file_that_is_no_longer_under_its_name(
    path: Path, become: str
) -> None:
    """SQLite would answer that all is well, and what was recorded would be lost."""
    with opened(path) as store:
        append(store, Writer("before").opening())
        size = store.size()
        kept = path.with_name("kept.fonds")
        kept.write_bytes(path.read_bytes())
        away = path.rename(path.with_name("away.fonds"))
        if become == "deleted":
            away.unlink()
        elif become == "replaced":
            kept.rename(path)
        with pytest.raises(ArchiveError) as raised:
            append(store, Writer("after").opening())
        assert raised.value.code == "moved"
        assert store.size() == size
        if become == "moved":
            # Back in its place it goes on.
            away.rename(path)
            append(store, Writer("after").opening())


def test_a_reading_left_behind_is_silent_when_the_file_is_closed(path: Path) -> None:
    """As when somebody interrupts an erasure: Python would print what a closed file answers."""
    for among in (None, list(range(32, 200))):
        with opened(path) as store:
            readings = [spelt_parts(store, among), store.events()]
            for reading in readings:
                next(reading)
        for reading in readings:
            reading.close()


def test_a_reader_sees_what_was_written(path: Path) -> None:
    with opened(path) as store, opened(path, "ro") as reader:
        assert contents(reader) == contents(store)
        assert [event.position for event in reader.at([3, 1, 99])] == [1, 3]
        stream = reader.at([2])[0].header.stream
        found = reader.selected("SELECT ?", (stream, 2))
        assert [event.position for event in found] == [2]
        with pytest.raises(ArchiveError) as caught:
            append(reader, Writer("other").opening())
        assert caught.value.code == "read-only"


def test_a_second_writer_waits_and_then_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fonds.archive.connection.BUSY_SECONDS", 0)
    with opened(path) as one, opened(path) as other:
        with one.transaction(), pytest.raises(ArchiveError) as caught:
            append(other, Writer("other").opening())
        assert caught.value.code == "locked"
        assert append(other, Writer("other").opening()) == [4]
        assert one.head() == other.head()


@pytest.mark.parametrize(
    "loss",
    [
        "DROP TABLE app_frontier",
        "DELETE FROM app_frontier",
        "UPDATE app_frontier SET size = 1, peaks = zeroblob(32)",
    ],
)
def test_the_stored_edge_of_the_tree_is_disposable(path: Path, loss: str) -> None:
    with opened(path) as store:
        before = store.head()
        store.connection.execute(loss)
        assert store.head() == before
        assert append(store, Writer("other").opening()) == [4]
        leaves = [stored.leaf for stored in store.stored()]
        assert store.head().root == defined_root(leaves)
        assert append(store, Writer("another").opening()) == [5]


def test_the_edge_is_made_anew_where_it_is_behind(path: Path) -> None:
    with opened(path) as store:
        before = store.head()
        store.connection.execute("DROP TABLE app_frontier")
        for _ in range(2):
            with store.transaction():
                store.prepare()
            size = store.connection.execute("SELECT size FROM app_frontier").fetchall()
            assert size == [(3,)]
        assert store.head() == before


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE event SET header = json_remove(header, '$.agent') WHERE position = 2", "damaged"),
        (
            "UPDATE event SET header = json_set(header, '$.type', 'Unheard') WHERE position = 2",
            "too-new",
        ),
        ("UPDATE event SET header = json_set(header, '$.schema', 9) WHERE position = 2", "too-new"),
        ("UPDATE event SET header = json_set(header, '$.format', 9) WHERE position = 2", "too-new"),
        ("UPDATE part SET data = '{' WHERE key / 32 = 2", "damaged"),
        ('UPDATE part SET data = \'{"kind":"person"}\' WHERE key / 32 = 2', "damaged"),
        ("UPDATE part SET name = 'unheard' WHERE key / 32 = 2", "damaged"),
    ],
)
def test_a_damaged_event_is_named_by_its_position(path: Path, damage: str, code: str) -> None:
    with contextlib.closing(stranger(path)) as connection:
        connection.execute("DROP TRIGGER event_is_never_updated")
        connection.execute("DROP TRIGGER part_is_only_erased")
        connection.execute(damage)
    with opened(path) as store:
        with pytest.raises(ArchiveError) as caught:
            list(store.events())
        assert (caught.value.code, caught.value.details["position"]) == (code, 2)
        assert "@2" in caught.value.message
        assert next(iter(store.events())).position == 1


def _all_as_facts(store: SqliteStore) -> object:
    streams = [row[0] for row in store.connection.execute("SELECT stream FROM event")]
    return FactReader(store).by_id(streams)


@pytest.mark.parametrize(
    "read",
    [
        lambda store: list(store.events()),
        lambda store: list(store.selected("SELECT stream FROM event", (2**62,))),
        _all_as_facts,
    ],
    ids=["events", "streams", "facts"],
)
def test_where_an_event_cannot_be_read_nothing_is_still_being_read(
    path: Path, read: Callable[[SqliteStore], object]
) -> None:
    with contextlib.closing(stranger(path)) as connection:
        connection.execute("DROP TRIGGER part_is_only_erased")
        connection.execute("UPDATE part SET data = '{' WHERE key / 32 = 2")
    with opened(path) as store:
        store.connection.execute("CREATE TEMP TABLE beside (key INTEGER)")
        with pytest.raises(ArchiveError) as caught:
            read(store)
        # While the error is held, and all that it was raised in.
        store.connection.execute("DROP TABLE temp.beside")
        assert caught.value.code == "damaged"


def test_the_log_is_not_asked_for_what_was_drawn(path: Path) -> None:
    asked: list[str] = []
    opening = Writer("other").opening()
    with opened(path) as store, store.transaction():
        store.head()
        store.connection.set_trace_callback(asked.append)
        assert store.append([opening], {opening.header.id, opening.header.stream}) == [4]
        store.connection.set_trace_callback(None)
        assert store.stream(opening.header.stream)[0].header == opening.header
    assert asked
    assert not [sql for sql in asked if sql.startswith("SELECT")]


def test_an_id_drawn_twice_is_refused_by_the_file_itself(path: Path) -> None:
    with opened(path) as store:
        before = contents(store)
        known = Writer("other").opening()
        append(store, known)
        after = contents(store)
        with pytest.raises(ArchiveError), store.transaction():
            store.append([known], {known.header.id, known.header.stream})
        assert contents(store) == after != before


class _FailingOnce:
    """A connection on which one kind of statement fails as it does on a bad disk."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> Any:
        if "FROM app_frontier" in sql:
            # SQLite undoes the whole transaction after some errors.
            self._connection.execute("ROLLBACK")
            message = "disk I/O error"
            raise library().OperationalError(message)
        return self._connection.execute(sql, *values)


def test_an_error_of_the_disk_is_not_taken_for_a_missing_table(path: Path) -> None:
    """Else an append would go on outside of its transaction, and leave half an action behind."""
    with opened(path) as store:
        before = contents(store)
        event = Writer("other").opening()
        failing = SqliteStore(_FailingOnce(store.connection), str(path))
        with pytest.raises(ArchiveError) as raised, failing.transaction():
            failing.append([event])
        assert raised.value.code == "io"
        assert contents(store) == before
