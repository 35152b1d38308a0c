# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A subject and whom it is tied to, as a small picture one can walk through with the keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from fonds.viewer.elided import lines_within
from fonds.viewer.lives import Tie, TiePicture
from fonds.viewer.painting import painting
from fonds.viewer.tie_button import TALL, TieButton
from fonds.viewer.wording import counted, isolated

if TYPE_CHECKING:
    from fonds.viewer.theme import Theme

_GAP = 8
_AIR = 16
_NARROW = 360
_MOST_LINES = 6
_NOTE_SIDE, _NOTE_TOP = 20, 14
_AT_ONCE = 60
"""Ties that are drawn before one asks for more."""


class TiesCanvas(QWidget):
    """The subject in the middle, ties to its left and right, lines between.

    Signals:
        tie_reached: the :class:`Tie` that has the keys.
        tie_opened: the :class:`Tie` that was pressed.
    """

    tie_reached = Signal(object)
    tie_opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty picture."""
        super().__init__(parent)
        self._theme = theme
        self._picture = TiePicture()
        self._buttons: list[TieButton] = []
        self._centre = QRect()
        self._headroom = 0
        self._drawn, self._sight = (0, 0), (0, 0)
        self._stop: TieButton | None = None
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.changed.connect(self._place)

    @property
    def buttons(self) -> list[TieButton]:
        """The buttons, left column first."""
        return self._buttons

    @property
    def stop(self) -> TieButton | None:
        """The tie that Tab stops at: the one last reached, at first the first."""
        return self._stop

    def leave_above(self, tall: int) -> None:
        """Leave room above the picture for what is said over it."""
        if tall != self._headroom:
            self._headroom = tall
            self._place()

    def keep_in_sight(self, top: int, tall: int) -> None:
        """Keep the subject where one looks: between ``top`` and so much below it."""
        if (top, tall) != self._sight:
            self._sight = top, tall
            self._centre.moveTop(self._top_of_name(self._centre.height()))
            self.update()

    def show_picture(self, picture: TiePicture) -> None:
        """Show another picture; the keys go to the same tie where it is still there."""
        held = next((b.tie.subject for b in self._buttons if b.hasFocus()), "")
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._picture, self._stop = picture, None
        self._buttons = [TieButton(self._theme, tie, self) for tie in picture.ties]
        for button in self._buttons:
            button.installEventFilter(self)
            button.clicked.connect(lambda _=False, tie=button.tie: self.tie_opened.emit(tie))
            button.reached.connect(lambda tie=button.tie: self._reach(tie))
            button.show()
            if button.tie.subject == held:
                button.setFocus()
        if self._buttons and self._stop not in self._buttons:
            self._stop_at(self._buttons[0])
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew (called by Qt)."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk between the ties with the arrows, open one with Enter (called by Qt)."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            button = next((b for b in self._buttons if b is watched), None)
            if button is not None and self._walk(button, event.key()):
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the subject and the lines (called by Qt)."""
        if not self._picture.subject:
            return
        theme, px = self._theme, self._theme.px
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), theme.colour("pane"))
            for button in self._buttons:
                self._line(painter, button)
            painter.setBrush(theme.colour("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self._centre, 8, 8)
            painter.setPen(theme.colour("on_accent"))
            painter.setFont(theme.face(13, 600))
            box = self._centre.adjusted(px(8), px(4), -px(8), -px(4))
            lines = self._name_lines(self._centre.width())
            painter.drawText(
                box, int(Qt.AlignmentFlag.AlignCenter), "\n".join(isolated(line) for line in lines)
            )

    def _name_lines(self, width: int) -> list[str]:
        """Break the name in the middle into the lines it is shown in."""
        theme, room = self._theme, width - 2 * self._theme.px(8)
        lines = lines_within(self._picture.name, theme.face(13, 600), room, _MOST_LINES)
        return [line.rstrip() for line in lines]

    def _reach(self, tie: Tie) -> None:
        self._stop_at(next(button for button in self._buttons if button.tie is tie))
        self.tie_reached.emit(tie)

    def _stop_at(self, stop: TieButton) -> None:
        """Let Tab stop at one tie alone, and leave the others to the arrows, as in a list."""
        self._stop = stop
        by_tab, by_mouse = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
        for button in self._buttons:
            button.setFocusPolicy(by_tab if button is stop else by_mouse)

    def _line(self, painter: QPainter, button: TieButton) -> None:
        tie, there = button.tie, button.geometry()
        on_left = there.center().x() < self._centre.center().x()
        style = Qt.PenStyle.DashLine if tie.disputed else Qt.PenStyle.SolidLine
        tone = "dispute" if tie.disputed else ("accent" if button.hasFocus() else "muted")
        colour = self._theme.colour(tone)
        colour.setAlphaF(1.0 if button.hasFocus() else 0.45)
        painter.setPen(QPen(colour, 1.4, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._columns() == 1:
            begin = QPointF(self._centre.left() + self._theme.px(12), self._centre.bottom())
            end = QPointF(there.left(), there.center().y())
        else:
            side = self._centre.left() if on_left else self._centre.right()
            begin = QPointF(side, self._centre.center().y())
            end = QPointF(there.right() if on_left else there.left(), there.center().y())
        path = QPainterPath(begin)
        middle = (begin.x() + end.x()) / 2
        if self._columns() == 1:
            path.lineTo(begin.x(), end.y())
            path.lineTo(end)
        else:
            path.cubicTo(QPointF(middle, begin.y()), QPointF(middle, end.y()), end)
        painter.drawPath(path)

    def _columns(self) -> int:
        return 1 if self.width() < self._theme.px(_NARROW) or len(self._buttons) == 1 else 2

    def _place(self) -> None:
        px = self._theme.px
        tall, gap, air = px(TALL), px(_GAP), px(_AIR)
        head = self._headroom
        if self._columns() == 1:
            self._centre = QRect(air, head + air, self.width() - 2 * air, tall)
            self._centre.setHeight(self._tall_of_name(self._centre.width(), tall))
            top = self._centre.bottom() + 1 + gap
            for button in self._buttons:
                wide = self.width() - 2 * air - px(28)
                button.setGeometry(air + px(28), top, wide, button.tall_within(wide))
                top += button.height() + gap
            self.setMinimumHeight(top - gap + air)
            self.update()
            return
        wide = round(self.width() * 0.335)
        half = -(-len(self._buttons) // 2)
        columns = (self._buttons[:half], self._buttons[half:])
        heights = [[button.tall_within(wide) for button in column] for column in columns]
        wholes = [sum(column) + gap * (len(column) - 1) for column in heights]
        height = max(*(one + 2 * air for one in wholes), self.height() - head)
        for number, column in enumerate(columns):
            left = air if number == 0 else self.width() - air - wide
            top = head + (height - wholes[number]) // 2
            for button, own in zip(column, heights[number], strict=True):
                button.setGeometry(left, top, wide, own)
                top += own + gap
        middle = self._middle_wide(self.width() - 2 * wide - 4 * air)
        own = self._tall_of_name(middle, px(64))
        self._drawn = head, height
        centre = QPoint((self.width() - middle) // 2, self._top_of_name(own))
        self._centre = QRect(centre, QSize(middle, own))
        self.setMinimumHeight(head + max(wholes) + 2 * air)
        self.update()

    def _top_of_name(self, own: int) -> int:
        """Say where the name in the middle begins: amid what is seen of a tall picture."""
        if self._columns() == 1:
            return self._centre.top()
        (head, height), (top, tall) = self._drawn, self._sight
        first, last = max(head, top), min(head + height, top + tall)
        return (first + last - own) // 2 if 0 < tall < height else head + (height - own) // 2

    def _middle_wide(self, most: int) -> int:
        """Give the width in the middle at which no word of the name is broken, if there is room."""
        metrics = QFontMetrics(self._theme.face(13, 600))
        words = (metrics.horizontalAdvance(word) for word in self._picture.name.split())
        needed = max(words, default=0) + 2 * self._theme.px(8) + 2
        return max(round(self.width() * 0.17), min(needed, most))

    def _tall_of_name(self, width: int, least: int) -> int:
        px = self._theme.px
        return max(least, len(self._name_lines(width)) * px(18) + px(14))

    def _walk(self, button: TieButton, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tie_opened.emit(button.tie)
            return True
        here = self._buttons.index(button)
        half = -(-len(self._buttons) // 2) if self._columns() > 1 else len(self._buttons)
        across = here - half if here >= half else here + half
        # A page stays in its column, as the arrows do not.
        first, last = (half, len(self._buttons) - 1) if here >= half else (0, half - 1)
        page = max(self._sight[1] // (self._theme.px(TALL) + self._theme.px(_GAP)) - 1, 1)
        steps = {
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._buttons) - 1,
            Qt.Key.Key_PageUp: max(here - page, first),
            Qt.Key.Key_PageDown: min(here + page, last),
            Qt.Key.Key_Left: across if here >= half else here,
            Qt.Key.Key_Right: min(across, len(self._buttons) - 1) if here < half else here,
        }
        target = steps.get(Qt.Key(key))
        if target is None:
            return False
        self._buttons[min(max(target, 0), len(self._buttons) - 1)].setFocus()
        return True


class TiesView(QScrollArea):
    """The picture, scrolled where it is tall.

    Signals:
        facts_chosen: facts (tuple of ids) of the tie that has the keys.
        subject_opened: id of the subject that was walked to.
    """

    facts_chosen = Signal(tuple)
    subject_opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty picture."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Ties"))
        self.canvas = TiesCanvas(theme)
        self.setWidget(self.canvas)
        self._note = QLabel(self.canvas)
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.move(_NOTE_SIDE, _NOTE_TOP)
        self._picture, self._most = TiePicture(), _AT_ONCE
        self._further = QPushButton(self.canvas)
        self._further.clicked.connect(self._draw_further)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look())
        self.canvas.tie_reached.connect(self._reached)
        self.canvas.tie_opened.connect(lambda tie: self.subject_opened.emit(tie.subject))

    @property
    def words(self) -> str:
        """What is said where there is nothing, or too much, to draw."""
        return self._note.text()

    def show_picture(self, picture: TiePicture) -> None:
        """Show another picture; the keys stay here where they were here."""
        # Where there are ties the keys go to them: a stop here would be a trap on the way back.
        policies = Qt.FocusPolicy
        self.setFocusPolicy(policies.ClickFocus if picture.ties else policies.StrongFocus)
        held = self.hasFocus() or any(button.hasFocus() for button in self.canvas.buttons)
        if picture.subject != self._picture.subject:
            self._most = _AT_ONCE
        self._picture, more = picture, len(picture.ties) - self._most
        self.canvas.show_picture(replace(picture, ties=picture.ties[: self._most]))
        if held and not any(button.hasFocus() for button in self.canvas.buttons):
            self._take_keys()
        words = ""
        if not picture.ties:
            words = self.tr("No fact ties this subject to another one yet.")
        elif more > 0:
            words = counted(self.tr("%Ln more tie(s) are not drawn.", "", more), more)
            further = min(more, _AT_ONCE)
            self._further.setText(counted(self.tr("Draw %Ln more", "", further), further))
            QWidget.setTabOrder(self._further, self.canvas.buttons[0])
        self._further.setVisible(more > 0)
        self._note.setText(words)
        self._note.setVisible(bool(words))
        self._fit_note()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew (called by Qt)."""
        super().resizeEvent(event)
        self._fit_note()

    def focusInEvent(self, event: object) -> None:
        """Hand the keys to the first tie (called by Qt)."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self._take_keys()

    def _fit_note(self) -> None:
        wide = max(self.viewport().width() - 2 * _NOTE_SIDE, 100)
        tall = max(self._note.heightForWidth(wide), 1)
        self._note.setFixedSize(wide, tall)
        below = _NOTE_TOP + tall
        if not self._further.isHidden():
            self._further.adjustSize()
            self._further.move(_NOTE_SIDE, below + _GAP)
            below += _GAP + self._further.height()
        self.canvas.leave_above(below if self._note.text() else 0)
        self._look()

    def _look(self) -> None:
        self.canvas.keep_in_sight(self.verticalScrollBar().value(), self.viewport().height())

    def _draw_further(self) -> None:
        """Draw more, and give the keys to the first of them."""
        drawn = len(self.canvas.buttons)
        self._most += _AT_ONCE
        self.show_picture(self._picture)
        self.canvas.buttons[drawn].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_keys(self) -> None:
        if self.canvas.stop is not None:
            self.canvas.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reached(self, tie: Tie) -> None:
        button = next((b for b in self.canvas.buttons if b.tie is tie), None)
        if button is not None:
            self.ensureWidgetVisible(button)
        self.canvas.update()
        self.facts_chosen.emit(tie.facts)
