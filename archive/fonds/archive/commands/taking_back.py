# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Taking back what one action concluded about who is who: by further events, as everything is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.commands.changes import ChangedFacts
from fonds.archive.errors import RefusedError
from fonds.archive.record.states import FactState, Standing
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.fact import FactReattributed, ReattributionContent
from fonds.events.catalogue.subject import (
    Judgement,
    LinkContent,
    NoteWritten,
    SubjectOpened,
    SubjectsLinked,
    SubjectWithdrawn,
)
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection

    from fonds.archive.commands.plan import Plan


@dataclass(frozen=True, slots=True)
class TakeBackIdentity:
    """Take back the conclusion of an action about two subjects, and what facts it moved for it.

    Each fact goes back to whom it was about; of the two holds again what was concluded before, and
    nothing was, that nobody is sure. A subject opened for the moved facts is withdrawn where
    nothing else speaks of it: no other fact, no note, and nothing concluded of it and a third.
    """

    action: str
    reason: str

    def plan(self, plan: Plan) -> ChangedFacts:
        """Plan `FactReattributed` for each fact that was moved, and the former conclusion.

        Raises:
            RefusedError: no such action, one that concluded nothing of two subjects, or something
                of it was changed or erased since.
        """
        events = plan.actions.events_of(self.action)
        reason = Prose(text=self.reason)
        moved: list[str] = []
        for recorded in events:
            event, fact = recorded.event, recorded.header.stream
            if isinstance(event, FactReattributed):
                content = event.content
                states = plan.facts.by_id([fact])
                if not states:
                    raise self._erased(fact)
                now, (then,) = states[0], plan.facts.by_id([fact], recorded.position - 1)
                former = _meant(then, content.slot)
                if _meant(now, content.slot) != content.to or former is None:
                    raise self._changed(fact)
                back = ReattributionContent(slot=content.slot, to=former)
                about = tuple(dict.fromkeys((now.subject, content.to, former)))
                plan.add(FactReattributed(content=back, reason=reason), fact, about)
                moved.append(fact)
            elif recorded.header.type == FactReattributed.__name__:
                raise self._erased(fact)
        opened = {one.header.stream for one in events if isinstance(one.event, SubjectOpened)}
        links = [one for one in events if isinstance(one.event, SubjectsLinked)]
        if not links:
            message = say(
                "The action {action} concluded nothing about two subjects.", action=self.action
            )
            raise RefusedError("no-link", message, action=self.action)
        parted = {one.header.stream for one in links}
        for recorded in links:
            event = recorded.event
            if isinstance(event, SubjectsLinked):
                other = event.content.other
                self._unlink(plan, recorded.header.stream, event.content, recorded.position, reason)
                if other in opened and not _others_speak_of(plan, other, moved, parted):
                    plan.add(SubjectWithdrawn(reason=reason), other)
        recorded_now = plan.flush()
        by_fact = {one.header.stream: one for one in recorded_now}
        return ChangedFacts(
            tuple(moved),
            tuple(by_fact[one].header.id for one in moved),
            tuple(by_fact[one].position for one in moved),
        )

    def _unlink(
        self, plan: Plan, subject: str, content: LinkContent, position: int, reason: Prose
    ) -> None:
        pair = {subject, content.other}
        said = [
            (one.position, one.event.content.judgement)
            for stream in pair
            for one in plan.store.stream(stream)
            if isinstance(one.event, SubjectsLinked) and {stream, one.event.content.other} == pair
        ]
        if max(said)[0] != position:
            raise self._changed(subject)
        former = max((one for one in said if one[0] < position), default=(0, Judgement.UNSURE))[1]
        if former is not content.judgement:
            held = LinkContent(other=content.other, judgement=former)
            plan.add(SubjectsLinked(content=held, reason=reason), subject, (content.other,))

    def _changed(self, thing: str) -> RefusedError:
        message = say(
            "What the action {action} concluded was changed since; nothing was taken back.",
            action=self.action,
        )
        return RefusedError("changed-since", message, action=self.action, id=thing)

    def _erased(self, fact: str) -> RefusedError:
        message = say(
            "The action {action} moved a fact whose content was erased since, so it cannot be"
            " given back; nothing was taken back.",
            action=self.action,
        )
        return RefusedError("erased-fact", message, action=self.action, fact=fact)


def _meant(state: FactState, slot: str) -> str | None:
    """Return the subject that a slot of a fact means."""
    if slot == "subject":
        return state.subject
    if slot == "value":
        return state.reading.value_subject
    return next((one.subject for one in state.reading.qualifiers if one.name == slot), None)


def _others_speak_of(
    plan: Plan, subject: str, moved: Collection[str], parted: Collection[str]
) -> bool:
    """Tell whether anything is said of a subject but by facts and by whom it was parted from."""
    states = [*plan.facts.of_subject(subject), *plan.facts.naming(subject)]
    if any(one.standing is Standing.STANDS and one.id not in moved for one in states):
        return True
    if not plan.facts.judgements([subject])[subject].keys() <= set(parted):
        return True
    events = (one.event for one in plan.store.stream(subject))
    return any(isinstance(one, NoteWritten) and one.note is not None for one in events)
