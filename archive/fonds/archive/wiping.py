# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What follows an erasure: nothing of the words may be left in the file or beside it.

A row that was removed leaves its bytes in free pages, in the search index and in the write-ahead
log. So after an erasure the disposable tables are made anew from what is left, the whole file is
written anew (VACUUM), and the log is folded back and cut to nothing. Each step can fail, on a full
disk or while another program reads; then it is kept on record what is left to do, and whoever opens
the archive for writing next goes on from there.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.connection import connect, library, looks_like_sqlite, translated
from fonds.archive.errors import ArchiveError, Cancelled
from fonds.archive.files import BESIDE
from fonds.archive.projector import rebuild
from fonds.archive.store.removal import wiped, wiping
from fonds.archive.watching import watched
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.projector import Progress
    from fonds.archive.store.sqlite import SqliteStore

_EXPORT_BEGINS = b'{\n  "format": "fonds-export/'
_LOOKED_AT = 1 << 22


@fixed
class Wiped:
    """Whether nothing is left to do; else why, in a sentence. ``removed`` are leftovers' names.

    ``stopped`` where somebody asked for that.
    """

    finished: bool
    why: str | None = None
    removed: tuple[str, ...] = ()
    stopped: bool = False


STOPPED = Wiped(
    finished=False,
    why=(
        "It was stopped when it was on record already, so it stays erased, but the file still holds"
        " bytes of it. The next command that records in the archive finishes that, or fonds"
        " rebuild."
    ),
    stopped=True,
)
"""What there is to say where somebody stopped what follows an erasure."""


def overwrite_removed(store: SqliteStore) -> None:
    """Have SQLite overwrite what is removed from now on, rather than only forget where it was."""
    store.connection.execute("PRAGMA secure_delete=ON")


def wipe(
    store: SqliteStore,
    path: Path,
    archive: str,
    progress: Progress | None = None,
    begun: Callable[[str], None] | None = None,
) -> Wiped:
    """Do what is left to do after an erasure; without one, nothing.

    ``begun`` is told, in words, what is done next.

    Raises:
        Cancelled: ``progress`` answered False; the rest is done at the next opening.
    """
    step = wiping(store)
    if step is None:
        return Wiped(finished=True)
    overwrite_removed(store)
    removed = _remove_leftovers(path, archive)
    begun = begun or (lambda _: None)
    try:
        if step == "views":
            begun("Making tables without it")
            rebuild(store, progress)
            wiped(store, "pages")
            step = "pages"
        if step == "pages":
            begun("Writing the file anew")
            _write_anew(store, path, progress)
            wiped(store, "log")
        begun("Cutting the log")
        why = _cut_log(store, path)
        if why is not None:
            return Wiped(finished=False, why=why, removed=removed)
        wiped(store, None)
        # That last note is in the log again, and holds nothing.
        _cut_log(store, path)
    except ArchiveError as error:
        return Wiped(finished=False, why=error.message, removed=removed)
    return Wiped(finished=True, removed=removed)


def _write_anew(store: SqliteStore, path: Path, progress: Progress | None) -> None:
    """Write every page anew: none keeps bytes of a row that is no more."""
    connection = store.connection

    def look() -> None:
        if progress is not None and not progress(0, 0):
            code, message = "cancelled", "Cancelled. The next opening goes on."
            raise Cancelled(code, message)

    with translated(path), watched(connection, look):
        # As large as the archive; on disk, where SQLite removes it as soon as it has made it.
        connection.execute("PRAGMA temp_store=FILE")
        try:
            connection.execute("VACUUM")
        finally:
            connection.execute("PRAGMA temp_store=MEMORY")


def _cut_log(store: SqliteStore, path: Path) -> str | None:
    """Fold the write-ahead log back and cut it; return why not, None where there is none left."""
    try:
        with translated(path):
            row = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except ArchiveError as error:
        if error.code != "locked":
            raise
        row = (1,)
    if row is not None and row[0]:
        return (
            "Another program is reading the archive, so its write-ahead log still holds what was"
            " erased. Close that program; the next command that records in the archive finishes"
            " that, or fonds rebuild."
        )
    return None


def _remove_leftovers(path: Path, archive: str) -> tuple[str, ...]:
    """Remove what broken-off backups and exports of this very archive left beside it."""
    removed: list[str] = []
    for found in sorted(path.resolve().parent.glob(".*.unfinished")):
        with contextlib.suppress(OSError, ArchiveError):
            if _is_leftover(found, archive):
                for name in (str(found), *(f"{found}{ending}" for ending in BESIDE)):
                    Path(name).unlink(missing_ok=True)
                removed.append(found.name)
    return tuple(removed)


def _is_leftover(path: Path, archive: str) -> bool:
    if looks_like_sqlite(path):
        with contextlib.closing(connect(path, mode="immutable", lenient=True)) as connection:
            try:
                row = connection.execute(
                    "SELECT json_extract(header, '$.archive') FROM event WHERE position = 1"
                ).fetchone()
            except library().DatabaseError:
                # Half a copy: its first pages are the archive's own, its schema perhaps not there.
                return _mentions(path, archive)
        return row is None or row[0] == archive
    with path.open("rb") as file:
        begins = file.read(len(_EXPORT_BEGINS)) == _EXPORT_BEGINS
    return begins and _mentions(path, archive)


def _mentions(path: Path, archive: str) -> bool:
    with path.open("rb") as file:
        return archive.encode("ascii") in file.read(_LOOKED_AT)
