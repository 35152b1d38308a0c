# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The head of a pane: title and tools in one row, in two where the title would be cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for row in (self._upper, self._lower):
            row.setSpacing(0)
            column.addLayout(row)
        self.arrange()
        theme.changed.connect(self.arrange)

    @property
    def rows(self) -> int:
        """How many rows there are: one or two."""
        return self._rows

    def arrange(self) -> None:
        """Set the parts in as many rows as they need; to be called where their words changed."""
        rows = 1 if self._needed() <= self.width() else 2
        self.setFixedHeight(self._theme.px(_TALL + (_ROW + 3 if rows == 2 else 0)))
        if rows == self._rows:
            return
        self._rows = rows
        for row in (self._upper, self._lower):
            while row.takeAt(0) is not None:
                pass
        self._upper.addWidget(self._title)
        below = self._upper if rows == 1 else self._lower
        if rows == 2:
            self._upper.addStretch(1)
        if rows == 1 and self._aside:
            below.addSpacing(_BETWEEN)
        for widget in self._aside:
            below.addWidget(widget)
        # In a row of its own what comes first begins where the title does.
        is_first = rows == 2 and not self._aside
        if not is_first:
            below.addStretch(1)
        for tool in self._tools:
            if not isinstance(tool, int):
                below.addWidget(tool)
                continue
            below.addSpacing(tool)
            if is_first:
                below.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the parts in one row or two (called by Qt)."""
        super().resizeEvent(event)
        self.arrange()

    def _needed(self) -> int:
        wide = _LEFT + _RIGHT + 2 * _BETWEEN + self._title.sizeHint().width()
        for part in (*self._aside, *self._tools):
            if isinstance(part, int):
                wide += part
            elif not part.isHidden():
                wide += part.sizeHint().width()
        return wide
