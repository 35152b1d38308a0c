# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The tree as the pass over the log grows it, held to the kept nodes and to earlier heads.

The kept nodes are disposable, but a false one would spoil proofs, so they are compared. A head that
was signed earlier and kept elsewhere is what convicts a log that was written anew: the tree over
the first leaves must still have the root that was signed then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.integrity.rows import is_damage
from fonds.archive.store.nodes import BLOCK, BLOCK_HEIGHT
from fonds.events.merkle import Frontier, complete_root, node_hash
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.integrity.findings import Findings


@dataclass(frozen=True, slots=True)
class EarlierHead:
    """A head that was signed earlier: what it is called in messages, whose, its size and root.

    ``archive`` is the id of the archive it names, None where its origin is no archive's.
    """

    name: str
    archive: str | None
    size: int
    root: bytes


class GrowingTree:
    """The tree over the leaves met so far."""

    def __init__(
        self, connection: Connection, findings: Findings, heads: Sequence[EarlierHead] = ()
    ) -> None:
        """Begin without leaves; ``heads`` are judged at the end by `finish`."""
        self.frontier = Frontier.empty()
        self._findings = findings
        self._kept = _kept_nodes(connection)
        self._comparing = True
        self._false_up_to: int | None = None
        self._heads = heads
        self._roots: dict[int, bytes | None] = {head.size: None for head in heads}
        if 0 in self._roots:
            self._roots[0] = self.frontier.root()

    def add(self, leaf: bytes) -> None:
        """Add the next leaf."""
        frontier = self.frontier
        if (frontier.size + 1) % BLOCK == 0 and self._comparing:
            self._compare(frontier.completed_by(leaf)[BLOCK_HEIGHT - 1 :])
        frontier.add(leaf)
        if frontier.size in self._roots:
            self._roots[frontier.size] = frontier.root()

    def add_all(self, leaves: Sequence[bytes]) -> None:
        """Add further leaves; a whole block of them at once where nothing is asked within it."""
        before, count = self.frontier.size, len(leaves)
        whole = count == BLOCK and before % BLOCK == 0
        if not whole or self.is_asked_within(count):
            for leaf in leaves:
                self.add(leaf)
            return
        self.add_block(complete_root(leaves))

    def is_asked_within(self, count: int) -> bool:
        """Tell whether an earlier head ends within the next leaves, so that each is needed."""
        before = self.frontier.size
        return any(before < size < before + count for size in self._roots)

    def add_block(self, node: bytes) -> None:
        """Add the root of the next whole block of leaves."""
        if self._comparing:
            self._compare(self._joined(node))
        self.frontier.add_complete(node, BLOCK_HEIGHT)
        if self.frontier.size in self._roots:
            self._roots[self.frontier.size] = self.frontier.root()

    def _joined(self, node: bytes) -> list[bytes]:
        """Return a block's root and those of the larger subtrees that it completes."""
        nodes, blocks = [node], self.frontier.size >> BLOCK_HEIGHT
        for peak in reversed(self.frontier.peaks):
            if not blocks & 1:
                break
            nodes.append(node_hash(peak, nodes[-1]))
            blocks >>= 1
        return nodes

    def _compare(self, completed: list[bytes]) -> None:
        for node in completed:
            kept = next(self._kept, None)
            if kept is None:
                # No table, or one that stops short: what is missing is computed when needed.
                self._comparing = False
                return
            if kept != node:
                self._false_up_to = (self.frontier.size // BLOCK + 1) * BLOCK
                self._comparing = False
                return

    def finish(self, archive: str | None) -> None:
        """Judge the kept nodes and the earlier heads, now that the whole log was met."""
        self._kept.close()
        # Where other faults explain a difference, a false node adds nothing.
        explained = self._findings.any_of("sqlite", "position", "header", "leaf", "frontier")
        if self._false_up_to is not None and not explained:
            detail = say(
                "A kept node of the tree, up to @{last}, is not what the log gives; run fonds"
                " rebuild.",
                last=self._false_up_to,
            )
            self._findings.add("tree", None, detail)
        found: list[EarlierHead] = []
        for head in sorted(self._heads, key=lambda head: head.size):
            if head.archive != archive:
                detail = say(
                    "{name} is a checkpoint of another archive, not of this one.", name=head.name
                )
                self._findings.add("other-archive", None, detail)
            elif head.size > self.frontier.size:
                detail = say(
                    "{name} was signed over {signed:,} events; the log has only {size:,}. The last"
                    " ones were cut off.",
                    name=head.name,
                    signed=head.size,
                    size=self.frontier.size,
                )
                self._findings.add("truncated", self.frontier.size + 1, detail)
            elif self._roots[head.size] != head.root:
                found.append(head)
        if found:
            self._tell_rewritten(found, archive)

    def _tell_rewritten(self, found: list[EarlierHead], archive: str | None) -> None:
        """Name the stretch in which the log was changed: behind the last head that still holds."""
        first = found[0]
        sound = [
            head.size
            for head in self._heads
            if head.archive == archive
            and head.size < first.size
            and self._roots[head.size] == head.root
        ]
        start = max(sound, default=0) + 1
        last = first.size
        where = f"@{start}" if start == last else say("@{start} to @{last}", start=start, last=last)
        for head in found:
            detail = say(
                "The log is not the one that {name} was signed over: among {where} something was"
                " changed, put in or taken out since, and the hashes made anew.",
                name=head.name,
                where=where,
            )
            self._findings.add("rewritten", start, detail)


def _kept_nodes(connection: Connection) -> Generator[bytes, None, None]:
    try:
        for (node,) in connection.execute("SELECT hash FROM app_node ORDER BY number"):
            yield bytes(node) if isinstance(node, bytes) else b""
    except Exception as error:
        if not is_damage(error):
            raise
