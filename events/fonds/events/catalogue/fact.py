# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Events of facts: what one source says about one subject, and what became of that reading."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from fonds.events.catalogue.base import Event, Prose, StreamKind
from fonds.events.closed import Closed
from fonds.events.ids import Id
from fonds.events.limits import ListLimits
from fonds.events.values import (
    Certainty,
    Chain,
    Citation,
    Confidence,
    CorrectionKind,
    EvidenceQuality,
    Name,
    Premise,
    Proposal,
    Qualifier,
    Rank,
    ValueKind,
    ValueType,
    When,
    Whole,
    Words,
)


class Reading(Closed):
    """What we take the words to say: property, value and all that limits it.

    A value of kind "value" is a literal, or a subject, or both (the literal is then the label as
    given). Dates are EDTF text; a quantity is an integer, or text where it is no whole number.
    """

    property: Name
    value_kind: ValueKind = ValueKind.VALUE
    value_type: ValueType = ValueType.TEXT
    value: str | Whole | None = None
    value_subject: Id | None = None
    unit: Words | None = None
    hedge: Words | None = None
    when: When | None = None
    qualifiers: tuple[Qualifier, ...] = ()

    def model_post_init(self, _: object, /) -> None:
        """Check what no field can be checked for alone."""
        given = self.value is not None or self.value_subject is not None
        if given != (self.value_kind is ValueKind.VALUE):
            message = "A fact has a value exactly when its value kind is “value”."
            raise ValueError(message)
        named = self.qualifiers
        if len(named) > 1 and len({qualifier.name for qualifier in named}) != len(named):
            message = "A fact says each qualifier once."
            raise ValueError(message)


class SlotWords(Closed):
    """The words in which a qualifier's slot stands in the source."""

    name: Name
    words: Words


class FactWording(Closed):
    """Words as they stand in the source: for the value, the slots and the time.

    ``as_written`` are the words behind a normalised value; ``subject`` and ``value`` the name or
    pronoun that stands in a slot; ``when`` the words on time.
    """

    as_written: Words | None = None
    subject: Words | None = None
    value: Words | None = None
    when: Words | None = None
    qualifiers: tuple[SlotWords, ...] = ()


class FactContent(Closed):
    """A fact: whom it is about, what it says, and what it rests on."""

    subject: Id
    reading: Reading
    citations: Annotated[tuple[Citation, ...], ListLimits(1)]
    premises: tuple[Premise, ...] = ()
    certainty: Certainty = Certainty.STATED
    proposal: Proposal | None = None


class ChainPart(Closed):
    """Who says it to whom, for each citation that has a chain."""

    chains: Annotated[tuple[Chain, ...], ListLimits(1)]


class FactAsserted(Event):
    """A sourced fact was recorded."""

    STREAM: ClassVar = StreamKind.FACT
    OPENS: ClassVar = True
    type: Literal["FactAsserted"] = "FactAsserted"
    content: FactContent
    wording: FactWording | None = None
    chain: ChainPart | None = None
    note: Prose | None = None


class FactCited(Event):
    """One more passage (or inquiry) was found to bear on a fact."""

    STREAM: ClassVar = StreamKind.FACT
    ADDITIVE: ClassVar = True
    type: Literal["FactCited"] = "FactCited"
    content: Citation
    chain: ChainPart | None = None
    note: Prose | None = None


class CitationWithdrawal(Closed):
    """Which citation is taken back: its excerpt or inquiry."""

    citation: Id


class CitationWithdrawn(Event):
    """A citation was taken back."""

    STREAM: ClassVar = StreamKind.FACT
    type: Literal["CitationWithdrawn"] = "CitationWithdrawn"
    content: CitationWithdrawal
    reason: Prose | None = None


class CorrectionContent(Closed):
    """The whole reading as it is from now on, and why it changed."""

    kind: CorrectionKind
    reading: Reading
    certainty: Certainty = Certainty.STATED


class FactCorrected(Event):
    """We had misread or mistyped. The whole wording goes with the whole reading; the id stays."""

    STREAM: ClassVar = StreamKind.FACT
    type: Literal["FactCorrected"] = "FactCorrected"
    content: CorrectionContent
    wording: FactWording | None = None
    reason: Prose | None = None


class ReattributionContent(Closed):
    """A slot ("subject", "value" or a qualifier's name) and the subject it means from now on."""

    slot: Name
    to: Id


class FactReattributed(Event):
    """A slot means another subject; the fact's id and words stay."""

    STREAM: ClassVar = StreamKind.FACT
    type: Literal["FactReattributed"] = "FactReattributed"
    content: ReattributionContent
    reason: Prose | None = None


class FactRetracted(Event):
    """We no longer hold the fact."""

    STREAM: ClassVar = StreamKind.FACT
    type: Literal["FactRetracted"] = "FactRetracted"
    reason: Prose | None = None


class FactReinstated(Event):
    """We hold a retracted fact again."""

    STREAM: ClassVar = StreamKind.FACT
    type: Literal["FactReinstated"] = "FactReinstated"
    reason: Prose | None = None


class AssessmentContent(Closed):
    """What an agent concluded about a fact: with the reason, four things in four fields."""

    rank: Rank = Rank.NORMAL
    confidence: Confidence | None = None
    quality: EvidenceQuality | None = None


class FactAssessed(Event):
    """Somebody judged a fact: the whole assessment as it is from now on."""

    STREAM: ClassVar = StreamKind.FACT
    type: Literal["FactAssessed"] = "FactAssessed"
    content: AssessmentContent
    reason: Prose | None = None
