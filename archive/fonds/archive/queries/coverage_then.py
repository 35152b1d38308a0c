# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How much of a source's texts facts rested on, and was read, at an earlier moment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.queries.coverage import covered, masks_passages
from fonds.archive.record.states import Standing
from fonds.archive.tables import ACCEPTED, LIVE
from fonds.events.catalogue.captures import CaptureWithdrawn
from fonds.events.catalogue.excerpt import AnchorState, ExcerptRelocated

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from fonds.archive.lookup.texts import RenditionRow, Texts
    from fonds.archive.queries.source_answers import CoverageAnswer
    from fonds.archive.record.states import FactState
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent

    Places = Sequence[tuple[str, int, int]]
    Resting = Mapping[str, Sequence[tuple[int, str]]]

_AS_IT_DID = frozenset({AnchorState.EXACT, AnchorState.MOVED})
_STANDING = frozenset({ACCEPTED, *(state.value for state in _AS_IT_DID)})


class CoverageThen:
    """Tells what of texts was used and read at a position.

    What was erased since is not there for any moment.
    """

    def __init__(self, store: SqliteStore, texts: Texts, last: int) -> None:
        """Read through the store what was recorded up to ``last``."""
        self._store = store
        self._texts = texts
        self._last = last

    def of_source(
        self,
        source: str,
        rendition: str | None = None,
        among: Collection[str] | None = None,
        hides: Callable[[FactState], bool] | None = None,
    ) -> list[CoverageAnswer]:
        """Return it of each text the source had by then, that of the newest capture first.

        ``rendition`` is the id of the only text that is wanted; None means all. ``among`` are the
        ids of the only facts that count; None means all that stood. Those that ``hides`` says are
        hidden do not count either.
        """
        rows = [row for row in self._there(source) if rendition in {None, row.id}]
        places = [self._places(row, redacted=masks_passages(self._store, row.key)) for row in rows]
        facts = self._resting(source, {one[0] for some in places for one in some}, among, hides)
        return [
            covered(row, self._used(some, facts), self._read(row))
            for row, some in zip(rows, places, strict=True)
        ]

    def passages(
        self, row: RenditionRow, *, redacted: bool
    ) -> list[tuple[str, int, int, tuple[str, ...]]]:
        """Return the excerpts that facts rested on in a text: where, and which facts.

        In one that was ``redacted`` a passage stands also where its words were masked.
        """
        places = self._places(row, redacted=redacted)
        facts = self._resting(row.source, {one[0] for one in places})
        found = [
            (excerpt, first, last, tuple(fact for _, fact in facts[excerpt]))
            for excerpt, first, last in places
            if excerpt in facts
        ]
        return sorted(found, key=lambda one: one[1:3])

    def _resting(
        self,
        source: str,
        cited: set[str],
        among: Collection[str] | None = None,
        hides: Callable[[FactState], bool] | None = None,
    ) -> Resting:
        """Return the facts that stood then and rested on each excerpt, numbered as in the log."""
        resting: dict[str, list[tuple[int, str]]] = {}
        facts = sorted(self._citing(source, cited, among))
        for number, state in enumerate(FactReader(self._store).by_id(facts, self._last)):
            if state.standing is Standing.STANDS and not (hides is not None and hides(state)):
                for kept in state.citations:
                    resting.setdefault(kept.citation.target, []).append((number, state.id))
        return resting

    def _used(self, places: Places, facts: Resting) -> list[tuple[int, int, str]]:
        used = [
            (first, last, number, fact)
            for excerpt, first, last in places
            for number, fact in facts.get(excerpt, ())
        ]
        return [(first, last, fact) for first, last, _, fact in sorted(used)]

    def _there(self, source: str) -> list[RenditionRow]:
        """Return the texts there were by then, also those of captures taken back since."""
        since = self._since(CaptureWithdrawn.__name__, source)
        back = {
            one.event.content.capture for one in since if isinstance(one.event, CaptureWithdrawn)
        }
        taken_back = self._texts.of_captures(back) if back else []
        rows = [*taken_back, *self._texts.renditions(source)]
        found = [row for row in rows if row.position <= self._last]
        captured = self._captured({row.capture for row in found})
        return sorted(found, key=lambda row: (captured[row.capture], row.position), reverse=True)

    def _captured(self, captures: Iterable[str]) -> Mapping[str, int]:
        """Return where captures were recorded; that of one taken back has its sign turned."""
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT t.id, abs(k.position) FROM {view('thing')} t"
            f" JOIN {view('capture')} k ON k.key = t.key"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(captures)),),
        )
        return dict(rows.fetchall())

    def _since(self, kind: str, stream: str) -> Iterator[RecordedEvent]:
        """Yield the events of a type in a stream after the moment."""
        rows = self._store.connection.execute(
            "SELECT position FROM event WHERE stream = :stream AND position > :last"
            " AND instr(header, :kind)",
            {"last": self._last, "kind": f'"type":"{kind}"', "stream": stream},
        ).fetchall()
        yield from self._store.at([position for (position,) in rows])

    def _places(self, row: RenditionRow, *, redacted: bool = False) -> Places:
        """Return where passages stood in a text by then: excerpt, first and last."""
        view = LIVE.view
        found = self._store.connection.execute(
            f"SELECT t.id, p.first, p.last FROM {view('place')} p"
            f" JOIN {view('excerpt')} e ON e.key = p.excerpt AND e.position <= :last"
            f" JOIN {view('thing')} t ON t.key = p.excerpt WHERE p.rendition = :rendition",
            {"rendition": row.key, "last": self._last},
        ).fetchall()
        again = self._store.connection.execute(
            f"SELECT t.id, y.first, y.last, y.state, y.position FROM {view('relocation')} y"
            f" JOIN {view('thing')} t ON t.key = y.excerpt WHERE y.rendition = ?",
            (row.key,),
        ).fetchall()
        # Of each passage the table keeps what was said last; what was said before is read.
        later = [one[0] for one in again if one[4] > self._last]
        before = self._relocated(row.id, later, redacted) if later else {}
        for excerpt, first, last, state, position in again:
            if position > self._last:
                found += [(excerpt, *before[excerpt])] if excerpt in before else []
            elif first is not None and (redacted or state in _STANDING):
                found.append((excerpt, first, last))
        return [one for one in dict.fromkeys(found) if one[2] > one[1]]

    def _relocated(
        self, rendition: str, excerpts: Sequence[str], redacted: bool
    ) -> Mapping[str, tuple[int, int]]:
        """Return where passages were last found in a text by then, those that stood there."""
        stood: dict[str, tuple[int, int]] = {}
        wanted = "SELECT value FROM json_each(?)"
        for one in self._store.selected(wanted, (json.dumps(list(excerpts)), self._last)):
            if not isinstance(one.event, ExcerptRelocated):
                continue
            content = one.event.content
            if content.rendition != rendition:
                continue
            stood.pop(one.header.stream, None)
            # Only a person gives a reason: that it stands here though with other words.
            decided = "reason" in one.header.parts and content.state is AnchorState.CHANGED
            if content.span is not None and (redacted or decided or content.state in _AS_IT_DID):
                stood[one.header.stream] = (content.span.start, content.span.end)
        return stood

    def _citing(self, source: str, cited: set[str], among: Collection[str] | None) -> set[str]:
        """Return the facts that may have cited any of the passages by then."""
        if among is not None:
            return set(among)
        facts = {
            fact for some in FactReader(self._store).citing(sorted(cited)).values() for fact in some
        }
        return facts | self._once_citing(source)

    def _once_citing(self, source: str) -> set[str]:
        """Return the facts of which anything was recorded about a source by then.

        Whichever cited a passage of it is among them, also where that was taken back since. The
        events about one source are looked through, however large the archive is.
        """
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT DISTINCT f.id FROM {view('thing')} s"
            f" JOIN {view('about')} a ON a.thing = s.key AND a.position <= :last"
            f" JOIN event e ON e.position = a.position JOIN {view('thing')} f ON f.id = e.stream"
            f" JOIN {view('fact')} x ON x.key = f.key WHERE s.id = :source",
            {"source": source, "last": self._last},
        )
        return {fact for (fact,) in rows}

    def _read(self, row: RenditionRow) -> list[tuple[int, int]]:
        return self._store.connection.execute(
            f"SELECT first, last FROM {LIVE.view('read')} WHERE rendition = ? AND position <= ?",
            (row.key, self._last),
        ).fetchall()
