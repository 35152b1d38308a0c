# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The reading surface: one of the two text widgets, the strip at the edge, and room for a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.form_place import FormPlace
from fonds.viewer.passages import PassageIndex
from fonds.viewer.source_marks import SeenMarks, SourceHighlighter
from fonds.viewer.source_text import RICH_LIMIT, PlainText, RichText
from fonds.viewer.strips import MarkStrip
from fonds.viewer.text_map import TextMap
from fonds.viewer.viewports import make_viewport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.viewer.passages import Passage, SourceView
    from fonds.viewer.source_marks import Marks
    from fonds.viewer.theme import Theme

_MOST_EXTRA = 200
_EXACT_MARKS = 200_000


class SourceSurface(QWidget):
    """Shows a text and its passages; all places in and out are code points of the source.

    Signals:
        clicked: the code point under a plain click, or under the caret when Enter was pressed.
        selected: start and end of what is selected; twice the same place for nothing.
    """

    clicked = Signal(int)
    selected = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty surface."""
        super().__init__(parent)
        self._theme = theme
        self._map = TextMap("")
        self._index = PassageIndex()
        self._lit: list[Passage] = []
        self._found: list[Passage] = []
        self._found_now = -1
        self._is_loading = False
        self._pressed = QPoint()
        self.rich = RichText(theme)
        self.plain = PlainText(theme)
        for edit in (self.rich, self.plain):
            make_viewport(edit)
        self._marks: dict[bool, Marks] = {
            True: SourceHighlighter(self.rich.document(), theme),
            False: SeenMarks(self.plain, theme),
        }
        self._stack = QStackedWidget()
        for edit in (self.rich, self.plain):
            edit.setAccessibleName(self.tr("Text of the source"))
            edit.viewport().installEventFilter(self)
            edit.installEventFilter(self)
            edit.viewport().setMouseTracking(True)
            edit.selectionChanged.connect(self._selection_changed)
            self._stack.addWidget(edit)
        # A change of looks resizes four widgets several times over.
        self._marks_later = QTimer(self)
        self._marks_later.setSingleShot(True)
        self._marks_later.setInterval(0)
        self._marks_later.timeout.connect(self._place_marks)
        self._strip = MarkStrip(theme)
        self._strip.chosen.connect(self._go_to_fraction)
        self.form_place = FormPlace(self, self.rich)
        self.form_place.docked.connect(self._show_selection)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._stack, 1)
        row.addWidget(self._strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.form_place.dock)
        self.setFocusProxy(self.rich)
        theme.changed.connect(self._restyle)

    @property
    def edit(self) -> RichText | PlainText:
        """The text widget in use."""
        return self.rich if self._stack.currentWidget() is self.rich else self.plain

    @property
    def is_rich(self) -> bool:
        """Whether the widget in use honours line height and can open a gap."""
        return self._stack.currentWidget() is self.rich

    def load(self, view: SourceView, index: PassageIndex) -> None:
        """Show a text from its beginning."""
        self.form_place.take_back()
        self._map = TextMap(view.text)
        self._index = index
        self._lit, self._found, self._found_now = [], [], -1
        # A scroll bar that comes or goes resizes the text while it is only half there.
        self._is_loading = True
        rich = len(view.text) <= RICH_LIMIT
        # Live extra selections crash the plain widget when its text changes under them.
        self.plain.setExtraSelections([])
        if not rich:
            self.rich.load(TextMap(""), PassageIndex())
        else:
            self.plain.clear()
        self._marks[rich].show(self._map, index, view.marks)
        if rich:
            self.rich.load(self._map, index)
        else:
            self.plain.setPlainText(self._map.shown)
        self._stack.setCurrentWidget(self.rich if rich else self.plain)
        self.setFocusProxy(self.edit)
        self._is_loading = False
        self._place_marks()

    def refresh_passages(self, index: PassageIndex) -> None:
        """Take changed passages of the same text without losing place or selection."""
        self._index = index
        if self.is_rich:
            self.rich.show_passages(index)
        self._marks[self.is_rich].set_passages(index)
        self._place_marks()

    def light(self, passages: list[Passage]) -> None:
        """Mark these passages as the chosen ones."""
        self._lit = passages
        if self.is_rich:
            self.rich.light(PassageIndex(passages))
        self._marks[self.is_rich].light(passages)
        self._strip.light(self._fractions(passages))

    def mark_found(self, hits: list[Passage], now: int) -> None:
        """Show what a search found, and scroll to the present hit."""
        self._found, self._found_now = hits, now
        present = hits[now : now + 1] if now >= 0 else []
        if self.is_rich:
            self.rich.mark_found(PassageIndex(hits), PassageIndex(present))
        else:
            self.plain.setExtraSelections(self._extra())
        if present:
            self.scroll_to(present[0].start, present[0].end, caret=False)

    def scroll_to(self, start: int, end: int, *, caret: bool = True) -> None:
        """Bring a stretch into sight; with ``caret`` the text cursor goes there too."""
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(self._map.to_document(start))
        if caret and not self.form_place.is_open:
            self.edit.setTextCursor(cursor)
        if isinstance(self.edit, RichText):
            self.edit.bring(self._map.to_document(start), self._map.to_document(end))
        else:
            if not caret:
                self.edit.setTextCursor(cursor)
            self.edit.centerCursor()

    def selection(self) -> tuple[int, int]:
        """Give start and end of what is selected."""
        cursor = self.edit.textCursor()
        start = self._map.to_source(cursor.selectionStart())
        return start, max(start, self._map.to_source(cursor.selectionEnd(), end=True))

    def select(self, start: int, end: int) -> None:
        """Select a stretch, as if by hand."""
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(self._map.to_document(start))
        cursor.setPosition(self._map.to_document(end), QTextCursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)

    def words(self, start: int, end: int) -> str:
        """Give the words of a stretch, from the source itself."""
        return self._map.slice(start, end)

    def show_from(self, start: int) -> None:
        """Scroll so that a place stands at the upper edge."""
        position = self._map.to_document(start)
        if isinstance(self.edit, RichText):
            bar = self.edit.verticalScrollBar()
            bar.setValue(bar.value() + round(self.edit.place_top(position)))
        else:
            self.edit.verticalScrollBar().setValue(
                self.edit.document().findBlock(position).firstLineNumber()
            )

    def first_seen(self) -> int:
        """Give the place at the upper edge of what is seen."""
        return self._map.to_source(self.edit.cursorForPosition(QPoint(0, 4)).position())

    def caret(self) -> int:
        """Give the place of the text cursor."""
        return self._map.to_source(self.edit.textCursor().position())

    def show_form(self, form: QWidget) -> None:
        """Open a form under the selection, or docked below where it would not fit."""
        end = self._map.to_document(self.selection()[1])
        start = self._map.to_document(self.selection()[0])
        self.form_place.show_form(form, start, end, gap=self.is_rich)

    def _show_selection(self) -> None:
        """Bring the selected words into what is left of the text above a docked form."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        if isinstance(self.edit, RichText):
            start, end = self.selection()
            self.edit.bring(self._map.to_document(start), self._map.to_document(end))
        else:
            self.edit.ensureCursorVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell clicks from selections, and answer Enter and hovering (called by Qt)."""
        if isinstance(event, QMouseEvent):
            self._mouse(event)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.clicked.emit(self.caret())
                return True
        elif isinstance(event, QHelpEvent):
            found = self._under(event.pos())
            notes = [p.note for p in found if p.note]
            QToolTip.showText(event.globalPos(), "\n".join(notes), self.edit.viewport())
            return True
        elif event.type() == QEvent.Type.Resize:
            self._marks_later.start()
        return super().eventFilter(watched, event)

    def _mouse(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = where
        elif event.type() == QEvent.Type.MouseMove and not event.buttons():
            shape = Qt.CursorShape.PointingHandCursor
            over = bool(self._under(where))
            self.edit.viewport().setCursor(shape if over else Qt.CursorShape.IBeamCursor)
        elif (
            event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and (where - self._pressed).manhattanLength() < QApplication.startDragDistance()
            and not self.edit.textCursor().hasSelection()
        ):
            place = self._place_at(where)
            if place is not None:
                self.clicked.emit(place)

    def _under(self, where: QPoint) -> list[Passage]:
        place = self._place_at(where)
        return [] if place is None else self._index.at(place)

    def _place_at(self, where: QPoint) -> int | None:
        cursor = self.edit.cursorForPosition(where)
        rect = self.edit.cursorRect(cursor)
        if where.y() > rect.bottom() + rect.height():
            return None
        # A cursor stands between characters: the one meant is on the side of the pointer.
        position = cursor.position() - (1 if where.x() < rect.x() else 0)
        return self._map.to_source(max(position, 0))

    def _selection_changed(self) -> None:
        if self.sender() is self.edit:
            self.selected.emit(*self.selection())

    def _extra(self) -> list[QTextEdit.ExtraSelection]:
        """Outline what was found in the plain widget, near the present hit only."""
        around = max(self._found_now - _MOST_EXTRA // 2, 0)
        made: list[QTextEdit.ExtraSelection] = []
        for number, hit in enumerate(self._found[around : around + _MOST_EXTRA], around):
            extra = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.plain.document())
            cursor.setPosition(self._map.to_document(hit.start))
            cursor.setPosition(self._map.to_document(hit.end), QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            now = number == self._found_now
            look.setBackground(QColor(self._theme.colour("accent" if now else "accent_ground")))
            look.setForeground(QColor(self._theme.colour("on_accent" if now else "ink")))
            # PySide's stubs know these two only as read-only.
            extra.cursor = cursor  # type: ignore[attr-defined,unused-ignore]
            extra.format = look  # type: ignore[attr-defined,unused-ignore]
            made.append(extra)
        return made

    def _go_to_fraction(self, fraction: float) -> None:
        bar = self.edit.verticalScrollBar()
        page = bar.pageStep()
        bar.setValue(round(fraction * (bar.maximum() + page) - page / 2))

    def _place_marks(self) -> None:
        if self._is_loading:
            return
        self._strip.set_marks(self._fractions(self._index.passages))
        self._strip.light(self._fractions(self._lit))

    def _fractions(self, passages: Sequence[Passage]) -> list[tuple[float, float]]:
        length = max(len(self._map.text), 1)
        if not isinstance(self.edit, RichText) or length > _EXACT_MARKS:
            return [(p.start / length, p.end / length) for p in passages]
        spans = [(self._map.to_document(p.start), self._map.to_document(p.end)) for p in passages]
        return self.edit.fractions(spans)

    def _restyle(self) -> None:
        self.rich.restyle()
        self.plain.restyle()
        for marks in self._marks.values():
            marks.rehighlight()
        self._place_marks()
