# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Events of the archive itself, and of those who record in it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from fonds.events.catalogue.base import Event, Prose, StreamKind
from fonds.events.closed import Closed
from fonds.events.ids import Id
from fonds.events.limits import TextLimits
from fonds.events.values import Count, Words


class ArchiveContent(Closed):
    """The name people call the archive by."""

    name: Words


class ImportSecret(Closed):
    """The random key under which callers' own ids become import keys: 32 bytes, base64url."""

    key: Annotated[str, TextLimits(r"^[A-Za-z0-9_-]{43}$")]


class ArchiveCreated(Event):
    """An archive began. Always the event at position 1."""

    STREAM: ClassVar = StreamKind.ARCHIVE
    OPENS: ClassVar = True
    type: Literal["ArchiveCreated"] = "ArchiveCreated"
    content: ArchiveContent
    import_secret: ImportSecret | None = None


class Visibility(StrEnum):
    """Whether something is shown by default."""

    SHOWN = "shown"
    HIDDEN = "hidden"


class PolicyContent(Closed):
    """What exports and records leave out unless asked for. A new archive hides nothing.

    ``presumed_dead_after`` are the years after a birth from which a person is taken to be dead.
    """

    living: Visibility = Visibility.SHOWN
    notes: Visibility = Visibility.SHOWN
    quotations: Visibility = Visibility.SHOWN
    sources: tuple[Id, ...] = ()
    subjects: tuple[Id, ...] = ()
    presumed_dead_after: Count = 110


class PolicySet(Event):
    """What is hidden by default was decided; the whole policy, not a change to it.

    Schema 1 did not say after how many years a person is taken to be dead.
    """

    STREAM: ClassVar = StreamKind.ARCHIVE
    SCHEMA: ClassVar = 2
    type: Literal["PolicySet"] = "PolicySet"
    content: PolicyContent
    reason: Prose | None = None


class AgentKind(StrEnum):
    """A person, or a program."""

    PERSON = "person"
    PROGRAM = "program"


class AgentContent(Closed):
    """Who records: a person's name, or a program's name and version, and a public key if any."""

    kind: AgentKind
    name: Words
    version: Words | None = None
    key: Words | None = None


class AgentIntroduced(Event):
    """Somebody, or some program, first records here; headers carry only the id."""

    STREAM: ClassVar = StreamKind.AGENT
    OPENS: ClassVar = True
    type: Literal["AgentIntroduced"] = "AgentIntroduced"
    content: AgentContent


class ErasedParts(Closed):
    """Parts of one event whose words are gone."""

    event: Id
    parts: tuple[Words, ...]


class ErasureContent(Closed):
    """What was erased, and on what ground: a code of the published list, or "other"."""

    erased: tuple[ErasedParts, ...]
    ground: Words


class ContentErased(Event):
    """Parts of events were removed for good. It cannot itself be erased, save its reason's text."""

    STREAM: ClassVar = StreamKind.ANY
    ADDITIVE: ClassVar = True
    type: Literal["ContentErased"] = "ContentErased"
    content: ErasureContent
    reason: Prose | None = None
