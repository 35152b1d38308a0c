# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The commands on the archive's policy: what exports hide unless they are told otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, Kind, archive_argument
from fonds.archive.cli.policies import CANNOT_FIND
from fonds.archive.cli.terminal import safe, wrap
from fonds.archive.commands.archive import SetPolicy
from fonds.events.catalogue.archive import Visibility

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.queries import Queries


@command("show", example="fonds policy show marlow.fonds")
@archive_argument
@click.pass_obj
def show(session: Session, path: Path) -> None:
    """Show what exports of an archive hide unless they are told otherwise."""
    with session.reading(path) as archive:
        _tell(session, archive.queries)


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
    help="How many years after their birth people are taken to be dead, though nothing says that"
    " they died; 110 unless set.",
)
@click.option("--notes", type=Kind(Visibility), help="Whether exports show notes.")
@click.option(
    "--quotations", type=Kind(Visibility), help="Whether exports show the words of sources."
)
@click.option(
    "--hide-source",
    "hide_sources",
    metavar="SOURCE",
    type=WORDS,
    multiple=True,
    help="Hide a source, and facts that rest on nothing else; may be given again.",
)
@click.option(
    "--hide-subject",
    "hide_subjects",
    metavar="SUBJECT",
    type=WORDS,
    multiple=True,
    help="Hide a subject, and all that names it; may be given again.",
)
@click.option(
    "--show-source",
    "show_sources",
    metavar="SOURCE",
    type=WORDS,
    multiple=True,
    help="Hide a source no longer.",
)
@click.option(
    "--show-subject",
    "show_subjects",
    metavar="SUBJECT",
    type=WORDS,
    multiple=True,
    help="Hide a subject no longer.",
)
@click.option("--reason", metavar="TEXT", type=WORDS, help="Why, for those who ask later.")
@click.pass_obj
def set_policy(
    session: Session,
    /,
    path: Path,
    living: Visibility | None,
    years: int | None,
    reason: str | None,
    hide_sources: tuple[str, ...],
    show_sources: tuple[str, ...],
    **chosen: Any,
) -> None:
    """Decide what exports of an archive hide unless they are told otherwise.

    Somebody is known to be dead where a fact says so, or where they were born long enough ago. An
    export hides everybody else where --living hidden is set here, and shows them with --living
    shown. Notes, the words of sources, single sources and single subjects can be hidden too; an
    export shows them with --show. Records are shown in full to you, unless you ask with --living
    hidden or --hide.
    """
    with session.writing(path) as archive:
        command = SetPolicy(
            living,
            years,
            reason,
            hide_sources=_sources(archive.queries, hide_sources),
            show_sources=_sources(archive.queries, show_sources),
            **chosen,
        )
        session.record(archive, command, "Recording")
        _tell(session, archive.queries)


def _sources(queries: Queries, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(numbered_source(queries, name) for name in names)


_LEAST_YEARS = 90
"""Years after a birth before which somebody may well be living."""

_NOTHING_SAYS = "nothing says that they died, or that they were born"


def _tell(session: Session, queries: Queries) -> None:
    policy = queries.policy()
    years, names = policy.presumed_dead_after, queries.names
    hidden = [
        told
        for told, hides in (
            (
                f"people not known to be dead ({_NOTHING_SAYS} more than {years} years ago)",
                policy.living is Visibility.HIDDEN,
            ),
            ("notes", policy.notes is Visibility.HIDDEN),
            ("the words of sources", policy.quotations is Visibility.HIDDEN),
        )
        if hides
    ]
    hidden += [f"the source “{safe(names.label(source))}”" for source in policy.sources]
    hidden += [f"“{safe(names.label(subject))}”" for subject in policy.subjects]
    told = f"Exports hide {'; '.join(hidden) or 'nothing'}."
    cautions = []
    if years < _LEAST_YEARS:
        cautions.append(
            f"Whoever was born more than {years} years ago is taken to be dead, though many of them"
            f" live; give --presumed-dead-after {_LEAST_YEARS} or more, unless everybody here is"
            " known to be dead."
        )
    if policy.living is Visibility.HIDDEN or policy.subjects:
        cautions.append(CANNOT_FIND)
    session.answer(
        {
            "living": policy.living.value,
            "presumed_dead_after": years,
            "notes": policy.notes.value,
            "quotations": policy.quotations.value,
            "sources": list(policy.sources),
            "subjects": list(policy.subjects),
        },
        wrap(told, session.width),
    )
    for caution in cautions:
        session.note(caution)
