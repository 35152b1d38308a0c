# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A list laid over a source's text: its footnotes, what changed between captures, proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fonds.viewer.elided import ElidedLabel
from fonds.viewer.history_pane import HistoryList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from fonds.viewer.rows import HistoryEntry
    from fonds.viewer.theme import Theme


class SourceSheet(QWidget):
    """Entries about a source; the position of each is a code point of its text.

    Signals:
        entry_opened: the entry on which Enter was pressed.
        entry_reached: the entry that is the present one.
        left: the sheet is to be put away.
    """

    entry_opened = Signal(object)
    entry_reached = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, back: str = "") -> None:
        """Make an empty sheet; ``back`` says where one comes back to, usually the text."""
        super().__init__(parent)
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = ElidedLabel(lines=3)
        self._title.setProperty("role", "heading")
        self._empty = QLabel()
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(14, 18, 14, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = HistoryList(theme)
        self.back = QPushButton(back or self.tr("Back to the text"))
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        head.setSpacing(10)
        head.addWidget(self._title, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        # The rest is its own, or title and words would each stand in a third of it.
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        self.list.entry_opened.connect(self.entry_opened)
        self.list.entry_chosen.connect(self._reached)

    def add_below(self, widget: QWidget) -> None:
        """Set a widget under the list."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            row = QHBoxLayout()
            row.setContentsMargins(14, 8, 14, 10)
            row.addWidget(widget)
            layout.addLayout(row)

    @property
    def title(self) -> str:
        """What is listed."""
        return self._title.text()

    @property
    def words(self) -> str:
        """What is said where nothing is listed."""
        return self._empty.text() if self._empty.isVisibleTo(self) else ""

    def show_entries(self, title: str, entries: Sequence[HistoryEntry], empty: str) -> None:
        """List entries under a title; ``empty`` is said where there are none."""
        self._title.setText(title)
        self.list.setAccessibleName(title)
        self.list.entries.start(entries, more=False)
        self.list.scrollToTop()
        self._empty.setText(empty)
        # With nothing listed the keys are on the button, and only there are these words heard.
        self.back.setAccessibleDescription("" if entries else empty)
        self._empty.setVisible(not entries)
        self.list.setVisible(bool(entries))
        self.setFocusProxy(self.list if entries else self.back)
        if entries:
            self.list.setCurrentIndex(self.list.entries.index(0, 0))

    def _reached(self) -> None:
        entry = self.list.current()
        if entry is not None:
            self.entry_reached.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the sheet away (called by Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
