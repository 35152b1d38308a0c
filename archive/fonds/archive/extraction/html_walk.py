# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One walk through a page's elements: which are shown, where lines break, what they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.extraction.building import TextIsFullError
from fonds.archive.extraction.html_entries import LinkedNotes, linked_notes
from fonds.archive.extraction.html_marks import RaisedNotes, raised_notes
from fonds.archive.extraction.html_parsing import filled_in, parse_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from selectolax.lexbor import LexborNode

    from fonds.archive.extraction.building import Open, TextBuilder

_UNSHOWN = frozenset({
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "base", "datalist",
    "param", "source", "track", "area", "iframe", "embed", "audio", "video", "canvas", "progress",
    "meter", "rp", "annotation", "annotation-xml", "desc", "metadata",
})  # fmt: skip
# HTML Standard, section 15.3: what a browser's own style sheet sets as blocks; paragraphs and their
# like have margins.
_PARAGRAPHS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "figure",
        "pre",
        "ul",
        "ol",
        "dl",
        "table",
        "hr",
        "fieldset",
        "form",
    }
)
_BLOCKS = frozenset(
    {
        "html",
        "body",
        "address",
        "article",
        "aside",
        "center",
        "details",
        "dialog",
        "dd",
        "dir",
        "div",
        "dt",
        "figcaption",
        "footer",
        "header",
        "hgroup",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "optgroup",
        "option",
        "plaintext",
        "search",
        "section",
        "summary",
        # Of a drawing (SVG 2, section 11.2): each stands where it is put, as a label or a line.
        "text",
        "caption",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "xmp",
    }
)
_VERBATIM = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})
_CELLS = frozenset({"td", "th"})
_LEADS_BACK = "mw-cite-backlink"
"""The class of what MediaWiki sets before a reference, letters, numbers or words (Cite)."""

_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}

_MOST_FRAMES = 5
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)", re.IGNORECASE)
_CAPTION = re.compile(
    r"(^|[-_\s])(thumb|image|photo|picture|media|gallery)?[-_]?"
    r"(caption|credit|byline-photo|gallerytext)(s|-text)?($|[-_\s])",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(^|[-_\s])(byline|author)(-name)?($|[\s])", re.IGNORECASE)
_INFOBOX = re.compile(
    r"(^|[-_\s])(infobox|portable-infobox|taxobox|biota|vcard)($|[-_\s])", re.IGNORECASE
)


class Walk:
    """Goes through the elements in order, without recursion, and builds the text."""

    def __init__(
        self, built: TextBuilder, keys: frozenset[str] = frozenset(), place: str = ""
    ) -> None:
        """Build on a text that may hold something already.

        ``keys`` name the notes that marks in other documents of the same book point to, and
        ``place`` this document in it: chapters give their first notes one id.
        """
        self.built = built
        self.first_heading: str | None = None
        self._hidden = 0
        self._unread_frames = 0
        self._frames = self._depth = 0
        self._linked = LinkedNotes()
        self._raised = RaisedNotes()
        self._keys = keys
        self._place = place
        self._open: list[_Element] = []
        self._verbatim = 0

    def through(self, root: LexborNode) -> None:
        """Read everything below a node.

        Raises:
            TextIsFullError: there is no room for more.
        """
        self._linked = linked_notes(root, self._place, self._keys)
        self._raised = raised_notes(root, self._place)
        node: LexborNode | None = root
        while node is not None:
            entered = self._enter(node)
            below = node.child if entered else None
            if below is not None:
                node = below
                continue
            if entered:
                self._leave(self._open.pop())
            node = self._following(node, root)

    def _following(self, node: LexborNode, root: LexborNode) -> LexborNode | None:
        """Return the next node in the order of the page, leaving the elements that end here."""
        here = node
        while here.mem_id != root.mem_id:
            after = here.next
            if after is not None:
                return after
            above = here.parent
            if above is None:
                return None
            self._leave(self._open.pop())
            here = above
        return None

    def break_off(self) -> None:
        """End what is still open, where the text is full."""
        while self._open:
            for opened in self._open.pop().opened:
                self.built.close(opened)

    def say_what_was_hidden(self) -> None:
        """Remark on what a browser would not have shown, or would have had to fetch."""
        if self._hidden:
            noun = "element was" if self._hidden == 1 else "elements were"
            self.built.remark(f"{self._hidden:,} hidden {noun} left out.")
        if self._unread_frames:
            noun = "frame was" if self._unread_frames == 1 else "frames were"
            self.built.remark(f"{self._unread_frames:,} embedded {noun} not read.")
        self._hidden = self._unread_frames = 0

    def _enter(self, node: LexborNode) -> bool:
        """Begin an element; return whether there is something to be read below it."""
        tag = node.tag or ""
        if tag == "-text":
            words = node.text_content or ""
            if self._verbatim:
                self.built.verbatim(words)
            else:
                self.built.flow(words)
            return False
        if tag.startswith(("-", "_", "!")) and node.child is None:
            return False
        if tag == "br":
            self.built.line()
            return False
        attributes = node.attributes
        if tag == "iframe" and attributes.get("srcdoc") and self._depth < _MOST_FRAMES:
            self._frame(attributes["srcdoc"] or "")
            return False
        if tag == "wbr" or tag in _UNSHOWN:
            if tag in {"iframe", "embed"}:
                self._unread_frames += 1
            return False
        if _is_hidden(attributes):
            self._hidden += 1
            return False
        if tag == "object":
            # Shown in its place where what it names cannot be (HTML Standard, section 4.8.7).
            self._unread_frames += 1
        if tag in {"select", "input"}:
            self.built.flow(filled_in(node))
            return False
        if node.mem_id in self._raised.marks and not self._within("footnote entry"):
            self._raised_marks(self._raised.marks[node.mem_id])
            return False
        element = _Element(tag, attributes)
        self._breaks(element)
        self._begin(element, node)
        self._open.append(element)
        if element.verbatim:
            self._verbatim += 1
        return True

    def _frame(self, page: str) -> None:
        """Read a page that stands within this one, as pages saved in one file have it."""
        self._frames += 1
        root = parse_page(page).root
        if root is None:
            return
        inner = Walk(self.built, place=f"{self._place} frame {self._frames}")
        inner._depth = self._depth + 1
        self.built.block(2)
        try:
            inner.through(root)
        except TextIsFullError:
            inner.break_off()
            raise
        self.built.block(2)
        self._hidden += inner._hidden
        self._unread_frames += inner._unread_frames

    def _breaks(self, element: _Element) -> None:
        built = self.built
        if element.tag in _PARAGRAPHS:
            built.block(2)
        elif element.tag in _BLOCKS or (element.tag == "tspan" and "x" in element.attributes):
            built.block(1)
        elif element.tag in _CELLS:
            built.tab()
        element.verbatim = element.tag in _VERBATIM
        element.leads_back = _LEADS_BACK in (element.attributes.get("class") or "").split()

    def _begin(self, element: _Element, node: LexborNode) -> None:
        """Open the ranges that an element stands for."""
        built, tag, given = self.built, element.tag, element.attributes
        classes = given.get("class") or ""
        if tag in _HEADINGS:
            element.opened.append(built.open("heading", level=_HEADINGS[tag]))
        elif tag == "blockquote":
            element.opened.append(built.open("block quotation"))
        elif tag in {"figcaption", "caption"} or (
            tag in {"div", "p", "span", "small", "cite"} and _CAPTION.search(classes)
        ):
            if not any(one.kind == "caption" for above in self._open for one in above.opened):
                element.opened.append(built.open("caption"))
        elif tag == "tr" or "pi-data" in classes.split():
            self._begin_row(element, node, classes)
        elif tag == "time" and given.get("datetime") and not self._within("date"):
            element.opened.append(built.open("date"))
        elif _is_byline(tag, given, classes) and not self._within("author"):
            element.opened.append(built.open("author"))
        if tag == "th" or "pi-data-label" in classes.split():
            self._begin_label(element)
        entry = self._linked.entries.get(node.mem_id) or self._raised.entries.get(node.mem_id)
        if entry is not None and not self._within("footnote entry"):
            element.opened.append(built.open("footnote entry", key=entry))
        if tag == "a" and not self._within("footnote mark"):
            self._begin_mark(element, node)

    def _within(self, kind: str) -> bool:
        return any(one.kind == kind for above in self._open for one in above.opened)

    def _begin_row(self, element: _Element, node: LexborNode, classes: str) -> None:
        tags = [child.tag for child in _children(node)]
        if "pi-data" in classes.split():
            element.opened.append(self.built.open("infobox row"))
        elif sum(tag in _CELLS for tag in tags) > 1:
            boxed = any(
                _INFOBOX.search(above.attributes.get("class") or "") for above in self._open
            )
            named = "th" in tags and "td" in tags
            kind = "infobox row" if boxed and named else "table row"
            element.opened.append(self.built.open(kind))

    def _begin_label(self, element: _Element) -> None:
        rows = [one for above in self._open for one in above.opened if one.kind.endswith(" row")]
        if rows and rows[-1].label is None:
            label = self.built.open("label")
            element.label, element.row = label, rows[-1]

    def _begin_mark(self, element: _Element, node: LexborNode) -> None:
        """Begin a mark, or an entry's own number where it would run into its words."""
        element.bracketed = node.mem_id in self._linked.bare
        if element.bracketed:
            self.built.flow("[")
        key = self._linked.marks.get(node.mem_id)
        if key is not None:
            element.opened.append(self.built.open("footnote mark", key=key))

    def _raised_marks(self, marks: Sequence[tuple[str, str]]) -> None:
        """Write the marks of one raised element, each in brackets and a range of its own."""
        for number, (label, key) in enumerate(marks):
            self.built.flow(",[" if number else "[")
            opened = self.built.open("footnote mark", key=key)
            self.built.flow(label)
            self.built.close(opened)
            self.built.flow("]")

    def _leave(self, element: _Element) -> None:
        built = self.built
        if element.verbatim:
            self._verbatim -= 1
        if element.label is not None and element.row is not None:
            element.row.label = built.range_of(element.label)
        if element.leads_back:
            # The ways back to the marks are no words of the entry that they stand before.
            for above in self._open:
                for one in above.opened:
                    if one.kind == "footnote entry":
                        built.begin_again(one)
        for opened in reversed(element.opened):
            found = built.close(opened)
            if opened.level == 1 and self.first_heading is None:
                self.first_heading = built.slice(found) or None
        if element.bracketed:
            built.flow("]")
        if element.tag in _PARAGRAPHS:
            built.block(2)
        elif element.tag in _BLOCKS:
            built.block(1)


class _Element:
    """An element that has begun and not ended."""

    __slots__ = (
        "attributes",
        "bracketed",
        "label",
        "leads_back",
        "opened",
        "row",
        "tag",
        "verbatim",
    )

    def __init__(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.opened: list[Open] = []
        self.label: Open | None = None
        self.row: Open | None = None
        self.bracketed = False
        self.verbatim = self.leads_back = False


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element says itself that it is not shown."""
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))


def _is_byline(tag: str, given: Mapping[str, str | None], classes: str) -> bool:
    named = tag in {"span", "p", "div", "a", "address"} and bool(_BYLINE.search(classes))
    return given.get("rel") == "author" or named


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next
