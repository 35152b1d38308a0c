# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What was found out about one source: what it rests on, what was looked for, what it cites."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fonds.archive.queries.references import said_of_inquiry
from fonds.archive.queries.source_answers import (
    DependenceAnswer,
    ExtractionAnswer,
    InquiryAnswer,
    TakenBack,
)
from fonds.events.catalogue.source import (
    CitedWorkTraced,
    InquiryRecorded,
    SourceDependenceAsserted,
    SourceDependenceWithdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.lookup.names import Names
    from fonds.archive.queries.facts import FactViews
    from fonds.archive.queries.source_answers import CaptureAnswer
    from fonds.events.catalogue.source import ExtractionContent
    from fonds.events.recorded import RecordedEvent


def extraction_of(position: int, content: ExtractionContent) -> ExtractionAnswer:
    """Return what a program found when it read a capture."""
    counted = Counter(one.kind.value for one in content.structure)
    return ExtractionAnswer(
        capture=content.capture,
        rendition=content.rendition,
        tool=content.tool,
        structure=tuple(sorted(counted.items())),
        remarks=content.remarks,
        position=position,
    )


def holding(extractions: Sequence[ExtractionAnswer]) -> Iterable[ExtractionAnswer]:
    """Return what was found, of a text that was read again the last time alone."""
    return {one.rendition or one.position: one for one in extractions}.values()


def taken_back_of(
    captures: Iterable[CaptureAnswer], reasons: Mapping[str, str | None]
) -> tuple[TakenBack, ...]:
    """Return the captures that were taken back, of which ``reasons`` says why."""
    return tuple(
        TakenBack(one.id, reasons[one.id], tuple(file.name for file in one.files if file.name))
        for one in captures
        if one.id in reasons
    )


def dependences_of(
    events: Sequence[RecordedEvent], names: Names, views: FactViews
) -> tuple[DependenceAnswer, ...]:
    """Return what a source's events say of its dependence and do not take back."""
    said: dict[str, DependenceAnswer] = {}
    for recorded in events:
        event = recorded.event
        if isinstance(event, SourceDependenceAsserted):
            content = event.content
            said[recorded.header.id] = DependenceAnswer(
                event=recorded.header.id,
                on=content.on,
                on_title=names.label(content.on),
                kind=content.kind.value,
                certainty=content.certainty.value,
                passages=content.passages,
                note=event.note.text if event.note else None,
                agent=views.agent(recorded.header.agent),
                position=recorded.position,
            )
        elif isinstance(event, SourceDependenceWithdrawn):
            said.pop(event.content.asserted, None)
    return tuple(said.values())


def inquiries_of(events: Sequence[RecordedEvent], views: FactViews) -> tuple[InquiryAnswer, ...]:
    """Return the inquiries made in a source."""
    return tuple(
        InquiryAnswer(
            id=recorded.event.content.inquiry,
            said=said_of_inquiry(recorded.event),
            outcome=recorded.event.content.outcome,
            made_on=recorded.event.content.made_on.edtf if recorded.event.content.made_on else None,
            subject=recorded.event.content.sought,
            agent=views.agent(recorded.header.agent),
            position=recorded.position,
        )
        for recorded in events
        if isinstance(recorded.event, InquiryRecorded)
    )


def traces_of(events: Sequence[RecordedEvent]) -> dict[str, CitedWorkTraced]:
    """Return what each cited work of a source was last found to be."""
    return {
        recorded.event.content.cited_work: recorded.event
        for recorded in events
        if isinstance(recorded.event, CitedWorkTraced)
    }
