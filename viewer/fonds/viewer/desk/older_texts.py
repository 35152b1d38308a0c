# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the newest text of a source says where somebody just quoted an older one, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.events.catalogue.excerpt import AnchorState
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.sources.refound import Finding

_LONGEST = 160


def said_of_older(findings: Sequence[Finding]) -> str:
    """Say what passages of an older text are in the newest one: of one with its words there."""
    if len(findings) == 1:
        return _said(findings[0])
    names = {
        AnchorState.EXACT: translate("OlderTexts", "in the same place"),
        AnchorState.MOVED: translate("OlderTexts", "moved"),
        AnchorState.CHANGED: translate("OlderTexts", "changed"),
        AnchorState.AMBIGUOUS: translate("OlderTexts", "not certain"),
        AnchorState.LOST: translate("OlderTexts", "lost"),
        None: translate("OlderTexts", "not to be told, its text is gone"),
    }
    states = [one.state for one in findings]
    found = [f"{states.count(state)} {name}" for state, name in names.items() if state in states]
    said = translate("OlderTexts", "These passages are of an older text; in the newest: {states}.")
    return said.format(states=", ".join(found))


def _said(finding: Finding) -> str:
    now = " ".join((finding.now or "").split())
    now = now if len(now) <= _LONGEST else f"{now[: _LONGEST - 1]}…"
    said = {
        AnchorState.EXACT: translate(
            "OlderTexts", "Quoted from an older text; the newest has these words in the same place."
        ),
        AnchorState.MOVED: translate(
            "OlderTexts", "Quoted from an older text; the newest has these words elsewhere."
        ),
        AnchorState.CHANGED: translate(
            "OlderTexts", "Quoted from an older text; the newest says: “{now}”."
        ),
        AnchorState.AMBIGUOUS: translate(
            "OlderTexts",
            "Quoted from an older text; where it stands in the newest is not certain.",
        ),
        AnchorState.LOST: translate(
            "OlderTexts", "Quoted from an older text; it was not found in the newest."
        ),
        None: translate(
            "OlderTexts",
            "Quoted from an older text; the newest is gone, so what it says there cannot be told.",
        ),
    }
    return said[finding.state].format(now=now)
