# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which facts are about whom, whether they stand, and which passages they cite."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from fonds.archive.projections.base import NOTHING_PLAIN, Plain, enter_rows, types
from fonds.archive.tables import EVERY_SUBJECT
from fonds.events.catalogue.fact import (
    CitationWithdrawn,
    FactAsserted,
    FactCited,
    FactCorrected,
    FactReattributed,
    FactReinstated,
    FactRetracted,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.lookup.properties import Properties
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent
    from fonds.events.spelt import Asserted
    from fonds.events.spelt_parts import Members


READINGS = frozenset({FactCorrected.__name__, FactReattributed.__name__})
"""Types that give a fact another reading; without their content nobody knows which."""


class Stands(IntEnum):
    """Whether a fact counts, as kept in the table; unreadable where its reading was erased."""

    NO = 0
    YES = 1
    UNREADABLE = 2


_Asserted = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]
"""Of a new fact its id, subject and property, what it cites, and whom it names."""

_Change = tuple[str, str, str | None]
"""What became of a fact: which column or table it concerns, the fact, and the id or name there."""


class _Told(NamedTuple):
    """New facts up to each change, and the change; None after the last."""

    steps: list[tuple[list[_Asserted], _Change | None]]


class Facts:
    """`view_fact`, `view_attribution`, `view_citation`, `view_mention`, `view_tally`."""

    READS: ClassVar = types(
        FactAsserted,
        FactCited,
        CitationWithdrawn,
        FactCorrected,
        FactReattributed,
        FactRetracted,
        FactReinstated,
    )

    TOLD: ClassVar = _Told

    def __init__(self, tables: Tables, properties: Properties) -> None:
        """Name the tables of one generation; ``properties`` are those of the same."""
        self._properties = properties
        self._fact = tables.view("fact")
        self._attribution = tables.view("attribution")
        self._citation = tables.view("citation")
        self._mention = tables.view("mention")
        self._tally = tables.view("tally")

    def create(self) -> Mapping[str, str]:
        """Return the statements that make the tables."""
        return {
            self._fact: f"""CREATE TABLE {self._fact} (
  key INTEGER PRIMARY KEY, subject INTEGER NOT NULL, property INTEGER NOT NULL,
  stands INTEGER NOT NULL
) STRICT""",
            # Every subject and property a fact was ever filed under: what a record of any moment
            # has to read.
            self._attribution: f"""CREATE TABLE {self._attribution} (
  subject INTEGER NOT NULL, property INTEGER NOT NULL, fact INTEGER NOT NULL,
  PRIMARY KEY (subject, property, fact)
) STRICT, WITHOUT ROWID""",
            self._citation: f"""CREATE TABLE {self._citation} (
  cited INTEGER NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (cited, fact)
) STRICT, WITHOUT ROWID""",
            self._mention: f"""CREATE TABLE {self._mention} (
  subject INTEGER NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (subject, fact)
) STRICT, WITHOUT ROWID""",
            # How many facts stand about each subject, and (under 0) in all: counting them when
            # somebody asks would take longer with every fact.
            self._tally: f"""CREATE TABLE {self._tally} (
  subject INTEGER PRIMARY KEY, facts INTEGER NOT NULL
) STRICT""",
        }

    @staticmethod
    def gather(events: Sequence[RecordedEvent], plain: Plain = NOTHING_PLAIN, /) -> _Told:
        """Gather new facts in bulk, and what became of older ones in order."""
        # That new facts come earlier changes no row: what becomes of one comes after it still.
        asserted: list[_Asserted] = [_as_it_lies(said) for _, said in plain.facts]
        steps: list[tuple[list[_Asserted], _Change | None]] = []
        for recorded in events:
            event = recorded.event
            if isinstance(event, FactAsserted):
                content = event.content
                reading = content.reading
                named = [qualifier.subject for qualifier in reading.qualifiers]
                asserted.append(
                    (
                        recorded.header.stream,
                        content.subject,
                        reading.property,
                        tuple([cited.target for cited in content.citations]),
                        tuple([one for one in (reading.value_subject, *named) if one is not None]),
                    )
                )
                continue
            for change in _changes_of(recorded):
                steps.append((asserted, change))
                asserted = []
        if asserted:
            steps.append((asserted, None))
        return _Told(steps)

    def enter(self, connection: Connection, told: _Told, keys: Keys) -> None:
        """Enter new facts in bulk, and what became of older ones in order."""
        for asserted, change in told.steps:
            if asserted:
                self._enter(connection, keys, asserted)
            if change is not None:
                self._change(connection, keys, change)

    def _enter(self, connection: Connection, keys: Keys, asserted: Sequence[_Asserted]) -> None:
        of, find, stands = keys.of, keys.find, int(Stands.YES)
        filed = {
            name: defined.key
            for name in {one[2] for one in asserted}
            if (defined := self._properties.named(name)) is not None
        }
        facts = [
            (of(fact), of(subject), filed[name], cited, named)
            for fact, subject, name, cited, named in asserted
            # Where its definition was lost with a damaged page, there is nowhere to file it.
            if name in filed
        ]
        citations = [
            (target, key)
            for key, _, _, cited, _ in facts
            for one in cited
            if (target := find(one)) is not None
        ]
        mentions = [(of(one), key) for key, _, _, _, named in facts for one in named]
        placed = [(about, under, key) for key, about, under, _, _ in facts]
        rows = [(key, about, under, stands) for about, under, key in placed]
        enter_rows(connection, f"INSERT INTO {self._fact}", rows)
        enter_rows(connection, f"INSERT INTO {self._attribution}", sorted(placed))
        enter_rows(connection, f"INSERT OR IGNORE INTO {self._citation}", sorted(citations))
        enter_rows(connection, f"INSERT OR IGNORE INTO {self._mention}", sorted(mentions))
        self._count(connection, Counter([about for about, _, _ in placed]))

    def _count(self, connection: Connection, gained: Mapping[int, int]) -> None:
        """Add to the tally what each subject has gained (or lost)."""
        if not gained:
            return
        connection.executemany(
            f"INSERT INTO {self._tally} VALUES (?, ?)"
            " ON CONFLICT (subject) DO UPDATE SET facts = facts + excluded.facts",
            [(EVERY_SUBJECT, sum(gained.values())), *sorted(gained.items())],
        )

    def _change(self, connection: Connection, keys: Keys, change: _Change) -> None:
        what, fact, other = change
        key = keys.of(fact)
        if what in _STANDING:
            self._stand(connection, key, _STANDING[what])
        elif what == _CITED:
            connection.execute(
                f"INSERT OR IGNORE INTO {self._citation} SELECT ?, ? WHERE ?1 IS NOT NULL",
                (keys.find(other or ""), key),
            )
        elif what == _CITED_NO_MORE:
            connection.execute(
                f"DELETE FROM {self._citation} WHERE cited = ? AND fact = ?",
                (keys.find(other or ""), key),
            )
        elif what == _PROPERTY:
            name = self._properties.of_name(other or "").key
            connection.execute(f"UPDATE {self._fact} SET property = ? WHERE key = ?", (name, key))
            self._file(connection, key)
        elif what == _SUBJECT:
            self._move(connection, key, keys.of(other or ""))
            self._file(connection, key)
        elif what == _NAMED and other is not None:
            connection.execute(
                f"INSERT OR IGNORE INTO {self._mention} VALUES (?, ?)", (keys.of(other), key)
            )

    def _stand(self, connection: Connection, key: int, stands: Stands) -> None:
        """Say whether a fact counts; one that cannot be read any more never does again."""
        row = connection.execute(
            f"SELECT subject, stands FROM {self._fact} WHERE key = ?", (key,)
        ).fetchone()
        if row is None or row[1] in {stands, Stands.UNREADABLE}:
            return
        connection.execute(f"UPDATE {self._fact} SET stands = ? WHERE key = ?", (stands, key))
        if Stands.YES in {row[1], stands}:
            self._count(connection, {row[0]: 1 if stands is Stands.YES else -1})

    def _move(self, connection: Connection, key: int, subject: int) -> None:
        before = connection.execute(
            f"SELECT subject FROM {self._fact} WHERE key = ? AND stands = ?", (key, Stands.YES)
        ).fetchone()
        if before is not None and before[0] != subject:
            self._count(connection, {before[0]: -1, subject: 1})
        connection.execute(f"UPDATE {self._fact} SET subject = ? WHERE key = ?", (subject, key))

    def _file(self, connection: Connection, key: int) -> None:
        connection.execute(
            f"INSERT OR IGNORE INTO {self._attribution}"
            f" SELECT subject, property, key FROM {self._fact} WHERE key = ?",
            (key,),
        )


def _as_it_lies(said: Asserted) -> _Asserted:
    content = said.content
    reading: Members = content["reading"]
    named: list[str | None] = [reading["value_subject"]] if "value_subject" in reading else []
    if "qualifiers" in reading:
        named += [qualifier.get("subject") for qualifier in reading["qualifiers"]]
    subjects = tuple([one for one in named if one is not None]) if named else ()
    return said.stream, content["subject"], reading["property"], said.cited, subjects


_STANDING = {one.name: one for one in Stands}
_CITED, _CITED_NO_MORE = "cited", "cited no more"
_PROPERTY, _SUBJECT, _NAMED = "property", "subject", "named"


def _changes_of(recorded: RecordedEvent) -> Iterator[_Change]:
    """Yield what became of a fact by a further event of its stream."""
    event, fact, kind = recorded.event, recorded.header.stream, recorded.header.type
    if kind in {FactRetracted.__name__, FactReinstated.__name__}:
        # Told from the header alone: the reason may have been erased.
        stands = Stands.YES if kind == FactReinstated.__name__ else Stands.NO
        yield stands.name, fact, None
    elif event is None and kind in READINGS:
        # What the fact has said since was erased; what it said before is not what it says.
        yield Stands.UNREADABLE.name, fact, None
    elif isinstance(event, FactCited):
        yield _CITED, fact, event.content.target
    elif isinstance(event, CitationWithdrawn):
        yield _CITED_NO_MORE, fact, event.content.citation
    elif isinstance(event, FactCorrected):
        yield _PROPERTY, fact, event.content.reading.property
        yield _NAMED, fact, event.content.reading.value_subject
    elif isinstance(event, FactReattributed):
        yield _SUBJECT if event.content.slot == "subject" else _NAMED, fact, event.content.to
