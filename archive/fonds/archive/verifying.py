# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Verifying an archive file as it lies on the disk, on a connection of its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from fonds.archive.connection import translated
from fonds.archive.errors import ArchiveError
from fonds.archive.files import check_is_database, connect_read_only
from fonds.archive.integrity.findings import Fault
from fonds.archive.integrity.quick import verify_tree
from fonds.archive.integrity.verify import VerifyAnswer, verify
from fonds.archive.projector import differing_tables
from fonds.archive.schema import check_edition
from fonds.archive.store.sqlite import SqliteStore
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fonds.archive.integrity.tree import EarlierHead
    from fonds.archive.projector import Progress


def verify_at(
    path: Path,
    progress: Progress | None = None,
    heads: Sequence[EarlierHead] = (),
    *,
    tree_only: bool = False,
) -> VerifyAnswer:
    """Verify an archive without trusting its schema; see `fonds.archive.integrity.verify`.

    ``heads`` were signed earlier and kept elsewhere; the log must still begin with them. With
    ``tree_only`` nothing but the headers is held to the tree, and the tree to the heads.

    Raises:
        RefusedError, ArchiveError: there is no such file, or it is recognisably no archive.
    """
    check_is_database(path)
    try:
        connection = connect_read_only(path, lenient=True)
    except ArchiveError as error:
        if error.code != "damaged":
            raise
        return _unreadable()
    try:
        try:
            with translated(path):
                check_edition(connection, str(path))
        except ArchiveError as error:
            if error.code != "damaged":
                raise
            return _unreadable()
        if tree_only:
            return verify_tree(connection, str(path), progress, heads, beside=path)
        store = SqliteStore(connection, str(path))
        return verify(
            connection,
            str(path),
            progress,
            views=lambda: differing_tables(store, progress),
            heads=heads,
        )
    finally:
        connection.close()


def _unreadable() -> VerifyAnswer:
    """Return what is to be said of an archive of which SQLite can read nothing."""
    detail = say("The database is damaged: the beginning of the file cannot be read.")
    fault = Fault("sqlite", None, detail)
    return VerifyAnswer(ok=False, checked=MappingProxyType({"events": 0}), faults=(fault,))
