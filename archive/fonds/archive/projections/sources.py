# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sources, captures, renditions, excerpts and cited works: where each is to be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from fonds.archive.naming import fold_name
from fonds.archive.projections.base import NOTHING_PLAIN, Plain, enter_rows, types
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
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent


NO_TITLE = "[title erased or withheld]"
"""What a source is called whose title is not here."""


class _Told(NamedTuple):
    """Passages that were taken; and what else became of sources, in order (see `_steps_of`).

    ``excerpts``: excerpt, rendition, range (None where it has none), position, locator.
    """

    excerpts: list[tuple[str, str, int | None, int | None, int, str | None]]
    steps: list[tuple[str, tuple[Any, ...]]]


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

    TOLD: ClassVar = _Told

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

    @staticmethod
    def gather(events: Sequence[RecordedEvent], plain: Plain = NOTHING_PLAIN, /) -> _Told:
        """Gather where each is to be found."""
        told = _Told([], [])
        for recorded in events:
            event, stream = recorded.event, recorded.header.stream
            if isinstance(event, ExcerptTaken):
                content = event.content
                first, last = (
                    (content.span.start, content.span.end) if content.span else (None, None)
                )
                told.excerpts.append(
                    (stream, content.rendition, first, last, recorded.position, content.locator)
                )
            else:
                told.steps.extend(_steps_of(recorded))
        told.excerpts.extend(
            (one.stream, one.rendition, one.first, one.last, position, one.locator)
            for position, one in plain.passages
        )
        return told

    def enter(self, connection: Connection, told: _Told, keys: Keys) -> None:
        """Keep each where it can be found."""
        for what, said in told.steps:
            self._ENTERING[what](self, connection, keys, *said)
        excerpts = [
            (keys.of(excerpt), rendition, *place)
            for excerpt, thing, *place in told.excerpts
            # The text it was taken from may have been erased, and what it was with it.
            if (rendition := keys.find(thing)) is not None
        ]
        enter_rows(connection, f"INSERT INTO {self._excerpt}", excerpts)
        places = [(row[1], row[2], row[3], row[0]) for row in excerpts if row[2] is not None]
        enter_rows(connection, f"INSERT INTO {self._place}", sorted(places))

    def _described(
        self,
        connection: Connection,
        keys: Keys,
        source: str,
        title: str,
        held: int,
        names: Sequence[str],
    ) -> None:
        key = keys.of(source)
        connection.execute(
            f"INSERT INTO {self._source} VALUES (?, ?, ?, 0, {self._next}) ON CONFLICT (key)"
            " DO UPDATE SET title = excluded.title, held = excluded.held",
            (key, title, held),
        )
        self._named(connection, key, names)

    def _named(self, connection: Connection, source: int, names: Sequence[str]) -> None:
        connection.executemany(
            f"INSERT OR IGNORE INTO {self._name} VALUES (?, ?)", [(name, source) for name in names]
        )

    def _nameless(self, connection: Connection, keys: Keys, source: str) -> None:
        """Enter a source whose words were erased: it stays one, and keeps its number."""
        connection.execute(
            f"INSERT INTO {self._source} VALUES (?, ?, 1, 0, {self._next})",
            (keys.of(source), NO_TITLE),
        )

    def _withdrawn(self, connection: Connection, keys: Keys, source: str) -> None:
        connection.execute(
            f"UPDATE {self._source} SET withdrawn = 1 WHERE key = ?", (keys.of(source),)
        )

    def _captured(
        self,
        connection: Connection,
        keys: Keys,
        thing: str,
        stream: str,
        position: int,
        digests: Sequence[str],
        names: Sequence[str],
    ) -> None:
        capture, source = keys.of(thing), keys.of(stream)
        connection.execute(
            f"INSERT INTO {self._capture} VALUES (?, ?, ?)", (capture, source, position)
        )
        connection.executemany(
            f"INSERT OR IGNORE INTO {self._digest} VALUES (?, ?)",
            [(digest, capture) for digest in digests],
        )
        # The name a file had stays a name of its source.
        self._named(connection, source, names)

    def _rendered(
        self,
        connection: Connection,
        keys: Keys,
        rendition: str,
        source: str,
        thing: str,
        position: int,
        length: int,
    ) -> None:
        capture = keys.find(thing)
        if capture is not None:
            connection.execute(
                f"INSERT INTO {self._rendition} VALUES (?, ?, ?, ?, ?)",
                (keys.of(rendition), keys.of(source), capture, position, length),
            )

    def _cited_work(
        self, connection: Connection, keys: Keys, cited: str, source: str, *said: str | None
    ) -> None:
        connection.execute(
            f"INSERT INTO {self._cited} VALUES (?, ?, ?, ?, ?)",
            (keys.of(cited), keys.of(source), *said),
        )

    def _traced(self, connection: Connection, keys: Keys, cited: str, status: str) -> None:
        connection.execute(
            f"UPDATE {self._cited} SET status = ? WHERE key = ?", (status, keys.find(cited))
        )

    def _capture_withdrawn(
        self,
        connection: Connection,
        keys: Keys,
        stream: str,
        position: int,
        thing: str,
        cited_works: Sequence[str],
    ) -> None:
        """Put a capture behind every other: its texts can be read, and are no source's newest.

        Its position is kept with the sign turned, so that it orders before all and says so.
        """
        capture = keys.find(thing)
        connection.execute(
            f"UPDATE {self._capture} SET position = -abs(position) WHERE key = ?", (capture,)
        )
        connection.execute(f"DELETE FROM {self._digest} WHERE capture = ?", (capture,))
        connection.executemany(
            f"DELETE FROM {self._cited} WHERE key = ?",
            [(keys.find(cited),) for cited in cited_works],
        )
        source = keys.of(stream)
        connection.executemany(
            f"DELETE FROM {self._name} WHERE folded = ? AND source = ?",
            [(name, source) for name in sorted(self._names_taken_back(stream, position, thing))],
        )

    def _names_taken_back(self, source: str, withdrawal: int, taken_back: str) -> set[str]:
        """Return the folded names a source bears by its withdrawn capture alone.

        They are read from the log, up to the withdrawal: the table does not say whence a name is.
        """
        theirs: set[str] = set()
        kept: set[str] = set()
        events = self._store.stream(source, withdrawal)
        withdrawn = {
            one.event.content.capture for one in events if isinstance(one.event, CaptureWithdrawn)
        }
        for one in events:
            if isinstance(one.event, SourceRegistered | SourceDescribed):
                kept.update(map(fold_name, _names_of(one.event)))
            elif isinstance(one.event, CaptureAdded):
                capture = one.event.content.capture
                into = theirs if capture == taken_back else kept
                if into is theirs or capture not in withdrawn:
                    into.update(map(fold_name, _file_names(one.event)))
        return theirs - kept

    # What enters each kind of step.
    _ENTERING: ClassVar[Mapping[str, Callable[..., None]]] = {
        "described": _described,
        "nameless": _nameless,
        "withdrawn": _withdrawn,
        "captured": _captured,
        "capture withdrawn": _capture_withdrawn,
        "rendered": _rendered,
        "cited": _cited_work,
        "traced": _traced,
    }


def _steps_of(recorded: RecordedEvent) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield what an event does to the tables, by the name of what enters it, and with what."""
    event, stream, position = recorded.event, recorded.header.stream, recorded.position
    if isinstance(event, SourceRegistered | SourceDescribed):
        names = [fold_name(name) for name in _names_of(event)]
        yield "described", (stream, event.content.title, int(event.content.held), names)
    elif recorded.header.type == SourceRegistered.__name__:
        yield "nameless", (stream,)
    elif isinstance(event, CaptureAdded):
        digests = [file.digest for file in (event.origin.files if event.origin else ())]
        names = [fold_name(name) for name in _file_names(event)]
        yield "captured", (event.content.capture, stream, position, digests, names)
    elif isinstance(event, CaptureWithdrawn):
        content = event.content
        yield "capture withdrawn", (stream, position, content.capture, content.cited_works)
    elif isinstance(event, RenditionAdded):
        text = event.content
        yield "rendered", (text.rendition, stream, text.capture, position, text.length)
    elif isinstance(event, CitedWorkNoted):
        work = event.wording.work if event.wording else None
        status = "dangling" if event.content.dangling else "noted"
        yield "cited", (event.content.cited_work, stream, event.content.mark, work, status)
    elif isinstance(event, CitedWorkTraced):
        status = "unlocatable" if event.content.unlocatable else "traced"
        yield "traced", (event.content.cited_work, status)
    elif recorded.header.type == SourceWithdrawn.__name__:
        yield "withdrawn", (stream,)


def _names_of(event: SourceRegistered | SourceDescribed) -> tuple[str, ...]:
    return (event.content.title, *(event.origin.aliases if event.origin else ()))


def _file_names(event: CaptureAdded) -> list[str]:
    return [file.name for file in (event.origin.files if event.origin else ()) if file.name]
