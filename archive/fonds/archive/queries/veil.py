# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The one place where anything is hidden: every answer of the queries passes through it.

A veil is not a list of what to hide in which answer, which would be forgotten with the next one. It
goes through whatever a query answers, field by field, drops what concerns somebody or something
hidden, blanks every text that names them, and leaves out notes and the words of sources where these
are hidden. What it lets through was looked at.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from fonds.archive.bibliography.items import Entry, display
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.living import THE_LIVING, Living
from fonds.archive.lookup.near import offering_only
from fonds.archive.projections.search import fact_text
from fonds.archive.queries.answers import (
    CitationAnswer,
    FactAnswer,
    Found,
    HistoryEntry,
    Hit,
    NoteAnswer,
    PropertyAnswer,
    ScopeAnswer,
    SectionAnswer,
    SourceRow,
    SubjectRow,
    ValueAnswer,
)
from fonds.archive.queries.chores import ToDo
from fonds.archive.queries.citation_answers import LinkAnswer
from fonds.archive.queries.facsimile import FacsimileAnswer, PictureAnswer
from fonds.archive.queries.history_words import told_without_wording
from fonds.archive.queries.lists import SourcePage, SubjectPage
from fonds.archive.queries.open_counts import OpenCounts
from fonds.archive.queries.openings import Opening
from fonds.archive.queries.pages import FactPage, PropertyCount
from fonds.archive.queries.search import cut_around
from fonds.archive.queries.source_answers import FileAnswer, SourceAnswer, TextAnswer
from fonds.archive.queries.structure import OutlineAnswer
from fonds.archive.record.outcome import Relations
from fonds.archive.record.policy import EVERYTHING, Policy
from fonds.events.closed import Closed
from fonds.events.ids import is_id
from fonds.events.sentences import say
from fonds.events.values import Contributor

if TYPE_CHECKING:
    from fonds.archive.store.sqlite import SqliteStore

HIDDEN = "[hidden: a living person]"
HIDDEN_BY_POLICY = "[hidden]"
"""What stands in place of a text that names somebody hidden."""

_ADVICE = say(
    "People not known to be dead are hidden; use --living shown, or leave View, As others get it."
)
_ADVICE_BY_POLICY = say(
    "The policy hides it here; use --show everything, or leave View, As others get it."
)
_PAGES = FactPage | SourcePage | SubjectPage | Policy
"""Answers that are looked at piece by piece, and not dropped for an id they hold."""

_HOLDS = {
    ValueAnswer: ("facts",),
    ScopeAnswer: ("values",),
    PropertyAnswer: ("scopes", "deprecated", "denied"),
    SectionAnswer: ("properties",),
}
"""What is told on account of these alone: where the veil leaves none, it is dropped too."""

_QUOTED = frozenset(
    {"quote", "as_written", "subject_as_written", "value_as_written", "when_text", "was", "now"}
)
"""Fields that hold the words of a source, in whatever answer."""

_OUR_WORDS = frozenset({"summary", "said"})
"""Fields that say in our words what concerns a subject, its label among them."""

_WORDS_LOST = {
    "ExcerptTaken": "quotations",
    "ExcerptRelocated": "quotations",
    "ExcerptTranslated": "quotations",
    "NoteWritten": "notes",
}
"""Types of events whose telling holds nothing but such words."""


class Veil:
    """Takes out of answers what a policy hides."""

    def __init__(self, store: SqliteStore, policy: Policy) -> None:
        """Read through the store who and what is hidden."""
        self._store = store
        self._living = Living(store, policy)
        self._facts = FactReader(store)
        self.counts = OpenCounts(store, self._living)
        self._notes = policy.notes == "hidden"
        self._quotations = policy.quotations == "hidden"
        only = policy.living == "hidden" and EVERYTHING.hiding_as(policy) == THE_LIVING
        self._stands_for = HIDDEN if only else HIDDEN_BY_POLICY
        self._advice = _ADVICE if only else _ADVICE_BY_POLICY

    def answer(self, value: object) -> Any:  # noqa: ANN401 - the shape that was given
        """Return an answer as it may be seen.

        Raises:
            RefusedError: all of it concerns somebody hidden.
        """
        if self._drops(value):
            code, message = "hidden", say("That cannot be shown. {advice}", advice=self._advice)
            raise RefusedError(code, message)
        return self._seen(value)

    def refusal(self, error: RefusedError) -> RefusedError:
        """Return a refusal that names nobody hidden."""
        error = offering_only(error, self._hides_id, self._living.names_anybody)
        named = error.details.get("candidates", ())
        kept = ((name, said) for name, said in error.details.items() if name != "candidates")
        details = {name: self._seen(said) for name, said in kept}
        candidates = [one for one in named if not self._hides_id(one["id"])]
        if candidates:
            details["candidates"] = self._seen(candidates)
        if self._living.names_anybody(error.message):
            message = say(
                "That cannot be answered without naming what is hidden. {advice}",
                advice=self._advice,
            )
            return type(error)(error.code, message, **details)
        return type(error)(error.code, error.message, **details)

    def hidden_events(self, told: Mapping[int, Collection[str]]) -> tuple[int, ...]:
        """Return which of some events concern what is hidden, or name it in the parts told."""
        return tuple(at for at, parts in told.items() if self._living.hides_event(at, parts))

    # Through an answer ------------------------------------------------------------------------

    def _seen(self, value: object) -> Any:  # noqa: ANN401 - the shape that was given
        if isinstance(value, Enum | Policy) or value is None or isinstance(value, bool | int):
            return value
        if isinstance(value, str):
            return self._stands_for if self._living.names_anybody(value) else value
        if isinstance(value, Mapping):
            quoted = _QUOTED if self._quotations else frozenset()
            return {
                key: None if key in quoted or (self._notes and key == "note") else self._seen(item)
                for key, item in value.items()
            }
        if isinstance(value, list | tuple | set | frozenset):
            return type(value)(self._left_of(value))
        if isinstance(value, Relations):
            return tuple(self._left_of(value))
        if isinstance(value, Iterator):
            return self._left_of(value)
        if isinstance(value, Contributor) and self._living.names_anybody(display(value)):
            # Parted, a name is no longer the one that is looked for.
            return Contributor(role=value.role, literal=self._stands_for)
        if isinstance(value, Closed):
            # What is left of it need not be what the model would take: it is not checked again.
            return value.model_copy(
                update={name: self._seen(getattr(value, name)) for name in type(value).model_fields}
            )
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._fields(value)
        message = f"An answer holds a {type(value).__name__}, which the veil does not know."
        raise TypeError(message)

    def _left_of(self, values: Iterable[object]) -> Iterator[Any]:
        """Yield what is left of a row of things, as each may be seen."""
        for one in values:
            # A pair of an id and a label goes whole.
            pair = isinstance(one, tuple) and any(
                isinstance(part, str) and self._hides_id(part) for part in one
            )
            if pair or self._drops(one):
                continue
            seen = self._seen(one)
            held = _HOLDS.get(type(one), ())
            # A value without its facts is what they said all the same.
            if not any(getattr(one, name) for name in held) or any(
                getattr(seen, name) for name in held
            ):
                yield seen

    def _fields(self, value: Any) -> Any:  # noqa: ANN401 - the shape that was given
        if isinstance(value, FacsimileAnswer):
            # The page of a text that was asked for under the veil before it: see `veiled`.
            return value
        if isinstance(value, PictureAnswer):
            # Nobody can tell whom it shows, and no text of it need be there to ask.
            code, message = "hidden", say("That cannot be shown. {advice}", advice=self._advice)
            raise RefusedError(code, message)
        if isinstance(value, TextAnswer | OutlineAnswer) and (
            self._quotations
            or self._living.hides_source(value.source)
            or self._living.names_anybody(value.text)
        ):
            code, message = (
                "hidden",
                say("That text is hidden. {advice}", advice=self._advice)
                if self._quotations
                else say("That text speaks of somebody hidden. {advice}", advice=self._advice),
            )
            raise RefusedError(code, message, source=value.source)
        if isinstance(value, Hit):
            value = self._seen_hit(value)
        if isinstance(value, HistoryEntry):
            value = self._seen_entry(value)
        fields = {
            one.name: self._field(value, one.name) for one in dataclasses.fields(value) if one.init
        }
        if self._notes and fields.get("note") is not None:
            fields["note"] = None
        if self._quotations:
            fields.update((name, None) for name in _QUOTED & fields.keys())
        if isinstance(value, CitationAnswer):
            hidden = value.excerpt is not None and self._living.hides_passage(value.excerpt)
            if hidden or fields["quote"] != value.quote:
                newest = value.newest and dataclasses.replace(value.newest, now=None)
                fields.update(quote=None, translations=(), newest=newest)
            fields["hidden"] = fields["quote"] != value.quote
            if any(link.read and self._hides_id(link.subject or "") for link in value.chain):
                fields["asserted_by"] = self._stands_for
        if isinstance(value, LinkAnswer) and self._hides_id(value.subject or ""):
            # Who it is goes, and the words for them; that somebody says or denies it stays.
            fields.update(subject=None, speaker=self._stands_for)
        if isinstance(value, SourceAnswer) and self._living.hides_source(value.id):
            # File names, digests and addresses lead to the document, and so to the person.
            fields.update(aliases=(), url=None)
            fields["captures"] = tuple(
                dataclasses.replace(
                    capture,
                    url=None,
                    files=tuple(
                        FileAnswer(None, None, file.media_type, file.size, hidden=True)
                        for file in capture.files
                    ),
                )
                for capture in fields["captures"]
            )
            fields["taken_back"] = tuple(
                replace(one, files=(), hidden=True) for one in fields["taken_back"]
            )
        if isinstance(value, SourceAnswer) and value.coverage is not None:
            fields["coverage"] = self.counts.coverage(value, value.coverage)
        if isinstance(value, Entry) and self._living.hides_source(value.own or ""):
            # So do the addresses and keys of a work.
            fields.update(key="", url=None, files=(), variables=())
        if isinstance(value, PropertyCount):
            fields.update(facts=None)
        if isinstance(value, FactPage) and self._hides_id(value.after or ""):
            fields.update(after=fields["facts"][-1].id if fields["facts"] else None)
        if isinstance(value, Opening):
            fields.update(facts=value.record.facts)
        if isinstance(value, SourceRow | SourceAnswer) and value.facts:
            fields["facts"] = min(value.facts, len(self._living.open_facts_on(value.id)))
        if isinstance(value, SubjectRow) and value.facts:
            fields["facts"] = self._living.count_about(value.id)
        if isinstance(value, ToDo):
            fields["said"] = self.counts.said(value, fields["said"])
        if isinstance(value, Found):
            # How many there are would tell that there is somebody.
            fields["total"] = min(value.total, len(fields["hits"]))
        return type(value)(**fields)

    def _field(self, value: Any, name: str) -> Any:  # noqa: ANN401 - the shape that was given
        """Return what is left of a field; a namesake's name, where that one is meant, is left."""
        said = getattr(value, name)
        seen = self._seen(said)
        if seen == said or not isinstance(said, str if name != "names" else tuple):
            return seen
        things = (one for field in dataclasses.fields(value)
                  for one in _ids(getattr(value, field.name)) if is_id(one))  # fmt: skip
        own = self._living.open_subjects(things)
        if isinstance(said, str):
            ours = name in _OUR_WORDS and not self._living.names_anybody(said, own)
            return said if ours or self._living.is_called(said, own) else seen
        return tuple(one if self._living.is_called(one, own) else self._seen(one) for one in said)

    def label(self, subject: str, said: str) -> Any:  # noqa: ANN401 - as `answer`
        """Return what a subject is called, as it may be seen."""
        own = self._living.open_subjects([subject])
        return said if self._living.is_called(said, own) else self.answer(said)

    def told_apart(self, labels: Mapping[str, str]) -> dict[str, str]:
        """Return what subjects are called, told from namesakes, of those that may be named so."""
        shown = self._living.open_subjects(labels)
        return {
            subject: said
            if subject in shown and not self._living.names_anybody(said, frozenset({subject}))
            else self._seen(said)
            for subject, said in labels.items()
        }

    def _drops(self, value: object) -> bool:
        if isinstance(value, str):
            return self._hides_id(value)
        if isinstance(value, HistoryEntry):
            return self._living.hides_event(value.position)
        if isinstance(value, NoteAnswer):
            return self._notes or self._living.hides_event(value.position)
        if isinstance(value, FactAnswer):
            return self._living.hides_fact(value.id)
        if isinstance(value, Hit):
            return self._drops_hit(value)
        if isinstance(value, CitationAnswer):
            # Of one that leads to somebody the words go; of a hidden source all goes.
            return self._living.is_listed(value.source)
        if isinstance(value, Mapping):
            return any(isinstance(one, str) and self._hides_id(one) for one in value.values())
        # What a page goes on after is a place, no more; what is on it is judged one by one.
        if isinstance(value, _PAGES | LinkAnswer) or not dataclasses.is_dataclass(value):
            return False
        return any(
            self._hides_id(said)
            for one in dataclasses.fields(value)
            for said in _ids(getattr(value, one.name))
        )

    def _drops_hit(self, hit: Hit) -> bool:
        if hit.subject is not None and self._living.hides(hit.subject):
            return True
        if self._living.hides_thing(hit.id) or self._living.names_anybody(hit.judged):
            return True
        of_text = hit.kind == "source" and hit.start is not None and hit.source is not None
        if (self._notes and hit.kind == "note") or (
            self._quotations and (of_text or hit.kind == "excerpt")
        ):
            return True
        # A piece of a text may be what a hidden fact rests on, without a name in it.
        return (
            (hit.kind == "fact" and not self._is_open(hit))
            or self._living.is_listed(hit.source or "")
            or (of_text and self._living.hides_source(hit.source or ""))
            or (hit.kind == "excerpt" and self._living.are_named_in(hit.id))
        )

    def _open_words(self, fact: str) -> str:
        """Return what a search may find of a fact."""
        (state,) = self._facts.by_id([fact])
        return fact_text(
            state.reading,
            None if self._quotations else state.wording,
            None if self._notes else state.note,
        )

    def _is_open(self, hit: Hit) -> bool:
        """Tell whether a fact names nobody hidden, and is found by nothing that is hidden."""
        words = self._open_words(hit.id)
        if self._living.names_anybody(words):
            return False
        if not (self._notes or self._quotations):
            return True
        told = words.casefold()
        return all(hit.snippet[start:end].casefold() in told for start, end in hit.marks)

    def _seen_hit(self, hit: Hit) -> Hit:
        if hit.kind != "fact" or not (self._notes or self._quotations):
            return hit
        found = " ".join(hit.snippet[start:end] for start, end in hit.marks)
        snippet, marks = cut_around(self._open_words(hit.id), found)
        return dataclasses.replace(hit, snippet=snippet, marks=marks)

    def _seen_entry(self, entry: HistoryEntry) -> HistoryEntry:
        """Return an event without the words of sources or of notes, where those are hidden."""
        kind = _WORDS_LOST.get(entry.type)
        if (kind == "notes" and self._notes) or (kind == "quotations" and self._quotations):
            return dataclasses.replace(entry, before=None, after=None)
        if entry.type == "CaptureAdded" and self._living.hides_source(entry.source or ""):
            # The names of its files lead to the document, and so to the person.
            return dataclasses.replace(entry, after=None)
        if self._quotations and entry.fact is not None:
            # Where two readings are alike, the history tells how their wordings differ.
            before, after = (
                None if text is None else told_without_wording(text)
                for text in (entry.before, entry.after)
            )
            return dataclasses.replace(entry, before=before, after=after)
        return entry

    def _hides_id(self, text: str) -> bool:
        return is_id(text) and self._living.hides_thing(text)


def _ids(value: object) -> Iterator[str]:
    """Yield the ids a field holds itself; what lies deeper is looked at in its turn."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | frozenset) and all(isinstance(one, str) for one in value):
        yield from value
