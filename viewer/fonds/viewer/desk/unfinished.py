# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Forms that were not finished: what is typed is on the disk at once, and comes back.

Of the passage only its place is kept, never its words: those are the archive's, and may be erased.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.viewer.desk.desk import Desk, Growth

_REST_MS = 250


class Unfinished(QObject):
    """Keeps one open form of the desk's archive, whichever it is."""

    def __init__(self, desk: Desk) -> None:
        """Keep nothing yet."""
        super().__init__(desk)
        self._desk = desk
        self._give: Callable[[], dict[str, object]] | None = None
        self._archive = ""
        # Once typing rests for a moment: what was typed before is safe whatever happens then.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.keep)
        desk.grew.connect(self._grown)

    def watch(self, give: Callable[[], dict[str, object]]) -> None:
        """Keep what ``give`` gives, from now on and until :meth:`forget`."""
        self._give = give
        self._archive = self._desk.begun.archive.id if self._desk.begun is not None else ""
        self._rest.start()

    def touch(self) -> None:
        """Be told that something was typed."""
        if self._give is not None:
            self._rest.start()

    def keep(self) -> None:
        """Keep what stands in the form now."""
        self._rest.stop()
        if self._give is not None and self._archive:
            self._desk.memory.keep_draft(self._archive, self._give())

    def rest(self) -> None:
        """Stop watching, but keep what was typed: the window closes, not the person."""
        self.keep()
        self._give = None

    def forget(self) -> None:
        """Keep nothing any more: the form was sent, or given up."""
        self._rest.stop()
        self._give = None
        archive = self._desk.begun.archive.id if self._desk.begun is not None else self._archive
        if archive:
            self._desk.memory.keep_draft(archive, None)

    def found(self) -> dict[str, object]:
        """Give the form that was left unfinished in the open archive; empty for none."""
        begun = self._desk.begun
        if begun is None or begun.read_only:
            return {}
        return self._desk.memory.draft(begun.archive.id)

    def _grown(self, growth: Growth) -> None:
        if self._give is None and any(
            entry.type == "ContentErased" for entry in growth.entries or ()
        ):
            # Whatever was typed of words that are gone goes with them.
            self.forget()
