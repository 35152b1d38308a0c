# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One tie of the picture of ties, painted: by what, to whom, whether it is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from fonds.viewer.elided import lines_within
from fonds.viewer.painting import painting
from fonds.viewer.wording import isolated

if TYPE_CHECKING:
    from fonds.viewer.lives import Tie
    from fonds.viewer.theme import Theme

TALL = 44
"""Logical pixels of a tie whose words need no more."""
_SIDE = 9
_SMALL = 11


class TieButton(QToolButton):
    """One tie: by what, and to whom.

    Signals:
        reached: the keys came here.
    """

    reached = Signal()

    def __init__(self, theme: Theme, tie: Tie, parent: QWidget) -> None:
        """Make the button of a tie."""
        super().__init__(parent)
        self._theme = theme
        self.tie = tie
        self.setAutoRaise(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        dispute = self.tr("disputed") if tie.disputed else ""
        said = [self._relation(), tie.name, tie.when, tie.evidence, dispute]
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setToolTip(self.accessibleName())

    def focusInEvent(self, event: object) -> None:
        """Tell that the keys came here (called by Qt)."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.reached.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint relation and name (called by Qt)."""
        theme, px = self._theme, self._theme.px
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            hot = self.hasFocus() or self.underMouse()
            name = "dispute" if self.tie.disputed else "accent"
            ground = (
                "accent_ground" if hot else ("dispute_ground" if self.tie.disputed else "ground")
            )
            painter.setBrush(theme.colour(ground))
            style = Qt.PenStyle.DashLine if self.tie.disputed else Qt.PenStyle.SolidLine
            edge = name if hot or self.tie.disputed else "line"
            painter.setPen(QPen(theme.colour(edge), 1, style))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
            top = px(5)
            for line, size, tall in self._lines(self.width()):
                tone = "ink" if size > _SMALL else ("dispute" if self.tie.disputed else "muted")
                painter.setFont(theme.face(size, 500 if size > _SMALL else 400))
                painter.setPen(theme.colour(tone))
                place = QRect(px(_SIDE), top, self.width() - 2 * px(_SIDE), tall)
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(place, flags, isolated(line.rstrip()))
                top += tall

    def tall_within(self, width: int) -> int:
        """Give the height the words need within a width."""
        px = self._theme.px
        return max(px(TALL), px(10) + sum(tall for _, _, tall in self._lines(width)))

    def _lines(self, width: int) -> list[tuple[str, int, int]]:
        """Give the lines with the size of their letters and their height."""
        theme, px = self._theme, self._theme.px
        room = width - 2 * px(_SIDE)
        sign = "⚑ " if self.tie.disputed else ""
        said = f"{sign}{self._relation()}{f' · {self.tie.when}' if self.tie.when else ''}"
        above = lines_within(said, theme.face(_SMALL, 400), room, 2)
        name = lines_within(self.tie.name, theme.face(13, 500), room, 4)
        return [*((one, _SMALL, px(15)) for one in above), *((one, 13, px(18)) for one in name)]

    def _relation(self) -> str:
        if self.tie.inward:
            return self.tr("names them as {relation}").format(relation=self.tie.relation.lower())
        return self.tie.relation
