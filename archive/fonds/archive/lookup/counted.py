# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which facts a policy lets count, and how many hold certain words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.spelling import words_of
from fonds.archive.lookup.support import ties_of
from fonds.archive.lookup.words import strings_of
from fonds.archive.record.policy import Policy, counted_facts
from fonds.archive.record.states import FactState, Standing
from fonds.archive.store.removal import spelt_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fonds.archive.store.sqlite import SqliteStore


def counted_under(
    store: SqliteStore, facts: Sequence[FactState], policy: Policy, last: int | None
) -> list[FactState]:
    """Return those of the facts, as they stand at a position, that count under a policy."""
    if not policy.weighs_facts:
        return list(facts)
    every = [*facts, *_premises(store, facts, last)]
    wanted = {fact.id for fact in facts}
    counted = counted_facts(every, policy, ties_of(store, every, last))
    return [fact for fact in counted if fact.id in wanted]


def _premises(store: SqliteStore, facts: Sequence[FactState], last: int | None) -> list[FactState]:
    """Return the facts, of whatever subject, that these rest on, in any number of steps."""
    reader = FactReader(store)
    known = {fact.id for fact in facts}
    found: list[FactState] = []
    frontier = list(facts)
    while frontier:
        wanted = {one.fact for fact in frontier for one in fact.premises if one.fact} - known
        frontier = reader.by_id(sorted(wanted), last) if wanted else []
        known |= wanted
        found += frontier
    return [fact for fact in found if fact.standing is Standing.STANDS]


def facts_holding(store: SqliteStore, given: Collection[str]) -> int:
    """Count the facts that hold one of some given names, folded, as a word of theirs."""
    facts: set[str] = set()
    wanted = {word for name in given for word in words_of(name)}
    for position, _, data in spelt_parts(store):
        if all(wanted.isdisjoint(words_of(said)) for said in strings_of(json.loads(data))):
            continue
        header = store.at([position])[0].header
        if header.type.startswith("Fact"):
            facts.add(header.stream)
    return len(facts)
