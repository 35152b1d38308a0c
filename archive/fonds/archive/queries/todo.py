# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is left to be done, so that the record would stand up to somebody who wishes it ill."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.lookup.conflicts import conflict_rows
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.lately import Lately, lately_changed
from fonds.archive.lookup.living import Living
from fonds.archive.queries.chores import Chore, ToDo, ToDoList, unread_said, unsupported
from fonds.archive.queries.conflicts import every_reason
from fonds.archive.queries.dates import make_dates
from fonds.archive.queries.identity import groups_joined, joined_in_spite
from fonds.archive.queries.records import RecordReader
from fonds.archive.queries.unread import NEWEST, sources_of, unread_sources
from fonds.archive.record.denials import held_and_denied
from fonds.archive.record.policy import EVERYTHING, Policy
from fonds.archive.record.states import Standing
from fonds.archive.record.terms import has_term, terms_apart
from fonds.archive.tables import LIVE, PassedOn, ThingKind
from fonds.events.catalogue.excerpt import AnchorState
from fonds.events.sentences import as_sentence, labelled, say
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fonds.archive.record.fold import FactState
    from fonds.archive.record.rule import FactRelation
    from fonds.archive.store.sqlite import SqliteStore

Progress = Callable[[int, int], bool]

_VIEW = LIVE.view
_SLOT = (
    f" JOIN {_VIEW('fact')} x ON x.key = h.fact AND x.stands = 1"
    f" JOIN {_VIEW('subject')} s ON s.key = x.subject AND s.withdrawn = 0"
    f" JOIN {_VIEW('thing')} t ON t.key = x.subject"
    f" JOIN {_VIEW('property')} n ON n.key = x.property"
)
_DANGLING = (
    "SELECT t.id, s.label, n.name FROM"
    f" (SELECT key FROM {_VIEW('cited_work')} WHERE status = 'dangling'"
    f" UNION ALL SELECT {int(PassedOn.MARK_ALONE)}) w"
    # CROSS JOIN: dangling works are few, and what passes something on is not.
    f" CROSS JOIN {_VIEW('second_hand')} h ON h.work = w.key{_SLOT}"
)
"""Subjects (id and label) and properties of which a fact passes on a footnote without an entry."""
_DENIED_OF = (
    f"SELECT DISTINCT t.id, s.label, n.name FROM {_VIEW('denial')} h{_SLOT}"
    # One fact alone that says there is none speaks against nothing.
    f" WHERE (:subject IS NULL OR t.id = :subject) AND (h.absence = 0"
    f" OR EXISTS (SELECT 1 FROM {_VIEW('attribution')} a"
    " WHERE a.subject = x.subject AND a.property = x.property LIMIT 1 OFFSET 1))"
)
"""Those of which a fact was denied, or says that there is none where others say something."""
_SECOND_HAND = f"SELECT t.id, s.label, n.name FROM {_VIEW('second_hand')} h{_SLOT}"
"""Those of which a fact passes on anything."""
_OF_PEOPLE = (
    f"SELECT t.id, s.label, n.name FROM {_VIEW('subject')} s JOIN {_VIEW('thing')} t"
    f" ON t.key = s.key JOIN (SELECT DISTINCT subject, property FROM {_VIEW('attribution')}) a"
    f" ON a.subject = s.key JOIN {_VIEW('property')} n ON n.key = a.property"
    f" WHERE s.withdrawn = 0 AND s.kind = '{SubjectKind.PERSON.value}'"
)
"""Those of every person."""


_WEIGHED = (Chore.DANGLING, Chore.SECOND_HAND, Chore.LIVING)
"""What is found by weighing what the facts of a property rest on."""
_OF_TIMES = (Chore.CLASH, Chore.TERMS)
"""What is found by putting together the times of a subject."""


class ToDoMaker:
    """Goes through what concerns one subject, or all, until enough of each chore was found.

    Of all subjects it makes no whole record: it looks where the tables say that something may be
    to do, property by property.
    """

    def __init__(
        self,
        store: SqliteStore,
        limit: int,
        policy: Policy = EVERYTHING,
        progress: Progress | None = None,
        chores: Collection[Chore] | None = None,
    ) -> None:
        """Find at most ``limit`` of each of some chores, or of all."""
        self._store = store
        self._limit = limit
        self._progress = progress
        self._reader = RecordReader(store, None, policy)
        self._living = Living(store)
        self._found: dict[Chore, list[ToDo]] = {chore: [] for chore in Chore}
        self._more: set[Chore] = set()
        self._wanted = frozenset(Chore if chores is None else chores)
        self._looked_at: set[tuple[str, str]] = set()
        self._lately: Lately | None = None
        self._joined_of: int | None = None

    def of(self, subject: str | None) -> ToDoList:
        """Return the list for one subject, or for all.

        Raises:
            Cancelled: the progress answered False.
        """
        for chore, find in (
            (Chore.CONFLICT, self._conflicts),
            (Chore.PREMISE, self._premises),
            (Chore.DENIED, self._denials),
            (Chore.JOINED, self._joined),
        ):
            if chore in self._wanted:
                find(subject)
        if self._wanted.intersection(_OF_TIMES):
            self._times(subject)
        if subject is None:
            self._of_all()
        else:
            self._of_one(subject)
        items = tuple(item for chore in Chore for item in self._found[chore])
        more = tuple(chore for chore in Chore if chore in self._more)
        lately = self._lately
        if lately is None or not lately.others:
            return ToDoList(items, more, joined_of=self._joined_of)
        of, left_out = len(lately.subjects), lately.left_out
        return ToDoList(items, more, of, left_out, self._joined_of)

    def _of_one(self, subject: str) -> None:
        """Find what is looked for of the passages and sources cited for a subject, and of support.

        Raises:
            RefusedError: the subject is hidden, or was erased.
        """
        label = self._reader.described(subject).label
        states = self._reader.facts_about(subject)
        if self._wanted.intersection(_WEIGHED):
            self._support_of((subject, label), states)
        cited = list(dict.fromkeys(target for state in states for target in state.cited))
        if Chore.LOST in self._wanted:
            self._lost(cited)
        if Chore.UNREAD in self._wanted:
            self._unread(sources_of(self._store, cited))

    def _of_all(self) -> None:
        """Find what is looked for of all sources, and of all subjects by what facts rest on."""
        if Chore.LOST in self._wanted:
            self._lost()
        if Chore.UNREAD in self._wanted:
            self._unread()
        for chore, slots in zip(_WEIGHED, (_DANGLING, _SECOND_HAND, _OF_PEOPLE), strict=True):
            if chore in self._wanted:
                self._look(chore, slots)

    def _conflicts(self, subject: str | None) -> None:
        for conflict in conflict_rows(self._store.connection, subject, limit=self._limit + 1):
            if conflict.status == "open":
                self._add(
                    Chore.CONFLICT,
                    say("open again: {reason}", reason=conflict.reason)
                    if conflict.reopened
                    else say("open: {reason}", reason=conflict.reason),
                    conflict.facts,
                    subject=(conflict.subject, conflict.subject_label),
                    name=conflict.property,
                    relations=every_reason(self._reader, conflict),
                )

    def _denials(self, subject: str | None) -> None:
        """Look at what is denied: of one subject, or of all."""
        rows = self._store.connection.execute(_DENIED_OF, {"subject": subject})
        for done, (who, label, name) in enumerate(rows):
            self._tell(done, done + 1)
            if Chore.DENIED in self._more:
                return
            states = self._reader.facts_in(who, name)
            for content, resolved in self._reader.resolved(who, states):
                for one in held_and_denied(resolved, self._reader.identity):
                    self._add(
                        Chore.DENIED,
                        one.reason,
                        one.facts,
                        subject=(who, label),
                        name=content.name,
                    )

    def _joined(self, subject: str | None) -> None:
        groups, others = groups_joined(self._store, self._reader, subject)
        self._joined_of = len(groups) if others else None
        for who, one in joined_in_spite(self._store, self._reader, groups):
            if Chore.JOINED in self._more:
                return
            name = one.property or None
            self._add(Chore.JOINED, one.reason, one.facts, subject=who, name=name)

    def _look(self, chore: Chore, slots: str) -> None:
        """Go through the slots that may have a chore, until more than enough was found."""
        for subject, label, name in self._store.connection.execute(slots):
            if chore in self._more:
                return
            if (subject, name) in self._looked_at:
                continue
            self._looked_at.add((subject, name))
            self._support((subject, label), self._reader.facts_in(subject, name))
            done = sum(len(self._found[one]) for one in _WEIGHED)
            self._tell(done, len(_WEIGHED) * self._limit)

    def _tell(self, done: int, total: int) -> None:
        if self._progress is not None and not self._progress(done, total):
            code, message = "cancelled", "Cancelled."
            raise Cancelled(code, message)

    def _add(
        self,
        chore: Chore,
        said: str,
        facts: Sequence[str] = (),
        *,
        subject: tuple[str, str] | None = None,
        source: tuple[str, str] | None = None,
        name: str | None = None,
        relations: tuple[FactRelation, ...] = (),
        excerpt: str | None = None,
        premise: str | None = None,
    ) -> None:
        if chore not in self._wanted:
            return
        if len(self._found[chore]) >= self._limit:
            self._more.add(chore)
            return
        who, label = subject or (None, None)
        called = self._reader.property_label(name) if name is not None else None
        where, title = source or (None, None)
        self._found[chore].append(
            ToDo(
                *(chore, who, label, where, title, name, called, said, tuple(facts), relations),
                excerpt,
                premise,
            )
        )

    def _premises(self, subject: str | None) -> None:
        """Look at the facts whose premise had a later event, or is not there any more."""
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT f.id, g.id FROM {view('premise')} p"
            f" JOIN {view('fact')} x ON x.key = p.fact AND x.stands = 1"
            f" JOIN {view('thing')} f ON f.key = p.fact JOIN {view('thing')} g ON g.key = p.premise"
            f" LEFT JOIN {view('fact')} y ON y.key = p.premise WHERE g.kind = ?1"
            f" AND (?2 IS NULL OR x.subject = (SELECT key FROM {view('thing')} WHERE id = ?2))"
            " AND (y.key IS NULL"
            " OR EXISTS (SELECT 1 FROM event e WHERE e.stream = g.id LIMIT 1 OFFSET 1))"
            " ORDER BY p.fact, p.premise",
            (int(ThingKind.FACT), subject),
        )
        facts = FactReader(self._store)
        for fact, ground in rows:
            if Chore.PREMISE in self._more:
                return
            states = {state.id: state for state in facts.by_id([fact, ground])}
            resting, premise = states.get(fact), states.get(ground)
            if resting is None:
                continue
            said = self._premise_said(premise, resting)
            if said is not None:
                label = self._reader.identity.label(resting.subject)
                self._add(
                    Chore.PREMISE,
                    said,
                    [fact],
                    subject=(resting.subject, label),
                    name=resting.reading.property,
                    premise=ground,
                )

    def _premise_said(self, premise: FactState | None, resting: FactState) -> str | None:
        """Say what became of the fact another needs, named as a reader knows it."""
        if premise is None:
            return say("rests on a fact that was erased")
        retracted = premise.standing is Standing.RETRACTED
        unsure = premise.unheld and not premise.denied
        changed_at = premise.last_position if retracted or unsure else premise.read_position
        judged = resting.assessment
        if judged is not None and judged.position > changed_at:
            return None
        if not (retracted or unsure) and changed_at <= resting.read_position:
            return None
        named = {
            "property": labelled(self._reader.property_label(premise.reading.property)),
            "subject": self._reader.identity.label(premise.subject),
        }
        if retracted:
            return say("rests on “{property}” of {subject}, which was retracted", **named)
        if unsure:
            return say(
                "rests on “{property}” of {subject}, of which nobody can tell any more whether it"
                " is said or denied",
                **named,
            )
        at = premise.read_position
        if premise.corrected:
            return say("rests on “{property}” of {subject}, corrected at @{at}", **named, at=at)
        return say("rests on “{property}” of {subject}, reattributed at @{at}", **named, at=at)

    def _times(self, subject: str | None) -> None:
        """Put times together: of one subject, or of those that were changed last."""
        if subject is None:
            self._lately = lately_changed(self._store.connection)
        subjects = (subject,) if self._lately is None else self._lately.subjects
        told: set[frozenset[str]] = set()
        wanted = self._wanted.intersection(_OF_TIMES)
        for done, one in enumerate(filter(None, subjects)):
            self._tell(done, len(subjects))
            if wanted <= self._more:
                return
            try:
                self._clashes(one, told)
            except RefusedError:
                # Hidden, or erased.
                if subject is not None:
                    raise
                continue
            self._terms(one)

    def _clashes(self, subject: str, told: set[frozenset[str]]) -> None:
        found = make_dates(self._reader, FactReader(self._store), subject)
        # Two births are among the conflicts, as long as nobody weighed them.
        for clash in found.beside_conflicts:
            facts = [fact.id for fact in clash.facts]
            if frozenset(facts) not in told:
                told.add(frozenset(facts))
                self._add(Chore.CLASH, clash.reason, facts, subject=(subject, found.label))

    def _terms(self, subject: str) -> None:
        if Chore.TERMS not in self._wanted:
            return
        states = [state for state in self._reader.facts_about(subject) if has_term(state)]
        for content, resolved in self._reader.resolved(subject, states):
            for one in terms_apart(resolved, self._reader.identity):
                who = subject, self._reader.identity.label(subject)
                self._add(Chore.TERMS, one.reason, one.facts, subject=who, name=content.name)

    def _lost(self, among: Sequence[str] | None = None) -> None:
        """Look at the passages that were not found again, or at some ``among`` them."""
        view = LIVE.view
        states = (AnchorState.LOST.value, AnchorState.AMBIGUOUS.value, AnchorState.CHANGED.value)
        rows = self._store.connection.execute(
            f"SELECT t.id, x.title, r.state, e.id, r.excerpt FROM {view('relocation')} r"
            f" JOIN {NEWEST} n ON n.key = r.rendition"
            f" JOIN {view('source')} x ON x.key = n.source JOIN {view('thing')} t ON t.key = x.key"
            f" JOIN {view('thing')} e ON e.key = r.excerpt"
            " WHERE r.state IN (?, ?, ?) AND x.withdrawn = 0"
            " AND (?4 IS NULL OR e.id IN (SELECT value FROM json_each(?4)))"
            " ORDER BY r.rendition, r.excerpt LIMIT ?5",
            (*states, None if among is None else json.dumps(among), self._limit + 1),
        ).fetchall()
        citing = FactReader(self._store).citing([row[3] for row in rows])
        for source, title, state, excerpt, _ in rows:
            said = say("a passage is {state} in the newest text", state=as_sentence(state))
            self._add(Chore.LOST, said, citing[excerpt], source=(source, title), excerpt=excerpt)

    def _unread(self, among: Collection[str] | None = None) -> None:
        for one in unread_sources(self._store, among):
            said = unread_said(one.left, one.length, held=one.held)
            self._add(Chore.UNREAD, said, source=(one.source, one.title))
            if Chore.UNREAD in self._more:
                return

    def _support_of(self, subject: tuple[str, str], states: Sequence[FactState]) -> None:
        by_property: dict[str, list[FactState]] = defaultdict(list)
        for state in states:
            by_property[state.reading.property].append(state)
        for facts in by_property.values():
            self._support(subject, facts)

    def _support(self, subject: tuple[str, str], states: Sequence[FactState]) -> None:
        """Weigh what facts of one property rest on."""
        if not states:
            return
        answers, ties = self._reader.told(states), self._reader.ties(states)
        for content, resolved in self._reader.resolved(subject[0], states):
            answer = self._reader.told_property(content, resolved, answers, ties)
            living = self._living.hides(subject[0])
            for chore, said, facts in unsupported(answer, living=living):
                self._add(chore, said, facts, subject=subject, name=content.name)
