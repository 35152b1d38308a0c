# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The quick verification: every header's bytes against the tree, and nothing else.

It takes little longer than reading the headers and hashing each. Whole stretches of headers are
read as one, and of a long log a second process reads those at the end meanwhile. From the first
stretch on of which anything is to be said, events are read one by one. What parts, quotations,
files and views are is not looked at; but the headers commit to the parts, so whoever holds a part
can hold it to them.
"""

from __future__ import annotations

import contextlib
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fonds.archive.connection import translated
from fonds.archive.errors import Cancelled
from fonds.archive.integrity.far_end import FarEnd, is_worth_it
from fonds.archive.integrity.findings import Findings
from fonds.archive.integrity.rows import is_damage, readable_rows
from fonds.archive.integrity.streams import check_frontier
from fonds.archive.integrity.stretches import STRETCH, sound_stretch
from fonds.archive.integrity.tree import GrowingTree
from fonds.archive.integrity.verify import VerifyAnswer
from fonds.archive.open_file import OpenFile
from fonds.archive.store.nodes import BLOCK
from fonds.events.merkle import leaf_hashes
from fonds.events.recorded import DamagedEventError, read_header
from fonds.events.sentences import say
from fonds.events.upcasting import TooNewError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from fonds.archive.connection import Connection
    from fonds.archive.integrity.tree import EarlierHead
    from fonds.archive.integrity.verify import Progress

_COLUMNS = "CAST(header AS BLOB), CAST(leaf AS BLOB)"

Row = tuple[Any, ...]


def verify_tree(
    connection: Connection,
    path: str,
    progress: Progress | None = None,
    heads: Sequence[EarlierHead] = (),
    *,
    beside: Path | None = None,
) -> VerifyAnswer:
    """Verify the tree over an archive's headers, on a connection that is for this alone.

    Args:
        connection: to a file that says it is an archive.
        path: for messages.
        progress: told how many events of how many are read.
        heads: heads signed earlier, which the log must still begin with.
        beside: the file, where a second process may open it too and help.

    Raises:
        ArchiveError: the file is locked, say; never for what it holds.
        Cancelled: ``progress`` answered False.
    """
    with translated(path):
        file = OpenFile(connection)
        connection.execute("BEGIN")
        try:
            try:
                answer = _verify(connection, progress, heads, readable=True, beside=beside)
                # Or else the second process may have read another file.
                if beside is None or file.is_there():
                    return answer
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
    beside: Path | None = None,
) -> VerifyAnswer:
    findings = Findings()
    walk = _Walk(connection, GrowingTree(connection, findings, heads), findings, progress)
    if readable:
        with contextlib.ExitStack() as stack:
            if beside is not None and is_worth_it(walk.total):
                walk.far_end = stack.enter_context(FarEnd(beside, walk.total))
            walk.along_stretches()
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
        self.total = total if isinstance(total, int) else 0
        self.tree = tree
        self.far_end: FarEnd | None = None
        self.expected = 1
        self.archive: str | None = None
        """The archive's id, as its first header has it."""

    def along_stretches(self) -> None:
        """Go on for as long as whole stretches are exactly as they should be."""
        while self._gapless_start and self.expected + STRETCH - 1 <= self.total:
            if self._with_help():
                continue
            found = sound_stretch(self._connection, self.expected)
            if found is None:
                return
            header, leaves = found
            for first in range(0, STRETCH, BLOCK):
                self._add(header, leaves[first : first + BLOCK], self.expected + BLOCK)
            self._tell()

    def _with_help(self) -> bool:
        """Go on by a share that the second process has answered for, where it has."""
        if self.far_end is None:
            return False
        share = self.far_end.share
        number, behind = divmod(self.expected - 1, share)
        # The first is read here, since it says which archive this is.
        if behind or number == 0 or self.tree.is_asked_within(share):
            return False
        roots = self.far_end.take(number)
        if roots is None:
            return False
        for root in roots:
            self.tree.add_block(root)
        self.expected += share
        self._tell()
        return True

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
            self._tell()

    def _add(self, header: bytes, leaves: list[bytes], expected: int) -> None:
        if self.expected == 1:
            self.archive = _archive_of(header)
        self.expected = expected
        self.tree.add_all(leaves)

    def _tell(self) -> None:
        done = self.tree.frontier.size
        if self.far_end is not None:
            done += self.far_end.ahead(done)
        if self._progress is not None and not self._progress(done, max(self.total, 1)):
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
