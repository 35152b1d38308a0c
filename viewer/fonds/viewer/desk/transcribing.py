# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Typing in what stands in a book on the desk, or in a picture; its page stays until changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from shiboken6 import isValid

from fonds.archive.commands.sources import RegisterUnheld
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.commands.uncapturing import WithdrawCapture
from fonds.archive.commands.withdrawing import WithdrawSources
from fonds.archive.errors import RefusedError
from fonds.events.values import Region
from fonds.viewer.desk.acting import Acting
from fonds.viewer.desk.added_text_dialog import AddedTextDialog
from fonds.viewer.desk.compensating import Undo, undo_reason
from fonds.viewer.desk.picture_marking import Part
from fonds.viewer.desk.places import Place
from fonds.viewer.desk.transcription_dialog import TranscriptionDialog, Typed
from fonds.viewer.desk.unfinished import NAMING_WORK, TYPING_IN, typed_in
from fonds.viewer.desk.work_dialog import WorkDialog
from fonds.viewer.file_dialog import FileDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.sources import AddedSource, WorkDescription
    from fonds.archive.commands.transcribing import Transcribed
    from fonds.archive.queries.facsimile import PictureAnswer
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.added_text_dialog import AddedText
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.desk.unfinished import Unfinished


class Transcribing(Acting):
    """Asks for words of a source that is only seen, or is a picture, and shows them selected."""

    def __init__(
        self, desk: Desk, reader: Reader, undoing: Undoing, unfinished: Unfinished
    ) -> None:
        """Type in passages of the source that ``reader`` shows."""
        super().__init__(desk, reader, undoing, unfinished)
        self._last: dict[str, Typed] = {}
        desk.closed.connect(self._last.clear)

    def take_up(self, lost: Mapping[str, object]) -> None:
        """Open once more the form that was open when the window went away."""
        words = typed_in(lost)
        if lost.get("form") == NAMING_WORK:
            self._ask_work(words)
        else:
            self._ask_words(str(lost.get("source")), words)

    def add_work(self) -> None:
        """Ask for a work that is known and not held, and show it: passages can be typed in then."""
        self._ask_work({})

    def _ask_work(self, lost: Mapping[str, str]) -> None:
        if not self._desk.is_writable:
            return
        window = self._desk.window
        dialog = WorkDialog(window.theme, window)

        def send(work: WorkDescription) -> None:
            def done(outcome: Outcome[AddedSource]) -> None:
                source = outcome.answer.id
                words = self.tr("add {title}").format(title=work.title)
                back = WithdrawSources((source,), undo_reason(), only_unused=True)
                self._undoing.offer(Undo(words, back, (), beyond_facts=True))
                dialog.accept()
                # As from the list at the left: what is shown beside a record may go with it.
                self._reader.visit(Place("source", source, (), source))
                window.notice.tell(
                    self.tr("Added. Its passages are typed in with Fact, “Type in a passage”.")
                )

            failed = self._desk.refuse
            command = RegisterUnheld(work)
            self._desk.record(command, done, lambda error: failed(error, dialog.refuse))

        dialog.submitted.connect(send)
        self._unfinished.follow(dialog, {"form": NAMING_WORK}, lost)
        dialog.open()

    def type_in(self) -> None:
        """Ask for words of the source shown, or of the one whose page says that it has no text."""
        source = self._reader.source.chosen()
        if source:
            self._ask_words(source, {})

    def _ask_words(self, source: str, lost: Mapping[str, str]) -> None:
        """Ask for words of a source; begin with what was ``lost``, or said last."""
        window = self._desk.window
        if not self._desk.is_writable:
            return
        title = self._desk.title_of(source)
        begun = self._last.get(source, Typed())
        file = lost.get("file", begun.file)

        def put(picture: PictureAnswer | None) -> None:
            dialog = TranscriptionDialog(window.theme, title, begun, window, picture)
            self._unfinished.follow(dialog, {"form": TYPING_IN, "source": source}, lost)
            dialog.submitted.connect(lambda typed: self._record(dialog, source, typed))

            def show(picture: PictureAnswer | None) -> None:
                if picture is not None and isValid(dialog):
                    dialog.show_picture(picture)

            dialog.picture_wanted.connect(lambda file: self._picture(source, file, show))
            dialog.open()

        # Of a source without pictures the question is answered at once.
        self._picture(source, int(file) - 1 if file.isdecimal() else 0, put)

    def add_text(self) -> None:
        """Ask for a file with a text of the source shown, and for what it is; show it then."""
        source = self._reader.source.chosen() if self._desk.is_writable else ""
        if not source:
            return
        window, title = self._desk.window, self._desk.title_of(source)
        words = self.tr("A text of {title}").format(title=title)
        name, _ = FileDialog.getOpenFileName(window, words)
        if not name:
            return
        dialog = AddedTextDialog(window.theme, title, Path(name).name, window)

        def send(said: AddedText) -> None:
            def done(outcome: Outcome[Transcribed]) -> None:
                self._undoing.did(outcome)
                dialog.accept()
                self._reader.source.open(source, rendition=outcome.answer.rendition)
                window.notice.tell(self.tr("Added. A text that was added stays; it is not undone."))

            command = Transcribe(
                source,
                "",
                said.method,
                said.language or None,
                note=said.note or None,
                path=Path(name),
            )
            failed = self._desk.refuse
            self._desk.record(command, done, lambda error: failed(error, dialog.refuse))

        dialog.submitted.connect(send)
        dialog.open()

    def _picture(self, source: str, file: int, put: Callable[[PictureAnswer | None], None]) -> None:
        """Ask for a picture that is held of a source; None where there is none to be shown."""

        def question(queries: Queries) -> PictureAnswer | None:
            try:
                return queries.picture(source, file)
            except RefusedError:
                return None

        self._desk.ask("picture", question, put)

    def _record(self, dialog: TranscriptionDialog, source: str, typed: Typed) -> None:
        def done(outcome: Outcome[Transcribed]) -> None:
            self._last[source] = replace(typed, words="", part="")
            if typed.seen_at or typed.seen_on:
                # What was seen is a capture of its own; a text beside a picture held cannot go.
                words = self.tr("type in a passage")
                back = WithdrawCapture(source, undo_reason(), outcome.answer.capture)
                again = self._reader.source.refresh
                self._undoing.offer(Undo(words, back, (), then=again))
                told = self.tr(
                    "Typed in. The words are selected: a new fact takes them as its passage."
                )
            else:
                self._undoing.did(outcome)
                told = self.tr(
                    "Typed in beside what is held: that is not undone, but typed in anew where it"
                    " was wrong. The words are selected: a new fact takes them as its passage."
                )
            dialog.accept()
            shown = self._reader.source
            made = outcome.answer.rendition

            def select() -> None:
                # Another text may arrive first, or in its place: its words are not those typed.
                if shown.read is not None and shown.read.view.rendition == made:
                    self._select(len(typed.words))

            shown.arrived.connect(select, Qt.ConnectionType.SingleShotConnection)
            shown.open(source, rendition=made)
            self._desk.window.notice.tell(told)

        command = Transcribe(
            source,
            typed.words,
            locator=typed.page or None,
            seen_at=typed.seen_at or None,
            seen_on=typed.seen_on or None,
            region=_region(typed),
        )
        self._desk.record(command, done, lambda error: self._desk.refuse(error, dialog.refuse))

    def _select(self, length: int) -> None:
        surface = self._desk.window.source.surface
        surface.select(0, length)
        surface.edit.setFocus()


def _region(typed: Typed) -> Region | None:
    """Give the picture that words were read from, and its part, where either is known."""
    part = Part.read(typed.part)
    if not typed.file or typed.seen_at or typed.seen_on:
        return None
    file = int(typed.file) - 1
    if part is None:
        return Region(file=file)
    return Region(file=file, x=part.left, y=part.top, width=part.width, height=part.height)
