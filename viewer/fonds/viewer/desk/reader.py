# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reading: fact to passage and back, from lists and hits to their places, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fonds.viewer.action_table import Need
from fonds.viewer.desk.history_keeper import HistoryKeeper
from fonds.viewer.desk.places import Place, Trail
from fonds.viewer.desk.record_keeper import RecordKeeper
from fonds.viewer.desk.source_keeper import SourceKeeper

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.queries.answers import FactAnswer
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.find_results import Hit
    from fonds.viewer.navigator_model import NavItem
    from fonds.viewer.rows import HistoryEntry


_UNSEEN_MS = 250
"""How long what stands beside a record waits for it where the system has nothing painted."""


class Reader(QObject):
    """Joins record, source and history, and remembers where one has been."""

    def __init__(self, desk: Desk) -> None:
        """Make the three keepers and join them."""
        super().__init__(desk)
        self._desk = desk
        self.record = RecordKeeper(desk)
        self.source = SourceKeeper(desk)
        self.history = HistoryKeeper(desk, self.record)
        self._trail = Trail()
        self._beside = Place()
        self._cycle: tuple[tuple[str, ...], int] = ((), -1)
        self._waiting: list[Callable[[], None]] = []
        self._around, self._left = Place(), ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._go_on)
        window = desk.window
        window.record.list.painted.connect(self._painted)
        self.record.chosen.connect(self._fact_chosen)
        self.record.shown.connect(self._record_shown)
        self.record.missing.connect(self._show_missing)
        self.source.facts_wanted.connect(self._facts_wanted)
        self.source.shown.connect(self._note_place)
        window.record.fact_opened.connect(self._fact_opened)
        window.record.source_wanted.connect(self.source.open)
        window.history.entry_opened.connect(self._entry_opened)
        window.navigator.item_chosen.connect(self._item_chosen)
        desk.moment_changed.connect(self._look_again)
        desk.opened.connect(self._forget)
        desk.closed.connect(self._forget)

    def visit(self, place: Place, *, step: bool = True) -> None:
        """Go to a place; with ``step`` one can come back from there."""
        if step:
            self._trail.go(place)
        self._beside = place
        same = (place.kind, place.id) == (self.record.kind, self.record.id)
        if place.id:
            self.record.show(place.kind, place.id, place.facts)
            self._desk.window.navigator.mark(place.kind, place.id)
        if place.source and not place.facts and (same or not place.id):
            self.source.open(place.source, scroll=place.scroll)
        self._set_steps()

    def back(self) -> None:
        """Go back to the place before."""
        self._walk(-1)

    def forward(self) -> None:
        """Go forward again."""
        self._walk(1)

    def place(self) -> Place:
        """Give the present place, as exactly as it can be come back to."""
        around = self._around
        if around.source and self._is_alone(around) and self.source.id == self._left:
            # Its source is not open yet, and would be forgotten if the window were closed now.
            return around
        scroll = -1
        if not self.record.chosen_facts and self.source.read is not None:
            scroll = self._desk.window.source.surface.first_seen()
        return Place(
            self.record.kind, self.record.id, self.record.chosen_facts, self.source.id, scroll
        )

    def go_to_hit(self, hit: Hit) -> None:
        """Go to what a search found."""
        if hit.kind == "subject":
            self.visit(Place("subject", hit.id))
        elif hit.kind == "source":
            self.visit(Place(self.record.kind, self.record.id, (), hit.id))
        elif hit.kind == "fact":
            self._go_to_facts((hit.id,), ())
        elif hit.kind == "note" and hit.id:
            self.visit(Place("subject", hit.id))
        elif hit.kind == "excerpt":
            source, start, excerpt = hit.id.split("@")
            light = (excerpt,) if excerpt else ()
            self._trail.go(Place(self.record.kind, self.record.id, (), source, int(start)))
            self._set_steps()
            self.source.open(source, light=light, scroll=int(start))

    def show_beside(self, facts: tuple[str, ...]) -> None:
        """Show the history of facts, and the words they rest on; the record stays as it is."""
        self._show_missing(facts)

    def show_facts(self, facts: tuple[str, ...]) -> None:
        """Choose facts seen elsewhere than in the record's rows, and light where they rest."""
        # Of a row with several sources, the one that says this.
        excerpts = tuple(one.excerpt for one in self.record.citations(facts) if one.excerpt)
        if not self.record.choose(facts, excerpts):
            self._show_missing(facts)

    def _fact_chosen(self, facts: tuple[str, ...], excerpts: tuple[str, ...]) -> None:
        citations = [one for one in self.record.citations(facts) if one.excerpt in excerpts]
        citations = citations or [
            one
            for fact in self.record.facts
            for one in self.record.citations((fact,))
            if one.excerpt in excerpts
        ]
        here = [one for one in citations if one.source == self.source.id]
        for citation in [*here, *citations][:1]:
            self.source.open(citation.source, light=excerpts, rendition=citation.rendition)
        self.history.show_facts(facts)
        self._note_place()

    def _show_missing(self, facts: tuple[str, ...]) -> None:
        """Show facts that do not stand: their history, and where their words are."""
        self.history.show_facts(facts)

        def found(answers: list[FactAnswer]) -> None:
            for citation in [one for fact in answers for one in fact.citations][:1]:
                light = (citation.excerpt,) if citation.excerpt else ()
                scroll = citation.start or 0
                rendition = citation.rendition if light else None
                self.source.open(citation.source, light=light, scroll=scroll, rendition=rendition)

        self._desk.ask("facts", lambda queries: queries.facts(list(facts)), found)

    @property
    def is_waiting(self) -> bool:
        """Whether something waits until the record has been painted."""
        return bool(self._waiting)

    def after_record(self, then: Callable[[], None]) -> None:
        """Do something behind what waits for the painted record; at once where nothing does."""
        if self._waiting:
            self._waiting.append(then)
        else:
            then()

    def _record_shown(self) -> None:
        """Show what stands beside a record once that can be read: it is what is waited for."""
        beside, self._beside = self._beside, Place()
        self._around = replace(beside, kind=self.record.kind, id=self.record.id)
        self._left = self.source.id
        self._waiting.append(self._show_around)
        if self._desk.window.record.list.isVisible():
            self._soon.start(_UNSEEN_MS)
        else:
            self._go_on()

    def _painted(self) -> None:
        if self._waiting:
            self._soon.start(0)

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _show_around(self) -> None:
        """Show history and source of a record, unless one went elsewhere since."""
        around, self._around = self._around, Place()
        if not around.id or self._desk.session is None:
            return
        if self._is_alone(around):
            self.history.show_record()
            if self.source.id == self._left:
                self._open_beside(around)
        self._note_place()

    def _is_alone(self, place: Place) -> bool:
        """Tell whether a place's record is shown, and nothing chosen in it."""
        here = (place.kind, place.id) == (self.record.kind, self.record.id)
        return here and not place.facts and not self.record.chosen_facts

    def _open_beside(self, place: Place) -> None:
        if place.source:
            self.source.open(place.source, scroll=place.scroll)
        elif self.record.sources and self.source.id not in self.record.sources:
            self.source.open(self.record.sources[0])

    def _facts_wanted(self, facts: tuple[str, ...], excerpts: tuple[str, ...]) -> None:
        """Choose a fact on the passage clicked; the next click on it chooses the next."""
        held, at = self._cycle
        at = at + 1 if held == facts else 0
        mine = [fact for fact in facts if fact in self.record.facts]
        order = [*mine, *(fact for fact in facts if fact not in mine)]
        if not order:
            return
        before = self.record.chosen_facts
        if held != facts and len(order) > 1 and order[0] in before:
            at = 1
        fact = order[at % len(order)]
        self._cycle = (facts, at % len(order))
        self._go_to_facts((fact,), excerpts)

    def _go_to_facts(self, facts: tuple[str, ...], excerpts: tuple[str, ...]) -> None:
        if all(fact in self.record.facts for fact in facts) and self.record.choose(facts, excerpts):
            return
        as_of = self._desk.as_of

        def found(answers: list[FactAnswer]) -> None:
            if answers:
                self.visit(Place("subject", answers[0].subject, facts))

        self._desk.ask("facts", lambda queries: queries.facts(list(facts), as_of), found)

    def _fact_opened(self, facts: tuple[str, ...]) -> None:
        """From a list of what is to do, go to the record; from a record, to the passage."""
        if self.record.kind == "todo":
            known = [self.record.facts[fact] for fact in facts if fact in self.record.facts]
            if known:
                self.visit(Place("subject", known[0].subject, facts[:1]))
            else:
                self._desk.window.source.setFocus()
        else:
            self._desk.window.source.setFocus()

    def _entry_opened(self, entry: HistoryEntry) -> None:
        if entry.subject:
            self.visit(Place("subject", entry.subject, entry.facts))
        elif entry.facts:
            self._go_to_facts(entry.facts, ())

    def _item_chosen(self, item: NavItem) -> None:
        if item.kind == "source":
            self.visit(Place(self.record.kind, self.record.id, (), item.id))
        else:
            self.visit(Place(item.kind, item.id))

    def _walk(self, by: int) -> None:
        self._trail.here(self.place())
        place = self._trail.step(by)
        if place is not None:
            self.visit(place, step=False)

    def _note_place(self) -> None:
        self._trail.here(self.place())
        self._set_steps()

    def _set_steps(self) -> None:
        self._desk.set_need(Need.CAN_GO_BACK, met=self._trail.can(-1))
        self._desk.set_need(Need.CAN_GO_FORWARD, met=self._trail.can(1))

    def _look_again(self) -> None:
        """Show what is shown as it was at the moment now looked at."""
        if self._desk.session is None:
            return
        if self._desk.moment is not None and self.record.kind == "todo":
            # What is to do is only known of now.
            self.record.clear()
        self.record.refresh()
        self.source.refresh()
        self.history.load()

    def _forget(self) -> None:
        self._trail = Trail()
        self._cycle = ((), -1)
        self._waiting, self._around = [], Place()
        self._set_steps()
