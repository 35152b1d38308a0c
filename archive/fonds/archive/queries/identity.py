# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What two subjects being one would mean, and who may be one by name. Nothing is concluded here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from fonds.archive.record.names import name_of, relate_names
from fonds.archive.record.rule import Relation
from fonds.archive.tables import LIVE
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from fonds.archive.queries.records import RecordReader
    from fonds.archive.store.sqlite import SqliteStore

MOST_OF_A_NAME = 60
"""Subjects that share a last name beyond which their pairs are not listed one by one."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts that would conflict if their subjects were one."""

    property: str
    label: str
    facts: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two subjects of one kind whose names may be forms of one name."""

    first: str
    first_label: str
    second: str
    second_label: str
    reason: str


def make_joining(reader: RecordReader, first: str, second: str) -> list[Contradiction]:
    """Return the conflicts between facts of two subjects, taken with all they are one with."""
    sides = reader.same_as(first), reader.same_as(second)
    members = tuple(dict.fromkeys((*sides[0], *sides[1])))
    states = reader.facts_about_all(members)
    of_first = {state.id: state.subject in sides[0] for state in states}
    return [
        Contradiction(content.name, content.label, (one.first, one.second), one.reason)
        for content, resolved in reader.resolved(first, states, members)
        for scope in resolved.scopes
        for one in scope.relations
        if one.relation is Relation.CONFLICTS and of_first[one.first] != of_first[one.second]
    ]


def make_candidates(store: SqliteStore, subject: str | None) -> list[Candidate]:
    """Return the pairs, of one subject or of all, in the order of their labels."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT t.id, s.kind, s.label FROM {view('subject')} s"
        f" JOIN {view('thing')} t ON t.key = s.key WHERE s.withdrawn = 0 ORDER BY s.label, s.key"
    ).fetchall()
    alike: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for thing, kind, label in rows:
        parts = name_of(label).parts
        key = parts[-1] if kind == SubjectKind.PERSON.value and parts else " ".join(parts)
        alike[kind, key].append((thing, label))
    judged = {
        frozenset(pair)
        for pair in store.connection.execute(
            f"SELECT a.id, b.id FROM {view('link')} l JOIN {view('thing')} a ON a.key = l.subject"
            f" JOIN {view('thing')} b ON b.key = l.other"
        )
    }
    found = []
    for members in alike.values():
        if subject is None and len(members) > MOST_OF_A_NAME:
            continue
        for (one, label), (other, other_label) in combinations(members, 2):
            asked = subject is None or subject in {one, other}
            if not asked or frozenset((one, other)) in judged:
                continue
            relation, _, reason = relate_names(label, other_label)
            if relation is not Relation.CONFLICTS:
                said = f"“{label}” and “{other_label}” {reason}."
                found.append(Candidate(one, label, other, other_label, said))
    return found
