# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Compares a subject's record on two sides, each at its moment and under its policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.facts import FactReader
from fonds.archive.queries.diff_answers import FactChange, PropertyChange, RecordDiff
from fonds.archive.queries.erasures import erasures_about
from fonds.archive.queries.namesakes import names_apart
from fonds.archive.queries.said import concluded_of
from fonds.archive.record.states import Standing
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fonds.archive.queries.answers import FactAnswer, PropertyAnswer
    from fonds.archive.queries.erasures import ErasureAnswer
    from fonds.archive.queries.records import RecordReader
    from fonds.archive.record.fold import FactState
    from fonds.archive.store.sqlite import SqliteStore

COMPARED = (
    "property",
    "display",
    "value_kind",
    "value_type",
    "value_subject",
    "as_written",
    "subject_as_written",
    "value_as_written",
    "when",
    "when_text",
    "hedge",
    "qualifiers",
    "certainty",
    "assessment",
    "citations",
    "premises",
)
"""What of a fact is compared; what the log says of it otherwise follows from these."""


def make_diff(
    store: SqliteStore,
    subject: str,
    before: RecordReader,
    after: RecordReader,
    *,
    merged: bool = False,
) -> RecordDiff:
    """Return what changed in a subject's record from one side to the other.

    Merged, each side is the record of all that were judged to be the same by then.

    Raises:
        RefusedError: the subject was known on neither side.
    """
    was, now = _Side(subject, before, merged=merged), _Side(subject, after, merged=merged)
    if was.label is None and now.label is None:
        after.described(subject)
    gone = [fact for fact in was.facts if fact not in now.facts]
    come = [fact for fact in now.facts if fact not in was.facts]
    reader = FactReader(store)
    left = {state.id: state for state in reader.by_id(gone, after.last)}
    came = {state.id: state for state in reader.by_id(come, before.last)}
    return RecordDiff(
        id=subject,
        label=str(now.label or was.label),
        label_before=was.label,
        label_after=now.label,
        moments=(before.moment, after.moment),
        policies=(before.policy, after.policy),
        gained=tuple(
            now.change(fact, None, now.facts[fact], why=_why_come(was, now, came.get(fact)))
            for fact in come
        ),
        lost=tuple(
            was.change(
                fact, was.facts[fact], None, why=_why_gone(store, was, now, left.get(fact), after)
            )
            for fact in gone
        ),
        changed=tuple(
            now.change(fact, was.facts[fact], told, fields)
            for fact, told in now.facts.items()
            if fact in was.facts and (fields := _differing(was.facts[fact], told))
        ),
        properties=_properties(was.properties, now.properties),
        erased=_erased(store, {*was.members, *now.members}, before, after),
        same_as=(was.others, now.others),
        merged=merged,
    )


def _erased(
    store: SqliteStore, subjects: Collection[str], before: RecordReader, after: RecordReader
) -> tuple[ErasureAnswer, ...]:
    """Return the erasures between two moments, whichever of them is the later."""
    size = store.size()
    first, last = sorted(size if one.last is None else one.last for one in (before, after))
    return tuple(
        one for one in erasures_about(store, subjects, last) if first < one.position <= last
    )


class _Side:
    """A record on one side: its facts as told, its properties by name, and whom it is about.

    ``others`` (id, label) are those judged to be the same by then, merged with it or not.
    """

    def __init__(self, subject: str, reader: RecordReader, *, merged: bool) -> None:
        self.label: str | None = None
        self.members: tuple[str, ...] = (subject,)
        self.others: tuple[tuple[str, str], ...] = ()
        self.facts: Mapping[str, FactAnswer] = {}
        self.properties: dict[str, PropertyAnswer] = {}
        try:
            self.label = reader.described(subject).label
        except RefusedError as error:
            if error.code != "unknown-subject":
                raise
            return
        ones = reader.same_as(subject)
        self.others = tuple((one, reader.identity.label(one)) for one in ones[1:])
        if merged:
            self.members = ones
        states = reader.facts_about_all(self.members)
        self.facts = reader.told(states)
        ties = reader.ties(states)
        self.properties = {
            content.name: reader.told_property(content, resolved, self.facts, ties)
            for content, resolved in reader.resolved(subject, states, self.members)
        }

    def change(
        self,
        fact: str,
        before: FactAnswer | None,
        after: FactAnswer | None,
        fields: tuple[str, ...] = (),
        why: str | None = None,
    ) -> FactChange:
        told = self.facts[fact]
        answer = self.properties.get(told.property)
        label = told.property if answer is None else answer.label
        return FactChange(fact, told.property, label, before, after, fields, why)


def _differing(before: FactAnswer, after: FactAnswer) -> tuple[str, ...]:
    return tuple(name for name in COMPARED if getattr(before, name) != getattr(after, name))


def _why_come(was: _Side, now: _Side, earlier: FactState | None) -> str | None:
    """Say how a fact came that was there on the other side, but not in this record."""
    if earlier is None:
        return None
    if earlier.standing is Standing.RETRACTED:
        return say("held again")
    if earlier.subject not in was.members:
        if earlier.subject in now.members:
            label = dict(now.others)[earlier.subject]
            return say("of {label}, judged to be the same", label=label)
        return say("was filed under another subject")
    return say("did not count under the other policy")


def _why_gone(
    store: SqliteStore, was: _Side, now: _Side, state: FactState | None, after: RecordReader
) -> str:
    if state is None:
        # Told by the log even of erased facts: one that was asserted does not go unasserted.
        return say("not recorded by then, or erased since")
    if state.standing is Standing.RETRACTED:
        return say("retracted: {reason}", reason=state.reason) if state.reason else say("retracted")
    if state.standing is Standing.ERASED:
        return say("erased")
    if state.subject not in now.members:
        about = names_apart(store, after, [state.subject])
        label = about.get(state.subject) or after.identity.label(state.subject)
        if state.subject in was.members:
            return say("of {label}, no longer judged to be the same", label=label)
        return say("now about {label}", label=label)
    return say("does not count under this policy")


def _properties(
    before: Mapping[str, PropertyAnswer], after: Mapping[str, PropertyAnswer]
) -> tuple[PropertyChange, ...]:
    names = dict.fromkeys((*before, *after))
    found = []
    for name in names:
        was, now = before.get(name), after.get(name)
        if _told(was) != _told(now):
            label = (now or was).label if (now or was) else name  # type: ignore[union-attr]
            found.append(PropertyChange(name, label, was, now))
    return tuple(found)


def _told(answer: PropertyAnswer | None) -> object:
    """Return what a reader is told of a property: statuses, values in order, what settled them."""
    if answer is None:
        return None
    return answer.status, tuple(
        (
            tuple(scope.scope.items()),
            scope.status,
            tuple((value.display, value.subject) for value in scope.values),
            tuple((one.outcome, one.preferred, one.reason) for one in concluded_of(scope)),
        )
        for scope in answer.scopes
    )
