# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How much one extraction may take, and holding this process to it.

Where the system has POSIX resource limits they hold whatever the code does: memory, processor time,
no file written, no core dumped. On Linux the process also gives up the network (a namespace of its
own, where the system allows that) and dies with its parent. Windows has none of this: there the
parent's clock alone ends an extraction.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import signal
import sys
from dataclasses import dataclass
from typing import Any

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds by the clock and of the processor, bytes of memory, code points of text.

    ``answer`` are the bytes of JSON that the parent takes at most.
    """

    seconds: float = 120.0
    processor: int = 110
    memory: int = 3 * 1024**3
    text: int = 50_000_000
    answer: int = 512 * 1024**2


OCR_LIMITS = Limits(seconds=3600.0, processor=3500)
"""Reading pictures takes its time: a page some seconds."""


def hold_to(limits: Limits) -> None:
    """Hold this process, and all it starts, to the limits, as far as the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        resource: Any = importlib.import_module("resource")
        for name, value in (
            ("RLIMIT_AS", limits.memory),
            ("RLIMIT_CPU", limits.processor),
            ("RLIMIT_FSIZE", 0),
            ("RLIMIT_CORE", 0),
        ):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                resource.setrlimit(getattr(resource, name), (value, value))
        # A file that cannot be written is an error to be told, not a death.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if sys.platform == "linux":
        _leave_the_network()


def _leave_the_network() -> None:
    """Die with the parent, gain no rights, and have no network; each where it can be had."""
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if library.unshare(_CLONE_NEWNET) != 0 and os.geteuid() != 0:
            library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
