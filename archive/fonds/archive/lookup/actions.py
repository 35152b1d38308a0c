# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Actions and import keys: which events belong to one act, and which bear a caller's own id."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.tables import LIVE, short_import_key
from fonds.events.catalogue.fact import FactAsserted
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent


class Actions:
    """Finds events by action and by import key."""

    def __init__(self, store: SqliteStore) -> None:
        """Read through the store's connection."""
        self._store = store

    def asserted_by(self, action: str) -> list[str]:
        """Return the ids of the facts that an action (its id, or a unique beginning) asserted.

        Raises:
            RefusedError: there is no such action, or more than one.
        """
        return [
            recorded.header.stream
            for recorded in self.events_of(action)
            if recorded.header.type == FactAsserted.__name__
        ]

    def events_of(self, action: str) -> list[RecordedEvent]:
        """Return the events of an action (its id, or a unique beginning), in the log's order.

        Raises:
            RefusedError: there is no such action, or more than one.
        """
        # No index: it would cost every append two pages, and this is asked once in a while.
        rows = self._store.connection.execute(
            f"SELECT first, last, action FROM {LIVE.view('action')} WHERE action >= ?1"
            " AND action < ?1 || '{' ORDER BY first",
            (action.lower(),),
        ).fetchall()
        if len({row[2] for row in rows}) != 1:
            message = say(
                "There is no single action “{action}”. Use fonds history to find its id.",
                action=action,
            )
            raise RefusedError("unknown-action", message, action=action)
        return [recorded for first, last, _ in rows for recorded in self._store.events(first, last)]

    def borne(self, import_keys: Sequence[str]) -> set[str]:
        """Return those of many import keys that an event may bear: all but a few of the others."""
        rows = self._store.connection.execute(
            f"SELECT key FROM {LIVE.view('import')}"
            " WHERE key IN (SELECT CAST(value AS BLOB) FROM json_each(?))",
            (json.dumps([short_import_key(key).decode("ascii") for key in import_keys]),),
        )
        found = {row[0] for row in rows}
        return {key for key in import_keys if short_import_key(key) in found}

    def bearing(self, import_key: str) -> list[int]:
        """Return the positions of events that may bear an import key; their headers tell."""
        rows = self._store.connection.execute(
            f"SELECT position FROM {LIVE.view('import')} WHERE key = ?",
            (short_import_key(import_key),),
        )
        return [row[0] for row in rows]
