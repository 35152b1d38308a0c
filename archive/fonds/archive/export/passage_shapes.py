# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an export says beside a passage: who says it to whom; what it is elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, cast

from typing_extensions import TypedDict  # pydantic refuses typing's own before Python 3.12

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.queries.citation_answers import NewestAnswer, TranslationAnswer


class LinkShape(TypedDict):
    """One link of who says it to whom, nearest to the reader first.

    ``subject`` is there where the speaker was said to be a subject: its id.
    """

    speaker: str | None
    work: str | None
    mark: str | None
    manner: str
    read: bool
    status: str | None
    subject: NotRequired[str]


class TranslationShape(TypedDict):
    """A passage in another language (BCP 47); ``translator`` is null where the agent made it."""

    language: str
    words: str
    translator: str | None
    agent: str
    recorded_at: str
    position: int


class NewestShape(TypedDict):
    """What a passage is in the newest text of its source, where it is not found there.

    ``now`` are the words there, null where there are none or they are not told; ``decided`` says
    whether a person concluded that it is so.
    """

    rendition: str
    state: Literal["changed", "ambiguous", "lost"]
    now: str | None
    decided: bool


def newest_shape(found: NewestAnswer) -> NewestShape:
    """Return what a passage is in the newest text as the export says it."""
    return {
        "rendition": found.rendition,
        "state": cast("Literal['changed', 'ambiguous', 'lost']", found.state),
        "now": found.now,
        "decided": found.decided,
    }


def translation_shapes(found: Sequence[TranslationAnswer]) -> list[TranslationShape]:
    """Return the translations of a passage as the export says them."""
    return [
        {
            "language": one.language,
            "words": one.words,
            "translator": one.translator,
            "agent": one.agent,
            "recorded_at": one.recorded_at,
            "position": one.position,
        }
        for one in found
    ]
