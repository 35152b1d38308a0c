# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Of which office, contest, moment and measure a fact speaks, and when two speak of different ones.

A setting has *sides*: its time (the days of ``when``, or a moment in words), its unit, and one for
each qualifier that can tell scopes apart. Two settings are apart on a side only where both say
something on it and what they say cannot be one; silence is never a difference (rule 3).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.archive.record.amounts import MARGINS, amount_of, fold_unit, units_differ
from fonds.archive.record.office_words import seat_words, seats_apart
from fonds.archive.record.words import (
    literal_words,
    qualifier_words,
    quoted,
    word_set,
)
from fonds.events.catalogue.properties import Cardinality
from fonds.events.catalogue.subject import Judgement
from fonds.events.dates import (
    Bounds,
    DateError,
    EdtfDate,
    dated,
    day_number,
    meets,
    outermost,
    parse,
)
from fonds.events.fixed import fixed
from fonds.events.patterns import later
from fonds.events.sentences import say, term
from fonds.events.values import Qualifier, ValueType

if TYPE_CHECKING:
    from fonds.archive.record.rule import Identity, PropertyRule
    from fonds.events.catalogue.fact import Reading

TIME = "time"
UNIT = "unit"
MOMENTS = ("as_of", "at")
"""Qualifiers that name a moment. The first that is stated counts."""

_LASTING = frozenset({"position_held", "job", "residence", "educated_at", "spouse"})
"""Properties whose interval is how long it lasted, not within which days it was."""

OCCASIONS = (
    "stage",
    "election",
    "event",
    "campaign",
    "employer",
    "order",
    "counts",
    "age_at_event",
)
"""Qualifiers whose different words are different scopes. Of a district, a party or a place they
are not: the same one may be named in two ways. An office is told apart by `seats_apart`."""
OFFICE = "office"

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_RELATIVE = later(r"\b(\w+) years? (later|after|earlier|before)\b")
_SAME_YEAR = later(r"\b(?:the same|that) year\b")


@fixed
class Named:
    """What a fact says on the side of one qualifier: words, and the subject they mean if any."""

    name: str
    text: str
    words: frozenset[str]
    subject: str | None


@fixed
class Setting:
    """Of what a fact speaks.

    ``days`` and ``time`` (as EDTF) are the fact's own time; ``moment`` is a time in words that no
    calendar knows ("the date of the document").
    """

    days: Bounds | None = None
    time: str | None = None
    moment: Named | None = None
    named: tuple[Named, ...] = ()
    unit: str | None = None

    def on(self, name: str) -> Named | None:
        """Return what is said on the side of a qualifier, or None."""
        for one in self.named:
            if one.name == name:
                return one
        return None


ANYWHERE = Setting()
"""The setting of a property that has no settings: the same one, so that this is seen at once."""


@lru_cache(maxsize=4096)
def date_of(text: str) -> EdtfDate | None:
    """Parse a date of EDTF; None where the text is none."""
    try:
        return parse(text)
    except DateError:
        return None


def begins_by(reading: Reading) -> str | None:
    """Return the last day on which what lasted for an interval can have begun, if that is known."""
    if reading.when is None or reading.property not in _LASTING:
        return None
    start, stroke, _ = reading.when.edtf.partition("/")
    date = date_of(start) if stroke else None
    return None if date is None else outermost(date).latest


def setting_of(reading: Reading, rule: PropertyRule, identity: Identity) -> Setting:
    """Work out of what a fact speaks. Only a property that is single in context has settings."""
    if rule.cardinality is not Cardinality.SINGLE_IN_CONTEXT:
        return ANYWHERE
    stated = {qualifier.name: qualifier for qualifier in reading.qualifiers}
    moment = next((stated[name] for name in MOMENTS if name in stated), None)
    days, time = _own_time(reading)
    if time is None and moment is not None and (date := _date_said(moment)) is not None:
        days, time, moment = date.bounds, date.text, None
    names = dict.fromkeys((*OCCASIONS, *rule.scope_qualifiers))
    named = [
        _named(stated[name], identity) for name in names if name in stated and name not in MOMENTS
    ]
    return Setting(
        days=days,
        time=time,
        moment=None if moment is None else _named(moment, identity),
        named=tuple(named),
        unit=_unit(reading),
    )


def _unit(reading: Reading) -> str | None:
    """Return the unit in which a quantity is compared: of a margin, points where it is a share."""
    if reading.value_type is not ValueType.QUANTITY:
        return None
    amount = amount_of(reading) if reading.property in MARGINS else None
    return amount.unit if amount is not None else fold_unit(reading.unit)


def only(setting: Setting, side: str) -> Setting:
    """Return what a setting says on one side, and nothing else."""
    if side == TIME:
        return Setting(setting.days, setting.time, setting.moment)
    if side == UNIT:
        return Setting(unit=setting.unit)
    named = setting.on(side)
    return ANYWHERE if named is None else Setting(named=(named,))


def sides_apart(a: Setting, b: Setting, identity: Identity) -> tuple[str, ...]:
    """List the sides on which two settings are apart; none where they may be one."""
    if a is b:
        return ()
    found = [TIME] if _times_apart(a, b) else []
    if units_differ(a.unit, b.unit):
        found.append(UNIT)
    for one in a.named:
        other = b.on(one.name)
        if other is not None and _named_apart(one, other, identity):
            found.append(one.name)
    return tuple(found)


def says_more(a: Setting, b: Setting, side: str) -> bool:
    """Tell whether the first says something on a side that the second leaves open."""
    if side == TIME:
        silent = b.days is None and b.moment is None
        return silent and not (a.days is None and a.moment is None)
    if side == UNIT:
        return a.unit is not None and b.unit is None
    one, other = a.on(side), b.on(side)
    if one is None or other is None:
        return one is not None
    if side in OCCASIONS:
        return other.words < one.words
    if side == OFFICE and seat_words(other.text) < seat_words(one.text):
        return True
    return one.subject is not None and other.subject is None


def on_side(setting: Setting, side: str) -> str:
    """Say what a setting says on a side: "1988", "the stage “primary”"; empty where nothing."""
    if side == TIME:
        if setting.time is not None:
            date = date_of(setting.time)
            return setting.time if date is None else dated(date)
        return quoted(setting.moment.text) if setting.moment else ""
    if side == UNIT:
        return setting.unit or ""
    named = setting.on(side)
    return say("the {side} {quoted}", side=term(side), quoted=quoted(named.text)) if named else ""


def why_apart(a: Setting, b: Setting, side: str, shown: tuple[str, str], identity: Identity) -> str:
    """Say in one sentence why two settings are apart on a side; ``shown`` names the two values."""
    first, second = shown
    said = on_side(a, side), on_side(b, side)
    if side == UNIT:
        return say(
            "{first} and {second} are not compared, since their units differ.",
            first=first,
            second=second,
        )
    if side != TIME:
        if side in OCCASIONS:
            return say(
                "{first} concerns {said}, {second} {said2}.",
                first=first,
                said=said[0],
                second=second,
                said2=said[1],
            )
        if side == OFFICE and _judged(a.on(side), b.on(side), identity) is None:
            return say(
                "{first} concerns {said}, {second} {said2}, and nothing says that these are one.",
                first=first,
                said=said[0],
                second=second,
                said2=said[1],
            )
        return say(
            "{first} concerns {said}, {second} {said2}, which were judged to be two.",
            first=first,
            said=said[0],
            second=second,
            said2=said[1],
        )
    if a.days is not None and b.days is not None and not meets(a.days, b.days):
        return say(
            "{first} is said of {said}, {second} of {said2}, and these share no day.",
            first=first,
            said=said[0],
            second=second,
            said2=said[1],
        )
    if _in_turn(a, b):
        return say(
            "{first} is said of {said}, {second} of {said2}, and the one may have ended as the"
            " other began.",
            first=first,
            said=said[0],
            second=second,
            said2=said[1],
        )
    if a.moment is not None and b.moment is not None:
        said = quoted(a.moment.text), quoted(b.moment.text)
    return say(
        "{first} is said as of {said}, {second} as of {said2}, and nothing says that"
        " these are one moment.",
        first=first,
        said=said[0],
        second=second,
        said2=said[1],
    )


def _own_time(reading: Reading) -> tuple[Bounds | None, str | None]:
    when = reading.when
    if when is None or (when.earliest is None and when.latest is None):
        return None, None
    days = Bounds(when.earliest, when.latest)
    if reading.value_type is ValueType.DATE and reading.value is not None:
        value = date_of(str(reading.value))
        if when.edtf == str(reading.value) or (value is not None and value.bounds == days):
            # The date is what the fact says, not the time of which it says it.
            return None, None
    return days, when.edtf


@lru_cache(maxsize=4096)
def _turn(time: str) -> tuple[int | None, int | None]:
    """Return the last day a time from … to … can begin on, and the first it can end on.

    None where there is none: it is no such time, or is open there. An end that is not known may
    have been any.
    """
    date = date_of(time)
    if date is None or not date.is_interval:
        return None, None
    first, last = (date_of(part) for part in date.text.split("/"))
    days = date.bounds
    begins = (first.bounds if first else days).latest if not date.open_start else None
    ends = (last.bounds if last else days).earliest if not date.open_end else None
    return (
        None if begins is None else day_number(begins),
        None if ends is None else day_number(ends),
    )


def _meet(a: Setting, b: Setting) -> bool:
    return a.days is None or b.days is None or meets(a.days, b.days)


def _in_turn(a: Setting, b: Setting) -> bool:
    """Tell whether one of two times may have ended as the other began: 1900/1910 and 1910/1920."""
    if a.time is None or b.time is None or "/" not in a.time or "/" not in b.time:
        return False
    for one, other in ((a.time, b.time), (b.time, a.time)):
        ends, begins = _turn(one)[1], _turn(other)[0]
        if ends is not None and begins is not None and ends <= begins:
            return True
    return False


def _date_said(moment: Qualifier) -> EdtfDate | None:
    if moment.value is None:
        return None
    date = date_of(literal_words(moment.value))
    if date is None or (date.bounds.earliest is None and date.bounds.latest is None):
        return None
    return date


def _named(qualifier: Qualifier, identity: Identity) -> Named:
    text = qualifier_words(qualifier, identity)
    return Named(qualifier.name, text, word_set(text), qualifier.subject)


def _times_apart(a: Setting, b: Setting) -> bool:
    told = a.days is not None and b.days is not None and a.days != b.days
    if told and (not _meet(a, b) or _in_turn(a, b)):
        return True
    if a.moment is not None and b.moment is not None:
        return _words_apart(a.moment.words, b.moment.words)
    # One is said as of a moment that only words name, the other of days: nothing joins the two.
    moment_and_days = a.moment is not None and a.days is None and b.days is not None
    days_and_moment = b.moment is not None and b.days is None and a.days is not None
    return moment_and_days or days_and_moment


def _named_apart(a: Named, b: Named, identity: Identity) -> bool:
    if a.subject is not None and a.subject == b.subject:
        return False
    judged = _judged(a, b, identity)
    if judged is not None:
        return judged is Judgement.NOT_SAME
    if a.name == OFFICE:
        return seats_apart(a.text, b.text)
    return a.name in OCCASIONS and _words_apart(a.words, b.words)


def _judged(a: Named | None, b: Named | None, identity: Identity) -> Judgement | None:
    """Return what was concluded of the two subjects that are named; None where nothing was."""
    if a is None or b is None or a.subject is None or b.subject is None:
        return None
    return identity.judgement(min(a.subject, b.subject), max(a.subject, b.subject))


def _words_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether neither holds all words of the other, as "general election" holds "general"."""
    return not a <= b and not b <= a


def years_on(words: str) -> int | None:
    """Read "five years later" as 5, "two years earlier" as -2, "the same year" as 0."""
    if _SAME_YEAR.search(words):
        return 0
    found = _RELATIVE.search(words)
    if found is None:
        return None
    number, way = found.groups()
    years = int(number) if number.isdigit() else _NUMBERS.get(number)
    if years is None:
        return None
    return years if way in {"later", "after"} else -years
