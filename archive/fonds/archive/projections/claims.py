# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The facts of one slot (one property of one subject): which say the same, and which conflict.

Facts that nothing tells apart in any comparison make one claim. The claims of a slot are few where
its facts are thousands, so a further fact is compared with claims: one that says what another says
already is entered in a moment, and only a new claim is related to others, by one fact of each.
`settle` resolves a slot from all its facts; both leave the same rows.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.identity import SubjectIdentity, named_in
from fonds.archive.lookup.resolutions import resolutions_among, resolutions_of
from fonds.archive.projections.base import enter_rows
from fonds.archive.projections.weighing import (
    counting,
    joined,
    rule_of,
    spelt_claim,
    weighed,
)
from fonds.archive.record.compare import Claim, claim_of
from fonds.archive.record.fold import FactState, fold_fact
from fonds.archive.record.setting import sides_apart
from fonds.events.catalogue.properties import Cardinality

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.projections.weighing import ClaimRow, ConflictRow, Slot
    from fonds.archive.record.rule import PropertyRule
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.archive.tables import Tables
    from fonds.events.catalogue.properties import PropertyContent
    from fonds.events.recorded import RecordedEvent


Weighed = tuple["list[ClaimRow]", "list[ConflictRow]"]
"""The rows of slots: their claims, and their conflicts."""

_MOST_KNOWN = 1000
_OF_SLOT = "WHERE subject = ? AND property = ?"
_ANY_STATUS = "status IN ('open', 'resolved')"
"""Said where a slot's conflicts are looked up: the status comes first in the key."""


class Claims:
    """`view_claim` and `view_conflict`, slot by slot.

    `view_claim` has the facts that count in a slot, by the claim they make; a slot that never had
    two facts has none there. `view_conflict` has one row for each scope in which claims conflict or
    conflicted.
    """

    def __init__(self, store: SqliteStore, tables: Tables) -> None:
        """Name the tables of one generation; facts are read from the log through it."""
        self._store = store
        self._tables = tables
        self._facts = FactReader(store, tables)
        self._attribution = tables.view("attribution")
        self._claim = tables.view("claim")
        self._conflict = tables.view("conflict")
        # Claims of facts met lately, by the fact's key: who works on a subject asks for the same
        # few again and again.
        self._known: dict[int, Claim] = {}

    def create(self) -> Mapping[str, str]:
        """Return the statements that make the tables."""
        return {
            # Judged is a fact that somebody prefers: it may settle a conflict of its claim.
            self._claim: f"""CREATE TABLE {self._claim} (
  subject INTEGER NOT NULL, property INTEGER NOT NULL, claim TEXT NOT NULL, fact INTEGER NOT NULL,
  judged INTEGER NOT NULL, PRIMARY KEY (subject, property, claim, fact)
) STRICT, WITHOUT ROWID""",
            # Weighed is a conflict of a slot in which anything was ever resolved. Claims are those
            # that conflict, as a JSON list: the facts that make them are in the other table. Open
            # ones come first, so that a page of the list is a range of the key.
            self._conflict: f"""CREATE TABLE {self._conflict} (
  subject INTEGER NOT NULL, property INTEGER NOT NULL, place INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE, status TEXT NOT NULL, reopened INTEGER NOT NULL,
  weighed INTEGER NOT NULL, relation TEXT NOT NULL, reason TEXT NOT NULL, claims TEXT NOT NULL,
  PRIMARY KEY (status, subject, property, place)
) STRICT, WITHOUT ROWID""",
        }

    def clear(self, connection: Connection, slot: Slot) -> None:
        """Take a slot's rows out."""
        connection.execute(f"DELETE FROM {self._claim} {_OF_SLOT}", slot)
        self._forget_conflicts(connection, slot)

    def _forget_conflicts(self, connection: Connection, slot: Slot) -> None:
        connection.execute(f"DELETE FROM {self._conflict} {_OF_SLOT} AND {_ANY_STATUS}", slot)

    def settle(self, connection: Connection, slot: Slot, content: PropertyContent, to: int) -> None:
        """Resolve a slot from all its facts, as they are at position ``to``."""
        self.clear(connection, slot)
        if self._has_several(connection, slot):
            self._fill(connection, slot, content, self._facts.in_slot(*slot, to), to)

    def weigh(self, slots: Mapping[Slot, PropertyContent], to: int) -> Weighed:
        """Resolve many slots, each of several facts: the rows that `settle` enters for each.

        What `settle` asks the tables and the log for each is asked for all at once.
        """
        filed = self._facts.filed_in(slots)
        ids = {fact: key for found in filed.values() for key, fact in found}
        states = self._facts.by_id(list(ids), to)
        by_id = {state.id: state for state in states}
        subjects = self._ids(self._store.connection, {subject for subject, _ in slots})
        identity = SubjectIdentity(self._store, self._tables, to)
        identity.know(named_in(states))
        resolutions = resolutions_among(self._store, subjects.values(), to)
        claims: list[ClaimRow] = []
        conflicts: list[ConflictRow] = []
        for slot, content in slots.items():
            subject = subjects[slot[0]]
            there = [by_id[fact] for _, fact in filed.get(slot, ()) if fact in by_id]
            in_order = sorted(there, key=lambda state: (state.position, state.id))
            rows = weighed(
                slot,
                content,
                counting(in_order, subject, content),
                resolutions.get(subject, {}).get(content.name, ()),
                identity,
                ids,
            )
            claims += rows[0]
            conflicts += rows[1]
        return claims, conflicts

    def fill(self, connection: Connection, weighed: Weighed) -> None:
        """Enter what `weigh` answered for slots that have no rows."""
        self._insert(connection, *weighed)

    def _fill(
        self,
        connection: Connection,
        slot: Slot,
        content: PropertyContent,
        facts: Iterable[FactState],
        to: int,
    ) -> None:
        """Enter the claims and conflicts of a slot that has no rows."""
        subject = self._id(connection, slot[0])
        identity = SubjectIdentity(self._store, self._tables, to)
        states = counting(facts, subject, content)
        identity.know(named_in(states))
        resolutions = resolutions_of(self._store, subject, to).get(content.name, ())
        keys = self._keys(connection, [state.id for state in states])
        self._insert(connection, *weighed(slot, content, states, resolutions, identity, keys))

    def _insert(
        self,
        connection: Connection,
        claims: Sequence[ClaimRow],
        conflicts: Sequence[ConflictRow],
    ) -> None:
        enter_rows(connection, f"INSERT INTO {self._claim}", claims)
        enter_rows(connection, f"INSERT INTO {self._conflict}", conflicts)

    def enter(
        self,
        connection: Connection,
        slot: Slot,
        content: PropertyContent,
        asserted: Sequence[RecordedEvent],
    ) -> None:
        """Bring a slot up to date with facts that were just asserted, where nothing else was."""
        if not self._has_several(connection, slot):
            return
        states = [state for event in asserted if (state := fold_fact([event])) is not None]
        to = asserted[-1].position
        if len(asserted) > 1 and self._has_only(connection, slot, len(asserted)):
            # The slot was empty before: nothing need be read that was only just written.
            self._fill(connection, slot, content, states, to)
        elif (
            len(states) != 1
            or states[0].unheld
            or not self._join(connection, slot, content, states[0])
        ):
            self.settle(connection, slot, content, to)

    def _join(
        self, connection: Connection, slot: Slot, content: PropertyContent, state: FactState
    ) -> bool:
        """Enter one more fact among claims that are known; False where all must be weighed."""
        identity = SubjectIdentity(self._store, self._tables, state.position)
        rule = rule_of(content)
        claim = claim_of(state, rule, identity)
        digest = spelt_claim(claim)
        known = connection.execute(
            f"SELECT 1 FROM {self._claim} {_OF_SLOT} AND claim = ? LIMIT 1", (*slot, digest)
        ).fetchone()
        if known is not None:
            # Whoever agrees with a claim conflicts with what it conflicts with. That no one has
            # weighed the new fact matters only where something was weighed.
            weighed = connection.execute(
                f"SELECT 1 FROM {self._conflict} {_OF_SLOT} AND {_ANY_STATUS} AND weighed LIMIT 1",
                slot,
            ).fetchone()
            if weighed is not None:
                return False
            self._add(connection, slot, digest, state)
            return True
        heads = connection.execute(
            f"SELECT claim, min(fact), max(judged) FROM {self._claim} {_OF_SLOT} GROUP BY claim",
            slot,
        ).fetchall()
        if not heads or any(judged for _, _, judged in heads):
            return False
        if resolutions_of(self._store, state.subject, state.position).get(content.name):
            return False
        others = self._claims_of(connection, [fact for _, fact, _ in heads], state, rule, identity)
        made = {
            other.fact.id: known
            for known, fact, _ in heads
            if (other := others.get(fact)) is not None
        }
        made[state.id] = digest
        self._known[self._add(connection, slot, digest, state)] = claim
        # A claim that is apart from all others is a scope of its own, and nothing that they leave
        # open means it.
        if content.cardinality is Cardinality.SINGLE or not all(
            sides_apart(other.setting, claim.setting, identity) for other in others.values()
        ):
            columns = "subject, property, place, id, status, reopened, weighed, relation, reason"
            known = connection.execute(
                f"SELECT {columns}, claims FROM {self._conflict} {_OF_SLOT} AND {_ANY_STATUS}", slot
            ).fetchall()
            rows = joined(slot, content, others.values(), claim, made, known, identity)
            self._exchange(connection, known, rows)
        return True

    def _exchange(
        self, connection: Connection, known: Sequence[ConflictRow], rows: Sequence[ConflictRow]
    ) -> None:
        """Write what changed of a slot's conflicts, and no page for what did not."""
        gone = [(row[4], *row[:3]) for row in known if row not in rows]
        if gone:
            connection.executemany(
                f"DELETE FROM {self._conflict} WHERE status = ? AND subject = ? AND property = ?"
                " AND place = ?",
                gone,
            )
        self._insert(connection, (), [row for row in rows if row not in known])

    def _claims_of(
        self,
        connection: Connection,
        facts: Sequence[int],
        asserted: FactState,
        rule: PropertyRule,
        identity: SubjectIdentity,
    ) -> dict[int, Claim]:
        """Return the claims of facts of a slot, by their keys, at a further fact's position."""
        missing = [fact for fact in facts if fact not in self._known]
        if len(self._known) + len(missing) > _MOST_KNOWN:
            self.forget()
            missing = list(facts)
        ids = {thing: fact for fact, thing in self._ids(connection, missing).items()}
        read = self._facts.by_id(list(ids), asserted.position) if ids else []
        known = [self._known[fact].fact for fact in facts if fact in self._known]
        identity.know(named_in([*known, *read, asserted]))
        for state in read:
            self._known[ids[state.id]] = claim_of(state, rule, identity)
        return {fact: self._known[fact] for fact in facts if fact in self._known}

    def forget(self) -> None:
        """Forget the claims of facts: one may read otherwise now."""
        self._known.clear()

    def _add(self, connection: Connection, slot: Slot, claim: str, state: FactState) -> int:
        """Enter a fact under what stands for its claim; return the fact's key."""
        row = connection.execute(
            f"SELECT key FROM {self._tables.view('thing')} WHERE id = ?", (state.id,)
        ).fetchone()
        connection.execute(
            f"INSERT INTO {self._claim} VALUES (?, ?, ?, ?, 0)", (*slot, claim, row[0])
        )
        return int(row[0])

    def _has_several(self, connection: Connection, slot: Slot) -> bool:
        """Tell whether more than one fact was ever filed in a slot."""
        # The numbers are not bound: SQLite plans a statement anew whenever a limit is.
        found = connection.execute(
            f"SELECT 1 FROM {self._attribution} {_OF_SLOT} LIMIT 1 OFFSET 1", slot
        ).fetchone()
        return found is not None

    def _has_only(self, connection: Connection, slot: Slot, facts: int) -> bool:
        """Tell whether so many facts are all that were ever filed in a slot."""
        row = connection.execute(
            f"SELECT count(*) FROM {self._attribution} {_OF_SLOT}", slot
        ).fetchone()
        return bool(row[0] == facts)

    def _id(self, connection: Connection, key: int) -> str:
        return self._ids(connection, [key])[key]

    def _ids(self, connection: Connection, keys: Iterable[int]) -> dict[int, str]:
        wanted = list(keys)
        if not wanted:
            return {}
        rows = connection.execute(
            f"SELECT key, id FROM {self._tables.view('thing')}"
            " WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        )
        return dict(rows.fetchall())

    def _keys(self, connection: Connection, things: Iterable[str]) -> dict[str, int]:
        rows = connection.execute(
            f"SELECT id, key FROM {self._tables.view('thing')}"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(things)),),
        )
        return dict(rows.fetchall())
