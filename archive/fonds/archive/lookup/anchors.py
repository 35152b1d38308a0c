# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which passages were taken from a source, where each stands, and the facts resting on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.lookup.texts import Texts
from fonds.archive.tables import LIVE
from fonds.events.catalogue.excerpt import ExcerptRelocated, ExcerptTaken
from fonds.events.catalogue.source import Method, RenditionAdded
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.lookup.texts import RenditionRow
    from fonds.archive.store.sqlite import SqliteStore


@fixed
class Anchor:
    """An excerpt's place in the text it was taken from (code points), and its event's position."""

    excerpt: str
    rendition: str
    start: int
    end: int
    position: int


@fixed
class MaskedPassage:
    """A passage as it stands where parts of its own text were masked."""

    rendition: str
    quote: str
    start: int
    end: int


def masked_passage(store: SqliteStore, excerpt: str) -> MaskedPassage | None:
    """Return a passage in the newest redaction of the text it was taken from, None without one.

    What another text says in its place is not what was cited.
    """
    texts = Texts(store)
    own: str | None = None
    masked: MaskedPassage | None = None
    for recorded in store.stream(excerpt):
        event = recorded.event
        if isinstance(event, ExcerptTaken):
            own = event.content.rendition
        if not isinstance(event, ExcerptRelocated):
            continue
        span, row = event.content.span, texts.rendition(event.content.rendition)
        made = store.at([row.position])[0].event if row else None
        if (
            span is not None
            and isinstance(made, RenditionAdded)
            and made.content.method is Method.REDACTED
            and made.content.parent == own
        ):
            own, said = event.content.rendition, event.quotation
            # Masked once more: what it said in between is erased; the next text goes on from it.
            masked = MaskedPassage(own, said.quote, span.start, span.end) if said else None
    return masked


def anchors_of(store: SqliteStore, source: str) -> list[Anchor]:
    """Return the passages taken from a source's texts, in the order of each text."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT t.id, n.id, p.first, p.last, e.position FROM {view('rendition')} r"
        f" JOIN {view('thing')} n ON n.key = r.key"
        f" JOIN {view('place')} p ON p.rendition = r.key"
        f" JOIN {view('excerpt')} e ON e.key = p.excerpt"
        f" JOIN {view('thing')} t ON t.key = p.excerpt"
        f" WHERE r.source = (SELECT key FROM {view('thing')} WHERE id = ?)"
        " ORDER BY r.position, p.first, p.last, p.excerpt",
        (source,),
    )
    return [Anchor(*row) for row in rows]


def ranges_read(store: SqliteStore, row: RenditionRow) -> list[tuple[int, int, int]]:
    """Return the ranges of a text that were read, in its order, and the position that says so."""
    rows = store.connection.execute(
        f"SELECT first, last, position FROM {LIVE.view('read')} WHERE rendition = ?"
        " ORDER BY first, last, position",
        (row.key,),
    )
    return list(rows)


def facts_resting_on(store: SqliteStore, targets: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the standing facts that cite each excerpt or inquiry named, in the log's order."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT c.id, f.id FROM {view('citation')} x JOIN {view('thing')} c ON c.key = x.cited"
        f" JOIN {view('fact')} s ON s.key = x.fact AND s.stands = 1"
        f" JOIN {view('thing')} f ON f.key = x.fact"
        " WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY x.fact",
        (json.dumps(list(targets)),),
    )
    resting: dict[str, list[str]] = {target: [] for target in targets}
    for target, fact in rows:
        resting[target].append(fact)
    return {target: tuple(facts) for target, facts in resting.items()}


def states_in(store: SqliteStore, rendition: int, excerpts: Sequence[str]) -> dict[str, str]:
    """Return what the tables say of passages looked for in a text (its key), by excerpt."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT e.id, y.state"
        f" FROM {view('relocation')} y JOIN {view('thing')} e ON e.key = y.excerpt"
        " WHERE y.rendition = ? AND e.id IN (SELECT value FROM json_each(?))",
        (rendition, json.dumps(list(excerpts))),
    )
    return dict(rows.fetchall())
