# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record as it stands on paper: sections, values, and footnotes with the words they rest on."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPalette,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrinter

from fonds.archive.record.resolve import Status
from fonds.viewer.desk.erased_rows import erased_html, erased_title
from fonds.viewer.desk.history_entries import day_said
from fonds.viewer.desk.identity_rows import with_owners
from fonds.viewer.desk.paper_parts import (
    HEAD_AIR,
    TABLE,
    Footnotes,
    alerts,
    grounds,
    heading,
    sheet,
    table_row,
)
from fonds.viewer.desk.record_head import record_head
from fonds.viewer.desk.record_rows import property_rows
from fonds.viewer.painting import painting, saved
from fonds.viewer.rows import DisputeHead, DisputeValueRow, ValueRow
from fonds.viewer.typefaces import INTERFACE
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import isolated, translate, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from PySide6.QtGui import QPagedPaintDevice

    from fonds.archive.bibliography.styles import Reference
    from fonds.archive.queries.answers import PropertyAnswer, Record
    from fonds.viewer.rows import Row

_MARGIN_MM = 20
_FOOT_PT, _FOOT_LINES = 8, 2.5
_GREY = "#444444"
_MOST_KEPT = 0.25
"""The share of a page that is left free, at most, so that what belongs together is not parted."""


def record_html(
    record: Record,
    numbers: Mapping[str, int],
    sources: Sequence[Reference] = (),
    remarks: Sequence[str] = (),
    limits: Sequence[str] = (),
) -> str:
    """Set a record as HTML that Qt's documents understand, with all its words.

    ``sources`` are what its passages stand in, as references; ``remarks`` are said above it, and
    ``limits``, what is told and what is left out, beneath its title.
    """
    notes = Footnotes()
    parts = [f"<h1>{escape(record.label)}</h1>", *alerts(limits)]
    subtitle = record_head(record).subtitle
    parts.append(f"<p class='aside'>{escape(subtitle)}</p>")
    if record.names:
        names = translate("Paper", "also {names}").format(names="; ".join(record.names))
        parts.append(f"<p class='aside'>{escape(names)}</p>")
    parts += alerts(map(worded, remarks))
    for section in record.sections:
        parts.append(f"{heading(term(section.label))}{TABLE}")
        for answer in section.properties:
            parts += _property(record, answer, numbers, notes)
        parts.append("</table>")
    parts += grounds(notes, numbers, sources)
    if record.erased:
        parts += [heading(erased_title()), *erased_html(record.erased)]
    return sheet(parts)


def make_document(html: str, title: str) -> QTextDocument:
    """Make the document to print from."""
    document = QTextDocument()
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, title)
    document.setDefaultFont(QFont(INTERFACE, 10))
    document.setHtml(html)
    return document


def usual_paper() -> QPageSize:
    """Give the paper that is usual here: Letter where inches are, else A4."""
    inches = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if inches else QPageSize.PageSizeId.A4)


def print_to(device: QPagedPaintDevice, document: QTextDocument, foot: str) -> int:
    """Print on a printer, or into a PDF, on its paper with fair margins; returns how many pages.

    At the foot of every page stand ``foot`` and the page's number of all. Of a printer the range
    of pages, their order and the copies are as they were chosen; where no page of the document is
    in the range nothing is printed.
    """
    layout = device.pageLayout()
    layout.setUnits(QPageLayout.Unit.Millimeter)
    layout.setMargins(QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM))
    device.setPageLayout(layout)
    area = layout.paintRectPixels(device.logicalDpiX())
    face = QFont(INTERFACE)
    face.setPointSizeF(_FOOT_PT)
    line = QFontMetricsF(face, device).height()
    tall = area.height() - _FOOT_LINES * line
    drawn = document.documentLayout()
    # Sizes in points mean points of the paper, not of the screen.
    drawn.setPaintDevice(device)
    # In one piece, and cut afterwards: Qt parts rows, and each break it is told lays all out anew.
    document.setTextWidth(area.width())
    cuts = page_cuts(document, tall)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    pages = _wanted(device, len(cuts) - 1)
    if not pages:
        return 0
    with painting(device) as painter:
        for place, number in enumerate(pages):
            if place:
                device.newPage()
            with saved(painter):
                top = cuts[number]
                painter.translate(0, -top)
                context.clip = QRectF(0, top, area.width(), cuts[number + 1] - top)
                painter.setClipRect(context.clip)
                drawn.draw(painter, context)
            painter.setFont(face)
            painter.setPen(QColor(_GREY))
            below = QRectF(0, area.height() - line, area.width(), line)
            counted = translate("Paper", "{page} of {pages}")
            counted = counted.format(page=number + 1, pages=len(cuts) - 1)
            room = area.width() - painter.fontMetrics().horizontalAdvance(f"{counted}    ")
            words = painter.fontMetrics().elidedText(foot, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, words)
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, counted)
    return len(pages)


def page_cuts(document: QTextDocument, tall: float) -> list[float]:
    """Give where each page begins, and where the last ends, in a document laid out in one piece.

    No page parts a row, or a passage, nor a heading from what it is of; only what is long.
    """
    cuts, whole = [0.0], document.documentLayout().documentSize().height()
    end, kept = 0.0, list[float]()
    for lines, is_head in _units(document):
        kept += lines
        if is_head:
            continue
        if kept[-1] > cuts[-1] + tall and kept[-1] - kept[0] < tall * _MOST_KEPT:
            # Raised marks stand out above their line.
            cuts.append(max(end, kept[0] - (kept[1] - kept[0]) / 3))
        for top, below in pairwise(kept):
            if below > cuts[-1] + tall:
                cuts.append(top)
        end, kept = kept[-1], []
    return [*cuts, whole]


def _units(document: QTextDocument) -> Iterator[tuple[list[float], bool]]:
    """Give what belongs together: where its lines begin, where the last ends, whether a heading."""
    drawn, block = document.documentLayout(), document.begin()
    lines: set[float] = set()
    while block.isValid():
        top, shape, after = drawn.blockBoundingRect(block).top(), block.layout(), block.next()
        # Qt sets an empty block beneath a table, over its last row.
        for line in (shape.lineAt(n) for n in range(shape.lineCount()) if block.text()):
            lines |= {top + line.y(), top + line.y() + line.height()}
        if lines and _row(block) != _row(after):
            is_head = block.blockFormat().topMargin() == HEAD_AIR and after.isValid()
            yield sorted(lines), is_head
            lines = set()
        block = after


def _row(block: QTextBlock) -> tuple[int, int]:
    """Tell the row of a table in which a block stands, or the block itself."""
    table = QTextCursor(block).currentTable() if block.isValid() else None
    if table is None:
        return block.position(), -1
    return table.firstPosition(), table.cellAt(block.position()).row()


def _wanted(device: QPagedPaintDevice, count: int) -> list[int]:
    """Return the pages (from 0) in the order in which they are to come out.

    Qt leaves to the program what its dialog asks for: only the copies are some printers' own.
    """
    pages = list(range(count))
    if not isinstance(device, QPrinter):
        return pages
    ranges = device.pageRanges()
    if device.printRange() == QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        pages = [number for number in pages if ranges.contains(number + 1)]
    if device.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if device.supportsMultipleCopies() else device.copyCount()
    if device.collateCopies():
        return pages * copies
    return [number for number in pages for _ in range(copies)]


def _property(
    record: Record, answer: PropertyAnswer, numbers: Mapping[str, int], notes: Footnotes
) -> list[str]:
    facts = {
        fact.id: fact for scope in answer.scopes for value in scope.values for fact in value.facts
    }
    facts.update((fact.id, fact) for fact in (*answer.deprecated, *answer.denied))
    lines: list[str] = []
    label = escape(term(answer.label)) if answer.status is Status.DISPUTED else ""
    rows: Iterable[Row] = property_rows(answer, numbers)
    if len(record.merged) > 1:
        rows = with_owners(rows, record, facts, {})
    for row in rows:
        if isinstance(row, DisputeHead):
            # In one row with the first account: no page can part them.
            label = f"<b>! {escape(row.words)}</b>"
        elif isinstance(row, ValueRow | DisputeValueRow):
            named = escape(row.label) if isinstance(row, ValueRow) else label
            label = ""
            held = [facts[fact] for fact in row.facts if fact in facts]
            flag = f" <i>{escape(row.flag)}</i>" if isinstance(row, ValueRow) and row.flag else ""
            below = row.below if isinstance(row, ValueRow) else ""
            more = " · ".join(part for part in (row.aside, below) if part)
            value = f"{escape(isolated(row.value))}{flag}{notes.marks(held)}"
            lines.append(table_row(named, value, more))
    return lines


def foot_of(label: str, position: int | None, archive: str, printed: datetime) -> str:
    """Say whose record it is, of which archive and moment, and when it was printed.

    ``position`` is that of the log's last event looked at; None means now.
    """
    text = translate("Paper", "{archive}, as of {moment}; printed {day} with Fonds · {record}")
    shown = f"@{position}" if position is not None else translate("Paper", "now")
    return text.format(record=isolated(label), archive=archive, moment=shown, day=day_said(printed))
