# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reads tables that may be damaged: what cannot be read is told, and reading goes on behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fonds.archive.connection import library

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
    text = str(error).lower()
    return isinstance(error, library().DatabaseError) and not any(
        sign in text for sign in _SURROUNDINGS
    )


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
    database_error: type[Exception] = library().DatabaseError
    last: int | None = None
    start, failures = _LOWEST, 0
    while True:
        try:
            for row in connection.execute(sql, (start,)):
                last, failures = row[0], 0
                yield row
        except database_error as error:
            if not is_damage(error):
                raise
            if failures == 0:
                damaged(last, str(error))
            failures += 1
            step = failures if failures <= _SINGLE_STEPS else 2 ** (failures - _SINGLE_STEPS + 8)
            start = (last or 0) + step + 1
            if start > _HIGHEST:
                return
        else:
            return
