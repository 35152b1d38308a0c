# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that keeps the name one records under."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli import preferences
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS
from fonds.archive.cli.terminal import safe

if TYPE_CHECKING:
    from fonds.archive.cli.session import Session


@command("agent", example='fonds agent "Kemi Oduya"')
@click.argument("name", metavar="[NAME]", type=WORDS, required=False)
@click.option("--forget", is_flag=True, help="Forget the name.")
@click.pass_obj
def agent(session: Session, name: str | None, forget: bool) -> None:
    """Say under which name you record on this machine; without NAME show it.

    --agent and the variable FONDS_AGENT come before it. What is recorded bears the name for good.
    """
    if forget and name is not None:
        message = "Give a name or --forget, not both"
        raise click.UsageError(message, click.get_current_context())
    if forget:
        preferences.write("agent", None)
    elif name is not None:
        if not name.strip():
            message = "A name needs letters; use --forget to have none"
            raise click.UsageError(message, click.get_current_context())
        preferences.write("agent", name.strip())
    used = preferences.agent(session.agent)
    session.answer({"agent": used}, safe(used))
