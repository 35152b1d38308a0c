# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Settling passages: what became of one in a newer text, decided by a person and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.commands.settling import SettlePassage, UnsettlePassage
from fonds.archive.errors import RefusedError
from fonds.viewer.desk.acting import Acting
from fonds.viewer.desk.compensating import Undo, undo_reason
from fonds.viewer.desk.settling_rows import Unsettled, read_unsettled, standing
from fonds.viewer.desk.unfinished import SETTLING, typed_in
from fonds.viewer.settling_board import SettlingBoard
from fonds.viewer.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.plan import Command
    from fonds.archive.commands.settling import Settled
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk, Growth
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.desk.unfinished import Unfinished
    from fonds.viewer.settlings import Settlement, Standing, Waiting


class Settling(Acting):
    """Lays a source's passages out one by one, beside its text, and records what is decided."""

    def __init__(
        self, desk: Desk, reader: Reader, undoing: Undoing, unfinished: Unfinished
    ) -> None:
        """Settle passages of the source shown in ``reader``."""
        super().__init__(desk, reader, undoing, unfinished)
        self._read = Unsettled("", "", "", ())
        self._pending: str | None = None
        self.board = SettlingBoard(desk.window.theme)
        self.board.settled.connect(self._settle)
        self.board.taken_back.connect(self._take_back)
        self.board.before_wanted.connect(self._show_before)
        self.board.place_wanted.connect(self._show_place)
        self.board.reached.connect(self._show_newest)
        self.board.left.connect(self._give_up)
        self.board.changed.connect(unfinished.touch)
        desk.window.source.selection_changed.connect(self._selected)
        desk.grew.connect(self._grown)
        desk.moment_changed.connect(self._put_away)
        desk.closed.connect(self._put_away)
        reader.record.shown.connect(self._put_away)

    @property
    def is_open(self) -> bool:
        """Whether the board is open."""
        return self._desk.window.record.sheet is self.board

    def settle(self) -> None:
        """Lay out what waits in the source shown, beginning with the passage that is lit."""
        read = self._reader.source.read
        if read is None or not self._desk.is_writable:
            return
        lit = self._desk.window.source.lit_excerpts()
        chosen = [
            one.excerpt for one in self._reader.record.citations(self._reader.record.chosen_facts)
        ]
        self.open(read.view.id, next(iter([*lit, *filter(None, chosen)]), ""))

    def open(self, source: str, excerpt: str = "") -> None:
        """Lay out what waits in a source, beginning with one passage."""
        self._ask(source, excerpt)

    def take_up(self, lost: Mapping[str, object]) -> None:
        """Lay out once more what was open when the window went away."""
        words = typed_in(lost)
        self._ask(str(lost.get("source")), str(lost.get("excerpt")), words)

    def _ask(self, source: str, excerpt: str, typed: Mapping[str, str] | None = None) -> None:
        label = self._desk.lexicon.label
        self._pending = excerpt

        def question(queries: Queries) -> Unsettled | RefusedError:
            try:
                return read_unsettled(queries, source, label)
            except RefusedError as error:
                return error

        def found(read: Unsettled | RefusedError) -> None:
            self._pending = None
            if isinstance(read, RefusedError):
                self._put_away()
                self._desk.window.notice.refuse(worded(read.message))
                return
            self._read = read
            again = self.is_open
            before = self.board.passage
            title = self.tr("Passages not found again: {title}").format(title=read.title)
            self.board.show_passages(title, read.passages, excerpt)
            self.board.put_back(typed or {})
            if not again:
                self._desk.window.record.open_sheet(self.board)
                self._unfinished.watch(self._kept)
            now = self.board.passage
            if not again or (now and before and now.excerpt != before.excerpt) or now is None:
                self.board.take_keys()
                self._show_newest()

        self._desk.ask("settling", question, found)

    def _settle(self, decided: Settlement) -> None:
        place = decided.place
        command = SettlePassage(
            decided.excerpt,
            decided.reason,
            absent=place is None,
            quote=place.words if place else None,
            start=place.start if place else None,
            cite=decided.cite,
            source=self._read.source,
        )
        words = self.tr("what became of a passage")

        def done(outcome: Outcome[Settled]) -> None:
            back = UnsettlePassage(decided.excerpt, undo_reason())
            source = self._read.source

            def again() -> None:
                if self.is_open:
                    self._ask(source, decided.excerpt)

            self._undoing.offer(Undo(words, back, outcome.answer.facts, then=again))
            self._next(self.tr("The decision is recorded, with its reason."), decided.excerpt)

        self._record(command, done)

    def _take_back(self, excerpt: str) -> None:
        def done(_outcome: Outcome[Settled]) -> None:
            self._desk.window.notice.tell(self.tr("Taken back: the passage waits again."))
            self._ask(self._read.source, excerpt)

        self._record(UnsettlePassage(excerpt, undo_reason(), self._read.source), done)

    def _record(self, command: Command[Settled], done: Callable[[Outcome[Settled]], None]) -> None:
        self._desk.record(command, done, lambda error: self._desk.refuse(error, self.board.refuse))

    def _next(self, told: str, settled: str) -> None:
        """Go on with the next passage that waits; where none does, say so."""
        waiting = [one.excerpt for one in self._read.passages if not one.decided]
        at = waiting.index(settled) if settled in waiting else -1
        order = [*waiting[at + 1 :], *waiting[: max(at, 0)]]
        self._desk.window.notice.tell(told)
        self._ask(self._read.source, order[0] if order else settled)

    def _show_before(self, passage: Waiting) -> None:
        self._reader.source.open(
            self._read.source, light=(passage.excerpt,), rendition=passage.rendition
        )

    def _show_place(self, place: Standing) -> None:
        read = self._read
        self._reader.source.open(
            read.source, rendition=read.rendition, words=(place.start, place.end)
        )

    def _show_newest(self) -> None:
        """Show the newer text, and in it where the passage may stand."""
        passage = self.board.passage
        if passage is None:
            return
        if passage.places:
            self._show_place(passage.places[0])
        else:
            # Near where it was, as a beginning: most of a text stays as it is.
            read = self._read
            self._reader.source.open(read.source, rendition=read.rendition, scroll=passage.start)

    def _selected(self, start: int, end: int) -> None:
        read = self._reader.source.read
        if not self.is_open or read is None or self.board.passage is None:
            return
        newer = read.view.id == self._read.source and read.view.rendition == self._read.rendition
        self.board.take_selection(
            standing(read.view.text, start, end) if newer and start < end else None
        )

    def _grown(self, growth: Growth) -> None:
        passage, pending = self.board.passage, self._pending
        if self.is_open and growth.touches_passages():
            # What was asked for already, and is on its way, is what is wanted.
            shown = passage.excerpt if passage else ""
            self._ask(self._read.source, shown if pending is None else pending)

    def _kept(self) -> dict[str, object]:
        passage = self.board.passage
        return {
            "form": SETTLING,
            "source": self._read.source,
            "excerpt": passage.excerpt if passage else "",
            "typed": self.board.typed(),
        }

    def _give_up(self) -> None:
        self._unfinished.forget()
        self._put_away()
        self._desk.window.record.setFocus()

    def _put_away(self) -> None:
        if self.is_open:
            self._unfinished.rest()
            self._desk.window.record.close_sheet()
            self._reader.source.light(())
