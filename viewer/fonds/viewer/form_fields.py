# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The fields of the new-fact form: one that completes, and one that reads dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from fonds.viewer.drafts import Choice, DateReading
from fonds.viewer.painting import painting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from fonds.viewer.theme import Theme

_MOST = 12


class AsideEdit(QLineEdit):
    """A line for words, with a remark in a lighter tone behind what was typed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self._theme = theme
        self._aside = ""
        self._wrong = False
        self.setProperty("role", "field")

    @property
    def aside(self) -> str:
        """The remark."""
        return self._aside

    def set_aside(self, words: str, *, wrong: bool = False) -> None:
        """Set the remark; a ``wrong`` one is in the colour of disputes."""
        self._aside, self._wrong = words, wrong
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line and the remark (called by Qt)."""
        super().paintEvent(event)
        if not self._aside:
            return
        typed = self.fontMetrics().horizontalAdvance(self.text())
        left = 10 + typed + (8 if self.text() else 0)
        room = self.width() - left - 8
        if room < 30:
            return
        with painting(self) as painter:
            painter.setFont(self._theme.face(12))
            painter.setPen(self._theme.colour("dispute" if self._wrong else "muted"))
            shown = painter.fontMetrics().elidedText(self._aside, Qt.TextElideMode.ElideRight, room)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRect(left, 0, room, self.height()), flags, shown)


class ChoiceEdit(AsideEdit):
    """A line that offers completions from a callable, and knows the id of what was chosen."""

    picked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        offer: Callable[[str], Sequence[Choice]],
        parent: QWidget | None = None,
        *,
        closed: bool = False,
    ) -> None:
        """Ask ``offer`` for completions at every letter.

        With ``closed`` only what is offered is right, so a beginning stands for the first
        that is offered.
        """
        super().__init__(theme, parent)
        self._closed = closed
        self._offer = offer
        self._choices: dict[str, Choice] = {}
        self._id = ""
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST)
        # An own list, so that it is ours to name and to dress.
        self._popup = QListView()
        self._popup.setObjectName("completions")
        completer.setPopup(self._popup)
        self._completer = completer
        self.setCompleter(completer)
        self.textEdited.connect(self._edited)
        # The text has just been filled in when this is sent: it tells which one it was.
        completer.activated.connect(lambda _: self._activated(self.text()))

    @property
    def choice(self) -> str:
        """The id of what is filled in, or nothing where it is no known one."""
        return self._id

    def fill(self, choice: str, label: str) -> None:
        """Fill in a known one without asking."""
        self._id = choice
        self.setText(label)
        self.set_aside("")

    def settle(self) -> bool:
        """Take an unambiguous spelling for what it means; tell whether it is known now."""
        typed = self.text().strip()
        if not self._id and typed:
            offered = list(self._offer(typed))
            exact = [
                c for c in offered if typed.casefold() in (c.label.casefold(), c.id.casefold())
            ]
            for choice in exact[:1] or (offered[:1] if self._closed else []):
                self.fill(choice.id, choice.label)
                self.set_aside(choice.detail)
        return bool(self._id)

    def settle_id(self) -> None:
        """Show what a filled-in id is called."""
        for choice in self._offer(self._id):
            if choice.id == self._id:
                self.fill(choice.id, choice.label)
                self.set_aside(choice.detail)
                return

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle the spelling when the field is left (called by Qt)."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.settle():
            self.picked.emit(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all there is on Down in an empty field (called by Qt)."""
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self._edited(self.text())
            self._completer.complete()
            return
        super().keyPressEvent(event)

    def _edited(self, typed: str) -> None:
        self._id = ""
        self.set_aside("")
        found = list(self._offer(typed.strip()))[:_MOST]
        self._choices = {choice.label: choice for choice in found}
        self._model.setStringList(list(self._choices))

    def _activated(self, label: str) -> None:
        choice = self._choices.get(label)
        if choice is not None:
            self.fill(choice.id, choice.label)
            self.set_aside(choice.detail)
            self.picked.emit(choice.id)


class SpeakerEdit(ChoiceEdit):
    """A line for who says so, in words; a subject only where one is chosen from what is offered.

    A name alone binds nobody: whoever is spelt like a subject may be another.
    """

    def settle(self) -> bool:
        """Tell whether a subject was chosen; words are taken for none."""
        return bool(self.choice)


class DateEdit(AsideEdit):
    """A line for a date, in words or EDTF; shows beside it how it is understood.

    While one types the reading stands beside the words; when the field is left, readable
    words become EDTF, and what they were read from stands beside that.
    """

    def __init__(
        self, theme: Theme, read: Callable[[str], DateReading], parent: QWidget | None = None
    ) -> None:
        """Ask ``read`` how the words are understood, at every letter."""
        super().__init__(theme, parent)
        self._read = read
        self._words = ""
        self._reading = DateReading()
        self.textEdited.connect(self._edited)

    @property
    def edtf(self) -> str:
        """The date in EDTF (ISO 8601-2:2019), or nothing."""
        return self._reading.edtf

    @property
    def words(self) -> str:
        """The words it was read from, or nothing where EDTF was typed."""
        return "" if self._words == self._reading.edtf else self._words

    @property
    def refusal(self) -> str:
        """Why the words are no date, or nothing."""
        return self._reading.refusal

    def fill(self, words: str) -> None:
        """Fill in words and read them; words that are no date leave the field empty."""
        self._words = words
        self._reading = self._read(words) if words.strip() else DateReading()
        if self._reading.refusal:
            self._words, self._reading = "", DateReading()
        self.setText(self._reading.edtf)
        self._read_from()

    def take(self, words: str) -> None:
        """Take words as if they were typed: those that are no date stay, with a remark."""
        self.setText(words)
        self._edited(words)

    def settle(self) -> None:
        """Turn readable words into EDTF."""
        if self._reading.edtf and self.text().strip() != self._reading.edtf:
            self._words = self.text().strip()
            self.setText(self._reading.edtf)
            self._read_from()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle the date when the field is left (called by Qt)."""
        super().focusOutEvent(event)
        self.settle()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the remark with the rest (called by Qt)."""
        super().changeEvent(event)
        self.update()

    def _edited(self, typed: str) -> None:
        self._words = typed.strip()
        self._reading = self._read(self._words) if self._words else DateReading()
        if self._reading.refusal:
            self.set_aside(self._reading.refusal, wrong=True)
        elif self._reading.edtf == self._words:
            self.set_aside(self._reading.plain)
        else:
            self.set_aside(self.tr("reads as {date}").format(date=self._reading.edtf))

    def _read_from(self) -> None:
        words = self.words
        shown = self.tr("read from “{words}”").format(words=words) if words else ""
        self.set_aside(shown or self._reading.plain)
