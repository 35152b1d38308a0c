# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What must be remembered from the pass over the log until it can be judged, kept on disk.

A log may have a hundred million events; so nothing here grows in memory. The tables lie in a
temporary database of their own that SQLite spills to disk and that vanishes when it is closed.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Self

from fonds.archive.connection import open_in_memory

if TYPE_CHECKING:
    from types import TracebackType

    from fonds.archive.connection import Connection

_TABLES = {
    "event": "position INTEGER PRIMARY KEY, id TEXT, stream TEXT, after TEXT, type TEXT,"
    " agent TEXT, action TEXT",
    "absent": "event TEXT, part TEXT, position INTEGER, salted INTEGER, key INTEGER",
    "withheld": "kind TEXT, key INTEGER",
    "erased": "event TEXT, part TEXT, position INTEGER",
    "rendition": "id TEXT, position INTEGER",
    "excerpt": "position INTEGER, rendition TEXT, first INTEGER, last INTEGER,"
    " before INTEGER, after INTEGER, passage BLOB",
    "capture": "digest TEXT, position INTEGER, place INTEGER, size INTEGER",
}
_BATCH = 1000


class Scratch:
    """Temporary tables, written in batches; use as a context manager."""

    def __init__(self) -> None:
        """Make the empty tables."""
        self.connection: Connection = open_in_memory()
        self._waiting: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _TABLES}
        self._inserts: dict[str, str] = {}
        # Sorting for the indexes spills to disk too.
        self.connection.execute("PRAGMA temp_store=FILE")
        self.connection.execute("BEGIN")
        for name, columns in _TABLES.items():
            self.connection.execute(f"CREATE TABLE {name} ({columns})")
            marks = ", ".join("?" * len(columns.split(",")))
            self._inserts[name] = f"INSERT INTO {name} VALUES ({marks})"

    def add(self, table: str, *row: Any) -> None:
        """Add a row to a table."""
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) >= _BATCH:
            self._write(table)

    def _write(self, table: str) -> None:
        self.connection.executemany(self._inserts[table], self._waiting[table])
        self._waiting[table] = []

    def finish(self) -> None:
        """Write what is left and make the indexes that the questions afterwards need."""
        for table in _TABLES:
            self._write(table)
        for table, column in (
            ("event", "id"),
            ("absent", "event"),
            ("withheld", "key"),
            ("erased", "event"),
            ("rendition", "id"),
            ("capture", "digest"),
        ):
            self.connection.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")

    def __enter__(self) -> Self:
        """Return the tables."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let them vanish."""
        self.connection.close()


def passage_hash(before: str, quote: str, after: str) -> bytes:
    """Return 32 bytes that stand for a passage with its surroundings while both are compared."""
    return hashlib.sha256(
        f"{len(before)} {len(quote)} {before}{quote}{after}".encode("utf-8", "surrogatepass")
    ).digest()
