# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The rows of a record, its heading, and the entries of its history, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from datetime import datetime


@fixed
class Chip:
    """The number of a source beside a value: which passages of it the value rests on.

    ``tip`` names source, speaker and cited work; it is what a screen reader says, too. ``waiting``
    is one whose newest text has a passage otherwise, or nowhere, and nobody decided about it.
    """

    number: int
    excerpts: tuple[str, ...]
    source: str
    tip: str = ""
    dangling: bool = False
    waiting: bool = False

    @property
    def mark(self) -> str:
        """What stands in it: the number, and what is doubtful, never shown by colour alone."""
        return f"{self.number}{'?' if self.dangling else '!' if self.waiting else ''}"


@fixed
class SectionRow:
    """A small heading over the rows that follow."""

    title: str


@fixed
class ValueRow:
    """One value of a property, with the facts that say it.

    ``label`` is empty where the row goes on with the property above. ``aside`` is provenance
    in a lighter tone behind the value; ``below`` a second line of it. ``flag`` is a word set
    before the aside (deprecated, preferred, dangling), never shown by colour alone. ``entered``
    says who entered the facts, and when. ``source`` is set where the row stands for a source, and
    ``passage`` where for one of its passages (an excerpt's id) that waits for a decision;
    ``more`` is the property of which it leads to facts that are not shown yet.
    """

    facts: tuple[str, ...]
    label: str
    value: str
    chips: tuple[Chip, ...] = ()
    aside: str = ""
    below: str = ""
    flag: str = ""
    unknown: bool = False
    entered: str = ""
    source: str = ""
    more: str = ""
    passage: str = ""


@fixed
class DisputeHead:
    """The head of a disputed property, in words: ``Father: two accounts, none preferred``.

    ``weighable`` where it offers to weigh the accounts against each other; ``resolved`` where a
    conclusion was recorded.
    """

    words: str
    facts: tuple[str, ...]
    conflict: str = ""
    weighable: bool = False
    resolved: bool = False


@fixed
class DisputeValueRow:
    """One of the values that are disputed; it belongs to the head above it."""

    facts: tuple[str, ...]
    value: str
    chips: tuple[Chip, ...] = ()
    aside: str = ""
    property: str = ""
    entered: str = ""


@fixed
class NoteRow:
    """A remark over the whole width: that nothing is known yet, or what was left out."""

    text: str


Row: TypeAlias = SectionRow | ValueRow | DisputeHead | DisputeValueRow | NoteRow


@fixed
class RecordHead:
    """The head of a record: ``subtitle`` is such as ``Person · born 1948 · 64 facts``."""

    subject: str
    name: str
    subtitle: str = ""


@fixed
class HistoryEntry:
    """One event, or one line derived from events, as the history shows it.

    ``verb`` and ``what`` make the heading: **Corrected** father. ``when`` is how the time is
    shown, ``recorded_at`` the time itself (aware, UTC). ``position`` is the event's place in
    the log; a derived line has the place of the event it follows from. ``type`` is the event's,
    as catalogued. ``denied`` where ``after`` is what sources only deny: nothing is gained by it.
    """

    position: int
    event: str
    recorded_at: datetime
    when: str
    agent: str
    verb: str
    what: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    facts: tuple[str, ...] = ()
    subject: str = ""
    derived: bool = False
    type: str = ""
    denied: bool = False


def facts_of(row: Row) -> tuple[str, ...]:
    """Give the facts a row stands for; headings and remarks have none."""
    if isinstance(row, ValueRow | DisputeHead | DisputeValueRow):
        return row.facts
    return ()


def leads_somewhere(row: Row) -> bool:
    """Tell whether a row stands for facts or a source, or leads to facts, and can be chosen."""
    return bool(facts_of(row)) or (isinstance(row, ValueRow) and bool(row.source or row.more))


def more_of(row: Row | None) -> str:
    """Give the property of which a row leads to further facts, or nothing."""
    return row.more if isinstance(row, ValueRow) else ""


def chips_of(row: Row) -> tuple[Chip, ...]:
    """Give the chips of a row."""
    if isinstance(row, ValueRow | DisputeValueRow):
        return row.chips
    return ()
