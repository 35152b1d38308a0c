# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A locked file is taken in from the window with its password, which is kept nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hands import go_to, trigger
from PySide6.QtWidgets import QLineEdit

from fonds.viewer.desk.unlocking import PasswordDialog
from fonds.viewer.file_dialog import FileDialog

LOCKED = Path(__file__).parents[1] / "archive" / "extraction" / "written" / "locked.pdf"
PASSWORD = "schlüssel"  # noqa: S105 - of a sample


def choose(monkeypatch, file) -> None:
    monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))


def asked(bench, qtbot) -> PasswordDialog:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in dialogs(bench)))
    return next(one for one in dialogs(bench) if one.isVisible())


def dialogs(bench) -> list[PasswordDialog]:
    return bench.window.findChildren(PasswordDialog)


@pytest.mark.parametrize("name", ["add_source", "recapture"])
def test_a_locked_file_is_asked_for_its_password_until_it_opens(
    bench, qtbot, sample, monkeypatch, name
):
    go_to(bench, "source", "Ellery Wiki")
    choose(monkeypatch, LOCKED)
    trigger(bench, name)
    dialog = asked(bench, qtbot)
    assert dialog.password_field.echoMode() is QLineEdit.EchoMode.Password
    dialog.go.click()
    assert "password" in dialog.refusal.text()
    qtbot.keyClicks(dialog.password_field, "wrong")
    dialog.go.click()
    qtbot.waitUntil(lambda: "does not open locked.pdf" in dialog.refusal.text())
    assert dialog.isVisible()
    assert dialog.go.isEnabled()
    dialog.password_field.setText(PASSWORD)
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialogs(bench))
    qtbot.waitUntil(lambda: "Otto was born in 1921" in bench.window.source.view.text)
    assert PASSWORD.encode() not in sample.read_bytes()


def test_a_locked_file_is_left_where_nobody_gives_its_password(bench, qtbot, monkeypatch):
    choose(monkeypatch, LOCKED)
    trigger(bench, "add_source")
    head = bench.desk.session.size
    asked(bench, qtbot).reject()
    qtbot.waitUntil(lambda: not dialogs(bench))
    assert bench.desk.session.size == head
