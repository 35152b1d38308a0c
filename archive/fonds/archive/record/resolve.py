# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How the record is made from facts: the resolution rules, edition 13.

A pure function of the facts, of what was concluded about subjects and conflicts, and of nothing
else: the order in which facts are handed in does not matter, their positions do.

1. **What counts.** Facts that do not stand do not count. Deprecated ones are set apart, and
   those that all their passages deny. Where nothing is left, there is no scope: *unknown*.
2. **Several values.** Of a property that takes several values, the facts lie in one scope, in
   groups of those that say the same: the same subject (or subjects judged to be the same), the same
   words, the same number and unit. More than one group is *multiple*. There is never a conflict.
3. **Scopes.** A single-valued property has one scope. One that is single in context has as many as
   the facts say: two facts are of different scopes only where

   a. their times share no day (``when`` by its stored bounds, else ``as_of`` where it is a date; a
      date whose ``when`` says the same as its value has no time of its own), or are two stretches
      of which one may have ended as the other began (1900/1910, 1910/1920); or one is said as of a
      moment in words (``as_of``, ``at``) and the other as of another, or of days;
   b. a qualifier that sets the scope names two subjects that were judged not to be the same;
   c. a qualifier that names an occasion (stage, election, event, campaign, employer, order, what a
      number counts, age at the time) says different words in both, neither holding all words of the
      other; or one that names an office does so, where a seat's several names count as one
      ("senator", "member of the Senate") and the office of a deputy, or of whoever serves the
      holder ("secretary to the mayor"), is another;
   d. two quantities are of units that do not measure one thing.

   Different words for a district, a party, a place are no difference. A scope is what
   hangs together by facts that are not apart; so it may hold two facts that are (1991 and 1995,
   joined by 1990/1999), and these are of *different scope* and no conflict. A fact that leaves open
   which of several scopes it means joins none of them: such facts stand last, in scopes of their
   own.
4. **Relations** are `fonds.archive.record.compare`'s. Unknown is refined by any value; unknown and
   none overlap; a value and none conflict. Dates are compared by the days they can mean. Two
   persons agree where they are one subject or were judged to be the same. Words that equal a
   subject's label overlap with it. Numbers agree, lie within a stated range ("over 7,000" leaves
   out 7,000, "nearly 7,000" is a tenth below it at most), are one number given to another step of
   rounding (of hundreds and more, where they differ by a tenth at most; of percent and points, of
   decimals), or overlap where one is a rough number and they differ by a tenth at most, or where
   one that was rounded may lie in a range; two shares are compared with a margin by their
   difference. Numbers in two units of one measure are converted: they agree
   where they are the same, and overlap where rounding the converted one to its last figure can
   explain the rest. Several units at once, and pounds, shillings and pence, count as what they come
   to in one; words of a hedge before an amount ("about £45") are its hedge. A
   place refines another where the other's parts stand among its own, in the same order, or where
   facts about it (``located_in``, in any number of steps) say that it lies in the other; with words
   that are what such a larger place is called it overlaps, and so do two subjects of which only the
   names say that they are one place, or lie in each other. An office refines another where it has
   all words of the other and more, but that of a deputy, or of whoever serves the holder, is
   another office, and one held no longer, not yet or for somebody overlaps. Two wordings of
   somebody's name can be forms of one name; they overlap where each spells out what the other does
   not, or where they differ in the marks of letters, in what comes first, or in a further name at
   the end. Of the results of an election those that name its
   ending agree or conflict; words that only describe it overlap with them and with each other.
   Other words agree when folded (case, spaces, quotation marks, ordinal endings), and else
   conflict. Values of different types are compared as words.
5. **Leading and status.** Preferred facts lead, then what a resolution preferred. Without a
   conflict the more precise value stands before the one it refines, and of dates that may
   be one that which means fewer days. With one, nothing leads but what an
   agent preferred, and values stand by position. A conflict is settled by one preferred
   value in its scope (or several that do not conflict), or by the last resolution that names both
   facts, or names one while the other agrees with the value preferred: outcome preferred (while
   that fact stands), different scope or both stand. A fact recorded, or corrected, since then was
   not weighed. Two preferences that conflict settle nothing, unless the later weighed the earlier.
   A scope is *disputed* while a conflict is unsettled; else *resolved* where there was one; else
   *unknown* where no fact gives a value; else *multiple* where values stand side by side that are
   not compared; else *refined* where one refines or overlaps another; else *agreed*. A property has
   the first of these that any of its scopes has, in the order disputed, unknown, resolved,
   multiple, refined, agreed.

Edition 1 knew no rounding, names, offices or results: such words and numbers conflicted where they
were not the same. Edition 2 converted no units: amounts in miles and in kilometres were of
different scopes. Edition 3 knew of places in places by their names alone, and compared "5 ft 11 in"
as words. Edition 4 took "about £45" for other words than "£45", a deputy's office for the office
told more closely, two descriptions of one result for a conflict, and let both of two amounts in
different units be rounded. Edition 5 knew no offices by name, and held what was denied.
Edition 6 let what lost its chain speak for a fact. Edition 7 compared no margin given as two shares
with one in points, for their units are called otherwise, and let the older of two dates lead that
may be one. Edition 8 took "over 7,000" for 7,000 or more, 149 for 100 rounded, a lieutenant
governor and a governor's secretary for governors told more closely, Mr and Mrs Berg for one name,
one spring for the autumn of its year, and two subjects for one place by their names. Edition
11 took "three" for another number than 3, and "St. Ives" for another place than "Saint Ives".

Facts that are the same in every respect the rules know are compared once: each is related to the
oldest of them, and only that one to others; but a conflict is told of every fact that is in it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from fonds.archive.record.amounts import units_differ
from fonds.archive.record.compare import (
    Claim,
    claim_of,
    relate_claims,
    relate_values,
)
from fonds.archive.record.outcome import (
    PRECEDENCE,
    Relations,
    ResolvedProperty,
    Scope,
    Status,
    ValueGroup,
)
from fonds.archive.record.rule import (
    RULES_EDITION,
    FactRelation,
    Identity,
    PropertyRule,
    Relation,
)
from fonds.archive.record.scopes import Divided, Division, hanging_together, scope_of
from fonds.archive.record.settle import Resolution, Settlement
from fonds.archive.record.several import rank_of, several_values, value_group
from fonds.archive.record.states import FactState, Standing
from fonds.events.catalogue.properties import Cardinality
from fonds.events.dates import day_number
from fonds.events.fixed import fixed
from fonds.events.values import Rank, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


__all__ = [
    "RULES_EDITION",
    "Resolution",
    "ResolvedProperty",
    "Scope",
    "Status",
    "ValueGroup",
    "resolve",
    "scopes_of",
]


def resolve(
    facts: Sequence[FactState],
    rule: PropertyRule,
    identity: Identity,
    resolutions: Sequence[Resolution] = (),
) -> ResolvedProperty:
    """Apply the rules to all facts about one property of one subject."""
    standing = [fact for fact in facts if fact.standing is Standing.STANDS]
    standing.sort(key=lambda fact: (fact.position, fact.id))
    deprecated: list[FactState] = []
    denied: list[FactState] = []
    counting: list[FactState] = []
    for fact in standing:
        if fact.said is not None and not fact.said.denies:
            counting.append(fact)  # nothing followed, so nobody assessed it
        elif rank_of(fact) is Rank.DEPRECATED:
            deprecated.append(fact)
        else:
            (denied if fact.unheld else counting).append(fact)
    if not counting:
        return ResolvedProperty(rule, Status.UNKNOWN, (), tuple(deprecated), tuple(denied))
    if rule.cardinality is Cardinality.MULTIPLE:
        scopes: tuple[Scope, ...] = (several_values(counting, rule, identity),)
    else:
        claims = [claim_of(fact, rule, identity) for fact in counting]
        scopes = scopes_of(claims, rule, identity, resolutions)
    found = {scope.status for scope in scopes}
    status = next(status for status in PRECEDENCE if status in found)
    return ResolvedProperty(rule, status, scopes, tuple(deprecated), tuple(denied))


def scopes_of(
    claims: Iterable[Claim],
    rule: PropertyRule,
    identity: Identity,
    resolutions: Sequence[Resolution] = (),
) -> tuple[Scope, ...]:
    """Resolve the claims, oldest first, of a property that takes one value, scope by scope."""
    classes = _classes(claims)
    heads = [members[0] for members in classes]
    divisions = (
        Divided(heads, identity).divisions()
        if rule.cardinality is Cardinality.SINGLE_IN_CONTEXT
        else [Division(tuple(range(len(classes))))]
    )
    stated = sorted({head.setting.unit for head in heads} - {None}, key=str)
    units = any(units_differ(one, other) for one, other in combinations(stated, 2))
    return tuple(
        _resolve_scope(
            [classes[number] for number in division.members],
            _Terms(rule, identity, resolutions, units),
            division.outward,
        )
        for division in divisions
    )


@fixed
class _Terms:
    """What resolving a scope takes besides its claims."""

    rule: PropertyRule
    identity: Identity
    resolutions: Sequence[Resolution]
    units: bool


def _classes(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Put together the claims that nothing tells apart, oldest first."""
    found: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.key].append(claim)
    return list(found.values())


def _resolve_scope(
    classes: Sequence[Sequence[Claim]], terms: _Terms, outward: Sequence[FactRelation]
) -> Scope:
    rule, identity = terms.rule, terms.identity
    heads = [members[0] for members in classes]
    between = {
        (one, other): relate_claims(heads[one], heads[other], rule, identity)
        for one, other in combinations(range(len(heads)), 2)
    }
    groups = _groups(heads, between, identity)
    settlement = Settlement.of(classes, groups, between, terms.resolutions)
    order = _leading_first(heads, groups, between, settlement)
    facts = {claim.fact.id for members in classes for claim in members}
    relations: Sequence[FactRelation] = (*between.values(), *outward)
    if len(facts) > len(classes):
        relations = Relations(lambda: _relations_of_all(classes, between, outward, terms))
    in_order = [_members(classes, group) for group in order]
    return Scope(
        scope=scope_of((claim for group in in_order for claim in group), units=terms.units),
        status=_status(heads, between, groups, settlement),
        relations=relations,
        values=tuple(value_group([claim.fact for claim in group]) for group in in_order),
        resolutions=tuple(
            sorted(
                (one for one in terms.resolutions if not one.facts.isdisjoint(facts)),
                key=lambda one: one.position,
            )
        ),
        in_force=settlement.in_force,
    )


def _relations_of_all(
    classes: Sequence[Sequence[Claim]],
    between: Mapping[tuple[int, int], FactRelation],
    outward: Sequence[FactRelation],
    terms: _Terms,
) -> Iterable[FactRelation]:
    """Relate all facts of a scope. Nobody is asked about subjects or places as yet unasked of."""
    rule, identity = terms.rule, terms.identity
    relations = [
        *(
            relate_claims(members[0], further, rule, identity)
            for members in classes
            for further in members[1:]
        ),
        *between.values(),
        *_conflicts_of_all(classes, between, rule, identity),
    ]
    order = {claim.fact.id: claim.order for members in classes for claim in members}
    relations.sort(key=lambda found: sorted((order[found.first], order[found.second])))
    return (*relations, *outward)


def _conflicts_of_all(
    classes: Sequence[Sequence[Claim]],
    between: Mapping[tuple[int, int], FactRelation],
    rule: PropertyRule,
    identity: Identity,
) -> Iterable[FactRelation]:
    """Tell the conflicts of the facts that are not the oldest of their class.

    Whoever weighs a conflict must be able to name every fact in it.
    """
    for pair, found in between.items():
        if found.relation is Relation.CONFLICTS:
            for own, opposed in (pair, pair[::-1]):
                for further in classes[own][1:]:
                    yield relate_claims(further, classes[opposed][0], rule, identity)


def _groups(
    heads: Sequence[Claim], between: Mapping[tuple[int, int], FactRelation], identity: Identity
) -> list[list[int]]:
    """Put together the classes whose values agree, whatever the time they are said of."""
    agreeing: dict[int, set[int]] = defaultdict(set)
    for (one, other), found in between.items():
        relation = found.relation
        if relation is Relation.DIFFERENT_SCOPE:
            relation = relate_values(heads[one], heads[other], identity).relation
        if relation is Relation.AGREES:
            agreeing[one].add(other)
            agreeing[other].add(one)
    return hanging_together(len(heads), agreeing)


def _leading_first(
    heads: Sequence[Claim],
    groups: Sequence[list[int]],
    between: Mapping[tuple[int, int], FactRelation],
    settlement: Settlement,
) -> list[list[int]]:
    number = {heads[one].fact.id: index for index, group in enumerate(groups) for one in group}
    finer: dict[int, set[int]] = defaultdict(set)
    if not settlement.conflicts:
        for found in between.values():
            if found.relation is Relation.REFINES:
                finer[number[found.second]].add(number[found.first])

    widths = _widths(heads, groups, between, settlement)

    def key(index: int) -> tuple[int, int, int, int]:
        return settlement.preference(groups[index]), len(finer[index]), widths[index], index

    return [groups[index] for index in sorted(range(len(groups)), key=key)]


def _widths(
    heads: Sequence[Claim],
    groups: Sequence[list[int]],
    between: Mapping[tuple[int, int], FactRelation],
    settlement: Settlement,
) -> list[int]:
    """Count the days that the dates of each group can mean; 0 where they are not to be ordered.

    Dates that may be one overlap, though neither lies in the other: a spring and a day of it.
    """
    apart = any(found.relation is Relation.DIFFERENT_SCOPE for found in between.values())
    if settlement.conflicts or apart:
        return [0] * len(groups)
    return [min(_width(heads[one]) for one in group) for group in groups]


def _width(claim: Claim) -> int:
    if claim.date is None:
        return 0
    first, last = claim.date.bounds.earliest, claim.date.bounds.latest
    if first is None or last is None:
        return _ENDLESS
    return day_number(last) - day_number(first)


_ENDLESS = 10**9


def _status(
    heads: Sequence[Claim],
    between: Mapping[tuple[int, int], FactRelation],
    groups: Sequence[list[int]],
    settlement: Settlement,
) -> Status:
    if settlement.conflicts:
        return Status.RESOLVED if settlement.all_settled else Status.DISPUTED
    if all(head.kind is ValueKind.UNKNOWN for head in heads):
        return Status.UNKNOWN
    group_of = {one: index for index, group in enumerate(groups) for one in group}
    met: set[tuple[int, int]] = set()
    unmet: set[tuple[int, int]] = set()
    for (one, other), found in between.items():
        pair = (min(group_of[one], group_of[other]), max(group_of[one], group_of[other]))
        if pair[0] != pair[1]:
            (unmet if found.relation is Relation.DIFFERENT_SCOPE else met).add(pair)
    if unmet - met:
        return Status.MULTIPLE
    return Status.REFINED if met else Status.AGREED


def _members(classes: Sequence[Sequence[Claim]], group: Iterable[int]) -> list[Claim]:
    found = [claim for one in group for claim in classes[one]]
    return sorted(found, key=lambda claim: claim.order)
