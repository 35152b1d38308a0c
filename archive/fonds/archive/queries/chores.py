# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What may be left to be done, and the list of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fonds.events.sentences import Sentence, labelled, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.queries.answers import PropertyAnswer, ValueAnswer
    from fonds.archive.record.rule import FactRelation


class Chore(StrEnum):
    """Why something is on the list, in the order of its urgency."""

    PREMISE = "premise changed"
    """A fact needs another that was corrected, reattributed or retracted since.

    Whoever reads the fact anew, or judges it as it stands, has done it.
    """
    CONFLICT = "open conflict"
    DENIED = "held and denied"
    """A value is given and denied, or given where another says that there is none."""
    CLASH = "dates clash"
    """Dates, ages, terms and births that cannot all be so."""
    TERMS = "terms apart"
    """One value is said of several terms that overlap and cannot be one."""
    JOINED = "joined in spite"
    """Subjects were judged to be the same whose facts contradict each other."""
    LOST = "lost passage"
    """A passage was not found again in a newer text of its source, or only with other words."""
    DANGLING = "dangling"
    """All that gives a value is a footnote without an entry, for which nobody looked in vain."""
    SECOND_HAND = "second-hand only"
    """No source that was read says it itself."""
    LIVING = "one lineage, living person"
    """A claim about somebody not known to be dead rests on one original."""
    UNREAD = "unread"
    """Part of a source's text was neither cited nor read."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to be done. ``subject`` is None where it is about a source, and the other way.

    Of a conflict ``relations`` say of every two accounts why they cannot both be so. ``excerpt`` is
    the passage that was not found again, ``premise`` the fact that was needed and has changed.
    """

    chore: Chore
    subject: str | None
    subject_label: str | None
    source: str | None
    source_title: str | None
    property: str | None
    property_label: str | None
    said: str
    facts: tuple[str, ...]
    relations: tuple[FactRelation, ...] = ()
    excerpt: str | None = None
    premise: str | None = None


@dataclass(frozen=True, slots=True)
class ToDoList:
    """The first of each chore; ``more`` names those of which there are others.

    ``dates_of`` is of how many subjects, those changed last, dates and terms of office were put
    together; None where of all that were asked about. ``dates_left_out`` of those changed last are
    not among them, there being too many facts about the dates of each. ``joined_of`` is of how many
    groups of subjects that were joined, those joined last, the facts were compared; None where of
    all.
    """

    items: tuple[ToDo, ...]
    more: tuple[Chore, ...]
    dates_of: int | None = None
    dates_left_out: int = 0
    joined_of: int | None = None


def unsupported(answer: PropertyAnswer, *, living: bool) -> Iterator[tuple[Chore, str, list[str]]]:
    """Yield the values of a property that rest on too little: why, what is said, by which facts.

    ``living`` tells that its subject is not known to be dead.
    """
    for scope in answer.scopes:
        for value in scope.values:
            facts = [fact.id for fact in value.facts]
            said = say("{property}: {value}", property=labelled(answer.label), value=value.display)
            if value.dangling and not _was_looked_for(value):
                yield Chore.DANGLING, said, facts
            elif value.second_hand:
                yield Chore.SECOND_HAND, said, facts
            elif living and value.lineages == 1:
                yield Chore.LIVING, said, facts


def _was_looked_for(value: ValueAnswer) -> bool:
    """Tell whether every work a value rests on was looked for, and cannot be found."""
    cited = [one.cited_work for fact in value.facts for one in fact.citations if one.speaks_for]
    return all(work is not None and work.status == "unlocatable" for work in cited)


def unread_said(left: int, length: int, *, held: bool) -> Sentence:
    """Say how much of a text is neither cited nor read; of a work that is not held, of its words.

    How much else stands in that nobody can tell.
    """
    if not held:
        return say(
            "{left:,} of {length:,} characters typed in neither cited nor read; what else stands"
            " there is not known here",
            left=left,
            length=length,
        )
    return say("{left:,} of {length:,} characters neither cited nor read", left=left, length=length)
