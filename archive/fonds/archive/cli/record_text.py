# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record as text: sections, values with dates and hedges, marks, disputes, then the passages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.cli.footnotes import Footnotes, denied_by, drawn, hedged, unheld_words
from fonds.archive.cli.summary_text import concluded_words, once_concluded_words, state_words
from fonds.archive.cli.tables import as_held, counted, in_words, moment
from fonds.archive.cli.terminal import Ink, cells, flowing, safe, wrap
from fonds.archive.queries.citation_answers import is_alleged, opponents
from fonds.archive.queries.said import (
    beside,
    contested,
    differing,
    fitting,
    hedges_of,
    limited_alike,
    named_alike,
    qualifier_label,
    qualifier_words,
    qualifiers_of,
    time_as_written,
    time_of,
    times_of,
)
from fonds.archive.record.resolve import Status
from fonds.archive.record.rule import Relation
from fonds.events.values import Rank, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.queries.answers import (
        FactAnswer,
        Json,
        PropertyAnswer,
        Record,
        ScopeAnswer,
        ValueAnswer,
    )
    from fonds.archive.queries.source_answers import SourceAnswer

_LABEL = 24
"""Columns for the labels of properties; a longer one stands on a line of its own."""

_NARROW = 60
"""Below this many columns values stand under their labels."""

_BOTH = 2
_BY_A_PERSON = frozenset({"transcribed", "translated", "redacted"})
_ASIDES: dict[Relation | None, str] = {
    Relation.REFINES: "less precise",
    Relation.OVERLAPS: "may be the same",
}


class RecordText:
    """Sets one record, its marks numbered as they are first met."""

    def __init__(
        self,
        record: Record,
        sources: Sequence[SourceAnswer],
        ink: Ink,
        width: int,
        *,
        ids: bool = False,
        limits: Sequence[str] = (),
        links: Sequence[str] = (),
        owners: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare to set ``record`` in ``width`` columns; ``links`` say whom it may be one with.

        ``sources`` are those it cites; ``ids`` names facts and passages by id; ``limits`` say what
        its policy leaves out; ``owners`` names, by id, those merged.
        """
        self._record = record
        self._owners = owners or {}
        self._sources = sources
        self._ink = ink
        self._width = width
        self._ids = ids
        self._limits, self._links = limits, links
        self._indent = " " * (4 if width < _NARROW else _LABEL + 2)
        self._titles = _titles(sources)
        self._notes = Footnotes(ink, width, self._titles, ids=ids, made=_made(sources))

    def lines(self) -> list[str]:
        """Return the lines: title, sections, passages, sources and what was thought of them."""
        lines = self._title()
        for section in self._record.sections:
            lines += ["", self._ink.strong(safe(section.label).upper())]
            for answer in section.properties:
                lines += self._property(answer)
        if not self._record.sections:
            lines += ["", "Nothing is recorded of this subject."]
        lines += self._notes.lines()
        return lines + self._source_lines() + self._erased_lines()

    def _erased_lines(self) -> list[str]:
        lines = ["", self._ink.strong("ERASED")] if self._record.erased else []
        for one in self._record.erased:
            said = f"{moment(one.recorded_at)}: {one.said}. What was said is gone for good."
            lines += wrap(safe(said), self._width, first="  ", rest="    ")
        return lines

    def _title(self) -> list[str]:
        record = self._record
        counts = [
            record.kind.value,
            counted(record.facts, "fact"),
            counted(len(record.sources), "source"),
        ]
        disputes = sum(answer.status is Status.DISPUTED for answer in record.properties())
        if disputes:
            counts.append(f"{disputes} disputed")
        lines = [
            *(self._ink.strong(line) for line in wrap(safe(record.label), self._width)),
            self._ink.quiet(" · ".join(counts)),
        ]
        if record.names:
            also = f"also {'; '.join(record.names)}"
            lines += [self._ink.quiet(line) for line in wrap(safe(also), self._width)]
        if self._ids:
            lines.append(self._ink.quiet(record.id))
        if record.as_of is not None:
            lines.append(as_held(record.as_of))
        for link in self._links:
            lines += wrap(link, self._width, rest="  ")
        if self._limits:
            lines += wrap(f"! under a policy: {'; '.join(self._limits)}", self._width, rest="  ")
        return lines

    def _property(self, answer: PropertyAnswer) -> list[str]:
        body: list[str] = []
        for scope in answer.scopes:
            body += self._scope(scope, alone=len(answer.scopes) == 1)
        for fact in answer.deprecated:
            body += self._deprecated(fact)
        for fact in answer.denied:
            body += self._denied(fact)
        label = f"  {safe(answer.label)}"
        if self._width < _NARROW or cells(label) > _LABEL or not body:
            return [*wrap(label, self._width, rest="    "), *body]
        first = body[0][len(self._indent) :]
        return [label + " " * (len(self._indent) - cells(label)) + first, *body[1:]]

    def _scope(self, scope: ScopeAnswer, *, alone: bool) -> list[str]:
        lines: list[str] = []
        indent = self._indent
        said_above = {} if alone else scope.scope
        if not alone:
            said = "; ".join(scope_words(name, value) for name, value in said_above.items())
            said = said or "of what or when is not said"
            lines += [
                indent + self._ink.quiet(line)
                for line in wrap(f"[{safe(said)}]", self._width - len(indent), rest=" ")
            ]
        state = state_words(scope)
        if state:
            tone = self._ink.alert if scope.status is Status.DISPUTED else self._ink.quiet
            for said in (state, *concluded_words(scope)):
                told = wrap(said, self._width - cells(indent), rest="  ")
                lines += [indent + tone(line) for line in told]
            indent += "  "
        beyond = fitting(scope)
        for place, value in enumerate(scope.values):
            if value not in beyond:
                aside = _ASIDES.get(beside(scope, value)) if place else None
                for part in _parts(value):
                    lines += self._value(part, indent, aside, said_above)
        fits = "fits both" if len(contested(scope)) == _BOTH else "fits all of them"
        for value in beyond:
            lines += self._value(value, indent, fits, said_above)
        if once := once_concluded_words(scope):
            told = wrap(once, self._width - cells(indent), rest="  ")
            lines += [indent + self._ink.quiet(line) for line in told]
        return lines

    def _value(
        self,
        value: ValueAnswer,
        indent: str,
        aside: str | None,
        said_above: Mapping[str, Json],
    ) -> list[str]:
        shown = _value_words(value.display, value.facts)
        named = named_alike(value)
        if len(named) > 1:
            shown = "; ".join(f"{flowing(one[0].display)} {self._marks(one)}" for one in named)
        above = qualifier_words("when", said_above["when"]) if "when" in said_above else None
        times = [safe(time) for time in times_of(value.facts)]
        if times and times != [above]:
            shown += f", {' / '.join(times)}"
        # Numbered first: a hedge's mark is one of them.
        marks = self._marks(value.facts)
        if hedges := hedged(value.facts, self._marked):
            shown += f" ({'; '.join(hedges)})"
        remarks = [*self._remarks(value), *([aside] if aside else [])]
        if remarks:
            shown += f" ({', '.join(remarks)})"
        shown += "" if len(named) > 1 else f" {marks}"
        lines = wrap(shown.rstrip(), self._width, first=indent, rest=indent + "  ")
        limits = _limits(value.facts, said_above)
        if limits:
            lines += [
                self._ink.quiet(line)
                for line in wrap(limits, self._width, first=indent + "  ", rest=indent + "  ")
            ]
        return lines

    def _remarks(self, value: ValueAnswer) -> list[str]:
        remarks = [
            f"said of {safe(self._owners[subject])}"
            for subject in dict.fromkeys(fact.subject for fact in value.facts)
            if subject != self._record.id and subject in self._owners
        ]
        if value.rank is Rank.PREFERRED:
            remarks.append("preferred")
        if value.second_hand:
            remarks.append("second-hand")
        if is_alleged(value.facts):
            remarks.append("alleged")
        remarks += drawn(value.facts, self._marked)
        if value.dangling:
            remarks.append("dangling: no footnote it rests on has an entry")
        if value.sources > 1:
            remarks.append(f"{in_words(value.sources)} sources, {_lineages(value)}")
        remarks += _differing(value)
        if against := opponents(value.facts):
            remarks.append(denied_by(against))
        if value.circular:
            remarks.append("circular: its sources rest on each other")
        return remarks

    def _marks(self, facts: Iterable[FactAnswer]) -> str:
        if not self._ids:
            return self._marked(facts)
        return " ".join(
            f"{''.join(self._notes.mark(citation) for citation in fact.citations)} {fact.id}"
            for fact in facts
        )

    def _marked(self, facts: Iterable[FactAnswer]) -> str:
        """Return the marks of facts without their ids."""
        marks = (self._notes.mark(citation) for fact in facts for citation in fact.citations)
        return "".join(dict.fromkeys(marks))

    def _deprecated(self, fact: FactAnswer) -> list[str]:
        judged = fact.assessment
        why = f": {flowing(judged.reason)}" if judged and judged.reason else ""
        who = f" by {safe(judged.agent)}" if judged else ""
        text = f"(set aside{who}: {_value_words(fact.display, [fact])}{why}) {self._marks([fact])}"
        return wrap(text.rstrip(), self._width, first=self._indent, rest=self._indent + "  ")

    def _denied(self, fact: FactAnswer) -> list[str]:
        text = f"{unheld_words(fact)}: {fact_words(fact)} {self._marks([fact])}"
        lines = wrap(text.rstrip(), self._width, first=self._indent, rest=self._indent + "  ")
        limits, inner = _limits([fact], {}), self._indent + "  "
        found = wrap(limits, self._width, first=inner, rest=inner) if limits else []
        return [*map(self._ink.alert, lines), *map(self._ink.quiet, found)]

    def _source_lines(self) -> list[str]:
        lines: list[str] = []
        for source in self._sources:
            if not lines:
                lines += ["", self._ink.strong("SOURCES")]
            text = safe(self._titles[source.id])
            if source.authors:
                text += f", {safe('; '.join(source.authors))}"
            judged = [one for one in source.appraisals if self._was_known(one.recorded_at)]
            if judged:
                said = ", ".join(filter(None, [judged[-1].reliability, judged[-1].bias]))
                text += f" · appraised as {safe(said)}"
            lines += wrap(text, self._width, first="  ", rest="    ")
        return lines

    def _was_known(self, recorded_at: str) -> bool:
        as_of = self._record.as_of
        return as_of is None or (as_of.recorded_at is not None and recorded_at <= as_of.recorded_at)


def _parts(value: ValueAnswer) -> list[ValueAnswer]:
    """Part what one source says of two things by one word; of several sources it is remarked."""
    groups = limited_alike(value.facts) if value.sources < _BOTH else []
    if len(groups) < _BOTH or len(named_alike(value)) > 1:
        return [value]
    return [
        replace(value, facts=tuple(facts), second_hand=all(fact.second_hand for fact in facts))
        for facts in groups
    ]


def _lineages(value: ValueAnswer) -> str:
    """Say on how many originals several sources rest: "one lineage", "at most two lineages"."""
    number = value.lineages or 0
    noun = "lineage" if number == 1 else "lineages"
    apart = ", since one source passes on several" if number > value.sources else ""
    return f"{'at most ' if value.at_most else ''}{in_words(number)} {noun}{apart}"


def _differing(value: ValueAnswer) -> list[str]:
    """Say on what the sources of one value differ, lest their number read as corroboration."""
    found = differing(value)
    words = [qualifier_label(name).lower() for name in found if name != "when"]
    said = [f"differing on {' and '.join(words)}"] if words else []
    return said + (["the times differ"] if "when" in found else [])


def _made(sources: Sequence[SourceAnswer]) -> dict[str, str]:
    """Return how texts that a person made were made, and by whom, by the texts' ids."""
    return {
        one.id: f"{one.method}{f' ({one.language})' if one.language else ''} by {safe(one.agent)}"
        for source in sources
        for one in source.renditions
        if one.method in _BY_A_PERSON
    }


def _titles(sources: Sequence[SourceAnswer]) -> dict[str, str]:
    """Return each source's title; where two are alike, with the name its file had, or its id."""
    shared = Counter(source.title for source in sources)
    return {
        source.id: source.title
        if shared[source.title] == 1
        else f"{source.title} ({source.aliases[0] if source.aliases else source.id})"
        for source in sources
    }


def fact_words(fact: FactAnswer) -> str:
    """Say a fact's value with its time and hedge, in one line."""
    time = time_of(fact)
    shown = _value_words(fact.display, [fact]) + (f", {safe(time)}" if time else "")
    hedges = hedges_of([fact])
    return f"{shown} (“{flowing(hedges[0])}”)" if hedges else shown


def _value_words(display: str, facts: Iterable[FactAnswer]) -> str:
    """Return a value's words; that there is none, or none is known, is said by the source."""
    without = all(fact.value_kind is not ValueKind.VALUE for fact in facts)
    return f"{flowing(display)}, says the source" if without else flowing(display)


def _limits(facts: Sequence[FactAnswer], said_above: Mapping[str, Json]) -> str:
    said: dict[str, list[str]] = {}
    for fact in facts:
        if fact.value_kind is not ValueKind.VALUE and fact.as_written:
            said.setdefault("as_written", []).append(f"“{flowing(fact.as_written)}”")
        if written := time_as_written(fact):
            said.setdefault("when_text", []).append(f"“{flowing(written)}”")
    for name, words in qualifiers_of(facts).items():
        above = qualifier_words(name, said_above[name]) if name in said_above else None
        said[name] = [flowing(one) for one in words if one != above]
    return safe(
        " · ".join(
            f"{qualifier_label(name)}: {'; '.join(dict.fromkeys(values))}"
            for name, values in said.items()
            if values
        )
    )


def scope_words(name: str, value: Json) -> str:
    """Say what one side of a context is: "Office: Mayor", or a time."""
    words = flowing(qualifier_words(name, value))
    return words if name == "when" else f"{qualifier_label(name)}: {words}"
