# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Work on the whole archive, beside reading: add sources, export, verify."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from fonds.archive.archive import Archive
from fonds.events.sentences import kept
from fonds.viewer.desk.compensating import Undo, undo_reason
from fonds.viewer.desk.failures import show_findings
from fonds.viewer.desk.places import Place
from fonds.viewer.desk.verdicts import fault_said
from fonds.viewer.file_dialog import FileDialog
from fonds.viewer.top_bar import BadgeState
from fonds.viewer.wording import counted, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.plan import Progress
    from fonds.archive.commands.sources import AddedSource
    from fonds.archive.integrity.verify import VerifyAnswer
    from fonds.viewer.background import Job
    from fonds.viewer.desk.desk import Desk, Growth
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.together_dialog import Gathered
    from fonds.viewer.desk.undoing import Undoing

_PATIENCE_MS = 400
_MINUTE_MS = 60_000


class Chores(QObject):
    """Runs what may take long, shows how far it is, and what came of it."""

    def __init__(self, desk: Desk, reader: Reader, undoing: Undoing) -> None:
        """Work on the desk's archive; what was taken in is told to ``undoing``."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self._undoing = undoing
        self._job: Job | None = None
        self._words = ""
        self._checked: tuple[datetime, int] | None = None
        # Nothing is shown of work that is done in the blink of an eye.
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._progressed(0, 0))
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._show_badge)
        desk.opened.connect(self._opened)
        desk.grew.connect(self._grown)
        desk.closed.connect(self._closed)
        desk.window.notice.stop_wanted.connect(self._stop)
        desk.window.top_bar.check_wanted.connect(self.verify)

    def add_source(self) -> None:
        """Ask for files and take each in as a source."""
        from fonds.archive.extraction.kinds import known_endings

        documents, everything = self.tr("Documents"), self.tr("All files")
        names, _ = FileDialog.getOpenFileNames(
            self._desk.window,
            self.tr("Add sources"),
            "",
            f"{documents} ({' '.join(known_endings())});;{everything} (*)",
        )
        self.add_files([Path(name) for name in names])

    def add_bare(self) -> None:
        """Ask for files of any kind and keep them as they are, without a text."""
        names, _ = FileDialog.getOpenFileNames(
            self._desk.window,
            self.tr("Keep files without their text"),
            "",
            f"{self.tr('All files')} (*)",
        )
        self.add_files([Path(name) for name in names], with_text=False)

    def add_files(self, files: Sequence[Path], *, with_text: bool = True) -> None:
        """Take a file in as a source; of several, ask first whether they are one.

        Without their text files of any kind are kept, also those that cannot be read.
        """
        from fonds.viewer.desk import together_dialog

        if not self._desk.is_writable:
            return
        if len(files) > 1:
            # The pages of a letter, say: one source whose text has them in their order.
            dialog = together_dialog.TogetherDialog(
                self._desk.window.theme, files, self._desk.window
            )
            dialog.submitted.connect(lambda gathered: self._take_in(gathered, with_text=with_text))
            dialog.open()
        elif files:
            self._take_in(together_dialog.Gathered(tuple(files)), with_text=with_text)

    def _take_in(self, gathered: Gathered, *, with_text: bool) -> None:
        from fonds.archive.commands.sources import AddSources, WorkDescription
        from fonds.viewer.desk.unlocking import record_unlocked

        if self._desk.session is None or not self._desk.is_writable:
            return

        def done(outcome: Outcome[tuple[AddedSource, ...]]) -> None:
            self.finish()
            added = [one for one in outcome.answer if not one.already_held]
            held = len(outcome.answer) - len(added)
            parts = (
                [counted(self.tr("%Ln source(s) added.", "", len(added)), len(added))]
                if added
                else []
            )
            if held:
                parts.append(counted(self.tr("%Ln file(s) held already.", "", held), held))
            if len(added) == 1:
                # What was left out or could not be read is said before anybody relies on the text.
                parts += [worded(kept(one)) for one in added[0].remarks]
            if added and not with_text:
                parts.append(self.tr("Type in what is cited of it: Fact, “Type in a passage”."))
            self._desk.window.notice.tell(" ".join(parts))
            if added:
                self._undoing.offer(self._not_added(added))
            if outcome.answer:
                record = self._reader.record
                self._reader.visit(Place(record.kind, record.id, (), outcome.answer[0].id))

        described = WorkDescription(title=gathered.title or None)
        command = AddSources(
            gathered.files, described, gathered.as_one, with_text=with_text, notes=with_text
        )
        record_unlocked(self._desk, self, command, done, self.tr("Taking sources in…"))

    def _not_added(self, added: Sequence[AddedSource]) -> Undo:
        """Say what takes sources back: what is read beside them now is shown again then."""
        from fonds.archive.commands.withdrawing import WithdrawSources

        record, read = self._reader.record, self._reader.source.read
        place = Place(record.kind, record.id, (), read.view.id if read is not None else "")
        words = counted(self.tr("add %Ln source(s)", "", len(added)), len(added))
        # What was made of them meanwhile, here or by another program, is not to lose its ground.
        added_ids = tuple(one.id for one in added)
        command = WithdrawSources(added_ids, undo_reason(), only_unused=True)
        return Undo(words, command, (), then=lambda: self._reader.visit(place))

    def export(self) -> None:
        """Ask for a name and export what is looked at as JSON."""
        session = self._desk.session
        if session is None:
            return
        usual = session.path.with_suffix(".json")
        name, _ = FileDialog.getSaveFileName(
            self._desk.window, self.tr("Export as JSON"), str(usual), self.tr("JSON (*.json)")
        )
        if not name:
            return
        target = Path(name) if Path(name).suffix else Path(name).with_suffix(".json")
        source, beside, as_of = session.path, session.beside, self._desk.as_of

        looked_at = self._desk.policy

        def work(progress: Progress) -> Path:
            from fonds.archive.export.json_export import export_pieces
            from fonds.archive.export.writing import write_whole

            with beside(progress) as every:
                queries = every.as_exported()
                policy = queries.under(looked_at)
                pieces = export_pieces(queries, as_of=as_of, policy=policy, progress=progress)
                write_whole(target, pieces, forbidden=source)
            return target

        def done(path: Path) -> None:
            self.finish()
            self._desk.window.notice.tell(self.tr("Exported to {path}.").format(path=path))

        job = session.help("export", work, done, self.failed)
        self.begin(job, self.tr("Exporting…"))

    def verify(self) -> None:
        """Check the whole file against its hashes, beside everything else."""
        session = self._desk.session
        if session is None or self._job is not None:
            return
        path = session.path

        def done(answer: VerifyAnswer) -> None:
            self.finish()
            self._found(answer)

        job = session.help(
            "verify", lambda progress: Archive.verify_file(path, progress), done, self.failed
        )
        self.begin(job, self.tr("Checking every event against its hash…"))

    def _found(self, answer: VerifyAnswer) -> None:
        top = self._desk.window.top_bar
        if answer.ok:
            self._checked = (datetime.now().astimezone(), answer.checked["events"])
            self._minute.start()
            self._show_badge()
            return
        self._checked = None
        words = counted(self.tr("%Ln fault(s)", "", len(answer.faults)), len(answer.faults))
        top.show_badge(BadgeState.FAULT, words, self.tr("This file is not as it should be."))
        show_findings(self._desk.window, words, [fault_said(one) for one in answer.faults])

    def _show_badge(self) -> None:
        """Say when and up to which event this file was checked: never more than that."""
        top, session = self._desk.window.top_bar, self._desk.session
        if session is None:
            top.show_badge(BadgeState.UNKNOWN, "", "")
            return
        if self._checked is None:
            top.show_badge(
                BadgeState.UNKNOWN,
                self.tr("Not checked since opening"),
                self.tr("Press to check every event against its hash."),
            )
            return
        when, position = self._checked
        fresh = self._minute.isActive()
        words = (
            self.tr("Checked just now to @{position}")
            if fresh
            else self.tr("Checked {time} to @{position}")
        )
        state = BadgeState.VERIFIED if position >= session.size else BadgeState.UNKNOWN
        tip = self.tr("Every event up to @{position} was as it was recorded. Press to check again.")
        top.show_badge(
            state,
            words.format(time=f"{when:%H:%M}", position=position),
            tip.format(position=position),
        )

    def begin(self, job: Job, words: str) -> None:
        """Show how far a job is, once it takes long."""
        self._job, self._words = job, words
        self._patience.start()
        session = self._desk.session
        if session is not None:
            session.progressed.connect(self._told, Qt.ConnectionType.UniqueConnection)

    def _told(self, number: int, done: int, whole: int) -> None:
        if self._job is not None and number == self._job.number and not self._patience.isActive():
            self._progressed(done, whole)

    def _progressed(self, done: int, whole: int) -> None:
        if self._job is not None:
            self._desk.window.notice.show_progress(self._words, done, whole)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.finish()
            self._desk.window.notice.tell(self.tr("Stopped. Nothing was changed."))

    def finish(self) -> None:
        """Be told that the job is done."""
        self._job = None
        self._patience.stop()
        self._desk.window.notice.put_away()

    def failed(self, error: BaseException) -> None:
        """Be told that the job failed."""
        self.finish()
        self._desk.complain(error)

    def _opened(self, _begun: object) -> None:
        self._closed()

    def _grown(self, _growth: Growth) -> None:
        if self._checked is not None:
            self._show_badge()

    def _closed(self) -> None:
        self._checked = None
        self._job = None
        self._minute.stop()
        self._patience.stop()
        self._show_badge()
