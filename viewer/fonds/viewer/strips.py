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


class Bars:
    """Stretches of a text as bars in a strip, joined where they would be painted on one another.

    A text can have ten thousand passages, a strip has some hundred pixels.
    """

    def __init__(self, least: float) -> None:
        """Hold none yet; no bar will be shorter than ``least`` pixels."""
        self._least = least
        self._spans: Sequence[tuple[float, float]] = ()
        self._length = -1
        self._bars: list[tuple[float, float]] = []
        self._single: list[tuple[float, float]] = []
        self._shares: list[float] = []
        self._shared = -1

    def take(self, spans: Sequence[tuple[float, float]]) -> None:
        """Take others: fractions of the whole, in the order of their beginnings."""
        self._spans, self._length, self._shared = spans, -1, -1

    def within(self, length: int) -> list[tuple[float, float]]:
        """Give the bars of a strip of this length: where each begins and how long it is."""
        self._lay_out(length)
        return self._bars

    def single(self, length: int) -> list[tuple[float, float]]:
        """Give those of the bars that are no more than one stretch each."""
        self._lay_out(length)
        return self._single

    def shares(self, length: int) -> list[float]:
        """Give for each pixel of a strip of this length how much of it the stretches fill, 0 to 1.

        What is long, or many short ones close together, is told as it is; a bar would be wider.
        """
        if length != self._shared:
            self._shared, self._shares = length, [0.0] * length
            for start, end in self._spans:
                self._fill(start * length, end * length)
        return self._shares

    def _lay_out(self, length: int) -> None:
        if length == self._length:
            return
        self._length = length
        self._bars, self._single = [], []
        begun, ended, held = 0.0, -1.0, 0
        for start, end in self._spans:
            first, last = start * length, max(end, start + self._least / length) * length
            if first > ended:
                self._put(begun, ended, held)
                begun, ended, held = first, last, 1
            else:
                ended, held = max(ended, last), held + 1
        self._put(begun, ended, held)

    def _put(self, begun: float, ended: float, held: int) -> None:
        if held:
            self._bars.append((begun, ended - begun))
        if held == 1:
            self._single.append((begun, ended - begun))

    def _fill(self, first: float, last: float) -> None:
        """Add a stretch, in pixels, to the shares of the pixels it touches."""
        for pixel in range(int(first), min(int(last) + 1, self._shared)):
            part = min(last, pixel + 1) - max(first, pixel)
            self._shares[pixel] = min(self._shares[pixel] + part, 1.0)


class CoverageStrip(QWidget):
    """The whole text as one thin bar: chosen, used, read and untouched. A click goes there.

    Spans are fractions of the text's length, 0 to 1.
    """

    chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty strip."""
        super().__init__(parent)
        self._theme = theme
        self._used, self._read, self._lit = (Bars(2.0) for _ in range(3))
        self.setFixedHeight(5)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_spans(
        self,
        used: Sequence[tuple[float, float]],
        read: Sequence[tuple[float, float]],
    ) -> None:
        """Show these stretches; says in words how much was used, for screen readers too."""
        self._used.take(used)
        self._read.take(read)
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

    def light(self, lit: Sequence[tuple[float, float]]) -> None:
        """Show these stretches as the chosen ones."""
        self._lit.take(lit)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place pressed (called by Qt)."""
        self.chosen.emit(min(max(event.position().x() / max(self.width(), 1), 0.0), 1.0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the stretches (called by Qt)."""
        with painting(self) as painter:
            width, height = self.width(), self.height()
            painter.fillRect(self.rect(), self._theme.colour("pane"))
            # Of what is too fine for a pixel each has its share of the colour, so that a text
            # half used does not look wholly used; what stands alone is seen however short.
            self._paint(painter, "read", self._read.single(width))
            read, used = self._theme.colour("read"), self._theme.colour("passage")
            shares = zip(self._read.shares(width), self._used.shares(width), strict=True)
            for pixel, (of_read, of_used) in enumerate(shares):
                column = QRectF(pixel, 0, 1, height)
                if of_read and of_used < 1:
                    read.setAlphaF(min(of_read / (1 - of_used), 1.0))
                    painter.fillRect(column, read)
                if of_used:
                    used.setAlphaF(of_used)
                    painter.fillRect(column, used)
            self._paint(painter, "passage", self._used.single(width))
            self._paint(painter, "lit", self._lit.within(width))

    def _paint(self, painter: QPainter, name: str, bars: Sequence[tuple[float, float]]) -> None:
        for left, wide in bars:
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
        self._marks, self._lit = Bars(4.0), Bars(4.0)
        self.setFixedWidth(16)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Where in this text the passages stand"))
        self.setAccessibleName(self.tr("Passages in this text"))
        theme.changed.connect(self.update)

    def set_marks(self, marks: Sequence[tuple[float, float]]) -> None:
        """Show these marks."""
        self._marks.take(marks)
        self.update()

    def light(self, lit: Sequence[tuple[float, float]]) -> None:
        """Show these marks as the chosen ones, on top."""
        self._lit.take(lit)
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
            for bars, name, wide in ((self._marks, "lit", 8), (self._lit, "accent", 4)):
                colour = self._theme.colour(name)
                painter.setBrush(colour.lighter(130) if dark and name == "lit" else colour)
                for top, tall in bars.within(self.height()):
                    corner = QPointF((self.width() - wide) / 2, min(top, self.height() - tall))
                    painter.drawRoundedRect(QRectF(corner.x(), corner.y(), wide, tall), 2, 2)
