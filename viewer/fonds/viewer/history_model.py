# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The entries of the history, newest first, fetched page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.viewer.rows import HistoryEntry

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()


class HistoryModel(QAbstractListModel):
    """Holds what was fetched so far and asks for more when the view nears the end.

    Signals:
        more_wanted: how many entries are held already; answer with :meth:`add_page`.
    """

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an empty model that has no more."""
        super().__init__(parent)
        self._entries: list[HistoryEntry] = []
        self._more = False
        self._asked = False

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        """What is held."""
        return tuple(self._entries)

    def start(self, entries: Sequence[HistoryEntry], *, more: bool) -> None:
        """Take the first page of another history."""
        self.beginResetModel()
        self._entries = list(entries)
        self._more, self._asked = more, False
        self.endResetModel()

    def add_page(self, entries: Sequence[HistoryEntry], *, more: bool) -> None:
        """Take the page that was asked for."""
        self._more, self._asked = more, False
        if entries:
            first = len(self._entries)
            self.beginInsertRows(ROOT, first, first + len(entries) - 1)
            self._entries.extend(entries)
            self.endInsertRows()

    def add_newest(self, entries: Sequence[HistoryEntry]) -> None:
        """Take events that were appended since, newest first, without losing the place."""
        if entries:
            self.beginInsertRows(ROOT, 0, len(entries) - 1)
            self._entries[:0] = entries
            self.endInsertRows()

    def entry(self, number: int) -> HistoryEntry | None:
        """Give an entry, or none where there is none."""
        return self._entries[number] if 0 <= number < len(self._entries) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Give the number of entries held (called by Qt)."""
        return 0 if parent.isValid() else len(self._entries)

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Tell whether there is a page not asked for yet (called by Qt)."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        """Ask for the next page, once (called by Qt)."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(len(self._entries))

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401
        """Give the entry itself, its words, or what is said of it (called by Qt)."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{entry.verb} {entry.what}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(entry)
        if role == Qt.ItemDataRole.ToolTipRole and entry.event:
            return f"@{entry.position} · {entry.recorded_at.isoformat(timespec='seconds')}"
        return None


def spoken(entry: HistoryEntry) -> str:
    """Say an entry in one line, for a screen reader."""
    parts = [f"{entry.verb} {entry.what}".strip()]
    if entry.before:
        parts.append(translate("HistoryModel", "before: {value}").format(value=entry.before))
    if entry.after:
        words = (
            translate("HistoryModel", "denied: {value}")
            if entry.denied
            else translate("HistoryModel", "after: {value}")
        )
        parts.append(words.format(value=entry.after))
    parts += [entry.reason, entry.when, entry.agent]
    return "; ".join(part for part in parts if part)
