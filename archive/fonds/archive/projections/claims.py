# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The facts of one slot (one property of one subject): which say the same, and which conflict.

Facts that nothing tells apart in any comparison make one claim. The claims of a slot are few where
its facts are thousands, so a further fact is compared with claims: one that says what another says
already is entered in a moment, and only a new claim has the slot resolved again, by one fact of
each. `settle` resolves it from all its facts; both leave the same rows.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.identity import SubjectIdentity, named_in
from fonds.archive.lookup.resolutions import resolutions_of
from fonds.archive.record.compare import Claim, claim_of, relate_claims
from fonds.archive.record.fold import FactState, Standing, fold_fact
from fonds.archive.record.resolve import Status, resolve
from fonds.archive.record.rule import PropertyRule, Relation
from fonds.events.catalogue.properties import Cardinality
from fonds.events.ids import id_from_bytes
from fonds.events.values import Rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from _typeshed import DataclassInstance

    from fonds.archive.connection import Connection
    from fonds.archive.record.settle import Resolution
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.archive.tables import Tables
    from fonds.events.catalogue.properties import PropertyContent
    from fonds.events.recorded import RecordedEvent

Slot = tuple[int, int]
"""Keys of a subject and a property."""

_CLAIM_BYTES = 12
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
        identity = SubjectIdentity(self._store, self._tables)
        rule = _rule(content)
        states = [
            state
            for state in facts
            if state.subject == subject
            and state.reading.property == content.name
            and state.standing is Standing.STANDS
            and _rank(state) is not Rank.DEPRECATED
        ]
        identity.know(named_in(states))
        made = {state.id: _digest(claim_of(state, rule, identity)) for state in states}
        keys = self._keys(connection, made)
        connection.executemany(
            f"INSERT INTO {self._claim} VALUES (?, ?, ?, ?, ?)",
            [
                (*slot, made[state.id], keys[state.id], _rank(state) is not Rank.NORMAL)
                for state in states
            ],
        )
        resolutions = resolutions_of(self._store, subject, to).get(content.name, ())
        self._relate(connection, slot, content, states, made, resolutions, identity)

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
        elif len(states) > 1 or not self._join(connection, slot, content, states[0]):
            self.settle(connection, slot, content, to)

    def _join(
        self, connection: Connection, slot: Slot, content: PropertyContent, state: FactState
    ) -> bool:
        """Enter one more fact among claims that are known; False where all must be weighed."""
        identity, rule = SubjectIdentity(self._store, self._tables), _rule(content)
        claim = _digest(claim_of(state, rule, identity))
        known = connection.execute(
            f"SELECT 1 FROM {self._claim} {_OF_SLOT} AND claim = ? LIMIT 1", (*slot, claim)
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
            self._add(connection, slot, claim, state)
            return True
        heads = connection.execute(
            f"SELECT claim, min(fact), max(judged) FROM {self._claim} {_OF_SLOT} GROUP BY claim",
            slot,
        ).fetchall()
        if not heads or any(judged for _, _, judged in heads):
            return False
        if resolutions_of(self._store, state.subject, state.position).get(content.name):
            return False
        made = {self._id(connection, fact): known for known, fact, _ in heads}
        others = self._facts.by_id(list(made), state.position)
        identity.know(named_in([*others, state]))
        made[state.id] = claim
        self._add(connection, slot, claim, state)
        if content.cardinality is Cardinality.SINGLE:
            self._oppose(connection, slot, content, others, made, state, identity)
        else:
            # A further claim may join what were two scopes.
            self._forget_conflicts(connection, slot)
            self._relate(connection, slot, content, [*others, state], made, (), identity)
        return True

    def _oppose(
        self,
        connection: Connection,
        slot: Slot,
        content: PropertyContent,
        others: Sequence[FactState],
        made: Mapping[str, str],
        state: FactState,
        identity: SubjectIdentity,
    ) -> None:
        """Add a new claim to the one scope of a slot: only its own relations are new."""
        rule = _rule(content)
        claim = claim_of(state, rule, identity)
        related = [
            (other, relate_claims(claim_of(other, rule, identity), claim, rule, identity))
            for other in others
        ]
        opposed = [pair for pair in related if pair[1].relation is Relation.CONFLICTS]
        if not opposed:
            return
        row = connection.execute(
            f"SELECT place, id, reason, claims FROM {self._conflict} {_OF_SLOT} AND {_ANY_STATUS}",
            slot,
        ).fetchone()
        place, conflict, reason, claims = row or (None, "", "", "[]")
        oldest, relation = min(opposed, key=lambda pair: (pair[0].position, pair[0].id))
        if place is None or oldest.position < place:
            # What is told of a conflict is how its two oldest facts stand to each other.
            place, reason = oldest.position, relation.reason
            conflict = conflict_id(state.subject, content.name, oldest.id)
        joined = {*json.loads(claims), made[state.id], *(made[one.id] for one, _ in opposed)}
        self._forget_conflicts(connection, slot)
        connection.execute(
            f"INSERT INTO {self._conflict} VALUES (?, ?, ?, ?, 'open', 0, 0, ?, ?, ?)",
            (
                *(*slot, place, conflict),
                *(Relation.CONFLICTS.value, reason, json.dumps(sorted(joined))),
            ),
        )

    def _add(self, connection: Connection, slot: Slot, claim: str, state: FactState) -> None:
        connection.execute(
            f"INSERT INTO {self._claim}"
            f" SELECT ?, ?, ?, key, 0 FROM {self._tables.view('thing')} WHERE id = ?",
            (*slot, claim, state.id),
        )

    def _relate(
        self,
        connection: Connection,
        slot: Slot,
        content: PropertyContent,
        states: Sequence[FactState],
        made: Mapping[str, str],
        resolutions: Sequence[Resolution],
        identity: SubjectIdentity,
    ) -> None:
        """Enter the conflicts among facts; ``made`` has the claim that each makes."""
        if len(set(made.values())) < 2:
            return
        rows = []
        for scope in resolve(states, _rule(content), identity, resolutions).scopes:
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
                    conflict_id(involved[0].subject, content.name, involved[0].id),
                    "open" if scope.status is Status.DISPUTED else "resolved",
                    scope.reopened,
                    bool(resolutions),
                    Relation.CONFLICTS.value,
                    reason,
                    json.dumps(sorted({made[state.id] for state in involved})),
                )
            )
        if rows:
            connection.executemany(
                f"INSERT INTO {self._conflict} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )

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
        row = connection.execute(
            f"SELECT id FROM {self._tables.view('thing')} WHERE key = ?", (key,)
        ).fetchone()
        return str(row[0])

    def _keys(self, connection: Connection, things: Iterable[str]) -> dict[str, int]:
        rows = connection.execute(
            f"SELECT id, key FROM {self._tables.view('thing')}"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(things)),),
        )
        return dict(rows.fetchall())


def _rule(content: PropertyContent) -> PropertyRule:
    return PropertyRule(content.name, content.cardinality, content.scope_qualifiers)


def _rank(state: FactState) -> Rank:
    return state.assessment.content.rank if state.assessment is not None else Rank.NORMAL


def _digest(claim: Claim) -> str:
    """Return what stands for a claim in the tables; of equal claims it is the same everywhere."""
    spelt = repr(_spelt(claim.key)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(spelt, digest_size=_CLAIM_BYTES).hexdigest()


def _spelt(value: object) -> object:
    """Return a value whose `repr` depends on nothing else: sets sorted, data classes as tuples."""
    if isinstance(value, frozenset):
        return sorted(map(repr, map(_spelt, value)))
    if isinstance(value, tuple):
        return tuple(map(_spelt, value))
    if is_dataclass(value) and not isinstance(value, type):
        return tuple([_spelt(getattr(value, name)) for name in _names(type(value))])
    return value


@cache
def _names(kind: type[DataclassInstance]) -> tuple[str, ...]:
    """Return the names of a data class's fields."""
    return tuple(field.name for field in fields(kind))


def conflict_id(subject: str, name: str, first_fact: str) -> str:
    """Return the id of a derived conflict: it stays while its oldest fact is part of it."""
    seed = f"{subject}\x00{name}\x00{first_fact}".encode()
    return id_from_bytes(hashlib.sha256(seed).digest())
