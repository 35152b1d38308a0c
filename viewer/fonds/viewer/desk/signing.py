# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Facts imported from a file, and the archive's head signed: after an import, and when asked."""

from __future__ import annotations

import importlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.interchange import lines_of
from fonds.archive.errors import FondsError
from fonds.viewer.desk.compensating import Undo, undo_reason
from fonds.viewer.desk.import_dialog import ImportDialog, Trial
from fonds.viewer.file_dialog import FileDialog
from fonds.viewer.wording import counted, worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.archive import Archive, Outcome
    from fonds.archive.commands.importing import ImportAnswer
    from fonds.archive.commands.plan import Progress
    from fonds.archive.proofs.checkpoints import Signed
    from fonds.viewer.desk.chores import Chores
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.undoing import Undoing


def sign(archive: Archive) -> tuple[Signed, list[str]]:
    """Sign an archive's head as the command line does; also what is to be said about it.

    What signs takes longer to load than a window takes to open: it is loaded when first needed.
    """
    signing = importlib.import_module("fonds.archive.cli.signing")
    said: list[str] = []
    signed: Signed = signing.sign_head(archive, said.append)
    if signed.warning is not None:
        said.append(signed.warning)
    return signed, said


class Signing(QObject):
    """Imports lines of the interchange format, and signs."""

    def __init__(
        self, desk: Desk, chores: Chores, undoing: Undoing, signed: Callable[[], None]
    ) -> None:
        """Work on the desk's archive; ``chores`` shows how far it is, ``signed`` is told after."""
        super().__init__(desk)
        self._desk = desk
        self._chores = chores
        self._undoing = undoing
        self._signed = signed

    def checkpoint(self) -> None:
        """Sign what the archive is now."""
        session = self._desk.session
        if session is None:
            return

        def done(answer: tuple[Signed, list[str]]) -> None:
            self._chores.finish()
            self._desk.window.notice.tell(self._told(*answer))
            self._signed()

        job = session.write(lambda archive, _: sign(archive), done, self._chores.failed)
        self._chores.begin(job, self.tr("Signing…"))

    def import_facts(self) -> None:
        """Ask for a file of facts, and show what it would add."""
        if self._desk.session is None or not self._desk.is_writable:
            return
        name, _ = FileDialog.getOpenFileName(
            self._desk.window,
            self.tr("Import facts"),
            "",
            "{lines} (*.jsonl *.json);;{every} (*)".format(
                lines=self.tr("Lines of facts"), every=self.tr("All files")
            ),
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, file: Path) -> ImportDialog:
        """Show what a file of facts would add, and import it on a yes."""
        dialog = ImportDialog(self._desk.window.theme, file.name, self._desk.window)
        dialog.trial_wanted.connect(lambda: self._try(dialog, file))
        dialog.accepted.connect(lambda: self._import(file, dialog.trial))
        dialog.open()
        self._try(dialog, file)
        return dialog

    def _try(self, dialog: ImportDialog, file: Path) -> None:
        session, trial = self._desk.session, dialog.trial
        if session is None:
            return

        def work(archive: Archive, progress: Progress) -> ImportAnswer:
            given = _given(archive, file, trial)
            return archive.execute(given, progress=progress, dry_run=True).answer

        def done(answer: ImportAnswer) -> None:
            if dialog.isVisible() and dialog.trial == trial:
                dialog.show_trial(
                    answer.appended,
                    answer.already_present,
                    answer.subjects_opened,
                    answer.joined,
                    len(answer.repeated),
                    answer.namesakes,
                )

        def failed(error: BaseException) -> None:
            if not isinstance(error, FondsError | OSError):
                dialog.reject()
                self._desk.complain(error)
            elif dialog.isVisible() and dialog.trial == trial:
                dialog.refuse(
                    worded(error.message) if isinstance(error, FondsError) else str(error)
                )

        session.write(work, done, failed)

    def _import(self, file: Path, trial: Trial) -> None:
        session = self._desk.session
        if session is None:
            return

        def work(archive: Archive, progress: Progress) -> tuple[Outcome[ImportAnswer], list[str]]:
            outcome = archive.execute(_given(archive, file, trial), progress=progress)
            if outcome.action is None:
                return outcome, []
            try:
                return outcome, sign(archive)[1]
            except FondsError as error:
                words = self.tr("It is recorded, but the archive's head was not signed.")
                return outcome, [f"{words} {worded(error.message)}"]

        def done(answer: tuple[Outcome[ImportAnswer], list[str]]) -> None:
            self._chores.finish()
            outcome, said = answer
            count = outcome.answer.appended
            if count:
                named = counted(self.tr("import %Ln fact(s)", "", count), count)
                back = RetractFacts((), undo_reason(), outcome.action)
                self._undoing.offer(Undo(named, back, (), beyond_facts=True))
            words = counted(self.tr("%Ln fact(s) imported.", "", count), count)
            self._desk.window.notice.tell(" ".join((words, *said)))
            self._desk.look()

        job = session.write(work, done, self._chores.failed)
        self._chores.begin(job, self.tr("Importing facts…"))

    def _told(self, signed: Signed, said: list[str]) -> str:
        at = datetime.fromisoformat(signed.head.signed_at).astimezone()
        words = self.tr("Signed at {time}, up to @{position}.")
        parts = [words.format(time=f"{at:%H:%M}", position=signed.head.size), *said]
        if signed.kept is not None:
            parts.append(self.tr("A copy is in {path}.").format(path=signed.kept.parent))
        elif signed.warning is None:
            parts.append(
                self.tr(
                    "Only a copy kept elsewhere convicts an archive that was made anew: name a"
                    " folder for them in the preferences."
                )
            )
        return " ".join(parts)


def _given(archive: Archive, file: Path, trial: Trial) -> ImportFacts:
    archive.refuse_itself(file)
    with file.open("rb") as stream:
        lines = list(lines_of(stream, file.name))
    return ImportFacts(
        lines,
        file.name,
        trial.match_labels,
        trial.define_properties,
        skip_repeated=trial.skip_repeated,
    )
