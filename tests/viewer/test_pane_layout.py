# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The panes put away, moved, set loose and brought back; by the keys, and kept until next time."""

from __future__ import annotations

import pytest
from hands import chosen_value, press_row, trigger
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from fonds.viewer.main_window import MainWindow
from fonds.viewer.pane_layout import MOST, USUAL

ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def panes(bench):
    return bench.window.panes


def test_a_pane_is_put_away_and_shown_again_by_its_keys(bench, panes, qtbot):
    window = bench.window
    action = window.actions_of_window.action("pane_history")
    assert action.isChecked()
    window.history.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert not window.history.isVisible()
    assert not action.isChecked()
    # The keys are not lost with it, and F6 passes over it.
    assert window.record.list.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.source.surface.edit.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert window.history.isVisible()
    assert action.isChecked()
    assert panes.order == list(USUAL)


def test_the_record_is_never_put_away(panes):
    panes.show_pane("record", shown=False)
    assert panes.is_seen("record")


def test_a_pane_changes_places_with_its_neighbour_and_keeps_the_keys(bench, panes, qtbot):
    bench.window.source.setFocus()
    widths = panes.sizes()
    qtbot.keyClick(bench.window, Qt.Key.Key_Left, ALT)
    assert panes.order == ["navigator", "record", "source", "history"]
    assert bench.window.source.surface.edit.hasFocus()
    assert sum(panes.sizes()) == sum(widths)
    qtbot.keyClick(bench.window, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(bench.window, Qt.Key.Key_Right, ALT)
    assert panes.order == list(USUAL)


def test_a_very_wide_window_gives_its_room_to_what_is_read(bench, panes):
    window = bench.window
    window.resize(3840, 2160)
    bench.settle()
    wide = dict(zip(panes.order, panes.sizes(), strict=True))
    assert {key: wide[key] for key in MOST} == MOST
    assert abs(wide["record"] - wide["source"]) <= 1
    # What a hand has made wider stays so, and all become smaller together.
    sizes = panes.sizes()
    panes.setSizes([sizes[0] + 200, sizes[1] - 200, *sizes[2:]])
    window.resize(3900, 2160)
    bench.settle()
    assert panes.sizes()[0] == MOST["navigator"] + 200
    window.resize(1024, 700)
    bench.settle()
    assert all(size >= USUAL[key][1] for key, size in zip(panes.order, panes.sizes(), strict=True))
    window.resize(3840, 2160)
    panes.reset()
    assert panes.sizes()[0] == MOST["navigator"]


def drag_from(qtbot, panes, handle, start: QPoint, by: int) -> None:
    """Drag a line as a hand does: in steps, each counted from where the line is by then."""
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(handle, left, pos=handle.mapFrom(panes, start))
    for part in (by // 2, by):
        there = panes.mapToGlobal(start + QPoint(part, 0))
        at = QPointF(handle.mapFromGlobal(there))
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            QPointF(there),
            Qt.MouseButton.NoButton,
            left,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(handle, moved)
    qtbot.mouseRelease(handle, left, pos=handle.rect().center())


def test_the_line_between_two_panes_is_dragged_by_the_mouse(bench, panes, qtbot):
    was = panes.sizes()
    for number, by in ((1, 60), (2, -50), (3, 40)):
        handle = panes.handle(number)
        # Of a line of one pixel more is taken hold of than is seen.
        assert handle.width() >= 5
        before = panes.sizes()
        start = handle.mapTo(panes, handle.rect().center())
        drag_from(qtbot, panes, handle, start, by)
        after = panes.sizes()
        assert abs(after[number - 1] - before[number - 1] - by) <= 3, number
        assert sum(after) == sum(before)
    # It stops where a pane would lose its words, and a reset brings the usual widths back.
    handle = panes.handle(3)
    start = handle.mapTo(panes, handle.rect().center())
    drag_from(qtbot, panes, handle, start, 2000)
    assert panes.sizes()[3] == USUAL["source"][1]
    trigger(bench, "reset_layout")
    assert panes.sizes() == was


def test_a_pane_set_loose_still_follows_what_is_chosen_and_comes_back(bench, panes, qtbot):
    window = bench.window
    window.source.setFocus()
    trigger(bench, "pane_loose")
    assert panes.is_loose("source")
    assert window.source.window() is not window
    assert window.source.window().windowTitle() == "Source"
    # The record became wider: its rows are laid out a part at a time.
    bench.settle()
    row = press_row(bench, qtbot, "Port Ellery")
    assert chosen_value(bench) == row.value
    assert window.source._lit
    window.source.window().close()
    assert not panes.is_loose("source")
    assert window.source.window() is window
    assert panes.order == list(USUAL)
    assert window.source.isVisible()


def test_everything_is_set_back_at_once(bench, panes):
    panes.show_pane("navigator", shown=False)
    panes.move_pane("source", -1)
    panes.set_loose("history", loose=True)
    trigger(bench, "reset_layout")
    assert panes.order == list(USUAL)
    assert len(panes.seen()) == 4
    assert not panes.is_loose("history")


def test_the_layout_is_kept_and_what_cannot_be_read_is_passed_over(bench, panes, theme, qtbot):
    settings = bench.window._settings
    panes.show_pane("history", shown=False)
    panes.move_pane("navigator", 1)
    panes.set_loose("source", loose=True)
    bench.window.close()
    again = MainWindow(theme, {}, settings)
    qtbot.addWidget(again)
    again.show()
    assert again.panes.order == ["record", "navigator", "history", "source"]
    assert not again.panes.is_seen("history")
    assert not again.actions_of_window.action("pane_history").isChecked()
    assert again.panes.is_loose("source")
    again.close()
    for words in ("{", '{"order": 7}', '{"order": ["nothing"], "loose": {"source": ["a"]}}'):
        settings.setValue("window/layout", words)
        third = MainWindow(theme, {}, settings)
        qtbot.addWidget(third)
        third.show()
        assert len(third.panes.seen()) == 4
        third.close()


def test_each_pane_has_a_menu_of_its_own(panes):
    said = [action.text() for action in panes.menu_of("source").actions() if action.text()]
    assert said == ["Move left", "Move right", "Set loose", "Put away", "Reset the layout"]
    record = [action.text() for action in panes.menu_of("record").actions() if action.text()]
    assert record == ["Move left", "Move right", "Reset the layout"]
