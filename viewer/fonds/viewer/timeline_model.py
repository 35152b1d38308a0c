# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The dated things of a life as rows, and each said in one line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fonds.viewer.lives import Shape, Timeline, TimelineItem
from fonds.viewer.wording import translate

ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()


class TimelineModel(QAbstractListModel):
    """The dated things, the earliest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an empty model."""
        super().__init__(parent)
        self.timeline = Timeline()

    def show(self, timeline: Timeline) -> None:
        """Take another timeline."""
        self.beginResetModel()
        self.timeline = timeline
        self.endResetModel()

    def item(self, number: int) -> TimelineItem | None:
        """Give a thing, or none where there is none."""
        items = self.timeline.items
        return items[number] if 0 <= number < len(items) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Give the number of things (called by Qt)."""
        return 0 if parent.isValid() else len(self.timeline.items)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401
        """Give the thing itself, its words, or what is said of it (called by Qt)."""
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return None
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{item.title}: {item.detail}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(item)
        return None


def spoken(item: TimelineItem) -> str:
    """Say a thing in one line: when, what, how sure."""
    parts = [item.title, item.detail]
    if item.shape is Shape.MAYBE:
        parts.append(translate("TimelineView", "at some time within this"))
    if item.doubtful:
        parts.append(translate("TimelineView", "the date is uncertain"))
    if item.reckoned:
        parts.append(translate("TimelineView", "no source states it: reckoned from others"))
    if item.disputed:
        parts.append(translate("TimelineView", "disputed"))
    return "; ".join(parts)
