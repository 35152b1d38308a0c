# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A label that shortens its words with an ellipsis where there is little room."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from fonds.viewer.painting import painting
from fonds.viewer.wording import isolated

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
        # Lines are set at fractions of a pixel: rounded one by one the last would be cut.
        spacing = QFontMetricsF(self.font()).lineSpacing()
        return ceil(spacing * max(1, len(self.shown(width))))

    def shown(self, width: int) -> list[str]:
        """Give the lines as they are shown within a width, the last one shortened."""
        return lines_within(self.text(), self.font(), width, self._lines)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint what fits (called by Qt)."""
        with painting(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            words = "\n".join(isolated(line.rstrip()) for line in self.shown(self.width()))
            painter.drawText(self.rect(), int(self.alignment()), words)


def lines_within(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Break a text into at most so many lines, the last one shortened where it is too long."""
    found: list[str] = []
    if most > 1 and text:
        layout = QTextLayout(text, font)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        while len(found) < most - 1:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
            # Qt counts UTF-16 units, a Python string code points.
            found.append(_cut(text, line.textStart(), line.textLength()))
        layout.endLayout()
        text = text[len("".join(found)) :]
    if text or not found:
        shortened = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        found.append(shortened)
    return found


def _cut(text: str, start: int, length: int) -> str:
    """Cut by places that count UTF-16 units."""
    whole = text.encode("utf-16-le")
    return whole[2 * start : 2 * (start + length)].decode("utf-16-le")
