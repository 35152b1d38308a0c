# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Writing in the window: a fact from a selection, refusals, corrections, undo, others' writing."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from hands import (
    chosen_value,
    go_to,
    headings,
    is_possible,
    lit_words,
    newest,
    press_row,
    record_in,
    row_of,
    rows,
    select,
    trigger,
)
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.facts import AssertFact
from fonds.events.values import ValueKind
from fonds.viewer import languages
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.change_dialog import ChangeDialog

SEA = "In 1966 she went to sea for four years as a purser"
NOTHING = Qt.KeyboardModifier.NoModifier
PURSER = ("Edda Marlow", "occupation", "purser", "Province Almanac: Edda Marlow", SEA)


@pytest.fixture
def almanac(bench):
    """The window with the third source beside the record."""
    go_to(bench, "source", "Province Almanac")
    return bench


def press(qtbot, field, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    popup = field.completer().popup() if field.completer() else None
    qtbot.keyClick(popup if popup is not None and popup.isVisible() else field, key, modifier)


def open_form(bench: Bench, qtbot, words: str):
    select(bench, words)
    edit = bench.window.source.surface.edit
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = bench.writing.form
    assert form is not None
    assert form.isVisible()
    return form


def choose_property(qtbot, form, typed: str) -> None:
    form.property_field.setFocus()
    qtbot.keyClicks(form.property_field, typed)
    press(qtbot, form.property_field, Qt.Key.Key_Tab)


def dialog_of(bench: Bench) -> ChangeDialog:
    return bench.window.findChild(ChangeDialog)


def press_button(dialog, qtbot, words: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_new_fact_by_keys_alone(almanac, qtbot, sample):
    form = open_form(almanac, qtbot, SEA)
    assert form._words.text() == f"“{SEA}”"
    assert form.subject_field.text() == "Edda Marlow"
    assert form.speaker_field.text() == "Province Almanac article"
    assert form.mark_field.text() == ""
    assert form.when_field.text() == "1966"
    choose_property(qtbot, form, "occup")
    assert form.property_field.text() == "Occupation"
    form.value_field.setText("purser")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    assert almanac.writing.form is None
    assert chosen_value(almanac) == "purser"
    assert lit_words(almanac) == [SEA]
    assert headings(almanac) == ["Asserted occupation"]
    assert "64 facts" in almanac.window.record.head.subtitle
    assert "purser" in record_in(sample, "Edda Marlow")["occupation"]
    entry = newest(sample, 1)[0]
    assert (entry.type, entry.agent) == ("FactAsserted", "tester")
    with Archive.open(sample, read_only=True) as archive:
        fact = archive.queries.fact(entry.fact)
    assert fact.citations[0].quote == SEA
    assert (fact.when.edtf, fact.when_text) == ("1966", "In 1966")
    assert fact.citations[0].asserted_by == "Province Almanac article"
    assert almanac.window.status._parts[1].text() == f"{entry.position} events, all saved"


def test_who_says_so_is_bound_to_the_subject_chosen(almanac, qtbot, sample):
    form = open_form(almanac, qtbot, SEA)
    choose_property(qtbot, form, "occup")
    form.value_field.setText("purser")
    form.speaker_field.setFocus()
    form.speaker_field.clear()
    qtbot.keyClicks(form.speaker_field, "Casimir")
    popup = form.speaker_field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    form.mark_field.setText("[99]")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    with Archive.open(sample, read_only=True) as archive:
        fact = archive.queries.fact(archive.queries.history(limit=1)[0].fact)
        (cited,) = fact.citations
        who, work = cited.chain
        assert (who.speaker, who.read) == ("Casimir Thale", True)
        assert archive.queries.names.label(who.subject) == "Casimir Thale"
        assert (work.mark, work.subject) == (cited.cited_work.mark, None)


def test_a_fact_that_stands_already_is_told(almanac, qtbot):
    form = open_form(almanac, qtbot, SEA)
    notice = almanac.window.notice
    for key, again in (("and next", False), ("and next", True), ("done", True)):
        form.choose_property("occupation")
        form.value_field.setText("purser")
        form.when_field.setText("1966")
        follow = Qt.KeyboardModifier.ControlModifier if key == "and next" else NOTHING
        qtbot.keyClick(form.value_field, Qt.Key.Key_Return, follow)
        almanac.settle()
        assert notice.isVisible()
        assert ("now it stands twice" in notice.words) is again
    assert almanac.writing.form is None


@pytest.mark.parametrize("tongue", ["en", "de"])
def test_in_a_small_window_words_and_form_are_both_seen(almanac, qtbot, qapp, tongue):
    almanac.window.resize(1024, 700)
    almanac.settle()
    languages.speak(qapp, tongue)
    try:
        form = open_form(almanac, qtbot, SEA)
        form.choose_property("occupation")
        # A remark about the time makes the form taller while one types.
        for when in ("1966", "the year the ice took the old pier"):
            form.when_field.setText(when)
            almanac.settle()
            text, surface = almanac.window.source.surface.edit, almanac.window.source.surface
            first, last = (surface._map.to_document(place) for place in surface.selection())
            assert text.place_top(first) >= 0
            assert text.place_top(last - 1) + text.fontMetrics().height() <= seen_height(text, form)
            corner = form.mapTo(almanac.window, QPoint(0, 0))
            assert almanac.window.rect().contains(QRect(corner, form.size()))
            assert form.isAncestorOf(QApplication.focusWidget())
    finally:
        languages.speak(qapp, "en")


def seen_height(text, form) -> int:
    """How far down the text is seen: to a form in its gap, or to its lower edge."""
    return form.y() if form.parent() is text.viewport() else text.viewport().height()


def test_a_date_is_read_from_its_words(almanac, qtbot, sample):
    form = open_form(almanac, qtbot, "Edda Marlow, born March 9, 1948, in Port Ellery")
    choose_property(qtbot, form, "born")
    assert form.value_field.text() == "March 9, 1948"
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    assert almanac.writing.form is None, form.refusal.text()
    with Archive.open(sample, read_only=True) as archive:
        fact = archive.queries.fact(newest(sample, 1)[0].fact)
    assert (fact.value, fact.as_written, fact.when) == ("1948-03-09", "March 9, 1948", None)


def test_the_mark_after_the_words_is_found_with_its_work(bench, qtbot, sample):
    go_to(bench, "source", "Ellery Wiki")
    words = "Her bill on lamp dues fell by a single vote."
    form = open_form(bench, qtbot, words)
    assert form.mark_field.text() == "3"
    choose_property(qtbot, form, "political act")
    form.value_field.setText("brought in a bill on lamp dues")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    bench.settle()
    with Archive.open(sample, read_only=True) as archive:
        fact = archive.queries.fact(newest(sample, 1)[0].fact)
    assert fact.second_hand
    assert fact.citations[0].cited_work.work == "Journal of the Provincial Assembly, volume 31"


def test_a_refusal_is_shown_in_the_form_and_nothing_is_lost(almanac, qtbot, sample):
    before = newest(sample, 1)[0].position
    form = open_form(almanac, qtbot, SEA)
    choose_property(qtbot, form, "born")
    form.value_field.setText("the year of the ice")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    assert almanac.writing.form is form
    assert form.refusal.isVisible()
    assert "the year of the ice" in form.refusal.text()
    # A key no field wants moves nothing in the text below.
    qtbot.keyClick(form.value_field, Qt.Key.Key_Down)
    assert almanac.window.source.selection() == (form.seed.start, form.seed.end)
    assert form.value_field.text() == "the year of the ice"
    assert newest(sample, 1)[0].position == before
    form.property_field.clear()
    choose_property(qtbot, form, "zzz")
    form.submit()
    almanac.settle()
    assert form.refusal.text().startswith("⚑ No property is called “zzz”")
    form.property_field.clear()
    choose_property(qtbot, form, "born")
    form.value_field.setText("1948")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    assert almanac.writing.form is None
    assert newest(sample, 1)[0].position > before


@pytest.mark.parametrize(
    ("typed", "kind"), [("None", ValueKind.NONE), (" unknown ", ValueKind.UNKNOWN)]
)
def test_that_there_is_no_value_can_be_typed(almanac, qtbot, typed, kind):
    form = open_form(almanac, qtbot, SEA)
    choose_property(qtbot, form, "occup")
    form.value_field.clear()
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    assert "type “none”" in form.refusal.text()
    assert form.value_field.hasFocus()
    form.value_field.setText(typed)
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    assert almanac.writing.form is None
    fact = next(
        fact
        for fact in almanac.reader.record.facts.values()
        if fact.id in almanac.reader.record.chosen_facts
    )
    assert (fact.value_kind, fact.value) == (kind, None)


def test_control_enter_keeps_the_form_for_the_next_words(almanac, qtbot, sample):
    form = open_form(almanac, qtbot, SEA)
    choose_property(qtbot, form, "occup")
    form.value_field.setText("purser")
    press(qtbot, form.value_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    almanac.settle()
    assert almanac.writing.form is form
    assert form.isVisible()
    assert (form.property_field.text(), form.value_field.text()) == ("", "")
    assert form.speaker_field.text() == "Province Almanac article"
    assert "purser" in record_in(sample, "Edda Marlow")["occupation"]
    assert almanac.window.notice.words.startswith("Added.")
    select(almanac, "She kept no diary")
    qtbot.waitUntil(lambda: form.seed.quote == "She kept no diary")
    assert form.isVisible()
    assert almanac.window.notice.words == "", "one has gone on"
    choose_property(qtbot, form, "described")
    form.value_field.setText("kept no diary")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    assert record_in(sample, "Edda Marlow")["described_as"] == ["kept no diary"]


def test_what_comes_next_is_said_no_longer_when_the_form_is_given_up(almanac, qtbot):
    form = open_form(almanac, qtbot, SEA)
    choose_property(qtbot, form, "occup")
    form.value_field.setText("purser")
    press(qtbot, form.value_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    almanac.settle()
    assert almanac.window.notice.words.startswith("Added.")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Escape)
    assert almanac.window.notice.words == ""


def test_escape_gives_up_and_nothing_is_recorded(almanac, qtbot, sample):
    before = newest(sample, 1)[0].position
    form = open_form(almanac, qtbot, SEA)
    qtbot.keyClick(form.value_field, Qt.Key.Key_Escape)
    almanac.settle()
    assert almanac.writing.form is None
    assert newest(sample, 1)[0].position == before


def test_a_form_waits_while_another_source_is_read(almanac, qtbot, sample):
    form = open_form(almanac, qtbot, SEA)
    choose_property(qtbot, form, "occup")
    form.value_field.setText("purser")
    go_to(almanac, "source", "The Quay")
    assert form.isHidden()
    assert "waits where its words stand" in almanac.window.notice.words
    go_to(almanac, "source", "Province Almanac")
    assert form.isVisible()
    assert not almanac.window.notice.isVisible()
    assert almanac.window.source.selected_words() == SEA
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    assert "purser" in record_in(sample, "Edda Marlow")["occupation"]


def test_a_form_that_waits_goes_along_to_words_marked_elsewhere(almanac, qtbot):
    form = open_form(almanac, qtbot, SEA)
    choose_property(qtbot, form, "described")
    form.value_field.setText("a girl of seven or eight")
    go_to(almanac, "source", "The Quay")
    words = "I was seven, I think, or eight."
    select(almanac, words)
    trigger(almanac, "new_fact")
    assert almanac.writing.form is form
    assert form.isVisible()
    assert (form.seed.quote, form.value_field.text()) == (words, "a girl of seven or eight")


def test_a_subject_nobody_knows_is_opened_only_when_confirmed(almanac, qtbot, sample):
    form = open_form(almanac, qtbot, "She kept no diary")
    form.subject_field.clear()
    qtbot.keyClicks(form.subject_field, "Wilhelmina Dorr")
    choose_property(qtbot, form, "described")
    form.value_field.setText("a friend")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    assert "There is no subject “Wilhelmina Dorr”" in form.refusal.text()
    qtbot.keyClick(form.subject_field, Qt.Key.Key_Return)
    almanac.settle()
    assert almanac.window.record.head.name == "Wilhelmina Dorr"
    assert record_in(sample, "Wilhelmina Dorr")["described_as"] == ["a friend"]


def test_a_value_is_not_guessed_to_be_whom_the_form_is_about(almanac, qtbot):
    form = open_form(almanac, qtbot, "Edda Marlow")
    choose_property(qtbot, form, "Mother")
    assert form.value_field.text() == ""
    form.property_field.clear()
    form.subject_field.setText("Jan Weil")
    choose_property(qtbot, form, "Mother")
    assert form.value_field.text() == "Edda Marlow"


def test_two_people_of_one_name_can_both_be_meant(almanac, qtbot):
    form = open_form(almanac, qtbot, "a grain merchant")
    form.subject_field.clear()
    qtbot.keyClicks(form.subject_field, "Jon Weil")
    offered = form.subject_field._choices
    assert len([label for label in offered if label.startswith("Jon Weil")]) == 2


def test_a_correction_and_its_undoing(bench, qtbot, sample):
    press_row(bench, qtbot, "Henrik Oost")
    trigger(bench, "correct")
    dialog = dialog_of(bench)
    assert "Spouse" in dialog.windowTitle()
    dialog.value_field.setText("Hendrik Oost")
    press_button(dialog, qtbot, "Correct")
    assert "Say why" in dialog.refusal.text()
    dialog.reason_field.setText("a letter was missed")
    dialog.value_field.clear()
    press_button(dialog, qtbot, "Correct")
    assert "type “none”" in dialog.refusal.text()
    dialog.value_field.setText("Hendrik Oost")
    press_button(dialog, qtbot, "Correct")
    bench.settle()
    assert record_in(sample, "Edda Marlow")["spouse"] == ["Hendrik Oost"]
    assert chosen_value(bench) == "Hendrik Oost"
    assert headings(bench)[0] == "Corrected spouse"
    undo = bench.window.actions_of_window.action("undo")
    assert undo.text() == "&Undo: correct spouse"
    trigger(bench, "undo")
    bench.settle()
    assert record_in(sample, "Edda Marlow")["spouse"] == ["Henrik Oost"]
    assert not is_possible(bench, "undo")


def test_a_retraction_and_its_undoing(bench, qtbot, sample):
    press_row(bench, qtbot, "Edda Ines Marlow")
    trigger(bench, "retract")
    dialog = dialog_of(bench)
    dialog.reason_field.setText("the infobox is not to be trusted")
    press_button(dialog, qtbot, "Retract")
    bench.settle()
    assert "birth_name" not in record_in(sample, "Edda Marlow")
    assert "62 facts" in bench.window.record.head.subtitle
    assert headings(bench) == ["Retracted birth name", "Asserted birth name"]
    trigger(bench, "undo")
    bench.settle()
    assert record_in(sample, "Edda Marlow")["birth_name"] == ["Edda Ines Marlow"]
    entry = newest(sample, 1)[0]
    assert (entry.type, entry.reason) == ("FactReinstated", "undone")
    row_of(bench, "Edda Ines Marlow")


def test_an_assertion_is_undone_by_a_retraction(almanac, qtbot, sample):
    form = open_form(almanac, qtbot, SEA)
    choose_property(qtbot, form, "occup")
    form.value_field.setText("purser")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    assert almanac.window.actions_of_window.action("undo").text() == "&Undo: assert occupation"
    trigger(almanac, "undo")
    almanac.settle()
    assert record_in(sample, "Edda Marlow")["occupation"] == ["organizer"]
    assert newest(sample, 1)[0].type == "FactRetracted"
    assert "purser" not in [getattr(row, "value", "") for row in rows(almanac)]


def test_a_fact_somebody_else_changed_meanwhile_is_not_overwritten(bench, qtbot, sample):
    press_row(bench, qtbot, "Henrik Oost")
    trigger(bench, "correct")
    dialog = dialog_of(bench)
    with Archive.open(sample, agent="another") as archive:
        archive.execute(RetractFacts(bench.reader.record.chosen_facts, "not hers"))
    dialog.value_field.setText("Hendrik Oost")
    dialog.reason_field.setText("a letter was missed")
    press_button(dialog, qtbot, "Correct")
    bench.settle()
    assert dialog.refusal.isVisible()
    assert dialog.value_field.text() == "Hendrik Oost"
    press_button(dialog, qtbot, "Cancel")
    assert newest(sample, 1)[0].type == "FactRetracted"


APPEND = """
import sys
from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
with Archive.open(sys.argv[1], agent="another program") as archive:
    archive.execute(AssertFact(*sys.argv[2:]))
"""


def test_what_another_program_appends_is_shown_without_losing_the_place(
    theme, qtbot, settings, sample
):
    bench = Bench(theme, settings, "tester")
    qtbot.addWidget(bench.window)
    bench.window.resize(1440, 900)
    bench.window.show()
    bench.files.open(sample)
    bench.settle()
    press_row(bench, qtbot, "Sam Petrakis")
    scroll = bench.window.record.list.verticalScrollBar().value()
    subprocess.run([sys.executable, "-c", APPEND, str(sample), *PURSER], check=True, timeout=60)
    qtbot.waitUntil(lambda: "64 facts" in bench.window.record.head.subtitle, timeout=10_000)
    bench.settle()
    row_of(bench, "purser")
    assert chosen_value(bench) == "Sam Petrakis"
    assert lit_words(bench) == ["- Successor: Sam Petrakis"]
    assert abs(bench.window.record.list.verticalScrollBar().value() - scroll) <= 60
    assert SEA in [
        bench.window.source.view.text[p.start : p.end] for p in bench.window.source.view.passages
    ]
    bench.window.close()


def test_what_another_appended_stands_on_top_of_the_history(bench, sample):
    with Archive.open(sample, agent="another") as archive:
        archive.execute(AssertFact(*PURSER))
    bench.desk.look()
    bench.settle()
    row_of(bench, "purser")
    assert headings(bench)[0] == "Asserted occupation"


def test_closing_while_something_loads_leaves_no_thread(theme, qtbot, sample):
    before = set(threading.enumerate())
    bench = Bench(theme, None, "tester")
    qtbot.addWidget(bench.window)
    bench.window.show()
    bench.files.open(sample)
    QApplication.processEvents()
    bench.window.close()
    assert set(threading.enumerate()) <= before
    again = Bench(theme, None, "tester")
    qtbot.addWidget(again.window)
    again.files.open(sample)
    again.settle()
    again.lists.read()
    again.window.close()
    assert set(threading.enumerate()) <= before


def test_who_a_transcript_names_is_taken_for_the_speaker(bench, qtbot, tmp_path):
    talk = tmp_path / "talk.vtt"
    talk.write_text(
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Casimir Thale>Edda kept the lamps.\n\n"
        "00:04.000 --> 00:05.000\nShe sold them later.\n",
        "utf-8",
    )
    bench.chores.add_files([talk])
    bench.settle()
    go_to(bench, "source", "talk")
    assert open_form(bench, qtbot, "sold them").speaker_field.text() == "Casimir Thale"


def test_of_a_name_that_several_bear_it_is_said_what_tells_them_apart(almanac, qtbot, sample):
    size = newest(sample, 1)[0].position
    form = open_form(almanac, qtbot, SEA)
    choose_property(qtbot, form, "spouse")
    form.value_field.setText("Jon Weil")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    almanac.settle()
    assert newest(sample, 1)[0].position == size
    said = form.refusal.text()
    assert "“Jon Weil” names 2 subjects" in said
    assert "Jon Weil, grain merchant" in said
    assert "Jon Weil, pilots’ spokesman" in said
