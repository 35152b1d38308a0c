# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One conflict with its whole life: a proof summary, as far as somebody has written one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.queries.answers import ConflictSummary
from fonds.archive.queries.said import between_values
from fonds.archive.record.rule import FactRelation, Relation
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.queries.answers import ConflictAnswer
    from fonds.archive.queries.records import RecordReader
    from fonds.archive.record.resolve import Scope


def make_summary(reader: RecordReader, conflict: ConflictAnswer) -> ConflictSummary:
    """Return a conflict that there is now, with its accounts and what was concluded.

    Raises:
        RefusedError: its facts have changed since the row was read.
    """
    states = reader.facts_in(conflict.subject, conflict.property)
    for content, resolved in reader.resolved(conflict.subject, states):
        for scope in resolved.scopes:
            if tuple(state.id for state in scope.in_conflict) == conflict.facts:
                facts = [fact for group in scope.values for fact in group.facts]
                told = reader.told_scope(scope, reader.told(facts), reader.ties(facts))
                return ConflictSummary(conflict, content.label, told, _opened(scope))
    message = say(
        "The conflict {conflict} has just changed; look at fonds conflicts again.",
        conflict=conflict.id,
    )
    raise RefusedError("unknown-conflict", message, name=conflict.id)


def every_reason(reader: RecordReader, conflict: ConflictAnswer) -> tuple[FactRelation, ...]:
    """Say of every two accounts of a conflict why they cannot both be so, each sentence once.

    Of two facts the row has it. Of more every two accounts are looked at; where that cannot be,
    since facts have changed since or somebody is hidden, it is the row's reason again.
    """
    first, *others = conflict.facts
    known = tuple(
        FactRelation(first, other, Relation(conflict.relation), conflict.reason)
        for other in others[:1]
    )
    if len(others) <= 1:
        return known
    try:
        scope = make_summary(reader, conflict).scope
    except RefusedError:
        return known
    opposed = [one for one in between_values(scope) if one.relation is Relation.CONFLICTS]
    return tuple(opposed) or known


def _opened(scope: Scope) -> int:
    """Return where the later of the first two facts that conflict was recorded as it now reads."""
    read = {state.id: state.read_position for state in scope.in_conflict}
    return min(
        max(read[one.first], read[one.second])
        for one in scope.relations
        if one.relation is Relation.CONFLICTS
    )
