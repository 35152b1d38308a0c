# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""By which titles and file names a source may be told, wherever they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.events.catalogue.source import CaptureAdded, SourceDescribed, SourceRegistered

if TYPE_CHECKING:
    from fonds.archive.store.sqlite import SqliteStore


def titles_of(store: SqliteStore, source: str) -> list[str]:
    """Return every title and file name that a source ever had here.

    Left out are those of a single word, which anybody may use.
    """
    names: list[str] = []
    for recorded in store.stream(source):
        event = recorded.event
        if isinstance(event, SourceRegistered | SourceDescribed):
            names.append(event.content.title)
            names += event.origin.aliases if event.origin is not None else ()
        elif isinstance(event, CaptureAdded) and event.origin is not None:
            names += [one.name for one in event.origin.files if one.name]
    return [name for name in dict.fromkeys(names) if re.search(r"[\s.]", name.strip())]
