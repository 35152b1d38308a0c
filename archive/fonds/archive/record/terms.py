# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One thing said of two terms that overlap and cannot be one: an end in 1954, an end in 1956.

That is no conflict: who held an office twice may be told of both ways, and a property of several
values has none. But somebody should look. Whoever prefers one of the facts, or sets one aside, has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.compare import claim_of
from fonds.archive.record.rule import Identity, PropertyRule
from fonds.archive.record.setting import date_of, sides_apart
from fonds.archive.record.several import rank_of
from fonds.events.catalogue.properties import Cardinality
from fonds.events.dates import Bounds, day_number, display, meets
from fonds.events.fixed import fixed
from fonds.events.sentences import joined, say
from fonds.events.values import Rank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.record.compare import Claim
    from fonds.archive.record.outcome import ResolvedProperty
    from fonds.archive.record.states import FactState
    from fonds.events.dates import EdtfDate


@fixed
class TermsApart:
    """Facts that give one value for different terms, and one sentence that says so."""

    facts: tuple[str, ...]
    reason: str


@fixed
class _Term:
    """From when to when a fact gives its value: the days each end can mean."""

    claim: Claim
    date: EdtfDate
    start: Bounds
    end: Bounds


def has_term(fact: FactState) -> bool:
    """Tell whether a fact may say from when to when it is so."""
    when = fact.reading.when
    return when is not None and "/" in when.edtf


def terms_apart(resolved: ResolvedProperty, identity: Identity) -> Iterator[TermsApart]:
    """Yield what is said of one value and cannot be one term, value by value."""
    rule = PropertyRule(
        resolved.rule.name, Cardinality.SINGLE_IN_CONTEXT, resolved.rule.scope_qualifiers
    )
    for scope in resolved.scopes:
        for group in scope.values:
            terms = [
                term
                for fact in group.facts
                if has_term(fact) and (term := _term(claim_of(fact, rule, identity))) is not None
            ]
            apart = [one for one in terms if any(_apart(one, other, identity) for other in terms)]
            if apart and not any(rank_of(one.claim.fact) is Rank.PREFERRED for one in apart):
                times = dict.fromkeys(display(one.date) for one in apart)
                reason = say(
                    "{shown} is said of {times}, which overlap and cannot be one term.",
                    shown=apart[0].claim.shown,
                    times=joined("; ", list(times)),
                )
                yield TermsApart(tuple([one.claim.fact.id for one in apart]), reason)


def _term(claim: Claim) -> _Term | None:
    """Return a term of which both ends are given; None of any other time."""
    when = claim.fact.reading.when
    date = date_of(when.edtf) if when is not None else None
    if date is None or not date.is_interval:
        return None
    start, end = (date_of(part) for part in date.text.split("/"))
    if start is None or end is None:
        return None
    return _Term(claim, date, start.bounds, end.bounds)


def _apart(one: _Term, other: _Term, identity: Identity) -> bool:
    """Tell whether two terms share more than an end, and neither end can be the other's."""
    if one.date.text == other.date.text or not (_begins(one, other) and _begins(other, one)):
        return False
    if meets(one.start, other.start) and meets(one.end, other.end):
        return False
    return not sides_apart(one.claim.setting, other.claim.setting, identity)


def _begins(one: _Term, other: _Term) -> bool:
    """Tell whether one has surely begun before the other ends: they do more than touch."""
    begun, ending = one.start.latest, other.end.earliest
    return begun is not None and ending is not None and day_number(begun) < day_number(ending)
