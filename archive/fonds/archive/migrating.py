# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Steps that make an archive's enduring tables, or bring those of an earlier edition up to date.

Apart from `fonds.archive.schema`, since opening an archive of this edition needs none of them, nor
the library they are written with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from fonds.archive.schema import APPLICATION_ID, EDITION, EDITION_1000, EDITION_1001, edition_of

if TYPE_CHECKING:
    from fonds.archive.connection import Connection


class FileMigrations(Migrations):
    """sqlite-utils' migrations, with their bookkeeping among the disposable tables."""

    migrations_table = "app_migrations"


def migrations() -> FileMigrations:
    """Return the steps that make or bring up to date an archive's enduring tables.

    Their bookkeeping is disposable, so each looks at what the file says of itself first.
    """
    steps = FileMigrations("fonds")

    @steps(name="edition 1")
    def edition_1(db: Database) -> None:
        present = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
        for name, statement in EDITION_1000.items():
            if name not in present:
                db.execute(statement)
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        if edition_of(db.conn) < 1000:
            db.execute("PRAGMA user_version=1000")

    @steps(name="edition 1.1")
    def edition_1_1(db: Database) -> None:
        if edition_of(db.conn) >= 1001:
            return
        for name, statement in EDITION_1001.items():
            if name in EDITION_1000:
                db.execute(f"DROP TRIGGER {name}")
            db.execute(statement)
        db.execute("PRAGMA user_version=1001")

    return steps


def create_tables(connection: Connection) -> None:
    """Make the enduring tables in a new file."""
    migrations().apply(Database(connection, execute_plugins=False, strict=True))


def bring_up_to_date(connection: Connection) -> bool:
    """Bring an archive of an earlier edition to this one, in one transaction; tell whether it was.

    The schema must have been checked. Nothing that is in the log changes.
    """
    if edition_of(connection) >= EDITION:
        return False
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have done it while we waited for the lock.
        create_tables(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return True
