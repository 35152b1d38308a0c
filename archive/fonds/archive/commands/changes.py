# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands that change what we hold of facts: correct, reattribute, retract, assess, cite ….

Each takes one fact or many; many are one action. ``after`` (fact id -> event id) is the last event
of a fact that the caller had seen; a fact somebody else has changed since is then refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fonds.archive.commands.facts import GivenCitation, cite
from fonds.archive.commands.premises import refuse_circles
from fonds.archive.commands.values import (
    SUBJECT_KINDS,
    GivenReading,
    QualifierValue,
    make_reading,
    value_subject,
)
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.record.amounts import number_and_unit
from fonds.archive.record.states import FactState, Standing
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.fact import (
    AssessmentContent,
    ChainPart,
    CitationWithdrawal,
    CitationWithdrawn,
    CorrectionContent,
    FactAssessed,
    FactCited,
    FactCorrected,
    FactReattributed,
    FactReinstated,
    FactRetracted,
    ReattributionContent,
)
from fonds.events.sentences import say
from fonds.events.values import (
    Confidence,
    CorrectionKind,
    EvidenceQuality,
    Rank,
    Stance,
    ValueKind,
    ValueType,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fonds.archive.commands.plan import Plan
    from fonds.events.recorded import AnyEvent


@dataclass(frozen=True, slots=True)
class ChangedFacts:
    """The facts one action changed, and each one's event and its position, in the same order."""

    facts: tuple[str, ...]
    events: tuple[str, ...]
    positions: tuple[int, ...]


def _change(
    plan: Plan,
    names: tuple[str, ...],
    after: Mapping[str, str],
    decide: Callable[[FactState], tuple[AnyEvent, tuple[str, ...]]],
) -> ChangedFacts:
    """Plan one event for each fact named; ``decide`` gives it and what more it is about."""
    if not names:
        code, message = "no-fact", "Name at least one fact."
        raise WrongUseError(code, message)
    states = {state.id: state for state in (plan.fact(name) for name in names)}
    for state in states.values():
        event, about = decide(state)
        plan.add(event, state.id, (state.subject, *about), after=after.get(state.id))
    by_stream = {
        event.header.stream: event for event in plan.flush() if event.header.stream in states
    }
    changed = [by_stream[fact] for fact in states]
    return ChangedFacts(
        tuple(states),
        tuple(event.header.id for event in changed),
        tuple(event.position for event in changed),
    )


def _reason(text: str) -> Prose:
    if not text.strip():
        code, message = "no-reason", "Say why with --reason; it stays beside the change for good."
        raise WrongUseError(code, message)
    return Prose(text=text)


@dataclass(frozen=True, slots=True)
class CorrectFacts:
    """We misread or mistyped: a new reading of what was said. What is None stays as it was.

    A qualifier given as None is taken away.
    """

    facts: tuple[str, ...]
    kind: CorrectionKind
    reason: str
    property: str | None = None
    value: str | int | None = None
    value_kind: ValueKind | None = None
    value_type: ValueType | None = None
    when: str | None = None
    qualifiers: Mapping[str, QualifierValue | None] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)

    def plan(self, plan: Plan) -> ChangedFacts:
        """Plan `FactCorrected` for each fact.

        Raises:
            RefusedError: as `AssertFact`, and where nothing would change.
        """
        return _change(plan, self.facts, self.after, lambda state: self._corrected(plan, state))

    def _corrected(self, plan: Plan, state: FactState) -> tuple[AnyEvent, tuple[str, ...]]:
        old = state.reading
        kind = self.value_kind or (ValueKind.VALUE if self.value is not None else old.value_kind)
        keeps_value = self.value is None and kind is ValueKind.VALUE
        content = plan.property(self.property or old.property)
        given = GivenReading(
            property=content.name,
            value=self.value if not keeps_value else old.value,
            value_kind=kind,
            value_type=self.value_type
            or (old.value_type if old.value_type in content.value_types else None),
            when=self.when or (old.when.edtf if old.when else None),
            qualifiers=self._qualifiers(state),
        )
        meant = old.value_subject if keeps_value else value_subject(plan, given, content)
        if keeps_value and old.value is None and meant is not None:
            given = replace(given, value=plan.names.label(meant))
        reading, wording = make_reading(given, content, meant)
        if keeps_value and "as_written" not in given.qualifiers:
            # A value that stays as it was recorded was not typed now.
            wording = wording.model_copy(update={"as_written": None})
        kept = {item.name: item for item in old.qualifiers if item.subject is not None}
        reading = reading.model_copy(
            update={
                "value": old.value if keeps_value else reading.value,
                "unit": given.qualifiers.get("unit") if keeps_value else reading.unit,
                "qualifiers": tuple(
                    kept[item.name]
                    if item.name in kept and item.name not in self.qualifiers
                    else item
                    for item in reading.qualifiers
                ),
            }
        )
        if reading == old and wording == state.wording:
            message = say(
                "The fact {state} says that already; nothing would change.", state=state.id
            )
            raise RefusedError("no-change", message, fact=state.id)
        if (reading.property, reading.value) != (old.property, old.value):
            refuse_circles(plan, {state.id: (state.subject, reading)})
        event = FactCorrected(
            content=CorrectionContent(kind=self.kind, reading=reading, certainty=state.certainty),
            wording=wording,
            reason=_reason(self.reason),
        )
        named = {reading.value_subject, old.value_subject} - {None}
        return event, tuple(sorted(subject for subject in named if subject is not None))

    def _qualifiers(self, state: FactState) -> dict[str, QualifierValue]:
        old, words = state.reading, state.wording
        said: dict[str, QualifierValue | None] = {
            item.name: item.value if item.value is not None else item.subject
            for item in old.qualifiers
        }
        # The words behind a value belong to that value: a new value without its own has none.
        same_value = self.value is None or self.value == old.value
        said["as_written"] = words.as_written if same_value else None
        said["value_as_written"] = words.value if same_value else None
        said["subject_as_written"] = words.subject
        said["when_text"] = words.when if self.when is None else None
        said["unit"], said["hedge"] = old.unit, old.hedge
        # A value that says its unit says it anew.
        if isinstance(self.value, str) and number_and_unit(self.value) is not None:
            said["unit"] = None
        said.update(self.qualifiers)
        return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True, slots=True)
class ReattributeFacts:
    """A slot of the facts means another subject: "subject", "value" or a qualifier's name."""

    facts: tuple[str, ...]
    to: str
    reason: str
    slot: str = "subject"
    after: Mapping[str, str] = field(default_factory=dict)

    def plan(self, plan: Plan) -> ChangedFacts:
        """Plan `FactReattributed` for each fact.

        Raises:
            RefusedError: unknown fact or subject, no such slot, it means that subject already, or a
                fact would rest on its like.
        """
        to = plan.subject(self.to)
        if self.slot == "subject":
            states = (plan.fact(name) for name in self.facts)
            refuse_circles(plan, {one.id: (to, one.reading) for one in states})
        return _change(plan, self.facts, self.after, lambda state: self._moved(plan, state, to))

    def _moved(self, plan: Plan, state: FactState, to: str) -> tuple[AnyEvent, tuple[str, ...]]:
        slots: dict[str, str | None] = {"subject": state.subject}
        if (
            state.reading.value_kind is ValueKind.VALUE
            and state.reading.value_type in SUBJECT_KINDS
        ):
            slots["value"] = state.reading.value_subject
        slots.update({item.name: item.subject for item in state.reading.qualifiers})
        if self.slot not in slots:
            message = say(
                "The fact {state} has no slot “{slot}”; it has {slots}.",
                state=state.id,
                slot=self.slot,
                slots=", ".join(slots),
            )
            raise RefusedError("no-slot", message, fact=state.id)
        before = slots[self.slot]
        if before == to:
            label = plan.names.label(to)
            message = say(
                "The {slot} of the fact {state} is {label} already.",
                slot=self.slot,
                state=state.id,
                label=label,
            )
            raise RefusedError("no-change", message, fact=state.id)
        if self.slot == "value":
            reading = state.reading.model_copy(update={"value_subject": to})
            refuse_circles(plan, {state.id: (state.subject, reading)})
        event = FactReattributed(
            content=ReattributionContent(slot=self.slot, to=to), reason=_reason(self.reason)
        )
        return event, (to,) if before is None else (before, to)


@dataclass(frozen=True, slots=True)
class RetractFacts:
    """We no longer hold the facts; with ``action``, all that one action asserted."""

    facts: tuple[str, ...]
    reason: str
    action: str | None = None
    after: Mapping[str, str] = field(default_factory=dict)

    def plan(self, plan: Plan) -> ChangedFacts:
        """Plan `FactRetracted` for each fact that stands.

        Raises:
            RefusedError: unknown fact or action, or a fact named here is retracted already.
        """
        facts = self.facts
        if self.action is not None:
            standing = plan.facts.by_id(plan.actions.asserted_by(self.action))
            facts = (
                *facts,
                *(state.id for state in standing if state.standing is Standing.STANDS),
            )
            if not facts:
                message = say("Nothing that {action} asserted still stands.", action=self.action)
                raise RefusedError("no-change", message, action=self.action)
        return _change(plan, facts, self.after, self._retracted)

    def _retracted(self, state: FactState) -> tuple[AnyEvent, tuple[str, ...]]:
        if state.standing is Standing.RETRACTED:
            message = say("The fact {state} is retracted already.", state=state.id)
            raise RefusedError("no-change", message, fact=state.id)
        return FactRetracted(reason=_reason(self.reason)), ()


@dataclass(frozen=True, slots=True)
class ReinstateFacts:
    """We hold retracted facts again."""

    facts: tuple[str, ...]
    reason: str
    after: Mapping[str, str] = field(default_factory=dict)

    def plan(self, plan: Plan) -> ChangedFacts:
        """Plan `FactReinstated` for each fact.

        Raises:
            RefusedError: one stands already, or would rest on its like.
        """
        return _change(plan, self.facts, self.after, lambda state: self._reinstated(plan, state))

    def _reinstated(self, plan: Plan, state: FactState) -> tuple[AnyEvent, tuple[str, ...]]:
        if state.standing is Standing.STANDS:
            message = say("The fact {state} stands; there is nothing to reinstate.", state=state.id)
            raise RefusedError("no-change", message, fact=state.id)
        refuse_circles(plan, {state.id: (state.subject, state.reading)})
        return FactReinstated(reason=_reason(self.reason)), ()


@dataclass(frozen=True, slots=True)
class AssessFacts:
    """Judge facts: rank, confidence and evidence quality, three things; None is left open."""

    facts: tuple[str, ...]
    reason: str
    rank: Rank = Rank.NORMAL
    confidence: Confidence | None = None
    quality: EvidenceQuality | None = None
    after: Mapping[str, str] = field(default_factory=dict)

    def plan(self, plan: Plan) -> ChangedFacts:
        """Plan `FactAssessed` for each fact."""
        content = AssessmentContent(
            rank=self.rank, confidence=self.confidence, quality=self.quality
        )
        event = FactAssessed(content=content, reason=_reason(self.reason))
        return _change(plan, self.facts, self.after, lambda _: (event, ()))


@dataclass(frozen=True, slots=True)
class CiteFact:
    """One more passage bears on a fact: it supports or contradicts it, or a part of it."""

    fact: str
    citation: GivenCitation
    stance: Stance = Stance.SUPPORTS
    supports: tuple[str, ...] = ()
    note: str | None = None

    def plan(self, plan: Plan) -> ChangedFacts:
        """Plan `FactCited`.

        Raises:
            RefusedError: no such passage, or the fact cites it already.
        """
        state = plan.fact(self.fact)
        placed = cite(plan, self.citation)
        target = placed.citation.target
        if any(kept.citation.target == target for kept in state.citations):
            message = say("The fact {state} cites that passage already.", state=state.id)
            raise RefusedError("no-change", message, fact=state.id)
        speakers = [link.subject for link in placed.chain.links] if placed.chain else []
        about = (target, placed.source, *(one for one in speakers if one is not None))
        event = FactCited(
            content=placed.citation.model_copy(
                update={"stance": self.stance, "supports": self.supports}
            ),
            chain=ChainPart(chains=(placed.chain,)) if placed.chain else None,
            note=Prose(text=self.note) if self.note else None,
        )
        return _change(plan, (state.id,), {}, lambda _: (event, about))


@dataclass(frozen=True, slots=True)
class UnciteFact:
    """Take one citation of a fact back. The last one stays: a fact without a source is none."""

    fact: str
    cited: str
    reason: str

    def plan(self, plan: Plan) -> ChangedFacts:
        """Plan `CitationWithdrawn`.

        Raises:
            RefusedError: the fact does not cite it, or cites nothing else.
        """
        state = plan.fact(self.fact)
        targets = [kept.citation.target for kept in state.citations]
        found = [target for target in targets if target.startswith(self.cited.lower())]
        if len(found) != 1:
            message = say(
                "The fact {state} has no such citation; its passages are {targets}.",
                state=state.id,
                targets=", ".join(targets),
            )
            raise RefusedError("unknown-citation", message, fact=state.id)
        if len(targets) == 1:
            message = say(
                "That is the only passage the fact {state} rests on. Retract the fact instead.",
                state=state.id,
            )
            raise RefusedError("last-citation", message, fact=state.id)
        event = CitationWithdrawn(
            content=CitationWithdrawal(citation=found[0]), reason=_reason(self.reason)
        )
        return _change(plan, (state.id,), {}, lambda _: (event, (found[0],)))
