# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Events of sources: the works, what was held of them, their texts, what they cite and lack."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from fonds.events.catalogue.base import Event, Prose, StreamKind
from fonds.events.closed import Closed
from fonds.events.ids import Id
from fonds.events.limits import TextLimits
from fonds.events.values import (
    Certainty,
    Citation,
    Contributor,
    Count,
    Region,
    Span,
    When,
    Words,
    WorkVariable,
)

Digest = Annotated[str, TextLimits(r"^sha256:[0-9a-f]{64}$")]
"""SHA-256 (FIPS 180-4) of a file's bytes, in lower-case hexadecimal."""


class WorkContent(Closed):
    """A work described in CSL 1.0.2 terms, and whether anything of it is held.

    ``contributors`` are names that are known in parts; those with the role author are ``authors``
    said more closely, in the same order.
    """

    title: Words
    csl_type: Words = "document"
    authors: tuple[Words, ...] = ()
    container_title: Words | None = None
    publisher: Words | None = None
    publisher_place: Words | None = None
    issued: When | None = None
    language: Words | None = None
    repository: Words | None = None
    call_number: Words | None = None
    held: bool = True
    contributors: tuple[Contributor, ...] = ()
    variables: tuple[WorkVariable, ...] = ()


class SourceOrigin(Closed):
    """Where a source is to be found, and by what other names (file names) it is known here."""

    url: Words | None = None
    aliases: tuple[Words, ...] = ()


class SourceRegistered(Event):
    """A work became known as a source, held or not."""

    STREAM: ClassVar = StreamKind.SOURCE
    SCHEMA: ClassVar = 2
    OPENS: ClassVar = True
    type: Literal["SourceRegistered"] = "SourceRegistered"
    content: WorkContent
    origin: SourceOrigin | None = None
    note: Prose | None = None


class SourceDescribed(Event):
    """A source's whole description as it is from now on."""

    STREAM: ClassVar = StreamKind.SOURCE
    SCHEMA: ClassVar = 2
    type: Literal["SourceDescribed"] = "SourceDescribed"
    content: WorkContent
    origin: SourceOrigin | None = None
    reason: Prose | None = None


class SourceWithdrawn(Event):
    """The source itself is no longer held to be one."""

    STREAM: ClassVar = StreamKind.SOURCE
    type: Literal["SourceWithdrawn"] = "SourceWithdrawn"
    reason: Prose | None = None


class Reliability(StrEnum):
    """How far a source is to be trusted, in an agent's judgement."""

    RELIABLE = "reliable"
    MIXED = "mixed"
    UNRELIABLE = "unreliable"
    UNKNOWN = "unknown"


class AppraisalContent(Closed):
    """An agent's judgement of a source: reliability, and bias in a few words."""

    reliability: Reliability = Reliability.UNKNOWN
    bias: Words | None = None


class SourceAppraised(Event):
    """Somebody judged a source; shown wherever it is cited."""

    STREAM: ClassVar = StreamKind.SOURCE
    ADDITIVE: ClassVar = True
    type: Literal["SourceAppraised"] = "SourceAppraised"
    content: AppraisalContent
    note: Prose | None = None


class DependenceKind(StrEnum):
    """How one source rests on another."""

    COPIES = "copies"
    RESTS_ON = "rests on"
    TRANSLATES = "translates"
    SAME_ORIGINAL = "same original"


class DependenceContent(Closed):
    """That this source, or the named passages of it, copies or rests on another source."""

    on: Id
    kind: DependenceKind
    certainty: Certainty = Certainty.STATED
    passages: tuple[Id, ...] = ()
    evidence: tuple[Citation, ...] = ()


class SourceDependenceAsserted(Event):
    """One source was said to depend on another."""

    STREAM: ClassVar = StreamKind.SOURCE
    ADDITIVE: ClassVar = True
    type: Literal["SourceDependenceAsserted"] = "SourceDependenceAsserted"
    content: DependenceContent
    note: Prose | None = None


class DependenceWithdrawal(Closed):
    """Which assertion of dependence is taken back: its event's id."""

    asserted: Id


class SourceDependenceWithdrawn(Event):
    """A dependence was taken back."""

    STREAM: ClassVar = StreamKind.SOURCE
    ADDITIVE: ClassVar = True
    type: Literal["SourceDependenceWithdrawn"] = "SourceDependenceWithdrawn"
    content: DependenceWithdrawal
    reason: Prose | None = None


class CapturedFile(Closed):
    """One file of a capture: its media type (RFC 6838) and size in bytes."""

    media_type: Words
    size: Count


class CaptureContent(Closed):
    """A source as it was held: files in order, or none where it was only seen."""

    capture: Id
    files: tuple[CapturedFile, ...] = ()
    retrieved_at: When | None = None
    seen_on: When | None = None


class FileOrigin(Closed):
    """What would identify one file of a capture: name and digest."""

    name: Words | None = None
    digest: Digest


class CaptureOrigin(Closed):
    """How and from where a capture came; ``files`` in the order of the content's files."""

    files: tuple[FileOrigin, ...] = ()
    url: Words | None = None
    seen_at: Words | None = None
    obtained_by: Words | None = None
    given_by: Words | None = None


class CaptureAdded(Event):
    """A source was captured, or seen where it lies."""

    STREAM: ClassVar = StreamKind.SOURCE
    ADDITIVE: ClassVar = True
    type: Literal["CaptureAdded"] = "CaptureAdded"
    content: CaptureContent
    origin: CaptureOrigin | None = None
    note: Prose | None = None


class Method(StrEnum):
    """How a rendition's text was made."""

    EXTRACTED = "extracted"
    OCR = "ocr"
    TRANSCRIBED = "transcribed"
    TRANSLATED = "translated"
    REDACTED = "redacted"


class TextMap(Closed):
    """Which page, region or time a range of the text was made from."""

    span: Span
    locator: Words | None = None
    region: Region | None = None


class RenditionContent(Closed):
    """How a text was made and from what. ``length`` counts its Unicode code points."""

    rendition: Id
    capture: Id
    parent: Id | None = None
    method: Method
    language: Words | None = None
    tool: Words | None = None
    length: Count
    maps: tuple[TextMap, ...] = ()


class RenditionText(Closed):
    """The text, exact to the code point."""

    text: str


class RenditionAdded(Event):
    """A text of a capture was made; it never changes."""

    STREAM: ClassVar = StreamKind.SOURCE
    ADDITIVE: ClassVar = True
    type: Literal["RenditionAdded"] = "RenditionAdded"
    content: RenditionContent
    text: RenditionText | None = None
    note: Prose | None = None


class StructureKind(StrEnum):
    """What a range of a text was found to be."""

    TITLE = "title"
    AUTHOR = "author"
    DATE = "date"
    HEADING = "heading"
    INFOBOX_ROW = "infobox row"
    TABLE_ROW = "table row"
    CAPTION = "caption"
    BLOCK_QUOTATION = "block quotation"
    FOOTNOTE_MARK = "footnote mark"
    FOOTNOTE_ENTRY = "footnote entry"
    PAGE_NUMBER = "page number"
    PAGE_HEAD = "page head"


class TextStructure(Closed):
    """A range and what it is; a heading's level, a row's label; a key marks and entries share."""

    kind: StructureKind
    span: Span
    level: Count | None = None
    label: Span | None = None
    key: Words | None = None


class ExtractionContent(Closed):
    """What a program found in a capture besides its text, and what it could not read.

    ``rendition`` is the text that the ranges are of; None where the files hold no text.
    """

    capture: Id
    rendition: Id | None = None
    tool: Words | None = None
    structure: tuple[TextStructure, ...] = ()
    remarks: tuple[Words, ...] = ()


class ExtractionNoted(Event):
    """A capture was read by a program: its structure, and what is missing or odd in its text."""

    STREAM: ClassVar = StreamKind.SOURCE
    ADDITIVE: ClassVar = True
    type: Literal["ExtractionNoted"] = "ExtractionNoted"
    content: ExtractionContent


class CitedWorkContent(Closed):
    """A footnote or reference found in a source: its mark and the passages it covers."""

    cited_work: Id
    mark: Words | None = None
    rendition: Id | None = None
    passages: tuple[Span, ...] = ()
    dangling: bool = False


class CitedWorkWording(Closed):
    """The reference's own words."""

    work: Words


class CitedWorkNoted(Event):
    """A source was found to cite a work; no wording where the mark has no entry (dangling)."""

    STREAM: ClassVar = StreamKind.SOURCE
    ADDITIVE: ClassVar = True
    type: Literal["CitedWorkNoted"] = "CitedWorkNoted"
    content: CitedWorkContent
    wording: CitedWorkWording | None = None
    note: Prose | None = None


class TraceContent(Closed):
    """What a cited work is: one of our sources, another cited work, or not to be located."""

    cited_work: Id
    source: Id | None = None
    other: Id | None = None
    unlocatable: bool = False


class CitedWorkTraced(Event):
    """A cited work was followed to what it is, or given up."""

    STREAM: ClassVar = StreamKind.SOURCE
    ADDITIVE: ClassVar = True
    type: Literal["CitedWorkTraced"] = "CitedWorkTraced"
    content: TraceContent
    reason: Prose | None = None


class InquiryContent(Closed):
    """What was looked for in a source, how far and how, and what came of it."""

    inquiry: Id
    capture: Id | None = None
    sought: Id | None = None
    made_on: When | None = None
    outcome: Words = "not found"


class InquiryWording(Closed):
    """The inquiry in words: whom or what, under which spellings, in which part, with what gaps."""

    sought: Words
    spellings: tuple[Words, ...] = ()
    extent: Words | None = None
    gaps: Words | None = None
    method: Words | None = None


class InquiryRecorded(Event):
    """Something was sought in a source and not found: evidence of absence, citable."""

    STREAM: ClassVar = StreamKind.SOURCE
    ADDITIVE: ClassVar = True
    type: Literal["InquiryRecorded"] = "InquiryRecorded"
    content: InquiryContent
    wording: InquiryWording | None = None
    note: Prose | None = None


class ReadContent(Closed):
    """The range that was read."""

    rendition: Id
    span: Span


class PassageRead(Event):
    """A range was read and yielded nothing more."""

    STREAM: ClassVar = StreamKind.SOURCE
    ADDITIVE: ClassVar = True
    type: Literal["PassageRead"] = "PassageRead"
    content: ReadContent
    note: Prose | None = None
