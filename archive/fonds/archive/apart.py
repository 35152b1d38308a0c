# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How this program starts itself anew beside itself, and how many processors there are for it."""

from __future__ import annotations

import os
import sys


def command(argument: str, module: str) -> list[str]:
    """Return the command that runs a module of ours as a process of its own.

    A frozen program has no interpreter: it is the program itself, with ``argument``.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, argument]
    # -P: a folder that somebody works in must not lend us its modules.
    return [sys.executable, "-P", "-m", module]


def processors() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
