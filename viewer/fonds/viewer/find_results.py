# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the field "Find or do anything" offers: actions and hits, grouped, under the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fonds.events.fixed import fixed
from fonds.viewer.announcing import announce
from fonds.viewer.painting import saved
from fonds.viewer.wording import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.viewer.theme import Theme

HIT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()
_MOST_SHOWN = 11


@fixed
class Hit:
    """One thing found: ``kind`` (action, subject, source, fact, excerpt, note) and its id.

    ``group`` is the word shown at the left, ``detail`` a snippet, ``keys`` a shortcut. What is
    ``off`` is an action that is not possible now; its detail says why.
    """

    kind: str
    id: str
    title: str
    group: str = ""
    detail: str = ""
    keys: str = ""
    off: bool = False


class HitModel(QAbstractListModel):
    """The hits shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty model."""
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Take other hits."""
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def groups(self) -> set[str]:
        """Give the groups there are hits of."""
        return {hit.group for hit in self._hits}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Give the number of hits (called by Qt)."""
        return 0 if parent.isValid() else len(self._hits)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401
        """Give the hit itself, its title, or what is said of it (called by Qt)."""
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (hit.title, hit.group, hit.detail, hit.keys) if part)
        return None


class HitDelegate(QStyledItemDelegate):
    """Paints a hit on one line: group, title, snippet, keys."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Paint with a theme."""
        super().__init__(parent)
        self._theme = theme
        self._wide = 0

    def make_room(self, groups: Iterable[str]) -> None:
        """Let the column of groups be as wide as these need, within reason."""
        measure = QFontMetrics(self._theme.face(12)).horizontalAdvance
        px = self._theme.px
        longest = max((measure(group) for group in groups), default=0)
        self._wide = min(max(px(66), longest + 2), px(130))

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Give the height of a line (called by Qt)."""
        return QSize(200, self._theme.px(30))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a hit (called by Qt)."""
        hit: Hit = index.data(HIT_ROLE)
        theme, px = self._theme, self._theme.px
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent_ground"))
                painter.drawRoundedRect(option.rect, 5, 5)
            box: QRect = option.rect.adjusted(px(10), 0, -px(10), 0)
            left_flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            right_flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.setFont(theme.face(12))
            painter.setPen(theme.colour("muted"))
            group = painter.fontMetrics().elidedText(
                hit.group, Qt.TextElideMode.ElideRight, self._wide
            )
            painter.drawText(box, left_flags, group)
            painter.drawText(box, right_flags, hit.keys)
            box.setLeft(box.left() + self._wide + px(8))
            box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(hit.keys) - px(10))
            painter.setFont(theme.face(13))
            painter.setPen(theme.colour("muted" if hit.off else "ink"))
            metrics = painter.fontMetrics()
            title = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, left_flags, isolated(title))
            box.setLeft(box.left() + metrics.horizontalAdvance(title) + px(8))
            if hit.detail and box.width() > px(40):
                painter.setFont(theme.face(12))
                painter.setPen(theme.colour("muted"))
                detail = painter.fontMetrics().elidedText(
                    hit.detail, Qt.TextElideMode.ElideRight, box.width()
                )
                painter.drawText(box, left_flags, isolated(detail))


class FindResults(QFrame):
    """The list under the field. The keys stay with the field, which passes arrows on.

    Signals:
        hit_chosen: the :class:`Hit` clicked, or chosen by Enter.
    """

    hit_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make the list, hidden, as a child of a window."""
        super().__init__(parent)
        self.setObjectName("findResults")
        self._theme = theme
        self._window = parent
        self.list = QListView()
        self.hits = HitModel(self)
        self.list.setModel(self.hits)
        self._painter = HitDelegate(theme, self)
        self.list.setItemDelegate(self._painter)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("What was found"))
        self._counts = QLabel()
        self._counts.setProperty("role", "small")
        self._counts.setContentsMargins(10, 3, 10, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self._counts)
        self.list.clicked.connect(self._clicked)
        self.hide()

    def show_hits(self, hits: Sequence[Hit], under: QWidget, counts: str = "") -> None:
        """Show hits below a field, the first chosen, with their counts. Nothing hides the list."""
        self.hits.set_hits(hits)
        self._painter.make_room(self.hits.groups())
        self._counts.setText(counts)
        self._counts.setVisible(bool(counts))
        self.list.setVisible(bool(hits))
        if not hits and not counts:
            self.hide()
            return
        self.list.setCurrentIndex(self.hits.index(0, 0))
        place = under.mapTo(self._window, QPoint(0, under.height() + 4))
        tall = min(len(hits), _MOST_SHOWN) * self._theme.px(30) + 12
        tall += self._counts.sizeHint().height() if counts else 0
        wide = min(max(under.width(), self._theme.px(560)), self._window.width() - place.x() - 8)
        self.setGeometry(place.x(), place.y(), wide, tall)
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Choose the hit below or above."""
        count = self.hits.rowCount()
        if count:
            row = min(max(self.list.currentIndex().row() + step, 0), count - 1)
            self.list.setCurrentIndex(self.hits.index(row, 0))
            self.say_chosen()

    def say_chosen(self, counts: str = "") -> None:
        """Have the chosen hit spoken, after what it is one of: the keys are in the field."""
        spoken = str(self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")
        announce(self.list, "; ".join(filter(None, (counts, spoken))))

    def choose(self) -> bool:
        """Take the chosen hit; tells whether there was one."""
        index = self.list.currentIndex()
        if not self.isVisible() or not index.isValid():
            return False
        self._clicked(index)
        return True

    def _clicked(self, index: QModelIndex) -> None:
        hit = index.data(HIT_ROLE)
        self.hide()
        self.hit_chosen.emit(hit)
