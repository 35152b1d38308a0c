# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Keeps the disposable tables: made, brought up to date with each append, rebuilt, compared."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from fonds.archive.collecting import uncollected
from fonds.archive.connection import library
from fonds.archive.errors import Cancelled
from fonds.archive.lookup.properties import Properties
from fonds.archive.projections.conflicts import Conflicts
from fonds.archive.projections.examined import Examined
from fonds.archive.projections.facts import Facts
from fonds.archive.projections.history import History
from fonds.archive.projections.search import Search
from fonds.archive.projections.sources import Sources
from fonds.archive.projections.subjects import Subjects
from fonds.archive.projections.support import Support
from fonds.archive.projections.things import Things
from fonds.archive.rebuilding.gathering import Gathered, gather, gather_lying
from fonds.archive.standing import EDITION, edition_of, last_applied
from fonds.archive.tables import CHECK, LIVE, NEXT, Keys, Tables

if TYPE_CHECKING:
    from fonds.archive.connection import Connection
    from fonds.archive.projections.base import Projection
    from fonds.archive.projections.weighing import Slot
    from fonds.archive.rebuilding.helpers import Asked, Helpers
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent

CHUNK = 2048
"""Events taken in one transaction: short enough that writers wait only a moment. A multiple of
`projections.search.EVERY`, so that of a rebuild no text waits for the next chunk to be indexed."""

_LONGER, _STRETCHES = 4, 16
"""How much longer a rebuild's transactions get at most, and how many there are at least. Each
writes anew the pages of the indexes it touches, which in a large archive are nearly all of them:
fewer transactions write less. Of few events several are left, for helpers to share."""

_WEIGHING = 0.25
"""How long weighing all slots takes, where entering all events takes 1."""

Progress = Callable[[int, int], bool]

Transaction = Callable[[], contextlib.AbstractContextManager[None]]


class Projector:
    """The projections of one generation of tables over one store's connection."""

    def __init__(self, store: SqliteStore, tables: Tables = LIVE) -> None:
        """Name the tables; nothing is read or written yet."""
        self._store = store
        self._tables = tables
        self.keys = Keys(store.connection, tables)
        self._known = False
        self.properties = Properties(store.connection, tables)
        self._conflicts = Conflicts(store, tables, self.properties)
        self._things, self._history = Things(tables), History(tables)
        # As `PROJECTIONS` has them. Conflicts come after all of them: they read facts.
        self._projections: tuple[Projection, ...] = (
            self._things,
            self._history,
            Subjects(tables),
            Sources(store, tables),
            Support(tables),
            Examined(tables),
            Facts(tables, self.properties),
            Search(tables),
        )

    def _state(self) -> str:
        return self._tables.view("state")

    def statements(self) -> dict[str, str]:
        """Return every table's name and the statement that makes it."""
        made = {self._state(): f"CREATE TABLE {self._state()} (edition INTEGER NOT NULL) STRICT"}
        for projection in self._projections:
            made.update(projection.create())
        made.update(self._conflicts.create())
        return made

    def create(self) -> None:
        """Make empty tables, dropping any of the same names."""
        from sqlite_utils import Database

        self.drop()
        database = Database(self._store.connection, execute_plugins=False, recursive_triggers=False)
        for statement in self.statements().values():
            database.execute(statement)
        self._store.connection.execute(f"INSERT INTO {self._state()} VALUES (?)", (EDITION,))
        self.forget()

    def drop(self) -> None:
        """Drop the tables of this generation, as far as there are any."""
        self._known = False
        for name in self.statements():
            self._store.connection.execute(f"DROP TABLE IF EXISTS {name}")

    def position(self) -> int | None:
        """Return the position the tables stand at, None where missing or of another edition."""
        if not self._known:
            self._known = self._is_current()
        if not self._known:
            return None
        return last_applied(self._store.connection, self._tables)

    def _is_current(self) -> bool:
        """Tell whether the tables are there, and as this version makes them."""
        return self._edition() == EDITION

    def are_of_another_edition(self) -> bool:
        """Tell whether another Fonds made the tables; opening the file makes them anew."""
        edition = self._edition()
        return edition is not None and edition != EDITION

    def _edition(self) -> int | None:
        return edition_of(self._store.connection, self._tables)

    def apply(self, events: Sequence[RecordedEvent], *, settle: bool = True) -> None:
        """Bring the tables up to date with further events, inside the caller's transaction.

        With ``settle`` false conflicts are left for a later call in the same transaction.
        """
        if not events:
            return
        self._enter(gather(events))
        self._conflicts.apply(self._store.connection, events, self.keys)
        if settle:
            self.settle()

    def _enter(self, gathered: Gathered) -> None:
        if gathered.defines:
            self.properties.forget()
        connection = self._store.connection
        for projection, told in zip(self._projections, gathered.told, strict=True):
            if told is not None:
                projection.enter(connection, told, self.keys)

    def settle(self) -> None:
        """Resolve the conflicts that events applied without it have touched."""
        self._conflicts.settle(self._store.connection)

    def forget(self) -> None:
        """Forget what was kept in memory: a transaction was undone, or somebody else wrote."""
        self._known = False
        self.keys.forget()
        self.properties.forget()
        self._things.forget()
        self._history.forget()
        self._conflicts.forget()

    def catch_up(self, progress: Progress | None = None) -> None:
        """Fill the tables from where they stand to the head, a chunk a transaction."""
        self.catch_up_within(self._store.transaction, progress)

    def catch_up_within(self, transaction: Transaction, progress: Progress | None = None) -> None:
        """Fill the tables as `catch_up`, each chunk inside ``transaction``."""
        while self._advance(progress, transaction):
            pass

    def _advance(self, progress: Progress | None, transaction: Transaction) -> bool:
        """Apply the next chunk; tell whether there was one."""
        with uncollected(), transaction():
            done = self._stand()
            events = self._events_after(done)
            self.apply(events)
            count = len(events)
            # They are let go of before the collector walks all that is alive.
            del events
        self._tell(progress, done + count)
        return count > 0

    def fill(
        self, progress: Progress | None, transaction: Transaction, ahead: Helpers | None = None
    ) -> None:
        """Fill new tables, which nobody reads yet, up to the head, a chunk a transaction.

        Conflicts are found when all facts are there: each slot is resolved once. ``ahead`` may have
        read the next chunk already.
        """
        while self._enter_chunk(progress, transaction, ahead):
            pass
        position = self.position() or 0
        self._conflicts.reach(position)
        after: Slot = (0, 0)
        more = True
        while more:
            asked: list[tuple[list[Slot], Asked | None]] = []
            # One piece for each that helps, and one for this process.
            for process in (*(ahead.free() if ahead is not None else ()), None):
                slots = self._conflicts.slots(self._store.connection, after, CHUNK)
                if slots:
                    after = slots[-1]
                    weighing = ahead.weigh(process, slots, position) if ahead and process else None
                    asked.append((slots, weighing))
            more = bool(asked)
            for slots, weighing in reversed(asked):
                self._fill_slots(transaction, slots, position, ahead, weighing)
            last = self._conflicts.last_subject(self._store.connection)
            part = after[0] / last if more else 1.0
            self._tell(progress, position * (1 + _WEIGHING * part), 1 + _WEIGHING)

    def _fill_slots(
        self,
        transaction: Transaction,
        slots: Sequence[Slot],
        to: int,
        ahead: Helpers | None,
        weighing: Asked | None,
    ) -> None:
        """Fill in the conflicts of slots without rows, weighed here or by who was asked."""
        with uncollected():
            weighed = (
                ahead.weighed(weighing) if ahead is not None and weighing is not None else None
            )
            with transaction():
                if weighed is None or not (ahead and ahead.still_hold()):
                    weighed = self._conflicts.weigh(slots, to)
                self._conflicts.fill(self._store.connection, weighed)

    def _enter_chunk(
        self, progress: Progress | None, transaction: Transaction, ahead: Helpers | None
    ) -> bool:
        """Enter what the next chunk tells, but for conflicts; tell whether there was one."""
        with uncollected():
            # Before the transaction: it may have to wait, and others want to record.
            told = ahead.at((self.position() or 0) + 1) if ahead is not None else None
            with transaction():
                done = self._stand()
                if told is None or told.first != done + 1 or not (ahead and ahead.still_hold()):
                    with contextlib.closing(self._store.events_as_stored(done + 1)) as lying:
                        told = gather_lying(islice(lying, stretch_of(self._store.size())))
                if told is not None:
                    self._enter(told)
                    done = told.last
            more = told is not None
            # It is let go of before the collector walks all that is alive.
            del told
        self._tell(progress, done, 1 + _WEIGHING)
        return more

    def _tell(self, progress: Progress | None, done: float, work: float = 1.0) -> None:
        """Say how far the work is, which is so many times that of entering all events."""
        total = int(self._store.size() * work)
        if progress is not None and not progress(min(int(done), total), total):
            code, message = "cancelled", "Cancelled. The tables in use are as they were."
            raise Cancelled(code, message)

    def _stand(self) -> int:
        """Return where the tables stand when a chunk begins."""
        # Between two chunks another process may have begun to make the same tables.
        self._things.forget()
        self._history.forget()
        return self.position() or 0

    def _events_after(self, position: int) -> list[RecordedEvent]:
        return list(islice(self._store.events(position + 1), CHUNK))


def stretch_of(size: int) -> int:
    """Return how many events of so many a rebuild takes in one transaction."""
    return CHUNK * max(1, min(_LONGER, size // _STRETCHES // CHUNK))


def rebuild(store: SqliteStore, progress: Progress | None = None) -> bool:
    """Make the tables anew from the log beside the live ones, then put them in their place.

    Readers keep the old tables until the last moment; an interrupted rebuild leaves them as they
    were, and its leftovers are dropped by the next.

    Returns whether the kept tree was made anew too, as `SqliteStore.remake_tree` has it.

    Raises:
        Cancelled: ``progress`` answered False.
    """
    from fonds.archive.rebuilding.helpers import helpers

    following, live = Projector(store, NEXT), Projector(store, LIVE)
    of_the_log = store.remake_tree()
    with store.passing():
        following.create()
    # Nobody reads the new tables yet: the last transaction waits for the disk on behalf of all.
    with helpers(store, stretch_of(store.size())) as ahead:
        following.fill(progress, store.passing, ahead)
    with store.transaction():
        # Whatever was appended since the last chunk, then the change of names, all at once.
        following.apply(list(store.events((following.position() or 0) + 1)))
        live.drop()
        for name, into in zip(following.statements(), live.statements(), strict=True):
            store.connection.execute(f"ALTER TABLE {name} RENAME TO {into}")
    live.forget()
    return of_the_log


def differing_tables(store: SqliteStore, progress: Progress | None = None) -> Iterator[str]:
    """Yield the live tables whose rows differ from those of a rebuild into temporary tables.

    Tables of another edition are not compared: nobody reads them before they are made anew. The
    connection must allow temporary tables (`query_only` off).
    """
    fresh, live = Projector(store, CHECK), Projector(store, LIVE)
    if live.are_of_another_edition():
        return
    fresh.create()
    try:
        fresh.fill(progress, contextlib.nullcontext)
        for name, twin in zip(live.statements(), fresh.statements(), strict=True):
            if not _same_rows(store.connection, name, twin):
                yield name
    except BaseException:
        # What went wrong is told, not that a table is still read; they go with the connection.
        with contextlib.suppress(library().Error):
            fresh.drop()
        raise
    fresh.drop()


def _same_rows(connection: Connection, live: str, fresh: str) -> bool:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (live,)).fetchone()
    if known is None or _columns(connection, live) != _columns(connection, fresh):
        return False
    return all(
        left == right
        for left, right in _pairs(_ordered(connection, live), _ordered(connection, fresh))
    )


def _columns(connection: Connection, name: str) -> list[tuple[object, ...]]:
    """Return a table's columns: name, type, whether it may be null, default, place in the key."""
    schema, _, bare = name.rpartition(".")
    rows = connection.execute(f"PRAGMA {schema + '.' if schema else ''}table_info({bare})")
    return [row[1:] for row in rows]


def _ordered(connection: Connection, name: str) -> Iterator[tuple[object, ...]]:
    """Yield a table's rows in a fixed order; of a search table every term and where it stands."""
    schema, _, bare = name.rpartition(".")
    if "search_" in bare and bare.endswith(("record", "passage")):
        vocabulary = f"temp.fonds_terms_{bare}"
        connection.execute(
            f"CREATE VIRTUAL TABLE {vocabulary} USING"
            f" fts5vocab('{schema or 'main'}', '{bare}', 'instance')"
        )
        try:
            yield from connection.execute(
                f'SELECT term, doc, col, "offset" FROM {vocabulary}'
                ' ORDER BY term, doc, col, "offset"'
            )
        finally:
            connection.execute(f"DROP TABLE {vocabulary}")
        return
    order = ", ".join(str(at + 1) for at in range(len(_columns(connection, name))))
    yield from connection.execute(f"SELECT * FROM {name} ORDER BY {order}")


def _pairs(
    left: Iterator[tuple[object, ...]], right: Iterator[tuple[object, ...]]
) -> Iterator[tuple[object, object]]:
    missing = object()
    for one in left:
        yield one, next(right, missing)
    yield missing, next(right, missing)
