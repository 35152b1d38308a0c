# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From the queries' answers to the shapes of the export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from fonds.archive.bibliography.csl_json import csl_item
from fonds.archive.export.chain_shapes import cited_work_shape, link_shape
from fonds.archive.export.erasure_shape import erasure_shape
from fonds.archive.export.passage_shapes import newest_shape, translation_shapes
from fonds.archive.projections.weighing import conflict_id
from fonds.archive.record.policy import EVERYTHING, Policy
from fonds.archive.record.resolve import Status
from fonds.archive.record.rule import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.archive.export.shapes import (
        AssessmentShape,
        CaptureShape,
        CitationShape,
        ConflictShape,
        CoverageState,
        FactShape,
        MomentShape,
        NoteShape,
        PolicyShape,
        PropertyShape,
        QualifierValue,
        RelationShape,
        ResolutionShape,
        ScopeShape,
        SourceShape,
        SubjectShape,
        TextCoverageShape,
        ValueShape,
    )
    from fonds.archive.queries.answers import (
        AssessmentAnswer,
        CitationAnswer,
        FactAnswer,
        Moment,
        NoteAnswer,
        PropertyAnswer,
        Record,
        ResolutionAnswer,
        ScopeAnswer,
        ValueAnswer,
    )
    from fonds.archive.queries.source_answers import CaptureAnswer, CoverageAnswer, SourceAnswer
    from fonds.archive.record.rule import FactRelation


def moment_shape(moment: Moment | None) -> MomentShape | None:
    """Return the moment of a record, None for now."""
    if moment is None:
        return None
    return {"position": moment.position, "recorded_at": moment.recorded_at}


def policy_shape(policy: Policy) -> PolicyShape:
    """Return what a policy leaves out, sources by id; nothing where it leaves out nothing."""
    shape: PolicyShape = {}
    if policy.exclude_sources:
        shape["exclude_sources"] = sorted(policy.exclude_sources)
    if policy.originals_only:
        shape["originals_only"] = True
    if policy.stated_only:
        shape["stated_only"] = True
    if policy.exclude_facts:
        shape["exclude_facts"] = sorted(policy.exclude_facts)
    if policy.living != EVERYTHING.living:
        shape["living"] = policy.living
    if policy.notes == "hidden":
        shape["notes"] = policy.notes
    if policy.quotations == "hidden":
        shape["quotations"] = policy.quotations
    # Which ones, an export does not tell: that would name them.
    if policy.hidden_sources:
        shape["sources"] = "hidden"
    if policy.hidden_subjects:
        shape["subjects"] = "hidden"
    return shape


def subject_shape(record: Record, notes: Sequence[NoteAnswer] = ()) -> SubjectShape:
    """Return a record, and the notes about its subject, as the export says them."""
    shape: SubjectShape = {
        "id": record.id,
        "label": record.label,
        "kind": record.kind.value,
        "names": list(record.names),
        "properties": {answer.name: _property(answer) for answer in record.properties()},
    }
    if notes:
        shape["notes"] = [note_shape(note) for note in notes]
    if record.erased:
        shape["erased"] = [erasure_shape(one) for one in record.erased]
    return shape


def note_shape(note: NoteAnswer) -> NoteShape:
    """Return a note as the export says it."""
    return {
        "id": note.id,
        "text": note.text,
        "agent": note.agent,
        "recorded_at": note.recorded_at,
        "position": note.position,
    }


def _property(answer: PropertyAnswer) -> PropertyShape:
    shape: PropertyShape = {
        "label": answer.label,
        "section": answer.section,
        "status": answer.status.value,
        "scopes": [_scope(scope) for scope in answer.scopes],
        "deprecated": [fact_shape(fact) for fact in answer.deprecated],
    }
    if answer.denied:
        shape["denied"] = [fact_shape(fact) for fact in answer.denied]
    return shape


def _scope(answer: ScopeAnswer) -> ScopeShape:
    shape: ScopeShape = {
        "scope": cast("dict[str, QualifierValue]", dict(answer.scope)),
        "status": answer.status.value,
        "relations": relation_shapes(answer),
        "values": [_value(value) for value in answer.values],
    }
    if answer.resolutions:
        shape["resolutions"] = [resolution_shape(one) for one in answer.resolutions]
        shape["reopened"] = answer.reopened
    return shape


def relation_shapes(answer: ScopeAnswer) -> list[RelationShape]:
    """Return how the facts of a scope stand to each other."""
    return relations_said(answer.relations)


def relations_said(relations: Iterable[FactRelation]) -> list[RelationShape]:
    """Return how facts stand to each other as the export says it."""
    return [
        {
            "facts": [relation.first, relation.second],
            "relation": relation.relation.value,
            "reason": relation.reason,
        }
        for relation in relations
    ]


def resolution_shape(answer: ResolutionAnswer) -> ResolutionShape:
    """Return what somebody concluded about conflicting facts."""
    return {
        "outcome": answer.outcome.value,
        "preferred": answer.preferred,
        "facts": list(answer.facts),
        "reason": answer.reason,
        "agent": answer.agent,
        "recorded_at": answer.recorded_at,
        "position": answer.position,
        "in_force": answer.in_force,
    }


def _value(answer: ValueAnswer) -> ValueShape:
    return {
        "value": answer.value,
        "subject": answer.subject,
        "rank": answer.rank.value,
        "lineages": answer.lineages,
        "citations": answer.citations,
        "sources": answer.sources,
        "second_hand": answer.second_hand,
        "lineages_at_most": answer.at_most,
        "dangling": answer.dangling,
        "circular": list(answer.circular),
        "facts": [fact_shape(fact) for fact in answer.facts],
    }


def fact_shape(answer: FactAnswer) -> FactShape:
    """Return one fact as the export says it. What a fact does not have is left out or null."""
    optional: dict[str, Any] = {
        "subject_as_written": answer.subject_as_written,
        "value_as_written": answer.value_as_written,
        "hedge": answer.hedge,
        "unit": answer.unit,
        "when_text": answer.when_text,
        "when_bounds": None
        if answer.when is None
        else {"earliest": answer.when.earliest, "latest": answer.when.latest},
        "note": answer.note,
        "notes": [note_shape(note) for note in answer.notes] or None,
    }
    shape: dict[str, Any] = {
        "id": answer.id,
        "subject": answer.subject,
        "value": answer.value,
        "value_kind": answer.value_kind.value,
        "value_type": answer.value_type.value,
        "value_subject": answer.value_subject,
        "as_written": answer.as_written,
        "when": answer.when.edtf if answer.when is not None else None,
        **{name: value for name, value in optional.items() if value is not None},
        # The words of the slots stand beside, and also where the interchange format has them.
        "qualifiers": {
            **answer.qualifiers,
            **{
                name: optional[name]
                for name in ("subject_as_written", "value_as_written")
                if optional[name] is not None
            },
        },
        "certainty": answer.certainty.value,
        "corrected": answer.corrected,
        "assessment": _assessment(answer.assessment) if answer.assessment is not None else None,
        "recorded_at": answer.recorded_at,
        "agent": answer.agent,
        "position": answer.position,
        "citations": [_citation(citation) for citation in answer.citations],
    }
    return cast("FactShape", shape)


def _assessment(answer: AssessmentAnswer) -> AssessmentShape:
    quality = answer.quality
    return {
        "rank": answer.rank.value,
        "confidence": answer.confidence.value if answer.confidence else None,
        "quality": None
        if quality is None
        else {
            "source": quality.source.value if quality.source else None,
            "information": quality.information.value if quality.information else None,
            "evidence": quality.evidence.value if quality.evidence else None,
        },
        "reason": answer.reason,
        "agent": answer.agent,
        "recorded_at": answer.recorded_at,
        "position": answer.position,
    }


def _citation(answer: CitationAnswer) -> CitationShape:
    cited = answer.cited_work
    shape: CitationShape = {
        "source": answer.source,
        "capture": answer.capture,
        "rendition": answer.rendition,
        "excerpt": answer.excerpt,
        "inquiry": answer.inquiry,
        "quote": answer.quote,
        "start": answer.start,
        "end": answer.end,
        "locator": answer.locator,
        "stance": answer.stance.value,
        "supports": list(answer.supports),
        "asserted_by": answer.asserted_by,
        "cited_work": cited_work_shape(cited, cited.traced_to) if cited else None,
        "chain": [link_shape(link) for link in answer.chain],
        "position": answer.position,
    }
    if answer.ends_nowhere:
        shape["ends_nowhere"] = True
    if answer.chain_gone:
        shape["chain_gone"] = True
    if answer.translations:
        shape["translations"] = translation_shapes(answer.translations)
    if answer.newest is not None:
        shape["newest"] = newest_shape(answer.newest)
    return shape


def coverage_shape(answer: CoverageAnswer) -> TextCoverageShape:
    """Return how much of a text the exported facts rest on, and where."""
    return {
        "rendition": answer.rendition,
        "characters": answer.characters,
        "used": answer.used,
        "read": answer.read,
        "unread": answer.unread,
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "state": cast("CoverageState", span.state),
                "facts": list(span.facts),
            }
            for span in answer.spans
        ],
    }


def source_shape(
    answer: SourceAnswer, moment: Moment | None, cited: set[tuple[str | None, str | None]]
) -> SourceShape:
    """Return a source as the export says it.

    At a moment only the captures there were by then are told, and of its cited works those in
    ``cited`` (mark and wording), which the exported facts rest on.
    """
    last = None if moment is None else moment.position
    return {
        "id": answer.id,
        "title": answer.title,
        "aliases": list(answer.aliases),
        "type": answer.csl_type,
        "authors": list(answer.authors),
        "publisher": answer.publisher,
        "date": answer.issued,
        "language": answer.language,
        "url": answer.url,
        "csl": csl_item(answer.work) if answer.work else None,
        "held": answer.held,
        "captures": [
            capture_shape(capture)
            for capture in answer.captures
            if last is None or capture.position <= last
        ],
        "cited_works": [
            cited_work_shape(work)
            for work in answer.cited_works
            if last is None or (work.mark, work.work) in cited
        ],
    }


def capture_shape(capture: CaptureAnswer) -> CaptureShape:
    """Tell of a capture: its files in order with their digests, and where and when it was had."""
    return {
        "id": capture.id,
        "files": [
            {
                "name": file.name,
                "digest": file.digest,
                "media_type": file.media_type,
                "size": file.size,
            }
            for file in capture.files
        ],
        "retrieved_at": capture.retrieved_at,
        "url": capture.url,
        "seen_at": capture.seen_at,
        "seen_on": capture.seen_on,
    }


def conflict_shapes(record: Record) -> list[ConflictShape]:
    """Return the conflicts within a record, as the archive's own list names them."""
    found: list[ConflictShape] = []
    for answer in record.properties():
        for scope in answer.scopes:
            conflict = _conflict(record.id, answer.name, scope)
            if conflict is not None:
                found.append(conflict)
    return found


def _conflict(subject: str, name: str, scope: ScopeAnswer) -> ConflictShape | None:
    conflicts = [one for one in scope.relations if one.relation is Relation.CONFLICTS]
    if not conflicts or scope.status not in {Status.DISPUTED, Status.RESOLVED}:
        return None
    positions = {fact.id: fact.position for value in scope.values for fact in value.facts}
    involved = sorted(
        {fact for one in conflicts for fact in (one.first, one.second)},
        key=lambda fact: positions[fact],
    )
    return {
        "id": conflict_id(subject, name, involved[0]),
        "subject": subject,
        "property": name,
        "status": "open" if scope.status is Status.DISPUTED else "resolved",
        "relation": Relation.CONFLICTS.value,
        "reason": conflicts[0].reason,
        "facts": involved,
        "reopened": scope.reopened,
    }
