# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an erasure does to facts that were not named: those that go, and those that lose a chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.titles import labels_of
from fonds.archive.record.states import Standing

if TYPE_CHECKING:
    from collections.abc import Collection

    from fonds.archive.record.states import FactState
    from fonds.archive.store.sqlite import SqliteStore


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
    states = [
        state for state in FactReader(store).by_id(sorted({*facts} - {target}))
        if state.subject != target
    ]  # fmt: skip
    labels = _labels(store, states)
    return tuple(
        FactOfAnother(
            state.id, state.reading.property, state.subject, labels.get(state.subject, "")
        )
        for state in states
    )


def without_chains(
    store: SqliteStore, facts: Collection[str], positions: Collection[int]
) -> tuple[FactWithoutChain, ...]:
    """Return which of some facts, standing, lose a chain that events say, in the log's order.

    ``positions`` are those of the events of which the chain goes; it must be here still.
    """
    losing: dict[str, bool] = {}
    states = FactReader(store).by_id(sorted(facts))
    for state in states:
        goes = [one for one in state.citations if one.position in positions]
        if state.standing is Standing.STANDS and not all(one.chain_gone for one in goes):
            left = (one for one in state.citations if one.position not in positions)
            losing[state.id] = any(one.speaks_for for one in left)
    states = [state for state in states if state.id in losing]
    labels = _labels(store, states)
    return tuple(
        FactWithoutChain(
            state.id,
            state.reading.property,
            state.subject,
            labels.get(state.subject, ""),
            losing[state.id],
        )
        for state in states
    )


def _labels(store: SqliteStore, states: Collection[FactState]) -> dict[str, str]:
    return dict(labels_of(store, {state.subject for state in states}))
