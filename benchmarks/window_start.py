# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One start, in a process of its own: of the program on an archive, or of a bare window.

Run by `benchmarks.window`, to which it prints JSON at the moment in which there is something to
read: what the process computed since it began, when that is, and its largest memory.

    python -m benchmarks.window_start bare
    python -m benchmarks.window_start ARCHIVE SUBJECT
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication


def tell() -> None:
    """Print what it took until now: seconds of processor, the clock, megabytes at most."""
    import json
    import resource
    import time

    used = resource.getrusage(resource.RUSAGE_SELF)
    computed = used.ru_utime + used.ru_stime
    print(json.dumps([computed, time.monotonic(), _largest(used.ru_maxrss)]), flush=True)


def _largest(counted: int) -> float:
    """Give the megabytes at most; what getrusage ``counted`` begins with what a parent held."""
    from pathlib import Path

    if sys.platform == "darwin":
        return counted / (1 << 20)
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    held = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), counted)
    return int(held) / (1 << 10)


def bare() -> None:
    """Show a window of three empty panes, the least that any program like this one shows."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QListView, QMainWindow, QSplitter, QTextEdit

    app = QApplication(["bare"])
    window = QMainWindow()
    panes = QSplitter(Qt.Orientation.Horizontal)
    for pane in (QListView(), QTextEdit(), QTextEdit()):
        panes.addWidget(pane)
    window.setCentralWidget(panes)
    window.resize(1440, 900)
    window.show()
    for _ in range(4):
        app.processEvents()
    tell()


def start(archive: str, subject: str) -> None:
    """Start as `fonds view ARCHIVE --subject SUBJECT` does, until the record can be read."""
    from fonds.archive.cli import main, window

    load = window._window  # noqa: SLF001 - between the command and what it starts

    def loaded() -> Callable[..., int]:
        # Qt is loaded by the program and not before it: PySide reads the source of every module
        # that is loaded later, unless whoever loads it takes care (see `fonds.viewer.start`).
        begin = load()
        from PySide6.QtWidgets import QApplication

        # In place of the event loop, which has no end.
        QApplication.exec = until_shown  # type: ignore[method-assign,assignment]
        return begin

    window._window = loaded  # noqa: SLF001 - see above
    sys.argv = ["fonds", "view", archive, "--subject", subject]
    main()


def until_shown(app: QApplication) -> int:
    """Let the window work until its record has rows, and these are painted; then tell."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    shown = next(one for one in app.topLevelWidgets() if one.objectName() == "mainWindow")
    rows = shown.record.list.rows  # type: ignore[attr-defined]
    while not rows.rowCount():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    # What stands there is laid out and painted in the next turn.
    QCoreApplication.sendPostedEvents()
    app.processEvents()
    tell()
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        start(sys.argv[1], sys.argv[2])
