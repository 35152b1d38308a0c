# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The history pane: what was done, newest first, of this fact, this record, or all."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QListView,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.elided import ElidedLabel
from fonds.viewer.history_delegate import HistoryDelegate
from fonds.viewer.history_model import HistoryModel
from fonds.viewer.history_sieve import SieveButton, SieveStrip
from fonds.viewer.pane_head import PaneHead
from fonds.viewer.row_list import RowList
from fonds.viewer.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent

    from fonds.viewer.rows import HistoryEntry
    from fonds.viewer.theme import Theme


class HistoryScope(StrEnum):
    """Whose history is shown."""

    FACT = "fact"
    RECORD = "record"
    ALL = "all"


class HistoryList(RowList):
    """The entries. Enter, or a double click, asks to go to what an entry is about.

    Signals:
        entry_opened: the entry.
        entry_chosen: another entry, or none, is the present one.
    """

    entry_opened = Signal(object)
    entry_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(theme, parent)
        self.entries = HistoryModel(self)
        self._delegate = HistoryDelegate(theme, self)
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setAccessibleName(self.tr("History"))
        theme.seen_soon.connect(self._prepare)
        self.doubleClicked.connect(self._opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen entry on Enter (called by Qt)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._opened()
        else:
            super().keyPressEvent(event)

    def current(self) -> HistoryEntry | None:
        """Give the chosen entry, or none."""
        return self.entries.entry(self.currentIndex().row())

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell that another entry is chosen (called by Qt)."""
        super().currentChanged(current, previous)
        self.entry_chosen.emit()

    def _prepare(self) -> None:
        """Lay out the entries in sight, which are painted next."""
        seen, number = self.viewport().rect(), self.indexAt(QPoint(1, 1)).row()
        while self.isVisible() and (entry := self.entries.entry(number)) is not None:
            if not self.visualRect(self.entries.index(number, 0)).intersects(seen):
                break
            self._delegate.prepare(entry, seen.width())
            number += 1

    def _opened(self) -> None:
        entry = self.entries.entry(self.currentIndex().row())
        if entry is not None:
            self.entry_opened.emit(entry)


class HistoryPane(QWidget):
    """The history with its three scopes.

    Signals:
        scope_chosen: a :class:`HistoryScope`.
        more_wanted: how many entries are held; answer with :meth:`add_page`.
        entry_opened: the entry (a :class:`HistoryEntry`) on which Enter was pressed.
        sieve_chosen: a :class:`Sieve`: what of it is wanted.
    """

    scope_chosen = Signal(object)
    more_wanted = Signal(int)
    entry_opened = Signal(object)
    sieve_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty pane showing the record's history."""
        super().__init__(parent)
        self.setObjectName("historyPane")
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("History"))
        self._theme = theme
        self.list = HistoryList(theme)
        self._segments: dict[HistoryScope, QToolButton] = {}
        self._group = QButtonGroup(self)
        self.sieve_button = SieveButton(theme, self._agents)
        self.sieve_strip = SieveStrip(theme)
        self._head = self._make_head()
        self._empty = QLabel()
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._empty.setContentsMargins(20, 30, 20, 0)
        self._empty.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.sieve_strip)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)
        self.list.entries.more_wanted.connect(self.more_wanted)
        self.list.entry_opened.connect(self.entry_opened)
        self._group.buttonClicked.connect(self._clicked)
        self.sieve_button.chosen.connect(self._sifted)
        self.sieve_strip.cleared.connect(lambda: self._sifted(Sieve()))
        theme.changed.connect(self._dress)
        self._dress()
        self.set_scope(HistoryScope.RECORD)
        self.show_entries((), more=False)

    @property
    def scope(self) -> HistoryScope:
        """Whose history is shown."""
        return next(s for s, button in self._segments.items() if button.isChecked())

    @property
    def sieve(self) -> Sieve:
        """What of the history is wanted."""
        return self.sieve_button.sieve

    def clear_sieve(self) -> None:
        """Want all of it again; no signal is sent."""
        self.sieve_button.show_sieve(Sieve())
        self.sieve_strip.show_sieve(Sieve())

    def set_scope(self, scope: HistoryScope) -> None:
        """Show another scope as chosen; no signal is sent."""
        self._segments[scope].setChecked(True)

    def show_entries(self, entries: Sequence[HistoryEntry], *, more: bool) -> None:
        """Show the first page of a history."""
        self.list.entries.start(entries, more=more)
        self.list.scrollToTop()
        self._refresh()

    def add_page(self, entries: Sequence[HistoryEntry], *, more: bool) -> None:
        """Add the page that was asked for."""
        self.list.entries.add_page(entries, more=more)
        self._refresh()

    def add_newest(self, entries: Sequence[HistoryEntry]) -> None:
        """Add what was appended since, on top."""
        self.list.entries.add_newest(entries)
        self._refresh()

    def _refresh(self) -> None:
        words = {
            HistoryScope.FACT: self.tr("Choose a fact, and who entered it stands here."),
            HistoryScope.RECORD: self.tr("Nothing has been recorded of this subject yet."),
            HistoryScope.ALL: self.tr("Nothing has been recorded yet."),
        }
        sifted = self.tr("Nothing here is as the filter asks.")
        self._empty.setText(words[self.scope] if self.sieve.is_open else sifted)
        held = self.list.entries.rowCount() > 0
        self._stack.setCurrentWidget(self.list if held else self._empty)

    def _clicked(self) -> None:
        self.scope_chosen.emit(self.scope)

    def _sifted(self, sieve: Sieve) -> None:
        self.sieve_button.show_sieve(sieve)
        self.sieve_strip.show_sieve(sieve)
        self.sieve_chosen.emit(sieve)

    def _agents(self) -> list[str]:
        return sorted({entry.agent for entry in self.list.entries.entries})

    def _make_head(self) -> PaneHead:
        title = ElidedLabel(self.tr("History"))
        title.setProperty("role", "heading")
        choices = (
            (HistoryScope.FACT, self.tr("Fact"), self.tr("History of the chosen fact"), "first"),
            (HistoryScope.RECORD, self.tr("Record"), self.tr("History of this record"), "middle"),
            (HistoryScope.ALL, self.tr("All"), self.tr("History of the whole archive"), "last"),
        )
        for scope, words, tip, place in choices:
            button = QToolButton()
            button.setText(words)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setProperty("place", place)
            self._group.addButton(button)
            self._segments[scope] = button
        return PaneHead(self._theme, title, (), (*self._segments.values(), 6, self.sieve_button))

    def _dress(self) -> None:
        for button in self._segments.values():
            button.setFixedHeight(self._theme.px(23))
        self.sieve_button.setFixedSize(self._theme.px(25), self._theme.px(23))
