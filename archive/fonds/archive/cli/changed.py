# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How commands on facts that exist answer: one fact alone, or many as one action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fonds.archive.archive import Outcome
    from fonds.archive.cli.session import Session
    from fonds.archive.commands.changes import ChangedFacts


def tell_changed(session: Session, outcome: Outcome[ChangedFacts]) -> None:
    """Print what was changed: each fact with the position of its event."""
    changed = outcome.answer
    document: dict[str, Any]
    if len(changed.facts) == 1:
        document = {
            "fact": changed.facts[0],
            "event": changed.events[0],
            "position": changed.positions[0],
            "action": outcome.action,
        }
    else:
        document = {
            "action": outcome.action,
            "facts": list(changed.facts),
            "events": list(changed.events),
            "positions": list(changed.positions),
        }
    lines = [
        f"{fact}  @{position}"
        for fact, position in zip(changed.facts, changed.positions, strict=True)
    ]
    session.answer(document, lines)
