# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which facts are about whom, whether they stand, and which passages they cite."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

from fonds.archive.projections.base import types
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
    from collections.abc import Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.lookup.properties import Properties
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent


READINGS = frozenset({FactCorrected.__name__, FactReattributed.__name__})
"""Types that give a fact another reading; without their content nobody knows which."""


class Stands(IntEnum):
    """Whether a fact counts, as kept in the table; unreadable where its reading was erased."""

    NO = 0
    YES = 1
    UNREADABLE = 2


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

    def apply(self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys) -> None:
        """Enter new facts in bulk, and what became of older ones in order."""
        asserted: list[tuple[int, FactAsserted]] = []
        for recorded in events:
            event = recorded.event
            if isinstance(event, FactAsserted):
                asserted.append((keys.of(recorded.header.stream), event))
            elif recorded.header.type.startswith(("Fact", "Citation")):
                self._enter(connection, keys, asserted)
                asserted = []
                self._change(connection, keys, recorded)
        self._enter(connection, keys, asserted)

    def _enter(
        self, connection: Connection, keys: Keys, asserted: list[tuple[int, FactAsserted]]
    ) -> None:
        if not asserted:
            return
        facts: list[tuple[int, int, int, int]] = []
        citations: list[tuple[int, int]] = []
        mentions: list[tuple[int, int]] = []
        for key, event in asserted:
            content = event.content
            defined = self._properties.named(content.reading.property)
            if defined is None:
                # Its definition was lost with a damaged page: there is nowhere to file it.
                continue
            facts.append((key, keys.of(content.subject), defined.key, Stands.YES))
            citations.extend(
                (target, key)
                for cited in content.citations
                if (target := keys.find(cited.target)) is not None
            )
            named = {content.reading.value_subject} | {
                qualifier.subject for qualifier in content.reading.qualifiers
            }
            mentions.extend((keys.of(subject), key) for subject in named if subject is not None)
        insert = connection.executemany
        insert(f"INSERT INTO {self._fact} VALUES (?, ?, ?, ?)", facts)
        insert(
            f"INSERT INTO {self._attribution} VALUES (?, ?, ?)",
            [(subject, name, key) for key, subject, name, _ in facts],
        )
        insert(f"INSERT OR IGNORE INTO {self._citation} VALUES (?, ?)", citations)
        if mentions:
            insert(f"INSERT OR IGNORE INTO {self._mention} VALUES (?, ?)", mentions)
        gained: dict[int, int] = {}
        for _, subject, _, _ in facts:
            gained[subject] = gained.get(subject, 0) + 1
        self._count(connection, gained)

    def _count(self, connection: Connection, gained: Mapping[int, int]) -> None:
        """Add to the tally what each subject has gained (or lost)."""
        if not gained:
            return
        connection.executemany(
            f"INSERT INTO {self._tally} VALUES (?, ?)"
            " ON CONFLICT (subject) DO UPDATE SET facts = facts + excluded.facts",
            [(EVERY_SUBJECT, sum(gained.values())), *sorted(gained.items())],
        )

    def _change(self, connection: Connection, keys: Keys, recorded: RecordedEvent) -> None:
        key, event, kind = keys.of(recorded.header.stream), recorded.event, recorded.header.type
        if kind in {FactRetracted.__name__, FactReinstated.__name__}:
            # Told from the header alone: the reason may have been erased.
            stands = Stands.YES if kind == FactReinstated.__name__ else Stands.NO
            self._stand(connection, key, stands)
        elif event is None and kind in READINGS:
            # What the fact has said since was erased; what it said before is not what it says.
            self._stand(connection, key, Stands.UNREADABLE)
        elif isinstance(event, FactCited):
            connection.execute(
                f"INSERT OR IGNORE INTO {self._citation} SELECT ?, ? WHERE ?1 IS NOT NULL",
                (keys.find(event.content.target), key),
            )
        elif isinstance(event, CitationWithdrawn):
            connection.execute(
                f"DELETE FROM {self._citation} WHERE cited = ? AND fact = ?",
                (keys.find(event.content.citation), key),
            )
        elif isinstance(event, FactCorrected):
            name = self._properties.of_name(event.content.reading.property).key
            connection.execute(f"UPDATE {self._fact} SET property = ? WHERE key = ?", (name, key))
            self._file(connection, key)
            self._mentioned(connection, key, event.content.reading.value_subject, keys)
        elif isinstance(event, FactReattributed):
            if event.content.slot == "subject":
                self._move(connection, key, keys.of(event.content.to))
                self._file(connection, key)
            else:
                self._mentioned(connection, key, event.content.to, keys)

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

    def _mentioned(self, connection: Connection, key: int, subject: str | None, keys: Keys) -> None:
        if subject is not None:
            connection.execute(
                f"INSERT OR IGNORE INTO {self._mention} VALUES (?, ?)", (keys.of(subject), key)
            )
