# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Find in the source: a bar that counts its hits and walks through them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from fonds.archive.sources.broken_words import as_read
from fonds.viewer.announcing import announce
from fonds.viewer.late_panel import LatePanel
from fonds.viewer.passages import Passage

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from fonds.archive.sources.broken_words import Whole
    from fonds.viewer.theme import Theme

_MOST = 10_000


def find_all(text: str, query: str, most: int = _MOST, whole: Whole | None = None) -> list[Passage]:
    """Find ``query`` in ``text``, whatever its case; places are code points.

    A space in the query meets any white space, so that words are found across a line's end
    and around no-break spaces; ``whole`` is the text with words that were broken there whole, in
    which they are found too. At most ``most`` hits are given.
    """
    words = [re.escape(word) for word in query.split()]
    if not words:
        return []
    pattern = re.compile(r"\s+".join(words), re.IGNORECASE)
    found = {hit.span() for hit in islice(pattern.finditer(text), most)}
    if whole is not None:
        hits = islice(pattern.finditer(whole.text), most)
        found |= {whole.span(*hit.span()) for hit in hits}
    return [Passage(start, end, "", 0) for start, end in sorted(found)[:most]]


class FindBar(LatePanel):
    """The bar itself; it knows the text and tells which hit is the present one.

    Signals:
        moved: the hits (a list of passages) and the number of the present one, -1 for none.
        closed: the bar was put away.
        left: the reader put it away at a hit: where that starts and ends.
    """

    moved = Signal(list, int)
    closed = Signal()
    left = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the bar, hidden."""
        super().__init__(parent)
        self.setObjectName("findBar")
        self._text = ""
        self._whole: Whole | None = None
        self._is_read = False
        self._hits: list[Passage] = []
        self._now = -1
        self._theme = theme

    def _furnish(self) -> None:
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Find in this source"))
        self._field.setAccessibleName(self.tr("Find in this source"))
        self._count = QLabel()
        self._count.setProperty("role", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 10, 6)
        row.setSpacing(6)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        self._buttons: list[tuple[QToolButton, str]] = []
        for name, words, act in (
            ("back", self.tr("Previous hit"), self.previous),
            ("forward", self.tr("Next hit"), self.next),
            ("close", self.tr("Close"), self.leave),
        ):
            button = QToolButton()
            button.setProperty("role", "flat")
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(act)
            row.addWidget(button)
            self._buttons.append((button, name))
        self._field.textChanged.connect(self._search)
        self._theme.changed.connect(self._dress)
        self._dress()

    @property
    def field(self) -> QLineEdit:
        """The field for the words."""
        self.furnish()
        return self._field

    def set_text(self, text: str) -> None:
        """Search in another text from now on."""
        self._text = text
        self._whole, self._is_read = None, False
        if self.isVisible():
            self._search()

    def bring(self, words: str = "") -> None:
        """Show the bar and take the keys, with ``words`` filled in where given."""
        self.show()
        if words:
            self._field.setText(words)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._search()

    def put_away(self) -> None:
        """Hide the bar and forget the hits."""
        was_open = self.isVisible()
        self.hide()
        self._hits, self._now = [], -1
        self.moved.emit([], -1)
        if was_open:
            self.closed.emit()

    def leave(self) -> None:
        """Put the bar away as its reader does, who goes on with the words that were found."""
        hit = self._hits[self._now] if self._now >= 0 else None
        self.put_away()
        if hit is not None:
            self.left.emit(hit.start, hit.end)

    def next(self) -> None:
        """Go to the next hit, round the end."""
        self.furnish()
        self._go(self._now + 1)

    def previous(self) -> None:
        """Go to the hit before, round the beginning."""
        self.furnish()
        self._go(self._now - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Shift+Enter and Escape (called by Qt)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.previous() if back else self.next()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        if not self._is_read:
            # Of ten million characters it takes a tenth of a second: once, and not for each key.
            self._whole, self._is_read = as_read(self._text), True
        self._hits = find_all(self._text, self._field.text(), whole=self._whole)
        self._now = -1
        self._go(0)

    def _go(self, number: int) -> None:
        if self._hits:
            self._now = number % len(self._hits)
            words = self.tr("{now} of {all}").format(now=self._now + 1, all=len(self._hits))
        else:
            words = self.tr("not found") if self._field.text().strip() else ""
        self._count.setText(words)
        announce(self._count, words)
        self.moved.emit(self._hits, self._now)

    def _dress(self) -> None:
        for button, name in self._buttons:
            button.setIcon(self._theme.icon(name))
