# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The archive: log, sources, projections, queries, exports, command line. Never Qt.

`Archive` is the door; commands are in `fonds.archive.commands`, answers in `fonds.archive.queries`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fonds.archive.archive import Archive as Archive


def __getattr__(name: str) -> object:
    """Load `Archive` when it is first asked for, so that `fonds --help` need not wait for it."""
    if name == "Archive":
        from fonds.archive.archive import Archive  # noqa: PLC0415 - the point of this function

        return Archive
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
