# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What became of words that are not here: erased on the record, or withheld from this copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.tables import LIVE
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.store.sqlite import SqliteStore


def erased_by(store: SqliteStore, stream: str) -> int | None:
    """Return the position of the last erasure of words of a stream, None where there was none."""
    row = store.connection.execute(
        f"SELECT max(x.by) FROM event e JOIN {LIVE.view('erased')} x ON x.position = e.position"
        " WHERE e.stream = ?",
        (stream,),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def event_erased_by(store: SqliteStore, position: int) -> int | None:
    """Return the position of the erasure that took words of one event."""
    row = store.connection.execute(
        f"SELECT max(by) FROM {LIVE.view('erased')} WHERE position = ?", (position,)
    ).fetchone()
    return None if row[0] is None else int(row[0])


def text_erased_by(store: SqliteStore, source: str) -> int | None:
    """Return the position of the last erasure of a text or of files of a source.

    Told from headers alone: which words they were, and of which bytes, nobody knows any more.
    """
    row = store.connection.execute(
        f"SELECT max(x.by) FROM event e JOIN {LIVE.view('erased')} x ON x.position = e.position"
        " WHERE e.stream = ? AND (json_extract(e.header, '$.type'), x.part)"
        " IN (VALUES ('RenditionAdded', 'text'), ('CaptureAdded', 'origin'))",
        (source,),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def masked_texts(store: SqliteStore, length: int) -> list[tuple[str, int]]:
    """Return the texts of a length that sources have of which a text was erased.

    Each with its source and position, oldest first.
    """
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT DISTINCT e.stream, r.position FROM {view('erased')} x"
        " JOIN event e ON e.position = x.position"
        f" JOIN {view('thing')} s ON s.id = e.stream"
        f" JOIN {view('rendition')} r ON r.source = s.key"
        " WHERE x.part = 'text' AND r.length = ? ORDER BY r.position",
        (length,),
    )
    return [(row[0], row[1]) for row in rows]


def told(by: int | None) -> str:
    """Say what became of words, given the position of their erasure."""
    return (
        say("withheld from this copy") if by is None else say("erased on the record @{by}", by=by)
    )


def not_there(store: SqliteStore, fact: str, last: int | None) -> RefusedError:
    """Return why a fact cannot be shown at a position: not asserted by then, or not here."""
    asserted = store.stream(fact)[0].position
    if last is not None and last < asserted:
        message = say(
            "The fact {fact} was not asserted by then: it stands at @{asserted}.",
            fact=fact,
            asserted=asserted,
        )
        return RefusedError("unknown-fact", message, fact=fact)
    by = erased_by(store, fact)
    message = say(
        "The fact {fact} was {told}; that there was one is all that can be shown.",
        fact=fact,
        told=told(by),
    )
    return RefusedError("erased-fact", message, fact=fact, erased_by=by)
