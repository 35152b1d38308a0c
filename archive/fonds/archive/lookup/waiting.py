# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The texts that wait to be indexed, in an index of their own in memory.

They are those of the last few events (see `fonds.archive.projections.search`), so it is made in a
moment, and again when the log has grown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.connection import open_in_memory
from fonds.archive.tables import LIVE, SEARCH_OPTIONS

if TYPE_CHECKING:
    from fonds.archive.connection import Connection
    from fonds.archive.store.sqlite import SqliteStore

_RECORD, _PASSAGE, _SUBJECT = LIVE.search("record"), LIVE.search("passage"), LIVE.view("subject")


class WaitingTexts:
    """Indexes the waiting texts under the same names as those that are indexed on disk."""

    def __init__(self, store: SqliteStore) -> None:
        """Read through the store's connection."""
        self._store = store
        self._indexed: Connection | None = None
        self._size = 0

    def indexed(self) -> Connection:
        """Return a database that holds the tables of the search, and the subjects among them."""
        size = self._store.size()
        if self._indexed is None or self._size != size:
            self.forget()
            self._indexed, self._size = self._made(), size
        return self._indexed

    def _made(self) -> Connection:
        execute = self._store.connection.execute
        made = open_in_memory()
        made.execute("BEGIN")
        made.execute(f"CREATE TABLE {_SUBJECT} (key INTEGER PRIMARY KEY)")
        subjects = execute(
            f"SELECT key FROM {LIVE.search('waiting')} WHERE passage = 0"
            f" AND key IN (SELECT key FROM {_SUBJECT})"
        )
        made.executemany(f"INSERT INTO {_SUBJECT} VALUES (?)", subjects)
        for passage, table in enumerate((_RECORD, _PASSAGE)):
            made.execute(f"CREATE VIRTUAL TABLE {table} USING fts5 (text, {SEARCH_OPTIONS})")
            texts = execute(
                f"SELECT key, text FROM {LIVE.search('waiting')} WHERE passage = ?", (passage,)
            )
            made.executemany(f"INSERT INTO {table} (rowid, text) VALUES (?, ?)", texts)
        made.execute("COMMIT")
        return made

    def forget(self) -> None:
        """Forget the texts: the archive is closed, or some were erased."""
        if self._indexed is not None:
            self._indexed.close()
            self._indexed = None
