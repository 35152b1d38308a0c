# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One list of the navigator: a head that opens and closes it, and lines with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fonds.viewer.navigator_model import NODE_ROLE, NavGroup, NavigatorModel, NavItem
from fonds.viewer.painting import saved
from fonds.viewer.row_list import RowsView
from fonds.viewer.wording import isolated

if TYPE_CHECKING:
    from fonds.viewer.theme import Theme

_SIDE, _TEXT = 8, 16
_ROW = 27

# Made once: they are wanted for every row painted, and to join flags takes Python a microsecond.
_CHOSEN = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_AT_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_AWAY_FOR_NOW = frozenset(
    {
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
    }
)
_AT_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class NavigatorDelegate(QStyledItemDelegate):
    """Paints group heads, and items with their counts at the right."""

    def __init__(self, theme: Theme, nodes: NavigatorModel, parent: QWidget | None = None) -> None:
        """Paint the rows of ``nodes`` with a theme."""
        super().__init__(parent)
        self._theme = theme
        self._nodes = nodes
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Give the height all rows have (called by Qt)."""
        return QSize(1, self._theme.px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a head or an item (called by Qt)."""
        node = index.data(NODE_ROLE)
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRect(0, option.rect.top(), option.rect.right() + 1, option.rect.height())
            state = option.state
            chosen, focused = bool(state & _CHOSEN), bool(state & _FOCUSED)
            if chosen or focused:
                self._ground(painter, rect, chosen=chosen, focused=focused)
            if isinstance(node, NavGroup):
                self._head(painter, rect, node, is_open=self._nodes.is_open)
            elif isinstance(node, NavItem):
                self._item(painter, rect, node, chosen=chosen)

    def _ground(self, painter: QPainter, rect: QRect, *, chosen: bool, focused: bool) -> None:
        name = "accent_ground" if chosen else "ground"
        painter.setBrush(self._theme.colour(name))
        painter.setPen(self._theme.colour("accent" if focused else name))
        # Half a point inwards, or the pen leaves a trace in the row above.
        frame = QRectF(rect).adjusted(_SIDE + 0.5, 0.5, -_SIDE - 0.5, -0.5)
        painter.drawRoundedRect(frame, 6, 6)

    def _head(self, painter: QPainter, rect: QRect, node: NavGroup, *, is_open: bool) -> None:
        painter.setFont(self._theme.face(12, 600))
        painter.setPen(self._theme.colour("muted"))
        box = rect.adjusted(_TEXT, 0, -_TEXT, -5)
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        room = box.width() - (0 if is_open else self._theme.px(16))
        title = painter.fontMetrics().elidedText(node.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, flags, title)
        if not is_open:
            side = self._theme.px(14)
            icon = self._theme.icon("right", "muted", 14)
            icon.paint(painter, QRect(box.right() - side, box.bottom() - side, side, side))

    def _item(self, painter: QPainter, rect: QRect, node: NavItem, *, chosen: bool) -> None:
        box = rect.adjusted(_TEXT, 0, -_TEXT, 0)
        # The space between them goes with what follows, which is never cut from its left.
        name = node.label.removesuffix(node.told_apart).rstrip() if node.told_apart else node.label
        known = node.label.removeprefix(name)
        face, measure = self._faces[chosen]
        small, measure_small = self._small[chosen]
        count_wide = self._count_width(node.count)
        beside = measure_small.horizontalAdvance(known) if known else 0
        wide = measure.horizontalAdvance(name)
        # Where there is little room a count gives way before what tells one of a name from others.
        gives_way = known and wide + beside > box.width() - count_wide
        room = box.width() - (0 if gives_way else count_wide)
        if room < box.width() and node.count:
            painter.setFont(self._small[False][0])
            painter.setPen(self._theme.colour("dispute" if node.alarming else "muted"))
            painter.drawText(box, _AT_RIGHT, node.count)
        painter.setFont(face)
        painter.setPen(self._theme.colour("accent" if chosen else "ink"))
        most = max(room // 2, room - beside) if known else room
        if wide > most:
            name = measure.elidedText(name, Qt.TextElideMode.ElideRight, most)
            wide = measure.horizontalAdvance(name)
        painter.drawText(box, _AT_LEFT, isolated(name))
        if known:
            painter.setFont(small)
            painter.setPen(self._theme.colour("accent" if chosen else "muted"))
            left = room - wide
            known = measure_small.elidedText(known, Qt.TextElideMode.ElideRight, left)
            painter.drawText(box.adjusted(wide, 0, 0, 0), _AT_LEFT, isolated(known))

    def _count_width(self, count: str) -> int:
        """Give the room a count takes; most of a list are of a few digits."""
        found = self._counts.get(count)
        if found is None:
            found = self._small[False][1].horizontalAdvance(count) + 8
            self._counts[count] = found
        return found

    def _dress(self) -> None:
        def measured(size: int, weight: int) -> tuple[QFont, QFontMetrics]:
            face = self._theme.face(size, weight)
            return face, QFontMetrics(face)

        # By whether the item is chosen; measures are wanted for every row painted.
        self._faces = measured(13, 400), measured(13, 600)
        self._small = measured(12, 400), measured(12, 600)
        self._counts: dict[str, int] = {}


class NavigatorList(RowsView, QListView):
    """The head and the items of one group: all of one height; only those in sight are read.

    Signals:
        opened: the :class:`NavItem` clicked, or opened by Enter.
        unfolded: the group was opened or closed.
        left: the keys went elsewhere in the window.
    """

    opened = Signal(object)
    unfolded = Signal()
    left = Signal()
    _AIR = 12

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.look_as(theme)
        self.nodes = NavigatorModel(self)
        self.setModel(self.nodes)
        self.setItemDelegate(NavigatorDelegate(theme, self.nodes, self))
        self.setUniformItemSizes(True)
        # Below the last row, also where there are more: lists stand equally far apart.
        self.setViewportMargins(0, 0, 0, self._AIR)
        self.clicked.connect(self._pressed)
        theme.changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the present item on Enter, open and close the group (called by Qt)."""
        key, here = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pressed(here)
        elif key == Qt.Key.Key_Right and here.row() == 0:
            self.unfold(is_open=True)
        elif key == Qt.Key.Key_Left and here.row() == 0:
            self.unfold(is_open=False)
        elif key == Qt.Key.Key_Left and here.isValid():
            self.setCurrentIndex(self.nodes.index(0, 0))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys went elsewhere, unless a menu or another window has them (by Qt)."""
        super().focusOutEvent(event)
        if event.reason() not in _AWAY_FOR_NOW:
            self.left.emit()

    def unfold(self, *, is_open: bool) -> None:
        """Show the items below their head, or the head alone."""
        if is_open != self.nodes.is_open:
            self.nodes.set_open(is_open=is_open)
            self.unfolded.emit()

    def fitting(self, room: int) -> int:
        """Give the height, ``room`` at most but never less than a head, at which no row is cut."""
        rows, one = self.nodes.rowCount(), self._theme.px(_ROW)
        return min(rows, max((room - self._AIR) // one, 1)) * one + self._AIR

    def _dress(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.px(_ROW))
        self.scheduleDelayedItemsLayout()

    def settle(self) -> None:
        """Lay out now what has changed, so that it is painted once."""
        self.executeDelayedItemsLayout()

    def _pressed(self, index: QModelIndex) -> None:
        node = index.data(NODE_ROLE)
        if isinstance(node, NavGroup):
            self.unfold(is_open=not self.nodes.is_open)
        elif isinstance(node, NavItem):
            self.opened.emit(node)
