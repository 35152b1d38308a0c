# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whether a window can be opened here. Qt itself ends the program where it cannot."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QGuiApplication

_NEEDS_NONE = ("offscreen", "minimal", "vnc", "eglfs", "linuxfb")


def find_fault() -> str | None:
    """Say in plain words why no window can be opened here; None where one can.

    A child process tries: what Qt does without a display (it aborts) then ends only that.
    """
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in _NEEDS_NONE or not hasattr(os, "fork") or sys.platform == "darwin":
        return None
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not named and not platform:
        return (
            "There is no display here to open a window on. Use --screenshot FILE.png for a"
            " picture of it, or fonds show for the record as text."
        )
    if _opens():
        return None
    where = f" {named}" if named else ""
    return (
        f"The display{where} cannot be used. Check that it may be reached, and that the system"
        " libraries of Qt are installed (libxcb-cursor0 above all); or use --screenshot FILE.png."
    )


def _opens() -> bool:
    """Try in a child, in silence."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            import resource  # not on every system

            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            QGuiApplication(["fonds"])
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0
