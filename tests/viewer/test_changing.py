# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Changing what is held: judging, reattributing, reinstating, citing further; taking acts back."""

from __future__ import annotations

import json

import pytest
from hands import (
    chips,
    chosen_value,
    go_to,
    headings,
    is_possible,
    newest,
    press_row,
    record_in,
    row_of,
    select,
    trigger,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QPushButton, QToolTip

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import AssessFacts, ReattributeFacts, RetractFacts
from fonds.archive.commands.erasing import EraseContent
from fonds.events.values import Rank
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.change_dialog import ChangeDialog
from fonds.viewer.desk.history_entries import FIRST_PAGE
from fonds.viewer.history_pane import HistoryScope


def dialog_of(bench: Bench) -> ChangeDialog:
    return bench.window.findChild(ChangeDialog)


def submit(bench: Bench, qtbot, reason: str) -> None:
    dialog = dialog_of(bench)
    dialog.reason_field.setText(reason)
    button = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.settle()


def undo_text(bench: Bench) -> str:
    return bench.window.actions_of_window.action("undo").text()


def test_a_fact_is_judged_and_the_judgement_taken_back(bench, qtbot, sample):
    press_row(bench, qtbot, "Josef Marlow")
    trigger(bench, "judge")
    dialog = dialog_of(bench)
    dialog.rank_field.take(Rank.DEPRECATED)
    submit(bench, qtbot, "a namesake")
    assert record_in(sample, "Edda Marlow")["father"] == ["Edmund Marlow, Sr."]
    _, row = row_of(bench, "Josef Marlow")
    assert row.flag == "set aside"
    assert undo_text(bench) == "&Undo: judge father"
    trigger(bench, "undo")
    bench.settle()
    assert len(record_in(sample, "Edda Marlow")["father"]) == 2
    entry = newest(sample, 1)[0]
    assert (entry.type, entry.reason) == ("FactAssessed", "undone")


def test_a_fact_is_given_to_whom_it_is_about_and_back(bench, qtbot, sample):
    press_row(bench, qtbot, "Henrik Oost")
    trigger(bench, "reattribute")
    dialog = dialog_of(bench)
    submit(bench, qtbot, "her sister's husband")
    assert "Choose a subject" in dialog.refusal.text()
    qtbot.keyClicks(dialog.subject_field, "Ines Marlow")
    submit(bench, qtbot, "her sister's husband")
    assert record_in(sample, "Ines Marlow")["spouse"] == ["Henrik Oost"]
    assert undo_text(bench) == "&Undo: reattribute spouse"
    trigger(bench, "undo")
    bench.settle()
    assert "spouse" not in record_in(sample, "Ines Marlow")
    assert record_in(sample, "Edda Marlow")["spouse"] == ["Henrik Oost"]


def test_what_was_retracted_is_reinstated_from_the_history(bench, qtbot, sample):
    press_row(bench, qtbot, "Henrik Oost")
    trigger(bench, "retract")
    submit(bench, qtbot, "doubtful")
    assert "spouse" not in record_in(sample, "Edda Marlow")
    assert not is_possible(bench, "reinstate")
    history = bench.window.history.list
    history.setCurrentIndex(history.entries.index(0, 0))
    trigger(bench, "reinstate")
    bench.settle()
    submit(bench, qtbot, "found in the parish book")
    assert record_in(sample, "Edda Marlow")["spouse"] == ["Henrik Oost"]
    assert newest(sample, 1)[0].reason == "found in the parish book"


def test_the_selection_is_cited_for_a_fact_too(bench, qtbot):
    press_row(bench, qtbot, "Port Ellery")
    go_to(bench, "source", "Ellery Wiki")
    press_row(bench, qtbot, "Port Ellery")
    go_to(bench, "source", "Ellery Wiki")
    select(bench, "a Port Ellery organizer")
    assert is_possible(bench, "cite")
    trigger(bench, "cite")
    bench.settle()
    _, row = row_of(bench, "Port Ellery")
    assert chips(row) == [1, 3]
    assert undo_text(bench) == "&Undo: cite a passage for birthplace"
    trigger(bench, "undo")
    bench.settle()
    _, row = row_of(bench, "Port Ellery")
    assert chips(row) == [3]


def test_undo_knows_what_was_done_before_the_last_start(theme, qtbot, sample):
    with Archive.open(sample, agent="tester") as archive:
        fact = next(
            fact.id
            for answer in archive.queries.record("Edda Marlow").properties()
            if answer.name == "spouse"
            for fact in answer.scopes[0].values[0].facts
        )
        archive.execute(RetractFacts((fact,), "doubtful"))
    bench = Bench(theme, None, "tester", watch=False)
    qtbot.addWidget(bench.window)
    bench.files.open(sample)
    bench.settle()
    assert undo_text(bench) == "&Undo: retract spouse"
    trigger(bench, "undo")
    bench.settle()
    assert record_in(sample, "Edda Marlow")["spouse"] == ["Henrik Oost"]
    assert not is_possible(bench, "undo")
    bench.window.close()


def test_an_act_another_has_gone_on_from_is_not_undone(bench, qtbot, sample):
    press_row(bench, qtbot, "Henrik Oost")
    fact = bench.reader.record.chosen_facts
    trigger(bench, "retract")
    submit(bench, qtbot, "doubtful")
    with Archive.open(sample, agent="another") as archive:
        archive.execute(AssessFacts(fact, "weak", Rank.DEPRECATED))
        archive.execute(ReattributeFacts(fact, "Ines Marlow", "hers"))
    trigger(bench, "undo")
    bench.settle()
    assert newest(sample, 1)[0].type == "FactReinstated"
    assert not is_possible(bench, "undo")


def test_the_history_is_filtered_by_who_what_and_when(bench, qtbot):
    pane = bench.window.history
    pane.set_scope(HistoryScope.ALL)
    pane.scope_chosen.emit(HistoryScope.ALL)
    bench.settle()

    def choose(words: str) -> None:
        pane.sieve_button.fill()
        menu = pane.sieve_button.menu()
        next(act for act in menu.actions() if act.text() == words).trigger()
        bench.settle()

    choose("K. Oduya")
    agents = {entry.agent for entry in pane.list.entries.entries}
    assert agents == {"K. Oduya"}
    assert pane.sieve_strip.isVisible()
    choose("Judgements")
    kinds = {entry.type for entry in pane.list.entries.entries}
    assert kinds <= {"FactAssessed", "NoteWritten", "SubjectsLinked", "ConflictResolved"}
    assert "FactAssessed" in kinds
    choose("Anybody")
    choose("Corrections")
    assert {entry.type for entry in pane.list.entries.entries} == {
        "FactCorrected",
        "FactReattributed",
    }
    choose("Today")
    assert pane.list.entries.rowCount() == 0
    assert pane._empty.isVisible()
    qtbot.mouseClick(pane.sieve_strip.button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert len(pane.list.entries.entries) >= FIRST_PAGE
    assert not pane.sieve_strip.isVisible()


def test_who_entered_a_fact_is_one_gesture_away(bench, qtbot):
    press_row(bench, qtbot, "Edmund Marlow, Sr.")
    bench.window.record.list.setFocus()
    view = bench.window.record.list
    rect = view.visualRect(view.currentIndex())
    at = QPoint(rect.left() + 60, rect.center().y())
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    view.viewportEvent(event)
    assert QToolTip.text().startswith("Entered by you, 9 March 2026")
    QToolTip.hideText()
    trigger(bench, "blame")
    bench.settle()
    assert bench.window.history.scope is HistoryScope.FACT
    assert "Corrected father" in headings(bench)


def test_fact_and_passage_are_copied(bench, qtbot):
    press_row(bench, qtbot, "Port Ellery")
    trigger(bench, "copy_fact")
    bench.settle()
    told = json.loads(QGuiApplication.clipboard().text())
    assert told["value"] == "Port Ellery"
    assert told["citations"][0]["quote"]
    select(bench, "born March 9, 1948")
    trigger(bench, "copy_passage")
    bench.settle()
    words = QGuiApplication.clipboard().text()
    assert words.startswith("“born March 9, 1948” (Province Almanac: Edda Marlow [3], characters ")


SEA = "In 1966 she went to sea for four years as a purser"


@pytest.fixture
def windows(theme, qtbot, settings, sample):
    """Opens windows on the same file and with the same settings, one after the other."""
    made = []

    def start() -> Bench:
        bench = Bench(theme, settings, "tester", watch=False)
        qtbot.addWidget(bench.window)
        bench.window.resize(1440, 900)
        bench.window.show()
        bench.files.open(sample)
        bench.settle()
        made.append(bench)
        return bench

    yield start
    for bench in made:
        bench.window.close()


def begin_form(bench: Bench, qtbot) -> None:
    go_to(bench, "source", "Province Almanac")
    select(bench, SEA)
    trigger(bench, "new_fact")
    form = bench.writing.form
    qtbot.keyClicks(form.property_field, "occupation")
    form.value_field.setText("purser of the ferry")
    form._note_button.click()
    form.note_field.setText("ask the shipping office")


def test_a_form_comes_back_after_a_crash(windows, qtbot, settings):
    first = windows()
    begin_form(first, qtbot)
    qtbot.waitUntil(lambda: "purser of the ferry" in str(settings.allKeys()) or _kept(settings))
    # The program dies here: nothing of it is told to close.
    first.desk.session.close()
    settings.sync()
    again = windows()
    form = again.writing.form
    assert form is not None
    assert form.isVisible()
    assert form.value_field.text() == "purser of the ferry"
    assert form.note_field.text() == "ask the shipping office"
    assert form.property_field.choice == "occupation"
    assert form.seed.quote == SEA
    assert SEA not in json.dumps([settings.value(key) for key in settings.allKeys()], default=str)
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    again.settle()
    assert chosen_value(again) == "purser of the ferry"
    assert not _kept(settings)
    first.desk.session = None


def _kept(settings) -> bool:
    settings.sync()
    return any(
        "purser of the ferry" in str(settings.value(key))
        for key in settings.allKeys()
        if key.startswith("drafts/")
    )


def test_a_form_given_up_does_not_come_back(windows, qtbot, settings):
    first = windows()
    begin_form(first, qtbot)
    qtbot.waitUntil(lambda: _kept(settings))
    qtbot.keyClick(first.writing.form.value_field, Qt.Key.Key_Escape)
    assert not _kept(settings)
    first.window.close()
    assert windows().writing.form is None


def test_a_form_left_open_is_there_at_the_next_start(windows, qtbot):
    first = windows()
    begin_form(first, qtbot)
    first.window.close()
    assert windows().writing.form.value_field.text() == "purser of the ferry"


def test_a_form_is_dropped_where_anybody_erased_something_since(windows, qtbot, sample, settings):
    first = windows()
    begin_form(first, qtbot)
    first.window.close()
    assert _kept(settings)
    with Archive.open(sample) as archive:
        note = archive.execute(WriteNote("Edda Marlow", "purser of the ferry")).answer
        archive.erase(EraseContent(f"@{note.position}", "asked"))
    again = windows()
    assert again.writing.form is None
    assert not _kept(settings)
    # One that is begun afterwards is kept as ever.
    begin_form(again, qtbot)
    again.window.close()
    assert _kept(settings)
    assert windows().writing.form.value_field.text() == "purser of the ferry"


def test_an_open_form_is_kept_no_longer_once_something_is_erased(windows, qtbot, sample, settings):
    first = windows()
    begin_form(first, qtbot)
    qtbot.waitUntil(lambda: _kept(settings))
    with Archive.open(sample) as archive:
        note = archive.execute(WriteNote("Edda Marlow", "purser of the ferry")).answer
        archive.erase(EraseContent(f"@{note.position}", "asked"))
    first.desk.look()
    first.settle()
    assert first.writing.form is not None
    assert not _kept(settings)
    first.writing.form.value_field.setText("purser of the ferry, retired")
    first.settle()
    first.window.close()
    assert not _kept(settings)


def test_looking_back_puts_the_form_away_and_now_brings_it_back(windows, qtbot):
    bench = windows()
    begin_form(bench, qtbot)
    bench.lists.look_at("@200")
    bench.settle()
    assert bench.writing.form is None
    bench.lists.look_at_now()
    bench.settle()
    assert bench.writing.form.value_field.text() == "purser of the ferry"


def test_a_dialog_comes_back_after_a_crash(windows, qtbot):
    first = windows()
    press_row(first, qtbot, "Henrik Oost")
    trigger(first, "correct")
    dialog = dialog_of(first)
    dialog.value_field.setText("Hendrik Oost")
    dialog.reason_field.setText("a letter was mis")
    first.unfinished.keep()
    first.desk.session.close()
    again = windows()
    found = dialog_of(again)
    assert found is not None
    assert (found.value_field.text(), found.reason_field.text()) == (
        "Hendrik Oost",
        "a letter was mis",
    )
    found.reject()
    first.desk.session = None
