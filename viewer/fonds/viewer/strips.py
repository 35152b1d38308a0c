# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Two painted strips of the source pane: what of the text was used, and where the marks are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fonds.viewer.painting import painting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.viewer.theme import Theme


class CoverageStrip(QWidget):
    """The whole text as one thin bar: chosen, used, read and untouched. A click goes there.

    Spans are fractions of the text's length, 0 to 1.
    """

    chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty strip."""
        super().__init__(parent)
        self._theme = theme
        self._layers: dict[str, Sequence[tuple[float, float]]] = {}
        self.setFixedHeight(5)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_spans(
        self,
        used: Sequence[tuple[float, float]],
        read: Sequence[tuple[float, float]],
        lit: Sequence[tuple[float, float]],
    ) -> None:
        """Show these stretches; says in words how much was used, for screen readers too."""
        self._layers = {"read": read, "passage": used, "lit": lit}
        in_use, done = (sum(end - start for start, end in spans) for spans in (used, read))
        words = self.tr(
            "{used} % of this text is used by facts, {read} % was read, {left} % neither"
        ).format(
            used=round(100 * in_use),
            read=round(100 * done),
            left=max(100 - round(100 * in_use) - round(100 * done), 0),
        )
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place pressed (called by Qt)."""
        self.chosen.emit(min(max(event.position().x() / max(self.width(), 1), 0.0), 1.0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the stretches (called by Qt)."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("pane"))
            for name, spans in self._layers.items():
                for start, end in spans:
                    left = start * self.width()
                    wide = max((end - start) * self.width(), 2.0)
                    painter.fillRect(QRectF(left, 0, wide, self.height()), self._theme.colour(name))


class MarkStrip(QWidget):
    """Small marks at the edge, where in the text the passages stand. A click goes there.

    Marks are fractions of the strip's height, 0 to 1.
    """

    chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty strip."""
        super().__init__(parent)
        self._theme = theme
        self._marks: Sequence[tuple[float, float]] = ()
        self._lit: Sequence[tuple[float, float]] = ()
        self.setFixedWidth(16)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Where in this text the passages stand"))
        self.setAccessibleName(self.tr("Passages in this text"))
        theme.changed.connect(self.update)

    def set_marks(
        self, marks: Sequence[tuple[float, float]], lit: Sequence[tuple[float, float]]
    ) -> None:
        """Show these marks, the chosen ones on top."""
        self._marks, self._lit = marks, lit
        self.update()

    def sizeHint(self) -> QSize:
        """Give the wished-for size (called by Qt)."""
        return QSize(16, 80)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place pressed (called by Qt)."""
        self.chosen.emit(min(max(event.position().y() / max(self.height(), 1), 0.0), 1.0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the marks (called by Qt)."""
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            dark = self._theme.palette.dark
            for spans, name, wide in ((self._marks, "lit", 8), (self._lit, "accent", 4)):
                colour = self._theme.colour(name)
                painter.setBrush(colour.lighter(130) if dark and name == "lit" else colour)
                for start, end in spans:
                    top = start * self.height()
                    tall = max((end - start) * self.height(), 4.0)
                    corner = QPointF((self.width() - wide) / 2, min(top, self.height() - tall))
                    painter.drawRoundedRect(QRectF(corner.x(), corner.y(), wide, tall), 2, 2)
