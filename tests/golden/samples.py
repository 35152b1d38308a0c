# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the golden events say: every type once or more, rich in every member it can have.

Everything here is invented. `make_golden.py` writes a file for each; what is written is never
changed. For a new schema of a type, give its sample the new shape and the next number in its name.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from fonds.events.catalogue import archive, captures, excerpt, fact, properties, source, subject
from fonds.events.catalogue.base import Prose
from fonds.events.ids import id_from_bytes
from fonds.events.values import (
    Certainty,
    Chain,
    ChainLink,
    Citation,
    Confidence,
    Contributor,
    CorrectionKind,
    EvidenceKind,
    EvidenceQuality,
    InformationQuality,
    Manner,
    OutsideTerm,
    Premise,
    Proposal,
    Qualifier,
    Rank,
    Region,
    SourceQuality,
    Span,
    Stance,
    SubjectKind,
    ValueKind,
    ValueType,
    When,
    WorkVariable,
)

if TYPE_CHECKING:
    from fonds.events.recorded import AnyEvent


def thing(name: str) -> str:
    """Return the id of a thing of these samples, the same every time."""
    return id_from_bytes(hashlib.sha256(f"golden:{name}".encode()).digest())


NOTE = Prose(text="Asked at the desk;\nthe clerk “could not say”. \u2011 Zoë")
REASON = Prose(text="The column was read across the fold: 1 for 7.")
WHEN = When(edtf="1931-04-06/1931-05~", earliest="1931-04-06", latest="1931-06-30")
SUPPORT = Citation(
    excerpt=thing("excerpt"),
    stance=Stance.CONTRADICTS,
    supports=("value", "when", "qualifier:office"),
)
ABSENCE = Citation(inquiry=thing("inquiry"))
REGION = Region(file=1, x=-4, y=120, width=640, height=96, from_ms=1500, to_ms=9000)
QUOTATION = excerpt.Quotation(
    quote="elected “by two votes” in April", before="she was\n", after=" of that year\t"
)
CHAIN = fact.ChainPart(
    chains=(
        Chain(
            citation=thing("excerpt"),
            links=(
                ChainLink(speaker="Tomas Ferrer", manner=Manner.QUOTES, read=True),
                ChainLink(
                    speaker="an old neighbour",
                    work="Quarterly of the Harbour Society 12",
                    mark="[7]",
                    manner=Manner.REPORTS,
                    cited_work=thing("cited work"),
                    subject=thing("neighbour"),
                ),
            ),
            ends_nowhere=True,
        ),
    )
)
WORDING = fact.FactWording(
    as_written="two votes",
    subject="she",
    value="the Harbour Ward",
    when="in April of that year",
    qualifiers=(fact.SlotWords(name="office", words="the seat"),),
)
READING = fact.Reading(
    property="position_held",
    value_type=ValueType.OFFICE,
    value="Councillor for the Harbour Ward",
    value_subject=thing("office"),
    unit="votes",
    hedge="it is said",
    when=WHEN,
    qualifiers=(
        Qualifier(name="office", value="the seat", subject=thing("office")),
        Qualifier(name="margin", value=2),
        Qualifier(name="unopposed", value=False),
        Qualifier(name="rivals", value=("A. Orr", 3, True)),
        Qualifier(name="district", subject=thing("district")),
    ),
)
QUANTITY = fact.Reading(property="votes", value_type=ValueType.QUANTITY, value=-9007199254740991)
UNKNOWN = fact.Reading(property="father", value_type=ValueType.PERSON, value_kind=ValueKind.UNKNOWN)
NONE = fact.Reading(property="spouse", value_type=ValueType.PERSON, value_kind=ValueKind.NONE)
WORK = source.WorkContent(
    title="Quarterly of the Harbour Society",
    csl_type="article-journal",
    authors=("Ferrer, Tomas", "Ωmega, Á."),
    container_title="Quarterly",
    publisher="Harbour Society",
    publisher_place="Elmhaven",
    issued=WHEN,
    language="en-GB",
    repository="Elmhaven Record Office",
    call_number="Q 12/3",
    held=False,
)
WORK_IN_PARTS = WORK.model_copy(
    update={
        "contributors": (
            Contributor(role="author", family="Ferrer", given="Tomas"),
            Contributor(
                role="editor",
                family="Ωmega",
                given="Á.",
                particle="van den",
                dropping_particle="de",
                suffix="Jr.",
            ),
            Contributor(role="translator", literal="The Harbour Society"),
        ),
        "variables": (
            WorkVariable(name="id", text="ferrer1953"),
            WorkVariable(name="page", text="12–15"),
            WorkVariable(name="DOI", text="10.0000/quarterly.12"),
        ),
    }
)
ORIGIN = source.SourceOrigin(
    url="https://harbour.example/quarterly?no=12", aliases=("quarterly-12.txt", "Q12")
)
PROPERTY = properties.PropertyContent(
    name="position_held",
    label="Position held",
    definition="An office the subject held.",
    value_types=(ValueType.OFFICE, ValueType.TEXT),
    cardinality=properties.Cardinality.SINGLE_IN_CONTEXT,
    section="Career",
    scope_qualifiers=("office", "district"),
    inverse="held_by",
    symmetric=True,
    outside_terms=(OutsideTerm(vocabulary="example", term="E1"),),
)
SUBJECT = subject.SubjectContent(
    kind=SubjectKind.PERSON, label="Ines Falk", language="de", names=("I. Falk", "Zoë Fàlk")
)

OLD_PROPERTY: dict[str, object] = {
    "cardinality": "multi",
    "definition": "An office the subject held.",
    "inverse": "held_by",
    "label": "Position held",
    "name": "position_held",
    "outside_terms": [{"term": "E1", "vocabulary": "example"}],
    "scope_qualifiers": ["office", "district"],
    "symmetric": True,
    "value_types": ["office", "text"],
}
"""`PropertyDefined` as its first schema wrote it."""


def _cited(**members: object) -> fact.FactAsserted:
    content = fact.FactContent(
        subject=thing("person"), citations=(Citation(excerpt=thing("excerpt")),), **members
    )
    return fact.FactAsserted(content=content)


def samples() -> dict[str, AnyEvent]:
    """Return the events by the stems of their files: type, schema and, of further ones, a word."""
    return {**_of_the_archive(), **_of_sources(), **_of_subjects(), **_of_facts()}


def _of_the_archive() -> dict[str, AnyEvent]:
    hidden = archive.Visibility.HIDDEN
    return {
        "ArchiveCreated.1": archive.ArchiveCreated(
            content=archive.ArchiveContent(name="Golden papers"),
            import_secret=archive.ImportSecret(key="AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
        ),
        "PolicySet.2": archive.PolicySet(
            content=archive.PolicyContent(
                living=hidden,
                notes=hidden,
                quotations=hidden,
                sources=(thing("source"),),
                subjects=(thing("person"),),
                presumed_dead_after=100,
            ),
            reason=REASON,
        ),
        "AgentIntroduced.1": archive.AgentIntroduced(
            content=archive.AgentContent(
                kind=archive.AgentKind.PROGRAM, name="reader", version="1.2", key="ed25519:AAAA"
            )
        ),
        "ContentErased.1": archive.ContentErased(
            content=archive.ErasureContent(
                erased=(
                    archive.ErasedParts(event=thing("event"), parts=("content", "wording")),
                    archive.ErasedParts(event=thing("other event"), parts=("note",)),
                ),
                ground="other",
            ),
            reason=REASON,
        ),
        "PropertyDefined.2": properties.PropertyDefined(content=PROPERTY),
        "PropertyAmended.1": properties.PropertyAmended(content=PROPERTY, reason=REASON),
    }


def _of_sources() -> dict[str, AnyEvent]:
    dependence = source.DependenceContent(
        on=thing("other source"),
        kind=source.DependenceKind.RESTS_ON,
        certainty=Certainty.INFERRED,
        passages=(thing("excerpt"),),
        evidence=(SUPPORT, ABSENCE),
    )
    trace = thing("cited work")
    return {
        "SourceRegistered.2": source.SourceRegistered(
            content=WORK_IN_PARTS, origin=ORIGIN, note=NOTE
        ),
        "SourceDescribed.2": source.SourceDescribed(
            content=WORK_IN_PARTS, origin=ORIGIN, reason=REASON
        ),
        "SourceWithdrawn.1": source.SourceWithdrawn(reason=REASON),
        "SourceAppraised.1": source.SourceAppraised(
            content=source.AppraisalContent(
                reliability=source.Reliability.MIXED, bias="paid by the ward"
            ),
            note=NOTE,
        ),
        "SourceDependenceAsserted.1": source.SourceDependenceAsserted(
            content=dependence, note=NOTE
        ),
        "SourceDependenceWithdrawn.1": source.SourceDependenceWithdrawn(
            content=source.DependenceWithdrawal(asserted=thing("event")), reason=REASON
        ),
        "CaptureWithdrawn.1": captures.CaptureWithdrawn(
            content=captures.CaptureWithdrawal(
                capture=thing("capture"), cited_works=(thing("cited work"),)
            ),
            reason=REASON,
        ),
        "CaptureAdded.1": source.CaptureAdded(
            content=source.CaptureContent(
                capture=thing("capture"),
                files=(
                    source.CapturedFile(media_type="text/plain", size=0),
                    source.CapturedFile(media_type="image/png", size=70_000_000_000),
                ),
                retrieved_at=WHEN,
                seen_on=WHEN,
            ),
            origin=source.CaptureOrigin(
                files=(
                    source.FileOrigin(name="page 1.txt", digest="sha256:" + "0a" * 32),
                    source.FileOrigin(name="page 2.png", digest="sha256:" + "f9" * 32),
                ),
                url="https://harbour.example/12",
                seen_at="Elmhaven Record Office, reading room",
                obtained_by="Zoë",
                given_by="the clerk",
            ),
            note=NOTE,
        ),
        "RenditionAdded.1": source.RenditionAdded(
            content=source.RenditionContent(
                rendition=thing("rendition"),
                capture=thing("capture"),
                parent=thing("other rendition"),
                method=source.Method.OCR,
                language="en",
                tool="reader 1.2",
                length=11,
                maps=(source.TextMap(span=Span(start=0, end=11), locator="p. 7", region=REGION),),
            ),
            text=source.RenditionText(text="A\u0301\r\n𐐷\u0000\ufeff\u2028end\n"),
            note=NOTE,
        ),
        "CitedWorkNoted.1": source.CitedWorkNoted(
            content=source.CitedWorkContent(
                cited_work=thing("cited work"),
                mark="[7]",
                rendition=thing("rendition"),
                passages=(Span(start=3, end=9), Span(start=12, end=12)),
                dangling=True,
            ),
            wording=source.CitedWorkWording(work="Harbour Rolls, 1931, p. 4"),
            note=NOTE,
        ),
        "CitedWorkTraced.1": source.CitedWorkTraced(
            content=source.TraceContent(cited_work=trace, source=thing("source")), reason=REASON
        ),
        "CitedWorkTraced.1-other": source.CitedWorkTraced(
            content=source.TraceContent(cited_work=trace, other=thing("other cited work"))
        ),
        "CitedWorkTraced.1-unlocatable": source.CitedWorkTraced(
            content=source.TraceContent(cited_work=trace, unlocatable=True)
        ),
        "InquiryRecorded.1": source.InquiryRecorded(
            content=source.InquiryContent(
                inquiry=thing("inquiry"),
                capture=thing("capture"),
                sought=thing("person"),
                made_on=WHEN,
                outcome="found, illegible",
            ),
            wording=source.InquiryWording(
                sought="a baptism of Ines Falk",
                spellings=("Falk", "Falck"),
                extent="1905 to 1910",
                gaps="1907 is lost",
                method="page by page",
            ),
            note=NOTE,
        ),
        "ExtractionNoted.1": source.ExtractionNoted(
            content=source.ExtractionContent(
                capture=thing("capture"),
                rendition=thing("rendition"),
                tool="A reader 2",
                structure=(
                    source.TextStructure(
                        kind=source.StructureKind.HEADING, span=Span(start=0, end=9), level=2
                    ),
                    source.TextStructure(
                        kind=source.StructureKind.INFOBOX_ROW,
                        span=Span(start=10, end=40),
                        label=Span(start=10, end=14),
                    ),
                    source.TextStructure(
                        kind=source.StructureKind.FOOTNOTE_MARK,
                        span=Span(start=52, end=55),
                        key="note-5",
                    ),
                ),
                remarks=("Page 3 holds no text.",),
            ),
        ),
        "PassageRead.1": source.PassageRead(
            content=source.ReadContent(rendition=thing("rendition"), span=Span(start=0, end=400)),
            note=NOTE,
        ),
        "ExcerptTaken.1": excerpt.ExcerptTaken(
            content=excerpt.ExcerptContent(
                rendition=thing("rendition"),
                span=Span(start=31, end=62),
                region=REGION,
                locator="p. 7, l. 3",
            ),
            quotation=QUOTATION,
        ),
        "ExcerptRelocated.1": excerpt.ExcerptRelocated(
            content=excerpt.RelocationContent(
                rendition=thing("other rendition"),
                state=excerpt.AnchorState.MOVED,
                span=Span(start=40, end=71),
                region=REGION,
            ),
            quotation=QUOTATION,
            reason=REASON,
        ),
        "ExcerptTranslated.1": excerpt.ExcerptTranslated(
            content=excerpt.TranslationContent(language="pt-BR"),
            translation=excerpt.Translation(
                words="o moinho junto ao rio", translator="Ilda Brandão"
            ),
        ),
        "ExcerptTranslated.1-withdrawn": excerpt.ExcerptTranslated(
            content=excerpt.TranslationContent(language="pt-BR", withdrawn=True),
            reason=REASON,
        ),
    }


def _of_subjects() -> dict[str, AnyEvent]:
    return {
        "SubjectOpened.1": subject.SubjectOpened(content=SUBJECT, note=NOTE),
        "SubjectDescribed.1": subject.SubjectDescribed(content=SUBJECT, reason=REASON),
        "SubjectWithdrawn.1": subject.SubjectWithdrawn(reason=REASON),
        "SubjectsLinked.1": subject.SubjectsLinked(
            content=subject.LinkContent(
                other=thing("namesake"),
                judgement=subject.Judgement.NOT_SAME,
                evidence=(SUPPORT, ABSENCE),
            ),
            reason=REASON,
        ),
        "ConflictResolved.1": subject.ConflictResolved(
            content=subject.ResolutionContent(
                property="father",
                facts=(thing("fact"), thing("other fact")),
                outcome=subject.ConflictOutcome.PREFERRED,
                preferred=thing("other fact"),
            ),
            reason=REASON,
        ),
        "NoteWritten.1": subject.NoteWritten(
            content=subject.NoteContent(citations=(SUPPORT, ABSENCE)), note=NOTE
        ),
    }


def _of_facts() -> dict[str, AnyEvent]:
    correction = CorrectionKind.MISTYPED
    return {
        "FactAsserted.1": fact.FactAsserted(
            content=fact.FactContent(
                subject=thing("person"),
                reading=READING,
                citations=(SUPPORT, ABSENCE),
                premises=(
                    Premise(fact=thing("other fact"), rule="the year of the section's heading"),
                    Premise(excerpt=thing("heading"), rule="read together"),
                ),
                certainty=Certainty.INFERRED,
                proposal=Proposal(agent=thing("program"), rule="infobox"),
            ),
            wording=WORDING,
            chain=CHAIN,
            note=NOTE,
        ),
        "FactAsserted.1-quantity": _cited(reading=QUANTITY),
        "FactAsserted.1-unknown": _cited(reading=UNKNOWN),
        "FactAsserted.1-none": _cited(reading=NONE),
        "FactCited.1": fact.FactCited(content=SUPPORT, chain=CHAIN, note=NOTE),
        "FactCited.1-inquiry": fact.FactCited(content=ABSENCE),
        "CitationWithdrawn.1": fact.CitationWithdrawn(
            content=fact.CitationWithdrawal(citation=thing("excerpt")), reason=REASON
        ),
        "FactCorrected.1": fact.FactCorrected(
            content=fact.CorrectionContent(
                kind=correction, reading=READING, certainty=Certainty.INFERRED
            ),
            wording=WORDING,
            reason=REASON,
        ),
        "FactCorrected.1-none": fact.FactCorrected(
            content=fact.CorrectionContent(kind=CorrectionKind.MISREAD, reading=NONE)
        ),
        "FactReattributed.1": fact.FactReattributed(
            content=fact.ReattributionContent(slot="subject", to=thing("namesake")), reason=REASON
        ),
        "FactRetracted.1": fact.FactRetracted(reason=REASON),
        "FactReinstated.1": fact.FactReinstated(reason=REASON),
        "FactAssessed.1": fact.FactAssessed(
            content=fact.AssessmentContent(
                rank=Rank.PREFERRED,
                confidence=Confidence.VERY_HIGH,
                quality=EvidenceQuality(
                    source=SourceQuality.ORIGINAL,
                    information=InformationQuality.PRIMARY,
                    evidence=EvidenceKind.NEGATIVE,
                ),
            ),
            reason=REASON,
        ),
    }
