# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The history: what was recorded, by whom and when, with what stood before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from fonds.archive.lookup.carried import reading_carried, reason_said
from fonds.archive.lookup.erased import event_erased_by, told
from fonds.archive.lookup.policies import policy_told
from fonds.archive.queries.answers import HistoryEntry
from fonds.archive.queries.facts import FactViews
from fonds.archive.queries.history_words import (
    JUDGED,
    assessment_said,
    cut,
    erased_said,
    limits_of,
    relocation_told,
    translation_told,
    type_said,
)
from fonds.archive.queries.labels import identity_at
from fonds.archive.queries.namesakes import with_id
from fonds.archive.queries.references import link_evidence, outcome_said
from fonds.archive.record.fold import FactState, apply, fold_fact
from fonds.archive.tables import LIVE, ThingKind
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
from fonds.events.sentences import as_sentence, joined, kept, labelled, say, term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.store.sqlite import SqliteStore

_Said = tuple[str, str | None, str | None]
"""What happened in a few words; what stood before; what stands after."""


_ABOUT, _THING = LIVE.view("about"), LIVE.view("thing")


def positions_about(
    store: SqliteStore, thing: str | None, *, after: int, before: int | None, limit: int
) -> list[int]:
    """Return positions of events, newest first: all, or those that concern one thing.

    Subjects, sources and facts are concerned by other streams too: what was concluded of a fact
    beside another stands in its subject's. Facts that rest on a fact are not its history.
    """
    end = before if before is not None else store.size() + 1
    if thing is None:
        return list(range(end - 1, max(end - 1 - limit, after), -1))
    rows = store.connection.execute(
        "SELECT position FROM event WHERE stream = ?1 AND position > ?2 AND position < ?3"
        f" UNION SELECT position FROM {_ABOUT} AS told WHERE position > ?2 AND position < ?3"
        f" AND thing = (SELECT key FROM {_THING} WHERE id = ?1)"
        f" AND ((SELECT kind FROM {_THING} WHERE id = ?1) <> ?5 OR NOT EXISTS (SELECT 1 FROM event"
        f" JOIN {_THING} AS whose ON whose.id = event.stream"
        " WHERE event.position = told.position AND whose.kind = ?5))"
        " ORDER BY position DESC LIMIT ?4",
        (thing, after, end, limit, int(ThingKind.FACT)),
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
            self._told(event, recorded.position, before_state, after_state)
            if event is not None
            else (self._of_gone(recorded), None, None)
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
            reason=reason_said(reason.text) if reason is not None else None,
            proposed_by=self._proposer(event),
            denied=after_state is not None and after_state.denied,
            evidence=link_evidence(self._views, event.content)
            if isinstance(event, SubjectsLinked)
            else (),
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

    def _of_gone(self, recorded: RecordedEvent) -> str:
        """Say of what kind an event was whose words were erased (and where), or are withheld."""
        gone = told(event_erased_by(self._store, recorded.position))
        return say("{kind} ({gone})", kind=type_said(recorded.header.type), gone=gone)

    def _agent_kind(self, agent: str) -> str:
        row = self._store.connection.execute(
            f"SELECT a.kind FROM {LIVE.view('agent')} a JOIN {LIVE.view('thing')} t"
            " ON t.key = a.key WHERE t.id = ?",
            (agent,),
        ).fetchone()
        return "person" if row is None else str(row[0])

    def _events(self, stream: str) -> list[RecordedEvent]:
        if stream not in self._streams:
            self._streams[stream] = self._store.stream(stream)
        return self._streams[stream]

    def _reads(self, fact: str | None, position: int) -> str | None:
        """Return a fact's value as it read at a position; None where it cannot be read any more."""
        if fact is None:
            return None
        return self._shown(fold_fact(one for one in self._events(fact) if one.position < position))

    def _states(self, recorded: RecordedEvent) -> tuple[FactState | None, FactState | None]:
        before: FactState | None = None
        for event in self._events(recorded.header.stream):
            if event.position == recorded.position:
                return before, apply(before, event)
            before = apply(before, event)
        return before, before

    def _told(
        self, event: AnyEvent, position: int, before: FactState | None, after: FactState | None
    ) -> _Said:
        label = self._identity.label
        match event:
            case FactAsserted():
                if after is not None and after.denied:
                    # Of what is said to be asserted a reader takes it that the source says so.
                    return say("Denied {what}", what=self._name(after)), None, self._shown(after)
                return say("Asserted {what}", what=self._name(after)), None, self._shown(after)
            case FactCorrected():
                return (
                    say("Corrected {what}", what=self._name(after)),
                    *self._changed(before, after),
                )
            case FactReattributed():
                return self._reattributed(event, before, after)
            case FactRetracted():
                return say("Retracted {what}", what=self._name(after)), self._shown(before), None
            case FactReinstated():
                return say("Reinstated {what}", what=self._name(after)), None, self._shown(after)
            case FactAssessed():
                held = before.assessment.content if before and before.assessment else None
                summary = say("Assessed {what}", what=self._name(after))
                return (
                    summary,
                    assessment_said(held) if held else None,
                    assessment_said(event.content),
                )
            case FactCited():
                return say("Cited a further passage for {what}", what=self._name(after)), None, None
            case CitationWithdrawn():
                return say("Took back a citation of {what}", what=self._name(after)), None, None
            case SubjectOpened():
                called = event.content.label
                return say("Opened the subject {name}", name=called), None, called
            case SubjectDescribed():
                called = event.content.label
                return say("Described {name}", name=called), None, called
            case SubjectWithdrawn():
                return say("Withdrew the subject"), None, None
            case SubjectsLinked():
                other = with_id(self._store, self._identity, event.content.other)
                return say(JUDGED[event.content.judgement], other=other), None, None
            case ConflictResolved():
                outcome = as_sentence(event.content.outcome.value)
                name = self._property_label(event.content.property)
                if event.content.outcome is ConflictOutcome.UNRESOLVED:
                    return say("Left a conflict on {what} open", what=name), None, outcome
                chosen = self._reads(event.content.preferred, position)
                if chosen:
                    outcome = say("{judged}: {other}", judged=outcome, other=chosen)
                return say("Resolved a conflict on {what}", what=name), None, outcome
            case SourceRegistered() | SourceDescribed():
                title = event.content.title
                if isinstance(event, SourceRegistered):
                    return say("Registered {name}", name=title), None, title
                return say("Described {name}", name=title), None, title
            case SourceWithdrawn():
                return say("Withdrew the source"), None, None
            case SourceAppraised():
                thought = event.content
                said = joined(
                    "; ", [as_sentence(thought.reliability.value), *filter(None, [thought.bias])]
                )
                return say("Appraised the source"), None, said
            case SourceDependenceAsserted():
                content = event.content
                return (
                    say("Said: {kind} another source", kind=as_sentence(content.kind.value)),
                    None,
                    label(content.on),
                )
            case SourceDependenceWithdrawn():
                return say("Took back what was said of dependence"), None, None
            case CaptureAdded():
                names = (
                    [file.name or say("a file") for file in event.origin.files]
                    if event.origin
                    else []
                )
                return (
                    say("Captured the source") if names else say("Saw the source"),
                    None,
                    joined(", ", names),
                )
            case CaptureWithdrawn():
                return say("Took a capture back"), None, None
            case RenditionAdded():
                content_of = event.content
                return (
                    say("Text {method}", method=as_sentence(content_of.method.value)),
                    None,
                    say("{length:,} characters", length=content_of.length),
                )
            case ExtractionNoted():
                remarks = joined(" ", [kept(one) for one in event.content.remarks])
                count = len(event.content.structure)
                found = (
                    say("1 range of structure")
                    if count == 1
                    else say("{count:,} ranges of structure", count=count)
                )
                return say("Read by a program"), None, remarks or found
            case CitedWorkNoted():
                mark = event.content.mark or say("no mark")
                work = event.wording.work if event.wording else say("no entry for this mark")
                return say("Noted a cited work [{mark}]", mark=mark), None, work
            case CitedWorkTraced():
                return say("Traced a cited work"), None, None
            case InquiryRecorded():
                return say("Recorded an inquiry"), None, outcome_said(event.content.outcome)
            case PassageRead():
                return say("Read a passage"), None, reading_carried(event.note)
            case ExcerptTaken():
                quote = event.quotation.quote if event.quotation else None
                return say("Took a passage"), None, quote and cut(quote)
            case ExcerptRelocated():
                return relocation_told(self._store, position)
            case ExcerptTranslated():
                return translation_told(event)
            case PropertyDefined() | PropertyAmended():
                name, shown = event.content.name, labelled(event.content.label)
                if isinstance(event, PropertyDefined):
                    return say("Defined the property {what}", what=shown), None, name
                return say("Amended the property {what}", what=shown), None, name
            case AgentIntroduced():
                return (
                    say("{name} first recorded here", name=event.content.name),
                    None,
                    event.content.name,
                )
            case ArchiveCreated():
                return say("Created the archive"), None, event.content.name
            case PolicySet():
                return say("Set the policy"), None, policy_told(event.content)
            case NoteWritten():
                return say("Wrote a note"), None, cut(event.note.text) if event.note else None
            case ContentErased():
                return erased_said(event.content), None, None
            case _:
                assert_never(event)

    def _name(self, state: FactState | None) -> str:
        return self._property_label(state.reading.property) if state else say("a fact")

    def _property_label(self, name: str) -> str:
        return term(name)

    def _shown(self, state: FactState | None) -> str | None:
        return None if state is None else cut(self._views.display(state))

    def _changed(
        self, before: FactState | None, after: FactState | None
    ) -> tuple[str | None, str | None]:
        """Return the values before and after; where they read alike, what else differs."""
        if before is None or after is None:
            return self._shown(before), self._shown(after)
        old, new = self._views.display(before), self._views.display(after)
        if old != new:
            return cut(old), cut(new)
        limits = limits_of(before, self._identity), limits_of(after, self._identity)
        gone = [text for text in limits[0] if text not in limits[1]]
        come = [text for text in limits[1] if text not in limits[0]]
        return (
            cut(say("{value} ({limits})", value=old, limits=joined("; ", gone)) if gone else old),
            cut(say("{value} ({limits})", value=new, limits=joined("; ", come)) if come else new),
        )

    def _reattributed(
        self, event: FactReattributed, before: FactState | None, after: FactState | None
    ) -> _Said:
        slot, store, identity = event.content.slot, self._store, self._identity
        new = with_id(store, identity, event.content.to)
        if slot == "subject":
            old = with_id(store, identity, before.subject) if before else None
            return say("Reattributed {what}", what=self._name(after)), old, new
        held = before.reading.value_subject if before and slot == "value" else None
        shown = self._shown(before) if slot == "value" else None
        old_words = with_id(store, identity, held) if held else shown
        return (
            say("Reattributed the {slot} of {what}", slot=term(slot), what=self._name(after)),
            old_words,
            new,
        )


def _source(recorded: RecordedEvent, kind: str) -> str | None:
    """Return the source an event is in: its own stream, or what a passage's header names."""
    header = recorded.header
    if kind == "source":
        return header.stream
    return header.about[0] if kind == "excerpt" and header.about else None
