# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The two text widgets of the source pane and what both can do.

Up to about a million characters a read-only rich widget, which alone honours line height and
can open a gap for the form; beyond that the plain one, which stays quick.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from fonds.viewer.painting import painting
from fonds.viewer.passages import PassageIndex
from fonds.viewer.text_map import TextMap
from fonds.viewer.wording import may_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QResizeEvent

    from fonds.viewer.theme import Theme

RICH_LIMIT = 1_000_000
"""The longest text, in characters, that the rich widget is given."""

_LINE = 25
_MEASURE = 680
_LEADING, _TRAILING = QTextLine.Edge.Leading, QTextLine.Edge.Trailing
_LEFT = 24
_RIGHT = 14
_OTHER_FACES = (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange)
_READABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class RichText(QTextEdit):
    """A source text set in the reading face, with its passages painted behind the words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty text."""
        super().__init__(parent)
        self._theme = theme
        self._map = TextMap("")
        self._passages = PassageIndex()
        self._lit = PassageIndex()
        self._found = PassageIndex()
        self._found_now = PassageIndex()
        self._gap: QTextCursor | None = None
        self._gap_height = 0
        self._set_in: tuple[float, str] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(_READABLE)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the face the text is set in: being dressed takes it away (called by Qt)."""
        if event.type() not in _OTHER_FACES:
            super().changeEvent(event)

    def load(self, places: TextMap, passages: PassageIndex) -> None:
        """Show a text and its passages, from the top."""
        self._map = places
        self._passages = passages
        self._lit = PassageIndex()
        self._found = self._found_now = PassageIndex()
        self._gap = None
        self._set_in = None
        with self._laid_out_once():
            self.setPlainText(places.shown)
            self._set()

    def restyle(self) -> None:
        """Set the text anew at another size; other colours alone leave it as it is laid out."""
        if self._set_in == (self._theme.zoom, self._theme.reading_family):
            self.viewport().update()
            return
        with self._laid_out_once():
            self._set()
        if self._gap is not None:
            self._set_gap(self._gap_height)

    @contextmanager
    def _laid_out_once(self) -> Iterator[None]:
        """Lay the text out after the block: Qt would at each step of setting it."""
        document = self.document()
        document.setLayoutEnabled(False)
        try:
            yield
        finally:
            document.setLayoutEnabled(True)
            document.markContentsDirty(0, document.characterCount() - 1)

    def _set(self) -> None:
        self._set_in = (self._theme.zoom, self._theme.reading_family)
        px = self._theme.px
        self.document().setDefaultFont(self._theme.reading_face(15))
        self.document().setDocumentMargin(0)
        loose = "\n\n" not in self._map.text and "\r\n\r\n" not in self._map.text
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self._block_format(px(_LINE), px(10) if loose else 0))
        if not loose:
            empty = self._block_format(px(11), 0)
            block = self.document().begin()
            while block.isValid():
                if block.length() == 1:
                    QTextCursor(block).setBlockFormat(empty)
                block = block.next()
        cursor.endEditBlock()
        frame = self.document().rootFrame().frameFormat()
        frame.setLeftMargin(px(_LEFT))
        frame.setTopMargin(px(18))
        frame.setBottomMargin(px(28))
        self.document().rootFrame().setFrameFormat(frame)
        self._measure()

    def show_passages(self, passages: PassageIndex) -> None:
        """Take changed passages of the same text."""
        self._passages = passages
        self.viewport().update()

    def light(self, lit: PassageIndex) -> None:
        """Paint these passages as the chosen ones."""
        self._lit = lit
        self.viewport().update()

    def mark_found(self, found: PassageIndex, now: PassageIndex) -> None:
        """Outline what a search found; the present hit more strongly."""
        self._found, self._found_now = found, now
        self.viewport().update()

    def block_rect(self, position: int) -> QRectF:
        """Give where the block of a position stands, in coordinates of the viewport."""
        block = self.document().findBlock(position)
        rect = self.document().documentLayout().blockBoundingRect(block)
        return rect.translated(
            -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        )

    def place_top(self, position: int) -> float:
        """Give the top of a position's line, in coordinates of the viewport."""
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        return self.block_rect(position).top() + (line.y() if line.isValid() else 0.0)

    def bring(self, start: int, end: int) -> None:
        """Scroll so that a stretch stands in the upper third, unless it is seen already."""
        top, bottom = self.place_top(start), self.place_top(end) + self._theme.px(_LINE)
        tall = self.viewport().height()
        if top >= 0 and bottom <= tall:
            return
        bar = self.verticalScrollBar()
        # What is too long for that begins higher, so that all of it is seen where it can be.
        bar.setValue(bar.value() + round(top - max(0, min(tall / 3, tall - (bottom - top)))))

    def fractions(self, spans: list[tuple[int, int]]) -> list[tuple[float, float]]:
        """Give where stretches stand, as fractions of the text's height (or the widget's)."""
        down = self.verticalScrollBar().value()
        tall = max(self.document().size().height(), self.viewport().height(), 1)
        line = self._theme.px(_LINE)
        return [
            (
                (self.place_top(a) + down + 10) / tall,
                (self.place_top(b - 1) + down + line - 10) / tall,
            )
            for a, b in spans
        ]

    def open_gap(self, position: int, height: int) -> None:
        """Move the text apart by ``height`` pixels under the paragraph of ``position``.

        Nothing is inserted, so no place shifts: the paragraph's lower margin grows.
        """
        if self._gap is not None:
            self.close_gap()
        self._gap = QTextCursor(self.document())
        self._gap.setPosition(position)
        self._set_gap(height)

    def resize_gap(self, height: int) -> None:
        """Change the height of the open gap."""
        self._set_gap(height)

    def close_gap(self) -> None:
        """Let the text come together again."""
        if self._gap is not None:
            self._set_gap(0)
            self._gap = None
            self._gap_height = 0

    def gap_rect(self) -> QRect | None:
        """Give the open gap in coordinates of the viewport, or none."""
        if self._gap is None:
            return None
        block = self.block_rect(self._gap.position())
        bottom = self._line_bottom(self._gap.block())
        left = self._theme.px(_LEFT) - 4
        wide = self.lineWrapColumnOrWidth() - left + self._theme.px(4)
        return QRect(left, round(block.top() + bottom) + self._theme.px(6), wide, self._gap_height)

    def words_bottom(self, position: int) -> float:
        """Give where the words of a position's block end, in coordinates of the viewport."""
        block = self.document().findBlock(position)
        return self.block_rect(position).top() + self._line_bottom(block)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure readable (called by Qt)."""
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint passages, then the text over them (called by Qt)."""
        with painting(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for block, first, last in self._visible(event.rect()):
                self._paint_block(painter, block, first, last)
            self._paint_shadow(painter)
        super().paintEvent(event)

    def _measure(self) -> None:
        px = self._theme.px
        wide = min(self.viewport().width() - px(_RIGHT), px(_MEASURE))
        # Qt lays the text out again though nothing changed.
        if wide != self.lineWrapColumnOrWidth():
            self.setLineWrapColumnOrWidth(wide)

    @staticmethod
    def _block_format(height: int, below: int) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        made.setBottomMargin(below)
        return made

    def _set_gap(self, height: int) -> None:
        if self._gap is None:
            return
        self._gap_height = height
        loose = "\n\n" not in self._map.text and "\r\n\r\n" not in self._map.text
        below = self._theme.px(10) if loose else 0
        cursor = QTextCursor(self._gap.block())
        made = cursor.blockFormat()
        made.setBottomMargin(below + height + self._theme.px(16) if height else below)
        cursor.setBlockFormat(made)

    @staticmethod
    def _line_bottom(block: QTextBlock) -> float:
        layout = block.layout()
        last = layout.lineAt(max(layout.lineCount() - 1, 0))
        return last.y() + last.height() if last.isValid() else 0.0

    def _visible(self, rect: QRect) -> list[tuple[QTextBlock, int, int]]:
        """Give the blocks within a rectangle of the viewport, each with its code points."""
        layout = self.document().documentLayout()
        down = self.verticalScrollBar().value()
        top = QPointF(0, rect.top() + down)
        at = layout.hitTest(top, Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(at, 0))
        found: list[tuple[QTextBlock, int, int]] = []
        while block.isValid() and layout.blockBoundingRect(block).top() - down <= rect.bottom():
            first = self._map.to_source(block.position())
            last = self._map.to_source(block.position() + block.length(), end=True)
            found.append((block, first, last))
            block = block.next()
        return found

    def _paint_shadow(self, painter: QPainter) -> None:
        """Lift the open form a little from the page."""
        gap = self.gap_rect()
        if gap is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(0, 0, 0, 14 if self._theme.palette.dark else 5)
        painter.setBrush(colour)
        for spread in range(1, 9):
            rect = QRectF(gap).adjusted(-spread, 2 - spread, spread, 3 + spread)
            painter.drawRoundedRect(rect, 10 + spread, 10 + spread)

    def _paint_block(self, painter: QPainter, block: QTextBlock, first: int, last: int) -> None:
        layers = (
            (self._passages, "passage", ""),
            (self._lit, "lit", ""),
            (self._found, "", "accent"),
            (self._found_now, "accent_ground", "accent"),
        )
        for index, ground, edge in layers:
            for passage in index.touching(first, last):
                for rect in self._rects(block, passage.start, passage.end):
                    painter.setBrush(
                        self._theme.colour(ground) if ground else Qt.BrushStyle.NoBrush
                    )
                    painter.setPen(self._theme.colour(edge) if edge else Qt.PenStyle.NoPen)
                    painter.drawRoundedRect(rect, 2, 2)

    def _rects(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        layout = block.layout()
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        corner -= QPointF(0, self.verticalScrollBar().value())
        first = max(self._map.to_document(start) - block.position(), 0)
        last = min(self._map.to_document(end) - block.position(), block.length() - 1)
        made: list[QRectF] = []
        up, down = self._theme.px(17), self._theme.px(5)
        turning = may_turn(block.text())
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin, stop = line.textStart(), line.textStart() + line.textLength()
            if stop <= first or begin >= last:
                continue
            base = corner.y() + line.y() + line.ascent()
            if turning:
                for left, right in _stretches(line, max(begin, first), min(stop, last)):
                    made.append(QRectF(corner.x() + left, base - up, right - left, up + down))
                continue
            left = _x(line.cursorToX(max(begin, first)))
            # The space at which the line was broken is not part of what is seen.
            whole = line.x() + line.naturalTextWidth()
            right = whole if last >= stop else _x(line.cursorToX(last))
            made.append(QRectF(corner.x() + left - 1, base - up, right - left + 2, up + down))
        return made


class PlainText(QPlainTextEdit):
    """A very long source text; it wraps and selects like the other, in one line height."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty text."""
        super().__init__(parent)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(_READABLE)
        self.about_to_paint: Callable[[], None] = lambda: None
        self.restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Take no face but that of :meth:`restyle`: being dressed brings others (called by Qt)."""
        if event.type() not in _OTHER_FACES or not self._theme.is_dressing:
            super().changeEvent(event)

    def seen_blocks(self) -> Iterator[QTextBlock]:
        """Give the blocks of which anything stands in the viewport, from the top."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= self.viewport().height():
            # Its height is asked first: whoever formats the block may change it.
            top += self.blockBoundingRect(block).height()
            yield block
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let what is seen be marked, then paint it (called by Qt)."""
        self.about_to_paint()
        super().paintEvent(event)

    def restyle(self) -> None:
        """Set face and margins again, after a change of theme or text size."""
        self.setFont(self._theme.reading_face(15))
        self.setViewportMargins(self._theme.px(_LEFT) - 4, 0, self._theme.px(_RIGHT) - 8, 0)


def _stretches(line: QTextLine, first: int, last: int) -> list[tuple[float, float]]:
    """Give from where to where characters stand; of those that run the other way in pieces."""
    found: list[tuple[float, float]] = []
    for at in range(first, last):
        ends = (_x(line.cursorToX(at, edge)) for edge in (_LEADING, _TRAILING))
        left, right = sorted(ends)
        if found and left <= found[-1][1] + 1 and right >= found[-1][0] - 1:
            left, right = min(left, found[-1][0]), max(right, found[-1][1])
            found.pop()
        found.append((left, right))
    return found


def _x(found: object) -> float:
    """Take the distance from what ``cursorToX`` gives: a number, or a pair with the cursor."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
