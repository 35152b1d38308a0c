# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How two dates stand to each other, and the order in which dates are listed.

Dates are compared by the days they can mean, never as text and never by first day alone: 1953 is
not before 1953-04-16. Whether two dates speak of the same thing at all is not decided here.
"""

from enum import StrEnum
from typing import TypeAlias

from fonds.events.dates.days import (
    DAWN,
    DUSK,
    Bounds,
    Day,
    Span,
    meets,
    span_of,
    write_day,
)
from fonds.events.dates.display import dated
from fonds.events.dates.forms import DateError, EdtfDate, Form, RangeForm, SetForm, SimpleForm
from fonds.events.dates.grammar import parse
from fonds.events.dates.spans import is_vague, reach, spans
from fonds.events.sentences import say

_Spans: TypeAlias = tuple[Span, ...]


class DateRelation(StrEnum):
    """What one date is to another."""

    AGREES = "agrees"
    """Both mean the same days."""
    REFINES = "refines"
    """The first lies within the second: it says the same, more precisely."""
    REFINED_BY = "refined by"
    """The second lies within the first."""
    OVERLAPS = "overlaps"
    """They share days, or may do, and neither surely lies within the other."""
    CONFLICTS = "conflicts"
    """No day can be meant by both."""


_MIRRORED = {
    DateRelation.REFINES: DateRelation.REFINED_BY,
    DateRelation.REFINED_BY: DateRelation.REFINES,
}


def sort_key(date: EdtfDate) -> tuple[Day, Day, str]:
    """Give a key that orders dates by earliest day, then latest, then text.

    What has no beginning comes first, and what has no end after what has.
    """
    first, last = span_of(date.bounds)
    return first, last, date.text


def relate(a: EdtfDate, b: EdtfDate) -> tuple[DateRelation, str]:
    """Say how two dates stand to each other, and why.

    Approximate dates are taken with their widened bounds, and conflict only with what lies five
    units beyond what is written. A side that is not known (``1986/``) can be met but never serves
    as proof that a date lies within. The relation of (b, a) mirrors that of (a, b), with the same
    reason.

    Returns:
        The relation, and the reason: a sentence without capital or full stop that says the dates
        in words; kept as plain text (`fonds.events.sentences.keepable`) it has them in EDTF.
    """
    if sort_key(b) < sort_key(a):
        relation, reason = _relate(b, a)
        return _MIRRORED.get(relation, relation), reason
    return _relate(a, b)


def _relate(a: EdtfDate, b: EdtfDate) -> tuple[DateRelation, str]:
    """Relate two dates of which the first sorts first."""
    if a.text == b.text:
        return DateRelation.AGREES, say("both are {a}", a=dated(a))
    may_a, may_b = reach(a.form), reach(b.form)
    if may_a is None or may_b is None:
        if not meets(a.bounds, b.bounds):
            return DateRelation.CONFLICTS, say(
                "{taken} ends before {taken2} begins", taken=_taken(a), taken2=_taken(b)
            )
        wide = a if may_a is None else b
        reason = say(
            "{a} and {b} may mean one day, and {wide} is too open to say more",
            a=dated(a),
            b=dated(b),
            wide=dated(wide),
        )
        return DateRelation.OVERLAPS, reason
    if not _meet(may_a, may_b):
        taken, taken2 = _taken(a, outermost(a)), _taken(b, outermost(b))
        if may_a[-1][1] < may_b[0][0]:
            return DateRelation.CONFLICTS, say(
                "{taken} ends before {taken2} begins", taken=taken, taken2=taken2
            )
        return DateRelation.CONFLICTS, say(
            "no day is meant by both {taken} and {taken2}", taken=taken, taken2=taken2
        )
    if not meets(a.bounds, b.bounds):
        return DateRelation.OVERLAPS, say("{a} may reach as far as {b}", a=dated(a), b=dated(b))
    return _compare(a, b)


def _compare(a: EdtfDate, b: EdtfDate) -> tuple[DateRelation, str]:
    """Relate two dates that may mean one day."""
    in_a, in_b = spans(a.form) or (), spans(b.form) or ()
    a_in_b, b_in_a = _cover(in_b, in_a), _cover(in_a, in_b)
    if a_in_b and b_in_a:
        if (a.unknown_start, a.unknown_end) != (b.unknown_start, b.unknown_end):
            reason = say(
                "{a} and {b} may be the same, but one of them leaves a side unknown",
                a=dated(a),
                b=dated(b),
            )
            return DateRelation.OVERLAPS, reason
        # A season is bounded by its year, yet is not the year, nor another season of it.
        if _told_apart(a.form, b.form):
            return DateRelation.OVERLAPS, say(
                "{a} and {b} may mean one day", a=dated(a), b=dated(b)
            )
        if (closer := _says_more(a.form) - _says_more(b.form)) != 0:
            relation = DateRelation.REFINES if closer > 0 else DateRelation.REFINED_BY
            inner, outer = (a, b) if closer > 0 else (b, a)
            said = say("{inner} lies within {taken}", inner=dated(inner), taken=_taken(outer))
            return relation, said
        if reach(a.form) == reach(b.form):
            return DateRelation.AGREES, say(
                "{a} and {b} mean the same days", a=dated(a), b=dated(b)
            )
    for inner, outer, lies in ((a, b, a_in_b), (b, a, b_in_a)):
        if not lies or is_vague(outer.form):
            continue
        if unknown := _rests_on_unknown(inner, outer):
            reason = say(
                "{inner} may lie within {outer}, whose {unknown} is not known",
                inner=dated(inner),
                outer=dated(outer),
                unknown=unknown,
            )
            return DateRelation.OVERLAPS, reason
        relation = DateRelation.REFINES if inner is a else DateRelation.REFINED_BY
        return relation, say("{inner} lies within {taken}", inner=dated(inner), taken=_taken(outer))
    if is_vague(a.form) or is_vague(b.form):
        return DateRelation.OVERLAPS, say("{a} and {b} may mean one day", a=dated(a), b=dated(b))
    return (
        DateRelation.OVERLAPS,
        say(
            "{taken} and {taken2} share {shared}, and neither lies within the other",
            taken=_taken(a),
            taken2=_taken(b),
            shared=_shared(a, b),
        ),
    )


def _told_apart(a: Form, b: Form) -> bool:
    """Say whether two dates of the same days say different things of them all the same.

    So do two seasons of no hemisphere, two years estimated to so many digits (``1950S2`` and
    ``1985S2``), one of several days beside all of them, and two times of one day.
    """
    if isinstance(a, SimpleForm) and isinstance(b, SimpleForm):
        return (
            (is_vague(a) and is_vague(b) and a.season != b.season)
            or (a.significant is not None and b.significant is not None and a.year != b.year)
            or (a.time is not None and b.time is not None and a.time != b.time)
        )
    return _is_choice(a) != _is_choice(b)


def _is_choice(form: Form) -> bool:
    """Say whether a form means one of several days or years, and not all of them."""
    if not isinstance(form, SetForm) or form.every:
        return False
    return len(form.items) > 1 or isinstance(form.items[0], RangeForm)


def _says_more(form: Form) -> int:
    """Count what a form says beside its days: a time of the day, or which year was estimated."""
    if not isinstance(form, SimpleForm):
        return 0
    return (form.time is not None) + (form.significant is not None)


def _rests_on_unknown(inner: EdtfDate, outer: EdtfDate) -> str | None:
    """Name the side of the outer date that is not known and that the inner one does not share."""
    if outer.unknown_end and inner.bounds.latest is not None:
        return say("end")
    if outer.unknown_start and inner.bounds.earliest is not None:
        return say("start")
    return None


def _meet(a: _Spans, b: _Spans) -> bool:
    index = 0
    for first, last in a:
        while index < len(b) and b[index][1] < first:
            index += 1
        if index < len(b) and b[index][0] <= last:
            return True
    return False


def _cover(outer: _Spans, inner: _Spans) -> bool:
    """Say whether every run of the inner spans lies within one run of the outer."""
    index = 0
    for first, last in inner:
        while index < len(outer) and outer[index][1] < last:
            index += 1
        if index == len(outer) or outer[index][0] > first:
            return False
    return True


def outermost(date: EdtfDate) -> Bounds:
    """Return the first and last day that a date can mean at the most: beyond lies a conflict."""
    runs = reach(date.form) if date.approximate else None
    if not runs:
        return date.bounds
    return Bounds(write_day(runs[0][0]), write_day(runs[-1][1]))


def _taken(date: EdtfDate, bounds: Bounds | None = None) -> str:
    """Name a date, and for an approximate one the bounds it is taken with."""
    if not date.approximate:
        return dated(date)
    taken = bounds or date.bounds
    earliest, latest = taken.earliest, taken.latest
    if earliest is None or latest is None:
        return dated(date)
    return say(
        "{date} (taken as {earliest} to {latest})",
        date=dated(date),
        earliest=_day(earliest),
        latest=_day(latest),
    )


def _day(day: str | None) -> str:
    """Say a day in words; one of a year that EDTF writes without months as it is written."""
    try:
        return dated(parse(day or ""))
    except DateError:
        return day or ""


def _shared(a: EdtfDate, b: EdtfDate) -> str:
    """Say which days two dates that meet may have in common."""
    (a_first, a_last), (b_first, b_last) = span_of(a.bounds), span_of(b.bounds)
    first, last = max(a_first, b_first), min(a_last, b_last)
    if first == DAWN:
        return say("days up to {write_day}", write_day=_day(write_day(last)))
    if last == DUSK:
        return say("days from {write_day}", write_day=_day(write_day(first)))
    return say(
        "days from {write_day} to {write_day2}",
        write_day=_day(write_day(first)),
        write_day2=_day(write_day(last)),
    )
