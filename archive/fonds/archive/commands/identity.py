# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands that say anew what a subject is, withdraw it, or part two that were mixed up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.commands.premises import refuse_circles
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.record.states import FactState, Standing
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.fact import FactReattributed, ReattributionContent
from fonds.events.catalogue.subject import (
    Judgement,
    LinkContent,
    SubjectContent,
    SubjectDescribed,
    SubjectOpened,
    SubjectsLinked,
    SubjectWithdrawn,
)
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Appended, Plan
    from fonds.events.values import SubjectKind


def _reason(text: str) -> Prose:
    if not text.strip():
        code, message = "no-reason", "Say why with --reason; it stays beside the change for good."
        raise WrongUseError(code, message)
    return Prose(text=text)


def _described(plan: Plan, subject: str) -> SubjectContent:
    content: SubjectContent | None = None
    for recorded in plan.store.stream(subject):
        if isinstance(recorded.event, SubjectOpened | SubjectDescribed):
            content = recorded.event.content
    if content is None:
        message = say("The description of the subject {subject} was erased.", subject=subject)
        raise RefusedError("erased-subject", message, subject=subject)
    return content


@dataclass(frozen=True, slots=True)
class DescribeSubject:
    """Say anew what a subject is called and what it is. What is None stays as it was.

    ``names`` are added to the other names it bears, ``drop`` taken from them. A label that goes
    stays as another name, so that what was called so is still found.
    """

    subject: str
    reason: str
    label: str | None = None
    kind: SubjectKind | None = None
    language: str | None = None
    names: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    def plan(self, plan: Plan) -> Appended:
        """Plan `SubjectDescribed`.

        Raises:
            RefusedError: unknown subject, or nothing would change.
        """
        subject = plan.names.subject(self.subject)
        old = _described(plan, subject)
        label = (self.label or old.label).strip()
        known = [*old.names, *([old.label] if label != old.label else []), *self.names]
        names = [name for name in dict.fromkeys(known) if name not in {label, *self.drop}]
        content = SubjectContent(
            kind=self.kind or old.kind,
            label=label,
            language=self.language or old.language,
            names=tuple(names),
        )
        if content == old:
            message = say("{old} is described so already; nothing would change.", old=old.label)
            raise RefusedError("no-change", message, subject=subject)
        plan.add(SubjectDescribed(content=content, reason=_reason(self.reason)), subject)
        return plan.appended()


@dataclass(frozen=True, slots=True)
class WithdrawSubject:
    """A subject is no longer used. One that facts are still about is not withdrawn."""

    subject: str
    reason: str

    def plan(self, plan: Plan) -> Appended:
        """Plan `SubjectWithdrawn`.

        Raises:
            RefusedError: unknown subject, facts about it or naming it stand, or it is withdrawn.
        """
        subject = plan.names.subject(self.subject)
        label = plan.names.label(subject)
        if any(one.header.type == "SubjectWithdrawn" for one in plan.store.stream(subject)):
            message = say("{label} is withdrawn already.", label=label)
            raise RefusedError("no-change", message, subject=subject)
        about = [state for state in plan.facts.of_subject(subject) if _stands(state)]
        naming = [state for state in plan.facts.naming(subject) if _stands(state)]
        if about or naming:
            count = len({state.id for state in (*about, *naming)})
            message = (
                say(
                    "1 fact is about {label} or names it. Reattribute or retract it first;"
                    " fonds show lists it.",
                    label=label,
                )
                if count == 1
                else say(
                    "{count} facts are about {label} or name it. Reattribute or retract them first;"
                    " fonds show lists them.",
                    count=count,
                    label=label,
                )
            )
            raise RefusedError("subject-in-use", message, subject=subject, facts=count)
        plan.add(SubjectWithdrawn(reason=_reason(self.reason)), subject)
        return plan.appended()


@dataclass(frozen=True, slots=True)
class SplitAnswer:
    """The subject the facts went to, the facts that went, and the slots in which it stood."""

    subject: str
    opened: bool
    facts: tuple[str, ...]
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitSubject:
    """Part two who were taken for one: move facts to a namesake, in one action.

    The facts are named by id, or are all that cite a source, or both. Each goes in the slot in
    which the subject stands (subject, value or a qualifier); its id, words and history stay. ``to``
    names the other subject; with ``new`` one is opened of that label and of the same kind. The two
    are said not to be the same.
    """

    subject: str
    reason: str
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    to: str | None = None
    new: str | None = None

    def plan(self, plan: Plan) -> SplitAnswer:
        """Plan `FactReattributed` for each fact, and what goes with it.

        Raises:
            RefusedError: unknown subject, source or fact; a fact in which it does not stand; none.
            WrongUseError: not exactly one of ``to`` and ``new``.
        """
        reason = _reason(self.reason)
        if (self.to is None) == (self.new is None):
            code, message = "split-to", "Say to whom they go: --to SUBJECT, or --new LABEL."
            raise WrongUseError(code, message)
        subject = plan.names.subject(self.subject)
        states = self._chosen(plan, subject)
        if self.to is not None:
            other = plan.subject(self.to)
            if other == subject:
                message = say(
                    "“{to}” and “{subject}” name one and the same subject.",
                    to=self.to,
                    subject=self.subject,
                )
                raise RefusedError("same-subject", message)
        else:
            kind = _described(plan, subject).kind
            other = plan.open_subject(str(self.new), kind)
        about = [one for one in states if one.subject == subject]
        refuse_circles(plan, {one.id: (other, one.reading) for one in about})
        slots = []
        for state in states:
            slot = _slot(state, subject)
            slots.append(slot)
            event = FactReattributed(
                content=ReattributionContent(slot=slot, to=other), reason=reason
            )
            plan.add(event, state.id, tuple(dict.fromkeys((state.subject, subject, other))))
        link = LinkContent(other=other, judgement=Judgement.NOT_SAME)
        plan.add(SubjectsLinked(content=link, reason=reason), subject, (other,))
        plan.flush()
        return SplitAnswer(
            other, self.new is not None, tuple(state.id for state in states), tuple(slots)
        )

    def _chosen(self, plan: Plan, subject: str) -> list[FactState]:
        chosen = {state.id: state for state in (plan.fact(name) for name in self.facts)}
        for state in chosen.values():
            if _slot(state, subject) == "":
                label = plan.names.label(subject)
                message = say(
                    "{label} does not stand in the fact {state}.", label=label, state=state.id
                )
                raise RefusedError("no-slot", message, fact=state.id)
        wanted = {plan.names.source(name) for name in self.sources}
        if wanted:
            about = [*plan.facts.of_subject(subject), *plan.facts.naming(subject)]
            held = plan.facts.on_sources(sorted(wanted))
            chosen.update(
                (state.id, state)
                for state in about
                # One that named the subject once, and was moved or corrected since, does not now.
                if state.id in held and _stands(state) and _slot(state, subject)
            )
        if not chosen:
            message = say("Name at least one fact to move, or a source whose facts are to go.")
            raise RefusedError("no-fact", message, subject=subject)
        return sorted(chosen.values(), key=lambda state: state.position)


def _stands(state: FactState) -> bool:
    return state.standing is Standing.STANDS


def _slot(state: FactState, subject: str) -> str:
    """Return the slot in which a subject stands, "" where it stands in none."""
    if state.subject == subject:
        return "subject"
    if state.reading.value_subject == subject:
        return "value"
    named = (item.name for item in state.reading.qualifiers if item.subject == subject)
    return next(named, "")
