# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The navigator: a filter over subjects, sources and what is to do, with counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.announcing import announce
from fonds.viewer.navigator_list import NavigatorList
from fonds.viewer.navigator_model import NODE_ROLE, Arrangement, NavGroup, NavItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from fonds.viewer.theme import Theme

_BETWEEN = 8
_AROUND = 24 + 3 * _BETWEEN
_HEAD_ROW = 36


class Navigator(QWidget):
    """The filter and the lists.

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
        # The present item if a filter may have hidden it, and where it stands in its list, as long
        # as that is the same list.
        self._kept: tuple[str, str] | None = None
        self._kept_at: tuple[NavigatorList, int] | None = None
        # What the window shows, however far the keys have gone in the lists.
        self._shown: tuple[str, str] | None = None
        self.tree = NavigatorList(theme)
        self.tree.setAccessibleName(self.tr("Subjects"))
        self.rest = NavigatorList(theme)
        self.rest.setAccessibleName(self.tr("Sources"))
        self.tasks = NavigatorList(theme)
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
            tree.unfolded.connect(self._share_room)
            tree.left.connect(self._return)
            tree.nodes.sifted.connect(self._sifted)
        theme.changed.connect(self._share_room)
        theme.changed.connect(self._dress)
        self._dress()

    def show_groups(self, groups: Sequence[NavGroup]) -> None:
        """Show groups; the present item stays present where it is still there.

        Each group scrolls by itself, so that the others stay in sight however long it is.
        """
        present = self.present()
        kept = self._kept if present is None else (present.kind, present.id)
        for number, tree in enumerate(self.trees):
            tree.nodes.set_group(groups[number] if number < len(groups) else None)
        self._share_room()
        if kept is not None:
            self._go_to(*kept)

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
        """Show an item as the present one, now or once no filter hides it; no signal is sent.

        Whoever looks by keys for another one of its list stays there while it is the same.
        """
        was, self._shown = self._shown, (kind, item)
        looking = next((tree for tree in self.trees if tree.hasFocus()), None)
        if was == self._shown and looking is not None and looking.nodes.find(kind, item).isValid():
            return
        self._go_to(kind, item)

    def _go_to(self, kind: str, item: str) -> None:
        self._kept, self._kept_at = (kind, item), None
        for tree in self.trees:
            index = tree.nodes.find(kind, item)
            if index.isValid():
                tree.setCurrentIndex(index)
            else:
                tree.clearSelection()

    def _return(self) -> None:
        """Mark what is shown again where the keys were led on and nothing was opened."""
        if self._shown is not None and not any(tree.hasFocus() for tree in self.trees):
            self._go_to(*self._shown)

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
        for tree in self.trees:
            tree.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the filter by Down; Escape empties it, then leaves it (called by Qt)."""
        escapes = event.key() == Qt.Key.Key_Escape
        if not self.filter.hasFocus() or not (escapes or event.key() == Qt.Key.Key_Down):
            super().keyPressEvent(event)
        elif escapes and self.filter.text():
            self.filter.clear()
        else:
            shown = next((tree for tree in self.trees if tree.isVisible()), self.tree)
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_none(self) -> None:
        """Say why nobody and nothing is listed; what is to do is listed whatever is sought."""
        words = self.filter.text().strip()
        none = self.tr("No subjects and no sources yet.")
        if words:
            none = self.tr("Nobody and nothing here is called “{words}”.").format(words=words)
        self.none.setText(none)
        sought = (tree.nodes for tree in self.trees[:2])
        is_none = not any(one.rowCount() or one.is_sifting for one in sought)
        if is_none and words:
            announce(self.none, none)
        self.none.setVisible(is_none)

    def _filtered(self, words: str) -> None:
        present = self.present()
        if present is not None:
            self._kept = present.kind, present.id
            tree = next(tree for tree in self.trees if tree.selectionModel().hasSelection())
            self._kept_at = tree, tree.nodes.place(tree.currentIndex())
        for tree in self.trees:
            tree.nodes.set_filter(words)
        self._sifted()

    def _sifted(self) -> None:
        """Share the height out among what was found, and mark the present item if it is there."""
        self._share_room()
        if self._kept is None or self.present() is not None:
            return
        if self._kept_at is None:
            self._go_to(*self._kept)
            return
        tree, place = self._kept_at
        index = tree.nodes.at(place)
        if index.isValid():
            tree.setCurrentIndex(index)

    def _first(self) -> None:
        for tree in self.trees:
            tree.nodes.finish()
            node = tree.nodes.first_item()
            if node is not None:
                self.mark(node.kind, node.id)
                tree.setFocus(Qt.FocusReason.OtherFocusReason)
                self.item_chosen.emit(node)
                return
