# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a fact needs besides its own words; and that it may not, in the end, need itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.support import facts_resting_on
from fonds.archive.record.states import Standing
from fonds.events.sentences import say, term
from fonds.events.values import Premise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.commands.plan import Plan


def read_premises(
    plan: Plan, given: Sequence[tuple[str, str]], subject: str, name: str
) -> tuple[Premise, ...]:
    """Return the premises of a fact to be about a subject's property.

    Raises:
        RefusedError: one is no fact and no excerpt, or rests itself on a fact about that same
            property of that subject: the fact would confirm what it was drawn from.
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
    _refuse_circle(plan, found, subject, name)
    return tuple(found)


def refuse_circles(plan: Plan, moved: Mapping[str, tuple[str, str]]) -> None:
    """Refuse to move facts (by id, to a subject and a property) where one would rest on its like.

    Those that rest on a fact that is moved, in any number of steps, are looked at as well.

    Raises:
        RefusedError: a fact would rest on another about the same property of the same subject.
    """
    facts = {*moved, *facts_resting_on(plan.store, moved)}
    for state in plan.facts.by_id(sorted(facts)):
        if state.premises and (state.id in moved or state.standing is Standing.STANDS):
            subject, name = moved.get(state.id, (state.subject, state.reading.property))
            _refuse_circle(plan, state.premises, subject, name, moved)


def _refuse_circle(
    plan: Plan,
    premises: Sequence[Premise],
    subject: str,
    name: str,
    moved: Mapping[str, tuple[str, str]] | None = None,
) -> None:
    seen: set[str] = set()
    frontier = [one.fact for one in premises if one.fact is not None]
    while frontier:
        states = plan.facts.by_id(sorted(set(frontier) - seen))
        seen |= set(frontier)
        frontier = []
        for state in states:
            place = (moved or {}).get(state.id, (state.subject, state.reading.property))
            if place == (subject, name):
                label = plan.names.label(subject)
                said = term(name)
                message = say(
                    "This would be circular: the fact would rest on {state}, which says the {said}"
                    " of {label} already. What was drawn from a fact cannot confirm it.",
                    state=state.id,
                    said=said,
                    label=label,
                )
                raise RefusedError("circular", message, fact=state.id)
            frontier += [one.fact for one in state.premises if one.fact is not None]
