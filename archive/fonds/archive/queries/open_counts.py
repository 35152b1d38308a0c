# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is counted behind a veil, counted again without what it hides.

A number that counts what is not shown tells that there is something.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.lookup.conflicts import conflict_rows
from fonds.archive.lookup.texts import Texts
from fonds.archive.queries.chores import Chore, unread_said
from fonds.archive.queries.coverage import make_coverage
from fonds.archive.queries.unread import typed_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from fonds.archive.lookup.living import Living
    from fonds.archive.queries.answers import SubjectRow
    from fonds.archive.queries.chores import ToDo
    from fonds.archive.queries.pages import PropertyCount
    from fonds.archive.queries.source_answers import Coverage, SourceAnswer
    from fonds.archive.record.states import FactState
    from fonds.archive.store.sqlite import SqliteStore


class OpenCounts:
    """Counts what a veil lets through."""

    def __init__(self, store: SqliteStore, living: Living) -> None:
        """Count what is read through the store, without what ``living`` hides."""
        self._store = store
        self._living = living

    def on(self, source: str, among: Collection[str] | None) -> Collection[str]:
        """Return the facts resting on a source that may be counted: those not hidden."""
        open_ = self._living.open_facts_on(source)
        return open_ if among is None else open_.intersection(among)

    def hides_then(self, state: FactState) -> bool:
        """Tell whether a fact as it once stood is not to be counted: hidden then or by now."""
        return self._living.hides_state(state) or self._living.hides_fact(state.id)

    def hides_passage(self, excerpt: str) -> bool:
        """Tell whether a passage is not to be counted."""
        return self._living.hides_passage(excerpt)

    def coverage(self, source: SourceAnswer, everything: Coverage) -> Coverage:
        """Return how much of a source is used without what hidden facts alone rest on."""
        open_ = self._living.open_facts_on(source.id)
        if len(open_) == source.facts:
            return everything
        newest = Texts(self._store).renditions(source.id)[0]
        return replace(everything, used=make_coverage(self._store, newest, open_).used)

    def said(self, item: ToDo, said: str) -> str:
        """Return what is to do, where it says how much of a text is unread."""
        if item.chore is not Chore.UNREAD or item.source is None:
            return said
        every, ours = Texts(self._store).renditions(item.source), typed_in(self._store, item.source)
        texts = [one for one in every if one.id in ours] or every[:1]
        open_ = self._living.open_facts_on(item.source)
        found = [make_coverage(self._store, one, open_) for one in texts]
        unread, whole = (sum(one.unread for one in found), sum(one.characters for one in found))
        return unread_said(unread, whole, held=not ours)

    def contents(self, subject: str, rows: Iterable[PropertyCount]) -> list[PropertyCount]:
        """Return the properties of which a fact is seen, with the conflicts that are seen."""
        open_ = self._living.open_properties(subject)
        shown = [row for row in rows if row.name in open_]
        if not any(row.conflicts for row in shown):
            return shown
        seen = [
            one.property
            for one in conflict_rows(self._store.connection, subject)
            if one.status == "open" and not any(map(self._living.hides_fact, one.facts))
        ]
        return [replace(row, conflicts=seen.count(row.name)) for row in shown]


def most_first(rows: Iterable[SubjectRow]) -> list[SubjectRow]:
    """Return subjects by how many facts are seen, so that their order tells of no others."""
    return sorted(rows, key=lambda row: (-row.facts, row.label))
