# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The enduring tables of an archive file: events, parts, files, and what a copy withholds.

docs/format.md describes them for readers of any time. Tables whose names begin with `view_`,
`search_` or `app_` are disposable and belong to others.

To change an enduring table: add a migration (`fonds.archive.migrating`), raise `EDITION`, and leave
the old statements be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.errors import ArchiveError
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.connection import Connection

APPLICATION_ID = 0x464E4453
"""The four letters FNDS, at offset 68 of the file."""

EDITION = 1001
"""Major times 1000 plus minor, kept as `user_version`; a higher major is refused, a minor reads."""

PARTS_AN_EVENT = 32
"""A part's key is its event's position times this, plus the part's place among its siblings."""

EDITION_1000: dict[str, str] = {
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
"""The tables of the first edition and what guards them; never changed any more."""

EDITION_1001: dict[str, str] = {
    # What a copy leaves out, so that whoever reads it can tell it from what went missing.
    "withheld": """CREATE TABLE withheld (
  kind TEXT NOT NULL CHECK (kind IN ('part', 'file')),
  key INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID""",
    "part_is_only_erased": """CREATE TRIGGER part_is_only_erased BEFORE UPDATE ON part
WHEN NEW.key <> OLD.key OR NEW.name <> OLD.name
  OR (NEW.salt IS NOT NULL AND NEW.salt IS NOT OLD.salt)
  OR (NEW.data IS NOT NULL AND (OLD.data IS NOT NULL OR OLD.salt IS NULL OR NEW.salt IS NULL
    OR NOT EXISTS (SELECT 1 FROM withheld WHERE kind = 'part' AND key = OLD.key)))
BEGIN SELECT RAISE(ABORT, 'parts are erased, never changed'); END""",
    "file_is_only_erased": """CREATE TRIGGER file_is_only_erased BEFORE UPDATE ON file
WHEN NEW.key <> OLD.key OR NEW.digest <> OLD.digest
  OR (NEW.data IS NOT NULL AND (OLD.data IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM withheld WHERE kind = 'file' AND key = OLD.key)))
BEGIN SELECT RAISE(ABORT, 'files are erased, never changed'); END""",
    "withheld_never_changes": """CREATE TRIGGER withheld_never_changes BEFORE UPDATE ON withheld
BEGIN SELECT RAISE(ABORT, 'what is withheld is never changed'); END""",
    "withheld_is_gone": """CREATE TRIGGER withheld_is_gone BEFORE INSERT ON withheld
WHEN EXISTS (SELECT 1 FROM withheld WHERE kind = NEW.kind AND key = NEW.key)
  OR NOT CASE NEW.kind
    WHEN 'part' THEN EXISTS (SELECT 1 FROM part WHERE key = NEW.key AND data IS NULL)
    ELSE EXISTS (SELECT 1 FROM file WHERE key = NEW.key AND data IS NULL) END
BEGIN SELECT RAISE(ABORT, 'only what is not here is withheld, and is never changed'); END""",
    "withheld_until_back": """CREATE TRIGGER withheld_until_back BEFORE DELETE ON withheld
WHEN CASE OLD.kind
    WHEN 'part' THEN EXISTS (SELECT 1 FROM part WHERE key = OLD.key AND data IS NULL)
    ELSE EXISTS (SELECT 1 FROM file WHERE key = OLD.key AND data IS NULL) END
BEGIN SELECT RAISE(ABORT, 'what is withheld is never changed until it is back'); END""",
}
"""What edition 1001 added or put in place of an older statement."""

ENDURING: dict[str, str] = EDITION_1000 | EDITION_1001
"""Name -> the statement that made it, compared word for word when a file is opened."""

EDITIONS: dict[int, dict[str, str]] = {1000: EDITION_1000, EDITION: ENDURING}
"""The statements of every edition there has been."""

_DISPOSABLE = re.compile(r"^(view|search|app)_")
_PLAIN_TABLE = re.compile(r"^CREATE (TABLE|INDEX|UNIQUE INDEX) ", re.IGNORECASE)
_SEARCH_TABLE = re.compile(r"^CREATE VIRTUAL TABLE \S+ USING fts5\s*\(", re.IGNORECASE)

_OTHERS_CONTENT = re.compile(r"content\w*\s*=\s*(?!'')", re.IGNORECASE)
"""An FTS5 table that reads its texts from another table."""
_EXPRESSION = re.compile(
    r"\b(AS|CHECK|COLLATE|DEFAULT|GENERATED|REFERENCES|WHERE)\b", re.IGNORECASE
)

_COLUMN = r'\s*["\[`]?\w+["\]`]?(\s+(ASC|DESC))?\s*'
_OF_COLUMNS = re.compile(rf"^[^(]*\({_COLUMN}(,{_COLUMN})*\)\s*$", re.IGNORECASE)
"""An index on columns by their names, as all of ours are; anything else would be computed."""


def edition_of(connection: Connection) -> int:
    """Return what edition a file says it is of, 0 where it says nothing."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_edition(connection: Connection, path: str) -> None:
    """Check that a file says it is an archive of an edition this version reads.

    Raises:
        ArchiveError: another program's database, or one from a newer Fonds.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    edition = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        message = say(
            "{path} is an SQLite database of another program, not a Fonds archive.", path=path
        )
        raise ArchiveError("not-an-archive", message, path=path)
    if edition // 1000 > EDITION // 1000:
        message = say(
            "{path} was made by a newer Fonds (format {edition}; this one reads"
            " {edition2}). Install the newer version to open it.",
            path=path,
            edition=edition // 1000,
            edition2=EDITION // 1000,
        )
        raise ArchiveError("too-new", message, path=path, format=edition)
    if edition < EDITION and edition not in EDITIONS:
        message = say(
            "{path} states format {edition}, which no Fonds has written.",
            path=path,
            edition=edition,
        )
        raise ArchiveError("not-an-archive", message, path=path, format=edition)


def schema_faults(connection: Connection) -> list[str]:
    """Name everything in a file's schema that is missing, changed or not ours, in plain words.

    A stranger's trigger or view would run inside our transactions, and a stranger's index on an
    enduring table could forbid an append; so none is accepted. An index on a disposable table is
    that table's own affair, whatever its name (sqlite-utils makes one for its migrations).
    """
    faults: list[str] = []
    found: dict[str, str] = {}
    enduring = EDITIONS.get(edition_of(connection), ENDURING)
    # In a damaged file any column may hold anything.
    rows = connection.execute(
        "SELECT coalesce(CAST(type AS TEXT), ''), coalesce(CAST(name AS TEXT), ''),"
        " coalesce(CAST(tbl_name AS TEXT), ''), CAST(sql AS TEXT) FROM sqlite_master ORDER BY name"
    )
    for kind, name, table, sql in rows.fetchall():
        if name in enduring:
            found[name] = sql
            if sql != enduring[name]:
                faults.append(
                    say("the {kind} {name} is not as Fonds made it", kind=kind, name=name)
                )
        elif name.startswith("sqlite_") and kind in {"table", "index"}:
            # SQLite's own. A trigger or view of such a name was smuggled in.
            if _computes(sql):
                faults.append(
                    say("the {kind} {name} does not belong to an archive", kind=kind, name=name)
                )
        elif not (_DISPOSABLE.match(table) and kind in {"table", "index"} and _is_harmless(sql)):
            faults.append(
                say("the {kind} {name} does not belong to an archive", kind=kind, name=name)
            )
    faults.extend(say("{name} is missing", name=name) for name in enduring if name not in found)
    return faults


def _is_harmless(sql: str | None) -> bool:
    """Tell whether a disposable table or index only holds values: it computes and reaches nothing.

    None of ours has a check, a default, a generated column or an index on an expression. A
    stranger's would be computed whenever we write, and could take any time and memory.
    """
    statement = sql or "CREATE INDEX "
    if _SEARCH_TABLE.match(statement):
        return _OTHERS_CONTENT.search(statement) is None
    return _PLAIN_TABLE.match(statement) is not None and not _computes(sql)


def _computes(sql: str | None) -> bool:
    statement = sql or ""
    of_an_index = re.match(r"CREATE (UNIQUE )?INDEX ", statement, re.IGNORECASE) is not None
    return _EXPRESSION.search(statement) is not None or (
        of_an_index and statement != "CREATE INDEX " and not _OF_COLUMNS.search(statement)
    )


def check_schema(connection: Connection, path: str) -> None:
    """Refuse a file whose schema is not exactly an archive's.

    Raises:
        ArchiveError: names the first thing that is missing, changed or foreign.
    """
    faults = schema_faults(connection)
    if faults:
        message = say(
            "{path} is not safe to open: {faults}. Run fonds verify to see everything.",
            path=path,
            faults=faults[0],
        )
        raise ArchiveError("unknown-schema", message, path=path, faults=faults)
