# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The field "Find or do anything": actions by name at once, hits as they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from fonds.viewer.find_results import FindResults, Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from fonds.viewer.theme import Theme

_WAIT_MS = 120


_HAS_WORDS = 2.0


def rank(words: str, hits: Sequence[Hit]) -> list[Hit]:
    """Keep hits whose title has the words, or the beginnings of its own, the closest match first.

    What is not possible now stands last, and only where its title has the words themselves.
    """
    scored = [(score, n, hit) for n, hit in enumerate(hits) if (score := _score(words, hit.title))]
    kept = [one for one in scored if not one[2].off or one[0] >= _HAS_WORDS]
    return [hit for _, _, hit in sorted(kept, key=lambda one: (one[2].off, -one[0], one[1]))]


def _score(words: str, title: str) -> float:
    """Score a title: words that begin in it count most, short forms least; 0 is no match."""
    wanted, given = words.casefold().strip(), title.casefold()
    if not wanted:
        return 1.0
    if all(part in given for part in wanted.split()):
        starts = sum(any(w.startswith(p) for w in given.split()) for p in wanted.split())
        return _HAS_WORDS + starts + len(wanted) / max(len(given), 1)
    short = wanted.replace(" ", "")
    return len(short) / len(given) if _is_short_for(short, given.split()) else 0.0


def _is_short_for(short: str, words: Sequence[str]) -> bool:
    """Tell whether letters are some words' first ones, and others of each such word in its order.

    "nf" and "nefa" are short for "new fact". Letters scattered anywhere are no short form: whoever
    looks for what is not there would be offered something.
    """
    if not short:
        return True
    for at, word in enumerate(words):
        if word[0] != short[0]:
            continue
        taken, place = 1, 1
        ends = [taken]
        while taken < len(short) and (place := word.find(short[taken], place) + 1) > 0:
            taken += 1
            ends.append(taken)
        if any(_is_short_for(short[end:], words[at + 1 :]) for end in reversed(ends)):
            return True
    return False


class FindField(QLineEdit):
    """The field and its list.

    Signals:
        searched: words to search the archive for; answer with :meth:`show_found`.
        hit_chosen: the :class:`Hit` that was chosen; an action's is run by the window.
    """

    searched = Signal(str)
    hit_chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        actions: Callable[[], Sequence[Hit]],
        window: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``actions()`` at once, and whatever else :meth:`show_found` brings."""
        super().__init__(parent)
        self._actions = actions
        self._found: Sequence[Hit] = ()
        self._counts = ""
        self._before: QWidget | None = None
        self.setPlaceholderText(self.tr("Find or do anything"))
        self.setAccessibleName(self.tr("Find or do anything"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        native = QKeySequence.SequenceFormat.NativeText
        self._hint = QLabel(QKeySequence("Ctrl+K").toString(native).replace("+", " "), self)
        self._hint.setObjectName("keyHint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 10, 0)
        row.addStretch(1)
        row.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignVCenter)
        self.results = FindResults(theme, window)
        self.results.hit_chosen.connect(self._chosen)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_WAIT_MS)
        self._rest.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textEdited.connect(self._edited)
        self.textChanged.connect(lambda words: self._hint.setVisible(not words))
        window.installEventFilter(self)

    def bring(self) -> None:
        """Take the keys and show what can be done."""
        focus = QApplication.focusWidget()
        if focus is not None and focus is not self:
            self._before = focus
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._show()

    def show_found(self, words: str, hits: Sequence[Hit], counts: str = "") -> None:
        """Take what was found for ``words``; a late answer to other words is dropped.

        ``counts`` says how many there are in all.
        """
        if words == self.text().strip():
            self._found, self._counts = hits, counts
            if self.hasFocus():
                self._show()
                self.results.say_chosen(counts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the list, take from it, or close it (called by Qt)."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}
        step = steps.get(Qt.Key(event.key()), -8 if event.key() == Qt.Key.Key_PageUp else 0)
        if step and not self.results.isVisible():
            self._show()
        elif step:
            self.results.move_by(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.results.choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the list when the field is left (called by Qt)."""
        super().focusOutEvent(event)
        self.results.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the list when the window changes its size (called by Qt)."""
        if event.type() == QEvent.Type.Resize and self.results.isVisible():
            self.results.hide()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the hint only where it leaves room for words (called by Qt)."""
        super().resizeEvent(event)
        self._hint.setVisible(not self.text() and self.width() > 200)

    def put_away(self) -> None:
        """Empty the field, hide the list, and give the keys back to whatever had them."""
        self.clear()
        self._found, self._counts = (), ""
        self.results.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def _edited(self) -> None:
        self._found, self._counts = (), ""
        self._rest.start()
        self._show()

    def _show(self) -> None:
        words = self.text().strip()
        offered = rank(words, self._actions())
        # What is in the archive stands first; it is what most searches are for.
        self.results.show_hits([*self._found, *offered], self, self._counts)

    def _chosen(self, hit: Hit) -> None:
        self.put_away()
        self.hit_chosen.emit(hit)
