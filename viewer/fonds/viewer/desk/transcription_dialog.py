# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The dialog that asks for words typed from a book or picture, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from fonds.events.fixed import fixed
from fonds.viewer.desk.fields_dialog import FieldsDialog

if TYPE_CHECKING:
    from fonds.viewer.theme import Theme

_TALL = 140


@fixed
class Typed:
    """Words typed in: the page, and where and when the original was seen; "" for not said."""

    words: str = ""
    page: str = ""
    seen_at: str = ""
    seen_on: str = ""


class TranscriptionDialog(FieldsDialog):
    """Asks for words and their place. It stays open until :meth:`accept`, with its refusal in it.

    Signals:
        submitted: a :class:`Typed`.
    """

    submitted = Signal(object)

    def __init__(self, theme: Theme, title: str, begun: Typed, parent: QWidget) -> None:
        """Ask for words of the source of this title; begin with what was said last."""
        super().__init__(theme, self.tr("Type in a passage"), self.tr("Type in"), parent)
        self.words_field = QPlainTextEdit()
        self.words_field.setMinimumHeight(theme.px(_TALL))
        self.words_field.setPlainText(begun.words)
        self.page_field = QLineEdit(begun.page)
        self.place_field = QLineEdit(begun.seen_at)
        self.day_field = QLineEdit(begun.seen_on)
        self.place_field.setPlaceholderText(self.tr("only where the source is not held here"))
        self.day_field.setPlaceholderText("2026-11-20")
        self.lay_out(
            title,
            (),
            (
                (self.tr("Words"), self.words_field),
                (self.tr("Page"), self.page_field),
                (self.tr("Seen at"), self.place_field),
                (self.tr("Seen on"), self.day_field),
            ),
        )

    def typed(self) -> Typed:
        """Give what stands in the fields."""
        return Typed(
            self.words_field.toPlainText(),
            self.page_field.text().strip(),
            self.place_field.text().strip(),
            self.day_field.text().strip(),
        )

    def submit(self) -> None:
        """Send what was typed, or say that there are no words."""
        typed = self.typed()
        if not typed.words.strip():
            self.refuse(self.tr("Type the words first, as they stand there."))
            self.words_field.setFocus()
        elif self.go.isEnabled():
            self.wait()
            self.submitted.emit(typed)
