# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The as-of control: a slider over the positions of the log, and a field for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QWidget,
)
from shiboken6 import isValid

from fonds.viewer.painting import painting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from fonds.viewer.theme import Theme

_KNOB = 7
_WAIT_MS = 120
_MOST_TICKS = 400


class MomentSlider(QSlider):
    """A slider over positions 0 to the head's; small ticks stand where actions were done."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a slider at the end of an empty log."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._ticks: Sequence[int] = ()
        self.setRange(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_log(self, head: int, ticks: Sequence[int] | None) -> None:
        """Take the log's length and the positions worth a tick; a slider at now stays at now.

        None leaves the ticks as they are.
        """
        at_end = self.value() == self.maximum()
        blocked = self.blockSignals(True)
        self.setRange(0, head)
        self.setPageStep(max(head // 20, 1))
        if at_end:
            self.setValue(head)
        self.blockSignals(blocked)
        if ticks is not None:
            self._ticks = ticks[-_MOST_TICKS:]
        self.update()

    def sizeHint(self) -> QSize:
        """Give the wished-for size (called by Qt)."""
        return QSize(230, 24)

    def minimumSizeHint(self) -> QSize:
        """Give the least size (called by Qt)."""
        return QSize(90, 24)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place pressed, and drag from there (called by Qt)."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag (called by Qt)."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """End a drag (called by Qt)."""
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint line, ticks and knob (called by Qt)."""
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            middle = self.height() / 2
            left, right = _KNOB, self.width() - _KNOB
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("line"))
            painter.drawRoundedRect(QRectF(left, middle - 1.5, right - left, 3), 1.5, 1.5)
            painter.setPen(QPen(self._theme.colour("muted"), 1))
            # Ticks nearer than a few pixels to one another would be a smear.
            last = -10.0
            for tick in self._ticks:
                place = self._place(tick)
                if place - last >= 4 and place < right - 2:
                    painter.drawLine(QPointF(place, middle - 4), QPointF(place, middle + 4))
                    last = place
            knob = QPointF(self._place(self.value()), middle)
            tone = self._theme.colour("accent")
            painter.setPen(QPen(self._theme.colour("ground"), 2))
            painter.setBrush(tone)
            painter.drawEllipse(knob, _KNOB, _KNOB)
            if self.hasFocus():
                painter.setPen(QPen(tone, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _place(self, position: int) -> float:
        whole = max(self.maximum(), 1)
        share = position / whole if self.maximum() else 1.0
        return _KNOB + share * (self.width() - 2 * _KNOB)

    def _drag(self, event: QMouseEvent) -> None:
        wide = max(self.width() - 2 * _KNOB, 1)
        share = min(max((event.position().x() - _KNOB) / wide, 0.0), 1.0)
        self.setValue(round(share * self.maximum()))


class AsOf(QWidget):
    """Label, field and slider.

    Signals:
        moment_wanted: what was typed (``now``, ``@412``, a date or time) or slid to.
    """

    moment_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, label: str = "") -> None:
        """Make the control, at now; ``label`` is "As of" unless it is called otherwise."""
        super().__init__(parent)
        self._theme = theme
        self._shown = ""
        self._before: QWidget | None = None
        named = label or self.tr("As of")
        label_of_field = self.label = QLabel(named)
        label_of_field.setProperty("role", "muted")
        self.field = QLineEdit()
        self.field.setProperty("role", "bare")
        spoken = self.tr("{name}: a date, a time, or a position such as @412")
        self.field.setAccessibleName(spoken.format(name=named))
        self.field.setToolTip(self.tr("now, a date, a time, or a position such as @412"))
        label_of_field.setBuddy(self.field)
        self.slider = MomentSlider(theme)
        spoken = self.tr("{name}: position in the log")
        self.slider.setAccessibleName(spoken.format(name=named))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(label_of_field)
        row.addWidget(self.field)
        row.addWidget(self.slider, 1)
        # While the knob is dragged only the place where it rests for a moment is shown.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_WAIT_MS)
        self._rest.timeout.connect(self._slid)
        self.slider.valueChanged.connect(self._rest.start)
        self.field.returnPressed.connect(self._typed)
        self.field.editingFinished.connect(self._left)
        self.show_moment("")

    def bring(self) -> None:
        """Give the keys to the field, with its words chosen."""
        held = QApplication.focusWidget()
        if held is not self.field:
            self._before = held
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def set_log(self, head: int, ticks: Sequence[int] | None = ()) -> None:
        """Take the length of the log and the positions of its actions."""
        self.slider.set_log(head, ticks)

    def show_moment(self, words: str, position: int | None = None) -> None:
        """Show a moment as the present one; no words mean now. No signal is sent."""
        self._shown = words or self.tr("now")
        self.field.setText(self._shown)
        self.field.setCursorPosition(0)
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(self.slider.maximum() if position is None else position)
        self.slider.blockSignals(blocked)
        wide = self.field.fontMetrics().horizontalAdvance(self._shown) + 18
        self.field.setFixedWidth(min(max(wide, self._theme.px(46)), self._theme.px(150)))

    def stand_under(self, other: AsOf) -> None:
        """Let labels and fields be as wide as the other's, so that the two sliders compare."""
        label = max(self.label.sizeHint().width(), other.label.sizeHint().width())
        field = max(self.field.maximumWidth(), other.field.maximumWidth())
        for side in (self, other):
            side.label.setMinimumWidth(label)
            side.field.setFixedWidth(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Forget what was typed on Escape, then give the keys back (called by Qt)."""
        before = self._before
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.field.hasFocus() and self.field.text() != self._shown:
            self.field.setText(self._shown)
        elif before is not None and isValid(before) and before.isVisible():
            self._before = None
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            # Where nobody brought the keys here, Escape means what is around.
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self.moment_wanted.emit(self.field.text().strip() or "now")

    def _left(self) -> None:
        if not self.field.text().strip():
            self.field.setText(self._shown)

    def _slid(self) -> None:
        at = self.slider.value()
        self.moment_wanted.emit("now" if at == self.slider.maximum() else f"@{at}")
