# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The dialog that asks for a passage's words in another language, beside its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from fonds.events.fixed import fixed
from fonds.viewer.desk.fields_dialog import FieldsDialog
from fonds.viewer.wording import in_quotes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.viewer.theme import Theme

_TALL, _QUOTE_TALL = 90, 140


@fixed
class OurWords:
    """Words in a language (a BCP 47 tag), and who translated them; "" for who records them."""

    words: str
    language: str
    translator: str = ""


class TranslationDialog(FieldsDialog):
    """Asks for a translation. It stays open until :meth:`accept`: a refusal is shown in it.

    Signals:
        submitted: an :class:`OurWords`.
        withdrawn: the language whose translation is to be taken back.
    """

    submitted = Signal(object)
    withdrawn = Signal(str)

    def __init__(
        self,
        theme: Theme,
        quote: str,
        standing: Mapping[str, OurWords],
        language: str,
        parent: QWidget,
    ) -> None:
        """Ask for words for ``quote``, which has those ``standing``; begin with a language."""
        title = self.tr("Translate the passage")
        super().__init__(theme, title, self.tr("Translate"), parent)
        self.words_field = QPlainTextEdit()
        self.words_field.setMinimumHeight(theme.px(_TALL))
        self._standing = standing
        own = QLabel(in_quotes(" ".join(quote.split())))
        own.setProperty("role", "quote")
        own.setTextFormat(Qt.TextFormat.PlainText)
        own.setWordWrap(True)
        around = QScrollArea()
        around.setWidget(own)
        around.setWidgetResizable(True)
        around.setFrameShape(QScrollArea.Shape.NoFrame)
        around.setMaximumHeight(theme.px(_QUOTE_TALL))
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.language_field, self.translator_field = QLineEdit(language), QLineEdit()
        self.language_field.setPlaceholderText(self.tr("en, de, pt-BR"))
        self.translator_field.setPlaceholderText(self.tr("you, unless somebody is named"))
        self.take_back = QPushButton(self.tr("Take it back"))
        self.take_back.setAutoDefault(False)
        self.take_back.setAccessibleName(self.tr("Take the translation into this language back"))
        self.take_back.clicked.connect(self._withdraw)
        fields = (
            (self.tr("Translation"), self.words_field),
            (self.tr("Language"), self.language_field),
            (self.tr("Translator"), self.translator_field),
        )
        self.keep(
            language=self.language_field,
            words=self.words_field,
            translator=self.translator_field,
        )
        self.language_field.textChanged.connect(self._language_changed)
        self.lay_out(title, (around,), fields, (self.take_back,))
        self._filled = ("", "")
        self._language_changed()

    def refuse(self, words: str) -> None:
        """Show why it was not done; what was typed stays."""
        super().refuse(words)
        self._allow()

    def _language_changed(self) -> None:
        """Fill in what stands in a language, unless other words were typed meanwhile."""
        self._allow()
        now = (self.words_field.toPlainText(), self.translator_field.text())
        held = self._held()
        if now == self._filled:
            self._filled = (held.words, held.translator) if held is not None else ("", "")
            self.words_field.setPlainText(self._filled[0])
            self.translator_field.setText(self._filled[1])

    def _allow(self) -> None:
        self.take_back.setEnabled(self._held() is not None)
        # Where nothing stands in this language there is nothing to wonder about.
        self.take_back.setVisible(self.take_back.isEnabled())

    def _held(self) -> OurWords | None:
        wanted = self.language_field.text().strip().casefold()
        return next(
            (one for one in self._standing.values() if one.language.casefold() == wanted), None
        )

    def submit(self) -> None:
        """Send the translation, or say what is missing."""
        words, language = (
            self.words_field.toPlainText().strip(),
            self.language_field.text().strip(),
        )
        if not words:
            self.refuse(self.tr("Type the translation first."))
            self.words_field.setFocus()
        elif not language:
            self.refuse(self.tr("Say of which language the translation is: en, de, pt-BR."))
            self.language_field.setFocus()
        elif self.go.isEnabled():
            self.wait()
            self.submitted.emit(OurWords(words, language, self.translator_field.text().strip()))

    def _withdraw(self) -> None:
        held = self._held()
        if held is not None:
            self.wait()
            self.withdrawn.emit(held.language)

    def wait(self) -> None:
        """Be sent: nothing is sent twice, or taken back meanwhile."""
        super().wait()
        self.take_back.setEnabled(False)
