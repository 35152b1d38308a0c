# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The tree's right edge, kept in a disposable table beside the log: what an append goes on from.

It is written with every append, in the same transaction. So an edge over more events than the log
has, or another one over as many, shows that the log was changed behind the program's back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.connection import is_no_table, library
from fonds.archive.store.nodes import BLOCK, BLOCK_HEIGHT
from fonds.events.merkle import Frontier, complete_root

if TYPE_CHECKING:
    from fonds.archive.connection import Connection

# The size is no key: it changes with every append, and a row whose key changes is moved.
_TABLE = "CREATE TABLE app_frontier (size INTEGER NOT NULL, peaks BLOB NOT NULL) STRICT"


class KeptEdge:
    """The kept edge of one file's tree."""

    def __init__(self, connection: Connection) -> None:
        """Name the connection; nothing is read yet."""
        self._connection = connection

    def read(self) -> Frontier | None:
        """Return the kept edge, None where the table or its row is gone, or holds no edge."""
        try:
            row = self._connection.execute("SELECT size, peaks FROM app_frontier").fetchone()
        except library().OperationalError as error:
            # Any other error has undone the transaction: going on would record piece by piece.
            if not is_no_table(error):
                raise
            return None
        try:
            return None if row is None else Frontier.from_bytes(row[0], row[1])
        except (TypeError, ValueError):
            return None

    def computed(self, blocks: list[bytes] | None = None) -> Frontier:
        """Return the edge that the log's leaf hashes give; add the whole blocks' roots."""
        frontier = Frontier.empty()
        rows = self._connection.execute("SELECT leaf FROM event ORDER BY position")
        while block := [leaf for (leaf,) in rows.fetchmany(BLOCK)]:
            # A whole block level by level; what is left over leaf by leaf.
            if len(block) == BLOCK:
                root = complete_root(block)
                frontier.add_complete(root, BLOCK_HEIGHT)
                if blocks is not None:
                    blocks.append(root)
            else:
                for leaf in block:
                    frontier.add(leaf)
        return frontier

    def write(self, edge: Frontier) -> None:
        """Keep the edge after an append."""
        self._connection.execute(
            "UPDATE app_frontier SET size = ?, peaks = ?", (edge.size, edge.packed())
        )

    def make_anew(self, edge: Frontier | None = None) -> None:
        """Keep the edge that the log gives, in a table as we make it; any tool may have cut in.

        ``edge`` is that edge, where it was computed already.
        """
        execute = self._connection.execute
        known = execute("SELECT sql FROM sqlite_master WHERE name = 'app_frontier'").fetchone()
        if known != (_TABLE,):
            execute("DROP TABLE IF EXISTS app_frontier")
            execute(_TABLE)
        edge = edge or self.computed()
        execute("DELETE FROM app_frontier")
        execute("INSERT INTO app_frontier VALUES (?, ?)", (edge.size, edge.packed()))

    def contradicts(self, size: int, given: Frontier) -> bool:
        """Tell whether an edge of ``size`` events, as the log has, is kept, and not the given."""
        kept = self.read()
        return kept is not None and kept.size == size and kept.packed() != given.packed()
