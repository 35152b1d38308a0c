# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The door out: every question a window, a command line or an export may ask.

What makes an answer is loaded when it is first asked for, records and history aside: a window or a
command that shows one record should not wait for the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.anchors import facts_resting_on
from fonds.archive.lookup.conflicts import conflict_rows, find_conflict
from fonds.archive.lookup.erased import not_there
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.texts import Texts
from fonds.archive.queries.facts import FactViews
from fonds.archive.queries.history import make_history, positions_about
from fonds.archive.queries.identity_queries import IdentityQueries
from fonds.archive.queries.labels import identity_at
from fonds.archive.queries.life_queries import LifeQueries
from fonds.archive.queries.lists import ListQueries
from fonds.archive.queries.moments import read_moment_asked, read_since
from fonds.archive.queries.namesakes import names_apart
from fonds.archive.queries.pages import (
    FactPage,
    PropertyCount,
    make_contents,
    make_page,
    make_said,
)
from fonds.archive.queries.policies import PolicyQueries
from fonds.archive.queries.records import RecordReader
from fonds.archive.queries.source_queries import SourceQueries
from fonds.archive.queries.sources import make_source, make_text
from fonds.archive.record.policy import EVERYTHING, Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from fonds.archive.queries.answers import (
        ConflictAnswer,
        ConflictSummary,
        FactAnswer,
        Found,
        HistoryEntry,
        Moment,
        NoteAnswer,
        Record,
    )
    from fonds.archive.queries.chores import Chore, ToDoList
    from fonds.archive.queries.diff_answers import RecordDiff
    from fonds.archive.queries.search import Searcher
    from fonds.archive.queries.source_answers import SourceAnswer, TextAnswer
    from fonds.archive.queries.todo import Progress
    from fonds.archive.queries.what_if import Change
    from fonds.archive.record.rule import FactRelation
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.properties import PropertyContent


class Queries(PolicyQueries, SourceQueries, ListQueries, IdentityQueries, LifeQueries):
    """Questions to one open archive. Names are ids, unique id prefixes, exact labels or aliases."""

    def __init__(self, store: SqliteStore, path: Path, *, read_only: bool) -> None:
        """Read through an open store."""
        self._store = store
        self._path = path
        self._read_only = read_only
        self.following: Callable[[], None] | None = None
        self.names = Names(store.connection)
        self._facts = FactReader(store)
        self._version: int | None = None
        self._texts = Texts(store)
        self._searcher: Searcher | None = None

    def forget(self) -> None:
        """Forget texts that were read: they may have been erased."""
        self._texts.forget()
        if self._searcher is not None:
            self._searcher.forget()

    def size(self) -> int:
        """Return the number of events: what another program may have raised."""
        self._follow()
        version = self._store.connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            # Another program has written, and may have erased what is remembered here.
            self._version = version
            self.forget()
        return self._store.size()

    def moment(self, as_of: str) -> Moment:
        """Return the position a moment ("@412", a day, a time) means. Raises RefusedError."""
        return read_moment_asked(self._store, as_of)

    def snapshot(self) -> AbstractContextManager[None]:
        """Answer all inside from one state of the archive, whatever others record meanwhile."""
        self._follow()
        return self._store.snapshot()

    def _follow(self) -> None:
        # Inside a snapshot tables beside the file stay at its state.
        if self.following is not None and not self._store.connection.in_transaction:
            self.following()

    def record(
        self,
        subject: str,
        as_of: str | None = None,
        policy: Policy = EVERYTHING,
        *,
        merged: bool = False,
        only: Collection[str] | None = None,
    ) -> Record:
        """Return what the archive says of a subject, now or as of a moment, under a policy.

        Merged: of it and all subjects that were judged to be the same, as one; each fact keeps its
        own subject. ``only`` are names of properties: nothing of others is read then.

        Raises:
            RefusedError: unknown or ambiguous subject, bad moment, or not known by then.
        """
        reader = self._reader(as_of, policy)
        return reader.record(self.names.subject(subject), merged=merged, only=only)

    def notes(
        self, subject: str, as_of: str | None = None, policy: Policy = EVERYTHING
    ) -> tuple[NoteAnswer, ...]:
        """Return the notes about a subject, oldest first, as of a moment. Raises RefusedError."""
        from fonds.archive.queries.notes import make_notes

        last = self.moment(as_of).position if as_of is not None else None
        return make_notes(self._store, self.names.subject(subject), last, policy)

    def fact(self, fact: str, as_of: str | None = None) -> FactAnswer:
        """Return one fact, standing or not.

        Raises:
            RefusedError: unknown fact, or not asserted by then, or erased.
        """
        found = self.facts([self.names.fact(fact)], as_of)
        if not found:
            last = self.moment(as_of).position if as_of is not None else None
            raise not_there(self._store, self.names.fact(fact), last)
        return found[0]

    def facts(self, facts: Sequence[str], as_of: str | None = None) -> list[FactAnswer]:
        """Return the facts of these ids that there are, in the log's order."""
        last = self.moment(as_of).position if as_of is not None else None
        states = self._facts.by_id(facts, last)
        return FactViews(self._store, identity_at(self._store, last)).of(states)

    def contents(self, subject: str) -> list[PropertyCount]:
        """Return the properties of which a subject has facts, with how many. Raises RefusedError.

        No fact is read for it, so that a subject of any size opens at once.
        """
        found = self.names.subject(subject)
        return make_contents(self._store, found)

    def page(
        self,
        subject: str,
        name: str | None = None,
        *,
        after: str | None = None,
        limit: int = 50,
    ) -> FactPage:
        """Return the next standing facts about a subject, of the property ``name`` or of all.

        Raises:
            RefusedError: unknown or ambiguous subject or property, or ``after`` is no fact of it.
        """
        return make_page(self._store, self.names.subject(subject), name, after, limit)

    def said_of(
        self,
        subjects: Sequence[str],
        names: Sequence[str] = (),
        as_of: str | None = None,
        *,
        most: int = 3,
    ) -> list[FactAnswer]:
        """Return of each subject (by id) its first few standing facts of each of some properties.

        Of any property without ``names``. Raises RefusedError: a bad moment.
        """
        last = self.moment(as_of).position if as_of is not None else None
        return make_said(self._store, subjects, names, last, most)

    def resting_on(self, excerpt: str) -> list[FactAnswer]:
        """Return the standing facts that rest on a passage, by its id or the beginning of it."""
        found = self.names.excerpt(excerpt)
        return self.facts(facts_resting_on(self._store, [found])[found])

    def history(
        self,
        thing: str | None = None,
        *,
        since: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> list[HistoryEntry]:
        """Return events, newest first: all, or those that concern a subject, fact or source.

        ``since`` leaves out what was recorded before that day or time began, or up to that
        position; ``before`` pages on: only positions below it are told.
        """
        found = self._thing(thing) if thing is not None else None
        after = read_since(self._store, since) if since is not None else 0
        positions = positions_about(self._store, found, after=after, before=before, limit=limit)
        return make_history(self._store, positions)

    def _thing(self, name: str) -> str:
        if self.names.kind_of(name) is not None:
            return name
        try:
            return self.names.subject_or_fact(name)[1]
        except RefusedError as error:
            if error.code != "unknown-subject":
                raise
            try:
                return self.names.source(name)
            except RefusedError:
                raise error from None

    def conflicts(
        self, subject: str | None = None, *, limit: int | None = None, after: str | None = None
    ) -> list[ConflictAnswer]:
        """Return the conflicts there are now, open ones first, then in the order of subjects.

        A page has ``limit`` at most and begins after the conflict whose id is ``after``.

        Raises:
            RefusedError: no such subject, or the conflict ``after`` is there no more.
        """
        wanted = self.names.subject(subject) if subject is not None else None
        return conflict_rows(self._store.connection, wanted, limit=limit, after=after)

    def conflict(self, conflict: str, policy: Policy = EVERYTHING) -> ConflictSummary:
        """Return a conflict with its accounts and all that was concluded about it.

        Raises:
            RefusedError: there is none of that id (or unique beginning of an id) now.
        """
        from fonds.archive.queries.conflicts import make_summary

        found = find_conflict(self._store.connection, conflict)
        return make_summary(RecordReader(self._store, None, policy), found)

    def reasons(
        self, conflict: ConflictAnswer, policy: Policy = EVERYTHING
    ) -> tuple[FactRelation, ...]:
        """Return why every two accounts of a conflict that was listed cannot both be so."""
        from fonds.archive.queries.conflicts import every_reason

        return every_reason(RecordReader(self._store, None, policy), conflict)

    def diff(
        self,
        subject: str,
        before: str | None,
        after: str | None,
        *,
        policy_before: Policy = EVERYTHING,
        policy_after: Policy = EVERYTHING,
        merged: bool = False,
    ) -> RecordDiff:
        """Return what a subject's record gained, lost and changed from one side to another.

        A side is a moment (None is now) and a policy; merged, it is the record of all that were
        judged to be the same by then.

        Raises:
            RefusedError: unknown or ambiguous subject, bad moment, or not known on either side.
        """
        from fonds.archive.queries.diffs import make_diff

        found = self.names.subject(subject)
        sides = [
            RecordReader(self._store, self.moment(moment) if moment is not None else None, policy)
            for moment, policy in ((before, policy_before), (after, policy_after))
        ]
        return make_diff(self._store, found, sides[0], sides[1], merged=merged)

    def names_apart(
        self, subjects: Iterable[str], as_of: str | None = None, policy: Policy = EVERYTHING
    ) -> dict[str, str]:
        """Return what subjects are called whose label others bear too, by id."""
        return names_apart(self._store, self._reader(as_of, policy), subjects)

    def todo(
        self,
        subject: str | None = None,
        policy: Policy = EVERYTHING,
        *,
        limit: int = 50,
        progress: Progress | None = None,
        chores: Collection[Chore] | None = None,
    ) -> ToDoList:
        """Return what is left to do, at most ``limit`` of each kind (``chores``: of some only).

        Raises RefusedError.
        """
        from fonds.archive.queries.todo import ToDoMaker

        wanted = self.names.subject(subject) if subject is not None else None
        return ToDoMaker(self._store, limit, policy, progress, chores).of(wanted)

    def what_if(self, without: Sequence[str], policy: Policy = EVERYTHING) -> list[Change]:
        """Return what would be otherwise without some sources and facts (by name or id).

        Raises:
            RefusedError: one of them names no source and no fact, or several.
        """
        from fonds.archive.queries.what_if import make_what_if, taken_away

        return make_what_if(self._store, *taken_away(self.names, without), policy)

    def source(self, source: str, *, used: bool = True) -> SourceAnswer:
        """Return all that is known of a source. Raises RefusedError.

        Unless ``used``, without what takes longer the more facts rest on it: how many do, what
        they use of its text, and the works it cites.
        """
        return make_source(self._store, self.names.source(source), used=used)

    def text(
        self, source: str, rendition: str | None = None, as_of: str | None = None
    ) -> TextAnswer:
        """Return a source's text and the passages facts rest on. Raises RefusedError."""
        last = self.moment(as_of).position if as_of is not None else None
        return make_text(self._store, self._texts, self.names.source(source), rendition, last)

    def search(
        self, query: str, *, limit: int = 50, offset: int = 0, subjects: bool = True
    ) -> Found:
        """Search facts, notes, subjects, sources and passages for all words of ``query``.

        ``subjects`` false leaves subjects out.
        """
        from fonds.archive.queries.search import Searcher

        if self._searcher is None:
            self._searcher = Searcher(self._store, self._texts)
        with self.snapshot():
            return self._searcher.search(query, limit, offset, subjects=subjects)

    def properties(self) -> list[PropertyContent]:
        """Return the properties defined in this archive."""
        return self._facts.properties()
