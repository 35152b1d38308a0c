# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Divides claims about one property into scopes: rule 3 of `fonds.archive.record.resolve`.

Works on classes of interchangeable claims, each known by its index into the list given, so that a
thousand facts that say the same in the same setting cost no more than one.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from fonds.archive.record.amounts import parted
from fonds.archive.record.rule import FactRelation, Identity, Relation
from fonds.archive.record.setting import ANYWHERE, on_side, says_more, sides_apart, why_apart
from fonds.events.dates import day_number
from fonds.events.fixed import fixed
from fonds.events.sentences import say, term

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from fonds.archive.record.compare import Claim
    from fonds.archive.record.setting import Setting


@fixed
class Division:
    """The classes of one scope, by ascending index, and how it differs from other scopes."""

    members: tuple[int, ...]
    outward: tuple[FactRelation, ...] = ()


def components(nodes: Iterable[int], joined: Callable[[int, int], bool]) -> list[list[int]]:
    """Return the connected components of a graph, each ascending, ordered by their least node."""
    left = sorted(nodes)
    found: list[list[int]] = []
    while left:
        component, frontier = [left[0]], [left[0]]
        left = left[1:]
        while frontier:
            node = frontier.pop()
            reached = [other for other in left if joined(node, other)]
            if reached:
                reached_set = set(reached)
                left = [other for other in left if other not in reached_set]
                component += reached
                frontier += reached
        found.append(sorted(component))
    return found


def hanging_together(count: int, joined: Mapping[int, Collection[int]]) -> list[list[int]]:
    """Return what `components` returns of nodes from 0, where the few that are joined are known.

    Args:
        count: how many nodes there are.
        joined: for each node those it is joined to, both ways; a node joined to none may be left
            out.
    """
    found: list[list[int]] = []
    seen: set[int] = set()
    for node in range(count):
        if node in seen:
            continue
        seen.add(node)
        component = [node]
        for one in component:
            new = [other for other in joined.get(one, ()) if other not in seen]
            seen.update(new)
            component += new
        found.append(sorted(component))
    return found


def divide(claims: Sequence[Claim], identity: Identity) -> list[Division]:
    """Divide classes, given by one claim each and ordered by position, into scopes.

    Scopes that say of what they speak come in order of time, those without a time after them by
    position; last come those of facts that leave open which of several scopes they mean.
    """
    return _Divider(claims, identity).divisions()


class _Divider:
    """The state of one division: which classes are apart, and which leave something open."""

    def __init__(self, claims: Sequence[Claim], identity: Identity) -> None:
        self._claims = claims
        self._identity = identity
        self._settings = settings = [claim.setting for claim in claims]
        self._apart: dict[tuple[int, int], tuple[str, ...]] = {}
        self._apart_from: list[set[int]] = [set() for _ in claims]
        pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
        # Many classes speak of one setting and differ in the value alone.
        number: dict[Setting, int] = {}
        kinds = [number.setdefault(setting, len(number)) for setting in settings]
        known: dict[tuple[int, int], tuple[str, ...]] = {}
        for one, other in combinations(range(len(claims)), 2):
            both = kinds[one], kinds[other]
            sides = known.get(both)
            if sides is None:
                sides = known[both] = sides_apart(settings[one], settings[other], identity)
            if sides:
                self._apart[one, other] = sides
                self._apart_from[one].add(other)
                self._apart_from[other].add(one)
                for side in sides:
                    pairs[side].append((one, other))
        # Of each side on which any are apart, those that say something on it.
        self._sayers = {
            side: [
                one for one, setting in enumerate(settings) if says_more(setting, ANYWHERE, side)
            ]
            for side in pairs
        }
        self._open = [self._open_sides(one, pairs) for one in range(len(claims))]

    def divisions(self) -> list[Division]:
        everything = range(len(self._claims))
        anchored = [one for one in everything if not self._open[one]]
        scopes = components(anchored, lambda one, other: not self._are_apart(one, other))
        anchors = [scope[0] for scope in scopes]
        loose = self._bring_home([one for one in everything if self._open[one]], scopes)
        found = self._in_order(list(zip(anchors, scopes, strict=True)))
        return [*found, *self._loose_scopes(loose)]

    def _setting(self, one: int) -> Setting:
        return self._settings[one]

    def _are_apart(self, one: int, other: int) -> bool:
        return other in self._apart_from[one]

    def _meant(self, one: int, side: str) -> list[int]:
        """List the classes that may be meant by what this one leaves open on a side."""
        apart, own, settings = self._apart_from[one], self._settings[one], self._settings
        return [
            other
            for other in self._sayers[side]
            if other != one and other not in apart and says_more(settings[other], own, side)
        ]

    def _open_sides(self, one: int, pairs: dict[str, list[tuple[int, int]]]) -> tuple[str, ...]:
        """List the sides on which a class may mean any of several that are apart."""
        found = []
        for side in sorted(pairs):
            meant = set(self._meant(one, side))
            if len(meant) > 1 and any(a in meant and b in meant for a, b in pairs[side]):
                found.append(side)
        return tuple(found)

    def _bring_home(self, loose: list[int], scopes: list[list[int]]) -> list[int]:
        """Add to each scope the classes that can mean nothing outside it; return those left."""
        meant = {
            one: {other for side in self._open[one] for other in self._meant(one, side)}
            for one in loose
        }
        left = loose
        while True:
            # A scope that grew may hold all that another class can mean: go on until none moves.
            homes = {one: scope for one in left for scope in scopes if meant[one] <= set(scope)}
            for one, scope in homes.items():
                scope.append(one)
            left = [one for one in left if one not in homes]
            if not homes:
                return left

    def _in_order(self, anchored: list[tuple[int, list[int]]]) -> list[Division]:
        anchored.sort(key=lambda pair: self._time_key(pair[1]))
        found: list[Division] = []
        before: int | None = None
        for anchor, members in anchored:
            outward = () if before is None else (self._unlike(before, anchor),)
            found.append(Division(tuple(sorted(members)), outward))
            before = anchor
        return found

    def _time_key(self, members: list[int]) -> tuple[int, int, int]:
        days = [days for one in members if (days := self._setting(one).days) is not None]
        if any(bounds.earliest is None for bounds in days):
            return (0, 0, min(members))
        earliest = min((day_number(str(bounds.earliest)) for bounds in days), default=None)
        return (2, 0, min(members)) if earliest is None else (1, earliest, min(members))

    def _unlike(self, one: int, other: int) -> FactRelation:
        """Say why two classes of different scopes are apart."""
        a, b = self._claims[min(one, other)], self._claims[max(one, other)]
        side = self._apart[min(one, other), max(one, other)][0]
        reason = why_apart(a.setting, b.setting, side, (a.shown, b.shown), self._identity)
        return FactRelation(a.fact.id, b.fact.id, Relation.DIFFERENT_SCOPE, reason)

    def _loose_scopes(self, loose: list[int]) -> list[Division]:
        def joined(one: int, other: int) -> bool:
            return not (
                self._are_apart(one, other)
                or self._leaves_open(one, other)
                or self._leaves_open(other, one)
            )

        return [
            Division(tuple(scope), tuple(self._open_relations(scope)))
            for scope in components(loose, joined)
        ]

    def _leaves_open(self, one: int, other: int) -> bool:
        """Say whether the first leaves open a side on which the second says more."""
        return any(
            says_more(self._setting(other), self._setting(one), side) for side in self._open[one]
        )

    def _open_relations(self, scope: list[int]) -> Iterable[FactRelation]:
        """Relate a loose scope's oldest class to what it may mean, once for each thing said."""
        one = scope[0]
        for side in self._open[one]:
            told: set[str] = set()
            for other in self._meant(one, side):
                said = on_side(self._setting(other), side)
                if said not in told:
                    told.add(said)
                    yield self._does_not_say(one, other, side, said)

    def _does_not_say(self, one: int, other: int, side: str, said: str) -> FactRelation:
        which = term(side)
        a, b = self._claims[one], self._claims[other]
        reason = say(
            "{shown} does not say which {which} it means; {said}, of which {shown2} is"
            " said, is only one of several.",
            shown=a.shown,
            which=which,
            said=said,
            shown2=b.shown,
        )
        first, second = sorted((a, b), key=lambda claim: claim.order)
        return FactRelation(first.fact.id, second.fact.id, Relation.DIFFERENT_SCOPE, reason)


def scope_of(claims: Iterable[Claim], *, units: bool) -> dict[str, str]:
    """Say of what a scope speaks, for a reader: on each side, what the first claim to name it says.

    Keys are names of qualifiers and ``when`` (EDTF); ``unit`` only where ``units`` asks for it.
    Empty where no claim says anything. Two scopes may read alike: a scope is not known by this.
    """
    found: dict[str, str] = {}
    for claim in claims:
        setting = claim.setting
        for named in setting.named:
            found.setdefault(named.name, named.text)
        if setting.moment is not None:
            found.setdefault(setting.moment.name, setting.moment.text)
        if setting.time is not None:
            found.setdefault("when", setting.time)
        if units and setting.unit is not None:
            shares = claim.amount is not None and claim.amount.shares
            written = None if shares else parted(claim.fact.reading).unit
            found.setdefault("unit", written or setting.unit)
    return dict(sorted(found.items()))
