# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The record of one subject, now or at a moment, under its headings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.origins import counted_under
from fonds.archive.lookup.resolutions import resolutions_of
from fonds.archive.queries.answers import (
    FactAnswer,
    Json,
    Moment,
    PropertyAnswer,
    Record,
    ScopeAnswer,
    SectionAnswer,
    SourceRow,
    ValueAnswer,
)
from fonds.archive.queries.facts import FactViews
from fonds.archive.queries.labels import identity_at, subject_at
from fonds.archive.record.fold import FactState, Standing
from fonds.archive.record.policy import EVERYTHING, Policy
from fonds.archive.record.resolve import ResolvedProperty, ValueGroup, resolve
from fonds.archive.record.rule import Identity, PropertyRule
from fonds.archive.vocabulary import builtin_properties, sections

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.properties import PropertyContent

_OTHER = ("other", "Other")


def make_record(
    store: SqliteStore,
    subject: str,
    moment: Moment | None,
    sources: Sequence[SourceRow],
    policy: Policy = EVERYTHING,
) -> Record:
    """Return the record of a subject; ``sources`` are all of the archive, with their numbers.

    Under a policy it is the record of those facts alone that count under it.

    Raises:
        RefusedError: the subject was not known yet at that moment.
    """
    last = moment.position if moment is not None else None
    content = subject_at(store, subject, last)
    if content is None:
        asked = moment.asked if moment is not None else "now"
        message = f"This subject was not in the archive yet as of {asked}."
        raise RefusedError("unknown-subject", message, subject=subject)
    identity = identity_at(store, last)
    reader = FactReader(store)
    states = [
        state for state in reader.of_subject(subject, last) if state.standing is Standing.STANDS
    ]
    states = counted_under(store, states, policy, last)
    answers = {answer.id: answer for answer in FactViews(store, identity).of(states)}
    properties = _properties(store, subject, last, identity, states, answers)
    cited = {citation.source for answer in answers.values() for citation in answer.citations}
    return Record(
        id=subject,
        label=content.label,
        kind=content.kind,
        names=content.names,
        as_of=moment,
        policy=policy,
        facts=len(states),
        sections=_sections(properties),
        sources=tuple(source for source in sources if source.id in cited),
    )


def _properties(
    store: SqliteStore,
    subject: str,
    last: int | None,
    identity: Identity,
    states: Sequence[FactState],
    answers: Mapping[str, FactAnswer],
) -> list[PropertyAnswer]:
    reader = FactReader(store)
    by_name: dict[str, list[FactState]] = defaultdict(list)
    for state in states:
        by_name[state.reading.property].append(state)
    resolutions = resolutions_of(store, subject, last)
    found: list[PropertyAnswer] = []
    for name, facts in by_name.items():
        content = reader.property(name)
        if content is None:
            continue
        rule = PropertyRule(content.name, content.cardinality, content.scope_qualifiers)
        resolved = resolve(facts, rule, identity, resolutions.get(name, ()))
        found.append(_property(content, resolved, answers))
    return found


def _property(
    content: PropertyContent, resolved: ResolvedProperty, answers: Mapping[str, FactAnswer]
) -> PropertyAnswer:
    return PropertyAnswer(
        name=content.name,
        label=content.label,
        section=content.section or _OTHER[0],
        cardinality=content.cardinality,
        status=resolved.status,
        scopes=tuple(
            ScopeAnswer(
                scope=_scope(scope.scope),
                status=scope.status,
                relations=scope.relations,
                values=tuple(_value(group, answers) for group in scope.values),
            )
            for scope in resolved.scopes
        ),
        deprecated=tuple(answers[state.id] for state in resolved.deprecated),
    )


def _scope(scope: Mapping[str, str]) -> dict[str, Json]:
    return dict(scope.items())


def _value(group: ValueGroup, answers: Mapping[str, FactAnswer]) -> ValueAnswer:
    facts = tuple(answers[state.id] for state in group.facts)
    first = facts[0]
    citations = [citation for fact in facts for citation in fact.citations]
    return ValueAnswer(
        display=first.display,
        value=first.value,
        subject=first.value_subject,
        rank=group.rank,
        facts=facts,
        citations=len(citations),
        sources=len({citation.source for citation in citations}),
        second_hand=bool(citations) and all(citation.second_hand for citation in citations),
    )


def _sections(properties: Sequence[PropertyAnswer]) -> tuple[SectionAnswer, ...]:
    """Group properties under their headings, both in the vocabulary's order, others last."""
    order = {name: place for place, name in enumerate(builtin_properties())}
    grouped: dict[str, list[PropertyAnswer]] = defaultdict(list)
    labels = {section.name: section.label for section in sections()} | dict([_OTHER])
    for answer in sorted(properties, key=lambda one: (order.get(one.name, len(order)), one.name)):
        grouped[answer.section if answer.section in labels else _OTHER[0]].append(answer)
    return tuple(
        SectionAnswer(name, label, tuple(grouped[name]))
        for name, label in labels.items()
        if grouped[name]
    )
