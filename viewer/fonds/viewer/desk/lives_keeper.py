# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Keeps the other views of a record, its timeline, ties and narrative, once they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.archive.errors import RefusedError
from fonds.viewer.desk.lives_rows import ties_of, timeline_of
from fonds.viewer.desk.places import Place
from fonds.viewer.lives import TiePicture, Timeline
from fonds.viewer.narrative_view import NarrativeView
from fonds.viewer.ties_view import TiesView
from fonds.viewer.timeline_view import TimelineView
from fonds.viewer.told import Told
from fonds.viewer.wording import worded

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader


class LivesKeeper(QObject):
    """Adds the views to the record pane and fills the one that is looked at."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Follow the record that is read."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        pane = desk.window.record
        self.timeline = TimelineView(desk.window.theme)
        self.ties = TiesView(desk.window.theme)
        self.narrative = NarrativeView(desk.window.theme)
        pane.add_view(self.tr("Timeline"), self.timeline)
        pane.add_view(self.tr("Ties"), self.ties)
        pane.add_view(self.tr("Narrative"), self.narrative)
        views: tuple[QWidget, ...] = (self.timeline, self.ties, self.narrative)
        self._stale: dict[QWidget, bool] = dict.fromkeys(views, True)
        pane.tabs.currentChanged.connect(lambda _: self.look())
        reader.record.put.connect(self._record_put)
        for view in (self.timeline, self.ties, self.narrative):
            view.facts_chosen.connect(reader.show_facts)
        self.narrative.facts_opened.connect(self._open_facts)
        self.timeline.facts_opened.connect(self._open_facts)
        self.ties.subject_opened.connect(self._walk_to)

    def again(self) -> None:
        """Fill the view in sight anew: records are looked at under another policy."""
        self._stale = dict.fromkeys(self._stale, True)
        self.look()

    def look(self) -> None:
        """Fill the view that is in sight, where it is not what the record says."""
        view = self._desk.window.record.pages.currentWidget()
        record = self._reader.record
        if not any(stale and held is view for held, stale in self._stale.items()):
            return
        if record.kind != "subject":
            self._put_timeline(Timeline())
            self._put_ties(TiePicture())
            self._put_told(Told())
        elif view is self.timeline:
            self._ask_timeline(record.id)
        elif view is self.ties:
            self._ask_ties(record.id)
        elif view is self.narrative:
            self._ask_told(record.id)

    def _ask_timeline(self, subject: str) -> None:
        as_of, policy, merged = self._desk.as_of, self._desk.policy, self._reader.record.merged

        def question(queries: Queries) -> Timeline:
            try:
                return timeline_of(queries.timeline(subject, as_of, policy, merged=merged))
            except RefusedError:
                # Not known by then: the record pane says so.
                return Timeline()

        self._desk.ask("timeline", question, self._put_timeline)

    def _ask_ties(self, subject: str) -> None:
        as_of, policy, merged = self._desk.as_of, self._desk.policy, self._reader.record.merged

        def question(queries: Queries) -> TiePicture:
            try:
                with queries.snapshot():
                    record = queries.record(subject, as_of, policy, merged=merged)
                    ones = [one for one, _ in record.merged] or [record.id]
                    ties = [tie for one in ones for tie in queries.ties(one, as_of, policy)]
                    return ties_of([tie for tie in ties if tie.other not in ones], record)
            except RefusedError:
                return TiePicture()

        self._desk.ask("ties", question, self._put_ties)

    def _ask_told(self, subject: str) -> None:
        as_of, policy, merged = self._desk.as_of, self._desk.policy, self._reader.record.merged

        def question(queries: Queries) -> Told:
            from fonds.archive.queries.said import named_in
            from fonds.viewer.desk.telling import told_of

            try:
                with queries.snapshot():
                    record = queries.record(subject, as_of, policy, merged=merged)
                    named = named_in(record.properties())
                    return told_of(record, queries.names_apart(named, as_of, policy))
            except RefusedError as error:
                return Told(empty=worded(error.message))

        self._desk.ask("narrative", question, self._put_told)

    def _put_told(self, told: Told) -> None:
        self._stale[self.narrative] = False
        self.narrative.show_told(told)

    def _put_timeline(self, timeline: Timeline) -> None:
        self._stale[self.timeline] = False
        self.timeline.show_timeline(timeline)

    def _put_ties(self, picture: TiePicture) -> None:
        self._stale[self.ties] = False
        self.ties.show_picture(picture)

    def _record_put(self) -> None:
        self._stale = dict.fromkeys(self._stale, True)
        tabs = self._desk.window.record.tabs
        is_subject = self._reader.record.kind == "subject"
        for number in range(1, tabs.count()):
            tabs.setTabVisible(number, is_subject)
        tabs.fit()
        if not is_subject:
            tabs.setCurrentIndex(0)
        self.look()

    def _open_facts(self, facts: tuple[str, ...]) -> None:
        """Show the facts in the record itself, and give it the keys."""
        pane = self._desk.window.record
        pane.tabs.setCurrentIndex(0)
        self._reader.record.choose(facts)
        pane.list.setFocus()

    def _walk_to(self, subject: str) -> None:
        self._reader.visit(Place("subject", subject))
        self.ties.setFocus()
