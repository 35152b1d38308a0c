# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an erasure is asked for: an event, fact, excerpt, capture or subject, found by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.tables import ThingKind
from fonds.events.catalogue.source import CaptureAdded
from fonds.events.ids import is_id
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan

_KINDS = {
    ThingKind.FACT: "fact",
    ThingKind.EXCERPT: "excerpt",
    ThingKind.CAPTURE: "capture",
    ThingKind.SUBJECT: "subject",
}


def find_target(plan: Plan, name: str) -> tuple[str, str]:
    """Return what is to be erased: its kind, and its id; of an event, its position.

    Raises:
        RefusedError: nothing has that name, or several things do.
    """
    asked = name.strip()
    if asked.startswith("@") and asked[1:].isdigit():
        position = int(asked[1:])
        size = plan.store.size()
        if not 1 <= position <= size:
            message = say("{asked} is not in the log: it ends at @{size}.", asked=asked, size=size)
            raise RefusedError("unknown-event", message, asked=asked)
        return "event", str(position)
    if is_id(asked):
        kind = plan.names.kind_of(asked)
        if kind in _KINDS:
            return _KINDS[kind], asked
        found = plan.store.position_of(asked)
        if found is not None:
            return "event", str(found)
        if kind is ThingKind.SOURCE:
            return "capture", _only_capture(plan, asked)
    known = plan.names.known_subject(asked)
    if known is not None:
        return "subject", known
    try:
        found_kind, thing = plan.names.any_of(asked, tuple(_KINDS))
    except RefusedError as error:
        if not error.code.startswith("unknown"):
            raise
    else:
        return _KINDS[found_kind], thing
    sources = plan.names.sources_named(asked)
    if len(sources) == 1:
        return "capture", _only_capture(plan, sources[0])
    message = say(
        "There is no event, fact, excerpt, capture or subject “{name}” in this"
        " archive. Use fonds history, show --ids or source show to find its id.",
        name=name,
    )
    raise RefusedError("unknown-target", message, name=name)


def _only_capture(plan: Plan, source: str) -> str:
    captures = [
        recorded.event.content.capture
        for recorded in plan.store.stream(source)
        if isinstance(recorded.event, CaptureAdded)
    ]
    if len(captures) == 1:
        return captures[0]
    message = say(
        "That is a source; its captures are what can be erased: {captures}.",
        captures=", ".join(captures) or say("it has none here"),
    )
    raise RefusedError("not-erasable", message, source=source, captures=captures)
