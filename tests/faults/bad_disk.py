# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The preloaded bad disk (`shim.c`): compiled, preloaded into this process, armed in a child."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
LOADED = "FONDS_BAD_DISK"
"""Set in a process that has the bad disk preloaded."""


class Mode(IntEnum):
    """What a call that changes a file may meet, as `shim.c` numbers it."""

    OFF = 0
    COUNT = 1
    KILL = 2
    TEAR = 3
    FAIL = 4


def why_not() -> str | None:
    """Return why no bad disk can be preloaded here, None where one can."""
    if sys.platform != "linux":
        return f"calls of the C library are not taken over on {sys.platform}"
    if shutil.which("cc") is None:
        return "there is no C compiler (cc)"
    return None


def compiled(folder: Path) -> Path:
    """Compile the bad disk and return the library."""
    library = folder / "bad_disk.so"
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, SOURCE, "-ldl"],
        check=True,
    )
    return library


def is_loaded() -> bool:
    """Tell whether this process has the bad disk preloaded."""
    return LOADED in os.environ


class BadDisk:
    """The bad disk of this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.bad_disk.argtypes = [ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int]
        self._library.bad_disk_calls.restype = ctypes.c_long
        self._library.bad_disk_delivered.restype = ctypes.c_long
        self._library.bad_disk_journal.argtypes = [ctypes.c_char_p]
        self._library.bad_disk_acknowledged.argtypes = [ctypes.c_int64]

    def arm(self, mode: Mode, chosen: int = 0, error: int = 0, *, for_good: bool = False) -> None:
        """Say what happens at which call from now on."""
        self._library.bad_disk(int(mode), chosen, error, int(for_good))

    @property
    def calls(self) -> int:
        """Calls that change files since it was armed."""
        return int(self._library.bad_disk_calls())

    @property
    def delivered(self) -> int:
        """How many of them failed."""
        return int(self._library.bad_disk_delivered())

    def keep_journal(self, path: Path) -> None:
        """Write down every change of a file from now on."""
        self._library.bad_disk_journal(os.fsencode(path))

    def acknowledged(self, number: int) -> None:
        """Write down that so much was acknowledged."""
        self._library.bad_disk_acknowledged(number)
