# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that signs an archive's head."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fonds.archive.cli import checkpoint_folders
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import archive_argument
from fonds.archive.cli.signing import read_text, signing_keys
from fonds.archive.cli.terminal import safe
from fonds.archive.export.writing import write_whole

if TYPE_CHECKING:
    from fonds.archive.cli.session import Session

_FILE = click.Path(path_type=Path, allow_dash=True)


@command(
    "checkpoint",
    example="""fonds checkpoint marlow.fonds -o marlow.checkpoint
    fonds checkpoint marlow.fonds --keep-in /media/stick/checkpoints""",
)
@archive_argument
@click.option("-o", "--output", metavar="FILE", type=_FILE, help="Where to; else standard output.")
@click.option(
    "--keep-in",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Write a copy there, now and after every import.",
)
@click.option("--keep-nowhere", is_flag=True, help="Write no further copies by itself.")
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Prove that the archive continues this earlier checkpoint.",
)
@click.pass_obj
def checkpoint(
    session: Session,
    path: Path,
    output: Path | None,
    keep_in: Path | None,
    keep_nowhere: bool,
    since: Path | None,
) -> None:
    """Sign what the archive is now, so that it can be shown later that nothing was changed.

    Keep it where nobody who can write the archive can write: only a copy elsewhere convicts an
    archive that was made anew. It holds no words. Check it later with fonds verify --checkpoint.
    """
    if keep_in is not None and keep_nowhere:
        message = "Give --keep-in or --keep-nowhere, not both"
        raise click.UsageError(message, click.get_current_context())
    with session.writing(path, reads=True) as archive:
        if keep_in is not None or keep_nowhere:
            checkpoint_folders.remember(archive.id, keep_in)
        checkpoints = archive.notary(signing_keys(session)).checkpoints
        signed = checkpoints.sign(
            keep_in or (None if keep_nowhere else checkpoint_folders.kept_in(archive.id))
        )
        text = signed.head.note
        if since is not None:
            text = checkpoints.step_from(read_text(since, "a checkpoint"))
    written = output is not None and str(output) != "-"
    if output is not None and written:
        write_whole(output, [text], forbidden=path)
    document = {
        "archive": str(path),
        "size": signed.checkpoint.size,
        "root": signed.checkpoint.root.hex(),
        "checkpoint": signed.head.note,
        "key": signed.key.spelt(),
        "signed_at": signed.head.signed_at,
        "output": str(output) if written else None,
        "kept": None if signed.kept is None else str(signed.kept),
        "warning": signed.warning,
    }
    if since is not None:
        document["step"] = text
    if session.json:
        session.print_json(document)
    elif written:
        session.print_lines([f"{safe(str(output))}  {signed.checkpoint.size:,} events"])
    else:
        session.print_bytes(text.encode("utf-8"))
    if signed.warning is not None:
        session.note(signed.warning)
    elif signed.kept is not None:
        session.note(f"A copy is in {signed.kept}.")
