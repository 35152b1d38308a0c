# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What lies behind the rows of lists: the tint of what is chosen, a ring, a dispute's frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QStyle

from fonds.viewer.painting import saved

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from fonds.viewer.theme import Theme


def paint_ground(painter: QPainter, theme: Theme, rect: QRect, state: QStyle.StateFlag) -> None:
    """Paint the ground of a row of a list: tinted when chosen, ringed while it has the keys."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.colour("accent_ground"))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.colour("accent"))
        # Clear of the line between two rows, which is painted over the ground.
        painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -2.5), 5, 5)


def paint_frame(painter: QPainter, theme: Theme, rect: QRect, place: str) -> None:
    """Paint a row's part of the frame that holds all accounts of a dispute."""
    px = theme.px
    box = QRectF(rect).adjusted(0.5, 0, -0.5, 0)
    box.setTop(box.top() + (px(4) + 0.5 if place in ("first", "only") else -20))
    box.setBottom(box.bottom() + (-px(4) - 0.5 if place in ("last", "only") else 20))
    path = QPainterPath()
    path.addRoundedRect(box, 6, 6)
    with saved(painter):
        painter.setClipRect(rect)
        painter.fillPath(path, theme.colour("dispute_ground"))
        painter.setPen(QPen(theme.colour("dispute"), 1))
        painter.drawPath(path)
