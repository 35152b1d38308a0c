# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on the citations of a fact: cite, uncite."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.changed import tell_changed
from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import (
    WORDS,
    Kind,
    archive_argument,
    passage_options,
    read_passage,
    reason_option,
)
from fonds.archive.commands.changes import CiteFact, UnciteFact
from fonds.events.values import Stance

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session


@command(
    "cite",
    example="""fonds fact cite marlow.fonds 3kq7 --source the-quay-profile.txt \\
    --quote "He carried my leaflets in the pilot boat" --asserted-by "Edda Marlow\"""",
)
@archive_argument
@click.argument("fact", metavar="FACT", type=WORDS)
@passage_options
@click.option(
    "--stance", type=Kind(Stance), default="supports", help="For the fact, or against it."
)
@click.option(
    "--supports",
    metavar="PART",
    type=WORDS,
    multiple=True,
    help="Only this part of the fact: value, when, qualifier:NAME.",
)
@click.option("--reason", "--note", "note", metavar="TEXT", type=WORDS, help="Why it bears on it.")
@click.pass_obj
def cite(
    session: Session,
    /,
    path: Path,
    fact: str,
    stance: Stance,
    supports: tuple[str, ...],
    note: str | None,
    **passage: Any,
) -> None:
    """Add a passage that bears on a fact: it supports or contradicts it, or a part of it."""
    given = read_passage(**passage)
    with session.writing(path) as archive:
        given = replace(given, source=numbered_source(archive.queries, given.source))
        cited = CiteFact(fact, given, stance, supports, note)
        tell_changed(session, session.record(archive, cited, "Recording"))


@command(
    "uncite",
    example='fonds fact uncite marlow.fonds 3kq7 m4te --reason "It speaks of her sister."',
)
@archive_argument
@click.argument("fact", metavar="FACT", type=WORDS)
@click.argument("cited", metavar="EXCERPT", type=WORDS)
@reason_option
@click.pass_obj
def uncite(session: Session, path: Path, fact: str, cited: str, reason: str) -> None:
    """Take one citation of a fact back. The last one stays: a fact without a source is none.

    EXCERPT is the passage's id, or its beginning; fonds show --ids names it.
    """
    with session.writing(path) as archive:
        taken = UnciteFact(fact, cited, reason)
        tell_changed(session, session.record(archive, taken, "Recording"))
