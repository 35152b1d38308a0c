# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Facts and identities made in one line, for tests of the resolution rules."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from fonds.archive.record.rule import PropertyRule
from fonds.archive.record.states import AssessmentState, FactState, Standing
from fonds.archive.vocabulary import builtin_properties
from fonds.events.catalogue.fact import AssessmentContent, FactWording, Reading
from fonds.events.catalogue.properties import Cardinality
from fonds.events.dates import parse
from fonds.events.ids import id_from_bytes
from fonds.events.values import Certainty, Qualifier, Rank, ValueKind, ValueType, When

if TYPE_CHECKING:
    from fonds.events.catalogue.subject import Judgement

SUBJECT_TYPES = {"person", "organization", "event", "document"}


def subject_id(label: str) -> str:
    """Make an id of a label, the same every time."""
    return id_from_bytes(hashlib.sha256(label.encode()).digest())


class People:
    """Whom the test knows: labels by id, and what was judged of pairs."""

    def __init__(self, *labels: str) -> None:
        self.labels = {subject_id(label): label for label in labels}
        self.judged: dict[frozenset[str], Judgement] = {}

    def judge(self, a: str, b: str, judgement: Judgement) -> People:
        self.judged[frozenset((subject_id(a), subject_id(b)))] = judgement
        return self

    def judgement(self, a: str, b: str) -> Judgement | None:
        return self.judged.get(frozenset((a, b)))

    def label(self, subject: str) -> str:
        return self.labels.get(subject, subject)


def rule_of(name: str) -> PropertyRule:
    """The rule of a shipped property."""
    term = builtin_properties()[name]
    return PropertyRule(name, term.cardinality, term.scope_qualifiers)


def single(name: str = "thing") -> PropertyRule:
    return PropertyRule(name, Cardinality.SINGLE)


def in_context(*scope_qualifiers: str, name: str = "thing") -> PropertyRule:
    return PropertyRule(name, Cardinality.SINGLE_IN_CONTEXT, scope_qualifiers)


def several(name: str = "thing") -> PropertyRule:
    return PropertyRule(name, Cardinality.MULTIPLE)


def when_of(edtf: str | None) -> When | None:
    if edtf is None:
        return None
    bounds = parse(edtf).bounds
    return When(edtf=edtf, earliest=bounds.earliest, latest=bounds.latest)


def fact(
    position: int,
    value: str | int | None,
    type_: str = "text",
    *,
    when: str | None = None,
    who: str | None = None,
    kind: ValueKind = ValueKind.VALUE,
    unit: str | None = None,
    hedge: str | None = None,
    rank: Rank | None = None,
    standing: Standing = Standing.STANDS,
    meant: dict[str, str] | None = None,
    corrected_at: int | None = None,
    fact_id: str | None = None,
    subject: str = "clem",
    property_: str = "thing",
    **qualifiers: str | int | bool | tuple[str, ...],
) -> FactState:
    """Make a fact. ``who`` is the label of the subject meant; ``meant`` the same for qualifiers."""
    meant = meant or {}
    names = dict.fromkeys((*qualifiers, *meant))
    assessment = None
    if rank is not None:
        content = AssessmentContent(rank=rank)
        assessment = AssessmentState(content, None, "agent", "2026-01-01T00:00:00Z", position)
    return FactState(
        id=fact_id or f"f{position}",
        subject=subject_id(subject),
        reading=Reading(
            property=property_,
            value_kind=kind,
            value_type=ValueType(type_),
            value=value,
            value_subject=None if who is None else subject_id(who),
            unit=unit,
            hedge=hedge,
            when=when_of(when),
            qualifiers=tuple(
                Qualifier(
                    name=name,
                    value=qualifiers.get(name),
                    subject=subject_id(meant[name]) if name in meant else None,
                )
                for name in names
            ),
        ),
        wording=FactWording(),
        citations=(),
        premises=(),
        certainty=Certainty.STATED,
        standing=standing,
        assessment=assessment,
        note=None,
        reason=None,
        agent="agent",
        recorded_at="2026-01-01T00:00:00Z",
        position=position,
        last_event=f"e{position}",
        last_position=corrected_at or position,
        corrected=corrected_at is not None,
        read_position=corrected_at or position,
    )
