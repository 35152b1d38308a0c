# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Asking for files by name, without looking into those that are listed.

Qt opens every file of a folder it lists to tell what kind it is, and closes it again. With the
archive among them, that lets go of every lock that SQLite has on it in this process (POSIX; SQLite,
"How To Corrupt", section 2.2): the next program to close the archive deletes its write-ahead log,
and what the window records from then on is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QFileInfo, QSettings, QUrl
from PySide6.QtWidgets import QFileDialog, QFileIconProvider

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QWidget

_LAST = "FileDialog/lastVisited"
"""Where Qt keeps the folder that was asked for last, of every program."""


class _ByName(QFileIconProvider):
    """Tells files by their names alone."""

    def icon(self, about: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        """Give the icon of a folder or a file (called by Qt)."""
        if isinstance(about, QFileInfo):
            kinds = QFileIconProvider.IconType
            about = kinds.Folder if about.isDir() else kinds.File
        return super().icon(about)

    def type(self, info: QFileInfo) -> str:
        """Give the ending of a file's name (called by Qt)."""
        return info.suffix()


class _Dialog(QFileDialog):
    def __init__(self, parent: QWidget, title: str, kinds: str) -> None:
        # It reads a folder from the first, before it can be said how: so one without archives.
        kept = QSettings(QSettings.Scope.UserScope, "QtProject")
        last = QUrl(str(kept.value(_LAST, ""))).toLocalFile()
        self._last = last if QFileInfo(last).isDir() else QDir.currentPath()
        super().__init__(parent, title, QDir.rootPath())
        self._icons = _ByName()
        self.setIconProvider(self._icons)
        if kinds:
            self.setNameFilters(kinds.split(";;"))

    def ask(self, start: str) -> tuple[list[str], str]:
        """Give the names that were chosen, none where it was given up, and the kind."""
        begin = QFileInfo(start or self._last)
        if begin.isDir():
            self.setDirectory(begin.absoluteFilePath())
        else:
            self.setDirectory(begin.absolutePath())
            self.selectFile(begin.fileName())
        chosen = self.selectedFiles() if self.exec() else []
        kind = self.selectedNameFilter() if chosen else ""
        # Its thread may wait for Python, so it must not be waited for from here.
        self.deleteLater()
        return chosen, kind


class FileDialog:
    """The questions of `QFileDialog`, by the same names and with the same answers."""

    @staticmethod
    def getOpenFileNames(
        parent: QWidget, title: str, start: str = "", kinds: str = ""
    ) -> tuple[list[str], str]:
        """Ask for any number of files that are there."""
        dialog = _Dialog(parent, title, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return dialog.ask(start)

    @staticmethod
    def getOpenFileName(
        parent: QWidget, title: str, start: str = "", kinds: str = ""
    ) -> tuple[str, str]:
        """Ask for one file that is there."""
        dialog = _Dialog(parent, title, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        names, kind = dialog.ask(start)
        return (names[0] if names else ""), kind

    @staticmethod
    def getSaveFileName(
        parent: QWidget,
        title: str,
        start: str = "",
        kinds: str = "",
        options: QFileDialog.Option | None = None,
    ) -> tuple[str, str]:
        """Ask for the name of a file to write."""
        dialog = _Dialog(parent, title, kinds)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if options is not None:
            dialog.setOption(options)
        names, kind = dialog.ask(start)
        return (names[0] if names else ""), kind

    @staticmethod
    def getExistingDirectory(parent: QWidget, title: str, start: str = "") -> str:
        """Ask for a folder that is there."""
        dialog = _Dialog(parent, title, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        names, _ = dialog.ask(start)
        return names[0] if names else ""
