# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What things were called at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.lookup.identity import SubjectIdentity
from fonds.archive.lookup.names import Names
from fonds.events.catalogue.subject import (
    Judgement,
    SubjectContent,
    SubjectDescribed,
    SubjectOpened,
    SubjectsLinked,
)

if TYPE_CHECKING:
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
        self._last = last
        self._names = Names(store.connection)
        self._labels: dict[str, str] = {}
        self._links: dict[str, dict[str, tuple[int, Judgement]]] = {}

    def label(self, subject: str) -> str:
        """Return what a subject was called; before it was opened, what it is called now."""
        if subject not in self._labels:
            content = subject_at(self._store, subject, self._last)
            self._labels[subject] = content.label if content else self._names.label(subject)
        return self._labels[subject]

    def judgement(self, a: str, b: str) -> Judgement | None:
        """Return what was last concluded about two subjects by then."""
        found = [
            link
            for one, other in ((a, b), (b, a))
            if (link := self._links_of(one).get(other)) is not None
        ]
        return max(found)[1] if found else None

    def _links_of(self, subject: str) -> dict[str, tuple[int, Judgement]]:
        if subject not in self._links:
            links: dict[str, tuple[int, Judgement]] = {}
            for recorded in self._store.stream(subject, self._last):
                if isinstance(recorded.event, SubjectsLinked):
                    content = recorded.event.content
                    links[content.other] = (recorded.position, content.judgement)
            self._links[subject] = links
        return self._links[subject]


def identity_at(store: SqliteStore, last: int | None) -> SubjectIdentity | IdentityAt:
    """Return what is held of subjects now, or was at a position."""
    return SubjectIdentity(store) if last is None else IdentityAt(store, last)
