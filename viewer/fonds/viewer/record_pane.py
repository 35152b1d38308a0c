# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The record pane: heading, tabs, the views of the record, and what is laid over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QPushButton,
    QSpacerItem,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.announcing import announce
from fonds.viewer.elided import ElidedLabel
from fonds.viewer.record_list import RecordList
from fonds.viewer.row_sieve_bar import RowSieveBar
from fonds.viewer.rows import DisputeHead, RecordHead, Row, ValueRow, chips_of, facts_of, more_of
from fonds.viewer.style_sheet import TIGHT_TABS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from fonds.viewer.theme import Theme

_TAB_GAP = 18
_BOLDER = 14
"""What a name needs more where it is the chosen one's."""


class ViewTabs(QTabBar):
    """The names of the views, nearer to one another where there is little room."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the names tight or not (called by Qt)."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Set the names tight where they would be shortened otherwise."""
        measure = self.fontMetrics().horizontalAdvance
        names = [self.tabText(n) for n in range(self.count()) if self.isTabVisible(n)]
        needed = sum(measure(name) for name in names) + _TAB_GAP * max(0, len(names) - 1) + _BOLDER
        tight = needed > self.width()
        if tight is not bool(self.property("tight")):
            self.setProperty("tight", tight)
            # Set so, all that is kept of the old look is dropped, places and letters alike.
            self.setStyleSheet(TIGHT_TABS if tight else "")


class RecordPane(QWidget):
    """The record of one subject.

    Signals:
        fact_chosen: facts (tuple of ids) of the chosen row, and excerpts (tuple of ids) of
            its present chip; none where the row is the head of a dispute.
        fact_opened: facts of the row on which Enter was pressed.
        resolve_wanted: facts (tuple of ids) of a dispute that is to be weighed.
        source_wanted: id of the source the chosen row stands for.
        settle_wanted: ids of a source and of a passage that is to be decided of.
        more_wanted: name of a property of which further facts are to be shown.
    """

    fact_chosen = Signal(tuple, tuple)
    fact_opened = Signal(tuple)
    resolve_wanted = Signal(tuple)
    source_wanted = Signal(str)
    settle_wanted = Signal(str, str)
    more_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty pane."""
        super().__init__(parent)
        self.setObjectName("recordPane")
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Record"))
        self._head = RecordHead("", "")
        self._rows: tuple[Row, ...] = ()
        self._sheet: QWidget | None = None
        # The views that somebody looked at by the numbers of their tabs, and what makes each.
        self._views: dict[int, QWidget] = {}
        self._makers: list[Callable[[], QWidget]] = []
        head = QWidget()
        head.setObjectName("recordHead")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = ElidedLabel(lines=4)
        self._name.setProperty("role", "title")
        self._subtitle = ElidedLabel(lines=2)
        self._subtitle.setProperty("role", "subtitle")
        self.remark = QPushButton()
        self.remark.setProperty("role", "remark")
        self.remark.setCursor(Qt.CursorShape.PointingHandCursor)
        self.remark.hide()
        self.tabs = ViewTabs()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        # Where there is little room the words are shortened; buttons to scroll would be in the way.
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(self.tr("Views of the record"))
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 16, 8, 0)
        column.setSpacing(2)
        for widget in (self._name, self._subtitle):
            column.addWidget(widget)
        column.addWidget(self.remark, 0, Qt.AlignmentFlag.AlignLeft)
        self._air = QSpacerItem(0, 8)
        column.addItem(self._air)
        column.addWidget(self.tabs)
        self.pages = QStackedWidget()
        self.list = RecordList(theme)
        self.sieve_bar = RowSieveBar(theme)
        self.sieve_bar.left.connect(self._to_rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.sieve_bar)
        whole.addWidget(self.pages, 1)
        self.add_view(self.tr("Biography"), lambda: self.list)
        self.view(0)
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.tabBarClicked.connect(lambda _: self.close_sheet())
        self.setFocusProxy(self.list)
        self.list.row_chosen.connect(self._chosen)
        self.list.row_opened.connect(self._opened)
        self.list.resolve_wanted.connect(lambda row: self.resolve_wanted.emit(facts_of(row)))

    @property
    def subject(self) -> str:
        """The id of the subject shown, or nothing."""
        return self._head.subject

    @property
    def head(self) -> RecordHead:
        """The heading shown."""
        return self._head

    def add_view(self, title: str, make: Callable[[], QWidget]) -> None:
        """Add another view of the record, as a tab; it is made when it is first looked at."""
        self._makers.append(make)
        self.tabs.addTab(title)

    def view(self, number: int) -> QWidget:
        """Give the view of a tab, made now if nobody has looked at it before."""
        if number not in self._views:
            self._views[number] = self._makers[number]()
            self.pages.addWidget(self._views[number])
        return self._views[number]

    def forget_view(self, number: int) -> bool:
        """Let go of a view that is not in sight; tells whether there was one."""
        view = self._views.get(number)
        if view is None or number == self.tabs.currentIndex():
            return False
        del self._views[number]
        self.pages.removeWidget(view)
        # At once: what is merely to go is dressed with all others before it does.
        shiboken6.delete(view)
        return True

    def view_in_sight(self) -> int | None:
        """Give the number of the view that is shown; none where something is laid over it."""
        shown = self.pages.currentWidget()
        return next((number for number, view in self._views.items() if view is shown), None)

    def show_view(self, number: int) -> None:
        """Show one of the views, and give it the keys."""
        if self.tabs.isTabVisible(number):
            self.tabs.setCurrentIndex(number)
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_record(self, head: RecordHead, rows: Sequence[Row], *, stays: bool = False) -> None:
        """Show a record; of the same subject the chosen fact is kept, and its place.

        With ``stays`` the place is kept where none is chosen, too.
        """
        same = head.subject == self._head.subject
        chosen = self.list.chosen()
        keep = facts_of(chosen) if same and chosen is not None else ()
        if self._head.name not in {"", head.name}:
            # The keys stay in the ties, the navigator or wherever one came from.
            announce(self._name, head.name)
        self._head, self._rows = head, tuple(rows)
        self._name.setText(head.name)
        self._name.setToolTip(head.name)
        self._subtitle.setText(head.subtitle)
        self._subtitle.setToolTip(head.subtitle)
        # A list of what is to do has no other views, and an empty archive none at all.
        self.tabs.setVisible(bool(head.subject))
        self._air.changeSize(0, 8 if head.subject else 12)
        self._subtitle.setVisible(bool(head.subtitle))
        self.list.show_rows(rows, keep, stays=stays and same)

    def show_remark(self, words: str, more: str = "") -> None:
        """Say something of the record under its heading, to be pressed; nothing takes it away."""
        self.remark.setText(f"⚑ {words}")
        self.remark.setToolTip(more)
        self.remark.setAccessibleName(words)
        self.remark.setAccessibleDescription(more)
        if not words and self.remark.hasFocus():
            self.setFocus()
        self.remark.setVisible(bool(words))

    def filter(self) -> None:
        """Show the rows, and the bar that filters them."""
        if self.tabs.currentIndex() != 0:
            self.tabs.setCurrentIndex(0)
        self.close_sheet()
        self.sieve_bar.bring()

    def _to_rows(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Show nothing."""
        self.show_record(RecordHead("", ""), ())

    def choose_facts(
        self, facts: Sequence[str], excerpts: Sequence[str] = (), *, tell: bool = False
    ) -> bool:
        """Choose the row of the first of these facts that is shown, at the chip of the passages.

        Without ``tell`` no signal is sent. Gives whether there was such a row.
        """
        blocked = self.list.blockSignals(not tell)
        found = self.list.choose(tuple(facts), tuple(excerpts))
        self.list.blockSignals(blocked)
        return found

    def chosen_excerpts(self) -> tuple[str, ...]:
        """Give the excerpts of the present chip of the chosen row."""
        row = self.list.chosen()
        chips = chips_of(row) if row is not None else ()
        chip = self.list.chosen_chip()
        return chips[chip].excerpts if chip < len(chips) else ()

    def chosen_facts(self) -> tuple[str, ...]:
        """Give the facts of the chosen row."""
        row = self.list.chosen()
        return facts_of(row) if row is not None else ()

    @property
    def sheet(self) -> QWidget | None:
        """What is laid over the views of the record, such as a conflict; none usually."""
        return self._sheet

    def open_sheet(self, sheet: QWidget) -> None:
        """Lay something over the views of the record."""
        self._sheet = sheet
        if self.pages.indexOf(sheet) < 0:
            self.pages.addWidget(sheet)
        self.pages.setCurrentWidget(sheet)
        self.setFocusProxy(sheet)

    def close_sheet(self) -> None:
        """Show the view again over which something was laid."""
        if self._sheet is not None:
            self._sheet = None
            self._turn(self.tabs.currentIndex())

    def _opened(self, row: Row) -> None:
        if isinstance(row, DisputeHead) and self._head.subject:
            self.resolve_wanted.emit(facts_of(row))
        elif isinstance(row, ValueRow) and row.passage:
            self.settle_wanted.emit(row.source, row.passage)
        elif more_of(row):
            self.more_wanted.emit(more_of(row))
        else:
            self.fact_opened.emit(facts_of(row))

    def _turn(self, number: int) -> None:
        view = self.view(number)
        self.pages.setCurrentWidget(view)
        if number != 0:
            self.sieve_bar.hide()
        elif not self.sieve_bar.sieve.is_open:
            self.sieve_bar.show()
        self.setFocusProxy(view)

    def _chosen(self, row: Row, chip: int) -> None:
        chips = chips_of(row)
        excerpts = chips[chip].excerpts if chip < len(chips) else ()
        self.fact_chosen.emit(facts_of(row), excerpts)
        if isinstance(row, ValueRow) and row.source:
            self.source_wanted.emit(row.source)
