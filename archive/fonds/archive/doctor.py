# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A look at what an archive depends on: libraries, disk, permissions, clocks. It only reads."""

from __future__ import annotations

import contextlib
import os
import platform
import shlex
import shutil
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.ahead import passed_over
from fonds.archive.checkup import Checkup, Finding, Level
from fonds.archive.connection import (
    library,
    library_version,
    translated,
    write_ahead_is_safe,
)
from fonds.archive.errors import Cancelled, FondsError, RefusedError
from fonds.archive.examining import content
from fonds.archive.files import UNFINISHED, check_is_database, connect_read_only, is_writable
from fonds.archive.places import file_system, is_network
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Signed = Callable[[str], tuple[int, bytes, Path] | None]
    Progress = Callable[[int, int], bool]

LITTLE_SPACE = 200 * 1024 * 1024
"""Bytes of free space below which a warning is given."""

_OLDEST_PYTHON = (3, 11)
_MOST_NAMED = 5


def examine(
    path: Path | None,
    try_opening: Callable[[Path], None],
    signed: Signed | None = None,
    progress: Progress | None = None,
) -> Checkup:
    """Look at this machine, and at one archive where ``path`` is given.

    ``try_opening`` opens an archive for reading as every command does, closes it, and raises what
    keeps it from opening. ``signed`` tells of an archive, by its id, the size and root of the
    largest head this person has signed, and the file with it. ``progress`` hears now and then that
    the file's pages are looked at, without being told how many of how many.

    Raises:
        RefusedError: there is no such file.
        ArchiveError: it is no archive at all: other bytes, or another program's database.
        Cancelled: ``progress`` answered False.
    """
    findings = [*_machine()]
    if path is not None:
        if not path.exists():
            message = say(
                "There is no archive {path}. Check the name, or make one with fonds new.", path=path
            )
            code = "unknown-archive"
            raise RefusedError(code, message, path=str(path))
        findings += _place(path)
        findings += _file(path, try_opening, signed, progress)
    return Checkup(".".join(str(step) for step in library_version()), tuple(findings))


def _machine() -> Iterator[Finding]:
    version = platform.python_version()
    if sys.version_info[:2] < _OLDEST_PYTHON:
        yield Finding(Level.FAULT, f"Python {version} is too old.", "Install Python 3.11 or later.")
    else:
        yield Finding(Level.GOOD, f"Python {version}, {platform.system()} {platform.machine()}")
    sqlite = ".".join(str(step) for step in library_version())
    name = library().__name__
    whose = "from pysqlite3" if name == "pysqlite3" else "the one Python brings"
    if write_ahead_is_safe(library_version()):
        yield Finding(Level.GOOD, f"SQLite {sqlite}, {whose}: free of the WAL-reset fault")
    else:
        yield Finding(
            Level.NOTE,
            f"SQLite {sqlite}, {whose}, has the WAL-reset fault, so Fonds writes with a rollback"
            " journal: as safe, and slower.",
            "Install pysqlite3 0.6.1 or later where there is a wheel of it, or a Python with SQLite"
            " 3.51.3 or later.",
        )


def _place(path: Path) -> Iterator[Finding]:
    folder = path.resolve().parent
    kind = file_system(folder)
    if is_network(kind):
        yield Finding(
            Level.WARNING,
            f"{path} lies on a network file system ({kind}): SQLite's locks are not safe there."
            " Fonds writes there with a rollback journal, never with a write-ahead log.",
            "Keep the archive on a disk of this machine, and share copies made with fonds backup.",
        )
    elif kind:
        yield Finding(Level.GOOD, f"File system: {kind}")
    free = shutil.disk_usage(folder).free
    level = Level.WARNING if free < LITTLE_SPACE else Level.GOOD
    yield Finding(
        level,
        f"Free space: {free / 1024**2:,.0f} MiB",
        "Free some space; a full disk refuses what is recorded."
        if level is not Level.GOOD
        else None,
    )
    yield from _left_behind(folder)
    if path.stat().st_mode & stat.S_IWOTH:
        yield Finding(
            Level.WARNING,
            f"Everybody on this machine can write {path}.",
            f"Take that right away: chmod o-w {shlex.quote(str(path))}",
        )
    if not os.access(path, os.W_OK):
        yield Finding(
            Level.NOTE, f"{path} cannot be written: it opens for reading only.", _ASK_FOR_RIGHTS
        )
    elif not os.access(folder, os.W_OK):
        yield Finding(
            Level.NOTE,
            f"The folder {folder} cannot be written: the archive opens for reading only.",
            _ASK_FOR_RIGHTS,
        )
    else:
        yield Finding(Level.GOOD, "File and folder can be written")


_ASK_FOR_RIGHTS = "To record in it change the permissions, or copy it to a folder of your own."


def _left_behind(folder: Path) -> Iterator[Finding]:
    """Name files that programs which broke off have left in the archive's folder."""
    try:
        names = sorted(one.name for one in folder.iterdir())
    except OSError:
        return
    half = [name for name in names if UNFINISHED in name]
    if half:
        yield Finding(
            Level.NOTE,
            f"Left by a backup, export or recovery that broke off: {_some(half)}.",
            "Remove them, unless one is being made at this moment.",
        )
    orphans = [
        name
        for name in names
        for end in ("-wal", "-journal")
        if name.endswith(f".fonds{end}") and name.removesuffix(end) not in names
    ]
    if orphans:
        yield Finding(
            Level.WARNING,
            f"Without the archive they belong to: {_some(orphans)}.",
            "What was recorded last may lie in them. Put them back beside their archive, under its"
            " name, before it is opened.",
        )


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _file(
    path: Path,
    try_opening: Callable[[Path], None],
    signed: Signed | None,
    progress: Progress | None,
) -> Iterator[Finding]:
    passed = passed_over(path)
    if passed is not None:
        yield Finding(
            Level.WARNING,
            passed.told(path),
            "Copy both files first: opening folds the log back, so nothing more was looked at. Then"
            " compare with a checkpoint (fonds verify --checkpoint) or a backup what is missing.",
        )
        return
    left = [Path(f"{path}{end}") for end in ("-wal", "-journal")]
    for beside in left:
        if beside.exists() and beside.stat().st_size:
            yield Finding(
                Level.NOTE,
                f"{beside.name} lies beside the archive: another program has it open, or stopped"
                " without closing it.",
                "Never copy the archive without that file; use fonds backup.",
            )
    refusal = _refusal(path, try_opening)
    if refusal is not None:
        yield refusal
        if refusal.level is Level.FAULT:
            return
    try:
        with contextlib.closing(connect_read_only(path)) as connection, translated(path):
            yield from content(connection, path, signed, progress)
    except Cancelled:
        raise
    except FondsError as error:
        yield _fault(error)


def _refusal(path: Path, try_opening: Callable[[Path], None]) -> Finding | None:
    """Open an archive as every command does, and say what keeps it from opening.

    Raises:
        ArchiveError: it is no archive at all.
    """
    try:
        with translated(path):
            check_is_database(path)
            try_opening(path)
    except FondsError as error:
        if error.code == "not-an-archive":
            raise
        if error.code == "views-outdated":
            told = f"The tables of {path} are not up to date"
            if is_writable(path):
                advice = "The next command that opens it brings them up to date."
                return Finding(Level.NOTE, f"{told}.", advice)
            return Finding(
                Level.NOTE,
                f"{told}, and it cannot be written: each command has to make them for itself.",
                "Copy it with what lies beside it to a folder of your own and open the copy.",
            )
        return _fault(error)
    return None


def _fault(error: FondsError) -> Finding:
    what: str = error.message
    if error.code == "locked":
        # Its own words are for a writer: they say that nothing was changed.
        what = f"{error.details['path']} is locked by another program."
    return Finding(Level.FAULT, what, _ADVICE.get(error.code, _ADVICE_FOR_OTHERS))


_ADVICE = {
    "too-new": "Install the newer version of Fonds, or ask for an export.",
    "unknown-schema": "Do not record in it. Go back to a backup that fonds verify finds sound.",
    "foreign-event": "Keep the file as it is; fonds recover saves what stands before that event.",
    "older-log": "Copy both files first. fonds recover only reads them.",
    "two-names": "Where there is find, find FOLDER -samefile FILE tells a file's names.",
    "shortened": "Keep the file as it is, and compare it with a checkpoint kept elsewhere.",
    "damaged": "Go back to a backup that fonds verify finds sound.",
    "locked": "Close the other program, or wait until it has finished; then look again.",
    "unusable": "Check who may read the file, and change its permissions.",
}
_ADVICE_FOR_OTHERS = "Other commands refuse it too. Run fonds verify to see what is affected."
