# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What else can be done with the source shown: footnotes, captures compared, a newer copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from fonds.events.catalogue.excerpt import AnchorState
from fonds.viewer.desk.compensating import Undo, undo_reason
from fonds.viewer.desk.source_lists import read_changes, read_footnotes
from fonds.viewer.file_dialog import FileDialog
from fonds.viewer.source_sheet import SourceSheet
from fonds.viewer.wording import counted, still_read

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.recapture import Recaptured
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.chores import Chores
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.rows import HistoryEntry


class SourceDesk(QObject):
    """Lays lists over the source's text, and takes in newer captures."""

    def __init__(
        self,
        desk: Desk,
        reader: Reader,
        undoing: Undoing,
        chores: Chores,
        settle: Callable[[], None],
    ) -> None:
        """Work on the source shown in ``reader``; ``settle`` lists its passages that wait."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self._undoing = undoing
        self._chores = chores
        self.sheet = SourceSheet(desk.window.theme)
        self.sheet.entry_opened.connect(self._go_to)
        self.sheet.left.connect(self.leave)
        self.waiting = QPushButton()
        self.waiting.setAutoDefault(False)
        self.waiting.clicked.connect(self.leave)
        self.waiting.clicked.connect(settle)
        self.waiting.hide()
        self.sheet.add_below(self.waiting)
        reader.source.shown.connect(self._put_away)
        desk.closed.connect(self._put_away)

    @property
    def is_open(self) -> bool:
        """Whether a list lies over the text."""
        return self._desk.window.source.sheet is self.sheet

    def footnotes(self) -> None:
        """List the works the source cites."""
        read = self._reader.source.read
        if read is None:
            return
        title = self.tr("Footnotes of this source")
        empty = self.tr(
            "No footnote of this source is noted yet. They are noted with the facts that rest"
            " on them: give the mark in the form."
        )
        self._desk.ask(
            "footnotes",
            lambda queries: read_footnotes(queries, read),
            lambda entries: self._open(title, entries, empty),
        )

    def changes(self) -> None:
        """List what changed since the capture before the one shown, or after it the first."""
        read = self._reader.source.read
        if read is None:
            return
        captures = list(read.view.captures)
        now = next((n for n, one in enumerate(captures) if one.id == read.view.capture), 0)
        if len(captures) < 2:
            empty = self.tr(
                "There is one capture of this source. Add a newer one to see what changed."
            )
            self._open(self.tr("What changed"), [], empty)
            return
        other = captures[now - 1] if now else captures[1]
        title = self.tr("What changed: {other} to {this}").format(
            other=other.label, this=captures[now].label
        )

        def question(queries: Queries) -> tuple[list[HistoryEntry] | None, int]:
            states = queries.anchor_states(read.view.id)
            waiting = len(states[0].unclear) if states else 0
            return read_changes(queries, read, other.id), waiting

        def put(found: tuple[list[HistoryEntry] | None, int]) -> None:
            entries, waiting = found
            empty = self.tr("Both captures have the same words.")
            if entries is None:
                empty = self.tr("These texts are too long to be compared here.")
            self._open(title, entries or [], empty)
            words = counted(
                self.tr("Decide of %Ln passage(s) not found again", "", waiting), waiting
            )
            self.waiting.setText(words)
            self.waiting.setVisible(waiting > 0 and self._desk.is_writable)

        self._desk.ask("changes", question, put)

    def recapture(self) -> None:
        """Ask for a newer copy of the source, or the first, and find every passage again in it."""
        shown = self._reader.source.chosen() if self._desk.is_writable else ""
        if not shown:
            return
        read = self._reader.source.read
        title, before = self._desk.title_of(shown), read.view.capture if read is not None else None
        name, _ = FileDialog.getOpenFileName(
            self._desk.window, self.tr("A copy of {title}").format(title=title)
        )
        if not name:
            return

        def done(outcome: Outcome[Recaptured]) -> None:
            self._chores.finish()
            source = self._reader.source
            source.open(shown, capture=outcome.answer.capture)
            told = self._told(outcome.answer.passages, len(outcome.answer.findings))
            if hardly_alike(outcome.answer.in_common):
                words = self.tr(
                    "Was it the right file? It has hardly any words of the text before it."
                )
                told = f"{words} {told}"
            if outcome.answer.same_bytes:
                words = self.tr("These are the very bytes of a capture that is held already.")
                told = f"{words} {told}"
            read = outcome.answer.read
            told = " ".join([told, *still_read(read.characters, read.left)])
            self._desk.window.notice.tell(told)
            self._undoing.offer(
                Undo(
                    self.tr("copy of {title}").format(title=title),
                    WithdrawCapture(shown, undo_reason(), outcome.answer.capture),
                    (),
                    then=lambda: source.open(shown, capture=before),
                )
            )

        from fonds.archive.commands.recapture import Recapture
        from fonds.archive.commands.uncapturing import WithdrawCapture
        from fonds.archive.sources.likeness import hardly_alike
        from fonds.viewer.desk.unlocking import record_unlocked

        command = Recapture(shown, (Path(name),))
        words = self.tr("Taking the copy in…")
        record_unlocked(self._desk, self._chores, command, done, words)

    def mark_read(self) -> None:
        """Record that the selected words were read and yielded nothing more."""
        start, end = self._desk.window.source.selection()
        if start < end:
            self._record_read(start, end)

    def mark_all_read(self) -> None:
        """Record that all of the text was read and yielded nothing more."""
        self._record_read(None, None)

    def next_unread(self) -> None:
        """Go to the next stretch of the text that nobody has read."""
        if self._reader.source.read is None:
            return
        pane = self._desk.window.source
        if pane.next_unread():
            pane.setFocus()
        else:
            self._desk.window.notice.tell(self.tr("All of this text was read, or is used."))

    def _record_read(self, start: int | None, end: int | None) -> None:
        read = self._reader.source.read
        if read is None or not self._desk.is_writable:
            return
        if not read.newest:
            words = self.tr(
                "Only of the newest text can be said that it was read: choose it first."
            )
            self._desk.window.notice.refuse(words)
            return
        from fonds.archive.commands.examining import RecordRead

        told = self.tr("Marked as read.")
        command = RecordRead(read.view.id, start, end)
        self._desk.record(command, lambda _: self._desk.window.notice.tell(told))

    def leave(self) -> None:
        """Put the list away and give the keys to the text."""
        self._put_away()
        self._desk.window.source.setFocus()

    def _told(self, passages: dict[AnchorState, int], waiting: int) -> str:
        names = {
            AnchorState.EXACT: self.tr("in the same place"),
            AnchorState.MOVED: self.tr("moved"),
            AnchorState.CHANGED: self.tr("changed"),
            AnchorState.AMBIGUOUS: self.tr("not certain"),
            AnchorState.LOST: self.tr("lost"),
        }
        said = [f"{count} {names[state]}" for state, count in passages.items() if count]
        whole = sum(passages.values())
        words = counted(self.tr("%Ln passage(s) looked for again", "", whole), whole)
        told = f"{words}: {', '.join(said)}." if said else f"{words}."
        if waiting:
            wait = counted(self.tr("%Ln to be decided:", "", waiting), waiting)
            action = self._desk.window.actions_of_window.action("settle")
            name = action.text().replace("&", "") if action is not None else ""
            told = f"{told} {wait} {name}."
        return told

    def _open(self, title: str, entries: list[HistoryEntry], empty: str) -> None:
        self.waiting.hide()
        self.sheet.show_entries(title, entries, empty)
        self._desk.window.source.open_sheet(self.sheet)
        self.sheet.setFocus()

    def _go_to(self, entry: HistoryEntry) -> None:
        self.leave()
        self._desk.window.source.scroll_to(entry.position)

    def _put_away(self) -> None:
        if self.is_open:
            self._desk.window.source.close_sheet()
