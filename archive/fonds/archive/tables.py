# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Names of the disposable tables, by generation, and the keys that stand for ids in them.

A rebuild fills a second generation of tables beside the live one, and a check fills one among the
connection's temporary tables; the statements are the same, only the names differ.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from fonds.events.catalogue.base import StreamKind
from fonds.events.catalogue.source import (
    CaptureAdded,
    CitedWorkNoted,
    InquiryRecorded,
    RenditionAdded,
)
from fonds.events.fixed import fixed
from fonds.events.recorded import RecordedEvent, event_types

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.connection import Connection

VIEWS_EDITION = 21
"""Raised whenever the disposable tables change; an archive with another edition's is rebuilt. So is
one whose conflicts were found by rules of another edition (`fonds.archive.standing.EDITION`)."""

SEARCH_OPTIONS = "prefix='4', tokenize='unicode61 remove_diacritics 2'"
"""How FTS5 cuts and finds words. Beginnings of four letters have an index of their own: without it
each search for one would gather the places of all words that begin so."""

EVERY_SUBJECT = 0
"""The row of the tally of facts that counts them all; keys begin at 1."""

ACCEPTED = "accepted"
"""A person decided that a passage stands here with other words: no longer *changed*."""

ABSENT = "absent"
"""A person decided that a passage does not stand in a text: no longer *lost*."""

IMPORT_KEY_BYTES = 12
"""How much of an import key the tables keep; finds are confirmed against the header's whole."""


def short_import_key(import_key: str) -> bytes:
    """Return the part of an import key that the tables keep."""
    return import_key.encode("ascii")[:IMPORT_KEY_BYTES]


class ThingKind(IntEnum):
    """What an id names, as kept in the tables."""

    ARCHIVE = 0
    AGENT = 1
    PROPERTY = 2
    SOURCE = 3
    CAPTURE = 4
    RENDITION = 5
    EXCERPT = 6
    CITED_WORK = 7
    INQUIRY = 8
    SUBJECT = 9
    FACT = 10


class SupportRole(IntEnum):
    """How an event of support concerns a source."""

    RESTS = 0
    """It is about what this source, or a reference in it, rests on."""
    IS_RESTED_ON = 1
    """It says that another source rests on this one."""
    SHARES = 2
    """It says that this one and another have one unknown original."""


class PassedOn(IntEnum):
    """What stands for a work that a passage cites and that nobody noted of its source."""

    WORDS = 0
    """It is known by its words alone."""
    MARK_ALONE = -1
    """It is a mark without words: a footnote without an entry."""


_STREAM_KINDS = {
    StreamKind.ARCHIVE: ThingKind.ARCHIVE,
    StreamKind.AGENT: ThingKind.AGENT,
    StreamKind.PROPERTY: ThingKind.PROPERTY,
    StreamKind.SOURCE: ThingKind.SOURCE,
    StreamKind.EXCERPT: ThingKind.EXCERPT,
    StreamKind.SUBJECT: ThingKind.SUBJECT,
    StreamKind.FACT: ThingKind.FACT,
}


@fixed
class Tables:
    """One generation of disposable tables. ``schema`` is "" or "temp."."""

    generation: str = ""
    schema: str = ""

    def view(self, name: str) -> str:
        """Return the full name of a view table."""
        return f"{self.schema}view_{self.generation}{name}"

    def search(self, name: str) -> str:
        """Return the full name of a search table."""
        return f"{self.schema}search_{self.generation}{name}"


LIVE = Tables()
NEXT = Tables(generation="next_")
CHECK = Tables(generation="check_", schema="temp.")


@cache
def _introducing() -> dict[str, tuple[ThingKind | None, str, ThingKind | None]]:
    """Return what each type of event that brings something into being brings.

    The kind of its stream, where it opens one; the member of its content that holds another id, ""
    where none does, and of which kind that is.
    """
    within = {
        CaptureAdded.__name__: ("capture", ThingKind.CAPTURE),
        RenditionAdded.__name__: ("rendition", ThingKind.RENDITION),
        CitedWorkNoted.__name__: ("cited_work", ThingKind.CITED_WORK),
        InquiryRecorded.__name__: ("inquiry", ThingKind.INQUIRY),
    }
    return {
        name: (_STREAM_KINDS[kind.STREAM] if kind.OPENS else None, *within.get(name, ("", None)))
        for name, kind in event_types().items()
        if kind.OPENS or name in within
    }


def introduced(recorded: RecordedEvent) -> list[tuple[str, ThingKind]]:
    """Return the ids an event brings into being, with their kinds."""
    found = _introducing().get(recorded.header.type)
    if found is None:
        return []
    opened, member, kind = found
    things = [] if opened is None else [(recorded.header.stream, opened)]
    if kind is not None and recorded.event is not None:
        # Only types with such a member are listed with one.
        things.append((getattr(recorded.event.content, member), kind))  # type: ignore[union-attr]
    return things


class Keys:
    """Ids to the small whole numbers that stand for them in the tables, with a bounded memory."""

    _MOST = 200_000

    def __init__(self, connection: Connection, tables: Tables) -> None:
        """Look keys up in one generation's table of things."""
        self._connection = connection
        self._select = f"SELECT key, kind FROM {tables.view('thing')} WHERE id = ?"
        self._known: dict[str, tuple[int, int]] = {}

    def find(self, thing: str) -> int | None:
        """Return the key of an id, None where nothing of that id was introduced."""
        found = self._known.get(thing) or self.entry(thing)
        return None if found is None else found[0]

    def entry(self, thing: str) -> tuple[int, int] | None:
        """Return the key of an id and its kind (`ThingKind`), None as `find` does."""
        found = self._known.get(thing)
        if found is None:
            row = self._connection.execute(self._select, (thing,)).fetchone()
            if row is None:
                return None
            self.remember(thing, row[0], row[1])
            return row[0], row[1]
        return found

    def of(self, thing: str) -> int:
        """Return the key of an id that was introduced.

        Raises:
            KeyError: it was not; the log names a thing before its first event.
        """
        found = self._known.get(thing) or self.entry(thing)
        if found is None:
            raise KeyError(thing)
        return found[0]

    def remember(self, thing: str, key: int, kind: int) -> None:
        """Keep a key in memory."""
        self.remember_all({thing: (key, kind)})

    def remember_all(self, entries: Mapping[str, tuple[int, int]]) -> None:
        """Keep keys in memory, each with its kind."""
        if len(self._known) + len(entries) > self._MOST:
            self.forget()
        self._known.update(entries)

    def forget(self) -> None:
        """Forget everything: a transaction was undone, or somebody else wrote."""
        self._known.clear()
