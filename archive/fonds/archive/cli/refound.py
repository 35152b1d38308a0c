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

    from fonds.archive.sources.refound import Finding

_LONGEST_SHOWN = 120
_MOST_SHOWN = 5
_MOST_TOLD = 20


def as_json(finding: Finding) -> dict[str, object]:
    """Make a machine's answer of what became of one passage."""
    return {
        "excerpt": finding.excerpt,
        "facts": list(finding.facts),
        "state": finding.state.value,
        "was": finding.was,
        "now": finding.now,
    }


def quoted_from_older(findings: Sequence[Finding], width: int) -> list[str]:
    """Say of passages that were taken from an older text what they are in the newest one."""
    counts = Counter(one.state for one in findings)
    states = ", ".join(f"{counts[state]:,} {state.value}" for state in AnchorState if counts[state])
    passages = counted(len(findings), "passage")
    lines = wrap(f"{passages} from an older capture; in the newest one: {states}.", width)
    told = [one for one in findings if one.state not in {AnchorState.EXACT, AnchorState.MOVED}]
    for finding in told[:_MOST_TOLD]:
        lines += wrap(said_of(finding), width, first="  ", rest="    ")
    if len(told) > _MOST_TOLD:
        lines.append(f"  and {len(told) - _MOST_TOLD:,} more; fonds todo lists them.")
    return lines


def said_of(finding: Finding) -> str:
    """Say what became of a passage, with its words before and now."""
    resting = counted(len(finding.facts), "fact")
    was, now = flowing(finding.was), flowing(finding.now or "")
    if finding.now is None:
        shown = was if len(was) <= _LONGEST_SHOWN else f"{was[: _LONGEST_SHOWN - 1]}…"
        return f"{finding.state.value}  “{shown}”  ({resting})"
    if max(len(was), len(now)) <= _LONGEST_SHOWN:
        return f"{finding.state.value}  “{was}” became “{now}”  ({resting})"
    parts = [
        f"“{ours or '–'}” became “{theirs or '–'}”" for ours, theirs in changed_words(was, now)
    ]
    more = f" and {len(parts) - _MOST_SHOWN} more" if len(parts) > _MOST_SHOWN else ""
    began = f"“{was[: _LONGEST_SHOWN // 2]}…”"
    return f"{finding.state.value}  {began}: {', '.join(parts[:_MOST_SHOWN])}{more}  ({resting})"
