# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which events concern which thing, which belong to which action, and the clock of the log."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from fonds.archive.projections.base import EVERY_TYPE, NOTHING_PLAIN, Plain, enter_rows
from fonds.archive.tables import ThingKind, short_import_key
from fonds.events.catalogue.archive import ContentErased
from fonds.events.catalogue.base import StreamKind
from fonds.events.header import read_moment
from fonds.events.recorded import event_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent


# A fact's events, an excerpt's and the like are found by their stream; entering them here as well
# would touch three pages more with every append. Events of other streams seldom name a fact.
# As numbers, which is what the keys give: members of an enumeration are compared by a call.
_LISTED = frozenset({int(ThingKind.SUBJECT), int(ThingKind.SOURCE)})
_LISTED_BESIDES = _LISTED | {int(ThingKind.FACT)}


@cache
def _streams_not_listed() -> frozenset[str]:
    """Return the types of events whose own stream is that of a thing that is not listed."""
    listed = {StreamKind.SUBJECT, StreamKind.SOURCE, StreamKind.ANY}
    return frozenset(name for name, kind in event_types().items() if kind.STREAM not in listed)


_Act = tuple[int, str, str]
"""Of an event its position, its action and its time."""


class _Told(NamedTuple):
    """What events concern, and the actions they belong to.

    ``concerned``: position, and what it is about besides its stream. ``streams``: position, and its
    stream where that may have to be listed. ``runs``: of events of one action that follow one
    another the action, the first and last position, the latest time. ``imports``: key and position.
    ``erased``: the position of the erasing event, and what it took, as id of an event and part.
    """

    concerned: list[tuple[int, tuple[str, ...]]]
    streams: list[tuple[int, str]]
    runs: list[tuple[str, int, int, int]]
    imports: list[tuple[bytes, int]]
    erased: list[tuple[int, list[tuple[str, str]]]]


class History:
    """`view_about`, `view_action`, `view_import` and `view_erased`.

    `view_about` has what concerns a subject or source, and what other streams say of a fact.
    """

    READS: ClassVar = EVERY_TYPE
    TOLD: ClassVar = _Told

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

    @staticmethod
    def gather(events: Sequence[RecordedEvent], plain: Plain = NOTHING_PLAIN, /) -> _Told:
        """Gather what each event concerns, and the runs of their actions."""
        told = _Told([], [], [], [], [])
        not_listed = _streams_not_listed()
        acts: list[_Act] = []
        for event in events:
            header, position = event.header, event.position
            if header.type not in not_listed:
                told.streams.append((position, header.stream))
            concerned = _besides(header.about, header.stream)
            if concerned:
                told.concerned.append((position, concerned))
            if isinstance(event.event, ContentErased):
                gone = [
                    (one.event, part) for one in event.event.content.erased for part in one.parts
                ]
                told.erased.append((position, gone))
            if header.import_key is not None:
                told.imports.append((short_import_key(header.import_key), position))
            acts.append((position, header.action, header.recorded_at))
        for position, said in plain.both():
            # The stream of either kind is no subject's and no source's.
            concerned = _besides(said.about, said.stream)
            if concerned:
                told.concerned.append((position, concerned))
            if said.import_key is not None:
                told.imports.append((short_import_key(said.import_key), position))
            acts.append((position, said.action, said.recorded_at))
        acts.sort()
        told.runs.extend(_runs(acts))
        return told

    def enter(self, connection: Connection, told: _Told, keys: Keys) -> None:
        """Enter each event under everything it concerns."""
        entry = keys.entry
        rows = {
            (found[0], position)
            for position, about in told.concerned
            for thing in about
            if (found := entry(thing)) is not None and found[1] in _LISTED_BESIDES
        }
        rows.update(
            (found[0], position)
            for position, stream in told.streams
            if (found := entry(stream)) is not None and found[1] in _LISTED
        )
        enter_rows(connection, f"INSERT INTO {self._about}", sorted(rows))
        enter_rows(connection, f"INSERT INTO {self._import}", sorted(told.imports))
        for by, gone in told.erased:
            connection.executemany(
                f"INSERT OR IGNORE INTO {self._erased}"
                " SELECT position, ?, ? FROM event WHERE id = ?",
                [(part, by, event) for event, part in gone],
            )
        self._enter_actions(connection, told.runs)

    def _enter_actions(
        self, connection: Connection, runs: Sequence[tuple[str, int, int, int]]
    ) -> None:
        # The last row has the largest moment: the column never falls.
        last = (
            self._last
            or connection.execute(
                f"SELECT first, action, moment FROM {self._action} ORDER BY first DESC LIMIT 1"
            ).fetchone()
        )
        for action, begins, ends, moment in runs:
            latest = max(0 if last is None else last[2], moment)
            if last is not None and last[1] == action:
                # An action that was begun in an earlier chunk goes on.
                connection.execute(
                    f"UPDATE {self._action} SET last = ?, moment = ? WHERE first = ?",
                    (ends, latest, last[0]),
                )
                last = last[0], action, latest
            else:
                connection.execute(
                    f"INSERT INTO {self._action} VALUES (?, ?, ?, ?)",
                    (begins, ends, action, latest),
                )
                last = begins, action, latest
        self._last = last

    def forget(self) -> None:
        """Forget the last action: a transaction was undone, or somebody else wrote."""
        self._last = None


@lru_cache(maxsize=64)
def microseconds(moment: str) -> int:
    """Return a header's time as whole microseconds since 1970-01-01T00:00:00Z."""
    at = read_moment(moment)
    return int(at.timestamp()) * 1_000_000 + at.microsecond


def _besides(about: tuple[str, ...], stream: str) -> tuple[str, ...]:
    return tuple([thing for thing in about if thing != stream]) if stream in about else about


def _runs(acts: Iterable[_Act]) -> Iterator[tuple[str, int, int, int]]:
    """Yield what follows in one action, of events in the log's order."""
    action, first, last, latest = "", 0, 0, 0
    for position, own, recorded_at in acts:
        moment = microseconds(recorded_at)
        if own != action:
            if first:
                yield action, first, last, latest
            action, first, latest = own, position, moment
        elif moment > latest:
            latest = moment
        last = position
    if first:
        yield action, first, last, latest
