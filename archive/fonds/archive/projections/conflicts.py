# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Conflicts among the facts of one property of one subject, recomputed where facts changed.

Whether facts conflict is derived by the rules of `fonds.archive.record`; this table only keeps the
answer, so that a list of conflicts need not read the whole archive.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.projections.claims import Claims
from fonds.archive.record.rule import LOCATED_IN
from fonds.events.catalogue.archive import AgentIntroduced
from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.fact import (
    FactAsserted,
    FactContent,
    FactCorrected,
    FactReattributed,
)
from fonds.events.catalogue.properties import Cardinality, PropertyAmended, PropertyDefined
from fonds.events.catalogue.source import (
    CaptureAdded,
    CitedWorkNoted,
    RenditionAdded,
    SourceRegistered,
)
from fonds.events.catalogue.subject import (
    ConflictResolved,
    SubjectDescribed,
    SubjectOpened,
    SubjectsLinked,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.lookup.properties import Properties
    from fonds.archive.projections.claims import Weighed
    from fonds.archive.projections.weighing import Slot
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent


_LEAVE_CLAIMS = frozenset(
    kind.__name__
    for kind in (
        *(AgentIntroduced, PropertyDefined, SourceRegistered, CaptureAdded, RenditionAdded),
        *(CitedWorkNoted, ExcerptTaken, SubjectOpened, FactAsserted),
    )
)
"""Types of what comes before a fact, and of the fact: no fact that is there reads otherwise."""

_MOST_KEPT = 10_000
"""Facts kept in memory until their slots are settled; what is beyond is read from the log."""


class Conflicts:
    """Keeps `view_claim` and `view_conflict` (see `Claims`) up to date with what touches a slot."""

    def __init__(self, store: SqliteStore, tables: Tables, properties: Properties) -> None:
        """Name the table of one generation; facts are read from the log through that generation."""
        self._store = store
        self._properties = properties
        self._tables = tables
        self._claims = Claims(store, tables)
        # With the facts that were asserted there; None where more than that has happened.
        self._pending: dict[Slot, list[RecordedEvent] | None] = {}
        self._kept = 0
        self._amended: set[int] = set()
        self._last = 0

    def create(self) -> Mapping[str, str]:
        """Return the statements that make the tables."""
        return self._claims.create()

    def apply(self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys) -> None:
        """Note every property of every subject that the events touch; `settle` resolves them.

        A bulk import touches the same ones again and again; resolving each once, at the end, gives
        the same rows. A rebuild touches all: it says how far it came, and asks for `slots`.
        """
        if not events:
            return
        self.reach(events[-1].position)
        if any(recorded.header.type not in _LEAVE_CLAIMS for recorded in events):
            self._claims.forget()
        for recorded in events:
            if isinstance(recorded.event, FactAsserted):
                self._note(recorded, recorded.event.content, keys)
        for slot in self._touched(connection, events, keys):
            self._pending[slot] = None

    def reach(self, position: int) -> None:
        """Note up to where events were applied; nothing later is read."""
        self._last = position

    def _note(self, recorded: RecordedEvent, content: FactContent, keys: Keys) -> None:
        """Note a fact that was asserted; of a property that takes several values there is no need.

        Should such a one be amended in the same transaction, its slots are noted then.
        """
        defined = self._properties.of_name(content.reading.property)
        if defined.content.cardinality is Cardinality.MULTIPLE:
            return
        slot = keys.of(content.subject), defined.key
        asserted = self._pending.setdefault(slot, [])
        if asserted is None:
            return
        if self._kept < _MOST_KEPT:
            asserted.append(recorded)
            self._kept += 1
        else:
            self._pending[slot] = None

    def settle(self, connection: Connection) -> None:
        """Settle what was touched since the last time.

        The log may be ahead of the tables during a rebuild; nothing later than the last event
        applied is read.
        """
        for slot, asserted in sorted(self._pending.items(), key=lambda pair: pair[0]):
            content = self._properties.of_key(slot[1]).content
            if content.cardinality is Cardinality.MULTIPLE:
                if slot[1] in self._amended:
                    # It took one value before; a property that always took several has no rows.
                    self._claims.clear(connection, slot)
            elif asserted is None:
                self._claims.settle(connection, slot, content, self._last)
            else:
                self._claims.enter(connection, slot, content, asserted)
        self._forget_touched()

    def slots(self, connection: Connection, after: Slot, facts: int) -> list[Slot]:
        """Return the next slots after one that are to be weighed, of some ``facts`` together."""
        single = [
            key
            for (key,) in connection.execute(f"SELECT key FROM {self._tables.view('property')}")
            if self._properties.of_key(key).content.cardinality is not Cardinality.MULTIPLE
        ]
        rows = connection.execute(
            f"SELECT subject, property, count(*) FROM {self._tables.view('attribution')}"
            " WHERE (subject, property) > (?, ?)"
            " AND property IN (SELECT value FROM json_each(?))"
            " GROUP BY subject, property HAVING count(*) > 1",
            (*after, json.dumps(single)),
        )
        slots: list[Slot] = []
        for subject, name, count in rows:
            slots.append((subject, name))
            facts -= count
            if facts <= 0:
                break
        rows.close()
        return slots

    def last_subject(self, connection: Connection) -> int:
        """Return the largest key of a subject that has facts, 1 where none has any."""
        attribution = self._tables.view("attribution")
        row = connection.execute(f"SELECT max(subject) FROM {attribution}").fetchone()
        return row[0] or 1

    def weigh(self, slots: Sequence[Slot], to: int) -> Weighed:
        """Weigh slots by their facts at position ``to``; nothing is written."""
        content = {slot: self._properties.of_key(slot[1]).content for slot in slots}
        return self._claims.weigh(content, to)

    def fill(self, connection: Connection, weighed: Weighed) -> None:
        """Enter what was weighed of slots that have no rows yet."""
        self._claims.fill(connection, weighed)

    def forget(self) -> None:
        """Forget everything: the transaction was undone, or somebody else wrote."""
        self._claims.forget()
        self._forget_touched()

    def _forget_touched(self) -> None:
        self._pending.clear()
        self._kept = 0
        self._amended.clear()

    def _touched(
        self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys
    ) -> set[Slot]:
        """Return every slot whose answer the events may change otherwise than by a new fact."""
        view = self._tables.view
        facts = FactReader(self._store, self._tables)
        touched: set[Slot] = set()
        changed: set[int] = set()
        places: set[int] = set()
        for recorded in events:
            event, stream, kind = recorded.event, recorded.header.stream, recorded.header.type
            if isinstance(event, FactAsserted):
                if event.content.reading.property == LOCATED_IN:
                    places.add(keys.of(event.content.subject))
                continue
            if kind.startswith(("Fact", "Citation")):
                changed.add(keys.of(stream))
                if isinstance(event, FactCorrected | FactReattributed):
                    touched |= self._left(keys, facts, recorded)
            elif isinstance(event, SubjectsLinked | SubjectDescribed):
                # Every slot in which either of them is a value may read differently now.
                linked = (event.content.other,) if isinstance(event, SubjectsLinked) else ()
                for subject in (stream, *linked):
                    places.add(keys.of(subject))
                    rows = connection.execute(
                        f"SELECT fact FROM {view('mention')} WHERE subject = ?", (keys.of(subject),)
                    )
                    changed.update(row[0] for row in rows)
            elif isinstance(event, ConflictResolved):
                named = event.content.property
                touched.add((keys.of(stream), self._properties.of_name(named).key))
            elif isinstance(event, PropertyAmended):
                self._amended.add(keys.of(stream))
                rows = connection.execute(
                    f"SELECT DISTINCT subject, property FROM {view('fact')} WHERE property = ?",
                    (keys.of(stream),),
                )
                touched.update((row[0], row[1]) for row in rows)
        if changed:
            rows = connection.execute(
                f"SELECT DISTINCT subject, property FROM {view('fact')}"
                " WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(changed)),),
            )
            touched.update((row[0], row[1]) for row in rows)
        # Most appends touch nothing so, and many archives have no such property to remember.
        located = self._properties.named(LOCATED_IN) if touched or places else None
        if located is None:
            return touched
        places |= {subject for subject, name in touched if name == located.key}
        return touched | self._naming(connection, places, located.key)

    def _naming(self, connection: Connection, places: set[int], located: int) -> set[Slot]:
        """Return the slots of several claims in which places, or others within, are named."""
        if not places:
            return set()
        view = self._tables.view
        rows = connection.execute(
            "WITH RECURSIVE inner_place (key) AS (SELECT value FROM json_each(:places) UNION"
            f" SELECT f.subject FROM inner_place i JOIN {view('mention')} m ON m.subject = i.key"
            f" JOIN {view('fact')} f ON f.key = m.fact WHERE f.property = :located)"
            f" SELECT DISTINCT f.subject, f.property FROM inner_place i JOIN {view('mention')} m"
            f" ON m.subject = i.key JOIN {view('fact')} f ON f.key = m.fact"
            " WHERE f.property <> :located"
            # One claim alone is in no conflict, and most slots have no more.
            f" AND EXISTS (SELECT 1 FROM {view('attribution')} a WHERE a.subject = f.subject"
            " AND a.property = f.property LIMIT 1 OFFSET 1)",
            {"places": json.dumps(sorted(places)), "located": located},
        )
        return {(row[0], row[1]) for row in rows}

    def _left(self, keys: Keys, facts: FactReader, recorded: RecordedEvent) -> set[Slot]:
        """Return the slot a fact stood in before an event moved it."""
        before = facts.by_id([recorded.header.stream], recorded.position - 1)
        return {
            (keys.of(state.subject), self._properties.of_name(state.reading.property).key)
            for state in before
        }
