# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What two subjects being one would mean, and who may be one by name. Nothing is concluded here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.queries.facts import FactViews
from fonds.archive.queries.labels import identity_at
from fonds.archive.queries.namesakes import names_apart
from fonds.archive.queries.references import link_evidence
from fonds.archive.record.names import bare_spelling, name_of, relate_names
from fonds.archive.record.outcome import Status
from fonds.archive.record.rule import Relation
from fonds.archive.tables import LIVE
from fonds.events.catalogue.subject import Judgement, SubjectsLinked, SubjectWithdrawn
from fonds.events.sentences import say
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fonds.archive.queries.citation_answers import LinkEvidence
    from fonds.archive.queries.records import RecordReader
    from fonds.archive.store.sqlite import SqliteStore

FAMILY = frozenset({"father", "mother", "child", "sibling", "spouse", "relative"})
"""Properties by which two people are two: nobody is their own father."""
MOST_OF_A_NAME = 60
"""Subjects that share a last name beyond which their pairs are not listed one by one."""


MOST_JOINED = 100
"""Groups of subjects joined of which a list for all tells what contradicts itself."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts that would conflict if their subjects were one; or facts whose dates would clash.

    ``property`` and its ``label`` are those of the first of the facts; both are empty where it is
    no fact that contradicts, but what somebody concluded: that two of them are not the same.
    """

    property: str
    label: str
    facts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two subjects of one kind whose names may be forms of one name."""

    first: str
    first_label: str
    second: str
    second_label: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubjectLink:
    """What was last concluded about a subject being another one, by whom, when and why."""

    subject: str
    other: str
    other_label: str
    judgement: Judgement
    reason: str | None
    agent: str
    recorded_at: str
    event: str
    position: int
    evidence: tuple[LinkEvidence, ...] = ()


def make_links(store: SqliteStore, subject: str, last: int | None = None) -> list[SubjectLink]:
    """Return what is held, or was at a position, of a subject being others.

    Those it is, may be and is not, each by label. One that was withdrawn is left out unless it is
    the same: who parted two and took it back meant to leave nothing of it.
    """
    identity = identity_at(store, last)
    views = FactViews(store, identity)
    found = []
    for other in FactReader(store).judgements([subject])[subject]:
        made = [
            recorded
            for stream, named in ((subject, other), (other, subject))
            for recorded in store.stream(stream, last)
            if isinstance(recorded.event, SubjectsLinked) and recorded.event.content.other == named
        ]
        newest = max(made, key=lambda recorded: recorded.position, default=None)
        if newest is None or not isinstance(newest.event, SubjectsLinked):
            # They were judged later.
            continue
        content, reason = newest.event.content, newest.event.reason
        if content.judgement is not Judgement.SAME and any(
            one.header.type == SubjectWithdrawn.__name__ for one in store.stream(other, last)
        ):
            continue
        found.append(
            SubjectLink(
                subject,
                other,
                identity.label(other),
                content.judgement,
                reason.text if reason is not None else None,
                views.agent(newest.header.agent),
                str(newest.header.recorded_at),
                newest.header.id,
                newest.position,
                link_evidence(views, content),
            )
        )
    order = (Judgement.SAME, Judgement.UNSURE, Judgement.NOT_SAME)
    return sorted(found, key=lambda one: (order.index(one.judgement), one.other_label, one.other))


def make_joining(
    store: SqliteStore, reader: RecordReader, first: str, second: str
) -> list[Contradiction]:
    """Return what contradicts itself between two subjects, taken with all they are one with.

    That is what was concluded of any two who would be one as well, the conflicts between their
    facts, then what of their dates could not all be so.
    """
    sides = reader.same_as(first), reader.same_as(second)
    members = tuple(dict.fromkeys((*sides[0], *sides[1])))
    states = reader.facts_about_all(members)
    of_first = {state.id: state.subject in sides[0] for state in states}
    found = [
        Contradiction(content.name, content.label, (one.first, one.second), one.reason)
        for content, resolved in reader.resolved(first, states, members)
        for scope in resolved.scopes
        for one in scope.relations
        if one.relation is Relation.CONFLICTS and of_first[one.first] != of_first[one.second]
    ]
    # Of the two themselves something else is to be concluded now.
    pairs = [pair for pair in product(*sides) if set(pair) != {first, second}]
    return _judged_apart(store, reader, pairs) + found + _of_dates(store, reader, sides, found)


def _judged_apart(
    store: SqliteStore, reader: RecordReader, pairs: Iterable[tuple[str, str]]
) -> list[Contradiction]:
    """Return those of some pairs of whom somebody concluded that they are not the same."""
    apart = [
        pair for pair in pairs if reader.identity.judgement(*sorted(pair)) is Judgement.NOT_SAME
    ]
    named = names_apart(store, reader, chain.from_iterable(apart))
    return [
        Contradiction(
            "",
            "",
            (),
            say(
                "“{label}” and “{other_label}” were judged not to be the same.",
                label=named.get(one, reader.identity.label(one)),
                other_label=named.get(other, reader.identity.label(other)),
            ),
        )
        for one, other in apart
    ]


def groups_joined(
    store: SqliteStore, reader: RecordReader, subject: str | None
) -> tuple[list[tuple[str, ...]], bool]:
    """Return the groups of subjects that were judged to be one, each once.

    That of one subject, or of all those joined last, at most `MOST_JOINED`, and whether there are
    others.
    """
    view = LIVE.view
    rows = store.connection.execute(
        # What came last into the stream of either is the link, or later.
        f"SELECT a.id FROM {view('link')} l JOIN {view('thing')} a ON a.key = l.subject"
        f" JOIN {view('thing')} b ON b.key = l.other"
        " WHERE l.judgement = :same AND (:subject IS NULL OR a.id = :subject)"
        " ORDER BY max((SELECT max(position) FROM event WHERE stream = a.id),"
        " (SELECT max(position) FROM event WHERE stream = b.id)) DESC, l.subject",
        {"same": Judgement.SAME.value, "subject": subject},
    )
    groups: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for (one,) in rows:
        if one in seen:
            continue
        if len(groups) == MOST_JOINED:
            return groups, True
        members = reader.same_as(one)
        seen.update(members)
        groups.append(members)
    return groups, False


def joined_in_spite(
    store: SqliteStore, reader: RecordReader, groups: Sequence[tuple[str, ...]]
) -> Iterator[tuple[tuple[str, str], Contradiction]]:
    """Yield what is open between the facts of subjects that were judged to be the same.

    With each the subject (id and label) under which it stands, the first of its group. What
    somebody settled, by preferring a fact, is not among them.
    """
    for members in groups:
        one = members[0]
        states = reader.facts_about_all(members)
        whose = {state.id: state.subject for state in states}
        between = [
            (
                scope.status,
                Contradiction(content.name, content.label, (told.first, told.second), told.reason),
            )
            for content, resolved in reader.resolved(one, states, members)
            for scope in resolved.scopes
            for told in scope.relations
            if told.relation is Relation.CONFLICTS and whose[told.first] != whose[told.second]
        ]
        found = _judged_apart(store, reader, combinations(members, 2))
        found += [told for status, told in between if status is Status.DISPUTED]
        for at in range(1, len(members)):
            # Each against all before it: what clashes within one side is not told. Nor are dates at
            # odds that somebody weighed told again as a clash.
            sides = (members[:at], members[at : at + 1])
            found += _of_dates(store, reader, sides, [told for _, told in between])
        for told in found:
            yield (one, reader.identity.label(one)), told


def _of_dates(
    store: SqliteStore,
    reader: RecordReader,
    sides: tuple[Sequence[str], Sequence[str]],
    told: Sequence[Contradiction],
) -> list[Contradiction]:
    """Return the clashes of dates, but for those that a conflict tells already."""
    from fonds.archive.queries.dates import clashes_of_joining

    found = []
    for states, reason in clashes_of_joining(reader, FactReader(store), *sides):
        facts = tuple(state.id for state in states)
        if not any(set(one.facts) <= set(facts) for one in told):
            name = states[0].reading.property
            found.append(Contradiction(name, reader.property_label(name), facts, reason))
    return found


def make_candidates(store: SqliteStore, subject: str | None) -> list[Candidate]:
    """Return the pairs, of one subject or of all, in the order of their labels.

    Who is recorded as a parent, child, sibling, spouse or relative of the other is not offered.
    """
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT t.id, s.kind, s.label FROM {view('subject')} s"
        f" JOIN {view('thing')} t ON t.key = s.key WHERE s.withdrawn = 0 ORDER BY s.label, s.key"
    ).fetchall()
    alike: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for thing, kind, label in rows:
        parts = [bare_spelling(part) for part in name_of(label).parts]
        key = parts[-1] if kind == SubjectKind.PERSON.value and parts else " ".join(parts)
        alike[kind, key].append((thing, label))
    judged = {
        frozenset(pair)
        for pair in store.connection.execute(
            f"SELECT a.id, b.id FROM {view('link')} l JOIN {view('thing')} a ON a.key = l.subject"
            f" JOIN {view('thing')} b ON b.key = l.other"
        )
    }
    found = []
    kin = _Kin(store)
    for members in alike.values():
        if subject is None and len(members) > MOST_OF_A_NAME:
            continue
        for (one, label), (other, other_label) in combinations(members, 2):
            asked = subject is None or subject in {one, other}
            if not asked or frozenset((one, other)) in judged:
                continue
            relation, _, reason = relate_names(label, other_label)
            if relation is not Relation.CONFLICTS and not kin.are(one, other):
                said = say(
                    "“{label}” and “{other_label}” {reason}.",
                    label=label,
                    other_label=other_label,
                    reason=reason,
                )
                found.append(Candidate(one, label, other, other_label, said))
    return found


class _Kin:
    """Who is recorded as whose family; of each subject the facts are read once."""

    def __init__(self, store: SqliteStore) -> None:
        self._facts = FactReader(store)
        self._named: dict[str, set[str | None]] = {}

    def are(self, one: str, other: str) -> bool:
        return other in self._of(one) or one in self._of(other)

    def _of(self, subject: str) -> set[str | None]:
        if subject not in self._named:
            self._named[subject] = {
                state.reading.value_subject
                for state in self._facts.of_properties(subject, FAMILY)
                if state.counts
            }
        return self._named[subject]
