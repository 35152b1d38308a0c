# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How much of a text facts rest on, was read, and was not; which works are cited for a place."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from fonds.archive.queries.source_answers import CitedWorkRow, CoverageAnswer, CoverageSpan
from fonds.archive.tables import LIVE

if TYPE_CHECKING:
    from fonds.archive.lookup.texts import RenditionRow
    from fonds.archive.store.sqlite import SqliteStore


def make_coverage(store: SqliteStore, row: RenditionRow) -> CoverageAnswer:
    """Return which ranges of a text are used by which standing facts, read, and unread."""
    view = LIVE.view
    used = store.connection.execute(
        f"SELECT p.first, p.last, f.id FROM {view('place')} p"
        f" JOIN {view('citation')} c ON c.cited = p.excerpt"
        f" JOIN {view('fact')} x ON x.key = c.fact AND x.stands = 1"
        f" JOIN {view('thing')} f ON f.key = c.fact"
        " WHERE p.rendition = ? AND p.last > p.first ORDER BY p.first, p.last, f.key",
        (row.key,),
    ).fetchall()
    read = store.connection.execute(
        f"SELECT first, last FROM {view('read')} WHERE rendition = ?", (row.key,)
    ).fetchall()
    # At each edge something begins or ends; between two edges nothing does.
    edges: dict[int, list[tuple[int, str | None]]] = {0: [], row.length: []}
    for first, last, fact in used:
        edges.setdefault(first, []).append((1, fact))
        edges.setdefault(last, []).append((-1, fact))
    for first, last in read:
        edges.setdefault(first, []).append((1, None))
        edges.setdefault(last, []).append((-1, None))
    spans: list[CoverageSpan] = []
    facts: dict[str, int] = {}
    reading = finished = 0
    totals = dict.fromkeys(("used", "read", "unread"), 0)
    places = sorted(edges)
    for start, end in pairwise(places):
        for change, fact in edges[start]:
            if fact is None:
                reading += change
            else:
                facts[fact] = facts.get(fact, 0) + change
                if not facts[fact]:
                    del facts[fact]
        state = "used" if facts else "read" if reading else "unread"
        totals[state] += end - start
        finished += end - start if reading else 0
        spans.append(CoverageSpan(start, end, state, tuple(facts)))
    return CoverageAnswer(
        row.source,
        row.capture,
        row.id,
        row.length,
        totals["used"],
        finished,
        totals["unread"],
        tuple(_merged(spans)),
    )


def _merged(spans: list[CoverageSpan]) -> list[CoverageSpan]:
    merged: list[CoverageSpan] = []
    for (state, facts), group in groupby(spans, key=lambda span: (span.state, span.facts)):
        together = list(group)
        merged.append(CoverageSpan(together[0].start, together[-1].end, state, facts))
    return merged


def works_cited_at(store: SqliteStore, rendition: str, start: int, end: int) -> list[CitedWorkRow]:
    """Return the works cited for a range of a text: those whose passage holds all of it.

    The narrowest passage first.
    """
    view = LIVE.view
    rows = store.connection.execute(
        "SELECT t.id, w.mark, w.work, w.status, min(p.last - p.first), p.first, p.last"
        f" FROM {view('thing')} r JOIN {view('cited_place')} p ON p.rendition = r.key"
        f" JOIN {view('cited_work')} w ON w.key = p.cited JOIN {view('thing')} t ON t.key = w.key"
        " WHERE r.id = ? AND p.first <= ? AND p.last >= ? GROUP BY w.key"
        " ORDER BY min(p.last - p.first), w.key",
        (rendition, start, end),
    )
    return [
        CitedWorkRow(key, mark, work, status, ((first, last),))
        for key, mark, work, status, _, first, last in rows
    ]
