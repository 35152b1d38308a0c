# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands that no longer hold something to be a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.commands.examining import prose, standing_dependences
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.support import resting_on
from fonds.events.catalogue.source import InquiryRecorded, SourceWithdrawn
from fonds.events.sentences import say, term

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Appended, Plan


@dataclass(frozen=True, slots=True)
class WithdrawSource:
    """Say that something is no longer held to be a source. Facts that rest on it stay."""

    source: str
    reason: str

    def plan(self, plan: Plan) -> Appended:
        """Plan `SourceWithdrawn`.

        Raises:
            RefusedError: no such source, or it is withdrawn already.
        """
        source = plan.names.source(self.source)
        if any(one.header.type == SourceWithdrawn.__name__ for one in plan.store.stream(source)):
            message = say("“{label}” is withdrawn already.", label=plan.names.label(source))
            raise RefusedError("no-change", message, source=source)
        plan.add(SourceWithdrawn(reason=prose(self.reason)), source)
        return plan.appended()


@dataclass(frozen=True, slots=True)
class WithdrawSources:
    """Say of several that they are no longer held to be sources, for one reason, as one action.

    With ``only_unused`` they are withdrawn only if nothing rests on any of them: so that taking
    them in can be taken back without touching what was made of them meanwhile.
    """

    sources: tuple[str, ...]
    reason: str
    only_unused: bool = False

    def plan(self, plan: Plan) -> Appended:
        """Plan a `SourceWithdrawn` for each.

        Raises:
            RefusedError: as `WithdrawSource`; or with ``only_unused`` something rests on one.
        """
        if self.only_unused:
            for one in self.sources:
                _refuse_used(plan, plan.names.source(one))
        return [WithdrawSource(one, self.reason).plan(plan) for one in self.sources][-1]


def _refuse_used(plan: Plan, source: str) -> None:
    """Refuse where facts stand on a source, it was searched, or others are said to depend on it.

    Raises:
        RefusedError: naming the first of them.
    """
    label = plan.names.label(source)
    resting = plan.facts.on_sources([source]) | plan.facts.needing_source(source)
    if resting:
        first = plan.facts.by_id(sorted(resting))[0]
        message = say(
            "“{label}” stays a source, for facts rest on it ({count}), the first of them:"
            " {subject}, {property}. Retract them before you withdraw it.",
            label=label,
            count=len(resting),
            subject=plan.names.label(first.subject),
            property=term(first.reading.property),
        )
        raise RefusedError("source-in-use", message, source=source, facts=len(resting))
    searched = sum(one.header.type == InquiryRecorded.__name__ for one in plan.store.stream(source))
    if searched:
        message = say(
            "“{label}” stays a source, for it is recorded what was looked for in it ({count})."
            " Withdraw it by itself if it is to go nevertheless.",
            label=label,
            count=searched,
        )
        raise RefusedError("source-in-use", message, source=source, inquiries=searched)
    others = [
        other
        for other in sorted(resting_on(plan.store, [source]))
        if any(event.content.on == source for _, event in standing_dependences(plan, other))
    ]
    if others:
        message = say(
            "“{label}” stays a source, for “{label2}” is said to depend on it. Take that back"
            " before you withdraw it.",
            label=label,
            label2=plan.names.label(others[0]),
        )
        raise RefusedError("source-in-use", message, source=source, sources=len(others))
