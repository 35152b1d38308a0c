# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A book on the desk: its passages typed in with their page, and facts on them, by keys alone."""

from __future__ import annotations

import pytest
from hands import go_to, is_possible, trigger
from keyboard import Keys
from PySide6.QtWidgets import QApplication

from fonds.archive import Archive
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.viewer.desk.transcription_dialog import TranscriptionDialog

FIRST = "The Marlows came to Port Ellery in 1890."
SECOND = "Edda kept the lamps in 1966."


@pytest.fixture
def book(bench, sample):
    """The window with a book that nobody holds, chosen in the list."""
    with Archive.open(sample, agent="tester") as archive:
        archive.execute(RegisterUnheld(WorkDescription(title="Salt and Rope")))
    bench.desk.look()
    bench.settle()
    go_to(bench, "source", "Salt and Rope")
    return Keys(bench)


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
    assert (cited.quote, cited.locator) == (FIRST, "p. 88")


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
