# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that says what a cited work is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.commands.examining import prose
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.lookup.names import SHORTEST_PREFIX
from fonds.events.catalogue.source import CitedWorkNoted, CitedWorkTraced, TraceContent
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Appended, Plan


@dataclass(frozen=True, slots=True)
class TraceCitedWork:
    """Say what a work that a source cites is: a source of ours, or that it cannot be located.

    ``mark`` is the footnote's mark, or the cited work's id or the beginning of it.
    """

    source: str
    mark: str
    to: str | None = None
    unlocatable: bool = False
    reason: str | None = None

    def plan(self, plan: Plan) -> Appended:
        """Plan `CitedWorkTraced`.

        Raises:
            RefusedError: no such source or cited work, or several (``candidates`` lists them).
            WrongUseError: neither or both of the two answers are given.
        """
        if (self.to is None) is not self.unlocatable:
            message = "Say what the cited work is with --to SOURCE, or say --unlocatable."
            code = "no-answer"
            raise WrongUseError(code, message)
        source = plan.names.source(self.source)
        cited = self._cited(plan, source)
        to = plan.names.source(self.to) if self.to is not None else None
        if to == source:
            message = say(
                "“{label}” cannot be what it cites. Name another source.",
                label=plan.names.label(source),
            )
            raise RefusedError("self-dependence", message, source=source)
        plan.add(
            CitedWorkTraced(
                content=TraceContent(cited_work=cited, source=to, unlocatable=self.unlocatable),
                reason=prose(self.reason),
            ),
            source,
            about=(cited, *((to,) if to else ())),
        )
        return plan.appended()

    def _cited(self, plan: Plan, source: str) -> str:
        works = {
            one.event.content.cited_work: one.event
            for one in plan.store.stream(source)
            if isinstance(one.event, CitedWorkNoted)
        }
        mark = self.mark.strip().strip("[]")
        found = [id_ for id_, event in works.items() if event.content.mark == mark]
        if not found:
            found = [
                id_
                for id_ in works
                if id_.startswith(mark.lower()) and len(mark) >= SHORTEST_PREFIX
            ]
        # A mark that stands without its entry is told apart from the entry that was found since.
        if len(found) > 1:
            found = [id_ for id_ in found if not works[id_].content.dangling] or found
        if len(found) == 1:
            return found[0]
        label = plan.names.label(source)
        if not found:
            message = say(
                "“{label}” cites no work under the mark [{mark}]. fonds source show lists"
                " those it cites; fonds source notes looks for them.",
                label=label,
                mark=mark,
            )
            raise RefusedError("unknown-cited-work", message, mark=mark)
        message = say(
            "[{mark}] means {count} works that “{label}” cites ({found}); give the id of"
            " the one you mean.",
            mark=mark,
            count=len(found),
            label=label,
            found=", ".join(found),
        )
        raise RefusedError("ambiguous-cited-work", message, mark=mark, candidates=found)
