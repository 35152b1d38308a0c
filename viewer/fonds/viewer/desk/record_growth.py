# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record that is shown, brought up to what was added to it: the properties that grew read anew.

A fact added to a subject changes what is said under its own property, and nothing else of the
record. To read three hundred others again would take longer than somebody who adds one should wait.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.record.rule import LOCATED_IN
from fonds.events.catalogue.archive import AgentIntroduced
from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.fact import FactAsserted

if TYPE_CHECKING:
    from collections.abc import Collection

    from fonds.archive.queries.answers import PropertyAnswer, Record
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Growth


_BESIDE = frozenset({AgentIntroduced.__name__, ExcerptTaken.__name__})
"""What comes with a fact: who records it, where that is new, and the passage."""


def properties_grown(growth: Growth, subject: str) -> frozenset[str]:
    """Name the properties under which a subject was given facts, where nothing else was done.

    Empty where anything was that may change more than these: one place that lies in another
    changes how all values are weighed that name it.
    """
    entries = growth.entries
    if entries is None or len(entries) != growth.size - growth.before:
        return frozenset()
    names = set()
    for entry in entries:
        if entry.type == FactAsserted.__name__ and entry.subject == subject and entry.property:
            names.add(entry.property)
        elif entry.type not in _BESIDE:
            return frozenset()
    return frozenset() if LOCATED_IN in names else frozenset(names)


def brought_up(queries: Queries, record: Record, names: Collection[str]) -> Record | None:
    """Read some properties of a whole record anew; None where one of them was not in it yet."""
    anew = queries.record(record.id, only=names)
    found = {answer.name: answer for answer in anew.properties()}
    before = {answer.name: answer for answer in record.properties() if answer.name in found}
    if before.keys() != found.keys():
        return None
    more = anew.facts - sum(map(_facts_in, before.values()))
    sources = {row.id: row for row in (*record.sources, *anew.sources)}
    return replace(
        record,
        facts=record.facts + more,
        sections=tuple(
            replace(
                section,
                properties=tuple(found.get(answer.name, answer) for answer in section.properties),
            )
            for section in record.sections
        ),
        sources=tuple(sorted(sources.values(), key=lambda row: row.number)),
    )


def _facts_in(answer: PropertyAnswer) -> int:
    weighed = sum(len(value.facts) for scope in answer.scopes for value in scope.values)
    return weighed + len(answer.deprecated) + len(answer.denied)
