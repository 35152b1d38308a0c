# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which constraints on days the facts about a subject, and about whom and what they name, give.

What is used, and nothing else:

- a date (of birth, death, an event, the beginning or end of a term) lies where its words put it;
- somebody who is N years old was born N years before, and not N + 1;
- a birth or death was before it was recorded;
- nobody dies before their birth, nor is born after what they did, nor does anything after their
  death, nor is born after a child; a mother lives to her child's birth;
- a term ends after it begins, and before the successor's begins;
- a fact said to be "five years later" or of "the same year" as a premise is so: said by its own
  words on time, or by whoever recorded how the premise is one.

A fact whose own time rests on a premise is not used for what that premise says: an article dated by
somebody's age does not confirm when they were born.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from fonds.archive.record.amounts import amount_of
from fonds.archive.record.constraints import (
    MONTH,
    ORIGIN,
    YEAR,
    Constraint,
    Variable,
    is_after,
    number_of,
)
from fonds.archive.record.day_words import amount_said, date_said, day_given
from fonds.archive.record.offices import NO_OFFICE, office_of, office_slot
from fonds.archive.record.setting import MOMENTS, begins_by, date_of, years_on
from fonds.archive.record.words import fold, literal_words
from fonds.events.dates import Bounds, outermost
from fonds.events.sentences import joined, labelled, say
from fonds.events.values import ValueKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from fonds.archive.record.fold import FactState

BORN, DIED, EVENT, TIME = "date_of_birth", "date_of_death", "event_date", "time"
TERMS = frozenset({"term_start", "term_end"})
DATED = frozenset({BORN, DIED, EVENT}) | TERMS
PARENTS = frozenset({"father", "mother"})
ALIVE = frozenset(
    [
        "position_held", "candidacy", "considered_candidacy", "election_result", "job",
        "organized_event", "attended_event", "spoke_at", "role_at_event", "political_activity",
        "campaign_activity", "campaign_role", "party_switch", "relocation", "signed", "contacted",
        "quote", "residence", "educated_at", "school_grade", "spouse", *TERMS,
    ]
)  # fmt: skip
"""Properties of what only the living do, so that its time lies between birth and death."""


@dataclass(frozen=True, slots=True)
class Chronology:
    """The constraints, and for each day what it is called and whose it is."""

    constraints: list[Constraint]
    names: dict[Variable, str]


def chronology(
    subject: str,
    facts: Iterable[FactState],
    label: Callable[[str], str],
    label_of: Callable[[str], str],
    one_with: Mapping[str, str] | None = None,
    not_heard: Iterable[FactState] = (),
) -> Chronology:
    """Make constraints of facts about a subject and about whom and what it is tied to.

    ``label`` names a subject, ``label_of`` a property. The days of whoever is ``one_with`` another
    are that other's. What is ``not_heard`` dates nothing: a premise of others that does not count.
    """
    by_id = {fact.id: fact for fact in facts}
    grounds = {**{fact.id: fact for fact in not_heard}, **by_id}
    return _Maker(subject, by_id, grounds, label, label_of, one_with or {}).made()


@dataclass(slots=True)
class _Maker:
    _subject: str
    _facts: Mapping[str, FactState]
    _grounds: Mapping[str, FactState]
    _label: Callable[[str], str]
    _label_of: Callable[[str], str]
    _one_with: Mapping[str, str]
    _made: list[Constraint] = field(default_factory=list)
    _names: dict[Variable, str] = field(default_factory=dict)

    def made(self) -> Chronology:
        for fact in self._facts.values():
            self._of_value(fact)
            self._of_time(fact)
            self._of_age(fact)
            self._of_family(fact)
            self._of_premises(fact)
        self._of_terms()
        self._of_lives()
        return Chronology(self._made, self._names)

    def _at_most(
        self, later: Variable, earlier: Variable, most: int, facts: Iterable[str], said: str
    ) -> None:
        self._made.append(Constraint(later, earlier, most, frozenset(facts), said))

    def _before(
        self, earlier: Variable, later: Variable, facts: Iterable[str], said: str, least: int = 0
    ) -> None:
        self._at_most(earlier, later, -least, facts, said)

    def _within(self, name: Variable, bounds: Bounds, facts: Iterable[str], said: str) -> None:
        facts = list(facts)
        if bounds.latest is not None:
            self._at_most(name, ORIGIN, number_of(bounds.latest), facts, said)
        if bounds.earliest is not None:
            self._at_most(ORIGIN, name, -number_of(bounds.earliest), facts, said)

    # Days -----------------------------------------------------------------------------------

    def _dated(self, fact: FactState) -> Variable:
        """Return the day that a fact gives; of a term, that of its office."""
        reading = fact.reading
        if reading.property not in TERMS:
            return self._day(reading.property, fact.subject)
        named = office_slot(reading)
        if named is None:
            words: str = NO_OFFICE
        elif named.subject is not None:
            words = self._label(named.subject)
        else:
            words = literal_words(named.value or "")
        return self._day(reading.property, fact.subject, office_of(reading), words)

    def _whose(self, subject: str) -> str:
        return self._one_with.get(subject, subject)

    def _day(self, kind: str, subject: str, of: str = "", words: str = "") -> Variable:
        subject = self._whose(subject)
        name = (kind, subject, of) if of else (kind, subject)
        said: str = labelled(self._label_of(kind))
        if subject != self._subject:
            said = say("{day} ({of})", day=said, of=self._label(subject))
        self._names.setdefault(name, say("{day} ({of})", day=said, of=words) if of else said)
        return name

    def _time(self, fact: FactState) -> Variable:
        """Return the day of which a fact speaks: that of the event it names, or its own."""
        reading = fact.reading
        if reading.property in {"attended_event", "spoke_at", "organized_event"}:
            event = reading.value_subject
        else:
            event = next(
                (item.subject for item in reading.qualifiers if item.name in {"event", "at"}), None
            )
        if event is not None:
            return self._day(EVENT, event)
        name = (TIME, fact.id)
        self._names.setdefault(name, say("Time of “{what}”", what=self._what(fact)))
        return name

    def _said(self, fact: FactState) -> str:
        reading = fact.reading
        parts = [self._label(fact.subject), self._what(fact)]
        # A date's own day is not its time: it is said once.
        if reading.when is not None and reading.when.edtf != reading.value:
            parts.append(date_said(reading.when.edtf))
        return joined(", ", parts)

    def _what(self, fact: FactState) -> str:
        reading = fact.reading
        what = labelled(self._label_of(reading.property))
        value = (
            date_said(str(reading.value))
            if reading.value_type is ValueType.DATE and reading.value is not None
            else self._label(reading.value_subject)
            if reading.value_subject is not None
            else amount_said(reading)
        )
        return say("{what}: {value}", what=what, value=value)

    # Constraints ----------------------------------------------------------------------------

    def _of_value(self, fact: FactState) -> None:
        reading = fact.reading
        if reading.property not in DATED or reading.value_type is not ValueType.DATE:
            return
        date = None if reading.value is None else date_of(str(reading.value))
        if date is None:
            return
        self._within(self._dated(fact), outermost(date), [fact.id], self._said(fact))
        recorded = fact.read_at[:10]
        if reading.property in {BORN, DIED} and is_after(date.bounds.earliest, recorded):
            said = say("it was recorded on {day}", day=date_said(recorded))
            self._at_most(self._dated(fact), ORIGIN, number_of(recorded), [fact.id], said)

    def _own_time(self, fact: FactState) -> Bounds | None:
        when = fact.reading.when
        if when is not None and (when.earliest or when.latest):
            date = date_of(when.edtf)
            if date is None or not date.approximate:
                return Bounds(when.earliest, when.latest)
            return outermost(date)
        for item in fact.reading.qualifiers:
            if item.name in MOMENTS and item.value is not None:
                date = date_of(literal_words(item.value))
                if date is not None:
                    return outermost(date)
        return None

    @staticmethod
    def _is_timed(fact: FactState) -> bool:
        """Tell whether what a fact says of a day, or when, is looked at in any case."""
        name = fact.reading.property
        return name in DATED or name in ALIVE or name == "age"

    def _of_time(self, fact: FactState) -> None:
        reading = fact.reading
        if reading.property in DATED or not self._is_timed(fact):
            return
        if reading.value_kind is not ValueKind.VALUE:
            return  # that there is none, or none is known, shows nobody alive
        bounds = self._own_time(fact)
        day = self._time(fact)
        used = [fact.id, *(one for one in self._premises(fact) if one in self._facts)]
        if bounds is not None and not self._rests_on(fact, BORN):
            self._within(day, bounds, used, self._said(fact))
        if bounds is None and day[0] == TIME and reading.property != "age" and not fact.premises:
            return
        who = self._label(fact.subject)
        what = labelled(self._label_of(reading.property))
        said = say("{label} was alive at the time of “{property}”", label=who, property=what)
        if reading.property == "age":
            age = amount_said(reading)
            said = say("{label} was alive at the age given ({age})", label=who, age=age)
        born, died = self._day(BORN, fact.subject), self._day(DIED, fact.subject)
        # A time may be an interval: it ends after the birth, and begins before the death.
        self._before(born, day, [fact.id], said)
        if (began := begins_by(reading)) is not None and not self._rests_on(fact, BORN):
            self._within(born, Bounds(None, began), used, said)
        self._before(day, died, [fact.id], said)

    def _of_age(self, fact: FactState) -> None:
        reading = fact.reading
        if reading.property == "age":
            amount = amount_of(reading)
            if amount is None or (amount.unit not in {None, "year"}):
                return
            low, high, slack = amount.low, amount.high, 1 if amount.rough else 0
        else:
            age = next(
                (one.value for one in reading.qualifiers if one.name == "age_at_event"), None
            )
            if not isinstance(age, int) or isinstance(age, bool):
                return
            low = high = Decimal(age)
            slack = 0
        day, born = self._time(fact), self._day(BORN, fact.subject)
        said = self._said(fact)
        if high is not None:
            self._at_most(day, born, (int(high) + slack + 1) * YEAR - 1, [fact.id], said)
        if low is not None:
            self._before(born, day, [fact.id], said, (int(low) - slack) * YEAR)

    def _of_family(self, fact: FactState) -> None:
        reading = fact.reading
        other = reading.value_subject
        if other is None or reading.property not in PARENTS | {"child"}:
            return
        parent, child = (
            (other, fact.subject) if reading.property in PARENTS else (fact.subject, other)
        )
        said = say(
            "{label} is a parent of {label2}", label=self._label(parent), label2=self._label(child)
        )
        self._before(self._day(BORN, parent), self._day(BORN, child), [fact.id], said, 1)
        if reading.property == "mother":
            self._before(self._day(BORN, child), self._day(DIED, parent), [fact.id], said)
        elif reading.property == "father":
            late = 10 * MONTH
            self._before(self._day(BORN, child), self._day(DIED, parent), [fact.id], said, -late)

    def _of_terms(self) -> None:
        starts = [name for name in self._names if name[0] == "term_start"]
        for start in starts:
            end = ("term_end", *start[1:])
            if end in self._names:
                facts = self._dating(start) | self._dating(end)
                self._before(start, end, facts, say("a term ends after it begins"))
        for fact in self._facts.values():
            reading, other = fact.reading, fact.reading.value_subject
            if other is None or reading.property not in {"predecessor", "successor"}:
                continue
            before, after = self._whose(fact.subject), self._whose(other)
            if reading.property == "predecessor":
                before, after = after, before
            end = ("term_end", before, office_of(reading))
            start = ("term_start", after, office_of(reading))
            if end in self._names and start in self._names:
                said = say(
                    "{label} held the office before {label2}",
                    label=self._label(before),
                    label2=self._label(after),
                )
                self._before(end, start, [fact.id], said)

    def _of_lives(self) -> None:
        """Nobody dies before their birth: so much holds whatever the facts."""
        for born in [name for name in self._names if name[0] == BORN]:
            died = (DIED, *born[1:])
            if died in self._names:
                self._before(born, died, (), say("nobody dies before their birth"))

    def _dating(self, day: Variable) -> set[str]:
        return {
            fact
            for one in self._made
            if day in (one.later, one.earlier) and ORIGIN in (one.later, one.earlier)
            for fact in one.facts
        }

    def _of_premises(self, fact: FactState) -> None:
        relative = [
            literal_words(item.value)
            for item in fact.reading.qualifiers
            if item.name == "relative_time" and item.value is not None
        ]
        own = fold(" ".join([fact.wording.when or "", *relative]))
        for premise in fact.premises:
            ground = self._facts.get(premise.fact or "")
            # The words on time say it, or who recorded the premise, of how it is one.
            words = own if years_on(own) is not None else fold(premise.rule)
            steps = years_on(words)
            if ground is None or steps is None:
                continue
            day, start = self._time_or_value(fact), self._time_or_value(ground)
            for one, name in ((fact, day), (ground, start)):
                bounds = self._own_time(one)
                if bounds is not None and not self._is_timed(one):
                    self._within(name, bounds, [one.id], self._said(one))
            said = say(
                "“{words}”, reckoned from {ground}: {said}",
                words=words,
                ground=self._said(ground),
                said=self._said(fact),
            )
            facts = [fact.id, ground.id]
            self._at_most(day, start, steps * YEAR + YEAR - 1, facts, said)
            self._at_most(start, day, YEAR - 1 - steps * YEAR, facts, said)
            self._same_years(day, ground, steps, facts, said)

    def _same_years(
        self, day: Variable, ground: FactState, steps: int, facts: list[str], said: str
    ) -> None:
        """Where the ground's year is known, the other's is: nearer than days can say."""
        given = day_given(ground) if ground.reading.property in DATED else None
        known = given or self._own_time(ground)
        if known is not None and known.earliest and known.latest:
            first, last = known.earliest[:4], known.latest[:4]
            if first.isdigit() and last.isdigit():
                years = int(first) + steps, int(last) + steps
                self._within(
                    day, Bounds(f"{years[0]:04}-01-01", f"{years[1]:04}-12-31"), facts, said
                )

    def _time_or_value(self, fact: FactState) -> Variable:
        if fact.reading.property in DATED and fact.reading.value_type is ValueType.DATE:
            return self._dated(fact)
        return self._time(fact)

    def _premises(self, fact: FactState) -> Iterator[str]:
        """Yield the facts, of those at hand, that a fact rests on, in any number of steps."""
        seen, frontier = {fact.id}, [fact]
        while frontier:
            for premise in frontier.pop().premises:
                ground = self._grounds.get(premise.fact or "")
                if ground is not None and ground.id not in seen:
                    seen.add(ground.id)
                    frontier.append(ground)
                    yield ground.id

    def _rests_on(self, fact: FactState, name: str) -> bool:
        """Tell whether a fact's time was drawn from what its subject's property says."""
        return any(
            self._grounds[ground].reading.property == name
            and self._grounds[ground].subject == fact.subject
            for ground in self._premises(fact)
        )
