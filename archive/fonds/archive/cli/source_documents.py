# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sources as JSON, the same for every command that prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fonds.archive.bibliography.csl_json import csl_item
from fonds.archive.export.document import capture_shape

if TYPE_CHECKING:
    from fonds.archive.queries.source_answers import (
        AnchorStates,
        CoverageAnswer,
        SourceAnswer,
        UnclearAnchor,
    )


def coverage_document(found: CoverageAnswer) -> dict[str, Any]:
    """Return which ranges of a text facts use, were read, and were not."""
    return {
        "rendition": found.rendition,
        "characters": found.characters,
        "used": found.used,
        "read": found.read,
        "unread": found.unread,
        "spans": [
            {"start": span.start, "end": span.end, "state": span.state, "facts": list(span.facts)}
            for span in found.spans
        ],
    }


def anchors_document(found: AnchorStates) -> dict[str, Any]:
    """Return what became of earlier passages in a text."""
    return {
        "rendition": found.rendition,
        "capture": found.capture,
        **dict(found.counts),
        "findings": [_anchor(one) for one in found.unclear],
        "decided": [_anchor(one) for one in found.decided],
    }


def _anchor(one: UnclearAnchor) -> dict[str, Any]:
    return {
        "excerpt": one.excerpt,
        "state": one.state,
        "facts": list(one.facts),
        "was": one.was,
        "now": one.now,
    }


def source_document(source: SourceAnswer) -> dict[str, Any]:
    """Return a source with its captures, renditions, cited works, appraisals and coverage."""
    return {
        "id": source.id,
        "number": source.number,
        "title": source.title,
        "aliases": list(source.aliases),
        "type": source.csl_type,
        "authors": list(source.authors),
        "publisher": source.publisher,
        "date": source.issued,
        "language": source.language,
        "repository": source.repository,
        "url": source.url,
        "csl": csl_item(source.work) if source.work else None,
        "held": source.held,
        "withdrawn": source.withdrawn,
        "facts": source.facts,
        "note": source.note,
        "captures": [
            {
                **capture_shape(capture),
                "recorded_at": capture.recorded_at,
                "agent": capture.agent,
                "position": capture.position,
            }
            for capture in source.captures
        ],
        "taken_back": [
            {"capture": one.capture, "reason": one.reason, "files": list(one.files)}
            for one in source.taken_back
        ],
        "renditions": [
            {
                "id": rendition.id,
                "capture": rendition.capture,
                "parent": rendition.parent,
                "method": rendition.method,
                "language": rendition.language,
                "tool": rendition.tool,
                "characters": rendition.length,
                "agent": rendition.agent,
                "position": rendition.position,
                "gone": rendition.gone,
            }
            for rendition in source.renditions
        ],
        "extractions": [
            {
                "capture": extraction.capture,
                "rendition": extraction.rendition,
                "tool": extraction.tool,
                "structure": dict(extraction.structure),
                "remarks": list(extraction.remarks),
                "position": extraction.position,
            }
            for extraction in source.extractions
        ],
        "cited_works": [
            {
                "id": work.id,
                "mark": work.mark,
                "work": work.work,
                "status": work.status,
                "passages": [{"start": start, "end": end} for start, end in work.passages],
                "traced_to": work.traced_to,
                "reason": work.reason,
                "captures": list(work.captures),
            }
            for work in source.cited_works
        ],
        "dependence": [
            {
                "event": said.event,
                "on": said.on,
                "title": said.on_title,
                "kind": said.kind,
                "certainty": said.certainty,
                "passages": list(said.passages),
                "note": said.note,
                "agent": said.agent,
                "position": said.position,
            }
            for said in source.dependences
        ],
        "inquiries": [
            {
                "id": made.id,
                "said": made.said,
                "outcome": made.outcome,
                "made_on": made.made_on,
                "subject": made.subject,
                "agent": made.agent,
                "position": made.position,
            }
            for made in source.inquiries
        ],
        "appraisals": [
            {
                "reliability": appraisal.reliability,
                "bias": appraisal.bias,
                "note": appraisal.note,
                "agent": appraisal.agent,
                "recorded_at": appraisal.recorded_at,
            }
            for appraisal in source.appraisals
        ],
        "coverage": None
        if source.coverage is None
        else {
            "characters": source.coverage.characters,
            "used": source.coverage.used,
            "read": source.coverage.read,
        },
    }
