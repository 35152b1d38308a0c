# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A folder listed in a dialog: no file of it is opened, so that no lock on it is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QDir, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QFileSystemModel, QLineEdit, QWidget

from fonds.viewer.file_dialog import FileDialog

fcntl = pytest.importorskip("fcntl")

TRY = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
"""


@pytest.mark.parametrize(
    "question", ["getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"]
)
def test_a_listed_archive_keeps_its_locks(qtbot, tmp_path, question):
    archive = tmp_path / "annals.fonds"
    archive.write_bytes(b"SQLite format 3\0")
    window = QWidget()
    qtbot.addWidget(window)
    timer, listed = QTimer(), []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        model = dialog.findChild(QFileSystemModel)
        rows = [model.filePath(model.index(row, 0, model.index(str(tmp_path)))) for row in (0,)]
        if (
            model.type(model.index(str(archive))) in {"fonds", "SQLite3 database"}
            or "Directory" in question
        ):
            listed.extend(rows)
            dialog.reject()

    timer.timeout.connect(look)
    timer.start(50)
    with archive.open("r+b") as held:
        fcntl.lockf(held, fcntl.LOCK_SH)
        answer = getattr(FileDialog, question)(window, "Choose", str(tmp_path))
        timer.stop()
        tried = subprocess.run([sys.executable, "-c", TRY, archive], check=False, stderr=-1)
    assert not (answer if isinstance(answer, str) else answer[0])
    assert listed
    assert b"BlockingIOError" in tried.stderr


def test_it_begins_in_the_folder_that_was_asked_for_last_if_that_is_there(qtbot, tmp_path):
    window, begun = QWidget(), []
    qtbot.addWidget(window)
    timer = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            named = dialog.findChild(QLineEdit, "fileNameEdit").text()
            begun.append((dialog.directory().absolutePath(), named))
            dialog.reject()

    timer.timeout.connect(look)
    timer.start(50)
    stick = tmp_path / "stick"
    stick.mkdir()
    for start in (str(stick), "", ""):
        if len(begun) > 1:
            # Pulled out meanwhile: nobody asked for a file of its name.
            stick.rmdir()
        FileDialog.getOpenFileName(window, "Choose", start)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    timer.stop()
    assert begun == [(str(stick), ""), (str(stick), ""), (QDir.currentPath(), "")]
