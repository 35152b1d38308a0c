# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The commands that give an archive to others without all its words, and put words back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.failures import DONE, NOT_SO
from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import CANNOT_FIND
from fonds.archive.cli.progress import progress
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import safe
from fonds.archive.commands.attaching import AttachDocument
from fonds.archive.sharing import CLASSES

if TYPE_CHECKING:
    from fonds.archive.cli.session import Session


@command(
    "share-copy",
    example="""fonds share-copy marlow.fonds for-the-press.fonds --withhold quotations
    fonds share-copy marlow.fonds family.fonds --withhold living --withhold notes""",
)
@archive_argument
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--withhold",
    "withhold",
    metavar="quotations|notes|living|policy|SOURCE",
    type=WORDS,
    multiple=True,
    required=True,
    help="What to leave out; may be given again. Of a SOURCE its texts, files and passages; policy"
    " is what the archive's policy hides.",
)
@click.pass_obj
def share_copy(session: Session, path: Path, target: Path, withhold: tuple[str, ...]) -> int:
    """Copy an archive without some of its words; the copy still verifies.

    The copy's log is this archive's to the byte, so proofs and checkpoints of the one are good for
    the other. Third parties' words can be put back by whoever has the document, with fonds source
    attach; notes and what is said of living people cannot even be guessed at. Ends with 1 where the
    copy has faults, because the archive has them.
    """
    with session.reading(path) as archive, progress("Copying") as bar:
        chosen = [
            name if name in CLASSES else numbered_source(archive.queries, name) for name in withhold
        ]
        shared = archive.share_copy(target, chosen, bar)
    document = {
        "archive": str(path),
        "copy": str(target),
        "events": shared.head.size,
        "root": shared.head.root.hex(),
        "withheld": {"parts": shared.parts, "files": shared.files},
        "subjects_left_out": shared.subjects,
        "given_names_in": shared.bare,
        "named_at": list(shared.named),
        "ok": not shared.faults,
        "faults": [
            {"kind": fault.kind, "position": fault.position, "detail": fault.detail}
            for fault in shared.faults
        ],
    }
    withheld = f"{shared.parts:,} parts and {shared.files:,} files withheld"
    if shared.subjects:
        withheld += f"; {counted(shared.subjects, 'subject')} left out"
    lines = [f"{safe(str(target))}  {shared.head.size:,} events, {withheld}"]
    lines += [session.ink.alert(f"! {safe(fault.detail)}") for fault in shared.faults]
    session.answer(document, lines)
    if shared.bare is not None:
        if shared.bare:
            session.note(
                f"{counted(shared.bare, 'fact')} in the copy may name somebody left out: a given"
                " name of theirs stands there as a word."
            )
        session.note(CANNOT_FIND)
    if shared.named:
        places = ", ".join(f"@{position}" for position in shared.named)
        session.note(
            f"Somebody left out may be named in what a copy cannot be without: {places}. Look at"
            " it with fonds history before you hand the copy out."
        )
    return NOT_SO if shared.faults else DONE


@command("attach", example="fonds source attach for-the-press.fonds 2 the-quay-profile.txt")
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.argument(
    "files",
    metavar="FILE…",
    type=click.Path(path_type=Path),
    nargs=-1,
    required=True,
)
@click.option("--encoding", metavar="NAME", type=WORDS, help="How the files spell characters.")
@click.pass_obj
def attach(
    session: Session, path: Path, source: str, files: tuple[Path, ...], encoding: str | None
) -> None:
    """Put the words of a source back into a copy that withholds them, from the document itself.

    Every file, text and passage is checked against what the archive recorded of it; nothing else
    comes in, and nothing is recorded.
    """
    with session.writing(path) as archive:
        chosen = numbered_source(archive.queries, source)
        with progress("Attaching") as bar:
            outcome = archive.execute(AttachDocument(chosen, files, encoding), progress=bar)
            archive.finish_erasing(bar)
    back = outcome.answer
    session.answer(
        {
            "source": back.source,
            "files": back.files,
            "texts": back.texts,
            "passages": back.passages,
            "still_withheld": back.still_withheld,
        },
        f"Back in place: {counted(back.files, 'file')}, {counted(back.texts, 'text')},"
        f" {counted(back.passages, 'passage')}. Still withheld of this source:"
        f" {counted(back.still_withheld, 'part')}.",
    )
