# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is dragged or pasted into the window: files and texts as sources, words onto a property."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from fonds.viewer.desk.chores import Chores
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.files import Files
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.writing import Writing

_SUFFIX = ".fonds"
_LONGEST_NAME = 60


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
        self._pasted = tempfile.TemporaryDirectory(prefix="fonds-", ignore_cleanup_errors=True)
        desk.window.brought.connect(self.take)
        desk.window.record.list.words_dropped.connect(self._onto)
        desk.window.closing.connect(self._pasted.cleanup)

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
            self._chores.add_files([self._as_file(data.text())])
        else:
            notice.refuse(self.tr("There are no words and no file to take in."))

    def _as_file(self, text: str) -> Path:
        """Write a text into a file of its own, named by its first line."""
        first = next(line.strip() for line in text.splitlines() if line.strip())
        kept = "".join(c if c.isalnum() or c in " -_" else " " for c in first)
        name = " ".join(kept.split())[:_LONGEST_NAME].strip() or self.tr("Pasted text")
        folder = Path(tempfile.mkdtemp(dir=self._pasted.name))
        file = folder / f"{name}.txt"
        file.write_bytes(text.encode("utf-8", "replace"))
        return file

    def _onto(self, facts: tuple[str, ...]) -> None:
        """Open the form for the dragged words, with the property they were dropped on."""
        known = self._reader.record.facts
        found = next((known[fact].property for fact in facts if fact in known), "")
        self._writing.new_fact_of(found)
