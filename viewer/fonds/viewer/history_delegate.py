# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Paints the entries of the history: time and agent, what was done, before and after, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from fonds.events.fixed import fixed
from fonds.viewer.history_model import ENTRY_ROLE
from fonds.viewer.painting import saved
from fonds.viewer.row_grounds import paint_ground
from fonds.viewer.row_list import row_rect, row_width
from fonds.viewer.runs import MOST_LAID_OUT, MOST_MEASURED, Run, RunLayout, Store

if TYPE_CHECKING:
    from fonds.viewer.rows import HistoryEntry
    from fonds.viewer.theme import Theme

_SIDE = 14
_PAD = 12
_NOT = "≠"
_MINUS = "−"  # noqa: RUF001 - the sign, not a hyphen
_GROUNDS = {"dispute": "dispute_ground", "added": "added_ground", "muted": "chip"}


@fixed
class _Parts:
    """An entry laid out; ``values`` are what was before and after: sign, colour, words."""

    time: RunLayout
    agent: RunLayout
    title: RunLayout
    values: tuple[tuple[str, str, RunLayout], ...]
    reason: RunLayout | None


class HistoryDelegate(QStyledItemDelegate):
    """Measures and paints entries of one width."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Paint with a theme."""
        super().__init__(parent)
        self._theme = theme
        self._heights: Store[tuple[HistoryEntry, int], int] = Store(MOST_MEASURED)
        self._parts: Store[tuple[HistoryEntry, int], _Parts] = Store(MOST_LAID_OUT)
        self._measured_at = theme.zoom
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self._parts.clear()
        if self._measured_at != self._theme.zoom:
            self._measured_at = self._theme.zoom
            self._heights.clear()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the height of an entry at the width of its list (called by Qt)."""
        width = row_width(option)
        entry: HistoryEntry = index.data(ENTRY_ROLE)
        height = self._heights.take(
            (entry, width), lambda: round(self._draw(None, QPointF(0, 0), width, entry))
        )
        return QSize(width, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint an entry (called by Qt)."""
        entry: HistoryEntry = index.data(ENTRY_ROLE)
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = row_rect(option)
            paint_ground(painter, self._theme, rect, option.state)
            self._draw(painter, QPointF(rect.topLeft()), rect.width(), entry)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def prepare(self, entry: HistoryEntry, width: int) -> None:
        """Lay out an entry that will be painted."""
        self._draw(None, QPointF(0, 0), width, entry)

    def _draw(
        self, painter: QPainter | None, corner: QPointF, width: int, entry: HistoryEntry
    ) -> float:
        """Lay an entry out, paint it where there is a painter, and give its height."""
        px = self._theme.px
        left, room = corner.x() + px(_SIDE), width - 2 * px(_SIDE)
        down = corner.y() + px(_PAD) - px(1)
        parts = self._parts.take((entry, width), lambda: self._lay_out(entry, room))
        time, agent, title = parts.time, parts.agent, parts.title
        if painter is not None:
            time.draw(painter, QPointF(left, down))
            agent.draw(painter, QPointF(left + room - agent.width, down))
        if entry.when or entry.agent:
            down += time.height + px(4)
        if painter is not None:
            title.draw(painter, QPointF(left, down))
        down += title.height
        for sign, name, layout in parts.values:
            down += px(4)
            down += self._value(painter, QRectF(left, down, room, 0), layout, sign, name)
        if parts.reason is not None:
            down += px(3)
            if painter is not None:
                parts.reason.draw(painter, QPointF(left, down))
            down += parts.reason.height
        return down + px(_PAD) - corner.y()

    def _lay_out(self, entry: HistoryEntry, room: int) -> _Parts:
        px, face, colour = self._theme.px, self._theme.face, self._theme.colour
        small, muted = face(12), colour("muted")
        time = RunLayout([Run(entry.when, small, muted)], room)
        left_over = room - time.width - px(10)
        who = QFontMetricsF(small).elidedText(
            entry.agent, Qt.TextElideMode.ElideRight, max(left_over, 0)
        )
        heading = [Run(entry.verb, face(13, 400 if entry.derived else 600), colour("ink"))]
        if entry.what:
            heading.append(Run(f" {entry.what}", face(13), colour("ink")))
        told = (entry.after, _NOT, "muted") if entry.denied else (entry.after, "+", "added")
        values = ((entry.before, _MINUS, "dispute"), told)
        return _Parts(
            time,
            RunLayout([Run(who, small, muted)], room),
            RunLayout(heading, room),
            tuple(
                (sign, name, RunLayout([Run(words, face(13), colour(name))], room - px(26)))
                for words, sign, name in values
                if words
            ),
            RunLayout([Run(entry.reason, small, muted)], room) if entry.reason else None,
        )

    def _value(
        self, painter: QPainter | None, place: QRectF, layout: RunLayout, sign: str, name: str
    ) -> float:
        px, tone = self._theme.px, self._theme.colour(name)
        tall = layout.height + px(5)
        if painter is not None:
            place.setHeight(tall)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(_GROUNDS[name]))
            painter.drawRoundedRect(place, 3, 3)
            mark = RunLayout([Run(sign, self._theme.face(13), tone)], px(14))
            mark.draw(painter, place.topLeft() + QPointF(px(6), px(2.5)))
            layout.draw(painter, place.topLeft() + QPointF(px(20), px(2.5)))
        return tall
