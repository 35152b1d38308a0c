# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How conflicts of a subject were resolved, read from its own stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.resolve import Resolution
from fonds.events.catalogue.subject import ConflictResolved

if TYPE_CHECKING:
    from fonds.archive.store.sqlite import SqliteStore


def resolutions_of(
    store: SqliteStore, subject: str, name: str | None = None, last: int | None = None
) -> list[Resolution]:
    """Return the resolutions recorded for a subject (and property) by then, oldest first."""
    return [
        Resolution(
            facts=frozenset(recorded.event.content.facts),
            outcome=recorded.event.content.outcome,
            preferred=recorded.event.content.preferred,
            reason=recorded.event.reason.text if recorded.event.reason else None,
            position=recorded.position,
        )
        for recorded in store.stream(subject, last)
        if isinstance(recorded.event, ConflictResolved)
        and (name is None or recorded.event.content.property == name)
    ]
