# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A life in the order of time, as far as the sources give one; and whom a subject is tied to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from fonds.archive.queries.dates import make_dates
from fonds.archive.queries.neighbours import OFFICE, SIDES, beside_in_office, make_neighbours
from fonds.archive.queries.said import beside, fitting, limited_alike
from fonds.archive.queries.shown import shown_date
from fonds.archive.record.outcome import Status
from fonds.archive.record.rule import Relation
from fonds.archive.record.setting import MOMENTS, date_of
from fonds.archive.record.states import Standing
from fonds.events.dates.days import day_number
from fonds.events.sentences import say
from fonds.events.values import ValueType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fonds.archive.lookup.facts import FactReader
    from fonds.archive.queries.answers import (
        FactAnswer,
        PropertyAnswer,
        Record,
        ScopeAnswer,
        ValueAnswer,
    )
    from fonds.archive.queries.dates import DateAnswer, DateClash
    from fonds.archive.queries.neighbours import Neighbour
    from fonds.archive.queries.records import RecordReader

_NOT_LIVED = frozenset({"document", "organisation"})
"""Sections of the vocabulary that speak of no life."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something of a life that has a time.

    ``earliest`` and ``latest`` are the first and last day it can mean (None: open), ``when`` the
    time as a reader reads it. ``reckoned`` tells that no source states the time: it follows from
    ages and births (see `fonds dates`), and ``rests_on`` names those facts too. ``status`` is that
    of the scope the value stands in. ``neighbours`` are who held an office before and after.
    """

    earliest: str | None
    latest: str | None
    when: str
    reckoned: bool
    property: str
    label: str
    value: str
    status: str
    facts: tuple[FactAnswer, ...]
    rests_on: tuple[str, ...]
    neighbours: tuple[Neighbour, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """What has a time, in its order; ``undated`` counts the facts that have none.

    ``clashes`` are sets of facts about dates that cannot all be so, but for conflicts.
    """

    record: Record
    entries: tuple[Entry, ...]
    undated: int
    clashes: tuple[DateClash, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """That two subjects are named together: one stands in a fact about the other.

    ``incoming`` tells that the fact is about the other one. ``facts`` are its evidence.
    """

    other: str
    label: str
    kind: str
    property: str
    property_label: str
    incoming: bool
    facts: tuple[FactAnswer, ...]


def make_timeline(reader: RecordReader, facts: FactReader, record: Record) -> Timeline:
    """Return a record's entries in the order of their first days; an open beginning is no day."""
    dated = make_dates(reader, facts, record.id, merged=bool(record.merged))
    reckoned = {
        one.fact: one
        for one in dated.dates
        if one.fact is not None and one.earliest is not None and one.latest is not None
    }
    neighbours = make_neighbours(reader, facts, record)
    entries: list[Entry] = []
    undated = 0
    for answer in record.properties():
        if answer.section in _NOT_LIVED or answer.name in SIDES:
            continue
        for scope in answer.scopes:
            for value in scope.values:
                found = list(_entries(answer, scope, value, reckoned, neighbours))
                entries += found
                undated += len(value.facts) - sum(len(entry.facts) for entry in found)
    # What is known by its end alone stands there: nobody was married before being born.
    entries.sort(key=_in_order)
    return Timeline(record, tuple(entries), undated, dated.beside_conflicts)


def _in_order(entry: Entry) -> tuple[int, float, str, str]:
    """Return by what an entry stands in a life: days as numbers, as years before our era ask."""
    first = day_number(entry.earliest or entry.latest or "0000-01-01")
    last = day_number(entry.latest) if entry.latest is not None else inf
    return first, last, entry.label, entry.value


def rivals_in(record: Record) -> dict[str, list[FactAnswer]]:
    """Return the facts that conflict with a fact, by its id, where nothing has settled it."""
    found: dict[str, list[FactAnswer]] = defaultdict(list)
    for answer in record.properties():
        for scope in answer.scopes:
            if scope.status is not Status.DISPUTED:
                continue
            facts = {fact.id: fact for value in scope.values for fact in value.facts}
            for one in scope.relations:
                if one.relation is Relation.CONFLICTS:
                    found[one.first].append(facts[one.second])
                    found[one.second].append(facts[one.first])
    return found


def coarser_than(found: Timeline) -> dict[int, tuple[int, Relation]]:
    """Tell which entries give the date of another less precisely, or perhaps: one birth, not two.

    Returns:
        For the number of each such entry the number of the one with the leading date, and how that
        one stands to it: it *refines* it or *overlaps* with it.
    """
    first_of = {fact.id: number for number, one in enumerate(found.entries) for fact in one.facts}
    folded: dict[int, tuple[int, Relation]] = {}
    for answer in found.record.properties():
        for scope in answer.scopes:
            for value in scope.values[1:]:
                how = beside(scope, value)
                into = first_of.get(scope.values[0].facts[0].id)
                if how is None or into is None:
                    continue
                own = {first_of[fact.id] for fact in value.facts if fact.id in first_of}
                folded |= {
                    number: (into, how)
                    for number in own - {into}
                    if found.entries[number].facts[0].value_type is ValueType.DATE
                }
    return folded


def _entries(
    answer: PropertyAnswer,
    scope: ScopeAnswer,
    value: ValueAnswer,
    reckoned: Mapping[str, DateAnswer],
    neighbours: Sequence[Neighbour],
) -> Iterator[Entry]:
    """Yield an entry for each time at which the facts of a value put it."""
    # A span that holds each of the dates in dispute is not disputed itself.
    status = Status.REFINED if value in fitting(scope) else scope.status
    by_time: dict[tuple[str | None, str | None, str], list[FactAnswer]] = defaultdict(list)
    for fact in value.facts:
        time = _time(fact)
        if time is not None:
            by_time[time].append(fact)
        elif (span := reckoned.get(fact.id)) is not None:
            yield Entry(
                span.earliest,
                span.latest,
                _between(span),
                True,
                answer.name,
                answer.label,
                value.display,
                status.value,
                (fact,),
                span.facts,
            )
    for (earliest, latest, when), said in (
        (time, members) for time, facts in by_time.items() for members in limited_alike(facts)
    ):
        yield Entry(
            earliest,
            latest,
            when,
            False,
            answer.name,
            answer.label,
            said[0].display,
            status.value,
            tuple(said),
            tuple(fact.id for fact in said),
            beside_in_office(said[0], neighbours) if answer.name == OFFICE else (),
        )


def _time(fact: FactAnswer) -> tuple[str | None, str | None, str] | None:
    if fact.value_type is ValueType.DATE and fact.value is not None:
        date = date_of(str(fact.value))
        if date is not None:
            return date.bounds.earliest, date.bounds.latest, fact.display
    when = fact.when
    if when is not None and (when.earliest or when.latest):
        return when.earliest, when.latest, fact.when_display or when.edtf
    for name in MOMENTS:
        said = fact.qualifiers.get(name)
        date = date_of(said) if isinstance(said, str) else None
        if date is not None and (date.bounds.earliest or date.bounds.latest):
            return date.bounds.earliest, date.bounds.latest, shown_date(date.text)
    return None


def _between(span: DateAnswer) -> str:
    if span.earliest == span.latest:
        return shown_date(str(span.earliest))
    return say(
        "between {shown_date} and {shown_date2}",
        shown_date=shown_date(str(span.earliest)),
        shown_date2=shown_date(str(span.latest)),
    )


def make_ties(reader: RecordReader, facts: FactReader, subject: str) -> list[Tie]:
    """Return whom and what a subject is tied to by facts that stand, each with its evidence.

    Raises:
        RefusedError: the subject was not known yet.
    """
    reader.described(subject)
    states = [state for state in reader.facts_about(subject) if not state.unheld]
    found: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for state in states:
        other = state.reading.value_subject
        if other is not None and other != subject:
            found[other, state.reading.property, False].append(state.id)
    naming = reader.counted(
        [
            state
            for state in facts.naming(subject, reader.last)
            if state.standing is Standing.STANDS
            and not state.unheld
            and state.subject != subject
            and state.reading.value_subject == subject
        ]
    )
    for state in naming:
        found[state.subject, state.reading.property, True].append(state.id)
    told = reader.told([*states, *naming])
    ties = [
        Tie(
            other,
            reader.identity.label(other),
            reader.described(other).kind.value,
            name,
            reader.property_label(name),
            incoming,
            tuple(told[fact] for fact in ids),
        )
        for (other, name, incoming), ids in found.items()
    ]
    return sorted(ties, key=lambda tie: (tie.label, tie.other, tie.property, tie.incoming))
