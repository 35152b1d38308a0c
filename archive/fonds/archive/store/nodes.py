# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Inner nodes of the tree, kept so that a proof need not hash a million leaves.

Kept are the roots of complete subtrees of 256 leaves and more, in a disposable table: a row for
every 256 events and one for every join of two equals. They are numbered in the order in which the
log completes them (post-order), so rows are only ever added at the end, and the highest number
tells how far they go. What is missing is computed from what is below it, down to the leaves: a file
without the table gives the same proofs, slower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.connection import is_no_table, library
from fonds.events.merkle import complete_root, node_hash
from fonds.events.proofs import range_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.connection import Connection

BLOCK_HEIGHT = 8
BLOCK = 1 << BLOCK_HEIGHT
"""Leaves of the smallest subtree whose root is kept."""

_TABLE = "CREATE TABLE app_node (number INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT"
_MOST_BLOCKS = 64
_MOST_NODES = 16_384
"""Blocks of leaves, and nodes, remembered while many proofs are made."""


def nodes_of(blocks: int) -> int:
    """Return how many kept nodes a log of so many whole blocks has."""
    return 2 * blocks - blocks.bit_count()


def number_of(height: int, index: int) -> int:
    """Return the number of the kept node of ``2**height`` leaves that is ``index`` of its equals.

    It is completed with the block after which the log has ``(index + 1) << above`` of them; higher
    nodes completed by the same block come after it.
    """
    above = height - BLOCK_HEIGHT
    blocks = (index + 1) << above
    higher = (blocks & -blocks).bit_length() - 1 - above
    return nodes_of(blocks) - higher


class TreeNodes:
    """The kept nodes over one connection."""

    def __init__(self, connection: Connection) -> None:
        """Keep the connection; nothing is read or written yet."""
        self._connection = connection
        self._blocks: dict[int, list[bytes]] = {}
        self._nodes: dict[tuple[int, int], bytes] = {}

    def extend(self, before: int, after: int) -> None:
        """Keep what an append from ``before`` to ``after`` leaves completed, in its transaction."""
        if before >> BLOCK_HEIGHT != after >> BLOCK_HEIGHT:
            self.fill(after)

    def fill(self, size: int, roots: Sequence[bytes] | None = None) -> None:
        """Keep every node of a log of ``size`` leaves that is not kept yet.

        ``roots`` are those of its whole blocks, where they were computed already.
        """
        execute = self._connection.execute
        wanted = nodes_of(size >> BLOCK_HEIGHT)
        kept = self._highest()
        if kept is None:
            execute(_TABLE)
            kept = 0
        if kept == wanted:
            return
        block = _whole_blocks(min(kept, wanted))
        self.forget()
        execute("DELETE FROM app_node WHERE number > ?", (nodes_of(block),))
        while block < size >> BLOCK_HEIGHT:
            rows: list[tuple[int, bytes]] = []
            node = complete_root(self._leaves(block)) if roots is None else roots[block]
            height, index = BLOCK_HEIGHT, block
            rows.append((number_of(height, index), node))
            while index & 1:
                node = node_hash(self.complete(height, index - 1), node)
                height, index = height + 1, index >> 1
                rows.append((number_of(height, index), node))
            self._connection.executemany("INSERT INTO app_node VALUES (?, ?)", rows)
            block += 1
        self.forget()

    def remake(self, size: int, roots: Sequence[bytes] | None = None) -> None:
        """Throw all kept nodes away and make them anew; ``roots`` as `fill` has them."""
        self._connection.execute("DROP TABLE IF EXISTS app_node")
        self.fill(size, roots)

    def _highest(self) -> int | None:
        """Return the highest number kept, 0 for none, None where there is no table."""
        try:
            row = self._connection.execute("SELECT max(number) FROM app_node").fetchone()
        except library().OperationalError as error:
            if not is_no_table(error):
                raise
            return None
        return int(row[0] or 0)

    def forget(self) -> None:
        """Forget what was read: somebody may have written."""
        self._blocks.clear()
        self._nodes.clear()

    def range_root(self, first: int, last: int) -> bytes:
        """Return the root over leaves, as `fonds.events.proofs.range_root`."""
        return range_root(first, last, self.complete)

    def complete(self, height: int, index: int) -> bytes:
        """Return the root of a complete subtree."""
        known = self._nodes.get((height, index))
        if known is None:
            known = (
                self._below(height, index) if height < BLOCK_HEIGHT else self._kept(height, index)
            )
            if len(self._nodes) >= _MOST_NODES:
                self._nodes.clear()
            self._nodes[height, index] = known
        return known

    def _below(self, height: int, index: int) -> bytes:
        start = (index << height) & (BLOCK - 1)
        leaves = self._leaves((index << height) >> BLOCK_HEIGHT)
        return complete_root(leaves[start : start + (1 << height)])

    def _kept(self, height: int, index: int) -> bytes:
        try:
            row = self._connection.execute(
                "SELECT hash FROM app_node WHERE number = ?", (number_of(height, index),)
            ).fetchone()
        except library().OperationalError as error:
            if not is_no_table(error):
                raise
            row = None
        if row is not None:
            return bytes(row[0])
        if height == BLOCK_HEIGHT:
            return complete_root(self._leaves(index))
        return node_hash(
            self.complete(height - 1, index * 2), self.complete(height - 1, index * 2 + 1)
        )

    def _leaves(self, block: int) -> list[bytes]:
        found = self._blocks.get(block)
        if found is None:
            rows = self._connection.execute(
                "SELECT leaf FROM event WHERE position BETWEEN ? AND ? ORDER BY position",
                (block * BLOCK + 1, block * BLOCK + BLOCK),
            )
            found = [bytes(row[0]) for row in rows]
            if len(self._blocks) >= _MOST_BLOCKS:
                self._blocks.clear()
            # One that is not full yet will be another after the next append.
            if len(found) == BLOCK:
                self._blocks[block] = found
        return found


def _whole_blocks(nodes: int) -> int:
    """Return how many blocks, with all they complete, the first ``nodes`` kept nodes cover."""
    low, high = 0, nodes
    while low < high:
        middle = (low + high + 1) // 2
        if nodes_of(middle) <= nodes:
            low = middle
        else:
            high = middle - 1
    return low
