# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The head of a pane: title and tools in one row, in two or three where words would be cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from fonds.viewer.elided import ElidedLabel
    from fonds.viewer.theme import Theme

_TALL = 44
_ROW = 25
_AIR = 9
_LEFT, _RIGHT = 14, 12
_BETWEEN = 8


class PaneHead(QWidget):
    """Sets a title, what stands beside it and tools at the right; numbers part the tools."""

    def __init__(
        self,
        theme: Theme,
        title: ElidedLabel,
        aside: Sequence[QWidget],
        tools: Sequence[QWidget | int],
        parent: QWidget | None = None,
    ) -> None:
        """Take the parts in."""
        super().__init__(parent)
        self.setObjectName("paneHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._title = title
        self._aside = tuple(aside)
        self._tools = tuple(tools)
        self._rows: int = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, _AIR, _RIGHT, _AIR)
        column.setSpacing(theme.px(3))
        self._lines = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in self._lines:
            row.setSpacing(0)
            column.addLayout(row)
        self.arrange()
        theme.changed.connect(self.arrange)

    @property
    def rows(self) -> int:
        """How many rows there are: one, two or three."""
        return self._rows

    def arrange(self) -> None:
        """Set the parts in as many rows as they need; to be called where their words changed."""
        beside, edges = self._wide(*self._aside, *self._tools), _LEFT + _RIGHT
        title = self._title.sizeHint().width()
        if edges + 2 * _BETWEEN + title + beside <= self.width():
            rows = 1
        else:
            rows = 2 if not self._aside or edges + beside <= self.width() else 3
        self.setFixedHeight(self._theme.px(_TALL + (rows - 1) * (_ROW + 3)))
        for part in (*self._aside, *self._tools):
            if isinstance(part, QToolButton) and part.text():
                # Where there is no room for all, air goes before letters.
                part.setMinimumWidth(part.fontMetrics().horizontalAdvance(part.text()) + 2)
        if rows == self._rows:
            return
        self._rows = rows
        for row in self._lines:
            while row.takeAt(0) is not None:
                pass
        first, second, third = self._lines
        first.addWidget(self._title)
        below = first if rows == 1 else second
        if rows > 1:
            first.addStretch(1)
        if rows == 1 and self._aside:
            below.addSpacing(_BETWEEN)
        for widget in self._aside:
            below.addWidget(widget)
        # In a row of its own what comes first begins where the title does.
        is_first = rows == 3 or (rows == 2 and not self._aside)
        if rows == 3 or not is_first:
            below.addStretch(1)
        if rows == 3:
            below = third
        for tool in self._tools:
            if not isinstance(tool, int):
                below.addWidget(tool)
                continue
            below.addSpacing(tool)
            if is_first:
                below.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the parts in as many rows as they need (called by Qt)."""
        super().resizeEvent(event)
        self.arrange()

    @staticmethod
    def _wide(*parts: QWidget | int) -> int:
        wide = 0
        for part in parts:
            if isinstance(part, int):
                wide += part
            elif not part.isHidden():
                wide += part.sizeHint().width()
        return wide
