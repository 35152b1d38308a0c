# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The shapes of what a citation passes on: links of its chain, and the work it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from fonds.archive.export.passage_shapes import LinkShape
    from fonds.archive.export.shapes import CitedStatus, CitedWorkShape
    from fonds.archive.queries.citation_answers import CitedWorkAnswer, LinkAnswer
    from fonds.archive.queries.source_answers import CitedWorkRow


def link_shape(answer: LinkAnswer) -> LinkShape:
    """Return one link of a chain."""
    shape: LinkShape = {
        "speaker": answer.speaker,
        "work": answer.work,
        "mark": answer.mark,
        "manner": answer.manner,
        "read": answer.read,
        "status": answer.status,
    }
    if answer.subject is not None:
        shape["subject"] = answer.subject
    return shape


def cited_work_shape(
    answer: CitedWorkAnswer | CitedWorkRow, traced_to: str | None = None
) -> CitedWorkShape:
    """Return a cited work, with the source of ours it was traced to where that is to be told."""
    status = cast("CitedStatus", answer.status)
    shape: CitedWorkShape = {"mark": answer.mark, "work": answer.work, "status": status}
    if traced_to is not None:
        shape["traced_to"] = traced_to
    return shape
