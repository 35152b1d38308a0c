# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sources, captures, renditions, excerpts and cited works: where each is to be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from fonds.archive.naming import fold_name
from fonds.archive.projections.base import types
from fonds.events.catalogue.captures import CaptureWithdrawn
from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.source import (
    CaptureAdded,
    CitedWorkNoted,
    CitedWorkTraced,
    RenditionAdded,
    SourceDescribed,
    SourceRegistered,
    SourceWithdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent


NO_TITLE = "[title erased or withheld]"
"""What a source is called whose title is not here."""


class Sources:
    """The tables of sources.

    `view_source`, `view_source_name`, `view_capture`, `view_digest`, `view_rendition`,
    `view_excerpt`, `view_place`, `view_cited_work`.
    """

    READS: ClassVar = types(
        SourceRegistered,
        SourceDescribed,
        SourceWithdrawn,
        CaptureAdded,
        CaptureWithdrawn,
        RenditionAdded,
        ExcerptTaken,
        CitedWorkNoted,
        CitedWorkTraced,
    )

    def __init__(self, store: SqliteStore, tables: Tables) -> None:
        """Name the tables of one generation; a withdrawn capture's names are read from the log."""
        self._store = store
        self._source = tables.view("source")
        self._next = f"(SELECT coalesce(max(number), 0) + 1 FROM {self._source})"
        self._name = tables.view("source_name")
        self._capture = tables.view("capture")
        self._digest = tables.view("digest")
        self._rendition = tables.view("rendition")
        self._excerpt = tables.view("excerpt")
        self._place = tables.view("place")
        self._cited = tables.view("cited_work")

    def create(self) -> Mapping[str, str]:
        """Return the statements that make the tables."""
        # What belongs to a source is looked up by it as well: a scan of all that belongs to any
        # would make every append longer that cites a work.
        return {
            self._source: f"""CREATE TABLE {self._source} (
  key INTEGER PRIMARY KEY, title TEXT NOT NULL, held INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
  number INTEGER NOT NULL UNIQUE
) STRICT""",
            self._name: f"""CREATE TABLE {self._name} (
  folded TEXT NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (folded, source)
) STRICT, WITHOUT ROWID""",
            self._capture: f"""CREATE TABLE {self._capture} (
  key INTEGER PRIMARY KEY, source INTEGER NOT NULL, position INTEGER NOT NULL,
  UNIQUE (source, key)
) STRICT""",
            self._digest: f"""CREATE TABLE {self._digest} (
  digest TEXT NOT NULL, capture INTEGER NOT NULL, PRIMARY KEY (digest, capture)
) STRICT, WITHOUT ROWID""",
            self._rendition: f"""CREATE TABLE {self._rendition} (
  key INTEGER PRIMARY KEY, source INTEGER NOT NULL, capture INTEGER NOT NULL,
  position INTEGER NOT NULL, length INTEGER NOT NULL, UNIQUE (source, key)
) STRICT""",
            self._excerpt: f"""CREATE TABLE {self._excerpt} (
  key INTEGER PRIMARY KEY, rendition INTEGER NOT NULL, first INTEGER, last INTEGER,
  position INTEGER NOT NULL, locator TEXT
) STRICT""",
            # The excerpts of a rendition in the order of its text; also how a passage that was
            # taken before is found again.
            self._place: f"""CREATE TABLE {self._place} (
  rendition INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  excerpt INTEGER NOT NULL,
  PRIMARY KEY (rendition, first, last, excerpt)
) STRICT, WITHOUT ROWID""",
            self._cited: f"""CREATE TABLE {self._cited} (
  key INTEGER PRIMARY KEY, source INTEGER NOT NULL, mark TEXT, work TEXT, status TEXT NOT NULL,
  UNIQUE (source, key)
) STRICT""",
        }

    def apply(self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys) -> None:
        """Keep each where it can be found."""
        excerpts: list[tuple[int, int, int | None, int | None, int, str | None]] = []
        for recorded in events:
            event, stream = recorded.event, recorded.header.stream
            if isinstance(event, ExcerptTaken):
                span, rendition = event.content.span, keys.find(event.content.rendition)
                if rendition is None:
                    # The text it was taken from was erased, and what it was with it.
                    continue
                excerpts.append(
                    (
                        keys.of(stream),
                        rendition,
                        span.start if span else None,
                        span.end if span else None,
                        recorded.position,
                        event.content.locator,
                    )
                )
            elif isinstance(event, SourceRegistered | SourceDescribed):
                self._describe(connection, keys.of(stream), event)
            elif recorded.header.type == SourceRegistered.__name__:
                # Its words were erased; it stays a source, and keeps its number.
                connection.execute(
                    f"INSERT INTO {self._source} VALUES (?, ?, 1, 0, {self._next})",
                    (keys.of(stream), NO_TITLE),
                )
            elif isinstance(event, CaptureAdded):
                self._capture_added(connection, keys, recorded, event)
            elif isinstance(event, CaptureWithdrawn):
                self._capture_withdrawn(connection, keys, recorded, event)
            elif isinstance(event, RenditionAdded):
                content, capture = event.content, keys.find(event.content.capture)
                if capture is None:
                    continue
                connection.execute(
                    f"INSERT INTO {self._rendition} VALUES (?, ?, ?, ?, ?)",
                    (
                        keys.of(content.rendition),
                        keys.of(stream),
                        capture,
                        recorded.position,
                        content.length,
                    ),
                )
            elif isinstance(event, CitedWorkNoted):
                work = event.wording.work if event.wording else None
                status = "dangling" if event.content.dangling else "noted"
                connection.execute(
                    f"INSERT INTO {self._cited} VALUES (?, ?, ?, ?, ?)",
                    (
                        keys.of(event.content.cited_work),
                        keys.of(stream),
                        event.content.mark,
                        work,
                        status,
                    ),
                )
            elif isinstance(event, CitedWorkTraced):
                status = "unlocatable" if event.content.unlocatable else "traced"
                connection.execute(
                    f"UPDATE {self._cited} SET status = ? WHERE key = ?",
                    (status, keys.find(event.content.cited_work)),
                )
            elif recorded.header.type == SourceWithdrawn.__name__:
                connection.execute(
                    f"UPDATE {self._source} SET withdrawn = 1 WHERE key = ?", (keys.of(stream),)
                )
        if excerpts:
            connection.executemany(
                f"INSERT INTO {self._excerpt} VALUES (?, ?, ?, ?, ?, ?)", excerpts
            )
            connection.executemany(
                f"INSERT INTO {self._place} VALUES (?, ?, ?, ?)",
                [(row[1], row[2], row[3], row[0]) for row in excerpts if row[2] is not None],
            )

    def _describe(
        self, connection: Connection, key: int, event: SourceRegistered | SourceDescribed
    ) -> None:
        content = event.content
        connection.execute(
            f"INSERT INTO {self._source} VALUES (?, ?, ?, 0, {self._next}) ON CONFLICT (key)"
            " DO UPDATE SET title = excluded.title, held = excluded.held",
            (key, content.title, int(content.held)),
        )
        connection.executemany(
            f"INSERT OR IGNORE INTO {self._name} VALUES (?, ?)",
            [(fold_name(name), key) for name in _names_of(event)],
        )

    def _capture_added(
        self, connection: Connection, keys: Keys, recorded: RecordedEvent, event: CaptureAdded
    ) -> None:
        capture, source = keys.of(event.content.capture), keys.of(recorded.header.stream)
        connection.execute(
            f"INSERT INTO {self._capture} VALUES (?, ?, ?)", (capture, source, recorded.position)
        )
        files = event.origin.files if event.origin else ()
        connection.executemany(
            f"INSERT OR IGNORE INTO {self._digest} VALUES (?, ?)",
            [(file.digest, capture) for file in files],
        )
        # The name a file had stays a name of its source.
        connection.executemany(
            f"INSERT OR IGNORE INTO {self._name} VALUES (?, ?)",
            [(fold_name(name), source) for name in _file_names(event)],
        )

    def _capture_withdrawn(
        self,
        connection: Connection,
        keys: Keys,
        recorded: RecordedEvent,
        event: CaptureWithdrawn,
    ) -> None:
        """Put a capture behind every other: its texts can be read, and are no source's newest.

        Its position is kept with the sign turned, so that it orders before all and says so.
        """
        capture = keys.find(event.content.capture)
        connection.execute(
            f"UPDATE {self._capture} SET position = -abs(position) WHERE key = ?", (capture,)
        )
        connection.execute(f"DELETE FROM {self._digest} WHERE capture = ?", (capture,))
        connection.executemany(
            f"DELETE FROM {self._cited} WHERE key = ?",
            [(keys.find(cited),) for cited in event.content.cited_works],
        )
        source = keys.of(recorded.header.stream)
        connection.executemany(
            f"DELETE FROM {self._name} WHERE folded = ? AND source = ?",
            [(name, source) for name in sorted(self._names_taken_back(recorded, event))],
        )

    def _names_taken_back(self, recorded: RecordedEvent, event: CaptureWithdrawn) -> set[str]:
        """Return the folded names a source bears by its withdrawn capture alone.

        They are read from the log, up to the withdrawal: the table does not say whence a name is.
        """
        theirs: set[str] = set()
        kept: set[str] = set()
        events = self._store.stream(recorded.header.stream, recorded.position)
        withdrawn = {
            one.event.content.capture for one in events if isinstance(one.event, CaptureWithdrawn)
        }
        for one in events:
            if isinstance(one.event, SourceRegistered | SourceDescribed):
                kept.update(map(fold_name, _names_of(one.event)))
            elif isinstance(one.event, CaptureAdded):
                capture = one.event.content.capture
                into = theirs if capture == event.content.capture else kept
                if into is theirs or capture not in withdrawn:
                    into.update(map(fold_name, _file_names(one.event)))
        return theirs - kept


def _names_of(event: SourceRegistered | SourceDescribed) -> tuple[str, ...]:
    return (event.content.title, *(event.origin.aliases if event.origin else ()))


def _file_names(event: CaptureAdded) -> list[str]:
    return [file.name for file in (event.origin.files if event.origin else ()) if file.name]
