# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Keeps the source pane: which text is open, which passages are lit, what a click on one means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fonds.archive.errors import RefusedError
from fonds.events.fixed import fixed
from fonds.viewer.action_table import Need
from fonds.viewer.desk.source_views import ReadSource, read_source
from fonds.viewer.wording import worded

if TYPE_CHECKING:
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk, Growth


@fixed
class _Wish:
    """What is to be done once the text is there."""

    light: tuple[str, ...] = ()
    scroll: int = -1
    words: tuple[int, int] | None = None


class SourceKeeper(QObject):
    """Puts source texts into the pane.

    Signals:
        shown: another source is shown.
        arrived: a text was read and stands in the pane, be it the same one anew.
        facts_wanted: facts (tuple of ids) resting on the passage clicked, and its excerpts.
    """

    shown = Signal()
    arrived = Signal()
    facts_wanted = Signal(tuple, tuple)

    def __init__(self, desk: Desk) -> None:
        """Keep the pane of the desk's window."""
        super().__init__(desk)
        self._desk = desk
        self._pane = desk.window.source
        self.read: ReadSource | None = None
        self._id = ""
        self._capture: str | None = None
        self._rendition: str | None = None
        self._wish = _Wish()
        self._pane.passage_chosen.connect(self._passage)
        self._pane.capture_chosen.connect(lambda capture: self.open(self._id, capture=capture))
        self._pane.selection_changed.connect(self._selected)
        desk.grew.connect(self._grown)
        desk.closed.connect(self.clear)

    @property
    def id(self) -> str:
        """The source that is shown, or on its way."""
        return self._id

    def chosen(self) -> str:
        """Give the source that is shown, as `id` does; where none is, say what to do."""
        if not self._id:
            words = self.tr("Choose the source first, in the list at the left.")
            self._desk.window.notice.refuse(words)
        return self._id

    def open(
        self,
        source: str,
        *,
        light: tuple[str, ...] = (),
        scroll: int = -1,
        capture: str | None = None,
        rendition: str | None = None,
        words: tuple[int, int] | None = None,
    ) -> None:
        """Show a source; light passages, or ``words`` of it, or bring a code point into sight."""
        view = self.read.view if self.read is not None else None
        same = (
            view is not None
            and self._id == view.id == source
            and capture in (None, view.capture)
            and rendition in (None, view.rendition)
        )
        self._wish = _Wish(light, scroll, words)
        known = self.read.facts if self.read is not None else {}
        if same and all(excerpt in known for excerpt in light if excerpt in light[:1]):
            self._grant()
            return
        self._id, self._capture, self._rendition = source, capture, rendition
        self.refresh()

    def light(self, excerpts: tuple[str, ...]) -> None:
        """Light passages of the text shown, if they are in it."""
        self._pane.light(excerpts)

    def refresh(self) -> None:
        """Read the text's passages anew; place and selection stay."""
        if not self._id:
            return
        source, capture, rendition = self._id, self._capture, self._rendition
        as_of = self._desk.as_of

        def question(queries: Queries) -> ReadSource | RefusedError:
            try:
                return read_source(queries, source, as_of, capture=capture, rendition=rendition)
            except RefusedError as error:
                return error

        self._desk.ask("source", question, self._put)

    def clear(self) -> None:
        """Show nothing."""
        self._id, self._capture, self._rendition, self.read = "", None, None, None
        self._wish = _Wish()
        self._pane.clear()
        self._set_needs(shown=False)

    def _put(self, read: ReadSource | RefusedError) -> None:
        if isinstance(read, RefusedError):
            self.read = None
            self._pane.clear(worded(read.message))
            self._set_needs(shown=False)
            self.shown.emit()
            return
        before = self.read.view.id if self.read is not None else ""
        self.read = read
        self._pane.show_source(read.view)
        self._set_needs(shown=True)
        if before != read.view.id:
            self.shown.emit()
        self._grant()
        self.arrived.emit()

    def _grant(self) -> None:
        wish, self._wish = self._wish, _Wish()
        if wish.light:
            self._pane.light(wish.light)
        elif wish.words is not None:
            self._pane.light_words(*wish.words)
        elif wish.scroll >= 0:
            self._pane.show_from(wish.scroll)

    def _passage(self, excerpts: list[str]) -> None:
        if self.read is None:
            return
        facts = [fact for one in excerpts for fact in self.read.facts.get(one, ())]
        self.facts_wanted.emit(tuple(dict.fromkeys(facts)), tuple(excerpts))

    def _selected(self, start: int, end: int) -> None:
        self._desk.set_need(Need.SELECTION, met=end > start)

    def _set_needs(self, *, shown: bool) -> None:
        self._desk.set_need(Need.SOURCE, met=shown)
        if not shown:
            self._desk.set_need(Need.SELECTION, met=False)

    def _grown(self, growth: Growth) -> None:
        if self._desk.moment is None and growth.touches_passages():
            self.refresh()
