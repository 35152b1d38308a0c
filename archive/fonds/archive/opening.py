# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Archive files made and opened: checked to be ours, and brought to this edition where written."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from fonds.archive.behind import check_log
from fonds.archive.connection import connect, damage_told, make_durable, translated
from fonds.archive.files import (
    check_is_database,
    check_only_name,
    connect_read_only,
    is_writable,
    unfinished,
)
from fonds.archive.schema import EDITION, check_edition, check_schema, edition_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.connection import Connection


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Connection]:
    """Make a file with empty tables, for the block to begin a log in; it is closed afterwards.

    Killed halfway it leaves nothing under the name, rather than a file that is no archive.

    Raises:
        RefusedError: something is at ``path`` already, or its folder does not exist.
        ArchiveError: the file cannot be written.
    """
    from fonds.archive.migrating import create_tables

    with (
        unfinished(path) as making,
        translated(path),
        contextlib.closing(connect(making, mode="rw")) as connection,
    ):
        create_tables(connection)
        yield connection


@contextlib.contextmanager
def existing_file(path: Path, *, read_only: bool) -> Iterator[tuple[Connection, bool]]:
    """Open an archive file, check it, and tell whether it can only be read; closed after an error.

    A file of an earlier edition is brought to this one where it can be written.

    Raises:
        RefusedError: there is no such file.
        ArchiveError: it is no archive, from a newer Fonds, damaged, its schema is not ours, the log
            beside it is of an older state, or it can be written by another name too.
    """
    check_is_database(path)
    if is_writable(path):
        check_only_name(path)
    check_log(path)
    read_only = read_only or not is_writable(path)
    connection = connect_read_only(path) if read_only else connect(path, mode="rw")
    try:
        with translated(path), damage_told(connection):
            check_edition(connection, str(path))
            check_schema(connection, str(path))
            if not read_only:
                make_durable(connection)
                if edition_of(connection) < EDITION:
                    from fonds.archive.migrating import bring_up_to_date

                    bring_up_to_date(connection)
            yield connection, read_only
    except BaseException:
        connection.close()
        raise
