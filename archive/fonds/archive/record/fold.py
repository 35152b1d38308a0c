# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A fact as it stands after the events of its stream: a pure fold, the same for any moment."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, assert_never

from fonds.archive.record.states import (
    AssessmentState,
    NoteState,
    Standing,
)
from fonds.archive.record.states import (
    CitationState as CitationState,  # noqa: PLC0414 - who folds facts asks for it here
)
from fonds.archive.record.states import (
    FactState as FactState,  # noqa: PLC0414 - as above
)
from fonds.events.catalogue.archive import (
    AgentIntroduced,
    ArchiveCreated,
    ContentErased,
    PolicySet,
)
from fonds.events.catalogue.captures import CaptureWithdrawn
from fonds.events.catalogue.excerpt import ExcerptRelocated, ExcerptTaken, ExcerptTranslated
from fonds.events.catalogue.fact import (
    CitationWithdrawn,
    FactAsserted,
    FactAssessed,
    FactCited,
    FactCorrected,
    FactReattributed,
    FactReinstated,
    FactRetracted,
    FactWording,
)
from fonds.events.catalogue.properties import PropertyAmended, PropertyDefined
from fonds.events.catalogue.source import (
    CaptureAdded,
    CitedWorkNoted,
    CitedWorkTraced,
    ExtractionNoted,
    InquiryRecorded,
    PassageRead,
    RenditionAdded,
    SourceAppraised,
    SourceDependenceAsserted,
    SourceDependenceWithdrawn,
    SourceDescribed,
    SourceRegistered,
    SourceWithdrawn,
)
from fonds.events.catalogue.subject import (
    ConflictResolved,
    NoteWritten,
    SubjectDescribed,
    SubjectOpened,
    SubjectsLinked,
    SubjectWithdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.events.recorded import RecordedEvent
    from fonds.events.values import Chain


def fold_fact(events: Iterable[RecordedEvent]) -> FactState | None:
    """Fold the events of one fact's stream, in order; None where its assertion is not among them.

    A fact whose assertion, or later reading, was erased cannot be read, and so is None too.
    """
    state: FactState | None = None
    for event in events:
        state = apply(state, event)
    return state


def apply(state: FactState | None, recorded: RecordedEvent) -> FactState | None:
    """Return the fact after one more event of its stream."""
    header, event = recorded.header, recorded.event
    if event is None:
        return state and _unread(state, recorded)
    if isinstance(event, FactAsserted):
        return _asserted(recorded, event)
    if state is None:
        return None
    state = replace(state, last_event=header.id, last_position=recorded.position)
    match event:
        case FactCited():
            return replace(state, citations=(*state.citations, _cited(recorded, event)))
        case CitationWithdrawn():
            gone = event.content.citation
            left = tuple(kept for kept in state.citations if kept.citation.target != gone)
            return replace(state, citations=left)
        case FactCorrected():
            return replace(
                state,
                reading=event.content.reading,
                wording=event.wording or _no_wording(),
                certainty=event.content.certainty,
                corrected=True,
                read_position=recorded.position,
                read_at=header.recorded_at,
            )
        case FactReattributed():
            return replace(_reattributed(state, event), read_position=recorded.position)
        case FactRetracted():
            reason = event.reason.text if event.reason else None
            return replace(state, standing=Standing.RETRACTED, reason=reason)
        case FactReinstated():
            reason = event.reason.text if event.reason else None
            return replace(state, standing=Standing.STANDS, reason=reason)
        case FactAssessed():
            assessment = AssessmentState(
                event.content,
                event.reason.text if event.reason else None,
                header.agent,
                header.recorded_at,
                recorded.position,
            )
            return replace(state, assessment=assessment)
        case NoteWritten():
            if event.note is None:
                return state
            at = recorded.position
            note = NoteState(header.id, event.note.text, header.agent, header.recorded_at, at)
            return replace(state, notes=(*state.notes, note))
        case (
            ArchiveCreated()
            | PolicySet()
            | AgentIntroduced()
            | PropertyDefined()
            | PropertyAmended()
            | SourceRegistered()
            | SourceDescribed()
            | SourceWithdrawn()
            | SourceAppraised()
            | SourceDependenceAsserted()
            | SourceDependenceWithdrawn()
            | CaptureAdded()
            | CaptureWithdrawn()
            | RenditionAdded()
            | ExtractionNoted()
            | CitedWorkNoted()
            | CitedWorkTraced()
            | InquiryRecorded()
            | PassageRead()
            | ExcerptTaken()
            | ExcerptRelocated()
            | ExcerptTranslated()
            | SubjectOpened()
            | SubjectDescribed()
            | SubjectWithdrawn()
            | SubjectsLinked()
            | ConflictResolved()
            | ContentErased()
        ):
            # An erasure may lie in a fact's stream; it does not change what it says.
            return state
        case _:
            assert_never(event)


def _unread(state: FactState, recorded: RecordedEvent) -> FactState | None:
    """Return the fact after an event whose words are not here: what it did is told by its header.

    A fact whose later reading was erased cannot be read; going back to the earlier one would say
    what nobody holds any more. An assessment that cannot be read leaves none in force.
    """
    kind = recorded.header.type
    if kind in {FactAsserted.__name__, FactCorrected.__name__, FactReattributed.__name__}:
        return None
    state = replace(state, last_event=recorded.header.id, last_position=recorded.position)
    if kind == FactAssessed.__name__:
        return replace(state, assessment=None)
    if kind == CitationWithdrawn.__name__:
        # The header names the passage beside the subject.
        gone = set(recorded.header.about)
        left = tuple(kept for kept in state.citations if kept.citation.target not in gone)
        return replace(state, citations=left)
    return state


_NO_CHAINS: dict[str, Chain] = {}


@cache
def _no_wording() -> FactWording:
    return FactWording()


def _asserted(recorded: RecordedEvent, event: FactAsserted) -> FactState:
    content, header = event.content, recorded.header
    chains = {chain.citation: chain for chain in event.chain.chains} if event.chain else _NO_CHAINS
    gone = _chain_gone(recorded, event)
    return FactState(
        id=header.stream,
        subject=content.subject,
        reading=content.reading,
        wording=event.wording or _no_wording(),
        citations=tuple(
            [
                CitationState(
                    citation, chains.get(citation.target), header.id, recorded.position, gone
                )
                for citation in content.citations
            ]
        ),
        premises=content.premises,
        certainty=content.certainty,
        standing=Standing.STANDS,
        assessment=None,
        note=event.note.text if event.note else None,
        reason=None,
        agent=header.agent,
        recorded_at=header.recorded_at,
        position=recorded.position,
        last_event=header.id,
        last_position=recorded.position,
        import_key=header.import_key,
        read_position=recorded.position,
        read_at=header.recorded_at,
    )


def _cited(recorded: RecordedEvent, event: FactCited) -> CitationState:
    chain = event.chain.chains[0] if event.chain else None
    gone = _chain_gone(recorded, event)
    return CitationState(event.content, chain, recorded.header.id, recorded.position, gone)


def _chain_gone(recorded: RecordedEvent, event: FactAsserted | FactCited) -> bool:
    """Tell whether a chain was recorded that is not there any more."""
    return event.chain is None and "chain" in recorded.header.parts


def _reattributed(state: FactState, event: FactReattributed) -> FactState:
    slot, to = event.content.slot, event.content.to
    if slot == "subject":
        return replace(state, subject=to)
    if slot == "value":
        return replace(state, reading=state.reading.model_copy(update={"value_subject": to}))
    qualifiers = tuple(
        qualifier.model_copy(update={"subject": to}) if qualifier.name == slot else qualifier
        for qualifier in state.reading.qualifiers
    )
    return replace(state, reading=state.reading.model_copy(update={"qualifiers": qualifiers}))
