# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A write-ahead log that is behind its archive: of an older state of it, or of another one.

SQLite reads whatever log lies under the right name, and has no way to tell whose it is. But a log
only ever adds to the file beside it, and what of it was folded into the file stays in it until the
file is safe on the disk: whatever was killed or cut off, the file together with its log counts at
least as many events as the file alone, and the tree of these goes on from the file's. Where it does
not, or a sound file becomes one that cannot be read, the log does not belong to the file as it is
now. It would bring back what was erased since, or, folded back, destroy the file.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from fonds.archive.connection import connect, library
from fonds.archive.errors import ArchiveError
from fonds.events.merkle import Frontier
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.connection import Connection

_HASH_BYTES = 32
_LOOKS = 3
_ENDS = (
    "SELECT size, CAST(peaks AS BLOB), (SELECT max(position) FROM event) FROM app_frontier LIMIT 2"
)


class _End(NamedTuple):
    """How many events a file says it has, and the peaks of their tree."""

    size: int
    peaks: bytes


class Edge(Protocol):
    """How many events there are, and the peaks of their tree, one after the other."""

    @property
    def size(self) -> int: ...  # noqa: D102 - as the class says

    @property
    def peaks(self) -> bytes: ...  # noqa: D102 - as the class says


def goes_on(connection: Connection, before: Edge, after: Edge) -> bool:
    """Tell whether the log's further events, hashed onto one edge, give the other.

    Of another archive's events, however many there are, they do not.
    """
    sql = (
        "SELECT CAST(leaf AS BLOB) FROM event WHERE position > ? AND position <= ?"
        " ORDER BY position"
    )
    edge = Frontier.from_bytes(before.size, before.peaks)
    for (leaf,) in connection.execute(sql, (before.size, after.size)):
        edge.add(leaf)
    return (edge.size, edge.packed()) == (after.size, after.peaks)


def check_log(path: Path) -> None:
    """Refuse to open an archive beside a log that is behind it, before SQLite has folded it back.

    It takes as long as hashing the events that the log adds, and nothing where there is no log.

    Raises:
        ArchiveError: "older-log".
    """
    # SQLite keeps it beside the file itself, not beside a link to it.
    log = Path(f"{path.resolve()}-wal")
    try:
        if log.is_symlink() or not log.is_file() or not log.stat().st_size:
            return
    except OSError:
        return
    # Others may be folding the log back while the file alone is read; then it is read again.
    if all(_is_behind(path) for _ in range(_LOOKS)):
        message = say(
            "{path} was not opened: {log} beside it is of an older state of it, of another archive"
            " or damaged, and might bring back what was erased since. Save what both say with fonds"
            " recover, or move that file away to open the archive as it is without it.",
            path=path,
            log=log.name,
        )
        raise ArchiveError("older-log", message, path=str(path), log=str(log))


def _is_behind(path: Path) -> bool:
    # First alone: what is recorded in between can only add to what both say.
    try:
        alone = _end(path, "immutable")
    except _NoneError:
        return False
    try:
        if alone is not None:
            _end(path, "ro", alone)
    except _NoneError:
        return True
    return False


class _NoneError(Exception):
    """There is no database to be read: its pages do not fit together."""


def _end(path: Path, mode: str, before: _End | None = None) -> _End | None:
    """Return what a file says, with its log unless it is immutable; None where that is unclear.

    A connection for reading only leaves the log as it lies when it is closed.

    Raises:
        _NoneError: it cannot be read, or does not go on from what was there ``before``.
    """
    try:
        with contextlib.closing(connect(path, mode=mode)) as connection:
            end = _sound(connection)
            if before is not None and (end is None or not goes_on(connection, before, end)):
                raise _NoneError
            return end
    except UnicodeDecodeError as error:
        raise _NoneError from error
    except (ArchiveError, library().Error) as error:
        # Anything else (a lock, a folder that cannot be written) is for whoever opens it to meet.
        if "malformed" in str(error) or "is damaged" in str(error):
            raise _NoneError from error
        return None


def _sound(connection: Connection) -> _End | None:
    rows = connection.execute(_ENDS).fetchall()
    if len(rows) != 1:
        return None
    size, peaks, last = rows[0]
    whole = isinstance(size, int) and isinstance(peaks, bytes) and size == last
    if not whole or len(peaks) != _HASH_BYTES * size.bit_count():
        return None
    return _End(size, peaks)
