# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From which sources passages come, and which facts a policy lets count."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.record.fold import FactState, Standing
from fonds.archive.record.policy import Origins, Policy, counted_facts
from fonds.archive.tables import LIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.archive.store.sqlite import SqliteStore


def sources_of(store: SqliteStore, targets: Iterable[str]) -> dict[str, str]:
    """Return, for each excerpt or inquiry named, the id of the source it was taken from."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT t.id, s.id FROM {view('thing')} t JOIN {view('excerpt')} e ON e.key = t.key"
        f" JOIN {view('rendition')} r ON r.key = e.rendition"
        f" JOIN {view('thing')} s ON s.key = r.source"
        " WHERE t.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(dict.fromkeys(targets))),),
    )
    return dict(rows.fetchall())


def origins_of(store: SqliteStore, facts: Sequence[FactState]) -> Origins:
    """Return where the passages of facts, and of their premises, come from."""
    targets = [kept.citation.target for fact in facts for kept in fact.citations]
    premises = [one.excerpt for fact in facts for one in fact.premises if one.excerpt is not None]
    return Origins(sources_of(store, [*targets, *premises]))


def counted_under(
    store: SqliteStore, facts: Sequence[FactState], policy: Policy, last: int | None
) -> list[FactState]:
    """Return those of the facts, as they stand at a position, that count under a policy."""
    if not policy.weighs_facts:
        return list(facts)
    every = [*facts, *_premises(store, facts, last)]
    wanted = {fact.id for fact in facts}
    return [
        fact for fact in counted_facts(every, policy, origins_of(store, every)) if fact.id in wanted
    ]


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
