# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The quick verification: every header's bytes against the tree, and nothing else.

It takes little longer than reading the headers and hashing each. SQLite hands over whole blocks of
headers, joined by line breaks, of which canonical JSON has none, and their leaf hashes joined as
they are: a row for each event would cost as much as its hash. From the first block on of which
anything is to be said, events are read one by one. What parts, quotations, files and views are is
not looked at; but the headers commit to the parts, so whoever holds a part can hold it to them.
"""

from __future__ import annotations

from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fonds.archive.connection import translated
from fonds.archive.errors import Cancelled
from fonds.archive.integrity.findings import Findings
from fonds.archive.integrity.rows import is_damage, readable_rows
from fonds.archive.integrity.streams import check_frontier
from fonds.archive.integrity.tree import GrowingTree
from fonds.archive.integrity.verify import VerifyAnswer
from fonds.archive.store.nodes import BLOCK
from fonds.events.merkle import HASH_BYTES, leaf_hashes
from fonds.events.recorded import DamagedEventError, read_header
from fonds.events.sentences import say
from fonds.events.upcasting import TooNewError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.integrity.tree import EarlierHead
    from fonds.archive.integrity.verify import Progress

_COLUMNS = "CAST(header AS BLOB), CAST(leaf AS BLOB)"

_JOINED = (
    "SELECT count(header), sum(position), min(length(leaf)),"
    " CAST(group_concat(header, char(10)) AS BLOB), CAST(group_concat(leaf, '') AS BLOB)"
    " FROM event WHERE position BETWEEN ? AND ?"
)

Row = tuple[Any, ...]


def verify_tree(
    connection: Connection,
    path: str,
    progress: Progress | None = None,
    heads: Sequence[EarlierHead] = (),
) -> VerifyAnswer:
    """Verify the tree over an archive's headers, on a connection that is for this alone.

    Args:
        connection: to a file that says it is an archive.
        path: for messages.
        progress: told how many events of how many are read.
        heads: heads signed earlier, which the log must still begin with.

    Raises:
        ArchiveError: the file is locked, say; never for what it holds.
        Cancelled: ``progress`` answered False.
    """
    with translated(path):
        connection.execute("BEGIN")
        try:
            try:
                return _verify(connection, progress, heads, readable=True)
            except Exception as error:
                if not is_damage(error):
                    raise
            # Pages that cannot be read: once more from the beginning, around them.
            return _verify(connection, progress, heads, readable=False)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _verify(
    connection: Connection,
    progress: Progress | None,
    heads: Sequence[EarlierHead],
    *,
    readable: bool,
) -> VerifyAnswer:
    findings = Findings()
    walk = _Walk(connection, GrowingTree(connection, findings, heads), findings, progress)
    if readable:
        walk.along_whole_blocks()
        walk.along(_blocks_from(connection, walk.expected))
    else:
        walk.along(_readable_blocks(connection, findings))
    tree = walk.tree
    if not findings.any_of("sqlite", "position", "header", "leaf"):
        check_frontier(connection, tree.frontier, findings)
    tree.finish(walk.archive)
    faults = findings.faults()
    return VerifyAnswer(not faults, MappingProxyType({"events": tree.frontier.size}), faults)


def _blocks_from(connection: Connection, first: int) -> Iterator[list[Row]]:
    """Yield the rows from a position on; all of them, also such as stand below 1, if it is 1."""
    sql = f"SELECT position, {_COLUMNS} FROM event"
    rows = connection.execute(
        f"{sql} WHERE position >= ? ORDER BY position" if first > 1 else f"{sql} ORDER BY position",
        (first,) if first > 1 else (),
    )
    while block := rows.fetchmany(BLOCK):
        yield block


def _readable_blocks(connection: Connection, findings: Findings) -> Iterator[list[Row]]:
    def damaged(last: int | None, why: str) -> None:
        first = (last or 0) + 1
        findings.add(
            "sqlite",
            first,
            say("The events from @{first} cannot be read: {why}.", first=first, why=why),
        )

    rows = readable_rows(connection, "event", _COLUMNS, "position", damaged)
    while block := list(islice(rows, BLOCK)):
        yield block


class _Walk:
    """Grows the tree along the log, a block at a time."""

    def __init__(
        self,
        connection: Connection,
        tree: GrowingTree,
        findings: Findings,
        progress: Progress | None,
    ) -> None:
        self._connection = connection
        self._findings = findings
        self._progress = progress
        lowest, total = connection.execute(
            "SELECT min(position), max(position) FROM event"
        ).fetchone()
        self._gapless_start = lowest == 1
        self._total = total if isinstance(total, int) else 0
        self.tree = tree
        self.expected = 1
        self.archive: str | None = None
        """The archive's id, as its first header has it."""

    def along_whole_blocks(self) -> None:
        """Go on for as long as whole blocks are exactly as they should be."""
        while self._gapless_start and self.expected + BLOCK - 1 <= self._total:
            first = self.expected
            count, positions, shortest, joined, kept = self._connection.execute(
                _JOINED, (first, first + BLOCK - 1)
            ).fetchone()
            if count != BLOCK or positions != BLOCK * (2 * first + BLOCK - 1) // 2:
                return
            headers = joined.split(b"\n")
            # No header is null, so as many pieces as headers are the headers themselves; and no
            # leaf is short, so none is longer either, or all of them would be.
            if len(headers) != BLOCK or shortest != HASH_BYTES:
                return
            leaves = leaf_hashes(headers)
            if b"".join(leaves) != kept:
                return
            self._add(headers[0], leaves, first + BLOCK)

    def along(self, blocks: Iterator[list[Row]]) -> None:
        """Go on along rows, and say what is wrong with them."""
        for block in blocks:
            positions, found, kept = zip(*block, strict=True)
            headers = [header or b"" for header in found]
            leaves = leaf_hashes(headers)
            if kept != tuple(leaves) or None in found:
                _name_leaves(block, leaves, self._findings)
            last = self.expected + len(block) - 1
            if positions[0] != self.expected or positions[-1] != last:
                _name_gaps(block, self.expected, self._findings)
            self._add(headers[0], leaves, max(positions[-1], 0) + 1)

    def _add(self, header: bytes, leaves: list[bytes], expected: int) -> None:
        if self.expected == 1:
            self.archive = _archive_of(header)
        self.expected = expected
        self.tree.add_all(leaves)
        size = self.tree.frontier.size
        if self._progress is not None and not self._progress(size, max(self._total, 1)):
            code, message = "cancelled", "Cancelled. The archive was not verified to the end."
            raise Cancelled(code, message)


def _archive_of(header: bytes) -> str | None:
    try:
        return read_header(header).archive
    except (DamagedEventError, TooNewError, RecursionError):
        return None


def _name_leaves(block: Sequence[Row], leaves: Sequence[bytes], findings: Findings) -> None:
    for (position, header, leaf), computed in zip(block, leaves, strict=True):
        if header is None:
            findings.add(
                "header", position, say("The header of @{position} is gone.", position=position)
            )
        elif leaf != computed:
            detail = say(
                "The header of @{position} does not have the leaf hash beside it.",
                position=position,
            )
            findings.add("leaf", position, detail)


def _name_gaps(block: Sequence[Row], expected: int, findings: Findings) -> None:
    for position, *_ in block:
        if position != expected:
            detail = say(
                "@{position} stands where @{expected} should; events are missing between.",
                position=position,
                expected=expected,
            )
            findings.add("position", expected, detail)
        expected = max(position, 0) + 1
