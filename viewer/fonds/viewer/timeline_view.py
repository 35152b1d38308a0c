# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A life drawn over time: bars for what lasted, marks for days, outlines for what is uncertain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.lives import Shape, Timeline, TimelineItem
from fonds.viewer.painting import painting, saved
from fonds.viewer.row_list import RowList
from fonds.viewer.time_scale import Scale, extent, year_said
from fonds.viewer.timeline_model import ITEM_ROLE, TimelineModel
from fonds.viewer.wording import counted, isolated

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from fonds.viewer.theme import Theme

_ROW = 38
_SIDE = 20
_SHARE = 0.46
_CLEAR = 10
"""Logical pixels between words and the mark or bar behind them, half a mark included."""
_NARROW = 820
"""Logical pixels of width up to which words may run on into the band of the times."""
_BESIDE, _AMID, _BENEATH = 0.3, 0.5, 0.72
"""Shares of a row's height: of its title, its middle, what is said beneath the title."""


class TimelineDelegate(QStyledItemDelegate):
    """Paints a thing: words at the left, its place in time at the right."""

    def __init__(self, theme: Theme, view: TimelineList) -> None:
        """Paint for a list, which knows the scale."""
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Give the height of a row (called by Qt)."""
        return QSize(100, self._theme.px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row (called by Qt)."""
        item: TimelineItem = index.data(ITEM_ROLE)
        theme, px = self._theme, self._theme.px
        rect = QRect(option.rect)
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            scale = self._view.scale()
            painter.setPen(QPen(theme.colour("line"), 1))
            for _, place in scale.years():
                painter.drawLine(QPointF(place, rect.top()), QPointF(place, rect.bottom() + 1))
            ground = theme.colour("pane")
            if option.state & QStyle.StateFlag.State_Selected:
                ground = theme.colour("accent_ground")
                focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
                box = QRectF(rect).adjusted(px(12) + 0.5, 1.5, -px(12) - 0.5, -1.5)
                painter.setBrush(theme.colour("accent_ground"))
                painter.setPen(theme.colour("accent") if focused else Qt.PenStyle.NoPen)
                painter.drawRoundedRect(box, 5, 5)
            middle = self._middle(item, scale)
            self._paint_words(painter, rect, item, scale, middle, ground)
            self._paint_time(painter, item, scale, rect.top() + rect.height() * middle)

    def _middle(self, item: TimelineItem, scale: Scale) -> float:
        """Say at which share of a row's height its time is drawn.

        In a narrow pane words and time share the room: the time stands beside the title where that
        leaves it room, so that what is said beneath has the whole width, else beneath it.
        """
        if not self._view.is_narrow:
            return _AMID
        wide = QFontMetrics(self._theme.face(13)).horizontalAdvance(_titled(item))
        ends, px = self._theme.px(_SIDE) + wide, self._theme.px
        return _BESIDE if ends + px(_CLEAR) <= scale.span(item.first, item.last)[0] else _BENEATH

    def _paint_words(
        self,
        painter: QPainter,
        rect: QRect,
        item: TimelineItem,
        scale: Scale,
        middle: float,
        ground: QColor,
    ) -> None:
        theme, px = self._theme, self._theme.px
        right = round(scale.left) - px(10)
        box = QRect(px(_SIDE), rect.top() + px(3), right - px(_SIDE), rect.height() // 2)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        lower = box.translated(0, box.height() - px(3))
        if self._view.is_narrow:
            box.setRight(rect.right() - px(_SIDE))
            begins = round(scale.span(item.first, item.last)[0])
            shared = max(right, begins - px(_CLEAR))
            lower.setRight(box.right() if middle == _BESIDE else shared)
        lines = (
            (box, _titled(item), theme.face(13), "dispute" if item.disputed else "ink"),
            (lower, item.detail, theme.face(11), "muted"),
        )
        for place, words, face, tone in lines:
            painter.setFont(face)
            painter.setPen(theme.colour(tone))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            if place.right() > right:
                # The lines of the years do not go through words.
                wide = metrics.horizontalAdvance(shown) + px(4)
                clear = QRect(place.left(), place.top() + px(1), wide, place.height() - px(3))
                painter.fillRect(clear, ground)
            painter.drawText(place, flags, isolated(shown))

    def _paint_time(
        self, painter: QPainter, item: TimelineItem, scale: Scale, middle: float
    ) -> None:
        px = self._theme.px
        tone = self._theme.colour("dispute" if item.disputed else "accent")
        left, right = scale.span(item.first, item.last)
        # Where there is no room for an outline, an empty mark says that it is uncertain.
        narrow = item.shape is Shape.MAYBE and right - left < px(16)
        if item.shape is Shape.MARK or narrow:
            at = QPointF((left + right) / 2, middle)
            self._paint_mark(painter, at, tone, hollow=narrow or item.doubtful)
            return
        bar = QRectF(left, middle - px(5), max(right - left, px(6)), px(10))
        if item.shape is Shape.BAR:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_faded(bar, tone, item))
            painter.drawRoundedRect(bar, 3, 3)
        if item.shape is Shape.MAYBE or item.doubtful:
            # Not by colour alone: what is uncertain has a broken outline and no body.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tone, 1.2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(bar, 3, 3)

    def _paint_mark(self, painter: QPainter, at: QPointF, tone: QColor, *, hollow: bool) -> None:
        size = self._theme.px(6)
        steps = ((0, -size), (size, 0), (0, size), (-size, 0))
        shape = QPolygonF([at + QPointF(x, y) for x, y in steps])
        if hollow:
            painter.setBrush(self._theme.colour("pane"))
            painter.setPen(QPen(tone, 1.3))
        else:
            painter.setBrush(tone)
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(shape)


def _titled(item: TimelineItem) -> str:
    return f"⚑ {item.title}" if item.disputed else item.title


def _faded(bar: QRectF, tone: QColor, item: TimelineItem) -> QLinearGradient:
    """Let a bar fade out to a side that is open."""
    fill = QLinearGradient(bar.topLeft(), bar.topRight())
    clear = QColor(tone)
    clear.setAlphaF(0.05)
    body = QColor(tone)
    body.setAlphaF(0.75)
    fill.setColorAt(0.0, clear if item.first is None else body)
    fill.setColorAt(0.5, body)
    fill.setColorAt(1.0, clear if item.last is None else body)
    return fill


class TimelineList(RowList):
    """The rows. Choosing one tells its facts; Enter asks to see them in the record.

    Signals:
        item_chosen, item_opened: a :class:`TimelineItem`.
    """

    item_chosen = Signal(object)
    item_opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(theme, parent)
        self.things = TimelineModel(self)
        self.setModel(self.things)
        self.setItemDelegate(TimelineDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Timeline"))
        self.doubleClicked.connect(lambda _: self._opened())

    @property
    def is_narrow(self) -> bool:
        """Whether there is no room for titles beside the times."""
        return self.viewport().width() < self._theme.px(_NARROW)

    def scale(self) -> Scale:
        """Give the scale at the present width."""
        first, last = extent(self.things.timeline)
        wide, px = self.viewport().width(), self._theme.px
        return Scale(first, last, wide * _SHARE, wide - px(_SIDE))

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell which thing is chosen (called by Qt)."""
        super().currentChanged(current, previous)
        item = self.things.item(current.row())
        if item is not None:
            self.item_chosen.emit(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the present thing on Enter (called by Qt)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._opened()
        else:
            super().keyPressEvent(event)

    def _opened(self) -> None:
        item = self.things.item(self.currentIndex().row())
        if item is not None:
            self.item_opened.emit(item)


class TimelineAxis(QWidget):
    """The years over the rows."""

    def __init__(self, theme: Theme, rows: TimelineList) -> None:
        """Show the years of a list."""
        super().__init__()
        self._theme = theme
        self._rows = rows
        theme.changed.connect(self._dress)
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the years (called by Qt)."""
        if not self._rows.things.timeline.items:
            return
        with painting(self) as painter:
            painter.setFont(self._theme.face(11))
            painter.setPen(self._theme.colour("muted"))
            last = -100.0
            for year, place in self._rows.scale().years():
                words = year_said(year)
                wide = painter.fontMetrics().horizontalAdvance(words)
                left = min(place - wide / 2, self.width() - wide - 2)
                if left > last + 6:
                    flags = int(Qt.AlignmentFlag.AlignCenter)
                    painter.drawText(QRectF(left, 0, wide + 1, self.height()), flags, words)
                    last = left + wide

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(26))
        self.update()


class TimelineView(QWidget):
    """Axis, rows, and a word about what has no date.

    Signals:
        facts_chosen, facts_opened: facts (tuple of ids) of the row chosen, or entered.
    """

    facts_chosen = Signal(tuple)
    facts_opened = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty timeline."""
        super().__init__(parent)
        self.list = TimelineList(theme)
        self._axis = TimelineAxis(theme, self.list)
        self._note = QLabel()
        self._note.setProperty("role", "small")
        self._note.setWordWrap(True)
        self._note.setContentsMargins(20, 6, 20, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._axis)
        column.addWidget(self.list, 1)
        column.addWidget(self._note)
        self.setFocusProxy(self.list)
        self.list.item_chosen.connect(lambda item: self.facts_chosen.emit(item.facts))
        self.list.item_opened.connect(lambda item: self.facts_opened.emit(item.facts))

    @property
    def words(self) -> str:
        """What is said below the rows."""
        return self._note.text()

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline; the chosen thing stays chosen where it is still there."""
        chosen = self.list.things.item(self.list.currentIndex().row())
        blocked = self.list.blockSignals(True)
        self.list.things.show(timeline)
        for number, item in enumerate(timeline.items):
            if chosen is not None and item.facts == chosen.facts:
                self.list.setCurrentIndex(self.list.things.index(number, 0))
        self.list.blockSignals(blocked)
        # Where there is nothing to draw, what to do stands where one begins to read.
        self.list.setVisible(bool(timeline.items))
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._axis.setVisible(bool(timeline.items))
        self._axis.update()
        undated = timeline.undated
        words = counted(self.tr("%Ln fact(s) without a date are not drawn.", "", undated), undated)
        if not timeline.items:
            words = self.tr("Nothing here has a date yet. Give facts a time: the field When.")
        self._note.setText(words if undated or not timeline.items else "")
        self._note.setVisible(bool(self._note.text()))
