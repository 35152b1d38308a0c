# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Keeps the history pane: of the chosen facts, of the record, or of all, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.viewer.action_table import Need
from fonds.viewer.desk.history_entries import FIRST_PAGE, Page, read_page
from fonds.viewer.history_pane import HistoryScope

if TYPE_CHECKING:
    from fonds.viewer.desk.desk import Desk, Growth
    from fonds.viewer.desk.record_keeper import RecordKeeper


class HistoryKeeper(QObject):
    """Fills the pane as its scope, the record and the moment ask."""

    def __init__(self, desk: Desk, record: RecordKeeper) -> None:
        """Keep the pane of the desk's window."""
        super().__init__(desk)
        self._desk = desk
        self._record = record
        self._pane = desk.window.history
        self._facts: tuple[str, ...] = ()
        self._generation = 0
        self._reached = 0
        self._pane.scope_chosen.connect(lambda _: self.load())
        self._pane.sieve_chosen.connect(lambda _: self.load())
        self._pane.more_wanted.connect(self._more)
        self._pane.list.entry_chosen.connect(self._chosen)
        desk.grew.connect(self._grown)
        desk.opened.connect(self._clear)
        desk.closed.connect(self._clear)

    def show_facts(self, facts: tuple[str, ...]) -> None:
        """Show the history of chosen facts."""
        if facts == self._facts and self._pane.scope is HistoryScope.FACT:
            return
        self._facts = facts
        self._pane.set_scope(HistoryScope.FACT)
        self.load()

    def reload_facts(self, facts: tuple[str, ...]) -> None:
        """Show the history of facts that were just changed, also where they stand no more."""
        self._facts = ()
        self.show_facts(facts)

    def show_record(self) -> None:
        """Show the history of the record, or go on showing all."""
        self._facts = ()
        if self._record.kind == "todo":
            self._pane.set_scope(HistoryScope.FACT)
        elif self._pane.scope is HistoryScope.FACT:
            self._pane.set_scope(HistoryScope.RECORD)
        self.load()

    def show_blame(self) -> None:
        """Show who entered and changed the chosen fact, and give the list the keys."""
        if self._record.chosen_facts:
            self._pane.clear_sieve()
            self.reload_facts(self._record.chosen_facts)
            self._pane.list.setFocus()

    def show_all(self) -> None:
        """Show all there is, where there is no record yet."""
        self._pane.set_scope(HistoryScope.ALL)
        self.load()

    def load(self) -> None:
        """Read the first page."""
        self._generation += 1
        things = self._things()
        if things is None:
            self._pane.show_entries((), more=False)
            return
        before, names, sieve = self._end(), self._names_subjects(), self._pane.sieve

        def put(page: Page) -> None:
            self._reached = page.reached
            self._pane.show_entries(page.entries, more=page.more)

        self._desk.ask(
            "history",
            lambda queries: read_page(
                queries,
                things,
                before=before,
                name_subjects=names,
                sieve=sieve,
                limit=FIRST_PAGE,
            ),
            put,
        )

    def _more(self, _held: int) -> None:
        things, before = self._things(), self._reached
        if things is None or not before:
            return
        names, generation, sieve = self._names_subjects(), self._generation, self._pane.sieve

        def add(page: Page) -> None:
            if generation == self._generation:
                self._reached = page.reached
                self._pane.add_page(page.entries, more=page.more)

        self._desk.ask(
            "history-more",
            lambda queries: read_page(
                queries, things, before=before, name_subjects=names, sieve=sieve
            ),
            add,
        )

    def _grown(self, growth: Growth) -> None:
        things = self._things()
        if self._desk.moment is not None or things is None:
            return
        if growth.entries is None or not self._pane.list.entries.entries:
            self.load()
            return
        generation, names = self._generation, self._names_subjects()
        sieve = self._pane.sieve

        def add(page: Page) -> None:
            held = self._pane.list.entries.entries
            last = held[0].position if held else 0
            if generation == self._generation:
                newer = [entry for entry in page.entries if entry.position > last]
                self._pane.add_newest(newer)

        self._desk.ask(
            f"history-since-{growth.before}",
            lambda queries: read_page(
                queries,
                things,
                since=f"@{growth.before}",
                name_subjects=names,
                limit=200,
                sieve=sieve,
            ),
            add,
        )

    def _things(self) -> tuple[str, ...] | None:
        """Give what the history is of: nothing in particular, or None where nothing is chosen."""
        match self._pane.scope:
            case HistoryScope.ALL:
                return ()
            case HistoryScope.RECORD:
                return (self._record.id,) if self._record.kind == "subject" else None
            case HistoryScope.FACT:
                return self._facts or None

    def _names_subjects(self) -> bool:
        return self._pane.scope is HistoryScope.ALL or self._record.kind == "todo"

    def _end(self) -> int | None:
        moment = self._desk.moment
        return moment.position + 1 if moment is not None else None

    def _chosen(self) -> None:
        entry = self._pane.list.current()
        gone = entry is not None and entry.type == "FactRetracted"
        self._desk.set_need(Need.RETRACTED, met=gone)

    def _clear(self) -> None:
        self._generation += 1
        self._facts, self._reached = (), 0
        self._pane.clear_sieve()
        self._pane.set_scope(HistoryScope.RECORD)
        self._pane.show_entries((), more=False)
