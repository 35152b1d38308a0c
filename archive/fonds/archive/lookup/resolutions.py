# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How conflicts of a subject were resolved, read from its own stream."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.record.resolve import Resolution
from fonds.events.catalogue.subject import ConflictResolved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.store.sqlite import SqliteStore

_END = 2**62
# As it stands in every such header, which has one spelling only; a damaged one has it or not.
_TOLD = f'"type":"{ConflictResolved.__name__}"'


def resolutions_of(
    store: SqliteStore, subject: str, last: int | None = None
) -> dict[str, list[Resolution]]:
    """Return the resolutions recorded for a subject by then, by property, oldest first."""
    found: dict[str, list[Resolution]] = {}
    # Few subjects ever had a conflict resolved: the others' events are not worth reading.
    rows = store.connection.execute(
        "SELECT position FROM event WHERE stream = ? AND position <= ?"
        " AND instr(header, ?) ORDER BY position",
        (subject, _END if last is None else last, _TOLD),
    )
    positions = [row[0] for row in rows]
    for recorded in store.at(positions) if positions else ():
        event = recorded.event
        if isinstance(event, ConflictResolved):
            found.setdefault(event.content.property, []).append(
                Resolution(
                    facts=frozenset(event.content.facts),
                    outcome=event.content.outcome,
                    preferred=event.content.preferred,
                    reason=event.reason.text if event.reason else None,
                    position=recorded.position,
                    event=recorded.header.id,
                    agent=recorded.header.agent,
                    recorded_at=recorded.header.recorded_at,
                )
            )
    return found


def resolutions_among(
    store: SqliteStore, subjects: Iterable[str], last: int | None = None
) -> dict[str, dict[str, list[Resolution]]]:
    """Return the resolutions of many subjects, as `resolutions_of`; who had none is left out."""
    rows = store.connection.execute(
        "SELECT DISTINCT stream FROM event WHERE stream IN (SELECT value FROM json_each(?))"
        " AND position <= ? AND instr(header, ?)",
        (json.dumps(list(subjects)), _END if last is None else last, _TOLD),
    )
    return {subject: resolutions_of(store, subject, last) for (subject,) in rows.fetchall()}
