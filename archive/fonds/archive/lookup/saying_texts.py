# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How it is told where in a text of a source words stand that were not taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.lookup.saying import StillThere
from fonds.events.catalogue.source import RenditionAdded, SourceDescribed, SourceRegistered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.lookup.saying import Saying
    from fonds.events.recorded import RecordedEvent

MASK = "Where it means this one, mask it there with fonds erase CAPTURE --range START:END."
_BEFORE = re.compile(r"(?:\w+[-\u2010\u2011])+$")
_AFTER = re.compile(r"(?:[-\u2010\u2011]\w+)+")
_LONGEST = 60
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
    # A source is described anew without an address or title; a passage's words are found again.
    described = {SourceRegistered.__name__, SourceDescribed.__name__}
    kinds = described if recorded.header.type in described else None
    return next(
        (
            one
            for one in reversed(stream)
            if part in one.header.parts and (kinds is None or one.header.type in kinds)
        ),
        None,
    )


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


def tell_longer_names(
    saying: Saying, recorded: RecordedEvent, found: Sequence[tuple[int, int]]
) -> None:
    """Add to what remains the longer names, by a hyphen, of which a name masked is a piece.

    Nobody with a record here is called so, so that it may be the one's own name or a thing named
    after them ("…-Foundation"): it is masked, but never unannounced.
    """
    text, longer = text_of(recorded), dict[str, list[str]]()
    for start, end in found:
        before = _BEFORE.search(text, max(start - _LONGEST, 0), start)
        after = _AFTER.match(text, end, end + _LONGEST)
        if after is not None and not after.group()[1].isupper():
            after = None
        if before is None and after is None:
            continue
        first = start if before is None else before.start()
        last = end if after is None else after.end()
        longer.setdefault(text[first:last], []).append(f"{first}:{last}")
    if longer:
        names = "; ".join(
            f"“{name}” at {', '.join(places[:_SHOWN])}" for name, places in longer.items()
        )
        saying.remains.append(
            f"In the text @{recorded.position} the name is masked within longer ones too: {names}."
            " Where that is another person, give them a record by that name first (fonds subject"
            " add); then it is left."
        )
