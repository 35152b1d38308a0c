# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Starts the worker in processes of its own, and looks at the archive they leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from archive.faults import worker

import fonds.archive
import fonds.events
from fonds.archive import Archive
from fonds.archive.commands.sources import AddSources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.integrity.verify import VerifyAnswer

ROOTS = os.pathsep.join(
    str(Path(str(package.__file__)).parents[2]) for package in (fonds.events, fonds.archive)
)


def prepared(folder: Path, entries: int = 0) -> Path:
    """Make an archive, with a register of that many entries as its source."""
    path = folder / "papers.fonds"
    with Archive.create(path, name="Papers") as archive:
        if entries:
            archive.execute(AddSources((worker.register(folder, entries),)))
    return path


def start(mode: str, path: Path, name: str = "worker", number: int = 0) -> subprocess.Popen[str]:
    """Start the worker."""
    return subprocess.Popen(
        [sys.executable, worker.__file__, mode, str(path), name, str(number)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": ROOTS},
    )


def said(lines: Iterable[str], word: str) -> list[list[str]]:
    """Return what follows a word in each whole line that begins with it."""
    return [
        line.split()[1:] for line in lines if line.endswith("\n") and line.startswith(f"{word} ")
    ]


def checked(path: Path) -> VerifyAnswer:
    """Verify everything, views too, and that positions run without a gap."""
    answer = Archive.verify_file(path)
    assert answer.ok, answer.faults[:5]
    return answer
