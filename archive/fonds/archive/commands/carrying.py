# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a person decided of passages in one text, carried over to the next where it is as certain.

Only where the words decided on stand in the next text as they stood, by the same rules by which any
passage is found again; or where they were said to be absent and are not there now either. Whatever
else became of a passage waits for a person once more.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from fonds.archive.lookup.carried import absent_still, standing_still
from fonds.archive.sources.passages import Place
from fonds.archive.sources.refinding import find_again
from fonds.archive.sources.refound import Refound
from fonds.events.catalogue.excerpt import AnchorState, ExcerptRelocated
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.commands.plan import Plan
    from fonds.archive.lookup.anchors import Anchor
    from fonds.archive.lookup.texts import RenditionRow

FOUND = frozenset({AnchorState.EXACT, AnchorState.MOVED})
"""The states of a passage that stands somewhere word for word."""


@fixed
class Carried:
    """A decision that holds in the next text too: the passage's place there, and its reason."""

    excerpt: str
    refound: Refound
    reason: str


@fixed
class _Decision:
    """What a person decided last of a passage in a text, and the position of that event."""

    anchor: Anchor
    was: str
    event: ExcerptRelocated
    position: int


def carried_over(
    plan: Plan,
    source: str,
    newest: RenditionRow,
    text: str,
    found: Sequence[tuple[Anchor, Refound]],
) -> list[Carried]:
    """Return what was decided in the text before ``newest`` and holds of the passages found."""
    earlier = [row for row in plan.texts.renditions(source) if row.id != newest.id]
    decisions: list[_Decision] = []
    lost: list[Carried] = []
    for anchor, one in found:
        if one.state in FOUND:
            continue
        decision = _decision(plan, anchor, one.was, [row.id for row in earlier])
        if decision is None:
            continue
        if decision.event.content.state is not AnchorState.LOST:
            decisions.append(decision)
        elif one.state is AnchorState.LOST:
            reason = str(absent_still(decision.position))
            lost.append(Carried(anchor.excerpt, Refound(AnchorState.LOST, one.was), reason))
    return lost + _standing(plan, earlier, text, decisions)


def _standing(
    plan: Plan, earlier: Sequence[RenditionRow], text: str, decisions: Sequence[_Decision]
) -> list[Carried]:
    """Look for the words decided on, each among those of the text it was decided in."""
    carried: list[Carried] = []
    rows = {row.id: row for row in earlier}

    def in_text(one: _Decision) -> str:
        return one.event.content.rendition

    for rendition, group in groupby(sorted(decisions, key=in_text), key=in_text):
        there = list(group)
        old = plan.texts.text(rows[rendition])
        if old is None:
            continue
        spans = [one.event.content.span for one in there]
        places = [Place(span.start, span.end) for span in spans if span is not None]
        for one, again in zip(there, find_again(old, text, places), strict=True):
            if again.state in FOUND:
                state = one.event.content.state
                state = AnchorState.MOVED if state in FOUND else state
                refound = Refound(state, one.was, again.start, again.end, again.now)
                reason = str(standing_still(one.position))
                carried.append(Carried(one.anchor.excerpt, refound, reason))
    return carried


def _decision(plan: Plan, anchor: Anchor, was: str, earlier: Sequence[str]) -> _Decision | None:
    """Return what a person decided in the last text a passage was looked for in, None if nothing.

    One taken back is none: what was found stands after it.
    """
    last: dict[str, _Decision | None] = {}
    for recorded in plan.store.stream(anchor.excerpt):
        event = recorded.event
        if isinstance(event, ExcerptRelocated):
            decided = "reason" in recorded.header.parts
            one = _Decision(anchor, was, event, recorded.position) if decided else None
            if one is None or event.content.span or event.content.state is AnchorState.LOST:
                last[event.content.rendition] = one
    return next((last[row] for row in earlier if row in last), None)
