# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The tables of an archive filled by plain SQL: INSERT … SELECT with json_extract, and the search.

What the views hold is written down as JSON first, one text a row, which is not measured. Then the
same tables with the same indexes are filled from it, and the words put into the same FTS5 indexes:
the least that any rebuild by SQL would have to do, which also reads JSON and writes those rows.
"""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from fonds.archive.connection import connect, make_durable
from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.source import RenditionAdded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive import Archive
    from fonds.archive.connection import Connection

_OURS = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND (name GLOB 'view_*' OR name IN"
    " ('search_record', 'search_passage', 'search_place', 'search_waiting'))"
)


class PlainTables:
    """The rows of an archive's views as JSON in a file of its own, and the tables to be filled."""

    def __init__(self, archive: Archive, path: Path) -> None:
        """Write down what the tables hold."""
        self.path = path
        store = archive.queries._store  # noqa: SLF001 - what its own rebuild reads and writes
        connection = store.connection
        self.tables = dict(connection.execute(_OURS).fetchall())
        words = _words_of(archive)
        path.touch()
        with contextlib.closing(connect(path, mode="rw")) as made:
            made.execute("CREATE TABLE said (name TEXT NOT NULL, row TEXT NOT NULL) STRICT")
            made.execute("BEGIN")
            for name in self.tables:
                made.executemany(
                    "INSERT INTO said VALUES (?, ?)",
                    ((name, row) for row in _rows(connection, name, words)),
                )
            made.execute("CREATE INDEX said_name ON said (name)")
            made.execute("COMMIT")
            self.rows = made.execute("SELECT count(*) FROM said").fetchone()[0]

    def fill(self) -> None:
        """Make the tables and fill them, in one transaction; then drop them again."""
        with contextlib.closing(connect(self.path, mode="rw")) as connection:
            make_durable(connection)
            connection.execute("BEGIN IMMEDIATE")
            for name, sql in self.tables.items():
                connection.execute(sql)
                columns = ["rowid", "text"] if name in _INDEXES else _columns(connection, name)
                values = ", ".join(
                    f"unhex(json_extract(row, '$[{at}][0]'))"
                    if (name, column) in _BLOBS
                    else f"json_extract(row, '$[{at}]')"
                    for at, column in enumerate(columns)
                )
                connection.execute(
                    f"INSERT INTO {name} ({', '.join(columns)})"
                    f" SELECT {values} FROM said WHERE name = '{name}' ORDER BY rowid"
                )
            connection.execute("COMMIT")
            for name in self.tables:
                connection.execute(f"DROP TABLE {name}")


_INDEXES = {"search_record", "search_passage"}
_BLOBS = {("view_import", "key")}


def _columns(connection: Connection, name: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]


def _rows(connection: Connection, name: str, words: dict[int, str]) -> Iterator[str]:
    if name == "search_passage":
        yield from (json.dumps(row, ensure_ascii=False) for row in sorted(words.items()))
        return
    columns = ["rowid", "text"] if name in _INDEXES else _columns(connection, name)
    for row in connection.execute(f"SELECT {', '.join(columns)} FROM {name}"):
        yield json.dumps(
            [[one.hex()] if isinstance(one, bytes) else one for one in row], ensure_ascii=False
        )


def _words_of(archive: Archive) -> dict[int, str]:
    """Return the words of each row of the contentless index of passages, from the log."""
    store = archive.queries._store  # noqa: SLF001 - as above
    found: dict[int, str] = {}
    rows = store.connection.execute(
        "SELECT p.key, p.first, p.last, coalesce(r.position, e.position) FROM search_place p"
        " LEFT JOIN view_rendition r ON r.key = p.thing"
        " LEFT JOIN view_excerpt e ON e.key = p.thing ORDER BY 4"
    ).fetchall()
    at, text = 0, ""
    for key, first, last, position in rows:
        if position != at:
            (recorded,) = store.at([position])
            event, at = recorded.event, position
            if isinstance(event, ExcerptTaken):
                text = event.quotation.quote if event.quotation else ""
            elif isinstance(event, RenditionAdded) and event.text is not None:
                text = event.text.text
        is_whole = isinstance(event, ExcerptTaken)
        found[key] = text if is_whole else text[first:last]
    return found
