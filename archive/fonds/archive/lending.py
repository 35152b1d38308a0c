# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Views brought up to date when an archive is opened, or lent to one that cannot be written.

A file made by another Fonds has views of another edition, or none; one whose erasure is unfinished
has views that may still say what was erased. Where it cannot be written they cannot be made anew
in it, so they are made beside it: as temporary tables of the reading connection, on disk, gone when
it is closed. SQLite finds a temporary table before one of the file with the same name, so every
question is answered from them without knowing.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NoReturn

from fonds.archive.connection import library, translated
from fonds.archive.errors import ArchiveError
from fonds.archive.files import is_writable
from fonds.archive.projector import Projector, rebuild
from fonds.archive.store.removal import wiping
from fonds.archive.tables import Tables
from fonds.events.catalogue.archive import ContentErased
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.projector import Progress
    from fonds.archive.store.sqlite import SqliteStore

_LENT = Tables(schema="temp.")
"""The names of the live tables, among the connection's own."""


class LentViews:
    """Temporary views over one connection that writes nothing else."""

    def __init__(self, store: SqliteStore, path: Path) -> None:
        """Name them; `fill` makes them. ``path`` is for messages."""
        self._store = store
        self._path = path
        self._projector = Projector(store, _LENT)

    def fill(self, progress: Progress | None = None) -> None:
        """Make the views anew, from one state of the log.

        Raises:
            ArchiveError: there is no room for them where temporary files lie.
            Cancelled: ``progress`` answered False; there are no views then.
        """
        with self._told(), self._writing():
            self._projector.forget()
            self._projector.create()
            self._projector.fill(progress, contextlib.nullcontext)

    def follow(self) -> None:
        """Bring the views up to date with what others have recorded since. Raises as `fill`."""
        done, size = self._projector.position() or 0, self._store.size()
        if done >= size:
            return
        erased = self._store.connection.execute(
            "SELECT EXISTS (SELECT 1 FROM event WHERE position > ? AND header ->> '$.type' = ?)",
            (done, ContentErased.__name__),
        ).fetchone()[0]
        if erased:
            self.fill()
            return
        with self._told(), self._writing():
            self._projector.catch_up_within(contextlib.nullcontext)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Let the connection write its temporary tables, and see one state of the file."""
        execute = self._store.connection.execute
        execute("PRAGMA query_only=OFF")
        try:
            execute("BEGIN")
            try:
                yield
            except BaseException:
                if self._store.connection.in_transaction:
                    execute("ROLLBACK")
                self._projector.forget()
                raise
            execute("COMMIT")
        finally:
            execute("PRAGMA query_only=ON")

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with translated(self._path):
                yield
        except ArchiveError as error:
            if error.code not in {"full", "io", "unusable"}:
                raise
            message = say(
                "The tables to read {path} with cannot be made: there is no room for them"
                " where temporary files lie. Free some space there, or name a roomier folder"
                " in the variable SQLITE_TMPDIR.",
                path=self._path,
            )
            raise ArchiveError("no-room", message, path=str(self._path)) from error


def settle(
    store: SqliteStore,
    path: Path,
    progress: Progress | None = None,
    *,
    read_only: bool,
    lending: bool,
) -> LentViews | None:
    """Bring the views up to date, should another program have left them behind.

    In a file that cannot be written they are lent where ``lending`` says so, and returned.

    Raises:
        ArchiveError: "views-outdated" where they may not be brought up to date; "shortened" where
            the log has fewer events than were counted when it was last written; as
            `refuse_foreign`, or `LentViews.fill`.
        Cancelled: ``progress`` answered False.
    """
    projector = Projector(store)
    with store.snapshot():
        size, position = store.size(), projector.position()
        may_tell_erased = read_only and wiping(store) == "views"
        kept = store.kept_size()
    counted = position or 0 if kept is None else kept
    if counted > size:
        # Making the tables anew would wipe away all that shows it.
        _refuse_shortened(path, size, counted)
    if position == size and not may_tell_erased:
        return None
    refuse_foreign(store, path, 0 if position is None or position > size else position)
    if read_only:
        if not lending or is_writable(path):
            _refuse_outdated(path)
        # As large as the file's own would be: on disk, where SQLite removes them of itself.
        store.connection.execute("PRAGMA temp_store=FILE")
        views = LentViews(store, path)
        views.fill(progress)
        return views
    with store.transaction():
        store.prepare()
    if position is not None and position <= size:
        try:
            projector.catch_up(progress)
        except ArchiveError as error:
            if not isinstance(error.__cause__, library().IntegrityError):
                raise
            # They have already what they say they lack: no Fonds left them so.
            position = None
    if position is None or position > size:
        rebuild(store, progress)
    return None


def _refuse_shortened(path: Path, size: int, counted: int) -> NoReturn:
    message = say(
        "{path} has {size:,} events, and had {counted:,} when it was last written: some were taken"
        " out of its log. Nothing was changed. Go back to a backup, or save what is here into a"
        " new archive with fonds recover.",
        path=path,
        size=size,
        counted=counted,
    )
    raise ArchiveError("shortened", message, path=str(path), events=size, counted=counted)


def refuse_foreign(store: SqliteStore, path: Path, after: int = 0) -> None:
    """Refuse to make tables of events behind ``after`` that were recorded in another archive.

    Whoever copies rows from one archive into another would see them told as this one's.

    Raises:
        ArchiveError: "foreign-event", at the first of them.
    """
    row = store.connection.execute(
        "SELECT position FROM event WHERE position > ? AND json_valid(header)"
        # Where the first event is gone or says none, `<>` is not so: whatever reads it tells that.
        " AND header ->> '$.archive' <> (SELECT header ->> '$.archive' FROM event"
        " WHERE json_valid(header) ORDER BY position LIMIT 1) ORDER BY position LIMIT 1",
        (after,),
    ).fetchone()
    if row is None:
        return
    message = say(
        "@{position} of {path} was recorded in another archive, and copied in by other means than"
        " Fonds. Nothing was changed. Run fonds verify, which names all that is wrong; go back to a"
        " backup, or save what stands before it into a new archive with fonds recover.",
        position=row[0],
        path=path,
    )
    raise ArchiveError("foreign-event", message, path=str(path), position=row[0])


def _refuse_outdated(path: Path) -> NoReturn:
    message = say(
        "The tables of {path} are not up to date. Open it once to record in it.", path=path
    )
    if not is_writable(path):
        message = say(
            "The tables of {path} are not up to date, and it cannot be written. Copy it to"
            " a folder of your own and open the copy.",
            path=path,
        )
    raise ArchiveError("views-outdated", message, path=str(path))
