# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The navigator: a filter over subjects, sources and what is to do, with counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.navigator_model import (
    NODE_ROLE,
    Arrangement,
    NavGroup,
    NavigatorModel,
    NavItem,
)
from fonds.viewer.painting import saved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.viewer.theme import Theme

_SIDE, _TEXT = 8, 16
_ROW = 27
_BETWEEN = 8
_AROUND = 24 + 3 * _BETWEEN
_HEAD_ROW = 36
_MOST_MEASURED = 2000

# Made once: they are wanted for every row painted, and to join flags takes Python a microsecond.
_CHOSEN = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_OPEN = QStyle.StateFlag.State_Open
_AT_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_AT_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class NavigatorDelegate(QStyledItemDelegate):
    """Paints group heads, and items with their counts at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Paint with a theme."""
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Give the height of an item, or of a head with some air over it (called by Qt)."""
        head = index.row() > 0 and index.internalId() == 0
        return QSize(self._theme.px(120), self._theme.px(_HEAD_ROW if head else _ROW))

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
                is_open = bool(state & _OPEN)
                self._head(painter, rect, node, is_open=is_open)
            elif isinstance(node, NavItem):
                self._item(painter, rect, node, chosen=chosen)

    def _ground(self, painter: QPainter, rect: QRect, *, chosen: bool, focused: bool) -> None:
        name = "accent_ground" if chosen else "ground"
        painter.setBrush(self._theme.colour(name))
        painter.setPen(self._theme.colour("accent" if focused else name))
        painter.drawRoundedRect(rect.adjusted(_SIDE, 0, -_SIDE, -1), 6, 6)

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
        tone = self._theme.colour("accent" if chosen else "ink")
        box = rect.adjusted(_TEXT, 0, -_TEXT, 0)
        # The space between them goes with what follows, which is never cut from its left.
        name = node.label.removesuffix(node.told_apart).rstrip() if node.told_apart else node.label
        known = node.label.removeprefix(name)
        large, small = (self._theme.face(size, 600 if chosen else 400) for size in (13, 12))
        painter.setFont(self._theme.face(12))
        count_wide = painter.fontMetrics().horizontalAdvance(node.count) + 8
        beside = QFontMetrics(small).horizontalAdvance(known)
        whole = QFontMetrics(large).horizontalAdvance(name) + beside
        # Where there is little room a count gives way before what tells one of a name from others.
        room = box.width() - (0 if known and whole > box.width() - count_wide else count_wide)
        if room < box.width():
            painter.setPen(self._theme.colour("dispute" if node.alarming else "muted"))
            painter.drawText(box, _AT_RIGHT, node.count)
        painter.setFont(large)
        painter.setPen(tone)
        if known:
            most = max(room // 2, room - beside)
            name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, most)
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _AT_LEFT, name)
        if known:
            wide = painter.fontMetrics().horizontalAdvance(name)
            painter.setFont(small)
            painter.setPen(self._theme.colour("accent" if chosen else "muted"))
            left = room - wide
            known = painter.fontMetrics().elidedText(known, Qt.TextElideMode.ElideRight, left)
            painter.drawText(box.adjusted(wide, 0, 0, 0), _AT_LEFT, known)


class NavigatorTree(QTreeView):
    """The tree of groups and items."""

    opened = Signal(object)
    _AIR = 12

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty tree."""
        super().__init__(parent)
        self.nodes = NavigatorModel(self)
        self.setModel(self.nodes)
        self.setItemDelegate(NavigatorDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setExpandsOnDoubleClick(False)
        self.setAccessibleName(self.tr("Subjects, sources and what is to do"))
        self.nodes.modelReset.connect(self._reset)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.clicked.connect(self._pressed)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the present item on Enter, open and close groups (called by Qt)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pressed(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def fitting(self, room: int) -> int:
        """Give the height, ``room`` at most but never less than a head, at which no row is cut."""
        delegate, option = self.itemDelegate(), QStyleOptionViewItem()
        tall, fitted = 0, 0
        for row in range(self.nodes.rowCount()):
            group = self.nodes.index(row, 0)
            tall += delegate.sizeHint(option, group).height()
            fitted = tall if tall <= room or not row else fitted
            items = self.nodes.rowCount(group) if self.isExpanded(group) else 0
            if items:
                one = delegate.sizeHint(option, self.nodes.index(0, 0, group)).height()
                fits = min(items, (room - tall) // one) if tall <= room else 0
                fitted += fits * one
                tall += items * one
        return tall + self._AIR if tall + self._AIR <= room else fitted

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value > bar.maximum() - bar.pageStep():
            self.nodes.show_more()

    def _reset(self) -> None:
        # Air over the heads costs measuring every row; long lists do without.
        self.setUniformRowHeights(self.nodes.item_count() > _MOST_MEASURED)
        self.expandAll()

    def _pressed(self, index: QModelIndex) -> None:
        node = index.data(NODE_ROLE)
        if isinstance(node, NavGroup):
            self.setExpanded(index, not self.isExpanded(index))
        elif isinstance(node, NavItem):
            self.opened.emit(node)


class Navigator(QWidget):
    """The filter and the tree.

    Signals:
        item_chosen: the :class:`NavItem` clicked, or opened by Enter.
        arranged: another :class:`Arrangement` was chosen.
    """

    item_chosen = Signal(object)
    arranged = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty navigator."""
        super().__init__(parent)
        self.setObjectName("navigator")
        self.setProperty("surface", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Navigator"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter subjects and sources"))
        self.filter.setClearButtonEnabled(True)
        self.arrangement = Arrangement()
        self.kinds: Sequence[tuple[str, str]] = ()
        self.arrange = QToolButton()
        self.arrange.setProperty("role", "flat")
        self.arrange.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.arrange.setToolTip(self.tr("Order, and which kind of subjects"))
        self.arrange.setAccessibleName(self.tr("Order, and which kind of subjects"))
        self.arrange.setMenu(QMenu(self.arrange))
        self.arrange.menu().aboutToShow.connect(self.fill_menu)
        self._theme = theme
        self.tree = NavigatorTree(theme)
        self.rest = NavigatorTree(theme)
        self.rest.setAccessibleName(self.tr("Sources"))
        self.tasks = NavigatorTree(theme)
        self.tasks.setAccessibleName(self.tr("What is to do"))
        self.trees = (self.tree, self.rest, self.tasks)
        top = QHBoxLayout()
        top.setContentsMargins(8, 10, 8, 4)
        top.setSpacing(4)
        top.addWidget(self.filter, 1)
        top.addWidget(self.arrange)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addLayout(top)
        self.none = QLabel()
        self.none.setProperty("role", "muted")
        self.none.setTextFormat(Qt.TextFormat.PlainText)
        self.none.setWordWrap(True)
        self.none.setContentsMargins(16, 8, 12, 4)
        self.none.hide()
        column.addWidget(self.none)
        for tree in self.trees:
            column.addWidget(tree)
            column.addSpacing(_BETWEEN)
        column.addStretch(1)
        self.setFocusProxy(self.tree)
        self.filter.textChanged.connect(self._filtered)
        self.filter.returnPressed.connect(self._first)
        for tree in self.trees:
            tree.opened.connect(self.item_chosen)
            tree.expanded.connect(self._share_room)
            tree.collapsed.connect(self._share_room)
        theme.changed.connect(self._share_room)
        theme.changed.connect(self._dress)
        self._dress()

    def show_groups(self, groups: Sequence[NavGroup]) -> None:
        """Show groups; the present item stays present where it is still there.

        Each group scrolls by itself, so that the others stay in sight however long it is.
        """
        present = self.present()
        self.tree.nodes.set_groups(groups[:1])
        self.rest.nodes.set_groups(groups[1:2])
        self.tasks.nodes.set_groups(groups[2:])
        self._share_room()
        if present is not None:
            self.mark(present.kind, present.id)

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Show an arrangement as the present one; no signal is sent."""
        self.arrangement = arrangement
        self._dress()

    def fill_menu(self) -> None:
        """Make the menu of orders and kinds anew."""
        menu, now = self.arrange.menu(), self.arrangement
        menu.clear()
        orders = (
            ("facts", self.tr("Most facts first")),
            ("name", self.tr("By name")),
            ("recent", self.tr("Opened last first")),
        )
        self._part(menu, [(label, replace(now, order=key)) for key, label in orders])
        menu.addSeparator()
        kinds = [("", self.tr("All kinds")), *self.kinds]
        self._part(menu, [(label, replace(now, kind=key)) for key, label in kinds])

    def _part(self, menu: QMenu, choices: Sequence[tuple[str, Arrangement]]) -> None:
        group = QActionGroup(menu)
        for label, arrangement in choices:
            action = menu.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(arrangement == self.arrangement)
            action.triggered.connect(lambda _=False, one=arrangement: self._arranged(one))
            group.addAction(action)

    def _arranged(self, arrangement: Arrangement) -> None:
        self.show_arrangement(arrangement)
        self.arranged.emit(arrangement)

    def _dress(self) -> None:
        tone = "accent" if self.arrangement.kind else "muted"
        self.arrange.setIcon(self._theme.icon("filter", tone))

    def present(self) -> NavItem | None:
        """Give the present item."""
        for tree in self.trees:
            if tree.selectionModel().hasSelection():
                node = tree.currentIndex().data(NODE_ROLE)
                return node if isinstance(node, NavItem) else None
        return None

    def mark(self, kind: str, item: str) -> None:
        """Show an item as the present one; no signal is sent."""
        for tree in self.trees:
            index = tree.nodes.find(kind, item)
            if index.isValid():
                tree.setCurrentIndex(index)
            else:
                tree.clearSelection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height out again (called by Qt)."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give each list the height it needs; where that is too much, the long ones scroll.

        What is to do comes before all, up to two fifths; sources leave subjects half of the others.
        """
        for tree in self.trees[1:]:
            tree.setVisible(tree.nodes.rowCount() > 0)
        self._say_none()
        room = self.height() - self.filter.sizeHint().height() - _AROUND
        tasks = self.tasks.fitting(2 * room // 5)
        room -= tasks
        sources = self.rest.fitting(max(room // 2, room - self.tree.fitting(room)))
        self.tasks.setFixedHeight(tasks)
        self.rest.setFixedHeight(sources)
        # Also without a row the first list has the keys, and says what it is.
        subjects = self.tree.fitting(room - sources)
        self.tree.setFixedHeight(max(subjects, self._theme.px(_HEAD_ROW)))

    def _say_none(self) -> None:
        """Say why nobody and nothing is listed; what is to do is listed whatever is sought."""
        words = self.filter.text().strip()
        none = self.tr("No subjects and no sources yet.")
        if words:
            none = self.tr("Nobody and nothing here is called “{words}”.").format(words=words)
        self.none.setText(none)
        self.none.setVisible(not any(tree.nodes.rowCount() for tree in self.trees[:2]))

    def _filtered(self, words: str) -> None:
        present = self.present()
        for tree in self.trees:
            tree.nodes.set_filter(words)
        self._share_room()
        if present is not None:
            self.mark(present.kind, present.id)

    def _first(self) -> None:
        for tree in self.trees:
            node = tree.nodes.first_item()
            if node is not None:
                self.mark(node.kind, node.id)
                tree.setFocus(Qt.FocusReason.OtherFocusReason)
                self.item_chosen.emit(node)
                return
