# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Building a text from blocks and runs, with the structure found on the way.

White space runs together and blocks part lines as in the HTML Standard's rendered text (section
3.2.7, "innerText"): a paragraph stands between blank lines, another block on lines of its own, and
cells of a row between tabs. Nothing else is changed: no-break spaces, soft hyphens, ligatures,
combining and direction marks stay as they are, and no letter is composed or decomposed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fonds.archive.sources.extracted import (
    MOST_STRUCTURES,
    MappedSpan,
    StructureSpan,
    keepable,
)

MOST_TEXT = 50_000_000
"""Code points of one file's text; it is cut there, and says so."""

# CSS Text Module Level 3, section 4.1: only these collapse; U+00A0 and its like do not.
_COLLAPSING = " \t\n\r\f"
_SPACES = re.compile(f"[{_COLLAPSING}]+")


class TextIsFullError(Exception):
    """The text has reached its greatest length; what comes further is left out."""


@dataclass(eq=False, slots=True)
class Open:
    """A range that has begun and not ended; it starts with the next letter."""

    kind: str
    level: int | None = None
    key: str | None = None
    start: int | None = None
    label: tuple[int, int] | None = None
    locator: str | None = None
    box: tuple[int, int, int, int] | None = None
    time: tuple[int, int] | None = None


@dataclass(slots=True)
class TextBuilder:
    """A text while it is being put together."""

    most: int = MOST_TEXT
    length: int = 0
    structure: list[StructureSpan] = field(default_factory=list)
    mapped: list[MappedSpan] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _out: list[str] = field(default_factory=list)
    _breaks: int = 0
    _space: str = ""
    _waiting: list[Open] = field(default_factory=list)

    def flow(self, text: str) -> None:
        """Add words whose white space runs together."""
        words = text.strip(_COLLAPSING)
        if text[:1] in _COLLAPSING and text and not self._space:
            self._space = " "
        if words:
            self._emit(_SPACES.sub(" ", words))
            if text[-1] in _COLLAPSING:
                self._space = " "

    def verbatim(self, text: str) -> None:
        """Add text whose white space stays as it is, but for CR LF and CR, which become LF."""
        if text:
            self._emit(text.replace("\r\n", "\n").replace("\r", "\n"))

    def line(self) -> None:
        """Break the line here, once, even where nothing follows a blank line."""
        self._space = ""
        self._emit("\n", opens=False)

    def tab(self) -> None:
        """Part two cells of a row."""
        if self._breaks == 0 and self.length:
            self._space = "\t"

    def block(self, breaks: int = 1) -> None:
        """Let a block begin or end: at least so many line ends part what comes from what was."""
        self._breaks = max(self._breaks, breaks)
        self._space = ""

    def open(self, kind: str, *, level: int | None = None, key: str | None = None) -> Open:
        """Begin a range of structure at the next letter."""
        opened = Open(kind, level=level, key=key)
        self._waiting.append(opened)
        return opened

    def begin_again(self, opened: Open) -> None:
        """Let an open range begin at the next letter after all."""
        if opened.start is not None:
            opened.start = None
            self._waiting.append(opened)

    def close(self, opened: Open) -> tuple[int, int] | None:
        """End a range of structure; one without a letter is forgotten."""
        found = self.range_of(opened)
        if found is not None and len(self.structure) < MOST_STRUCTURES:
            self.structure.append(
                StructureSpan(
                    opened.kind,
                    *found,
                    level=opened.level,
                    label=opened.label,
                    key=keepable(opened.key)[:200] if opened.key else None,
                )
            )
        return found

    def range_of(self, opened: Open) -> tuple[int, int] | None:
        """Return where an open range stands so far, ending it for the caller's own use."""
        if opened.start is None:
            if opened in self._waiting:
                self._waiting.remove(opened)
            return None
        return opened.start, self.length

    def map(self, opened: Open) -> None:
        """End a range that says where its text comes from."""
        found = self.range_of(opened)
        if found is not None:
            self.mapped.append(
                MappedSpan(*found, locator=opened.locator, box=opened.box, time=opened.time)
            )

    def remark(self, sentence: str) -> None:
        """Say what a reader of the text must know; the same is said once."""
        if sentence not in self.remarks:
            self.remarks.append(keepable(sentence)[:1000])

    def text(self) -> str:
        """Return the whole text."""
        return "".join(self._out)

    def slice(self, found: tuple[int, int] | None) -> str:
        """Return a range's words on one line; for short ranges near the end of the text."""
        if found is None:
            return ""
        size, pieces, reached = found[1] - found[0], [], self.length
        for piece in reversed(self._out):
            pieces.append(piece)
            reached -= len(piece)
            if reached <= found[0]:
                break
        whole = "".join(reversed(pieces))
        start = found[0] - reached
        return " ".join(whole[start : start + size].split())

    def _emit(self, text: str, *, opens: bool = True) -> None:
        text = keepable(text)
        before = ""
        if self.length:
            if self._breaks:
                before = "\n" * (self._breaks - min(self._breaks, self._line_ends()))
            elif self._space and not self._ends_open():
                before = self._space
        self._breaks, self._space = 0, ""
        if self.length + len(before) + len(text) > self.most:
            self.remark(f"The text goes on; what is beyond {self.most:,} characters was left out.")
            raise TextIsFullError
        if before:
            self._out.append(before)
            self.length += len(before)
        if opens and self._waiting:
            for opened in self._waiting:
                opened.start = self.length
            self._waiting.clear()
        self._out.append(text)
        self.length += len(text)

    def _line_ends(self) -> int:
        """Count the line ends with which the text ends, two at most."""
        tail = "".join(self._out[-2:])[-2:]
        return len(tail) - len(tail.rstrip("\n"))

    def _ends_open(self) -> bool:
        """Tell whether a line has just begun, where no space is due."""
        return bool(self._out) and self._out[-1].endswith(("\n", " ")) and self._space == " "
