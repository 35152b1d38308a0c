# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From facts as they stand to facts as readers see them: words, labels, passages, agents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
from fonds.archive.queries.labels import IdentityAt
from fonds.archive.queries.references import Passage, References
from fonds.archive.queries.shown import ROUGH, shown_date, shown_value, shown_when
from fonds.events.ids import is_id
from fonds.events.spelt import speaks_against, when_of
from fonds.events.values import Manner, Stance, ValueKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.archive.queries.labels import IdentityThen
    from fonds.archive.record.states import CitationState, FactState, NoteState
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.spelt import Asserted
    from fonds.events.spelt_parts import Members
    from fonds.events.values import Literal_, Qualifier

_MANNERS = {manner: manner.value for manner in Manner}


class FactViews(References):
    """Makes `FactAnswer`s of many facts with a fixed number of reads."""

    def __init__(self, store: SqliteStore, identity: IdentityThen) -> None:
        """Read through the store; labels come from ``identity``."""
        super().__init__(store, identity.last if isinstance(identity, IdentityAt) else None)
        self._identity = identity

    def of(self, states: Sequence[FactState]) -> list[FactAnswer]:
        """Return the facts in the same order.

        All that is to be told of them is read from the archive here. Of a fact that is no more
        than its assertion it is told when somebody first asks: most of a large record is never
        looked at.
        """
        # One look at each fact for all that is asked of it here: thousands of facts lie far apart
        # in memory, and to go through them again takes as long as what is asked.
        named: set[str] = set()
        targets: list[str] = []
        works: list[str] = []
        agents: set[str] = set()
        answers: list[Any] = []
        # One method for all: a function made for each fact is five objects.
        tell = self._tell
        for state in states:
            agents.add(state.agent)
            named.update(state.named)
            targets += state.cited
            works += state.cited_works
            if state.said is None:
                answers.append(None)
            else:
                answer: Any = FactAnswer.__new__(FactAnswer)
                answer.later = tell, state
                answer.id = state.id
                answers.append(answer)
        self._identity.know(named)
        self._load_passages(targets)
        self._load_works(works)
        for agent in agents:
            self.agent(agent)
        return [
            self._fact(state) if answer is None else answer
            for state, answer in zip(states, answers, strict=True)
        ]

    def value_said(self, said: Asserted) -> tuple[str | int | None, str]:
        """Return the value of an assertion as the export says it, and for a reader."""
        get = said.content["reading"].get
        subject, hedge, value = get("value_subject"), get("hedge"), get("value")
        shown = value if subject is None else self._identity.label(subject)
        kind, value_type = get("value_kind", ValueKind.VALUE), get("value_type", ValueType.TEXT)
        qualifiers = get("qualifiers")
        rough = bool(qualifiers) and not hedge and _is_rough(qualifiers)
        return shown, shown_value(kind, value_type, value, shown, get("unit"), rough=rough)

    def support_said(self, said: Asserted) -> tuple[int, list[str], bool]:
        """Return what an assertion that was told rests on.

        Returns:
            The number of its passages, the sources of those that speak for it, and whether any of
            these is first-hand: it passes on nobody else's work.
        """
        passages, count, first_hand = self._passages, 0, False
        if said.bare:
            passage = passages.get(said.cited[0])
            return (0, [], False) if passage is None else (1, [passage.source], True)
        sources = []
        for one in said.content["citations"]:
            excerpt = one["excerpt"]
            passage = passages.get(excerpt)
            if passage is None:
                continue
            count += 1
            chain = said.chains.get(excerpt)
            if said.denies and speaks_against(one, chain):
                continue
            sources.append(passage.source)
            links = chain["links"] if chain is not None else ()
            if not any(link.get("work") or link.get("mark") for link in links):
                first_hand = True
        return count, sources, first_hand

    def _tell(self, answer: FactAnswer, state: FactState) -> None:
        """Set all of an answer that `of` left for later."""
        if state.said is not None:
            self._fact_said(answer, state, state.said)

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

    def _fact_said(self, answer: FactAnswer, state: FactState, said: Asserted) -> None:
        """Make of an answer what `_fact` returns, of a fact that is no more than its assertion."""
        read, written, event = said.content["reading"], said.wording, said.event
        get, passages = read.get, self._passages
        kind, value_type = get("value_kind", ValueKind.VALUE), get("value_type", ValueType.TEXT)
        value, subject, qualifiers = get("value"), get("value_subject"), get("qualifiers", ())
        when, unit, hedge = get("when"), get("unit"), get("hedge")
        position = state.position
        citations = tuple(
            [
                self._citation_said(one, passage, said, position)
                for one in said.content["citations"]
                if (passage := passages.get(one["excerpt"])) is not None
            ]
        )
        as_written = written.get("as_written")
        if subject is not None:
            if as_written is None:
                as_written = self._words_given(value, subject)
            label = self._identity.label(subject)
            shown: str | int | None = label
        else:
            shown = value
        # In its place: to copy thirty fields takes as long as to tell them.
        FactAnswer.__init__(
            answer,
            state.id,
            state.subject,
            read["property"],
            kind,
            value_type,
            shown,
            subject,
            shown_value(kind, value_type, value, shown, unit)
            if not qualifiers
            else shown_value(
                kind, value_type, value, shown, unit, rough=not hedge and _is_rough(qualifiers)
            ),
            as_written,
            written.get("subject"),
            written.get("value"),
            None if when is None else when_of(when),
            None if when is None else shown_date(when["edtf"]),
            written.get("when"),
            unit,
            hedge,
            {
                item["name"]: self._said_of(item.get("value"), item.get("subject"))
                for item in qualifiers
            },
            state.certainty,
            state.standing,
            False,
            None,
            citations,
            (),
            said.note,
            said.recorded_at,
            self.agent(said.agent),
            position,
            event,
            bool(citations) and None not in [one.cited_work for one in citations],
        )

    def _citation_said(
        self, read: Members, passage: Passage, said: Asserted, position: int
    ) -> CitationAnswer:
        excerpt = read["excerpt"]
        chain = said.chains.get(excerpt)
        links, nowhere = (), False
        if chain is not None:
            links, nowhere = chain["links"], chain.get("ends_nowhere", False)
        asserted_by, cited, answers = self._links_said(links)
        return CitationAnswer(
            passage.source,
            passage.title,
            passage.capture,
            passage.rendition,
            excerpt,
            None,
            passage.quote,
            passage.start,
            passage.end,
            passage.locator,
            read.get("stance", Stance.SUPPORTS),
            read.get("supports", ()),
            asserted_by,
            cited,
            answers,
            said.event,
            position,
            passage.searched,
            False,
            nowhere,
            passage.translations,
            passage.newest,
        )

    def _links_said(
        self, links: Sequence[Members]
    ) -> tuple[str | None, CitedWorkAnswer | None, tuple[LinkAnswer, ...]]:
        asserted_by, cited, answers = None, None, []
        for link in links:
            get = link.get
            speaker, work, mark, noted = get("speaker"), get("work"), get("mark"), get("cited_work")
            was_read = get("read", False)
            status = self._works[noted].status if noted else None
            manner = _MANNERS[get("manner", Manner.STATES)]
            answers.append(
                LinkAnswer(speaker, work, mark, manner, was_read, status, get("subject"))
            )
            if was_read:
                asserted_by = speaker
            # A work that was itself read is no second hand.
            if cited is None and (work or mark) and not (work and was_read):
                cited = (
                    self._works[noted]
                    if noted
                    else CitedWorkAnswer(mark, work, "noted" if work else "dangling")
                )
        return asserted_by, cited, tuple(answers)

    def _note(self, note: NoteState) -> NoteAnswer:
        who = self.agent(note.agent)
        return NoteAnswer(note.event, note.text, who, note.recorded_at, note.position)

    def _as_written(self, state: FactState) -> str | None:
        """Return the words behind the value; of a reattributed slot at least those given."""
        reading = state.reading
        if state.wording.as_written is not None or reading.value_subject is None:
            return state.wording.as_written
        return self._words_given(reading.value, reading.value_subject)

    def _words_given(self, value: str | int | None, subject: str) -> str | None:
        given = None if value is None else str(value)
        if given is None or given == self._identity.label(subject):
            return None
        # Once the id of the subject meant was kept as the value's words.
        return None if is_id(given) or names_by_id(given, subject) else given

    def value(self, state: FactState) -> str | int | None:
        """Return the value as the export says it: a literal, or the label of the subject meant."""
        if state.reading.value_subject is not None:
            return self._identity.label(state.reading.value_subject)
        return state.reading.value

    def display(self, state: FactState) -> str:
        """Return the value as a reader reads it."""
        reading = state.reading
        rough = not reading.hedge and any(
            item.name == ROUGH and item.value is True for item in reading.qualifiers
        )
        kind, value_type, unit = reading.value_kind, reading.value_type, reading.unit
        return shown_value(kind, value_type, reading.value, self.value(state), unit, rough=rough)

    def _qualifier(self, item: Qualifier) -> Json:
        return self._said_of(item.value, item.subject)

    def _said_of(self, value: Literal_ | None, subject: str | None) -> Json:
        if subject is not None:
            return self._identity.label(subject)
        return list(value) if isinstance(value, tuple) else value

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
                    link.subject,
                )
            )
            if link.read:
                asserted_by = link.speaker
            if cited is None and (link.work or link.mark) and not (link.work and link.read):
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
            chain_gone=kept.chain_gone,
            translations=passage.translations,
            newest=passage.newest,
        )


def _is_rough(qualifiers: Iterable[Members]) -> bool:
    return any(one["name"] == ROUGH and one.get("value") is True for one in qualifiers)
