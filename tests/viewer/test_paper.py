# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record on paper: its pages, what they keep together, on which paper."""

from __future__ import annotations

import re
from bisect import bisect

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageSize, QPdfWriter, QTextCursor
from PySide6.QtPrintSupport import QPrinter

from fonds.archive import Archive
from fonds.viewer.desk.paper import make_document, page_cuts, print_to, record_html, usual_paper
from fonds.viewer.theme import Scheme, Theme
from fonds.viewer.vocabulary_words import term


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("lines", [3, 11, 20, 26, 35])
@pytest.mark.parametrize("tall", [400, 640])
def test_no_page_parts_what_belongs_together(sample, lines, tall):
    with Archive.open(sample, read_only=True) as archive:
        record = archive.queries.record("Edda Marlow")
        html = record_html(record, {row.id: row.number for row in archive.queries.sources()})
    # More or fewer lines before it, and another heading or row comes to stand at the foot.
    html = html.replace("<h1>", f"{'<p>.</p>' * lines}<h1>")
    document = make_document(html, record.label)
    document.setTextWidth(500)
    cuts = page_cuts(document, tall)
    parts: dict[object, set[int]] = {}
    head, heads, block = (
        None,
        {term(one.label).upper() for one in record.sections},
        document.begin(),
    )
    while block.isValid():
        table, at = QTextCursor(block).currentTable(), block.position()
        own = (table.firstPosition(), table.cellAt(at).row()) if table else at
        part = parts.setdefault(own if head is None else head, set())
        shape, top = block.layout(), document.documentLayout().blockBoundingRect(block).top()
        for line in (shape.lineAt(n) for n in range(shape.lineCount()) if block.text()):
            page = bisect(cuts, top + line.y())
            part.add(page)
            assert top + line.y() + line.height() - cuts[page - 1] <= tall
        head = own if block.text() in heads else None
        block = block.next()
    assert len(cuts) > 4
    assert len(parts) > len(heads) > 5
    assert all(len(part) < 2 for part in parts.values())


@pytest.mark.usefixtures("qapp")
def test_a_page_begins_above_the_marks_that_stand_out_of_its_first_line(sample):
    with Archive.open(sample, read_only=True) as archive:
        html = record_html(archive.queries.record("Edda Marlow"), {})
    document = make_document(html, "")
    document.setTextWidth(500)
    tops, block = [], document.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        if table and block.text() and table.cellAt(block.position()).column():
            tops.append(document.documentLayout().blockBoundingRect(block).top())
        block = block.next()
    cuts = page_cuts(document, 400)[1:-1]
    first = [min(top for top in tops if top > cut) - cut for cut in cuts if cut < max(tops)]
    assert first
    assert all(air >= 2 for air in first)


@pytest.mark.usefixtures("qapp")
def test_no_mark_stands_alone_in_a_line(sample):
    with Archive.open(sample, read_only=True) as archive:
        record = archive.queries.record("Edda Marlow")
        document = make_document(record_html(record, {}), record.label)
    for width in range(300, 700, 25):
        document.setTextWidth(width)
        assert document.size().height() > 0  # and is laid out
        block = document.begin()
        while block.isValid():
            shape, words = block.layout(), block.text()
            for start in (shape.lineAt(n).textStart() for n in range(1, shape.lineCount())):
                begins_with_a_mark = re.match(r"\s*\(\d+\)", words[start:])
                assert not begins_with_a_mark or words[:start].rstrip().endswith(")"), words
            block = block.next()


def test_every_page_has_its_foot_and_number_in_either_palette(sample, qapp, tmp_path):
    with Archive.open(sample, read_only=True) as archive:
        record = archive.queries.record("Edda Marlow")
        html = record_html(record, {row.id: row.number for row in archive.queries.sources()})
    made = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme = Theme(qapp, scheme)
        target = tmp_path / f"{scheme.value}.pdf"
        writer = QPdfWriter(str(target))
        writer.setResolution(72)
        document = make_document(html, record.label)
        pages = print_to(writer, document, "Edda Marlow")
        del writer
        theme.deleteLater()
        assert pages > 3
        made.append((target.read_bytes().count(b"/Type /Page\n"), pages))
        assert b"/FontFile" in target.read_bytes()
    assert made[0] == made[1]
    assert made[0][0] == made[0][1]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("paper", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter])
def test_it_is_set_on_the_paper_chosen(tmp_path, paper):
    writer = QPdfWriter(str(tmp_path / "record.pdf"))
    writer.setPageSize(QPageSize(paper))
    print_to(writer, make_document("<p>said</p>", ""), "Edda Marlow")
    assert writer.pageLayout().pageSize().id() == paper
    assert writer.pageLayout().margins().left() == 20


@pytest.mark.parametrize(
    ("locale", "paper"),
    [("en_US", QPageSize.PageSizeId.Letter), ("en_GB", QPageSize.PageSizeId.A4)],
)
def test_a_pdf_is_on_the_paper_usual_here(monkeypatch, locale, paper):
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(locale))
    assert usual_paper().id() == paper


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("chosen", "pages"),
    [
        (lambda _: None, [1, 2, 3, 4, 5]),
        (lambda p: p.setFromTo(2, 3), [2, 3]),
        (lambda p: (p.setFromTo(4, 9), p.setPageOrder(QPrinter.PageOrder.LastPageFirst)), [5, 4]),
        (lambda p: (p.setFromTo(1, 2), p.setCopyCount(2)), [1, 2, 1, 2]),
        (
            lambda p: (p.setFromTo(1, 2), p.setCopyCount(2), p.setCollateCopies(False)),
            [1, 1, 2, 2],
        ),
        (lambda p: p.setFromTo(8, 9), []),
    ],
)
def test_pages_come_out_as_the_print_dialog_was_told(tmp_path, drawn, chosen, pages):
    target = tmp_path / "pages.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    if chosen(printer) is not None or printer.fromPage():
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
    document = make_document("<p style='margin: 500px 0 0 0'>said</p>" * 9, "")
    assert print_to(printer, document, "Edda Marlow") == len(pages)
    del printer
    assert [int(foot.split(" ")[0]) for foot in drawn if foot.endswith(" of 5")] == pages
    printed = target.read_bytes() if target.exists() else b""
    assert printed.count(b"/Type /Page\n") == len(pages)
