# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The navigator's groups and items as a tree of two levels, filtered in Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 150
"""Items of a group shown at first, and further ones at a time: a view asks for each it lays out."""

NODE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()

# Made once: Qt asks for them with every row, and to join flags takes Python a microsecond each.
_NO_FLAGS = Qt.ItemFlag.NoItemFlags
_GROUP_FLAGS = Qt.ItemFlag.ItemIsEnabled
_ITEM_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_WORDS = frozenset((_DISPLAY, int(Qt.ItemDataRole.ToolTipRole)))
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


@fixed
class NavItem:
    """One line: ``kind`` says what its id names (subject, source, todo).

    ``told_apart`` is the end of the label that tells it from others of its name, if any.
    """

    kind: str
    id: str
    label: str
    count: str = ""
    other_names: tuple[str, ...] = ()
    alarming: bool = False
    told_apart: str = ""


@fixed
class Arrangement:
    """How subjects and sources are listed: the order's key, and the one kind shown (or none)."""

    order: str = "facts"
    kind: str = ""


@fixed
class NavGroup:
    """A head and its items, in the order in which they are shown.

    ``names`` are what :func:`compared` makes of the items, where somebody had the time to; without
    them it is done when the first letter is typed into the filter.
    """

    key: str
    title: str
    items: Sequence[NavItem] = ()
    filtered: bool = True
    names: Sequence[str] = ()


class _Picked(Sequence[NavItem]):
    """Some of many items, by their places: nothing is copied while somebody types."""

    def __init__(self, items: Sequence[NavItem], places: Sequence[int]) -> None:
        self._items, self._places = items, places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[NavItem]:
        return map(self._items.__getitem__, self._places)

    @overload
    def __getitem__(self, at: int) -> NavItem: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[NavItem]: ...
    def __getitem__(self, at: int | slice) -> NavItem | Sequence[NavItem]:
        if isinstance(at, slice):
            return _Picked(self._items, self._places[at])
        return self._items[self._places[at]]


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
        # Names as they are compared, by group; and the places of those that were met, as the words
        # were typed: letters taken back give what was met without them.
        self._named: dict[str, Sequence[str]] = {}
        self._met: list[tuple[str, dict[str, Sequence[int]]]] = []

    def set_groups(self, groups: Sequence[NavGroup]) -> None:
        """Take other groups; the filter stays."""
        before, self._all = self._all, tuple(groups)
        if self._all == before:
            return
        self._named = {group.key: group.names for group in groups if group.names}
        self._met = []
        if not self._exchange():
            self._rebuild()

    def set_filter(self, words: str) -> None:
        """Show only items whose label or other name has all the words, whatever their case."""
        self._words = words
        if any(group.filtered for group in self._all):
            self._rebuild()

    def find(self, kind: str, item: str) -> QModelIndex:
        """Give the index of an item, or an invalid one."""
        for row, group in enumerate(self._groups):
            for number, node in enumerate(group.items):
                if node.id == item and node.kind == kind:
                    self._reach(row, number)
                    return self.index(number, 0, self.index(row, 0))
        return QModelIndex()

    def node(self, index: QModelIndex | QPersistentModelIndex) -> NavGroup | NavItem:
        """Give what stands at a valid index."""
        number = index.internalId()
        return self._groups[number - 1].items[index.row()] if number else self._groups[index.row()]

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
            # Twice as many each time: the view lays all out again, whatever is added.
            last = min(max(number + BATCH, 2 * shown), len(self._groups[row].items))
            self.beginInsertRows(self.index(row, 0), shown, last - 1)
            self._shown[row] = last
            self.endInsertRows()

    def index(
        self, row: int, column: int, parent: QModelIndex | QPersistentModelIndex = ROOT
    ) -> QModelIndex:
        """Give the index of a group or item (called by Qt)."""
        # Called for every row laid out. The id is 0 for a group, else the number of its group + 1.
        group = parent.row()
        if group < 0:
            known = column == 0 and 0 <= row < len(self._groups)
            return self.createIndex(row, 0, 0) if known else QModelIndex()
        if column == 0 and parent.internalId() == 0 and 0 <= row < self._shown[group]:
            return self.createIndex(row, 0, group + 1)
        return QModelIndex()

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
        if index.internalId():
            return _ITEM_FLAGS
        return _GROUP_FLAGS if index.isValid() else _NO_FLAGS

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = _DISPLAY,
    ) -> Any:  # noqa: ANN401
        """Give the node itself, its words, or what is said of it (called by Qt)."""
        if not index.isValid():
            return None
        node = self.node(index)
        if role == NODE_ROLE:
            return node
        if role in _WORDS:
            return node.title if isinstance(node, NavGroup) else node.label
        if role == _SPOKEN:
            if isinstance(node, NavGroup):
                return node.title
            return f"{node.label}, {node.count}" if node.count else node.label
        return None

    def _exchange(self) -> bool:
        """Put other items into the rows that are shown, where that is all there is to do.

        So a list whose counts changed need not be laid out anew, and stays where it was scrolled.
        """
        heads = [(group.key, group.title) for group in self._groups]
        if self._words or heads != [(group.key, group.title) for group in self._all]:
            return False
        held = [min(BATCH, len(group.items)) for group in self._all]
        if any(
            shown > len(group.items) or shown < least
            for shown, least, group in zip(self._shown, held, self._all, strict=True)
        ):
            return False
        before, self._groups = self._groups, self._all
        for number, shown in enumerate(self._shown):
            old, new = before[number].items[:shown], self._all[number].items[:shown]
            other = [row for row in range(shown) if old[row] != new[row]]
            if other:
                head = self.index(number, 0)
                self.dataChanged.emit(self.index(other[0], 0, head), self.index(other[-1], 0, head))
        return True

    def _rebuild(self) -> None:
        words = self._words.casefold().split()
        self.beginResetModel()
        met = self._meeting(words) if words else {}
        shown = [
            replace(group, items=_Picked(group.items, met[group.key]))
            if group.key in met
            else group
            for group in self._all
        ]
        self._groups = tuple(group for group in shown if group.items)
        self._shown = [min(BATCH, len(group.items)) for group in self._groups]
        self.endResetModel()

    def _meeting(self, words: list[str]) -> dict[str, Sequence[int]]:
        """Find by group the items that have all words; who types on looks only among those met."""
        while self._met and not self._words.startswith(self._met[-1][0]):
            self._met.pop()
        before, found = self._met[-1] if self._met else ("", {})
        if before != self._words:
            found = {
                group.key: self._among(group, words, found.get(group.key))
                for group in self._all
                if group.filtered
            }
            self._met.append((self._words, found))
        return found

    def _among(
        self, group: NavGroup, words: list[str], held: Sequence[int] | None
    ) -> Sequence[int]:
        names = self._named.get(group.key)
        if names is None:
            names = self._named[group.key] = compared(group.items)
        for word in words:
            if held is None:
                held = [place for place, name in enumerate(names) if word in name]
            else:
                held = [place for place in held if word in names[place]]
        return held or ()


_BETWEEN = "\n"


def compared(items: Sequence[NavItem]) -> list[str]:
    """Give the items' names as they are compared: folded all at once, which is quick."""
    names = [
        " ".join((item.label, *item.other_names)) if item.other_names else item.label
        for item in items
    ]
    folded = _BETWEEN.join(names).casefold().split(_BETWEEN)
    # A name may have a break of its own.
    return folded if len(folded) == len(names) else [name.casefold() for name in names]
