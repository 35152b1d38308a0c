# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The shape of the JSON export, and its JSON Schema (draft 2020-12).

Ids are the archive's; positions count from 1; offsets are Unicode code points, end exclusive; times
are UTC, ISO 8601; dates are EDTF. Members may be added in later editions of format 1; none is taken
away or given another meaning.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict  # pydantic refuses typing's own before Python 3.12

from fonds.archive.export.erasure_shape import ErasureShape  # noqa: TC001 - pydantic asks for it
from fonds.archive.export.passage_shapes import (  # noqa: TC001 - so too
    LinkShape,
    NewestShape,
    TranslationShape,
)
from fonds.events.checking import TypeAdapter

FORMAT: Literal["fonds-export/1"] = "fonds-export/1"

Scalar = str | int | bool
QualifierValue = Scalar | list[Scalar]
StatusName = Literal["agreed", "refined", "multiple", "disputed", "resolved", "unknown"]
RelationName = Literal["agrees", "refines", "overlaps", "conflicts", "different scope"]
CitedStatus = Literal["noted", "dangling", "traced", "unlocatable"]


class HeadShape(TypedDict):
    """The log's size and its RFC 6962 root over the leaf hashes, in hexadecimal."""

    size: int
    root: str


class ArchiveShape(TypedDict):
    """The archive the export was made from."""

    id: str
    name: str
    head: HeadShape


class MomentShape(TypedDict):
    """The moment everything is folded to."""

    position: int
    recorded_at: str | None


class CitedWorkShape(TypedDict):
    """The work a source passes on, and the source of ours it is; "dangling" without an entry."""

    mark: str | None
    work: str | None
    status: CitedStatus
    traced_to: NotRequired[str]


class CitationShape(TypedDict):
    """A passage a fact rests on. ``quote`` is null where the words were erased or withheld.

    ``ends_nowhere`` is there, and true, where the chain's last link gives no source of its own,
    ``translations`` where the passage has any, one a language, ``newest`` where it does not stand
    in a newer text of the source as it does here, and ``chain_gone``, and true, where a chain was
    erased, withheld or lost: who says it, and whether they deny it, is not known then.
    """

    source: str
    capture: str | None
    rendition: str | None
    excerpt: str | None
    inquiry: str | None
    quote: str | None
    start: int | None
    end: int | None
    locator: str | None
    stance: Literal["supports", "contradicts"]
    supports: list[str]
    asserted_by: str | None
    cited_work: CitedWorkShape | None
    chain: list[LinkShape]
    ends_nowhere: NotRequired[bool]
    chain_gone: NotRequired[bool]
    translations: NotRequired[list[TranslationShape]]
    newest: NotRequired[NewestShape]
    position: int


class QualityShape(TypedDict):
    """The three axes of evidence analysis; any may be open."""

    source: str | None
    information: str | None
    evidence: str | None


class AssessmentShape(TypedDict):
    """What an agent concluded about a fact."""

    rank: Literal["preferred", "normal", "deprecated"]
    confidence: str | None
    quality: QualityShape | None
    reason: str | None
    agent: str
    recorded_at: str
    position: int


class BoundsShape(TypedDict):
    """The first and last day a time can mean; null leaves that side open."""

    earliest: str | None
    latest: str | None


class ProvenPartShape(TypedDict):
    """A part as it was hashed, with its salt; or why it is not told.

    ``missing`` is "kept-back", "withheld" or "erased".
    """

    salt: NotRequired[str]
    data: NotRequired[str]
    missing: NotRequired[Literal["kept-back", "withheld", "erased"]]


class ProvenEventShape(TypedDict):
    """An event with its path to the head (RFC 9162 section 2.1.3), hashes in base64."""

    position: int
    header: str
    parts: dict[str, ProvenPartShape]
    path: list[str]


class NoteShape(TypedDict):
    """A note as somebody wrote it about a subject or a fact; ``id`` is that of its event."""

    id: str
    text: str
    agent: str
    recorded_at: str
    position: int


class FactShape(TypedDict):
    """A fact: its reading, the words behind it, what it rests on, who recorded it and when.

    ``subject`` is whom it is about; in a merged view not all facts are about one. ``note`` was
    recorded with it, ``notes`` (oldest first) were written about it later.
    """

    id: str
    subject: str
    value: str | int | None
    value_kind: Literal["value", "unknown", "none"]
    value_type: str
    value_subject: str | None
    as_written: str | None
    subject_as_written: NotRequired[str]
    value_as_written: NotRequired[str]
    hedge: NotRequired[str]
    unit: NotRequired[str]
    when: str | None
    when_text: NotRequired[str]
    when_bounds: NotRequired[BoundsShape]
    qualifiers: dict[str, QualifierValue]
    certainty: Literal["stated", "inferred"]
    corrected: bool
    assessment: AssessmentShape | None
    note: NotRequired[str]
    notes: NotRequired[list[NoteShape]]
    recorded_at: str
    agent: str
    position: int
    citations: list[CitationShape]
    proof: NotRequired[list[ProvenEventShape]]


class ValueShape(TypedDict):
    """A value and the facts that give it.

    ``lineages`` counts the originals its passages end in (null in exports made before they were
    counted); ``lineages_at_most`` says that there may be fewer, nobody having examined it;
    ``dangling`` that it rests on nothing but footnotes without an entry; ``circular`` names the
    sources that rest on each other below it.
    """

    value: str | int | None
    subject: str | None
    rank: Literal["preferred", "normal", "deprecated"]
    lineages: int | None
    citations: int
    sources: int
    second_hand: bool
    lineages_at_most: bool
    dangling: bool
    circular: list[str]
    facts: list[FactShape]


class RelationShape(TypedDict):
    """How two facts stand to each other, with one sentence that says why."""

    facts: list[str]
    relation: RelationName
    reason: str


class ResolutionShape(TypedDict):
    """What somebody concluded about conflicting facts, and whether that still has the last word."""

    outcome: Literal["preferred", "different scope", "both stand", "unresolved"]
    preferred: str | None
    facts: list[str]
    reason: str | None
    agent: str
    recorded_at: str
    position: int
    in_force: bool


class ScopeShape(TypedDict):
    """The values within one scope, leading first; none leads where it is disputed.

    ``resolutions`` (oldest first) and ``reopened`` are there where a conflict was ever weighed.
    """

    scope: dict[str, QualifierValue]
    status: StatusName
    relations: list[RelationShape]
    values: list[ValueShape]
    resolutions: NotRequired[list[ResolutionShape]]
    reopened: NotRequired[bool]


class PropertyShape(TypedDict):
    """A property: its scopes; apart from them what was deprecated, and what nobody says.

    ``denied`` are the facts that no passage is known to speak for: each denies it, or has lost its
    chain (``chain_gone``).
    """

    label: str
    section: str
    status: StatusName
    scopes: list[ScopeShape]
    deprecated: list[FactShape]
    denied: NotRequired[list[FactShape]]


class SubjectShape(TypedDict):
    """The record of one subject, by property name.

    ``notes`` (oldest first) are there where some were written, ``erased`` where something was.
    """

    id: str
    label: str
    kind: str
    names: list[str]
    properties: dict[str, PropertyShape]
    notes: NotRequired[list[NoteShape]]
    erased: NotRequired[list[ErasureShape]]


class FileShape(TypedDict):
    """One file of a capture; name and digest are null where they were erased or withheld."""

    name: str | None
    digest: str | None
    media_type: str
    size: int


CoverageState = Literal["used", "read", "unread"]


class CoverageSpanShape(TypedDict):
    """A range of a text in code points, end exclusive, and the exported facts that rest on it."""

    start: int
    end: int
    state: CoverageState
    facts: list[str]


class TextCoverageShape(TypedDict):
    """How much of a text the exported facts rest on, was read (used or not), and neither.

    ``spans`` lie one after the other from its beginning to its end.
    """

    rendition: str
    characters: int
    used: int
    read: int
    unread: int
    spans: list[CoverageSpanShape]


class CaptureShape(TypedDict):
    """A source as it was held, or seen."""

    id: str
    files: list[FileShape]
    retrieved_at: str | None
    url: str | None
    seen_at: str | None
    seen_on: str | None
    texts: NotRequired[list[TextCoverageShape]]


class SourceShape(TypedDict):
    """A source: the work in CSL terms, its captures, the works it cites.

    ``csl`` is the whole description as an item of CSL-JSON; null where it was erased.
    """

    id: str
    title: str
    aliases: list[str]
    type: str
    authors: list[str]
    publisher: str | None
    date: str | None
    language: str | None
    url: str | None
    csl: dict[str, Any] | None
    held: bool
    captures: list[CaptureShape]
    cited_works: list[CitedWorkShape]
    proof: NotRequired[list[ProvenEventShape]]


class ConflictShape(TypedDict):
    """Facts of one property of one subject that conflict.

    ``reopened``: it was resolved, and is open again.
    """

    id: str
    subject: str
    property: str
    status: Literal["open", "resolved"]
    relation: str
    reason: str
    facts: list[str]
    reopened: bool


class PolicyShape(TypedDict, total=False):
    """What was left out; a member is there only where it leaves something out."""

    exclude_sources: list[str]
    originals_only: bool
    stated_only: bool
    exclude_facts: list[str]
    living: Literal["shown", "hidden"]
    notes: Literal["shown", "hidden"]
    quotations: Literal["shown", "hidden"]
    sources: Literal["shown", "hidden"]
    subjects: Literal["shown", "hidden"]


class ExportDocument(TypedDict):
    """The whole export. ``rules`` is the edition of the resolution rules.

    Only with proofs: the signed head (c2sp.org/tlog-checkpoint), the public key, and a note
    (c2sp.org/signed-note) over the digests of all other members; docs/proofs.md says how. On
    request the headers of all events too, from the first to the head.
    """

    format: Literal["fonds-export/1"]
    rules: int
    archive: ArchiveShape
    as_of: MomentShape | None
    policy: PolicyShape
    subjects: list[SubjectShape]
    sources: list[SourceShape]
    conflicts: list[ConflictShape]
    checkpoint: NotRequired[str]
    key: NotRequired[str]
    headers: NotRequired[list[str]]
    signature: NotRequired[str]


def export_schema() -> dict[str, Any]:
    """Return the JSON Schema of the export."""
    schema = TypeAdapter(ExportDocument).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Fonds export, format 1",
    }
