# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnotes of a PDF that go on at the foot of the next page.

The rest of a note stands in small print under the words of the next page, before the first note of
that page, and begins with no mark. It is the rest of the last note before only where that goes on
to the foot of its page and breaks off in a sentence; else nothing is joined.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from fonds.archive.sources.extracted import StructureSpan
from fonds.archive.sources.notes import words_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.extraction.pdf_boxes import Boxes
    from fonds.archive.extraction.pdf_words import Rest

_SMALL_PRINT = 0.96
_ALIKE = 0.04
"""By how much of its height one line of a note differs from another at most."""

_LINE = re.compile(r"[^\r\n\f]*\S[^\r\n\f]*")
_NUMBER = re.compile(r"[ \t]*\d{1,4}[ \t]*|[ \t]*[ivxlc]{1,7}[ \t]*")
_ENDS = tuple('.!?)”"')
_BROKEN = re.compile(r"(?:-|\u00ad)\s*\Z")


def rest_of(words: str, boxes: Boxes, before: int) -> tuple[int, int, float] | None:
    """Return small print under a page's words and ``before`` a place: its range, and its height.

    ``words`` are all of PDFium's; ``before`` is where the first entry begins, or their end.
    """
    lines: list[tuple[int, int, float]] = []
    for line in _LINE.finditer(words):
        first = line.start() + len(line[0]) - len(line[0].lstrip())
        box = boxes.of(first)
        if box is not None:
            lines.append((first, line.end(), box.height))
    sizes: Counter[float] = Counter()
    for start, end, height in lines:
        sizes[round(height, 2)] += end - start
    if not sizes:
        return None
    ((body, _),) = sizes.most_common(1)
    above = [one for one in lines if one[0] < before]
    while above and before == len(words) and _NUMBER.fullmatch(words, *above[-1][:2]):
        above.pop()
    found: tuple[int, int, float] | None = None
    for start, end, height in reversed(above):
        if height > _SMALL_PRINT * body:
            return found
        if found is not None and abs(height - found[2]) > _ALIKE * found[2]:
            return None
        found = (start, end if found is None else found[1], height)
    return None


def with_rests(
    text: str,
    structure: list[StructureSpan],
    pages: Sequence[tuple[int, Rest]],
    heads: Sequence[tuple[int, int]],
) -> list[StructureSpan]:
    """Return a text's structure in which what is the rest of a note is an entry with its key.

    ``pages`` are where each page with words begins, and what was found on it; ``heads`` where heads
    and feet of pages stand, in the order of the text.
    """
    found = list(structure)
    entries = sorted(
        (one for one in structure if one.kind == "footnote entry"), key=lambda one: one.end
    )
    last: StructureSpan | None = None
    height = 0.0
    for number, (start, rest) in enumerate(pages):
        end = pages[number + 1][0] if number + 1 < len(pages) else len(text)
        if rest.end and last is not None and abs(height - rest.height) <= _ALIKE * height:
            begins, ends = start + rest.start, start + rest.end
            if _goes_on(text, last, begins, start, heads):
                found.append(StructureSpan("footnote entry", begins, ends, key=last.key))
        own = [one for one in entries if start <= one.start and one.end <= end]
        last, height = (own[-1], rest.last) if own else (None, 0.0)
    return found


def _goes_on(
    text: str, last: StructureSpan, begins: int, page: int, heads: Sequence[tuple[int, int]]
) -> bool:
    """Tell whether the last entry before a page stands at its foot and breaks off there."""
    if words_between(text, last.end, page, heads).strip():
        return False
    words = text[last.start : last.end].rstrip()
    following = text[begins : begins + 1]
    if _BROKEN.search(words) or following.islower():
        return True
    return not words.endswith(_ENDS)
