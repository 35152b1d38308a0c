# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The notes that were written about a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.lookup.living import Living
from fonds.archive.queries.answers import NoteAnswer
from fonds.archive.queries.facts import FactViews
from fonds.archive.queries.labels import identity_at
from fonds.events.catalogue.subject import NoteWritten

if TYPE_CHECKING:
    from fonds.archive.record.policy import Policy
    from fonds.archive.store.sqlite import SqliteStore


def make_notes(
    store: SqliteStore, subject: str, last: int | None, policy: Policy
) -> tuple[NoteAnswer, ...]:
    """Return the notes about a subject up to a position, oldest first.

    Erased ones are left out, and under a policy those that it hides or that name somebody hidden.
    """
    if policy.notes == "hidden":
        return ()
    living = Living(store, policy) if policy.hides_somebody else None
    if living is not None and living.hides(subject):
        return ()
    views = FactViews(store, identity_at(store, last))
    found: list[NoteAnswer] = []
    for recorded in store.stream(subject, last):
        event, header = recorded.event, recorded.header
        if not isinstance(event, NoteWritten) or event.note is None:
            continue
        if living is not None and living.names_anybody(event.note.text):
            continue
        agent = views.agent(header.agent)
        found.append(
            NoteAnswer(header.id, event.note.text, agent, header.recorded_at, recorded.position)
        )
    return tuple(found)
