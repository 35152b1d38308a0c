# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What may be lost of an archive, said in a banner for as long as it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.viewer.wording import numbered

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.session import Begun


class Damages(QObject):
    """Tells of a damaged write-ahead log, and of an archive that has fewer events than signed."""

    def __init__(self, desk: Desk, verify: Callable[[], None]) -> None:
        """Begin without an archive; ``verify`` looks at all of it."""
        super().__init__(desk)
        self._banner = desk.window.damage_banner
        self.known = 0
        """Commits that were lost before the window opened the archive."""
        self._banner.check_wanted.connect(verify)
        desk.opened.connect(self._opened)
        desk.closed.connect(lambda: self._banner.show_damage(""))

    def _opened(self, begun: Begun) -> None:
        said: list[str] = []
        lost, self.known = begun.lost or self.known, 0
        if lost:
            said.append(
                self.tr(
                    "The write-ahead log beside this archive was damaged: commits in it cannot be"
                    " read any more, so what was recorded last may be lost."
                )
            )
        if begun.signed:
            words = self.tr(
                "You have signed a head over {signed} events of this archive, and it has {size}: it"
                " is an older copy, or what was recorded last is lost."
            )
            said.append(
                words.format(signed=numbered(begun.signed), size=numbered(begun.archive.size))
            )
        if said:
            said.append(
                self.tr(
                    "Before you go on, copy the file and those beside it, and look for a newer copy"
                    " or a backup. “fonds doctor” says more; “fonds recover” saves what can be"
                    " trusted."
                )
            )
        self._banner.show_damage(" ".join(said))
