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
