# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The dialog that asks what a file's text is of a source: a transcript, a translation, redacted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from fonds.events.catalogue.source import Method
from fonds.events.fixed import fixed
from fonds.viewer.choosers import ChoiceBox
from fonds.viewer.desk.fields_dialog import FieldsDialog

if TYPE_CHECKING:
    from fonds.viewer.theme import Theme


@fixed
class AddedText:
    """How a text was made, its language (a BCP 47 tag) and a remark; "" for not said."""

    method: Method
    language: str = ""
    note: str = ""


class AddedTextDialog(FieldsDialog):
    """Asks what a text is. It stays open until :meth:`accept`, with its refusal in it.

    Signals:
        submitted: an :class:`AddedText`.
    """

    submitted = Signal(object)

    def __init__(self, theme: Theme, title: str, file: str, parent: QWidget) -> None:
        """Ask for what the text in ``file`` is of the source of this title."""
        super().__init__(theme, self.tr("Add a text of the source"), self.tr("Add"), parent)
        self.method_field = ChoiceBox()
        for name, method in (
            (self.tr("A transcript of the original"), Method.TRANSCRIBED),
            (self.tr("A translation of its text"), Method.TRANSLATED),
            (self.tr("Its text without what is to be hidden"), Method.REDACTED),
        ):
            self.method_field.addItem(name, method.value)
        self.language_field, self.note_field = QLineEdit(), QLineEdit()
        self.language_field.setPlaceholderText(self.tr("en, de, pt-BR"))
        self.note_field.setPlaceholderText(self.tr("who made it, and from what"))
        about = QLabel(
            self.tr(
                "{file}: a text, or a time-coded transcript (.vtt, .srt). It stands beside what is"
                " held, which stays as it is."
            ).format(file=file)
        )
        about.setWordWrap(True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        self.lay_out(
            title,
            (about,),
            (
                (self.tr("What it is"), self.method_field),
                (self.tr("Language"), self.language_field),
                (self.tr("Remark"), self.note_field),
            ),
        )

    def submit(self) -> None:
        """Send what was said; of a translation the language must be."""
        method = Method(self.method_field.currentData())
        language, note = self.language_field.text().strip(), self.note_field.text().strip()
        if method is Method.TRANSLATED and not language:
            self.refuse(self.tr("Say the language that it was translated into."))
            self.language_field.setFocus()
            return
        self.wait()
        self.submitted.emit(AddedText(method, language, note))
