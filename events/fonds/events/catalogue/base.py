# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What every event type has in common."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from fonds.events.closed import Closed
from fonds.events.values import Words


class StreamKind(StrEnum):
    """What has a life of its own in the log, and so a stream."""

    ARCHIVE = "archive"
    AGENT = "agent"
    PROPERTY = "property"
    SOURCE = "source"
    EXCERPT = "excerpt"
    SUBJECT = "subject"
    FACT = "fact"
    ANY = "any"


class Event(Closed):
    """One thing that was recorded. Its fields are its parts; ``type`` tells the types apart.

    ``STREAM`` is the kind of stream it belongs to, ``OPENS`` tells whether it may be a stream's
    first event, ``ADDITIVE`` whether it may follow an event its writer had not seen, and ``SCHEMA``
    is the edition of its parts.
    """

    STREAM: ClassVar[StreamKind]
    SCHEMA: ClassVar[int] = 1
    OPENS: ClassVar[bool] = False
    ADDITIVE: ClassVar[bool] = False


class Prose(Closed):
    """Free text of a person: a note or a reason."""

    text: Words
