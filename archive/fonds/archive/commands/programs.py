# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Programs as agents: who proposed a fact before a person took it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.tables import LIVE
from fonds.events.catalogue.archive import AgentContent, AgentIntroduced, AgentKind

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan


def program_agent(plan: Plan, named: str) -> str:
    """Return the agent of a program, introducing it on first sight.

    ``named`` is its name and, after the last space, its version where that begins with a digit.
    """
    name, _, version = named.rpartition(" ")
    if not name or not version[:1].isdigit():
        name, version = named, ""
    row = plan.store.connection.execute(
        f"SELECT t.id FROM {LIVE.view('agent')} a JOIN {LIVE.view('thing')} t ON t.key = a.key"  # noqa: S608 - a table's name
        " WHERE a.kind = ? AND a.name = ? AND a.version IS ? ORDER BY a.key LIMIT 1",
        (AgentKind.PROGRAM.value, name, version or None),
    ).fetchone()
    if row is not None:
        return str(row[0])
    content = AgentContent(kind=AgentKind.PROGRAM, name=name, version=version or None)
    agent = plan.add(AgentIntroduced(content=content))
    plan.flush()
    return agent
