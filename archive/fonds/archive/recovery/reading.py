# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reads what is left of a damaged file: by SQLite where it can, else from its pages one by one."""

from __future__ import annotations

import contextlib
import hashlib
import heapq
import re
import shutil
import tempfile
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fonds.archive.connection import connect, library, open_in_memory
from fonds.archive.errors import ArchiveError
from fonds.archive.files import BESIDE
from fonds.archive.integrity.rows import is_damage, readable_rows
from fonds.archive.recovery.carving import rows
from fonds.archive.schema import PARTS_AN_EVENT
from fonds.events.merkle import leaf_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.connection import Connection

_EVENT = "CAST(header AS BLOB), CAST(leaf AS BLOB)"
_PART = "CAST(name AS BLOB), CAST(salt AS BLOB), CAST(data AS BLOB)"
_FILE = "CAST(digest AS BLOB), CAST(data AS BLOB)"
_PART_NAME = re.compile(rb"[a-z_]{1,30}")
_DIGEST = re.compile(rb"sha256:[0-9a-f]{64}")
_HEADER_BEGINS = b'{"about":['
_HASH = 32
_CARVED = {
    "event": "key INTEGER, header BLOB, leaf BLOB",
    "part": "key INTEGER, name BLOB, salt BLOB, data BLOB",
    "file": "key INTEGER, digest BLOB, data BLOB",
}
_BATCH = 500

Cells = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file's disposable tables say of the log: its size and the peaks of its tree."""

    size: int
    peaks: bytes


class Remains:
    """What can be read of a damaged file. Use as a context manager; it is never written to.

    Where a log or journal lies beside it, a copy of all is read, in a temporary folder.
    """

    def __init__(self, path: Path) -> None:
        """Name the file."""
        self._path = path
        self._stack = contextlib.ExitStack()
        self._connection: Connection | None = None
        self._carved: Connection | None = None

    def __enter__(self) -> Remains:
        """Open what can be opened, and look at every page where SQLite finds fault.

        Raises:
            OSError: the file cannot be read, or there is no room for what must be remembered.
        """
        path = self._beside_itself()
        with contextlib.suppress(ArchiveError):
            self._connection = connect(path, mode="immutable", lenient=True)
            self._stack.callback(self._connection.close)
            self._connection.text_factory = bytes
        if not self._is_whole():
            self._carve(path)
        return self

    def __exit__(self, *exception: object) -> None:
        """Close it, and let copies vanish."""
        self._stack.close()

    def _beside_itself(self) -> Path:
        """Return the file, or a copy that holds what a log or journal beside it says as well."""
        left = [Path(f"{self._path}{ending}") for ending in BESIDE]
        if not any(one.exists() and one.stat().st_size for one in left):
            return self._path
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="fonds-")))
        copy = folder / "copy.fonds"
        shutil.copyfile(self._path, copy)
        for one, ending in zip(left, BESIDE, strict=True):
            if one.exists() and ending != "-shm":
                shutil.copyfile(one, f"{copy}{ending}")
        with (
            contextlib.suppress(ArchiveError, library().Error),
            contextlib.closing(connect(copy, mode="rw", lenient=True)) as connection,
        ):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return copy

    def _is_whole(self) -> bool:
        """Tell whether SQLite reaches every page it should."""
        if self._connection is None:
            return False
        try:
            for (line,) in self._connection.execute("PRAGMA quick_check"):
                if line != b"ok":
                    return False
            for table in _CARVED:
                self._connection.execute(f"SELECT 1 FROM {table}").fetchone()
        except Exception as error:
            if not is_damage(error):
                raise
            return False
        return True

    # Page by page -----------------------------------------------------------------------------

    def _carve(self, path: Path) -> None:
        carved = self._stack.enter_context(contextlib.closing(open_in_memory()))
        carved.execute("PRAGMA temp_store=FILE")
        carved.execute("BEGIN")
        waiting: dict[str, list[Cells]] = {name: [] for name in _CARVED}

        def write(table: str) -> None:
            marks = ", ".join("?" * len(_CARVED[table].split(",")))
            carved.executemany(f"INSERT INTO {table} VALUES ({marks})", waiting[table])
            waiting[table].clear()

        for table, columns in _CARVED.items():
            carved.execute(f"CREATE TABLE {table} ({columns})")
        for row in rows(path):
            ours = _table_of(row.values)
            if ours is None:
                continue
            waiting[ours].append((row.key, *row.values[1:]))
            if len(waiting[ours]) >= _BATCH:
                write(ours)
        for table in _CARVED:
            write(table)
            carved.execute(f"CREATE INDEX {table}_key ON {table} (key)")
        self._carved = carved

    # What there is ----------------------------------------------------------------------------

    def events(self) -> Iterator[tuple[int, list[tuple[bytes, bytes]]]]:
        """Yield positions with what may be the header and leaf hash there, in order."""
        for position, found in self._merged("event", "position", _EVENT):
            pairs = [(header or b"", leaf or b"") for header, leaf in found]
            yield position, pairs

    def parts(self) -> Iterator[tuple[int, list[tuple[int, Cells]]]]:
        """Yield positions with the keys, names, salts and data of what may be their parts."""
        merged = self._merged("part", "key", _PART)
        for position, group in groupby(merged, key=lambda one: one[0] // PARTS_AN_EVENT):
            yield position, [(key, cells) for key, found in group for cells in found]

    def files(self) -> Iterator[tuple[int, list[Cells]]]:
        """Yield keys with what may be the digest and the bytes of the file there."""
        yield from self._merged("file", "key", _FILE)

    def _merged(self, table: str, key: str, columns: str) -> Iterator[tuple[int, list[Cells]]]:
        sources: list[Iterator[Cells]] = []
        if self._connection is not None:
            sources.append(_readable(self._connection, table, columns, key))
        if self._carved is not None:
            sources.append(self._carved.execute(f"SELECT * FROM {table} ORDER BY key"))
        merged = heapq.merge(*sources, key=lambda row: row[0])
        for found, group in groupby(merged, key=lambda row: row[0]):
            # What SQLite reads comes first; the same row is found by both ways.
            yield found, list(dict.fromkeys(tuple(row[1:]) for row in group))

    def withheld(self) -> list[tuple[str, int]]:
        """Return what the file lists as withheld."""
        found = self._asked("SELECT kind, key FROM withheld ORDER BY kind, key")
        return [(kind.decode("ascii", "replace"), key) for kind, key in found]

    def kept(self) -> Kept | None:
        """Return what was kept of the tree when the file was last written."""
        found = self._asked("SELECT size, CAST(peaks AS BLOB) FROM app_frontier")
        return Kept(*found[0]) if len(found) == 1 and isinstance(found[0][0], int) else None

    def edition(self) -> int | None:
        """Return the edition the file states."""
        found = self._asked("PRAGMA user_version")
        return int(found[0][0]) if found else None

    def _asked(self, sql: str) -> list[Cells]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(sql).fetchall()
        except Exception as error:
            if not is_damage(error):
                raise
            return []


def _readable(connection: Connection, table: str, columns: str, key: str) -> Iterator[Cells]:
    """Yield a table's readable rows; nothing where the table itself is not known any more."""
    known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    if key.encode("ascii") in known:
        yield from readable_rows(connection, table, columns, key, _pass_over)


def _pass_over(_last: int | None, _why: str) -> None:
    """What SQLite cannot reach is looked for page by page."""


def _table_of(values: Cells) -> str | None:
    """Tell which of our tables a row belongs to, by what is in it."""
    match values:
        case (None, bytes() as header, bytes() as leaf) if header.startswith(_HEADER_BEGINS):
            # Stale and damaged ones are left out here; the sound have their hash beside them.
            return "event" if len(leaf) == _HASH and leaf_hash(header) == leaf else None
        case (None, bytes() as digest, bytes() as data) if _DIGEST.fullmatch(digest):
            actual = f"sha256:{hashlib.sha256(data).hexdigest()}".encode()
            return "file" if actual == digest else None
        case (None, bytes() as name, bytes() as salt, bytes()) if _PART_NAME.fullmatch(name):
            return "part" if len(salt) == _HASH else None
    return None
