# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Keeps the other views of a record, its timeline, ties and narrative, once they are looked at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from fonds.archive.errors import RefusedError
from fonds.viewer.desk.clash_remark import ClashRemark
from fonds.viewer.desk.places import Place
from fonds.viewer.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.lives import TiePicture, Timeline
    from fonds.viewer.narrative_view import NarrativeView
    from fonds.viewer.ties_view import TiesView
    from fonds.viewer.timeline_view import TimelineView
    from fonds.viewer.told import Told

AnswerT = TypeVar("AnswerT")

TIMELINE, TIES, NARRATIVE = 1, 2, 3
"""The numbers of their tabs; the record itself is the first."""
_VIEWS = {TIMELINE: "timeline", TIES: "ties", NARRATIVE: "narrative"}


class LivesKeeper(QObject):
    """Adds the views to the record pane and fills the one that is looked at.

    A view is made, and loaded, when it is first looked at: a widget nobody has seen yet would be
    dressed with all others whenever colours or text size change.
    """

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Follow the record that is read."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        pane = desk.window.record
        pane.add_view(self.tr("Timeline"), lambda: self.timeline)
        pane.add_view(self.tr("Ties"), lambda: self.ties)
        pane.add_view(self.tr("Narrative"), lambda: self.narrative)
        self.clashes = ClashRemark(desk, reader)
        self._stale = set(_VIEWS)
        pane.tabs.currentChanged.connect(lambda _: self.look())
        reader.record.put.connect(self._record_put)
        desk.window.theme.changing.connect(self._put_off)

    @cached_property
    def timeline(self) -> TimelineView:
        """What draws facts along a scale of time."""
        from fonds.viewer.timeline_view import TimelineView

        view = TimelineView(self._desk.window.theme)
        view.facts_chosen.connect(self._reader.show_facts)
        view.facts_opened.connect(self._open_facts)
        return view

    @cached_property
    def ties(self) -> TiesView:
        """What draws whom the subject is tied to."""
        from fonds.viewer.ties_view import TiesView

        view = TiesView(self._desk.window.theme)
        view.facts_chosen.connect(self._reader.show_facts)
        view.subject_opened.connect(self._walk_to)
        return view

    @cached_property
    def narrative(self) -> NarrativeView:
        """What tells the record in sentences."""
        from fonds.viewer.narrative_view import NarrativeView

        view = NarrativeView(self._desk.window.theme)
        view.facts_chosen.connect(self._reader.show_facts)
        view.facts_opened.connect(self._open_facts)
        return view

    def again(self) -> None:
        """Fill the view in sight anew: records are looked at under another policy."""
        self._stale = set(_VIEWS)
        self.look()

    def _put_off(self) -> None:
        """Let go of the views that are not in sight; they are made anew when looked at."""
        pane = self._desk.window.record
        for number, name in _VIEWS.items():
            if pane.forget_view(number):
                self._stale.add(number)
                del self.__dict__[name]

    def look(self) -> None:
        """Fill the view that is in sight, where it is not what the record says."""
        view = self._desk.window.record.view_in_sight()
        record = self._reader.record
        # Only a subject has such views.
        if view not in self._stale or record.kind != "subject":
            return
        if view == TIMELINE:
            self._ask_timeline(record.id)
        elif view == TIES:
            self._ask_ties(record.id)
        else:
            self._ask_told(record.id)

    def _ask(
        self, kind: str, question: Callable[[Queries], AnswerT], put: Callable[[AnswerT], None]
    ) -> None:
        """Ask for a view; that of a large record beside, where no passage waits for it."""
        if not self._reader.record.is_large:
            self._desk.ask(kind, question, put)
            return
        asked = self._looked_at()

        def put_if_looked_at(answer: AnswerT) -> None:
            # Somebody else may be read by now, whose own view was there sooner.
            if asked == self._looked_at():
                put(answer)

        self._desk.ask_beside(kind, question, put_if_looked_at)

    def _looked_at(self) -> tuple[object, ...]:
        record = self._reader.record
        return record.id, record.merged, self._desk.as_of, self._desk.policy

    def _ask_timeline(self, subject: str) -> None:
        as_of, policy, merged = self._desk.as_of, self._desk.policy, self._reader.record.merged

        def question(queries: Queries) -> Timeline:
            from fonds.viewer.desk.lives_rows import timeline_of
            from fonds.viewer.lives import Timeline

            try:
                return timeline_of(queries.timeline(subject, as_of, policy, merged=merged))
            except RefusedError:
                # Not known by then: the record pane says so.
                return Timeline()

        self._ask("timeline", question, self._put_timeline)

    def _ask_ties(self, subject: str) -> None:
        as_of, policy, merged = self._desk.as_of, self._desk.policy, self._reader.record.merged

        def question(queries: Queries) -> TiePicture:
            from fonds.viewer.desk.lives_rows import ties_around, ties_of
            from fonds.viewer.lives import TiePicture

            try:
                with queries.snapshot():
                    record = queries.record(subject, as_of, policy, merged=merged)
                    return ties_of(ties_around(queries, record, as_of, policy), record)
            except RefusedError:
                return TiePicture()

        self._ask("ties", question, self._put_ties)

    def _ask_told(self, subject: str) -> None:
        as_of, policy, merged = self._desk.as_of, self._desk.policy, self._reader.record.merged

        def question(queries: Queries) -> Told:
            from fonds.viewer.desk.telling import read_told
            from fonds.viewer.told import Told

            try:
                with queries.snapshot():
                    record = queries.record(subject, as_of, policy, merged=merged)
                    return read_told(queries, record, as_of, policy)
            except RefusedError as error:
                return Told(empty=worded(error.message))

        self._ask("narrative", question, self._put_told)

    def _put_told(self, told: Told) -> None:
        self._stale.discard(NARRATIVE)
        self.narrative.show_told(told)

    def _put_timeline(self, timeline: Timeline) -> None:
        self._stale.discard(TIMELINE)
        self.timeline.show_timeline(timeline)

    def _put_ties(self, picture: TiePicture) -> None:
        self._stale.discard(TIES)
        self.ties.show_picture(picture)

    def _record_put(self) -> None:
        self._stale = set(_VIEWS)
        tabs = self._desk.window.record.tabs
        is_subject = self._reader.record.kind == "subject"
        if not is_subject:
            # Before the others are hidden, or Qt would look at the next of them instead.
            tabs.setCurrentIndex(0)
        for number in _VIEWS:
            tabs.setTabVisible(number, is_subject)
        tabs.fit()
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
