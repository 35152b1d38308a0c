# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A damaged file saved into a new archive, with the tables that its log gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.projector import rebuild
from fonds.archive.recovery.recover import recover

if TYPE_CHECKING:
    from fonds.archive.recovery.found import Recovered
    from fonds.archive.recovery.recover import Progress, Remaining


def recover_file(
    path: Path | str,
    target: Path | str,
    *,
    remaining: Remaining | None = None,
    progress: Progress | None = None,
) -> Recovered:
    """Save what can be trusted of a damaged file; see `fonds.archive.recovery.recover`."""
    return recover(Path(path), Path(target), rebuild, remaining=remaining, progress=progress)
