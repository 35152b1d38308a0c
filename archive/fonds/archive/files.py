# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Archive files on disk: claiming a name, telling archives from other files, copying one."""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from fonds.archive.connection import (
    TWO_NAMES,
    connect,
    explain_os_error,
    looks_like_sqlite,
    translated,
)
from fonds.archive.errors import ArchiveError, Cancelled, RefusedError
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fonds.archive.connection import Connection

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a database while it is open."""

UNFINISHED = ".unfinished"
"""How the names of files end that were being written when a program was killed."""

_NO_ROOM_BESIDE = frozenset({"io", "full", "unusable"})
"""What SQLite says where it cannot make what it needs beside a database."""

_PAGES_A_STEP = 2048


def claim(path: Path, meant: Path | None = None) -> None:
    """Make an empty file where nothing was, in one step that cannot race.

    ``meant`` is the file that it will become, which an error names.

    Raises:
        RefusedError: something is there already, or the folder does not exist.
        ArchiveError: the folder cannot be written.
    """
    try:
        path.open("xb").close()
    except FileExistsError:
        _refuse_existing(path)
    except FileNotFoundError as error:
        if path.parent.is_dir():  # a folder of the system's own, where nothing can be made
            raise explain_os_error(str(meant or path), error) from error
        message = say(
            "The folder {parent} does not exist. Make it first, or choose another.",
            parent=path.parent,
        )
        raise RefusedError("no-folder", message, path=str(path)) from error
    except OSError as error:
        raise explain_os_error(str(meant or path), error) from error


def _refuse_existing(path: Path) -> NoReturn:
    message = say("{path} exists already, and is left as it is. Choose another name.", path=path)
    raise RefusedError("exists", message, path=str(path))


def remove_leftovers(path: Path) -> None:
    """Remove a database that did not come to be, and what lies beside it."""
    for name in (str(path), *(f"{path}{ending}" for ending in BESIDE)):
        # Where even that fails, the error that led here is the one to be told.
        with contextlib.suppress(OSError):
            Path(name).unlink(missing_ok=True)


def check_is_database(path: Path) -> None:
    """Check that there is a file, and that it is an SQLite database at all.

    Raises:
        RefusedError: there is no file.
        ArchiveError: it is something else.
    """
    try:
        if not path.exists():
            message = say("There is no file {path}. Use fonds new to make an archive.", path=path)
            raise RefusedError("no-archive", message, path=str(path))
        if not path.is_file() or not looks_like_sqlite(path):
            message = say("{path} is not a Fonds archive.", path=path)
            raise ArchiveError("not-an-archive", message, path=str(path))
    except OSError as error:
        raise explain_os_error(str(path), error) from error


def called_by(path: Path) -> str:
    """Return what an archive is called by its file's name, in which a mark stands for odd bytes."""
    return os.fsencode(path.stem).decode("utf-8", "replace")


def is_writable(path: Path) -> bool:
    """Tell whether an archive can be recorded in: its file and its folder can be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def check_only_name(path: Path) -> None:
    """Refuse a file that has another name as well.

    SQLite keeps the write-ahead log beside the name that a file was opened by, and knows of no
    other: two programs that have it open by two names write over each other, and what was recorded
    by one of them is gone without a word.

    Raises:
        ArchiveError: "two-names".
    """
    real = path.resolve()
    # While a new archive is given its name, it has two.
    if all(_has_another_name(real) for _ in range(_LOOKS)):
        raise ArchiveError("two-names", say(TWO_NAMES, path=path), path=str(path))


def _has_another_name(real: Path) -> bool:
    try:
        others = real.stat().st_nlink - 1
        if others < 1:
            return False
        # Killed just then, it keeps the other, by which nobody opens it.
        begun = real.parent.glob(f".{glob.escape(real.name)}.*{UNFINISHED}")
        return sum(one.samefile(real) for one in begun) < others
    except OSError:
        return False


_LOOKS = 3


def _nobody_writes(path: Path) -> bool:
    """Tell whether a file is kept from being written, by everybody: not just by whoever asks."""
    return not os.access(path, os.W_OK) and not path.stat().st_mode & 0o222


def connect_read_only(path: Path, *, lenient: bool = False) -> Connection:
    """Open an archive that will not be written; ``lenient`` as `connect` has it.

    Where the file may be written, the connection may too, but is told not to: the last one to
    close then folds the write-ahead log back and leaves nothing beside the archive. A log needs a
    shared-memory file as well; where none can be made (a folder that cannot be written, a full
    disk) an idle archive, whose log is folded back, is read as it lies. One whose log is not must
    not be, or what is in the log would be passed over in silence. So is an idle archive that nobody
    may write, or a log and shared memory would be left beside it that the reader may not fold back.

    Raises:
        ArchiveError: it cannot be opened.
    """
    # SQLite keeps both beside the file itself, not beside a link to it.
    real = path.resolve()
    log = Path(f"{real}-wal")
    idle = not log.exists() or log.stat().st_size == 0
    # What a killed program left half written is taken back first, which a mere reader may not do.
    broken_off = Path(f"{real}-journal").exists()
    kept = not broken_off and _nobody_writes(real)
    if idle and (kept or not os.access(real.parent, os.W_OK)):
        return connect(path, mode="immutable", lenient=lenient)
    guarded = is_writable(path) and (idle or broken_off or not lenient)
    mode = "guarded" if guarded else "ro"
    try:
        connection = connect(path, mode=mode, lenient=lenient)
        try:
            with translated(path):
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except ArchiveError as error:
            if not idle or error.code not in _NO_ROOM_BESIDE:
                # Other faults are the reader's to meet.
                return connection
            connection.close()
            raise
    except ArchiveError as error:
        if not idle or error.code not in _NO_ROOM_BESIDE:
            raise
        return connect(path, mode="immutable", lenient=lenient)
    return connection


def copy_whole(
    connection: Connection,
    target: Path,
    check: Callable[[Path], None],
    progress: Callable[[int, int], bool] | None = None,
) -> None:
    """Copy a database as it is now to a new file that has its name only once it is whole.

    ``check`` looks at what was written before it gets its name, and raises where it is not right.

    Raises:
        RefusedError: something is at ``target`` already, or its folder does not exist.
        ArchiveError: it cannot be written, or the disk is full.
        Cancelled: ``progress`` answered False.
    """
    with unfinished(target) as copying, translated(target):
        with contextlib.closing(connect(copying, mode="rw")) as copy:
            connection.backup(
                copy,
                pages=_PAGES_A_STEP,
                progress=lambda _, left, total: _report(progress, total - left, total),
            )
            copy.execute("PRAGMA journal_mode=DELETE")
        check(copying)


@contextlib.contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """Lend an empty file beside ``target`` that takes its name at the end, or vanishes.

    Killed in between, it stays under a name of its own (`UNFINISHED`), never under the other.

    Raises:
        RefusedError: something is at ``target`` already, or its folder does not exist.
        ArchiveError: the folder cannot be written.
    """
    if os.path.lexists(target):
        _refuse_existing(target)
    making = target.with_name(f".{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        claim(making, target)
        yield making
        with translated(target):
            with making.open("rb+") as file:
                os.fsync(file.fileno())
            _give_name(making, target)
    finally:
        remove_leftovers(making)


def _give_name(making: Path, target: Path) -> None:
    """Give a whole file its name, in one step, where nothing has that name."""
    try:
        # Unlike a renaming this fails where somebody else was faster.
        os.link(making, target)
    except FileExistsError:
        _refuse_existing(target)
    except OSError:
        # A file system without links.
        claim(target)
        making.replace(target)
    flush_folder(target.resolve().parent)


def flush_folder(folder: Path) -> None:
    """Make new names in a folder safe from a power cut, where the system can (Windows cannot)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _report(progress: Callable[[int, int], bool] | None, done: int, total: int) -> None:
    if progress is not None and not progress(done, total):
        code, message = "cancelled", "Cancelled. No copy was made."
        raise Cancelled(code, message)
