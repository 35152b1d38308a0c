# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""By which titles and file names a source may be told; what subjects are called."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from fonds.archive.tables import LIVE
from fonds.events.catalogue.source import CaptureAdded, SourceDescribed, SourceRegistered

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def labels_of(store: SqliteStore, subjects: Iterable[str]) -> dict[str, str]:
    """Return what subjects are called, by id."""
    rows = store.connection.execute(
        f"SELECT t.id, s.label FROM {LIVE.view('thing')} t"
        f" JOIN {LIVE.view('subject')} s ON s.key = t.key"
        " WHERE t.id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(subjects)),),
    )
    return dict(rows.fetchall())
