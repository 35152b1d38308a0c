# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a record to its heading: name, kind, birth where it is known, and how much there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.resolve import Status
from fonds.events.values import SubjectKind, ValueKind
from fonds.viewer.rows import RecordHead
from fonds.viewer.wording import Counted, translate, worded

if TYPE_CHECKING:
    from fonds.archive.queries.answers import Record

_BIRTH = "date_of_birth"


def record_head(record: Record) -> RecordHead:
    """Make the heading: name, kind, birth where it is known, counts."""
    parts = [kind_said(record.kind)]
    born = next((answer for answer in record.properties() if answer.name == _BIRTH), None)
    if born is not None and born.status in {Status.AGREED, Status.REFINED} and born.scopes:
        birth = born.scopes[0].values[0]
        if birth.facts[0].value_kind is ValueKind.VALUE:
            words = translate("RecordRows", "born {date}")
            parts.append(words.format(date=worded(birth.display)))
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
