# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a record to its heading: name, kind, birth and death where known, and how much there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.resolve import Status
from fonds.events.values import SubjectKind, ValueKind
from fonds.viewer.rows import RecordHead
from fonds.viewer.wording import Counted, translate, worded

if TYPE_CHECKING:
    from fonds.archive.queries.answers import Record


def record_head(record: Record) -> RecordHead:
    """Make the heading: name, kind, birth and death where they are known, counts."""
    parts = [kind_said(record.kind)]
    said = {
        "date_of_birth": translate("RecordRows", "born {date}"),
        "date_of_death": translate("RecordRows", "died {date}"),
    }
    known = {answer.name: answer for answer in record.properties() if answer.name in said}
    for name, words in said.items():
        answer = known.get(name)
        if answer is not None and answer.status in {Status.AGREED, Status.REFINED}:
            first = answer.scopes[0].values[0] if answer.scopes else None
            if first is not None and first.facts[0].value_kind is ValueKind.VALUE:
                parts.append(words.format(date=worded(first.display)))
    facts = Counted.tr("%Ln fact(s)", "", record.facts)
    sources = Counted.tr("%Ln source(s)", "", len(record.sources))
    if record.sources:
        parts.append(
            translate("RecordRows", "{facts} from {sources}").format(facts=facts, sources=sources)
        )
    else:
        parts.append(facts)
    return RecordHead(record.id, record.label, " · ".join(parts))


def kind_said(kind: SubjectKind) -> str:
    """Say what kind of subject one is."""
    said = {
        SubjectKind.PERSON: translate("RecordRows", "Person"),
        SubjectKind.ORGANIZATION: translate("RecordRows", "Organization"),
        SubjectKind.GROUP: translate("RecordRows", "Group"),
        SubjectKind.OFFICE: translate("RecordRows", "Office"),
        SubjectKind.PLACE: translate("RecordRows", "Place"),
        SubjectKind.EVENT: translate("RecordRows", "Event"),
        SubjectKind.DOCUMENT: translate("RecordRows", "Document"),
        SubjectKind.WORK: translate("RecordRows", "Work"),
    }
    return said[kind]
