# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The captures of a source that texts are typed from: not taken back, and no mere transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.events.catalogue.source import CaptureAdded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.lookup.texts import Texts
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.source import CapturedFile

_TIMED = frozenset({"text/vtt", "application/x-subrip"})


def is_transcript(files: Sequence[CapturedFile]) -> bool:
    """Tell whether a capture holds only a time-coded transcript of what another one holds."""
    return bool(files) and all(file.media_type in _TIMED for file in files)


def originals(store: SqliteStore, texts: Texts, source: str) -> list[CaptureAdded]:
    """Return the originals of a source (its id), seen or held, oldest first."""
    standing = set(texts.captures(source))
    return [
        recorded.event
        for recorded in store.stream(source)
        if isinstance(recorded.event, CaptureAdded)
        and recorded.event.content.capture in standing
        and not is_transcript(recorded.event.content.files)
    ]


def held_original(store: SqliteStore, texts: Texts, source: str) -> CaptureAdded | None:
    """Return the newest original of which files are held, whose pictures regions are of."""
    held = [one for one in originals(store, texts, source) if one.content.files]
    return held[-1] if held else None
