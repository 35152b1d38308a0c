# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Texts of sources: which rendition is meant, its words, and the excerpts taken from it."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Literal

from fonds.archive.tables import LIVE, Keys, Tables, ThingKind
from fonds.events.catalogue.archive import ContentErased
from fonds.events.catalogue.captures import CaptureWithdrawn
from fonds.events.catalogue.source import CaptureAdded, Method, RenditionAdded
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.store.sqlite import SqliteStore

CHANGE_TEXTS = frozenset(
    kind.__name__ for kind in (RenditionAdded, CaptureWithdrawn, ContentErased)
)
"""Types of the events after which what `Texts` remembers may say something else: a text came, was
put behind the others, or went. What else is said of a source leaves its texts as they were."""

_KEPT = 4_000_000
"""Code points of texts kept in memory: those of some hundred articles, or of a few books."""

_MOST_SOURCES = 10_000
"""Sources whose renditions are remembered."""


@fixed
class RenditionRow:
    """A rendition, what it was made from and how long its text is (Unicode code points)."""

    id: str
    key: int
    source: str
    capture: str
    position: int
    length: int


class Texts:
    """Finds renditions and reads their texts, keeping in memory what was asked for last."""

    def __init__(self, store: SqliteStore, tables: Tables = LIVE, keys: Keys | None = None) -> None:
        """Read through the store's connection; ``keys`` is told of what was found by the way."""
        self._store = store
        self._keys = keys
        self._tables = tables
        self._events: OrderedDict[str, RenditionAdded] = OrderedDict()
        self._length = 0
        self._renditions: dict[str, list[RenditionRow]] = {}

    def forget(self) -> None:
        """Forget everything: a text may have come, or been erased, or what was read was undone."""
        self._events.clear()
        self._length = 0
        self._renditions.clear()

    def renditions(self, source: str) -> list[RenditionRow]:
        """Return a source's renditions, those of its newest capture first, newest first.

        Those of a capture that was taken back are of something else, whatever becomes of the
        others: they are met by their ids alone.
        """
        return self._rows("s.id = ? AND k.position > 0", source)

    def chosen(self, source: str, rendition: str | None) -> list[RenditionRow]:
        """Return a source's renditions, or only the one that is named, taken back or not."""
        if rendition is None:
            return self.renditions(source)
        row = self.rendition(rendition)
        return [row] if row is not None and row.source == source else []

    def remembered_renditions(self, source: str) -> list[RenditionRow]:
        """Return a source's renditions, newest first, as they were when first asked for.

        For whoever calls `forget` when another may have come.
        """
        if source not in self._renditions:
            if len(self._renditions) >= _MOST_SOURCES:
                self._renditions.clear()
            self._renditions[source] = self.renditions(source)
        return self._renditions[source]

    def rendition(self, rendition: str) -> RenditionRow | None:
        """Return one rendition by id."""
        rows = self._rows("t.id = ?", rendition)
        return rows[0] if rows else None

    def of_captures(self, captures: Iterable[str]) -> list[RenditionRow]:
        """Return the renditions of captures, whether those were taken back or not."""
        return [row for one in sorted(captures) for row in self._rows("c.id = ?", one)]

    def _rows(self, condition: str, value: str) -> list[RenditionRow]:
        view = self._tables.view
        rows = self._store.connection.execute(
            "SELECT t.id, r.key, s.id, c.id, r.position, r.length"
            f" FROM {view('rendition')} r JOIN {view('thing')} t ON t.key = r.key"
            f" JOIN {view('thing')} s ON s.key = r.source"
            f" JOIN {view('thing')} c ON c.key = r.capture"
            f" JOIN {view('capture')} k ON k.key = r.capture"
            # The last capture's first: a text of an older one that was masked later is not newer.
            # The position of one that was taken back is below 0.
            f" WHERE {condition} ORDER BY k.position DESC, r.position DESC",
            (value,),
        )
        return [RenditionRow(*row) for row in rows]

    def is_made_from_another(self, row: RenditionRow) -> bool:
        """Tell whether a person made a rendition from another text: translated or redacted it."""
        event = self._event(row)
        made = {Method.TRANSLATED, Method.REDACTED}
        return event is not None and event.content.method in made

    def text(self, row: RenditionRow) -> str | None:
        """Return a rendition's text, None where it was erased or withheld."""
        event = self._event(row)
        return event.text.text if event is not None and event.text is not None else None

    def method(self, row: RenditionRow) -> Method:
        """Return how a text was made; that of one that cannot be told is taken as extracted."""
        event = self._event(row)
        return event.content.method if event is not None else Method.EXTRACTED

    def language(self, row: RenditionRow) -> str | None:
        """Return the language a text is in, where that was said."""
        event = self._event(row)
        return event.content.language if event is not None else None

    def locator(self, row: RenditionRow, start: int, end: int) -> str | None:
        """Return the page or place, as one would print it, that a whole range stands on."""
        event = self._event(row)
        for part in event.content.maps if event is not None else ():
            if part.span.start <= start and end <= part.span.end:
                return part.locator
        return None

    def _event(self, row: RenditionRow) -> RenditionAdded | None:
        known = self._events.get(row.id)
        if known is not None:
            self._events.move_to_end(row.id)
            return known
        event = self._store.at([row.position])[0].event
        if not isinstance(event, RenditionAdded):
            return None
        self._events[row.id] = event
        self._length += event.content.length
        while self._length > _KEPT and len(self._events) > 1:
            self._length -= self._events.popitem(last=False)[1].content.length
        return event

    def excerpt_at(self, rendition: int, start: int, end: int, locator: str | None) -> str | None:
        """Return the oldest excerpt of exactly that range with that locator."""
        view = self._tables.view
        row = self._store.connection.execute(
            f"SELECT t.id, t.key FROM {view('place')} p"
            f" JOIN {view('excerpt')} x ON x.key = p.excerpt"
            f" JOIN {view('thing')} t ON t.key = p.excerpt"
            " WHERE p.rendition = ? AND p.first = ? AND p.last = ? AND x.locator IS ?"
            " ORDER BY p.excerpt LIMIT 1",
            (rendition, start, end, locator),
        ).fetchone()
        return self._found(row, ThingKind.EXCERPT)

    def source_of(self, thing: str, kind: Literal[ThingKind.CAPTURE, ThingKind.INQUIRY]) -> str:
        """Return the source that a capture is of, or that an inquiry was made in."""
        view = self._tables.view
        row = self._store.connection.execute(
            f"SELECT s.id FROM {view(kind.name.lower())} x JOIN {view('thing')} t ON t.key = x.key"
            f" JOIN {view('thing')} s ON s.key = x.source WHERE t.id = ?",
            (thing,),
        ).fetchone()
        return str(row[0])

    def captures(self, source: str) -> list[str]:
        """Return the ids of a source's captures that were not taken back, oldest first."""
        view = self._tables.view
        rows = self._store.connection.execute(
            f"SELECT t.id FROM {view('capture')} c JOIN {view('thing')} t ON t.key = c.key"
            f" WHERE c.source = (SELECT key FROM {view('thing')} WHERE id = ?) AND c.position > 0"
            " ORDER BY c.position",
            (source,),
        )
        return [row[0] for row in rows]

    def sources_holding(self, digest: str) -> list[str]:
        """Return the sources, not withdrawn, that have a capture of a file of that digest."""
        view = self._tables.view
        rows = self._store.connection.execute(
            f"SELECT DISTINCT s.id FROM {view('digest')} d"
            f" JOIN {view('capture')} c ON c.key = d.capture"
            f" JOIN {view('source')} x ON x.key = c.source"
            f" JOIN {view('thing')} s ON s.key = c.source"
            " WHERE d.digest = ? AND x.withdrawn = 0 ORDER BY c.position",
            (digest,),
        )
        return [row[0] for row in rows]

    def standing_sources(self) -> list[str]:
        """Return the sources that are not withdrawn, in the order of their registration."""
        view = self._tables.view
        rows = self._store.connection.execute(
            f"SELECT s.id FROM {view('source')} x JOIN {view('thing')} s ON s.key = x.key"
            " WHERE x.withdrawn = 0 ORDER BY x.key"
        )
        return [row[0] for row in rows]

    def captures_of(self, source: str) -> set[tuple[str, ...]]:
        """Return the digests of the files of each capture of a source, in order."""
        view = self._tables.view
        rows = self._store.connection.execute(
            f"SELECT c.position FROM {view('capture')} c"
            f" WHERE c.source = (SELECT key FROM {view('thing')} WHERE id = ?) AND c.position > 0",
            (source,),
        )
        found: set[tuple[str, ...]] = set()
        for recorded in self._store.at([row[0] for row in rows]):
            if isinstance(recorded.event, CaptureAdded) and recorded.event.origin is not None:
                found.add(tuple(file.digest for file in recorded.event.origin.files))
        return found

    def passed_on(self, cited: str) -> bool:
        """Tell whether a fact ever rested on a cited work."""
        view = self._tables.view
        row = self._store.connection.execute(
            f"SELECT EXISTS (SELECT 1 FROM {view('second_hand')}"
            f" WHERE work = (SELECT key FROM {view('thing')} WHERE id = ?))",
            (cited,),
        ).fetchone()
        return bool(row[0])

    def cited_work(self, source: str, mark: str | None, work: str | None) -> str | None:
        """Return the cited work noted in a source with exactly that mark and wording."""
        view = self._tables.view
        row = self._store.connection.execute(
            f"SELECT t.id, t.key FROM {view('cited_work')} w JOIN {view('thing')} t"
            f" ON t.key = w.key WHERE w.source = (SELECT key FROM {view('thing')} WHERE id = ?)"
            " AND w.mark IS ? AND w.work IS ? ORDER BY w.key LIMIT 1",
            (source, mark, work),
        ).fetchone()
        return self._found(row, ThingKind.CITED_WORK)

    def _found(self, row: tuple[str, int] | None, kind: ThingKind) -> str | None:
        """Return the id of what was found; whoever records a fact asks for its key next."""
        if row is None:
            return None
        thing, key = row
        if self._keys is not None:
            self._keys.remember(thing, key, kind)
        return thing

    def works_cited(self, source: str) -> set[str]:
        """Return the wordings of the works noted in a source, under whatever mark."""
        view = self._tables.view
        rows = self._store.connection.execute(
            f"SELECT work FROM {view('cited_work')}"
            f" WHERE source = (SELECT key FROM {view('thing')} WHERE id = ?) AND work IS NOT NULL",
            (source,),
        )
        return {row[0] for row in rows}

    def entries(self, source: str, mark: str) -> dict[str, str]:
        """Return the works noted in a source under a mark, by id, with their wording."""
        view = self._tables.view
        rows = self._store.connection.execute(
            f"SELECT t.id, w.work FROM {view('cited_work')} w JOIN {view('thing')} t"
            f" ON t.key = w.key WHERE w.source = (SELECT key FROM {view('thing')} WHERE id = ?)"
            " AND w.mark = ? AND w.work IS NOT NULL ORDER BY w.key",
            (source, mark),
        )
        return dict(rows.fetchall())
