# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where the letters of a PDF's page stand, and how high they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pypdfium2 import raw as pdfium

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage


class Box(NamedTuple):
    """A letter's place on its page, in points from the bottom left."""

    left: float
    bottom: float
    right: float
    height: float


class Boxes:
    """Where the letters of a page stand, asked for one by one."""

    def __init__(self, page: PdfTextPage, words: str) -> None:
        """Ask about a page, of which ``words`` are all letters."""
        self._page = page
        self._words = words
        self._known: dict[int, Box | None] = {}
        self._area = pdfium.FS_RECTF()

    def of(self, at: int) -> Box | None:
        """Return where a letter stands; None where it stands nowhere."""
        if at not in self._known:
            found: Box | None = None
            if (
                0 <= at < len(self._words)
                and not self._words[at].isspace()
                and pdfium.FPDFText_GetLooseCharBox(self._page, at, self._area)
            ):
                area = self._area
                height = area.top - area.bottom
                if height > 0:
                    found = Box(area.left, area.bottom, area.right, height)
            self._known[at] = found
        return self._known[at]
