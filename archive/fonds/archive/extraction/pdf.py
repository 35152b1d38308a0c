# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""PDF files: the text layer of each page, and which page is where.

PDFium finds the words. It spells ligatures out (U+FB01 becomes "fi"), puts right-to-left words into
reading order and the lines of a page in the order in which the file draws them; it takes out the
hyphen and line end of a word broken in two, which are put back, for they are on the page; the
marks and entries of footnotes are found by where letters stand (`pdf_notes`).
Pages are parted by form feeds. A page that is only a picture holds no text, and that is said.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2 import raw as pdfium

from fonds.archive.extraction.asking import damaged, encrypted
from fonds.archive.extraction.building import TextBuilder, TextIsFullError
from fonds.archive.extraction.ocr import engine_name, read_picture
from fonds.archive.extraction.page_metadata import language_tag, one_line, stated_title
from fonds.archive.extraction.passwords import spellings
from fonds.archive.extraction.pdf_edges import PageEdge, edges_of, page_heads, page_numbers
from fonds.archive.extraction.pdf_endnotes import placed, with_endnotes
from fonds.archive.extraction.pdf_notes import page_words
from fonds.archive.extraction.pdf_rests import with_rests
from fonds.archive.sources.extracted import MOST_STRUCTURES, Extracted, Found, StructureSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fonds.archive.extraction.asking import Asked, Report
    from fonds.archive.extraction.pdf_endnotes import Placed
    from fonds.archive.extraction.pdf_words import PageWords, Rest

VERSION = 5

_WHAT = "a PDF"
_ENCRYPTED = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
RESOLUTION = 300
"""Pixels an inch at which a page is drawn to be read, and which its regions are counted in."""

_MOST_PIXELS = 100_000_000
_MOST_BOOKMARKS = 2_000
_MOST_LISTED = 12


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Read a PDF. Raises as `Reader.extract`."""
    report(0, 1)
    document = opened(data, asked)
    with contextlib.closing(document):
        built = TextBuilder(asked.most_text)
        ranges, bare = _pages(document, built, asked, report)
        text = built.text()
        if bare and not text:
            _say_no_text(built, len(ranges))
        elif bare:
            built.remark(
                f"{_listed(bare)} no text (a picture, or nothing). Have it read with fonds source"
                " reread --ocr, or transcribe it with fonds source transcribe."
            )
        seen = any(one.box for one in built.mapped)
        structure = [*built.structure, *_headings(document, text, ranges)]
        return Extracted(
            text=text,
            media_type=asked.media_type,
            method="ocr" if seen else "extracted",
            tool=f"Fonds PDF reader {VERSION}, pypdfium2 {pypdfium2.PYPDFIUM_INFO},"
            f" PDFium {pypdfium2.PDFIUM_INFO.build}{_engine(asked) if seen else ''}",
            found=_found(document),
            structure=tuple(sorted(structure, key=lambda one: (one.start, -one.end))),
            mapped=tuple(built.mapped),
            remarks=tuple(built.remarks),
        )


def opened(data: bytes, asked: Asked) -> PdfDocument:
    """Open a PDF. Raises RefusedError: it is damaged, encrypted, or has no pages."""
    tried = list(spellings(asked.password)) if asked.password else [None]
    for number, password in enumerate(tried, 1):
        try:
            document = PdfDocument(data, password=password)
            pages = len(document)
        except PdfiumError as error:
            code = pdfium.FPDF_GetLastError()
            if code == _SECURITY:
                raise encrypted(asked, _WHAT, opens=False) from error
            if code != _ENCRYPTED and "password" not in str(error):
                raise damaged(asked, _WHAT, "its structure cannot be read") from error
            if number == len(tried):
                raise encrypted(asked, _WHAT) from error
            continue
        if pages < 1:
            raise damaged(asked, _WHAT, "it has no pages")
        return document
    raise encrypted(asked, _WHAT)


def _pages(
    document: PdfDocument, built: TextBuilder, asked: Asked, report: Report
) -> tuple[list[tuple[int, int]], list[str]]:
    """Read every page; return where each stands in the text, and the labels of those without."""
    ranges: list[tuple[int, int]] = []
    bare: list[str] = []
    damaged_pages: list[str] = []
    unsearched: list[str] = []
    openings: list[Placed] = []
    edges: list[PageEdge] = []
    rests: list[tuple[int, Rest]] = []
    total = len(document)
    for number in range(total):
        report(number, total)
        label = document.get_page_label(number) or str(number + 1)
        words = _words(document, number)
        if words is None:
            damaged_pages.append(label)
        elif not words.text and asked.languages:
            start = built.length
            try:
                read_picture(_drawn(document, number), built, asked, f"p. {one_line(label)}")
            except TextIsFullError:
                break
            if built.length > start:
                ranges.append((start, built.length))
                continue
        if words is None or not words.text:
            if words is not None:
                bare.append(label)
            ranges.append((built.length, built.length))
            continue
        if built.length:
            built.verbatim("\f")
        page = built.open("page")
        page.locator = f"p. {one_line(label) or number + 1}"
        try:
            built.verbatim(words.text)
        except TextIsFullError:
            ranges.append((built.length, built.length))
            break
        start, end = built.range_of(page) or (built.length, built.length)
        built.map(page)
        ranges.append((start, end))
        _mark_number(built, words.text, start, label)
        if not words.looked:
            unsearched.append(label)
        openings += placed(words.openings, start)
        edges += edges_of(words.text, start, number)
        rests.append((start, words.rest))
        for note in words.notes:
            first, last = start + note.start, start + note.end
            if len(built.structure) < MOST_STRUCTURES and last <= end:
                built.structure.append(StructureSpan(note.kind, first, last, key=note.key))
    labelled = [one for one in built.structure if one.kind == "page number"]
    known = {one.start for one in labelled}
    numbers = [*labelled, *(one for one in page_numbers(edges) if one.start not in known)]
    heads = [*numbers, *page_heads(edges, numbers)]
    others = [one for one in built.structure if one.kind != "page number"]
    places = sorted((one.start, one.end) for one in heads)
    text = built.text()
    noted = with_rests(text, others, rests, places)
    built.structure[:] = [*with_endnotes(text, noted, openings, places), *heads]
    del built.structure[MOST_STRUCTURES:]
    if len(damaged_pages) == 1:
        built.remark(f"Page {damaged_pages[0]} is damaged and was not read.")
    elif damaged_pages:
        built.remark(f"{len(damaged_pages):,} pages are damaged and were not read.")
    if unsearched:
        where = f"page {unsearched[0]}" if len(unsearched) == 1 else f"{len(unsearched):,} pages"
        built.remark(f"Footnotes on {where} could not be looked for.")
    return ranges, bare


def _words(document: PdfDocument, number: int) -> PageWords | None:
    """Return the text of a page, without the white space at its ends; None where it is damaged."""
    try:
        page = document[number]
        with contextlib.closing(page), contextlib.closing(page.get_textpage()) as found:
            return page_words(str(found.get_text_range(errors="replace")), found, number + 1)
    except (PdfiumError, ValueError, OverflowError):
        return None


def _drawn(document: PdfDocument, number: int) -> bytes:
    """Draw a page in grey, as a portable graymap, which Tesseract reads."""
    with contextlib.closing(document[number]) as page:
        largest = max(page.get_width() * page.get_height(), 1.0)
        scale = min(RESOLUTION / 72, (_MOST_PIXELS / largest) ** 0.5)
        drawn = page.render(scale=scale, grayscale=True)
        width, height, stride = drawn.width, drawn.height, drawn.stride
        data = bytes(drawn.buffer)
    rows = b"".join(data[row * stride : row * stride + width] for row in range(height))
    return f"P5 {width} {height} 255\n".encode() + rows


def _engine(asked: Asked) -> str:
    return f", {engine_name()}, {'+'.join(asked.languages)}, {RESOLUTION} pixels an inch"


def _mark_number(built: TextBuilder, words: str, start: int, label: str) -> None:
    """Note where the page's own number is printed, first or last on the page."""
    lines = words.replace("\r\n", "\n").split("\n")
    if lines[-1].strip() == label:
        end = start + len("\n".join(lines))
        at = end - len(lines[-1].lstrip())
        built.structure.append(StructureSpan("page number", at, at + len(label)))
    elif lines[0].strip() == label:
        at = start + len(lines[0]) - len(lines[0].lstrip())
        built.structure.append(StructureSpan("page number", at, at + len(label)))


def _headings(
    document: PdfDocument, text: str, ranges: list[tuple[int, int]]
) -> Iterator[StructureSpan]:
    """Yield the bookmarks whose words stand as lines of their own on the page they point to."""
    for level, title, number in _bookmarks(document):
        if not 0 <= number < len(ranges) or not title:
            continue
        start, end = ranges[number]
        pattern = r"\s+".join(re.escape(word) for word in title.split())
        found = re.compile(rf"^[ \t]*({pattern})[ \t]*$", re.MULTILINE).search(text, start, end)
        if found:
            yield StructureSpan("heading", found.start(1), found.end(1), level=level)


def _bookmarks(document: PdfDocument) -> Iterable[tuple[int, str, int]]:
    found: list[tuple[int, str, int]] = []
    with contextlib.suppress(PdfiumError, ValueError, RecursionError):
        for bookmark in document.get_toc(max_depth=9):
            place = bookmark.get_dest()
            number = place.get_index() if place is not None else None
            if number is not None:
                found.append((bookmark.level + 1, one_line(bookmark.get_title()) or "", number))
            if len(found) == _MOST_BOOKMARKS:
                break
    return found


def _found(document: PdfDocument) -> Found:
    """Return title and language. The author a program writes in is too often the machine's."""
    title = stated_title(document.get_metadata_value("Title"))
    return Found(title=title, language=_language(document))


def _language(document: PdfDocument) -> str | None:
    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size < 200:
        return None
    buffer = (pdfium.FPDF_WCHAR * (size // 2))()
    pdfium.FPDFCatalog_GetLanguage(document, buffer, size)
    return language_tag(bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00"))


def _say_no_text(built: TextBuilder, pages: int) -> None:
    noun = "Its only page holds no" if pages == 1 else f"None of its {pages:,} pages holds"
    built.remark(
        f"{noun} text (a picture, or nothing). Have it read with fonds source reread --ocr, or"
        " transcribe it with fonds source transcribe."
    )


def _listed(labels: list[str]) -> str:
    if len(labels) == 1:
        return f"Page {labels[0]} holds"
    if len(labels) > _MOST_LISTED:
        return f"{len(labels):,} pages ({labels[0]} to {labels[-1]}, not all between) hold"
    return f"Pages {', '.join(labels[:-1])} and {labels[-1]} hold"
