# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on archive files as a whole: new, verify, backup, rebuild."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fonds.archive.archive import Archive
from fonds.archive.cli import preferences
from fonds.archive.cli.failures import DONE, NOT_SO
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.progress import progress
from fonds.archive.cli.session import check_there, reading_only
from fonds.archive.cli.terminal import safe
from fonds.archive.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.cli.session import Session
    from fonds.archive.integrity.findings import Fault


@command("new", example='fonds new marlow.fonds --name "Edda Marlow"')
@archive_argument
@click.option("--name", metavar="NAME", type=WORDS, help="What the archive is called.")
@click.pass_obj
def new(session: Session, path: Path, name: str | None) -> None:
    """Make a new archive.

    Nothing that exists is overwritten. Without --name it is called as its file is.
    """
    with Archive.create(path, name=name, agent=preferences.agent(session.agent)) as archive:
        session.recorded = True
        session.answer({"archive": str(path), "id": archive.id}, f"{safe(str(path))}  {archive.id}")
        session.say_who()


@command("verify", example="fonds verify marlow.fonds")
@archive_argument
@click.pass_obj
def verify(session: Session, path: Path) -> int:
    """Check that nothing in an archive was changed.

    SQLite's own check, every event's bytes against the tree, parts against their commitments,
    quotes against the texts, files against their digests, and the tables against the log. Ends
    with 1 where anything fails, and names the position.
    """
    check_there(path)
    with reading_only(path), progress("Verifying") as bar:
        found = Archive.verify_file(path, bar)
    document = {
        "ok": found.ok,
        "checked": dict(found.checked),
        "faults": _as_json(found.faults),
    }
    ink = session.ink
    checked = [f"  {count:>9,}  {safe(what)}" for what, count in found.checked.items()]
    if found.ok:
        lines = [f"{safe(str(path))} is as it was recorded. Checked:", *checked]
    else:
        number = len(found.faults)
        noun = "fault" if number == 1 else "faults"
        lines = [ink.alert(f"! {safe(str(path))} has {number} {noun}:")]
        lines += [*_as_lines(found.faults), "Checked:", *checked]
    session.answer(document, lines)
    return DONE if found.ok else NOT_SO


@command("backup", example="fonds backup marlow.fonds marlow-2026-11-21.fonds")
@archive_argument
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def backup(session: Session, path: Path, target: Path) -> int:
    """Copy an archive, as it is now, to a new file, and verify the copy.

    The copy appears only when it is whole and verified; nothing that exists is overwritten. Others
    may go on recording meanwhile. Ends with 1 where the archive has faults, which the copy then
    shares.
    """
    with session.reading(path) as archive, progress("Copying") as bar:
        copied = archive.backup(target, bar)
    size, faults = copied.head.size, copied.faults
    document = {
        "archive": str(path),
        "backup": str(target),
        "events": size,
        "ok": not faults,
        "faults": _as_json(faults),
    }
    lines = [f"{safe(str(target))}  {size:,} events, verified"]
    if faults:
        ink = session.ink
        noun = "fault" if len(faults) == 1 else "faults"
        lines = [
            f"{safe(str(target))}  {size:,} events",
            ink.alert(f"! {safe(str(path))} has {len(faults)} {noun}, and so has the copy:"),
            *_as_lines(faults),
        ]
    session.answer(document, lines)
    return NOT_SO if faults else DONE


@command("rebuild", example="fonds rebuild marlow.fonds")
@archive_argument
@click.pass_obj
def rebuild(session: Session, path: Path) -> None:
    """Make the disposable tables anew from the log.

    The log itself is only read. Readers keep the old tables until the new ones are whole.
    """
    with session.writing(path) as archive:
        try:
            with progress("Rebuilding") as bar:
                archive.rebuild(bar)
        except KeyboardInterrupt as error:
            message = "Interrupted. The tables in use are as they were."
            code = "interrupted"
            raise Cancelled(code, message) from error
        size = archive.head().size
    session.answer(
        {"archive": str(path), "rebuilt": True, "events": size},
        f"The tables of {safe(str(path))} were made anew from {size:,} events.",
    )


def _as_json(faults: Sequence[Fault]) -> list[dict[str, object]]:
    return [
        {"kind": fault.kind, "position": fault.position, "detail": fault.detail} for fault in faults
    ]


def _as_lines(faults: Sequence[Fault]) -> list[str]:
    lines = []
    for fault in faults:
        where = "  " if fault.position is None else f"  @{fault.position}: "
        lines.append(f"{where}{safe(fault.kind)}: {safe(fault.detail)}")
    return lines
