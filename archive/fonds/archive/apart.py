# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How this program starts itself anew beside itself, and how many processors there are for it."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen


WORKERS = {
    "extraction-worker": "fonds.archive.extraction.worker",
    "proposals-worker": "fonds.archive.proposals.plug_worker",
    "rebuilding-worker": "fonds.archive.rebuilding.worker",
    "tree-worker": "fonds.archive.integrity.far_end",
}
"""The arguments with which a frozen program starts itself, and the module that it then runs."""


def command(worker: str) -> list[str]:
    """Return the command that runs one of `WORKERS`.

    A frozen program has no interpreter: it is the program itself, with the worker's name.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, worker]
    # -P: a folder that somebody works in must not lend us its modules.
    return [sys.executable, "-P", "-m", WORKERS[worker]]


def start(
    worker: str, *more: str | bytes, stdin: int | None = None, stdout: int | IO[bytes] | None = None
) -> Popen[bytes]:
    """Start one of `WORKERS` as a process of its own, with further arguments.

    It hears on ``stdin`` and answers on ``stdout``, pipes unless told otherwise. What it complains
    of is dropped, and Ctrl+C is not for it: whoever starts it ends it.

    Raises:
        OSError: no process can be started.
    """
    # Not on the way to what needs no other process.
    import subprocess  # noqa: PLC0415 - as above

    return subprocess.Popen(  # noqa: S603 - ourselves
        [*command(worker), *more],
        stdin=subprocess.PIPE if stdin is None else stdin,
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def processors() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
