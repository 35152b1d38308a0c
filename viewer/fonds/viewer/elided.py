# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A label that shortens its words with an ellipsis where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from fonds.viewer.painting import painting

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class ElidedLabel(QLabel):
    """Keeps its whole text for screen readers, and shows as much of it as fits."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, lines: int = 1) -> None:
        """Make a label that gives way to its neighbours; up to ``lines`` it goes on below."""
        super().__init__(text, parent)
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        if lines > 1:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            # Qt takes the height from the width only of labels that wrap.
            self.setWordWrap(True)
            policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Give the least size: a few letters (called by Qt)."""
        wide = min(self.sizeHint().width(), self.fontMetrics().horizontalAdvance("Mmm…"))
        return QSize(wide, self._tall(super().minimumSizeHint()))

    def sizeHint(self) -> QSize:
        """Give the size of the whole text (called by Qt)."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(wide, self._tall(super().sizeHint()))

    def _tall(self, usual: QSize) -> int:
        return usual.height() if self._lines == 1 else self.fontMetrics().lineSpacing()

    def heightForWidth(self, width: int) -> int:
        """Give the height of as many lines as the words need (called by Qt)."""
        if self._lines == 1:
            return -1
        return self.fontMetrics().lineSpacing() * max(1, len(self.shown(width)))

    def shown(self, width: int) -> list[str]:
        """Give the lines as they are shown within a width, the last one shortened."""
        text, metrics = self.text(), self.fontMetrics()
        found: list[str] = []
        if self._lines > 1 and text:
            layout = QTextLayout(text, self.font())
            layout.setTextOption(QTextOption(self.alignment()))
            layout.beginLayout()
            while len(found) < self._lines - 1:
                line = layout.createLine()
                if not line.isValid():
                    break
                line.setLineWidth(width)
                line.setPosition(QPointF(0, 0))
                start, length = line.textStart(), line.textLength()
                # Qt counts in UTF-16 units; what it gives may end within a Python string's count.
                found.append(_cut(text, start, length))
            layout.endLayout()
            text = text[len("".join(found)) :]
        if text or not found:
            found.append(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint what fits (called by Qt)."""
        with painting(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            words = "\n".join(line.rstrip() for line in self.shown(self.width()))
            painter.drawText(self.rect(), int(self.alignment()), words)


def _cut(text: str, start: int, length: int) -> str:
    """Cut by places that count UTF-16 units."""
    whole = text.encode("utf-16-le")
    return whole[2 * start : 2 * (start + length)].decode("utf-16-le")
