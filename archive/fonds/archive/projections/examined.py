# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What was found out about sources: inquiries, what was read, what a footnote covers, refinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from fonds.archive.projections.base import types
from fonds.events.catalogue.captures import CaptureWithdrawn
from fonds.events.catalogue.excerpt import AnchorState, ExcerptRelocated
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

ACCEPTED = "accepted"
"""A person decided that a passage stands here with other words: no longer *changed*."""

ABSENT = "absent"
"""A person decided that a passage does not stand in a text: no longer *lost*."""


def _settled(state: AnchorState) -> str:
    """Return what the view holds where a person decided; what was found stays as it is called."""
    return {AnchorState.CHANGED: ACCEPTED, AnchorState.LOST: ABSENT}.get(state, state.value)


class Examined:
    """`view_inquiry`, `view_read`, `view_relocation`.

    And `view_cited_place`, the passages that a footnote or reference covers.
    """

    READS: ClassVar = types(
        CaptureWithdrawn,
        ExcerptRelocated,
        CitedWorkNoted,
        InquiryRecorded,
        PassageRead,
    )

    def __init__(self, tables: Tables) -> None:
        """Name the tables of one generation."""
        self._inquiry = tables.view("inquiry")
        self._read = tables.view("read")
        self._relocation = tables.view("relocation")
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
            self._cited_place: f"""CREATE TABLE {self._cited_place} (
  rendition INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  cited INTEGER NOT NULL,
  PRIMARY KEY (rendition, first, last, cited)
) STRICT, WITHOUT ROWID""",
        }

    def apply(self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys) -> None:
        """Keep each where it can be found."""
        relocated: list[tuple[int, int, str, int | None, int | None, int]] = []
        for recorded in events:
            event, position = recorded.event, recorded.position
            if isinstance(event, ExcerptRelocated):
                content, rendition = event.content, keys.find(event.content.rendition)
                if rendition is None:
                    # The text it was found in was erased.
                    continue
                first, last = (
                    (content.span.start, content.span.end) if content.span else (None, None)
                )
                # Only a person gives a reason; that there was one outlasts its erasure.
                decided = "reason" in recorded.header.parts
                relocated.append(
                    (
                        rendition,
                        keys.of(recorded.header.stream),
                        _settled(content.state) if decided else content.state.value,
                        first,
                        last,
                        position,
                    )
                )
            else:
                self._apply(connection, recorded, keys)
        if relocated:
            connection.executemany(
                f"INSERT INTO {self._relocation} VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (rendition, excerpt) DO UPDATE SET state = excluded.state,"
                " first = excluded.first, last = excluded.last, position = excluded.position",
                relocated,
            )

    def _apply(self, connection: Connection, recorded: RecordedEvent, keys: Keys) -> None:
        event, position, source = recorded.event, recorded.position, recorded.header.stream
        if isinstance(event, CitedWorkNoted):
            rendition = keys.find(event.content.rendition or "")
            if rendition is not None:
                cited = keys.of(event.content.cited_work)
                connection.executemany(
                    f"INSERT OR IGNORE INTO {self._cited_place} VALUES (?, ?, ?, ?)",
                    [(rendition, one.start, one.end, cited) for one in event.content.passages],
                )
        elif isinstance(event, CaptureWithdrawn):
            # The works that its footnotes alone cited are gone, and what those covered with them.
            connection.executemany(
                f"DELETE FROM {self._cited_place} WHERE cited = ? AND rendition IN"
                f" (SELECT key FROM {self._rendition} WHERE source = ? AND capture = ?)",
                [
                    (keys.find(cited), keys.of(source), keys.find(event.content.capture))
                    for cited in event.content.cited_works
                ],
            )
        elif isinstance(event, InquiryRecorded):
            connection.execute(
                f"INSERT INTO {self._inquiry} VALUES (?, ?, ?)",
                (keys.of(event.content.inquiry), keys.of(source), position),
            )
        elif isinstance(event, PassageRead):
            span, rendition = event.content.span, keys.find(event.content.rendition)
            if rendition is not None:
                connection.execute(
                    f"INSERT INTO {self._read} VALUES (?, ?, ?, ?)",
                    (rendition, span.start, span.end, position),
                )
