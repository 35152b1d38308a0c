# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the archive holds of two subjects being one, as the rules of the record ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.within import LargerPlaces
from fonds.archive.tables import LIVE, Tables
from fonds.events.catalogue.subject import Judgement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from fonds.archive.record.fold import FactState
    from fonds.archive.store.sqlite import SqliteStore


class SubjectIdentity:
    """Answers `fonds.archive.record.rule.Identity` from one generation of tables."""

    def __init__(self, store: SqliteStore, tables: Tables = LIVE, last: int | None = None) -> None:
        """Read through the store's connection, remembering what was asked.

        ``last`` is where the tables stand, where the log may be ahead of them.
        """
        self._facts = FactReader(store, tables)
        self.places = LargerPlaces(self._facts, last)
        self._names = Names(store.connection, tables)
        self._labels: dict[str, str] = {}
        self._judged: dict[str, dict[str, Judgement]] = {}

    def know(self, subjects: Iterable[str]) -> None:
        """Read what will be asked of many subjects, in two questions in place of two for each."""
        wanted = sorted({subject for subject in subjects if subject not in self._judged})
        if wanted:
            self._labels.update(self._names.subject_labels(wanted))
            self._judged.update(self._facts.judgements(wanted))

    def _judged_with(self, subject: str) -> dict[str, Judgement]:
        if subject not in self._judged:
            self._judged.update(self._facts.judgements([subject]))
        return self._judged[subject]

    def judgement(self, a: str, b: str) -> Judgement | None:
        """Return what was last concluded about two subjects."""
        known, other = (b, a) if b in self._judged else (a, b)
        return self._judged_with(known).get(other)

    def same(self, subject: str) -> frozenset[str]:
        """Return the other subjects that were last judged to be the same as this one."""
        judged = self._judged_with(subject).items()
        return frozenset(other for other, made in judged if made is Judgement.SAME)

    def larger(self, place: str) -> Mapping[str, tuple[str, ...]]:
        """Return the places in which one lies, with the facts that say so."""
        return self.places.of(place)

    def label(self, subject: str) -> str:
        """Return what a subject is called."""
        if subject not in self._labels:
            self._labels[subject] = self._names.label(subject)
        return self._labels[subject]


def named_in(states: Collection[FactState]) -> set[str]:
    """Return the subjects that stand in a slot of any of the facts: as the value or a qualifier."""
    return {subject for state in states for subject in state.named}
