# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that captures a source again and says what became of its passages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.passwords import password_option, with_password
from fonds.archive.cli.refound import as_json, said_of, still_read_lines
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import wrap
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.uncapturing import WithdrawCapture
from fonds.archive.sources.likeness import hardly_alike

if TYPE_CHECKING:
    from fonds.archive.cli.session import Session
    from fonds.archive.commands.recapture import Recaptured


@command(
    "recapture",
    example="""fonds source recapture marlow.fonds ellery-wiki-marlow.txt ellery-wiki-2026.txt \\
    --retrieved-at 2026-11-20
    fonds source recapture marlow.fonds ellery-wiki-marlow.txt --undo --reason "Another page." """,
)
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.argument("files", metavar="[FILE]…", type=click.Path(path_type=Path), nargs=-1)
@click.option("--retrieved-at", metavar="EDTF", type=WORDS, help="When the file was obtained.")
@click.option("--url", metavar="URL", type=WORDS, help="Where it was found this time.")
@click.option("--encoding", metavar="NAME", type=WORDS, help="The file's encoding, if not UTF-8.")
@password_option
@click.option(
    "--despite-erasure",
    is_flag=True,
    help="Take it in though words of the source were erased, which it may say again.",
)
@click.option("--undo", is_flag=True, help="Take the last capture back: it was of something else.")
@click.option("--reason", metavar="TEXT", type=WORDS, help="Why it is taken back.")
@click.pass_obj
def recapture(
    session: Session,
    path: Path,
    source: str,
    files: tuple[Path, ...],
    retrieved_at: str | None,
    url: str | None,
    encoding: str | None,
    password_file: Path | None,
    despite_erasure: bool,
    undo: bool,
    reason: str | None,
) -> None:
    """Add a newer capture of a source, and find every passage again or say that it is not there.

    Exact: the same words at the same place. Moved: the same words elsewhere. Changed: the same
    passage in other words, for you to look at. Ambiguous: the same words stand there, once or more,
    and nothing tells whether they are the passage. Lost: none of these. Facts stay on the capture
    they cite. A wrong file is taken back with --undo: the text before it is the newest again, and
    every passage stands as it did.
    """
    if undo == bool(files):
        message = "Name the file of the newer capture, or --undo alone to take the last one back"
        raise click.UsageError(message, click.get_current_context())
    if undo:
        _take_back(session, path, source, reason)
        return
    if reason is not None:
        message = "--reason belongs to --undo"
        raise click.UsageError(message, click.get_current_context())
    with session.writing(path) as archive:
        wanted = Recapture(
            numbered_source(archive.queries, source),
            files,
            retrieved_at,
            url,
            encoding,
            despite_erasure=despite_erasure,
        )
        made = with_password(
            session,
            password_file,
            lambda password: (
                session.record(archive, replace(wanted, password=password), "Taking in").answer
            ),
        )
    document = {
        "source": made.source,
        "capture": made.capture,
        "rendition": made.rendition,
        "passages": {state.value: number for state, number in made.passages.items()},
        "findings": [as_json(finding) for finding in made.findings],
        "noted": made.noted,
        "carried": list(made.carried),
        "in_common": round(made.in_common, 2),
        "same_bytes": made.same_bytes,
        "read": made.read.characters,
        "read_left": made.read.left,
    }
    if hardly_alike(made.in_common):
        session.note(
            "Careful: this file has hardly any words in common with any text before it. Was it the"
            " right one? Facts stay on the text they cite; capture the right file with fonds source"
            " recapture again, or take another work in with fonds source add."
        )
    session.answer(document, _lines(made, session.width))


def _take_back(session: Session, path: Path, source: str, reason: str | None) -> None:
    with session.writing(path) as archive:
        meant = WithdrawCapture(numbered_source(archive.queries, source), reason)
        done = session.record(archive, meant, "Recording").answer
    again = f"{done.counts_again} counts again" if done.counts_again else "it is not held any more"
    document = {
        "source": done.source,
        "taken_back": done.capture,
        "counts_again": done.counts_again,
    }
    session.answer(document, [f"{done.capture} was taken back; {again}."])


def _lines(made: Recaptured, width: int) -> list[str]:
    total = sum(made.passages.values())
    states = ", ".join(
        f"{number:,} {state.value}" for state, number in made.passages.items() if number
    )
    said = f": {states}." if total else " to look for."
    lines = [made.capture, f"{counted(total, 'passage') if total else 'No passages'}{said}"]
    if made.same_bytes:
        lines += wrap(
            f"These are the very bytes of capture {made.same_bytes}: all that is recorded is that"
            " the source was captured again and reads as it did then.",
            width,
        )
    if made.noted:
        lines.append(f"Its footnotes cite {counted(made.noted, 'work')} not noted before.")
    if made.carried:
        decided = counted(len(made.carried), "passage")
        lines.append(f"What was decided before holds of {decided} in this text too.")
    lines += still_read_lines(made.read)
    for finding in made.findings:
        lines += wrap(said_of(finding), width, first="  ", rest="    ")
    return lines
