# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A book on the desk: its passages typed in with their page, and facts on them, by keys alone."""

from __future__ import annotations

import pytest
from archive.extraction.samples import recording
from hands import is_possible, trigger
from keyboard import Keys
from PySide6.QtWidgets import QApplication, QLabel

from fonds.archive import Archive
from fonds.viewer.desk.transcription_dialog import TranscriptionDialog
from fonds.viewer.desk.work_dialog import WorkDialog
from fonds.viewer.file_dialog import FileDialog

FIRST = "The Marlows came to Port Ellery in 1890."
SECOND = "Edda kept the lamps in 1966."


@pytest.fixture
def book(bench):
    """The window with a book that nobody holds, added in it."""
    keys = Keys(bench)
    bench.window.activateWindow()
    trigger(bench, "add_work")
    bench.settle()
    dialog = bench.window.findChild(WorkDialog)
    assert dialog.title_field.hasFocus()
    keys.press("Return")
    assert "title" in dialog.refusal.text()
    for field, words in (
        (dialog.title_field, "Salt and Rope"),
        (dialog.authors_field, "Tresk, J.; Orle, B."),
        (dialog.date_field, "about 1970"),
    ):
        enter(keys, field, words)
    keys.press("Return")
    assert "about 1970" in dialog.refusal.text()
    dialog.date_field.clear()
    keys.type("1970~")
    keys.press("Return")
    assert bench.window.findChild(WorkDialog) is None
    return keys


@pytest.mark.usefixtures("book")
def test_a_work_that_is_not_held_is_described_and_taken_back(bench, sample):
    with Archive.open(sample, read_only=True) as archive:
        found = archive.queries.source("Salt and Rope")
    assert not found.held
    assert (found.authors, found.issued) == (("Tresk, J.", "Orle, B."), "1970~")
    assert bench.reader.source.id == found.id
    trigger(bench, "undo")
    bench.settle()
    assert bench.window.notice.words == "Undone: add Salt and Rope"
    with Archive.open(sample, read_only=True) as archive:
        assert archive.queries.source(found.id).withdrawn


def dialog_of(bench):
    return bench.window.findChild(TranscriptionDialog)


def enter(keys, field, words):
    keys.go_to(field)
    keys.type(words)


def last_fact(sample):
    with Archive.open(sample, read_only=True) as archive:
        entry = archive.queries.history(limit=1)[0]
        return archive.queries.fact(entry.fact).citations[0]


def test_a_passage_is_typed_in_and_a_fact_put_on_it(bench, sample, book):
    book.press("Ctrl+Shift+K")
    dialog = dialog_of(bench)
    assert dialog.words_field.hasFocus()
    book.press("Ctrl+Return")
    assert "first" in dialog.refusal.text()
    book.type(FIRST)
    for field, words in (
        (dialog.page_field, "p. 88"),
        (dialog.place_field, "Port Library"),
        (dialog.day_field, "yesterday"),
    ):
        enter(book, field, words)
    book.press("Return")
    assert "yesterday" in dialog.refusal.text(), "what was typed stays, with why it was refused"
    dialog.day_field.clear()
    book.type("2026-11-20")
    book.press("Return")
    assert dialog_of(bench) is None
    assert bench.window.source.selected_words() == FIRST
    book.press("Ctrl+Return")
    form = bench.writing.form
    assert form.seed.quote == FIRST
    form.subject_field.fill(*subject(sample))
    enter(book, form.property_field, "residence")
    enter(book, form.value_field, "Port Ellery")
    book.press("Return")
    cited = last_fact(sample)
    told = (cited.source_title, cited.quote, cited.locator)
    assert told == ("Salt and Rope", FIRST, "p. 88")
    # From beside the record that the fact is in, the next passage of the book.
    book.press("Ctrl+Shift+K")
    assert dialog_of(bench).page_field.text() == "p. 88"
    book.type(SECOND)
    book.press("Ctrl+Return")
    assert bench.window.source.selected_words() == SECOND
    assert bench.window.source.view.title == "Salt and Rope"


def subject(sample):
    with Archive.open(sample, read_only=True) as archive:
        return archive.queries.names.subject("Edda Marlow"), "Edda Marlow"


def test_page_and_place_stay_until_they_are_changed(bench, sample, book):
    for words, page in ((FIRST, "p. 88"), (SECOND, "")):
        book.press("Ctrl+Shift+K")
        dialog = dialog_of(bench)
        book.type(words)
        if page:
            enter(book, dialog.page_field, page)
            enter(book, dialog.place_field, "Port Library")
        before = book.pressed
        book.press("Ctrl+Return" if dialog.words_field.hasFocus() else "Return")
        assert book.pressed == before + 1
        assert dialog_of(bench) is None
    with Archive.open(sample, read_only=True) as archive:
        found = archive.queries.source("Salt and Rope")
        assert [one.seen_at for one in found.captures] == ["Port Library"] * 2
        assert {archive.queries.text(found.id, one.id).text for one in found.renditions} == {
            FIRST,
            SECOND,
        }
    trigger(bench, "undo")
    bench.settle()
    with Archive.open(sample, read_only=True) as archive:
        assert len(archive.queries.source("Salt and Rope").captures) == 1


def test_without_a_source_that_is_said(bench):
    bench.reader.source.clear()
    assert is_possible(bench, "type_in")
    trigger(bench, "type_in")
    assert dialog_of(bench) is None
    assert "Choose the source first" in bench.window.notice.words
    assert QApplication.activeModalWidget() is None


def hint(bench, words="not held here"):
    """What stands in the source's place where there are no words of it."""
    said = [one.text() for one in bench.window.source.findChildren(QLabel) if one.isVisible()]
    return next(one for one in said if words in one)


def test_a_recording_is_not_to_be_read_as_a_picture(bench, sample):
    file = sample.parent / "talk.wav"
    file.write_bytes(recording().data)
    bench.chores.add_files([file])
    bench.settle()
    assert "a time-coded transcript" in hint(bench, "“talk” is a recording and has no words yet")


@pytest.mark.usefixtures("book")
def test_a_work_that_is_not_held_gets_its_file_from_where_its_page_says(
    bench, sample, tmp_path, monkeypatch
):
    told = hint(bench)
    action = bench.window.actions_of_window.action("recapture")
    assert f"“{action.text().replace('&', '').removesuffix('…')}”" in told
    assert action.isEnabled()
    file = tmp_path / "salt.txt"
    file.write_text(FIRST, encoding="utf-8")
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    trigger(bench, "recapture")
    bench.settle()
    assert bench.window.source.view.text == FIRST
    assert "right file" not in bench.window.notice.words
    with Archive.open(sample, read_only=True) as archive:
        assert archive.queries.source("Salt and Rope").held
        assert [one.title for one in archive.queries.sources()].count("Salt and Rope") == 1
    trigger(bench, "undo")
    bench.settle()
    assert hint(bench) == told
