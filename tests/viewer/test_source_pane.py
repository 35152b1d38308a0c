# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The source pane, driven as a person would."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marlow import QUOTES, SELECTED, TEXT, source
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel

from fonds.viewer.find_bar import find_all
from fonds.viewer.passages import Passage, SourceView
from fonds.viewer.source_pane import SourcePane
from fonds.viewer.source_sheet import SourceSheet
from fonds.viewer.source_text import RICH_LIMIT
from fonds.viewer.theme import Scheme


@pytest.fixture
def pane(theme, qtbot):
    made = SourcePane(theme)
    qtbot.addWidget(made)
    made.resize(470, 760)
    made.show_source(source())
    made.show()
    qtbot.waitExposed(made)
    return made


def middle_of(pane: SourcePane, quote: str) -> QPoint:
    edit = pane.surface.edit
    cursor = QTextCursor(edit.document())
    cursor.setPosition(pane.view.text.index(quote) + len(quote) // 2)
    return edit.cursorRect(cursor).center() + QPoint(2, 0)


def click(qtbot, pane: SourcePane, quote: str) -> None:
    viewport = pane.surface.edit.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle_of(pane, quote))


@pytest.mark.parametrize("name", sorted(QUOTES))
def test_a_click_on_a_passage_chooses_it(pane, qtbot, name):
    with qtbot.waitSignal(pane.passage_chosen) as caught:
        click(qtbot, pane, QUOTES[name])
    assert caught.args == [[name]]


def test_a_click_beside_all_passages_chooses_nothing(pane, qtbot):
    with qtbot.assertNotEmitted(pane.passage_chosen, wait=20):
        click(qtbot, pane, "She did not stand again")


def test_enter_at_the_caret_chooses_too(pane, qtbot):
    pane.surface.edit.setFocus()
    pane.scroll_to(TEXT.index("12th") + 2)
    with qtbot.waitSignal(pane.passage_chosen) as caught:
        qtbot.keyClick(pane.surface.edit, Qt.Key.Key_Return)
    assert caught.args == [["district"]]


def test_words_selected_by_keys_are_code_points_of_the_source(pane, qtbot):
    edit = pane.surface.edit
    edit.setFocus()
    pane.scroll_to(TEXT.index(SELECTED))
    with qtbot.waitSignals([pane.selection_changed] * 7):
        for _ in range(7):
            qtbot.keyClick(edit, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert pane.selected_words() == "In 1966"
    assert pane.selection() == (TEXT.index("In 1966"), TEXT.index("In 1966") + 7)


def test_the_original_is_cut_whatever_the_widget_holds(pane):
    text = "\U0001f4dc\r\nOn\u00a04\u00a0May 1979\r\nshe sat."
    pane.show_source(SourceView("x", "X", text))
    start = text.index("4")
    pane.surface.select(start, start + 10)
    assert pane.selected_words() == "4\u00a0May 1979"
    assert pane.selection() == (start, start + 10)


def test_stepping_goes_through_all_passages_and_round(pane, qtbot):
    order = ["born", "term", "district", "father", "mother", "beaten", "born"]
    seen = []
    pane.passage_chosen.connect(seen.extend)
    for _ in order:
        qtbot.mouseClick(pane._forward, Qt.MouseButton.LeftButton)
    assert seen == order
    assert pane._count.text() == "1 of 6"
    qtbot.mouseClick(pane._back, Qt.MouseButton.LeftButton)
    assert pane._count.text() == "6 of 6"


def test_a_lit_passage_is_painted_in_its_colour(pane, theme, qtbot):
    def colours() -> set[str]:
        image = pane.surface.edit.viewport().grab().toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        }

    assert theme.palette.passage in colours()
    assert theme.palette.lit not in colours()
    pane.light(["father"])
    assert theme.palette.lit in colours()
    theme.set_scheme(Scheme.DARK)
    qtbot.waitUntil(lambda: theme.palette.lit in colours())


def test_other_colours_leave_the_text_as_it_is_laid_out(pane, theme, qtbot):
    changed = pane.surface.edit.document().contentsChange
    face = pane.surface.edit.document().defaultFont().pixelSize()
    family = pane.surface.edit.document().defaultFont().family()
    assert family == theme.reading_family
    with qtbot.assertNotEmitted(changed):
        theme.set_scheme(Scheme.DARK)
    # Being dressed would give it the face of the interface.
    assert pane.surface.edit.document().defaultFont().family() == family
    assert pane.surface.edit.document().defaultFont().pixelSize() == face
    with qtbot.waitSignal(changed):
        theme.set_zoom(1.5)
    assert pane.surface.edit.document().defaultFont().pixelSize() > face
    theme.set_zoom(1.0)
    assert pane.surface.edit.document().defaultFont().pixelSize() == face


def test_lighting_scrolls_to_the_passage(pane):
    text = (
        "\n\n".join(f"Paragraph {n} of many, and no passage in it." for n in range(200))
        + "\n\nEnd."
    )
    at = text.index("Paragraph 150")
    pane.show_source(SourceView("long", "Long", text, (Passage(at, at + 13, "far"),)))
    bar = pane.surface.edit.verticalScrollBar()
    assert bar.value() == 0
    pane.light(["far"])
    rect = pane.surface.edit.cursorRect()
    assert bar.value() > 0
    assert 0 < rect.top() < pane.surface.edit.viewport().height() * 0.6


def test_new_passages_of_the_same_text_keep_place_and_selection(pane):
    pane.surface.select(10, 20)
    view = source()
    start = TEXT.index(SELECTED)
    more = (*view.passages, Passage(start, start + len(SELECTED), "new"))
    pane.show_source(
        SourceView(
            view.id,
            view.title,
            TEXT,
            more,
            3,
            view.captures,
            view.capture,
            view.rendition,
            view.marks,
        )
    )
    assert pane.selection() == (10, 20)
    assert pane._count.text() == "7 passages"
    # What is lit keeps its number while passages come and go before it, or it goes itself.
    pane.light([view.passages[-1].excerpt])
    assert pane._count.text() == "7 of 7"
    pane.show_source(view)
    assert pane._count.text() == "6 of 6"
    pane.show_source(replace(view, passages=()))
    assert pane._count.text() == "0 passages"


def test_another_capture_can_be_chosen(pane, qtbot):
    with qtbot.waitSignal(pane.capture_chosen) as caught:
        pane._menu.actions()[1].trigger()
    assert caught.args == ["c1"]


class TestFind:
    def test_hits_are_counted_and_walked(self, pane, qtbot):
        pane.find_words()
        qtbot.keyClicks(pane.find_bar.field, "marlow")
        assert pane.find_bar._count.text() == "1 of 3"
        qtbot.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
        assert pane.find_bar._count.text() == "2 of 3"
        qtbot.keyClick(pane.find_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert pane.find_bar._count.text() == "1 of 3"

    def test_what_is_not_there_is_said(self, pane, qtbot):
        pane.find_words()
        qtbot.keyClicks(pane.find_bar.field, "zeppelin")
        assert pane.find_bar._count.text() == "not found"

    def test_escape_puts_it_away(self, pane, qtbot):
        pane.find_words()
        qtbot.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
        assert not pane.find_bar.isVisible()
        assert pane.selected_words() == ""

    def test_left_with_escape_the_hit_stays_selected(self, pane, qtbot):
        pane.find_words()
        qtbot.keyClicks(pane.find_bar.field, "marlow")
        qtbot.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
        second = find_all(pane.view.text, "marlow")[1]
        qtbot.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
        assert pane.selection() == (second.start, second.end)

    def test_put_away_by_another_text_it_selects_nothing(self, pane, qtbot):
        pane.find_words()
        qtbot.keyClicks(pane.find_bar.field, "marlow")
        pane.find_bar.put_away()
        assert pane.selected_words() == ""


class TestVeryLongText:
    @pytest.fixture
    def long_view(self):
        line = "A line of a very long text that goes on and on.\n"
        text = line * (RICH_LIMIT // len(line) + 10)
        at = 500 * len(line)
        return SourceView("big", "Big", text, (Passage(at, at + 6, "far"), Passage(0, 6, "near")))

    def test_the_plain_widget_marks_and_chooses(self, pane, qtbot, long_view, theme):
        pane.show_source(long_view)
        assert not pane.surface.is_rich
        pane.light(["far"])
        assert pane.surface.caret() == 500 * 48
        with qtbot.waitSignal(pane.passage_chosen) as caught:
            qtbot.keyClick(pane.surface.edit, Qt.Key.Key_Return)
        assert caught.args == [["far"]]
        block = pane.surface.plain.textCursor().block()
        qtbot.waitUntil(
            lambda: (
                theme.palette.lit
                in {f.format.background().color().name() for f in block.layout().formats()}
            )
        )

    def test_only_what_is_seen_is_formatted(self, pane, qtbot, long_view):
        pane.show_source(long_view)
        plain = pane.surface.plain
        first = plain.document().begin()
        qtbot.waitUntil(lambda: bool(first.layout().formats()))
        far = plain.document().findBlock(500 * 48)
        assert not far.layout().formats()
        pane.light(["far"])
        qtbot.waitUntil(lambda: bool(far.layout().formats()))
        formatted = sum(
            bool(plain.document().findBlockByNumber(n).userState() > 0)
            for n in range(plain.document().blockCount())
        )
        assert formatted < 200

    def test_a_lit_passage_is_put_out_again(self, pane, qtbot, long_view, theme):
        pane.show_source(long_view)
        block = pane.surface.plain.document().begin()

        def ground():
            return [f.format.background().color().name() for f in block.layout().formats()]

        pane.light(["near"])
        qtbot.waitUntil(lambda: theme.palette.lit in ground())
        pane.light([])
        qtbot.waitUntil(lambda: ground() == [theme.palette.passage])

    def test_going_to_and_fro_with_marks_is_safe(self, pane, long_view):
        for _ in range(3):
            pane.show_source(long_view)
            pane.find_words()
            pane.find_bar.field.setText("very long")
            assert len(pane.surface.plain.extraSelections()) > 10
            pane.show_source(source())
            assert pane.surface.is_rich

    def test_the_form_is_docked(self, pane, long_view):
        pane.show_source(long_view)
        pane.surface.select(0, 6)
        form = QLabel("form")
        pane.show_form(form)
        assert form.isVisible()
        assert not pane.surface.form_place.in_gap
        pane.hide_form()
        assert not pane.surface.form_place.dock.isVisible()


class TestGap:
    @pytest.fixture
    def form(self):
        made = QLabel("one\ntwo\nthree\nfour\nfive\nsix")
        made.setObjectName("stand-in")
        return made

    def open(self, pane: SourcePane, form: QLabel, words: str = SELECTED) -> None:
        start = pane.view.text.index(words)
        pane.surface.select(start, start + len(words))
        pane.show_form(form)

    def place(self, pane: SourcePane, words: str) -> int:
        cursor = QTextCursor(pane.surface.edit.document())
        cursor.setPosition(pane.view.text.index(words))
        return pane.surface.edit.cursorRect(cursor).top()

    def test_it_stays_in_sight_where_the_pane_gets_lower(self, pane, form, qtbot):
        self.open(pane, form)
        # As a notice does that comes in over the panes: now so low that the form just stood out.
        above = pane.height() - pane.surface.edit.viewport().height()
        pane.resize(pane.width(), above + form.geometry().bottom() - 20)
        text = pane.surface.edit.viewport()
        qtbot.waitUntil(lambda: form.geometry().bottom() < text.height())
        assert pane.surface.form_place.in_gap

    def test_the_text_moves_apart_and_nothing_is_covered(self, pane, form):
        before = self.place(pane, "In 1990")
        self.open(pane, form)
        assert pane.surface.form_place.in_gap
        box = form.geometry()
        assert self.place(pane, "purser") < box.top()
        assert box.bottom() < self.place(pane, "In 1990")
        assert self.place(pane, "In 1990") > before

    def test_no_place_shifts(self, pane, form):
        self.open(pane, form)
        assert pane.surface.edit.toPlainText() == TEXT
        assert pane.selected_words() == SELECTED

    def test_closing_puts_the_text_together_again(self, pane, form):
        before = self.place(pane, "In 1990")
        self.open(pane, form)
        pane.hide_form()
        assert self.place(pane, "In 1990") == before
        assert not form.isVisible()

    def test_the_form_follows_when_the_pane_becomes_narrow(self, pane, form, qtbot):
        self.open(pane, form)
        pane.resize(340, 760)
        qtbot.waitUntil(lambda: self.place(pane, "purser") < form.geometry().top())
        qtbot.waitUntil(lambda: form.geometry().bottom() < self.place(pane, "In 1990"))

    def test_the_gap_grows_with_the_form(self, pane, form, qtbot):
        self.open(pane, form)
        form.setText(form.text() + "\nseven\neight\nnine\nten")
        qtbot.waitUntil(lambda: form.height() >= form.sizeHint().height())
        qtbot.waitUntil(lambda: form.geometry().bottom() < self.place(pane, "In 1990"))

    def test_after_the_last_paragraph_there_is_room_too(self, pane, form):
        self.open(pane, form, "She did not stand again")
        assert pane.surface.form_place.in_gap
        viewport = pane.surface.edit.viewport().rect()
        assert viewport.contains(form.geometry())

    def test_where_form_and_words_cannot_be_seen_together_it_is_docked(self, pane, form):
        text = "First words. " + "And on it goes without an end. " * 400
        pane.show_source(SourceView("one", "One paragraph", text))
        self.open(pane, form, "First words")
        assert not pane.surface.form_place.in_gap
        assert form.isVisible()
        assert pane.surface.form_place.dock.isAncestorOf(form)

    def test_the_form_scrolls_with_its_words(self, pane, form):
        text = "\n".join(f"Paragraph {n} has a few words." for n in range(80))
        pane.show_source(SourceView("p", "P", text))
        self.open(pane, form, "Paragraph 9 has")
        top = form.geometry().top()
        pane.surface.edit.verticalScrollBar().setValue(40)
        assert form.geometry().top() == top - 40


def test_a_sheet_with_nothing_to_list_says_so_below_its_title(theme, qtbot):
    sheet = SourceSheet(theme)
    qtbot.addWidget(sheet)
    sheet.resize(400, 700)
    sheet.show_entries("Footnotes of this source", (), "No footnote of this source is noted yet.")
    sheet.show()
    qtbot.waitExposed(sheet)
    assert sheet._title.geometry().bottom() < 60
    assert sheet._empty.y() < 60
