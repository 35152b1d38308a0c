# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the archive would say without a source or a fact. Nothing is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.near import offered_by, offering
from fonds.archive.lookup.support import (
    facts_resting_on,
    resting_on,
    slots_of,
)
from fonds.archive.queries.records import RecordReader
from fonds.archive.queries.said import qualifiers_of, time_of
from fonds.archive.record.lineages import Ties, lineages_of
from fonds.archive.record.policy import EVERYTHING, Policy, passes_on
from fonds.events.dates import Bounds, contains
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from fonds.archive.lookup.names import Names
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.record.outcome import ResolvedProperty, ValueGroup
    from fonds.archive.store.sqlite import SqliteStore


Lost = tuple[tuple[str, tuple[str, ...]], ...]
"""What is said no more: by ``when``, or the name of a qualifier, its words."""


class Effect(StrEnum):
    """What becomes of a value, or (*changed*) of a property as a whole."""

    GONE = "gone"
    """No fact gives it any more."""
    UNSUPPORTED = "unsupported"
    """All that is left of it rests, at second hand, on what is taken away."""
    SECOND_HAND_ONLY = "second-hand only"
    """Only sources that pass it on are left."""
    DENIED_NO_MORE = "denied no more"
    """Nothing that is left speaks against it."""
    LESS_DENIED = "less denied"
    """Some of what speaks against it would go, and some is left."""
    LESS_TOLD = "less told"
    """It stays, but not all that is said with it: a time, a qualifier."""
    CHANGED = "changed"
    """The property has another status, or another value leads."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A property as it is, or would be: status and values, leading first.

    ``denied`` are the values that are only denied: nothing holds them.
    """

    status: str
    values: tuple[str, ...]
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would be otherwise.

    ``value`` is the value hit, None where the property as a whole is *changed*; ``facts`` are those
    that give it now, or speak against it. ``after`` is None where nothing would be left of the
    property. ``lost`` is what would be said no more of a value that is *less told*: by ``when``, or
    the name of a qualifier, its words.
    """

    subject: str
    subject_label: str
    property: str
    label: str
    effect: Effect
    value: str | None
    facts: tuple[str, ...]
    before: Standing
    after: Standing | None
    lost: Lost = ()


def taken_away(names: Names, without: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the ids of the sources and of the facts that are named.

    Raises:
        RefusedError: one of them names no source and no fact, or several.
    """
    sources: set[str] = set()
    facts: set[str] = set()
    for name in without:
        try:
            sources.add(names.source(name))
        except RefusedError as error:
            if error.code != "unknown-source":
                raise
            facts.add(_fact_or(names, name, error))
    return sources, facts


def _fact_or(names: Names, name: str, otherwise: RefusedError) -> str:
    try:
        return names.fact(name)
    except RefusedError as error:
        if error.code != "unknown-fact":
            raise
        message = say("“{name}” is neither a source nor a fact of this archive.", name=name)
        bare = RefusedError(otherwise.code, message, name=name)
        raise offering(bare, offered_by(otherwise)) from None


def make_what_if(
    store: SqliteStore,
    sources: Collection[str],
    facts: Collection[str],
    policy: Policy = EVERYTHING,
) -> list[Change]:
    """Return what would be otherwise without sources and facts (ids), subject by subject."""
    taken = frozenset(sources)
    now = RecordReader(store, None, policy)
    without = replace(policy, exclude_sources=taken, exclude_facts=frozenset(facts))
    heard = taken | resting_on(store, taken)
    touched = FactReader(store).on_sources(sorted(heard)) | set(facts)
    touched |= facts_resting_on(store, touched)
    compared = _Comparison(now, RecordReader(store, None, without), taken)
    return [
        change
        for subject, name in slots_of(store, touched)
        for change in compared.changes(subject, name)
    ]


class _Comparison:
    """The archive as it is beside the archive as it would be."""

    def __init__(self, now: RecordReader, then: RecordReader, taken: frozenset[str]) -> None:
        self._now = now
        self._then = then
        self._taken = taken

    def changes(self, subject: str, name: str) -> Iterator[Change]:
        states = self._now.facts_in(subject, name)
        left = self._then.facts_in(subject, name)
        found = next(iter(self._now.resolved(subject, states)), None)
        if found is None:
            return
        content, before = found
        answers = self._now.told(states)
        told = {fact: answer.display for fact, answer in answers.items()}
        following = next(iter(self._then.resolved(subject, left)), None)
        after = following[1] if following is not None else None
        was, would = _standing(before, told), _standing(after, told) if after else None
        label = self._now.identity.label(subject)

        def change(
            effect: Effect, value: str | None, facts: Iterable[str], lost: Lost = ()
        ) -> Change:
            about = subject, label, name, content.label
            return Change(*about, effect, value, tuple(facts), was, would, lost)

        for effect, value, facts in _less_denied(before, after, told):
            yield change(effect, value, facts)
        groups = {fact.id: group for group in _groups(after) for fact in group.facts}
        ties = self._now.ties(states)
        for group in _groups(before):
            value, members = told[group.facts[0].id], [one.id for one in group.facts]
            found_effect = self._effect(group, groups, ties)
            if found_effect is not None:
                yield change(found_effect, value, members)
            if found_effect is Effect.GONE:
                continue
            staying = [fact for fact in members if fact in groups]
            falling = [fact for fact in members if fact not in groups]
            lost = _lost([answers[one] for one in falling], [answers[one] for one in staying])
            if lost:
                yield change(Effect.LESS_TOLD, value, falling, lost)
        if would is not None and (was.status != would.status or was.values[:1] != would.values[:1]):
            yield change(Effect.CHANGED, None, (fact.id for fact in states))

    def _effect(self, group: ValueGroup, left: dict[str, ValueGroup], ties: Ties) -> Effect | None:
        following = next((left[fact.id] for fact in group.facts if fact.id in left), None)
        if following is None:
            return Effect.GONE
        ends = lineages_of(following.facts, ties).originals
        if all(self._is_taken(kind, which) for kind, which in ends):
            return Effect.UNSUPPORTED
        if _second_hand(following, ties) and not _second_hand(group, ties):
            return Effect.SECOND_HAND_ONLY
        return None

    def _is_taken(self, kind: str, which: str) -> bool:
        return kind in {"source", "ring"} and not self._taken.isdisjoint(which.split())


def _groups(resolved: ResolvedProperty | None) -> Sequence[ValueGroup]:
    return [] if resolved is None else [one for scope in resolved.scopes for one in scope.values]


def _standing(resolved: ResolvedProperty, told: dict[str, str]) -> Standing:
    values = (told[group.facts[0].id] for group in _groups(resolved))
    denied = (told[fact.id] for fact in resolved.denied if fact.denied)
    return Standing(
        resolved.status.value, tuple(dict.fromkeys(values)), tuple(dict.fromkeys(denied))
    )


def _less_denied(
    before: ResolvedProperty, after: ResolvedProperty | None, told: dict[str, str]
) -> Iterator[tuple[Effect, str, tuple[str, ...]]]:
    """Yield each value that fewer passages would speak against, with the facts that do so now.

    A value that somebody holds and that falls itself is told as gone, not here.
    """
    left = _spoken_against(after)
    still = {told[fact] for fact in left}
    held = {fact.id for group in _groups(before) for fact in group.facts}
    held -= {fact.id for group in _groups(after) for fact in group.facts}
    found: dict[str, list[str]] = {}
    for fact, passages in _spoken_against(before).items():
        if passages > left[fact] and fact not in held:
            found.setdefault(told[fact], []).append(fact)
    for value, facts in found.items():
        yield Effect.LESS_DENIED if value in still else Effect.DENIED_NO_MORE, value, tuple(facts)


def _spoken_against(resolved: ResolvedProperty | None) -> Counter[str]:
    """Count, by fact, the passages that speak against it."""
    if resolved is None:
        return Counter()
    facts = [fact for fact in resolved.denied if fact.denied]
    facts += [fact for group in _groups(resolved) for fact in group.facts]
    found = Counter({fact.id: sum(kept.against for kept in fact.citations) for fact in facts})
    return +found


def _lost(falling: Sequence[FactAnswer], staying: Sequence[FactAnswer]) -> Lost:
    """Return what only the facts that fall say with the value they share with those that stay.

    A time is not lost where one that lies in it stays.
    """
    times = dict.fromkeys(
        time
        for fact in falling
        if (time := time_of(fact)) is not None and not any(_as_exact(one, fact) for one in staying)
    )
    lost = [("when", tuple(times))] if times else []
    left = qualifiers_of(staying)
    for name, words in qualifiers_of(falling).items():
        only = tuple(one for one in words if one not in left.get(name, ()))
        lost += [(name, only)] if only else []
    return tuple(lost)


def _as_exact(fact: FactAnswer, other: FactAnswer) -> bool:
    """Tell whether a fact says its time as the other does, or more closely.

    From one end to another is a time of its own: a year within a term does not tell the term.
    """
    mine, its = fact.when, other.when
    if mine is None or its is None or "/" in its.edtf or "/" in mine.edtf:
        return time_of(fact) == time_of(other)
    return contains(Bounds(its.earliest, its.latest), Bounds(mine.earliest, mine.latest))


def _second_hand(group: ValueGroup, ties: Ties) -> bool:
    """Tell whether nothing is left but passages that pass another work on."""
    return all(
        passes_on(kept)
        or any(ties.rests_on(ties.sources.get(kept.citation.target, ""), kept.citation.target))
        for fact in group.facts
        for kept in fact.citations
        if not kept.against
    )
