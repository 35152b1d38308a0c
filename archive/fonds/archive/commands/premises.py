# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a fact needs besides its own words; and that it may not, in the end, need itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.support import facts_resting_on
from fonds.archive.record.states import Standing
from fonds.archive.record.words import fold
from fonds.events.catalogue.properties import Cardinality
from fonds.events.sentences import say, term
from fonds.events.values import Premise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.commands.plan import Plan
    from fonds.events.catalogue.fact import Reading


def read_premises(
    plan: Plan, given: Sequence[tuple[str, str]], subject: str, reading: Reading
) -> tuple[Premise, ...]:
    """Return the premises of a fact to be about a subject.

    Raises:
        RefusedError: one is no fact and no excerpt, or is, or rests itself on, a fact that the new
            one could confirm (`_is_like`): it was drawn from it.
        WrongUseError: one has no rule.
    """
    found: list[Premise] = []
    for thing, rule in given:
        if not rule.strip():
            code, message = (
                "no-rule",
                say("Say by which rule the fact rests on {thing}.", thing=thing),
            )
            raise WrongUseError(code, message)
        try:
            fact = plan.names.fact(thing)
        except RefusedError as error:
            if error.code != "unknown-fact":
                raise
            found.append(Premise(excerpt=plan.names.excerpt(thing), rule=rule.strip()))
        else:
            found.append(Premise(fact=fact, rule=rule.strip()))
    _refuse_circle(plan, found, (subject, reading))
    return tuple(found)


def refuse_circles(plan: Plan, moved: Mapping[str, tuple[str, Reading]]) -> None:
    """Refuse to change facts (by id, to a subject and a reading) where one would rest on its like.

    Those that rest on a fact that is changed, in any number of steps, are looked at as well.

    Raises:
        RefusedError: a fact would rest on another that it could confirm.
    """
    facts = {*moved, *facts_resting_on(plan.store, moved)}
    for state in plan.facts.by_id(sorted(facts)):
        if state.premises and (state.id in moved or state.standing is Standing.STANDS):
            said = moved.get(state.id, (state.subject, state.reading))
            _refuse_circle(plan, state.premises, said, moved)


def _refuse_circle(
    plan: Plan,
    premises: Sequence[Premise],
    said: tuple[str, Reading],
    moved: Mapping[str, tuple[str, Reading]] | None = None,
) -> None:
    seen: set[str] = set()
    frontier = [one.fact for one in premises if one.fact is not None]
    while frontier:
        states = plan.facts.by_id(sorted(set(frontier) - seen))
        seen |= set(frontier)
        frontier = []
        for state in states:
            if _is_like(plan, said, (moved or {}).get(state.id, (state.subject, state.reading))):
                message = say(
                    "This would be circular: the fact would rest on {state}, which says the {said}"
                    " of {label} already. What was drawn from a fact cannot confirm it.",
                    state=state.id,
                    said=term(said[1].property),
                    label=plan.names.label(said[0]),
                )
                raise RefusedError("circular", message, fact=state.id)
            frontier += [one.fact for one in state.premises if one.fact is not None]


def _is_like(plan: Plan, one: tuple[str, Reading], other: tuple[str, Reading]) -> bool:
    """Tell whether one fact could confirm another: the same property of the same subject.

    Where several values hold at once, the same value too: who moved to Rome, and five years later
    to Ostia, moved twice.
    """
    (subject, reading), (whose, ground) = one, other
    if subject != whose or reading.property != ground.property:
        return False
    several = plan.property(reading.property).cardinality is Cardinality.MULTIPLE
    return not several or not _values(plan, reading).isdisjoint(_values(plan, ground))


def _values(plan: Plan, reading: Reading) -> set[str]:
    """Return all that a fact's value goes by: its subject, what that is called, its words."""
    found = set() if reading.value is None else {fold(str(reading.value))}
    if reading.value_subject is not None:
        found |= {reading.value_subject, fold(plan.names.label(reading.value_subject))}
    return found or {reading.value_kind.value}
