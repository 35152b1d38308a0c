# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The shape in which a difference between two records is printed for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fonds.archive.export.document import fact_shape, moment_shape, policy_shape
from fonds.archive.export.erasure_shape import erasure_shape

if TYPE_CHECKING:
    from fonds.archive.queries.answers import FactAnswer, PropertyAnswer
    from fonds.archive.queries.diff_answers import FactChange, RecordDiff


def diff_shape(found: RecordDiff) -> dict[str, Any]:
    """Return a difference; facts are in the export's shape, with their property beside them."""
    sides = [
        {"as_of": moment_shape(moment), "policy": policy_shape(policy)}
        for moment, policy in zip(found.moments, found.policies, strict=True)
    ]
    return {
        "subject": found.id,
        "label": found.label,
        "label_before": found.label_before,
        "label_after": found.label_after,
        "from": sides[0],
        "to": sides[1],
        "gained": [_change(one) for one in found.gained],
        "lost": [_change(one) for one in found.lost],
        "changed": [_change(one) for one in found.changed],
        "properties": [
            {
                "property": one.property,
                "before": _property(one.before),
                "after": _property(one.after),
            }
            for one in found.properties
        ],
        "erased": [erasure_shape(one) for one in found.erased],
        "same_as": {
            side: [one for one, _ in ones]
            for side, ones in zip(("from", "to"), found.same_as, strict=True)
        },
        "merged": found.merged,
    }


def _change(change: FactChange) -> dict[str, Any]:
    return {
        "fact": change.fact,
        "property": change.property,
        "before": _fact(change.before),
        "after": _fact(change.after),
        "fields": list(change.fields),
        "why": change.why,
    }


def _fact(answer: FactAnswer | None) -> object:
    return None if answer is None else fact_shape(answer)


def _property(answer: PropertyAnswer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {
        "status": answer.status.value,
        "values": [value.value for scope in answer.scopes for value in scope.values],
    }
