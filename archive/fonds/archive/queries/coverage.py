# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How much of a text facts rest on, was read, and was not; which works are cited for a place."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from fonds.archive.lookup.anchors import facts_resting_on
from fonds.archive.queries.source_answers import (
    AnchorStates,
    CitedWorkRow,
    CoverageAnswer,
    CoverageSpan,
    UnclearAnchor,
)
from fonds.archive.tables import ABSENT, ACCEPTED, LIVE
from fonds.events.catalogue.excerpt import AnchorState, ExcerptRelocated, ExcerptTaken
from fonds.events.catalogue.source import Method, RenditionAdded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from fonds.archive.lookup.texts import RenditionRow
    from fonds.archive.store.sqlite import SqliteStore

    Row = tuple[str, str, str, str, int, int, int]

_STANDING = (
    f"SELECT excerpt, first, last FROM {LIVE.view('place')} WHERE rendition = :rendition"
    f" UNION SELECT excerpt, first, last FROM {LIVE.view('relocation')}"
    f"  WHERE rendition = :rendition AND state IN ('exact', 'moved', '{ACCEPTED}')"
)
"""Where passages stand in a text, exact, moved or by a person's decision, wherever taken from."""
_WHEREVER = (
    f"SELECT excerpt, first, last FROM {LIVE.view('place')} WHERE rendition = :rendition"
    f" UNION SELECT excerpt, first, last FROM {LIVE.view('relocation')}"
    "  WHERE rendition = :rendition AND first IS NOT NULL"
)
"""Where passages stand in a redacted text: also those of which words were masked."""
_SETTLED = {ACCEPTED: AnchorState.CHANGED.value, ABSENT: AnchorState.LOST.value}
_DONE = frozenset({AnchorState.EXACT.value, AnchorState.MOVED.value, *_SETTLED})


def standing_in(store: SqliteStore, rendition: int) -> str:
    """Return the SQL of where passages stand in a text, given by its key."""
    return _WHEREVER if masks_passages(store, rendition) else _STANDING


def masks_passages(store: SqliteStore, rendition: int) -> bool:
    """Tell whether a text, given by its key, is redacted and has passages with masked words.

    They stand in it as they did. Whether a text is redacted its event says, which holds all of the
    text: it is read only where a passage of another text of the same capture has other words here.
    """
    view = LIVE.view
    row = store.connection.execute(
        f"SELECT r.position FROM {view('relocation')} y"
        f" JOIN {view('rendition')} r ON r.key = y.rendition"
        f" JOIN {view('excerpt')} e ON e.key = y.excerpt"
        f" JOIN {view('rendition')} o ON o.key = e.rendition AND o.capture = r.capture"
        " WHERE y.rendition = ? AND y.first IS NOT NULL"
        f" AND y.state NOT IN ('exact', 'moved', '{ACCEPTED}') LIMIT 1",
        (rendition,),
    ).fetchone()
    made = store.at([row[0]])[0].event if row is not None else None
    return isinstance(made, RenditionAdded) and made.content.method is Method.REDACTED


def make_coverage(
    store: SqliteStore, row: RenditionRow, among: Collection[str] | None = None
) -> CoverageAnswer:
    """Return which ranges of a text are used by which standing facts, read, and unread.

    ``among`` are the ids of the only facts that count; None means all.
    """
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT p.first, p.last, f.id FROM ({standing_in(store, row.key)}) p"
        f" JOIN {view('citation')} c ON c.cited = p.excerpt"
        f" JOIN {view('fact')} x ON x.key = c.fact AND x.stands = 1"
        f" JOIN {view('thing')} f ON f.key = c.fact"
        " WHERE p.last > p.first ORDER BY p.first, p.last, f.key",
        {"rendition": row.key},
    )
    used = [one for one in rows if among is None or one[2] in among]
    read = store.connection.execute(
        f"SELECT first, last FROM {view('read')} WHERE rendition = ?", (row.key,)
    ).fetchall()
    return covered(row, used, read)


def covered(
    row: RenditionRow, used: Iterable[tuple[int, int, str]], read: Iterable[tuple[int, int]]
) -> CoverageAnswer:
    """Return how a text is covered by what is used (first, last, fact) and what was read."""
    # At each edge something begins or ends; between two edges nothing does.
    edges: dict[int, list[tuple[int, str | None]]] = {0: [], row.length: []}
    for first, last, user in used:
        edges.setdefault(first, []).append((1, user))
        edges.setdefault(last, []).append((-1, user))
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


def make_anchor_states(
    store: SqliteStore, source: str, hides: Callable[[str], bool] | None = None
) -> list[AnchorStates]:
    """Return what became of a source's passages in each text they were looked for in.

    Those that ``hides`` says are hidden are left out.
    The newest text first: that of the last recapture. What a person decided is no longer unclear.
    """
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT n.id, c.id, y.state, x.id, y.position, e.position, r.position"
        f" FROM {view('rendition')} r"
        f" JOIN {view('relocation')} y ON y.rendition = r.key"
        f" JOIN {view('thing')} n ON n.key = r.key JOIN {view('thing')} c ON c.key = r.capture"
        f" JOIN {view('capture')} k ON k.key = r.capture"
        f" JOIN {view('thing')} x ON x.key = y.excerpt"
        f" JOIN {view('excerpt')} e ON e.key = y.excerpt"
        f" WHERE r.source = (SELECT key FROM {view('thing')} WHERE id = ?)"
        " AND k.position > 0 ORDER BY k.position DESC, r.position DESC, y.excerpt",
        (source,),
    )
    answers: list[AnchorStates] = []
    for (rendition, capture), group in groupby(rows, key=lambda row: (row[0], row[1])):
        found = [row for row in group if hides is None or not hides(row[3])]
        if not found:
            continue
        counts = Counter(_SETTLED.get(row[2], row[2]) for row in found)
        lost = [row for row in found if row[2] not in _DONE]
        chosen = _chosen(store, found)
        decided = [row for row in found if row[2] in _SETTLED or row[4] in chosen]
        answers.append(
            AnchorStates(
                rendition,
                capture,
                tuple((state.value, counts[state.value]) for state in AnchorState),
                tuple(_unclear(store, lost)) if lost else (),
                tuple(_unclear(store, decided)) if decided else (),
            )
        )
    return answers


def _chosen(store: SqliteStore, found: Sequence[Row]) -> set[int]:
    """Return the positions of decisions that a passage stands in one of several equal places.

    Such a passage stands there as it did, moved, and only the event tells that a person said so.
    A program looks for all passages of a text at once, when the text is new: what lies farther
    from the text than there are passages may be a decision, and little else does.
    """
    late = [
        row[4]
        for row in found
        if row[2] == AnchorState.MOVED.value and row[4] > row[6] + len(found)
    ]
    return {one.position for one in store.at(late) if "reason" in one.header.parts}


def _unclear(store: SqliteStore, lost: Sequence[Row]) -> Iterator[UnclearAnchor]:
    """Give those not found as they were, with the words before and now."""
    resting = facts_resting_on(store, [row[3] for row in lost])
    places = sorted({place for row in lost for place in row[4:6]})
    events = {one.position: one.event for one in store.at(places)}
    for _, _, state, excerpt, found, taken, _ in lost:
        was, now = events.get(taken), events.get(found)
        ours = was.quotation if isinstance(was, ExcerptTaken) else None
        theirs = now.quotation if isinstance(now, ExcerptRelocated) else None
        span = now.content.span if isinstance(now, ExcerptRelocated) else None
        yield UnclearAnchor(
            excerpt,
            _SETTLED.get(state, state),
            resting[excerpt],
            ours.quote if ours else None,
            theirs.quote if theirs else None,
            span.start if span else None,
            span.end if span else None,
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
