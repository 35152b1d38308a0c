# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What passages are in the newest text of their source, where that has them otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.queries.citation_answers import NewestAnswer
from fonds.archive.tables import LIVE
from fonds.events.catalogue.excerpt import AnchorState, ExcerptRelocated

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent

_FOUND = frozenset({AnchorState.EXACT, AnchorState.MOVED})
_LATER_TEXTS = (
    # Few sources were captured twice: of all others this is all that is asked.
    "SELECT o.key, n.key, t.id, k.position, n.position"
    f" FROM json_each(?) w CROSS JOIN {LIVE.view('rendition')} o ON o.key = w.value"
    f" CROSS JOIN {LIVE.view('rendition')} n ON n.source = o.source AND n.key <> o.key"
    f" CROSS JOIN {LIVE.view('capture')} c ON c.key = o.capture"
    f" CROSS JOIN {LIVE.view('capture')} k ON k.key = n.capture"
    f" CROSS JOIN {LIVE.view('thing')} t ON t.key = n.key"
    f" WHERE EXISTS (SELECT 1 FROM {LIVE.view('relocation')}) AND k.position > 0"
    " AND (k.position > c.position OR k.position = c.position AND n.position > o.position)"
    " AND (?2 IS NULL OR n.position <= ?2)"
)
"""Each text of some (their keys) with those of its source that came after it, up to a position."""


def in_newest_texts(
    store: SqliteStore, taken_from: Mapping[str, int], last: int | None
) -> dict[str, NewestAnswer]:
    """Return what passages are in newer texts, those that are changed, not certain or not there.

    Args:
        store: the log and its tables.
        taken_from: the passages, with the key of the text each was taken from.
        last: the position after which nothing is known yet; None for now.
    """
    later: dict[int, list[tuple[int, int, int, str]]] = {}
    texts = json.dumps(list(set(taken_from.values())))
    for own, key, text, *place in store.connection.execute(_LATER_TEXTS, (texts, last)):
        later.setdefault(own, []).append((*place, key, text))
    if not later:
        return {}
    waiting = {excerpt for excerpt, own in taken_from.items() if own in later}
    newest = sorted({one for texts in later.values() for one in texts}, reverse=True)
    found: dict[str, NewestAnswer] = {}
    for *_, key, text in newest:
        if not waiting:
            break
        rows = _looked_for(store, key, waiting)
        told = _told(store, text, rows, last)
        for excerpt, answer in told.items():
            if text in {one[-1] for one in later[taken_from[excerpt]]}:
                waiting.discard(excerpt)
                if answer is not None:
                    found[excerpt] = answer
    return found


def _looked_for(store: SqliteStore, text: int, excerpts: Collection[str]) -> dict[str, int]:
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT t.id, y.position FROM json_each(?) w"
        f" CROSS JOIN {view('thing')} t ON t.id = w.value"
        f" CROSS JOIN {view('relocation')} y ON y.rendition = ? AND y.excerpt = t.key",
        (json.dumps(sorted(excerpts)), text),
    )
    return dict(rows.fetchall())


def _told(
    store: SqliteStore, text: str, rows: Mapping[str, int], last: int | None
) -> dict[str, NewestAnswer | None]:
    """Return what was said of each passage in a text last, up to a position; None where found."""
    events = {one.position: one for one in store.at(sorted(rows.values()))}
    told: dict[str, NewestAnswer | None] = {}
    for excerpt, position in rows.items():
        recorded: RecordedEvent | None = events.get(position)
        if last is not None and position > last:
            recorded = _said_by(store, excerpt, text, last)
        if recorded is not None and isinstance(recorded.event, ExcerptRelocated):
            told[excerpt] = _answer(recorded, recorded.event)
    return told


def _said_by(store: SqliteStore, excerpt: str, text: str, last: int) -> RecordedEvent | None:
    return next(
        (
            one
            for one in reversed(store.stream(excerpt, last))
            if isinstance(one.event, ExcerptRelocated) and one.event.content.rendition == text
        ),
        None,
    )


def _answer(recorded: RecordedEvent, event: ExcerptRelocated) -> NewestAnswer | None:
    state = event.content.state
    if state in _FOUND:
        return None
    now = event.quotation.quote if event.quotation else None
    # Only a person gives a reason; that there was one outlasts its erasure.
    decided = "reason" in recorded.header.parts
    return NewestAnswer(event.content.rendition, state.value, now, decided)
