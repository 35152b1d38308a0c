# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Why words are not here, erased or withheld, and what whoever wants them can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.schema import PARTS_AN_EVENT
from fonds.archive.store.removal import is_withheld
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.store.sqlite import SqliteStore


def why_no_text(store: SqliteStore, position: int, label: str) -> str:
    """Say why the text that an event added is not here.

    Args:
        store: asked for what became of it.
        position: of the event.
        label: what the text's source is called.
    """
    row = store.connection.execute(
        "SELECT p.salt IS NOT NULL FROM withheld w JOIN part p ON p.key = w.key"
        " WHERE w.kind = 'part' AND p.name = 'text' AND p.key BETWEEN ? AND ?",
        (position * PARTS_AN_EVENT, position * PARTS_AN_EVENT + PARTS_AN_EVENT - 1),
    ).fetchone()
    if row is None:
        return say(
            "The text of “{label}” was erased, for good; @{position} is on record.",
            label=label,
            position=position,
        )
    if row[0]:
        return say(
            "The text of “{label}” is withheld from this copy. Whoever has the document puts it"
            " back: fonds source attach.",
            label=label,
        )
    return say(
        "The text of “{label}” is withheld from this copy, and no document brings it back; the"
        " archive the copy was made of has it.",
        label=label,
    )


def why_no_bytes(store: SqliteStore, digest: str, name: str) -> str:
    """Say why the bytes of a file are not here."""
    if is_withheld(store, digest):
        return say(
            "The bytes of {name} are withheld from this copy. Whoever has the file puts them back:"
            " fonds source attach.",
            name=name,
        )
    return say("The bytes of {name} were erased, or withheld for good.", name=name)


def withheld_for_good(store: SqliteStore, stream: str) -> bool:
    """Tell whether a copy leaves out words of a stream that nothing can bring back."""
    row = store.connection.execute(
        "SELECT 1 FROM event e JOIN part p ON p.key BETWEEN e.position * ?1"
        " AND e.position * ?1 + ?1 - 1 JOIN withheld w ON w.kind = 'part' AND w.key = p.key"
        " WHERE e.stream = ?2 AND p.data IS NULL AND p.salt IS NULL LIMIT 1",
        (PARTS_AN_EVENT, stream),
    ).fetchone()
    return row is not None
