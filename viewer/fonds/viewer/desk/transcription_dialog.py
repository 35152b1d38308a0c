# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The dialog that asks for words typed from a book or picture, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
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

from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from fonds.viewer.theme import Theme

_WIDE, _TALL = 480, 140


@fixed
class Typed:
    """Words typed in: the page, and where and when the original was seen; "" for not said."""

    words: str = ""
    page: str = ""
    seen_at: str = ""
    seen_on: str = ""


class TranscriptionDialog(QDialog):
    """Asks for words and their place. It stays open until :meth:`accept`, with its refusal in it.

    Signals:
        submitted: a :class:`Typed`.
    """

    submitted = Signal(object)

    def __init__(self, theme: Theme, title: str, begun: Typed, parent: QWidget) -> None:
        """Ask for words of the source of this title; begin with what was said last."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Type in a passage"))
        self.setMinimumWidth(theme.px(_WIDE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.words_field = QPlainTextEdit(begun.words)
        self.words_field.setTabChangesFocus(True)
        self.words_field.setMinimumHeight(theme.px(_TALL))
        self.page_field = QLineEdit(begun.page)
        self.place_field = QLineEdit(begun.seen_at)
        self.day_field = QLineEdit(begun.seen_on)
        self.place_field.setPlaceholderText(self.tr("only where the source is not held here"))
        self.day_field.setPlaceholderText("2026-11-20")
        form = QFormLayout()
        form.setVerticalSpacing(6)
        for name, field in (
            (self.tr("Words"), self.words_field),
            (self.tr("Page"), self.page_field),
            (self.tr("Seen at"), self.place_field),
            (self.tr("Seen on"), self.day_field),
        ):
            field.setAccessibleName(name)
            field.setProperty("role", "field")
            form.addRow(name, field)
        self.refusal = QLabel()
        self.refusal.setProperty("role", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.go = QPushButton(self.tr("Type in"))
        self.go.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self.go.clicked.connect(self._submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            # A new line is words there: the plain key does not send them.
            send = QShortcut(QKeySequence(keys), self.words_field, self._submit)
            send.setContext(Qt.ShortcutContext.WidgetShortcut)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addWidget(buttons)
        self.words_field.setFocus()

    def typed(self) -> Typed:
        """Give what stands in the fields."""
        return Typed(
            self.words_field.toPlainText(),
            self.page_field.text().strip(),
            self.place_field.text().strip(),
            self.day_field.text().strip(),
        )

    def refuse(self, words: str) -> None:
        """Show why it was not done; what was typed stays."""
        self.go.setEnabled(True)
        self.refusal.setText(f"⚑ {words}")
        self.refusal.show()

    def _submit(self) -> None:
        typed = self.typed()
        if not typed.words.strip():
            self.refuse(self.tr("Type the words first, as they stand there."))
            self.words_field.setFocus()
        elif self.go.isEnabled():
            self.refusal.hide()
            self.go.setEnabled(False)
            self.submitted.emit(typed)
