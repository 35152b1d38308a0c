# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A picture that is held, on which the part that somebody types in is marked with the mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea

from fonds.events.fixed import fixed
from fonds.viewer.painting import painting
from fonds.viewer.wording import numbered

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from fonds.archive.queries.facsimile import PictureAnswer

_COLOUR = QColor(208, 56, 32)
_THICK = 2
_LEAST = 4
"""A press that was hardly moved marks nothing."""

_NUMBERS = re.compile(r"(\d{1,6}), ?(\d{1,6}), ?(\d{1,6}), ?(\d{1,6})")


@fixed
class Part:
    """A part of a picture in its own pixels: left, top, width and height."""

    left: int
    top: int
    width: int
    height: int

    @classmethod
    def read(cls, words: str) -> Part | None:
        """Read "120, 80, 900, 400"; None where that is not what stands there."""
        found = _NUMBERS.fullmatch(words.strip())
        return cls(*(int(one) for one in found.groups())) if found else None

    def __str__(self) -> str:
        """Write it as it is typed."""
        return f"{self.left}, {self.top}, {self.width}, {self.height}"


class MarkedPicture(QScrollArea):
    """Shows a picture as wide as there is room, and the part that is marked on it.

    Signals:
        marked: a :class:`Part` was marked with the mouse.
    """

    marked = Signal(object)

    def __init__(self) -> None:
        """Begin without a picture."""
        super().__init__()
        self.setAccessibleName(self.tr("The picture"))
        self.page = _Page(self)
        self.setWidget(self.page)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._wide, self._tall = 0, 0

    def holds(self, part: Part) -> bool:
        """Tell whether a part lies within the picture that is shown, and is not empty."""
        right, foot = part.left + part.width, part.top + part.height
        return bool(part.width and part.height) and right <= self._wide and foot <= self._tall

    @property
    def measures(self) -> str:
        """How large the picture is, in its own pixels."""
        return f"{numbered(self._wide)} × {numbered(self._tall)}"

    def show_picture(self, picture: PictureAnswer, wide: int) -> None:
        """Show a picture, ``wide`` pixels of the screen wide at most."""
        drawn = QPixmap()
        drawn.loadFromData(picture.png)
        self._wide, self._tall = picture.width, picture.height
        shown = drawn.scaledToWidth(
            min(drawn.width(), wide) or 1, Qt.TransformationMode.SmoothTransformation
        )
        self.page.setPixmap(shown)
        self.page.resize(shown.size())

    def show_part(self, part: Part | None) -> None:
        """Frame a part of the picture, and none where there is none."""
        scale = self._scale()
        self.page.frame = (
            QRect(
                round(part.left / scale),
                round(part.top / scale),
                round(part.width / scale),
                round(part.height / scale),
            )
            if part is not None
            else QRect()
        )
        self.page.update()

    def take(self, frame: QRect) -> None:
        """Be told what was marked, in pixels of the screen."""
        scale = self._scale()
        left = min(round(frame.left() * scale), self._wide - 1)
        top = min(round(frame.top() * scale), self._tall - 1)
        # A pixel of the screen at the edge may stand for more than there is of the picture.
        width = min(max(1, round(frame.width() * scale)), self._wide - left)
        height = min(max(1, round(frame.height() * scale)), self._tall - top)
        self.marked.emit(Part(left, top, width, height))

    def _scale(self) -> float:
        """How many pixels of the picture one of the screen stands for."""
        return self._wide / max(1, self.page.pixmap().width())


class _Page(QLabel):
    """The picture itself, over which the mouse draws a frame."""

    def __init__(self, owner: MarkedPicture) -> None:
        super().__init__()
        self._owner = owner
        self._from: QPoint | None = None
        self.frame = QRect()
        self.setCursor(Qt.CursorShape.CrossCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self.frame = self._drawn_to(event)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        frame = self._drawn_to(event)
        self._from = None
        if min(frame.width(), frame.height()) >= _LEAST:
            self._owner.take(frame)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.frame.isEmpty():
            with painting(self) as painter:
                painter.setPen(QPen(_COLOUR, _THICK))
                painter.drawRect(self.frame)

    def _drawn_to(self, event: QMouseEvent) -> QRect:
        start = self._from or QPoint()
        end = event.position().toPoint()
        left, right = sorted((start.x(), end.x()))
        top, bottom = sorted((start.y(), end.y()))
        return QRect(left, top, right - left, bottom - top).intersected(self.rect())
