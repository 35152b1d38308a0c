# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The log in an SQLite file."""

from __future__ import annotations

import contextlib
import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fonds.archive.connection import reading, translated
from fonds.archive.open_file import OpenFile
from fonds.archive.schema import PARTS_AN_EVENT
from fonds.archive.store.contract import (
    Head,
    LyingEvent,
    LyingPart,
    StoredEvent,
    check_succession,
    decode_stored,
    refuse_known,
    refuse_twice,
)
from fonds.archive.store.edge import KeptEdge
from fonds.archive.store.nodes import TreeNodes
from fonds.events.merkle import Frontier
from fonds.events.parts import SealedPart

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.store.contract import Lying
    from fonds.events.recorded import RecordedEvent, SealedEvent

_WITH_PARTS = f"""FROM event e
LEFT JOIN part p ON p.key BETWEEN e.position * {PARTS_AN_EVENT}
  AND e.position * {PARTS_AN_EVENT} + {PARTS_AN_EVENT - 1}
"""
_EVENT_PARTS = f"SELECT e.position, e.header, p.name, p.data {_WITH_PARTS}"
_BETWEEN = f"{_EVENT_PARTS} WHERE e.position BETWEEN ? AND ? ORDER BY e.position, p.key"
# The positions first: what is then read in their order need not be sorted, parts and all.
_IN_STREAMS = (
    f"{_EVENT_PARTS} WHERE e.position IN (SELECT e.position FROM event e"
    " WHERE e.stream IN ({}) AND e.position <= ?) ORDER BY e.position, p.key"
)
_STORED_PARTS = f"""
SELECT e.position, CAST(e.header AS BLOB), e.leaf, p.name, p.salt, CAST(p.data AS BLOB)
{_WITH_PARTS} WHERE e.position BETWEEN ? AND ? ORDER BY e.position, p.key
"""
_LYING_PARTS = f"""
SELECT e.position, e.header, p.name, p.salt, p.data {_WITH_PARTS}
WHERE e.position IN (SELECT value FROM json_each(?)) ORDER BY e.position, p.key
"""


class SqliteStore:
    """A store over one connection. It is not thread-safe: one thread at a time owns it."""

    def __init__(self, connection: Connection, path: str) -> None:
        """Wrap an open connection to a file whose schema was checked; ``path`` is for messages."""
        self._connection = connection
        self._path = path
        self._writing = False
        self._edge: Frontier | None = None
        self._kept_edge = KeptEdge(connection)
        self.open_file = OpenFile(connection)
        self._data_version: int | None = None
        self.foreign_writes = 0
        self._nodes = TreeNodes(connection)
        self._nodes_version: int | None = None

    @property
    def connection(self) -> Connection:
        """The connection, for the views that share the append's transaction."""
        return self._connection

    @contextlib.contextmanager
    def transaction(self, *, undo: bool = False) -> Iterator[None]:
        """Open the writing transaction at once, so that no later upgrade of a lock can fail.

        With ``undo`` everything is done and then undone: a rehearsal.
        """
        with translated(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            self._writing = True
            try:
                self.open_file.check(self._path)
                self._look_for_foreign_writes()
                yield
                self._connection.execute("ROLLBACK" if undo else "COMMIT")
            except BaseException:
                self._edge = None
                self._nodes.forget()
                # Some errors (a full disk) have rolled back already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._writing = False
            if undo:
                self._edge = None
                self._nodes.forget()

    @contextlib.contextmanager
    def passing(self) -> Iterator[None]:
        """Open a transaction for what is disposable: a power cut may undo it, and nothing else.

        With a write-ahead log it need not wait for the disk; what was recorded before already has.
        """
        log = self._connection.execute("PRAGMA journal_mode").fetchone()[0]
        if log == "wal":
            self._connection.execute("PRAGMA synchronous=NORMAL")
        try:
            with self.transaction():
                yield
        finally:
            self._connection.execute("PRAGMA synchronous=FULL")

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read all inside from one state of the file, whatever others record meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def _look_for_foreign_writes(self) -> None:
        """Count in `foreign_writes` that another connection has committed since the last time.

        What is remembered between transactions holds only while that number stays the same.
        SQLite tells it of itself (PRAGMA data_version), so nobody has to say that they wrote.
        """
        version = self.data_version()
        if version != self._data_version:
            self._data_version = version
            self._edge = None
            self.foreign_writes += 1

    def append(self, events: Sequence[SealedEvent], drawn: Collection[str] = ()) -> list[int]:
        """Add events at the end; see `Store.append`."""
        if not events:
            return []
        # Everything is checked before anything is written, so that a refusal adds nothing.
        # Of an id that was drawn the file's own trigger makes sure, as of every other.
        given = [sealed for sealed in events if sealed.header.id not in drawn]
        known = self._known_positions(events) if given else None
        if known:
            return known
        edge = self._edge_at_head()
        last_seen = self._last_of_streams(
            {stream for sealed in events if (stream := sealed.header.stream) not in drawn}
        )
        added: dict[str, str] = {}

        def stream_of(event: str) -> str | None:
            return added.get(event) or self._stream_of(event)

        event_rows: list[tuple[int, str, bytes]] = []
        part_rows: list[tuple[int, str, bytes, str]] = []
        for sealed in events:
            header = sealed.header
            check_succession(header, last_seen.get(header.stream), stream_of)
            last_seen[header.stream] = header.id
            added[header.id] = header.stream
            position = edge.size + len(event_rows) + 1
            event_rows.append((position, sealed.header_bytes.decode("utf-8"), sealed.leaf))
            part_rows.extend(
                (position * PARTS_AN_EVENT + place, part.name, part.salt, part.data.decode("utf-8"))
                for place, part in enumerate(sealed.parts)
            )
        for _, _, leaf in event_rows:
            edge.add(leaf)
        insert = self._connection.executemany
        insert("INSERT INTO event (position, header, leaf) VALUES (?, ?, ?)", event_rows)
        insert("INSERT INTO part (key, name, salt, data) VALUES (?, ?, ?, ?)", part_rows)
        self._kept_edge.write(edge)
        self._nodes.extend(edge.size - len(events), edge.size)
        return [row[0] for row in event_rows]

    def _edge_at_head(self) -> Frontier:
        """Return the tree's right edge, remembered from the append before where nobody else wrote.

        Only inside `transaction`: outside it the log may grow at any moment.
        """
        if self._edge is None:
            frontier = self._kept_edge.read()
            if frontier is None or frontier.size != self.size():
                self.prepare()
                frontier = self._kept_edge.computed()
            self._edge = frontier
        return self._edge

    def _known_positions(self, events: Sequence[SealedEvent]) -> list[int]:
        """Return the positions of the very same events, an empty list where none is in the log."""
        ids = {sealed.header.id for sealed in events}
        rows = self._connection.execute(
            "SELECT id, position, header FROM event WHERE id IN (SELECT value FROM json_each(?))"
            if len(ids) > 1
            else "SELECT id, position, header FROM event WHERE id = ?",
            (json.dumps(list(ids)) if len(ids) > 1 else events[0].header.id,),
        )
        known = {event: (position, header.encode("utf-8")) for event, position, header in rows}
        for sealed in events if known else ():
            if known.get(sealed.header.id, (0, sealed.header_bytes))[1] != sealed.header_bytes:
                refuse_known(sealed.header.id, same=False)
        if len(known) == len(ids):
            return [known[sealed.header.id][0] for sealed in events]
        if known:
            refuse_known(min(known, key=lambda event: known[event]), same=True)
        if len(ids) < len(events):
            refuse_twice(events)
        return []

    def kept_size(self) -> int | None:
        """Return how many events the kept edge of the tree counts, None where there is none."""
        kept = self._kept_edge.read()
        return None if kept is None else kept.size

    def prepare(self) -> None:
        """Make the tree's right edge agree with the log; any tool may have dropped the table."""
        size = self.size()
        if self.kept_size() != size:
            self._kept_edge.make_anew()
            self._nodes.fill(size)

    def remake_tree(self) -> bool:
        """Make the tree's right edge and its kept nodes anew from the leaves; tell whether it did.

        An edge that was kept of as many events, and is not what they give, is left as it is, and
        the nodes with it: it may be all that shows that the log was written anew.
        """
        with self.transaction():
            blocks: list[bytes] = []
            edge = self._kept_edge.computed(blocks)
            if self._kept_edge.contradicts(self.size(), edge):
                return False
            self._kept_edge.make_anew(edge)
            self._nodes.remake(edge.size, blocks)
        return True

    def size(self) -> int:
        """Return the number of events."""
        if self._writing and self._edge is not None:
            return self._edge.size
        row = self._connection.execute("SELECT coalesce(max(position), 0) FROM event").fetchone()
        return int(row[0])

    def edge(self) -> Frontier:
        """Return the tree's right edge as it is now. Only inside `transaction`."""
        edge = self._edge_at_head()
        return Frontier(edge.size, list(edge.peaks))

    def head(self) -> Head:
        """Return size and root, from the stored right edge where it is up to date."""
        if self._writing:
            frontier = self._edge_at_head()
            return Head(frontier.size, frontier.root())
        size, stored = self.size(), self._kept_edge.read()
        if stored is None or stored.size != size:
            stored = self._kept_edge.computed()
        return Head(stored.size, stored.root())

    def data_version(self) -> int:
        """Return a number that changes whenever another connection has committed."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def range_root(self, first: int, last: int) -> bytes:
        """Return the root over a range of leaves, from the kept nodes where it can.

        What was read for it is remembered until somebody else writes or a transaction is undone.
        """
        version = self.data_version()
        if version != self._nodes_version:
            self._nodes.forget()
            self._nodes_version = version
        return self._nodes.range_root(first, last)

    def last_of_stream(self, stream: str) -> str | None:
        """Return the id of a stream's last event."""
        row = self._connection.execute(
            "SELECT id FROM event WHERE stream = ? ORDER BY position DESC LIMIT 1", (stream,)
        ).fetchone()
        return None if row is None else str(row[0])

    def _last_of_streams(self, streams: Collection[str]) -> dict[str, str | None]:
        if len(streams) < 2:
            return {stream: self.last_of_stream(stream) for stream in streams}
        rows = self._connection.execute(
            "SELECT value, (SELECT id FROM event WHERE stream = value"
            " ORDER BY position DESC LIMIT 1) FROM json_each(?)",
            (json.dumps(list(streams)),),
        )
        return dict(rows.fetchall())

    def _stream_of(self, event: str) -> str | None:
        row = self._connection.execute("SELECT stream FROM event WHERE id = ?", (event,)).fetchone()
        return None if row is None else str(row[0])

    def position_of(self, event: str) -> int | None:
        """Return the position of an event id."""
        row = self._connection.execute(
            "SELECT position FROM event WHERE id = ?", (event,)
        ).fetchone()
        return None if row is None else int(row[0])

    def events(self, first: int = 1, last: int | None = None) -> Iterator[RecordedEvent]:
        """Yield decoded events in order."""
        yield from self._decoded(_BETWEEN, (first, self.size() if last is None else last))

    def events_as_stored(
        self, first: int = 1, last: int | None = None
    ) -> Generator[Lying, None, None]:
        """Yield the same events as they lie."""
        return self._lying(_BETWEEN, (first, self.size() if last is None else last))

    def stream(self, stream: str, last: int | None = None) -> list[RecordedEvent]:
        """Return one stream's events in order."""
        sql = f"{_EVENT_PARTS} WHERE e.stream = ? AND e.position <= ? ORDER BY e.position, p.key"
        return list(self._decoded(sql, (stream, 2**62 if last is None else last)))

    def at(self, positions: Sequence[int]) -> list[RecordedEvent]:
        """Return the events at the given positions, in the log's order."""
        wanted = "e.position IN (SELECT value FROM json_each(?))"
        sql = f"{_EVENT_PARTS} WHERE {wanted} ORDER BY e.position, p.key"
        return list(self._decoded(sql, (json.dumps(list(positions)),)))

    def selected(self, subquery: str, parameters: tuple[Any, ...]) -> Iterator[RecordedEvent]:
        """Yield the events of the streams that ``subquery`` (SQL of ours) selects, in log order."""
        return self._decoded(_IN_STREAMS.format(subquery), parameters)

    def selected_as_stored(
        self, subquery: str, parameters: tuple[Any, ...]
    ) -> Generator[Lying, None, None]:
        """Yield the same events as they lie: position, header, and the parts that are there."""
        return self._lying(_IN_STREAMS.format(subquery), parameters)

    def _decoded(self, sql: str, parameters: tuple[Any, ...]) -> Iterator[RecordedEvent]:
        # Closed at once where an event cannot be read: what is still being read is not let go of
        # while the error is told, and a table of this connection cannot be dropped until then.
        with contextlib.closing(self._lying(sql, parameters)) as rows:
            for row in rows:
                yield decode_stored(*row)

    def _lying(self, sql: str, parameters: tuple[Any, ...]) -> Generator[Lying, None, None]:
        with translated(self._path), reading(self._connection, sql, parameters) as rows:
            last: Lying | None = None
            for position, header, name, data in rows:
                if last is None or last[0] != position:
                    if last is not None:
                        yield last
                    last = position, header, {}
                if data is not None:
                    last[2][name] = data
            if last is not None:
                yield last

    def stored(self, first: int = 1, last: int | None = None) -> Iterator[StoredEvent]:
        """Yield events as they lie, byte for byte."""
        between = (first, self.size() if last is None else last)
        with translated(self._path):
            rows = self._connection.execute(_STORED_PARTS, between)
            for (position, header, leaf), group in groupby(rows, key=lambda row: row[:3]):
                parts = tuple(
                    SealedPart(name, salt, data)
                    for _, _, _, name, salt, data in group
                    if name is not None and data is not None
                )
                yield StoredEvent(position, header, leaf, parts)

    def lying(self, positions: Sequence[int]) -> Iterator[LyingEvent]:
        """Yield events as they lie, with the parts that are not there too, in the log's order."""
        with translated(self._path):
            rows = self._connection.execute(_LYING_PARTS, (json.dumps(list(positions)),))
            for (position, header), group in groupby(rows, key=lambda row: row[:2]):
                parts = tuple(LyingPart(*row[2:]) for row in group if row[2] is not None)
                yield LyingEvent(position, header, parts)

    def keep_file(self, digest: str, data: bytes) -> bool:
        """Keep a file's bytes once."""
        held = self._connection.execute("SELECT 1 FROM file WHERE digest = ?", (digest,)).fetchone()
        if held:
            return False
        self._connection.execute("INSERT INTO file (digest, data) VALUES (?, ?)", (digest, data))
        return True

    def file(self, digest: str) -> bytes | None:
        """Return a file's bytes."""
        row = self._connection.execute(
            "SELECT data FROM file WHERE digest = ?", (digest,)
        ).fetchone()
        return None if row is None else row[0]
