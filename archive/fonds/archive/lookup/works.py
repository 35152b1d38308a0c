# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How works were described: what stands now, and all that was said before, without their texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.events.catalogue.source import SourceDescribed, SourceRegistered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fonds.archive.store.sqlite import SqliteStore

_CHUNK = 500


def descriptions_of(
    store: SqliteStore, sources: Sequence[str]
) -> Iterator[tuple[str, list[SourceRegistered | SourceDescribed]]]:
    """Yield each source with its descriptions, oldest first; erased ones are left out."""
    for start in range(0, len(sources), _CHUNK):
        chunk = sources[start : start + _CHUNK]
        # The headers tell which events describe: the texts beside them need not be read.
        rows = store.connection.execute(
            "SELECT position FROM event WHERE stream IN (SELECT value FROM json_each(?))"
            " AND json_extract(header, '$.type') IN ('SourceRegistered', 'SourceDescribed')",
            (json.dumps(list(chunk)),),
        )
        said: dict[str, list[SourceRegistered | SourceDescribed]] = {one: [] for one in chunk}
        for recorded in store.at([row[0] for row in rows]):
            if isinstance(recorded.event, SourceRegistered | SourceDescribed):
                said[recorded.header.stream].append(recorded.event)
        yield from said.items()
