# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A file keeps out whoever would change the log, and Fonds keeps out of files not its own."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from archive.sealing import DIGESTS, small_archive, stranger

from fonds.archive.connection import library
from fonds.archive.errors import ArchiveError
from fonds.archive.schema import ENDURING, check_schema

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small archive in which a part and a file are withheld."""
    made = small_archive(tmp_path)
    with contextlib.closing(stranger(made)) as connection:
        connection.execute("UPDATE part SET data = NULL WHERE key = 96")
        connection.execute("UPDATE file SET data = NULL WHERE key = 2")
        connection.execute("INSERT INTO withheld VALUES ('part', 96), ('file', 2)")
    return made


def rows_of(connection: Any) -> list[list[tuple[object, ...]]]:
    return [
        connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
        for table in ("event", "part", "file", "withheld")
    ]


OTHER = "replace(header, 'Subject', 'Object')"
NEXT = "(SELECT max(position) + 1 FROM event)"
LEAF = "zeroblob(32)"
NEW_HEADER = """'{"id":"aaaaaaaaaaaaaaaa","stream":"bbbbbbbbbbbbbbbb"}'"""
# Each would change what the log says of the past, or leave a gap in it.
ATTACKS = {
    "update a header": f"UPDATE event SET header = {OTHER} WHERE position = 2",
    "update a leaf": f"UPDATE event SET leaf = {LEAF}",
    "move an event": "UPDATE event SET position = 9 WHERE position = 3",
    "move an event by rowid": "UPDATE event SET rowid = 9 WHERE position = 3",
    "update or replace": "UPDATE OR REPLACE event SET position = 2 WHERE position = 3",
    "update or ignore": f"UPDATE OR IGNORE event SET header = {OTHER} WHERE position = 2",
    "delete the last": "DELETE FROM event WHERE position = 3",
    "delete all": "DELETE FROM event",
    "replace by position": f"INSERT OR REPLACE INTO event (position, header, leaf)"
    f" SELECT position, {OTHER}, leaf FROM event WHERE position = 2",
    "replace the last": f"REPLACE INTO event (position, header, leaf)"
    f" VALUES (3, {NEW_HEADER}, {LEAF})",
    "replace by id": f"INSERT OR REPLACE INTO event (position, header, leaf)"
    f" SELECT {NEXT}, header, leaf FROM event WHERE position = 2",
    "upsert by position": f"INSERT INTO event (position, header, leaf)"
    f" VALUES (2, {NEW_HEADER}, {LEAF}) ON CONFLICT (position) DO UPDATE SET leaf = excluded.leaf",
    "upsert by id": f"INSERT INTO event (position, header, leaf)"
    f" SELECT {NEXT}, header, {LEAF} FROM event WHERE position = 2"
    " ON CONFLICT (id) DO UPDATE SET leaf = excluded.leaf",
    "leave a gap": f"INSERT INTO event (position, header, leaf) VALUES (5, {NEW_HEADER}, {LEAF})",
    "go before the first": f"INSERT INTO event (position, header, leaf)"
    f" VALUES (0, {NEW_HEADER}, {LEAF})",
    "change a part": "UPDATE part SET data = '{}' WHERE name = 'note'",
    "rename a part": "UPDATE part SET data = NULL, name = 'other' WHERE name = 'note'",
    "move a part": "UPDATE part SET data = NULL, key = 999 WHERE name = 'note'",
    "change a salt": f"UPDATE part SET data = NULL, salt = {LEAF} WHERE name = 'note'",
    "salt alone": f"UPDATE part SET salt = {LEAF}",
    "lose a salt only": "UPDATE part SET salt = NULL",
    "delete a part": "DELETE FROM part WHERE name = 'note'",
    "delete all parts": "DELETE FROM part",
    "replace a part": "INSERT OR REPLACE INTO part (key, name, salt, data)"
    " SELECT key, name, salt, '{}' FROM part WHERE name = 'note'",
    "upsert a part": "INSERT INTO part (key, name, salt, data)"
    " SELECT key, name, salt, '{}' FROM part WHERE name = 'note'"
    " ON CONFLICT (key) DO UPDATE SET data = excluded.data",
    "change a file": "UPDATE file SET data = x'00'",
    "change a digest": "UPDATE file SET data = NULL, digest = 'sha256:2' WHERE key = 1",
    "replace a file by key": "INSERT OR REPLACE INTO file (key, digest, data)"
    " VALUES (1, 'sha256:2', x'00')",
    "replace a file by digest": f"INSERT OR REPLACE INTO file (digest, data)"
    f" VALUES ('{DIGESTS[0]}', x'00')",
    "upsert a file": f"INSERT INTO file (digest, data) VALUES ('{DIGESTS[0]}', x'00')"
    " ON CONFLICT (digest) DO UPDATE SET data = excluded.data",
}
# What is here cannot be said to be withheld, nor what is withheld be taken off the list.
ATTACKS |= {
    "withhold what is here": "INSERT INTO withheld VALUES ('part', 32)",
    "withhold a file that is here": "INSERT INTO withheld VALUES ('file', 1)",
    "withhold what never was": "INSERT INTO withheld VALUES ('file', 77)",
    "withhold twice": "INSERT OR REPLACE INTO withheld SELECT * FROM withheld",
    "move what is withheld": "UPDATE withheld SET key = 32",
    "forget what is withheld": "DELETE FROM withheld",
    "forget all that is withheld": "DELETE FROM withheld WHERE kind = 'file'",
}
TRIGGERS = [name for name, statement in ENDURING.items() if statement.startswith("CREATE TRIGGER")]


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_no_plain_statement_changes_the_past(path: Path, attack: str) -> None:
    with contextlib.closing(stranger(path)) as connection:
        before = rows_of(connection)
        with pytest.raises(library().IntegrityError, match=r"never|only added"):
            connection.execute(attack)
        assert rows_of(connection) == before


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_every_trigger_is_needed(path: Path, trigger: str) -> None:
    with contextlib.closing(stranger(path)) as connection:
        connection.execute(f"DROP TRIGGER {trigger}")
        got_through = []
        for name, attack in ATTACKS.items():
            connection.execute("BEGIN")
            with contextlib.suppress(library().Error):
                connection.execute(attack)
                got_through.append(name)
            connection.execute("ROLLBACK")
        assert got_through
        with pytest.raises(ArchiveError, match=f"{trigger} is missing"):
            check_schema(connection, path.name)


@pytest.mark.parametrize(
    "erasure",
    [
        "UPDATE part SET data = NULL, salt = NULL WHERE name = 'note'",
        "UPDATE part SET data = NULL WHERE name = 'note'",
        "UPDATE file SET data = NULL WHERE key = 1",
    ],
)
def test_an_erasure_is_possible_and_cannot_be_taken_back(path: Path, erasure: str) -> None:
    table = erasure.split()[1]
    with contextlib.closing(stranger(path)) as connection:
        assert connection.execute(erasure).rowcount == 1
        before = rows_of(connection)
        words = "x'00'" if table == "file" else "'{}'"
        listed = f"SELECT key FROM withheld WHERE kind = '{table}'"
        gone = f"WHERE data IS NULL AND key NOT IN ({listed})"
        with pytest.raises(library().IntegrityError, match="erased, never changed"):
            connection.execute(f"UPDATE {table} SET data = {words} {gone}")
        assert rows_of(connection) == before


def test_what_is_withheld_can_come_back_once_and_is_then_no_more_withheld(path: Path) -> None:
    with contextlib.closing(stranger(path)) as connection:
        for table, key, words in (("part", 96, "'{}'"), ("file", 2, "x'00'")):
            connection.execute(f"UPDATE {table} SET data = {words} WHERE key = {key}")
            connection.execute(f"DELETE FROM withheld WHERE kind = '{table}'")
            with pytest.raises(library().IntegrityError, match="never changed"):
                connection.execute(f"UPDATE {table} SET data = {words} WHERE key = {key}")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE part SET salt = NULL WHERE key = 96",
        "UPDATE part SET data = NULL, salt = NULL WHERE key = 96",
    ],
)
def test_without_its_salt_nothing_comes_back(path: Path, change: str) -> None:
    with contextlib.closing(stranger(path)) as connection:
        connection.execute(change)
        for salt in ("salt", "zeroblob(32)"):
            with pytest.raises(library().IntegrityError, match="never changed"):
                connection.execute(f"UPDATE part SET data = '{{}}', salt = {salt} WHERE key = 96")


@pytest.mark.parametrize(
    "foreign",
    [
        "CREATE TRIGGER view_spy AFTER INSERT ON event BEGIN SELECT 1; END",
        "CREATE TRIGGER app_spy AFTER INSERT ON app_frontier BEGIN SELECT 1; END",
        "CREATE VIEW view_all AS SELECT * FROM event",
        "CREATE TABLE mine (words TEXT)",
        "CREATE INDEX view_index ON event (leaf)",
        "CREATE UNIQUE INDEX app_index ON part (key, name)",
        "CREATE VIRTUAL TABLE search_area USING rtree(id, low, high)",
        "ALTER TABLE part ADD COLUMN more TEXT",
        "CREATE TABLE view_a (x CHECK (length(randomblob(x)) > 0))",
        "CREATE TABLE view_a (x, y GENERATED ALWAYS AS (zeroblob(x)) STORED)",
        "CREATE TABLE view_a (x, y AS (zeroblob(x)))",
        "CREATE TABLE view_a (x DEFAULT (randomblob(1000000000)))",
        "CREATE TABLE view_a (x REFERENCES event (position))",
        "CREATE INDEX of_frontier ON app_frontier (abs(size))",
        "CREATE INDEX of_frontier ON app_frontier (size) WHERE size > 0",
        "CREATE INDEX of_frontier ON app_frontier (size + 1)",
        "CREATE INDEX of_frontier ON app_frontier (size, -size)",
        "CREATE VIRTUAL TABLE search_a USING fts5(data, content='part')",
        "CREATE VIRTUAL TABLE search_a USING fts5(data, content=part, content_rowid=key)",
        "DROP INDEX event_stream",
    ],
)
def test_a_file_with_a_foreign_schema_is_refused(path: Path, foreign: str) -> None:
    with contextlib.closing(stranger(path)) as connection:
        check_schema(connection, path.name)
        connection.execute(foreign)
        with pytest.raises(ArchiveError) as caught:
            check_schema(connection, path.name)
    assert caught.value.code == "unknown-schema"


def test_disposable_tables_and_their_indexes_are_accepted(path: Path) -> None:
    with contextlib.closing(stranger(path)) as connection:
        for statement in (
            "CREATE TABLE view_fact_1 (key INTEGER PRIMARY KEY, words TEXT UNIQUE)",
            "CREATE INDEX any_name ON view_fact_1 (words)",
            'CREATE UNIQUE INDEX other_name ON view_fact_1 ("key" DESC, [words])',
            "CREATE VIRTUAL TABLE search_words USING fts5(words)",
            "ANALYZE",
        ):
            connection.execute(statement)
        check_schema(connection, path.name)
