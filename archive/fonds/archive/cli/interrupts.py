# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""When Ctrl+C is heard: from the moment that a command can say so, until it has said what it did.

Before that, while modules are loaded, it ends the program without a word, as the system does it;
after that there is nothing left to interrupt, and the work that was done must not look undone.

To be asked to end (SIGTERM), or to lose the terminal (SIGHUP), interrupts the work in the same way,
so that no half-written file is left behind.
"""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType


def hold() -> None:
    """Let Ctrl+C end the program at once and silently, where it is not ignored altogether."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


def listen() -> None:
    """Let Ctrl+C interrupt the work from now on, if it was held before; and what asks us to end."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, _interrupted)
    for number in _ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupted)


def done() -> None:
    """Let Ctrl+C do nothing any more, if we listened to it."""
    if signal.getsignal(signal.SIGINT) is _interrupted:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    let_end()


def let_end() -> None:
    """Let the system end the program at once where it is asked to, as a window wants it."""
    for number in _ENDING:
        if signal.getsignal(number) is _interrupted:
            signal.signal(number, signal.SIG_DFL)


def _interrupted(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
