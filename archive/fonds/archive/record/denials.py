# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is said and denied at once, which the rules of the record set apart and do not compare.

A denied value stands in no scope and opens no conflict (`fonds.archive.record.resolve`, rule 1),
and values of a property that takes several never conflict (rule 2). So that nobody overlooks them,
three things are found here, besides the rules: a value that one fact gives and another denies,
where both may speak of one time and occasion and the value given is the one denied or a more
precise one; a value that one passage of its fact gives and another denies; and, of a property that
takes several, a value beside the word that there is none. Whoever prefers one of the facts, or sets
one aside, has weighed them: then they are not found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.compare import Claim, claim_of, relate_values
from fonds.archive.record.rule import Identity, PropertyRule, Relation
from fonds.archive.record.setting import sides_apart
from fonds.archive.record.several import rank_of
from fonds.events.catalogue.properties import Cardinality
from fonds.events.fixed import fixed
from fonds.events.sentences import say
from fonds.events.values import Rank, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fonds.archive.record.outcome import ResolvedProperty
    from fonds.archive.record.states import FactState


@fixed
class HeldAndDenied:
    """Facts that say and deny one thing, those that say it first; and one sentence that says so."""

    facts: tuple[str, ...]
    reason: str


def held_and_denied(resolved: ResolvedProperty, identity: Identity) -> Iterator[HeldAndDenied]:
    """Yield what is said and denied at once among the facts of a property.

    Facts that somebody preferred are weighed already, and are left out with what opposes them.
    """
    counting = [fact for scope in resolved.scopes for one in scope.values for fact in one.facts]
    yield from _within(counting, resolved.rule, identity)
    several = resolved.rule.cardinality is Cardinality.MULTIPLE
    none = [fact for fact in counting if several and _is_none(fact)]
    if not (none or resolved.denied):
        return
    # Of several values, too, each may be said of its own time.
    rule = PropertyRule(
        resolved.rule.name,
        Cardinality.SINGLE_IN_CONTEXT if several else resolved.rule.cardinality,
        resolved.rule.scope_qualifiers,
    )
    claims = [claim_of(fact, rule, identity) for fact in counting]
    # Of what lost its chain nobody can tell whether it opposes anything.
    for opposing in (*[fact for fact in resolved.denied if fact.denied], *none):
        against = claim_of(opposing, rule, identity)
        held = [
            claim
            for claim in claims
            if not sides_apart(claim.setting, against.setting, identity)
            and (_is_value(claim) if opposing in none else _is_denied(claim, against, identity))
        ]
        facts = (*[claim.fact for claim in held], opposing)
        if held and not any(rank_of(fact) is Rank.PREFERRED for fact in facts):
            yield HeldAndDenied(
                tuple([fact.id for fact in facts]),
                _there_is_none(held[0]) if opposing in none else _denied(held[0], against),
            )


def _within(
    facts: Sequence[FactState], rule: PropertyRule, identity: Identity
) -> Iterator[HeldAndDenied]:
    """Yield the facts that one of their own passages denies."""
    for fact in facts:
        if fact.said is not None and not fact.said.denies:
            continue
        if rank_of(fact) is not Rank.PREFERRED and any(kept.against for kept in fact.citations):
            shown = claim_of(fact, rule, identity).shown
            reason = say("{shown} is said by one passage, and denied by another.", shown=shown)
            yield HeldAndDenied((fact.id,), reason)


def _is_none(fact: FactState) -> bool:
    return fact.reading.value_kind is ValueKind.NONE


def _is_value(claim: Claim) -> bool:
    return claim.kind is ValueKind.VALUE


def _is_denied(claim: Claim, denial: Claim, identity: Identity) -> bool:
    """Tell whether a claim cannot be so if a denial is: it gives what is denied, or more of it."""
    if claim.kind is ValueKind.UNKNOWN or denial.kind is ValueKind.UNKNOWN:
        return False
    found = relate_values(claim, denial, identity)
    finer = found.relation is Relation.REFINES and not found.swapped
    return finer or found.relation is Relation.AGREES


def _denied(held: Claim, denial: Claim) -> str:
    if held.shown == denial.shown:
        return say("{shown} is said by one, and denied by another.", shown=held.shown)
    return say(
        "{shown} is said by one, and {shown2} is denied by another.",
        shown=held.shown,
        shown2=denial.shown,
    )


def _there_is_none(held: Claim) -> str:
    return say("One says {shown}, the other that there is none.", shown=held.shown)
