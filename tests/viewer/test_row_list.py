# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Lists at another width: painted at once as they were, then laid out, and the same in the end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from fonds.viewer.record_delegate import RecordDelegate
from fonds.viewer.record_list import RecordList
from fonds.viewer.rows import NoteRow

LONG = "A remark that takes several lines where there is little room for it, and then some more. "


@pytest.fixture
def view(theme, qtbot):
    made = RecordList(theme)
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    qtbot.waitExposed(made)
    made.show_rows([NoteRow(f"{LONG}{number}") for number in range(12)])
    qtbot.waitUntil(lambda: made.visualRect(made.rows.index(3, 0)).top() > 0)
    made.grab()
    return made


@pytest.fixture
def measured(monkeypatch):
    """The widths at which rows were measured from now on."""
    found, asked = [], RecordDelegate._height

    def noted(delegate, row, width, place):
        found.append(width)
        return asked(delegate, row, width, place)

    monkeypatch.setattr(RecordDelegate, "_height", noted)
    return found


def tops(view) -> list[int]:
    return [view.visualRect(view.rows.index(number, 0)).top() for number in range(12)]


def test_another_width_is_painted_first_and_measured_in_the_next_turn(view, measured, qtbot):
    painted = []
    view.painted.connect(lambda: painted.append(list(measured)))
    view.resize(340, 700)
    # Only what was posted, the painting among it; a list lays itself out by a timer.
    QCoreApplication.sendPostedEvents()
    # The first row Qt measures for the step of the scroll bar.
    assert [len(one) for one in painted] == [1]
    qtbot.waitUntil(lambda: len(measured) == 12)
    assert set(measured) == {view.viewport().width()}
    qtbot.waitUntil(lambda: len(painted) > 1)
    assert view.visualRect(view.rows.index(0, 0)).width() == view.viewport().width()


def test_in_the_end_it_looks_as_if_it_had_always_been_so_wide(view, theme, qtbot):
    view.resize(340, 700)
    other = RecordList(theme)
    qtbot.addWidget(other)
    other.resize(340, 700)
    other.show()
    qtbot.waitExposed(other)
    other.show_rows([NoteRow(f"{LONG}{number}") for number in range(12)])
    qtbot.waitUntil(lambda: tops(view) == tops(other))
    assert view.grab().toImage() == other.grab().toImage()


def test_who_asks_where_a_row_stands_is_told_at_once(view, qtbot):
    before = tops(view)
    view.resize(340, 700)
    assert tops(view) != before
    qtbot.waitUntil(lambda: not view._is_late)


def test_other_rows_are_laid_out_before_they_are_seen(view, measured):
    view.resize(340, 700)
    view.show_rows([NoteRow(f"{LONG}{LONG}{number}") for number in range(12)])
    painted = []
    view.painted.connect(lambda: painted.append(len(measured)))
    QCoreApplication.sendPostedEvents()
    assert painted
    assert painted[0] >= 12
