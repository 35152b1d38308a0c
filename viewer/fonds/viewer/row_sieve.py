# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which rows of a record, or of a list of what is to do, are shown, and in which order."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from fonds.events.fixed import fixed
from fonds.viewer.rows import (
    DisputeHead,
    DisputeValueRow,
    NoteRow,
    Row,
    SectionRow,
    ValueRow,
    chips_of,
    facts_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Order(StrEnum):
    """In which order rows stand; all but the first leave the headings out."""

    RECORD = "record"
    TIME = "time"
    NEWEST = "newest"
    VALUE = "value"


class Only(StrEnum):
    """A facet: of which facts rows are shown."""

    ALL = ""
    DISPUTED = "disputed"
    SECOND_HAND = "second-hand"
    DANGLING = "dangling"
    RESOLVED = "resolved"


@fixed
class RowSieve:
    """What is let through: words that a row has, a facet, the number of a source; and the order."""

    words: str = ""
    only: Only = Only.ALL
    source: int = 0
    order: Order = Order.RECORD

    @property
    def is_open(self) -> bool:
        """Whether all rows are shown as they are."""
        return self == RowSieve()


@fixed
class FactTraits:
    """What of a fact the sieve asks: its first day (or nothing), its place in the log, how near."""

    time: str = ""
    position: int = 0
    second_hand: bool = False


@fixed
class _Group:
    """Rows that stay together: a value, a remark of a section, or a dispute with its accounts."""

    section: str
    rows: tuple[Row, ...]


def sift(rows: Sequence[Row], traits: Mapping[str, FactTraits], sieve: RowSieve) -> list[Row]:
    """Give the rows let through, in order. Of no groups at all nothing is left out."""
    groups = _groups(rows)
    if not groups:
        return list(rows)
    kept = [group for group in groups if _passes(group, traits, sieve)]
    if sieve.order is not Order.RECORD:
        kept.sort(key=lambda group: _key(group, traits, sieve.order))
        return [row for group in kept for row in group.rows]
    made: list[Row] = [row for row in _before(rows) if sieve.is_open]
    section = None
    for group in kept:
        if group.section != section:
            section = group.section
            if section:
                made.append(SectionRow(section))
        made += group.rows
    return made


def _before(rows: Sequence[Row]) -> list[Row]:
    """Give the remarks that stand before everything."""
    made: list[Row] = []
    for row in rows:
        if not isinstance(row, NoteRow):
            break
        made.append(row)
    return made


def _groups(rows: Sequence[Row]) -> list[_Group]:
    groups: list[_Group] = []
    section = label = ""
    open_dispute: list[Row] = []

    def close() -> None:
        if open_dispute:
            groups.append(_Group(section, tuple(open_dispute)))
            open_dispute.clear()

    for row in rows:
        if isinstance(row, DisputeValueRow) or (isinstance(row, NoteRow) and open_dispute):
            open_dispute.append(row)
            continue
        close()
        if isinstance(row, SectionRow):
            section, label = row.title, ""
        elif isinstance(row, DisputeHead):
            open_dispute.append(row)
        elif isinstance(row, ValueRow):
            label = row.label or label
            groups.append(_Group(section, (row,)))
        elif section:
            # What a section says in a sentence: of what was erased there is no more to say.
            groups.append(_Group(section, (row,)))
    close()
    # A row that goes on with the property above bears its label once it may stand alone.
    return _labelled(groups)


def _labelled(groups: Sequence[_Group]) -> list[_Group]:
    made: list[_Group] = []
    label, section = "", None
    for group in groups:
        row = group.rows[0]
        if group.section != section:
            label, section = "", group.section
        if isinstance(row, ValueRow):
            label = row.label or label
            made.append(replace(group, rows=(replace(row, label=label),)))
        else:
            made.append(group)
    return made


def _passes(group: _Group, traits: Mapping[str, FactTraits], sieve: RowSieve) -> bool:
    head = group.rows[0]
    resolved = isinstance(head, DisputeHead) and head.resolved
    if resolved != (sieve.only is Only.RESOLVED) and (resolved or sieve.only is Only.RESOLVED):
        return False
    if sieve.only is Only.DISPUTED and not isinstance(head, DisputeHead):
        return False
    facts = [fact for row in group.rows for fact in facts_of(row)]
    if sieve.only is Only.SECOND_HAND and not any(
        traits[fact].second_hand for fact in facts if fact in traits
    ):
        return False
    chips = [chip for row in group.rows for chip in chips_of(row)]
    if sieve.only is Only.DANGLING and not any(chip.dangling for chip in chips):
        return False
    if sieve.source and all(chip.number != sieve.source for chip in chips):
        return False
    said = " ".join([group.section, *(_said(row) for row in group.rows)]).casefold()
    return all(word in said for word in sieve.words.casefold().split())


def _said(row: Row) -> str:
    if isinstance(row, ValueRow):
        return f"{row.label} {row.value} {row.aside} {row.below} {row.flag}"
    if isinstance(row, DisputeValueRow):
        return f"{row.value} {row.aside}"
    if isinstance(row, DisputeHead):
        return row.words
    return row.text if isinstance(row, NoteRow) else ""


def _key(
    group: _Group, traits: Mapping[str, FactTraits], order: Order
) -> tuple[bool, str | int, str]:
    facts = [traits[fact] for row in group.rows for fact in facts_of(row) if fact in traits]
    words = _said(group.rows[0]).casefold()
    if order is Order.NEWEST:
        return False, -max((one.position for one in facts), default=0), words
    if order is Order.TIME:
        times = [one.time for one in facts if one.time]
        return not times, min(times, default=""), words
    row = group.rows[0]
    value = row.value if isinstance(row, ValueRow) else words
    return False, value.casefold(), words
