# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What goes with a value wherever a record is read: its times, its qualifiers, its place.

Each reader of a record (the command line, a narrative) has its own words for it, and none decides
by itself what there is to say.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from fonds.archive.queries.shown import ABOUT, shown_date
from fonds.archive.record.outcome import Status
from fonds.archive.record.rule import Relation
from fonds.archive.record.setting import MOMENTS, date_of
from fonds.archive.vocabulary import qualifier_terms
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.events.dates import meets
from fonds.events.patterns import later
from fonds.events.sentences import joined, labelled, say
from fonds.events.values import Certainty, Rank, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.queries.answers import (
        FactAnswer,
        Json,
        PropertyAnswer,
        ResolutionAnswer,
        ScopeAnswer,
        ValueAnswer,
    )
    from fonds.archive.record.rule import FactRelation

UNDATED = say("undated")
"""Said beside the times of a value of which some facts have none."""

# Why a time may be read so: said with the fact in JSON, and too much beside a value.
_NOT_SAID = frozenset({"precision", "when_basis", "when_derived_basis"})
# Words that join dates or stand at their ends, in the languages shipped; "9th" is read as "9".
_LINKING = frozenset(
    ("a", "ab", "am", "an", "and", "as", "at", "between", "bis", "by", "das", "dated", "dem",
     "den", "der", "die", "during", "for", "from", "im", "in", "nd", "of", "on", "rd", "seit",
     "since", "st", "th", "the", "till", "to", "um", "und", "until", "vom", "von", "zu", "zum",
     "zwischen")
)  # fmt: skip
_WORD = later(r"\d+|[^\W\d_]+")
_SHORTENED = 3
"""Letters from which a word may be short for a longer one: "Apr" for "April"."""
_KINSHIP = "kinship"
_QUANTITY = "quantity"
ENDS = frozenset({"min", "max"})
"""Qualifiers that a value such as "7 or 8" says itself."""
_TIMES = frozenset({"when", "when_derived", *MOMENTS})


def between_values(scope: ScopeAnswer) -> list[FactRelation]:
    """Return how the values of a scope stand to each other: every two of them, conflicts first.

    Of two values each sentence is told once, however many facts give them.
    """
    place = {fact.id: at for at, value in enumerate(scope.values) for fact in value.facts}
    told: dict[tuple[frozenset[int], str], FactRelation] = {}
    for one in sorted(scope.relations, key=lambda one: one.relation is not Relation.CONFLICTS):
        first, second = place.get(one.first), place.get(one.second)
        if first is not None and second is not None and first != second:
            told.setdefault((frozenset((first, second)), one.reason), one)
    return list(told.values())


def named_in(properties: Iterable[PropertyAnswer]) -> set[str]:
    """Return the subjects (ids) that the values of some properties name."""
    facts = (
        fact
        for answer in properties
        for scope in answer.scopes
        for value in scope.values
        for fact in value.facts
    )
    return {fact.value_subject for fact in facts if fact.value_subject is not None}


def contested(scope: ScopeAnswer) -> list[ValueAnswer]:
    """Return the values of a scope that conflict with another; all where relations tell of none.

    A span that holds both of two dates disagrees with neither: it is no third account.
    """
    at_odds = {
        fact
        for one in scope.relations
        if one.relation is Relation.CONFLICTS
        for fact in (one.first, one.second)
    }
    found = [value for value in scope.values if any(fact.id in at_odds for fact in value.facts)]
    return found or list(scope.values)


def fitting(scope: ScopeAnswer) -> list[ValueAnswer]:
    """Return the values of a disputed scope that disagree with none of those in conflict."""
    if scope.status is not Status.DISPUTED:
        return []
    disputed = contested(scope)
    return [value for value in scope.values if value not in disputed]


def reasons_of(scope: ScopeAnswer, most: int | None = None) -> tuple[list[str], int]:
    """Return why the values of a scope are in conflict, each sentence once.

    Returns:
        The first ``most`` of them (None: all), and how many more there are.
    """
    told = dict.fromkeys(
        one.reason for one in between_values(scope) if one.relation is Relation.CONFLICTS
    )
    found = list(told)
    return found[:most], len(found[most:]) if most is not None else 0


def beside(scope: ScopeAnswer, value: ValueAnswer) -> Relation | None:
    """Return how a value stands to the leading one: it is refined by it, or overlaps; else None."""
    if scope.status is not Status.REFINED:
        return None
    leading = {fact.id for fact in scope.values[0].facts}
    own = {fact.id for fact in value.facts}
    found = (
        one.relation
        for one in scope.relations
        if (one.relation in _BESIDE and one.first in leading and one.second in own)
        # Where two overlap, the older one is first, whichever leads.
        or (one.relation is Relation.OVERLAPS and one.first in own and one.second in leading)
    )
    return next(found, None)


_BESIDE = frozenset({Relation.REFINES, Relation.OVERLAPS})


def concluded_of(scope: ScopeAnswer) -> list[ResolutionAnswer]:
    """Return what settles the conflicts of a scope, oldest first; nothing where one is open."""
    settled = scope.status is Status.RESOLVED
    return [one for one in scope.resolutions if settled and one.in_force]


def once_concluded(scope: ScopeAnswer) -> ResolutionAnswer | None:
    """Return what was last concluded of facts of which none conflict any more, unless taken back.

    A fact was corrected since, or fell, or the rules are others: the reasoning is not lost by that.
    """
    last = scope.resolutions[-1] if scope.resolutions else None
    at_odds = scope.status in {Status.DISPUTED, Status.RESOLVED}
    return None if last is None or at_odds or last.outcome is ConflictOutcome.UNRESOLVED else last


def preferred_of(scope: ScopeAnswer) -> list[ValueAnswer]:
    """Return the values somebody preferred, by assessing a fact or by settling the conflict.

    What a later conclusion weighed anew is preferred only where that one says so.
    """
    chosen: set[str] = set()
    weighed: set[str] = set()
    for one in reversed(concluded_of(scope)):
        if one.outcome is ConflictOutcome.PREFERRED and one.preferred is not None:
            chosen |= {one.preferred} - weighed
            weighed.update(one.facts)
    return [
        value
        for value in scope.values
        if value.rank is Rank.PREFERRED or any(fact.id in chosen for fact in value.facts)
    ]


def named_apart(value: ValueAnswer, fact: FactAnswer) -> bool:
    """Tell whether a fact names a subject by another name than the value it gives is told by.

    Two subjects were then held to be one; a source still names the one it names.
    """
    return value.subject is not None and fact.display != value.display


def named_alike(value: ValueAnswer) -> list[list[FactAnswer]]:
    """Put together the facts that name a subject alike, first those by whose name it is told."""
    named: dict[str, list[FactAnswer]] = {}
    for fact in value.facts:
        named.setdefault(fact.display if named_apart(value, fact) else "", []).append(fact)
    return [facts for _, facts in sorted(named.items(), key=lambda item: bool(item[0]))]


def time_of(fact: FactAnswer) -> str | None:
    """Return when a fact is said to be so, as a reader reads it; None where it does not say.

    A time known in words alone stands in quotation marks; a date's own day is not its time.
    """
    if fact.when_display is None:
        return say("“{words}”", words=fact.when_text) if fact.when_text else None
    if fact.value_type is ValueType.DATE and fact.when_display == fact.display:
        return None
    return fact.when_display


def time_as_written(fact: FactAnswer) -> str | None:
    """Return the words a time was read from, where they say more than the time as it is shown.

    "eight years from 1979" does; "from May 1979" beside "May 1979" does not. None also where the
    words alone are shown for want of a date, or are not known.
    """
    if fact.when_display is None or not fact.when_text:
        return None
    shown = _WORD.findall(f"{fact.when_display} {fact.display}".casefold())
    more = [
        word
        for word in _WORD.findall(fact.when_text.casefold())
        if word not in _LINKING
        and word not in shown
        and not (len(word) >= _SHORTENED and any(one.startswith(word) for one in shown))
    ]
    return fact.when_text if more else None


def times_of(facts: Iterable[FactAnswer]) -> list[str]:
    """Return the different times of facts that give one value, `UNDATED` last."""
    found = dict.fromkeys(time_of(fact) for fact in facts)
    times = [time for time in found if time is not None]
    return [*times, UNDATED] if times and None in found else times


def hedges_of(facts: Iterable[FactAnswer]) -> list[str]:
    """Return the different hedges of facts that give one value, but for those its words have."""
    return list(
        dict.fromkeys(
            fact.hedge
            for fact in facts
            if fact.hedge
            and not re.search(rf"(?<!\w){re.escape(fact.hedge)}(?!\w)", fact.display, re.IGNORECASE)
        )
    )


def hedges_borne(facts: Sequence[FactAnswer]) -> list[tuple[str, list[FactAnswer]]]:
    """Return each hedge of facts that give one value, with the facts it is of.

    The list is empty where it is of all of them: one source's doubt is not the others'.
    """
    found: list[tuple[str, list[FactAnswer]]] = []
    for hedge in hedges_of(facts):
        own = [fact for fact in facts if fact.hedge == hedge]
        found.append((hedge, own if len(own) < len(facts) else []))
    return found


def written_of(facts: Iterable[FactAnswer]) -> list[str]:
    """Return the words that times were read from, where they say more than the times as shown."""
    return list(dict.fromkeys(filter(None, (time_as_written(fact) for fact in facts))))


def inferred(facts: Iterable[FactAnswer]) -> bool:
    """Tell whether no fact says it in its own words: a reader drew it from them."""
    return all(fact.certainty is Certainty.INFERRED for fact in facts)


def partly_inferred(facts: Sequence[FactAnswer]) -> list[FactAnswer]:
    """Return the facts that a reader drew from the words, where others say it themselves."""
    own = [fact for fact in facts if fact.certainty is Certainty.INFERRED]
    return own if len(own) < len(facts) else []


def limited_alike(facts: Iterable[FactAnswer]) -> list[list[FactAnswer]]:
    """Put together the facts that give one value and may be of one thing.

    Who was an aide to one employer and to another held two jobs, though the word is the same.
    """
    found: list[tuple[list[FactAnswer], dict[str, list[str]]]] = []
    for fact in facts:
        own = qualifiers_of([fact])
        for members, limits in found:
            if not limits_apart(limits, own):
                members.append(fact)
                for name, words in own.items():
                    limits.setdefault(name, []).extend(words)
                break
        else:
            found.append(([fact], own))
    return [members for members, _ in found]


def limits_apart(one: Mapping[str, Iterable[str]], other: Mapping[str, Iterable[str]]) -> bool:
    """Tell whether qualifiers, as `qualifiers_of` gives them, differ on a name that both say."""
    return any(
        _apart(name, first, second)
        for name in one.keys() & other.keys() - _TIMES
        for first in one[name]
        for second in other[name]
    )


def qualifiers_of(facts: Iterable[FactAnswer]) -> dict[str, list[str]]:
    """Return what limits facts that give one value: each qualifier's different words, by name.

    What the value or its time says already is left out; a number has the unit it is of.
    """
    said: dict[str, list[str]] = {}
    for fact in facts:
        # Only a quantity is said with its unit; beside other words it belongs to their number.
        unit = fact.unit if fact.value_type is not ValueType.QUANTITY else None
        if unit and _QUANTITY not in fact.qualifiers and unit not in said.setdefault("unit", []):
            said["unit"].append(unit)
        for name, value in fact.qualifiers.items():
            words = qualifier_words(name, value)
            if unit and name == _QUANTITY:
                words = f"{words} {unit}"
            told = (
                name in _NOT_SAID
                or (name in ENDS and says_its_ends(fact))
                or (name == "approximate" and fact.display.startswith(ABOUT))
                or (name in MOMENTS and words == fact.when_display)
            )
            if not told and words not in said.setdefault(name, []):
                said[name].append(words)
    return {name: words for name, words in said.items() if words}


def differing(value: ValueAnswer) -> list[str]:
    """Return on what the facts behind a value differ that several sources give.

    They agree on the value alone: sources that name other kinships, or times that cannot both be,
    do not confirm each other. Given are names of qualifiers, and "when" for the times.
    """
    if value.sources < 2:
        return []
    found = [
        name
        for name, words in qualifiers_of(value.facts).items()
        if name not in _TIMES and any(_apart(name, *two) for two in combinations(words, 2))
    ]
    times = {fact.when.edtf: fact for fact in value.facts if fact.when is not None}
    if any(_times_apart(*two) for two in combinations(times, 2)):
        found.append("when")
    return found


def says_its_ends(fact: FactAnswer) -> bool:
    """Tell whether a value is told by the numbers it lies between, as "7 or 8" is."""
    ends = {str(fact.qualifiers[name]) for name in ENDS & fact.qualifiers.keys()}
    return len(ends) > 1 and ends <= {*_WORD.findall(fact.display.replace(",", ""))}


def _apart(name: str, first: str, second: str) -> bool:
    """Tell whether neither of two wordings has all words of the other.

    Kinships are apart where they differ: a great-grandfather is no grandfather told more closely.
    """
    if name == _KINSHIP:
        return first.casefold() != second.casefold()
    one, other = (frozenset(_WORD.findall(text.casefold())) for text in (first, second))
    return not (one <= other or other <= one)


def _times_apart(first: str, second: str) -> bool:
    """Tell whether two times cannot both be: they share no day, or two spans begin or end apart."""
    one, other = date_of(first), date_of(second)
    if one is None or other is None:
        return False
    if not meets(one.bounds, other.bounds):
        return True
    ends = first.split("/"), second.split("/")
    if any(len(sides) != 2 for sides in ends):
        return False
    for left, right in zip(*ends, strict=True):
        a, b = date_of(left), date_of(right)
        if a is not None and b is not None and not meets(a.bounds, b.bounds):
            return True
    return False


def qualifier_label(name: str) -> str:
    """Return what readers call a qualifier."""
    known = qualifier_terms().get(name)
    return labelled(known.label) if known is not None else name.replace("_", " ").capitalize()


def qualifier_words(name: str, value: Json) -> str:
    """Return what a qualifier says, as a reader reads it; a date as a date."""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, list):
        return joined(", ", [qualifier_words(name, one) for one in value])
    if name in _TIMES and isinstance(value, str) and date_of(value) is not None:
        return shown_date(value)
    return str(value)
