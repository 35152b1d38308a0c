# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Lines broken by width: which line ends of a hard-wrapped text end no sentence.

A text is hard-wrapped where lines of much the same length break off in the middle of sentences, as
in a PDF's text, an e-mail or a plain text file. A blank line, a heading, an item of a list, a row
of an infobox and what the caller bars still end a sentence. Where none of that is sure, the line
end stays what it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.archive.proposals.rows import is_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NARROWEST, _WIDEST = 28, 130
_NARROW = 40
_FEWEST_NARROW = 3
_TENTH = 0.9
# Of a proportional type the same width holds more letters or fewer.
_FULL = 0.85
_HALF = 0.5
# Of the lines that are full, so many go on in small letters in any prose; in lists next to none.
_PROSE = 0.15

_DROPPED = "\x00"
_UNREADABLE = "\x01"
_SOFT_HYPHEN = "\xad"
_ENDED = re.compile(r"[.!?:;][\"”’“»)\]]*$")
_ITEM = re.compile(r"[-*•·–—>|+#=;:!{}]|\(?[a-z]\)\s")
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s")
_OWN = re.compile(r"[>|#={}!]|[\W\d]+$")
_TABULAR = re.compile(r"\S(?:\t| {3,})\S")
_BROKEN = re.compile(r"(\w+)-$")
_WORD = re.compile(r"\w+")
_SPACES = " \t\r\f\v\xa0"


def join_lines(text: str, barred: Callable[[int, int], bool]) -> str:
    """Return a text of the same length in which line ends that end no sentence are spaces.

    ``barred`` tells whether a range (code points) between two lines' words is an end all the same.
    A word broken by a hyphen is marked as one word where that is certain, for it stands elsewhere
    undivided or the hyphen is its own, and as unreadable where it is not: see `read_joined`.
    """
    lines = _lines(text)
    pairs = list(_pairs(lines))
    sure = sorted(len(line.strip()) for line, _, more in pairs if _breaks_off(line.strip(), more))
    width = sure[int(_TENTH * (len(sure) - 1))] if sure else 0
    if width < _NARROW and len(sure) < _FEWEST_NARROW:
        return text
    if sum(len(line) for line, _ in lines if len(line) > _WIDEST) > _HALF * len(text):
        return text
    full = sum(
        _is_full(line.strip(), more, width) and not _breaks_off(line.strip(), more)
        for line, _, more in pairs
    )
    if len(sure) < _PROSE * (len(sure) + full):
        return text
    known: frozenset[str] | None = None
    pieces: list[str] = []
    at = 0
    for line, start, more in pairs:
        words = line.strip()
        if not _goes_on(words, more, width):
            continue
        end = start + len(line.rstrip())
        begin = start + len(line) + 1
        while text[begin] in _SPACES:
            begin += 1
        if barred(end, begin):
            continue
        hyphen = _BROKEN.search(words)
        if words.endswith(_SOFT_HYPHEN):
            first, last, sign = end - 1, begin, _DROPPED
        elif hyphen is None:
            first, last, sign = end, begin, " "
        elif not more[0].islower():
            # "Kowal-Weil", "1914-1918": no word is broken before a capital letter or a number.
            first, last, sign = end, begin, _DROPPED
        else:
            if known is None:
                known = frozenset(re.findall(r"\w+(?:-\w+)*", text))
            rest = _WORD.match(more)
            second = rest[0] if rest else ""
            first, last, sign = end - 1, begin, _DROPPED
            if hyphen[1] + second not in known or f"{hyphen[0]}{second}" in known:
                first, last = end - len(words.split()[-1]), begin + len(more.split()[0])
                sign = _UNREADABLE
        if first < at:
            # One word over three lines.
            first = at
        pieces += [text[at:first], sign * (last - first)]
        at = last
    return "".join([*pieces, text[at:]])


def read_joined(words: str) -> str:
    """Return words of a joined text as they are read: with single spaces, broken words whole."""
    words = re.sub(f"{_UNREADABLE}+", "…", words.replace(_DROPPED, ""))
    return " ".join(words.split())


def _lines(text: str) -> list[tuple[str, int]]:
    """Return every line and where it begins."""
    found: list[tuple[str, int]] = []
    at = 0
    for line in text.split("\n"):
        found.append((line, at))
        at += len(line) + 1
    return found


def _pairs(lines: list[tuple[str, int]]) -> Iterator[tuple[str, int, str]]:
    """Yield each line that is not blank, its place, and the words of the one under it."""
    for at, (line, start) in enumerate(lines[:-1]):
        more = lines[at + 1][0].strip()
        if more and line.strip() and not _parts(line.strip(), more):
            yield line, start, more


def _parts(line: str, more: str) -> bool:
    """Whether a line, or the one under it, is something of its own whatever its length is."""
    if _OWN.match(line) or line.isupper() or is_row(line) or _TABULAR.search(line):
        return True
    if _ITEM.match(more) or _OWN.match(more) or more.isupper() or is_row(more):
        return True
    if _TABULAR.search(more):
        return True
    # "… am" and "5. Mai", "aged" and "51. She": a number that goes on with what stands before.
    counted = _NUMBERED.match(more) is not None
    return counted and (_ENDED.search(line) is not None or _NUMBERED.match(line) is not None)


def _breaks_off(line: str, more: str) -> bool:
    return _NARROWEST <= len(line) <= _WIDEST and more[0].islower() and _ENDED.search(line) is None


def _is_full(line: str, more: str, width: int) -> bool:
    """Whether a line could not have held the next one's first word."""
    first = more.split(maxsplit=1)[0]
    return len(line) <= _WIDEST and len(line) + 1 + len(first) > _FULL * width


def _goes_on(line: str, more: str, width: int) -> bool:
    if _breaks_off(line, more):
        return len(line) >= _HALF * width
    return _is_full(line, more, width)
