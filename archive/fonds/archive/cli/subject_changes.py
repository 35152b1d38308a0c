# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands that describe a subject anew, withdraw it, split it; and list who may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, Kind, archive_argument, reason_option
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import flowing, safe, wrap
from fonds.archive.commands.identity import DescribeSubject, SplitSubject, WithdrawSubject
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.commands.plan import Appended


def _tell(session: Session, made: Appended) -> None:
    document = {"subject": made.stream, "event": made.event, "position": made.position}
    session.answer(document, f"{made.stream}  @{made.position}")


@command(
    "describe",
    example="""fonds subject describe marlow.fonds "Edda Marlow" --label "Edda Ines Marlow" \\
    --also "E. I. Marlow" --reason "As her birth certificate has it.\"""",
)
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@click.option("--label", metavar="LABEL", type=WORDS, help="What it is called from now on.")
@click.option("--kind", type=Kind(SubjectKind), help="What it is.")
@click.option("--language", metavar="TAG", type=WORDS, help="The label's language (BCP 47).")
@click.option(
    "--also", "names", metavar="NAME", type=WORDS, multiple=True, help="Another name of it."
)
@click.option("--drop", metavar="NAME", type=WORDS, multiple=True, help="A name it does not bear.")
@reason_option
@click.pass_obj
def describe(
    session: Session,
    path: Path,
    subject: str,
    label: str | None,
    kind: SubjectKind | None,
    language: str | None,
    names: tuple[str, ...],
    drop: tuple[str, ...],
    reason: str,
) -> None:
    """Say anew what a subject is called and what it is. A label that goes stays as another name."""
    describing = DescribeSubject(subject, reason, label, kind, language, names, drop)
    with session.writing(path) as archive:
        made = session.record(archive, describing, "Recording").answer
    _tell(session, made)


@command(
    "withdraw", example='fonds subject withdraw marlow.fonds 3kq7 --reason "Opened by mistake."'
)
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@reason_option
@click.pass_obj
def withdraw(session: Session, path: Path, subject: str, reason: str) -> None:
    """Say that a subject is no longer used. One that facts are about, or name, is refused."""
    with session.writing(path) as archive:
        made = session.record(archive, WithdrawSubject(subject, reason), "Recording").answer
    _tell(session, made)


@command(
    "split",
    example="""fonds subject split marlow.fonds "Edda Marlow" --new "Edda Marlow (the aunt)" \\
    --source the-quay-profile.txt --reason "The profile speaks of her aunt."
    fonds subject split marlow.fonds "Edda Marlow" 3kq7 x2ab --to "Ines Marlow" \\
    --reason "The words are about her mother.\"""",
)
@archive_argument
@click.argument("subject", metavar="SUBJECT", type=WORDS)
@click.argument("facts", metavar="[FACT]…", type=WORDS, nargs=-1)
@click.option(
    "--source",
    "sources",
    metavar="SOURCE",
    type=WORDS,
    multiple=True,
    help="All facts that cite it; may be given again.",
)
@click.option("--to", metavar="SUBJECT", type=WORDS, help="To whom they go.")
@click.option("--new", metavar="LABEL", type=WORDS, help="To a new subject of this name.")
@reason_option
@click.pass_obj
def split(
    session: Session,
    path: Path,
    subject: str,
    facts: tuple[str, ...],
    sources: tuple[str, ...],
    to: str | None,
    new: str | None,
    reason: str,
) -> None:
    """Part two who were taken for one: move facts to a namesake, in one action.

    Each fact keeps its id, its words and its history. The two are said not to be the same.
    """
    with session.writing(path) as archive:
        named = tuple(numbered_source(archive.queries, source) for source in sources)
        outcome = session.record(
            archive, SplitSubject(subject, reason, facts, named, to, new), "Recording"
        )
    made = outcome.answer
    document = {
        "action": outcome.action,
        "subject": made.subject,
        "opened": made.opened,
        "facts": list(made.facts),
        "slots": list(made.slots),
    }
    said = f"{counted(len(made.facts), 'fact')} moved to {made.subject}, in the action"
    session.answer(document, f"{said} {outcome.action}.")


@command("candidates", example="fonds subject candidates marlow.fonds")
@archive_argument
@click.argument("subject", metavar="[SUBJECT]", type=WORDS, required=False)
@living_option
@click.pass_obj
def candidates(session: Session, path: Path, subject: str | None) -> None:
    """List who may be one by their names, and whom nobody has judged.

    A name alone never makes two people one: nothing is concluded. Conclude with fonds subject link.
    """
    with session.reading(path) as archive:
        found = archive.queries.candidates(subject)
        named = (thing for one in found for thing in (one.first, one.second))
        called = archive.queries.names_apart(named)
    document = {
        "candidates": [
            {
                "subjects": [one.first, one.second],
                "labels": [one.first_label, one.second_label],
                "reason": one.reason,
            }
            for one in found
        ]
    }
    lines = []
    for one in found:
        first = safe(called.get(one.first, one.first_label))
        second = safe(called.get(one.second, one.second_label))
        said = f"{one.first}  {first}  |  {one.second}  {second}"
        lines += wrap(said, session.width, rest="  ")
        lines += wrap(flowing(one.reason), session.width, first="  ", rest="  ")
    session.answer(document, lines or "No two subjects have names that may be one.")
