# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Events of subjects, and of what was concluded about them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from fonds.events.catalogue.base import Event, Prose, StreamKind
from fonds.events.closed import Closed
from fonds.events.ids import Id
from fonds.events.limits import ListLimits
from fonds.events.values import Citation, Name, SubjectKind, Words


class SubjectContent(Closed):
    """A subject as we speak of it: kind, label and its language (BCP 47), other names."""

    kind: SubjectKind
    label: Words
    language: Words | None = None
    names: tuple[Words, ...] = ()


class SubjectOpened(Event):
    """Somebody or something became a subject."""

    STREAM: ClassVar = StreamKind.SUBJECT
    OPENS: ClassVar = True
    type: Literal["SubjectOpened"] = "SubjectOpened"
    content: SubjectContent
    note: Prose | None = None


class SubjectDescribed(Event):
    """A subject's whole description as it is from now on."""

    STREAM: ClassVar = StreamKind.SUBJECT
    type: Literal["SubjectDescribed"] = "SubjectDescribed"
    content: SubjectContent
    reason: Prose | None = None


class SubjectWithdrawn(Event):
    """A subject is no longer used."""

    STREAM: ClassVar = StreamKind.SUBJECT
    type: Literal["SubjectWithdrawn"] = "SubjectWithdrawn"
    reason: Prose | None = None


class Judgement(StrEnum):
    """Whether two subjects are one."""

    SAME = "same"
    NOT_SAME = "not same"
    UNSURE = "unsure"


class LinkContent(Closed):
    """What was concluded about this subject and another."""

    other: Id
    judgement: Judgement
    evidence: tuple[Citation, ...] = ()


class SubjectsLinked(Event):
    """Two subjects were said to be the same, not the same, or perhaps the same."""

    STREAM: ClassVar = StreamKind.SUBJECT
    ADDITIVE: ClassVar = True
    type: Literal["SubjectsLinked"] = "SubjectsLinked"
    content: LinkContent
    reason: Prose | None = None


class ConflictOutcome(StrEnum):
    """What an agent concluded about conflicting facts."""

    PREFERRED = "preferred"
    DIFFERENT_SCOPE = "different scope"
    BOTH_STAND = "both stand"
    UNRESOLVED = "unresolved"


class ResolutionContent(Closed):
    """The facts that conflicted and what was concluded."""

    property: Name
    facts: Annotated[tuple[Id, ...], ListLimits(2)]
    outcome: ConflictOutcome
    preferred: Id | None = None


class ConflictResolved(Event):
    """A conflict was weighed; the reason is a small proof summary."""

    STREAM: ClassVar = StreamKind.SUBJECT
    ADDITIVE: ClassVar = True
    type: Literal["ConflictResolved"] = "ConflictResolved"
    content: ResolutionContent
    reason: Prose | None = None


class NoteContent(Closed):
    """What a note cites."""

    citations: tuple[Citation, ...] = ()


class NoteWritten(Event):
    """Somebody wrote about a thing; the prose is an erasable part."""

    STREAM: ClassVar = StreamKind.ANY
    ADDITIVE: ClassVar = True
    type: Literal["NoteWritten"] = "NoteWritten"
    content: NoteContent = NoteContent()
    note: Prose | None = None
