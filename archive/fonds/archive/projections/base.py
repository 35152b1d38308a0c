# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What every projection is: what events tell it, and how that is entered in its tables."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.fact import FactAsserted
from fonds.events.fixed import fixed
from fonds.events.recorded import event_types

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys
    from fonds.events.catalogue.base import Event
    from fonds.events.recorded import RecordedEvent
    from fonds.events.spelt import Asserted
    from fonds.events.spelt_passages import Taken


EVERY_TYPE = frozenset(event_types())
"""What a projection reads that has a row for every event."""


def types(*kinds: type[Event]) -> frozenset[str]:
    """Return the names of types of events."""
    return frozenset(kind.__name__ for kind in kinds)


PLAIN_TYPES = types(FactAsserted, ExcerptTaken)
"""What may be read as it lies."""


@fixed
class Plain:
    """Events that were read as they lie, each with its position, in the log's order.

    Nearly all events of a log are such assertions and passages, and a rebuild reads all of them.
    """

    facts: Sequence[tuple[int, Asserted]] = ()
    passages: Sequence[tuple[int, Taken]] = ()

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.facts or self.passages)

    def both(self) -> list[tuple[int, Asserted | Taken]]:
        """Return all of them, the facts first."""
        return [*self.facts, *self.passages]

    def upto(self, position: int) -> Plain:
        """Return those up to a position."""
        return Plain(
            [one for one in self.facts if one[0] <= position],
            [one for one in self.passages if one[0] <= position],
        )

    def beyond(self, position: int) -> Plain:
        """Return those after a position."""
        return Plain(
            [one for one in self.facts if one[0] > position],
            [one for one in self.passages if one[0] > position],
        )


NOTHING_PLAIN = Plain()


_TOGETHER = 50
"""Rows that one statement takes: SQLite's and Python's toll is by the statement, and that takes two
thirds off a narrow row. More of them save hardly more."""


def enter_rows(connection: Connection, into: str, rows: Sequence[Sequence[object]]) -> None:
    """Insert rows of one width; ``into`` is a statement as far as the table's name.

    Sorted by the table's key they take least.
    """
    if not rows:
        return
    width, bundled = len(rows[0]), len(rows) // _TOGETHER * _TOGETHER
    if bundled:
        connection.executemany(
            _inserting(into, width, _TOGETHER),
            [
                tuple(chain.from_iterable(rows[first : first + _TOGETHER]))
                for first in range(0, bundled, _TOGETHER)
            ],
        )
    if bundled < len(rows):
        connection.executemany(_inserting(into, width, 1), rows[bundled:])


@lru_cache(maxsize=256)
def _inserting(into: str, width: int, rows: int) -> str:
    row = f"({', '.join('?' * width)})"
    return f"{into} VALUES {', '.join([row] * rows)}"


class Projection(Protocol):
    """Tables made from events, in two steps, which must give the same rows in any batches.

    What events say is told by them alone, with ids: any process can gather it, and hand it on. The
    one that writes knows the keys, and how the tables stand.
    """

    READS: ClassVar[frozenset[str]]
    """The types of the events that change a row of it; it is told of no others."""

    TOLD: ClassVar[Any]
    """What `gather` answers: a named tuple of strings, whole numbers, bytes and None, in lists,
    tuples, sets and dictionaries; nothing else, so that `marshal` can hand it on."""

    def create(self) -> Mapping[str, str]:
        """Return the tables' names and the statements that make them."""
        ...

    @staticmethod
    def gather(events: Sequence[RecordedEvent], plain: Plain = NOTHING_PLAIN, /) -> Any:  # noqa: ANN401 - its own `TOLD`
        """Return what events, in the log's order, tell these tables.

        Those that are ``plain`` stand before, between and after the others: their positions say.
        """
        ...

    def enter(self, connection: Connection, told: Any, keys: Keys) -> None:  # noqa: ANN401 - as above
        """Bring the tables up to date with what further events tell."""
        ...
