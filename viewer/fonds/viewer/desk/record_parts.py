# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The rows of a subject of many facts: what was read of it, and rows that lead to the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.record.states import Standing
from fonds.events.fixed import fixed
from fonds.events.values import ValueKind
from fonds.viewer.desk.erased_rows import erased_rows
from fonds.viewer.desk.record_chips import chips_of_facts
from fonds.viewer.desk.record_rows import (
    below_of,
    entered_by,
    hedges_of,
    property_rows,
    record_rows,
    times_of,
    value_said,
)
from fonds.viewer.rows import Row, SectionRow, ValueRow
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import Counted, translate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from fonds.archive.queries.answers import FactAnswer, Record
    from fonds.archive.queries.openings import Opening
    from fonds.archive.queries.pages import PropertyCount
    from fonds.archive.queries.queries import Queries

HEAVY = 1000
"""Facts about a subject from which on it is opened in part."""


MOST_SIFTED = 10_000
"""Facts about a subject up to which all are read where they are to be filtered."""


@fixed
class Part:
    """What was read of a subject of many facts.

    ``singly`` has, by property, facts that were recorded while it was shown and would not stand in
    what was opened: they are shown by themselves, and ``disputed`` are those of them that conflict
    with others.
    """

    opening: Opening
    singly: Mapping[str, Sequence[FactAnswer]]
    disputed: frozenset[str] = frozenset()

    @property
    def listed(self) -> list[FactAnswer]:
        """All facts that are shown and not weighed."""
        pages = [page.facts for page in self.opening.lists.values()]
        return [fact for facts in (*pages, *self.singly.values()) for fact in facts]


def open_in_part(
    queries: Queries,
    subject: str,
    asked: Mapping[str, int],
    facts: Collection[str],
    recent: Sequence[str] = (),
    *,
    sifting: bool = False,
) -> Part | None:
    """Open a subject of many facts as far as it was asked for; None where all are to be read.

    That is where it has few, or not so many that a filter could not go through all of them.
    ``recent`` are facts that are to be seen too, for the sake of which nothing more is weighed: it
    would take longer than anybody waits who has just added one.
    """
    count = sum(row.facts or 0 for row in queries.subjects(among=(subject,)))
    if count <= (MOST_SIFTED if sifting else HEAVY):
        return None
    opening = queries.opening(subject, asked, [fact for fact in facts if fact not in recent])
    weighed = {answer.name for answer in opening.record.properties()}
    listed = {fact.id for page in opening.lists.values() for fact in page.facts}
    singly: dict[str, list[FactAnswer]] = {}
    for fact in queries.facts(recent) if recent else ():
        stands = fact.standing is Standing.STANDS and fact.subject == subject
        if stands and fact.property not in weighed and fact.id not in listed:
            singly.setdefault(fact.property, []).append(fact)
    conflicts = queries.conflicts(subject) if singly else ()
    return Part(opening, singly, frozenset(fact for one in conflicts for fact in one.facts))


def whole_of(opening: Opening) -> Record:
    """Give the record that was read with the number of all facts, for its heading."""
    return replace(opening.record, facts=opening.facts, sources=())


def part_rows(part: Part, numbers: Mapping[str, int]) -> list[Row]:
    """Make the rows, those of what was not read leading to it."""
    opening = part.opening
    weighed = {answer.name: answer for answer in opening.record.properties()}
    # What stands before everything: the other names.
    rows = record_rows(replace(opening.record, sections=()), numbers)
    rows = rows[:1] if opening.record.names else []
    for section in opening.sections:
        rows.append(SectionRow(term(section.label)))
        for one in section.properties:
            if one.name in weighed:
                rows += property_rows(weighed[one.name], numbers, weighable=True)
            elif one.name in opening.lists:
                rows += _listed(one, part, numbers)
            else:
                rows.append(_unread(one))
                rows += _alone(one, part, numbers)
    return [*rows, *erased_rows(opening.record.erased)]


def _unread(one: PropertyCount) -> ValueRow:
    said = Counted.tr("%Ln fact(s)", "", one.facts or 0)
    disputed = translate("RecordParts", "disputed") if one.conflicts else ""
    show = translate("RecordParts", "show")
    return ValueRow(
        (), term(one.label), said, aside=show, flag=disputed, unknown=True, more=one.name
    )


def _listed(one: PropertyCount, part: Part, numbers: Mapping[str, int]) -> Iterator[ValueRow]:
    label, page = term(one.label), part.opening.lists[one.name]
    for fact in page.facts:
        yield _fact(label, fact, numbers)
        label = ""
    left = (one.facts or 0) - len(page.facts) - len(part.singly.get(one.name, ()))
    if left > 0:
        said = Counted.tr("and %Ln more", "", left)
        aside = translate("RecordParts", "listed as recorded, not weighed against each other")
        yield ValueRow((), "", said, aside=aside, unknown=True, more=one.name)
    yield from _alone(one, part, numbers)


def _alone(one: PropertyCount, part: Part, numbers: Mapping[str, int]) -> Iterator[ValueRow]:
    for fact in part.singly.get(one.name, ()):
        disputed = translate("RecordParts", "disputed") if fact.id in part.disputed else ""
        yield _fact("", fact, numbers, disputed)


def _fact(label: str, fact: FactAnswer, numbers: Mapping[str, int], flag: str = "") -> ValueRow:
    return ValueRow(
        (fact.id,),
        label,
        value_said(fact),
        chips_of_facts([fact], numbers),
        " · ".join([*times_of([fact]), *hedges_of([fact], numbers)]),
        below_of([fact]),
        flag,
        unknown=fact.value_kind is not ValueKind.VALUE,
        entered=entered_by([fact]),
    )
