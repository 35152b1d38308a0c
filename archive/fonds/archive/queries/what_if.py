# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the archive would say without a source or a fact. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.support import (
    facts_resting_on,
    resting_on,
    slots_of,
)
from fonds.archive.queries.records import RecordReader
from fonds.archive.record.lineages import Ties, lineages_of
from fonds.archive.record.policy import EVERYTHING, Policy, passes_on
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from fonds.archive.lookup.names import Names
    from fonds.archive.record.outcome import ResolvedProperty, ValueGroup
    from fonds.archive.record.states import FactState
    from fonds.archive.store.sqlite import SqliteStore


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
    that give it now. ``after`` is None where nothing would be left of the property.
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
        raise RefusedError(otherwise.code, message, name=name) from None


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
        told = {fact: answer.display for fact, answer in self._now.told(states).items()}
        following = next(iter(self._then.resolved(subject, left)), None)
        after = following[1] if following is not None else None
        was, would = _standing(before, told), _standing(after, told) if after else None
        label = self._now.identity.label(subject)

        def change(effect: Effect, value: str | None, facts: Iterable[str]) -> Change:
            about = subject, label, name, content.label
            return Change(*about, effect, value, tuple(facts), was, would)

        for value, facts in _denied_no_more(before, after, told):
            yield change(Effect.DENIED_NO_MORE, value, facts)
        groups = {fact.id: group for group in _groups(after) for fact in group.facts}
        ties = self._now.ties(states)
        for group in _groups(before):
            effect = self._effect(group, groups, ties)
            if effect is not None:
                yield change(effect, told[group.facts[0].id], (one.id for one in group.facts))
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


def _denied_no_more(
    before: ResolvedProperty, after: ResolvedProperty | None, told: dict[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each value that is spoken against now and would be no more, with the facts that do so.

    A value that somebody holds and that falls itself is told as gone, not here.
    """
    still = {told[fact.id] for fact in _spoken_against(after)}
    held = {fact.id for group in _groups(after) for fact in group.facts}
    found: dict[str, list[str]] = {}
    for fact in _spoken_against(before):
        if told[fact.id] not in still and (fact.denied or fact.id in held):
            found.setdefault(told[fact.id], []).append(fact.id)
    for value, facts in found.items():
        yield value, tuple(facts)


def _spoken_against(resolved: ResolvedProperty | None) -> Iterator[FactState]:
    """Yield the facts that are only denied, and those that one of their own passages denies."""
    if resolved is None:
        return
    yield from (fact for fact in resolved.denied if fact.denied)
    for group in _groups(resolved):
        for fact in group.facts:
            if any(kept.against for kept in fact.citations):
                yield fact


def _second_hand(group: ValueGroup, ties: Ties) -> bool:
    """Tell whether nothing is left but passages that pass another work on."""
    return all(
        passes_on(kept)
        or any(ties.rests_on(ties.sources.get(kept.citation.target, ""), kept.citation.target))
        for fact in group.facts
        for kept in fact.citations
        if not kept.against
    )
