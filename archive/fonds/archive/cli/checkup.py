# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that looks for what may go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.archive import Archive
from fonds.archive.checkup import Level
from fonds.archive.cli.failures import DONE, NOT_SO
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import ArchivePath
from fonds.archive.cli.progress import progress
from fonds.archive.cli.session import signed_here
from fonds.archive.cli.terminal import safe, wrap
from fonds.archive.doctor import examine

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session

_SIGNS = {Level.GOOD: "  ", Level.NOTE: "· ", Level.WARNING: "! ", Level.FAULT: "!!"}


@command(
    "doctor",
    example="""fonds doctor
    fonds doctor marlow.fonds""",
)
@click.argument("path", metavar="[ARCHIVE]", type=ArchivePath(), required=False)
@click.pass_obj
def doctor(session: Session, path: Path | None) -> int:
    """Look for what may go wrong here: libraries, disk, permissions, clocks.

    Nothing is changed. An archive that other commands would refuse is at fault; to check its
    content use fonds verify. Ends with 1 where something is at fault, with 4 where the file is no
    archive at all.
    """
    with progress("Looking at pages") as bar:
        checkup = examine(path, _try_opening, signed_here, bar)
    document = {
        "ok": checkup.ok,
        "sqlite": checkup.sqlite,
        "findings": [
            {"level": finding.level.value, "what": finding.what, "advice": finding.advice}
            for finding in checkup.findings
        ],
    }
    ink, width = session.ink, session.width
    lines: list[str] = []
    for finding in checkup.findings:
        bad = finding.level in {Level.WARNING, Level.FAULT}
        told = wrap(safe(finding.what), width - 3)
        lines.append(f"{_SIGNS[finding.level]} {ink.alert(told[0]) if bad else told[0]}")
        lines += [f"   {line}" for line in told[1:]]
        if finding.advice:
            lines += wrap(safe(finding.advice), width, first="   ")
    session.answer(document, lines)
    return DONE if checkup.ok else NOT_SO


def _try_opening(path: Path) -> None:
    Archive.open(path, read_only=True, lending=False).close()
