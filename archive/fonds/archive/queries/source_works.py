# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The works a source cites, and where the passages stand that pass them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.queries.facts import FactViews
from fonds.archive.queries.labels import identity_at
from fonds.archive.queries.source_answers import CitedWorkRow
from fonds.archive.tables import LIVE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.source import CitedWorkTraced


def works_cited(
    store: SqliteStore, source: str, traces: Mapping[str, CitedWorkTraced]
) -> tuple[CitedWorkRow, ...]:
    """Return the works a source cites; ``traces`` are what they were last found to be."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT t.id, w.mark, w.work, w.status FROM {view('cited_work')} w"
        f" JOIN {view('thing')} t ON t.key = w.key"
        f" WHERE w.source = (SELECT key FROM {view('thing')} WHERE id = ?) ORDER BY w.key",
        (source,),
    ).fetchall()
    covered = _passages_of_works(store, source) if rows else {}
    captures: dict[str, list[str]] = {}
    for key, first, last, capture in store.connection.execute(
        f"SELECT t.id, p.first, p.last, c.id FROM {view('rendition')} r"
        f" JOIN {view('cited_place')} p ON p.rendition = r.key"
        f" JOIN {view('thing')} t ON t.key = p.cited"
        f" JOIN {view('thing')} c ON c.key = r.capture"
        f" WHERE r.source = (SELECT key FROM {view('thing')} WHERE id = ?)",
        (source,),
    ):
        covered.setdefault(key, set()).add((first, last))
        captures.setdefault(key, []).append(capture)
    works: list[CitedWorkRow] = []
    for key, mark, work, status in rows:
        trace = traces.get(key)
        works.append(
            CitedWorkRow(
                key,
                mark,
                work,
                status,
                tuple(sorted(covered.get(key, ()))),
                trace.content.source if trace else None,
                trace.reason.text if trace and trace.reason else None,
                tuple(dict.fromkeys(captures.get(key, ()))),
            )
        )
    return tuple(works)


def _passages_of_works(store: SqliteStore, source: str) -> dict[str, set[tuple[int, int]]]:
    """Return, for each cited work, where the passages stand whose facts cite through it."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT DISTINCT f.id FROM {view('rendition')} r"
        f" JOIN {view('place')} p ON p.rendition = r.key"
        f" JOIN {view('citation')} c ON c.cited = p.excerpt"
        f" JOIN {view('fact')} x ON x.key = c.fact AND x.stands = 1"
        f" JOIN {view('thing')} f ON f.key = c.fact"
        f" WHERE r.source = (SELECT key FROM {view('thing')} WHERE id = ?)",
        (source,),
    ).fetchall()
    states = FactReader(store).by_id([row[0] for row in rows])
    answers = FactViews(store, identity_at(store, None)).of(states)
    places = {
        citation.excerpt: (citation.start, citation.end)
        for answer in answers
        for citation in answer.citations
    }
    covered: dict[str, set[tuple[int, int]]] = {}
    for state in states:
        for kept in state.citations:
            start, end = places.get(kept.citation.excerpt, (None, None))
            for link in kept.chain.links if kept.chain else ():
                if link.cited_work and start is not None and end is not None:
                    covered.setdefault(link.cited_work, set()).add((start, end))
    return covered
