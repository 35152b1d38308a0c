# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What Fonds is compared with, outside Fonds: plain SQLite, eventsourcing, FollowTheMoney."""

from __future__ import annotations

import importlib
import importlib.util
import json
from typing import TYPE_CHECKING, Any

from fonds.archive.connection import connect, make_durable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from uuid import UUID

    from benchmarks.archives import Archives
    from benchmarks.generate import Fact

EVENTS_AN_AGGREGATE = 20


class PlainCommits:
    """A table with one row a commit, in a file of its own, with Fonds' own durability."""

    def __init__(self, path: Path, sizes: Sequence[int]) -> None:
        """Make the file; the n-th commit will be of ``sizes[n]`` bytes."""
        path.touch()
        self._connection = connect(path, mode="rw")
        make_durable(self._connection)
        self._connection.execute("CREATE TABLE plain (key INTEGER PRIMARY KEY, data BLOB NOT NULL)")
        self._data = [bytes(range(256)) * (size // 256) + bytes(size % 256) for size in sizes]

    def commit(self, at: int) -> None:
        """Insert one row and commit it."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO plain (data) VALUES (?)", (self._data[at],))
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class EventSourcedSubjects:
    """The facts in the eventsourcing library: an aggregate a subject, an event a fact.

    Every aggregate has twenty events. By Zipf's law some would have thousands, and loading them
    would be slower by as much.
    """

    def __init__(self, path: Path, facts: Sequence[Fact], further: Sequence[Fact]) -> None:
        """Keep ``facts``, each subject's in one transaction; ``further`` are to be appended."""
        domain = importlib.import_module("eventsourcing.domain")
        application = importlib.import_module("eventsourcing.application")

        class Subject(domain.Aggregate):  # type: ignore[name-defined,misc]
            @domain.event("Opened")  # type: ignore[untyped-decorator]
            def __init__(self) -> None:
                self.facts: list[dict[str, Any]] = []

            @domain.event("FactAsserted")  # type: ignore[untyped-decorator]
            def assert_fact(self, fact: dict[str, Any]) -> None:
                self.facts.append(fact)

        self._further = further
        self._application = application.Application(
            env={
                "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                "SQLITE_DBNAME": str(path),
            }
        )
        self._ids: list[UUID] = []
        for first in range(0, len(facts), EVENTS_AN_AGGREGATE):
            subject = Subject()
            for fact in facts[first : first + EVENTS_AN_AGGREGATE]:
                subject.assert_fact(fact=fact)
            self._application.save(subject)
            self._ids.append(subject.id)

    def append(self, at: int) -> None:
        """Load a subject, assert one more fact about it, save it."""
        # A step that shares no factor with usual sizes, so that subjects do not come in order.
        subject = self._application.repository.get(self._ids[at * 7919 % len(self._ids)])
        subject.assert_fact(fact=self._further[at % len(self._further)])
        self._application.save(subject)

    def close(self) -> None:
        """Close the file."""
        self._application.close()


def event_sourced_subjects(archives: Archives) -> EventSourcedSubjects | None:
    """Return the library holding as many facts, None where it is not installed."""
    if importlib.util.find_spec("eventsourcing") is None:
        return None
    material = archives.material
    return EventSourcedSubjects(
        archives.folder / "eventsourcing.db", material.facts, material.further
    )


class StatementAggregation:
    """FollowTheMoney's ``aggregate-statements``, in memory: statements as JSON into entities."""

    _PROPERTIES = (
        ("notes", "text"),
        ("summary", "text"),
        ("position", "office"),
        ("education", "organization"),
        ("political", "organization"),
        ("alias", "person"),
        ("keywords", "event"),
        ("nationality", "place"),
        ("birthDate", "date"),
    )

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Spell each fact as a statement's line; those of one subject follow one another."""
        self._statement = importlib.import_module("followthemoney.statement")
        self._dataset = importlib.import_module("followthemoney.dataset").Dataset.make(
            {"name": "generated", "title": "generated"}
        )
        of_type = {value_type: name for name, value_type in self._PROPERTIES}
        statements = [
            self._statement.Statement(
                entity_id=fact["subject"].replace(" ", "-"),
                prop=of_type.get(fact["value_type"], "notes"),
                schema="Person",
                value=str(fact["value"]),
                dataset="generated",
                original_value=fact["quote"],
                first_seen="2026-01-01T00:00:00",
                origin=fact["source"],
            ).to_dict()
            for fact in facts
        ]
        statements.sort(key=lambda statement: statement["canonical_id"])
        self._lines = [json.dumps(statement).encode() for statement in statements]

    def aggregate(self) -> int:
        """Read all lines, and make and spell out every entity; return how many there are."""
        read = self._statement.Statement.from_dict
        entities = 0
        group: list[Any] = []
        for line in self._lines:
            statement = read(json.loads(line))
            if group and group[0].canonical_id != statement.canonical_id:
                self._spell(group)
                entities += 1
                group = []
            group.append(statement)
        if group:
            self._spell(group)
            entities += 1
        return entities

    def _spell(self, group: list[Any]) -> None:
        entity = self._statement.StatementEntity.from_statements(self._dataset, group)
        json.dumps(entity.to_dict())


def statement_aggregation(facts: Sequence[Fact]) -> StatementAggregation | None:
    """Return the aggregation of as many statements, None where FollowTheMoney is not installed."""
    if importlib.util.find_spec("followthemoney") is None:
        return None
    return StatementAggregation(facts)
