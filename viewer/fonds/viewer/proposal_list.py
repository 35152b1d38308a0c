# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The list of proposed facts: which are ticked, how each is painted, which keys do what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fonds.viewer.painting import saved
from fonds.viewer.row_grounds import paint_ground
from fonds.viewer.row_list import RowList, row_rect, row_width
from fonds.viewer.runs import Run, RunLayout
from fonds.viewer.wording import in_quotes, translate

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fonds.viewer.candidates import Candidate
    from fonds.viewer.theme import Theme

CANDIDATE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()
_SIDE = 20
_BOX = 14
_INDENT = 26
_PAD = 9


class ProposalModel(QAbstractListModel):
    """The candidates and which of them are ticked.

    Signals:
        ticked: how many are ticked now.
    """

    ticked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty model."""
        super().__init__(parent)
        self._candidates: list[Candidate] = []
        self._ticks: set[str] = set()

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What is listed."""
        return tuple(self._candidates)

    def start(self, candidates: Sequence[Candidate]) -> None:
        """List others; what was ticked stays so where it is still listed."""
        self.beginResetModel()
        self._candidates = list(candidates)
        self._ticks &= {one.key for one in candidates}
        self.endResetModel()
        self.ticked.emit(len(self._ticks))

    def drop(self, keys: Collection[str]) -> None:
        """List these no longer."""
        for row in reversed(range(len(self._candidates))):
            if self._candidates[row].key in keys:
                self.beginRemoveRows(ROOT, row, row)
                self._ticks.discard(self._candidates.pop(row).key)
                self.endRemoveRows()
        self.ticked.emit(len(self._ticks))

    def candidate(self, row: int) -> Candidate | None:
        """Give a candidate, or none where there is none."""
        return self._candidates[row] if 0 <= row < len(self._candidates) else None

    def chosen(self) -> tuple[Candidate, ...]:
        """Give those that are ticked, in their order."""
        return tuple(one for one in self._candidates if one.key in self._ticks)

    def is_ticked(self, row: int) -> bool:
        """Tell whether one is ticked."""
        one = self.candidate(row)
        return one is not None and one.key in self._ticks

    def tick(self, rows: Sequence[int], *, on: bool) -> None:
        """Tick some, or take their ticks away; what is unclear cannot be ticked."""
        for row in rows:
            one = self.candidate(row)
            if one is not None and not (on and one.unclear):
                (self._ticks.add if on else self._ticks.discard)(one.key)
        if rows:
            roles = [Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole]
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0), roles)
        self.ticked.emit(len(self._ticks))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Give the number of candidates (called by Qt)."""
        return 0 if parent.isValid() else len(self._candidates)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Say that they can be ticked, save those that are unclear (called by Qt)."""
        one = self.candidate(index.row()) if index.isValid() else None
        flags = super().flags(index)
        if one is None or one.unclear:
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401
        """Give the candidate itself, its words, its tick, or what is said of it (called by Qt)."""
        one = self.candidate(index.row()) if index.isValid() else None
        if one is None:
            return None
        if role == CANDIDATE_ROLE:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{one.label}: {one.value}"
        if role == Qt.ItemDataRole.CheckStateRole and not one.unclear:
            on = self.is_ticked(index.row())
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(one)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{one.program}, {one.rule}"
        return None


def spoken(one: Candidate) -> str:
    """Say a candidate in one line, for a screen reader."""
    about = translate("ProposalList", "about {name}").format(name=one.subject)
    said = translate("ProposalList", "said by {speaker}").format(speaker=one.speaker)
    parts = [
        f"{one.label}: {one.value}",
        one.when_said,
        about,
        one.remark,
        in_quotes(" ".join(one.quote.split())),
        said if one.speaker else "",
        f"{one.program}, {one.rule}",
    ]
    return "; ".join(part for part in parts if part)


class ProposalDelegate(QStyledItemDelegate):
    """Paints a box to tick, property and value, whom it is about, and its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Paint with a theme."""
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the height of a candidate at the width of its list (called by Qt)."""
        width = row_width(option)
        return QSize(width, round(self._draw(None, QPointF(0, 0), width, index)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a candidate (called by Qt)."""
        theme, rect = self._theme, row_rect(option)
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ground(painter, theme, rect, option.state)
            self._box(painter, rect, index)
            self._draw(painter, QPointF(rect.topLeft()), rect.width(), index)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(theme.colour("line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def box_rect(self, rect: QRect) -> QRect:
        """Give where the box to tick stands."""
        px = self._theme.px
        return QRect(rect.left() + px(_SIDE), rect.top() + px(_PAD) + px(2), px(_BOX), px(_BOX))

    def _box(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, one = self._theme, index.data(CANDIDATE_ROLE)
        box = self.box_rect(rect)
        if one.unclear:
            theme.icon("flag", "dispute", _BOX).paint(painter, box)
            return
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.setPen(theme.colour("accent" if on else "muted"))
        painter.setBrush(theme.colour("accent" if on else "pane"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if on:
            theme.icon("check", "on_accent", _BOX - 2).paint(painter, box.adjusted(1, 1, -1, -1))

    def _draw(
        self,
        painter: QPainter | None,
        corner: QPointF,
        width: int,
        index: QModelIndex | QPersistentModelIndex,
    ) -> float:
        """Lay a candidate out, paint it where there is a painter, and give its height."""
        one: Candidate = index.data(CANDIDATE_ROLE)
        theme, px = self._theme, self._theme.px
        face, colour = theme.face, theme.colour
        left = corner.x() + px(_SIDE) + px(_INDENT)
        room = width - px(_SIDE) - px(_INDENT) - px(_SIDE)
        down = corner.y() + px(_PAD)
        heading = [Run(f"{one.label}  ", face(13), colour("muted"))]
        heading.append(Run(one.value, face(13, 600), colour("ink")))
        if one.when_said:
            heading.append(Run(f"  {one.when_said}", face(12), colour("muted")))
        about = [Run(one.subject, face(12), colour("ink"))]
        if one.remark:
            tone = "dispute" if one.unclear else "added"
            about.append(Run(f" · {one.remark}", face(12), colour(tone)))
        quote = in_quotes(" ".join(one.quote.split()))
        lines = (
            RunLayout(heading, room),
            RunLayout(about, room),
            RunLayout([Run(quote, theme.reading_face(12.5), colour("ink"))], room),
            RunLayout([Run(_source_of(one), face(11), colour("muted"))], room),
        )
        for line, gap in zip(lines, (2, 3, 3, 0), strict=True):
            if painter is not None:
                line.draw(painter, QPointF(left, down))
            down += line.height + px(gap)
        return down + px(_PAD) - corner.y()


def _source_of(one: Candidate) -> str:
    said = translate("ProposalList", "said by {speaker}").format(speaker=one.speaker)
    mark = f"[{one.mark}]" if one.mark else ""
    return " · ".join(part for part in (said if one.speaker else "", mark, one.rule) if part)


class ProposalList(RowList):
    """The candidates. Space ticks, Enter takes, F2 changes, Delete dismisses.

    Signals:
        reached: the :class:`Candidate` that is the present one, or none.
        taking, changing, dismissing: a key asked for it.
    """

    reached = Signal(object)
    taking = Signal()
    changing = Signal()
    dismissing = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(theme, parent)
        self.proposals = ProposalModel(self)
        self._delegate = ProposalDelegate(theme, self)
        self.setModel(self.proposals)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Proposed facts"))
        self._keys = {
            Qt.Key.Key_Space: self._toggle,
            Qt.Key.Key_Return: self.taking.emit,
            Qt.Key.Key_Enter: self.taking.emit,
            Qt.Key.Key_F2: self.changing.emit,
            Qt.Key.Key_Delete: self.dismissing.emit,
        }

    def current(self) -> Candidate | None:
        """Give the present candidate."""
        return self.proposals.candidate(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Make one the present one, or the last where there are not so many."""
        count = self.proposals.rowCount()
        if count:
            self.setCurrentIndex(self.proposals.index(min(max(row, 0), count - 1), 0))

    def event(self, event: QEvent) -> bool:
        """Keep our keys from the window's shortcuts (called by Qt)."""
        ours = (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in self._keys
            and not event.modifiers().value
        )
        if ours:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, take, change or dismiss (called by Qt)."""
        act = self._keys.get(Qt.Key(event.key())) if not event.modifiers().value else None
        if act is not None:
            act()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            count = self.proposals.rowCount()
            every = len(self.proposals.chosen()) == count
            self.proposals.tick(range(count), on=not every)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick where the box is pressed (called by Qt)."""
        super().mousePressEvent(event)
        where = event.position().toPoint()
        index = self.indexAt(where)
        if index.isValid():
            reach = self._delegate.box_rect(self.visualRect(index)).adjusted(-6, -6, 6, 6)
            if reach.contains(where):
                self._toggle()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell which is the present one (called by Qt)."""
        super().currentChanged(current, previous)
        self.reached.emit(self.proposals.candidate(current.row()))

    def _toggle(self) -> None:
        row = self.currentIndex().row()
        self.proposals.tick([row], on=not self.proposals.is_ticked(row))
