# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How a conclusion on a conflict is said: on the sheet that weighs it and beside its values."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fonds.archive.queries.said import concluded_of, once_concluded
from fonds.viewer.desk.history_entries import day_said
from fonds.viewer.wording import translate, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.queries.answers import ResolutionAnswer, ScopeAnswer


def settled_by(scope: ScopeAnswer) -> str:
    """Say who settled the conflict of these values, how and why; nothing where nobody did.

    Where they conflict no longer, what was concluded while they did.
    """
    names = {fact.id: worded(fact.display) for value in scope.values for fact in value.facts}
    said = [concluded(one, names) for one in concluded_of(scope)]
    if (once := once_concluded(scope)) is not None:
        told = concluded(once, names)
        return translate("Conclusions", "No longer in conflict: {conclusion}").format(
            conclusion=told
        )
    if not said:
        return ""
    return translate("Conclusions", "Resolved: {conclusion}").format(conclusion=" · ".join(said))


def concluded(one: ResolutionAnswer, names: Mapping[str, str]) -> str:
    """Say who concluded what of a conflict, when and why; ``names`` are the values, by fact."""
    outcomes = {
        "preferred": translate("ConflictSheets", "preferred {value}"),
        "both stand": translate("ConflictSheets", "let both stand"),
        "different scope": translate("ConflictSheets", "told them apart"),
        "unresolved": translate("ConflictSheets", "opened it again"),
    }
    value = names.get(one.preferred or "", "")
    outcome = outcomes[one.outcome.value].format(value=value).strip()
    moment = datetime.fromisoformat(one.recorded_at).astimezone()
    words = translate("ConflictSheets", "{agent} {outcome}, {day}: “{reason}”")
    return words.format(
        agent=one.agent, outcome=outcome, day=day_said(moment), reason=one.reason or "…"
    )
