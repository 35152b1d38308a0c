# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Taking acts back: by further events that say so, for the log itself is never undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from fonds.archive.errors import FondsError
from fonds.viewer.action_table import Need
from fonds.viewer.desk.compensating import Undo, compensation, is_undoing, undo_reason
from fonds.viewer.desk.redoing import Redoing

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.archive import Outcome
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk, Growth
    from fonds.viewer.desk.session import Begun

_MOST_UNDO = 50
_MOST_SEEN = 60
_MOST_OF_AN_ACT = 4000
"""Entries of one act beyond which it is not read to be taken back."""


class Undoing(QObject):
    """Remembers what this window did, and what it had done when it was last open."""

    def __init__(self, desk: Desk, changed: Callable[[tuple[str, ...]], None]) -> None:
        """Tell ``changed`` which facts an undoing touched."""
        super().__init__(desk)
        self._desk = desk
        self._changed = changed
        self._stack: list[Undo] = []
        self._last_seen = 0
        self.redoing = Redoing(desk)
        self.redoing.done_again.connect(self._done_again)
        desk.opened.connect(self._opened)
        desk.listed.connect(self._find_last)
        desk.closed.connect(self._forget)
        desk.grew.connect(self._grown)

    def did(self, outcome: Outcome[Any], then: Callable[[], None] | None = None) -> None:
        """Be told what was just recorded here; what cannot be taken back hides those before.

        ``then`` is done once it is taken back.
        """
        if outcome.events:
            self.redoing.forget()
            self._remember(outcome, then=then)

    def _remember(
        self,
        outcome: Outcome[Any],
        words: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        """Find what takes an act back; ``words`` name it where it was done before."""
        positions = [event.position for event in outcome.events]
        first, last, reason = min(positions), max(positions), undo_reason()

        def question(queries: Queries) -> Undo | None:
            # All of it: an act on a hundred facts is not taken back for the last sixty.
            count = last - first + 1
            if count > _MOST_OF_AN_ACT:
                return None
            entries = queries.history(since=f"@{first - 1}", before=last + 1, limit=count)
            undo = compensation(queries, entries, reason)
            if undo is None:
                return None
            return replace(undo, then=then, words=words or undo.words)

        self._desk.ask(f"undo-{last}", question, self._push)

    def offer(self, undo: Undo) -> None:
        """Let what was just recorded here be taken back as its maker says."""
        self.redoing.forget()
        self._push(undo)

    def undo(self) -> None:
        """Take the last act back, by an event that says so."""
        if not self._stack:
            return
        last = self._stack[-1]

        def done(outcome: Outcome[Any]) -> None:
            self._drop(last)
            self.redoing.undone(last, outcome)
            self._desk.window.notice.tell(self.tr("Undone: {act}").format(act=last.words))
            if last.then is not None:
                last.then()
            elif last.facts or not last.beyond_facts:
                self._changed(last.facts)

        def failed(error: BaseException) -> None:
            if isinstance(error, FondsError):
                # Somebody changed it meanwhile: it will never be possible again.
                self._drop(last)
            self._desk.complain(error)

        self._desk.record(last.command, done, failed)

    def _done_again(self, act: Undo, outcome: Outcome[Any]) -> None:
        self._remember(outcome, act.words)
        if act.facts or not act.beyond_facts:
            self._changed(act.facts)

    def _push(self, found: Undo | None) -> None:
        self._stack = [*self._stack, found][-_MOST_UNDO:] if found is not None else []
        self._name()

    def _drop(self, undone: Undo) -> None:
        self._stack = [one for one in self._stack if one is not undone]
        self._name()

    def _name(self) -> None:
        action = self._desk.window.actions_of_window.action("undo")
        if action is not None:
            last = self._stack[-1].words if self._stack else ""
            named = self.tr("&Undo: {act}").format(act=last.replace("&", "&&"))
            action.setText(named if last else self.tr("&Undo"))
        self._desk.set_need(Need.CAN_UNDO, met=bool(self._stack))

    def _opened(self, begun: Begun) -> None:
        self._forget()
        self._last_seen = begun.archive.size

    def _find_last(self) -> None:
        """Find what was done when this was last open, once what somebody waits for is read."""
        last, self._last_seen = self._last_seen, 0
        if not last:
            return
        agent, reason = self._desk.agent, undo_reason()

        def question(queries: Queries) -> Undo | None:
            seen = _MOST_SEEN
            while True:
                entries = queries.history(before=last + 1, limit=seen)
                mine = [one for one in entries if one.agent == agent]
                act = [one for one in mine if one.action == mine[0].action]
                if len(entries) < seen or not act or act[-1] is not entries[-1]:
                    break
                # It may have begun before what was read.
                if seen > _MOST_OF_AN_ACT:
                    return None
                seen *= 4
            if not act or is_undoing(queries, act, reason):
                return None
            return compensation(queries, act, reason)

        def found(undo: Undo | None) -> None:
            if undo is not None:
                # Beneath what was done here meanwhile.
                self._stack.insert(0, undo)
                self._name()

        self._desk.ask("undo-last", question, found)

    def _grown(self, growth: Growth) -> None:
        """Offer nothing any more that would say again what was erased meanwhile, by whomever."""
        entries = growth.entries
        if entries is None:
            # Too much was recorded to be told one by one.
            def seen(last: int | None) -> None:
                if last is not None and last > growth.before:
                    self._forget()

            self._desk.ask("undo-erased", lambda queries: queries.archive().last_erasure, seen)
        elif any(entry.type == "ContentErased" for entry in entries):
            self._forget()

    def _forget(self) -> None:
        self._stack, self._last_seen = [], 0
        self.redoing.forget()
        self._name()
