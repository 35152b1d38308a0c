# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The folder that takes copies of an archive's checkpoints: a person's preference."""

from __future__ import annotations

import os
from pathlib import Path

from fonds.archive.cli import preferences
from fonds.archive.errors import RefusedError

FOLDER_VARIABLE = "FONDS_CHECKPOINTS"


def kept(archive: str) -> str:
    """Return the folder that was named for an archive, as it was named; empty for none."""
    named = preferences.read().get(_name(archive))
    return named if isinstance(named, str) else ""


def kept_in(archive: str) -> Path | None:
    """Return the folder that takes copies of an archive's checkpoints, None where none is named.

    FONDS_CHECKPOINTS comes before what was said of the archive by --keep-in.
    """
    named = os.environ.get(FOLDER_VARIABLE, "").strip() or kept(archive)
    return Path(named) if named else None


def remember(archive: str, folder: Path | str | None) -> None:
    """Keep, or forget, the folder for copies of an archive's checkpoints.

    Raises:
        RefusedError: there is no such folder, or the preferences cannot be written.
    """
    path = Path(folder) if folder else None
    if path is not None and not path.is_dir():
        message = f"There is no folder {path}. Make it first, or plug its disk in."
        code = "unknown-folder"
        raise RefusedError(code, message, folder=str(path))
    preferences.write(_name(archive), None if path is None else str(path.resolve()))


def _name(archive: str) -> str:
    return f"checkpoints_of_{archive}"
