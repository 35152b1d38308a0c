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

from fonds.archive.behind import goes_on
from fonds.archive.connection import connect, library, open_in_memory
from fonds.archive.errors import ArchiveError
from fonds.archive.files import BESIDE
from fonds.archive.integrity.rows import is_damage, readable_rows
from fonds.archive.recovery.carving import rows
from fonds.archive.schema import PARTS_AN_EVENT
from fonds.events.merkle import HASH_BYTES, leaf_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.connection import Connection

_EVENT = "CAST(header AS BLOB), CAST(leaf AS BLOB)"
_PART = "CAST(name AS BLOB), CAST(salt AS BLOB), CAST(data AS BLOB)"
_FILE = "CAST(digest AS BLOB), CAST(data AS BLOB)"
_PART_NAME = re.compile(rb"[a-z_]{1,30}")
_DIGEST = re.compile(rb"sha256:[0-9a-f]{64}")
_HEADER_BEGINS = b'{"about":['
_ERASING = b'"type":"ContentErased"'
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

    Where a log or journal lies beside it, a copy of all is read, in a temporary folder; unless the
    file alone says more than with it. Then that log is of an older state, and would bring back what
    was erased since: the file alone is read, and of the log only what the file has no word of.
    """

    def __init__(self, path: Path) -> None:
        """Name the file."""
        self._path = path
        self._stack = contextlib.ExitStack()
        self._connection: Connection | None = None
        self._carved: Connection | None = None
        self._alone: Connection | None = None
        self._sure = False
        self.older_log = False
        """Whether the log beside the file is of another, older state of it."""

    def __enter__(self) -> Remains:
        """Open what can be opened, and look at every page where SQLite finds fault.

        Raises:
            OSError: the file cannot be read, or there is no room for what must be remembered.
        """
        path = self._beside_itself()
        self._connection = self._opened(path)
        whole = _is_whole(self._connection)
        # A file beside its rollback journal is not to be read without it.
        if path != self._path and not _holds_anything(Path(f"{self._path}-journal")):
            self._alone = self._opened(self._path)
            self._sure = _is_whole(self._alone)
            if self._is_ahead(whole=whole):
                self.older_log = True
                self._connection = self._alone
                if not (whole and self._sure):
                    self._carve(path if self._sure else self._path)
                return self
        if not whole:
            self._carve(path)
        return self

    def _opened(self, path: Path) -> Connection | None:
        with contextlib.suppress(ArchiveError):
            connection = connect(path, mode="immutable", lenient=True)
            self._stack.callback(connection.close)
            connection.text_factory = bytes
            return connection
        return None

    def _is_ahead(self, *, whole: bool) -> bool:
        """Tell whether the file alone says more than with the log beside it."""
        alone, both = _kept(self._alone), _kept(self._connection)
        if alone is None:
            return False
        if not whole and self._sure:
            return True
        if both is None or alone.size > both.size:
            return both is not None
        if self._connection is None or not (self._sure and _is_edge(alone) and _is_edge(both)):
            return False
        return not goes_on(self._connection, alone, both)

    def __exit__(self, *exception: object) -> None:
        """Close it, and let copies vanish."""
        self._stack.close()

    def _beside_itself(self) -> Path:
        """Return the file, or a copy that holds what a log or journal beside it says as well."""
        left = [Path(f"{self._path}{ending}") for ending in BESIDE]
        if not any(_holds_anything(one) for one in left):
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
        sources: list[Iterator[tuple[bool, Cells]]] = []
        if self._connection is not None:
            readable = _readable(self._connection, table, columns, key)
            sources.append((True, row) for row in readable)
        if self._carved is not None:
            carved = self._carved.execute(f"SELECT * FROM {table} ORDER BY key")
            sources.append((False, row) for row in carved)
        merged = heapq.merge(*sources, key=lambda one: one[1][0])
        for found, group in groupby(merged, key=lambda one: one[1][0]):
            # What SQLite reads comes first; the same row is found by both ways.
            rows_there = list(group)
            if self.older_log and self._sure and rows_there[0][0]:
                # What a whole file says, or says was erased, no older state gainsays.
                del rows_there[1:]
            yield found, list(dict.fromkeys(tuple(row[1:]) for _, row in rows_there))

    def erasing(self) -> Iterator[tuple[bytes, list[Cells]]]:
        """Yield the headers of erasures that the file alone has, each with what may be its parts.

        Only where a log beside it is read: what that says may be another story.
        """
        if self._alone is None or self.older_log:
            return
        for position, header, leaf in _readable(self._alone, "event", _EVENT, "position"):
            if _ERASING not in (header or b"") or leaf_hash(header) != leaf:
                continue
            first = position * PARTS_AN_EVENT
            yield (
                header,
                _asked(
                    self._alone,
                    f"SELECT key, {_PART} FROM part WHERE key BETWEEN ? AND ?",
                    (first, first + PARTS_AN_EVENT - 1),
                ),
            )

    def withheld(self) -> list[tuple[str, int]]:
        """Return what the file lists as withheld."""
        found = _asked(self._connection, "SELECT kind, key FROM withheld ORDER BY kind, key")
        return [(kind.decode("ascii", "replace"), key) for kind, key in found]

    def kept(self) -> Kept | None:
        """Return what was kept of the tree when the file was last written."""
        return _kept(self._connection)

    def edition(self) -> int | None:
        """Return the edition the file states."""
        found = _asked(self._connection, "PRAGMA user_version")
        return int(found[0][0]) if found else None


def _holds_anything(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _is_whole(connection: Connection | None) -> bool:
    """Tell whether SQLite reaches every page it should."""
    if connection is None:
        return False
    try:
        for (line,) in connection.execute("PRAGMA quick_check"):
            if line != b"ok":
                return False
        for table in _CARVED:
            connection.execute(f"SELECT 1 FROM {table}").fetchone()
    except Exception as error:
        if not is_damage(error):
            raise
        return False
    return True


def _kept(connection: Connection | None) -> Kept | None:
    found = _asked(connection, "SELECT size, CAST(peaks AS BLOB) FROM app_frontier")
    return Kept(*found[0]) if len(found) == 1 and isinstance(found[0][0], int) else None


def _is_edge(kept: Kept) -> bool:
    return len(kept.peaks or b"") == HASH_BYTES * kept.size.bit_count()


def _asked(connection: Connection | None, sql: str, values: tuple[int, ...] = ()) -> list[Cells]:
    if connection is None:
        return []
    try:
        return connection.execute(sql, values).fetchall()
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
