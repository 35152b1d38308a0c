# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How far the disposable tables stand: asked at every opening, so without what fills them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.rule import RULES_EDITION
from fonds.archive.store.removal import wiping
from fonds.archive.tables import LIVE, VIEWS_EDITION

if TYPE_CHECKING:
    from fonds.archive.connection import Connection
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.archive.tables import Tables

EDITION = VIEWS_EDITION * 1000 + RULES_EDITION
"""What the tables say they are: their shape's edition, then that of the rules by which conflicts
in them were found. A change of either has an archive's tables made anew at its next opening."""


def edition_of(connection: Connection, tables: Tables) -> int | None:
    """Return the edition of the tables, None where there are none."""
    state = tables.view("state")
    bare = state.removeprefix(tables.schema)
    master = "sqlite_temp_master" if tables.schema else "sqlite_master"
    if connection.execute(f"SELECT 1 FROM {master} WHERE name = ?", (bare,)).fetchone() is None:
        return None
    row = connection.execute(f"SELECT edition FROM {state}").fetchone()
    return None if row is None else int(row[0])


def last_applied(connection: Connection, tables: Tables) -> int:
    """Return the position up to which tables of the present edition are filled."""
    row = connection.execute(
        f"SELECT last FROM {tables.view('action')} ORDER BY first DESC LIMIT 1"
    ).fetchone()
    return 0 if row is None else int(row[0])


def stand_at_head(store: SqliteStore, *, read_only: bool) -> bool:
    """Tell whether the live tables say all that the log does, and nothing that was erased.

    Where they do not, or events were taken out of the log, `fonds.archive.lending.settle` goes on.
    """
    connection = store.connection
    with store.snapshot():
        if edition_of(connection, LIVE) != EDITION:
            return False
        size, kept = store.size(), store.kept_size()
        is_filled = last_applied(connection, LIVE) == size and (kept is None or kept <= size)
        return is_filled and not (read_only and wiping(store) == "views")
