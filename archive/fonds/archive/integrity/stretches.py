# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Stretches of the log read as one: a thousand headers that are exactly as they should be.

SQLite hands over the headers of a stretch joined by line breaks, of which canonical JSON has none,
and their leaf hashes joined as they are: a row for each event would cost as much as its hash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.store.nodes import BLOCK
from fonds.events.merkle import HASH_BYTES, leaf_hashes

if TYPE_CHECKING:
    from fonds.archive.connection import Connection

STRETCH = 4 * BLOCK
"""Events read at a time: more would save no more, and take more memory."""

_JOINED = (
    "SELECT count(header), sum(position), min(length(leaf)),"
    " CAST(group_concat(header, char(10)) AS BLOB), CAST(group_concat(leaf, '') AS BLOB)"
    " FROM event WHERE position BETWEEN ? AND ?"
)


def sound_stretch(connection: Connection, first: int) -> tuple[bytes, list[bytes]] | None:
    """Return the first header of the stretch that begins at ``first``, and all its leaf hashes.

    None where anything is to be said of it, which reading its events one by one will tell.
    """
    count, positions, shortest, joined, kept = connection.execute(
        _JOINED, (first, first + STRETCH - 1)
    ).fetchone()
    if count != STRETCH or positions != STRETCH * (2 * first + STRETCH - 1) // 2:
        return None
    headers = joined.split(b"\n")
    # No header is null, so as many pieces as headers are the headers themselves; and no leaf is
    # short, so none is longer either, or all of them would be.
    if len(headers) != STRETCH or shortest != HASH_BYTES:
        return None
    leaves = leaf_hashes(headers)
    return (headers[0], leaves) if b"".join(leaves) == kept else None
