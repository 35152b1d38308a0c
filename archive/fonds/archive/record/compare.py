# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How two facts about one property stand to each other, and why, in words a reader understands.

Rule 4 of the resolution rules (see `fonds.archive.record.resolve`) is this module's. The relation
does not depend on which of the two facts is given first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.amount_relations import relate_amounts
from fonds.archive.record.amounts import (
    Amount,
    amount_of,
    finer,
    is_quoted_parted,
    parted,
    whole_of,
)
from fonds.archive.record.hedges import is_rough
from fonds.archive.record.names import NAME_PROPERTIES, relate_names
from fonds.archive.record.office_words import relate_offices
from fonds.archive.record.place_words import may_be_one, place_parts
from fonds.archive.record.results import RESULT_PROPERTIES, relate_results
from fonds.archive.record.rule import (
    FactRelation,
    Identity,
    KnowsPlaces,
    PropertyRule,
    Relation,
)
from fonds.archive.record.setting import Setting, date_of, setting_of, sides_apart, why_apart
from fonds.archive.record.units import several
from fonds.archive.record.words import (
    fold,
    folded_as,
    nouns,
    numbers_alike,
    quoted,
    shown,
    unlike,
)
from fonds.events.catalogue.properties import Cardinality
from fonds.events.catalogue.subject import Judgement
from fonds.events.dates import DateRelation, EdtfDate, relate
from fonds.events.fixed import fixed
from fonds.events.sentences import as_sentence, capital, say
from fonds.events.values import ValueKind, ValueType

if TYPE_CHECKING:
    from fonds.archive.record.fold import FactState
    from fonds.events.catalogue.fact import Reading

__all__ = ["Claim", "FactRelation", "Identity", "PropertyRule", "Relation", "claim_of", "compare"]

_DATE_RELATIONS = {
    DateRelation.AGREES: Relation.AGREES,
    DateRelation.REFINES: Relation.REFINES,
    DateRelation.REFINED_BY: Relation.REFINES,
    DateRelation.OVERLAPS: Relation.OVERLAPS,
    DateRelation.CONFLICTS: Relation.CONFLICTS,
}


@fixed
class Claim:
    """A fact made ready to be compared many times.

    ``shown`` is the value in quotation marks, ``words`` its folded words, ``date``, ``amount`` and
    ``parts`` (of a place, finest first) what its type makes of it, where it does.
    """

    fact: FactState
    kind: ValueKind
    type: ValueType
    shown: str
    words: str
    literal: str | None
    subject: str | None
    date: EdtfDate | None
    amount: Amount | None
    parts: tuple[str, ...]
    setting: Setting

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two claims interchangeable in every comparison."""
        date = self.date.text if self.date is not None else None
        return (
            *(self.kind, self.type, self.words, self.literal, self.subject, date, self.amount),
            self.setting,
        )

    @property
    def order(self) -> tuple[int, str]:
        """The order of facts: by position."""
        return self.fact.position, self.fact.id


@fixed
class Finding:
    """What a comparison of two values found; ``swapped`` says that the second refines the first."""

    relation: Relation
    reason: str
    swapped: bool = False


def claim_of(fact: FactState, rule: PropertyRule, identity: Identity) -> Claim:
    """Make a fact ready to be compared."""
    reading = parted(fact.reading)
    valued = reading.value_kind is ValueKind.VALUE
    literal = None if reading.value is None else str(reading.value)
    plain = literal is not None and reading.value_subject is None
    # What was typed is quoted as it was typed, with its hedge and the number it spells out.
    text = shown(reading if is_quoted_parted(fact.reading, reading) else fact.reading, identity)
    date = None
    if plain and literal is not None and reading.value_type is ValueType.DATE:
        date = _date(literal, reading.hedge)
    is_place = valued and reading.value_type is ValueType.PLACE
    return Claim(
        fact=fact,
        kind=reading.value_kind,
        type=reading.value_type,
        shown=quoted(text) if valued else say("“{kind}”", kind=as_sentence(text)),
        words=words_of(reading, text),
        literal=None if literal is None else fold(literal),
        subject=reading.value_subject,
        date=date,
        amount=plain_amount(reading),
        parts=place_parts(text) if is_place else (),
        setting=setting_of(reading, rule, identity),
    )


def words_of(reading: Reading, text: str) -> str:
    """Return the words by which values of a reading's type agree; ``text`` is the value shown."""
    return folded_as(reading.value_type, text)


def plain_amount(reading: Reading) -> Amount | None:
    """Return what a quantity comes to whose number is given, not a subject that stands for it."""
    if (
        reading.value_type is not ValueType.QUANTITY
        or reading.value is None
        or reading.value_subject is not None
    ):
        return None
    return amount_of(reading)


def compare(a: FactState, b: FactState, rule: PropertyRule, identity: Identity) -> FactRelation:
    """Say how two facts about one property stand to each other.

    A pair alone cannot show that a fact leaves open which of several scopes it means; `resolve`
    does.
    """
    return relate_claims(claim_of(a, rule, identity), claim_of(b, rule, identity), rule, identity)


def relate_claims(a: Claim, b: Claim, rule: PropertyRule, identity: Identity) -> FactRelation:
    """Say how two claims stand to each other: scope first, then value."""
    first, second = (a, b) if a.order <= b.order else (b, a)
    sides = sides_apart(first.setting, second.setting, identity)
    if sides:
        reason = why_apart(
            first.setting, second.setting, sides[0], (first.shown, second.shown), identity
        )
        return FactRelation(first.fact.id, second.fact.id, Relation.DIFFERENT_SCOPE, reason)
    found = relate_values(first, second, identity)
    if rule.cardinality is Cardinality.MULTIPLE and found.relation is Relation.CONFLICTS:
        reason = say(
            "{both} can both be true, since there may be several.", both=_both(first, second)
        )
        found = Finding(Relation.OVERLAPS, reason)
    if found.swapped:
        first, second = second, first
    return FactRelation(first.fact.id, second.fact.id, found.relation, found.reason)


def relate_values(a: Claim, b: Claim, identity: Identity) -> Finding:
    """Say how two values stand to each other, whatever they are said of."""
    if a.kind is not ValueKind.VALUE or b.kind is not ValueKind.VALUE:
        return _relate_kinds(a, b)
    if a.subject is not None and b.subject is not None:
        return _relate_subjects(a, b, identity)
    if a.subject is not None or b.subject is not None:
        return _relate_subject_and_words(a, b, identity)
    if a.date is not None and b.date is not None:
        relation, reason = relate(a.date, b.date)
        swapped = relation is DateRelation.REFINED_BY
        return Finding(_DATE_RELATIONS[relation], say("{reason}.", reason=capital(reason)), swapped)
    if a.amount is not None and b.amount is not None:
        found, swapped, reason = relate_amounts(a.amount, b.amount)
        agreed = found is Relation.AGREES
        sums = [whole_of(parted(one.fact.reading)) for one in (a, b)] if agreed else [None, None]
        whole = finer(*sums)
        if whole is not None:
            number = f"{whole.number:,.2f}".rstrip("0").rstrip(".")
            unit = whole.unit if whole.number == 1 else several(whole.unit)
            reason = say("are the same: {number} {unit}", number=number, unit=unit)
        return Finding(found, _of_both(a, b, reason), swapped)
    if a.words == b.words:
        return Finding(Relation.AGREES, _same_words(a, b))
    if (known := _relate_known_words(a, b)) is not None:
        return known
    if a.parts and b.parts:
        if (places := _relate_places(a, b)) is not None:
            return places
        if (may_be := may_be_one(a.parts, b.parts, _both(a, b))) is not None:
            return Finding(Relation.OVERLAPS, may_be)
        reason = say("{both} are different places by their words.", both=_both(a, b))
        return Finding(Relation.CONFLICTS, reason)
    if a.type is b.type is ValueType.QUANTITY and numbers_alike(a.words, b.words):
        reason = say("{both} give one number, and nothing says what of.", both=_both(a, b))
        return Finding(Relation.OVERLAPS, reason)
    return Finding(Relation.CONFLICTS, unlike(_both(a, b), a.words, b.words))


def _relate_kinds(a: Claim, b: Claim) -> Finding:
    if a.kind is b.kind:
        said = (
            say("Both say that it is unknown: {shown}.", shown=a.shown)
            if a.kind is ValueKind.UNKNOWN
            else say("Both say that it does not exist: {shown}.", shown=a.shown)
        )
        return Finding(Relation.AGREES, said)
    kinds = {a.kind, b.kind}
    if kinds == {ValueKind.VALUE, ValueKind.UNKNOWN}:
        value, unknown = (a, b) if a.kind is ValueKind.VALUE else (b, a)
        reason = say(
            "{shown} gives what the other calls {shown2}.", shown=value.shown, shown2=unknown.shown
        )
        return Finding(Relation.REFINES, reason, swapped=value is b)
    none, other = (a, b) if a.kind is ValueKind.NONE else (b, a)
    if other.kind is ValueKind.UNKNOWN:
        reason = say(
            "One says that it is {shown}, the other {shown2}, and both may be so.",
            shown=other.shown,
            shown2=none.shown,
        )
        return Finding(Relation.OVERLAPS, reason)
    return Finding(
        Relation.CONFLICTS,
        say("One says {shown}, the other that there is none.", shown=other.shown),
    )


def _relate_subjects(a: Claim, b: Claim, identity: Identity) -> Finding:
    if a.subject == b.subject:
        return Finding(Relation.AGREES, say("Both name {shown}.", shown=a.shown))
    one, two = nouns(a.type, b.type)
    low, high = str(a.subject), str(b.subject)
    judged = identity.judgement(low, high) if low < high else identity.judgement(high, low)
    if judged is Judgement.SAME:
        return Finding(
            Relation.AGREES, say("{both} were judged to be {one}.", both=_both(a, b), one=one)
        )
    if judged is Judgement.NOT_SAME:
        return Finding(Relation.CONFLICTS, say("{both} are {two}.", both=_both(a, b), two=two))
    if (places := _relate_within(a, b, identity) or _relate_places(a, b)) is not None:
        return places
    return Finding(
        Relation.CONFLICTS, say("{both} are not shown to be {one}.", both=_both(a, b), one=one)
    )


def _relate_within(a: Claim, b: Claim, identity: Identity) -> Finding | None:
    """Find by facts about one place that it lies in the other; None where none says so.

    Words that are what a larger place is called may mean that place; nobody has said that they do.
    """
    if not (a.type is b.type is ValueType.PLACE and isinstance(identity, KnowsPlaces)):
        return None
    for inner, outer in ((a, b), (b, a)):
        known = {} if inner.subject is None else identity.larger(inner.subject)
        for place, facts in known.items():
            named = {"inner": inner.shown, "outer": outer.shown, "facts": ", ".join(facts)}
            if outer.subject is None:
                if outer.words == fold(identity.label(place)):
                    reason = say(
                        "{inner} lies in a place called {outer} (so say the facts {facts}), but"
                        " nobody has said that these words mean it.",
                        **named,
                    )
                    return Finding(Relation.OVERLAPS, reason)
            elif place == outer.subject or _are_one(place, outer.subject, identity):
                reason = say("{inner} lies in {outer}: so say the facts {facts}.", **named)
                return Finding(Relation.REFINES, reason, swapped=inner is b)
    return None


def _are_one(one: str, other: str, identity: Identity) -> bool:
    return identity.judgement(min(one, other), max(one, other)) is Judgement.SAME


def _relate_subject_and_words(a: Claim, b: Claim, identity: Identity) -> Finding:
    named, plain = (a, b) if a.subject is not None else (b, a)
    one, _ = nouns(a.type, a.type)
    if plain.words in {named.words, named.literal}:
        reason = (
            say(
                "{shown} as words may mean {shown2}, but nobody has said whom they mean.",
                shown=plain.shown,
                shown2=named.shown,
            )
            if named.type is ValueType.PERSON
            else say(
                "{shown} as words may mean {shown2}, but nobody has said that they do.",
                shown=plain.shown,
                shown2=named.shown,
            )
        )
        return Finding(Relation.OVERLAPS, reason)
    if (places := _relate_within(a, b, identity) or _relate_places(a, b)) is not None:
        return places
    return Finding(
        Relation.CONFLICTS, say("{both} are not shown to be {one}.", both=_both(a, b), one=one)
    )


def _relate_known_words(a: Claim, b: Claim) -> Finding | None:
    """Relate names, results of elections and offices by what is known of such words."""
    if a.type is not b.type or a.literal is None or b.literal is None:
        return None
    name = a.fact.reading.property
    if name in NAME_PROPERTIES:
        relation, swapped, reason = relate_names(a.words, b.words)
        return Finding(relation, _of_both(a, b, reason), swapped)
    if name in RESULT_PROPERTIES:
        relation, reason = relate_results(a.words, b.words)
        return Finding(relation, _of_both(a, b, reason))
    if a.type is ValueType.OFFICE:
        offices = relate_offices(a.words, b.words, _both(a, b), (a.shown, b.shown))
        if offices is not None:
            relation, swapped, reason = offices
            return Finding(relation, reason, swapped)
    return None


def _relate_places(a: Claim, b: Claim) -> Finding | None:
    """Find by the parts of their names that one place lies in the other; None where none shows.

    Of a place that somebody named as a subject names alone prove less than of words: there may be
    several of one name.
    """
    if not (a.parts and b.parts):
        return None
    subjects = (a.subject is not None) + (b.subject is not None)
    for inner, outer in ((a, b), (b, a)):
        if len(outer.parts) < len(inner.parts) and _in_order(outer.parts, inner.parts):
            named = {"shown": inner.shown, "shown2": outer.shown}
            if subjects and outer.parts[0] == inner.parts[0]:
                reason = say("{both} may be one place, but nobody has said so.", both=_both(a, b))
                return Finding(Relation.OVERLAPS, reason)
            if subjects == len((a, b)):
                reason = say("{shown} may lie in {shown2}, but no fact says so.", **named)
                return Finding(Relation.OVERLAPS, reason)
            reason = say("{shown} names the place more fully than {shown2}.", **named)
            return Finding(Relation.REFINES, reason, swapped=inner is b)
    if a.parts == b.parts and subjects < len((a, b)):
        return Finding(Relation.AGREES, _same_words(a, b))
    return None


def _in_order(parts: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Tell whether a name's parts stand in a longer one, in the same order."""
    rest = iter(longer)
    return all(part in rest for part in parts)


def _date(text: str, hedge: str | None) -> EdtfDate | None:
    """Read a date; one that a hedge makes a rough one is taken as approximate."""
    date = date_of(text)
    if date is None or date.approximate or not is_rough(hedge):
        return date
    return date_of(f"{date.text}~") or date


def _both(a: Claim, b: Claim) -> str:
    return say("{shown} and {shown2}", shown=a.shown, shown2=b.shown)


def _of_both(a: Claim, b: Claim, said: str) -> str:
    return say("{both} {said}.", both=_both(a, b), said=as_sentence(said))


def _same_words(a: Claim, b: Claim) -> str:
    return (
        say("Both say {shown}.", shown=a.shown)
        if a.shown == b.shown
        else say("{both} are the same words.", both=_both(a, b))
    )
