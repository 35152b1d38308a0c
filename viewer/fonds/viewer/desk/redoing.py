# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Doing again what was undone here: by further events too, until something else is done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from fonds.archive.errors import FondsError
from fonds.events.fixed import fixed
from fonds.viewer.action_table import Need
from fonds.viewer.desk.compensating import Undo, compensation
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from fonds.archive.archive import Outcome
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk

_MOST_SINCE = 4000
"""Events since an undoing beyond which it is not looked through what they changed."""
_CONCLUDED = {"ConflictResolved", "SubjectsLinked"}


@fixed
class Undone:
    """What was undone and what does it again; ``last`` is the position of its undoing."""

    undo: Undo
    again: Undo
    last: int
    subject: str | None


class Redoing(QObject):
    """Remembers what was undone here since the last act, the newest last.

    Signals:
        done_again: what was done again (an :class:`Undo`: what it was) and its outcome.
    """

    done_again = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing undone."""
        super().__init__(desk)
        self._desk = desk
        self._stack: list[Undone] = []
        self._own: set[int] = set()

    def undone(self, undo: Undo, outcome: Outcome[Any]) -> None:
        """Be told what was undone; what cannot be done again hides what was undone before it."""
        positions = [event.position for event in outcome.events]
        if not positions:
            return
        self._own.update(positions)
        first, last = min(positions), max(positions)
        reason = undo.why or translate("Redoing", "done again")

        def question(queries: Queries) -> Undone | None:
            count = last - first + 1
            entries = queries.history(since=f"@{first - 1}", before=last + 1, limit=count)
            again = compensation(queries, entries, reason)
            return Undone(undo, again, last, entries[0].subject) if again is not None else None

        def found(made: Undone | None) -> None:
            self._stack = [*self._stack, made] if made is not None else []
            self._name()

        self._desk.ask(f"redo-{last}", question, found)

    def redo(self) -> None:
        """Do again what was undone last, unless somebody changed it otherwise since."""
        if not self._stack:
            return
        last = self._stack[-1]
        own = frozenset(self._own)

        def question(queries: Queries) -> bool:
            since = queries.history(since=f"@{last.last}", limit=_MOST_SINCE)
            return len(since) < _MOST_SINCE and not any(
                one.position not in own
                and (
                    one.fact in last.undo.facts
                    or (one.type in _CONCLUDED and one.subject == last.subject)
                )
                for one in since
            )

        def found(as_it_was: bool) -> None:
            if not as_it_was:
                self._drop(last)
                self._desk.window.notice.refuse(
                    self.tr("It was changed since it was undone, so nothing was done again.")
                )
            elif self._stack and self._stack[-1] is last:
                self._desk.record(last.again.command, done, failed)

        def done(outcome: Outcome[Any]) -> None:
            self._own.update(event.position for event in outcome.events)
            self._drop(last)
            words = self.tr("Done again: {act}").format(act=last.undo.words)
            self._desk.window.notice.tell(words)
            self.done_again.emit(replace(last.undo, then=None), outcome)

        def failed(error: BaseException) -> None:
            if isinstance(error, FondsError):
                self._drop(last)
            self._desk.complain(error)

        self._desk.ask("redo", question, found)

    def forget(self) -> None:
        """Offer nothing any more: something else was done, or erased, or the archive is closed."""
        self._stack, self._own = [], set()
        self._name()

    def _drop(self, done: Undone) -> None:
        self._stack = [one for one in self._stack if one is not done]
        self._name()

    def _name(self) -> None:
        action = self._desk.window.actions_of_window.action("redo")
        if action is not None:
            last = self._stack[-1].undo.words if self._stack else ""
            named = self.tr("Do a&gain: {act}").format(act=last.replace("&", "&&"))
            action.setText(named if last else self.tr("Do a&gain"))
        self._desk.set_need(Need.CAN_REDO, met=bool(self._stack))
