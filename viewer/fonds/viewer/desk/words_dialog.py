# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A dialog that asks for words and what goes with them, and stays open until they are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.viewer.theme import Theme


class WordsDialog(QDialog):
    """Lays out what a subclass asks for; a refusal is shown in it, and what was typed stays."""

    def __init__(self, theme: Theme, title: str, go: str, tall: int, parent: QWidget) -> None:
        """Begin with a field for words, ``tall`` pixels at least, and a button named ``go``."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words_field = QPlainTextEdit()
        self.words_field.setTabChangesFocus(True)
        self.words_field.setMinimumHeight(theme.px(tall))
        self.refusal = QLabel()
        self.refusal.setProperty("role", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.go = QPushButton(go)
        self.go.setDefault(True)
        self.go.clicked.connect(self.submit)

    def lay_out(
        self,
        heading: str,
        above: Sequence[QWidget],
        fields: Sequence[tuple[str, QLineEdit | QPlainTextEdit]],
        others: Sequence[QPushButton] = (),
    ) -> None:
        """Put a heading over what is ``above``, then named fields, then the buttons."""
        head = QLabel(heading)
        head.setProperty("role", "heading")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        form = QFormLayout()
        form.setVerticalSpacing(6)
        for name, field in fields:
            field.setAccessibleName(name)
            field.setProperty("role", "field")
            form.addRow(name, field)
        buttons = QDialogButtonBox()
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        for other in others:
            buttons.addButton(other, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            # A new line is words there: the plain key does not send them.
            send = QShortcut(QKeySequence(keys), self.words_field, self.submit)
            send.setContext(Qt.ShortcutContext.WidgetShortcut)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(head)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addWidget(buttons)
        self.words_field.setFocus()

    def submit(self) -> None:
        """Send what was typed, or say what is missing."""
        raise NotImplementedError

    def refuse(self, words: str) -> None:
        """Show why it was not done; what was typed stays."""
        self.go.setEnabled(True)
        self.refusal.setText(f"⚑ {words}")
        self.refusal.show()

    def wait(self) -> None:
        """Be sent: nothing is sent twice."""
        self.refusal.hide()
        self.go.setEnabled(False)
