# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The record of one subject, at a moment and under a policy, under its headings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.collecting import take_for_old, uncollected
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.counted import counted_under
from fonds.archive.lookup.erased import erased_by, told
from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.identity import named_in
from fonds.archive.lookup.living import Living
from fonds.archive.lookup.resolutions import resolutions_of
from fonds.archive.lookup.support import ties_of
from fonds.archive.queries.answers import (
    FactAnswer,
    Json,
    Moment,
    PropertyAnswer,
    Record,
    ResolutionAnswer,
    ScopeAnswer,
    SectionAnswer,
    ValueAnswer,
)
from fonds.archive.queries.erasures import erasures_about
from fonds.archive.queries.facts import FactViews
from fonds.archive.queries.labels import identity_at, subject_at
from fonds.archive.queries.sources import source_names
from fonds.archive.record.lineages import Ties, in_one_source, lineages_of
from fonds.archive.record.policy import EVERYTHING, Policy
from fonds.archive.record.resolve import (
    Resolution,
    ResolvedProperty,
    Scope,
    ValueGroup,
    resolve,
)
from fonds.archive.record.rule import PropertyRule
from fonds.archive.record.states import FactState, Standing
from fonds.archive.vocabulary import builtin_properties, sections
from fonds.events.catalogue.subject import Judgement
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.properties import PropertyContent
    from fonds.events.catalogue.subject import SubjectContent

_OTHER = ("other", "Other")
_MANY = 1000
"""How many facts make a record so large that the collector takes long to look through it."""


class RecordReader:
    """Makes records, and parts of them, at one moment and under one policy."""

    def __init__(
        self, store: SqliteStore, moment: Moment | None = None, policy: Policy = EVERYTHING
    ) -> None:
        """Read through the store; nothing is read yet."""
        self.moment = moment
        self.policy = policy
        self._living = Living(store, policy) if policy.hides_somebody else None
        self.last = moment.position if moment is not None else None
        self.identity = identity_at(store, self.last)
        if not policy.everything:
            self.identity.places.counting = self.counted
        self._store = store
        self._facts = FactReader(store)
        self._views = FactViews(store, self.identity)

    def described(self, subject: str) -> SubjectContent:
        """Return a subject's description.

        Raises:
            RefusedError: the subject was not known yet at the moment.
        """
        if self._living is not None and self._living.hides(subject):
            message = (
                "What is held of this subject is hidden by the archive's policy. Ask with --show"
                " listed, or in the window leave View, As others get it."
                if subject in self.policy.hidden_subjects
                else "What is held of this person is hidden: people not known to be dead are not"
                " shown. Ask with --living shown, or in the window leave View, As others get it."
            )
            raise RefusedError("hidden", message, subject=subject)
        content = subject_at(self._store, subject, self.last)
        if content is None and self._was_there(subject):
            by = erased_by(self._store, subject)
            message = say(
                "This subject was {told}. Its history still shows what was done, in ids alone.",
                told=told(by),
            )
            raise RefusedError("erased-subject", message, subject=subject, erased_by=by)
        if content is None:
            asked = self.moment.asked if self.moment is not None else "now"
            message = say("This subject was not in the archive yet as of {asked}.", asked=asked)
            raise RefusedError("unknown-subject", message, subject=subject)
        return content

    def _was_there(self, subject: str) -> bool:
        opened = self._store.stream(subject)[0].position
        return self.last is None or opened <= self.last

    def facts_about(self, subject: str) -> list[FactState]:
        """Return the facts about a subject that stand and count, in the log's order."""
        return self.counted(self._facts.of_subject(subject, self.last))

    def same_as(self, subject: str) -> tuple[str, ...]:
        """Return a subject and all that were judged to be the same, in any steps, itself first."""
        found, frontier = [subject], [subject]
        while frontier:
            one = frontier.pop()
            for other in sorted(self._facts.judgements([one])[one]):
                same = self.identity.judgement(*sorted((one, other))) is Judgement.SAME
                if same and other not in found:
                    found.append(other)
                    frontier.append(other)
        return tuple(found)

    def facts_about_all(self, subjects: Sequence[str]) -> list[FactState]:
        """Return the facts about several subjects that stand and count, in the log's order."""
        found = [state for subject in subjects for state in self.facts_about(subject)]
        return sorted(found, key=lambda state: (state.position, state.id))

    def facts_in(self, subject: str, name: str) -> list[FactState]:
        """Return the facts of one property about a subject that stand and count."""
        found = self._facts.of_property(subject, name, self.last)
        return self.counted(
            [state for state in found if state.subject == subject and state.property_name == name]
        )

    def counted(self, states: Sequence[FactState]) -> list[FactState]:
        """Return those of the facts that stand and count."""
        standing = [
            state
            for state in states
            if state.standing is Standing.STANDS
            and not (self._living is not None and self._living.hides_state(state))
        ]
        return counted_under(self._store, standing, self.policy, self.last)

    def property_label(self, name: str) -> str:
        """Return what readers call a property."""
        content = self._facts.property(name) or builtin_properties().get(name)
        return name.replace("_", " ").capitalize() if content is None else content.label

    def told(self, states: Sequence[FactState]) -> dict[str, FactAnswer]:
        """Return facts as readers see them, by id, in the same order."""
        return {answer.id: answer for answer in self._views.of(states)}

    def resolved(
        self,
        subject: str,
        states: Sequence[FactState],
        also: Sequence[str] = (),
        *,
        known: bool = False,
    ) -> Iterator[tuple[PropertyContent, ResolvedProperty]]:
        """Yield what the rules make of facts about a subject, property by property.

        ``also`` are subjects it is taken to be one with: what was concluded of them holds too.
        ``known`` says that the facts were told before, and so whom they name is known already.
        """
        by_name: dict[str, list[FactState]] = defaultdict(list)
        for state in states:
            by_name[state.property_name].append(state)
        resolutions: dict[str, list[Resolution]] = defaultdict(list)
        for one in dict.fromkeys((subject, *also)):
            for name, made in resolutions_of(self._store, one, self.last).items():
                resolutions[name] += made
        if not known:
            self.identity.know(named_in(states))
        contents = self._facts.properties_named(by_name)
        for name, facts in by_name.items():
            content = contents.get(name)
            if content is not None:
                rule = PropertyRule(content.name, content.cardinality, content.scope_qualifiers)
                yield content, resolve(facts, rule, self.identity, resolutions.get(name, ()))

    def facts_under(self, subject: str, names: Collection[str]) -> list[FactState]:
        """Return the facts about a subject under some properties that stand and count."""
        found = self._facts.of_properties(subject, names, self.last)
        return self.counted([state for state in found if state.property_name in names])

    def record(
        self,
        subject: str,
        *,
        merged: bool = False,
        joined: str | None = None,
        only: Collection[str] | None = None,
    ) -> Record:
        """Return the record of a subject.

        Under a policy it is the record of those facts alone that count under it. Merged, it is the
        record of the facts about all subjects that were judged to be the same; each fact keeps its
        own subject. With ``joined`` as if it were one with that subject too. ``only`` are names of
        properties: nothing of others is read then.

        Raises:
            RefusedError: the subject was not known yet at the moment.
        """
        content = self.described(subject)
        members = self.same_as(subject) if merged else (subject,)
        if joined is not None:
            members = tuple(dict.fromkeys((*members, *self.same_as(joined))))
        with uncollected():
            # What is read on the way is let go of before the collector looks again.
            record = self._record(subject, content, members, merged=merged, only=only)
            if record.facts >= _MANY:
                take_for_old()
        if not merged:
            return record
        return replace(record, merged=tuple((one, self.identity.label(one)) for one in members))

    def _record(
        self,
        subject: str,
        content: SubjectContent,
        members: Sequence[str],
        *,
        merged: bool,
        only: Collection[str] | None,
    ) -> Record:
        if only is not None:
            states = self.facts_under(subject, only)
        else:
            states = self.facts_about_all(members) if merged else self.facts_about(subject)
        answers = self.told(states)
        ties = self.ties(states)
        properties = [
            self.told_property(content, resolved, answers, ties)
            for content, resolved in self.resolved(subject, states, members, known=True)
        ]
        return Record(
            id=subject,
            label=content.label,
            kind=content.kind,
            names=content.names,
            as_of=self.moment,
            policy=self.policy,
            facts=len(states),
            sections=_sections(properties),
            sources=tuple(source_names(self._store, self._views.sources_cited(states))),
            erased=erasures_about(self._store, members, self.last),
        )

    def told_property(
        self,
        content: PropertyContent,
        resolved: ResolvedProperty,
        answers: Mapping[str, FactAnswer],
        ties: Ties,
    ) -> PropertyAnswer:
        """Return a property as readers see it; ``answers`` and ``ties`` are of all its facts."""
        return PropertyAnswer(
            name=content.name,
            label=content.label,
            section=content.section or _OTHER[0],
            cardinality=content.cardinality,
            status=resolved.status,
            scopes=tuple(self.told_scope(scope, answers, ties) for scope in resolved.scopes),
            deprecated=tuple(answers[state.id] for state in resolved.deprecated),
            denied=tuple(answers[state.id] for state in resolved.denied),
        )

    def ties(self, states: Sequence[FactState]) -> Ties:
        """Return what was said by the moment of what the passages of facts rest on."""
        return ties_of(self._store, states, self.last, self._views.sources())

    def told_scope(
        self, scope: Scope, answers: Mapping[str, FactAnswer], ties: Ties
    ) -> ScopeAnswer:
        """Return a scope as readers see it."""
        in_force = {one.position for one in scope.in_force}
        # Where a policy has left facts out, nobody can tell from the rest that a conflict is gone.
        weighed = () if self.policy.weighs_facts and not scope.in_conflict else scope.resolutions
        return ScopeAnswer(
            scope=_scope(scope.scope),
            status=scope.status,
            relations=scope.relations,
            values=tuple([self._value(group, answers, ties) for group in scope.values]),
            resolutions=tuple(
                self._resolution(one, in_force=one.position in in_force) for one in weighed
            ),
            reopened=scope.reopened,
            reopened_by=scope.reopened_by,
        )

    def _value(
        self, group: ValueGroup, answers: Mapping[str, FactAnswer], ties: Ties
    ) -> ValueAnswer:
        facts = tuple([answers[state.id] for state in group.facts])
        first, views = group.facts[0], self._views
        if len(facts) == 1 and first.said is not None and in_one_source(first, ties):
            # Most values are told by one passage, which ends in its own source.
            value, display = views.value_said(first.said)
            count, found, _ = views.support_said(first.said)
            return ValueAnswer(
                display,
                value,
                first.value_subject,
                group.rank,
                facts,
                citations=count,
                sources=len(found),
                second_hand=False,
                lineages=1,
            )
        if first.said is None:
            value, display = facts[0].value, facts[0].display
        else:
            value, display = views.value_said(first.said)
        citations, sources, first_hand = 0, [], False
        for state, fact in zip(group.facts, facts, strict=True):
            if state.said is None:
                citations += len(fact.citations)
                # A passage that contradicts the value is told of, but is no support of it.
                supporting = [one for one in fact.citations if one.speaks_for]
                sources += [one.source for one in supporting]
                first_hand = first_hand or None in [one.cited_work for one in supporting]
            else:
                count, found, own = views.support_said(state.said)
                citations += count
                sources += found
                first_hand = first_hand or own
        lineages = lineages_of(group.facts, ties)
        return ValueAnswer(
            display,
            value,
            first.value_subject,
            group.rank,
            facts,
            citations,
            len(set(sources)),
            bool(sources) and not first_hand,
            lineages.count,
            lineages.at_most,
            lineages.dangling,
            tuple(sorted(lineages.circular)),
        )

    def _resolution(self, one: Resolution, *, in_force: bool) -> ResolutionAnswer:
        return ResolutionAnswer(
            event=one.event,
            outcome=one.outcome,
            facts=tuple(sorted(one.facts)),
            preferred=one.preferred,
            reason=one.reason,
            agent=self._views.agent(one.agent),
            recorded_at=one.recorded_at,
            position=one.position,
            in_force=in_force,
        )


def _scope(scope: Mapping[str, str]) -> dict[str, Json]:
    return dict(scope.items())


def sections_of(names: Mapping[str, str | None]) -> list[tuple[str, str, list[str]]]:
    """Group properties, given with their sections, under headings: as they stand in a record.

    Returns:
        Of each heading that has any: its name, its label, and the names of its properties.
    """
    order = {name: place for place, name in enumerate(builtin_properties())}
    labels = {section.name: section.label for section in sections()} | dict([_OTHER])
    grouped: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda one: (order.get(one, len(order)), one)):
        section = names[name] or _OTHER[0]
        grouped[section if section in labels else _OTHER[0]].append(name)
    return [(name, label, grouped[name]) for name, label in labels.items() if grouped[name]]


def _sections(properties: Sequence[PropertyAnswer]) -> tuple[SectionAnswer, ...]:
    """Group properties under their headings, both in the vocabulary's order, others last."""
    by_name = {answer.name: answer for answer in properties}
    return tuple(
        SectionAnswer(section, label, tuple(by_name[name] for name in names))
        for section, label, names in sections_of(
            {answer.name: answer.section for answer in properties}
        )
    )
