# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The rows of a slot, from its facts: which claim each makes, and which claims conflict."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from fonds.archive.record.compare import Claim, claim_of, relate_claims
from fonds.archive.record.resolve import Status, scopes_of
from fonds.archive.record.rule import PropertyRule, Relation
from fonds.archive.record.scopes import Divided
from fonds.events.catalogue.properties import Cardinality
from fonds.events.ids import id_from_bytes
from fonds.events.sentences import keepable
from fonds.events.values import Rank

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

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
                keepable(reason),
                json.dumps(sorted({made[state.id] for state in involved})),
            )
        )
    return rows


def joined(
    slot: Slot,
    content: PropertyContent,
    others: Iterable[Claim],
    claim: Claim,
    made: Mapping[str, str],
    known: Sequence[ConflictRow],
    identity: SubjectIdentity,
) -> list[ConflictRow]:
    """Return the conflicts of a slot in which nothing was weighed, given those before a new claim.

    Where whole scopes are joined by the new claim, or it by one, only its own relations are new:
    claims of two scopes do not conflict if they are apart, and what conflicts within a scope is in
    its row. Only a scope whose claims now lie otherwise is related anew.

    ``others`` has each claim that was there, made by its oldest fact, ``claim`` is the newest
    fact's and unlike them all, ``made`` says what stands for each, by its fact, and ``known`` are
    the rows before.
    """
    rule = rule_of(content)
    before = sorted(others, key=lambda one: one.order)
    heads, new = [*before, claim], len(before)
    homes, scopes = [tuple(range(new))], [tuple(range(new + 1))]
    divided = None
    if content.cardinality is Cardinality.SINGLE_IN_CONTEXT:
        divided = Divided(heads, identity)
        homes = [one.members for one in Divided(before, identity).divisions()]
        scopes = [one.members for one in divided.divisions()]

    def apart(one: int, other: int) -> bool:
        return divided is not None and divided.apart(one, other)

    home = {one: number for number, members in enumerate(homes) for one in members}
    there = {spelt: row for row in known for spelt in json.loads(row[-1])}
    rows: list[ConflictRow] = []
    for members in scopes:
        rest = [one for one in members if one != new]
        within = {home[one] for one in rest}
        whole = sum(len(homes[number]) for number in within) == len(rest)
        if whole and all(
            apart(*pair)
            for one, other in combinations(within, 2)
            for pair in product(homes[one], homes[other])
        ):
            pairs = [(one, new) for one in rest if len(rest) < len(members)]
            kept = {row for one in rest if (row := there.get(made[heads[one].fact.id]))}
        else:
            pairs, kept = list(combinations(members, 2)), set()
        opposed = [
            (heads[one], heads[other], found.reason)
            for one, other in pairs
            if not apart(one, other)
            and (found := relate_claims(heads[one], heads[other], rule, identity)).relation
            is Relation.CONFLICTS
        ]
        rows += _with(kept, opposed, made, slot, content)
    return rows


def _with(
    kept: Collection[ConflictRow],
    opposed: Sequence[tuple[Claim, Claim, str]],
    made: Mapping[str, str],
    slot: Slot,
    content: PropertyContent,
) -> list[ConflictRow]:
    """Return the row of a scope that holds some conflicts already, with further pairs, in order."""
    involved = {claim for row in kept for claim in json.loads(row[-1])}
    involved.update(made[one.fact.id] for pair in opposed for one in pair[:2])
    if not involved:
        return []
    # What is told of a conflict is how its two oldest facts stand to each other.
    found = [(row[2], row[3], row[-2]) for row in kept]
    for oldest, _, reason in opposed[:1]:
        identifier = conflict_id(oldest.fact.subject, content.name, oldest.fact.id)
        found.append((oldest.fact.position, identifier, keepable(reason)))
    # Of one fact's pairs those that were there are older.
    place, conflict, reason = min(found, key=lambda told: told[0])
    told = Relation.CONFLICTS.value, reason, json.dumps(sorted(involved))
    return [(*slot, place, conflict, "open", False, False, *told)]


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
