# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The enduring tables of an archive file: events, parts, files.

docs/format.md describes them for readers of any time. Tables whose names begin with `view_`,
`search_` or `app_` are disposable and belong to others.

To change an enduring table: add a migration, raise `EDITION`, and leave the old statements be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from fonds.archive.errors import ArchiveError

if TYPE_CHECKING:
    from fonds.archive.connection import Connection

APPLICATION_ID = 0x464E4453
"""The four letters FNDS, at offset 68 of the file."""

EDITION = 1000
"""Major times 1000 plus minor, kept as `user_version`; a higher major is refused, a minor reads."""

PARTS_AN_EVENT = 32
"""A part's key is its event's position times this, plus the part's place among its siblings."""

ENDURING: dict[str, str] = {
    "event": """CREATE TABLE event (
  position INTEGER PRIMARY KEY CHECK (position > 0),
  header TEXT NOT NULL,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  id TEXT GENERATED ALWAYS AS (json_extract(header, '$.id')) VIRTUAL,
  stream TEXT GENERATED ALWAYS AS (json_extract(header, '$.stream')) VIRTUAL
) STRICT""",
    "event_id": "CREATE UNIQUE INDEX event_id ON event (id)",
    "event_stream": "CREATE INDEX event_stream ON event (stream)",
    "part": """CREATE TABLE part (
  key INTEGER PRIMARY KEY CHECK (key > 0),
  name TEXT NOT NULL,
  salt BLOB,
  data TEXT
) STRICT""",
    "file": """CREATE TABLE file (
  key INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  data BLOB
) STRICT""",
    # Without the third trigger INSERT OR REPLACE would delete a row and no delete trigger would
    # fire, unless the connection happened to have recursive_triggers on.
    "event_is_never_updated": """CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    "event_is_never_deleted": """CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END""",
    "event_is_never_replaced": """CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM event)
  OR EXISTS (SELECT 1 FROM event WHERE id = json_extract(NEW.header, '$.id'))
BEGIN SELECT RAISE(ABORT, 'events are only added at the end, once each'); END""",
    "part_is_only_erased": """CREATE TRIGGER part_is_only_erased BEFORE UPDATE ON part
WHEN NEW.data IS NOT NULL OR NEW.key <> OLD.key OR NEW.name <> OLD.name
  OR (NEW.salt IS NOT NULL AND NEW.salt IS NOT OLD.salt)
BEGIN SELECT RAISE(ABORT, 'parts are erased, never changed'); END""",
    "part_is_never_deleted": """CREATE TRIGGER part_is_never_deleted BEFORE DELETE ON part
BEGIN SELECT RAISE(ABORT, 'parts are erased, never removed'); END""",
    "part_is_never_replaced": """CREATE TRIGGER part_is_never_replaced BEFORE INSERT ON part
WHEN EXISTS (SELECT 1 FROM part WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'parts are erased, never changed'); END""",
    "file_is_only_erased": """CREATE TRIGGER file_is_only_erased BEFORE UPDATE ON file
WHEN NEW.data IS NOT NULL OR NEW.key <> OLD.key OR NEW.digest <> OLD.digest
BEGIN SELECT RAISE(ABORT, 'files are erased, never changed'); END""",
    "file_is_never_replaced": """CREATE TRIGGER file_is_never_replaced BEFORE INSERT ON file
WHEN EXISTS (SELECT 1 FROM file WHERE key = NEW.key OR digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'files are erased, never changed'); END""",
}
"""Name -> the statement that made it, compared word for word when a file is opened."""

_DISPOSABLE = re.compile(r"^(view|search|app)_")
_PLAIN_TABLE = re.compile(r"^CREATE (TABLE|INDEX|UNIQUE INDEX) ", re.IGNORECASE)
_SEARCH_TABLE = re.compile(r"^CREATE VIRTUAL TABLE \S+ USING fts5\s*\(", re.IGNORECASE)


class FileMigrations(Migrations):
    """sqlite-utils' migrations, with their bookkeeping among the disposable tables."""

    migrations_table = "app_migrations"


def migrations() -> FileMigrations:
    """Return the steps that make or bring up to date an archive's enduring tables."""
    steps = FileMigrations("fonds")

    @steps(name="edition 1")
    def edition_1(db: Database) -> None:
        present = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
        for name, statement in ENDURING.items():
            if name not in present:
                db.execute(statement)
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={EDITION}")

    return steps


def create_tables(connection: Connection) -> None:
    """Make the enduring tables in a new file."""
    migrations().apply(Database(connection, execute_plugins=False, strict=True))


def check_edition(connection: Connection, path: str) -> None:
    """Check that a file says it is an archive of an edition this version reads.

    Raises:
        ArchiveError: another program's database, or one from a newer Fonds.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    edition = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        message = f"{path} is an SQLite database of another program, not a Fonds archive."
        raise ArchiveError("not-an-archive", message, path=path)
    if edition // 1000 > EDITION // 1000:
        message = (
            f"{path} was made by a newer Fonds (format {edition // 1000}; this one reads "
            f"{EDITION // 1000}). Install the newer version to open it."
        )
        raise ArchiveError("too-new", message, path=path, format=edition)
    if edition < EDITION:
        message = f"{path} states format {edition}, which no Fonds has written."
        raise ArchiveError("not-an-archive", message, path=path, format=edition)


def schema_faults(connection: Connection) -> list[str]:
    """Name everything in a file's schema that is missing, changed or not ours, in plain words.

    A stranger's trigger or view would run inside our transactions, and a stranger's index on an
    enduring table could forbid an append; so none is accepted. An index on a disposable table is
    that table's own affair, whatever its name (sqlite-utils makes one for its migrations).
    """
    faults: list[str] = []
    found: dict[str, str] = {}
    # In a damaged file any column may hold anything.
    rows = connection.execute(
        "SELECT coalesce(CAST(type AS TEXT), ''), coalesce(CAST(name AS TEXT), ''),"
        " coalesce(CAST(tbl_name AS TEXT), ''), CAST(sql AS TEXT) FROM sqlite_master ORDER BY name"
    )
    for kind, name, table, sql in rows.fetchall():
        if name in ENDURING:
            found[name] = sql
            if sql != ENDURING[name]:
                faults.append(f"the {kind} {name} is not as Fonds made it")
        elif name.startswith("sqlite_") and kind in {"table", "index"}:
            # SQLite's own. A trigger or view of such a name was smuggled in.
            continue
        elif not (
            _DISPOSABLE.match(table)
            and kind in {"table", "index"}
            and (_PLAIN_TABLE.match(sql or "CREATE INDEX ") or _SEARCH_TABLE.match(sql))
        ):
            faults.append(f"the {kind} {name} does not belong to an archive")
    faults.extend(f"{name} is missing" for name in ENDURING if name not in found)
    return faults


def check_schema(connection: Connection, path: str) -> None:
    """Refuse a file whose schema is not exactly an archive's.

    Raises:
        ArchiveError: names the first thing that is missing, changed or foreign.
    """
    faults = schema_faults(connection)
    if faults:
        message = f"{path} is not safe to open: {faults[0]}. Run fonds verify to see everything."
        raise ArchiveError("unknown-schema", message, path=path, faults=faults)
