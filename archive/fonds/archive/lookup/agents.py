# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Looking up who records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.tables import LIVE

if TYPE_CHECKING:
    from fonds.archive.connection import Connection
    from fonds.events.catalogue.archive import AgentKind


def agent_known_as(
    connection: Connection, kind: AgentKind, name: str, version: str | None
) -> str | None:
    """Return the id under which an agent was first introduced here; None where it never was."""
    row = connection.execute(
        f"SELECT t.id FROM {LIVE.view('agent')} a JOIN {LIVE.view('thing')} t ON t.key = a.key"
        " WHERE a.kind = ? AND a.name = ? AND a.version IS ? ORDER BY a.key LIMIT 1",
        (kind.value, name, version),
    ).fetchone()
    return None if row is None else str(row[0])
