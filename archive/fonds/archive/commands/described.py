# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a source is called and where it was found, where one of its captures is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.errors import FondsError
from fonds.archive.extraction.reading import read_held
from fonds.events.catalogue.source import (
    CaptureAdded,
    SourceDescribed,
    SourceOrigin,
    SourceRegistered,
)

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan
    from fonds.archive.lookup.saying import Saying
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.recorded import RecordedEvent

_PLAIN = "text/plain"
"""Files of this kind have no title beside their text."""


def titles_in_files(store: SqliteStore, source: str, capture: str) -> set[str]:
    """Return the titles that files of a capture have beside their texts: of a page, of a PDF."""
    titles: set[str] = set()
    for event in _captures(store.stream(source)):
        if event.content.capture != capture:
            continue
        named = event.origin.files if event.origin else ()
        for file, origin in zip(event.content.files, named, strict=False):
            data = None if file.media_type == _PLAIN else store.file(origin.digest)
            if data is None:
                continue
            try:
                title = read_held(data, origin.name or "").found.title
            except FondsError:
                # It could not be read when it was taken in either, and gave no title.
                continue
            titles |= {title} if title else set()
    return titles


def leave_out_names(plan: Plan, saying: Saying, source: str, capture: str) -> None:
    """Take the address and file names of an erased capture from what is said of its source.

    What no other capture of it has is taken; what else was said is said anew.
    """
    events = plan.store.stream(source)
    gone, kept = _found_at(events, capture, own=True), _found_at(events, capture, own=False)
    gone -= kept
    last: SourceRegistered | SourceDescribed | None = None
    for recorded in events:
        event = recorded.event
        if not isinstance(event, SourceRegistered | SourceDescribed):
            continue
        last = None
        origin = event.origin
        if origin is not None and not gone.isdisjoint({origin.url, *origin.aliases}):
            saying.event(recorded, "origin")
            last = event
            if "content" in saying.parts[recorded.position]:
                last = None
    if last is None or last.origin is None or len(_captures(events)) == 1:
        return
    left = SourceOrigin(
        url=None if last.origin.url in gone else last.origin.url,
        aliases=tuple(name for name in last.origin.aliases if name not in gone),
    )
    plan.add(SourceDescribed(content=last.content, origin=left), source)


def _captures(events: list[RecordedEvent]) -> list[CaptureAdded]:
    return [recorded.event for recorded in events if isinstance(recorded.event, CaptureAdded)]


def _found_at(events: list[RecordedEvent], capture: str, *, own: bool) -> set[str | None]:
    """Return the addresses and file names of a capture, or of all others."""
    found: set[str | None] = set()
    for event in _captures(events):
        if event.origin is not None and (event.content.capture == capture) is own:
            found |= {event.origin.url, *(file.name for file in event.origin.files)}
    return found - {None, ""}
