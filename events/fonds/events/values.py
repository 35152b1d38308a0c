# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The values events are made of: kinds, slots, citations, chains, premises, times.

Every model is frozen, strict and closed. Defaults belong to the released format: a member equal to
its default is left out of the canonical bytes, so a default must never change afterwards (the
golden files under tests/golden/events would no longer load as they were meant).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fonds.events.canonical import LARGEST_INTEGER
from fonds.events.closed import Closed
from fonds.events.ids import Id
from fonds.events.limits import ListLimits, NumberLimits, TextLimits

ISO_DAY_PATTERN = r"^(-?[0-9]{4}|Y-?[0-9]{5,18})-[0-9]{2}-[0-9]{2}$"


# The length apart from the pattern: pydantic's engine writes a counted class of Unicode out, which
# takes three milliseconds for each place where a name can stand.
Name = Annotated[str, TextLimits(r"^[^\W\d]\w*$", longest=100)]
"""A property's or qualifier's stable name: a letter, then letters, digits and underscores."""

Words = Annotated[str, TextLimits(shortest=1)]
"""Text as somebody wrote it; never trimmed, never normalised."""

Day = Annotated[str, TextLimits(ISO_DAY_PATTERN)]
"""A day of the proleptic Gregorian calendar, ISO 8601; years of more than four digits after Y."""

Whole = Annotated[int, NumberLimits(-LARGEST_INTEGER, LARGEST_INTEGER)]
"""A whole number that every reader of JSON holds exactly (RFC 8785 section 3.2.2.3)."""

Count = Annotated[int, NumberLimits(0, LARGEST_INTEGER)]
"""How many, or which, counted from 0."""

Scalar = str | Whole | bool
Literal_ = Scalar | tuple[Scalar, ...]
"""What a qualifier can say besides naming a subject."""


class SubjectKind(StrEnum):
    """What a subject is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    OFFICE = "office"
    PLACE = "place"
    EVENT = "event"
    DOCUMENT = "document"
    WORK = "work"


class ValueType(StrEnum):
    """What kind of thing a fact's value is."""

    TEXT = "text"
    DATE = "date"
    PLACE = "place"
    PERSON = "person"
    ORGANIZATION = "organization"
    OFFICE = "office"
    QUANTITY = "quantity"
    EVENT = "event"
    DOCUMENT = "document"
    URL = "url"


class ValueKind(StrEnum):
    """Whether the source gives a value, says that it is unknown, or says that there is none."""

    VALUE = "value"
    UNKNOWN = "unknown"
    NONE = "none"


class Certainty(StrEnum):
    """Whether the words say it, or a reader drew it from them."""

    STATED = "stated"
    INFERRED = "inferred"


class Manner(StrEnum):
    """How a link of a chain passes on what it says."""

    STATES = "states"
    QUOTES = "quotes"
    REPORTS = "reports"
    ALLEGES = "alleges"
    DENIES = "denies"
    TRANSLATES = "translates"


class Stance(StrEnum):
    """Whether a passage speaks for the fact or against it."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class Rank(StrEnum):
    """How an agent wants a fact treated when values are compared (as in Wikibase)."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Confidence(StrEnum):
    """How sure an agent is, in the five steps of Gramps."""

    VERY_LOW = "very low"
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    VERY_HIGH = "very high"


class SourceQuality(StrEnum):
    """Mills' first axis: what the source is."""

    ORIGINAL = "original"
    DERIVATIVE = "derivative"
    AUTHORED = "authored"


class InformationQuality(StrEnum):
    """Mills' second axis: how the informant knew."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNDETERMINED = "undetermined"


class EvidenceKind(StrEnum):
    """Mills' third axis: how the words bear on the question."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    NEGATIVE = "negative"


class EvidenceQuality(Closed):
    """The three axes of evidence analysis; any may be left open."""

    source: SourceQuality | None = None
    information: InformationQuality | None = None
    evidence: EvidenceKind | None = None


class CorrectionKind(StrEnum):
    """Why a fact's reading changed: we took the words wrongly, or our fingers slipped."""

    MISREAD = "misread"
    MISTYPED = "mistyped"


class When(Closed):
    """A source's claim about time: EDTF and the days it can mean at the widest.

    ``earliest`` and ``latest`` are inclusive; None leaves that side open. They are stored, not
    recomputed, so that a later edition of the rules cannot move an old claim.
    """

    edtf: Words
    earliest: Day | None = None
    latest: Day | None = None


class Qualifier(Closed):
    """One typed qualifier: a literal, or the subject its words are taken to mean, or both."""

    name: Name
    value: Literal_ | None = None
    subject: Id | None = None

    def model_post_init(self, _: object, /) -> None:
        """Check what no field can be checked for alone."""
        if self.value is None and self.subject is None:
            message = f"The qualifier {self.name} says nothing."
            raise ValueError(message)


class Citation(Closed):
    """What a fact rests on: an excerpt, or an inquiry that found nothing.

    ``supports`` names the parts of the fact it bears on ("value", "when", "qualifier:office");
    empty means the whole fact. Within one fact a citation is known by its excerpt or inquiry.
    """

    excerpt: Id | None = None
    inquiry: Id | None = None
    stance: Stance = Stance.SUPPORTS
    supports: tuple[str, ...] = ()

    def model_post_init(self, _: object, /) -> None:
        """Check what no field can be checked for alone."""
        if (self.excerpt is None) == (self.inquiry is None):
            message = "A citation names one excerpt or one inquiry."
            raise ValueError(message)

    @property
    def target(self) -> str:
        """The excerpt's or inquiry's id."""
        return self.excerpt or self.inquiry or ""


class ChainLink(Closed):
    """One step of who says it to whom, nearest to the reader first.

    ``cited_work`` is the noted cited work this link speaks through; a link with ``mark`` and no
    ``work`` is a footnote whose entry is missing.
    """

    speaker: Words | None = None
    work: Words | None = None
    mark: Words | None = None
    manner: Manner = Manner.STATES
    read: bool = False
    cited_work: Id | None = None
    subject: Id | None = None


class Chain(Closed):
    """The chain of one citation, known by the citation's excerpt or inquiry.

    Exactly one link is the one that was really read; ``ends_nowhere`` says that the last link gives
    no source of its own.
    """

    citation: Id
    links: Annotated[tuple[ChainLink, ...], ListLimits(1)]
    ends_nowhere: bool = False

    def model_post_init(self, _: object, /) -> None:
        """Check what no field can be checked for alone."""
        if [link.read for link in self.links].count(True) != 1:
            message = "Exactly one link of a chain is the one that was read."
            raise ValueError(message)


class Premise(Closed):
    """Something a fact needs besides its own words, with the rule that joins them."""

    fact: Id | None = None
    excerpt: Id | None = None
    rule: Words

    def model_post_init(self, _: object, /) -> None:
        """Check what no field can be checked for alone."""
        if (self.fact is None) == (self.excerpt is None):
            message = "A premise is one fact or one excerpt."
            raise ValueError(message)


class Proposal(Closed):
    """Which program proposed a fact before a person took it, and by which rule."""

    agent: Id
    rule: Words


class Span(Closed):
    """A range of a rendition's text, in Unicode code points, end exclusive."""

    start: Count
    end: Count

    def model_post_init(self, _: object, /) -> None:
        """Check what no field can be checked for alone."""
        if self.end < self.start:
            message = f"The range {self.start}:{self.end} runs backwards."
            raise ValueError(message)


class Region(Closed):
    """A part of an image (whole pixels) or of a recording (whole milliseconds)."""

    file: Count = 0
    x: Whole | None = None
    y: Whole | None = None
    width: Whole | None = None
    height: Whole | None = None
    from_ms: Whole | None = None
    to_ms: Whole | None = None


class OutsideTerm(Closed):
    """A term of another vocabulary that a property comes near to."""

    vocabulary: Words
    term: Words


class Contributor(Closed):
    """A name as CSL parts it: family, given, particles and suffix, or one literal name.

    ``role`` is a name variable of CSL 1.0.2 (appendix IV): author, editor, translator.
    """

    role: Words
    family: Words | None = None
    given: Words | None = None
    particle: Words | None = None
    dropping_particle: Words | None = None
    suffix: Words | None = None
    literal: Words | None = None


class WorkVariable(Closed):
    """A further variable of CSL 1.0.2 (appendix IV): volume, page, DOI; a date is EDTF or words.

    ``id`` is the key the work has in the library it was imported from.
    """

    name: Annotated[str, TextLimits(r"^[A-Za-z][A-Za-z0-9_-]*$")]
    text: Words
