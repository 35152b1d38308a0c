# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The keyboard as a person has it: every key goes to whatever holds the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from fonds.viewer.desk.bench import Bench


class Keys:
    """Ten fingers and no mouse."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.pressed = 0

    def press(self, keys: str, times: int = 1) -> None:
        """Press keys such as "Ctrl+Return" where the keys are now."""
        combination = QKeySequence(keys)[0]
        for _ in range(times):
            self.pressed += 1
            target = self._target()
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
        self.bench.settle()

    def type(self, words: str) -> None:
        self.pressed += len(words)
        QTest.keyClicks(self._target(), words)
        self.bench.settle()

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self.bench.window.activateWindow()
            QApplication.processEvents()
        # Offscreen nobody gives the window its keys back when a dialog closes, or
        # a list of completions that no further letter meets.
        target = popup or QApplication.focusWidget() or self.bench.window.focusWidget()
        assert target is not None, "nobody has the keys"
        return target

    def go_to(self, wanted: QWidget, by: str = "Tab", most: int = 60) -> None:
        """Press a key until a widget has the keys."""
        for _ in range(most):
            focus = QApplication.focusWidget()
            if focus is wanted or (focus is not None and wanted.isAncestorOf(focus)):
                return
            self.press(by)
        message = f"{wanted.objectName() or wanted} cannot be reached by {by}"
        raise AssertionError(message)
