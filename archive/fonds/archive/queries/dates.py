# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the dates of a subject can be, and which passages about them cannot all be so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, product
from math import inf
from typing import TYPE_CHECKING

from fonds.archive.record.chronology import BORN, DATED, DIED, PARENTS, TIME, chronology
from fonds.archive.record.constraints import Clash, Variable, day_of, solve
from fonds.events.dates.days import day_number
from fonds.events.sentences import joined, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fonds.archive.lookup.facts import FactReader
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.records import RecordReader
    from fonds.archive.record.chronology import Chronology
    from fonds.archive.record.constraints import Constraint
    from fonds.archive.record.fold import FactState

_MOST_REMARKS = 3
_MOST_TRIES = 64
"""Ways of taking facts that are at odds with each other, of two subjects said to be one."""

_WEIGHED = DATED | {"age"}
"""Properties of which one account may be preferred, and that other dates rest on."""

_ONE_DATE = {BORN, DIED}

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
    """A smallest set of facts that cannot all be so, and why in a sentence.

    ``in_conflict`` tells that they are accounts of one date, which is a conflict of the record as
    well: open there, or weighed.
    """

    facts: tuple[FactAnswer, ...]
    reason: str
    in_conflict: bool = False


@dataclass(frozen=True, slots=True)
class DatesAnswer:
    """All that can be said of a subject's dates.

    ``merged`` are the subjects (id, label) whose dates these are, where they were asked for as
    those of all that were judged to be the same; itself first.
    """

    subject: str
    label: str
    dates: tuple[DateAnswer, ...]
    clashes: tuple[DateClash, ...]
    merged: tuple[tuple[str, str], ...] = ()

    @property
    def beside_conflicts(self) -> tuple[DateClash, ...]:
        """The clashes that no conflict of the record tells."""
        return tuple(clash for clash in self.clashes if not clash.in_conflict)


def remarks_on(clashes: Sequence[DateClash]) -> list[str]:
    """Return why dates clash as sentences: of many sets the first few, and how many there are."""
    told = [one.reason for one in clashes[:_MOST_REMARKS]]
    if len(clashes) > _MOST_REMARKS:
        more = len(clashes) - _MOST_REMARKS
        told.append(
            say("One more set of dates cannot all be so.")
            if more == 1
            else say("{more:,} more sets of dates cannot all be so.", more=more)
        )
    return told


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The facts about some subjects, the dates of whom and what they name, and what all rest on.

    ``aside`` are those they rest on that do not count: retracted, hidden, or another preferred.
    ``one_with`` says of whoever is taken for another who that is.
    """

    heard: list[FactState]
    aside: list[FactState]
    one_with: dict[str, str]


def make_dates(
    reader: RecordReader, facts: FactReader, subject: str, *, merged: bool = False
) -> DatesAnswer:
    """Return what a subject's dates can be; merged, with all that was judged to be the same.

    Raises:
        RefusedError: the subject was not known yet.
    """
    described = reader.described(subject)
    members = reader.same_as(subject) if merged else (subject,)
    gathered = _gathered(reader, facts, members, merged=merged)
    by_id = {state.id: state for state in gathered.heard}
    made = _made(reader, gathered, subject)
    found, clashes = solve(made.constraints)
    clashing = {name for clash in clashes for name in clash.variables}
    answers = []
    for name, feasible in found.items():
        if not _is_own(name, members, by_id) or not (feasible.facts or name in clashing):
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
                facts=tuple(sorted(feasible.facts, key=lambda one: _at(by_id[one]))),
                clashes=name in clashing,
            )
        )
    answers.sort(
        key=lambda one: (
            one.fact is not None,
            inf if one.earliest is None else day_number(one.earliest),
            one.label,
        )
    )
    return DatesAnswer(
        subject,
        described.label,
        tuple(answers),
        tuple(
            DateClash(
                tuple(reader.told(sorted((by_id[one] for one in clash.facts), key=_at)).values()),
                _concerning(clash, members, by_id, reader.identity.label),
                _is_one_date(clash, by_id, gathered.one_with),
            )
            for clash in clashes
        ),
        tuple((one, reader.identity.label(one)) for one in members) if merged else (),
    )


def _made(reader: RecordReader, gathered: _Gathered, subject: str) -> Chronology:
    label, label_of = reader.identity.label, reader.property_label
    heard, aside, one_with = gathered.heard, gathered.aside, gathered.one_with
    return chronology(subject, heard, label, label_of, one_with, aside)


def _at(fact: FactState) -> int:
    return fact.position


def _is_one_date(clash: Clash, facts: Mapping[str, FactState], one_with: Mapping[str, str]) -> bool:
    """Tell whether facts clash that give one date of one subject."""
    about = [(facts[one].subject, facts[one].property_name) for one in clash.facts]
    given = {(one_with.get(subject, subject), name) for subject, name in about}
    return len(clash.facts) > 1 and len(given) == 1 and given.pop()[1] in _ONE_DATE


def clashes_of_joining(
    reader: RecordReader, facts: FactReader, first: Sequence[str], second: Sequence[str]
) -> list[tuple[list[FactState], str]]:
    """Return which facts about dates clash only when two subjects are one, and why in a sentence.

    Each is given with all it is one with. Empty where every day can be so, but for what clashes on
    one side alone already.
    """
    found: dict[str, FactState] = {}
    made = []
    for members in (first, second, tuple(dict.fromkeys((*first, *second)))):
        gathered = _gathered(reader, facts, members)
        found = {state.id: state for state in gathered.heard}
        made.append(_made(reader, gathered, members[0]).constraints)
    *alone, both = made
    # A side may be at odds with itself: of such facts one of each side at a time is taken, lest
    # what they say against each other hides what one of them says against the other side.
    at = {one: state.position for one, state in found.items()}.__getitem__
    odd = [
        sorted({one for clash in solve(side)[1] for one in clash.facts}, key=at) for side in alone
    ]
    tries = product(*(one or [""] for one in odd))
    for kept in islice(tries, _MOST_TRIES):
        left_out = {one for facts_at_odds in odd for one in facts_at_odds} - {*kept}
        left = [one for one in both if one.facts.isdisjoint(left_out)]
        clashes = [
            clash
            for clash in solve(left)[1]
            if not any(_clash_alone(side, clash) for side in alone)
        ]
        if clashes:
            return [
                (
                    sorted((found[one] for one in clash.facts), key=_at),
                    _reason(clash),
                )
                for clash in clashes
            ]
    return []


def _clash_alone(side: Sequence[Constraint], clash: Clash) -> bool:
    return bool(solve([one for one in side if one.facts <= clash.facts])[1])


def _reason(clash: Clash) -> str:
    return say("These cannot all be so: {said}.", said=joined("; ", clash.said))


def _concerning(
    clash: Clash,
    members: Sequence[str],
    facts: Mapping[str, FactState],
    label: Callable[[str], str],
) -> str:
    """Say a clash; of one about others alone, why it stands under this subject."""
    about = {facts[one].subject for one in clash.facts}
    if not about.isdisjoint(members) or not about:
        return _reason(clash)
    others = joined(", ", sorted(label(one) for one in about))
    return say(
        "{clash} This is about {others}, whom or what facts about {label} name.",
        clash=_reason(clash),
        others=others,
        label=label(members[0]),
    )


def _is_own(name: Variable, members: Sequence[str], facts: dict[str, FactState]) -> bool:
    return (facts[name[1]].subject if name[0] == TIME else name[1]) in members


def _gathered(
    reader: RecordReader, facts: FactReader, subjects: Sequence[str], *, merged: bool = False
) -> _Gathered:
    """Read what concerns the dates of subjects that are taken for one.

    Merged, whom and what they name are also taken for one with what was judged to be the same.
    """
    own = _countable(reader, subjects, reader.facts_about_all(subjects))
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
    one_with = dict.fromkeys(subjects, subjects[0])
    for other in named:
        if other in one_with:
            continue
        group = reader.same_as(other) if merged else (other,)
        one_with.update(dict.fromkeys(group, other))
        for name in sorted(DATED):
            said = [state for one in group for state in reader.facts_in(one, name)]
            found.update((state.id, state) for state in _countable(reader, group, said))
    aside = _add_premises(reader, facts, found, subjects)
    return _Gathered(sorted(found.values(), key=_at), aside, one_with)


def _add_premises(
    reader: RecordReader, facts: FactReader, found: dict[str, FactState], subjects: Sequence[str]
) -> list[FactState]:
    """Add the facts that others rest on and that count; return those that do not."""
    not_heard: dict[str, FactState] = {}
    frontier = list(found.values())
    while frontier:
        named = {one.fact for state in frontier for one in state.premises if one.fact is not None}
        wanted = sorted(named - found.keys() - not_heard.keys())
        frontier = facts.by_id(wanted, reader.last) if wanted else []
        for state in frontier:
            # All that is heard of the subjects themselves is found.
            heard = state.subject not in subjects and _is_heard(reader, state)
            (found if heard else not_heard)[state.id] = state
    return list(not_heard.values())


def _is_heard(reader: RecordReader, state: FactState) -> bool:
    """Tell whether a fact about somebody else counts, and no other was preferred to it."""
    rivals = reader.counted([state])
    if rivals and state.property_name in _WEIGHED:
        rivals = reader.facts_in(state.subject, state.property_name)
    return any(one.id == state.id for one in _countable(reader, [state.subject], rivals))


def _countable(
    reader: RecordReader, subjects: Sequence[str], states: Sequence[FactState]
) -> list[FactState]:
    """Return the facts that say something: not those against which somebody preferred another."""
    counting = [state for state in states if state.counts]
    said: dict[str, set[str]] = defaultdict(set)
    for state in counting:
        if state.property_name in _WEIGHED:
            said[state.property_name].add(str(state.reading.value))
    contested = [state for state in counting if len(said[state.property_name]) > 1]
    if not contested:
        return counting
    outweighed = {
        fact
        for _, resolved in reader.resolved(subjects[0], contested, subjects)
        for scope in resolved.scopes
        for fact in scope.outweighed
    }
    return [state for state in counting if state.id not in outweighed]
