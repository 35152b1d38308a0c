# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Conflicts among the facts of one property of one subject, recomputed where facts changed.

Whether facts conflict is derived by the rules of `fonds.archive.record`; this table only keeps the
answer, so that a list of conflicts need not read the whole archive.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.identity import SubjectIdentity
from fonds.archive.lookup.resolutions import resolutions_of
from fonds.archive.record.resolve import Status, resolve
from fonds.archive.record.rule import PropertyRule, Relation
from fonds.events.catalogue.fact import FactAsserted, FactCorrected, FactReattributed
from fonds.events.catalogue.properties import (
    Cardinality,
    PropertyAmended,
    PropertyContent,
)
from fonds.events.catalogue.subject import ConflictResolved, SubjectDescribed, SubjectsLinked
from fonds.events.ids import id_from_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.lookup.properties import Properties
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent

Slot = tuple[int, int]
"""Keys of a subject and a property."""


class Conflicts:
    """`view_conflict`: one row for each scope in which facts conflict or conflicted."""

    def __init__(self, store: SqliteStore, tables: Tables, properties: Properties) -> None:
        """Name the table of one generation; facts are read from the log through that generation."""
        self._store = store
        self._properties = properties
        self._tables = tables
        self._table = tables.view("conflict")
        self._pending: set[Slot] = set()
        self._amended: set[int] = set()
        self._last = 0

    def create(self) -> Mapping[str, str]:
        """Return the statement that makes the table."""
        return {
            self._table: f"""CREATE TABLE {self._table} (
  subject INTEGER NOT NULL, property INTEGER NOT NULL, place INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE, status TEXT NOT NULL, reopened INTEGER NOT NULL,
  relation TEXT NOT NULL, reason TEXT NOT NULL, facts TEXT NOT NULL,
  PRIMARY KEY (subject, property, place)
) STRICT, WITHOUT ROWID"""
        }

    def apply(self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys) -> None:
        """Note every property of every subject that the events touch; `settle` resolves them.

        A bulk import and a rebuild touch the same ones again and again; resolving each once, at
        the end, gives the same rows.
        """
        if not events:
            return
        self._last = events[-1].position
        facts = FactReader(self._store, self._tables)
        self._pending |= self._touched(connection, events, keys, facts)

    def settle(self, connection: Connection) -> None:
        """Resolve what was touched since the last time.

        The log may be ahead of the tables during a rebuild; nothing later than the last event
        applied is read.
        """
        facts = FactReader(self._store, self._tables)
        for slot in sorted(self._pending):
            content = self._properties.of_key(slot[1]).content
            if content.cardinality is not Cardinality.MULTIPLE:
                self._clear(connection, slot)
                self._resolve(connection, facts, slot, content, self._last)
            elif slot[1] in self._amended:
                # It took one value before; a property that always took several has no rows.
                self._clear(connection, slot)
        self.forget()

    def forget(self) -> None:
        """Forget what was touched: it is settled, or the transaction was undone."""
        self._pending.clear()
        self._amended.clear()

    def _touched(
        self,
        connection: Connection,
        events: Sequence[RecordedEvent],
        keys: Keys,
        facts: FactReader,
    ) -> set[Slot]:
        """Return every slot whose answer the events may change."""
        view = self._tables.view
        touched: set[Slot] = set()
        changed: set[int] = set()
        for recorded in events:
            event, stream, kind = recorded.event, recorded.header.stream, recorded.header.type
            if isinstance(event, FactAsserted):
                named = event.content.reading.property
                touched.add((keys.of(event.content.subject), self._properties.of_name(named).key))
            elif kind.startswith("Fact"):
                changed.add(keys.of(stream))
                if isinstance(event, FactCorrected | FactReattributed):
                    touched |= self._left(keys, facts, recorded)
            elif isinstance(event, SubjectsLinked | SubjectDescribed):
                # Every slot in which either of them is a value may read differently now.
                linked = (event.content.other,) if isinstance(event, SubjectsLinked) else ()
                for subject in (stream, *linked):
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
        return touched

    def _left(self, keys: Keys, facts: FactReader, recorded: RecordedEvent) -> set[Slot]:
        """Return the slot a fact stood in before an event moved it."""
        before = facts.by_id([recorded.header.stream], recorded.position - 1)
        return {
            (keys.of(state.subject), self._properties.of_name(state.reading.property).key)
            for state in before
        }

    def _clear(self, connection: Connection, slot: Slot) -> None:
        connection.execute(f"DELETE FROM {self._table} WHERE subject = ? AND property = ?", slot)

    def _resolve(
        self,
        connection: Connection,
        facts: FactReader,
        slot: Slot,
        content: PropertyContent,
        last: int,
    ) -> None:
        view = self._tables.view
        several = connection.execute(
            f"SELECT 1 FROM {view('attribution')} WHERE subject = ? AND property = ?"
            " LIMIT 1 OFFSET 1",
            slot,
        ).fetchone()
        if several is None:
            return
        subject = connection.execute(
            f"SELECT id FROM {view('thing')} WHERE key = ?", (slot[0],)
        ).fetchone()[0]
        states = [
            state
            for state in facts.in_slot(*slot, last)
            if state.subject == subject and state.reading.property == content.name
        ]
        resolved = resolve(
            states,
            PropertyRule(content.name, content.cardinality, content.scope_qualifiers),
            SubjectIdentity(self._store, self._tables),
            resolutions_of(self._store, subject, last).get(content.name, ()),
        )
        rows = []
        for scope in resolved.scopes:
            involved = scope.in_conflict
            if not involved:
                continue
            reason = next(
                relation.reason
                for relation in scope.relations
                if relation.relation is Relation.CONFLICTS
            )
            rows.append(
                (
                    *slot,
                    involved[0].position,
                    conflict_id(subject, content.name, involved[0].id),
                    "open" if scope.status is Status.DISPUTED else "resolved",
                    scope.reopened,
                    Relation.CONFLICTS.value,
                    reason,
                    json.dumps([state.id for state in involved]),
                )
            )
        connection.executemany(
            f"INSERT INTO {self._table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
        )


def conflict_id(subject: str, name: str, first_fact: str) -> str:
    """Return the id of a derived conflict: it stays while its oldest fact is part of it."""
    seed = f"{subject}\x00{name}\x00{first_fact}".encode()
    return id_from_bytes(hashlib.sha256(seed).digest())
