# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Paints the rows of a record: label, value, provenance in a lighter tone, chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fonds.events.fixed import fixed
from fonds.viewer.label_column import LabelColumn
from fonds.viewer.painting import saved
from fonds.viewer.record_model import ROW_ROLE, RecordModel
from fonds.viewer.row_grounds import paint_frame
from fonds.viewer.row_list import row_rect, row_width
from fonds.viewer.rows import (
    DisputeHead,
    DisputeValueRow,
    NoteRow,
    Row,
    SectionRow,
    ValueRow,
    chips_of,
)
from fonds.viewer.runs import MOST_LAID_OUT, MOST_MEASURED, Run, RunLayout, Store
from fonds.viewer.wording import isolated, translate

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from fonds.viewer.theme import Theme

_SIDE = 20
_CHIP_SHARE = 0.36
_LEAST_CHIPS, _LEAST_WORDS = 1, 120
_FRAME = 12


@fixed
class _Look:
    """How a row is painted now: chosen or not, and whether its list has the keys."""

    chosen: bool
    focused: bool


class RecordDelegate(QStyledItemDelegate):
    """Measures and paints rows; knows which chip stands where."""

    def __init__(self, theme: Theme, model: RecordModel, parent: QObject | None = None) -> None:
        """Paint the rows of ``model``."""
        super().__init__(parent)
        self._theme = theme
        self._model = model
        # By what they depend on: the row, the width of list and labels, and what is said below.
        self._heights: Store[tuple[Row, int, int, str], int] = Store(MOST_MEASURED)
        self._texts: Store[tuple[Row, int, int, bool], RunLayout] = Store(MOST_LAID_OUT)
        self._labels: Store[tuple[str, int], RunLayout] = Store(MOST_LAID_OUT)
        self._column = LabelColumn(theme, model)
        self._measured_at = 0.0
        self.chip = 0
        theme.changed.connect(self._dress)
        self._dress()

    def forget(self) -> None:
        """Measure the labels' column anew (other rows are shown now)."""
        self._column.forget()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the height of a row at the width of its list (called by Qt)."""
        width = row_width(option)
        row = index.data(ROW_ROLE)
        place = self._model.place_in_dispute(index.row())
        key = (row, width, self._label_width(width), place)
        height = self._heights.take(key, lambda: self._height(row, width, place))
        return QSize(width, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row (called by Qt)."""
        row: Row = index.data(ROW_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        look = _Look(chosen, bool(option.state & QStyle.StateFlag.State_HasFocus))
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = row_rect(option)
            match row:
                case SectionRow():
                    self._paint_section(painter, rect, row)
                case NoteRow():
                    self._text_layout(row, rect.width()).draw(
                        painter, QPointF(self._px(_SIDE), rect.top() + self._px(6))
                    )
                case DisputeHead() | DisputeValueRow():
                    self._paint_dispute(painter, rect, row, index.row(), look)
                case ValueRow():
                    self._paint_value(painter, rect, row, look)

    def prepare(self, row: Row, width: int) -> None:
        """Lay out the words of a row that will be painted."""
        self._chip_rects(row, QRect(0, 0, width, 0))

    def chip_at(self, index: QModelIndex | QPersistentModelIndex, rect: QRect, at: QPoint) -> int:
        """Give the number of the chip under a point of the row, or -1."""
        row = index.data(ROW_ROLE)
        for number, place in enumerate(self._chip_rects(row, rect)):
            if place.adjusted(-2, -4, 2, 4).contains(QPointF(at)):
                return number
        return -1

    def weigh_at(self, index: QModelIndex | QPersistentModelIndex, rect: QRect, at: QPoint) -> bool:
        """Tell whether a point is on the word that leads to weighing a dispute."""
        row = index.data(ROW_ROLE)
        return (
            isinstance(row, DisputeHead)
            and row.weighable
            and at.x() >= (rect.right() - self._px(_SIDE) - self._weigh_width())
        )

    def _weigh_words(self) -> str:
        return translate("RecordDelegate", "Weigh…")

    def _weigh_width(self) -> int:
        return round(QFontMetricsF(self._theme.face(13)).horizontalAdvance(self._weigh_words()))

    def _px(self, pixels: float) -> int:
        return self._theme.px(pixels)

    def _label_width(self, width: int) -> int:
        return self._column.width(width)

    def _height(self, row: Row, width: int, place: str) -> int:
        px = self._px
        match row:
            case SectionRow():
                return px(36)
            case DisputeHead():
                tall = self._text_layout(row, width).height
                return round(tall) + px(22 if place == "only" else 14)
            case DisputeValueRow():
                return round(self._tall(row, width)) + px(12) + (px(9) if place == "last" else 0)
            case ValueRow() if self._stands_on_one_line(row, width):
                return px(30)
            case NoteRow():
                return max(round(self._text_layout(row, width).height) + px(13), px(30))
            case ValueRow():
                return max(round(self._tall(row, width)) + px(13), px(30))

    def _tall(self, row: Row, width: int) -> float:
        """Give the height of the words of a value, its chips where they stand below, its label."""
        tall = self._text_layout(row, width).height
        if self._chips_below(row, width):
            lines = -(-len(chips_of(row)) // self._chips_in_line(row, width))
            tall += self._px(4) + lines * self._px(22) - self._px(3)
        if isinstance(row, ValueRow):
            tall = max(tall, self._label_layout(row, width).height)
        return tall

    def _stands_on_one_line(self, row: ValueRow, width: int) -> bool:
        """Measure quickly: most rows are short, and thousands are measured at once."""
        if row.below or self._chips_below(row, width):
            return False
        room = width - self._px(_SIDE) - self._value_left(row, width) - self._chips_room(row)
        label = self._metrics[0].horizontalAdvance(row.label)
        label_fits = label < self._label_width(width) - self._px(10)
        return label_fits and self._words_width(row) + self._px(16) < room

    def _words_width(self, row: Row) -> float:
        """Give the room that a value takes with what stands beside it, or below, in one line."""
        if not isinstance(row, ValueRow | DisputeValueRow):
            return 0.0
        bold, small = self._metrics
        flag, below = (row.flag, row.below) if isinstance(row, ValueRow) else ("", "")
        wide = bold.horizontalAdvance(row.value) + small.horizontalAdvance(row.aside + flag)
        return max(wide, small.horizontalAdvance(below))

    def _dress(self) -> None:
        self._texts.clear()
        self._labels.clear()
        if self._measured_at == self._theme.zoom:
            # Other colours alone leave every row as tall as it is.
            return
        self._measured_at = self._theme.zoom
        self._heights.clear()
        self._column.forget()
        self._metrics = (
            QFontMetricsF(self._theme.face(13, 600)),
            QFontMetricsF(self._theme.face(12, 600)),
        )

    def _text_layout(self, row: Row, width: int, *, chosen: bool = False) -> RunLayout:
        key = (row, width, self._label_width(width), chosen)
        return self._texts.take(key, lambda: self._set_text(row, width, chosen=chosen))

    def _set_text(self, row: Row, width: int, *, chosen: bool) -> RunLayout:
        colour, face = self._theme.colour, self._theme.face
        room = width - 2 * self._px(_SIDE)
        runs: list[Run] = []
        match row:
            case SectionRow():
                runs = [Run(row.title, face(11, 600), colour("muted"))]
            case NoteRow():
                runs = [Run(row.text, face(13), colour("muted"))]
            case DisputeHead():
                runs = [Run(row.words, face(13, 600), colour("dispute"))]
                room -= self._px(18) + (self._weigh_width() + 10 if row.weighable else 0)
            case DisputeValueRow():
                weight = 700 if chosen else 400
                runs = [Run(row.value, face(13, weight), colour("ink"))]
                room -= self._chips_width(row, width)
            case ValueRow():
                weight = 600 if chosen else 400
                tone = colour("muted" if row.unknown else "ink")
                runs = [Run(row.value, face(13, weight), tone)]
                if row.flag:
                    runs.append(Run(f" {row.flag}", face(12, 600), colour("muted")))
                room -= self._label_width(width) + self._chips_width(row, width)
        if isinstance(row, ValueRow | DisputeValueRow) and row.aside:
            runs.append(Run(f" {row.aside}", face(12), colour("muted")))
        below: Run | None = None
        if isinstance(row, ValueRow) and row.below:
            below = Run(row.below, face(12), colour("muted"))
        # Below the first line no chips stand in its way.
        wider = self._chips_width(row, width) if below is not None else 0
        return RunLayout(runs, max(room, 40), below, self._px(3), wider)

    def _label_layout(self, row: ValueRow, width: int) -> RunLayout:
        room = self._label_width(width) - self._px(10)

        def lay_out() -> RunLayout:
            return RunLayout(
                [Run(row.label, self._theme.face(13), self._theme.colour("muted"))], room
            )

        return self._labels.take((row.label, room), lay_out)

    def _painted_layout(self, row: Row, width: int, look: _Look) -> RunLayout:
        """Set a chosen row bolder, unless it would then need another line."""
        usual = self._text_layout(row, width)
        if not look.chosen:
            return usual
        bold = self._text_layout(row, width, chosen=True)
        return bold if bold.height <= usual.height else usual

    def _paint_section(self, painter: QPainter, rect: QRect, row: SectionRow) -> None:
        painter.setFont(self._theme.face(11, 600, tracking=0.5))
        painter.setPen(self._theme.colour("muted"))
        box = rect.adjusted(self._px(_SIDE), 0, -self._px(_SIDE), -self._px(6))
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        words = row.title.upper()
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flags, isolated(words))

    def _paint_value(self, painter: QPainter, rect: QRect, row: ValueRow, look: _Look) -> None:
        px = self._px
        if look.chosen:
            box = QRectF(rect).adjusted(px(_FRAME), 1, -px(_FRAME), -1)
            self._paint_ground(painter, box, look)
        layout = self._painted_layout(row, rect.width(), look)
        label = self._label_layout(row, rect.width())
        top = rect.top() + (rect.height() - self._tall(row, rect.width())) / 2
        label.draw(painter, QPointF(rect.left() + px(_SIDE), top))
        layout.draw(
            painter, QPointF(rect.left() + px(_SIDE) + self._label_width(rect.width()), top)
        )
        self._paint_chips(painter, rect, row, look)

    def _paint_dispute(
        self,
        painter: QPainter,
        rect: QRect,
        row: DisputeHead | DisputeValueRow,
        number: int,
        look: _Look,
    ) -> None:
        px = self._px
        place = self._model.place_in_dispute(number)
        paint_frame(painter, self._theme, rect.adjusted(px(_FRAME), 0, -px(_FRAME), 0), place)
        layout = self._painted_layout(row, rect.width(), look)
        left = rect.left() + px(_SIDE)
        inner = QRectF(rect).adjusted(px(_FRAME), 0, -px(_FRAME), 0)
        if isinstance(row, DisputeHead):
            head_top = rect.top() + px(4) + px(8 if place == "first" else 7)
            if look.chosen:
                box = inner.adjusted(4, px(4) + 4, -4, -4)
                self._paint_ground(painter, box, look)
            flag = px(13)
            icon = self._theme.icon("flag", "dispute", 13)
            icon.paint(painter, QRect(left, head_top + 2, flag, flag))
            layout.draw(painter, QPointF(left + px(18), head_top))
            if row.weighable:
                painter.setFont(self._theme.face(13))
                painter.setPen(self._theme.colour("dispute"))
                right = rect.right() - px(_SIDE) - self._weigh_width()
                box_of_word = QRectF(right, head_top, self._weigh_width() + 2, layout.first_line)
                painter.drawText(
                    box_of_word, int(Qt.AlignmentFlag.AlignVCenter), self._weigh_words()
                )
            return
        below = px(9) if place == "last" else 0
        if look.chosen:
            self._paint_ground(painter, inner.adjusted(4, 0, -4, -below), look)
        top = rect.top() + (rect.height() - below - self._tall(row, rect.width())) / 2
        layout.draw(painter, QPointF(left, top))
        self._paint_chips(painter, rect.adjusted(0, 0, 0, -below), row, look)

    def _paint_ground(self, painter: QPainter, box: QRectF, look: _Look) -> None:
        painter.setBrush(self._theme.colour("accent_ground"))
        edge = QPen(self._theme.colour("accent"), 1) if look.focused else Qt.PenStyle.NoPen
        painter.setPen(edge)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _chips_below(self, row: Row, width: int) -> bool:
        """Tell whether a row has more citations than have room beside its words, or leave it."""
        many = len(chips_of(row))
        if many > max(_LEAST_CHIPS, round(width * _CHIP_SHARE) // self._chip_step(row)):
            return True
        room = width - self._px(_SIDE) - self._value_left(row, width) - self._chips_room(row)
        return many > 1 and room < min(self._px(_LEAST_WORDS), self._words_width(row))

    def _chip_step(self, row: Row) -> int:
        """Give how far apart a row's chips begin, all as wide as the longest mark needs."""
        longest = max((len(chip.mark) for chip in chips_of(row)), default=0)
        return self._px(21) + max(longest - 2, 0) * self._px(7)

    def _chips_width(self, row: Row, width: int) -> int:
        """Give the room that chips beside the words take."""
        return 0 if self._chips_below(row, width) else self._chips_room(row)

    def _chips_room(self, row: Row) -> int:
        """Give the room that all chips of a row take side by side."""
        count = len(chips_of(row))
        return count * self._chip_step(row) + self._px(8) if count else 0

    def _chips_in_line(self, row: Row, width: int) -> int:
        """Give how many chips stand side by side below the words."""
        room = width - self._px(_SIDE) - self._value_left(row, width)
        return max(_LEAST_CHIPS, room // self._chip_step(row))

    def _value_left(self, row: Row, width: int) -> int:
        return self._px(_SIDE) + (self._label_width(width) if isinstance(row, ValueRow) else 0)

    def _chip_rects(self, row: Row, rect: QRect) -> list[QRectF]:
        px, width = self._px, rect.width()
        tall, gap = px(19), px(3)
        wide = self._chip_step(row) - gap
        layout = self._text_layout(row, width)
        many = len(chips_of(row))
        top = rect.top() + (rect.height() - self._tall(row, width)) / 2
        if self._chips_below(row, width):
            in_line = self._chips_in_line(row, width)
            left, top = rect.left() + self._value_left(row, width), top + layout.height + px(4)
        else:
            in_line = max(many, 1)
            left = rect.right() + 1 - px(_SIDE) - many * wide - (many - 1) * gap
            top += (layout.first_line - tall) / 2
        return [
            QRectF(
                left + number % in_line * (wide + gap),
                top + number // in_line * (tall + gap),
                wide,
                tall,
            )
            for number in range(many)
        ]

    def _paint_chips(self, painter: QPainter, rect: QRect, row: Row, look: _Look) -> None:
        painter.setFont(self._theme.face(11))
        places = self._chip_rects(row, rect)
        now = min(self.chip, len(places) - 1)
        for number, (chip, place) in enumerate(zip(chips_of(row), places, strict=True)):
            lit = look.chosen and number == now
            # A chip's own ground is too near to that of a chosen row.
            usual = "pane" if look.chosen else "chip"
            ground: QColor = self._theme.colour("accent" if lit else usual)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(place, 3, 3)
            tone = "on_accent" if lit else ("dispute" if chip.dangling or chip.waiting else "muted")
            painter.setPen(self._theme.colour(tone))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, chip.mark)
