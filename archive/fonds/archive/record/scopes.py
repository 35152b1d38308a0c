# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Divides claims about one property into scopes: rule 3 of `fonds.archive.record.resolve`.

Works on classes of interchangeable claims, each known by its index into the list given, so that a
thousand facts that say the same in the same setting cost no more than one.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from fonds.archive.record.amounts import parted
from fonds.archive.record.rule import FactRelation, Identity, Relation
from fonds.archive.record.setting import (
    TIME,
    UNIT,
    on_side,
    only,
    says_more,
    sides_apart,
    why_apart,
)
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


class Divided:
    """Classes, given by one claim each and ordered by position, as they divide into scopes.

    Many classes speak of one setting and differ in the value alone, so settings are divided; and
    many settings say the same on a side, so what is said there is compared, once. A set of settings
    is a whole number with a bit for each, by the order in which they first come.
    """

    def __init__(self, claims: Sequence[Claim], identity: Identity) -> None:
        """Find what is apart and what is left open; `divisions` makes the scopes of it."""
        self._identity = identity
        number: dict[Setting, int] = {}
        self._kind_of = [number.setdefault(claim.setting, len(number)) for claim in claims]
        self._settings = list(number)
        self._classes: list[list[int]] = [[] for _ in number]
        for one, kind in enumerate(self._kind_of):
            self._classes[kind].append(one)
        # The first class of a setting speaks for it.
        self._claims = [claims[classes[0]] for classes in self._classes]
        self._sides = _sides(self._settings, identity)
        self._apart = [0] * len(number)
        for side in self._sides.values():
            for kind, value in enumerate(side.said):
                self._apart[kind] |= side.apart[value]
        self._open = [self._open_sides(kind) for kind in range(len(number))]

    def apart(self, one: int, other: int) -> bool:
        """Tell whether two classes are of different scopes by what they say."""
        return bool(self._apart[self._kind_of[one]] >> self._kind_of[other] & 1)

    def divisions(self) -> list[Division]:
        """Return the scopes.

        Those that say of what they speak come in order of time, those without a time after them by
        position; last come those of facts that leave open which of several scopes they mean.
        """
        kinds = range(len(self._settings))
        anchored = [kind for kind in kinds if not self._open[kind]]
        scopes = components(anchored, lambda one, other: not self._apart[one] >> other & 1)
        anchors = [scope[0] for scope in scopes]
        loose = self._bring_home([kind for kind in kinds if self._open[kind]], scopes)
        found = self._in_order(list(zip(anchors, scopes, strict=True)))
        return [*found, *self._loose_scopes(loose)]

    def _meant(self, kind: int, side: str) -> int:
        """Return the settings that may be meant by what this one leaves open on a side."""
        compared = self._sides[side]
        return compared.more[compared.said[kind]] & ~self._apart[kind]

    def _open_sides(self, kind: int) -> tuple[str, ...]:
        """List the sides on which a setting may mean any of several that are apart."""
        found = []
        for name in sorted(self._sides):
            meant, side = self._meant(kind, name), self._sides[name]
            if any(side.apart[side.said[one]] & meant for one in _bits(meant)):
                found.append(name)
        return tuple(found)

    def _bring_home(self, loose: list[int], scopes: list[list[int]]) -> list[int]:
        """Add to each scope the settings that can mean nothing outside it; return those left."""
        meant = dict.fromkeys(loose, 0)
        for kind in loose:
            for side in self._open[kind]:
                meant[kind] |= self._meant(kind, side)
        left = loose
        while True:
            # A scope that grew may hold all that another setting can mean: go on until none moves.
            within = [(scope, sum(1 << kind for kind in scope)) for scope in scopes]
            homes = {
                kind: scope for kind in left for scope, held in within if not meant[kind] & ~held
            }
            for kind, scope in homes.items():
                scope.append(kind)
            left = [kind for kind in left if kind not in homes]
            if not homes:
                return left

    def _in_order(self, anchored: list[tuple[int, list[int]]]) -> list[Division]:
        anchored.sort(key=lambda pair: self._time_key(pair[1]))
        found: list[Division] = []
        before: int | None = None
        for anchor, kinds in anchored:
            outward = () if before is None else (self._unlike(before, anchor),)
            found.append(Division(self._members(kinds), outward))
            before = anchor
        return found

    def _members(self, kinds: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(one for kind in kinds for one in self._classes[kind]))

    def _time_key(self, kinds: list[int]) -> tuple[int, int, int]:
        days = [days for kind in kinds if (days := self._settings[kind].days) is not None]
        if any(bounds.earliest is None for bounds in days):
            return (0, 0, min(kinds))
        earliest = min((day_number(str(bounds.earliest)) for bounds in days), default=None)
        return (2, 0, min(kinds)) if earliest is None else (1, earliest, min(kinds))

    def _unlike(self, one: int, other: int) -> FactRelation:
        """Say why two settings of different scopes are apart."""
        a, b = self._claims[min(one, other)], self._claims[max(one, other)]
        side = sides_apart(a.setting, b.setting, self._identity)[0]
        reason = why_apart(a.setting, b.setting, side, (a.shown, b.shown), self._identity)
        return FactRelation(a.fact.id, b.fact.id, Relation.DIFFERENT_SCOPE, reason)

    def _loose_scopes(self, loose: list[int]) -> list[Division]:
        def joined(one: int, other: int) -> bool:
            return not (
                self._apart[one] >> other & 1
                or self._leaves_open(one, other)
                or self._leaves_open(other, one)
            )

        return [
            Division(self._members(scope), tuple(self._open_relations(scope[0])))
            for scope in components(loose, joined)
        ]

    def _leaves_open(self, one: int, other: int) -> bool:
        """Say whether the first leaves open a side on which the second says more."""
        return any(
            side.more[side.said[one]] >> other & 1
            for side in (self._sides[name] for name in self._open[one])
        )

    def _open_relations(self, kind: int) -> Iterable[FactRelation]:
        """Relate a loose scope's oldest class to what it may mean, once for each thing said."""
        for side in self._open[kind]:
            told: set[str] = set()
            for other in _bits(self._meant(kind, side)):
                said = on_side(self._settings[other], side)
                if said not in told:
                    told.add(said)
                    yield self._does_not_say(kind, other, side, said)

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


@fixed
class _Side:
    """What settings say on a side, each thing said once.

    ``said`` has for each setting which of these it says, and by it ``apart`` has the settings that
    are apart from it on this side, ``more`` those that say something here that it leaves open.
    """

    said: Sequence[int]
    apart: Sequence[int]
    more: Sequence[int]


def _sides(settings: Sequence[Setting], identity: Identity) -> dict[str, _Side]:
    """Compare settings on each side on which any of them are apart."""
    names = dict.fromkeys(named.name for setting in settings for named in setting.named)
    found: dict[str, _Side] = {}
    for name in (TIME, UNIT, *names):
        alone = [only(setting, name) for setting in settings]
        number: dict[Setting, int] = {}
        said = [number.setdefault(one, len(number)) for one in alone]
        who = [0] * len(number)
        for kind, value in enumerate(said):
            who[value] |= 1 << kind
        values = list(number)
        apart = [0] * len(values)
        for one, other in combinations(range(len(values)), 2):
            if sides_apart(values[one], values[other], identity):
                apart[one] |= who[other]
                apart[other] |= who[one]
        if any(apart):
            more = [
                sum(who[n] for n, other in enumerate(values) if says_more(other, one, name))
                for one in values
            ]
            found[name] = _Side(said, apart, more)
    return found


def _bits(held: int) -> Iterable[int]:
    """List the numbers in a set of them, ascending."""
    while held:
        least = held & -held
        yield least.bit_length() - 1
        held ^= least


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
