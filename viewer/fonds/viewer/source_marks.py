# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Marks within the source text: a highlighter for footnote marks and plain passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat

from fonds.viewer.passages import Passage, PassageIndex

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from fonds.viewer.passages import NoteMark
    from fonds.viewer.text_map import TextMap
    from fonds.viewer.theme import Theme


class SourceHighlighter(QSyntaxHighlighter):
    """Formats one block at a time from sorted spans; places are code points of the source.

    Args of the constructor: with ``grounds`` the passages get their background here (the plain
    widget for very long texts); without, the widget paints them itself.
    """

    def __init__(self, document: QTextDocument, theme: Theme, *, grounds: bool) -> None:
        """Watch ``document``; nothing is marked until :meth:`show`."""
        super().__init__(document)
        self._theme = theme
        self._grounds = grounds
        self._map: TextMap | None = None
        self._passages = PassageIndex()
        self._lit = PassageIndex()
        self._notes = PassageIndex()
        self._dangling: frozenset[str] = frozenset()

    def show(self, places: TextMap, passages: PassageIndex, marks: tuple[NoteMark, ...]) -> None:
        """Take the spans of a text; call before the text is set, so that it is read once."""
        self._map = places
        self._passages = passages
        self._lit = PassageIndex()
        self._notes = PassageIndex(Passage(m.start, m.end, f"{n}", 0) for n, m in enumerate(marks))
        self._dangling = frozenset(f"{n}" for n, m in enumerate(marks) if m.dangling)

    def set_passages(self, passages: PassageIndex) -> None:
        """Take changed passages of the same text."""
        self._passages = passages
        if self._grounds:
            self.rehighlight()

    def light(self, passages: list[Passage]) -> None:
        """Mark these passages as chosen and format only the blocks that change."""
        changed = [*self._lit.passages, *passages]
        self._lit = PassageIndex(passages)
        if self._map is None:
            return
        for passage in changed:
            block = self.document().findBlock(self._map.to_document(passage.start))
            end = self._map.to_document(passage.end)
            while block.isValid() and block.position() < end:
                self.rehighlightBlock(block)
                block = block.next()

    def highlightBlock(self, text: str) -> None:  # noqa: ARG002
        """Format the current block (called by Qt)."""
        if self._map is None:
            return
        block = self.currentBlock()
        first = block.position()
        start = self._map.to_source(first)
        end = self._map.to_source(first + block.length(), end=True)
        if self._grounds:
            ground = QTextCharFormat()
            ground.setBackground(self._theme.colour("passage"))
            for passage in self._passages.touching(start, end):
                self._span(first, block.length(), passage, ground)
            lit = QTextCharFormat()
            lit.setBackground(self._theme.colour("lit"))
            lit.setForeground(self._theme.colour("lit_ink"))
            for passage in self._lit.touching(start, end):
                self._span(first, block.length(), passage, lit)
        for note in self._notes.touching(start, end):
            self._span(first, block.length(), note, self._note_format(note))

    def _note_format(self, note: Passage) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        name = "dispute" if note.excerpt in self._dangling else "accent"
        if self._lit.touching(note.start, note.end):
            name = "lit_ink"
        made.setForeground(self._theme.colour(name))
        if note.excerpt in self._dangling:
            # Not by colour alone: a dangling mark is also underlined in waves.
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            made.setUnderlineColor(self._theme.colour(name))
        return made

    def _span(self, first: int, length: int, span: Passage, made: QTextCharFormat) -> None:
        if self._map is None:
            return
        start = max(self._map.to_document(span.start) - first, 0)
        end = min(self._map.to_document(span.end) - first, length)
        if end > start:
            self.setFormat(start, end - start, made)
