# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the archive holds of two subjects being one, as the rules of the record ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.names import Names
from fonds.archive.tables import LIVE, Tables

if TYPE_CHECKING:
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.subject import Judgement


class SubjectIdentity:
    """Answers `fonds.archive.record.rule.Identity` from one generation of tables."""

    def __init__(self, store: SqliteStore, tables: Tables = LIVE) -> None:
        """Read through the store's connection, remembering what was asked."""
        self._facts = FactReader(store, tables)
        self._names = Names(store.connection, tables)
        self._labels: dict[str, str] = {}
        self._judgements: dict[tuple[str, str], Judgement | None] = {}

    def judgement(self, a: str, b: str) -> Judgement | None:
        """Return what was last concluded about two subjects."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._judgements:
            self._judgements[pair] = self._facts.judgement(a, b)
        return self._judgements[pair]

    def same(self, subject: str) -> frozenset[str]:
        """Return the other subjects that were last judged to be the same as this one."""
        return self._facts.judged_same(subject)

    def label(self, subject: str) -> str:
        """Return what a subject is called."""
        if subject not in self._labels:
            self._labels[subject] = self._names.label(subject)
        return self._labels[subject]
