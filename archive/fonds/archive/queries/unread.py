# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How much of each source's text is neither cited nor read."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from fonds.archive.queries.coverage import standing_in
from fonds.archive.queries.sources import covered_length
from fonds.archive.tables import LIVE
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from fonds.archive.store.sqlite import SqliteStore

_VIEW = LIVE.view
NEWEST = (
    # That of the newest capture: a text of an older one that was masked later is not newer.
    "(SELECT r.source, r.key, r.length, max((c.position << 32) + r.position) AS place"
    f" FROM {_VIEW('rendition')} r JOIN {_VIEW('capture')} c ON c.key = r.capture"
    " GROUP BY r.source)"
)
"""The newest text of each source, found in one pass over all."""
_TYPED_IN = (
    "(SELECT r.source, r.key, r.length, max(r.position) AS place"
    f" FROM {_VIEW('source')} x JOIN {_VIEW('rendition')} r ON r.source = x.key AND x.held = 0"
    f" JOIN {_VIEW('capture')} c ON c.key = r.capture AND c.position > 0 GROUP BY r.capture)"
)
"""The texts typed in from works that are not held: one stands beside the other, none is newer."""


@fixed
class Unread:
    """How many of a source's ``length`` characters are ``left``; of none that were all read.

    Of a work that is not ``held`` these are the characters typed in from it.
    """

    source: str
    title: str
    held: bool
    left: int
    length: int


def unread_sources(store: SqliteStore, among: Collection[str] | None = None) -> Iterator[Unread]:
    """Give the sources (``among``: of some only) of which something is neither cited nor read.

    They stand in the order of their registration.
    """
    named = f"SELECT x.key, t.id, x.title, x.held, n.key, n.length FROM {_VIEW('source')} x"
    join = f"JOIN {_VIEW('thing')} t ON t.key = x.key"
    rows = store.connection.execute(
        f"{named} {join} JOIN {NEWEST} n ON n.source = x.key WHERE x.withdrawn = 0 AND x.held = 1"
        f" UNION ALL {named} {join} JOIN {_TYPED_IN} n ON n.source = x.key WHERE x.withdrawn = 0"
        " ORDER BY 1"
    )
    for (_, source, title, held), texts in groupby(rows, key=lambda row: row[:4]):
        if among is not None and source not in among:
            continue
        left = length = 0
        for *_, rendition, characters in texts:
            spans = store.connection.execute(
                f"SELECT first, last FROM {_VIEW('read')} WHERE rendition = :rendition UNION"
                f" SELECT p.first, p.last FROM ({standing_in(store, rendition)}) p"
                f" WHERE EXISTS (SELECT 1 FROM {_VIEW('citation')} c"
                f" JOIN {_VIEW('fact')} f ON f.key = c.fact AND f.stands = 1"
                " WHERE c.cited = p.excerpt)",
                {"rendition": rendition},
            )
            left += characters - covered_length(spans)
            length += characters
        if left > 0:
            yield Unread(source, title, bool(held), left, length)


def sources_of(store: SqliteStore, excerpts: Collection[str]) -> frozenset[str]:
    """Return the ids of the sources that excerpts are of."""
    rows = store.connection.execute(
        f"SELECT DISTINCT s.id FROM {_VIEW('thing')} t JOIN {_VIEW('excerpt')} e ON e.key = t.key"
        f" JOIN {_VIEW('rendition')} r ON r.key = e.rendition"
        f" JOIN {_VIEW('thing')} s ON s.key = r.source"
        " WHERE t.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(excerpts)),),
    )
    return frozenset(source for (source,) in rows)


def typed_in(store: SqliteStore, source: str) -> frozenset[str]:
    """Return the ids of a source's texts that were typed in; none where it is held."""
    rows = store.connection.execute(
        f"SELECT r.id FROM {_VIEW('thing')} t JOIN {_TYPED_IN} n ON n.source = t.key"
        f" JOIN {_VIEW('thing')} r ON r.key = n.key WHERE t.id = ?",
        (source,),
    )
    return frozenset(key for (key,) in rows)
