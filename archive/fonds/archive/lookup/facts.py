# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Facts as they stand, folded from their own streams, now or at a position."""

from __future__ import annotations

import json
from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.archive.record.fold import apply
from fonds.archive.record.states import FactState, asserted_as_spelt
from fonds.archive.store.contract import decode_stored
from fonds.archive.tables import EVERY_SUBJECT, LIVE, Tables
from fonds.events.catalogue.properties import PropertyContent
from fonds.events.catalogue.subject import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.archive.store.sqlite import SqliteStore

_END = 2**62

_MOST_RESTING = 100


class FactReader:
    """Reads facts by folding; nothing about a fact's content is kept in the tables."""

    def __init__(self, store: SqliteStore, tables: Tables = LIVE) -> None:
        """Read through the store's connection."""
        self._store = store
        self._tables = tables

    def of_subject(self, subject: str, last: int | None = None) -> list[FactState]:
        """Return the facts about a subject at a position, in the log's order, standing or not."""
        view = self._tables.view
        states = self._folded(
            f"SELECT f.id FROM {view('attribution')} a JOIN {view('thing')} f ON f.key = a.fact"
            f" WHERE a.subject = (SELECT key FROM {view('thing')} WHERE id = ?)",
            (subject, _END if last is None else last),
        )
        return [state for state in states if state.subject == subject]

    def of_properties(
        self, subject: str, names: Iterable[str], last: int | None = None
    ) -> list[FactState]:
        """Return the facts about a subject at a position that were ever filed under the names."""
        view = self._tables.view
        states = self._folded(
            f"SELECT f.id FROM {view('attribution')} a JOIN {view('thing')} f ON f.key = a.fact"
            f" WHERE a.subject = (SELECT key FROM {view('thing')} WHERE id = ?)"
            f" AND a.property IN (SELECT key FROM {view('property')}"
            " WHERE name IN (SELECT value FROM json_each(?)))",
            (subject, json.dumps(sorted(names)), _END if last is None else last),
        )
        return [state for state in states if state.subject == subject]

    def of_property(self, subject: str, name: str, last: int | None = None) -> list[FactState]:
        """Return the facts ever filed under a subject and a property's name, at a position."""
        view = self._tables.view
        return self._folded(
            f"SELECT f.id FROM {view('attribution')} a JOIN {view('thing')} f ON f.key = a.fact"
            f" WHERE a.subject = (SELECT key FROM {view('thing')} WHERE id = ?)"
            f" AND a.property = (SELECT key FROM {view('property')} WHERE name = ?)",
            (subject, name, _END if last is None else last),
        )

    def naming(self, subject: str, last: int | None = None) -> list[FactState]:
        """Return the facts that ever named a subject, other than as whom they are about."""
        return self._naming("", subject, _END if last is None else last)

    def naming_now(self, subject: str, names: Iterable[str]) -> list[FactState]:
        """Return those of them that are filed under one of the properties by now."""
        view = self._tables.view
        filed = (
            f" AND EXISTS (SELECT 1 FROM {view('fact')} x WHERE x.key = m.fact AND x.property IN"
            f" (SELECT key FROM {view('property')}"
            " WHERE name IN (SELECT value FROM json_each(?))))"
        )
        return self._naming(filed, subject, json.dumps(sorted(names)), _END)

    def _naming(self, condition: str, *values: str | int) -> list[FactState]:
        view = self._tables.view
        return self._folded(
            f"SELECT f.id FROM {view('mention')} m JOIN {view('thing')} f ON f.key = m.fact"
            f" WHERE m.subject = (SELECT key FROM {view('thing')} WHERE id = ?){condition}",
            values,
        )

    def on_sources(self, sources: Sequence[str]) -> set[str]:
        """Return the ids of the facts, standing, that cite a passage of any of the sources."""
        view = self._tables.view
        rows = self._store.connection.execute(
            f"SELECT DISTINCT f.id FROM {view('thing')} s"
            f" JOIN {view('rendition')} r ON r.source = s.key"
            f" JOIN {view('place')} p ON p.rendition = r.key"
            f" JOIN {view('citation')} c ON c.cited = p.excerpt"
            f" JOIN {view('fact')} x ON x.key = c.fact AND x.stands = 1"
            f" JOIN {view('thing')} f ON f.key = c.fact"
            " WHERE s.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sources)),),
        )
        return {row[0] for row in rows}

    def needing_source(self, source: str) -> set[str]:
        """Return the facts, standing, that need a source without citing a passage of it.

        A passage of it is among their premises, or they cite what was looked for in it.
        """
        view = self._tables.view
        stands = f"{view('fact')} x ON x.stands = 1 AND x.key"
        rows = self._store.connection.execute(
            f"SELECT f.id FROM {view('thing')} s JOIN {view('rendition')} r ON r.source = s.key"
            f" JOIN {view('place')} p ON p.rendition = r.key"
            f" JOIN {view('premise')} n ON n.premise = p.excerpt"
            f" JOIN {stands} = n.fact JOIN {view('thing')} f ON f.key = n.fact WHERE s.id = ?1"
            f" UNION SELECT f.id FROM {view('thing')} s"
            f" JOIN {view('inquiry')} i ON i.source = s.key"
            f" JOIN {view('citation')} c ON c.cited = i.key"
            f" JOIN {stands} = c.fact JOIN {view('thing')} f ON f.key = c.fact WHERE s.id = ?1",
            (source,),
        )
        return {row[0] for row in rows}

    def in_slot(self, subject: int, name: int, last: int | None = None) -> list[FactState]:
        """Return the facts ever filed under a subject's and property's keys, at a position."""
        view = self._tables.view
        return self._folded(
            f"SELECT f.id FROM {view('attribution')} a JOIN {view('thing')} f ON f.key = a.fact"
            " WHERE a.subject = ? AND a.property = ?",
            (subject, name, _END if last is None else last),
        )

    def filed_in(
        self, slots: Iterable[tuple[int, int]]
    ) -> dict[tuple[int, int], list[tuple[int, str]]]:
        """Return the facts (key, id) ever filed under keys of a subject and a property, by both."""
        view = self._tables.view
        rows = self._store.connection.execute(
            "SELECT a.subject, a.property, a.fact, f.id FROM json_each(?) s"
            f" CROSS JOIN {view('attribution')} a ON a.subject = s.value ->> 0"
            f" AND a.property = s.value ->> 1 CROSS JOIN {view('thing')} f ON f.key = a.fact",
            (json.dumps(list(slots)),),
        )
        found: dict[tuple[int, int], list[tuple[int, str]]] = {}
        for subject, name, key, fact in rows:
            found.setdefault((subject, name), []).append((key, fact))
        return found

    def by_id(self, facts: Sequence[str], last: int | None = None) -> list[FactState]:
        """Return the named facts at a position, in the log's order."""
        return self._folded(
            "SELECT value FROM json_each(?)",
            (json.dumps(list(facts)), _END if last is None else last),
        )

    def citing(self, cited: Sequence[str]) -> dict[str, list[str]]:
        """Return, for each excerpt or inquiry named, the ids of the facts that cite it now."""
        view = self._tables.view
        rows = self._store.connection.execute(
            f"SELECT c.id, f.id FROM {view('citation')} x JOIN {view('thing')} c ON c.key = x.cited"
            f" JOIN {view('thing')} f ON f.key = x.fact"
            " WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY x.cited, x.fact",
            (json.dumps(list(cited)),),
        )
        citing: dict[str, list[str]] = {thing: [] for thing in cited}
        for thing, fact in rows:
            citing[thing].append(fact)
        return citing

    def resting_on(self, cited: str, subject: str, property_: str, *, upto: int) -> list[str]:
        """Return the facts of a subject and property that cite an excerpt, the newest first.

        None that was asserted after the position ``upto`` is among them, and of more than a hundred
        only the newest: whoever adds a fact waits for this.
        """
        view = self._tables.view
        rows = self._store.connection.execute(
            f"SELECT t.id FROM {view('thing')} c JOIN {view('citation')} x ON x.cited = c.key"
            f" JOIN {view('fact')} f ON f.key = x.fact JOIN {view('thing')} t ON t.key = f.key"
            f" JOIN {view('thing')} s ON s.key = f.subject"
            f" JOIN {view('property')} p ON p.key = f.property"
            " WHERE c.id = ? AND s.id = ? AND p.name = ? AND f.stands AND t.position <= ?"
            f" ORDER BY f.key DESC LIMIT {_MOST_RESTING}",
            (cited, subject, property_, upto),
        )
        return [row[0] for row in rows]

    def standing(self) -> int:
        """Return how many facts stand in all."""
        row = self._store.connection.execute(
            f"SELECT facts FROM {self._tables.view('tally')} WHERE subject = ?", (EVERY_SUBJECT,)
        ).fetchone()
        return 0 if row is None else int(row[0])

    def _folded(self, subquery: str, parameters: tuple[object, ...]) -> list[FactState]:
        states: dict[str, FactState | None] = {}
        # Closed at once where an event cannot be read, as the store does.
        with closing(self._store.selected_as_stored(subquery, parameters)) as rows:
            for stored in rows:
                state = asserted_as_spelt(*stored)
                if state is not None:
                    states[state.id] = state
                else:
                    recorded = decode_stored(*stored)
                    stream = recorded.header.stream
                    states[stream] = apply(states.get(stream), recorded)
        return [state for state in states.values() if state is not None]

    def property(self, name: str) -> PropertyContent | None:
        """Return a property defined in this archive."""
        row = self._store.connection.execute(
            f"SELECT content FROM {self._tables.view('property')} WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else PropertyContent.model_validate_json(row[0])

    def properties_named(self, names: Iterable[str]) -> dict[str, PropertyContent]:
        """Return those of the named properties that are defined in this archive, by name."""
        rows = self._store.connection.execute(
            f"SELECT name, content FROM {self._tables.view('property')}"
            " WHERE name IN (SELECT value FROM json_each(?))",
            (json.dumps(list(names)),),
        )
        return {name: _property(content) for name, content in rows}

    def properties(self) -> list[PropertyContent]:
        """Return every property defined in this archive, in the order of their definition."""
        rows = self._store.connection.execute(
            f"SELECT content FROM {self._tables.view('property')} ORDER BY key"
        )
        return [PropertyContent.model_validate_json(row[0]) for row in rows]

    def judgements(self, subjects: Sequence[str]) -> dict[str, dict[str, Judgement]]:
        """Return, for each subject, what was last concluded about it being which other."""
        view = self._tables.view
        rows = self._store.connection.execute(
            f"SELECT t.id, o.id, l.judgement FROM {view('thing')} t"
            f" JOIN {view('link')} l ON l.subject = t.key"
            f" JOIN {view('thing')} o ON o.key = l.other"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(subjects)),),
        )
        found: dict[str, dict[str, Judgement]] = {subject: {} for subject in subjects}
        for subject, other, judgement in rows:
            found[subject][other] = Judgement(judgement)
        return found


@lru_cache(maxsize=1024)
def _property(content: str) -> PropertyContent:
    """Read a property's content; records ask for the same few again and again."""
    return PropertyContent.model_validate_json(content)
