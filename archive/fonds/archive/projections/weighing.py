# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The rows of a slot, from its facts: which claim each makes, and which claims conflict."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from fonds.archive.record.compare import Claim, claim_of
from fonds.archive.record.resolve import Status, scopes_of
from fonds.archive.record.rule import PropertyRule, Relation
from fonds.events.ids import id_from_bytes
from fonds.events.values import Rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.lookup.identity import SubjectIdentity
    from fonds.archive.record.fold import FactState
    from fonds.archive.record.settle import Resolution
    from fonds.events.catalogue.properties import PropertyContent

Slot = tuple[int, int]
"""Keys of a subject and a property."""

ClaimRow = tuple[int, int, str, int, bool]
ConflictRow = tuple[int, int, int, str, str, bool, bool, str, str, str]

_CLAIM_BYTES = 12


def counting(facts: Iterable[FactState], subject: str, content: PropertyContent) -> list[FactState]:
    """Return the facts that stand in a slot now, and count."""
    return [
        state
        for state in facts
        if state.subject == subject and state.reading.property == content.name and state.counts
    ]


def weighed(
    slot: Slot,
    content: PropertyContent,
    states: Sequence[FactState],
    resolutions: Sequence[Resolution],
    identity: SubjectIdentity,
    keys: Mapping[str, int],
) -> tuple[list[ClaimRow], list[ConflictRow]]:
    """Return the rows of a slot: a claim's for each of its facts, and its conflicts."""
    rule = rule_of(content)
    claims = [claim_of(state, rule, identity) for state in states]
    made = {claim.fact.id: spelt_claim(claim) for claim in claims}
    rows = [
        (*slot, made[state.id], keys[state.id], _rank(state) is not Rank.NORMAL) for state in states
    ]
    return rows, conflicting(slot, content, claims, made, resolutions, identity)


def conflicting(
    slot: Slot,
    content: PropertyContent,
    claims: Iterable[Claim],
    made: Mapping[str, str],
    resolutions: Sequence[Resolution],
    identity: SubjectIdentity,
) -> list[ConflictRow]:
    """Return the conflicts among claims; ``made`` has what stands for each, by its fact."""
    if len(set(made.values())) < 2:
        return []
    rows: list[ConflictRow] = []
    in_order = sorted(claims, key=lambda claim: claim.order)
    for scope in scopes_of(in_order, rule_of(content), identity, resolutions):
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
    return rows


def rule_of(content: PropertyContent) -> PropertyRule:
    """Return what the rules of the record ask of a property."""
    return PropertyRule(content.name, content.cardinality, content.scope_qualifiers)


def _rank(state: FactState) -> Rank:
    return state.assessment.content.rank if state.assessment is not None else Rank.NORMAL


def spelt_claim(claim: Claim) -> str:
    """Return what stands for a claim in the tables; of equal claims it is the same everywhere."""
    spelt = repr(_spelt(claim.key)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(spelt, digest_size=_CLAIM_BYTES).hexdigest()


def _spelt(value: object) -> object:
    """Return a value whose `repr` depends on nothing else: sets sorted, data classes as tuples."""
    kind: Any = type(value)
    if value is None or kind is str:
        return value
    if isinstance(value, frozenset):
        return sorted([repr(_spelt(one)) for one in value])
    if isinstance(value, tuple):
        return tuple([_spelt(one) for one in value])
    names = _names(kind)
    return value if names is None else tuple([_spelt(getattr(value, name)) for name in names])


@cache
def _names(kind: type[Any]) -> tuple[str, ...] | None:
    """Return the names of a data class's fields, None of another class."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def conflict_id(subject: str, name: str, first_fact: str) -> str:
    """Return the id of a derived conflict: it stays while its oldest fact is part of it."""
    seed = f"{subject}\x00{name}\x00{first_fact}".encode()
    return id_from_bytes(hashlib.sha256(seed).digest())
