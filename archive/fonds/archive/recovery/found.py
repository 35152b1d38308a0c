# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a recovery found: saved, lost, mended, and readable where it can be of no use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.store.contract import Head

if TYPE_CHECKING:
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
    could still be read. ``as_kept`` tells whether the saved log gives the tree that the damaged
    file kept: None where it did not say, or had more events. ``passed_over`` are commits in the log
    beside it that cannot be read.
    """

    head: Head = field(default_factory=lambda: Head(0, b""))
    lost: list[tuple[int, int]] = field(default_factory=list)
    lost_parts: list[LostPart] = field(default_factory=list)
    lost_files: list[str] = field(default_factory=list)
    mended: list[int] = field(default_factory=list)
    readable: list[tuple[int, int]] = field(default_factory=list)
    later_files: int = 0
    as_kept: bool | None = None
    passed_over: PassedOver | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was lost."""
        return not (self.lost or self.lost_parts or self.lost_files or self.as_kept is False)

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
