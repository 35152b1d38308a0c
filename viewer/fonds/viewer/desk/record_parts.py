# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The rows of a subject of many facts: what was read of it, and rows that lead to the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
    from collections.abc import Collection, Iterator, Mapping

    from fonds.archive.queries.answers import FactAnswer, Record
    from fonds.archive.queries.openings import Opening
    from fonds.archive.queries.pages import FactPage, PropertyCount
    from fonds.archive.queries.queries import Queries

HEAVY = 1000
"""Facts about a subject from which on it is opened in part."""


MOST_SIFTED = 10_000
"""Facts about a subject up to which all are read where they are to be filtered."""


def open_in_part(
    queries: Queries,
    subject: str,
    asked: Mapping[str, int],
    facts: Collection[str],
    *,
    sifting: bool = False,
) -> Opening | None:
    """Open a subject of many facts as far as it was asked for; None where all are to be read.

    That is where it has few, or not so many that a filter could not go through all of them.
    """
    count = sum(one.facts or 0 for one in queries.contents(subject))
    if count <= (MOST_SIFTED if sifting else HEAVY):
        return None
    return queries.opening(subject, asked, facts)


def whole_of(opening: Opening) -> Record:
    """Give the record that was read with the number of all facts, for its heading."""
    return replace(opening.record, facts=opening.facts, sources=())


def part_rows(opening: Opening, numbers: Mapping[str, int]) -> list[Row]:
    """Make the rows, those of what was not read leading to it."""
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
                rows += _listed(one, opening.lists[one.name], numbers)
            else:
                rows.append(_unread(one))
    return [*rows, *erased_rows(opening.record.erased)]


def _unread(one: PropertyCount) -> ValueRow:
    said = Counted.tr("%Ln fact(s)", "", one.facts or 0)
    disputed = translate("RecordParts", "disputed") if one.conflicts else ""
    show = translate("RecordParts", "show")
    return ValueRow(
        (), term(one.label), said, aside=show, flag=disputed, unknown=True, more=one.name
    )


def _listed(one: PropertyCount, page: FactPage, numbers: Mapping[str, int]) -> Iterator[ValueRow]:
    label = term(one.label)
    for fact in page.facts:
        yield _fact(label, fact, numbers)
        label = ""
    if page.after is not None:
        left = Counted.tr("and %Ln more", "", (one.facts or 0) - len(page.facts))
        aside = translate("RecordParts", "listed as recorded, not weighed against each other")
        yield ValueRow((), "", left, aside=aside, unknown=True, more=one.name)


def _fact(label: str, fact: FactAnswer, numbers: Mapping[str, int]) -> ValueRow:
    return ValueRow(
        (fact.id,),
        label,
        value_said(fact),
        chips_of_facts([fact], numbers),
        " · ".join([*times_of([fact]), *hedges_of([fact], numbers)]),
        below_of([fact]),
        unknown=fact.value_kind is not ValueKind.VALUE,
        entered=entered_by([fact]),
    )
