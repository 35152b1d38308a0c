# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The structure that is noted of a text: what was found in it when it was last read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.events.catalogue.source import ExtractionNoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.source import TextStructure
    from fonds.events.recorded import RecordedEvent


def structure_noted(store: SqliteStore, source: str, rendition: str) -> tuple[TextStructure, ...]:
    """Return the structure of a text that holds, as `structure_among` finds it."""
    return structure_among(store.stream(source), rendition)


def structure_among(stream: Sequence[RecordedEvent], rendition: str) -> tuple[TextStructure, ...]:
    """Return what a stream notes of a text: of several readings of the same words, the last.

    Empty where none was noted, or it was erased.
    """
    for recorded in reversed(stream):
        event = recorded.event
        if isinstance(event, ExtractionNoted) and event.content.rendition == rendition:
            return event.content.structure
    return ()
