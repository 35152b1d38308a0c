# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The map between a source's code points and the positions of the text widget, free of Qt.

A text document of the window counts UTF-16 code units, holds a carriage return and line
feed as one separator, and gives no-break spaces back as spaces. A citation must be cut from
the source itself, so every place goes through this map and words are always taken from the
original string.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

# Only these change the count: a character outside the basic plane takes two units, and the
# carriage return of a pair takes none.
_IRREGULAR = re.compile("[\U00010000-\U0010ffff]|\r(?=\n)")


def _is_irregular(text: str) -> bool:
    """Tell whether anything in a text can change the count; ten times as fast as looking where."""
    return "\r\n" in text or len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)


_STAND_INS = {"\ufeff": "\u2060", "\ufffe": "\ufffd"}


class TextMap:
    """Maps code points of one text to document positions and back.

    Both directions take logarithmic time in the number of irregular characters; a text
    without any costs nothing.
    """

    __slots__ = ("_after", "_firsts", "_lasts", "_positions", "text")

    def __init__(self, text: str) -> None:
        """Read ``text`` once, noting where the count of units departs from code points."""
        self.text = text
        self._firsts: list[int] = []
        self._positions: list[int] = []
        self._lasts: list[int] = []
        self._after: list[int] = []
        shift = 0
        for found in _IRREGULAR.finditer(text) if _is_irregular(text) else ():
            at = found.start()
            width = 0 if found.group() == "\r" else 2
            self._firsts.append(at)
            self._positions.append(at + shift)
            self._lasts.append(at + shift + width)
            shift += width - 1
            self._after.append(shift)

    @property
    def shown(self) -> str:
        """The text to hand to a document: as long as the source, and safe to convert.

        A byte order mark at the very beginning would be eaten, or would turn the bytes of the
        whole text about, on the way into Qt; an invisible stand-in keeps its place.
        """
        return _STAND_INS.get(self.text[:1], self.text[:1]) + self.text[1:]

    def to_document(self, at: int) -> int:
        """Give the document position of code point ``at`` (0 to the length, clamped)."""
        at = min(max(at, 0), len(self.text))
        before = bisect_left(self._firsts, at)
        return at + (self._after[before - 1] if before else 0)

    def to_source(self, position: int, *, end: bool = False) -> int:
        """Give the code point of a document position.

        A position within a pair of surrogates belongs to the character they make: a start
        falls back to it, an ``end`` passes it. Before a folded line end a start is the
        carriage return; so is an end, because the pair as a whole comes after it.
        """
        before = bisect_right(self._lasts, position)
        # A carriage return has no width: at its own position the pair has not begun.
        if before and self._positions[before - 1] == position:
            before -= 1
        if before < len(self._firsts) and self._positions[before] < position:
            return self._firsts[before] + (1 if end else 0)
        found = position - (self._after[before - 1] if before else 0)
        return min(max(found, 0), len(self.text))

    def document_length(self) -> int:
        """Give the number of positions the whole text takes."""
        return self.to_document(len(self.text))

    def slice(self, start: int, end: int) -> str:
        """Give the words from code point ``start`` to ``end``, cut from the original."""
        return self.text[start:end]
