# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Marks within the source text: footnote marks, and the passages where no widget paints them.

Two ways of setting the same formats: a highlighter that goes through the whole text, and one that
formats only what is seen, for texts of so many lines that going through them would take seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextLayout

from fonds.viewer.passages import Passage, PassageIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QTextBlock, QTextDocument

    from fonds.viewer.passages import NoteMark
    from fonds.viewer.source_text import PlainText
    from fonds.viewer.text_map import TextMap
    from fonds.viewer.theme import Theme

_STALE = -1


class Marks(Protocol):
    """What the reading surface asks of either way of marking; places are code points."""

    def show(self, places: TextMap, passages: PassageIndex, marks: tuple[NoteMark, ...]) -> None:
        """Take the spans of a text; call before the text is set, so that it is read once."""

    def set_passages(self, passages: PassageIndex) -> None:
        """Take changed passages of the same text."""

    def light(self, passages: list[Passage]) -> None:
        """Mark these passages as chosen and format only the blocks that change."""

    def rehighlight(self) -> None:
        """Format all anew, after a change of theme."""


class _Spans:
    """The marked spans of one text, and the formats they give a block."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._map: TextMap | None = None
        self.passages = PassageIndex()
        self.lit = PassageIndex()
        self._notes = PassageIndex()
        self._dangling: frozenset[str] = frozenset()

    def take(self, places: TextMap, passages: PassageIndex, marks: tuple[NoteMark, ...]) -> None:
        self._map = places
        self.passages = passages
        self.lit = PassageIndex()
        self._notes = PassageIndex(Passage(m.start, m.end, f"{n}", 0) for n, m in enumerate(marks))
        self._dangling = frozenset(f"{n}" for n, m in enumerate(marks) if m.dangling)

    def blocks(self, document: QTextDocument, spans: Sequence[Passage]) -> Iterator[QTextBlock]:
        """Give the blocks that spans stand in."""
        if self._map is None:
            return
        for span in spans:
            block = document.findBlock(self._map.to_document(span.start))
            end = self._map.to_document(span.end)
            while block.isValid() and block.position() < end:
                yield block
                block = block.next()

    def formats(
        self, block: QTextBlock, *, grounds: bool
    ) -> Iterator[tuple[int, int, QTextCharFormat]]:
        """Give first character, length and format of what is marked in a block."""
        if self._map is None or not (grounds or self._notes.passages):
            return
        first, length = block.position(), block.length()
        start = self._map.to_source(first)
        end = self._map.to_source(first + length, end=True)
        marked = [(one, self._note_format(one)) for one in self._notes.touching(start, end)]
        if grounds:
            ground, lit = QTextCharFormat(), QTextCharFormat()
            ground.setBackground(self._theme.colour("passage"))
            lit.setBackground(self._theme.colour("lit"))
            lit.setForeground(self._theme.colour("lit_ink"))
            marked = [
                *((one, ground) for one in self.passages.touching(start, end)),
                *((one, lit) for one in self.lit.touching(start, end)),
                *marked,
            ]
        for span, made in marked:
            begins = max(self._map.to_document(span.start) - first, 0)
            ends = min(self._map.to_document(span.end) - first, length)
            if ends > begins:
                yield begins, ends - begins, made

    def _note_format(self, note: Passage) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        name = "dispute" if note.excerpt in self._dangling else "accent"
        if self.lit.touching(note.start, note.end):
            name = "lit_ink"
        made.setForeground(self._theme.colour(name))
        if note.excerpt in self._dangling:
            # Not by colour alone: a dangling mark is also underlined in waves.
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            made.setUnderlineColor(self._theme.colour(name))
        return made


class SourceHighlighter(QSyntaxHighlighter):
    """Formats the footnote marks of the rich widget, which paints its passages itself."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        """Watch ``document``; nothing is marked until :meth:`show`."""
        super().__init__(document)
        self._spans = _Spans(theme)

    def show(self, places: TextMap, passages: PassageIndex, marks: tuple[NoteMark, ...]) -> None:
        """Take the spans of a text; call before the text is set, so that it is read once."""
        self._spans.take(places, passages, marks)

    def set_passages(self, passages: PassageIndex) -> None:
        """Take changed passages of the same text."""
        self._spans.passages = passages

    def light(self, passages: list[Passage]) -> None:
        """Mark these passages as chosen and format only the blocks that change."""
        changed = [*self._spans.lit.passages, *passages]
        self._spans.lit = PassageIndex(passages)
        for block in self._spans.blocks(self.document(), changed):
            self.rehighlightBlock(block)

    def highlightBlock(self, text: str) -> None:  # noqa: ARG002
        """Format the current block (called by Qt)."""
        for first, length, made in self._spans.formats(self.currentBlock(), grounds=False):
            self.setFormat(first, length, made)


class SeenMarks:
    """Formats passages and footnote marks of the plain widget, block by block as they are seen.

    A highlighter is called for every line when a text is set: for ten million characters that held
    the window up for three seconds.
    """

    def __init__(self, edit: PlainText, theme: Theme) -> None:
        """Mark the text of ``edit``; nothing is marked until :meth:`show`."""
        self._edit = edit
        self._spans = _Spans(theme)
        self._turn = 0
        edit.about_to_paint = self._format_seen

    def show(self, places: TextMap, passages: PassageIndex, marks: tuple[NoteMark, ...]) -> None:
        """Take the spans of a text."""
        self._spans.take(places, passages, marks)
        self.rehighlight()

    def set_passages(self, passages: PassageIndex) -> None:
        """Take changed passages of the same text."""
        self._spans.passages = passages
        self.rehighlight()

    def light(self, passages: list[Passage]) -> None:
        """Mark these passages as chosen; the blocks that change are formatted when seen."""
        changed = [*self._spans.lit.passages, *passages]
        self._spans.lit = PassageIndex(passages)
        for block in self._spans.blocks(self._edit.document(), changed):
            block.setUserState(_STALE)
        self._edit.viewport().update()

    def rehighlight(self) -> None:
        """Format anew whatever is seen from now on."""
        self._turn += 1
        self._edit.viewport().update()

    def _format_seen(self) -> None:
        for block in self._edit.seen_blocks():
            if block.userState() == self._turn:
                continue
            # First, since to be formatted is to be laid out and painted anew.
            block.setUserState(self._turn)
            ranges = []
            for first, length, made in self._spans.formats(block, grounds=True):
                one = QTextLayout.FormatRange()
                # PySide's stubs know these as read-only.
                one.start, one.length, one.format = first, length, made  # type: ignore[attr-defined,unused-ignore]
                ranges.append(one)
            if ranges or block.layout().formats():
                block.layout().setFormats(ranges)
                self._edit.document().markContentsDirty(block.position(), block.length())
