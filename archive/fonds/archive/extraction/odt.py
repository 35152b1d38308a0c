# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""OpenDocument texts (ODF 1.3, part 3): headers, text, tables, boxes, notes, footers.

Tracked deletions and hidden words are no visible text; the numbers of lists and headings are
counted (`odt_numbering`) and stand before their words. A note's mark stands in brackets, since it
only appears raised; notes follow the text, each behind its mark.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from fonds.archive.extraction.asking import encrypted
from fonds.archive.extraction.building import TextBuilder, TextIsFullError
from fonds.archive.extraction.handing import (
    hand_over,
    leave_comments,
    leave_deleted,
    leave_hidden,
    stated_in,
)
from fonds.archive.extraction.odt_numbering import Lists
from fonds.archive.extraction.packed import Packed, attribute, local, walk, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from fonds.archive.extraction.asking import Asked, Report
    from fonds.archive.extraction.building import Open
    from fonds.archive.sources.extracted import Extracted

VERSION = 2
WHAT = "an OpenDocument text"

_UNSHOWN = frozenset(
    {
        "tracked-changes", "annotation", "annotation-end", "title", "desc", "sequence-decls",
        "variable-decls", "user-field-decls", "forms", "scripts", "event-listeners",
        "binary-data", "soft-page-break", "covered-table-cell", "image", "object", "plugin",
        "shapes", "calculation-settings",
    }
)  # fmt: skip
_QUOTES = frozenset({"quotations", "block text", "quote"})
_CAPTIONS = frozenset({"caption", "illustration", "figure", "table", "drawing"})
_MOST_SPACES = 200
_MOST_PARENTS = 9


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Read an OpenDocument text. Raises as `Reader.extract`."""
    report(0, 2)
    packed = Packed(data, asked, WHAT)
    if "META-INF/manifest.xml" in packed and b"encryption-data" in packed.read(
        "META-INF/manifest.xml"
    ):
        raise encrypted(asked, WHAT, opens=False)
    content = packed.xml("content.xml")
    report(1, 2)
    sheets = packed.xml("styles.xml") if "styles.xml" in packed else None
    built = TextBuilder(asked.most_text)
    parts = [content] if sheets is None else [sheets, content]
    styles = {name: style for part in parts for name, style in _styles(part)}
    body = Body(built, styles, _hiding(parts), Lists(parts))
    with contextlib.suppress(TextIsFullError):
        _furniture(sheets, body, "header")
        for one in content.iter():
            if local(one.tag) == "text" and "office" in one.tag:
                body.read(one)
                break
        body.read_notes()
        _furniture(sheets, body, "footer")
    body.end()
    if body.deleted:
        leave_deleted(built)
    if body.hidden:
        leave_hidden(built)
    if body.annotations:
        leave_comments(built)
    return hand_over(
        built, asked, WHAT, f"Fonds ODT reader {VERSION}", stated_in(packed, "meta.xml")
    )


class Body:
    """Walks through a document and builds its text."""

    def __init__(
        self,
        built: TextBuilder,
        styles: dict[str, tuple[str, str]],
        hiding: frozenset[str],
        lists: Lists,
    ) -> None:
        """Build a text; ``styles`` are names in lower case and parents, by style.

        ``hiding`` are the styles whose words are not shown.
        """
        self.built = built
        self.annotations = self.deleted = self.hidden = 0
        self._styles = styles
        self._hiding = hiding
        self._lists = lists
        self._open: list[tuple[Element, Open]] = []
        self._cells: list[int] = []
        self._notes: list[tuple[str, str, Element]] = []
        self._begun = False

    def read(self, root: Element) -> None:
        """Add what stands below an element."""
        walk(root, self._start, self._words, self._end)

    def read_notes(self) -> None:
        """Add the notes found so far, each behind its mark; and those found in them."""
        at = 0
        while at < len(self._notes):
            sign, key, note = self._notes[at]
            at += 1
            self.built.block(2)
            opened = self.built.open("footnote entry", key=key)
            self.built.verbatim(sign)
            self.built.flow(" ")
            self._begun = True
            self.read(note)
            self.built.close(opened)

    def end(self) -> None:
        """Close what is still open, where the text is full."""
        for _, opened in reversed(self._open):
            self.built.close(opened)
        self._open.clear()

    def _words(self, words: str) -> None:
        # White space runs together (ODF 1.3 part 3, section 6.1.2); more of it has elements.
        # Between paragraphs it is none.
        if words.strip(" \t\r\n") or self._in_paragraph:
            self.built.flow(words)

    _in_paragraph = 0

    def _start(self, element: Element, name: str) -> bool:
        built = self.built
        if name == "annotation":
            self.annotations += 1
        elif name == "tracked-changes":
            self.deleted += any(local(one.tag) == "deletion" for one in element.iter())
        if name in _UNSHOWN:
            return False
        if attribute(element, "display") == "none" or (
            name in {"span", "p", "h"} and attribute(element, "style-name") in self._hiding
        ):
            self.hidden += 1
            return False
        match name:
            case "p" | "h":
                self._paragraph(element, name)
            case "s":
                count = attribute(element, "c", "1")
                built.verbatim(" " * min(whole_number(count), _MOST_SPACES))
            case "tab":
                built.verbatim("\t")
            case "line-break":
                built.line()
            case "note":
                self._mark(element)
                return False
            case "table-row":
                built.block(1)
                self._open.append((element, built.open("table row")))
            case "table-cell":
                built.tab()
                self._cells.append(0)
            case "table" | "text-box":
                built.block(2)
                self._cells.append(-1)
            case "list":
                self._lists.begin(element)
            case "list-item":
                built.block(1)
                self._lists.item(element)
            case "section":
                built.block(1)
            case _:
                pass
        return True

    def _end(self, element: Element, name: str) -> None:
        while self._open and self._open[-1][0] is element:
            self.built.close(self._open.pop()[1])
        if name in {"p", "h"}:
            self._in_paragraph -= 1
            if not self._in_cell():
                self.built.block(2)
        elif name == "list":
            self._lists.end()
        elif name == "table-row":
            self.built.block(1)
        elif name in {"table-cell", "table", "text-box"}:
            self._cells.pop()
            if name != "table-cell":
                self.built.block(2)

    def _in_cell(self) -> bool:
        return bool(self._cells) and self._cells[-1] >= 0

    def _paragraph(self, element: Element, name: str) -> None:
        built = self.built
        self._in_paragraph += 1
        if self._in_cell():
            if self._cells[-1]:
                built.block(1)
            self._cells[-1] += 1
        elif not self._begun:
            built.block(2)
        self._begun = False
        if name == "h":
            level = attribute(element, "outline-level", "1")
            rank = min(max(whole_number(level), 1), 99)
            built.verbatim(self._lists.heading(element, rank))
            self._open.append((element, built.open("heading", level=rank)))
            return
        built.verbatim(self._lists.label())
        kind = self._role(attribute(element, "style-name"))
        if kind is not None:
            self._open.append((element, built.open(kind)))

    def _role(self, style: str) -> str | None:
        """Return what a paragraph's style, or one that it rests on, says it is."""
        for _ in range(_MOST_PARENTS):
            name, parent = self._styles.get(style, (style.lower().replace("_20_", " "), ""))
            if name == "title":
                return "title"
            if name in _QUOTES:
                return "block quotation"
            if name in _CAPTIONS:
                return "caption"
            if not parent:
                return None
            style = parent
        return None

    def _mark(self, element: Element) -> None:
        sign, body = "", None
        for child in element:
            if local(child.tag) == "note-citation":
                sign = " ".join("".join(child.itertext()).split())
            elif local(child.tag) == "note-body":
                body = child
        sign = f"[{sign or '*'}]"
        key = f"note-{len(self._notes) + 1}"
        opened = self.built.open("footnote mark", key=key)
        self.built.flow(sign)
        self.built.close(opened)
        if body is not None:
            self._notes.append((sign, key, body))


def _styles(root: Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for element in root.iter():
        if local(element.tag) == "style" and attribute(element, "family") == "paragraph":
            name = attribute(element, "name")
            shown = attribute(element, "display-name") or name.replace("_20_", " ")
            yield name, (shown.lower(), attribute(element, "parent-style-name"))


def _hiding(parts: list[Element]) -> frozenset[str]:
    """Return the names of the styles whose words are not shown (section 20.187)."""
    return frozenset(
        attribute(element, "name")
        for part in parts
        for element in part.iter()
        if local(element.tag) == "style"
        and any(
            local(one.tag) == "text-properties" and attribute(one, "display") == "none"
            for one in element
        )
    )


def _furniture(sheets: Element | None, body: Body, name: str) -> None:
    """Add what stands at the head or foot of pages, each once: a letterhead says who writes."""
    told: set[str] = set()
    for one in sheets.iter() if sheets is not None else ():
        if local(one.tag) in {name, f"{name}-first", f"{name}-left"}:
            words = "".join(one.itertext()).strip()
            if words and words not in told:
                told.add(words)
                body.read(one)
