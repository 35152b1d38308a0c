# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The quick verification: every header's bytes against the tree, and nothing else.

It takes little longer than reading the headers and hashing each: whole blocks of leaves are hashed
level by level. What parts, quotations, files and views are is not looked at; but the headers commit
to the parts, so whoever holds a part can hold it to them.
"""

from __future__ import annotations

import hashlib
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
from fonds.events.recorded import DamagedEventError, read_header
from fonds.events.sentences import say
from fonds.events.upcasting import TooNewError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
                return _verify(connection, progress, heads, _quick_blocks)
            except Exception as error:
                if not is_damage(error):
                    raise
            # Pages that cannot be read: once more from the beginning, around them.
            return _verify(connection, progress, heads, _readable_blocks)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _verify(
    connection: Connection,
    progress: Progress | None,
    heads: Sequence[EarlierHead],
    blocks: Callable[[Connection, Findings], Iterator[list[Row]]],
) -> VerifyAnswer:
    findings = Findings()
    tree = GrowingTree(connection, findings, heads)
    archive = _walk(connection, tree, findings, progress, blocks(connection, findings))
    if not findings.any_of("sqlite", "position", "header", "leaf"):
        check_frontier(connection, tree.frontier, findings)
    tree.finish(archive)
    faults = findings.faults()
    return VerifyAnswer(not faults, MappingProxyType({"events": tree.frontier.size}), faults)


def _quick_blocks(connection: Connection, _: Findings) -> Iterator[list[Row]]:
    rows = connection.execute(f"SELECT position, {_COLUMNS} FROM event ORDER BY position")
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


def _walk(
    connection: Connection,
    tree: GrowingTree,
    findings: Findings,
    progress: Progress | None,
    blocks: Iterator[list[Row]],
) -> str | None:
    """Grow the tree, a block at a time; return the archive's id as its first header has it."""
    total = connection.execute("SELECT max(position) FROM event").fetchone()[0]
    total = total if isinstance(total, int) else 0
    archive: str | None = None
    sha256, expected = hashlib.sha256, 1
    for block in blocks:
        if expected == 1:
            archive = _archive_of(block[0][1])
        positions, headers, kept = zip(*block, strict=True)
        if None in headers:
            headers = tuple(header or b"" for header in headers)
        leaves = [sha256(b"\x00" + header).digest() for header in headers]
        if kept != tuple(leaves):
            _name_leaves(block, leaves, findings)
        if positions[0] != expected or positions[-1] != expected + len(block) - 1:
            _name_gaps(block, expected, findings)
        expected = positions[-1] + 1
        tree.add_all(leaves)
        if progress is not None and not progress(tree.frontier.size, max(total, 1)):
            code, message = "cancelled", "Cancelled. The archive was not verified to the end."
            raise Cancelled(code, message)
    return archive


def _archive_of(header: object) -> str | None:
    try:
        return read_header(header if isinstance(header, bytes) else b"").archive
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
        expected = position + 1
