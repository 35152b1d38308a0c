# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Hypothesis strategies for every event of the catalogue, one for each type, and what surrounds it.

tests/events/test_recorded.py refuses a catalogue with a type that has no strategy here. The values
have their own in tests/strategies_values.py.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from strategies_values import (
    chain_parts,
    citations,
    closed,
    commitments,
    counts,
    ids,
    maybe,
    names,
    one_of,
    premises,
    property_contents,
    proposals,
    prose,
    qualities,
    quotations,
    readings,
    regions,
    some,
    source_origins,
    spans,
    subject_contents,
    texts,
    whens,
    wordings,
    words,
    works,
)

from fonds.events.catalogue import archive, captures, excerpt, fact, properties, source, subject
from fonds.events.header import Adoption, spell_moment
from fonds.events.recorded import Authorship, Draft
from fonds.events.values import (
    Certainty,
    Confidence,
    CorrectionKind,
    Rank,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from fonds.events.catalogue.base import Event


# Events


@cache
def event_strategies() -> dict[type[Event], SearchStrategy[Any]]:
    """Return a strategy for each event type that has one."""
    found: dict[type[Event], SearchStrategy[Any]] = {}

    def event(kind: type[Event], **parts: SearchStrategy[Any]) -> None:
        found[kind] = closed(kind, **parts)

    reason, note = maybe(prose()), maybe(prose())
    _archive_events(event, reason)
    _source_events(event, reason, note)
    _subject_events(event, reason, note)
    _fact_events(event, reason, note)
    return found


def _archive_events(event: Any, reason: SearchStrategy[Any]) -> None:
    event(
        archive.ArchiveCreated,
        content=closed(archive.ArchiveContent, name=words()),
        import_secret=maybe(closed(archive.ImportSecret, key=commitments())),
    )
    visibility = one_of(archive.Visibility)
    policy = closed(
        archive.PolicyContent,
        living=visibility,
        notes=visibility,
        quotations=visibility,
        sources=some(ids()),
        subjects=some(ids()),
        presumed_dead_after=st.integers(0, 200),
    )
    event(archive.PolicySet, content=policy, reason=reason)
    agent = closed(
        archive.AgentContent,
        kind=one_of(archive.AgentKind),
        name=words(),
        version=maybe(words()),
        key=maybe(words()),
    )
    event(archive.AgentIntroduced, content=agent)
    erased = closed(archive.ErasedParts, event=ids(), parts=some(words()))
    erasure = closed(archive.ErasureContent, erased=some(erased, most=2), ground=words())
    event(archive.ContentErased, content=erasure, reason=reason)
    event(properties.PropertyDefined, content=property_contents())
    event(properties.PropertyAmended, content=property_contents(), reason=reason)


def _source_events(event: Any, reason: SearchStrategy[Any], note: SearchStrategy[Any]) -> None:
    origin = maybe(source_origins())
    event(source.SourceRegistered, content=works(), origin=origin, note=note)
    event(source.SourceDescribed, content=works(), origin=origin, reason=reason)
    event(source.SourceWithdrawn, reason=reason)
    appraisal = closed(
        source.AppraisalContent, reliability=one_of(source.Reliability), bias=maybe(words())
    )
    event(source.SourceAppraised, content=appraisal, note=note)
    dependence = closed(
        source.DependenceContent,
        on=ids(),
        kind=one_of(source.DependenceKind),
        certainty=one_of(Certainty),
        passages=some(ids()),
        evidence=some(citations(), most=2),
    )
    event(source.SourceDependenceAsserted, content=dependence, note=note)
    withdrawal = closed(source.DependenceWithdrawal, asserted=ids())
    event(source.SourceDependenceWithdrawn, content=withdrawal, reason=reason)
    taken_back = closed(captures.CaptureWithdrawal, capture=ids(), cited_works=some(ids()))
    event(captures.CaptureWithdrawn, content=taken_back, reason=reason)
    file = closed(source.CapturedFile, media_type=words(), size=counts())
    capture = closed(
        source.CaptureContent,
        capture=ids(),
        files=some(file, most=2),
        retrieved_at=maybe(whens()),
        seen_on=maybe(whens()),
    )
    digest = st.binary(min_size=32, max_size=32).map(lambda raw: f"sha256:{raw.hex()}")
    capture_origin = closed(
        source.CaptureOrigin,
        files=some(closed(source.FileOrigin, name=maybe(words()), digest=digest), most=2),
        url=maybe(words()),
        seen_at=maybe(words()),
        obtained_by=maybe(words()),
        given_by=maybe(words()),
    )
    event(source.CaptureAdded, content=capture, origin=maybe(capture_origin), note=note)
    text_map = closed(source.TextMap, span=spans(), locator=maybe(words()), region=maybe(regions()))
    rendition = closed(
        source.RenditionContent,
        rendition=ids(),
        capture=ids(),
        parent=maybe(ids()),
        method=one_of(source.Method),
        language=maybe(words()),
        tool=maybe(words()),
        length=counts(),
        maps=some(text_map, most=2),
    )
    text = closed(source.RenditionText, text=texts())
    event(source.RenditionAdded, content=rendition, text=maybe(text), note=note)
    cited = closed(
        source.CitedWorkContent,
        cited_work=ids(),
        mark=maybe(words()),
        rendition=maybe(ids()),
        passages=some(spans(), most=2),
        dangling=st.booleans(),
    )
    cited_wording = maybe(closed(source.CitedWorkWording, work=words()))
    event(source.CitedWorkNoted, content=cited, wording=cited_wording, note=note)
    trace = closed(
        source.TraceContent,
        cited_work=ids(),
        source=maybe(ids()),
        other=maybe(ids()),
        unlocatable=st.booleans(),
    )
    event(source.CitedWorkTraced, content=trace, reason=reason)
    inquiry = closed(
        source.InquiryContent,
        inquiry=ids(),
        capture=maybe(ids()),
        sought=maybe(ids()),
        made_on=maybe(whens()),
        outcome=words(),
    )
    inquiry_wording = closed(
        source.InquiryWording,
        sought=words(),
        spellings=some(words()),
        extent=maybe(words()),
        gaps=maybe(words()),
        method=maybe(words()),
    )
    event(source.InquiryRecorded, content=inquiry, wording=maybe(inquiry_wording), note=note)
    structure = closed(
        source.TextStructure,
        kind=one_of(source.StructureKind),
        span=spans(),
        level=maybe(counts()),
        label=maybe(spans()),
        key=maybe(words()),
    )
    extraction = closed(
        source.ExtractionContent,
        capture=ids(),
        rendition=maybe(ids()),
        tool=maybe(words()),
        structure=some(structure),
        remarks=some(words()),
    )
    event(source.ExtractionNoted, content=extraction)
    read = closed(source.ReadContent, rendition=ids(), span=spans())
    event(source.PassageRead, content=read, note=note)


def _subject_events(event: Any, reason: SearchStrategy[Any], note: SearchStrategy[Any]) -> None:
    place = {"rendition": ids(), "span": maybe(spans()), "region": maybe(regions())}
    quotation = maybe(quotations())
    taken = closed(excerpt.ExcerptContent, locator=maybe(words()), **place)
    event(excerpt.ExcerptTaken, content=taken, quotation=quotation)
    moved = closed(excerpt.RelocationContent, state=one_of(excerpt.AnchorState), **place)
    event(excerpt.ExcerptRelocated, content=moved, quotation=quotation, reason=reason)
    translated = closed(excerpt.TranslationContent, language=words(), withdrawn=st.booleans())
    translation = closed(excerpt.Translation, words=words(), translator=maybe(words()))
    event(
        excerpt.ExcerptTranslated,
        content=translated,
        translation=maybe(translation),
        reason=reason,
    )
    event(subject.SubjectOpened, content=subject_contents(), note=note)
    event(subject.SubjectDescribed, content=subject_contents(), reason=reason)
    event(subject.SubjectWithdrawn, reason=reason)
    link = closed(
        subject.LinkContent,
        other=ids(),
        judgement=one_of(subject.Judgement),
        evidence=some(citations(), most=2),
    )
    event(subject.SubjectsLinked, content=link, reason=reason)
    resolution = closed(
        subject.ResolutionContent,
        property=names(),
        facts=some(ids(), least=2),
        outcome=one_of(subject.ConflictOutcome),
        preferred=maybe(ids()),
    )
    event(subject.ConflictResolved, content=resolution, reason=reason)
    noted = closed(subject.NoteContent, citations=some(citations(), most=2))
    event(subject.NoteWritten, content=noted, note=note)


def _fact_events(event: Any, reason: SearchStrategy[Any], note: SearchStrategy[Any]) -> None:
    asserted = closed(
        fact.FactContent,
        subject=ids(),
        reading=readings(),
        citations=some(citations(), least=1, most=2),
        premises=some(premises(), most=2),
        certainty=one_of(Certainty),
        proposal=maybe(proposals()),
    )
    chain, wording = maybe(chain_parts()), maybe(wordings())
    event(fact.FactAsserted, content=asserted, wording=wording, chain=chain, note=note)
    event(fact.FactCited, content=citations(), chain=chain, note=note)
    uncited = closed(fact.CitationWithdrawal, citation=ids())
    event(fact.CitationWithdrawn, content=uncited, reason=reason)
    corrected = closed(
        fact.CorrectionContent,
        kind=one_of(CorrectionKind),
        reading=readings(),
        certainty=one_of(Certainty),
    )
    event(fact.FactCorrected, content=corrected, wording=wording, reason=reason)
    moved = closed(fact.ReattributionContent, slot=names(), to=ids())
    event(fact.FactReattributed, content=moved, reason=reason)
    event(fact.FactRetracted, reason=reason)
    event(fact.FactReinstated, reason=reason)
    assessment = closed(
        fact.AssessmentContent,
        rank=one_of(Rank),
        confidence=maybe(one_of(Confidence)),
        quality=maybe(qualities()),
    )
    event(fact.FactAssessed, content=assessment, reason=reason)


@cache
def events() -> SearchStrategy[Any]:
    """Any event of any type."""
    return st.one_of(*event_strategies().values())


# What surrounds an event


@cache
def adoptions() -> SearchStrategy[Adoption]:
    return closed(Adoption, archive=ids(), leaf=commitments())


def drafts(said: SearchStrategy[Any] | None = None) -> SearchStrategy[Draft]:
    """An event with a place in the log; ``said`` limits which events."""
    return st.builds(
        Draft,
        event=events() if said is None else said,
        stream=ids(),
        about=some(ids()),
        after=maybe(ids()),
        import_key=maybe(commitments()),
        adopted_from=maybe(adoptions()),
    )


@cache
def moments() -> SearchStrategy[str]:
    return st.datetimes(timezones=st.timezones()).filter(_is_a_moment).map(spell_moment)


def _is_a_moment(moment: Any) -> bool:
    # At the ends of the calendar a zone can lead out of it.
    return 1 < moment.year < 9999


@cache
def authorships() -> SearchStrategy[Authorship]:
    return st.builds(Authorship, archive=ids(), action=ids(), recorded_at=moments(), agent=ids())
