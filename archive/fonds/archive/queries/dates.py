# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the dates of a subject can be, and which passages about them cannot all be so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.record.chronology import DATED, PARENTS, TIME, chronology
from fonds.archive.record.constraints import Variable, day_of, solve
from fonds.events.sentences import joined, say
from fonds.events.values import Rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.lookup.facts import FactReader
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.records import RecordReader
    from fonds.archive.record.fold import FactState

_TIES = PARENTS | {"child", "predecessor", "successor"}


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """A day, or span of days, that the facts leave open or fix.

    ``property`` is what dates it: that of the value, or of the fact whose time it is (``fact``).
    ``earliest`` and ``latest`` are days, None where nothing bounds them, or where passages about it
    clash. ``facts`` are those the bounds rest on.
    """

    property: str
    label: str
    fact: str | None
    earliest: str | None
    latest: str | None
    facts: tuple[str, ...]
    clashes: bool


@dataclass(frozen=True, slots=True)
class DateClash:
    """A smallest set of facts that cannot all be so, and why in a sentence."""

    facts: tuple[FactAnswer, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class DatesAnswer:
    """All that can be said of a subject's dates."""

    subject: str
    label: str
    dates: tuple[DateAnswer, ...]
    clashes: tuple[DateClash, ...]


def make_dates(reader: RecordReader, facts: FactReader, subject: str) -> DatesAnswer:
    """Return what a subject's dates can be.

    Raises:
        RefusedError: the subject was not known yet.
    """
    described = reader.described(subject)
    states = _with_others(reader, facts, subject)
    by_id = {state.id: state for state in states}
    made = chronology(subject, states, reader.identity.label, reader.property_label)
    found, clashes = solve(made.constraints)
    clashing = {name for clash in clashes for name in clash.variables}
    answers = []
    for name, feasible in found.items():
        if not _is_own(name, subject, by_id) or not (feasible.facts or name in clashing):
            continue
        fact = by_id[name[1]] if name[0] == TIME else None
        if fact is not None and feasible.facts <= {fact.id} and name not in clashing:
            # It only says again what the fact itself says.
            continue
        answers.append(
            DateAnswer(
                property=fact.reading.property if fact else name[0],
                label=made.names[name],
                fact=fact.id if fact else None,
                earliest=None
                if feasible.earliest is None
                else day_of(feasible.earliest, last=False),
                latest=None if feasible.latest is None else day_of(feasible.latest, last=True),
                facts=tuple(sorted(feasible.facts, key=lambda one: by_id[one].position)),
                clashes=name in clashing,
            )
        )
    answers.sort(key=lambda one: (one.fact is not None, one.earliest or "9999", one.label))
    return DatesAnswer(
        subject,
        described.label,
        tuple(answers),
        tuple(
            DateClash(
                tuple(reader.told([by_id[one] for one in sorted(clash.facts)]).values()),
                say("These cannot all be so: {said}.", said=joined("; ", clash.said)),
            )
            for clash in clashes
        ),
    )


def _is_own(name: Variable, subject: str, facts: dict[str, FactState]) -> bool:
    if name[0] == TIME:
        return facts[name[1]].subject == subject
    return name[1] == subject


def _with_others(reader: RecordReader, facts: FactReader, subject: str) -> list[FactState]:
    """Return the facts about a subject, and the dates of whom and what they name."""
    own = _countable(reader.facts_about(subject))
    named: dict[str, None] = {}
    for state in own:
        reading = state.reading
        if reading.value_subject is not None and reading.property in _TIES:
            named[reading.value_subject] = None
        if reading.property in {"attended_event", "spoke_at", "organized_event"}:
            named.update(dict.fromkeys([reading.value_subject] if reading.value_subject else []))
        for item in reading.qualifiers:
            if item.name in {"event", "at"} and item.subject is not None:
                named[item.subject] = None
    found = {state.id: state for state in own}
    for other in named:
        if other != subject:
            for name in sorted(DATED):
                found.update(
                    (state.id, state) for state in _countable(reader.facts_in(other, name))
                )
    _add_premises(reader, facts, found)
    return sorted(found.values(), key=lambda state: state.position)


def _add_premises(reader: RecordReader, facts: FactReader, found: dict[str, FactState]) -> None:
    while True:
        wanted = {
            premise.fact
            for state in found.values()
            for premise in state.premises
            if premise.fact is not None
        } - found.keys()
        read = facts.by_id(sorted(wanted), reader.last) if wanted else []
        if not read:
            return
        found.update((state.id, state) for state in read)


def _countable(states: Sequence[FactState]) -> list[FactState]:
    return [
        state
        for state in states
        if state.assessment is None or state.assessment.content.rank is not Rank.DEPRECATED
    ]
