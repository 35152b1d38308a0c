# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Word documents (Office Open XML, ECMA-376 part 1): headers, text, tables, boxes, notes, footers.

What tracked changes deleted and what is set hidden is no visible text; the numbers that Word gives
to lists by itself are counted (`docx_numbering`) and stand before their words. A note's mark stands
in brackets, since its number only appears raised; notes follow the text, each behind its mark.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.building import TextBuilder, TextIsFullError
from fonds.archive.extraction.docx_numbering import Numbering, paragraph_list
from fonds.archive.extraction.handing import (
    hand_over,
    leave_comments,
    leave_deleted,
    leave_hidden,
    stated_in,
)
from fonds.archive.extraction.packed import Packed, attribute, local, walk
from fonds.archive.sources.numerals import roman

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from fonds.archive.extraction.asking import Asked, Report
    from fonds.archive.extraction.building import Open
    from fonds.archive.sources.extracted import Extracted

VERSION = 4
WHAT = "a Word document"

_UNSHOWN = {"delText", "instrText", "delInstrText", "pPr", "tblPr", "tcPr", "trPr", "sectPr"} | {
    "Fallback", "docPr", "cNvPr", "proofErr", "rPr", "sdtPr", "tblGrid", "moveFrom", "del",
    "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "separator",
}  # fmt: skip
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_LETTERS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "tab": "\t"}
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations", "blockquote"})
# Styles that say what a paragraph is; those of pandoc and of some templates stand on "Title".
_NAMED = {"title": "title", "author": "author", "date": "date"}
_MOST_LEVELS = 9


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Read a Word document. Raises as `Reader.extract`."""
    report(0, 3)
    packed = Packed(data, asked, WHAT)
    document = packed.xml("word/document.xml")
    report(1, 3)
    built = TextBuilder(asked.most_text)
    body = Body(built, _styles(packed), Numbering(packed))
    with contextlib.suppress(TextIsFullError):
        _furniture(packed, body, "word/header")
        body.read(document)
        report(2, 3)
        for kind in ("footnote", "endnote"):
            _notes(packed, body, kind)
        _furniture(packed, body, "word/footer")
    body.end()
    body.say_what_was_left()
    if _has_comments(packed):
        leave_comments(built)
    return hand_over(
        built, asked, WHAT, f"Fonds DOCX reader {VERSION}", stated_in(packed, "docProps/core.xml")
    )


def _has_comments(packed: Packed) -> bool:
    """Tell whether a document has comments with words; programs add an empty list of them."""
    if "word/comments.xml" not in packed:
        return False
    try:
        comments = packed.xml("word/comments.xml")
    except RefusedError:
        # They are no part of the text, and a damaged list of them is no reason to refuse it.
        return True
    return any(local(one.tag) == "t" and (one.text or "").strip() for one in comments.iter())


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name in lower case, its level as a heading from 1, what it is on.

    ``numbered`` is the list and level it is of, None where it says nothing of that.
    """

    name: str
    level: int | None
    based_on: str
    numbered: tuple[str, int | None] | None = None


class Body:
    """Walks through the parts of a document and builds one text."""

    def __init__(self, built: TextBuilder, styles: dict[str, Style], numbering: Numbering) -> None:
        """Build a text; ``styles`` by their ids."""
        self.built = built
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._styles = styles
        self._numbering = numbering
        self._open: list[tuple[Element, Open]] = []
        self._cells: list[int] = []
        self._hidden = self._deleted = 0
        self._begun = self._after_mark = False

    def read(self, root: Element) -> None:
        """Add a part's text."""
        walk(root, self._start, _nothing, self._end)

    def go_on(self) -> None:
        """Let the next paragraph begin on the line that is there."""
        self._begun = self._after_mark = True

    def end(self) -> None:
        """Close what is still open, where the text is full."""
        for _, opened in reversed(self._open):
            self.built.close(opened)
        self._open.clear()

    def say_what_was_left(self) -> None:
        """Remark on what is in the file and not on its pages."""
        if self._deleted:
            leave_deleted(self.built)
        if self._hidden:
            leave_hidden(self.built)

    def _start(self, element: Element, name: str) -> bool:
        built = self.built
        if name in {"del", "moveFrom"}:
            self._deleted += 1
        if name in _UNSHOWN:
            return False
        if name == "t":
            self._words((element.text or "").replace("\n", " "))
            return False
        if name == "p":
            self._paragraph(element)
        elif name == "r" and _is_hidden(element):
            self._hidden += 1
            return False
        elif name in _LETTERS:
            self._words(_LETTERS[name])
        elif name in {"br", "cr"}:
            built.line()
        elif name == "sym":
            built.verbatim(_symbol(element))
        elif name in _NOTES:
            self._mark(element, _NOTES[name])
        elif name == "tr":
            built.block(1)
            self._open.append((element, built.open("table row")))
        elif name == "tc":
            built.tab()
            self._cells.append(0)
        elif name in {"tbl", "txbxContent"}:
            built.block(2)
            # A box begins its own paragraphs, even where it is anchored in a cell.
            self._cells.append(-1)
        return True

    def _end(self, element: Element, name: str) -> None:
        while self._open and self._open[-1][0] is element:
            self.built.close(self._open.pop()[1])
        if name == "p" and not self._in_cell():
            self.built.block(2)
        elif name == "tr":
            self.built.block(1)
        elif name in {"tc", "tbl", "txbxContent"}:
            self._cells.pop()
            if name != "tc":
                self.built.block(2)

    def _words(self, words: str) -> None:
        """Add words, but for the space that a note's own mark is followed by."""
        if self._after_mark:
            words = words.lstrip(" \t")
        if words:
            self._after_mark = False
            self.built.verbatim(words)

    def _in_cell(self) -> bool:
        return bool(self._cells) and self._cells[-1] >= 0

    def _paragraph(self, element: Element) -> None:
        built = self.built
        if self._in_cell():
            if self._cells[-1]:
                built.block(1)
            self._cells[-1] += 1
        elif not self._begun:
            built.block(2)
        self._begun = False
        if label := self._label(element):
            built.verbatim(label)
        level, kind = self._role(element)
        if level is not None:
            self._open.append((element, built.open("heading", level=level)))
        elif kind is not None:
            self._open.append((element, built.open(kind)))

    def _role(self, element: Element) -> tuple[int | None, str | None]:
        """Return a paragraph's level as a heading, and what else its style says it is."""
        style = ""
        for child in element:
            if local(child.tag) == "pPr":
                for one in child:
                    if local(one.tag) == "pStyle":
                        style = attribute(one, "val")
                    elif local(one.tag) == "outlineLvl":
                        return _level(attribute(one, "val")), None
                break
        for _ in range(_MOST_LEVELS):
            found = self._styles.get(style)
            if found is None:
                return None, None
            if found.level is not None:
                return found.level, None
            if found.name in _NAMED:
                return None, _NAMED[found.name]
            if found.name == "caption":
                return None, "caption"
            if found.name in _QUOTES:
                return None, "block quotation"
            style = found.based_on
        return None, None

    def _label(self, element: Element) -> str:
        """Return the number or bullet that a paragraph bears, "" for none.

        Its list is named by itself or by its style; list 0 takes it out (section 17.9.18).
        """
        properties = next((one for one in element if local(one.tag) == "pPr"), None)
        if properties is None:
            return ""
        own = paragraph_list(properties)
        style = next(
            (attribute(one, "val") for one in properties if local(one.tag) == "pStyle"), ""
        )
        named: tuple[str, int | None] | None = None
        for _ in range(_MOST_LEVELS):
            found = self._styles.get(style)
            if found is None or named is not None:
                break
            named, style = found.numbered, found.based_on
        number = (own and own[0]) or (named and named[0]) or ""
        level = own[1] if own and own[1] is not None else named[1] if named else None
        return self._numbering.label(number, level or 0) if number else ""

    def _mark(self, element: Element, kind: str) -> None:
        identity = attribute(element, "id")
        known = self.notes[kind]
        if identity not in known:
            known.append(identity)
        opened = self.built.open("footnote mark", key=f"{kind}-{identity}")
        if not attribute(element, "customMarkFollows"):
            self.built.verbatim(f"[{mark(kind, known.index(identity) + 1)}]")
        self.built.close(opened)


def mark(kind: str, number: int) -> str:
    """Return a note's mark: Word counts footnotes 1, 2, 3 and endnotes i, ii, iii."""
    return str(number) if kind == "footnote" else roman(number)


def _notes(packed: Packed, body: Body, kind: str) -> None:
    """Add the notes of a kind in the order of their marks, then those without a mark."""
    name = f"word/{kind}s.xml"
    if name not in packed:
        return
    given = {
        attribute(one, "id"): one
        for one in packed.xml(name)
        if local(one.tag) == kind and not attribute(one, "type").endswith(("eparator", "Notice"))
    }
    marked = [identity for identity in body.notes[kind] if identity in given]
    for identity in [*marked, *(one for one in given if one not in marked)]:
        body.built.block(2)
        opened = body.built.open("footnote entry", key=f"{kind}-{identity}")
        if identity in marked:
            body.built.verbatim(f"[{mark(kind, body.notes[kind].index(identity) + 1)}]")
            body.built.verbatim(" ")
            body.go_on()
        body.read(given[identity])
        body.built.close(opened)


def _furniture(packed: Packed, body: Body, prefix: str) -> None:
    """Add what stands at the head or foot of pages, each once: a letterhead says who writes."""
    told: set[str] = set()
    for name in sorted(
        name for name in packed if name.startswith(prefix) and name.endswith(".xml")
    ):
        part = packed.xml(name)
        words = "".join(one.text or "" for one in part.iter() if local(one.tag) == "t").strip()
        if words and words not in told:
            told.add(words)
            body.read(part)


def _styles(packed: Packed) -> dict[str, Style]:
    if "word/styles.xml" not in packed:
        return {}
    styles = {}
    for element in packed.xml("word/styles.xml"):
        if local(element.tag) != "style":
            continue
        name = based_on = ""
        level = None
        numbered = None
        for child in element:
            match local(child.tag):
                case "name":
                    name = attribute(child, "val").lower()
                case "basedOn":
                    based_on = attribute(child, "val")
                case "pPr":
                    numbered = paragraph_list(child)
                    for one in child:
                        if local(one.tag) == "outlineLvl":
                            level = _level(attribute(one, "val"))
                case _:
                    pass
        if name.startswith("heading ") and name[8:].isdecimal():
            level = _level(str(int(name[8:]) - 1))
        styles[attribute(element, "styleId")] = Style(name, level, based_on, numbered)
    return styles


def _level(value: str) -> int | None:
    """Return an outline level counted from 1; 9 in the file means body text."""
    return int(value) + 1 if value.isdecimal() and len(value) == 1 and value != "9" else None


def _is_hidden(run: Element) -> bool:
    for child in run:
        if local(child.tag) == "rPr":
            return any(
                local(one.tag) == "vanish" and attribute(one, "val", "1") not in {"0", "false"}
                for one in child
            )
    return False


def _symbol(element: Element) -> str:
    try:
        return chr(int(attribute(element, "char"), 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _nothing(words: str) -> None:
    """Leave out the white space between elements: all words stand in runs."""
    del words
