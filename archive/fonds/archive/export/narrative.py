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

from fonds.archive.queries.facts import shown_date
from fonds.archive.record.outcome import Status
from fonds.archive.record.rule import Relation
from fonds.archive.vocabulary import qualifier_terms
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.events.dates import DateError, Precision, parse
from fonds.events.values import Certainty, Stance, SubjectKind, ValueKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fonds.archive.bibliography.styles import Reference
    from fonds.archive.queries.answers import (
        CitationAnswer,
        FactAnswer,
        Json,
        PropertyAnswer,
        Record,
        ScopeAnswer,
        ValueAnswer,
    )

TEMPLATES = {
    "name": "{who} is named {value}",
    "birth_name": "{who} was born as {value}",
    "date_of_birth": "{who} was born {on} {value}",
    "place_of_birth": "{who} was born in {value}",
    "date_of_death": "{who} died {on} {value}",
    "father": "the father of {who} was {value}",
    "mother": "the mother of {who} was {value}",
    "spouse": "{who} was married to {value}",
    "child": "a child of {who} is {value}",
    "number_of_children": "the number of children of {who} is given as {value}",
    "sibling": "a sibling of {who} is {value}",
    "relative": "a relative of {who} is {value}",
    "residence": "{who} lived in {value}",
    "relocation": "{who} moved to {value}",
    "educated_at": "{who} was educated at {value}",
    "position_held": "{who} held the position of {value}",
    "represents_district": "{who} represented {value}",
    "term_start": "a term of {who} began {on} {value}",
    "term_end": "a term of {who} ended {on} {value}",
    "predecessor": "the predecessor of {who} was {value}",
    "successor": "the successor of {who} was {value}",
    "party": "{who} belonged to the party {value}",
    "party_switch": "{who} went over to {value}",
    "candidacy": "{who} stood for {value}",
    "considered_candidacy": "{who} considered standing: {value}",
    "election_result": "the result of an election for {who} was: {value}",
    "opponent": "an opponent of {who} was {value}",
    "vote_margin": "the margin in an election of {who} was {value}",
    "vote_share": "the share of the vote of {who} was {value}",
    "endorsed_by": "{who} was endorsed by {value}",
    "job": "{who} worked as {value}",
    "member_of": "{who} was a member of {value}",
    "affiliated_with": "{who} was affiliated with {value}",
    "organized_event": "{who} organised {value}",
    "attended_event": "{who} attended {value}",
    "spoke_at": "{who} spoke at {value}",
    "quote": "{who} said: “{value}”",
    "recollection": "{who} recalled {value}",
    "age": "the age of {who} is given as {value}",
    "occupation": "the occupation of {who} is given as {value}",
    "described_as": "{who} is described as {value}",
    "associated_place": "a place associated with {who} is {value}",
    "campaign_role": "{who} had the campaign role of {value}",
    "responsibility": "{who} was responsible for {value}",
    "supported": "{who} supported {value}",
    "opposed": "{who} opposed {value}",
    "signed": "{who} signed {value}",
    "contacted": "{who} contacted {value}",
    "depicted_with": "{who} is pictured with {value}",
}
"""Sentences for properties of the vocabulary; any other is told by its label."""

_PLAIN_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+)* ([^\W\d_][\w’'-]+)(?:,? (?:Jr|Sr)\.?)?")
"""A name of plain words, with or without a suffix; the last of them is what it goes by."""

_NOT_TOLD = frozenset({"precision", "when_basis", "when_derived", "when_derived_basis"})


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


def narrative_of(record: Record, limits: Sequence[str] = ()) -> Narrative:
    """Tell a record; ``limits`` say what its policy leaves out."""
    return _Teller(record).told(limits)


@dataclass
class _Teller:
    record: Record
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
            aside = _beside(scope, value) if place else None
            if aside is None:
                yield self._clause(self._sentence(answer, value), value.facts)
            else:
                text = f"{aside}: {_shown(value)}{_details(value.facts)}{_speakers(value.facts)}"
                yield self._clause(_capital(text), value.facts)

    def _disputed(self, answer: PropertyAnswer, scope: ScopeAnswer) -> Iterator[Clause]:
        again = " again" if scope.reopened else ""
        lead = f"On “{answer.label}”{_of_scope(scope)} the sources disagree{again}, and nothing is"
        lead += " preferred. "
        for place, value in enumerate(scope.values):
            which = "One account" if place == 0 else "Another"
            text = f"{which}{_speakers(value.facts)}: {_shown(value)}{_details(value.facts)}"
            yield self._clause(f"{lead if place == 0 else ''}{text}", value.facts)

    def _resolved(self, answer: PropertyAnswer, scope: ScopeAnswer) -> Iterator[Clause]:
        made = next((one for one in reversed(scope.resolutions) if one.in_force), None)
        for place, value in enumerate(scope.values):
            if place:
                text = f"Another account{_speakers(value.facts)}: {_shown(value)}"
                yield self._clause(f"{text}{_details(value.facts)}", value.facts)
                continue
            text = self._sentence(answer, value)
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
        facts = value.facts
        if any(fact.value_kind is not ValueKind.VALUE for fact in facts):
            said = f"{answer.label}: {_shown(value)}, says the source"
        elif answer.name in TEMPLATES:
            said = TEMPLATES[answer.name].format(
                who=self._who(), value=value.display, on=_preposition(facts[0])
            )
        else:
            said = f"of {self._who()}, under “{answer.label}”: {value.display}"
        return _capital(f"{said}{_details(facts)}{_speakers(facts)}")

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
            self.notes[key] = Note(len(self.notes) + 1, citation.quote, _place(citation))
        return self.notes[key].number


def _place(citation: CitationAnswer) -> str:
    place = citation.source_title
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


def _shown(value: ValueAnswer) -> str:
    return value.display


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


def _details(facts: Sequence[FactAnswer]) -> str:
    """Say time, hedges, qualifiers, and that a reader inferred it, in parentheses."""
    times = dict.fromkeys(
        fact.when_display
        for fact in facts
        if fact.when_display
        and not (fact.value_type is ValueType.DATE and fact.when_display == fact.display)
    )
    unread = dict.fromkeys(
        f"“{fact.when_text}”" for fact in facts if fact.when_text and fact.when is None
    )
    hedges = dict.fromkeys(f"“{fact.hedge}”" for fact in facts if fact.hedge)
    said = [" / ".join(str(time) for time in times), " / ".join(unread), *hedges, *_limits(facts)]
    if facts and all(fact.certainty is Certainty.INFERRED for fact in facts):
        said.append("inferred by a reader")
    kept = [one for one in said if one]
    return f" ({'; '.join(kept)})" if kept else ""


def _limits(facts: Iterable[FactAnswer]) -> Iterator[str]:
    found: dict[str, dict[str, None]] = {}
    for fact in facts:
        for name, value in fact.qualifiers.items():
            if name not in _NOT_TOLD:
                found.setdefault(name, {})[_words(value)] = None
    for name, values in found.items():
        term = qualifier_terms().get(name)
        label = term.label if term is not None else name.replace("_", " ").capitalize()
        yield f"{label}: {' / '.join(values)}"


def _words(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value)
    return str(value)


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
                speaker = f"{cited.work.rstrip('.')}, as passed on by {speaker}"
            elif cited is not None:
                speaker = f"{speaker}, citing a footnote that has no entry"
            said[speaker] = None
    if not said or len(said) > _MOST_NAMED:
        return ""
    return f", according to {' and '.join(said)}"


_MOST_NAMED = 2
"""Speakers named in a sentence; of more than these the notes tell."""


def _beside(scope: ScopeAnswer, value: ValueAnswer) -> str | None:
    """Say how a value stands to the leading one, where it says the same less precisely."""
    if scope.status is not Status.REFINED:
        return None
    leading = {fact.id for fact in scope.values[0].facts}
    own = {fact.id for fact in value.facts}
    for relation in scope.relations:
        if relation.first in leading and relation.second in own:
            if relation.relation is Relation.REFINES:
                return "less precisely"
            if relation.relation is Relation.OVERLAPS:
                return "perhaps the same"
    return None


def _of_scope(scope: ScopeAnswer) -> str:
    said = "; ".join(
        f"{name.replace('_', ' ')}: {shown_date(str(value)) if name == 'when' else _words(value)}"
        for name, value in scope.scope.items()
    )
    return f" ({said})" if said else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
