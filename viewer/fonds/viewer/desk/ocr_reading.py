# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Having Tesseract read the pictures that are held of a source, in languages that are asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from fonds.viewer.desk.fields_dialog import FieldsDialog
from fonds.viewer.wording import still_read, worded

if TYPE_CHECKING:
    from fonds.archive.archive import Outcome
    from fonds.archive.commands.rereading import Reread
    from fonds.viewer.desk.chores import Chores
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.theme import Theme

_BETWEEN = re.compile(r"[+,;\s]+")
_USUAL = "eng"


class OcrDialog(FieldsDialog):
    """Asks for the languages that pictures are in.

    Signals:
        submitted: the languages as Tesseract names them, at least one.
    """

    submitted = Signal(object)

    def __init__(self, theme: Theme, languages: str, parent: QWidget) -> None:
        """Begin with the languages that were named last."""
        super().__init__(theme, self.tr("Read the pictures"), self.tr("Read"), parent)
        self.languages_field = QLineEdit(languages)
        about = QLabel(
            self.tr(
                "Tesseract reads them, where it is installed. Each word keeps its place in the"
                " picture. Compare what it read before you quote it."
            )
        )
        about.setWordWrap(True)
        self.lay_out(
            self.tr("In which languages are they?"),
            (about,),
            ((self.tr("Languages"), self.languages_field),),
        )

    def submit(self) -> None:
        """Send the languages, or say that there are none."""
        named = tuple(one for one in _BETWEEN.split(self.languages_field.text()) if one)
        if not named:
            self.refuse(self.tr("Name a language as Tesseract does: eng, deu, pol."))
            return
        self.submitted.emit(named)
        self.accept()


class OcrReading(QObject):
    """Reads the pictures of the source that is shown, and shows what was read."""

    def __init__(self, desk: Desk, reader: Reader, chores: Chores, undoing: Undoing) -> None:
        """Read pictures of the source shown through ``reader``."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self._chores = chores
        self._undoing = undoing
        self._languages = _USUAL

    def read_pictures(self) -> None:
        """Ask in which languages the source shown is, and read its pictures."""
        source, window = self._reader.source.chosen(), self._desk.window
        if not source or not self._desk.is_writable:
            return
        dialog = OcrDialog(window.theme, self._languages, window)
        dialog.submitted.connect(lambda languages: self._read(source, languages))
        dialog.open()

    def _read(self, source: str, languages: tuple[str, ...]) -> None:
        from fonds.archive.commands.rereading import RereadSource
        from fonds.viewer.desk.unlocking import record_unlocked

        self._languages = ", ".join(languages)

        def done(outcome: Outcome[Reread]) -> None:
            self._chores.finish()
            answer = outcome.answer
            self._undoing.did(outcome)
            self._reader.source.open(source, rendition=answer.rendition)
            told = (
                self.tr("Read. A text that was read stays; it is not undone.")
                if answer.new
                else self.tr("The same words were read before.")
            )
            still = still_read(answer.read.characters, answer.read.left)
            said = [told, *still, *map(worded, answer.remarks)]
            self._desk.window.notice.tell(" ".join(said))

        command = RereadSource(source, languages=languages)
        record_unlocked(self._desk, self._chores, command, done, self.tr("Reading the pictures…"))
