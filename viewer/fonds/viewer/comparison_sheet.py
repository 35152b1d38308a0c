# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Two sides of one record compared: of each the moment and what is counted, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fonds.viewer.announcing import announce
from fonds.viewer.as_of import AsOf
from fonds.viewer.choosers import ChoiceBox
from fonds.viewer.history_pane import HistoryList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from fonds.viewer.rows import HistoryEntry
    from fonds.viewer.theme import Theme


class ComparisonSheet(QWidget):
    """What a record gained, lost and changed from one moment or policy to another.

    Signals:
        moments_wanted: the two moments as typed or slid to, the earlier first; asked again where
            another policy was chosen.
        entry_opened: the change (a :class:`HistoryEntry`) on which Enter was pressed.
        left: the sheet is to be put away.
    """

    moments_wanted = Signal(str, str)
    entry_opened = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty sheet."""
        super().__init__(parent)
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Two moments compared"))
        self._words = ["now", "now"]
        self.before = AsOf(theme, label=self.tr("From"))
        self.after = AsOf(theme, label=self.tr("To"))
        self.counted = (ChoiceBox(), ChoiceBox())
        self._labels = [self.before.label, self.after.label]
        self.list = HistoryList(theme)
        self.list.setAccessibleName(self.tr("What changed"))
        # Its entries begin where the words above them do.
        self.list.setViewportMargins(6, 0, 6, 0)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._count.setWordWrap(True)
        self.back = QPushButton(self.tr("Back"))
        self.back.setAccessibleName(self.tr("Back to the record"))
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self.back)
        top = QVBoxLayout()
        top.setContentsMargins(20, 12, 20, 8)
        top.setSpacing(4)
        spoken = (self.tr("What is counted before"), self.tr("What is counted after"))
        for side, box, name in zip((self.before, self.after), self.counted, spoken, strict=True):
            # Of a choice a screen reader is told by its label alone what is chosen by it.
            label = QLabel(self.tr("Counted"))
            label.setProperty("role", "muted")
            label.setAccessibleName(name)
            label.setBuddy(box)
            box.setAccessibleName(name)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.activated.connect(self.again)
            self._labels.append(label)
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(label)
            row.addWidget(box, 1)
            top.addWidget(side)
            top.addLayout(row)
            top.addSpacing(4)
        top.addLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.before.field)
        for number, side in enumerate((self.before, self.after)):
            side.moment_wanted.connect(lambda words, n=number: self._moved(n, words))
        self.list.entry_opened.connect(self.entry_opened)

    @property
    def words(self) -> str:
        """What is said over the list."""
        return self._count.text()

    @property
    def chosen(self) -> tuple[int, int]:
        """Which of the policies offered is chosen before, and which after."""
        before, after = self.counted
        return before.currentIndex(), after.currentIndex()

    def offer(self, policies: Sequence[str], chosen: int) -> None:
        """Offer policies, each in words, for either side; ``chosen`` is that of both at first."""
        for box in self.counted:
            box.clear()
            box.addItems(list(policies))
            box.setCurrentIndex(chosen)

    def begin(self, head: int, ticks: Sequence[int], before: str, after: str) -> None:
        """Begin with two moments of a log of ``head`` events."""
        for side in (self.before, self.after):
            side.set_log(head, ticks)
        self._words = [before, after]
        self.moments_wanted.emit(before, after)

    def show_moments(self, before: tuple[str, int], after: tuple[str, int]) -> None:
        """Show the two moments, each in words and by position."""
        for side, (words, position) in ((self.before, before), (self.after, after)):
            side.show_moment(words, position)
        self.after.stand_under(self.before)
        column = max(label.sizeHint().width() for label in self._labels)
        for label in self._labels:
            label.setMinimumWidth(column)

    def show_changes(self, entries: Sequence[HistoryEntry], words: str) -> None:
        """Show what changed, and say how much."""
        self.list.entries.start(entries, more=False)
        self.list.scrollToTop()
        self._count.setText(words)
        announce(self._count, words)

    def again(self) -> None:
        """Ask for the same two moments anew."""
        self.moments_wanted.emit(*self._words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the sheet away (called by Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _moved(self, number: int, words: str) -> None:
        self._words[number] = words
        self.moments_wanted.emit(*self._words)
