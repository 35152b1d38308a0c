# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Tab goes once through all there is, in every state of the window, and never gets caught."""

from __future__ import annotations

import pytest
from hands import trigger
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tabbing import check, walked

STATES = {"ties": "view_ties", "timeline": "view_timeline", "who is who": "who"}


@pytest.mark.parametrize("state", ["record", "form", "past", "narrow", *STATES])
def test_tab_goes_through_the_whole_window_in_every_state(chosen, state):
    window = chosen.window
    if state == "form":
        window.source.surface.select(100, 121)
        chosen.writing.new_fact()
    elif state == "past":
        chosen.lists.look_at("@120")
        chosen.settle()
        QTest.keyClick(window.record.list, Qt.Key.Key_Home)
    elif state == "narrow":
        window.resize(1024, 700)
    elif state != "record":
        trigger(chosen, STATES[state])
    chosen.settle()
    check(window)


def test_tab_goes_through_the_first_page(empty_bench):
    empty_bench.window.activateWindow()
    empty_bench.files.page.setFocus()
    check(empty_bench.window)


def test_tab_goes_from_pane_to_pane_as_one_reads(chosen):
    window = chosen.window
    window.top_bar.find_field.setFocus()
    order = walked(window, Qt.Key.Key_Tab)
    parts = (window.top_bar, window.navigator, window.record, window.history, window.source)
    met = [next(n for n, part in enumerate(parts) if part.isAncestorOf(one)) for one in order]
    assert met == sorted(met)
    assert set(met) == set(range(len(parts)))
