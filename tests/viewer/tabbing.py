# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Going through a window with Tab, and what a screen reader says of each stop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLabel,
    QWidget,
)

ROWS = {QAccessible.Role.List, QAccessible.Role.Tree, QAccessible.Role.Table}
ROLES = ROWS | {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.PageTabList,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.StaticText,
}
"""What something that takes the keys may be; a mere area may where it is there to be scrolled."""
AREAS = {QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.ScrollBar}


def label_of(widget: QWidget) -> str:
    """What a screen reader calls a widget, as far as Qt tells it on Linux."""
    told = QAccessible.queryAccessibleInterface(widget)
    if not isinstance(widget, QComboBox):
        return told.text(QAccessible.Text.Name)
    # AT-SPI is given the present choice as a name: what is chosen by it only the label says.
    labels = told.relations(QAccessible.RelationFlag.Label)
    return " ".join(one.text(QAccessible.Text.Name) for one, _ in labels)


def assert_says_what_it_is(widget: QWidget) -> None:
    told = QAccessible.queryAccessibleInterface(widget)
    assert label_of(widget).strip(), f"{named(widget)} says nothing"
    scrolled = told.role() in AREAS and hasattr(widget, "verticalScrollBar")
    assert told.role() in ROLES or scrolled, f"{named(widget)} is a {told.role().name}"
    if told.role() in ROWS:
        for number in range(min(told.childCount(), 50)):
            row = told.child(number)
            assert row.text(QAccessible.Text.Name).strip(), f"row {number} of {named(widget)}"


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


def check(window: QWidget) -> list[QWidget]:
    """Walk both ways; every stop is met and says what it is. Gives the stops in their order."""
    forward = walked(window, Qt.Key.Key_Tab)
    wanted = wanted_in(window)
    missed = sorted(named(one) for one in wanted - set(forward))
    assert missed == []
    back = walked(window, Qt.Key.Key_Backtab)
    assert [named(one) for one in back[1:]] == [named(one) for one in forward[:0:-1]]
    for one in forward:
        assert_says_what_it_is(one)
    return forward
