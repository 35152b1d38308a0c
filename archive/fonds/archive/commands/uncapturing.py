# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Taking a capture back that was of something else: the text before it is the newest again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.commands.examining import prose
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.anchors import anchors_of
from fonds.events.catalogue.captures import CaptureWithdrawal, CaptureWithdrawn
from fonds.events.catalogue.source import (
    CaptureAdded,
    CitedWorkNoted,
    CitedWorkTraced,
    RenditionAdded,
    SourceDescribed,
    SourceRegistered,
)
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.commands.plan import Plan


@dataclass(frozen=True, slots=True)
class TookBack:
    """What was taken back: the capture, and which one counts again (None: it is held no more)."""

    source: str
    capture: str
    counts_again: str | None


@dataclass(frozen=True, slots=True)
class WithdrawCapture:
    """Take back the last capture of a source, or the one named: it was of something else.

    Its bytes and text stay and can be read by their ids; the source's newest text is that of the
    capture before it, and every passage stands in it as it did.
    """

    source: str
    reason: str | None = None
    capture: str | None = None

    def plan(self, plan: Plan) -> TookBack:
        """Plan `CaptureWithdrawn`.

        Raises:
            RefusedError: no such source; no capture that could be taken back; or passages were
                taken from its text.
        """
        source = plan.names.source(self.source)
        captures = plan.texts.captures(source)
        capture = self.capture or (captures[-1] if captures else "")
        if capture not in captures:
            message = say(
                "“{label}” has no such capture; there is nothing to take back.",
                label=plan.names.label(source),
            )
            raise RefusedError("no-capture", message, source=source)
        events = [recorded.event for recorded in plan.store.stream(source)]
        others = [one for one in captures if one != capture]
        if not others and not _was_unheld(events, capture):
            message = say(
                "It is the only capture of “{label}”. Withdraw the source with fonds source"
                " withdraw instead.",
                label=plan.names.label(source),
            )
            raise RefusedError("only-capture", message, source=source)
        renditions = {
            event.content.rendition
            for event in events
            if isinstance(event, RenditionAdded) and event.content.capture == capture
        }
        taken = sum(one.rendition in renditions for one in anchors_of(plan.store, source))
        if taken:
            message = say(
                "Passages ({count}) were taken from the text of this capture, so it is in use and"
                " stays. Capture the right file with fonds source recapture instead.",
                count=taken,
            )
            raise RefusedError("capture-in-use", message, source=source, passages=taken)
        works = tuple(
            event.content.cited_work
            for event in events
            if isinstance(event, CitedWorkNoted)
            and event.content.rendition in renditions
            and not _is_used(plan, event.content.cited_work, events)
        )
        plan.add(
            CaptureWithdrawn(
                content=CaptureWithdrawal(capture=capture, cited_works=works),
                reason=prose(self.reason),
            ),
            source,
        )
        if not others:
            described = [
                one for one in events if isinstance(one, SourceRegistered | SourceDescribed)
            ][-1]
            content = described.content.model_copy(update={"held": False})
            plan.add(SourceDescribed(content=content, origin=described.origin), source)
        plan.flush()
        return TookBack(source, capture, others[-1] if others else None)


def _was_unheld(events: Sequence[object], capture: str) -> bool:
    """Tell whether a work was known, and not held, when a capture of it was added."""
    held = True
    for event in events:
        if isinstance(event, SourceRegistered | SourceDescribed):
            before, held = held, event.content.held
            if held and not before:
                # It came to be held by the capture that is recorded beside this.
                return True
        elif isinstance(event, CaptureAdded) and event.content.capture == capture:
            return not held
    return False


def _is_used(plan: Plan, cited: str, events: Sequence[object]) -> bool:
    """Tell whether a person traced a cited work, or a fact rests on it."""
    traced = (
        isinstance(one, CitedWorkTraced) and one.content.cited_work == cited for one in events
    )
    return any(traced) or plan.texts.passed_on(cited)
