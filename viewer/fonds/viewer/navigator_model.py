# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The navigator's groups and items as a tree of two levels, filtered in Python."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

BATCH = 400
"""Items of a group shown at first, and further ones at a time: a view asks for each it lays out."""

NODE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line: ``kind`` says what its id names (subject, source, todo)."""

    kind: str
    id: str
    label: str
    count: str = ""
    other_names: tuple[str, ...] = ()
    alarming: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How subjects and sources are listed: the order's key, and the one kind shown (or none)."""

    order: str = "facts"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A head and its items, in the order in which they are shown."""

    key: str
    title: str
    items: tuple[NavItem, ...] = ()
    filtered: bool = True


class NavigatorModel(QAbstractItemModel):
    """Groups at the first level, items at the second; an item's parent is its group's number.

    Of a long group a view sees the first items, and more as it nears their end (:meth:`show_more`).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an empty model."""
        super().__init__(parent)
        self._all: tuple[NavGroup, ...] = ()
        self._groups: tuple[NavGroup, ...] = ()
        self._shown: list[int] = []
        self._words = ""
        # Names as they are compared, with their items: of all, and of what the words before met.
        self._named: dict[str, _Named] = {}
        self._met: tuple[str, dict[str, _Named]] = ("", {})

    def set_groups(self, groups: Sequence[NavGroup]) -> None:
        """Take other groups; the filter stays."""
        self._all = tuple(groups)
        self._named, self._met = {}, ("", {})
        self._rebuild()

    def set_filter(self, words: str) -> None:
        """Show only items whose label or other name has all the words, whatever their case."""
        self._words = words
        self._rebuild()

    def find(self, kind: str, item: str) -> QModelIndex:
        """Give the index of an item, or an invalid one."""
        for row, group in enumerate(self._groups):
            for number, node in enumerate(group.items):
                if node.kind == kind and node.id == item:
                    self._reach(row, number)
                    return self.index(number, 0, self.index(row, 0))
        return QModelIndex()

    def first_item(self) -> NavItem | None:
        """Give the first item shown."""
        return next((item for group in self._groups for item in group.items), None)

    def item_count(self) -> int:
        """Give the number of items shown."""
        return sum(len(group.items) for group in self._groups)

    def show_more(self) -> bool:
        """Show further items of the first group that has some; false where all are shown."""
        for row, group in enumerate(self._groups):
            if self._shown[row] < len(group.items):
                self._reach(row, self._shown[row])
                return True
        return False

    def _reach(self, row: int, number: int) -> None:
        """Show a group's items as far as one of them, and some beyond."""
        shown = self._shown[row]
        if number >= shown:
            last = min(number + BATCH, len(self._groups[row].items))
            self.beginInsertRows(self.index(row, 0), shown, last - 1)
            self._shown[row] = last
            self.endInsertRows()

    def index(
        self, row: int, column: int, parent: QModelIndex | QPersistentModelIndex = ROOT
    ) -> QModelIndex:
        """Give the index of a group or item (called by Qt)."""
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        # The id is 0 for a group, else the number of the item's group plus one.
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(  # type: ignore[override]
        self, child: QModelIndex | QPersistentModelIndex = ROOT
    ) -> QModelIndex:
        """Give the group of an item (called by Qt)."""
        number = child.internalId() if child.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Give the number of groups, or of a group's items (called by Qt)."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() == 0 and parent.column() == 0:
            return self._shown[parent.row()]
        return 0

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:  # noqa: ARG002
        """Give the number of columns: one (called by Qt)."""
        return 1

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Say that groups can be gone to but not chosen (called by Qt)."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.internalId() == 0:
            return Qt.ItemFlag.ItemIsEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401
        """Give the node itself, its words, or what is said of it (called by Qt)."""
        if not index.isValid():
            return None
        number = index.internalId()
        node: NavGroup | NavItem = (
            self._groups[number - 1].items[index.row()] if number else self._groups[index.row()]
        )
        if role == NODE_ROLE:
            return node
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return node.title if isinstance(node, NavGroup) else node.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(node, NavGroup):
                return node.title
            return f"{node.label}, {node.count}" if node.count else node.label
        return None

    def _rebuild(self) -> None:
        words = self._words.casefold().split()
        self.beginResetModel()
        met = {group.key: self._meeting(group, words) for group in self._all if group.filtered}
        shown = [
            replace(group, items=tuple(item for _, item in met[group.key]))
            if words and group.filtered
            else group
            for group in self._all
        ]
        self._met = (self._words, met if words else {})
        self._groups = tuple(group for group in shown if group.items)
        self._shown = [min(BATCH, len(group.items)) for group in self._groups]
        self.endResetModel()

    def _meeting(self, group: NavGroup, words: list[str]) -> _Named:
        """Give the items that have all words; who types on looks only among those found before."""
        if not words:
            return []
        before, found = self._met
        held = found.get(group.key) if self._words.startswith(before) else None
        if held is None:
            if group.key not in self._named:
                self._named[group.key] = _named(group.items)
            held = self._named[group.key]
        for word in words:
            held = [one for one in held if word in one[0]]
        return held


_Named = list[tuple[str, NavItem]]


def _named(items: Sequence[NavItem]) -> _Named:
    return [
        (" ".join((item.label, *item.other_names)).casefold(), item)
        if item.other_names
        else (item.label.casefold(), item)
        for item in items
    ]
