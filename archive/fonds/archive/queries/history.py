# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The history: what was recorded, by whom and when, with what stood before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from fonds.archive.lookup.erased import event_erased_by, told
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.policies import policy_told
from fonds.archive.queries.answers import HistoryEntry
from fonds.archive.queries.facts import FactViews, shown_when
from fonds.archive.queries.labels import identity_at
from fonds.archive.record.fold import FactState, apply
from fonds.archive.tables import LIVE, ThingKind
from fonds.events.catalogue.archive import (
    AgentIntroduced,
    ArchiveCreated,
    ContentErased,
    PolicySet,
)
from fonds.events.catalogue.excerpt import ExcerptRelocated, ExcerptTaken
from fonds.events.catalogue.fact import (
    AssessmentContent,
    CitationWithdrawn,
    FactAsserted,
    FactAssessed,
    FactCited,
    FactCorrected,
    FactReattributed,
    FactReinstated,
    FactRetracted,
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
    ConflictOutcome,
    ConflictResolved,
    NoteWritten,
    SubjectDescribed,
    SubjectOpened,
    SubjectsLinked,
    SubjectWithdrawn,
)
from fonds.events.recorded import AnyEvent, RecordedEvent, event_types
from fonds.events.values import Rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.store.sqlite import SqliteStore

_LONGEST = 120

_Said = tuple[str, str | None, str | None]
"""What happened in a few words; what stood before; what stands after."""


def positions_about(
    store: SqliteStore, thing: str | None, *, after: int, before: int | None, limit: int
) -> list[int]:
    """Return positions of events, newest first: all, or those that concern one thing.

    Subjects and sources are concerned by many streams; anything else by its own.
    """
    end = before if before is not None else store.size() + 1
    if thing is None:
        return list(range(end - 1, max(end - 1 - limit, after), -1))
    if Names(store.connection).kind_of(thing) in {ThingKind.SUBJECT, ThingKind.SOURCE}:
        where = (
            f"{LIVE.view('about')} WHERE thing ="
            f" (SELECT key FROM {LIVE.view('thing')} WHERE id = ?)"
        )
    else:
        where = "event WHERE stream = ?"
    rows = store.connection.execute(
        f"SELECT position FROM {where} AND position > ? AND position < ?"
        " ORDER BY position DESC LIMIT ?",
        (thing, after, end, limit),
    )
    return [row[0] for row in rows]


def make_history(store: SqliteStore, positions: Sequence[int]) -> list[HistoryEntry]:
    """Return the entries of the events at these positions, newest first."""
    teller = _Teller(store)
    return [teller.entry(recorded) for recorded in reversed(store.at(positions))]


class _Teller:
    """Tells events, remembering what it has folded and looked up."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._identity = identity_at(store, None)
        self._views = FactViews(store, self._identity)
        self._streams: dict[str, list[RecordedEvent]] = {}

    def entry(self, recorded: RecordedEvent) -> HistoryEntry:
        header, event = recorded.header, recorded.event
        kind = event_types()[header.type].STREAM.value
        before_state, after_state = self._states(recorded) if kind == "fact" else (None, None)
        state = after_state or before_state
        subject = header.stream if kind == "subject" else state.subject if state else None
        summary, before, after = (
            self._told(event, before_state, after_state)
            if event is not None
            else (f"{_in_words(header.type)} ({self._gone(recorded)})", None, None)
        )
        reason = getattr(event, "reason", None)
        return HistoryEntry(
            position=recorded.position,
            event=header.id,
            type=header.type,
            action=header.action,
            recorded_at=header.recorded_at,
            agent=self._views.agent(header.agent),
            agent_kind=self._agent_kind(header.agent),
            subject=subject,
            subject_label=self._identity.label(subject) if subject else None,
            fact=header.stream if kind == "fact" else None,
            property=state.reading.property if state else None,
            source=_source(recorded, kind),
            summary=summary,
            before=before,
            after=after,
            reason=reason.text if reason is not None else None,
            proposed_by=self._proposer(event),
        )

    def _proposer(self, event: AnyEvent | None) -> str | None:
        """Name the program that proposed a fact, and its rule: "Fonds rules 1, kin/is-a"."""
        if not isinstance(event, FactAsserted) or event.content.proposal is None:
            return None
        proposal = event.content.proposal
        row = self._store.connection.execute(
            f"SELECT a.name, a.version FROM {LIVE.view('agent')} a JOIN {LIVE.view('thing')} t"
            " ON t.key = a.key WHERE t.id = ?",
            (proposal.agent,),
        ).fetchone()
        program = " ".join(filter(None, row)) if row is not None else proposal.agent
        return f"{program}, {proposal.rule}"

    def _gone(self, recorded: RecordedEvent) -> str:
        """Say what became of an event's words: erased, and where that is recorded, or withheld."""
        return told(event_erased_by(self._store, recorded.position))

    def _agent_kind(self, agent: str) -> str:
        row = self._store.connection.execute(
            f"SELECT a.kind FROM {LIVE.view('agent')} a JOIN {LIVE.view('thing')} t"
            " ON t.key = a.key WHERE t.id = ?",
            (agent,),
        ).fetchone()
        return "person" if row is None else str(row[0])

    def _states(self, recorded: RecordedEvent) -> tuple[FactState | None, FactState | None]:
        stream = recorded.header.stream
        if stream not in self._streams:
            self._streams[stream] = self._store.stream(stream)
        before: FactState | None = None
        for event in self._streams[stream]:
            if event.position == recorded.position:
                return before, apply(before, event)
            before = apply(before, event)
        return before, before

    def _told(self, event: AnyEvent, before: FactState | None, after: FactState | None) -> _Said:
        label = self._identity.label
        match event:
            case FactAsserted():
                return f"Asserted {self._name(after)}", None, self._shown(after)
            case FactCorrected():
                return (f"Corrected {self._name(after)}", *self._changed(before, after))
            case FactReattributed():
                return self._reattributed(event, before, after)
            case FactRetracted():
                return f"Retracted {self._name(after)}", self._shown(before), None
            case FactReinstated():
                return f"Reinstated {self._name(after)}", None, self._shown(after)
            case FactAssessed():
                held = before.assessment.content if before and before.assessment else None
                summary = f"Assessed {self._name(after)}"
                return summary, _assessment(held) if held else None, _assessment(event.content)
            case FactCited():
                return f"Cited a further passage for {self._name(after)}", None, None
            case CitationWithdrawn():
                return f"Took back a citation of {self._name(after)}", None, None
            case SubjectOpened():
                return f"Opened the subject {event.content.label}", None, event.content.label
            case SubjectDescribed():
                return f"Described {event.content.label}", None, event.content.label
            case SubjectWithdrawn():
                return "Withdrew the subject", None, None
            case SubjectsLinked():
                other, judged = label(event.content.other), event.content.judgement.value
                return f"Said: {judged} as {other}", None, f"{judged}: {other}"
            case ConflictResolved():
                outcome = event.content.outcome.value
                name = self._property_label(event.content.property)
                if event.content.outcome is ConflictOutcome.UNRESOLVED:
                    return f"Left a conflict on {name} open", None, outcome
                return f"Resolved a conflict on {name}", None, outcome
            case SourceRegistered() | SourceDescribed():
                verb = "Registered" if isinstance(event, SourceRegistered) else "Described"
                return f"{verb} {event.content.title}", None, event.content.title
            case SourceWithdrawn():
                return "Withdrew the source", None, None
            case SourceAppraised():
                thought = event.content
                said = f"{thought.reliability.value}{f'; {thought.bias}' if thought.bias else ''}"
                return "Appraised the source", None, said
            case SourceDependenceAsserted():
                content = event.content
                return f"Said: {content.kind.value} another source", None, label(content.on)
            case SourceDependenceWithdrawn():
                return "Took back what was said of dependence", None, None
            case CaptureAdded():
                names = (
                    [file.name or "a file" for file in event.origin.files] if event.origin else []
                )
                return (
                    ("Captured the source" if names else "Saw the source"),
                    None,
                    ", ".join(names),
                )
            case RenditionAdded():
                content_of = event.content
                return f"Text {content_of.method.value}", None, f"{content_of.length:,} characters"
            case ExtractionNoted():
                remarks = " ".join(event.content.remarks)
                count = len(event.content.structure)
                found = f"{count:,} {'range' if count == 1 else 'ranges'} of structure"
                return "Read by a program", None, remarks or found
            case CitedWorkNoted():
                mark = event.content.mark or "no mark"
                work = event.wording.work if event.wording else "no entry for this mark"
                return f"Noted a cited work [{mark}]", None, work
            case CitedWorkTraced():
                return "Traced a cited work", None, None
            case InquiryRecorded():
                return "Recorded an inquiry", None, event.content.outcome
            case PassageRead():
                return "Read a passage", None, None
            case ExcerptTaken():
                quote = event.quotation.quote if event.quotation else None
                return "Took a passage", None, quote and _cut(quote)
            case ExcerptRelocated():
                return f"Found a passage again: {event.content.state.value}", None, None
            case PropertyDefined() | PropertyAmended():
                verb = "Defined" if isinstance(event, PropertyDefined) else "Amended"
                return f"{verb} the property {event.content.label}", None, event.content.name
            case AgentIntroduced():
                return f"{event.content.name} first recorded here", None, event.content.name
            case ArchiveCreated():
                return "Created the archive", None, event.content.name
            case PolicySet():
                return "Set the policy", None, policy_told(event.content)
            case NoteWritten():
                return "Wrote a note", None, _cut(event.note.text) if event.note else None
            case ContentErased():
                gone = sum(len(erased.parts) for erased in event.content.erased)
                parts = "1 part" if gone == 1 else f"{gone:,} parts"
                return f"Erased {parts} for good (ground: {event.content.ground})", None, None
            case _:
                assert_never(event)

    def _name(self, state: FactState | None) -> str:
        return self._property_label(state.reading.property) if state else "a fact"

    def _property_label(self, name: str) -> str:
        return name.replace("_", " ")

    def _shown(self, state: FactState | None) -> str | None:
        return None if state is None else _cut(self._views.display(state))

    def _changed(
        self, before: FactState | None, after: FactState | None
    ) -> tuple[str | None, str | None]:
        """Return the values before and after; where they read alike, what else differs."""
        if before is None or after is None:
            return self._shown(before), self._shown(after)
        old, new = self._views.display(before), self._views.display(after)
        if old != new:
            return _cut(old), _cut(new)
        limits = self._limits(before), self._limits(after)
        gone = [text for text in limits[0] if text not in limits[1]]
        come = [text for text in limits[1] if text not in limits[0]]
        return (
            _cut(f"{old} ({'; '.join(gone)})" if gone else old),
            _cut(f"{new} ({'; '.join(come)})" if come else new),
        )

    def _limits(self, state: FactState) -> list[str]:
        reading, wording = state.reading, state.wording
        said = [
            f"{item.name.replace('_', ' ')}:"
            f" {item.value if item.subject is None else self._identity.label(item.subject)}"
            for item in reading.qualifiers
        ]
        for name, value in (
            ("property", reading.property.replace("_", " ")),
            ("when", shown_when(reading.when)),
            ("unit", reading.unit),
            ("hedge", reading.hedge),
            *zip(
                _OF_WORDING,
                (wording.as_written, wording.value, wording.subject, wording.when),
                strict=True,
            ),
        ):
            if value is not None:
                said.append(f"{name}: {value}")
        return said

    def _reattributed(
        self, event: FactReattributed, before: FactState | None, after: FactState | None
    ) -> _Said:
        slot, label = event.content.slot, self._identity.label
        new = label(event.content.to)
        if slot == "subject":
            old = label(before.subject) if before else None
            return f"Reattributed {self._name(after)}", old, new
        held = before.reading.value_subject if before and slot == "value" else None
        old_words = label(held) if held else (self._shown(before) if slot == "value" else None)
        return f"Reattributed the {slot} of {self._name(after)}", old_words, new


_OF_WORDING = ("as written", "value as written", "subject as written", "words on time")
"""How the wordings of a fact are called where two readings differ in nothing else."""


def told_without_wording(told: str) -> str:
    """Return what `HistoryEntry` tells of a reading, without the words of a source.

    They come last; whatever follows the first of them goes too.
    """
    begins = [place for name in _OF_WORDING if (place := told.find(f"{name}: ")) >= 0]
    return told if not begins else f"{told[: min(begins)].rstrip(' (;')}"


def _source(recorded: RecordedEvent, kind: str) -> str | None:
    """Return the source an event is in: its own stream, or what a passage's header names."""
    header = recorded.header
    if kind == "source":
        return header.stream
    return header.about[0] if kind == "excerpt" and header.about else None


def _assessment(content: AssessmentContent) -> str:
    said = [content.rank.value if content.rank is not Rank.NORMAL else "normal rank"]
    if content.confidence is not None:
        said.append(f"{content.confidence.value} confidence")
    if content.quality is not None:
        axes = (content.quality.source, content.quality.information, content.quality.evidence)
        said.extend(axis.value for axis in axes if axis is not None)
    return ", ".join(said)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _in_words(type_name: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in type_name)
    return words.strip().capitalize()
