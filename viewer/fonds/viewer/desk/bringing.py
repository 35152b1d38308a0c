# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is dragged or pasted into the window: files and texts as sources, words onto a property."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QMimeData, QObject
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from fonds.viewer.desk.chores import Chores
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.files import Files
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.writing import Writing

_SUFFIX = ".fonds"
_LONGEST_NAME = 60
# Where pasted words lie until the window closes, and the file that says whose window that is.
_PASTED = "fonds-pasted-"
_HELD = "held"


class Bringing(QObject):
    """Takes in what comes from outside the window."""

    def __init__(
        self, desk: Desk, reader: Reader, chores: Chores, files: Files, writing: Writing
    ) -> None:
        """Hand things to those that do the work."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self._chores = chores
        self._files = files
        self._writing = writing
        self._pasted: Path | None = None
        self._held: QLockFile | None = None
        desk.window.brought.connect(self.take)
        desk.window.record.list.words_dropped.connect(self._onto)
        desk.window.closing.connect(self._clear)

    def paste(self) -> None:
        """Take what the clipboard holds as a source."""
        copied: QMimeData | None = QGuiApplication.clipboard().mimeData()
        # There is none at all where nobody ever copied anything, whatever Qt's stubs say.
        self.take(QMimeData() if copied is None else copied)

    def take(self, data: QMimeData) -> None:
        """Take files as sources, an archive to be opened, or a text as a source."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        archives = [file for file in files if file.suffix == _SUFFIX]
        notice = self._desk.window.notice
        if archives:
            self._files.open(archives[0])
        elif not self._desk.is_writable:
            notice.refuse(self.tr("Open an archive that can be written, at now, to take it in."))
        elif files:
            self._chores.add_files(files)
        elif data.hasText() and data.text().strip():
            self._take_words(data.text())
        else:
            notice.refuse(self.tr("There are no words and no file to take in."))

    def _take_words(self, text: str) -> None:
        try:
            file = self._as_file(text)
        except OSError as error:
            words = self.tr(
                "The words cannot be kept in a temporary file: {why}. Make room for it, or save"
                " them as a file and add that."
            )
            self._desk.window.notice.refuse(words.format(why=(error.strerror or "").lower()))
            return
        self._chores.add_files([file])

    def _as_file(self, text: str) -> Path:
        """Write a text into a file of its own, named by its first line.

        Raises:
            OSError: there is no room for it, or no folder that can be written.
        """
        first = next(line.strip() for line in text.splitlines() if line.strip())
        kept = "".join(c if c.isalnum() or c in " -_" else " " for c in first)
        name = " ".join(kept.split())[:_LONGEST_NAME].strip() or self.tr("Pasted text")
        folder = Path(tempfile.mkdtemp(dir=self._folder()))
        file = folder / f"{name}.txt"
        file.write_bytes(text.encode("utf-8", "replace"))
        return file

    def _folder(self) -> Path:
        """Return the folder of what is pasted, made when the first words are."""
        if self._pasted is None:
            _sweep()
            self._pasted = Path(tempfile.mkdtemp(prefix=_PASTED))
            self._held = QLockFile(str(self._pasted / _HELD))
            self._held.tryLock(0)
        return self._pasted

    def _clear(self) -> None:
        if self._pasted is not None:
            shutil.rmtree(self._pasted, ignore_errors=True)
            self._pasted = self._held = None

    def _onto(self, facts: tuple[str, ...]) -> None:
        """Open the form for the dragged words, with the property they were dropped on."""
        known = self._reader.record.facts
        found = next((known[fact].property for fact in facts if fact in known), "")
        self._writing.new_fact_of(found)


def _sweep() -> None:
    """Take away what was pasted into windows that were killed: it may be anybody's words."""
    for held in Path(tempfile.gettempdir()).glob(f"{_PASTED}*/{_HELD}"):
        lock = QLockFile(str(held))
        # However old it is, it is given up only where its window runs no more.
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            shutil.rmtree(held.parent, ignore_errors=True)
