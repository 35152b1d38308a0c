# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A life as told from its record: every clause a link to its facts, walked through by the keys."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from fonds.viewer.told import Told
from fonds.viewer.wording import from_left

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from fonds.viewer.theme import Theme

_AIR = 20
_MEASURE = 680


class NarrativeView(QTextBrowser):
    """The text. Arrows go from clause to clause, Enter shows its facts in the record.

    Signals:
        facts_chosen: facts (tuple of ids) of the clause that is the present one.
        facts_opened: the same, to be seen in the record.
    """

    facts_chosen = Signal(tuple)
    facts_opened = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Narrative"))
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self._theme = theme
        self._told = Told()
        self._now = -1
        self.anchorClicked.connect(self._clicked)
        theme.changed.connect(self._set)
        self._set()

    @property
    def told(self) -> Told:
        """What is told."""
        return self._told

    @property
    def present(self) -> int:
        """The number of the present clause, -1 for none."""
        return self._now

    def show_told(self, told: Told) -> None:
        """Tell something; of the same life, the place is kept."""
        same = told.title == self._told.title
        place, now = self.verticalScrollBar().value(), self._now
        self._told = told
        self._now = now if same and now < len(told.clauses) else -1
        self._set()
        if same:
            self.verticalScrollBar().setValue(place)
        if self.hasFocus() and self._now < 0:
            self.go_to(0)

    def go_to(self, number: int) -> None:
        """Make a clause the present one, and tell its facts."""
        if not self._told.clauses:
            return
        self._now = min(max(number, 0), len(self._told.clauses) - 1)
        place = self.verticalScrollBar().value()
        self._set()
        self.verticalScrollBar().setValue(place)
        self._into_sight()
        self.facts_chosen.emit(self._told.clauses[self._now].facts)

    def event(self, event: QEvent) -> bool:
        """Keep Enter from others (called by Qt)."""
        ours = (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers().value
        )
        if ours:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from clause to clause; Enter opens one (called by Qt)."""
        steps = {
            Qt.Key.Key_Down: self._now + 1,
            Qt.Key.Key_Right: self._now + 1,
            Qt.Key.Key_Up: self._now - 1,
            Qt.Key.Key_Left: self._now - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._told.clauses) - 1,
        }
        key = Qt.Key(event.key())
        if event.modifiers().value:
            super().keyPressEvent(event)
        elif key in steps:
            self.go_to(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._now >= 0:
            self.facts_opened.emit(self._told.clauses[self._now].facts)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first clause (called by Qt)."""
        super().focusInEvent(event)
        if self._now < 0 and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.go_to(0)

    def _clicked(self, link: QUrl) -> None:
        number = link.fragment()
        if number.isdecimal():
            self.go_to(int(number))

    def _into_sight(self) -> None:
        cursor = self.document().find(self._told.clauses[self._now].text[:40])
        if not cursor.isNull():
            cursor.setPosition(cursor.selectionStart(), QTextCursor.MoveMode.MoveAnchor)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the lines be no longer than one reads well (called by Qt)."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), self._theme.px(_MEASURE)))

    def _set(self) -> None:
        px = self._theme.px
        self.setViewportMargins(px(_AIR), px(8), px(_AIR), px(8))
        self._measure()
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(self._theme.reading_face(15))
        self.setHtml(self._html())

    def _html(self) -> str:
        told, palette, px = self._told, self._theme.palette, self._theme.px
        if not told.paragraphs:
            words = self.tr("Nothing is told yet: nothing is recorded.")
            return f"<p style='color:{palette.muted}'>{escape(told.empty or words)}</p>"
        lines = [
            f"<p style='color:{palette.muted}'><i>{escape(words)}</i></p>" for words in told.about
        ]
        number = 0
        for heading, clauses in told.paragraphs:
            lines.append(self._heading(heading, 14))
            said: list[str] = []
            for clause in clauses:
                ground = f"background:{palette.accent_ground};" if number == self._now else ""
                marks = "".join(
                    f"<sup style='color:{palette.accent};font-size:{px(15)}px'>({one})</sup>"
                    for one in clause.marks
                )
                style = f"color:{palette.ink};text-decoration:none;{ground}"
                text = escape(f"{from_left(clause.text)}{clause.stop}")
                said.append(f"<a href='#{number}' style='{style}'>{text}</a>{marks}")
                number += 1
            lines.append(f"<p style='line-height:118%;margin:0'>{' '.join(said)}</p>")
        lines.append(self._heading(self.tr("Passages"), 18))
        for note, quote, place in told.notes:
            lines.append(
                f"<p style='font-size:{px(13)}px;margin:0 0 {px(4)}px 0'>"
                f"<span style='color:{palette.muted}'>{note}</span>&nbsp; {escape(quote)}"
                f" <span style='color:{palette.muted}'>{escape(place)}</span></p>"
            )
        return "".join(lines)

    def _heading(self, words: str, air: int) -> str:
        px, muted = self._theme.px, self._theme.palette.muted
        look = f"font-family:Inter;font-size:{px(11)}px;font-weight:600;color:{muted}"
        margin = f"margin:{px(air)}px 0 {px(4)}px 0"
        return f"<p style='{look};{margin}'>{escape(words.upper())}</p>"
