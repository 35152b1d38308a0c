# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Preferences, the name one records under, and the page about the program."""

from __future__ import annotations

import pytest
from hands import chosen_value, go_to, newest, press_row, trigger
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPlainTextEdit, QPushButton

from fonds.archive import Archive
from fonds.archive.cli import checkpoint_folders, preferences
from fonds.viewer import languages
from fonds.viewer.desk.change_dialog import ChangeDialog
from fonds.viewer.desk.preferences_dialog import PreferencesDialog
from fonds.viewer.desk.tall_form import TallForm
from fonds.viewer.file_dialog import FileDialog
from fonds.viewer.theme import Scheme


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Preferences of a person who has none yet."""
    monkeypatch.setattr(preferences, "home", lambda: tmp_path / "home")
    monkeypatch.delenv("FONDS_AGENT", raising=False)


def dialog_of(bench, qtbot) -> PreferencesDialog:
    trigger(bench, "preferences")
    bench.settle()
    dialog = bench.window.findChild(PreferencesDialog)
    qtbot.waitExposed(dialog)
    return dialog


def press(dialog, qtbot, words: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_preferred_holds_at_once_and_at_the_next_start(bench, qtbot, settings):
    dialog = dialog_of(bench, qtbot)
    assert dialog.agent.text() == "tester"
    dialog.scheme.setCurrentIndex(2)
    dialog.zoom.setValue(130)
    dialog.reading.setCurrentText("Inter")
    press(dialog, qtbot, "Done")
    theme = bench.window.theme
    assert (theme.scheme, theme.zoom, theme.reading_family) == (Scheme.DARK, 1.3, "Inter")
    assert bench.window.source.surface.rich.document().defaultFont().families()[0] == "Inter"
    assert bench.window.actions_of_window.action("scheme_dark").isChecked()
    assert settings.value("window/reading") == "Inter"
    bench.window.close()
    assert settings.value("window/scheme") == "dark"
    assert float(settings.value("window/zoom")) == 1.3
    theme.set_reading_family("")


def test_another_name_stands_beside_what_is_recorded_next(bench, qtbot, sample):
    press_row(bench, qtbot, "Henrik Oost")
    dialog = dialog_of(bench, qtbot)
    dialog.agent.setText("M. Castellane")
    press(dialog, qtbot, "Done")
    bench.settle()
    assert preferences.agent(None) == "M. Castellane"
    assert chosen_value(bench) == "Henrik Oost"
    trigger(bench, "retract")
    change = bench.window.findChild(ChangeDialog)
    change.reason_field.setText("doubtful")
    press(change, qtbot, "Retract")
    bench.settle()
    told = [entry for entry in newest(sample, 3) if entry.type == "FactRetracted"]
    assert [entry.agent for entry in told] == ["M. Castellane"]


def test_cancelling_changes_nothing(bench, qtbot):
    dialog = dialog_of(bench, qtbot)
    dialog.agent.setText("Somebody else")
    dialog.zoom.setValue(200)
    press(dialog, qtbot, "Cancel")
    assert bench.window.theme.zoom == 1.0
    assert bench.desk.agent == "tester"


def test_a_name_that_cannot_be_kept_is_refused_in_words(bench, qtbot, tmp_path):
    (tmp_path / "home").write_text("in the way", encoding="utf-8")
    bench.taste.take_name("M. Castellane")
    assert "cannot be written" in bench.window.notice.words
    assert bench.desk.agent == "tester"
    assert qtbot is not None


def test_the_open_archive_has_preferences_of_its_own(bench, qtbot, sample, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    dialog = dialog_of(bench, qtbot)
    assert dialog.living.currentText() == "show everybody"
    dialog.folder.setText(str(folder))
    dialog.living.setCurrentIndex(1)
    press(dialog, qtbot, "Done")
    bench.settle()
    assert "hide people" in bench.window.notice.words
    assert newest(sample, 1)[0].type == "PolicySet"
    assert checkpoint_folders.kept(bench.desk.begun.archive.id) == str(folder)
    again = dialog_of(bench, qtbot)
    assert again.living.currentIndex() == 1
    assert again.folder.text() == str(folder)
    again.folder.setText(str(tmp_path / "not there"))
    press(again, qtbot, "Done")
    assert "There is no folder" in bench.window.notice.words
    assert checkpoint_folders.kept(bench.desk.begun.archive.id) == str(folder)
    assert newest(sample, 1)[0].type == "PolicySet"


def test_what_the_window_exports_and_prints_hides_whom_the_policy_hides(
    bench, qtbot, tmp_path, monkeypatch
):
    dialog = dialog_of(bench, qtbot)
    dialog.living.setCurrentIndex(1)
    press(dialog, qtbot, "Done")
    bench.settle()
    target = tmp_path / "out.json"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    trigger(bench, "export")
    bench.settle()
    exported = target.read_text(encoding="utf-8")
    assert '"living":"hidden"' in exported.replace(" ", "")
    assert "Rolf Marlow" not in exported
    trigger(bench, "save_pdf")
    bench.settle()
    # Who is not known to be dead is not printed either; to the one who keeps it all is shown.
    assert "living" in bench.window.notice.words
    assert bench.window.record.head.name == "Edda Marlow"


def test_the_first_page_asks_about_the_living_before_there_is_anybody(
    empty_bench, qtbot, tmp_path, monkeypatch
):
    box = empty_bench.files.page.living_field
    assert box.isVisible()
    assert not box.isChecked()
    names = iter([str(tmp_path / "open.fonds"), str(tmp_path / "veiled.fonds")])
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_, **__: (next(names), ""))
    trigger(empty_bench, "new")
    empty_bench.settle()
    trigger(empty_bench, "close")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    trigger(empty_bench, "new")
    empty_bench.settle()
    said = {}
    for name in ("open", "veiled"):
        with Archive.open(tmp_path / f"{name}.fonds", read_only=True) as archive:
            said[name] = archive.queries.policy().living.value
    assert said == {"open": "shown", "veiled": "hidden"}


def test_the_first_page_asks_who_records(empty_bench, qtbot):
    field = empty_bench.files.page.name_field
    assert field.isVisible()
    field.clear()
    qtbot.keyClicks(field, "M. Castellane")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert empty_bench.desk.agent == "M. Castellane"
    assert preferences.read() == {"agent": "M. Castellane"}


def test_nothing_on_the_first_page_is_clipped(empty_bench):
    page = empty_bench.files.page
    for name in ("one", "two"):
        page.show_recent((f"/somewhere/{name}.fonds",))
    for size in ((960, 600), (1440, 900)):
        empty_bench.window.resize(*size)
        empty_bench.settle()
        for label in page.findChildren(QLabel):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else 1
            assert label.height() >= needed, label.text()
        for button in page.findChildren(QPushButton):
            assert button.height() >= button.fontMetrics().height(), button.text()


def test_english_is_always_there(qapp):
    assert "en" in languages.shipped()
    assert languages.wanted("en") == "en"
    languages.speak(qapp, "en")
    assert not qapp.property("fondsTranslators")


def test_the_page_about_names_versions_and_licences(bench):
    trigger(bench, "about")
    page = next(d for d in bench.window.findChildren(QDialog) if d.windowTitle() == "About Fonds")
    said = page.findChild(QPlainTextEdit).toPlainText()
    for part in (
        "Python 3.",
        "Qt 6.",
        "LGPL-3.0-only",
        "pydantic 2.",
        "OpenSSL",
        "SIL OPEN FONT LICENSE",
        "GNU LESSER",
    ):
        assert part in said
    assert any("MIT licence" in label.text() for label in page.findChildren(QLabel))
    page.close()


def test_references_are_set_in_the_style_that_is_preferred(bench, qtbot, monkeypatch, tmp_path):
    go_to(bench, "source", "The Quay")
    bench.settle()
    dialog = dialog_of(bench, qtbot)
    dialog.style_of_references.setCurrentIndex(1)
    press(dialog, qtbot, "Done")
    bench.settle()
    assert preferences.preferred_style() == "author-date"
    assert "(n.d.)" in bench.window.source._reference.text()
    # A file that is no style is refused, and the choice stays.
    file = tmp_path / "mine.csl"
    file.write_text("<html/>", encoding="utf-8")
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))
    dialog = dialog_of(bench, qtbot)
    dialog.style_of_references.activated.emit(2)
    assert "no style of the Citation Style Language" in said[0]
    assert dialog.preferences().style == "author-date"
    press(dialog, qtbot, "Cancel")


def test_a_reference_stands_only_under_a_title_to_which_it_adds_something(bench):
    go_to(bench, "source", "Ellery Wiki")
    bench.settle()
    assert bench.window.source._under.isHidden()
    go_to(bench, "source", "The Quay")
    bench.settle()
    assert "Voss" in bench.window.source._reference.text()
    assert not bench.window.source._under.isHidden()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_where_the_screen_is_low_the_preferences_are_scrolled_and_nothing_is_cut(
    bench, qtbot, zoom
):
    bench.window.theme.set_zoom(zoom)
    dialog = dialog_of(bench, qtbot)
    form = dialog.findChild(TallForm)
    labels = [one for one in form.findChildren(QLabel) if one.isVisible()]
    assert len(labels) > 8
    assert all(one.height() >= one.heightForWidth(one.width()) for one in labels)
    assert form.widget().width() <= form.viewport().width()
    assert (form.widget().height() > form.viewport().height()) == (zoom == 2.0)
    last = dialog.living
    dialog.activateWindow()
    dialog.agent.setFocus()
    for _ in range(12):
        if not last.hasFocus():
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert last.hasFocus()
    top = last.mapTo(form.viewport(), last.rect().topLeft()).y()
    assert 0 <= top <= form.viewport().height() - last.height()
    dialog.reject()
    bench.window.theme.set_zoom(1.0)
