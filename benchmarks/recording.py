# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Writing down the SQL an archive speaks, with its parameters, and speaking it again.

What is spoken again costs what SQLite and its Python module cost, and nothing of Fonds: no look at
the command, no canonical JSON, no hashing, no keys and no projection.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest import mock

from fonds.archive import Archive
from fonds.archive.connection import connect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from sqlite3 import Cursor

    from fonds.archive.connection import Connection

_LOG_TABLES = ("INSERT INTO event ", "INSERT INTO part ")
_READING = ("SELECT", "WITH", "PRAGMA")


@dataclass(slots=True)
class Statement:
    """A statement as it was spoken; ``rows`` has one entry unless it was an `executemany`."""

    sql: str
    rows: list[Sequence[Any]]
    many: bool

    @property
    def reads(self) -> bool:
        """Tell whether it only reads."""
        return self.sql.lstrip()[:6].upper().startswith(_READING)

    def log_bytes(self) -> int:
        """Return how many bytes it adds to the log: headers, leaf hashes, parts and salts."""
        if not self.sql.startswith(_LOG_TABLES):
            return 0
        return sum(
            len(value.encode()) if isinstance(value, str) else len(value)
            for row in self.rows
            for value in row
            if isinstance(value, str | bytes)
        )


class _RecordingConnection:
    """A connection that writes down what it is told to do, and does it."""

    def __init__(self, connection: Connection, told: list[Statement]) -> None:
        self._connection = connection
        self._told = told

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Cursor:
        self._told.append(Statement(sql, [parameters], many=False))
        return self._connection.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Cursor:
        kept = list(rows)
        self._told.append(Statement(sql, kept, many=True))
        return self._connection.executemany(sql, kept)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a connection has
        return getattr(self._connection, name)


@contextlib.contextmanager
def recorded(path: Path) -> Iterator[tuple[Archive, list[Statement]]]:
    """Open an archive whose every statement from now on is written down in the list."""
    told: list[Statement] = []

    def connect_recording(file: Path, *, mode: str) -> _RecordingConnection:
        return _RecordingConnection(connect(file, mode=mode), told)

    with mock.patch("fonds.archive.opening.connect", connect_recording):
        archive = Archive.open(path)
    with archive:
        told.clear()
        yield archive, told


def transactions(told: Sequence[Statement]) -> list[list[Statement]]:
    """Cut what was spoken into transactions, each from its BEGIN to its COMMIT."""
    cut: list[list[Statement]] = []
    inside = False
    for statement in told:
        word = statement.sql.split(maxsplit=1)[0].upper()
        if word == "BEGIN":
            cut.append([])
            inside = True
        if inside:
            cut[-1].append(statement)
        if word == "COMMIT":
            inside = False
    return cut


def writes(transaction: Sequence[Statement]) -> list[Statement]:
    """Return what a transaction writes, with runs of one statement drawn together."""
    drawn: list[Statement] = []
    for statement in transaction:
        if statement.reads or not statement.rows:
            continue
        if drawn and drawn[-1].sql == statement.sql and statement.rows[0]:
            drawn[-1] = Statement(statement.sql, drawn[-1].rows + statement.rows, many=True)
        else:
            drawn.append(Statement(statement.sql, statement.rows, many=statement.many))
    return drawn


def speak(connection: Connection, transaction: Iterable[Statement]) -> None:
    """Carry a transaction out again, and fetch what its reading statements answer."""
    for statement in transaction:
        if statement.many:
            connection.executemany(statement.sql, statement.rows)
        else:
            connection.execute(statement.sql, statement.rows[0]).fetchall()
