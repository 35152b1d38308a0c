# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sources: lists, all that is known of one, and its text with the passages facts rest on."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.bibliography.works import entry_of
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.gone import why_no_text
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.texts import RenditionRow, Texts
from fonds.archive.queries.answers import SourceRow
from fonds.archive.queries.coverage_then import CoverageThen
from fonds.archive.queries.facts import FactViews
from fonds.archive.queries.labels import identity_at
from fonds.archive.queries.source_answers import (
    AppraisalAnswer,
    CaptureAnswer,
    Coverage,
    ExtractionAnswer,
    FileAnswer,
    PassageAnswer,
    RenditionAnswer,
    SourceAnswer,
    TextAnswer,
)
from fonds.archive.queries.source_studies import (
    dependences_of,
    extraction_of,
    holding,
    inquiries_of,
    taken_back_of,
    traces_of,
)
from fonds.archive.queries.source_works import works_cited
from fonds.archive.tables import ACCEPTED, LIVE
from fonds.events.catalogue.captures import CaptureWithdrawn
from fonds.events.catalogue.source import (
    CaptureAdded,
    ExtractionNoted,
    Method,
    PassageRead,
    RenditionAdded,
    SourceAppraised,
    SourceDescribed,
    SourceRegistered,
)
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent


FACTS_ON = (
    f"SELECT count(DISTINCT c.fact) FROM {LIVE.view('rendition')} r"
    f" JOIN {LIVE.view('place')} p ON p.rendition = r.key"
    f" JOIN {LIVE.view('citation')} c ON c.cited = p.excerpt"
    f" JOIN {LIVE.view('fact')} f ON f.key = c.fact AND f.stands = 1 WHERE r.source = "
)
"""How many standing facts rest on the source whose key follows."""


_PLACES = (
    f"SELECT excerpt, first, last FROM {LIVE.view('place')} WHERE rendition = :rendition"
    f" UNION SELECT excerpt, first, last FROM {LIVE.view('relocation')}"
    " WHERE rendition = :rendition AND first IS NOT NULL"
    f" AND (:redacted OR state IN ('exact', 'moved', '{ACCEPTED}'))"
)
"""Where passages stand in a text: those taken from it, and those of older texts carried over."""


def source_rows(store: SqliteStore) -> list[SourceRow]:
    """Return every source, numbered in the order of registration."""
    rows = store.connection.execute(
        f"SELECT ({FACTS_ON} x.key) FROM {LIVE.view('source')} x ORDER BY x.key"
    )
    return [
        replace(row, facts=count[0]) for row, count in zip(source_names(store), rows, strict=True)
    ]


def source_names(store: SqliteStore, sources: Iterable[str] | None = None) -> list[SourceRow]:
    """Return every source with its number, or only those of these ids, without counting facts."""
    wanted, parameters = "", tuple[str, ...]()
    if sources is not None:
        wanted = " WHERE t.id IN (SELECT value FROM json_each(?))"
        parameters = (json.dumps(sorted(sources)),)
    view = LIVE.view
    rows = store.connection.execute(
        "SELECT t.id, x.number, x.title, x.held, x.withdrawn"
        f" FROM {view('source')} x JOIN {view('thing')} t ON t.key = x.key{wanted} ORDER BY x.key",
        parameters,
    )
    return [SourceRow(row[0], row[1], row[2], bool(row[3]), bool(row[4]), 0) for row in rows]


def make_source(store: SqliteStore, source: str, *, used: bool = True) -> SourceAnswer:
    """Return all that is known of a source; unless ``used``, but for what facts make of it."""
    row = source_names(store, [source])[0]
    facts = 0
    if used:
        facts = store.connection.execute(
            f"{FACTS_ON} (SELECT key FROM {LIVE.view('thing')} WHERE id = ?)", (source,)
        ).fetchone()[0]
    views = FactViews(store, identity_at(store, None))
    described: SourceRegistered | SourceDescribed | None = None
    note: str | None = None
    captures: list[CaptureAnswer] = []
    renditions: list[RenditionAnswer] = []
    appraisals: list[AppraisalAnswer] = []
    read: list[PassageRead] = []
    extractions: list[ExtractionAnswer] = []
    taken_back: dict[str, str | None] = {}
    events = store.stream(source)
    for recorded in events:
        event = recorded.event
        match event:
            case SourceRegistered():
                described = event
                note = event.note.text if event.note else None
            case SourceDescribed():
                described = event
            case CaptureAdded():
                captures.append(_capture(recorded, event, views))
            case CaptureWithdrawn():
                taken_back[event.content.capture] = event.reason.text if event.reason else None
            case RenditionAdded():
                renditions.append(_rendition(recorded, event, views))
            case ExtractionNoted():
                extractions.append(extraction_of(recorded.position, event.content))
            case SourceAppraised():
                appraisals.append(_appraisal(recorded, event, views))
            case PassageRead():
                read.append(event)
            case _:
                pass
    content = described.content if described else None
    origin = described.origin if described else None
    standing = [one for one in captures if one.id not in taken_back]
    names = [*(origin.aliases if origin else ()), *_file_names(standing)]
    return SourceAnswer(
        id=source,
        number=row.number,
        title=row.title,
        aliases=tuple(dict.fromkeys(name for name in names if name != row.title)),
        csl_type=content.csl_type if content else "document",
        authors=content.authors if content else (),
        publisher=content.publisher if content else None,
        issued=content.issued.edtf if content and content.issued else None,
        language=content.language if content else None,
        repository=content.repository if content else None,
        url=origin.url if origin else None,
        held=row.held,
        withdrawn=row.withdrawn,
        facts=facts,
        captures=tuple(one for one in captures if one.id not in taken_back),
        renditions=tuple(one for one in renditions if one.capture not in taken_back),
        cited_works=works_cited(store, source, traces_of(events)) if used else (),
        appraisals=tuple(appraisals),
        coverage=_coverage(store, source, read, events) if used else None,
        note=note,
        extractions=tuple(one for one in holding(extractions) if one.capture not in taken_back),
        dependences=dependences_of(events, Names(store.connection), views),
        inquiries=inquiries_of(events, views),
        work=entry_of(source, content, origin) if content else None,
        taken_back=taken_back_of(captures, taken_back),
    )


def _file_names(captures: Iterable[CaptureAnswer]) -> list[str]:
    return [file.name for capture in captures for file in capture.files if file.name]


def _capture(recorded: RecordedEvent, event: CaptureAdded, views: FactViews) -> CaptureAnswer:
    content, origin = event.content, event.origin
    named = origin.files if origin else (None,) * len(content.files)
    return CaptureAnswer(
        id=content.capture,
        files=tuple(
            FileAnswer(
                one.name if one else None, one.digest if one else None, file.media_type, file.size
            )
            for file, one in zip(content.files, named, strict=True)
        ),
        retrieved_at=content.retrieved_at.edtf if content.retrieved_at else None,
        url=origin.url if origin else None,
        seen_at=origin.seen_at if origin else None,
        seen_on=content.seen_on.edtf if content.seen_on else None,
        recorded_at=recorded.header.recorded_at,
        agent=views.agent(recorded.header.agent),
        position=recorded.position,
    )


def _rendition(recorded: RecordedEvent, event: RenditionAdded, views: FactViews) -> RenditionAnswer:
    content = event.content
    return RenditionAnswer(
        id=content.rendition,
        capture=content.capture,
        parent=content.parent,
        method=content.method.value,
        language=content.language,
        tool=content.tool,
        length=content.length,
        agent=views.agent(recorded.header.agent),
        position=recorded.position,
        gone=event.text is None,
    )


def _appraisal(
    recorded: RecordedEvent, event: SourceAppraised, views: FactViews
) -> AppraisalAnswer:
    return AppraisalAnswer(
        reliability=event.content.reliability.value,
        bias=event.content.bias,
        note=event.note.text if event.note else None,
        agent=views.agent(recorded.header.agent),
        recorded_at=recorded.header.recorded_at,
    )


def _coverage(
    store: SqliteStore, source: str, read: Iterable[PassageRead], events: Iterable[RecordedEvent]
) -> Coverage | None:
    renditions = Texts(store).renditions(source)
    if not renditions:
        return None
    newest = renditions[0]
    # A text of ten million characters is not read again for how it was made.
    made = (one.event for one in events if one.position == newest.position)
    method = next((one.content.method for one in made if isinstance(one, RenditionAdded)), None)
    used = [(start, end) for _, start, end in _cited_places(store, newest, method)]
    finished = [
        (event.content.span.start, event.content.span.end)
        for event in read
        if event.content.rendition == newest.id
    ]
    return Coverage(newest.length, covered_length(used), covered_length(finished))


def covered_length(spans: Iterable[tuple[int, int]]) -> int:
    """Return how many characters lie in at least one span."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _cited_places(
    store: SqliteStore, rendition: RenditionRow, method: Method | None
) -> list[tuple[str, int, int]]:
    """Return the excerpts of a rendition that standing facts cite, in the order of the text."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT DISTINCT t.id, p.first, p.last FROM ({_PLACES}) p"
        f" JOIN {view('thing')} t ON t.key = p.excerpt"
        f" JOIN {view('citation')} c ON c.cited = p.excerpt"
        f" JOIN {view('fact')} f ON f.key = c.fact AND f.stands = 1"
        " ORDER BY p.first, p.last, p.excerpt",
        {"rendition": rendition.key, "redacted": method is Method.REDACTED},
    )
    return [(row[0], row[1], row[2]) for row in rows]


def make_text(
    store: SqliteStore, texts: Texts, source: str, rendition: str | None, last: int | None
) -> TextAnswer:
    """Return a source's text (its newest unless one is named) with its passages at a moment.

    Raises:
        RefusedError: the source has no such text, or it was erased.
    """
    rows = [row for row in texts.chosen(source, rendition) if last is None or row.position <= last]
    listed = source_names(store, [source])[0]
    text = texts.text(rows[0]) if rows else None
    if not rows or text is None:
        message = (
            why_no_text(store, rows[0].position, listed.title)
            if rows
            else say(
                "“{title}” has no text here. Capture a file of it, or transcribe it.",
                title=listed.title,
            )
        )
        raise RefusedError("no-rendition", message, source=source)
    row = rows[0]
    method = texts.method(row)
    return TextAnswer(
        source=source,
        title=listed.title,
        number=listed.number,
        capture=row.capture,
        rendition=row.id,
        method=method.value,
        text=text,
        passages=(
            _passages(store, row, method)
            if last is None
            else _passages_then(CoverageThen(store, texts, last), row, method)
        ),
    )


def _passages_then(
    then: CoverageThen, row: RenditionRow, method: Method
) -> tuple[PassageAnswer, ...]:
    return tuple(
        PassageAnswer(excerpt, start, end, None, facts)
        for excerpt, start, end, facts in then.passages(row, redacted=method is Method.REDACTED)
    )


def _passages(store: SqliteStore, row: RenditionRow, method: Method) -> tuple[PassageAnswer, ...]:
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT t.id, p.first, p.last, f.id FROM ({_PLACES}) p"
        f" JOIN {view('thing')} t ON t.key = p.excerpt"
        f" JOIN {view('citation')} c ON c.cited = p.excerpt"
        f" JOIN {view('fact')} x ON x.key = c.fact AND x.stands = 1"
        f" JOIN {view('thing')} f ON f.key = c.fact"
        " ORDER BY p.first, p.last, p.excerpt, c.fact",
        {"rendition": row.key, "redacted": method is Method.REDACTED},
    )
    found: dict[str, tuple[int, int, list[str]]] = {}
    for excerpt, start, end, fact in rows:
        found.setdefault(excerpt, (start, end, []))[2].append(fact)
    return tuple(
        PassageAnswer(excerpt, start, end, None, tuple(facts))
        for excerpt, (start, end, facts) in found.items()
    )
