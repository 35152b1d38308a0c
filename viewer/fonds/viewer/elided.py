# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A label that shortens its words with an ellipsis where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from fonds.viewer.painting import painting

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class ElidedLabel(QLabel):
    """Keeps its whole text for screen readers, and shows as much of it as fits."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Make a label that gives way to its neighbours."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Give the least size: a few letters (called by Qt)."""
        usual = super().minimumSizeHint()
        return QSize(
            min(usual.width(), self.fontMetrics().horizontalAdvance("Mmm…")), usual.height()
        )

    def sizeHint(self) -> QSize:
        """Give the size of the whole text (called by Qt)."""
        usual = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, usual.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint what fits (called by Qt)."""
        with painting(self) as painter:
            shown = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width()
            )
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), int(self.alignment()), shown)
