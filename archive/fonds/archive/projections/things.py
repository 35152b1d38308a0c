# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Every id that names something, its key and kind, and where it was introduced."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from fonds.archive.projections.base import EVERY_TYPE, NOTHING_PLAIN, Plain, enter_rows
from fonds.archive.tables import Keys, Tables, ThingKind, introduced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.events.recorded import RecordedEvent


class _Told(NamedTuple):
    """The ids that are new, each with its kind and the position of its event."""

    things: list[tuple[str, int, int]]


class Things:
    """`view_thing`: keys are given in the order of the log, so that a rebuild gives the same."""

    READS: ClassVar = EVERY_TYPE
    TOLD: ClassVar = _Told

    def __init__(self, tables: Tables) -> None:
        """Name the table of one generation."""
        self._table = tables.view("thing")
        self._insert = f"INSERT INTO {self._table}"
        self._last = f"SELECT coalesce(max(key), 0) FROM {self._table}"
        self._key: int | None = None

    def create(self) -> Mapping[str, str]:
        """Return the statement that makes the table."""
        return {
            self._table: f"""CREATE TABLE {self._table} (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL, position INTEGER NOT NULL
) STRICT"""
        }

    @staticmethod
    def gather(events: Sequence[RecordedEvent], plain: Plain = NOTHING_PLAIN, /) -> _Told:
        """Find the new ids."""
        things = [
            (thing, int(kind), event.position)
            for event in events
            for thing, kind in introduced(event)
        ]
        fact, excerpt = int(ThingKind.FACT), int(ThingKind.EXCERPT)
        things += [(said.stream, fact, position) for position, said in plain.facts]
        things += [(taken.stream, excerpt, position) for position, taken in plain.passages]
        # Of one event they stay in their order.
        things.sort(key=itemgetter(2))
        return _Told(things)

    def enter(self, connection: Connection, told: _Told, keys: Keys) -> None:
        """Give each new id its key."""
        if not told.things:
            return
        key: int | None = self._key
        if key is None:
            key = connection.execute(self._last).fetchone()[0]
        rows = [(own, *told) for own, told in enumerate(told.things, key + 1)]
        enter_rows(connection, self._insert, rows)
        keys.remember_all({thing: (own, kind) for own, thing, kind, _ in rows})
        self._key = rows[-1][0]

    def forget(self) -> None:
        """Forget which key was given last: a transaction was undone, or somebody else wrote."""
        self._key = None
