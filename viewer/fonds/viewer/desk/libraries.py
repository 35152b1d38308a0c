# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A bibliography brought in from a file: its new works become sources, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from fonds.archive.bibliography.libraries import read_library
from fonds.archive.commands.bibliography import ImportBibliography
from fonds.archive.commands.withdrawing import WithdrawSources
from fonds.viewer.desk.compensating import Undo, undo_reason
from fonds.viewer.desk.failures import DetailsDialog
from fonds.viewer.file_dialog import FileDialog
from fonds.viewer.wording import counted, worded

if TYPE_CHECKING:
    from fonds.archive.archive import Archive, Outcome
    from fonds.archive.commands.bibliography import BibliographyAnswer
    from fonds.archive.commands.plan import Progress
    from fonds.viewer.desk.chores import Chores
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.undoing import Undoing


class Libraries(QObject):
    """Imports the works of a library: CSL-JSON, BibTeX or biblatex."""

    def __init__(self, desk: Desk, chores: Chores, undoing: Undoing) -> None:
        """Work on the desk's archive; ``chores`` shows how far it is."""
        super().__init__(desk)
        self._desk = desk
        self._chores = chores
        self._undoing = undoing

    def import_bibliography(self) -> None:
        """Ask for a library and take in what of it is new."""
        if self._desk.session is None or not self._desk.is_writable:
            return
        name, _ = FileDialog.getOpenFileName(
            self._desk.window,
            self.tr("Import a bibliography"),
            "",
            "{libraries} (*.json *.bib *.bibtex);;{every} (*)".format(
                libraries=self.tr("Bibliographies"), every=self.tr("All files")
            ),
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, file: Path) -> None:
        """Take in what is new of a library; files it links to are taken from beside it."""
        session = self._desk.session
        if session is None:
            return

        from fonds.events.catalogue.source import CaptureAdded, SourceDescribed

        def work(archive: Archive, progress: Progress) -> Outcome[BibliographyAnswer]:
            archive.refuse_itself(file)
            library = read_library(file)
            return archive.execute(
                ImportBibliography(library, file.resolve().parent), progress=progress
            )

        def done(outcome: Outcome[BibliographyAnswer]) -> None:
            self._chores.finish()
            answer = outcome.answer
            self._desk.window.notice.tell(self._told(answer))
            self._desk.look()
            if answer.added:
                count = len(answer.added)
                words = counted(self.tr("import %Ln source(s)", "", count), count)
                added = set(answer.added)
                gained = (CaptureAdded, SourceDescribed)
                others = (one for one in outcome if one.header.stream not in added)
                if any(isinstance(one.event, gained) for one in others):
                    # Files and descriptions that sources had not before are not taken from them.
                    kept = self.tr("what other sources gained stays")
                    words = f"{words} ({kept})"
                back = WithdrawSources(answer.added, undo_reason(), only_unused=True)
                self._undoing.offer(Undo(words, back, (), beyond_facts=True))
            else:
                self._undoing.did(outcome)
            left = [f"{one.key}: {self._why(one.link, one.why)}" for one in answer.files_left]
            if found := [*left, *map(worded, answer.remarks)]:
                words = counted(self.tr("%Ln remark(s) on the import", "", len(found)), len(found))
                about = self.tr("What of the file was not taken in as it is, and why.")
                dialog = DetailsDialog(words, about, "\n".join(found), self._desk.window)
                dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                dialog.open()

        job = session.write(work, done, self._chores.failed)
        self._chores.begin(job, self.tr("Importing a bibliography…"))

    def _told(self, answer: BibliographyAnswer) -> str:
        counts = (
            (answer.registered, self.tr("%Ln source(s) added", "", answer.registered)),
            (answer.captured, self.tr("%Ln file(s) taken in", "", answer.captured)),
            (answer.already_present, self.tr("%Ln there already", "", answer.already_present)),
            (answer.matched, self.tr("%Ln met by a file held", "", answer.matched)),
            (
                len(answer.differing),
                self.tr("%Ln described otherwise by now", "", len(answer.differing)),
            ),
            (answer.erased, self.tr("%Ln left out, erased here", "", answer.erased)),
        )
        said = [counted(words, count) for count, words in counts if count]
        return f"{', '.join(said)}." if said else self.tr("There is no work in this file.")

    def _why(self, link: str, why: str) -> str:
        if why == "missing":
            return self.tr("{link} is not there.").format(link=link)
        if why == "elsewhere":
            words = self.tr("{link} lies outside the library's folder and was left out.")
            return words.format(link=link)
        return f"{link}: {worded(why)}"
