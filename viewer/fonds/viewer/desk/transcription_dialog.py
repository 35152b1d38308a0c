# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The dialog that asks for words typed from a book or picture, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from fonds.events.fixed import fixed
from fonds.viewer.desk.fields_dialog import FieldsDialog
from fonds.viewer.desk.picture_marking import MarkedPicture, Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.queries.facsimile import PictureAnswer
    from fonds.viewer.theme import Theme

_TALL = 140
_PICTURE_TALL, _PICTURE_WIDE = 300, 760


@fixed
class Typed:
    """Words typed in: the page, and where and when the original was seen; "" for not said.

    ``file`` is the picture they were read from, from 1, and ``part`` where they stand in it.
    """

    words: str = ""
    page: str = ""
    seen_at: str = ""
    seen_on: str = ""
    file: str = ""
    part: str = ""


class TranscriptionDialog(FieldsDialog):
    """Asks for words and their place. It stays open until :meth:`accept`, with its refusal in it.

    Signals:
        submitted: a :class:`Typed`.
        picture_wanted: another picture of the source is to be shown, by its place from 0.
    """

    submitted = Signal(object)
    picture_wanted = Signal(int)

    def __init__(
        self,
        theme: Theme,
        title: str,
        begun: Typed,
        parent: QWidget,
        picture: PictureAnswer | None = None,
    ) -> None:
        """Ask for words of the source of this title; begin with what was said last.

        Beside a picture that is held, the part of it they stand in can be marked.
        """
        super().__init__(theme, self.tr("Type in a passage"), self.tr("Type in"), parent)
        self.words_field = QPlainTextEdit()
        self.words_field.setMinimumHeight(theme.px(_TALL))
        self.words_field.setPlainText(begun.words)
        self.page_field = QLineEdit(begun.page)
        self.place_field = QLineEdit(begun.seen_at)
        self.day_field = QLineEdit(begun.seen_on)
        self.place_field.setPlaceholderText(self.tr("only where the source is not held here"))
        self.day_field.setPlaceholderText("2026-11-20")
        self.file_field = QLineEdit(begun.file or "1")
        self.part_field = QLineEdit()
        self.part_field.setPlaceholderText(self.tr("mark it, or type: left, top, width, height"))
        self.picture = MarkedPicture()
        self._width = theme.px(_PICTURE_WIDE)
        self._pictures = picture.files if picture is not None else 0
        above: tuple[QWidget, ...] = ()
        fields: list[tuple[str, QLineEdit | QPlainTextEdit]] = [
            (self.tr("Words"), self.words_field),
            (self.tr("Page"), self.page_field),
        ]
        if picture is not None:
            self.picture.setMinimumHeight(theme.px(_PICTURE_TALL))
            self.setMinimumWidth(self._width + theme.px(_TALL))
            above = (self.picture,)
            if picture.files > 1:
                fields.append((self.tr("Picture"), self.file_field))
            fields.append((self.tr("Part of it"), self.part_field))
        fields += [
            (self.tr("Seen at"), self.place_field),
            (self.tr("Seen on"), self.day_field),
        ]
        self.keep(
            words=self.words_field,
            page=self.page_field,
            seen_at=self.place_field,
            seen_on=self.day_field,
            file=self.file_field,
            part=self.part_field,
        )
        self.lay_out(title, above, fields)
        self.picture.marked.connect(lambda part: self.part_field.setText(str(part)))
        self.part_field.textChanged.connect(lambda words: self.picture.show_part(Part.read(words)))
        self.file_field.editingFinished.connect(self._turn)
        self._file = self.file_field.text()
        if picture is not None:
            self.show_picture(picture)

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Fill in what stood in the fields; the picture shown is the one named among it."""
        super().put_back(typed)
        self._file = self.file_field.text()

    def show_picture(self, picture: PictureAnswer) -> None:
        """Show another picture of the source."""
        self.picture.show_picture(picture, self._width)
        self.picture.show_part(Part.read(self.part_field.text()))

    def _said(self) -> Typed:
        words = self.words_field.toPlainText()
        said = {name: typed.strip() for name, typed in self.typed().items()} | {"words": words}
        return Typed(**said) if self._pictures else Typed(**said | {"file": "", "part": ""})

    def submit(self) -> None:
        """Send what was typed, or say that there are no words."""
        typed = self._said()
        if not typed.words.strip():
            self.refuse(self.tr("Type the words first, as they stand there."))
            self.words_field.setFocus()
        elif typed.part and Part.read(typed.part) is None:
            self.refuse(self.tr("Say the part of the picture as left, top, width, height."))
            self.part_field.setFocus()
        elif (part := Part.read(typed.part)) is not None and not self.picture.holds(part):
            self.refuse(
                self.tr("That part is not within the picture: {size} pixels.").format(
                    size=self.picture.measures
                )
            )
            self.part_field.setFocus()
        elif typed.part and (typed.seen_at or typed.seen_on):
            self.refuse(self.tr("Read from this picture, or seen elsewhere? Clear one of both."))
            self.part_field.setFocus()
        elif typed.file and not self._known(typed.file):
            self.refuse(
                self.tr("There are {count} pictures; say which.").format(count=self._pictures)
            )
            self.file_field.setFocus()
        elif self.go.isEnabled():
            self.wait()
            self.submitted.emit(typed)

    def _known(self, file: str) -> bool:
        return file.isdecimal() and 0 < int(file) <= self._pictures

    def _turn(self) -> None:
        """Show the picture whose number was typed; what was marked was on the one before."""
        file = self.file_field.text().strip()
        if file != self._file and self._known(file):
            self._file = file
            self.part_field.clear()
            self.picture_wanted.emit(int(file) - 1)
