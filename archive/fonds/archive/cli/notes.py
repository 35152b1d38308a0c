# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that writes notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.commands.archive import WriteNote

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session


@command(
    "add",
    example='fonds note add marlow.fonds "Edda Marlow" "Ask for the pilots\' roll of 1962."',
)
@archive_argument
@click.argument("about", metavar="SUBJECT|FACT", type=WORDS)
@click.argument("text", metavar="TEXT", type=WORDS)
@click.pass_obj
def add(session: Session, path: Path, about: str, text: str) -> None:
    """Write a note about a subject or a fact; it stays in the history."""
    with session.writing(path) as archive:
        written = session.record(archive, WriteNote(about, text), "Recording").answer
    document = {"about": written.stream, "event": written.event, "position": written.position}
    session.answer(document, f"@{written.position}")
