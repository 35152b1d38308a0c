# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Fields that choose, tick or count, in the look of the lines one types into.

A style sheet that gives such a field its edge takes its arrow or tick away, and can give it back
only as a picture in a file, which knows no palette. So they are painted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFontComboBox,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionSpinBox,
    QStyleOptionViewItem,
)

from fonds.viewer.painting import painting, saved
from fonds.viewer.wording import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QWidget

_AIR = 8
_HALF, _RISE = 4.0, 4.0
"""Half the width of an arrow and its height, in logical pixels."""


class ChoiceBox(QComboBox):
    """One of several words."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then its arrow (called by Qt)."""
        super().paintEvent(event)
        _choice_arrow(self)


class FaceBox(QFontComboBox):
    """One of the typefaces there are."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then its arrow (called by Qt)."""
        super().paintEvent(event)
        _choice_arrow(self)


class CountBox(QSpinBox):
    """A number that goes up and down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a field whose number stands as far from the edge as words do in the others."""
        super().__init__(parent)
        self.lineEdit().setTextMargins(_AIR, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then its two arrows (called by Qt)."""
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        enabled = self.stepEnabled()
        for part, step, up in (
            (QStyle.SubControl.SC_SpinBoxUp, QSpinBox.StepEnabledFlag.StepUpEnabled, True),
            (QStyle.SubControl.SC_SpinBoxDown, QSpinBox.StepEnabledFlag.StepDownEnabled, False),
        ):
            control = QStyle.ComplexControl.CC_SpinBox
            box = self.style().subControlRect(control, option, part, self)
            _arrow(self, box, up=up, lively=self.isEnabled() and bool(enabled & step))


class TickBox(QCheckBox):
    """Words that are ticked or not."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and its words, then the tick (called by Qt)."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        with painting(self) as painter:
            _tick(painter, self.style().subElementRect(part, option, self), self.checkState())


class TickAll(TickBox):
    """Ticks or unticks at once the boxes that follow it; has a dash where only some are ticked."""

    def __init__(self) -> None:
        """Make a box that none follows yet."""
        super().__init__()
        self._boxes: list[TickBox] = []
        self.clicked.connect(self._tick)

    def lead(self, boxes: Sequence[TickBox]) -> None:
        """Have boxes follow, each told of by itself too."""
        self._boxes = list(boxes)
        self.setText(self.tr("All {count}").format(count=numbered(len(boxes))))
        for box in boxes:
            box.toggled.connect(self._tell)
        self._tell()

    def _tick(self) -> None:
        # By what is ticked below, not by its own state, which the click has turned already.
        ticked = not all(box.isChecked() for box in self._boxes)
        for box in self._boxes:
            box.setChecked(ticked)
        self._tell()

    def _tell(self) -> None:
        count = sum(box.isChecked() for box in self._boxes)
        some = Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked
        self.setCheckState(Qt.CheckState.Checked if count == len(self._boxes) else some)


class TickDelegate(QStyledItemDelegate):
    """Rows that are ticked, in part, or not."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row, then the tick in its box (called by Qt)."""
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        view = own.widget
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        with saved(painter):
            _tick(painter, view.style().subElementRect(part, own, view), Qt.CheckState(state))


def _tick(painter: QPainter, box: QRect, state: Qt.CheckState) -> None:
    """Draw a tick into a box that is filled; a dash where only a part is ticked."""
    if state == Qt.CheckState.Unchecked:
        return
    # The program's palette: of a view's own the style sheet makes another.
    role = QPalette.ColorRole.HighlightedText
    colour = QGuiApplication.palette().color(QPalette.ColorGroup.Active, role)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, round_cap, round_join))
    middle, step = QPointF(box.center()) + QPointF(0.5, 0.5), box.width() / 14
    tick = (QPointF(-3.2, 0.2), QPointF(-1.0, 2.6), QPointF(3.4, -2.8))
    line = tick if state == Qt.CheckState.Checked else (QPointF(-3, 0), QPointF(3, 0))
    painter.drawPolyline([middle + point * step for point in line])


def _choice_arrow(field: QComboBox) -> None:
    option = QStyleOptionComboBox()
    field.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxArrow
    box = field.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, field)
    _arrow(field, box, up=False, lively=field.isEnabled())


def _arrow(field: QWidget, box: QRect, *, up: bool, lively: bool) -> None:
    group = QPalette.ColorGroup.Active if lively else QPalette.ColorGroup.Disabled
    colour = field.palette().color(group, QPalette.ColorRole.Text)
    rise = -_RISE if up else _RISE
    middle = QPointF(box.center()) + QPointF(0.5, 0.5 - rise / 2)
    with painting(field) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colour, 1.4, Qt.PenStyle.SolidLine, round_cap, round_join))
        tip = middle + QPointF(0, rise)
        painter.drawPolyline([middle - QPointF(_HALF, 0), tip, middle + QPointF(_HALF, 0)])
