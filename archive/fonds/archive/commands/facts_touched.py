# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an erasure does to facts that were not named: those that go, and those that lose a chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.support import facts_needing
from fonds.archive.lookup.titles import labels_of
from fonds.archive.record.states import Standing
from fonds.events.sentences import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from fonds.archive.record.states import FactState
    from fonds.archive.store.sqlite import SqliteStore

_AT_ONCE = 500
"""Facts that are read at once."""

_MOST_TOLD = 100
"""Facts that are told to rest on others."""


@dataclass(frozen=True, slots=True)
class FactOfAnother:
    """A fact that goes though it is about another subject; ``label`` is what that one is called."""

    fact: str
    property: str
    subject: str
    label: str


@dataclass(frozen=True, slots=True)
class FactWithoutChain(FactOfAnother):
    """A fact that stays and loses who says it; ``held`` where another passage speaks for it.

    Where it is not, nobody can tell any more whether it was said or denied: it counts for nothing.
    """

    held: bool


def about_others(
    store: SqliteStore, facts: Collection[str], target: str
) -> tuple[FactOfAnother, ...]:
    """Return the facts that are about others than what is erased, in the order of the log."""
    found = [
        (state.position, (state.id, state.property_name, state.subject))
        for state in _states(store, {*facts} - {target})
        if state.subject != target
    ]
    return tuple(FactOfAnother(*one) for one in _labelled(store, found))


def without_chains(
    store: SqliteStore, facts: Collection[str], positions: Collection[int]
) -> tuple[FactWithoutChain, ...]:
    """Return which of some facts, standing, lose a chain that events say, in the log's order.

    ``positions`` are those of the events of which the chain goes; it must be here still.
    """
    found: list[tuple[int, tuple[str, str, str]]] = []
    held: dict[str, bool] = {}
    for state in _states(store, facts):
        goes = [one for one in state.citations if one.position in positions]
        if state.standing is Standing.STANDS and not all(one.chain_gone for one in goes):
            left = (one for one in state.citations if one.position not in positions)
            held[state.id] = any(one.speaks_for for one in left)
            found.append((state.position, (state.id, state.property_name, state.subject)))
    return tuple(FactWithoutChain(*one, held[one[0]]) for one in _labelled(store, found))


def left_without(
    store: SqliteStore, gone: Collection[str], unchained: Iterable[FactWithoutChain]
) -> list[Sentence]:
    """Say which facts stay that rest, as on a premise, on one that goes or counts for nothing."""
    unsure = {one.fact for one in unchained if not one.held}
    said = list[Sentence]()
    resting = [pair for pair in facts_needing(store, {*gone, *unsure}) if pair[0] not in gone]
    for fact, premise in resting[:_MOST_TOLD]:
        if premise in gone:
            told = say(
                "The fact {fact} rests on the fact {premise}, which goes; it stays. Look whether it"
                " holds without: fonds fact show {fact}.",
                fact=fact,
                premise=premise,
            )
        else:
            told = say(
                "The fact {fact} rests on the fact {premise}, of which nobody can tell then whether"
                " it is said or denied; it stays. Look whether it holds without: fonds fact show"
                " {fact}.",
                fact=fact,
                premise=premise,
            )
        said.append(told)
    if len(resting) > _MOST_TOLD:
        said.append(
            say(
                "{more:,} more facts rest on some that go or count for nothing; fonds todo lists"
                " them afterwards.",
                more=len(resting) - _MOST_TOLD,
            )
        )
    return said


def _states(store: SqliteStore, facts: Collection[str]) -> Iterator[FactState]:
    """Yield some facts, a few at a time: all of a subject's would not fit in little memory."""
    every, reader = sorted(facts), FactReader(store)
    for first in range(0, len(every), _AT_ONCE):
        yield from reader.by_id(every[first : first + _AT_ONCE])


def _labelled(
    store: SqliteStore, found: list[tuple[int, tuple[str, str, str]]]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield facts (id, property, subject), found by position, with what their subjects are called.

    They come in the log's order.
    """
    labels = labels_of(store, {subject for _, (_, _, subject) in found})
    for _, (fact, name, subject) in sorted(found):
        yield fact, name, subject, labels.get(subject, "")
