# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Differences between days as constraints: what each day can be, or what cannot all be so.

A day is a number in which a year counts 372 and a month 31: its order is the calendar's, and
"eight years later" is exactly 8 x 372 whatever leap days lie between. A constraint says that one
day is at most so much after another; the *origin* stands for the beginning of the count, so that a
day of the calendar is a difference too. A set of such constraints can be met exactly where their
graph has no cycle of negative weight (Bellman, Ford); the shortest path from the origin to a day is
then its latest possible number, and its edges are what that rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.events.dates.days import month_length, read_day, write_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

MOST_SEARCHED = 400
"""Constraints among which the clash of the fewest is sought; among more, one that is minimal."""

YEAR = 372
MONTH = 31

Variable = tuple[str, ...]
ORIGIN: Variable = ()


@dataclass(frozen=True, slots=True)
class Constraint:
    """``later`` is at most ``most`` after ``earlier``; by which facts, and said in a phrase."""

    later: Variable
    earlier: Variable
    most: int
    facts: frozenset[str]
    said: str


@dataclass(frozen=True, slots=True)
class Feasible:
    """What a day can be: first and last number, None where open, and the facts that say so."""

    earliest: int | None
    latest: int | None
    facts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Clash:
    """Constraints that cannot all be met, none of which can be left out."""

    facts: frozenset[str]
    said: tuple[str, ...]
    variables: frozenset[Variable]


def number_of(day: str) -> int:
    """Return the number of a day written ``YYYY-MM-DD``."""
    year, month, number = read_day(day)
    return year * YEAR + (month - 1) * MONTH + number - 1


def is_after(day: str | None, recorded: str) -> bool:
    """Tell whether a day had not come yet, anywhere, on the day (in Greenwich) it was recorded."""
    return day is not None and bool(recorded) and number_of(day) > number_of(recorded) + 1


def day_of(number: int, *, last: bool) -> str:
    """Return the day of a number; of one between two days the earlier where it is a last day."""
    year, rest = divmod(number, YEAR)
    month, day = divmod(rest, MONTH)
    length = month_length(year, month + 1)
    if day < length:
        found = (year, month + 1, day + 1)
    elif last:
        found = (year, month + 1, length)
    else:
        found = (year, month + 2, 1) if month < 11 else (year + 1, 1, 1)
    return str(write_day(found))


def solve(constraints: Sequence[Constraint]) -> tuple[dict[Variable, Feasible], list[Clash]]:
    """Return what each day can be, and the clashes.

    Days that hang together with a clash, other than through the calendar, are given no interval:
    as long as it stands, none is honest.
    """
    left = list(constraints)
    clashes: list[Clash] = []
    while found_now := _clashes(left):
        clashes += found_now
        clashing = frozenset[str]().union(*(clash.facts for clash in found_now))
        left = [one for one in left if one.facts.isdisjoint(clashing)]
    unsound = _joined(constraints, {name for clash in clashes for name in clash.variables})
    sound = [one for one in constraints if one.later not in unsound and one.earlier not in unsound]
    found = {name: Feasible(None, None, frozenset()) for name in unsound}
    found.update(_intervals(sound))
    return found, clashes


def _variables(constraints: Iterable[Constraint]) -> set[Variable]:
    return {name for one in constraints for name in (one.later, one.earlier)} - {ORIGIN}


def _joined(constraints: Iterable[Constraint], names: Collection[Variable]) -> set[Variable]:
    """Return the days that hang together with these by constraints between two days."""
    near: dict[Variable, set[Variable]] = {}
    for one in constraints:
        if ORIGIN not in (one.later, one.earlier):
            near.setdefault(one.later, set()).add(one.earlier)
            near.setdefault(one.earlier, set()).add(one.later)
    found, frontier = set(names), list(names)
    while frontier:
        for other in near.get(frontier.pop(), set()) - found:
            found.add(other)
            frontier.append(other)
    return found - {ORIGIN}


def _intervals(constraints: Sequence[Constraint]) -> dict[Variable, Feasible]:
    forward = _shortest(constraints, backward=False)
    backward = _shortest(constraints, backward=True)
    found = {}
    for name in _variables(constraints):
        latest, above = forward.get(name, (None, frozenset()))
        down, below = backward.get(name, (None, frozenset()))
        found[name] = Feasible(None if down is None else -down, latest, above | below)
    return found


def _shortest(
    constraints: Sequence[Constraint], *, backward: bool
) -> dict[Variable, tuple[int, frozenset[str]]]:
    """Return the shortest way from (or to) the origin, with the facts on it; no negative cycles.

    Of two ways of one length that on fewer facts is told.
    """
    found: dict[Variable, tuple[int, frozenset[str]]] = {ORIGIN: (0, frozenset())}
    for _ in range(len(_variables(constraints)) + 1):
        changed = False
        for one in constraints:
            start, end = (one.later, one.earlier) if backward else (one.earlier, one.later)
            if start not in found:
                continue
            length, facts = found[start]
            way = (length + one.most, facts | one.facts)
            known = found.get(end)
            if known is None or (way[0], len(way[1])) < (known[0], len(known[1])):
                found[end] = way
                changed = True
        if not changed:
            break
    del found[ORIGIN]
    return found


def _clashes(constraints: Sequence[Constraint]) -> list[Clash]:
    """Return clashes that share no fact; none where all can be met.

    Among few constraints it is one, of as few as any. Among many it is all that one look finds:
    there may be hundreds.
    """
    found: list[Clash] = []
    taken: frozenset[str] = frozenset()
    cycles = _shortest_cycles(constraints)
    resting: dict[str | None, list[int]] = {}
    for number, one in enumerate(constraints if cycles else ()):
        # By one of its facts each: none rests on facts alone of which this is not one.
        resting.setdefault(min(one.facts, default=None), []).append(number)
    for cycle in cycles:
        if taken.isdisjoint(facts := _facts(cycle)):
            near = sorted(at for fact in (None, *facts) for at in resting.get(fact, ()))
            clash = _cut_down(cycle, [constraints[at] for at in near])
            found.append(clash)
            taken |= clash.facts
    return found


def _cut_down(cycle: list[Constraint], constraints: Sequence[Constraint]) -> Clash:
    """Return the clash in a cycle, with the facts that are all needed."""
    facts = _facts(cycle)
    within = [one for one in constraints if one.facts <= facts]
    for fact in sorted(facts):
        # Deletion filter: a fact without which the others still clash is not part of the clash.
        fewer = [one for one in within if one.facts <= facts - {fact}]
        again = _shortest_cycles(fewer) if fact in facts else []
        if again:
            cycle = again[0]
            facts = _facts(cycle)
    return Clash(
        facts,
        tuple(dict.fromkeys(one.said for one in cycle)),
        frozenset(_variables(cycle)),
    )


def _facts(constraints: Iterable[Constraint]) -> frozenset[str]:
    return frozenset(fact for one in constraints for fact in one.facts)


def _shortest_cycles(constraints: Sequence[Constraint]) -> list[list[Constraint]]:
    """Return a negative cycle of the fewest edges; among many constraints those that are met first.

    For each start, the least weight of a way of exactly k edges, for growing k: the first k at
    which somebody comes home with less than nothing is the fewest.
    """
    few = len(constraints) <= MOST_SEARCHED
    if not few and (opposed := _opposed(constraints)):
        return opposed
    names = sorted(_variables(constraints) | {ORIGIN})
    some = _some_cycles(constraints, names)
    if not (some and few):
        return some
    ways: dict[Variable, dict[Variable, tuple[int, tuple[int, ...]]]] = {
        name: {name: (0, ())} for name in names
    }
    for _ in range(len(names)):
        for start in names:
            following: dict[Variable, tuple[int, tuple[int, ...]]] = {}
            for number, one in enumerate(constraints):
                before = ways[start].get(one.earlier)
                if before is not None:
                    weight = before[0] + one.most
                    known = following.get(one.later)
                    if known is None or weight < known[0]:
                        following[one.later] = (weight, (*before[1], number))
            ways[start] = following
            home = following.get(start)
            if home is not None and home[0] < 0:
                return [[constraints[number] for number in home[1]]]
    return some[:1]


def _opposed(constraints: Sequence[Constraint]) -> list[list[Constraint]]:
    """Return every negative cycle of two edges, of those between two days the most negative one.

    Most clashes are such, and all by way of the origin, which one look at whole ways passes once.
    """
    tightest: dict[tuple[Variable, Variable], Constraint] = {}
    for one in constraints:
        known = tightest.setdefault((one.earlier, one.later), one)
        if one.most < known.most:
            tightest[one.earlier, one.later] = one
    return [
        [there, back]
        for (earlier, later), there in tightest.items()
        if earlier < later
        and (back := tightest.get((later, earlier))) is not None
        and there.most + back.most < 0
    ]


def _some_cycles(
    constraints: Sequence[Constraint], names: Sequence[Variable]
) -> list[list[Constraint]]:
    """Return some negative cycles that share no day; none only where there is none.

    Whence each day came is looked at after every round: a circle there is a negative cycle (Cormen
    and others, Introduction to Algorithms, lemma 24.16), most often after a few rounds, where to
    wait for the last one would take as many as there are days.
    """
    reach = dict.fromkeys(names, 0)
    came: dict[Variable, Constraint] = {}
    changed = True
    while changed:
        changed = False
        for one in constraints:
            if reach[one.earlier] + one.most < reach[one.later]:
                reach[one.later] = reach[one.earlier] + one.most
                came[one.later] = one
                changed = True
        if cycles := _circles(came):
            return cycles
    return []


def _circles(came: Mapping[Variable, Constraint]) -> list[list[Constraint]]:
    """Return every circle one can walk in by going back from day to day."""
    walked: dict[Variable, Variable] = {}
    found: list[list[Constraint]] = []
    for begin in came:
        here = begin
        while here in came and here not in walked:
            walked[here] = begin
            here = came[here].earlier
        if here in came and walked[here] == begin:
            cycle = [came[here]]
            while cycle[-1].earlier != here:
                cycle.append(came[cycle[-1].earlier])
            found.append(cycle[::-1])
    return found
