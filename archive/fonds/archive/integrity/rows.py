# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reads tables that may be damaged: what cannot be read is told, and reading goes on behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fonds.archive.connection import library
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fonds.archive.connection import Connection

_LOWEST = -(2**63)
_HIGHEST = 2**63 - 1
_SINGLE_STEPS = 256
"""Rows skipped one by one behind a place that cannot be read, before the steps double."""

_SURROUNDINGS = ("database is locked", "full", "interrupted", "readonly", "unable to open")


def is_damage(error: Exception) -> bool:
    """Tell whether a database error speaks of the file's content, not of the machine around it."""
    if isinstance(error, UnicodeDecodeError):
        # SQLite's message repeats bytes of the file that are no text.
        return True
    text = str(error).lower()
    return isinstance(error, library().DatabaseError) and not any(
        sign in text for sign in _SURROUNDINGS
    )


def plain_words(error: Exception) -> str:
    """Return what an error says, whatever bytes of the file it repeats."""
    if isinstance(error, UnicodeDecodeError):
        return say("it holds bytes that are no text")
    return str(error)


def readable_rows(
    connection: Connection,
    table: str,
    columns: str,
    key: str,
    damaged: Callable[[int | None, str], None],
) -> Iterator[tuple[Any, ...]]:
    """Yield ``key`` and ``columns`` of a table in the order of its whole-number key.

    Where rows cannot be read, ``damaged`` is told the last key before them (None at the very
    beginning) and why, once for each stretch.
    """
    sql = f"SELECT {key}, {columns} FROM {table} WHERE {key} >= ? ORDER BY {key}"
    last: int | None = None
    start, failures, astray = _LOWEST, 0, False
    while True:
        try:
            for row in connection.execute(sql, (start,)):
                if last is not None and row[0] <= last:
                    # Pages that point astray: a row met twice, or out of order.
                    if not astray:
                        damaged(last, "rows are out of order")
                    astray = True
                    continue
                last, failures = row[0], 0
                yield row
        except Exception as error:
            if not is_damage(error):
                raise
            if failures == 0:
                damaged(last, plain_words(error))
            failures += 1
            step = failures if failures <= _SINGLE_STEPS else 2 ** (failures - _SINGLE_STEPS + 8)
            start = max((last or 0) + step, start) + 1
            if start > _HIGHEST:
                return
        else:
            return
