# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""All that says a capture of a source, and what was looked for in sources about somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.lookup.passages_in import found_again, inquiries_about, taken_from
from fonds.events.catalogue.excerpt import ExcerptRelocated
from fonds.events.catalogue.source import (
    CaptureAdded,
    CitedWorkNoted,
    CitedWorkTraced,
    ExtractionNoted,
    InquiryRecorded,
    PassageRead,
    RenditionAdded,
    SourceDescribed,
    SourceRegistered,
)
from fonds.events.sentences import joined, say

if TYPE_CHECKING:
    from collections.abc import Collection

    from fonds.archive.lookup.saying import Saying
    from fonds.events.recorded import RecordedEvent


def take_capture(saying: Saying, capture: str, source: str, titles: Collection[str] = ()) -> None:
    """Take a capture: files, texts, passages, the works it cites, inquiries in it, its names.

    ``titles`` are those that its files have beside their texts.
    """
    saying.captures.add(capture)
    events = saying.store.stream(source)
    for recorded in events:
        event = recorded.event
        if isinstance(event, CaptureAdded) and event.content.capture == capture:
            saying.event(recorded)
            saying.take_files(event)
        elif isinstance(event, RenditionAdded) and event.content.capture == capture:
            saying.event(recorded)
            saying.renditions.add(event.content.rendition)
        elif isinstance(event, ExtractionNoted) and event.content.capture == capture:
            saying.event(recorded)
    works, inquiries = set[str](), set[str]()
    for recorded in events:
        event = recorded.event
        if isinstance(event, CitedWorkNoted) and event.content.rendition in saying.renditions:
            works.add(event.content.cited_work)
            saying.event(recorded)
        elif isinstance(event, InquiryRecorded) and event.content.capture == capture:
            inquiries.add(event.content.inquiry)
        elif (isinstance(event, CitedWorkTraced) and event.content.cited_work in works) or (
            isinstance(event, PassageRead) and event.content.rendition in saying.renditions
        ):
            saying.event(recorded)
    for excerpt in found_again(saying.store, saying.renditions):
        for recorded in saying.store.stream(excerpt):
            event = recorded.event
            if isinstance(event, ExcerptRelocated) and event.content.rendition in saying.renditions:
                saying.event(recorded)
    saying.passages(taken_from(saying.store, saying.renditions) | inquiries)
    _take_description(saying, events, titles)


def _take_description(saying: Saying, events: list[RecordedEvent], titles: Collection[str]) -> None:
    """A source of which nothing else is held keeps no address or name of what was erased."""
    captures = {
        recorded.event.content.capture
        for recorded in events
        if isinstance(recorded.event, CaptureAdded)
    }
    if captures - saying.captures:
        return
    texts: list[str] = []
    names: set[str] = set()
    for recorded in events:
        event = recorded.event
        if isinstance(event, RenditionAdded) and event.text is not None:
            texts.append(_folded(event.text.text))
        elif isinstance(event, CaptureAdded) and event.origin is not None:
            names.update(file.name for file in event.origin.files if file.name)
    for recorded in events:
        event = recorded.event
        if isinstance(event, SourceRegistered | SourceDescribed):
            saying.event(recorded, "origin")
            title = event.content.title
            if (
                title in titles
                or any(_folded(title) in text for text in texts)
                or any(title in {name, name.rpartition(".")[0]} for name in names)
            ):
                saying.event(recorded, "content")
            else:
                saying.remains.append(
                    f"@{recorded.position} says what the source is called. Where that must go"
                    f" too: fonds erase @{recorded.position}."
                )


def take_inquiries(saying: Saying, subject: str) -> None:
    """Take what was looked for about a subject, once the facts about it are known to go.

    Where facts about others rest on it, they keep what came of it, in words that are told.
    """
    for recorded in saying.store.at(inquiries_about(saying.store, subject)):
        event = recorded.event
        if not isinstance(event, InquiryRecorded) or event.content.sought != subject:
            continue
        others = sorted(saying.rests_on(event.content.inquiry))
        saying.event(recorded, *(("wording", "note") if others else ()))
        if others:
            saying.remains.append(
                say(
                    "@{position} says still what came of looking for this one, for facts about"
                    " others rest on it: {facts}. Where that must go too, erase those, then fonds"
                    " erase @{position}.",
                    position=recorded.position,
                    facts=joined(", ", others),
                )
            )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
