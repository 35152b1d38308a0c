# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What Fonds is compared with, outside Fonds.

Plain SQLite, eventsourcing, FollowTheMoney, and nomenklatura, which keeps the latter's statements.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from fonds.archive.connection import connect, make_durable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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


_PROPERTIES = {
    "text": "summary",
    "office": "position",
    "organization": "political",
    "person": "alias",
    "event": "keywords",
    "place": "nationality",
    "date": "birthDate",
}
"""FollowTheMoney's property of a person for each of our types of value; "notes" for any other."""


def _statements(facts: Iterable[Fact]) -> Iterator[Any]:
    """Make a statement of each fact."""
    statement = importlib.import_module("followthemoney.statement").Statement
    for fact in facts:
        yield statement(
            entity_id=fact["subject"].replace(" ", "-"),
            prop=_PROPERTIES.get(fact["value_type"], "notes"),
            schema="Person",
            value=str(fact["value"]),
            dataset=_DATASET,
            original_value=fact["quote"],
            first_seen="2026-01-01T00:00:00",
            origin=fact["source"],
        )


_DATASET = "generated"


class StatementAggregation:
    """FollowTheMoney's ``aggregate-statements``, in memory: statements as JSON into entities."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Spell each fact as a statement's line; those of one subject follow one another."""
        self._statement = importlib.import_module("followthemoney.statement")
        self._dataset = importlib.import_module("followthemoney.dataset").Dataset.make(
            {"name": _DATASET, "title": _DATASET}
        )
        statements = [statement.to_dict() for statement in _statements(facts)]
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


class StatementStore:
    """nomenklatura's SQL store, on SQLite: a statement for each fact, an entity for each subject.

    A statement is known by its value; where a subject has a value more than once, it is numbered,
    so that there are as many statements as facts.
    """

    def __init__(self, path: Path, facts: Sequence[Fact]) -> None:
        """Keep a statement for each of the facts."""
        dataset = importlib.import_module("followthemoney.dataset").Dataset.make(
            {"name": _DATASET, "title": _DATASET}
        )
        linker = importlib.import_module("nomenklatura.resolver").Linker({})
        self._engine = importlib.import_module("sqlalchemy").create_engine(f"sqlite:///{path}")
        store = importlib.import_module("nomenklatura.store.sql").SQLStore(
            dataset, linker, self._engine
        )
        given: Counter[tuple[str, str]] = Counter()
        with store.writer() as writer:
            for fact, statement in zip(facts, _statements(facts), strict=True):
                again = given[key := (fact["subject"], statement.value)]
                given[key] += 1
                writer.add_statement(
                    statement.clone(value=f"{statement.value} ({again})") if again else statement
                )
        self._view = store.view(dataset)

    def read(self, subject: str) -> int:
        """Read a subject's entity and look at all its statements; return how many there are."""
        entity = self._view.get_entity(subject.replace(" ", "-"))
        looked_at = [
            (one.value, one.original_value, one.origin, one.first_seen)
            for one in (() if entity is None else entity.statements)
        ]
        return len(looked_at)

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()


def statement_store(archives: Archives) -> StatementStore | None:
    """Return nomenklatura's store of as many statements, None where it is not installed."""
    if importlib.util.find_spec("nomenklatura") is None:
        return None
    path = archives.folder / "nomenklatura.db"
    path.unlink(missing_ok=True)
    return StatementStore(path, archives.material.facts)
