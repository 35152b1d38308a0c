# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Many facts from one book: a sheet of them, and one passage read anew for all that rest on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.changed import tell_changed
from fonds.archive.cli.imports import opened, record_import, skip_repeated_option
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, Kind, archive_argument
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import flowing, wrap
from fonds.archive.commands.changes import CorrectFacts
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sheets import read_sheet
from fonds.events.values import CorrectionKind

if TYPE_CHECKING:
    from fonds.archive.cli.session import Session
    from fonds.archive.lookup.names import Names
    from fonds.archive.queries.answers import FactAnswer


@command(
    "sheet",
    example="""fonds fact sheet marlow.fonds salt-and-rope.tsv
    fonds fact sheet marlow.fonds - --dry-run < salt-and-rope.tsv""",
)
@archive_argument
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--match-labels/--new-subjects",
    default=True,
    help="A label means the subject of the archive that bears it (so unless said otherwise).",
)
@click.option("--define-properties", is_flag=True, help="Bring new properties into use.")
@skip_repeated_option
@click.option("--dry-run", is_flag=True, help="Check everything; record nothing.")
@click.pass_obj
def sheet(
    session: Session,
    path: Path,
    file: Path,
    match_labels: bool,
    define_properties: bool,
    skip_repeated: bool,
    dry_run: bool,
) -> None:
    r"""Record a sheet of facts typed from one book or many: all of it, or nothing.

    Tab-separated; the first line names the columns: subject, property, value, when, source, quote,
    locator, asserted_by, speaker_subject (who that is, by name or id), mark, work, q:NAME for a
    qualifier, and the other members of the interchange format. Subject, source, locator, passage
    and speaker stay until they change: an empty cell means what stood there last, "-" means
    nothing. A source may be its number; \t and \n in a quote stand for a tab and a line end.
    """
    with opened(file) as lines:
        name = "standard input" if str(file) == "-" else file.name
        rows = read_sheet(lines, name)
        given = ImportFacts(rows, name, match_labels, define_properties, skip_repeated, typed=True)
        record_import(session, path, given, dry_run=dry_run)


def _tell_resting(session: Session, facts: list[FactAnswer], names: Names) -> None:
    document = {
        "facts": [
            {
                "id": fact.id,
                "subject": fact.subject,
                "subject_label": names.label(fact.subject),
                "property": fact.property,
                "value": fact.value,
                "as_written": fact.as_written,
            }
            for fact in facts
        ]
    }
    lines: list[str] = []
    for fact in facts:
        said = f"{flowing(names.label(fact.subject))}: {fact.property}: {flowing(fact.display)}"
        lines += wrap(f"{fact.id}  {said}", session.width)
    lines.append(f"{counted(len(facts), 'fact')} {'rests' if len(facts) == 1 else 'rest'} on it.")
    session.answer(document, lines)


@command(
    "reread",
    example="""fonds fact reread marlow.fonds m4te
    fonds fact reread marlow.fonds m4te --was "Edmund Marlow, Sr." \\
    --is "Edmund Marlow" --reason "No suffix stands there.\"""",
)
@archive_argument
@click.argument("excerpt", metavar="EXCERPT", type=WORDS)
@click.option("--was", metavar="VALUE", type=WORDS, help="Only the facts that have this value.")
@click.option("--is", "becomes", metavar="VALUE", type=WORDS, help="The value they should have.")
@click.option(
    "--kind", type=Kind(CorrectionKind), default="misread", help="Misread, unless mistyped."
)
@click.option("--reason", metavar="TEXT", type=WORDS, help="Why; kept beside the change.")
@click.pass_obj
def reread(
    session: Session,
    path: Path,
    excerpt: str,
    was: str | None,
    becomes: str | None,
    kind: CorrectionKind,
    reason: str | None,
) -> None:
    """List every fact that rests on a passage; with --was and --is correct them as one action.

    EXCERPT is the passage's id, or its beginning; fonds show --ids names it.
    """
    if (was is None) != (becomes is None) or (becomes is not None and not reason):
        message = "To correct what rests on it say --was, --is and --reason"
        raise click.UsageError(message, click.get_current_context())
    if becomes is None:
        with session.reading(path) as archive:
            queries = archive.queries
            _tell_resting(session, queries.resting_on(excerpt), queries.names)
        return
    with session.writing(path) as archive:
        facts = tuple(
            fact.id for fact in archive.queries.resting_on(excerpt) if str(fact.value) == was
        )
        if not facts:
            message = f"No fact that rests on {excerpt} has the value “{was}”"
            raise click.UsageError(message, click.get_current_context())
        corrected = CorrectFacts(facts=facts, kind=kind, reason=reason or "", value=becomes)
        tell_changed(session, session.record(archive, corrected, "Recording"))
