# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How it is told where in a text of a source words stand that were not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.lookup.saying import StillThere
from fonds.events.catalogue.source import RenditionAdded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.lookup.saying import Saying
    from fonds.events.recorded import RecordedEvent

MASK = "Where it means this one, mask it there with fonds erase CAPTURE --range START:END."
_SHOWN = 20
"""Places of one text that are told in words; the answer has them all."""


def text_of(recorded: RecordedEvent) -> str:
    """Return the text that an event added, nothing where it is not here."""
    event = recorded.event
    text = event.text if isinstance(event, RenditionAdded) else None
    return text.text if text is not None else ""


def as_it_was(
    saying: Saying, recorded: RecordedEvent, part: str, last: int | None
) -> RecordedEvent | None:
    """Return what says now what an event beyond the log's end would say once words are masked.

    A redacted text is of the length of the one it is made from, so that its places are the same.
    ``last`` is the log's end in a rehearsal, else None: everything is on record then.
    """
    if last is None or recorded.position <= last:
        return recorded
    event = recorded.event
    stream = [one for one in saying.store.stream(recorded.header.stream) if one.position <= last]
    if isinstance(event, RenditionAdded):
        made = (one for one in stream if isinstance(one.event, RenditionAdded)
                and one.event.content.rendition == event.content.parent)  # fmt: skip
        return next(made, None)
    return next((one for one in reversed(stream) if part in one.header.parts), None)


def tell_text(
    saying: Saying,
    told: str,
    recorded: RecordedEvent,
    found: Sequence[tuple[int, int]],
    advice: str = MASK,
) -> None:
    """Add a text to what remains: where in it words stand, and what can be done about them."""
    event = recorded.event
    capture = event.content.capture if isinstance(event, RenditionAdded) else ""
    shown = ", ".join(f"{start}:{end}" for start, end in found[:_SHOWN])
    more = f" and at {len(found) - _SHOWN} more places" if len(found) > _SHOWN else ""
    saying.remains.append(
        f"{told} in the text @{recorded.position} of the capture {capture}, at {shown}{more}."
        f" {advice}"
    )
    saying.still.append(StillThere(recorded.position, recorded.header.type, advice, tuple(found)))
