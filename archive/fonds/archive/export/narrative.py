# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record told as a life, by templates: clauses, each with the facts and passages it rests on.

Nothing is said that no fact says. A template puts a fact's own words into a sentence and adds
nothing but its property; time, hedge, qualifiers and speaker go with it. What is disputed is told
as disputed, every account with who gives it; what somebody concluded is told as theirs. Facts that
were set aside are not told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.export.narrative_templates import TEMPLATES
from fonds.archive.queries.said import (
    beside,
    qualifier_label,
    qualifier_words,
    qualifiers_of,
    times_of,
)
from fonds.archive.record.outcome import Status
from fonds.archive.record.rule import Relation
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.events.dates import DateError, Precision, parse
from fonds.events.values import Certainty, Stance, SubjectKind, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fonds.archive.bibliography.styles import Reference
    from fonds.archive.queries.answers import (
        CitationAnswer,
        FactAnswer,
        PropertyAnswer,
        Record,
        ScopeAnswer,
        ValueAnswer,
    )

_PLAIN_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+)* ([^\W\d_][\w’'-]+)(?:,? (?:Jr|Sr)\.?)?")
"""A name of plain words, with or without a suffix; the last of them is what it goes by."""

_ASIDES = {Relation.REFINES: "less precisely", Relation.OVERLAPS: "perhaps the same"}


@dataclass(frozen=True, slots=True)
class Clause:
    """Something told, the facts it rests on, and the numbers of their passages."""

    text: str
    facts: tuple[str, ...]
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Clauses under one heading of the record."""

    heading: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A passage. ``quote`` is None where the words were erased or withheld."""

    number: int
    quote: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """A whole life as told: title, what must be known before, paragraphs, notes.

    ``sources`` are the works its notes name, as a style refers to them.
    """

    title: str
    about: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    sources: tuple[Reference, ...] = ()


def narrative_of(
    record: Record, limits: Sequence[str] = (), titles: Mapping[str, str] | None = None
) -> Narrative:
    """Tell a record; ``limits`` say what its policy leaves out.

    ``titles`` are what sources are called, by id, where two have one title.
    """
    return _Teller(record, titles or {}).told(limits)


@dataclass
class _Teller:
    record: Record
    titles: Mapping[str, str]
    notes: dict[tuple[object, ...], Note] = field(default_factory=dict)
    named: bool = False

    def told(self, limits: Sequence[str]) -> Narrative:
        about = []
        if self.record.as_of is not None:
            about.append(f"As it was held at @{self.record.as_of.position}.")
        if limits:
            about.append(f"Under a policy: {'; '.join(limits)}.")
        paragraphs = []
        for section in self.record.sections:
            self.named = False
            clauses = [one for answer in section.properties for one in self._of(answer)]
            if clauses:
                paragraphs.append(Paragraph(section.label, tuple(clauses)))
        return Narrative(
            self.record.label, tuple(about), tuple(paragraphs), tuple(self.notes.values())
        )

    def _of(self, answer: PropertyAnswer) -> Iterator[Clause]:
        for scope in answer.scopes:
            if scope.status is Status.DISPUTED:
                yield from self._disputed(answer, scope)
            elif scope.status is Status.RESOLVED:
                yield from self._resolved(answer, scope)
            else:
                yield from self._plain(answer, scope)

    def _plain(self, answer: PropertyAnswer, scope: ScopeAnswer) -> Iterator[Clause]:
        for place, value in enumerate(scope.values):
            stands = beside(scope, value) if place else None
            # Facts that give one value at other times, or otherwise limited, are told apart: else
            # one source would seem to say what only the other does.
            for number, facts in enumerate(_alike(value.facts)):
                said = f"{_details(facts)}{_speakers(facts)}"
                if number:
                    text = f"the same{said}"
                elif stands is not None:
                    text = f"{_ASIDES[stands]}: {value.display}{said}"
                else:
                    text = f"{self._sentence(answer, value)}{said}"
                yield self._clause(_capital(text), facts)

    def _disputed(self, answer: PropertyAnswer, scope: ScopeAnswer) -> Iterator[Clause]:
        again = " again" if scope.reopened else ""
        which = _of_scope(scope) if len(answer.scopes) > 1 else ""
        lead = f"On “{answer.label}”{which} the sources disagree{again}, and nothing is"
        lead += " preferred. "
        for place, value in enumerate(scope.values):
            which = "One account" if place == 0 else "Another"
            text = f"{which}{_speakers(value.facts)}: {value.display}{_details(value.facts)}"
            yield self._clause(f"{lead if place == 0 else ''}{text}", value.facts)

    def _resolved(self, answer: PropertyAnswer, scope: ScopeAnswer) -> Iterator[Clause]:
        made = next((one for one in reversed(scope.resolutions) if one.in_force), None)
        for place, value in enumerate(scope.values):
            if place:
                text = f"Another account{_speakers(value.facts)}: {value.display}"
                yield self._clause(f"{text}{_details(value.facts)}", value.facts)
                continue
            text = _capital(self._sentence(answer, value))
            text += f"{_details(value.facts)}{_speakers(value.facts)}"
            if made is not None:
                how = (
                    "preferred this"
                    if made.outcome is ConflictOutcome.PREFERRED
                    else f"concluded “{made.outcome.value}”"
                )
                why = f": {made.reason}" if made.reason else ""
                text += f" (the sources disagree; {made.agent} {how}{why})"
            else:
                text += " (the sources disagree; this account is preferred by assessment)"
            yield self._clause(text, value.facts)

    def _sentence(self, answer: PropertyAnswer, value: ValueAnswer) -> str:
        """Say a value of a property, and nothing that goes with it."""
        facts = value.facts
        if any(fact.value_kind is not ValueKind.VALUE for fact in facts):
            return f"{answer.label}: {value.display}, says the source"
        if answer.name in TEMPLATES:
            return TEMPLATES[answer.name].format(
                who=self._who(), value=value.display, on=_preposition(facts[0])
            )
        return f"of {self._who()}, under “{answer.label}”: {value.display}"

    def _who(self) -> str:
        """Name the subject: a person in full once in a paragraph, then by the last name."""
        label = self.record.label
        if self.record.kind is not SubjectKind.PERSON:
            return f"“{label}”"
        if not self.named:
            self.named = True
            return label
        plain = _PLAIN_NAME.fullmatch(label)
        return plain.group(1) if plain else label

    def _clause(self, text: str, facts: Iterable[FactAnswer]) -> Clause:
        facts = tuple(facts)
        marks = dict.fromkeys(self._note(citation) for fact in facts for citation in fact.citations)
        return Clause(text.rstrip(" ."), tuple(fact.id for fact in facts), tuple(marks))

    def _note(self, citation: CitationAnswer) -> int:
        key = (
            citation.excerpt or citation.inquiry,
            citation.asserted_by,
            citation.cited_work,
            citation.stance,
        )
        if key not in self.notes:
            title = self.titles.get(citation.source, citation.source_title)
            self.notes[key] = Note(len(self.notes) + 1, citation.quote, _place(citation, title))
        return self.notes[key].number


def _place(citation: CitationAnswer, title: str) -> str:
    place = title
    if citation.locator:
        place += f", {citation.locator}"
    if citation.start is not None:
        place += f", characters {citation.start}–{citation.end}"
    sentences = [place]
    if citation.asserted_by:
        sentences.append(f"Says {citation.asserted_by}")
    cited = citation.cited_work
    if cited is not None:
        mark = f" [{cited.mark}]" if cited.mark else ""
        sentences.append(
            f"Second-hand, citing{mark} {cited.work}"
            if cited.work
            else f"Second-hand, citing its footnote{mark}, which has no entry"
        )
    if citation.stance is Stance.CONTRADICTS:
        sentences.append("Speaks against it")
    return ". ".join(sentence.rstrip(".") for sentence in sentences) + "."


def _preposition(fact: FactAnswer) -> str:
    """Say "on" of a day and "in" of a month or year; of what is neither, nothing but a colon."""
    try:
        date = parse(str(fact.value))
    except DateError:
        return "at the time given as"
    if date.is_interval or date.precision not in {Precision.DAY, Precision.MONTH, Precision.YEAR}:
        return "at the time given as"
    if date.approximate or date.uncertain:
        return "at the time given as"
    return "on" if date.precision is Precision.DAY else "in"


def _alike(facts: Iterable[FactAnswer]) -> list[list[FactAnswer]]:
    """Put together the facts of which the same can be said in parentheses."""
    found: dict[str, list[FactAnswer]] = {}
    for fact in facts:
        found.setdefault(_details([fact]), []).append(fact)
    return list(found.values())


def _details(facts: Sequence[FactAnswer]) -> str:
    """Say time, hedges, qualifiers, and that a reader inferred it, in parentheses."""
    hedges = dict.fromkeys(f"“{fact.hedge}”" for fact in facts if fact.hedge)
    limits = qualifiers_of(facts).items()
    said = [
        " / ".join(times_of(facts)),
        *hedges,
        *(f"{qualifier_label(name)}: {' / '.join(words)}" for name, words in limits),
    ]
    if facts and all(fact.certainty is Certainty.INFERRED for fact in facts):
        said.append("inferred by a reader")
    kept = [one for one in said if one]
    return f" ({'; '.join(kept)})" if kept else ""


def _speakers(facts: Iterable[FactAnswer]) -> str:
    """Say according to whom; nothing where several agree, whom their notes name."""
    said: dict[str, None] = {}
    for fact in facts:
        for citation in fact.citations:
            if citation.stance is Stance.CONTRADICTS:
                continue
            cited = citation.cited_work
            speaker = citation.asserted_by or citation.source_title
            if cited is not None and cited.work:
                speaker += f", citing {cited.work.rstrip('.')}"
            elif cited is not None:
                speaker += ", citing a footnote that has no entry"
            said[speaker] = None
    if not said or len(said) > _MOST_NAMED:
        return ""
    # Of "A, quoted by B and C" nobody could tell whose words are C's.
    apart = ", and according to " if any("," in one for one in said) else " and "
    return f", according to {apart.join(said)}"


_MOST_NAMED = 2
"""Speakers named in a sentence; of more than these the notes tell."""


def _of_scope(scope: ScopeAnswer) -> str:
    said = "; ".join(
        f"{name.replace('_', ' ')}: {qualifier_words(name, value)}"
        for name, value in scope.scope.items()
    )
    return f" ({said})" if said else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
