# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What queries answer about sources: captures, renditions, cited works, coverage, texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.sources.wiki_citations import told_work
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from fonds.archive.bibliography.items import Entry


@fixed
class FileAnswer:
    """One file of a capture.

    ``name`` and ``digest`` are None where they were erased or withheld, or are ``hidden`` here.
    """

    name: str | None
    digest: str | None
    media_type: str
    size: int
    hidden: bool = False


@fixed
class CaptureAnswer:
    """A capture: its files in order, or where and when the original was seen."""

    id: str
    files: tuple[FileAnswer, ...]
    retrieved_at: str | None
    url: str | None
    seen_at: str | None
    seen_on: str | None
    recorded_at: str
    agent: str
    position: int


@fixed
class TakenBack:
    """A capture that was of something else: why it was taken back, and its files' names.

    ``hidden`` says that these are not told here.
    """

    capture: str
    reason: str | None
    files: tuple[str, ...]
    hidden: bool = False


@fixed
class RenditionAnswer:
    """A rendition, without its text; ``gone`` where that was erased or withheld."""

    id: str
    capture: str
    parent: str | None
    method: str
    language: str | None
    tool: str | None
    length: int
    agent: str
    position: int
    gone: bool = False


@fixed
class ExtractionAnswer:
    """What a program found when it read a capture: how often each structure, and its remarks."""

    capture: str
    rendition: str | None
    tool: str | None
    structure: tuple[tuple[str, int], ...]
    remarks: tuple[str, ...]
    position: int


@fixed
class StructureAnswer:
    """A range of a text that is a heading, a row, a footnote's mark or another such thing."""

    kind: str
    start: int
    end: int
    level: int | None
    label: tuple[int, int] | None
    key: str | None


@fixed
class CitedWorkRow:
    """A work a source cites, and the passages cited under its mark (start, end)."""

    id: str
    mark: str | None
    work: str | None
    status: str
    passages: tuple[tuple[int, int], ...]
    traced_to: str | None = None
    """The source it was found to be."""
    reason: str | None = None
    captures: tuple[str, ...] = ()
    """The captures in whose texts its mark was found; none where it was noted without a place."""

    @property
    def told(self) -> str:
        """Its words as they are told to a person: a citation template is read."""
        return told_work(self.work or "")


@fixed
class DependenceAnswer:
    """What is said of a source's dependence on another and was not taken back.

    ``passages`` are excerpts; none means all of the source. ``event`` is the assertion's id.
    """

    event: str
    on: str
    on_title: str
    kind: str
    certainty: str
    passages: tuple[str, ...]
    note: str | None
    agent: str
    position: int


@fixed
class InquiryAnswer:
    """What was looked for in a source, in one line, and whom it was about."""

    id: str
    said: str
    outcome: str
    made_on: str | None
    subject: str | None
    agent: str
    position: int


@fixed
class Coverage:
    """How many characters of a source's newest text there are, are cited by facts, were read."""

    characters: int
    used: int
    read: int


@fixed
class CoverageSpan:
    """A range of a text, end exclusive: "used" by facts, "read" without a fact, or "unread"."""

    start: int
    end: int
    state: str
    facts: tuple[str, ...]


@fixed
class CoverageAnswer:
    """How many characters of one text facts use, were read (used or not), and neither; and where.

    ``spans`` lie one after the other from the beginning of the text to its end.
    """

    source: str
    capture: str
    rendition: str
    characters: int
    used: int
    read: int
    unread: int
    spans: tuple[CoverageSpan, ...]


@fixed
class UnclearAnchor:
    """A passage that was not found as it was: changed, ambiguous or lost.

    ``was`` are its words, ``now`` those at ``start`` to ``end`` of the text; None where there are
    none, or they are not here any more.
    """

    excerpt: str
    state: str
    facts: tuple[str, ...]
    was: str | None = None
    now: str | None = None
    start: int | None = None
    end: int | None = None


@fixed
class AnchorStates:
    """What became of the passages of a source's other texts in one text.

    ``counts`` are of exact, moved, changed, ambiguous and lost, in that order. ``decided`` are
    those of which a person said that they have other words there (changed) or are absent (lost).
    """

    rendition: str
    capture: str
    counts: tuple[tuple[str, int], ...]
    unclear: tuple[UnclearAnchor, ...]
    decided: tuple[UnclearAnchor, ...] = ()


@fixed
class AppraisalAnswer:
    """What somebody thought of a source."""

    reliability: str
    bias: str | None
    note: str | None
    agent: str
    recorded_at: str


@fixed
class SourceAnswer:
    """All that is known of a source, without its texts."""

    id: str
    number: int
    title: str
    aliases: tuple[str, ...]
    csl_type: str
    authors: tuple[str, ...]
    publisher: str | None
    issued: str | None
    language: str | None
    repository: str | None
    url: str | None
    held: bool
    withdrawn: bool
    facts: int
    captures: tuple[CaptureAnswer, ...]
    renditions: tuple[RenditionAnswer, ...]
    cited_works: tuple[CitedWorkRow, ...]
    appraisals: tuple[AppraisalAnswer, ...]
    coverage: Coverage | None
    note: str | None
    extractions: tuple[ExtractionAnswer, ...] = ()
    dependences: tuple[DependenceAnswer, ...] = ()
    inquiries: tuple[InquiryAnswer, ...] = ()
    work: Entry | None = None
    """Its whole description as a library would have it; None where that was erased."""
    taken_back: tuple[TakenBack, ...] = ()
    """Captures that were of something else; their texts can be read by their ids."""


@fixed
class PassageAnswer:
    """An excerpt on a text, and the facts that rest on it."""

    excerpt: str
    start: int
    end: int
    locator: str | None
    facts: tuple[str, ...]


@fixed
class TextAnswer:
    """A rendition's text with its passages in the order of the text."""

    source: str
    title: str
    number: int
    capture: str
    rendition: str
    method: str
    text: str
    passages: tuple[PassageAnswer, ...]
