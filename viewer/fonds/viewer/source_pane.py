# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The source pane: head with title, captures and stepper, strips, find bar, and the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fonds.viewer.elided import ElidedLabel
from fonds.viewer.find_bar import FindBar
from fonds.viewer.pane_head import PaneHead
from fonds.viewer.passages import Passage, PassageIndex, SourceView, merge
from fonds.viewer.source_surface import SourceSurface
from fonds.viewer.strips import CoverageStrip
from fonds.viewer.wording import counted, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QAction, QResizeEvent

    from fonds.viewer.theme import Theme

_NARROW = 270
_BLANK = " \t\n\r\f\v\xa0.,;:"
"""What between two stretches is nothing to be read."""


class SourcePane(QWidget):
    """Shows one source text with its passages. All places are code points of the source.

    Signals:
        passage_chosen: ids (list of str) of the excerpts under a click, or of the passage
            stepped to; the shortest first.
        selection_changed: start and end of the selected words; the same twice for none.
        capture_chosen: id of another capture of this source to be shown.
    """

    passage_chosen = Signal(list)
    selection_changed = Signal(int, int)
    capture_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty pane."""
        super().__init__(parent)
        self.setObjectName("sourcePane")
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Source"))
        self._theme = theme
        self._view: SourceView | None = None
        self._index = PassageIndex()
        self._lit: list[Passage] = []
        self._stop = -1
        self._sheet: QWidget | None = None
        self._head = self._make_head()
        self._coverage = CoverageStrip(theme)
        self.find_bar = FindBar(theme)
        self.surface = SourceSurface(theme)
        self._empty = QLabel()
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._reference = ElidedLabel()
        self._reference.setProperty("role", "small")
        self._reference.setAccessibleName(self.tr("Reference"))
        self._reference.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        under = QWidget()
        row = QHBoxLayout(under)
        row.setContentsMargins(14, 6, 14, 7)
        row.addWidget(self._reference)
        self._under = under
        for widget in (self._head, under, self._coverage, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self.surface, 1)
        column.addWidget(self._empty, 1)
        self.setFocusProxy(self.surface)
        self.surface.clicked.connect(self._clicked)
        self.surface.selected.connect(self.selection_changed)
        self._coverage.chosen.connect(self._go_to_share)
        self.find_bar.moved.connect(self.surface.mark_found)
        self.find_bar.closed.connect(self.surface.setFocus)
        self.find_bar.left.connect(self.surface.select)
        theme.changed.connect(self._dress)
        self._dress()
        self.clear()

    @property
    def view(self) -> SourceView | None:
        """What is shown, or none."""
        return self._view

    def show_source(self, view: SourceView) -> None:
        """Show a source. The same text again only takes its new passages, keeping the place."""
        old = self._view
        same = old is not None and (old.id, old.capture, old.rendition, old.marks) == (
            view.id,
            view.capture,
            view.rendition,
            view.marks,
        )
        self._view = view
        self._index = PassageIndex(view.passages)
        if same and old is not None and old.text == view.text:
            self.surface.refresh_passages(self._index)
            self._light_up(p.excerpt for p in self._lit)
        else:
            self._lit, self._stop = [], -1
            self.surface.load(view, self._index)
            self.find_bar.set_text(view.text)
        self._show_empty(empty=False)
        self._fill_head(view)
        self._cover()
        self._refresh()

    def clear(self, words: str = "") -> None:
        """Show nothing, and say why."""
        self._empty.setText(
            words or self.tr("Choose a fact or a source, and its words stand here.")
        )
        self._view = None
        self.show_reference("")
        self._index = PassageIndex()
        self._lit, self._stop = [], -1
        self.surface.load(SourceView("", "", ""), self._index)
        self.find_bar.put_away()
        self._show_empty(empty=True)

    def show_reference(self, words: str) -> None:
        """Show under the title how the source is referred to; no words show nothing."""
        self._reference.setText(words)
        self._reference.setToolTip(words)
        self._under.setVisible(bool(words) and self._view is not None)

    def light(self, excerpts: Iterable[str], *, scroll: bool = True) -> None:
        """Light the passages of these excerpts, and bring the first into sight."""
        self._light_up(excerpts)
        if self._lit and scroll:
            self.surface.scroll_to(self._lit[0].start, self._lit[0].end)
        self._refresh()

    def _light_up(self, excerpts: Iterable[str]) -> None:
        self._lit = self._index.of(excerpts)
        self._stop = self._index.number_of(self._lit[0]) if self._lit else -1
        self.surface.light(self._lit)

    def lit_excerpts(self) -> list[str]:
        """Give the excerpts of the passages that are lit."""
        return [one.excerpt for one in self._lit if one.excerpt]

    def light_words(self, start: int, end: int) -> None:
        """Light words that are no passage yet, and bring them into sight."""
        self._lit, self._stop = [Passage(start, end, "")], -1
        self.surface.light(self._lit)
        self.surface.scroll_to(start, end)
        self._refresh()

    def scroll_to(self, start: int, end: int | None = None) -> None:
        """Bring a place, or a stretch, into sight."""
        self.surface.scroll_to(start, start if end is None else end)

    def show_from(self, start: int) -> None:
        """Scroll so that a place stands at the upper edge."""
        self.surface.show_from(start)

    def selection(self) -> tuple[int, int]:
        """Give start and end of the selected words."""
        return self.surface.selection()

    def selected_words(self) -> str:
        """Give the selected words, cut from the source itself."""
        return self.surface.words(*self.surface.selection())

    def show_form(self, form: QWidget) -> None:
        """Open a form under the selection, moving the text apart (or docked below)."""
        self.surface.show_form(form)

    def hide_form(self) -> None:
        """Put the form away and give the keys back to the text."""
        self.surface.form_place.take_back()
        self.surface.setFocus()

    @property
    def sheet(self) -> QWidget | None:
        """What is laid over the text, such as its footnotes; none usually."""
        return self._sheet

    def open_sheet(self, sheet: QWidget) -> None:
        """Lay something over the text."""
        self._sheet = sheet
        column = self.layout()
        if column is not None and column.indexOf(sheet) < 0:
            column.addWidget(sheet)
        self.find_bar.put_away()
        self._show_empty(empty=self._view is None)
        self.setFocusProxy(sheet)

    def close_sheet(self) -> None:
        """Show the text again."""
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet = None
            self._show_empty(empty=self._view is None)
            self.setFocusProxy(self.surface)

    def take_actions(self, actions: Sequence[QAction | None]) -> None:
        """Offer further actions under the button beside the title."""
        menu = QMenu(self._more)
        menu.addActions([action for action in actions if action is not None])
        self._more.setMenu(menu)

    def find_words(self) -> None:
        """Open the find bar, with the selected words where they are few."""
        if self._view is not None:
            words = self.selected_words()
            self.find_bar.bring(words if len(words) < 80 and "\n" not in words else "")

    def next_passage(self) -> None:
        """Choose the next passage, round the end."""
        self._step(1)

    def previous_passage(self) -> None:
        """Choose the passage before, round the beginning."""
        self._step(-1)

    def unread(self) -> list[tuple[int, int]]:
        """Give the stretches that no fact uses and nobody has read; blank ones are passed over."""
        if self._view is None:
            return []
        text, found, before = self._view.text, [], 0
        done = merge([*self._index.union(), *self._view.read])
        for start, end in [*done, (len(text), len(text))]:
            if text[before:start].strip(_BLANK):
                found.append((before, start))
            before = end
        return found

    def next_unread(self) -> bool:
        """Go to the next stretch nobody has read, round the end; tell whether there is one."""
        stretches = self.unread()
        if not stretches or self._view is None:
            return False
        caret = self.surface.caret()
        start, end = next((one for one in stretches if one[0] > caret), stretches[0])
        words = self._view.text[start:end]
        start += len(words) - len(words.lstrip(_BLANK))
        self.surface.scroll_to(start, min(end, start + 1))
        return True

    def _go_to_share(self, share: float) -> None:
        if self._view is not None:
            place = round(share * len(self._view.text))
            self.surface.scroll_to(place, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count in fewer letters where there is little room (called by Qt)."""
        super().resizeEvent(event)
        self._refresh()

    def _step(self, by: int) -> None:
        count = len(self._index.passages)
        if not count:
            return
        if self._stop < 0:
            caret = self.surface.caret()
            after = [n for n, p in enumerate(self._index.passages) if p.start >= caret]
            self._stop = (after[0] if after else 0) - (1 if by > 0 else 0)
        self._stop = (self._stop + by) % count
        passage = self._index.passages[self._stop]
        self.light([passage.excerpt])
        self.passage_chosen.emit([passage.excerpt])

    def _clicked(self, place: int) -> None:
        found = self._index.at(place)
        if found:
            ids = list(dict.fromkeys(p.excerpt for p in found))
            self.light(ids[:1], scroll=False)
            self.passage_chosen.emit(ids)

    def _refresh(self) -> None:
        count = len(self._index.passages)
        if self._stop >= 0:
            words = self.tr("{now} of {all}").format(
                now=numbered(self._stop + 1), all=numbered(count)
            )
        else:
            words = counted(self.tr("%Ln passage(s)", "", count), count)
        short = f"{self._stop + 1}/{count}" if self._stop >= 0 else str(count)
        narrow = self.width() < self._theme.px(_NARROW)
        self._count.setText(short if narrow else words)
        self._count.setAccessibleName(words)
        self._head.arrange()
        for button in (self._back, self._forward):
            button.setEnabled(count > 0)
        length = self._length()
        self._coverage.light([(p.start / length, p.end / length) for p in self._lit])

    def _cover(self) -> None:
        """Show how much of the text is used and read."""
        length = self._length()
        used = [(a / length, b / length) for a, b in self._index.union()]
        read = merge(self._view.read if self._view else ())
        self._coverage.set_spans(used, [(a / length, b / length) for a, b in read])

    def _length(self) -> int:
        return max(len(self._view.text) if self._view else 0, 1)

    def _fill_head(self, view: SourceView) -> None:
        number = f"[{view.number}] " if view.number is not None else ""
        self._title.setText(f"{number}{view.title}")
        self._title.setToolTip(view.title)
        shown = next((c.label for c in view.captures if c.id == view.capture), "")
        self._captures.setVisible(bool(view.captures))
        several = len(view.captures) > 1
        self._captures.setText(f"{shown} ▾" if several else shown)
        self._captures.setEnabled(several)
        self._menu.clear()
        for capture in view.captures:
            action = self._menu.addAction(capture.label)
            action.setCheckable(True)
            action.setChecked(capture.id == view.capture)
            action.setData(capture.id)

    def _make_head(self) -> PaneHead:
        self._title = ElidedLabel()
        self._title.setProperty("role", "heading")
        self._captures = QToolButton()
        self._captures.setProperty("role", "date")
        self._captures.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._captures.setAccessibleName(self.tr("Captures of this source"))
        self._menu = QMenu(self._captures)
        self._menu.triggered.connect(lambda action: self.capture_chosen.emit(action.data()))
        self._captures.setMenu(self._menu)
        self._back, self._forward = QToolButton(), QToolButton()
        self._count = QLabel()
        self._count.setProperty("role", "stepper")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._back.setProperty("role", "left")
        self._forward.setProperty("role", "right")
        for button, words, act in (
            (self._back, self.tr("Previous passage"), self.previous_passage),
            (self._forward, self.tr("Next passage"), self.next_passage),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(act)
        self._more = QToolButton()
        self._more.setProperty("role", "flat")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setToolTip(self.tr("More of this source"))
        self._more.setAccessibleName(self.tr("More of this source"))
        stepper = (self._back, self._count, self._forward)
        return PaneHead(self._theme, self._title, (self._captures,), (*stepper, 4, self._more))

    def _dress(self) -> None:
        self._back.setIcon(self._theme.icon("back"))
        self._forward.setIcon(self._theme.icon("forward"))
        self._more.setIcon(self._theme.icon("more"))
        for widget in (self._back, self._count, self._forward):
            widget.setFixedHeight(self._theme.px(24))

    def _show_empty(self, *, empty: bool) -> None:
        covered = self._sheet is not None
        for widget in (self._head, self._coverage):
            widget.setVisible(not empty)
        self.surface.setVisible(not empty and not covered)
        self._empty.setVisible(empty and not covered)
        if self._sheet is not None:
            self._sheet.show()
        # At once, so that what is scrolled to next is measured at its final width.
        layout = self.layout()
        if layout is not None:
            layout.activate()
