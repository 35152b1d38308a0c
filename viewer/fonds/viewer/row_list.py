# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the window's lists have in common: how they look and scroll, and when they lay out rows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QWidget

from fonds.viewer.viewports import make_viewport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from fonds.viewer.theme import Theme

    _View = QAbstractItemView
else:
    _View = object


class RowsView(_View):
    """Mixed into a view of Qt's: one row is chosen, none edited, and Tab leaves the list."""

    _theme: Theme

    def look_as(self, theme: Theme) -> None:
        """Look like the other lists, and keep to them when looks change."""
        self._theme = theme
        make_viewport(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the end at once, from where no row is present too (called by Qt)."""
        last = self.model().rowCount() - 1
        at_end = action == QAbstractItemView.CursorAction.MoveEnd and last >= 0
        if at_end and not self.currentIndex().isValid():
            return self.model().index(last, 0)
        return super().moveCursor(action, modifiers)

    def doItemsLayout(self) -> None:
        """Wait while everything is being dressed (called by Qt)."""
        if not self._theme.lay_out_later(self):
            super().doItemsLayout()


class RowList(RowsView, QListView):
    """A list whose rows are as tall as their words need at its width.

    At another width it is first painted as it was laid out, and laid out anew in the next turn:
    to measure rows at a width they never had takes as long as to paint the whole window.
    """

    _STEP = 24

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._laid_out_for = self._row_width = -1
        self._is_late = self._waits = False
        self.look_as(theme)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(self._STEP)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows at the new width (called by Qt)."""
        super().resizeEvent(event)
        # A scroll bar that comes or goes is no reason: what is shown then was never seen before.
        if self.isVisible() and self._laid_out_for not in {-1, self.width()}:
            self._is_late = True
        self.scheduleDelayedItemsLayout()

    def reset(self) -> None:
        """Lay other rows out before they are painted (called by Qt)."""
        self._is_late = False
        self._laid_out_for = -1
        super().reset()

    def event(self, event: QEvent) -> bool:
        """Put laying out off until after painting, at another width (called by Qt)."""
        if not self._is_late or event.type() != QEvent.Type.Paint:
            return super().event(event)
        with self._as_it_was():
            return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Paint the rows as they are laid out (called by Qt)."""
        if not self._is_late or event.type() != QEvent.Type.Paint:
            return super().viewportEvent(event)
        with self._as_it_was():
            return super().viewportEvent(event)

    def doItemsLayout(self) -> None:
        """Wait for the next turn while what was laid out is painted (called by Qt)."""
        if self._waits:
            self.scheduleDelayedItemsLayout()
            return
        self._is_late = False
        self._laid_out_for = self.width()
        super().doItemsLayout()
        # Not before: a scroll bar may have come.
        self._row_width = self.viewport().width()

    @property
    def row_width(self) -> int:
        """The width in pixels at which rows are to be measured and painted now."""
        return self._row_width if self._waits else self.viewport().width()

    @contextmanager
    def _as_it_was(self) -> Iterator[None]:
        self._waits = True
        try:
            yield
        finally:
            self._waits = False


def row_width(option: QStyleOptionViewItem) -> int:
    """Give the width at which a delegate measures and paints a row."""
    view = option.widget  # type: ignore[attr-defined,unused-ignore]
    return view.row_width if isinstance(view, RowList) else option.rect.width()


def row_rect(option: QStyleOptionViewItem) -> QRect:
    """Give where a delegate paints a row, as wide as it was measured."""
    rect = QRect(option.rect)
    rect.setWidth(row_width(option))
    return rect
