# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a record to its timeline and its ties."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fonds.archive.record.fold import Standing
from fonds.archive.record.resolve import Status
from fonds.events.dates import DateError, day_number, parse
from fonds.events.values import ValueKind, ValueType
from fonds.viewer.desk.record_rows import merged
from fonds.viewer.lives import Shape, Tie, TiePicture, Timeline, TimelineItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.archive.queries.answers import FactAnswer, Record, ValueAnswer
    from fonds.archive.queries.queries import Queries
    from fonds.events.dates import EdtfDate

_NEAR_A_DAY = 45
"""Days up to which a time is drawn as a mark: a month is a point in a life."""

_NAMED = frozenset({ValueType.OFFICE, ValueType.PLACE, ValueType.EVENT})
_MOST_TIES = 60
_MOST_INWARD = 400


def timeline_of(record: Record) -> Timeline:
    """Make the timeline of a record: every fact with a date, the same said twice drawn once."""
    items: list[TimelineItem] = []
    undated = 0
    for answer in record.properties():
        for scope in answer.scopes:
            disputed = scope.status is Status.DISPUTED
            for values in merged(scope):
                drawn = _items(answer.label, values, disputed=disputed)
                items += drawn
                placed = {fact for item in drawn for fact in item.facts}
                facts = [fact for value in values for fact in value.facts]
                undated += sum(fact.id not in placed for fact in facts)
    items.sort(key=lambda item: (_begin(item), item.last or 0, item.title))
    return Timeline(tuple(items), undated)


def _items(label: str, values: Sequence[ValueAnswer], *, disputed: bool) -> list[TimelineItem]:
    """Make the items of a value, and of those it only makes more precise."""
    first = values[0]
    is_date = first.facts[0].value_type is ValueType.DATE
    if is_date:
        # What is less precise stands in the same place: one mark for all of it.
        facts = [fact for value in values for fact in value.facts]
        by_time = {_date_text(first.facts[0]): facts}
    else:
        by_time = defaultdict(list)
        for fact in (fact for value in values for fact in value.facts):
            by_time[_date_text(fact)].append(fact)
    made: list[TimelineItem] = []
    for text, facts in by_time.items():
        try:
            read = parse(text) if text else None
        except DateError:
            continue
        if read is not None:
            made.append(_item(read, facts, *_words(label, facts[0]), disputed=disputed))
    return made


def _words(label: str, fact: FactAnswer) -> tuple[str, str]:
    """Give what a thing is called, and its time with what else there is to say."""
    when = fact.when_display or fact.display
    if fact.value_type is ValueType.DATE:
        return label, when
    if fact.value_subject is not None or fact.value_type in _NAMED:
        return fact.display, f"{when} · {label}"
    return f"{label}: {fact.display}", when


def _date_text(fact: FactAnswer) -> str:
    if fact.when is not None:
        return fact.when.edtf
    is_date = fact.value_type is ValueType.DATE and fact.value_kind is ValueKind.VALUE
    return str(fact.value) if is_date and fact.value is not None else ""


def _item(
    read: EdtfDate,
    facts: Sequence[FactAnswer],
    title: str,
    detail: str,
    *,
    disputed: bool,
) -> TimelineItem:
    bounds = read.bounds
    first = day_number(bounds.earliest) if bounds.earliest is not None else None
    last = day_number(bounds.latest) if bounds.latest is not None else None
    if read.is_interval:
        shape = Shape.BAR
    elif first is not None and last is not None and last - first <= _NEAR_A_DAY:
        shape = Shape.MARK
    else:
        shape = Shape.MAYBE
    doubtful = read.uncertain or read.approximate or read.unknown_start or read.unknown_end
    ids = tuple(fact.id for fact in facts)
    return TimelineItem(ids, title, detail, shape, first, last, doubtful, disputed)


def _begin(item: TimelineItem) -> float:
    if item.first is not None:
        return item.first
    return item.last - 1 if item.last is not None else 0


def ties_of(record: Record, inward: Iterable[tuple[FactAnswer, str, str]] = ()) -> TiePicture:
    """Make the picture of a record's ties.

    ``inward`` are facts about others that name this subject, each with that other's label and
    its property's; one is left out where this record says as much of the other itself.
    """
    ties: list[Tie] = []
    for section in record.sections:
        for answer in section.properties:
            for scope in answer.scopes:
                disputed = scope.status is Status.DISPUTED
                for value in scope.values:
                    if value.subject is None or value.subject == record.id:
                        continue
                    facts = tuple(fact.id for fact in value.facts)
                    tie = Tie(
                        value.subject, value.display, answer.label, facts, section.label, disputed
                    )
                    ties.append(tie)
    ties = _joined(ties)
    known = {tie.subject for tie in ties}
    others = [
        Tie(fact.subject, name, label, (fact.id,), inward=True)
        for fact, name, label in inward
        if fact.subject not in known and fact.subject != record.id
    ]
    ties += _joined(others)
    shown = ties[:_MOST_TIES]
    return TiePicture(record.id, record.label, tuple(shown), len(ties) - len(shown))


def _joined(ties: Iterable[Tie]) -> list[Tie]:
    """Join ties of one relation to one subject; several relations to one stay apart."""
    held: dict[tuple[str, str], Tie] = {}
    for tie in ties:
        key = (tie.subject, tie.relation)
        old = held.get(key)
        if old is not None:
            facts = tuple(dict.fromkeys((*old.facts, *tie.facts)))
            disputed = old.disputed or tie.disputed
            held[key] = Tie(
                tie.subject, tie.name, tie.relation, facts, tie.section, disputed, tie.inward
            )
        else:
            held[key] = tie
    return list(held.values())


def read_inward(
    queries: Queries, subject: str, as_of: str | None
) -> list[tuple[FactAnswer, str, str]]:
    """Read the facts about others that name a subject, with whose they are and what they say.

    Looks through the latest of what concerns the subject, not through the archive.
    """
    before = queries.moment(as_of).position + 1 if as_of is not None else None
    entries = queries.history(subject, before=before, limit=_MOST_INWARD)
    ids = [
        entry.fact
        for entry in entries
        if entry.fact and entry.subject != subject and entry.type.startswith("Fact")
    ]
    labels = {one.name: one.label for one in queries.properties()}
    return [
        (fact, queries.names.label(fact.subject), labels.get(fact.property, fact.property))
        for fact in queries.facts(list(dict.fromkeys(ids)), as_of)
        if fact.value_subject == subject and fact.standing is Standing.STANDS
    ]
