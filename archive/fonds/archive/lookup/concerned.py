# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which events are about a fact, and which others one must read to understand those."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.tables import LIVE
from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.fact import FactAsserted, FactCited, FactCorrected, FactReattributed
from fonds.events.catalogue.properties import PropertyAmended, PropertyDefined
from fonds.events.catalogue.source import (
    RenditionAdded,
    SourceAppraised,
    SourceDescribed,
    SourceRegistered,
    SourceWithdrawn,
)
from fonds.events.catalogue.subject import SubjectDescribed, SubjectOpened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.fact import Reading
    from fonds.events.recorded import RecordedEvent

_SUBJECT = (SubjectOpened, SubjectDescribed)
_PROPERTY = (PropertyDefined, PropertyAmended)
_SOURCE = (SourceRegistered, SourceDescribed, SourceWithdrawn, SourceAppraised)


def positions_concerning(store: SqliteStore, fact: str, last: int) -> list[int]:
    """Return the positions, up to ``last``, of the events in a fact's stream or naming the fact."""
    rows = store.connection.execute(
        "SELECT position FROM event WHERE stream = ?1 AND position <= ?2 UNION"
        f" SELECT a.position FROM {LIVE.view('about')} a JOIN {LIVE.view('thing')} t"
        " ON t.key = a.thing WHERE t.id = ?1 AND a.position <= ?2 ORDER BY 1",
        (fact, last),
    )
    return [row[0] for row in rows]


def passages_of(store: SqliteStore, events: Sequence[RecordedEvent], last: int) -> list[int]:
    """Return where the excerpts and inquiries that facts' events cite came into being."""
    cited: set[str] = set()
    for recorded in events:
        event = recorded.event
        if isinstance(event, FactAsserted):
            cited.update(citation.target for citation in event.content.citations)
        elif isinstance(event, FactCited):
            cited.add(event.content.target)
    return [*_introduced(store, cited, last), *_translated(store, cited, last)]


def _translated(store: SqliteStore, excerpts: set[str], last: int) -> list[int]:
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT x.position FROM {view('translation')} x"
        f" WHERE EXISTS (SELECT 1 FROM {view('translation')}) AND x.position <= ?"
        f" AND x.excerpt IN (SELECT key FROM {view('thing')}"
        " WHERE id IN (SELECT value FROM json_each(?))) ORDER BY x.position",
        (last, json.dumps(sorted(excerpts))),
    )
    return [row[0] for row in rows]


def subjects_of(store: SqliteStore, events: Sequence[RecordedEvent], last: int) -> list[int]:
    """Return where the subjects that facts' events name were opened and described."""
    named: set[str | None] = set()
    for recorded in events:
        event = recorded.event
        if isinstance(event, FactAsserted):
            named |= {event.content.subject, *_subjects(event.content.reading)}
        elif isinstance(event, FactCorrected):
            named |= _subjects(event.content.reading)
        elif isinstance(event, FactReattributed):
            named.add(event.content.to)
    return [
        position
        for subject in sorted(filter(None, named))
        for position in _of_stream(store, subject, _SUBJECT, last)
    ]


def _subjects(reading: Reading) -> set[str | None]:
    return {reading.value_subject, *(item.subject for item in reading.qualifiers)}


def properties_of(store: SqliteStore, events: Sequence[RecordedEvent], last: int) -> list[int]:
    """Return where the properties that facts' events use were defined and amended."""
    names = {
        recorded.event.content.reading.property
        for recorded in events
        if isinstance(recorded.event, FactAsserted | FactCorrected)
    }
    rows = store.connection.execute(
        f"SELECT t.id FROM {LIVE.view('property')} p JOIN {LIVE.view('thing')} t ON t.key = p.key"
        " WHERE p.name IN (SELECT value FROM json_each(?)) ORDER BY t.key",
        (json.dumps(sorted(names)),),
    )
    return [
        position
        for (stream,) in rows.fetchall()
        for position in _of_stream(store, stream, _PROPERTY, last)
    ]


def sources_of(store: SqliteStore, passages: Sequence[RecordedEvent], last: int) -> list[int]:
    """Return where the texts, captures and sources of passages were recorded."""
    texts: dict[str, RecordedEvent] = {}
    wanted = {
        recorded.event.content.rendition
        for recorded in passages
        if isinstance(recorded.event, ExcerptTaken)
    }
    while wanted:
        found = store.at(_introduced(store, wanted, last))
        texts.update({str(recorded.position): recorded for recorded in found})
        contents = [one.event.content for one in found if isinstance(one.event, RenditionAdded)]
        wanted = {content.parent for content in contents if content.parent is not None}
    captures = {
        recorded.event.content.capture
        for recorded in texts.values()
        if isinstance(recorded.event, RenditionAdded)
    }
    sources = {recorded.header.stream for recorded in texts.values()}
    positions = [recorded.position for recorded in texts.values()]
    positions += _introduced(store, captures, last)
    for source in sorted(sources):
        positions += _of_stream(store, source, _SOURCE, last)
    return positions


def introductions(store: SqliteStore, things: Iterable[str], last: int) -> list[int]:
    """Return where things (agents, say) came into being."""
    return _introduced(store, set(things), last)


def _introduced(store: SqliteStore, things: set[str], last: int) -> list[int]:
    rows = store.connection.execute(
        f"SELECT position FROM {LIVE.view('thing')}"
        " WHERE id IN (SELECT value FROM json_each(?)) AND position <= ? ORDER BY position",
        (json.dumps(sorted(things)), last),
    )
    return [row[0] for row in rows]


def _of_stream(
    store: SqliteStore, stream: str, types: Sequence[type[object]], last: int
) -> list[int]:
    rows = store.connection.execute(
        "SELECT position FROM event WHERE stream = ? AND position <= ?"
        " AND json_extract(header, '$.type') IN (SELECT value FROM json_each(?)) ORDER BY position",
        (stream, last, json.dumps([kind.__name__ for kind in types])),
    )
    return [row[0] for row in rows]
