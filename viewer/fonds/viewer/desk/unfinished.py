# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Forms that were not finished: what is typed is on the disk at once, and comes back.

Of the passage only its place is kept, never its words: those are the archive's, and may be erased.
Whatever else was typed may repeat what is erased, and nobody can tell any more. So the rule: where
anything was erased since a form was begun, by whomever, it is kept no longer, and one that was kept
is dropped when the archive is next opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.viewer.desk.desk import Desk, Growth
    from fonds.viewer.desk.places import Memory
    from fonds.viewer.desk.session import Begun

_REST_MS = 250

JOINING, PARTING = "join", "part"
"""What the forms that say who is who are called among those kept."""

SETTLING = "settle"
"""What the board that decides of passages is called among them."""

TRANSLATING = "translate"
"""What the form that translates a passage is called among them."""

_SINCE = "since"
"""What a kept form remembers: the position at which it was begun."""


def draft_of(memory: Memory, begun: Begun) -> dict[str, object]:
    """Give the form that was left unfinished; where anything was erased since, drop it."""
    draft = memory.draft(begun.archive.id)
    since, erased = draft.pop(_SINCE, 0), begun.archive.last_erasure
    if draft and erased is not None and not (isinstance(since, int) and since >= erased):
        memory.keep_draft(begun.archive.id, None)
        return {}
    return draft


class Unfinished(QObject):
    """Keeps one open form of the desk's archive, whichever it is."""

    def __init__(self, desk: Desk) -> None:
        """Keep nothing yet."""
        super().__init__(desk)
        self._desk = desk
        self._give: Callable[[], dict[str, object]] | None = None
        self._archive = ""
        self._since = 0
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
        self._since = self._desk.session.size if self._desk.session is not None else 0
        self._rest.start()

    def touch(self) -> None:
        """Be told that something was typed."""
        if self._give is not None:
            self._rest.start()

    def keep(self) -> None:
        """Keep what stands in the form now."""
        self._rest.stop()
        if self._give is not None and self._archive:
            self._desk.memory.keep_draft(self._archive, {**self._give(), _SINCE: self._since})

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
        if begun is None:
            return {}
        draft = draft_of(self._desk.memory, begun)
        return {} if begun.read_only else draft

    def _grown(self, growth: Growth) -> None:
        if any(entry.type == "ContentErased" for entry in growth.entries or ()):
            # Whatever was typed of words that are gone goes with them: from the disk. A form that
            # is open stays on the screen, for whoever types in it to judge.
            self.forget()
