# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What every projection is, and the word folding that look-ups by name share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys
    from fonds.events.recorded import RecordedEvent


class Projection(Protocol):
    """Tables made from events. `apply` must give the same rows however the events are batched."""

    def create(self) -> Mapping[str, str]:
        """Return the tables' names and the statements that make them."""
        ...

    def apply(self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys) -> None:
        """Bring the tables up to date with further events, in the log's order."""
        ...
