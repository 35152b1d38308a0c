# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What every projection is, and the word folding that look-ups by name share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from fonds.events.recorded import event_types

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys
    from fonds.events.catalogue.base import Event
    from fonds.events.recorded import RecordedEvent


EVERY_TYPE = frozenset(event_types())
"""What a projection reads that has a row for every event."""


def types(*kinds: type[Event]) -> frozenset[str]:
    """Return the names of types of events."""
    return frozenset(kind.__name__ for kind in kinds)


class Projection(Protocol):
    """Tables made from events. `apply` must give the same rows however the events are batched."""

    READS: ClassVar[frozenset[str]]
    """The types of the events that change a row of it; it is told of no others."""

    def create(self) -> Mapping[str, str]:
        """Return the tables' names and the statements that make them."""
        ...

    def apply(self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys) -> None:
        """Bring the tables up to date with further events, in the log's order."""
        ...
