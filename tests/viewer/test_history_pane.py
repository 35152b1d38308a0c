# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The history: pages, scopes, words."""

from __future__ import annotations

import pytest
from marlow import HISTORY, entry
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from fonds.viewer.history_model import HistoryModel, spoken
from fonds.viewer.history_pane import HistoryPane, HistoryScope


@pytest.fixture
def pane(theme, qtbot):
    made = HistoryPane(theme)
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show_entries(HISTORY, more=False)
    made.show()
    qtbot.waitExposed(made)
    return made


def many(first: int, count: int):
    return [entry(first - n, "Today", "you", "Asserted", f"fact {first - n}") for n in range(count)]


@pytest.mark.usefixtures("qapp")
def test_the_model_keeps_qts_rules():
    model = HistoryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.start(many(100, 10), more=True)
    for held in (10, 20, 30, 40):
        model.add_page(many(100 - held, 10), more=held < 40)
    model.add_newest(many(102, 2))
    assert [e.position for e in model.entries] == list(range(102, 50, -1))
    assert tester.model() is model


@pytest.mark.usefixtures("qapp")
def test_a_page_is_asked_for_once():
    model = HistoryModel()
    model.start(many(50, 10), more=True)
    asked = []
    model.more_wanted.connect(asked.append)
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [10]
    model.add_page([], more=False)
    assert not model.canFetchMore(QModelIndex())


def test_scrolling_down_fetches_all(pane, qtbot):
    pane.more_wanted.connect(lambda held: pane.add_page(many(300 - held, 50), more=held < 250))
    pane.show_entries(many(300, 50), more=True)

    def at_the_end() -> bool:
        pane.list.scrollToBottom()
        return pane.list.entries.rowCount() == 300

    qtbot.waitUntil(at_the_end)


def test_scopes_are_told(pane, qtbot):
    assert pane.scope is HistoryScope.RECORD
    with qtbot.waitSignal(pane.scope_chosen) as caught:
        qtbot.mouseClick(pane._segments[HistoryScope.ALL], Qt.MouseButton.LeftButton)
    assert caught.args == [HistoryScope.ALL]
    with qtbot.assertNotEmitted(pane.scope_chosen, wait=20):
        pane.set_scope(HistoryScope.FACT)
    assert pane.scope is HistoryScope.FACT


def test_an_empty_history_says_why(pane):
    pane.set_scope(HistoryScope.FACT)
    pane.show_entries((), more=False)
    assert pane._empty.isVisible()
    assert pane._empty.text() == "Choose a fact, and who entered it stands here."


def test_enter_opens_an_entry(pane, qtbot):
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.entry_opened) as caught:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert caught.args[0] in HISTORY


def test_an_entry_is_ringed_while_the_list_has_the_keys(pane, theme, qtbot):
    def rings() -> int:
        picture = pane.list.grab(pane.list.visualRect(pane.list.entries.index(0, 0))).toImage()
        middle = picture.height() // 2
        return sum(
            picture.pixelColor(x, middle).name() == theme.colour("accent").name() for x in range(4)
        )

    pane.activateWindow()
    pane.list.setFocus()
    qtbot.waitUntil(pane.list.hasFocus)
    assert rings() == 1
    pane.list.clearFocus()
    assert rings() == 0


def test_what_is_said_has_before_and_after():
    assert spoken(HISTORY[0]) == (
        "Corrected father; before: Edmund Marlow; after: Edmund Marlow, Sr.; "
        "“misread the suffix”; Today 12:04; you"
    )


def test_before_is_rust_and_after_is_green(pane, theme):
    image = pane.list.viewport().grab().toImage()
    colours = {image.pixelColor(200, y).name() for y in range(image.height())}
    assert {theme.palette.dispute_ground, theme.palette.added_ground} <= colours


def test_newest_come_on_top_without_losing_the_place(pane):
    pane.list.setCurrentIndex(pane.list.entries.index(1, 0))
    pane.add_newest(many(413, 1))
    assert pane.list.entries.entry(0).position == 413
    assert pane.list.currentIndex().row() == 2
