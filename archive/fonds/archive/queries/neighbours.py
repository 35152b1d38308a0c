# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who held an office before and after a subject, by the subject's own facts and by those of others.

That one followed another is a fact about both, whichever of the two it was entered for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fonds.archive.record.words import literal_words, word_set
from fonds.events.dates.days import day_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fonds.archive.lookup.facts import FactReader
    from fonds.archive.queries.answers import FactAnswer, Record
    from fonds.archive.queries.records import RecordReader
    from fonds.archive.record.states import FactState
    from fonds.events.values import When

OFFICE = "position_held"
"""The property that tells an office held."""
SIDES = {"predecessor": "successor", "successor": "predecessor"}
"""The properties that tell a neighbour, each with what it says when read from the other end."""
_A_YEAR = 366
"""Days: who was elected in November comes after one whose term ended with the year before."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One who held an office before (``side`` is predecessor) or after (successor) a subject.

    ``subject`` is None where a source's words alone name them. ``facts`` are the evidence.
    """

    side: str
    subject: str | None
    label: str
    facts: tuple[FactAnswer, ...]


def make_neighbours(reader: RecordReader, facts: FactReader, record: Record) -> list[Neighbour]:
    """Return all who stand before or after a subject in any office, one for each value said.

    The subject's own come first, in the record's order, then those of others' facts that name it.
    Of a subject without an office none: it can be named by as many facts as there are.
    """
    if not any(answer.name == OFFICE for answer in record.properties()):
        return []
    return [*_told_here(record), *_told_elsewhere(reader, facts, record)]


def beside_in_office(held: FactAnswer, all_told: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    """Return who held the same office before and after, as far as the words of the office agree.

    Of an office held twice, one who has a time stands beside the term of that time alone.
    """
    office = word_set(held.display)
    found: dict[tuple[str, str], Neighbour] = {}
    for one in all_told:
        evidence = tuple(
            fact for fact in one.facts if _meets(fact.when, held.when) and _of_office(fact, office)
        )
        if not evidence:
            continue
        key = (one.side, one.subject or one.label)
        before = found.get(key)
        found[key] = replace(one, facts=(*before.facts, *evidence) if before else evidence)
    return tuple(found.values())


def _told_here(record: Record) -> Iterator[Neighbour]:
    for answer in record.properties():
        if answer.name not in SIDES:
            continue
        for scope in answer.scopes:
            for value in scope.values:
                whom = value.facts[0].value_subject
                yield Neighbour(answer.name, whom, value.display, value.facts)


def _told_elsewhere(reader: RecordReader, facts: FactReader, record: Record) -> Iterator[Neighbour]:
    own = {record.id, *(one for one, _ in record.merged)}
    naming = [
        state
        for one in sorted(own)
        for state in _naming(reader, facts, one)
        if state.reading.property in SIDES
        and state.reading.value_subject in own
        and state.subject not in own
        and not state.unheld
    ]
    counted = reader.counted(naming)
    for state, told in zip(counted, reader.told(counted).values(), strict=True):
        side = SIDES[state.reading.property]
        yield Neighbour(side, state.subject, reader.identity.label(state.subject), (told,))


def _naming(reader: RecordReader, facts: FactReader, subject: str) -> list[FactState]:
    """Return the facts that may tell of a subject as a neighbour.

    What a fact is filed under is kept as it is now alone; it may have been another property once.
    """
    if reader.last is None:
        return facts.naming_now(subject, SIDES)
    return facts.naming(subject, reader.last)


def _of_office(fact: FactAnswer, office: frozenset[str]) -> bool:
    named = fact.qualifiers.get("office")
    words = word_set(literal_words(named)) if isinstance(named, str) else frozenset()
    return bool(words) and (words <= office or office <= words)


def _meets(one: When | None, other: When | None) -> bool:
    """Tell whether two times can be of one term: they share a day, or lie within a year."""
    if one is None or other is None:
        return True
    pairs = ((one.latest, other.earliest), (other.latest, one.earliest))
    return all(
        last is None or first is None or day_number(first) - day_number(last) <= _A_YEAR
        for last, first in pairs
    )
