# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The commands on the archive's policy: what exports hide unless they are told otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, Kind, archive_argument
from fonds.archive.cli.terminal import wrap
from fonds.archive.commands.archive import SetPolicy
from fonds.events.catalogue.archive import Visibility

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.events.catalogue.archive import PolicyContent


@command("show", example="fonds policy show marlow.fonds")
@archive_argument
@click.pass_obj
def show(session: Session, path: Path) -> None:
    """Show what exports of an archive hide unless they are told otherwise."""
    with session.reading(path) as archive:
        _tell(session, archive.queries.policy())


@command(
    "set",
    example='fonds policy set marlow.fonds --living hidden --reason "We publish on the web."',
)
@archive_argument
@click.option(
    "--living", type=Kind(Visibility), help="Whether exports show people not known to be dead."
)
@click.option(
    "--presumed-dead-after",
    "years",
    metavar="YEARS",
    type=click.INT,
    help="After how many years from a birth somebody is taken to be dead; 110 unless set.",
)
@click.option("--reason", metavar="TEXT", type=WORDS, help="Why, for those who ask later.")
@click.pass_obj
def set_policy(
    session: Session, path: Path, living: Visibility | None, years: int | None, reason: str | None
) -> None:
    """Decide what exports of an archive hide unless they are told otherwise.

    Somebody is known to be dead where a fact says so, or where they were born long enough ago. An
    export hides everybody else where --living hidden is set here, and shows them with --living
    shown. Records are shown in full to you, unless you ask with --living hidden.
    """
    with session.writing(path) as archive:
        session.record(archive, SetPolicy(living, years, reason), "Recording")
        _tell(session, archive.queries.policy())


def _tell(session: Session, policy: PolicyContent) -> None:
    years = policy.presumed_dead_after
    if policy.living is Visibility.HIDDEN:
        told = f"Exports hide people not known to be dead, or born within the last {years} years."
    else:
        told = "Exports hide nothing."
    session.answer(
        {"living": policy.living.value, "presumed_dead_after": years},
        wrap(told, session.width),
    )
