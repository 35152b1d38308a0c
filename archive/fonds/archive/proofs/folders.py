# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where a person's keys and signed heads lie; loads nothing that signs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fonds.events.ids import is_id


def data_folder() -> Path:
    """Return the folder for this person's data of Fonds, as the platform has it (XDG on Linux)."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Fonds"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Fonds"
    given = os.environ.get("XDG_DATA_HOME", "")
    return (Path(given) if Path(given).is_absolute() else Path.home() / ".local/share") / "fonds"


def keys_folder() -> Path:
    """Return the folder of the list of keys, and of private ones where there is no keyring."""
    return data_folder() / "keys"


def heads_folder(keys: Path) -> Path:
    """Return the folder beside keys in which the heads lie that were signed with them."""
    return keys / "heads"


def heads_of(archive: object, keys: Path) -> list[Path]:
    """Return the files of the heads of an archive that were signed here, in their order.

    None of an id that is none: a stranger's file may say anything, patterns and paths too.
    """
    if not isinstance(archive, str) or not is_id(archive):
        return []
    return sorted(heads_folder(keys).glob(f"{archive}-*"))
