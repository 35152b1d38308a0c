# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Tab goes once through all there is, in every page and dialog, and never gets caught."""

from __future__ import annotations

import pytest
from hands import trigger
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QDialog,
    QLabel,
    QTextEdit,
    QWidget,
)

STATES = {
    "compare": "compare",
    "footnotes": "footnotes",
    "ties": "view_ties",
    "timeline": "view_timeline",
    "proposals": "proposals",
    "conflict": "weigh",
    "find": "find",
    "who is who": "who",
    "parting": "split",
}
DIALOGS = ("correct", "reattribute", "judge", "retract", "preferences", "shortcuts", "about")


def named(widget: QWidget) -> str:
    words = widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {words or getattr(widget, 'text', str)()}"


def wanted_in(window: QWidget) -> set[QWidget]:
    """Whatever takes the keys by Tab; of buttons that exclude each other the one that is on."""
    tab = Qt.FocusPolicy.TabFocus
    found = set()
    for widget in window.findChildren(QWidget):
        takes = widget.focusPolicy() & tab == tab and widget.focusProxy() is None
        if not takes or not widget.isVisible() or not widget.isEnabled():
            continue
        # Labels whose words can be selected take the keys by the mouse, as in Qt's own dialogs.
        if widget.window() is not window or isinstance(widget, QLabel):
            continue
        group = widget.group() if isinstance(widget, QAbstractButton) else None
        is_choice = isinstance(group, QButtonGroup) and group.exclusive()
        if is_choice and group.checkedButton() not in {None, widget}:
            continue
        found.add(widget)
    return found


def walked(window: QWidget, key: Qt.Key) -> list[QWidget]:
    """What has the keys, one press after another, until one has been there before."""
    QApplication.processEvents()
    seen: list[QWidget] = []
    now = QApplication.focusWidget()
    assert now is not None
    while now not in seen:
        seen.append(now)
        QTest.keyClick(now, key)
        QApplication.processEvents()
        now = QApplication.focusWidget()
        assert now is not None, f"after {named(seen[-1])} nobody has the keys"
    assert now is seen[0], f"caught between {named(now)} and {named(seen[-1])}"
    assert all(widget.window() is window for widget in seen)
    return seen


def check(window: QWidget) -> None:
    forward = walked(window, Qt.Key.Key_Tab)
    wanted = wanted_in(window)
    missed = sorted(named(one) for one in wanted - set(forward))
    assert missed == []
    back = walked(window, Qt.Key.Key_Backtab)
    assert [named(one) for one in back[1:]] == [named(one) for one in forward[:0:-1]]
    for one in forward:
        place = one.placeholderText() if hasattr(one, "placeholderText") else ""
        said = one.accessibleName() or place or getattr(one, "text", str)()
        assert said or isinstance(one, QTextEdit), f"{one} says nothing"


@pytest.fixture
def chosen(bench):
    """A window in which a fact that others contradict is chosen already."""
    bench.window.activateWindow()
    bench.reader.record.choose((next(iter(bench.reader.record.conflicts)),))
    bench.window.record.list.setFocus()
    bench.settle()
    return bench


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


@pytest.mark.parametrize("kind", DIALOGS)
def test_tab_goes_through_every_dialog(chosen, kind):
    trigger(chosen, kind)
    chosen.settle()
    dialog = QApplication.activeModalWidget() or chosen.window.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    dialog.activateWindow()
    QApplication.processEvents()
    check(dialog)
    dialog.reject()
