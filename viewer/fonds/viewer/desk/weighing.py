# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Weighing a conflict: the board beside its sources, and the outcome recorded with its reason."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.viewer.desk.acting import Acting
from fonds.viewer.desk.unfinished import WEIGHING

if TYPE_CHECKING:
    from fonds.archive.archive import Outcome
    from fonds.archive.commands.conflicts import ConcludedConflict
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.accounts import Decision, Sheet
    from fonds.viewer.conflict_board import ConflictBoard
    from fonds.viewer.desk.desk import Desk, Growth
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.desk.unfinished import Unfinished


class Weighing(Acting):
    """Opens the board for the conflict a chosen fact is part of."""

    def __init__(
        self, desk: Desk, reader: Reader, undoing: Undoing, unfinished: Unfinished
    ) -> None:
        """Weigh what is chosen in ``reader``."""
        super().__init__(desk, reader, undoing, unfinished)
        self._aside = ""
        desk.window.record.resolve_wanted.connect(self._weigh_facts)
        desk.grew.connect(self._grown)
        desk.moment_changed.connect(self._moment_changed)
        desk.closed.connect(self._put_away)
        desk.opened.connect(self._opened)
        desk.listed.connect(self._take_up)
        reader.record.shown.connect(self._record_shown)
        reader.record.put.connect(self._record_put)

    @cached_property
    def board(self) -> ConflictBoard:
        """The board, made and loaded when a conflict is first laid out."""
        from fonds.viewer.conflict_board import ConflictBoard

        board = ConflictBoard(self._desk.window.theme)
        board.decided.connect(self._decide)
        board.left.connect(self._give_up)
        board.changed.connect(self._unfinished.touch)
        board.passage_wanted.connect(self._show_passage)
        return board

    @property
    def is_open(self) -> bool:
        """Whether a conflict is laid out."""
        return "board" in self.__dict__ and self._desk.window.record.sheet is self.board

    @property
    def conflict(self) -> str:
        """The id of the conflict that is laid out; empty where none is."""
        return self.board.sheet.conflict if self.is_open else ""

    def weigh(self) -> None:
        """Lay out the conflict of the chosen fact."""
        self._weigh_facts(self._reader.record.chosen_facts)

    def _weigh_facts(self, facts: tuple[str, ...]) -> None:
        conflicts = self._reader.record.conflicts
        found = next((conflicts[fact] for fact in facts if fact in conflicts), None)
        if found is not None and self._desk.is_writable:
            self._ask(found, {})

    def _ask(self, conflict: str, typed: dict[str, str]) -> None:
        listing = self._desk.listing
        numbers = listing.numbers if listing is not None else {}

        def question(queries: Queries) -> Sheet | None:
            from fonds.viewer.desk.conflict_sheets import sheet_of

            try:
                return sheet_of(queries.conflict(conflict), numbers)
            except RefusedError:
                # What was in conflict is not any more: corrected, retracted or told apart.
                return None

        def found(sheet: Sheet | None) -> None:
            if sheet is None:
                self._put_away()
                return
            again = self.is_open
            self.board.lay_out(sheet)
            if typed:
                self.board.put_back(typed)
            if not again:
                self._desk.window.record.open_sheet(self.board)
                self.board.take_keys()
                self._unfinished.watch(self._kept)

        self._desk.ask("conflict", question, found)

    def _decide(self, decision: Decision) -> None:
        from fonds.archive.commands.conflicts import ResolveConflict

        command = ResolveConflict(
            decision.conflict,
            ConflictOutcome(decision.outcome),
            decision.reason,
            decision.preferred or None,
        )

        def done(outcome: Outcome[ConcludedConflict]) -> None:
            self._unfinished.forget()
            self._undoing.did(outcome)
            self._put_away()
            self._reader.record.choose(outcome.answer.facts[:1])
            words = self.tr("The outcome is recorded, with your reasoning.")
            self._desk.window.notice.tell(words)

        def failed(error: BaseException) -> None:
            self._desk.refuse(error, self.board.refuse)

        self._desk.record(command, done, failed)

    def _show_passage(self, fact: str, excerpt: str) -> None:
        for one in self._reader.record.citations((fact,)):
            if one.excerpt == excerpt:
                self._reader.source.open(one.source, light=(excerpt,), rendition=one.rendition)

    def _grown(self, _growth: Growth) -> None:
        if self.is_open:
            self._ask(self.board.sheet.conflict, {})

    def _moment_changed(self) -> None:
        """Put the board away while one looks back; it comes again with the record as it is now."""
        if self.is_open:
            self._aside = self.board.sheet.conflict
            self._put_away()

    def _record_shown(self) -> None:
        """Put the board away where the record of somebody else is read now."""
        if self.is_open and self.board.sheet.conflict not in self._reader.record.conflicts.values():
            self._put_away()

    def _record_put(self) -> None:
        """Bring the board again that was put away to look back, if its record is still read."""
        if self._aside and self._desk.as_of is None:
            aside, self._aside = self._aside, ""
            if aside in self._reader.record.conflicts.values():
                self._ask(aside, {})

    def _kept(self) -> dict[str, object]:
        return {
            "form": WEIGHING,
            "conflict": self.board.sheet.conflict,
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

    def _opened(self, _begun: object) -> None:
        self._lost, self._aside = self._unfinished.found(WEIGHING), ""

    def _take_up(self) -> None:
        lost, self._lost = self._lost, {}
        typed = lost.get("typed")
        if isinstance(typed, dict):
            words = {str(name): str(value) for name, value in typed.items()}
            self._ask(str(lost.get("conflict")), words)
