# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From facts as they stand to facts as readers see them: words, labels, passages, agents."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.archive.lookup.anchors import masked_passage
from fonds.archive.lookup.identity import named_in
from fonds.archive.lookup.names import names_by_id
from fonds.archive.queries.answers import (
    AssessmentAnswer,
    CitationAnswer,
    CitedWorkAnswer,
    FactAnswer,
    Json,
    LinkAnswer,
    NoteAnswer,
)
from fonds.archive.tables import LIVE
from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.source import InquiryRecorded
from fonds.events.dates import DateError, display, parse
from fonds.events.fixed import fixed
from fonds.events.ids import is_id
from fonds.events.sentences import as_sentence, form_of, joined, labelled, say
from fonds.events.values import Qualifier, ValueKind, ValueType, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.queries.labels import IdentityThen
    from fonds.archive.record.fold import CitationState, FactState, NoteState
    from fonds.archive.store.sqlite import SqliteStore

ABOUT = "about "
"""Said before a number that is marked as a rough one and has no hedge of its own."""

_UNKNOWN = {ValueKind.UNKNOWN: form_of("not known"), ValueKind.NONE: form_of("none")}


@fixed
class _Passage:
    """Where an excerpt stands, with its words unless they are gone."""

    source: str
    title: str
    capture: str | None
    rendition: str | None
    quote: str | None
    start: int | None
    end: int | None
    locator: str | None
    searched: str | None = None


class FactViews:
    """Makes `FactAnswer`s of many facts with a fixed number of reads."""

    def __init__(self, store: SqliteStore, identity: IdentityThen) -> None:
        """Read through the store; labels come from ``identity``."""
        self._store = store
        self._identity = identity
        self._agents: dict[str, str] = {}
        self._passages: dict[str, _Passage] = {}
        self._sources: dict[str, str] = {}
        self._works: dict[str, CitedWorkAnswer] = {}

    def of(self, states: Sequence[FactState]) -> list[FactAnswer]:
        """Return the facts in the same order."""
        self._identity.know(named_in(states))
        self._load_passages(kept.citation.target for state in states for kept in state.citations)
        self._load_works(
            link.cited_work
            for state in states
            for kept in state.citations
            for link in (kept.chain.links if kept.chain else ())
            if link.cited_work is not None
        )
        return [self._fact(state) for state in states]

    def passages(self, targets: Sequence[str]) -> list[tuple[str, _Passage]]:
        """Return passages by their ids, those that are there."""
        self._load_passages(targets)
        return [(one, self._passages[one]) for one in targets if one in self._passages]

    def agent(self, agent: str) -> str:
        """Return an agent's name; "somebody" where it was erased."""
        if agent not in self._agents:
            row = self._store.connection.execute(
                f"SELECT a.name, a.version FROM {LIVE.view('agent')} a"
                f" JOIN {LIVE.view('thing')} t ON t.key = a.key WHERE t.id = ?",
                (agent,),
            ).fetchone()
            self._agents[agent] = "somebody" if row is None else " ".join(filter(None, row))
        return self._agents[agent]

    def _load_passages(self, targets: Iterable[str]) -> None:
        wanted = [target for target in dict.fromkeys(targets) if target not in self._passages]
        if not wanted:
            return
        view = LIVE.view
        rows = self._store.connection.execute(
            "SELECT t.id, s.id, x.title, c.id, r.id, e.position"
            f" FROM {view('thing')} t JOIN {view('excerpt')} e ON e.key = t.key"
            f" JOIN {view('rendition')} n ON n.key = e.rendition"
            f" JOIN {view('thing')} r ON r.key = n.key JOIN {view('thing')} c ON c.key = n.capture"
            f" JOIN {view('thing')} s ON s.key = n.source"
            f" JOIN {view('source')} x ON x.key = n.source"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        ).fetchall()
        taken = {event.position: event.event for event in self._store.at([row[5] for row in rows])}
        for excerpt, source, title, capture, rendition, position in rows:
            event = taken[position]
            if not isinstance(event, ExcerptTaken):
                continue
            span = event.content.span
            self._passages[excerpt] = _Passage(
                source,
                title,
                capture,
                rendition,
                event.quotation.quote if event.quotation else None,
                span.start if span else None,
                span.end if span else None,
                event.content.locator,
            )
            masked = masked_passage(self._store, excerpt) if event.quotation is None else None
            if masked is not None:
                self._passages[excerpt] = replace(
                    self._passages[excerpt],
                    rendition=masked.rendition,
                    quote=masked.quote,
                    start=masked.start,
                    end=masked.end,
                )
        if others := [target for target in wanted if target not in self._passages]:
            self._load_inquiries(others)
        self._sources.update(
            (target, self._passages[target].source) for target in wanted if target in self._passages
        )
        for target in wanted:
            if target not in self._passages:
                self._load_erased(target)

    def sources(self) -> Mapping[str, str]:
        """Return, of the passages and inquiries read so far, the sources they were taken from.

        A passage that was erased is not among them.
        """
        return self._sources

    def _load_erased(self, excerpt: str) -> None:
        """Of a passage that is not here its header still names the source."""
        row = self._store.connection.execute(
            f"SELECT s.id, x.title FROM event e JOIN {LIVE.view('thing')} s"
            " ON s.id = json_extract(e.header, '$.about[0]')"
            f" JOIN {LIVE.view('source')} x ON x.key = s.key"
            " WHERE e.stream = ? AND json_extract(e.header, '$.type') = ?",
            (excerpt, ExcerptTaken.__name__),
        ).fetchone()
        if row is not None:
            source, title = row
            self._passages[excerpt] = _Passage(source, title, None, None, None, None, None, None)

    def _load_inquiries(self, wanted: list[str]) -> None:
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT t.id, s.id, x.title, i.position FROM {view('thing')} t"
            f" JOIN {view('inquiry')} i ON i.key = t.key"
            f" JOIN {view('thing')} s ON s.key = i.source"
            f" JOIN {view('source')} x ON x.key = i.source"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        ).fetchall()
        for inquiry, source, title, position in rows:
            event = self._store.at([position])[0].event
            if isinstance(event, InquiryRecorded):
                capture = event.content.capture
                self._passages[inquiry] = _Passage(
                    source, title, capture, None, None, None, None, None, said_of_inquiry(event)
                )

    def _fact(self, state: FactState) -> FactAnswer:
        reading, wording = state.reading, state.wording
        told = [self._citation(kept) for kept in state.citations]
        citations = tuple([citation for citation in told if citation is not None])
        return FactAnswer(
            id=state.id,
            subject=state.subject,
            property=reading.property,
            value_kind=reading.value_kind,
            value_type=reading.value_type,
            value=self.value(state),
            value_subject=reading.value_subject,
            display=self.display(state),
            as_written=self._as_written(state),
            subject_as_written=wording.subject,
            value_as_written=wording.value,
            when=reading.when,
            when_display=shown_when(reading.when),
            when_text=wording.when,
            unit=reading.unit,
            hedge=reading.hedge,
            qualifiers={item.name: self._qualifier(item) for item in reading.qualifiers},
            certainty=state.certainty,
            standing=state.standing,
            corrected=state.corrected,
            assessment=self._assessment(state),
            citations=citations,
            premises=state.premises,
            note=state.note,
            recorded_at=state.recorded_at,
            agent=self.agent(state.agent),
            position=state.position,
            last_event=state.last_event,
            second_hand=bool(citations) and all(one.cited_work is not None for one in citations),
            notes=tuple([self._note(note) for note in state.notes]),
        )

    def _note(self, note: NoteState) -> NoteAnswer:
        who = self.agent(note.agent)
        return NoteAnswer(note.event, note.text, who, note.recorded_at, note.position)

    def _as_written(self, state: FactState) -> str | None:
        """Return the words behind the value; of a reattributed slot at least those given."""
        reading = state.reading
        if state.wording.as_written is not None or reading.value_subject is None:
            return state.wording.as_written
        given = None if reading.value is None else str(reading.value)
        # Once the id of the subject meant was kept as the value's words.
        if given is None or is_id(given) or names_by_id(given, reading.value_subject):
            return None
        return given if given != self._identity.label(reading.value_subject) else None

    def value(self, state: FactState) -> str | int | None:
        """Return the value as the export says it: a literal, or the label of the subject meant."""
        if state.reading.value_subject is not None:
            return self._identity.label(state.reading.value_subject)
        return state.reading.value

    def display(self, state: FactState) -> str:
        """Return the value as a reader reads it."""
        reading = state.reading
        if reading.value_kind is not ValueKind.VALUE:
            return as_sentence(_UNKNOWN[reading.value_kind])
        if reading.value_type is ValueType.DATE:
            return shown_date(str(reading.value))
        value = str(self.value(state))
        # Four figures without a unit may be a year.
        if isinstance(reading.value, int) and abs(reading.value) >= (
            1000 if reading.unit else 10_000
        ):
            value = say("{number:,}", number=reading.value)
        if (
            reading.qualifiers
            and not reading.hedge
            and any(
                item.name == "approximate" and item.value is True for item in reading.qualifiers
            )
        ):
            value = say("about {value}", value=value)
        unit = reading.unit if reading.value_type is ValueType.QUANTITY else None
        return say("{value} {unit}", value=value, unit=labelled(unit)) if unit else value

    def _qualifier(self, item: Qualifier) -> Json:
        if item.subject is not None:
            return self._identity.label(item.subject)
        return list(item.value) if isinstance(item.value, tuple) else item.value

    def _assessment(self, state: FactState) -> AssessmentAnswer | None:
        made = state.assessment
        if made is None:
            return None
        return AssessmentAnswer(
            made.content.rank,
            made.content.confidence,
            made.content.quality,
            made.reason,
            self.agent(made.agent),
            made.recorded_at,
            made.position,
        )

    def _citation(self, kept: CitationState) -> CitationAnswer | None:
        passage = self._passages.get(kept.citation.target)
        if passage is None:
            return None
        links = kept.chain.links if kept.chain else ()
        answers: list[LinkAnswer] = []
        cited, asserted_by = None, None
        for link in links:
            known = self._works[link.cited_work] if link.cited_work else None
            answers.append(
                LinkAnswer(
                    link.speaker,
                    link.work,
                    link.mark,
                    link.manner.value,
                    link.read,
                    known.status if known else None,
                )
            )
            if link.read:
                asserted_by = link.speaker
            if cited is None and (link.work or link.mark):
                cited = link
        return CitationAnswer(
            source=passage.source,
            source_title=passage.title,
            capture=passage.capture,
            rendition=passage.rendition,
            excerpt=kept.citation.excerpt,
            inquiry=kept.citation.inquiry,
            quote=passage.quote,
            start=passage.start,
            end=passage.end,
            locator=passage.locator,
            stance=kept.citation.stance,
            supports=kept.citation.supports,
            asserted_by=asserted_by,
            cited_work=None
            if cited is None
            else self._works[cited.cited_work]
            if cited.cited_work
            else CitedWorkAnswer(cited.mark, cited.work, "noted" if cited.work else "dangling"),
            chain=tuple(answers),
            event=kept.event,
            position=kept.position,
            searched=passage.searched,
            ends_nowhere=kept.chain is not None and kept.chain.ends_nowhere,
        )

    def _load_works(self, works: Iterable[str]) -> None:
        wanted = [work for work in dict.fromkeys(works) if work not in self._works]
        if not wanted:
            return
        rows = self._store.connection.execute(
            f"SELECT t.id, w.mark, w.work, w.status FROM {LIVE.view('thing')} t"
            f" JOIN {LIVE.view('cited_work')} w ON w.key = t.key"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        )
        self._works.update(dict.fromkeys(wanted, CitedWorkAnswer(None, None, "noted")))
        self._works.update((row[0], CitedWorkAnswer(*row[1:])) for row in rows)


def outcome_said(outcome: str) -> str:
    """Return what came of an inquiry: mostly nothing; else the words of whoever made it."""
    return say("not found") if outcome == "not found" else outcome


def said_of_inquiry(event: InquiryRecorded) -> str:
    """Return what was looked for and what came of it, in one line for a reader."""
    words = event.wording
    if words is None:
        return say(
            "An inquiry (its words were erased or withheld): {outcome}",
            outcome=outcome_said(event.content.outcome),
        )
    parts = [say("Looked for {sought}", sought=words.sought)]
    parts += (
        [say("also as {spellings}", spellings=", ".join(words.spellings))]
        if words.spellings
        else []
    )
    parts += [say("in {extent}", extent=words.extent)] if words.extent else []
    parts += [say("by {method}", method=words.method)] if words.method else []
    said = say(
        "{sought}: {outcome}",
        sought=joined(", ", parts),
        outcome=outcome_said(event.content.outcome),
    )
    return say("{said} (gaps: {gaps})", said=said, gaps=words.gaps) if words.gaps else said


@lru_cache(maxsize=4096)
def shown_date(edtf: str) -> str:
    """Return an EDTF date for a reader; text of an edition we cannot read stays as it is."""
    try:
        return display(parse(edtf))
    except DateError:
        return edtf


def shown_when(when: When | None) -> str | None:
    """Return a fact's time for a reader."""
    return None if when is None else shown_date(when.edtf)
