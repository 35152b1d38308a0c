# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What was said by a moment of which source, or cited work, rests on which."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.record.lineages import Dependence, Ties, Trace
from fonds.archive.tables import LIVE, SupportRole
from fonds.events.catalogue.source import (
    CitedWorkTraced,
    SourceDependenceAsserted,
    SourceDependenceWithdrawn,
)
from fonds.events.values import Certainty

_END = 2**62

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from fonds.archive.record.fold import FactState
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent


def sources_of(store: SqliteStore, targets: Iterable[str]) -> dict[str, str]:
    """Return, for each excerpt or inquiry named, the id of the source it was taken from."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT t.id, s.id FROM {view('thing')} t JOIN {view('excerpt')} e ON e.key = t.key"
        f" JOIN {view('rendition')} r ON r.key = e.rendition"
        f" JOIN {view('thing')} s ON s.key = r.source"
        " WHERE t.id IN (SELECT value FROM json_each(?1))"
        f" UNION ALL SELECT t.id, s.id FROM {view('thing')} t"
        f" JOIN {view('inquiry')} i ON i.key = t.key JOIN {view('thing')} s ON s.key = i.source"
        " WHERE t.id IN (SELECT value FROM json_each(?1))",
        (json.dumps(list(dict.fromkeys(targets))),),
    )
    return dict(rows.fetchall())


def ties_of(
    store: SqliteStore,
    facts: Iterable[FactState],
    last: int | None,
    known: Mapping[str, str] | None = None,
) -> Ties:
    """Return what is needed to follow the passages of facts to their originals.

    ``known`` are sources of passages that were read already: `sources_of` is asked for the others.
    """
    sources = dict(known or {})
    unknown: list[str] = []
    works: set[str] = set()
    for fact in facts:
        targets = fact.cited
        if fact.premises:
            excerpts = [one.excerpt for one in fact.premises]
            targets = (*targets, *[one for one in excerpts if one is not None])
        unknown += [target for target in targets if target not in sources]
        works.update(fact.cited_works)
    if unknown:
        sources |= sources_of(store, unknown)
    return _Reader(store, last).ties(sources, works)


def resting_on(store: SqliteStore, sources: Collection[str]) -> set[str]:
    """Return the sources that rest on these, or cite them, in any number of steps."""
    view = LIVE.view
    found: set[str] = set()
    frontier = set(sources)
    while frontier:
        rows = store.connection.execute(
            f"SELECT DISTINCT p.position FROM {view('thing')} t"
            f" JOIN {view('support')} p ON p.source = t.key"
            " WHERE t.id IN (SELECT value FROM json_each(?)) AND p.role = ?",
            (json.dumps(sorted(frontier)), SupportRole.IS_RESTED_ON),
        ).fetchall()
        events = store.at([row[0] for row in rows]) if rows else []
        frontier = {event.header.stream for event in events} - found - set(sources)
        found |= frontier
    return found


def facts_resting_on(store: SqliteStore, premises: Collection[str]) -> set[str]:
    """Return the facts that need these facts or excerpts as premises, in any number of steps."""
    view = LIVE.view
    found: set[str] = set()
    frontier = set(premises)
    while frontier:
        rows = store.connection.execute(
            f"SELECT DISTINCT f.id FROM {view('thing')} t"
            f" JOIN {view('premise')} p ON p.premise = t.key"
            f" JOIN {view('thing')} f ON f.key = p.fact"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(frontier)),),
        )
        frontier = {row[0] for row in rows} - found - set(premises)
        found |= frontier
    return found


def slots_of(store: SqliteStore, facts: Collection[str]) -> list[tuple[str, str]]:
    """Return the subjects and property names that facts, standing, are filed under."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT DISTINCT s.id, n.name FROM {view('thing')} t"
        f" JOIN {view('fact')} f ON f.key = t.key AND f.stands = 1"
        f" JOIN {view('thing')} s ON s.key = f.subject JOIN {view('property')} n"
        " ON n.key = f.property"
        " WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY f.subject, f.property",
        (json.dumps(sorted(facts)),),
    )
    return [(row[0], row[1]) for row in rows]


class _Reader:
    """Reads as far down as the log goes, a step for all sources at a time."""

    def __init__(self, store: SqliteStore, last: int | None) -> None:
        self._store = store
        self._last = last
        self._depends: dict[str, Dependence] = {}
        self._withdrawn: set[str] = set()
        self._traces: dict[str, Trace] = {}
        self._works: dict[str, str | None] = {}

    def ties(self, sources: dict[str, str], works: Collection[str]) -> Ties:
        read: set[str] = set()
        wanted, cited = set(sources.values()), set(works)
        while wanted or cited:
            wanted |= self._read_works(cited)
            read |= wanted
            self._read_sources(wanted)
            reached = {one.on for one in self._depends.values()}
            reached |= {one.source for one in self._depends.values()}
            reached |= {one.source for one in self._traces.values() if one.source is not None}
            cited = {
                trace.other
                for work, trace in self._traces.items()
                if trace.other is not None and work in self._works
            } - self._works.keys()
            wanted = reached - read
        depends: dict[str, list[Dependence]] = defaultdict(list)
        within = self._within(sources)
        for event, one in self._depends.items():
            if event not in self._withdrawn:
                reached = {excerpt for passage in one.passages for excerpt in within[passage]}
                if reached:
                    one = replace(one, passages=one.passages | reached)  # noqa: PLW2901 - widened
                for source in {one.source, one.on}:
                    depends[source].append(one)
        return Ties(sources, dict(depends), self._traces, self._works)

    def _within(self, excerpts: Iterable[str]) -> Mapping[str, set[str]]:
        """Return which of the excerpts lie in each passage that something was said of."""
        found: dict[str, set[str]] = defaultdict(set)
        passages = sorted({one for tie in self._depends.values() for one in tie.passages})
        if passages:
            view = LIVE.view
            rows = self._store.connection.execute(
                f"SELECT w.id, t.id FROM {view('thing')} t JOIN {view('excerpt')} e"
                f" ON e.key = t.key JOIN {view('thing')} w JOIN {view('excerpt')} p"
                " ON p.key = w.key AND p.rendition = e.rendition AND p.first <= e.first"
                " AND p.last >= e.last WHERE t.id IN (SELECT value FROM json_each(?))"
                " AND w.id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(excerpts)), json.dumps(passages)),
            )
            for passage, excerpt in rows:
                found[passage].add(excerpt)
        return found

    def _read_works(self, works: Collection[str]) -> set[str]:
        """Read the wording of cited works; return the sources they were noted in."""
        if not works:
            return set()
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT t.id, w.work, s.id FROM {view('thing')} t"
            f" JOIN {view('cited_work')} w ON w.key = t.key"
            f" JOIN {view('thing')} s ON s.key = w.source"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(works)),),
        ).fetchall()
        self._works.update(dict.fromkeys(works))
        self._works.update((work, words) for work, words, _ in rows)
        return {source for _, _, source in rows}

    def _read_sources(self, sources: Collection[str]) -> None:
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT DISTINCT p.position FROM {view('thing')} t"
            f" JOIN {view('support')} p ON p.source = t.key"
            " WHERE t.id IN (SELECT value FROM json_each(?1)) AND p.role IN (?2, ?3)"
            " AND p.position <= ?4",
            (
                json.dumps(sorted(sources)),
                SupportRole.RESTS,
                SupportRole.SHARES,
                _END if self._last is None else self._last,
            ),
        ).fetchall()
        if rows:
            self._take(self._store.at([row[0] for row in rows]))

    def _take(self, events: Sequence[RecordedEvent]) -> None:
        for recorded in events:
            event = recorded.event
            if isinstance(event, SourceDependenceAsserted):
                content = event.content
                self._depends[recorded.header.id] = Dependence(
                    recorded.header.stream,
                    content.on,
                    content.kind,
                    frozenset(content.passages),
                    recorded.header.id,
                    content.certainty is Certainty.INFERRED,
                )
            elif isinstance(event, SourceDependenceWithdrawn):
                self._withdrawn.add(event.content.asserted)
            elif isinstance(event, CitedWorkTraced):
                trace = event.content
                self._traces[trace.cited_work] = Trace(trace.source, trace.other)


def facts_needing(store: SqliteStore, premises: Collection[str]) -> list[tuple[str, str]]:
    """Return the facts that stand and need one of some others, with that, in the log's order."""
    view = LIVE.view
    return store.connection.execute(
        f"SELECT f.id, g.id FROM {view('premise')} p"
        f" JOIN {view('fact')} x ON x.key = p.fact AND x.stands = 1"
        f" JOIN {view('thing')} f ON f.key = p.fact JOIN {view('thing')} g ON g.key = p.premise"
        " WHERE g.id IN (SELECT value FROM json_each(?)) ORDER BY p.fact, p.premise",
        (json.dumps(sorted(premises)),),
    ).fetchall()
