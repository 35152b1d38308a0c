# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How works were described: what stands now, and all that was said before, without their texts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from fonds.events.catalogue.source import SourceDescribed, SourceRegistered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.source import WorkContent

_CHUNK = 500
# ISO 26324 section 5: letters count alike; people write it as an address, too.
_BEFORE_DOI = re.compile(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


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


def titles_by_doi(store: SqliteStore, sources: Sequence[str]) -> dict[str, str]:
    """Return the titles of works by their DOI, as `doi_of` spells it; the first of each."""
    found: dict[str, str] = {}
    for _, said in descriptions_of(store, sources):
        if said and (doi := doi_of(said[-1].content)) is not None:
            found.setdefault(doi, said[-1].content.title)
    return found


def doi_of(content: WorkContent | None) -> str | None:
    """Return a work's DOI without an address before it and in small letters; None without one."""
    for one in content.variables if content is not None else ():
        if one.name == "DOI":
            return _BEFORE_DOI.sub("", one.text.strip()).casefold() or None
    return None
