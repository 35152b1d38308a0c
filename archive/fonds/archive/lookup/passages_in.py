# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which passages stand in which texts: taken from them, or looked for in them again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.tables import LIVE
from fonds.events.catalogue.source import RenditionAdded

if TYPE_CHECKING:
    from collections.abc import Collection

    from fonds.archive.store.sqlite import SqliteStore


_TAKEN, _LOOKED_FOR = ("excerpt", "key"), ("relocation", "excerpt")


def taken_from(store: SqliteStore, renditions: Collection[str]) -> set[str]:
    """Return the passages that were taken from texts."""
    return {excerpt for _, excerpt in _pairs(store, _TAKEN, renditions)}


def found_again(store: SqliteStore, renditions: Collection[str]) -> set[str]:
    """Return the passages that were looked for in texts, taken from others."""
    return {excerpt for _, excerpt in _pairs(store, _LOOKED_FOR, renditions)}


def passages_in(store: SqliteStore, renditions: Collection[str]) -> set[str]:
    """Return the passages that were taken from texts or looked for in them."""
    return taken_from(store, renditions) | found_again(store, renditions)


def inquiries_at(store: SqliteStore, things: Collection[str]) -> dict[str, int]:
    """Return those of some ids that are of inquiries, and where each was recorded."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT t.id, i.position FROM {view('thing')} t JOIN {view('inquiry')} i ON i.key = t.key"
        " WHERE t.id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(things)),),
    )
    return {row[0]: row[1] for row in rows}


def inquiries_about(store: SqliteStore, subject: str) -> list[int]:
    """Return where inquiries were recorded that concern a subject."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT i.position FROM {view('inquiry')} i WHERE EXISTS ("
        f"SELECT 1 FROM {view('about')} a JOIN {view('thing')} t ON t.key = a.thing"
        " WHERE t.id = ? AND a.position = i.position) ORDER BY i.position",
        (subject,),
    )
    return [row[0] for row in rows]


def passages_by_text(store: SqliteStore, texts: Collection[int]) -> dict[str, set[str]]:
    """Return the passages in texts, given by their positions, of each rendition."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT t.id FROM {view('rendition')} r JOIN {view('thing')} t ON t.key = r.key"
        " WHERE r.position IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(texts)),),
    )
    found: dict[str, set[str]] = {row[0]: set() for row in rows}
    for table in (_TAKEN, _LOOKED_FOR):
        for rendition, excerpt in _pairs(store, table, found):
            found[rendition].add(excerpt)
    return found


def texts_beside(store: SqliteStore, excerpts: Collection[str]) -> set[int]:
    """Return the positions of all texts, in any capture, of the sources of passages."""
    sources = {one.header.stream for one in store.at(sorted(texts_of(store, excerpts)))}
    return {
        recorded.position
        for source in sources
        for recorded in store.stream(source)
        if isinstance(recorded.event, RenditionAdded)
    }


def texts_of(store: SqliteStore, excerpts: Collection[str]) -> set[int]:
    """Return the positions of the texts that passages were taken from or found again in."""
    view = LIVE.view
    rows = store.connection.execute(
        f"SELECT r.position FROM {view('rendition')} r WHERE r.key IN ("
        f"SELECT x.rendition FROM {view('excerpt')} x JOIN {view('thing')} t ON t.key = x.key"
        " WHERE t.id IN (SELECT value FROM json_each(?1))"
        f" UNION SELECT y.rendition FROM {view('relocation')} y"
        f" JOIN {view('thing')} t ON t.key = y.excerpt"
        " WHERE t.id IN (SELECT value FROM json_each(?1)))",
        (json.dumps(sorted(excerpts)),),
    )
    return {row[0] for row in rows}


def _pairs(
    store: SqliteStore, table: tuple[str, str], renditions: Collection[str]
) -> list[tuple[str, str]]:
    """Return texts and passages in them. The table of passages taken has no index by text."""
    view, (name, column) = LIVE.view, table
    rows = store.connection.execute(
        "WITH wanted AS MATERIALIZED ("
        f"SELECT key, id FROM {view('thing')} WHERE id IN (SELECT value FROM json_each(?)))"
        f" SELECT DISTINCT w.id, t.id FROM {view(name)} x CROSS JOIN wanted w"
        f" ON w.key = x.rendition CROSS JOIN {view('thing')} t ON t.key = x.{column}",
        (json.dumps(sorted(renditions)),),
    )
    return list(map(tuple, rows))
