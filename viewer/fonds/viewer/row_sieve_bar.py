# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The bar over a record's rows: words to filter by, facets, and the order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.late_panel import LatePanel
from fonds.viewer.row_sieve import Only, Order, RowSieve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from fonds.viewer.theme import Theme


class RowSieveBar(LatePanel):
    """Filters and orders the rows below it.

    Signals:
        chosen: the :class:`RowSieve` that was put together.
        left: the keys are to go back to the rows.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the bar, hidden and open."""
        super().__init__(parent)
        self.setObjectName("findBar")
        self.sieve = RowSieve()
        self.sources: Sequence[tuple[int, str]] = ()
        self._theme = theme

    def _furnish(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter this record"))
        self.field.setAccessibleName(self.tr("Filter this record"))
        self.field.setClearButtonEnabled(True)
        self.only = self._button(self.tr("Which facts are shown"))
        self.order = self._button(self.tr("In which order"))
        self.close_button = QToolButton()
        self.close_button.setProperty("role", "flat")
        self.close_button.setToolTip(self.tr("Show everything"))
        self.close_button.setAccessibleName(self.tr("Show everything"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 5, 14, 5)
        column.setSpacing(3)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for row in (self._upper, self._lower):
            row.setSpacing(8)
            column.addLayout(row)
        self._upper.addWidget(self.field, 1)
        for button in (self.only, self.order, self.close_button):
            self._upper.addWidget(button)
        self._lower.addStretch(1)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.left)
        self.close_button.clicked.connect(self.put_away)
        self.only.menu().aboutToShow.connect(self._fill_only)
        self.order.menu().aboutToShow.connect(self._fill_order)
        self._theme.changed.connect(self._dress)
        self._dress()
        self._refresh()

    def bring(self) -> None:
        """Show the bar and give it the keys."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def put_away(self) -> None:
        """Show everything again, and hide."""
        self.open()
        self.hide()
        self.left.emit()

    def show_sieve(self, sieve: RowSieve) -> None:
        """Filter and order as given."""
        self.furnish()
        blocked = self.field.blockSignals(True)
        self.field.setText(sieve.words)
        self.field.blockSignals(blocked)
        self._take(sieve)

    def open(self) -> None:
        """Let everything through."""
        if not self.sieve.is_open:
            blocked = self.field.blockSignals(True)
            self.field.clear()
            self.field.blockSignals(blocked)
            self._take(RowSieve())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape shows everything again; Down goes to the rows (called by Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the choices below the field where there is little room (called by Qt)."""
        super().resizeEvent(event)
        if self.is_furnished:
            self._arrange()

    def _arrange(self) -> None:
        buttons = (self.only, self.order)
        wide = sum(button.sizeHint().width() + 8 for button in (*buttons, self.close_button))
        spoken = self.field.fontMetrics().horizontalAdvance(self.field.placeholderText())
        below = self.width() < wide + spoken + self._theme.px(60)
        target = self._lower if below else self._upper
        if target.indexOf(self.only) >= 0:
            return
        for number, button in enumerate(buttons):
            self._upper.removeWidget(button)
            self._lower.removeWidget(button)
            target.insertWidget(number if below else number + 1, button)

    def only_choices(self) -> list[tuple[str, RowSieve]]:
        """Give what the first menu offers: facets, then sources."""
        names = {
            Only.ALL: self.tr("All facts"),
            Only.DISPUTED: self.tr("Disputed"),
            Only.SECOND_HAND: self.tr("Second-hand"),
            Only.DANGLING: self.tr("Footnote missing"),
            Only.RESOLVED: self.tr("Resolved conflicts"),
        }
        return [(label, replace(self.sieve, only=only)) for only, label in names.items()]

    def source_choices(self) -> list[tuple[str, RowSieve]]:
        """Give the sources one can narrow to."""
        every = [(0, self.tr("From any source"))]
        every += [(number, f"[{number}] {title}") for number, title in self.sources]
        return [(label, replace(self.sieve, source=number)) for number, label in every]

    def order_choices(self) -> list[tuple[str, RowSieve]]:
        """Give the orders there are."""
        names = {
            Order.RECORD: self.tr("By section"),
            Order.TIME: self.tr("By time"),
            Order.NEWEST: self.tr("Recorded last first"),
            Order.VALUE: self.tr("By value"),
        }
        return [(label, replace(self.sieve, order=order)) for order, label in names.items()]

    def _fill_only(self) -> None:
        menu = self.only.menu()
        menu.clear()
        self._part(menu, self.only_choices())
        menu.addSeparator()
        self._part(menu, self.source_choices())

    def _fill_order(self) -> None:
        self.order.menu().clear()
        self._part(self.order.menu(), self.order_choices())

    def _part(self, menu: QMenu, choices: Sequence[tuple[str, RowSieve]]) -> None:
        group = QActionGroup(menu)
        for label, sieve in choices:
            action = menu.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(sieve == self.sieve)
            action.triggered.connect(lambda _=False, sieve=sieve: self._take(sieve))
            group.addAction(action)

    def _typed(self, words: str) -> None:
        self._take(replace(self.sieve, words=words.strip()))

    def _take(self, sieve: RowSieve) -> None:
        self.sieve = sieve
        self._refresh()
        self.chosen.emit(sieve)

    def _refresh(self) -> None:
        said = [label for label, one in self.only_choices() if one.only is self.sieve.only]
        if self.sieve.source:
            said.append(f"[{self.sieve.source}]")
        self.only.setText(f"{' '.join(said)} ▾")
        order = next(label for label, one in self.order_choices() if one == self.sieve)
        self.order.setText(f"{order} ▾")
        for button in (self.only, self.order):
            button.setAccessibleDescription(button.text().removesuffix(" ▾"))
        self._arrange()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "flat")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setMenu(QMenu(button))
        return button

    def _dress(self) -> None:
        self.close_button.setIcon(self._theme.icon("close"))
