# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which events concern which thing, which belong to which action, and the clock of the log."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from fonds.archive.projections.base import EVERY_TYPE
from fonds.archive.tables import ThingKind, short_import_key
from fonds.events.catalogue.archive import ContentErased
from fonds.events.header import read_moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent


# A fact's events, an excerpt's and the like are found by their stream; entering them here as well
# would touch three pages more with every append. Events of other streams seldom name a fact.
# As numbers, which is what the keys give: members of an enumeration are compared by a call.
_LISTED = frozenset({int(ThingKind.SUBJECT), int(ThingKind.SOURCE)})
_FACT = int(ThingKind.FACT)


@dataclass(slots=True)
class _Run:
    """Events of one action that follow one another."""

    action: str
    first: int
    last: int = 0
    moment: int = 0


class History:
    """`view_about`, `view_action`, `view_import` and `view_erased`.

    `view_about` has what concerns a subject or source, and what other streams say of a fact.
    """

    READS: ClassVar = EVERY_TYPE

    def __init__(self, tables: Tables) -> None:
        """Name the tables of one generation."""
        self._about = tables.view("about")
        self._action = tables.view("action")
        self._import = tables.view("import")
        self._erased = tables.view("erased")
        # The row of the last action: where it begins, its id, the latest time so far.
        self._last: tuple[int, str, int] | None = None

    def create(self) -> Mapping[str, str]:
        """Return the statements that make the tables."""
        return {
            self._about: f"""CREATE TABLE {self._about} (
  thing INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (thing, position)
) STRICT, WITHOUT ROWID""",
            # The last row ends where the tables stand (see `Projector.position`).
            # moment is the latest time recorded so far, in microseconds since 1970: it never
            # falls, even where a clock did, so that "as of a time" is one well-defined position.
            self._action: f"""CREATE TABLE {self._action} (
  first INTEGER PRIMARY KEY, last INTEGER NOT NULL, action TEXT NOT NULL, moment INTEGER NOT NULL
) STRICT""",
            self._import: f"""CREATE TABLE {self._import} (
  key BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (key, position)
) STRICT, WITHOUT ROWID""",
            # Which event took a part of which other one away.
            self._erased: f"""CREATE TABLE {self._erased} (
  position INTEGER NOT NULL, part TEXT NOT NULL, by INTEGER NOT NULL, PRIMARY KEY (position, part)
) STRICT, WITHOUT ROWID""",
        }

    def apply(self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys) -> None:
        """Enter each event under everything it concerns."""
        about: list[tuple[int, int]] = []
        imports: list[tuple[bytes, int]] = []
        runs: list[_Run] = []
        entry = keys.entry
        for event in events:
            header = event.header
            stream = header.stream
            for thing in {stream, *header.about}:
                found = entry(thing)
                if found is not None:
                    key, kind = found
                    if kind in _LISTED or (kind == _FACT and thing != stream):
                        about.append((key, event.position))
            if isinstance(event.event, ContentErased):
                self._enter_erasure(connection, event.position, event.event)
            if header.import_key is not None:
                imports.append((short_import_key(header.import_key), event.position))
            if not runs or runs[-1].action != header.action:
                runs.append(_Run(header.action, event.position))
            runs[-1].last = event.position
            runs[-1].moment = max(runs[-1].moment, microseconds(header.recorded_at))
        about.sort()
        connection.executemany(f"INSERT INTO {self._about} VALUES (?, ?)", about)
        if imports:
            connection.executemany(f"INSERT INTO {self._import} VALUES (?, ?)", imports)
        self._enter_actions(connection, runs)

    def _enter_erasure(self, connection: Connection, by: int, event: ContentErased) -> None:
        connection.executemany(
            f"INSERT OR IGNORE INTO {self._erased} SELECT position, ?, ? FROM event WHERE id = ?",
            [(part, by, erased.event) for erased in event.content.erased for part in erased.parts],
        )

    def _enter_actions(self, connection: Connection, runs: Sequence[_Run]) -> None:
        # The last row has the largest moment: the column never falls.
        last = (
            self._last
            or connection.execute(
                f"SELECT first, action, moment FROM {self._action} ORDER BY first DESC LIMIT 1"
            ).fetchone()
        )
        for run in runs:
            latest = max(0 if last is None else last[2], run.moment)
            if last is not None and last[1] == run.action:
                # An action that was begun in an earlier chunk goes on.
                connection.execute(
                    f"UPDATE {self._action} SET last = ?, moment = ? WHERE first = ?",
                    (run.last, latest, last[0]),
                )
                last = last[0], run.action, latest
            else:
                connection.execute(
                    f"INSERT INTO {self._action} VALUES (?, ?, ?, ?)",
                    (run.first, run.last, run.action, latest),
                )
                last = run.first, run.action, latest
        self._last = last

    def forget(self) -> None:
        """Forget the last action: a transaction was undone, or somebody else wrote."""
        self._last = None


@lru_cache(maxsize=64)
def microseconds(moment: str) -> int:
    """Return a header's time as whole microseconds since 1970-01-01T00:00:00Z."""
    at = read_moment(moment)
    return int(at.timestamp()) * 1_000_000 + at.microsecond
