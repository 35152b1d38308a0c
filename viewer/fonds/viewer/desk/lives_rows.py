# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From the archive's timeline and ties to what is drawn of them: shapes, words, evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.queries.said import contested
from fonds.archive.queries.shown import shown_date
from fonds.archive.queries.timeline import coarser_than
from fonds.archive.record.resolve import Status
from fonds.archive.record.setting import date_of
from fonds.events.dates import day_number
from fonds.events.values import ValueKind, ValueType
from fonds.viewer.desk.value_remarks import nearness_said, weight_said
from fonds.viewer.lives import Shape, Tie, TiePicture, Timeline, TimelineItem
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import Counted, isolated, translate, worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fonds.archive.queries import timeline as archive
    from fonds.archive.queries.answers import FactAnswer, Record
    from fonds.archive.queries.queries import Queries
    from fonds.archive.record.policy import Policy
    from fonds.events.dates import EdtfDate

_NEAR_A_DAY = 45
"""Days up to which a time is drawn as a mark: a month is a point in a life."""

_NAMED = frozenset({ValueType.OFFICE, ValueType.PLACE, ValueType.EVENT})


def timeline_of(found: archive.Timeline) -> Timeline:
    """Give the archive's timeline its shapes and words.

    A date that another only makes more precise stands in the same place: one mark for both.
    """
    return Timeline(tuple(_item(*one) for one in entries_told(found)), found.undated)


def entries_told(found: archive.Timeline) -> Iterator[tuple[archive.Entry, list[FactAnswer]]]:
    """Yield what a timeline tells, in its order, each with all the facts that it stands for.

    Those of a date that another only makes more precise stand with the other one's.
    """
    finer = coarser_than(found)
    coarser: dict[int, list[FactAnswer]] = defaultdict(list)
    for number, (into, _) in finer.items():
        coarser[into] += found.entries[number].facts
    for number, entry in enumerate(found.entries):
        if number not in finer:
            yield entry, [*entry.facts, *coarser[number]]


def _item(entry: archive.Entry, facts: Sequence[FactAnswer]) -> TimelineItem:
    fact = entry.facts[0]
    read = _date(fact)
    first = day_number(entry.earliest) if entry.earliest is not None else None
    last = day_number(entry.latest) if entry.latest is not None else None
    if read is not None and read.is_interval and not entry.reckoned:
        shape = Shape.BAR
    elif first is not None and last is not None and last - first <= _NEAR_A_DAY:
        shape = Shape.MARK
    else:
        shape = Shape.MAYBE
    doubtful = read is not None and (
        read.uncertain or read.approximate or read.unknown_start or read.unknown_end
    )
    title, when, more = words_of(entry)
    return TimelineItem(
        tuple(one.id for one in facts),
        title,
        " · ".join((when, *more)),
        shape,
        first,
        last,
        doubtful,
        entry.status == Status.DISPUTED.value,
        entry.reckoned,
    )


def words_of(entry: archive.Entry) -> tuple[str, str, list[str]]:
    """Give what a thing is called, its time, and what else there is to say."""
    fact, when, label = entry.facts[0], _when(entry), term(entry.label)
    if entry.reckoned:
        when = translate("LivesRows", "reckoned: {time}").format(time=when)
    if _is_date(fact):
        return label, when, weight_said(entry.facts)
    value = worded(entry.value)
    title, more = f"{label}: {isolated(value)}", list[str]()
    if fact.value_subject is not None or fact.value_type in _NAMED:
        title = value
        if not entry.neighbours:
            more.append(label)
    words = {
        "predecessor": translate("LivesRows", "after {name}"),
        "successor": translate("LivesRows", "before {name}"),
    }
    told = [words[one.side].format(name=one.label) for one in entry.neighbours]
    return title, when, [*more, *dict.fromkeys(told), *weight_said(entry.facts)]


def _when(entry: archive.Entry) -> str:
    if not entry.reckoned or entry.earliest is None or entry.latest is None:
        return worded(entry.when)
    first, last = worded(shown_date(entry.earliest)), worded(shown_date(entry.latest))
    if first == last:
        return first
    return f"{first} – {last}"


def _is_date(fact: FactAnswer) -> bool:
    return fact.value_type is ValueType.DATE and fact.value_kind is ValueKind.VALUE


def _date(fact: FactAnswer) -> EdtfDate | None:
    if fact.when is not None:
        return date_of(fact.when.edtf)
    return date_of(str(fact.value)) if _is_date(fact) else None


def ties_around(
    queries: Queries, record: Record, as_of: str | None, policy: Policy
) -> list[archive.Tie]:
    """Read the ties of a record; of a merged one those of all it is of, but with one another."""
    ones = [one for one, _ in record.merged] or [record.id]
    ties = [tie for one in ones for tie in queries.ties(one, as_of, policy)]
    return [tie for tie in ties if tie.other not in ones]


def ties_of(found: Sequence[archive.Tie], record: Record) -> TiePicture:
    """Give the archive's ties their words and their evidence.

    What others say of the subject is drawn where the subject's own record does not name them, and
    told as further evidence where it does. Those of the record come first, in its order.
    """
    place, disputed = _in_record(record)
    outward: list[Tie] = []
    inward: list[Tie] = []
    for one in found:
        facts = tuple(fact.id for fact in one.facts)
        tie = Tie(
            one.other,
            one.label,
            term(one.property_label),
            facts,
            place.get(one.property, (0, ""))[1],
            any(fact in disputed for fact in facts),
            one.incoming,
            " / ".join(dict.fromkeys(worded(f.when_display) for f in one.facts if f.when_display)),
            evidence_of(one.facts),
        )
        (inward if one.incoming else outward).append(tie)
    order = {
        term(one.property_label): place.get(one.property, (len(place), ""))[0] for one in found
    }
    outward.sort(key=lambda tie: (order[tie.relation], tie.name))
    theirs: dict[str, int] = defaultdict(int)
    for tie in inward:
        theirs[tie.subject] += len(tie.facts)
    known = {tie.subject for tie in outward}
    ties = [
        replace(tie, evidence=_and_theirs(tie.evidence, theirs[tie.subject])) for tie in outward
    ]
    ties += [tie for tie in inward if tie.subject not in known]
    return TiePicture(record.id, record.label, tuple(ties))


def evidence_of(facts: Sequence[FactAnswer]) -> str:
    """Say on how many sources facts rest, and how near these stand to what they say."""
    sources = {citation.source for fact in facts for citation in fact.citations}
    near = nearness_said(facts, second_hand=all(fact.second_hand for fact in facts))
    counted = Counted.tr("%Ln source(s)", "", len(sources))
    return ", ".join([counted, near, *weight_said(facts)])


def _and_theirs(evidence: str, count: int) -> str:
    if not count:
        return evidence
    theirs = Counted.tr("%Ln fact(s) of theirs say so too", "", count)
    return f"{evidence}; {theirs}"


def _in_record(record: Record) -> tuple[dict[str, tuple[int, str]], set[str]]:
    """Give each property's place and section in a record, and the facts that are disputed."""
    place: dict[str, tuple[int, str]] = {}
    disputed: set[str] = set()
    for section in record.sections:
        for answer in section.properties:
            place[answer.name] = (len(place), term(section.label))
            for scope in answer.scopes:
                if scope.status is Status.DISPUTED:
                    disputed |= {fact.id for value in contested(scope) for fact in value.facts}
    return place, disputed
