# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""In which larger places a place lies, by what facts about it say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.rule import LOCATED_IN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fonds.archive.lookup.facts import FactReader
    from fonds.archive.record.fold import FactState

    Counting = Callable[[Sequence[FactState]], Sequence[FactState]]

_MOST = 64
"""Larger places that are looked for: far more than lie about any."""


class LargerPlaces:
    """Answers `fonds.archive.record.rule.KnowsPlaces`, remembering what was asked.

    ``counting`` leaves out facts that do not count under a policy.
    """

    def __init__(self, facts: FactReader, last: int | None) -> None:
        """Read facts as they stand at a position, or now."""
        self._facts = facts
        self._last = last
        self._known: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self.counting: Counting = lambda states: states

    def of(self, place: str) -> Mapping[str, tuple[str, ...]]:
        """Return the larger places, nearest first, each with the facts (ids) that lead to it."""
        if place not in self._known:
            self._known[place] = self._found(place)
        return self._known[place]

    def _found(self, place: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        frontier: list[tuple[str, tuple[str, ...]]] = [(place, ())]
        while frontier and len(found) < _MOST:
            one, way = frontier.pop(0)
            states = self._facts.of_property(one, LOCATED_IN, self._last)
            for state in self.counting([state for state in states if _says_where(state, one)]):
                larger = str(state.reading.value_subject)
                if larger != place and larger not in found:
                    found[larger] = (*way, state.id)
                    frontier.append((larger, found[larger]))
        return found


def _says_where(state: FactState, place: str) -> bool:
    return (
        state.subject == place
        and state.reading.property == LOCATED_IN
        and state.reading.value_subject is not None
        and state.counts
    )
