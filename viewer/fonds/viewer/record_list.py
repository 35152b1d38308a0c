# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The rows of a record as a list one can walk, with chips, and onto which words can be dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QModelIndex, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QListView,
    QToolTip,
    QWidget,
)

from fonds.viewer.painting import painting
from fonds.viewer.record_delegate import RecordDelegate
from fonds.viewer.record_model import ROW_ROLE, RecordModel
from fonds.viewer.row_list import RowList
from fonds.viewer.rows import Row, SectionRow, chips_of, facts_of, leads_somewhere, more_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent, QPersistentModelIndex
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from fonds.viewer.theme import Theme

_MOST_AT_ONCE = 300
_MOST_NEW, _BATCH = 60, 50
"""Rows not measured yet that are laid out at once, and then at a time."""
_LEAST_TALL = 30
"""Logical pixels of the least tall of rows."""
_FRAME = 12
"""Logical pixels beside the frame of a row."""
_FEW = 6
"""Rows looked through for one of a fact that holds the place."""
_WIDEST = 960
"""Logical pixels a row is wide at most: nobody follows a line from its label to a chip further."""
_AIR = 6
"""Logical pixels above a first row that is no heading."""


class RecordList(RowList):
    """The rows. Up and Down go between facts, Left and Right between the chips of one.

    Signals:
        row_chosen: the row and the number of its present chip.
        row_opened: Enter or a double click on a row.
        resolve_wanted: the head of a dispute whose word "Weigh" was pressed.
        words_dropped: facts (tuple of ids) of the row on which words of a source were dropped.
        painted: the rows that are there can be read.
    """

    row_chosen = Signal(object, int)
    row_opened = Signal(object)
    resolve_wanted = Signal(object)
    words_dropped = Signal(tuple)
    painted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(theme, parent)
        self.rows = RecordModel(self)
        self.painter_of_rows = RecordDelegate(theme, self.rows, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.painter_of_rows)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Facts of the record"))
        self._quiet = self._is_bare = False
        self._wanted = self._down = -1
        self._held: tuple[str, int] | None = None
        # The row on which words would fall that are dragged over it.
        self._under = -1
        self.setBatchSize(_BATCH)
        self.verticalScrollBar().rangeChanged.connect(self._grown)
        theme.seen_soon.connect(self._prepare)
        self.activated.connect(self._opened)
        self.clicked.connect(self._clicked)

    def show_rows(
        self, rows: Sequence[Row], keep: tuple[str, ...] = (), *, stays: bool = False
    ) -> None:
        """Show rows; the one with the first of the facts ``keep`` stays chosen, silently.

        What is in sight then ``stays`` where it stands, whatever came or went above it.
        """
        stays = stays or bool(keep)
        down, held = self.verticalScrollBar().value(), self._in_sight() if stays else None
        self._quiet = True
        chip = self.painter_of_rows.chip
        self.painter_of_rows.forget()
        # A heading brings its own air; any other first row would touch the line above.
        self._is_bare = bool(rows) and not isinstance(rows[0], SectionRow)
        self._keep_margins()
        # Short records are laid out at once, long ones by and by, so that nothing waits; of one
        # that was shown already most rows need not be measured again, and the place is kept.
        modes = QListView.LayoutMode
        most = _MOST_AT_ONCE if stays else _MOST_NEW
        batched = len(rows) > most
        self.setLayoutMode(modes.Batched if batched else modes.SinglePass)
        # So many rows need the bar: were it to come later, they would be measured anew beside it.
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAlwaysOn if batched else bars.ScrollBarAsNeeded
        )
        self.rows.set_rows(rows)
        # What can be seen comes first, and by itself.
        seen = self.viewport().height() // self._theme.px(_LEAST_TALL) + 2
        self.setBatchSize(min(seen, _BATCH))
        if keep and self.choose(keep):
            self.painter_of_rows.chip = chip
        if stays:
            # The place is taken up once the rows have been laid out.
            self._down, self._held = down, held
            QTimer.singleShot(0, self, self._take_up_place)
        else:
            self.scrollToTop()
        self._quiet = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the rows from growing wider than can be read across (called by Qt)."""
        super().resizeEvent(event)
        self._keep_margins()

    def _keep_margins(self) -> None:
        """Leave air above and, where the pane is very wide, beside: chips stay by their values."""
        top = self._theme.px(_AIR) if self._is_bare else 0
        margins = QMargins(0, top, max(0, self.width() - self._theme.px(_WIDEST)), 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)

    def choose(self, facts: tuple[str, ...], excerpts: tuple[str, ...] = ()) -> bool:
        """Choose the row that shows one of these facts, and its chip with one of the excerpts.

        Tells whether there is such a row.
        """
        # Where one was before counts no more.
        self._down = -1
        for fact in facts:
            number = self.rows.number_of(fact)
            if number >= 0:
                index = self.rows.index(number, 0)
                self.setCurrentIndex(index)
                self.scrollTo(index)
                self._choose_chip(number, frozenset(excerpts))
                return True
        return False

    def chosen(self) -> Row | None:
        """Give the chosen row, or none."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def chosen_chip(self) -> int:
        """Give the number of the present chip of the chosen row."""
        return self.painter_of_rows.chip

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Skip headings on the way (called by Qt)."""
        moves = QAbstractItemView.CursorAction
        here = self.currentIndex().row()
        # Rows far below may not be laid out yet, so plain steps are counted, not measured.
        plain = {
            moves.MoveHome: 0,
            moves.MoveEnd: self.rows.rowCount() - 1,
            moves.MoveDown: here + 1,
            moves.MoveNext: here + 1,
            moves.MoveUp: here - 1,
            moves.MovePrevious: here - 1,
        }
        target = plain.get(action)
        if target is None:
            target = super().moveCursor(action, modifiers).row()
        target = min(max(target, 0), self.rows.rowCount() - 1)
        step = -1 if action != moves.MoveHome and (target < here or action == moves.MoveEnd) else 1
        found = self._choosable(target, step)
        return self.rows.index(found if found >= 0 else self._choosable(target, -step), 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first fact where none is chosen when the keys come (called by Qt).

        Not where they come back with the window: a dialog that closes is to leave what it opened.
        """
        if event.reason() is Qt.FocusReason.ActiveWindowFocusReason:
            # Qt's own item view would choose the first one.
            QAbstractScrollArea.focusInEvent(self, event)
            return
        super().focusInEvent(event)
        index = self.currentIndex()
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell which row is chosen (called by Qt)."""
        super().currentChanged(current, previous)
        self._wanted = current.row() if self.visualRect(self.currentIndex()).isEmpty() else -1
        self.painter_of_rows.chip = 0
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk between chips and open rows (called by Qt)."""
        keys = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = keys.get(Qt.Key(event.key()))
        row = self.chosen()
        if step is not None and row is not None:
            self._take_chip(self.painter_of_rows.chip + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.row_opened.emit(row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row, or the chip pressed within it; headings let go of nothing."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        if not index.isValid() or not self.rows.is_choosable(index.row()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        again = index == self.currentIndex()
        super().mousePressEvent(event)
        if self.painter_of_rows.weigh_at(index, self.visualRect(index), at):
            self.resolve_wanted.emit(self.rows.row(index.row()))
            return
        chip = self.painter_of_rows.chip_at(index, self.visualRect(index), at)
        if chip >= 0 and chip != self.painter_of_rows.chip:
            self._take_chip(chip)
        elif again:
            self._tell()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let words of our own source in, nothing from elsewhere (called by Qt)."""
        if event.source() is not None and event.mimeData().hasText():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show on which property words would fall (called by Qt)."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.rows.is_choosable(index.row()):
            event.acceptProposedAction()
            self._drag_over(index.row())
        else:
            event.ignore()
            self._drag_over(-1)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no property any more on which words would fall (called by Qt)."""
        super().dragLeaveEvent(event)
        self._drag_over(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell on which row words were dropped (called by Qt)."""
        row = self.rows.row(self.indexAt(event.position().toPoint()).row())
        self._drag_over(-1)
        if row is not None and facts_of(row):
            # The words stay where they are: they are cited, not moved.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.words_dropped.emit(facts_of(row))

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a chip stands for (called by Qt)."""
        if isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            chip = self.painter_of_rows.chip_at(index, self.visualRect(index), event.pos())
            chips = chips_of(index.data(ROW_ROLE)) if index.isValid() else ()
            entered = index.data(int(Qt.ItemDataRole.AccessibleDescriptionRole)) or ""
            words = (chips[chip].tip or chips[chip].source) if chip >= 0 else entered
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows and tell of it (called by Qt)."""
        super().paintEvent(event)
        if self._under >= 0:
            with painting(self.viewport()) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self._theme.colour("accent"), 1.5, Qt.PenStyle.DashLine))
                place = QRectF(self.visualRect(self.rows.index(self._under, 0)))
                side = self._theme.px(_FRAME) + 1
                painter.drawRoundedRect(place.adjusted(side, 1, -side, -1), 5, 5)
        self.painted.emit()

    def _drag_over(self, number: int) -> None:
        if number != self._under:
            self._under = number
            self.viewport().update()

    def _prepare(self) -> None:
        """Lay out the rows in sight, which are painted next."""
        seen, number = self.viewport().rect(), self.indexAt(QPoint(1, 1)).row()
        while self.isVisible() and (row := self.rows.row(number)) is not None:
            if not self.visualRect(self.rows.index(number, 0)).intersects(seen):
                break
            self.painter_of_rows.prepare(row, seen.width())
            number += 1

    def _take_up_place(self) -> None:
        down, self._down = self._down, -1
        if down < 0:
            return
        bar = self.verticalScrollBar()
        bar.setValue(down)
        fact, top = self._held or ("", 0)
        place = self.visualRect(self.rows.index(self.rows.number_of(fact), 0))
        if not place.isEmpty():
            bar.setValue(down + place.top() - top)

    def _in_sight(self) -> tuple[str, int] | None:
        """Give the fact that holds the place, and how far down it stands.

        The chosen one where it is seen, else the first that is; at the upper end none.
        """
        seen, first = self.viewport().rect(), self.indexAt(QPoint(1, 1)).row()
        others = range(first, first + _FEW) if self.verticalScrollBar().value() else ()
        for number in (self.currentIndex().row(), *others):
            row = self.rows.row(number)
            place = self.visualRect(self.rows.index(number, 0))
            if row is not None and not place.isEmpty() and seen.contains(place.topLeft()):
                fact = next((one for one in facts_of(row)), "")
                if self.rows.number_of(fact) == number:
                    return fact, place.top()
        return None

    def _grown(self) -> None:
        """Scroll to the chosen row as soon as it has been laid out."""
        index = self.rows.index(self._wanted, 0)
        if index.isValid() and not self.visualRect(index).isEmpty():
            self._wanted = -1
            self.scrollTo(index)

    def _choosable(self, number: int, step: int) -> int:
        while 0 <= number < self.rows.rowCount():
            if self.rows.is_choosable(number):
                return number
            number += step
        return -1

    def _choose_chip(self, number: int, excerpts: frozenset[str]) -> None:
        row = self.rows.row(number)
        chips = chips_of(row) if row is not None else ()
        for place, chip in enumerate(chips):
            if excerpts.intersection(chip.excerpts):
                self.painter_of_rows.chip = place
                self.viewport().update()
                return

    def _take_chip(self, number: int) -> None:
        row = self.chosen()
        count = len(chips_of(row)) if row is not None else 0
        if 0 <= number < count:
            self.painter_of_rows.chip = number
            self.viewport().update(self.visualRect(self.currentIndex()))
            self._tell()

    def _tell(self) -> None:
        row = self.chosen()
        if row is not None and leads_somewhere(row) and not self._quiet:
            self.row_chosen.emit(row, self.painter_of_rows.chip)

    def _opened(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        # A row that leads to more was opened by the first click.
        if row is not None and leads_somewhere(row) and not more_of(row):
            self.row_opened.emit(row)

    def _clicked(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if more_of(row):
            self.row_opened.emit(row)
