# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whole journeys by the keyboard alone: every key goes to whatever holds the keys."""

from __future__ import annotations

import pytest
from hands import chosen_value, lit_words, newest, record_in
from keyboard import Keys
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from fonds.archive import Archive
from fonds.archive.cli import preferences
from fonds.viewer.desk.change_dialog import ChangeDialog
from fonds.viewer.file_dialog import FileDialog

PAGE = "Annals of Saltby\n\nKarin Holt was born on 3 May 1871 in Saltby.\n"


@pytest.fixture
def keys(bench):
    bench.window.activateWindow()
    return Keys(bench)


def test_from_the_first_run_to_the_first_sourced_fact(empty_bench, monkeypatch, tmp_path):
    monkeypatch.setattr(preferences, "home", lambda: tmp_path / "home")
    path = tmp_path / "annals.fonds"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    keys = Keys(empty_bench)
    window = empty_bench.window
    window.activateWindow()
    empty_bench.files.page.setFocus()
    keys.go_to(empty_bench.files.page.name_field)
    keys.press("Ctrl+A")
    keys.type("M. Castellane")
    keys.press("Return")
    keys.press("Ctrl+N")
    assert empty_bench.desk.session is not None
    QGuiApplication.clipboard().setText(PAGE)
    keys.press("Ctrl+Shift+V")
    assert window.source.view.text == PAGE
    keys.go_to(window.source.surface.edit, "F6")
    keys.press("Ctrl+Home")
    keys.press("Down", 2)
    keys.press("Home")
    keys.press("Shift+End")
    assert window.source.selected_words().startswith("Karin Holt was born")
    keys.press("Ctrl+Return")
    form = empty_bench.writing.form
    assert form.subject_field.hasFocus()
    keys.type("Karin Holt")
    keys.press("Tab")
    keys.type("born")
    keys.press("Tab")
    assert form.property_field.text() == "Born"
    assert form.value_field.text() == "3 May 1871"
    keys.press("Return")
    assert "There is no subject" in form.refusal.text()
    keys.press("Return")
    assert record_in(path, "Karin Holt")["date_of_birth"] == ["3 May 1871"]
    assert window.record.head.name == "Karin Holt"
    assert lit_words(empty_bench) == ["Karin Holt was born on 3 May 1871 in Saltby."]
    assert newest(path, 1)[0].agent == "M. Castellane"


def test_looking_back_comparing_and_coming_back(bench, keys):
    keys.press("Ctrl+T")
    keys.type("@120")
    keys.press("Return")
    assert bench.desk.moment.position == 120
    assert bench.window.banner.isVisible()
    keys.press("Ctrl+D")
    assert bench.comparing.is_open
    assert bench.comparing.sheet.list.entries.rowCount() > 0
    keys.go_to(bench.comparing.sheet.list)
    keys.press("Down")
    keys.press("Escape")
    assert not bench.comparing.is_open
    keys.press("Ctrl+Shift+T")
    assert bench.desk.moment is None


def test_a_conflict_found_and_resolved(bench, keys, sample):
    keys.press("Ctrl+K")
    keys.type("father josef")
    bench.window.top_bar.find_field.searched.emit("father josef")
    bench.settle()
    keys.press("Return")
    assert chosen_value(bench) == "Josef Marlow"
    assert bench.window.record.list.hasFocus()
    keys.press("Ctrl+R")
    board = bench.weighing.board
    assert bench.weighing.is_open
    keys.press("Space")
    keys.go_to(board.reason_field)
    keys.type("He steered the boat himself.")
    keys.press("Ctrl+Return")
    with Archive.open(sample, read_only=True) as archive:
        status = {
            a.name: a.status.value for a in archive.queries.record("Edda Marlow").properties()
        }
    assert status["father"] == "resolved"


def test_a_fact_is_retracted_and_that_undone(bench, keys, sample):
    bench.window.record.setFocus()
    keys.press("Home")
    value = chosen_value(bench)
    keys.press("Ctrl+Del")
    dialog = bench.window.findChild(ChangeDialog)
    keys.go_to(dialog.reason_field)
    keys.type("a slip")
    keys.press("Return")
    assert newest(sample, 1)[0].type == "FactRetracted"
    keys.press("Ctrl+Z")
    assert newest(sample, 1)[0].type == "FactReinstated"
    assert value in record_in(sample, "Edda Marlow")["birth_name"]


def test_every_pane_and_view_is_reached_and_left_by_the_keys(bench, keys):
    window = bench.window
    panes = (window.navigator, window.record, window.history, window.source)
    for view in ("Ctrl+1", "Ctrl+2", "Ctrl+3"):
        keys.press(view)
        for pane in panes:
            keys.go_to(pane, "F6", 8)
        for pane in reversed(panes):
            keys.go_to(pane, "Shift+F6", 8)
        seen = set()
        for _ in range(80):
            seen.add(QApplication.focusWidget())
            keys.press("Tab")
        assert len(seen) >= 5, view
        for part in panes:
            assert any(part.isAncestorOf(widget) for widget in seen), (view, part.objectName())


@pytest.mark.parametrize(
    ("brings", "typed"), [("Ctrl+T", "@120"), ("Ctrl+L", "jon"), ("Ctrl+Shift+L", "born")]
)
def test_escape_leaves_a_field_as_it_was_and_goes_on_to_a_list(bench, keys, brings, typed):
    bench.window.activateWindow()
    bench.window.record.list.setFocus()
    keys.press(brings)
    field = QApplication.focusWidget()
    before = field.text()
    keys.type(typed)
    assert typed in field.text()
    keys.press("Escape")
    assert field.text() == before
    if field.hasFocus():
        keys.press("Escape")
    lists = (bench.window.record.list, bench.window.navigator.tree)
    assert QApplication.focusWidget() in lists
