# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record as it stands on paper: sections, values, and footnotes with the words they rest on."""

from __future__ import annotations

import re
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
from fonds.viewer.desk.record_chips import said_by
from fonds.viewer.desk.record_head import record_head
from fonds.viewer.desk.record_rows import property_rows
from fonds.viewer.desk.value_remarks import passage_remarks
from fonds.viewer.painting import painting, saved
from fonds.viewer.rows import DisputeHead, DisputeValueRow, ValueRow
from fonds.viewer.typefaces import INTERFACE, READING
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import in_quotes, isolated, translate, worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from PySide6.QtGui import QPagedPaintDevice

    from fonds.archive.bibliography.styles import Reference
    from fonds.archive.queries.answers import CitationAnswer, FactAnswer, PropertyAnswer, Record

_MARGIN_MM = 20
_NO_BREAK = "\u00a0"
_FOOT_PT, _FOOT_LINES = 8, 2.5
_GREY = "#444444"
_MOST_KEPT = 0.25
"""The share of a page that is left free, at most, so that what belongs together is not parted."""
_HEAD_AIR = 16
"""Logical pixels above a heading, by which it is known among the blocks of a document."""
_TABLE = "<table width='100%' cellspacing='0' style='margin-top: 4px'>"
_ITALICS = re.compile(r"<i>([^<]*)</i>")
_STYLE = f"""
body {{ font-family: '{INTERFACE}'; font-size: 9.5pt; color: #000000; }}
h1 {{ font-size: 17pt; margin-bottom: 0; }}
.head {{ font-size: 8.5pt; font-weight: 600; color: #444444; }}
td {{ padding-top: 1px; padding-bottom: 2px; }}
td.label {{ padding-right: 12px; }}
.label {{ color: #444444; }} .aside {{ color: #444444; font-size: 8.5pt; }}
.words {{ font-family: '{READING}'; }} .note {{ font-size: 8.5pt; margin: 2pt 0 4pt 0; }}
"""


class Footnotes:
    """Gives each passage, with its speaker and cited work, one number."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[tuple[object, ...], int] = {}
        self.citations: list[CitationAnswer] = []

    def marks(self, facts: Sequence[FactAnswer]) -> str:
        """Give the marks of facts, raised."""
        found = [self._number(one) for fact in facts for one in fact.citations]
        # Bare, mark 13 after the value 2 read as its power; square brackets are the sources' own.
        marks = [f"({number})</sup>" for number in dict.fromkeys(found)]
        # The first stays in the line of the word it is of.
        return "".join(f"<sup>{' ' if n else _NO_BREAK}{mark}" for n, mark in enumerate(marks))

    def _number(self, citation: CitationAnswer) -> int:
        cited = citation.cited_work
        passage = citation.excerpt or citation.inquiry
        key = (passage, citation.asserted_by, cited, citation.stance, citation.manner)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        if number > len(self.citations):
            self.citations.append(citation)
        return number


def record_html(
    record: Record,
    numbers: Mapping[str, int],
    sources: Sequence[Reference] = (),
    remarks: Sequence[str] = (),
) -> str:
    """Set a record as HTML that Qt's documents understand, with all its words.

    ``sources`` are what its passages stand in, as references; ``remarks`` are said above it.
    """
    notes = Footnotes()
    parts = [f"<h1>{escape(record.label)}</h1>"]
    subtitle = record_head(record).subtitle
    parts.append(f"<p class='aside'>{escape(subtitle)}</p>")
    if record.names:
        names = translate("Paper", "also {names}").format(names="; ".join(record.names))
        parts.append(f"<p class='aside'>{escape(names)}</p>")
    parts += [f"<p><b>! {escape(worded(one))}</b></p>" for one in remarks]
    for section in record.sections:
        parts.append(f"{_head(term(section.label))}{_TABLE}")
        for answer in section.properties:
            parts += _property(answer, numbers, notes)
        parts.append("</table>")
    if notes.citations:
        parts.append(_head(translate("Paper", "Passages")))
        parts += [_note(n, one, numbers) for n, one in enumerate(notes.citations, 1)]
    if sources:
        parts.append(_head(translate("Paper", "Sources")))
        parts += [f"<p class='note'>{_upright(one.html())}</p>" for one in sources]
    if record.erased:
        parts += [_head(erased_title()), *erased_html(record.erased)]
    return f"<html><head><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"


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
            is_head = block.blockFormat().topMargin() == _HEAD_AIR and after.isValid()
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


def _head(words: str) -> str:
    # Qt takes the space around a block from its own style alone.
    margin = f"margin: {_HEAD_AIR}px 0 4px 0"
    return f"<p class='head' style='{margin}'>{escape(words.upper())}</p>"


def _property(answer: PropertyAnswer, numbers: Mapping[str, int], notes: Footnotes) -> list[str]:
    facts = {
        fact.id: fact for scope in answer.scopes for value in scope.values for fact in value.facts
    }
    facts.update((fact.id, fact) for fact in (*answer.deprecated, *answer.denied))
    lines: list[str] = []
    label = escape(term(answer.label)) if answer.status is Status.DISPUTED else ""
    for row in property_rows(answer, numbers):
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
            aside = f"<br><span class='aside'>{escape(more)}</span>" if more else ""
            lines.append(
                f"<tr><td width='28%' class='label'>{named}</td>"
                f"<td>{escape(isolated(row.value))}{flag}{notes.marks(held)}{aside}</td></tr>"
            )
    return lines


def _note(number: int, citation: CitationAnswer, numbers: Mapping[str, int]) -> str:
    if citation.quote is None:
        hidden = translate("Paper", "(the words are hidden here)")
        erased = translate("Paper", "(the words were erased or withheld)")
        words = escape(hidden if citation.hidden else erased)
    else:
        words = in_quotes(f"<span class='words'>{escape(' '.join(citation.quote.split()))}</span>")
    place = [f"{isolated(citation.source_title)} [{numbers.get(citation.source, 0)}]"]
    if citation.locator:
        place.append(citation.locator)
    if citation.start is not None:
        text = translate("Paper", "characters {a}–{b}")
        place.append(text.format(a=citation.start, b=citation.end))
    place += [said_by(citation), *passage_remarks(citation)]
    told = escape(", ".join(part for part in place if part))
    return f"<p class='note'>{number}. {words} <span class='aside'>{told}</span></p>"


def _upright(html: str) -> str:
    """Set words upright that are written from right to left: their scripts know no italics."""
    return _ITALICS.sub(lambda one: one[1] if isolated(one[1]) != one[1] else one[0], html)


def foot_of(record: Record, archive: str, printed: datetime) -> str:
    """Say whose record it is, of which archive and moment, and when it was printed."""
    moment = record.as_of
    text = translate("Paper", "{archive}, as of {moment}; printed {day} with Fonds · {record}")
    shown = f"@{moment.position}" if moment is not None else translate("Paper", "now")
    return text.format(
        record=isolated(record.label), archive=archive, moment=shown, day=day_said(printed)
    )
