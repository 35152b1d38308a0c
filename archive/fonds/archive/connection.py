# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The one place where database connections are opened.

Two SQLite libraries in one process lose each other's locks on the same file without a word, so
nothing else in Fonds may import one. `pysqlite3` is preferred where it is installed: the
interpreter's own library is often older than 3.51.3 and then has the WAL-reset fault, in which a
checkpoint racing a writer can corrupt the file (fixed in 3.51.3, 3.50.7 and 3.44.6).
"""

from __future__ import annotations

import contextlib
import errno
import functools
import importlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from fonds.archive.errors import ArchiveError, FondsError
from fonds.archive.places import file_system, is_network
from fonds.events.sentences import form_of, say

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    Connection = sqlite3.Connection

BUSY_SECONDS = 5.0
"""How long a writer waits for another before it gives up."""

LOG_PAGES = 8192
"""Pages of write-ahead log after which they are folded back; closing folds them back too."""

_MAGIC = b"SQLite format 3\x00"


@functools.cache
def library() -> ModuleType:
    """Return the SQLite library this process uses, the same one sqlite-utils chooses."""
    try:
        return importlib.import_module("pysqlite3")
    except ImportError:
        return importlib.import_module("sqlite3")


def library_version() -> tuple[int, int, int]:
    """Return the version of the SQLite library as three numbers."""
    major, minor, patch = (int(step) for step in str(library().sqlite_version).split("."))
    return major, minor, patch


@functools.cache
def can_distrust_schemas() -> bool:
    """Tell whether the library lets a schema it does not trust use its JSON functions.

    Ours does, in generated columns and triggers. Debian's 3.40.1 counts those functions among the
    unsafe ones, which no schema may name under ``PRAGMA trusted_schema=OFF``.
    """
    with contextlib.closing(library().connect(":memory:")) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        try:
            connection.execute("CREATE TABLE tried (a, b AS (json_extract(a, '$.b')))")
        except library().OperationalError:
            return False
    return True


def _distrust_schema(connection: Connection) -> None:
    # Where it cannot be had, what stands is the comparison of every statement of the schema with
    # ours before a table is read (`fonds.archive.schema`); no library loads extensions by itself.
    if can_distrust_schemas():
        connection.execute("PRAGMA trusted_schema=OFF")


def write_ahead_is_safe(version: tuple[int, int, int]) -> bool:
    """Tell whether a library is free of the WAL-reset fault."""
    fixed_in = (((3, 50, 7), (3, 51, 0)), ((3, 44, 6), (3, 45, 0)))
    return version >= (3, 51, 3) or any(since <= version < end for since, end in fixed_in)


def connect(path: Path, *, mode: str, lenient: bool = False) -> Connection:
    """Open a database file. ``mode`` is "rw", "ro" or "immutable", as SQLite's URIs name them.

    "guarded" is "rw" of a connection that is told to write nothing.

    With ``lenient`` a file is opened, for reading only, even where statements of its schema cannot
    be parsed: what they name is then unknown, and the rest can be read.

    Raises:
        ArchiveError: the file cannot be opened, or is no SQLite database.
    """
    if mode != "immutable":
        _check_journal(path.resolve())
    options = {"immutable": "immutable=1", "guarded": "mode=rw"}.get(mode, f"mode={mode}")
    uri = f"file:{quote(os.fsencode(path.resolve()))}?{options}"
    with translated(path):
        connection: Connection = library().connect(
            uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
        )
        try:
            if lenient:
                # Must come before anything that reads the schema.
                connection.execute("PRAGMA writable_schema=ON")
            _distrust_schema(connection)
            connection.execute("PRAGMA cell_size_check=ON")
            connection.execute("PRAGMA cache_size=-65536")
            connection.execute("PRAGMA temp_store=MEMORY")
            if mode != "rw":
                connection.execute("PRAGMA query_only=ON")
        except UnicodeDecodeError as error:
            # SQLite's message about a damaged schema repeats bytes of the file that are no text.
            connection.close()
            raise _explained(str(path), library().DatabaseError("malformed")) from error
        except BaseException:
            connection.close()
            raise
    return connection


def _check_journal(path: Path) -> None:
    """Refuse a rollback journal that names a further file, before SQLite plays it.

    Such a journal belongs to a transaction over several databases, which we never make. SQLite up
    to 3.40 at least deletes the file it names, whichever that is (file format, section 3;
    `pager_delsuper`); so a stranger's archive with a journal beside it would delete what it likes.

    Raises:
        ArchiveError: there is such a journal.
    """
    journal = path.with_name(f"{path.name}-journal")
    try:
        if not stat.S_ISREG(journal.lstat().st_mode):
            # SQLite follows no link there, and plays nothing that is no file.
            return
        with journal.open("rb") as file:
            file.seek(-min(len(_JOURNAL_MAGIC), file.seek(0, os.SEEK_END)), os.SEEK_END)
            names_another = file.read() == _JOURNAL_MAGIC
    except OSError:
        return
    if names_another:
        message = say(
            "{journal} names another file, which SQLite might delete; so nothing was opened. It is"
            " none of ours: move it away if you trust {path} without it.",
            journal=journal,
            path=path.name,
        )
        code = "foreign-journal"
        raise ArchiveError(code, message, path=str(path))


@contextlib.contextmanager
def reading(
    connection: Connection, sql: str, parameters: Sequence[object]
) -> Iterator[sqlite3.Cursor]:
    """Give a cursor over rows, closed after the block.

    Its connection may be closed by then, where a reading was left behind; SQLite has let go of it.
    """
    rows = connection.execute(sql, parameters)
    try:
        yield rows
    finally:
        with contextlib.suppress(library().ProgrammingError):
            rows.close()


def file_of(connection: Connection) -> bytes:
    """Return the path of a connection's file, which need be no text; empty in memory."""
    sql = "SELECT CAST(file AS BLOB) FROM pragma_database_list WHERE name = 'main'"
    return connection.execute(sql).fetchone()[0] or b""


def make_durable(connection: Connection) -> None:
    """Set a connection up for recording; it changes the file's header, so only for one of ours."""
    path = file_of(connection)
    on_network = bool(path) and is_network(file_system(Path(os.fsdecode(path)).parent))
    is_safe = write_ahead_is_safe(library_version()) and not on_network
    connection.execute(f"PRAGMA journal_mode={'WAL' if is_safe else 'DELETE'}")
    # An append touches some thirty pages, most of them again and again. Folding the log back less
    # often than every thousand pages writes the same ones fewer times; 32 MiB of log at most.
    connection.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES}")
    # FULL: a commit that was acknowledged survives a power cut.
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA recursive_triggers=ON")


def open_in_memory() -> Connection:
    """Open a scratch database that is never written to disk under a name."""
    connection: Connection = library().connect("", isolation_level=None, check_same_thread=False)
    _distrust_schema(connection)
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA synchronous=OFF")
    return connection


_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
"""Begins a rollback journal, and ends one that names a further file behind its last page."""


def looks_like_sqlite(path: Path) -> bool:
    """Tell whether a file begins as SQLite database files do (SQLite file format, section 1.3).

    SQLite itself is asked. Whoever closes a file that it did not open lets go of every lock that
    this process has on it (POSIX; SQLite, "How To Corrupt", section 2.2): with an archive open here
    already, the next program to close it would take its log away from under us, and with it all
    that is recorded from then on.
    """
    if not path.stat().st_size:
        return False
    uri = f"file:{quote(os.fsencode(path.resolve()))}?immutable=1"
    try:
        with contextlib.closing(library().connect(uri, uri=True)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    except library().DatabaseError:
        # None that could be open here: nothing of it is locked.
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    return True


def is_no_table(error: Exception) -> bool:
    """Tell whether SQLite says that a table, or a column of it, is not there.

    For a disposable table that is no fault; any other error (a lock, a disk) must not be taken for
    it.
    """
    return str(error).startswith(("no such table", "no such column"))


@contextlib.contextmanager
def translated(path: Path | str) -> Iterator[None]:
    """Turn SQLite's and the system's errors about the archive at ``path`` into ours.

    Raises:
        ArchiveError: locked, full, unreadable, unwritable or damaged, each in plain words.
    """
    database_error: type[Exception] = library().Error
    try:
        yield
    except FondsError:
        raise
    except database_error as error:
        raise _explained(str(path), error) from error
    except OSError as error:
        raise explain_os_error(str(path), error) from error


@contextlib.contextmanager
def damage_told(connection: Connection) -> Iterator[None]:
    """Ask SQLite's own check where a row held what nobody foresaw: it may be another table's.

    Raises:
        sqlite3.DatabaseError: the file is damaged; any other error is a defect of ours.
    """
    try:
        yield
    except FondsError:
        raise
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            defect = "malformed"
            raise library().DatabaseError(defect) from error
        raise


def explain_os_error(path: str, error: OSError) -> ArchiveError:
    """Put an operating-system error about a file into plain words."""
    if error.errno in _SQLITE_SAYS:
        return _explained(path, Exception(_SQLITE_SAYS[error.errno]))
    why = error.strerror or "it cannot be used"
    return ArchiveError(
        "unusable", say("{path} cannot be used: {why}.", path=path, why=why.lower()), path=path
    )


_SQLITE_SAYS = {
    errno.ENOSPC: "full",
    errno.EFBIG: "full",
    errno.EDQUOT: "full",
    errno.EIO: "disk i/o error",
}
"""What SQLite would have said, had it met the error."""

_DAMAGED = (
    "damaged",
    (
        "{path} is damaged. Make a copy of it, then run fonds verify to see what is affected,"
        " and fonds recover to save what is sound."
    ),
)

TWO_NAMES = form_of(
    "{path} has another name as well (a hard link), and what is recorded by one name may be lost by"
    " the other. Nothing was changed: close it, then remove the other name or open a copy."
)

_EXPLANATIONS: tuple[tuple[str, str, str], ...] = (
    (
        "locked",
        "locked",
        "{path} is being written by another program. Nothing was changed; try again in a moment.",
    ),
    (
        "full",
        "full",
        "The disk that holds {path} is full. Nothing was changed; free some space and try again.",
    ),
    (
        "disk i/o error",
        "io",
        (
            "The disk that holds {path} reports an error. Nothing was recorded; check the disk and"
            " its free space, then run fonds verify."
        ),
    ),
    (
        # An error of the disk had undone the transaction, and whoever met it went on.
        "no transaction is active",
        "io",
        (
            "The disk that holds {path} reports an error. Nothing was recorded; check the disk and"
            " its free space, then run fonds verify."
        ),
    ),
    (
        "readonly",
        "read-only",
        "{path} cannot be written. Change its permissions, or copy it to a folder of your own.",
    ),
    (
        "unable to open",
        "unusable",
        "{path} cannot be opened. Check that it exists and that you may read it.",
    ),
    (
        "fts5: corrup",
        "damaged",
        (
            "The search tables of {path} are damaged. They are made from its log: make them anew"
            " with fonds rebuild."
        ),
    ),
    ("malformed", *_DAMAGED),
    (
        "could not decode",
        "damaged",
        (
            "{path} is damaged: it holds bytes that are no text. Run fonds verify to see what is"
            " affected, and fonds recover to save what is sound."
        ),
    ),
    # Of the schema's format: no SQLite has ever written another than it reads.
    ("unsupported file format", *_DAMAGED),
    ("not a database", "not-an-archive", "{path} is not a Fonds archive."),
    ("interrupted", "interrupted", "The work on {path} was interrupted. Nothing was changed."),
)


def _says_it_is_an_archive(path: str) -> bool:
    """Tell whether a file that SQLite takes for no database says that it is one of ours.

    The first bytes and the application id (SQLite file format, section 1.3) stand apart from what
    else may be damaged in a file's header.
    """
    try:
        with Path(path).open("rb") as file:
            header = file.read(72)
    except OSError:
        return False
    return header.startswith(_MAGIC) and header[68:] == b"FNDS"


def _has_names(path: str) -> bool:
    try:
        return Path(path).stat().st_nlink > 1
    except (OSError, ValueError):
        return False


def _explained(path: str, error: Exception) -> ArchiveError:
    text = str(error).lower()
    if "not a database" in text and _says_it_is_an_archive(path):
        text = "malformed"
    for sign, code, message in _EXPLANATIONS:
        if sign in text:
            if code == "io" and _has_names(path):
                # Open already by another name, it has SQLite look for a log that is not there.
                return ArchiveError("two-names", TWO_NAMES.format(path=path), path=path)
            return ArchiveError(code, message.format(path=path), path=path)
    return ArchiveError(
        "database", say("{path} cannot be used: {error}.", path=path, error=error), path=path
    )
