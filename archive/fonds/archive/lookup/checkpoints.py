# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The last signed heads, kept in the archive too: in a disposable table, which proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.connection import is_no_table, library
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from fonds.archive.connection import Connection

_TABLE = """CREATE TABLE IF NOT EXISTS app_checkpoint (
  size INTEGER PRIMARY KEY, signed_at TEXT NOT NULL, note TEXT NOT NULL,
  kept_in TEXT, kept_at TEXT
) STRICT"""
_COLUMNS = "size, signed_at, note, kept_in, kept_at"
_MOST_KEPT = 100


@fixed
class SignedHead:
    """A head that was signed: the checkpoint's text, when, and where a copy was written to.

    ``kept_in`` names the folder outside the archive that took a copy at ``kept_at``; both are None
    where none has left the house.
    """

    size: int
    signed_at: str
    note: str
    kept_in: str | None = None
    kept_at: str | None = None


def last_signed(connection: Connection) -> SignedHead | None:
    """Return the last head that was signed, None where there is none on record."""
    return _first(connection, f"SELECT {_COLUMNS} FROM app_checkpoint ORDER BY size DESC LIMIT 1")


def last_kept(connection: Connection) -> SignedHead | None:
    """Return the last signed head of which a copy was written elsewhere."""
    return _first(
        connection,
        f"SELECT {_COLUMNS} FROM app_checkpoint WHERE kept_in IS NOT NULL"
        " ORDER BY size DESC LIMIT 1",
    )


def _first(connection: Connection, sql: str) -> SignedHead | None:
    try:
        row = connection.execute(sql).fetchone()
    except library().OperationalError as error:
        if not is_no_table(error):
            raise
        # The table is disposable, and made with the first checkpoint.
        return None
    return None if row is None else SignedHead(*row)


def remember(connection: Connection, head: SignedHead) -> None:
    """Note a signed head beside the last ones, inside the caller's transaction."""
    connection.execute(_TABLE)
    connection.execute(
        f"INSERT OR REPLACE INTO app_checkpoint ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
        (head.size, head.signed_at, head.note, head.kept_in, head.kept_at),
    )
    # The number is not bound: SQLite plans a statement anew whenever a limit is.
    connection.execute(
        "DELETE FROM app_checkpoint WHERE size <="
        f" (SELECT size FROM app_checkpoint ORDER BY size DESC LIMIT 1 OFFSET {_MOST_KEPT})"
    )
