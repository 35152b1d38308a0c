# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an export says of an erasure in a record: that there was one, and on which ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict  # pydantic refuses typing's own before Python 3.12

if TYPE_CHECKING:
    from fonds.archive.queries.erasures import ErasureAnswer


class ErasureShape(TypedDict):
    """One erasure that took facts about a subject or naming it, or words of such facts.

    ``ground`` is its code; ``facts`` says how many say nothing any more, ``words`` how many stand
    without some of their words, ``notes`` how many notes about it went.
    """

    position: int
    recorded_at: str
    ground: str
    facts: int
    words: int
    notes: int


def erasure_shape(erasure: ErasureAnswer) -> ErasureShape:
    """Return an erasure as the export says it."""
    return {
        "position": erasure.position,
        "recorded_at": erasure.recorded_at,
        "ground": erasure.ground,
        "facts": erasure.facts,
        "words": erasure.words,
        "notes": erasure.notes,
    }
