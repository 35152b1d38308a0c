# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What things were called at a moment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.identity import SubjectIdentity
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.within import LargerPlaces
from fonds.events.catalogue.subject import (
    Judgement,
    SubjectContent,
    SubjectDescribed,
    SubjectOpened,
    SubjectsLinked,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fonds.archive.store.sqlite import SqliteStore


def subject_at(store: SqliteStore, subject: str, last: int | None) -> SubjectContent | None:
    """Return a subject's description at a position, None before it was opened."""
    content: SubjectContent | None = None
    for recorded in store.stream(subject, last):
        if isinstance(recorded.event, SubjectOpened | SubjectDescribed):
            content = recorded.event.content
    return content


class IdentityAt:
    """What was held of subjects at a position: labels then, and links made by then."""

    def __init__(self, store: SqliteStore, last: int) -> None:
        """Fold subjects' own streams up to ``last``, each when it is asked for."""
        self._store = store
        self.last = last
        self._names = Names(store.connection)
        self._facts = FactReader(store)
        self.places = LargerPlaces(self._facts, last)
        self._judged: dict[str, dict[str, Judgement]] = {}
        self._labels: dict[str, str] = {}
        self._links: dict[str, dict[str, tuple[int, Judgement]]] = {}

    def know(self, subjects: Iterable[str]) -> None:
        """Fold the streams of many subjects at once, in four questions in place of some for each.

        Of most there is nothing to fold: a subject that was only ever opened is called now what it
        was called then, and nothing was concluded in its stream.
        """
        wanted = sorted({subject for subject in subjects if subject not in self._links})
        if not wanted:
            return
        self._judged.update(self._facts.judgements(wanted))
        self._links.update((subject, {}) for subject in wanted)
        unsaid = dict(self._names.subject_labels(wanted))
        several = self._store.connection.execute(
            "SELECT stream FROM event WHERE stream IN (SELECT value FROM json_each(?))"
            " GROUP BY stream HAVING count(*) > 1",
            (json.dumps(wanted),),
        ).fetchall()
        streams = self._store.selected(
            "SELECT value FROM json_each(?)",
            (json.dumps([stream for (stream,) in several]), self.last),
        )
        for recorded in streams:
            stream, event = recorded.header.stream, recorded.event
            if isinstance(event, SubjectOpened | SubjectDescribed):
                unsaid[stream] = event.content.label
            elif isinstance(event, SubjectsLinked):
                content = event.content
                self._links[stream][content.other] = (recorded.position, content.judgement)
        self._labels.update(unsaid)

    def label(self, subject: str) -> str:
        """Return what a subject was called; before it was opened, what it is called now."""
        if subject not in self._links:
            self.know([subject])
        if subject not in self._labels:
            self._labels[subject] = self._names.label(subject)
        return self._labels[subject]

    def larger(self, place: str) -> Mapping[str, tuple[str, ...]]:
        """Return the places in which one lay by then, with the facts that said so."""
        return self.places.of(place)

    def judgement(self, a: str, b: str) -> Judgement | None:
        """Return what was last concluded about two subjects by then."""
        found = [
            link
            for one, other in ((a, b), (b, a))
            if (link := self._links_of(one).get(other)) is not None
        ]
        return max(found)[1] if found else None

    def same(self, subject: str) -> frozenset[str]:
        """Return the other subjects that were last judged by then to be the same as this one."""
        self.know([subject])
        return frozenset(
            other
            for other in self._judged[subject]
            if self.judgement(subject, other) is Judgement.SAME
        )

    def _links_of(self, subject: str) -> dict[str, tuple[int, Judgement]]:
        if subject not in self._links:
            self.know([subject])
        return self._links[subject]


IdentityThen = SubjectIdentity | IdentityAt
"""What is held of subjects, now or at a position."""


def identity_at(store: SqliteStore, last: int | None) -> IdentityThen:
    """Return what is held of subjects now, or was at a position."""
    return SubjectIdentity(store) if last is None else IdentityAt(store, last)
