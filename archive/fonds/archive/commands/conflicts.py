# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that concludes something about a conflict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.conflicts import ConflictRow, find_conflict
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.subject import ConflictOutcome, ConflictResolved, ResolutionContent
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan


@dataclass(frozen=True, slots=True)
class ConcludedConflict:
    """Where a conclusion came to stand, and what was concluded about which facts."""

    conflict: str
    event: str
    position: int
    outcome: ConflictOutcome
    facts: tuple[str, ...]
    preferred: str | None


@dataclass(frozen=True, slots=True)
class ResolveConflict:
    """Conclude something about all facts of a conflict, with the reasoning.

    ``preferred`` (a fact's id, or its beginning) goes with the outcome *preferred* and with no
    other. A later conclusion takes the place of an earlier one; *unresolved* takes it back: the
    conflict is open again. All that was concluded stays in the log.
    """

    conflict: str
    outcome: ConflictOutcome
    reason: str
    preferred: str | None = None

    def plan(self, plan: Plan) -> ConcludedConflict:
        """Plan `ConflictResolved`.

        Raises:
            RefusedError: there is no such conflict, the preferred fact is none of its facts, or
                there is nothing to take back.
            WrongUseError: no reason, or a preferred fact too many or too few.
        """
        if not self.reason.strip():
            code, message = "no-reason", "Say why: the reasoning is what a later reader will weigh."
            raise WrongUseError(code, message)
        if (self.preferred is not None) != (self.outcome is ConflictOutcome.PREFERRED):
            code = "preferred-fact"
            message = (
                "Name the fact that is preferred: the outcome “preferred” needs it."
                if self.preferred is None
                else "A preferred fact goes only with the outcome “preferred”."
            )
            raise WrongUseError(code, message)
        conflict = find_conflict(plan.store.connection, self.conflict)
        if self.outcome is ConflictOutcome.UNRESOLVED and conflict.status != "resolved":
            message = say(
                "The conflict {conflict} is open; there is no conclusion to take back.",
                conflict=conflict.id,
            )
            raise RefusedError("no-change", message, conflict=conflict.id)
        preferred = None if self.preferred is None else self._preferred(plan, conflict)
        content = ResolutionContent(
            property=conflict.property,
            facts=conflict.facts,
            outcome=self.outcome,
            preferred=preferred,
        )
        plan.add(
            ConflictResolved(content=content, reason=Prose(text=self.reason)),
            conflict.subject,
            conflict.facts,
        )
        appended = plan.appended()
        return ConcludedConflict(
            conflict.id,
            appended.event,
            appended.position,
            self.outcome,
            conflict.facts,
            preferred,
        )

    def _preferred(self, plan: Plan, conflict: ConflictRow) -> str:
        fact = plan.names.fact(str(self.preferred))
        if fact not in conflict.facts:
            message = say(
                "The fact {fact} is not in the conflict {conflict}; its facts are {facts}.",
                fact=fact,
                conflict=conflict.id,
                facts=", ".join(conflict.facts),
            )
            raise RefusedError("not-in-conflict", message, fact=fact, facts=list(conflict.facts))
        return fact
