# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the boards share on which something is weighed and concluded: their keys and refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from fonds.viewer.announcing import announce

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from fonds.viewer.send_button import SendButton

    _Widget = QWidget
else:
    # A Qt class has one Qt class above it: this stands beside that one.
    _Widget = object

_CTRL = Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_ENTER_WITH = _CTRL | _KEYPAD


class Board(_Widget):
    """Stands before the Qt class of a board: Escape leaves, Ctrl+Return records, refusals are told.

    The board has the signal ``left``, the button ``go``, the label ``refusal`` and ``submit``.
    """

    if TYPE_CHECKING:
        left: SignalInstance
        go: SendButton
        refusal: QLabel

        def submit(self) -> None:
            """Hand over what was concluded, unless something plainly is missing."""

    def refuse(self, words: str) -> None:
        """Show why nothing was recorded; what was typed stays. Nothing hides it."""
        self.go.again()
        self.refusal.setText(words and f"⚑ {words}")
        self.refusal.setVisible(bool(words))
        announce(self.refusal, words)
        if words and isinstance(self, QScrollArea):
            self.ensureWidgetVisible(self.refusal)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Return for the board, whatever is selected in the source (called by Qt)."""
        return _keeps_recording(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Ctrl+Return records, Enter presses the button in reach (called by Qt)."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif enter and event.modifiers() & _CTRL:
            self.submit()
        elif not press_held(event):
            super().keyPressEvent(event)


def press_held(event: QKeyEvent) -> bool:
    """Let Enter press the button that has the keys, as Space does; Qt does so in dialogs alone."""
    held = QApplication.focusWidget()
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not enter or event.modifiers() & ~_KEYPAD or not isinstance(held, QPushButton):
        return False
    held.click()
    return True


def _keeps_recording(event: QEvent) -> bool:
    """Take Ctrl+Return for a board that has the keys: else it would mean a new fact."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not enter or event.modifiers() & ~_ENTER_WITH or not event.modifiers() & _CTRL:
        return False
    event.accept()
    return True


def board_label(words: str, role: str) -> QLabel:
    """Make a label of plain words that goes on below where there is little room."""
    label = QLabel(words)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role != "quote":
        # A name written from right to left stands under what stands over it all the same.
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    return label
