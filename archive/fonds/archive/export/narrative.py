# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record told as a life, by templates: clauses, each with the facts and passages it rests on.

Nothing is said that no fact says. A template puts a fact's own words into a sentence and adds
nothing but its property; time, hedge, qualifiers and speaker go with it. What is disputed is told
as disputed, every account with who gives it; what somebody concluded is told as theirs. Facts that
were set aside are not told. How clauses become sentences is `narrative_flow`'s to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.export.narrative_again import AGAIN, lacking, of_another
from fonds.archive.export.narrative_before import others_merged, said_of_others, told_before
from fonds.archive.export.narrative_flow import Clause, Piece, flow, names_in, quoted
from fonds.archive.export.narrative_passages import (
    agent_said,
    denied_by,
    place_said,
    speaker_said,
)
from fonds.archive.export.narrative_templates import (
    ACCOUNTS,
    AT_ONCE,
    SAID_ALONE,
    TEMPLATES,
    Account,
    Tongue,
    template_of,
)
from fonds.archive.languages.telling import ENGLISH
from fonds.archive.queries.citation_answers import is_denied
from fonds.archive.queries.said import (
    beside,
    contested,
    fitting,
    hedges_of,
    inferred,
    named_alike,
    named_apart,
    qualifier_label,
    qualifier_words,
    qualifiers_of,
    times_of,
    written_of,
)
from fonds.archive.record.outcome import Status
from fonds.archive.record.rule import Relation
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.events.sentences import form_of, joined, labelled, say, term
from fonds.events.values import ValueKind

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

__all__ = ["Clause", "Narrative", "Note", "Paragraph", "narrative_of"]

_ASIDES = {
    Relation.REFINES: form_of("less precisely, {value} is given"),
    Relation.OVERLAPS: form_of("perhaps {value} is the same"),
}
_UNKNOWN = form_of("“{label}” is not known")
_OUTCOMES = {
    ConflictOutcome.PREFERRED: form_of("{agent} preferred this"),
    ConflictOutcome.BOTH_STAND: form_of("{agent} concluded “both stand”"),
    ConflictOutcome.DIFFERENT_SCOPE: form_of("{agent} concluded “different scope”"),
    ConflictOutcome.UNRESOLVED: form_of("{agent} concluded “unresolved”"),
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Clauses under one heading of the record."""

    heading: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A passage. ``quote`` is None where the words were erased or withheld, or are ``hidden``."""

    number: int
    quote: str | None
    place: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Narrative:
    """A whole life as told: title, what must be known before, paragraphs, notes.

    ``sources`` are the works its notes name, as a style refers to them. All is in ``language``, but
    for the sources' own words.
    """

    title: str
    about: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    sources: tuple[Reference, ...] = ()
    language: str = ENGLISH


def narrative_of(
    record: Record,
    limits: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    language: str = ENGLISH,
    called: Mapping[str, str] | None = None,
    remarks: Sequence[str] = (),
) -> Narrative:
    """Tell a record; ``limits`` say what its policy leaves out, ``remarks`` are told before it.

    ``titles`` name sources, and ``called`` subjects, by id, where two are called alike.
    """
    names = called or {}
    owners = others_merged(record, names)
    return _Teller(record, titles or {}, Tongue(language), names, owners).told(limits, remarks)


@dataclass
class _Teller:
    record: Record
    titles: Mapping[str, str]
    tongue: Tongue
    called: Mapping[str, str]
    owners: Mapping[str, str]
    notes: dict[tuple[object, ...], Note] = field(default_factory=dict)

    def told(self, limits: Sequence[str], remarks: Sequence[str]) -> Narrative:
        tell = self.tongue.tell
        about = told_before(self.record, self.owners, limits, remarks)
        paragraphs = []
        for section in self.record.sections:
            pieces = [one for answer in section.properties for one in self._of(answer)]
            clauses = flow(pieces, names_in(self.record, self.tongue), self.tongue)
            if clauses:
                paragraphs.append(Paragraph(tell(labelled(section.label)), tuple(clauses)))
        return Narrative(
            self.record.label,
            tuple(map(tell, about)),
            tuple(paragraphs),
            tuple(self.notes.values()),
            language=self.tongue.language,
        )

    def _of(self, answer: PropertyAnswer) -> Iterator[Piece]:
        for scope in answer.scopes:
            if scope.status is Status.DISPUTED:
                yield from self._disputed(answer, scope)
            elif scope.status is Status.RESOLVED:
                yield from self._resolved(answer, scope)
            else:
                yield from self._plain(answer, scope)
        for fact in answer.denied:
            form = form_of("Denied{by}, under “{label}”: {value}{details}")
            if not is_denied(fact):
                form = form_of(
                    "Said or denied, which is no longer known, under “{label}”: {value}{details}"
                )
            by, label = denied_by([fact], self.tongue), self.tongue.tell(labelled(answer.label))
            shown, details = self.tongue.tell(fact.display), self._details([fact])
            text = self.tongue.form(form).format(by=by, label=label, value=shown, details=details)
            yield self._ready(text, [fact])

    def _plain(self, answer: PropertyAnswer, scope: ScopeAnswer) -> Iterator[Piece]:
        for place, value in enumerate(scope.values):
            stands = beside(scope, value) if place else None
            # Facts that give one value at other times, or otherwise limited, are told apart: else
            # one source would seem to say what only the other does.
            groups = self._alike(value.facts)
            for number, facts in enumerate(groups):
                told = [fact for group in groups[:number] for fact in group]
                apart = named_apart(value, facts[0])
                if number and of_another(groups[:number], facts, apart=apart):
                    yield self._first(answer, value, facts)
                elif number:
                    without = lacking(told, facts, self.tongue)
                    form = AGAIN[apart][bool(without)]
                    yield self._piece(form, value, facts, lacking=without, aside=True)
                elif stands is not None:
                    unknown = facts[0].value_kind is ValueKind.UNKNOWN
                    form, label = _UNKNOWN if unknown else _ASIDES[stands], labelled(answer.label)
                    yield self._piece(form, value, facts, label=label, aside=True)
                else:
                    yield self._first(answer, value, facts)

    def _disputed(self, answer: PropertyAnswer, scope: ScopeAnswer) -> Iterator[Piece]:
        about = say("“{property}”", property=labelled(answer.label))
        if len(answer.scopes) > 1 and (limits := self._of_scope(scope)):
            about = say("{about} ({limits})", about=about, limits=limits)
        lead = (
            say("On {about} the sources disagree again, and nothing is preferred", about=about)
            if scope.reopened
            else say("On {about} the sources disagree, and nothing is preferred", about=about)
        )
        first, *others = contested(scope)
        text = f"{self.tongue.tell(lead)}. {self._account(Account.ONE, first)}"
        yield self._ready(text, first.facts)
        for value in others:
            yield self._ready(self._account(Account.ANOTHER, value), value.facts)
        for value in fitting(scope):
            yield self._ready(self._account(Account.FITTING, value), value.facts)

    def _resolved(self, answer: PropertyAnswer, scope: ScopeAnswer) -> Iterator[Piece]:
        made = next((one for one in reversed(scope.resolutions) if one.in_force), None)
        for place, value in enumerate(scope.values):
            if place:
                yield self._ready(self._account(Account.BESIDE, value), value.facts)
                continue
            named, *others = named_alike(value)
            first = self._first(answer, value, named)
            if made is None:
                after: str = say(" (the sources disagree; this account is preferred by assessment)")
            else:
                how: str = say(_OUTCOMES[made.outcome], agent=agent_said(made.agent))
                if made.reason:
                    # It stands within brackets, before the sentence's own full stop.
                    how = say("{how}: {reason}", how=how, reason=made.reason.removesuffix("."))
                after = say(" (the sources disagree; {how})", how=how)
            yield first.alone(self.tongue.tell(after))
            for facts in others:
                yield self._piece(AGAIN[True][0], value, facts, aside=True)

    def _first(
        self, answer: PropertyAnswer, value: ValueAnswer, facts: Sequence[FactAnswer]
    ) -> Piece:
        """Say a value of a property."""
        label = labelled(answer.label)
        if any(fact.value_kind is not ValueKind.VALUE for fact in value.facts):
            form = form_of("{label}: {value}")
            if not self._speakers(facts):
                form = form_of("{label}: {value}, say the sources")
            return self._piece(form, value, facts, label=label, aside=True)
        if answer.name in TEMPLATES:
            form = template_of(answer.name, str(self._display(value, facts)))
            return self._piece(form, value, facts, name=answer.name)
        form = form_of("of {who}, under “{label}”: {value}")
        return self._piece(form, value, facts, label=label)

    def _piece(
        self,
        form: str,
        value: ValueAnswer,
        facts: Sequence[FactAnswer],
        *,
        name: str = "",
        label: str = "",
        lacking: str = "",
        aside: bool = False,
    ) -> Piece:
        told = self._shown(value, facts)
        parts = {"value": told, "label": self.tongue.tell(label), "lacking": lacking}
        parts["when"] = self.tongue.when(str(facts[0].value), told)
        return Piece(
            form,
            parts,
            self._details(facts, in_prose=self.tongue.takes_a_time(form), at_once=form in AT_ONCE),
            self._speakers(facts),
            tuple(fact.id for fact in facts),
            self._marks(facts),
            name=name,
            aside=aside,
        )

    def _display(self, value: ValueAnswer, facts: Sequence[FactAnswer]) -> str:
        display = facts[0].display if named_apart(value, facts[0]) else value.display
        return self.called.get(str(facts[0].value_subject), display)

    def _shown(self, value: ValueAnswer, facts: Sequence[FactAnswer]) -> str:
        return self.tongue.tell(self._display(value, facts))

    def _ready(self, text: str, facts: Sequence[FactAnswer]) -> Piece:
        return Piece(
            "", {"text": text}, "", "", tuple(fact.id for fact in facts), self._marks(facts)
        )

    def _account(self, account: Account, value: ValueAnswer) -> str:
        told = []
        for number, facts in enumerate(named_alike(value)):
            said = self._speakers(facts)
            how = ACCOUNTS[account][facts[0].value_kind is ValueKind.VALUE]
            if number:
                how = form_of("under another name {value}{details}{speakers}")
            by = self.tongue.form(", according to {speakers}").format(speakers=said) if said else ""
            words, details = self._shown(value, facts), self._details(facts)
            told.append(self.tongue.form(how).format(speakers=by, value=words, details=details))
        return "; ".join(told)

    def _alike(self, facts: Iterable[FactAnswer]) -> list[list[FactAnswer]]:
        """Put together the facts of which the same can be said in parentheses."""
        found: dict[tuple[str | None, str], list[FactAnswer]] = {}
        for fact in facts:
            # Of subjects held to be one, each source names the one it names.
            named = fact.display if fact.value_subject is not None else None
            found.setdefault((named, self._details([fact])), []).append(fact)
        return list(found.values())

    def _during(self, facts: Sequence[FactAnswer], *, at_once: bool) -> str:
        """Say the one time of facts in plain words; "" where it is to stand in parentheses."""
        times = {fact.when.edtf if fact.when is not None else "" for fact in facts}
        if len(times) != 1 or not times_of(facts):
            return ""
        return self.tongue.during(*times, at_once=at_once)

    def _details(
        self, facts: Sequence[FactAnswer], *, in_prose: bool = False, at_once: bool = False
    ) -> str:
        """Say time, hedges, qualifiers, and that a reader inferred it, in parentheses.

        The time stands before these, ``in_prose``, where it can be said in plain words.
        """
        tell = self.tongue.tell
        during = self._during(facts, at_once=at_once) if in_prose else ""
        said = [] if during else [" / ".join(tell(one) for one in times_of(facts))]
        said += [tell(quoted(one)) for one in (*written_of(facts), *hedges_of(facts))]
        said += [tell(one) for one in said_of_others(facts, self.owners)]
        for name, words in qualifiers_of(facts).items():
            limits = " / ".join(tell(one) for one in words)
            said.append(
                limits if name in SAID_ALONE else f"{tell(qualifier_label(name))}: {limits}"
            )
        if facts and inferred(facts):
            said.append(tell(say("inferred by a reader")))
        if not all(map(is_denied, facts)) and (by := denied_by(facts, self.tongue)):
            said.append(tell(say("denied{by}", by=by)))
        kept = [one for one in said if one]
        time = f" {during}" if during else ""
        return f"{time} ({'; '.join(kept)})" if kept else time

    def _speakers(self, facts: Iterable[FactAnswer]) -> str:
        """Say according to whom; nothing where several agree, whom their notes name."""
        said: dict[str, None] = {}
        for fact in facts:
            for citation in fact.citations:
                if citation.against:
                    continue
                title = self._titled(citation.source_title)
                said[self.tongue.tell(speaker_said(citation, title, self.record.label))] = None
        if not said or len(said) > _MOST_NAMED:
            return ""
        # Of "A, quoted by B and C" nobody could tell whose words are C's.
        apart = (
            form_of("{first}, and according to {second}")
            if any("," in one for one in said)
            else form_of("{first} and {second}")
        )
        first, *rest = said
        return self.tongue.form(apart).format(first=first, second=rest[0]) if rest else first

    def _of_scope(self, scope: ScopeAnswer) -> str:
        said = (
            qualifier_words(name, value)
            if name == "when"
            else say("{name}: {words}", name=term(name), words=qualifier_words(name, value))
            for name, value in scope.scope.items()
        )
        return joined("; ", said)

    def _marks(self, facts: Iterable[FactAnswer]) -> tuple[int, ...]:
        marks = dict.fromkeys(self._note(citation) for fact in facts for citation in fact.citations)
        return tuple(marks)

    def _note(self, citation: CitationAnswer) -> int:
        key = (
            citation.excerpt or citation.inquiry,
            citation.asserted_by,
            citation.cited_work,
            citation.stance,
            tuple(link.manner for link in citation.chain),
        )
        if key not in self.notes:
            title = self.titles.get(citation.source, citation.source_title)
            place = place_said(citation, self._titled(title), self.tongue)
            self.notes[key] = Note(len(self.notes) + 1, citation.quote, place, citation.hidden)
        return self.notes[key].number

    def _titled(self, title: str) -> str:
        """Return a source's title; what stands where it has none any more is our own word."""
        nameless = say("[title erased or withheld]")
        return title.replace(nameless, self.tongue.tell(nameless))


_MOST_NAMED = 2
"""Speakers named in a sentence; of more than these the notes tell."""
