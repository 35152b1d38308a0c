# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that imports facts from a JSON Lines file."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import archive_argument
from fonds.archive.cli.signing import sign_after
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import safe
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.interchange import lines_of
from fonds.archive.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fonds.archive.cli.session import Session


skip_repeated_option = click.option(
    "--skip-repeated",
    is_flag=True,
    help="Leave out what stands already, from the same passage.",
)
"""For commands that record many facts at once."""

_MOST_LISTED = 5


@command(
    "import",
    example="""fonds fact import marlow.fonds facts.jsonl
    fonds fact import marlow.fonds - --dry-run < facts.jsonl""",
)
@archive_argument
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--match-labels",
    is_flag=True,
    help="A label may mean a subject of the archive; with --dry-run, see first which would.",
)
@click.option(
    "--define-properties", is_flag=True, help="Bring properties into use that nobody has defined."
)
@skip_repeated_option
@click.option("--dry-run", is_flag=True, help="Check everything; record nothing.")
@click.pass_obj
def import_facts(
    session: Session,
    path: Path,
    file: Path,
    match_labels: bool,
    define_properties: bool,
    skip_repeated: bool,
    dry_run: bool,
) -> None:
    """Record the facts of a JSON Lines file: all of them, or none.

    Importing the same file again adds nothing. FILE may be - for standard input. The format is
    given by fonds schema fact-import. Afterwards the archive's head is signed (fonds checkpoint).
    """
    with opened(file) as lines:
        name = "standard input" if str(file) == "-" else file.name
        given = ImportFacts(
            lines, name, match_labels, define_properties, skip_repeated=skip_repeated
        )
        record_import(session, path, given, dry_run=dry_run)


def record_import(session: Session, path: Path, given: ImportFacts, *, dry_run: bool) -> None:
    """Carry an import out, sign the head after it, and say what it did."""
    with session.writing(path) as archive:
        outcome = session.record(archive, given, "Importing", dry_run=dry_run)
        answer = outcome.answer
        if outcome.action is not None and not dry_run:
            sign_after(session, archive)
    document: dict[str, object] = {
        "appended": answer.appended,
        "already_present": answer.already_present,
        "subjects_opened": answer.subjects_opened,
        "properties_defined": answer.properties_defined,
        "dry_run": dry_run,
        "joined": [{"label": label, "subject": subject} for label, subject in answer.joined],
        "namesakes": [{"label": label, "subject": one} for label, one in answer.namesakes],
        "repeated": [{"line": number, "fact": fact} for number, fact in answer.repeated],
    }
    parts = [
        f"{counted(answer.appended, 'fact')} {'would be ' if dry_run else ''}appended",
        f"{answer.already_present:,} already present" if answer.already_present else "",
        f"{counted(answer.subjects_opened, 'subject')} opened" if answer.subjects_opened else "",
        counted(answer.properties_defined, "property", "properties") + " defined"
        if answer.properties_defined
        else "",
    ]
    joins = [
        f"“{safe(label)}” {'would mean' if dry_run else 'means'} the subject {subject}"
        for label, subject in answer.joined
    ]
    warnings = [
        f"Line {number}: {said} It stands; if it was mistyped, fonds fact correct puts it right."
        for number, said in answer.doubts
    ]
    if answer.namesakes:
        warnings.append(_namesakes(answer.namesakes, dry_run=dry_run))
    if answer.repeated:
        warnings.append(_repeated(answer.repeated, given, dry_run=dry_run))
    if warnings:
        document["warnings"] = warnings
    session.answer(document, [*joins, ", ".join(filter(None, parts)) + "."])
    for said in warnings:
        session.note(said)


def _namesakes(found: Sequence[tuple[str, str]], *, dry_run: bool) -> str:
    """Say whom labels were not taken for: who meant them would have two of each from then on."""
    listed = _first_of([f"{safe(label)} ({subject})" for label, subject in found])
    told = (
        f"{counted(len(found), 'new subject')} {'would be' if dry_run else 'stand'} beside others"
        f" of the same name: {listed}."
    )
    if dry_run:
        return f"{told} With --match-labels the names would mean these."
    return f"{told} If they are one, fonds subject link says so."


def _repeated(lines: Sequence[tuple[int, str]], given: ImportFacts, *, dry_run: bool) -> str:
    listed = _first_of([f"line {number} ({fact})" for number, fact in lines])
    say = "says" if len(lines) == 1 else "say"
    told = f"{counted(len(lines), 'line')} {say} what stands already, from the same passage"
    if given.skip_repeated:
        return f"{told}; left out: {listed}."
    if dry_run:
        return f"{told}: {listed}. Leave out such lines with --skip-repeated."
    return (
        f"{told}: {listed}. It was recorded again; fonds fact retract takes one back, and"
        " --skip-repeated leaves such lines out."
    )


def _first_of(told: Sequence[str]) -> str:
    more = len(told) - _MOST_LISTED
    listed = ", ".join(told[:_MOST_LISTED])
    return f"{listed} and {more:,} more" if more > 0 else listed


@contextmanager
def opened(file: Path) -> Iterator[Iterator[bytes]]:
    """Open the file to import, or standard input, and give its lines.

    Raises:
        RefusedError: it is not there, or cannot be read.
    """
    if str(file) == "-":
        yield lines_of(sys.stdin.buffer, "standard input")
        return
    try:
        with file.open("rb") as stream:
            yield lines_of(stream, file.name)
    except FileNotFoundError as error:
        message = f"There is no file {file}. Check the name and the folder."
        code = "unknown-file"
        raise RefusedError(code, message, file=str(file)) from error
    except (IsADirectoryError, PermissionError, UnicodeError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"{file} cannot be read: {why}."
        code = "unreadable-file"
        raise RefusedError(code, message, file=str(file)) from error
