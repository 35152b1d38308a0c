# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The new-fact form, by keys alone."""

from __future__ import annotations

import pytest
from marlow import SELECTED, form_help, seed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from fonds.viewer.fact_form import FactForm


@pytest.fixture
def form(theme, qtbot):
    made = FactForm(theme, form_help())
    qtbot.addWidget(made)
    made.resize(420, 260)
    made.open(seed())
    made.show()
    qtbot.waitExposed(made)
    made.take_keys()
    return made


def press(qtbot, field, key):
    """Press a key where the keyboard would send it: the list of completions takes it first."""
    popup = field.completer().popup()
    qtbot.keyClick(popup if popup.isVisible() else field, key)


def test_keys_go_to_the_first_empty_field(form):
    assert form.focusWidget() is form.property_field


def test_a_fact_by_keys_alone(form, qtbot):
    qtbot.keyClicks(form.property_field, "occ")
    press(qtbot, form.property_field, Qt.Key.Key_Tab)
    assert form.property_field.text() == "occupation"
    assert form.value_field.text() == "purser"
    qtbot.keyClick(form.value_field, Qt.Key.Key_Tab)
    qtbot.keyClicks(form.when_field, "in 1966 for four years")
    assert form.when_field.aside == "reads as 1966/1970~"
    with qtbot.waitSignal(form.submitted) as caught:
        qtbot.keyClick(form.when_field, Qt.Key.Key_Return)
    draft, follow = caught.args
    assert follow is False
    assert draft.seed.quote == SELECTED
    assert (draft.subject, draft.property, draft.value) == ("marlow", "occupation", "purser")
    assert (draft.when, draft.when_text) == ("1966/1970~", "in 1966 for four years")
    assert (draft.speaker, draft.mark, draft.note) == ("Province Almanac", "", "")


def test_control_enter_goes_on(form, qtbot):
    qtbot.keyClicks(form.property_field, "father")
    with qtbot.waitSignal(form.submitted) as caught:
        qtbot.keyClick(form.value_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert caught.args[1] is True


def test_escape_gives_up(form, qtbot):
    with qtbot.waitSignal(form.cancelled):
        qtbot.keyClick(form.value_field, Qt.Key.Key_Escape)


def test_a_date_read_from_words_shows_them(form):
    form.open(seed(when_text="in 1966 … for four years"))
    assert form.when_field.text() == "1966/1970~"
    assert form.when_field.aside == "read from “in 1966 … for four years”"
    assert form.draft().when_text == "in 1966 … for four years"


def test_words_that_are_no_date_stop_the_form(form, qtbot):
    qtbot.keyClicks(form.property_field, "father")
    qtbot.keyClicks(form.when_field, "long ago")
    with qtbot.assertNotEmitted(form.submitted, wait=20):
        qtbot.keyClick(form.when_field, Qt.Key.Key_Return)
    assert form.refusal.isVisible()
    assert "not read as a date" in form.refusal.text()
    assert form.when_field.text() == "long ago"


def test_without_a_property_it_says_so(form, qtbot):
    with qtbot.assertNotEmitted(form.submitted, wait=20):
        qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    assert "property" in form.refusal.text()
    assert form.focusWidget() is form.property_field


def test_a_refusal_keeps_what_was_typed(form, qtbot):
    qtbot.keyClicks(form.property_field, "father")
    form.value_field.setText("Edmund Marlow, Sr.")
    form.submit()
    form.refuse("The words do not stand at that place any more. Select them again.")
    assert form.refusal.isVisible()
    assert form.refusal.text().startswith("⚑")
    assert form.value_field.text() == "Edmund Marlow, Sr."
    with qtbot.waitSignal(form.submitted):
        form.submit()


def test_nothing_is_sent_twice_while_it_is_being_written(form, qtbot):
    qtbot.keyClicks(form.property_field, "father")
    sent = []
    form.submitted.connect(lambda draft, _: sent.append(draft))
    form.submit()
    form.submit()
    assert len(sent) == 1
    form.accepted()
    form.submit()
    assert len(sent) == 2


def test_a_typed_value_is_not_overwritten_by_a_guess(form, qtbot):
    form.value_field.setText("steward")
    qtbot.keyClicks(form.property_field, "occ")
    press(qtbot, form.property_field, Qt.Key.Key_Tab)
    assert form.value_field.text() == "steward"


def test_a_note_unfolds(form, qtbot):
    button = next(b for b in form.findChildren(QPushButton) if b.text() == "Note…")
    assert not form.note_field.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert form.note_field.isVisible()
    qtbot.keyClicks(form.note_field, "check the log")
    assert form.draft().note == "check the log"


def test_an_unknown_subject_is_kept_as_a_label(form, qtbot):
    form.subject_field.clear()
    qtbot.keyClicks(form.subject_field, "Rolf Marlow")
    draft = form.draft()
    assert (draft.subject, draft.subject_label) == ("", "Rolf Marlow")


def test_every_field_has_a_name(form):
    fields = (
        form.subject_field,
        form.property_field,
        form.value_field,
        form.when_field,
        form.speaker_field,
        form.mark_field,
        form.note_field,
    )
    names = [field.accessibleName() for field in fields]
    assert all(names)
    assert len(set(names)) == len(names)


def test_choosing_from_the_list_by_keys(form, qtbot):
    qtbot.keyClicks(form.property_field, "date")
    popup = form.property_field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(form.submitted, wait=20):
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert form.property_field.choice == "date_of_birth"


def test_who_says_so_is_a_subject_only_where_one_is_chosen(form, qtbot):
    field = form.speaker_field
    for typed in ("Edda Marlow", "her daughter"):
        field.clear()
        qtbot.keyClicks(field, typed)
        field.completer().popup().hide()
        form.mark_field.setFocus()
        draft = form.draft()
        assert (draft.speaker, draft.speaker_subject) == (typed, "")
    field.setFocus()
    field.clear()
    qtbot.keyClicks(field, "Edda")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    draft = form.draft()
    assert (draft.speaker, draft.speaker_subject) == ("Edda Marlow", "marlow")
    typed = form.typed()
    form.open(seed())
    assert form.draft().speaker_subject == ""
    form.put_back(typed)
    assert form.draft().speaker_subject == "marlow"
    qtbot.keyClicks(field, "s")
    assert form.draft().speaker_subject == ""


def test_a_narrow_form_gives_who_says_so_the_whole_width(form, qtbot):
    whole = form.when_field.width()
    form.resize(252, 300)
    qtbot.waitUntil(lambda: form.when_field.width() < whole)
    assert form.speaker_field.width() == form.value_field.width()
    assert form.mark_field.geometry().top() > form.speaker_field.geometry().bottom()
    assert form.speaker_field.toolTip() == form.speaker_field.text() == "Province Almanac"
    form.resize(600, 300)
    qtbot.waitUntil(lambda: form.mark_field.x() > form.speaker_field.geometry().right())
