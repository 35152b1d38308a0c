# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Rows reach their table once each, however many go into one statement."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from fonds.archive.connection import library, open_in_memory
from fonds.archive.projections.base import _TOGETHER, enter_rows
from fonds.archive.projections.search import EVERY
from fonds.archive.projector import CHUNK, stretch_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.connection import Connection


@pytest.fixture
def connection() -> Iterator[Connection]:
    with closing(open_in_memory()) as opened:
        opened.execute("CREATE TABLE kept (a INTEGER PRIMARY KEY, b TEXT)")
        yield opened


@pytest.mark.parametrize(
    "count", [0, 1, _TOGETHER - 1, _TOGETHER, _TOGETHER + 1, 3 * _TOGETHER + 7]
)
def test_every_row_is_entered_once(connection: Connection, count: int) -> None:
    rows = [(number, f"row {number}") for number in range(count)]
    enter_rows(connection, "INSERT INTO kept", rows)
    assert connection.execute("SELECT a, b FROM kept ORDER BY a").fetchall() == rows


def test_a_row_that_is_there_is_ignored_or_refused_among_many(connection: Connection) -> None:
    rows = [(number, "first") for number in range(2 * _TOGETHER)]
    enter_rows(connection, "INSERT INTO kept", rows[7:8])
    enter_rows(connection, "INSERT OR IGNORE INTO kept", rows)
    assert connection.execute("SELECT count(*) FROM kept").fetchone() == (len(rows),)
    with pytest.raises(library().IntegrityError):
        enter_rows(connection, "INSERT INTO kept", rows)


@pytest.mark.parametrize("size", [0, 1, 30_000, 60_000, 157_000, 1_600_000])
def test_no_text_waits_where_a_stretch_of_a_rebuild_ends(size: int) -> None:
    assert stretch_of(size) % CHUNK == 0 == CHUNK % EVERY
    assert CHUNK <= stretch_of(size) <= 4 * CHUNK
