# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the window's lists have in common: how they look and scroll, and when they lay out rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

if TYPE_CHECKING:
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
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def doItemsLayout(self) -> None:
        """Wait while everything is being dressed (called by Qt)."""
        if not self._theme.lay_out_later(self):
            super().doItemsLayout()


class RowList(RowsView, QListView):
    """A list whose rows are as tall as their words need at its width."""

    _STEP = 24

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.look_as(theme)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(self._STEP)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows at the new width (called by Qt)."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
