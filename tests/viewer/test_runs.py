# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What was laid out is kept as long as it is seen, and not when it would look otherwise."""

from __future__ import annotations

from PySide6.QtWidgets import QStyleOptionViewItem

from fonds.viewer.record_list import RecordList
from fonds.viewer.rows import ValueRow
from fonds.viewer.runs import Store


def test_a_store_makes_once_and_holds_the_last():
    store: Store[int, str] = Store(2)
    made: list[int] = []

    def take(key: int) -> str:
        return store.take(key, lambda: made.append(key) or f"layout {key}")

    assert [take(1), take(1), take(2), take(3)] == ["layout 1", "layout 1", "layout 2", "layout 3"]
    assert made == [1, 2, 3]
    take(2)
    take(1)
    assert made == [1, 2, 3, 1]
    store.clear()
    take(1)
    assert made == [1, 2, 3, 1, 1]


def test_rows_kept_are_laid_out_anew_where_labels_or_letters_are_others(theme, qtbot):
    shown = RecordList(theme)
    qtbot.addWidget(shown)
    shown.resize(420, 300)
    shown.show()
    words = "kept the tide tables for nine winters and the light on the old north mole " * 3
    row = ValueRow(("f1",), "Job", words)

    def tall() -> int:
        return shown.painter_of_rows.sizeHint(_option(shown), shown.rows.index(0, 0)).height()

    shown.show_rows([row])
    before = tall()
    # A longer label leaves the value less room, though its row is the same.
    shown.show_rows([row, ValueRow(("f2",), "Weighhousekeepersapprentices", "few")])
    assert tall() > before
    shown.show_rows([row])
    assert tall() == before
    theme.set_zoom(1.5)
    assert tall() > before
    theme.set_zoom(1.0)
    assert tall() == before


def _option(shown: RecordList) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    option.widget = shown
    return option
