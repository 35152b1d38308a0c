# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a recovery found: saved, lost, mended, and readable where it can be of no use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.recovery.carving import stated_size
from fonds.archive.store.contract import Head

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.ahead import PassedOver


@dataclass(frozen=True, slots=True)
class LostPart:
    """A part that is no longer what its header committed to, or is gone."""

    position: int
    name: str


@dataclass
class Recovered:
    """What was saved and what was not.

    ``lost`` are stretches of positions, first and last; ``readable`` those of the later events that
    could still be read. ``unrecorded`` are parts whose words are gone though nothing that was saved
    says that they were erased: what did may be lost. ``as_kept`` tells whether the saved log gives
    the tree that the damaged file kept: None where it did not say, or had more events.
    ``passed_over`` are commits in the log beside it that cannot be read. ``older_log`` tells that
    this log is of an older state of the file, which was read without it.
    """

    head: Head = field(default_factory=lambda: Head(0, b""))
    lost: list[tuple[int, int]] = field(default_factory=list)
    lost_parts: list[LostPart] = field(default_factory=list)
    lost_files: list[str] = field(default_factory=list)
    unrecorded: list[LostPart] = field(default_factory=list)
    mended: list[int] = field(default_factory=list)
    readable: list[tuple[int, int]] = field(default_factory=list)
    later_files: int = 0
    as_kept: bool | None = None
    passed_over: PassedOver | None = None
    older_log: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing was lost."""
        lost = self.lost or self.lost_parts or self.lost_files or self.unrecorded
        return not (lost or self.as_kept is False)

    def note_readable(self, position: int) -> None:
        """Add a position, higher than those before it, to the later events that can be read."""
        stretches = self.readable
        if stretches and stretches[-1][1] == position - 1:
            stretches[-1] = (stretches[-1][0], position)
        else:
            stretches.append((position, position))

    def note_lost(self, first: int, last: int) -> None:
        """Note as lost whatever cannot be read of a stretch of positions behind the saved log."""
        at = first
        for begin, end in self.readable:
            if begin > at:
                self.lost.append((at, begin - 1))
            at = end + 1
        if last >= at:
            self.lost.append((at, last))


def nothing_left(path: Path) -> str:
    """Say why there is no log to save: the file is cut off, or its first event is not in it."""
    size, stated = path.stat().st_size, stated_size(path)
    if stated is not None and size < stated:
        return (
            f"Nothing can be recovered from {path}: it is cut off, {size:,} of its {stated:,} bytes"
            " are here, and the first event of its log is not among them. Copy it again from"
            " where it is whole, or go back to a backup."
        )
    return (
        f"Nothing can be recovered from {path}: the first event of an archive, on which all others"
        " rest, cannot be found in it. Go back to a backup."
    )
