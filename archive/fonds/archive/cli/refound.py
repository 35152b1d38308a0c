# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What became of passages in a newer text, as lines and for machines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import flowing, wrap
from fonds.archive.sources.likeness import changed_words
from fonds.events.catalogue.excerpt import AnchorState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.cli.session import Session
    from fonds.archive.commands.still_read import StillRead
    from fonds.archive.queries.source_answers import AnchorStates
    from fonds.archive.sources.refound import Finding

_LONGEST_SHOWN = 120
_MOST_SHOWN = 5
_MOST_TOLD = 20
_MOST_UNCLEAR = 20


def as_json(finding: Finding) -> dict[str, object]:
    """Make a machine's answer of what became of one passage."""
    return {
        "excerpt": finding.excerpt,
        "facts": list(finding.facts),
        "state": finding.state.value if finding.state is not None else "gone",
        "was": finding.was,
        "now": finding.now,
    }


def quoted_from_older(findings: Sequence[Finding], width: int) -> list[str]:
    """Say of passages that were taken from an older text what they are in the newest one."""
    counts = Counter(one.state for one in findings)
    states = ", ".join(f"{counts[state]:,} {state.value}" for state in AnchorState if counts[state])
    gone = f"{counts[None]:,} not to be told, for its text is gone" if counts[None] else ""
    states = ", ".join(filter(None, (states, gone)))
    passages = counted(len(findings), "passage")
    lines = wrap(f"{passages} from an older capture; in the newest one: {states}.", width)
    told = [
        one for one in findings if one.state not in {None, AnchorState.EXACT, AnchorState.MOVED}
    ]
    for finding in told[:_MOST_TOLD]:
        lines += wrap(said_of(finding), width, first="  ", rest="    ")
    if len(told) > _MOST_TOLD:
        lines.append(f"  and {len(told) - _MOST_TOLD:,} more; fonds todo lists them.")
    return lines


def said_of(finding: Finding) -> str:
    """Say what became of a passage, with its words before and now."""
    resting = counted(len(finding.facts), "fact")
    state = finding.state.value if finding.state is not None else "gone"
    was, now = flowing(finding.was), flowing(finding.now or "")
    if finding.now is None:
        shown = was if len(was) <= _LONGEST_SHOWN else f"{was[: _LONGEST_SHOWN - 1]}…"
        return f"{state}  “{shown}”  ({resting})"
    if max(len(was), len(now)) <= _LONGEST_SHOWN:
        return f"{state}  “{was}” became “{now}”  ({resting})"
    parts = [
        f"“{ours or '–'}” became “{theirs or '–'}”" for ours, theirs in changed_words(was, now)
    ]
    more = f" and {len(parts) - _MOST_SHOWN} more" if len(parts) > _MOST_SHOWN else ""
    began = f"“{was[: _LONGEST_SHOWN // 2]}…”"
    return f"{state}  {began}: {', '.join(parts[:_MOST_SHOWN])}{more}  ({resting})"


def anchor_lines(anchors: Sequence[AnchorStates], session: Session) -> list[str]:
    """What became of passages in newer texts, the last one first, with those not found."""
    lines: list[str] = []
    for place, one in enumerate(anchors):
        lines += wrap(f"{one.rendition}  {_states(one)}", session.width, first="  ", rest="    ")
        for unclear in one.unclear[:_MOST_UNCLEAR] if place == 0 else ():
            said = f"{unclear.state}  {unclear.excerpt}  ({counted(len(unclear.facts), 'fact')})"
            lines += wrap(said, session.width, first="    ", rest="      ")
        if place == 0 and len(one.unclear) > _MOST_UNCLEAR:
            lines.append(f"    … and {len(one.unclear) - _MOST_UNCLEAR:,} more; see fonds todo")
    return ["", session.ink.strong("PASSAGES FOUND AGAIN"), *lines] if lines else []


def _states(found: AnchorStates) -> str:
    """Count passages by what became of them, apart those of which a person decided it."""
    decided = Counter(one.state for one in found.decided)
    said = []
    for state, number in found.counts:
        name = "absent" if state == AnchorState.LOST else state
        for many, words in (
            (number - decided[state], state),
            (decided[state], f"{name} (decided)"),
        ):
            said += [f"{many:,} {words}"] if many else []
    return ", ".join(said)


def still_read_lines(read: StillRead) -> list[str]:
    """Say what was read of the texts before and counts as read in a newer one."""
    lines = []
    if read.characters:
        said = counted(read.characters, "character")
        lines.append(f"{said} of it, read before, still count as read.")
    if read.left:
        lines.append("What was read before and does not stand in it as it stood is left unread.")
    return lines
