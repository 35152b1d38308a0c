# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Verifies an archive file: everything its format promises, cell by cell, naming positions.

It trusts nothing: it works on files whose triggers are gone, whose cells hold anything, or whose
pages are damaged. What convicts an owner who rewrote everything, hashes included, is a signed head
kept elsewhere; no file can testify against that by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from fonds.archive.connection import library, translated
from fonds.archive.errors import ArchiveError, Cancelled
from fonds.archive.examining import backdated, own_faults
from fonds.archive.integrity.contents import check_excerpts, check_files
from fonds.archive.integrity.findings import Fault, Findings
from fonds.archive.integrity.log import LogPass
from fonds.archive.integrity.rows import is_damage, plain_words
from fonds.archive.integrity.scratch import Scratch
from fonds.archive.integrity.streams import (
    check_actions,
    check_erasures,
    check_frontier,
    check_ids,
    check_streams,
    note_withheld,
)
from fonds.archive.integrity.tree import EarlierHead, GrowingTree
from fonds.archive.schema import schema_faults
from fonds.archive.watching import watched
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.connection import Connection

Progress = Callable[[int, int], bool]
Comparison = Callable[[], Iterable[str]]
"""Names the disposable tables that differ from a rebuild."""


@dataclass(frozen=True, slots=True)
class VerifyAnswer:
    """What was checked, how many of each, and what is not as it should be.

    ``backdated`` are positions of events dated before one that stands before them, at most
    `MOST_BACKDATED`: a clock ran backwards, which is no fault.
    """

    ok: bool
    checked: Mapping[str, int]
    faults: tuple[Fault, ...]
    backdated: tuple[int, ...] = ()


def verify(
    connection: Connection,
    path: str,
    progress: Progress | None = None,
    views: Comparison | None = None,
    heads: Sequence[EarlierHead] = (),
) -> VerifyAnswer:
    """Verify the archive on ``connection``, which is for this alone and is not written to.

    Args:
        connection: to a file that says it is an archive; its schema need not be ours.
        path: for messages.
        progress: told how many events of how many are read.
        views: names the disposable tables that differ from a rebuild; without it they are not
            compared. It runs with temporary tables allowed.
        heads: heads signed earlier, which the log must still begin with.

    Raises:
        ArchiveError: the file is locked, or there is no room for what must be remembered; never for
            what the file holds.
        Cancelled: ``progress`` answered False.
    """
    with translated(path), Scratch() as scratch:
        check = _Verification(connection, path, scratch, progress)
        outside = not connection.in_transaction
        if outside:
            check.read_schema()
            # Temporary tables of a rebuild may be as large as the archive: on disk, not in memory.
            connection.execute("PRAGMA temp_store=FILE")
            connection.execute("BEGIN")
        # Any cell, and any name of a stranger's schema, may hold bytes that are no UTF-8.
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        try:
            return check.run(views, heads)
        finally:
            connection.text_factory = str
            if outside and connection.in_transaction:
                connection.execute("ROLLBACK")


class _Verification:
    """One run."""

    def __init__(
        self, connection: Connection, path: str, scratch: Scratch, progress: Progress | None
    ) -> None:
        self._connection = connection
        self._path = path
        self._scratch = scratch
        self._progress = progress
        self._findings = Findings()
        self._total = 0
        self._done = 0

    def read_schema(self) -> None:
        """Let SQLite read the schema strictly; where it cannot, leniently, so that all else can."""
        self._connection.execute("PRAGMA writable_schema=RESET")
        faults = len(self._findings.faults())
        self._guarded(lambda: self._connection.execute("SELECT 1 FROM sqlite_master").fetchone())
        if len(self._findings.faults()) > faults:
            self._connection.execute("PRAGMA writable_schema=ON")

    def run(self, views: Comparison | None, heads: Sequence[EarlierHead]) -> VerifyAnswer:
        connection, findings, scratch = self._connection, self._findings, self._scratch
        self._guarded(self._count)
        self._guarded(self._check_sqlite)
        self._guarded(self._check_schema)
        tree = GrowingTree(connection, findings, heads)
        log = LogPass(connection, findings, scratch, tree)
        log.run(self._tell)
        self._tell(log.events)
        note_withheld(connection, scratch, findings)
        scratch.finish()
        check_ids(scratch, findings)
        check_streams(scratch, findings)
        check_actions(scratch, findings)
        gone = check_erasures(connection, scratch, findings)
        excerpts = check_excerpts(connection, self._path, scratch, findings, log.unread_texts)
        files = check_files(connection, scratch, findings, log.unknown_files)
        if not findings.any_of("sqlite", "position", "header", "leaf"):
            check_frontier(connection, tree.frontier, findings)
        tree.finish(log.archive)
        checked = {
            "events": log.events,
            "parts": log.parts,
            "excerpts": excerpts,
            "files": files,
            "erased": gone.erased,
            "withheld": gone.withheld,
            "views": 0 if views is None else self._check_views(views),
        }
        faults = findings.faults()
        return VerifyAnswer(not faults, MappingProxyType(checked), faults, self._backdated())

    def _tell(self, done: int) -> None:
        self._done = done
        if self._progress is not None and not self._progress(done, max(self._total, done)):
            code, message = "cancelled", "Cancelled. The archive was not verified to the end."
            raise Cancelled(code, message)

    def _guarded(self, check: Callable[[], None]) -> None:
        """Run a check of SQLite's own matters; where the file defeats it, that is the finding."""
        try:
            check()
        except Exception as error:
            if not is_damage(error):
                raise
            self._findings.add(
                "sqlite", None, say("The database is damaged: {why}.", why=plain_words(error))
            )

    def _count(self) -> None:
        row = self._connection.execute("SELECT max(position) FROM event").fetchone()
        self._total = row[0] if isinstance(row[0], int) else 0

    def _backdated(self) -> tuple[int, ...]:
        try:
            return tuple(position for position, _ in backdated(self._connection))
        except Exception as error:
            if not is_damage(error):
                raise
            return ()

    def _check_sqlite(self) -> None:
        encoding = self._connection.execute("PRAGMA encoding").fetchone()[0]
        if encoding != "UTF-8":
            self._findings.add(
                "sqlite",
                None,
                say("The database's texts are in {encoding}, not UTF-8.", encoding=encoding),
            )
        with watched(self._connection, lambda: self._tell(self._done)):
            for (told,) in self._connection.execute("PRAGMA integrity_check"):
                for line in own_faults(told):
                    self._findings.add(
                        "sqlite", None, say("SQLite's own check: {told}.", told=line)
                    )

    def _check_schema(self) -> None:
        for fault in schema_faults(self._connection):
            self._findings.add("schema", None, say("The schema is not ours: {fault}.", fault=fault))

    def _check_views(self, views: Comparison) -> int:
        connection = self._connection
        connection.execute("PRAGMA query_only=OFF")
        try:
            for name in views():
                detail = say(
                    "The table {name} is not what the log gives; run fonds rebuild.", name=name
                )
                self._findings.add("views", None, detail)
            row = connection.execute(
                "SELECT count(*) FROM pragma_table_list WHERE schema = 'main'"
                " AND type IN ('table', 'virtual') AND (name GLOB 'view_*' OR name GLOB 'search_*')"
            ).fetchone()
            return int(row[0])
        except Exception as error:
            # A damaged log can upset a rebuild in any way; a full disk is no fault of the archive.
            surroundings = isinstance(error, library().DatabaseError) and not is_damage(error)
            if surroundings or isinstance(error, Cancelled | OSError):
                raise
            why = _why(error)
            detail = say("The views cannot be compared with what the log gives: {why}.", why=why)
            self._findings.add("views", None, detail)
            return 0
        finally:
            connection.execute("PRAGMA query_only=ON")


def _why(error: Exception) -> str:
    """Return why the views could not be made, without advice to run what is running."""
    if isinstance(error, ArchiveError) and "position" in error.details:
        return say("the event @{position} cannot be read", position=error.details["position"])
    return plain_words(error)
