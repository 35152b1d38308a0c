# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A group of the navigator as a list: its head and its items, filtered in Python, in slices."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QStandardItemModel

from fonds.events.fixed import fixed
from fonds.viewer.name_search import Picked, Search
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

NODE_ROLE = int(Qt.ItemDataRole.UserRole) + 1

# Made once: Qt asks for them with every row, and to join flags takes Python a microsecond each.
_NO_FLAGS = Qt.ItemFlag.NoItemFlags
_HEAD_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_ITEM_FLAGS = _HEAD_FLAGS | Qt.ItemFlag.ItemIsSelectable
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_WORDS = frozenset((_DISPLAY, int(Qt.ItemDataRole.ToolTipRole)))
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_AS_TYPED = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchWrap


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


class NavigatorModel(QStandardItemModel):
    """A head in the first row, below it the items, unless the group is closed.

    Qt counts the rows, as so many empty places of its own: a list that lays itself out asks for
    each, which takes twenty times as long where Python answers. What stands in them is told here.

    Without items there is no row. Who types sees what was met in the first names at once; others
    are looked through in turns between which the window answers.

    Signals:
        sifted: a filter has gone through all names.
    """

    sifted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an empty model."""
        super().__init__(0, 1, parent)
        self._group: NavGroup | None = None
        self._items: Sequence[NavItem] = ()
        self._shown = 0
        self._is_open = True
        self._words = ""
        # Names as they are compared; the places of the items shown, None where all are; and places
        # as the words were typed: letters taken back give what was met without them.
        self._names: Sequence[str] = ()
        self._places: Sequence[int] | None = None
        self._met: list[tuple[str, Sequence[int]]] = []
        self._search: Search | None = None
        self._further = QTimer(self)
        self._further.setSingleShot(True)
        self._further.timeout.connect(self._look_further)

    @property
    def title(self) -> str:
        """The words of the head."""
        return self._group.title if self._group is not None else ""

    @property
    def items(self) -> Sequence[NavItem]:
        """The items that are listed, also while the group is closed."""
        return self._items

    @property
    def is_open(self) -> bool:
        """Whether the items stand below their head."""
        return self._is_open

    @property
    def is_sifting(self) -> bool:
        """Whether names are still being looked through."""
        return self._search is not None

    def set_group(self, group: NavGroup | None) -> None:
        """Take another group, or none; the filter stays."""
        before, self._group = self._group, group
        if before is not None and group is not None and before.items is group.items:
            if before.title != group.title:
                self.dataChanged.emit(self.index(0, 0), self.index(0, 0))
            return
        self._names, self._met = group.names if group is not None else (), []
        if not self._exchange(before):
            self._sift()

    def set_filter(self, words: str) -> None:
        """Show only items whose label or other name has all the words, whatever their case."""
        self._words = words
        if self._group is not None and self._group.filtered:
            self._sift()

    def set_open(self, *, is_open: bool) -> None:
        """Show the items below their head, or the head alone."""
        if is_open == self._is_open:
            return
        many = len(self._items)
        if not many:
            self._is_open = is_open
        elif is_open:
            self._is_open, self._shown = True, many + 1
            self.insertRows(1, many)
        else:
            self._is_open, self._shown = False, 1
            self.removeRows(1, many)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(0, 0))

    def finish(self) -> None:
        """Look through all names now."""
        while self._search is not None:
            self._look_further()

    def find(self, kind: str, item: str) -> QModelIndex:
        """Give the index of an item, or an invalid one."""
        # All items of a group are of one kind.
        if self._is_open and self._items and self._items[0].kind == kind:
            ids = (node.id for node in self._items)
            row = next((row for row, one in enumerate(ids, 1) if one == item), 0)
            return self.index(row, 0) if row else QModelIndex()
        return QModelIndex()

    def place(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Give where among all items the one at an index stands, or -1 for the head and none."""
        row = index.row() - 1
        return self._places[row] if row >= 0 and self._places is not None else max(row, -1)

    def at(self, place: int) -> QModelIndex:
        """Give the index of the item that stands there among all, or an invalid one."""
        if place < 0 or not self._is_open:
            return QModelIndex()
        row = place if self._places is None else bisect_left(self._places, place)
        if row >= self._shown - 1 or (self._places is not None and self._places[row] != place):
            return QModelIndex()
        return self.index(row + 1, 0)

    def node(self, index: QModelIndex | QPersistentModelIndex) -> NavGroup | NavItem | None:
        """Give what stands at a valid index."""
        row = index.row()
        return self._items[row - 1] if row else self._group

    def first_item(self) -> NavItem | None:
        """Give the first item listed."""
        return self._items[0] if self._items else None

    def item_count(self) -> int:
        """Give the number of items listed."""
        return len(self._items)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Say that the head can be gone to but not chosen (called by Qt)."""
        if index.row() > 0:
            return _ITEM_FLAGS
        return _HEAD_FLAGS if index.isValid() else _NO_FLAGS

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
            return node.label if isinstance(node, NavItem) else self.title
        if role == _SPOKEN:
            if not isinstance(node, NavItem):
                closed = translate("NavigatorModel", "{title}, closed").format(title=self.title)
                return self.title if self._is_open else closed
            return f"{node.label}, {node.count}" if node.count else node.label
        return None

    def match(
        self,
        start: QModelIndex | QPersistentModelIndex,
        role: int,
        value: Any,  # noqa: ANN401
        hits: int = 1,
        flags: Qt.MatchFlag = _AS_TYPED,
    ) -> list[QModelIndex]:
        """Find who begins as somebody types into the list (called by Qt).

        Qt itself would ask for the words of a hundred thousand rows.
        """
        if role != _DISPLAY or flags != _AS_TYPED or hits != 1 or not self._is_open:
            return super().match(start, role, value, hits, flags)
        sought, names = str(value).casefold(), self._compared()
        places = range(len(names)) if self._places is None else self._places
        first = max(start.row() - 1, 0)
        for rows in (range(first, len(places)), range(first)):
            for row in rows:
                if names[places[row]].startswith(sought):
                    return [self.index(row + 1, 0)]
        return []

    def _exchange(self, before: NavGroup | None) -> bool:
        """Put other items into the rows that are shown, where that is all there is to do.

        So a list whose counts changed need not be laid out anew, and stays where it was scrolled.
        """
        group = self._group
        if group is None or before is None or self._words or not before.items:
            return False
        more = len(group.items) - len(before.items)
        if more < 0:
            return False
        shown, self._items = self._shown, group.items
        self.dataChanged.emit(self.index(0, 0), self.index(shown - 1, 0))
        if more and self._is_open:
            # Whichever are new, it is the last rows that were not there before.
            self._shown += more
            self.insertRows(shown, more)
        return True

    def _sift(self) -> None:
        """Show all items, or what the filter lets through."""
        self._further.stop()
        self._search = None
        words = self._words.casefold().split()
        if not words or self._group is None or not self._group.filtered:
            self._put(None)
            return
        while self._met and not self._words.startswith(self._met[-1][0]):
            self._met.pop()
        before, held = self._met[-1] if self._met else ("", None)
        if held is not None and before == self._words:
            self._put(held)
            return
        # Who types on looks only among those met.
        self._search = Search(self._words, words, held)
        self._search.look(self._compared())
        self._put(tuple(self._search.found))
        self._end_or_go_on(self._search)

    def _look_further(self) -> None:
        search = self._search
        if search is not None:
            search.look(self._compared())
            self._end_or_go_on(search)

    def _end_or_go_on(self, search: Search) -> None:
        if search.goes_on(self._compared()):
            self._further.start(0)
            return
        self._search = None
        self._met.append((search.typed, search.found))
        self._add(search.found)
        self.sifted.emit()

    def _put(self, places: Sequence[int] | None) -> None:
        """Show the items at these places, or all."""
        self.removeRows(0, self.rowCount())
        self._list(places)
        self.insertRows(0, self._shown)

    def _add(self, places: Sequence[int]) -> None:
        """Show the items at these places, of which the first are shown already."""
        before, now = len(self._items), len(places)
        # Of a closed group only the head is shown, and that with the first of its items.
        first, last = (before + 1 if before else 0), (now if self._is_open else 0)
        self._list(places)
        if now > before and last >= first:
            self.insertRows(first, last - first + 1)

    def _list(self, places: Sequence[int] | None) -> None:
        every = self._group.items if self._group is not None else ()
        self._places = places
        self._items = every if places is None else Picked(every, places)
        many = len(self._items)
        self._shown = many + 1 if many and self._is_open else min(many, 1)

    def _compared(self) -> Sequence[str]:
        if not self._names and self._group is not None:
            self._names = compared(self._group.items)
        return self._names


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
