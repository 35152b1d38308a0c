# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Forms that were not finished: what is typed is on the disk at once, and comes back.

Of the passage only its place is kept, never its words: those are the archive's, and may be erased.
Whatever else was typed may repeat what is erased, and nobody can tell any more. So the rule: where
anything was erased since a form was begun, by whomever, it is kept no longer, and one that was kept
is dropped when the archive is next opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fonds.viewer.desk.desk import Desk, Growth
    from fonds.viewer.desk.places import Memory
    from fonds.viewer.desk.session import Begun

_REST_MS = 250

FACT, WEIGHING = "fact", "conflict"
"""What the form for new facts and the board of a conflict are called among those kept."""

JOINING, PARTING = "join", "part"
"""What the forms that say who is who are called among them."""

SETTLING = "settle"
"""What the board that decides of passages is called among them."""

TRANSLATING = "translate"
"""What the form that translates a passage is called among them."""

TYPING_IN, NAMING_WORK = "type-in", "work"
"""What the forms for a passage typed in, and for a work that is not held, are called."""

NEW_SUBJECT, DEFINING = "subject", "property"
"""What the forms for a new subject, and for a property of the archive's own, are called."""

CHANGES = frozenset({"correct", "reattribute", "retract", "reinstate", "judge"})
"""What the forms that change facts are called."""

_BELOW = "below"
"""What stands in the form that a dialog was opened above."""

_SINCE = "since"
"""What a kept form remembers: the position at which it was begun."""


class Dialog(Protocol):
    """A dialog that tells what is typed in it."""

    @property
    def changed(self) -> SignalInstance:
        """Something was typed."""

    @property
    def finished(self) -> SignalInstance:
        """It was sent or given up."""

    def typed(self) -> dict[str, str]:
        """Give what stands in it."""

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Fill in what stood in one that was lost."""


def typed_in(lost: Mapping[str, object]) -> dict[str, str]:
    """Give what was typed in a form that was lost, by the names of its fields."""
    typed = lost.get("typed")
    return {str(k): str(v) for k, v in typed.items()} if isinstance(typed, dict) else {}


def draft_of(memory: Memory, begun: Begun, *forms: str) -> dict[str, object]:
    """Give what was left unfinished of these ``forms``; where anything was erased since, drop it.

    Of two, one above the other, each is given as if it were alone.
    """
    draft = memory.draft(begun.archive.id)
    since, erased = draft.pop(_SINCE, 0), begun.archive.last_erasure
    if draft and erased is not None and not (isinstance(since, int) and since >= erased):
        memory.keep_draft(begun.archive.id, None)
        return {}
    below = draft.pop(_BELOW, {})
    if draft.get("form") in forms:
        return draft
    return below if isinstance(below, dict) and below.get("form") in forms else {}


class Unfinished(QObject):
    """Keeps one open form of the desk's archive, and the dialog that is open above it."""

    def __init__(self, desk: Desk) -> None:
        """Keep nothing yet."""
        super().__init__(desk)
        self._desk = desk
        self._give: Callable[[], dict[str, object]] | None = None
        self._above: Callable[[], dict[str, object]] | None = None
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
        self._begin()
        self._give = give

    def follow(
        self, dialog: Dialog, about: Mapping[str, object], lost: Mapping[str, str] | None = None
    ) -> None:
        """Keep what is typed in a dialog while it is open, ``about`` saying which it is.

        What was ``lost`` of one like it is filled in.

        The form below it is kept beside it, and alone again when the dialog is sent or given up.
        A dialog in which nothing was typed since it was opened is not kept.
        """
        begun = dialog.typed()

        def give() -> dict[str, object]:
            typed = dialog.typed() if isValid(dialog) else begun
            return {} if typed == begun else {**about, "typed": typed}

        self._begin()
        self._above = give
        dialog.changed.connect(self.touch)
        dialog.finished.connect(self._over)
        if lost:
            dialog.put_back(lost)

    def touch(self) -> None:
        """Be told that something was typed."""
        if self._give is not None or self._above is not None:
            self._rest.start()

    def keep(self) -> None:
        """Keep what stands in the form now."""
        self._rest.stop()
        if self._give is None and self._above is None:
            return
        below = self._give() if self._give is not None else {}
        above = self._above() if self._above is not None else {}
        kept = {**above, _BELOW: below} if above and below else above or below
        if self._archive:
            draft = {**kept, _SINCE: self._since} if kept else None
            self._desk.memory.keep_draft(self._archive, draft)

    def rest(self) -> None:
        """Stop watching, but keep what was typed: the window closes, not the person."""
        self.keep()
        kept = self._give() if self._give is not None else {}
        self._give = (lambda: kept) if kept else None

    def forget(self) -> None:
        """Keep nothing any more: the form was sent, or given up."""
        self._rest.stop()
        self._give = self._above = None
        archive = self._desk.begun.archive.id if self._desk.begun is not None else self._archive
        if archive:
            self._desk.memory.keep_draft(archive, None)

    def found(self, *forms: str) -> dict[str, object]:
        """Give what was left unfinished in the open archive, of these ``forms``; empty for none."""
        begun = self._desk.begun
        if begun is None:
            return {}
        draft = draft_of(self._desk.memory, begun, *forms)
        return {} if begun.read_only else draft

    def _begin(self) -> None:
        archive = self._desk.begun.archive.id if self._desk.begun is not None else ""
        size = self._desk.session.size if self._desk.session is not None else 0
        if archive != self._archive:
            self._give = self._above = None
        # Two that are open are dropped together, where anything was erased since the older.
        alone = self._give is None and self._above is None
        self._since = size if alone else min(size, self._since)
        self._archive = archive
        self._rest.start()

    def _over(self) -> None:
        """Keep the form alone that was below the dialog which was sent, or given up."""
        self._above = None
        if self._give is None:
            self.forget()
        else:
            self.keep()

    def _grown(self, growth: Growth) -> None:
        if any(entry.type == "ContentErased" for entry in growth.entries or ()):
            # Whatever was typed of words that are gone goes with them: from the disk. A form that
            # is open stays on the screen, for whoever types in it to judge.
            self.forget()
