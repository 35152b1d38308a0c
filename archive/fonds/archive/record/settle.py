# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which conflicts of a scope somebody has settled, and what was preferred: rule 5.

The rule itself stands in the docstring of `fonds.archive.record.resolve`.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from fonds.archive.record.rule import FactRelation, Relation
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.events.fixed import fixed
from fonds.events.values import Rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.record.compare import Claim
    from fonds.archive.record.fold import FactState


@fixed
class Resolution:
    """What a `ConflictResolved` event concluded about facts, and at which position it stands.

    ``event``, ``agent`` (ids) and ``recorded_at`` are for telling it; they decide nothing.
    """

    facts: frozenset[str]
    outcome: ConflictOutcome
    preferred: str | None
    reason: str | None
    position: int
    event: str = ""
    agent: str = ""
    recorded_at: str = ""


@fixed
class Settlement:
    """The conflicts of a scope, by index of the classes in conflict, and what settled them.

    ``preferred`` are the classes that hold a preferred fact, ``chosen`` those that hold one that a
    resolution in force preferred. ``in_force`` are the resolutions that speak last on some
    conflict, latest first.
    """

    conflicts: frozenset[tuple[int, int]]
    all_settled: bool
    preferred: frozenset[int]
    chosen: frozenset[int]
    in_force: tuple[Resolution, ...] = ()

    def preference(self, classes: Iterable[int]) -> int:
        """Return 0 where a fact is preferred, 1 where a resolution preferred one, else 2."""
        own = frozenset(classes)
        if own & self.preferred:
            return 0
        return 1 if own & self.chosen else 2

    @staticmethod
    def of(
        classes: Sequence[Sequence[Claim]],
        groups: Sequence[Sequence[int]],
        between: Mapping[tuple[int, int], FactRelation],
        resolutions: Sequence[Resolution],
    ) -> Settlement:
        """Work out what settles the conflicts among ``between``.

        ``classes`` are the claims of the scope that nothing tells apart, ``groups`` the classes
        that agree, ``between`` the relation of every two classes.
        """
        conflicts = frozenset(
            pair for pair, found in between.items() if found.relation is Relation.CONFLICTS
        )
        preferred = frozenset(
            number
            for number, members in enumerate(classes)
            if any(_is_preferred(claim) for claim in members)
        )
        if not conflicts:
            return Settlement(conflicts, all_settled=True, preferred=preferred, chosen=frozenset())
        weighing = _Weighing(classes, groups, resolutions)
        in_force, settled = weighing.weigh(conflicts)
        chosen = frozenset(weighing.choices(in_force))
        contradictory = any(
            pair in conflicts for pair in combinations(sorted(preferred | chosen), 2)
        )
        settled = (settled or bool(preferred)) and not contradictory
        return Settlement(conflicts, settled, preferred, chosen, tuple(in_force))


def unweighed(facts: Iterable[FactState], resolution: Resolution) -> tuple[str, ...]:
    """Return the ids of the facts that a resolution did not weigh as they now read, in order."""
    return tuple(fact.id for fact in facts if not _weighed(fact, resolution))


class _Weighing:
    """Resolutions, latest first, against the facts of one scope."""

    def __init__(
        self,
        classes: Sequence[Sequence[Claim]],
        groups: Sequence[Sequence[int]],
        resolutions: Sequence[Resolution],
    ) -> None:
        self._classes = classes
        self._place = {
            claim.fact.id: number for number, members in enumerate(classes) for claim in members
        }
        self._group = {number: index for index, group in enumerate(groups) for number in group}
        self._latest_first = sorted(
            (one for one in resolutions if not one.facts.isdisjoint(self._place)),
            key=lambda one: (one.position, sorted(one.facts)),
            reverse=True,
        )
        # For each class and resolution: how its facts stand to it, each way once.
        self._ways: list[frozenset[tuple[bool, ...]]] = [
            frozenset(
                tuple(_was_weighed(claim, one) for one in self._latest_first) for claim in members
            )
            for members in classes
        ]

    def weigh(self, conflicts: Iterable[tuple[int, int]]) -> tuple[list[Resolution], bool]:
        """Return the resolutions that speak last on some conflict, and whether all are settled.

        There is at least one conflict.
        """
        if not self._latest_first:
            return [], False
        speaking: set[int] = set()
        settled = True
        for one, other in conflicts:
            for way in self._ways[one]:
                for other_way in self._ways[other]:
                    number = self._last_word((one, way), (other, other_way))
                    if number is None:
                        settled = False
                    else:
                        speaking.add(number)
                        settled = settled and self._settles(self._latest_first[number])
        return [self._latest_first[number] for number in sorted(speaking)], settled

    def choices(self, in_force: Sequence[Resolution]) -> Iterable[int]:
        """List the classes preferred by resolutions in force, but for what a later one weighed."""
        weighed: set[str] = set()
        for one in in_force:
            if one.outcome is not ConflictOutcome.PREFERRED or one.preferred not in self._place:
                continue
            if one.preferred not in weighed:
                yield self._place[one.preferred]
            weighed |= one.facts

    def _last_word(
        self, one: tuple[int, tuple[bool, ...]], other: tuple[int, tuple[bool, ...]]
    ) -> int | None:
        for number, resolution in enumerate(self._latest_first):
            named = one[1][number], other[1][number]
            if all(named):
                return number
            unnamed = other[0] if named[0] else one[0]
            if any(named) and self._agrees_with_choice(unnamed, resolution):
                return number
        return None

    def _agrees_with_choice(self, number: int, resolution: Resolution) -> bool:
        if resolution.outcome is not ConflictOutcome.PREFERRED:
            return False
        place = None if resolution.preferred is None else self._place.get(resolution.preferred)
        return place is not None and self._group[place] == self._group[number]

    def _settles(self, resolution: Resolution) -> bool:
        match resolution.outcome:
            case ConflictOutcome.PREFERRED:
                return resolution.preferred in self._place
            case ConflictOutcome.BOTH_STAND | ConflictOutcome.DIFFERENT_SCOPE:
                return True
            case ConflictOutcome.UNRESOLVED:
                return False


def _was_weighed(claim: Claim, resolution: Resolution) -> bool:
    return _weighed(claim.fact, resolution)


def _weighed(fact: FactState, resolution: Resolution) -> bool:
    """Say whether a resolution weighed a fact as it now reads."""
    changed_since = fact.read_position > resolution.position
    return fact.id in resolution.facts and not changed_since


def _is_preferred(claim: Claim) -> bool:
    assessment = claim.fact.assessment
    return assessment is not None and assessment.content.rank is Rank.PREFERRED
