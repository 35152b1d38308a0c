# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Values of a property that may have several, in groups that say the same: rule 2.

The rule itself stands in the docstring of `fonds.archive.record.resolve`.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from fonds.archive.record.amounts import parted
from fonds.archive.record.compare import (
    claim_of,
    plain_amount,
    relate_claims,
    words_of,
)
from fonds.archive.record.outcome import Relations, Scope, Status, ValueGroup
from fonds.archive.record.rule import FactRelation, Identity, PropertyRule, SameSubjects
from fonds.archive.record.words import folded_as, shown
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import Rank, ValueKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fonds.archive.record.states import FactState
    from fonds.events.catalogue.fact import Reading


def rank_of(fact: FactState) -> Rank:
    """Return the rank somebody gave a fact, else the usual one."""
    return fact.assessment.content.rank if fact.assessment is not None else Rank.NORMAL


def value_group(facts: Sequence[FactState]) -> ValueGroup:
    """Return facts that give one value, preferred where one of them is."""
    assessed = [fact for fact in facts if fact.assessment is not None]
    preferred = bool(assessed) and Rank.PREFERRED in map(rank_of, assessed)
    return ValueGroup(tuple(facts), Rank.PREFERRED if preferred else Rank.NORMAL)


def several_values(facts: Sequence[FactState], rule: PropertyRule, identity: Identity) -> Scope:
    """Group the values of a property that may have several, without comparing each with each.

    Most stand alone: only what shares its value with another fact is made ready to be compared.
    """
    found: dict[tuple[object, ...], list[FactState]] = defaultdict(list)
    for fact in facts:
        found[_key_said(fact) or _key(parted(fact.reading), identity)].append(fact)
    names = _representatives({str(one) for kind, one, *_ in found if kind == _SUBJECT}, identity)
    judged_one = len(names) > len(set(names.values()))
    if judged_one:
        found = _joined(found, names)
    groups = [(value_group(members), members) for members in found.values()]
    groups.sort(key=lambda pair: pair[0].rank is not Rank.PREFERRED)
    if len(groups) > 1:
        status = Status.MULTIPLE
    elif facts[0].reading.value_kind is ValueKind.UNKNOWN:
        status = Status.UNKNOWN
    else:
        status = Status.AGREED
    alike = [members for _, members in groups if len(members) > 1]
    relations: Sequence[FactRelation] = Relations(lambda: _of_alike(alike, rule, identity))
    if judged_one:
        # Of subjects that were judged to be one, in some steps, more may have to be asked.
        relations = tuple(relations)
    for first, *_ in alike:
        if (subject := first.value_subject) is not None:
            identity.label(subject)  # known from now on, whoever looks at the relations
    return Scope({}, status, relations, tuple([group for group, _ in groups]))


def _of_alike(
    groups: Iterable[Sequence[FactState]], rule: PropertyRule, identity: Identity
) -> Iterator[FactRelation]:
    """Say of facts that give one value that each agrees with the oldest of them."""
    for first, *others in groups:
        claim = claim_of(first, rule, identity)
        for other in others:
            yield relate_claims(claim, claim_of(other, rule, identity), rule, identity)


_SUBJECT = "subject"


def _joined(
    found: Mapping[tuple[object, ...], Sequence[FactState]], names: Mapping[str, str]
) -> dict[tuple[object, ...], list[FactState]]:
    """Put together what names one subject by the names of several, in the order of facts."""
    joined: dict[tuple[object, ...], list[FactState]] = defaultdict(list)
    for key, members in found.items():
        joined[(_SUBJECT, names[str(key[1])]) if key[0] == _SUBJECT else key] += members
    for members in joined.values():
        members.sort(key=lambda fact: (fact.position, fact.id))
    return joined


def _key_said(fact: FactState) -> tuple[object, ...] | None:
    """Return what `_key` says, of a fact that was read as it lies and is no quantity."""
    said = fact.said
    if said is None:
        return None
    read = said.content["reading"]
    if "value_subject" in read and (subject := read["value_subject"]) is not None:
        return (_SUBJECT, subject)
    value_type = read.get("value_type", ValueType.TEXT)
    if "value_kind" in read or value_type is ValueType.QUANTITY:
        return None
    text = f"{read['value']} {unit}" if (unit := read.get("unit")) else str(read["value"])
    return ("words", folded_as(value_type, text))


def _key(reading: Reading, identity: Identity) -> tuple[object, ...]:
    """Return by what two values of a property are the same, but for subjects judged to be one."""
    if reading.value_kind is not ValueKind.VALUE:
        return ("kind", reading.value_kind)
    if reading.value_subject is not None:
        return (_SUBJECT, reading.value_subject)
    if (amount := plain_amount(reading)) is not None:
        ends = amount.low, amount.high, amount.above, amount.below
        return ("amount", *ends, amount.unit)
    return ("words", words_of(reading, shown(reading, identity)))


def _representatives(subjects: set[str], identity: Identity) -> dict[str, str]:
    """Name for each subject the least of those it was judged to be the same as, in any steps.

    Only subjects of the list count as steps.
    """
    ordered = sorted(subjects)
    if len(ordered) < 2:
        return {one: one for one in ordered}
    linked = _linked(ordered, identity)
    found: dict[str, str] = {}
    for subject in ordered:
        frontier = [subject]
        while frontier:
            one = frontier.pop()
            if one not in found:
                found[one] = subject
                frontier += linked[one]
    return found


def _linked(ordered: Sequence[str], identity: Identity) -> dict[str, set[str]]:
    """List for each subject those of the list it was judged to be the same as."""
    linked: dict[str, set[str]] = {one: set() for one in ordered}
    if isinstance(identity, SameSubjects):
        for one in ordered:
            linked[one] |= linked.keys() & set(identity.same(one))
    else:
        for one, other in combinations(ordered, 2):
            if identity.judgement(one, other) is Judgement.SAME:
                linked[one].add(other)
                linked[other].add(one)
    return linked
