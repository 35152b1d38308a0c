# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Dialogs that were not finished come back after a crash: one contract for each that is kept."""

from __future__ import annotations

import pytest
from hands import go_to, press_row, trigger
from PySide6.QtWidgets import QDialog

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.viewer.desk.bench import Bench

QUAY = "The Quay"
BOOK = "Salt and Rope"


def name_work(bench, _qtbot):
    trigger(bench, "add_work")


def type_in(bench, _qtbot):
    go_to(bench, "source", BOOK)
    trigger(bench, "type_in")


def translate(bench, _qtbot):
    go_to(bench, "source", QUAY)
    (first, *_) = bench.window.source.view.passages
    bench.window.source.light((first.excerpt,))
    trigger(bench, "translate")


def add_subject(bench, _qtbot):
    trigger(bench, "new_subject")


def define(bench, _qtbot):
    trigger(bench, "define")


def correct(bench, qtbot):
    press_row(bench, qtbot, "Henrik Oost")
    trigger(bench, "correct")


TYPED = {
    name_work: {"title": "A Harbour", "authors": "Tresk, J.", "date": "197", "kept_at": "Port"},
    type_in: {"words": "Two\nlines", "page": "p. 88", "seen_at": "Port", "seen_on": "2026-1"},
    translate: {"words": "Zwei\nZeilen", "language": "fr", "translator": "I"},
    add_subject: {"name": "Ellery Yard", "kind": "organization", "also": "the Ya"},
    define: {"label": "Pilot's number", "meaning": "The n", "values": "quantity"},
    correct: {"value": "Hendrik Oost", "reason": "a letter was mis"},
}

every_form = pytest.mark.parametrize(
    ("begin", "typed"), TYPED.items(), ids=[one.__name__ for one in TYPED]
)


@pytest.fixture
def windows(theme, qtbot, settings, sample):
    """One window after another, as after a crash: nobody closes the one before."""
    with Archive.open(sample) as archive:
        archive.execute(RegisterUnheld(WorkDescription(title=BOOK)))
    made = []

    def another():
        bench = Bench(theme, settings, "tester", watch=False)
        made.append(bench)
        qtbot.addWidget(bench.window)
        bench.window.show()
        bench.files.open(sample)
        bench.settle()
        return bench

    yield another
    for bench in made:
        for dialog in shown(bench):
            dialog.reject()
        bench.window.close()


def shown(bench):
    return [one for one in bench.window.findChildren(QDialog) if one.isVisible()]


def fill(bench, begin, typed, qtbot):
    begin(bench, qtbot)
    bench.settle()
    (dialog,) = shown(bench)
    dialog.put_back(dialog.typed() | typed)
    bench.unfinished.keep()
    return dialog


def kept(settings):
    settings.sync()
    return [settings.value(key) for key in settings.allKeys() if key.startswith("drafts/")]


@every_form
def test_what_was_typed_comes_back_as_often_as_the_window_goes(windows, qtbot, begin, typed):
    before = fill(windows(), begin, typed, qtbot)
    for _ in range(2):
        again = windows()
        (dialog,) = shown(again)
        assert type(dialog) is type(before)
        assert dialog.windowTitle() == before.windowTitle()
        assert typed.items() <= dialog.typed().items()
        again.unfinished.keep()
    dialog.reject()
    again.settle()
    assert shown(windows()) == []


@every_form
def test_what_was_given_up_or_left_as_it_was_is_not_kept(windows, qtbot, settings, begin, typed):
    bench = windows()
    fill(bench, begin, typed, qtbot).reject()
    assert kept(settings) == []
    fill(bench, begin, {}, qtbot)
    assert kept(settings) == []


@every_form
def test_what_was_typed_goes_with_what_is_erased(windows, sample, qtbot, settings, begin, typed):
    bench = windows()
    fill(bench, begin, typed, qtbot)
    assert kept(settings)
    with Archive.open(sample) as archive:
        note = archive.execute(WriteNote("Edda Marlow", "Port")).answer
        archive.erase(EraseContent(f"@{note.position}", "asked"))
    assert shown(windows()) == [], "erased behind the window's back"
    bench.desk.look()
    bench.settle()
    (dialog,) = shown(bench)
    dialog.put_back(typed | {"reason": "Port", "words": "Port", "title": "Port"})
    bench.unfinished.keep()
    assert kept(settings) == []


def begin_fact(bench):
    (quay,) = [one for one in bench.desk.listing.sources if one.title.startswith(QUAY)]
    bench.reader.source.open(quay.id)
    bench.settle()
    bench.window.source.surface.select(0, 12)
    bench.writing.new_fact()
    bench.writing.form.value_field.setText("a purser")


@every_form
def test_a_fact_begun_below_is_kept_beside_it_and_after_it(windows, qtbot, begin, typed):
    bench = windows()
    begin_fact(bench)
    fill(bench, begin, typed, qtbot)
    again = windows()
    (dialog,) = shown(again)
    assert typed.items() <= dialog.typed().items()
    assert again.writing.form.value_field.text() == "a purser"
    dialog.reject()
    again.settle()
    last = windows()
    assert shown(last) == []
    assert last.writing.form.value_field.text() == "a purser"


def test_a_fact_that_comes_back_stands_beside_a_record_where_no_place_was_kept(windows):
    bench = windows()
    shown_first = bench.reader.record.id
    begin_fact(bench)
    bench.unfinished.keep()
    again = windows()
    assert again.writing.form.value_field.text() == "a purser"
    assert again.window.source.view.title.startswith(QUAY)
    assert (again.reader.record.kind, again.reader.record.id) == ("subject", shown_first)
