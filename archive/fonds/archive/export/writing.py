# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Writing an export to a file that appears only when it is whole."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from typing import TYPE_CHECKING, BinaryIO

from fonds.archive.errors import ArchiveError, FondsError, RefusedError
from fonds.archive.files import flush_folder
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KEPT_BESIDE = ("-wal", "-shm", "-journal")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def write_whole(
    target: Path, pieces: Iterable[str | bytes], *, forbidden: Path | None = None
) -> None:
    """Write text, UTF-8, or bytes to a temporary file beside ``target``, then put it in its place.

    A file that was there is replaced at the last moment; after a failure it is as before.
    ``forbidden`` is a file that must not be replaced, nor what SQLite keeps beside it: the archive
    itself. Devices and pipes are
    written to directly.

    Raises:
        RefusedError: the folder or file cannot be written, or is the archive.
        ArchiveError: the disk is full.
    """
    try:
        target = target.resolve()
        if forbidden is not None:
            _check_is_another(target, forbidden.resolve())
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            message = say("{target} is a folder. Name a file in it.", target=target)
            code = "unwritable"
            raise RefusedError(code, message, file=str(target))
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as device:
                _write(device, pieces)
            return
        _replace(target, pieces, mode)
    except FondsError:
        raise
    except OSError as error:
        raise _explained(target, error) from error


def _check_is_another(target: Path, archive: Path) -> None:
    """Check that a file is not an archive, nor one that SQLite keeps beside it.

    Raises:
        RefusedError: it is.
    """
    if target.exists() and target.samefile(archive):
        message = say("{target} is the archive itself. Export to another file.", target=target.name)
    elif target.parent == archive.parent and any(
        target.name.casefold() == f"{archive.name}{ending}".casefold() for ending in _KEPT_BESIDE
    ):
        message = say(
            "{target} is kept beside the archive by SQLite. Export to another file.",
            target=target.name,
        )
    else:
        return
    code = "same-file"
    raise RefusedError(code, message, file=str(target))


def _replace(target: Path, pieces: Iterable[str | bytes], mode: int | None) -> None:
    unfinished = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.unfinished")
    # Not tempfile: its files may be read by their owner alone, and this one stays.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(unfinished, flags, 0o666), "wb") as file:
            _write(file, pieces)
            os.fsync(file.fileno())
        if mode is not None:
            unfinished.chmod(stat.S_IMODE(mode))
        unfinished.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def _write(file: BinaryIO, pieces: Iterable[str | bytes]) -> None:
    file.writelines(piece.encode("utf-8") if isinstance(piece, str) else piece for piece in pieces)
    file.flush()


def _explained(target: Path, error: OSError) -> FondsError:
    if error.errno in _NO_ROOM:
        message = say(
            "There is no room for {target}. Nothing was written; free some space first.",
            target=target,
        )
        return ArchiveError("full", message, file=str(target))
    why = (error.strerror or str(error)).lower()
    message = say("{target} cannot be written: {why}. Nothing was changed.", target=target, why=why)
    return RefusedError("unwritable", message, file=str(target))
