# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A copy of an archive while others go on recording in it: of one state, and verified."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.connection import library, translated
from fonds.archive.errors import ArchiveError
from fonds.archive.files import connect_read_only, copy_whole
from fonds.archive.integrity.verify import verify
from fonds.archive.store.sqlite import SqliteStore
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fonds.archive.connection import Connection
    from fonds.archive.integrity.findings import Fault
    from fonds.archive.store.contract import Head


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: the head of the copy, and the faults it has because the archive has them."""

    head: Head
    faults: tuple[Fault, ...]


def back_up(
    connection: Connection,
    path: Path,
    target: Path,
    progress: Callable[[int, int], bool] | None = None,
) -> Copied:
    """Copy an archive, as it is now, to a new file that appears only once it is whole and verified.

    What is disposable is copied too, and checked by SQLite, but not compared with a rebuild.

    Args:
        connection: to the archive, outside of any transaction.
        path: of the archive, for messages.
        target: where nothing is yet.
        progress: told pages and then events, done and in all.

    Raises:
        RefusedError: something is at ``target`` already, or its folder does not exist.
        ArchiveError: it cannot be written, the disk is full, or what was written is not what was
            read.
        Cancelled: ``progress`` answered False.
    """
    copied: list[Copied] = []
    with translated(path), _one_state(connection):
        head = SqliteStore(connection, str(path)).head()

        def check(copy: Path) -> None:
            copied.append(Copied(head, _faults_in_common(connection, path, copy, head, progress)))

        copy_whole(connection, target, check, progress)
    return copied[0]


@contextlib.contextmanager
def _one_state(connection: Connection) -> Iterator[None]:
    """Keep to one state of the archive, where that hinders no writer.

    Without it a copy begins anew whenever somebody records; with a rollback journal it would keep
    them from recording until it is done, so there it does begin anew.
    """
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        with contextlib.suppress(library().Error):
            connection.execute("ROLLBACK")


def _faults_in_common(
    connection: Connection,
    path: Path,
    copy: Path,
    head: Head,
    progress: Callable[[int, int], bool] | None,
) -> tuple[Fault, ...]:
    """Verify a copy; return the faults that the archive has too.

    Raises:
        ArchiveError: the copy has others, or another head.
    """
    with contextlib.closing(connect_read_only(copy)) as written:
        faults = verify(written, str(copy), progress).faults
        same = SqliteStore(written, str(copy)).head() == head
    if not faults and same:
        return ()
    if same and faults == verify(connection, str(path), progress).faults:
        return faults
    message = say(
        "What was written for {path} is not what was read, so no copy was kept. Check"
        " the disk, then run fonds verify.",
        path=path,
    )
    code = "copy-differs"
    raise ArchiveError(code, message, path=str(path))
