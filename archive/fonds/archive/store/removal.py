# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What may be taken out of a log, and put back: erased for good, or withheld from a copy.

All of it happens inside the caller's transaction.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fonds.archive.schema import PARTS_AN_EVENT
from fonds.events.recorded import read_header

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.header import Header

_AT_ONCE = 500
"""Parts asked for by their keys at once."""

_WIPING = "CREATE TABLE IF NOT EXISTS app_wiping (step TEXT NOT NULL) STRICT"


def erase(store: SqliteStore, parts: Mapping[int, Collection[str]], files: Collection[str]) -> None:
    """Remove parts (by position and name) with their salts, and files, for good.

    The record of it must have been appended in the same transaction. What SQLite leaves of
    removed rows in its pages is for `fonds.archive.wiping`, which the mark set here calls for.
    """
    execute = store.connection.execute
    for position, names in sorted(parts.items()):
        first = position * PARTS_AN_EVENT
        execute(
            "UPDATE part SET data = NULL, salt = NULL WHERE key BETWEEN ? AND ?"
            " AND name IN (SELECT value FROM json_each(?))",
            (first, first + PARTS_AN_EVENT - 1, json.dumps(sorted(names))),
        )
    # The row goes whole: a digest betrays the file to whoever has it.
    store.connection.executemany(
        "DELETE FROM file WHERE digest = ?", [(digest,) for digest in sorted(files)]
    )
    _views_are_to_be_made_anew(store)


def _views_are_to_be_made_anew(store: SqliteStore) -> None:
    store.connection.execute(_WIPING)
    store.connection.execute("DELETE FROM app_wiping")
    store.connection.execute("INSERT INTO app_wiping VALUES ('views')")


def withhold(
    store: SqliteStore,
    salted: Mapping[int, Collection[str]],
    unsalted: Mapping[int, Collection[str]],
    listed_files: Collection[str],
    removed_files: Collection[str],
) -> tuple[int, int]:
    """Leave parts and files out of a copy; return how many of each.

    Salted parts and listed files may come back; the others lose their salts, or whole rows.
    """
    execute = store.connection.execute
    before = execute("SELECT count(*) FROM file WHERE data IS NOT NULL").fetchone()[0]
    parts = 0
    for salt, chosen in (("NULL", unsalted), ("salt", salted)):
        for position, names in sorted(present(store, chosen).items()):
            first = position * PARTS_AN_EVENT
            where = "WHERE key BETWEEN ? AND ? AND name IN (SELECT value FROM json_each(?))"
            given = (first, first + PARTS_AN_EVENT - 1, json.dumps(names))
            execute(f"UPDATE part SET data = NULL, salt = {salt} {where}", given)
            execute(f"INSERT INTO withheld SELECT 'part', key FROM part {where}", given)
            parts += len(names)
    for digest in sorted(removed_files):
        execute("DELETE FROM file WHERE digest = ?", (digest,))
    for digest in sorted(set(listed_files) - set(removed_files)):
        if execute(
            "UPDATE file SET data = NULL WHERE digest = ? AND data IS NOT NULL", (digest,)
        ).rowcount:
            execute("INSERT INTO withheld SELECT 'file', key FROM file WHERE digest = ?", (digest,))
    after = execute("SELECT count(*) FROM file WHERE data IS NOT NULL").fetchone()[0]
    return parts, before - after


def digests(store: SqliteStore) -> list[str]:
    """Return the digests of the files whose bytes are here, in the order they were kept."""
    rows = store.connection.execute("SELECT digest FROM file WHERE data IS NOT NULL ORDER BY key")
    return [row[0] for row in rows]


def withheld_parts(store: SqliteStore, position: int) -> dict[str, bytes]:
    """Return the salts of an event's parts that are withheld and may come back, by name."""
    first = position * PARTS_AN_EVENT
    rows = store.connection.execute(
        "SELECT p.name, p.salt FROM part p JOIN withheld w ON w.kind = 'part' AND w.key = p.key"
        " WHERE p.key BETWEEN ? AND ? AND p.data IS NULL AND p.salt IS NOT NULL",
        (first, first + PARTS_AN_EVENT - 1),
    )
    return {row[0]: row[1] for row in rows}


def withheld_part(store: SqliteStore, position: int, name: str) -> bool | None:
    """Tell whether a part that a copy leaves out may come back; None where none is left out."""
    first = position * PARTS_AN_EVENT
    row = store.connection.execute(
        "SELECT p.salt IS NOT NULL FROM withheld w JOIN part p ON p.key = w.key"
        " WHERE w.kind = 'part' AND p.name = ? AND p.key BETWEEN ? AND ?",
        (name, first, first + PARTS_AN_EVENT - 1),
    ).fetchone()
    return None if row is None else bool(row[0])


def withheld_for_good(store: SqliteStore, stream: str) -> bool:
    """Tell whether a copy leaves out words of a stream that nothing can bring back."""
    row = store.connection.execute(
        "SELECT 1 FROM event e JOIN part p ON p.key BETWEEN e.position * ?1"
        " AND e.position * ?1 + ?1 - 1 JOIN withheld w ON w.kind = 'part' AND w.key = p.key"
        " WHERE e.stream = ?2 AND p.data IS NULL AND p.salt IS NULL LIMIT 1",
        (PARTS_AN_EVENT, stream),
    ).fetchone()
    return row is not None


def anything_withheld(store: SqliteStore) -> bool:
    """Tell whether this is a copy that leaves anything out."""
    return store.connection.execute("SELECT 1 FROM withheld LIMIT 1").fetchone() is not None


def is_withheld(store: SqliteStore, digest: str) -> bool:
    """Tell whether the bytes of a file are withheld from this copy."""
    row = store.connection.execute(
        "SELECT 1 FROM withheld w JOIN file f ON f.key = w.key"
        " WHERE w.kind = 'file' AND f.digest = ?",
        (digest,),
    ).fetchone()
    return row is not None


def put_back(store: SqliteStore, position: int, name: str, data: bytes) -> None:
    """Put a withheld part back; that it opens its commitment was checked by the caller."""
    first = position * PARTS_AN_EVENT
    where = "key BETWEEN ? AND ? AND name = ?"
    given = (first, first + PARTS_AN_EVENT - 1, name)
    execute = store.connection.execute
    execute(f"UPDATE part SET data = ? WHERE {where}", (data.decode("utf-8"), *given))
    execute(
        f"DELETE FROM withheld WHERE kind = 'part' AND key IN (SELECT key FROM part WHERE {where})",
        given,
    )
    _views_are_to_be_made_anew(store)


def put_file_back(store: SqliteStore, digest: str, data: bytes) -> None:
    """Put a withheld file back; that it has its digest was checked by the caller."""
    execute = store.connection.execute
    execute("UPDATE file SET data = ? WHERE digest = ?", (data, digest))
    execute(
        "DELETE FROM withheld WHERE kind = 'file'"
        " AND key IN (SELECT key FROM file WHERE digest = ?)",
        (digest,),
    )


def spelt_parts(
    store: SqliteStore, among: Sequence[int] | None = None, after: int = 0
) -> Iterator[tuple[int, str, str]]:
    """Yield the same as `lying_parts`, with its event's position in place of the key."""
    for key, name, data in lying_parts(store, among, after):
        yield position_of(key), name, data


def lying_parts(
    store: SqliteStore, among: Sequence[int] | None = None, after: int = 0
) -> Iterator[tuple[int, str, str]]:
    """Yield every part that is here as it lies: its key (see `position_of`), its name, its JSON.

    With ``among``, only those of some keys, and those of events past the position ``after``.
    """
    select = "SELECT key, name, data FROM part WHERE data IS NOT NULL"
    execute = store.connection.execute
    for first in range(0, len(among or ()), _AT_ONCE):
        some = json.dumps(list((among or ())[first : first + _AT_ONCE]))
        rows = execute(
            f"{select} AND key IN (SELECT value FROM json_each(?)) ORDER BY key", (some,)
        )
        yield from map(tuple, rows)
    # Not from the cursor itself: a generator left behind would close it after its connection, when
    # somebody interrupts, and Python would print what SQLite says to that.
    past = 0 if among is None else after
    rows = execute(f"{select} AND key >= ? ORDER BY key", ((past + 1) * PARTS_AN_EVENT,))
    yield from map(tuple, rows)


def headers_at(store: SqliteStore, positions: Sequence[int]) -> Iterator[tuple[int, Header]]:
    """Yield the headers of the events at positions in the log's order, given in that order.

    Much sooner than `SqliteStore.at`: no part is read.
    """
    for first in range(0, len(positions), _AT_ONCE):
        rows = store.connection.execute(
            "SELECT position, header FROM event WHERE position IN (SELECT value FROM json_each(?))"
            " ORDER BY position",
            (json.dumps(list(positions[first : first + _AT_ONCE])),),
        )
        for position, header in rows.fetchall():
            yield position, read_header(header)


def position_of(key: int) -> int:
    """Return the position of the event that a part with this key belongs to."""
    return key // PARTS_AN_EVENT


def present(store: SqliteStore, parts: Mapping[int, Collection[str]]) -> dict[int, list[str]]:
    """Return those of the parts whose data is here, in the order they are stored in."""
    found: dict[int, list[str]] = {}
    for position, names in sorted(parts.items()):
        first = position * PARTS_AN_EVENT
        rows = store.connection.execute(
            "SELECT name FROM part WHERE key BETWEEN ? AND ? AND data IS NOT NULL ORDER BY key",
            (first, first + PARTS_AN_EVENT - 1),
        )
        here = [row[0] for row in rows if row[0] in names]
        if here:
            found[position] = here
    return found


def wiping(store: SqliteStore) -> str | None:
    """Return what an erasure has left to do: "views", "pages", "log"; None for nothing."""
    known = store.connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = 'app_wiping'"
    ).fetchone()
    row = known and store.connection.execute("SELECT step FROM app_wiping").fetchone()
    return str(row[0]) if row else None


def wiped(store: SqliteStore, following: str | None) -> None:
    """Record that a step is done, and which one follows; None where it was the last."""
    with store.transaction():
        store.connection.execute("DELETE FROM app_wiping")
        if following is not None:
            store.connection.execute("INSERT INTO app_wiping VALUES (?)", (following,))
