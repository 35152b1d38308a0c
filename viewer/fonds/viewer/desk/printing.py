# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record on paper or as PDF, with footnotes; set off the window's thread, written whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QObject
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from fonds.archive.queries.dates import remarks_on
from fonds.viewer.desk.paper import foot_of, make_document, print_to, record_html, usual_paper
from fonds.viewer.desk.references import references_to, spoken
from fonds.viewer.file_dialog import FileDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader


class Printing(QObject):
    """Prints the record that is read, as of the moment looked at."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Print what is read through ``reader``."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader

    def save_pdf(self) -> None:
        """Ask for a name and save the record as PDF."""
        if self._desk.session is not None and self._reader.record.kind == "subject":
            self._read(self._save)

    def _save(self, html: str, title: str, foot: str) -> None:
        session = self._desk.session
        if session is None:
            return
        usual = session.path.with_name(f"{_plain(title)}.pdf")
        name, _ = FileDialog.getSaveFileName(
            self._desk.window, self.tr("Save the record as PDF"), str(usual), self.tr("PDF (*.pdf)")
        )
        if name:
            target = Path(name) if Path(name).suffix else Path(name).with_suffix(".pdf")
            self._write_pdf(target, title, html, foot)

    def print(self) -> None:
        """Ask for a printer and print the record."""
        self._read(self._print)

    def _print(self, html: str, title: str, foot: str) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._desk.window)
        dialog.setWindowTitle(self.tr("Print the record"))
        if dialog.exec() and not print_to(printer, make_document(html, title), foot):
            words = self.tr("The record has no page in the range chosen; nothing was printed.")
            self._desk.window.notice.refuse(words)

    def _read(self, then: Callable[[str, str, str], None]) -> None:
        """Have the record set; told with its title, for file and print queue, and its foot."""
        subject, as_of = self._reader.record.id, self._desk.as_of
        policy = self._desk.policy
        now, language = datetime.now().astimezone(), spoken()

        def question(every: Queries) -> tuple[str, str, str]:
            # What leaves the archive hides whom its policy hides, in its names too.
            queries = every.as_exported()
            numbers = queries.source_numbers()
            name = queries.archive().name
            under = queries.under(policy)
            record = queries.record(subject, as_of, under)
            clashes = queries.dates(subject, as_of, under).beside_conflicts
            sources = references_to(queries, [row.id for row in record.sources], language)
            html = record_html(record, numbers, sources, remarks_on(clashes))
            return html, record.label, foot_of(record, name, now)

        self._desk.ask("paper", question, lambda told: then(*told))

    def _write_pdf(self, target: Path, title: str, html: str, foot: str) -> None:
        """Set the pages in memory first, so that a failure leaves no half file."""
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(title)
        writer.setCreator("Fonds")
        writer.setPageSize(usual_paper())
        print_to(writer, make_document(html, title), foot)
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
    return "".join(c if c.isalnum() or c in " -_." else "_" for c in title).strip(" .") or "record"
