# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What was found out about sources: inquiries, what was read, what a footnote covers, refinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from fonds.archive.projections.base import NOTHING_PLAIN, Plain, types
from fonds.archive.tables import ABSENT, ACCEPTED
from fonds.events.catalogue.captures import CaptureWithdrawn
from fonds.events.catalogue.excerpt import AnchorState, ExcerptRelocated, ExcerptTranslated
from fonds.events.catalogue.source import (
    CitedWorkNoted,
    InquiryRecorded,
    PassageRead,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent


def _settled(state: AnchorState) -> str:
    """Return what the view holds where a person decided; what was found stays as it is called."""
    return {AnchorState.CHANGED: ACCEPTED, AnchorState.LOST: ABSENT}.get(state, state.value)


_NOTED, _WITHDRAWN, _INQUIRED, _READ = "noted", "withdrawn", "inquired", "read"
_TRANSLATED = "translated"


class _Told(NamedTuple):
    """Where passages were found again; and what else was found out, in order, by a word above.

    ``relocated``: rendition, excerpt, state, range (None where it has none), position.
    """

    relocated: list[tuple[str, str, str, int | None, int | None, int]]
    steps: list[tuple[str, tuple[Any, ...]]]


class Examined:
    """`view_inquiry`, `view_read`, `view_relocation`, `view_translation`.

    And `view_cited_place`, the passages that a footnote or reference covers.
    """

    READS: ClassVar = types(
        CaptureWithdrawn,
        ExcerptRelocated,
        ExcerptTranslated,
        CitedWorkNoted,
        InquiryRecorded,
        PassageRead,
    )

    TOLD: ClassVar = _Told

    def __init__(self, tables: Tables) -> None:
        """Name the tables of one generation."""
        self._inquiry = tables.view("inquiry")
        self._read = tables.view("read")
        self._relocation = tables.view("relocation")
        self._translation = tables.view("translation")
        self._cited_place = tables.view("cited_place")
        self._rendition = tables.view("rendition")

    def create(self) -> Mapping[str, str]:
        """Return the statements that make the tables."""
        return {
            self._inquiry: f"""CREATE TABLE {self._inquiry} (
  key INTEGER PRIMARY KEY, source INTEGER NOT NULL, position INTEGER NOT NULL,
  UNIQUE (source, key)
) STRICT""",
            self._read: f"""CREATE TABLE {self._read} (
  rendition INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (rendition, first, last, position)
) STRICT, WITHOUT ROWID""",
            self._relocation: f"""CREATE TABLE {self._relocation} (
  rendition INTEGER NOT NULL, excerpt INTEGER NOT NULL, state TEXT NOT NULL,
  first INTEGER, last INTEGER, position INTEGER NOT NULL,
  PRIMARY KEY (rendition, excerpt)
) STRICT, WITHOUT ROWID""",
            self._translation: f"""CREATE TABLE {self._translation} (
  excerpt INTEGER NOT NULL, position INTEGER NOT NULL, language TEXT NOT NULL,
  PRIMARY KEY (excerpt, position)
) STRICT, WITHOUT ROWID""",
            self._cited_place: f"""CREATE TABLE {self._cited_place} (
  rendition INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  cited INTEGER NOT NULL,
  PRIMARY KEY (rendition, first, last, cited)
) STRICT, WITHOUT ROWID""",
        }

    @staticmethod
    def gather(events: Sequence[RecordedEvent], _: Plain = NOTHING_PLAIN, /) -> _Told:
        """Gather what each event found out."""
        told = _Told([], [])
        for recorded in events:
            event, position, stream = recorded.event, recorded.position, recorded.header.stream
            if isinstance(event, ExcerptRelocated):
                content = event.content
                first, last = (
                    (content.span.start, content.span.end) if content.span else (None, None)
                )
                # Only a person gives a reason; that there was one outlasts its erasure.
                decided = "reason" in recorded.header.parts
                state = _settled(content.state) if decided else content.state.value
                told.relocated.append((content.rendition, stream, state, first, last, position))
            elif isinstance(event, CitedWorkNoted):
                passages = [(one.start, one.end) for one in event.content.passages]
                if event.content.rendition is not None:
                    noted = event.content.rendition, event.content.cited_work, passages
                    told.steps.append((_NOTED, noted))
            elif isinstance(event, CaptureWithdrawn):
                taken_back = event.content.capture, event.content.cited_works
                told.steps.append((_WITHDRAWN, (stream, *taken_back)))
            elif isinstance(event, InquiryRecorded):
                told.steps.append((_INQUIRED, (event.content.inquiry, stream, position)))
            elif isinstance(event, ExcerptTranslated):
                told.steps.append((_TRANSLATED, (stream, position, event.content.language)))
            elif isinstance(event, PassageRead):
                span = event.content.span
                read = event.content.rendition, span.start, span.end, position
                told.steps.append((_READ, read))
        return told

    def enter(self, connection: Connection, told: _Told, keys: Keys) -> None:
        """Keep each where it can be found."""
        for what, said in told.steps:
            self._enter(connection, what, said, keys)
        relocated = [
            (rendition, keys.of(excerpt), *place)
            for thing, excerpt, *place in told.relocated
            # The text it was found in may have been erased.
            if (rendition := keys.find(thing)) is not None
        ]
        if relocated:
            connection.executemany(
                f"INSERT INTO {self._relocation} VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (rendition, excerpt) DO UPDATE SET state = excluded.state,"
                " first = excluded.first, last = excluded.last, position = excluded.position",
                relocated,
            )

    def _enter(self, connection: Connection, what: str, said: tuple[Any, ...], keys: Keys) -> None:
        if what == _NOTED:
            thing, work, passages = said
            rendition = keys.find(thing)
            if rendition is not None:
                cited = keys.of(work)
                connection.executemany(
                    f"INSERT OR IGNORE INTO {self._cited_place} VALUES (?, ?, ?, ?)",
                    [(rendition, first, last, cited) for first, last in passages],
                )
        elif what == _WITHDRAWN:
            # The works that its footnotes alone cited are gone, and what those covered with them.
            source, capture, works = said
            connection.executemany(
                f"DELETE FROM {self._cited_place} WHERE cited = ? AND rendition IN"
                f" (SELECT key FROM {self._rendition} WHERE source = ? AND capture = ?)",
                [(keys.find(cited), keys.of(source), keys.find(capture)) for cited in works],
            )
        elif what == _INQUIRED:
            inquiry, source, position = said
            connection.execute(
                f"INSERT INTO {self._inquiry} VALUES (?, ?, ?)",
                (keys.of(inquiry), keys.of(source), position),
            )
        elif what == _TRANSLATED:
            excerpt, position, language = said
            connection.execute(
                f"INSERT INTO {self._translation} VALUES (?, ?, ?)",
                (keys.of(excerpt), position, language),
            )
        else:
            thing, first, last, position = said
            rendition = keys.find(thing)
            if rendition is not None:
                connection.execute(
                    f"INSERT INTO {self._read} VALUES (?, ?, ?, ?)",
                    (rendition, first, last, position),
                )
