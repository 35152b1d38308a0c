# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A subject of any kind and a property of the archive's own, made in the window by keys alone."""

from __future__ import annotations

import pytest
from hands import press_row, select, trigger
from keyboard import Keys
from PySide6.QtWidgets import QApplication, QPushButton

from fonds.archive import Archive
from fonds.archive.commands.subjects import DefineProperty
from fonds.events.values import SubjectKind, ValueType
from fonds.viewer.desk.defining_dialogs import PropertyDialog, SubjectDialog, name_from

MEANING = "The number on a pilot's licence."


@pytest.fixture
def keys(bench):
    """The keyboard, before the window with the sample in it."""
    bench.window.activateWindow()
    return Keys(bench)


def choose(keys, field, said):
    """Choose among words as a person does: go there and type how it begins."""
    keys.go_to(field)
    keys.type(said)
    assert field.currentText().startswith(said)


def defined(sample, name):
    with Archive.open(sample, read_only=True) as archive:
        return next((one for one in archive.queries.properties() if one.name == name), None)


def opened(sample, label):
    with Archive.open(sample, read_only=True) as archive:
        record = archive.queries.record(label)
    return record.kind, record.id


def test_a_ship_yard_is_made_a_subject_shown_and_taken_back(bench, sample, keys):
    keys.press("Ctrl+Shift+N")
    dialog = bench.window.findChild(SubjectDialog)
    assert dialog.name_field.hasFocus()
    keys.press("Return")
    assert "name" in dialog.refusal.text()
    keys.type("Ellery Yard")
    choose(keys, dialog.kind_field, "Org")
    keys.go_to(dialog.also_field)
    keys.type("the Yard; Ellery & Sons")
    keys.press("Return")
    assert bench.window.findChild(SubjectDialog) is None
    kind, made = opened(sample, "Ellery Yard")
    assert kind is SubjectKind.ORGANIZATION
    assert (bench.reader.record.kind, bench.reader.record.id) == ("subject", made)
    with Archive.open(sample, read_only=True) as archive:
        assert archive.queries.names.subject("Ellery & Sons") == made
    trigger(bench, "undo")
    bench.settle()
    assert bench.window.notice.words.startswith("Undone")


def test_a_property_is_defined_once_and_every_word_of_it_kept(bench, sample, keys):
    trigger(bench, "define")
    bench.settle()
    dialog = bench.window.findChild(PropertyDialog)
    keys.press("Return")
    assert "Name it" in dialog.refusal.text()
    keys.type("Pilot's number")
    keys.press("Return")
    assert "means" in dialog.refusal.text()
    assert dialog.meaning_field.hasFocus()
    keys.type(MEANING)
    choose(keys, dialog.type_field, "Num")
    choose(keys, dialog.cardinality_field, "Only")
    choose(keys, dialog.section_field, "Off")
    keys.press("Return")
    assert bench.window.findChild(PropertyDialog) is None
    assert "Pilot's number" in bench.window.notice.words
    made = defined(sample, "pilots_number")
    assert (made.label, made.definition) == ("Pilot's number", MEANING)
    assert made.value_types == (ValueType.QUANTITY,)
    assert (made.cardinality, made.section) == ("single", "office")
    trigger(bench, "define")
    bench.settle()
    dialog = bench.window.findChild(PropertyDialog)
    keys.type("Pilots number")
    keys.go_to(dialog.meaning_field)
    keys.type("Another thing.")
    keys.press("Ctrl+Return")
    assert "is a property already" in dialog.refusal.text()
    keys.go_to(dialog.label_field)
    keys.press("Ctrl+A")
    keys.type("Birthplace")
    keys.press("Return")
    assert "“Birthplace” is a property already" in dialog.refusal.text(), "not used here, but known"
    assert dialog.meaning_field.toPlainText() == "Another thing."
    keys.press("Escape")
    assert defined(sample, "pilots_number").definition == MEANING


def begin_fact(bench, keys):
    select(bench, bench.reader.source.read.view.text[:12])
    keys.press("Ctrl+Return")
    return bench.writing.form


def fill(keys, form, name, value):
    """Type a property and a value in place of what was guessed."""
    for field, words in ((form.property_field, name), (form.value_field, value)):
        keys.go_to(field)
        keys.press("Ctrl+A")
        keys.type(words)


def newest_value(sample):
    with Archive.open(sample, read_only=True) as archive:
        fact = archive.queries.fact(archive.queries.history(limit=1)[0].fact)
    return fact.property, fact.value


def test_what_a_form_lacks_is_defined_from_within_it(bench, sample, keys):
    form = begin_fact(bench, keys)
    fill(keys, form, "pilot number", "17")
    keys.press("Return")
    assert "Press Enter again to define it." in form.refusal.text()
    keys.press("Return")
    dialog = bench.window.findChild(PropertyDialog)
    assert dialog.label_field.text() == "pilot number"
    assert dialog.meaning_field.hasFocus()
    keys.type(MEANING)
    keys.press("Ctrl+Return")
    assert bench.window.focusWidget() is form.value_field
    assert form.value_field.text() == "17", "what was typed before stays"
    keys.press("Return")
    assert bench.writing.form is None
    assert newest_value(sample) == ("pilot_number", "17")


def test_what_is_asked_for_is_asked_no_more_once_the_menu_defined_it(bench, sample, keys):
    form = begin_fact(bench, keys)
    fill(keys, form, "motto", "Ever on")
    keys.press("Return")
    assert "Press Enter again to define it." in form.refusal.text()
    trigger(bench, "define")
    bench.settle()
    keys.type(MEANING)
    keys.press("Ctrl+Return")
    assert bench.window.focusWidget() is form.value_field
    keys.press("Return")
    assert bench.window.findChild(PropertyDialog) is None
    assert newest_value(sample) == ("motto", "Ever on")


def test_a_form_can_be_sent_after_a_definition_was_given_up(bench, sample, keys):
    form = begin_fact(bench, keys)
    fill(keys, form, "pilot number", "17")
    keys.press("Return")
    keys.press("Return")
    assert bench.window.findChild(PropertyDialog) is not None
    keys.press("Escape")
    assert bench.window.focusWidget() is form.property_field
    keys.press("Ctrl+A")
    keys.type("occupation")
    keys.go_to(form.value_field)
    keys.press("Return")
    assert bench.writing.form is None
    assert newest_value(sample) == ("occupation", "17")


def test_whom_a_fact_is_about_is_opened_as_what_it_is(bench, sample, keys):
    form = begin_fact(bench, keys)
    fill(keys, form, "occupation", "builds ships")
    keys.go_to(form.subject_field, "Shift+Tab")
    keys.press("Ctrl+A")
    keys.type("Ellery Yard")
    keys.press("Return")
    assert "Ctrl+Shift+N" in form.refusal.text()
    keys.press("Ctrl+Shift+N")
    dialog = bench.window.findChild(SubjectDialog)
    assert dialog.name_field.text() == "Ellery Yard"
    assert dialog.kind_field.hasFocus()
    keys.type("Org")
    keys.press("Return")
    kind, made = opened(sample, "Ellery Yard")
    assert kind is SubjectKind.ORGANIZATION
    assert form.subject_field.choice == made
    assert bench.window.focusWidget() is form.subject_field
    keys.press("Return")
    assert bench.reader.record.id == made


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Pilot's number", "pilots_number"),
        ("  Großer  Übergang ", "grosser_ubergang"),
        ("2nd school", "nd_school"),
        ("Łódź—Ærø", "lodz_aero"),
        ("学校", ""),
        ("x" * 150, "x" * 100),
    ],
)
def test_a_name_is_made_of_a_label(label, name):
    assert name_from(label) == name


@pytest.mark.parametrize("name", ["define", "new_subject", "add_work", "retract", "correct"])
def test_enter_sends_after_tab_has_gone_past_the_button_that_gives_up(bench, qtbot, keys, name):
    press_row(bench, qtbot, "Henrik Oost")
    trigger(bench, name)
    bench.settle()
    dialog = QApplication.activeModalWidget()
    first = QApplication.focusWidget()
    past = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Cancel")
    keys.go_to(past)
    keys.press("Tab")
    keys.go_to(first)
    assert [one.text() for one in dialog.findChildren(QPushButton) if one.isDefault()] != ["Cancel"]
    keys.press("Escape")


def test_what_is_refused_from_its_button_keeps_the_keys_there(bench, sample, keys):
    trigger(bench, "define")
    bench.settle()
    dialog = QApplication.activeModalWidget()
    keys.type("Pilot number")
    keys.go_to(dialog.meaning_field)
    keys.type(MEANING)
    # Somebody else defines it meanwhile: only the archive can say so.
    bench.desk.lexicon.properties.pop("pilot_number", None)
    with Archive.open(sample) as archive:
        archive.execute(DefineProperty("pilot_number", definition=MEANING))
    keys.go_to(dialog.go)
    keys.press("Space")
    assert "already" in dialog.refusal.text()
    assert dialog.go.hasFocus(), "the next Enter would give everything up"
    keys.press("Return")
    assert dialog.isVisible()
    keys.press("Escape")
