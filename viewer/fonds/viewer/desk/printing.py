# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is in sight on paper or as PDF; set off the window's thread, written whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QObject
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from fonds.viewer.desk.paper import make_document, print_to, usual_paper
from fonds.viewer.desk.printed import Wanted, printed
from fonds.viewer.desk.references import spoken
from fonds.viewer.file_dialog import FileDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.printed import Printed
    from fonds.viewer.desk.reader import Reader


class Printing(QObject):
    """Prints what is in sight of the record that is read, as of the moment looked at."""

    def __init__(self, desk: Desk, reader: Reader, weighed: Callable[[], str]) -> None:
        """Print what is read through ``reader``; ``weighed`` tells which conflict is, if any."""
        super().__init__(desk)
        self._weighed = weighed
        self._desk = desk
        self._reader = reader

    def save_pdf(self) -> None:
        """Ask for a name and save the record as PDF."""
        if self._desk.session is not None and self._reader.record.kind == "subject":
            self._read(self._save)

    def _save(self, paper: Printed) -> None:
        session = self._desk.session
        if session is None:
            return
        usual = session.path.with_name(f"{_plain(paper.name)}.pdf")
        name, _ = FileDialog.getSaveFileName(
            self._desk.window, self.tr("Save the record as PDF"), str(usual), self.tr("PDF (*.pdf)")
        )
        if name:
            target = Path(name) if Path(name).suffix else Path(name).with_suffix(".pdf")
            self._write_pdf(target, paper)

    def print(self) -> None:
        """Ask for a printer and print the record."""
        self._read(self._print)

    def _print(self, paper: Printed) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(paper.name)
        dialog = QPrintDialog(printer, self._desk.window)
        dialog.setWindowTitle(self.tr("Print the record"))
        document = make_document(paper.html, paper.name)
        if dialog.exec() and not print_to(printer, document, paper.foot):
            words = self.tr("The record has no page in the range chosen; nothing was printed.")
            self._desk.window.notice.refuse(words)

    def _read(self, then: Callable[[Printed], None]) -> None:
        """Have what is in sight set: a conflict that is weighed, or the view of the record."""
        wanted = Wanted(
            self._reader.record.id,
            self._desk.window.record.view_in_sight() or 0,
            self._weighed(),
            self._desk.as_of,
            self._desk.policy,
            self._reader.record.merged,
        )
        now, language = datetime.now().astimezone(), spoken()
        self._desk.ask("paper", lambda every: printed(every, wanted, now, language), then)

    def _write_pdf(self, target: Path, paper: Printed) -> None:
        """Set the pages in memory first, so that a failure leaves no half file."""
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(paper.name)
        writer.setCreator("Fonds")
        writer.setPageSize(usual_paper())
        print_to(writer, make_document(paper.html, paper.name), paper.foot)
        del writer
        window = self._desk.window
        unfinished = target.with_name(f"{target.name}.unfinished")
        try:
            unfinished.write_bytes(buffer.data().data())
            unfinished.replace(target)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            words = self.tr("{path} cannot be written: {why}. Choose another folder.")
            window.notice.refuse(words.format(path=target, why=(error.strerror or "").lower()))
            return
        window.notice.tell(self.tr("Saved as {path}.").format(path=target))


def _plain(title: str) -> str:
    """Make a file's name of a title."""
    return "".join(c if c.isalnum() or c in " -_.," else "_" for c in title).strip(" .") or "record"
