# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Words that a text's setting broke: at the end of a line or page, or by signs nobody sees.

A text keeps what is printed: "coun-" and, on the next line, "cil". A reader sees "council", and
looks for it. Nothing here changes a text: it is read as its words are, with each letter's place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_HYPHENS = "\u2010\u2011\u00ac-"
_LINE_END = r"[^\S\n\f]*(?:\r?\n|\n?\f)[>|]*[^\S\n\f]*"
# It begins with one of few signs, and looks back only from there: a long text is gone through fast.
_SEAM = re.compile(
    rf"[{_UNSEEN}{_HYPHENS}](?:"
    # A soft hyphen is set nowhere but where a word is broken.
    rf"(?<=\w\u00ad)(?:{_LINE_END})?(?=\w)"
    # After another hyphen what goes on in small letters may be the word's rest.
    rf"|(?<=[^\W\d_][{_HYPHENS}]){_LINE_END}(?=[^\W\d_])"
    rf"|(?<=\w[{_UNSEEN}])[{_UNSEEN}]*(?=\w))"
)
_MAY_BREAK = ("\n", "\f", *_UNSEEN)
"""One of which is somewhere in every seam."""

_WORD = re.compile(r"\w+")
_LONGEST_WORD = 100


class Whole(NamedTuple):
    """A text with its broken words whole, and what was left out to make them so.

    ``left_out`` are the ranges of the text itself, in order; ``joins`` where they were, in what is
    read (code points).
    """

    text: str
    left_out: tuple[tuple[int, int], ...]
    joins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range of what is read stands in the text itself."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, at: int) -> int:
        before = bisect_right(self.joins, at)
        return at + (self.left_out[before - 1][1] - self.joins[before - 1] if before else 0)


def as_read(text: str) -> Whole | None:
    """Return a text with its broken words whole; None where none is broken.

    Whether a hyphen at a line's end is the word's own cannot be told: "well-" and "known" are read
    as one here too, so whoever looks for words looks in the text itself besides.
    """
    if not any(sign in text for sign in _MAY_BREAK):
        # Of most passages that is enough. Each is looked for by itself: an expression for any of
        # them takes half as long again, of a paragraph ten times as long.
        return None
    left_out = [
        seam.span()
        for seam in _SEAM.finditer(text)
        if seam[0][0] not in _HYPHENS or text[seam.end()].islower()
    ]
    if not left_out:
        return None
    pieces: list[str] = []
    joins: list[int] = []
    at = length = 0
    for start, end in left_out:
        pieces.append(text[at:start])
        length += start - at
        joins.append(length)
        at = end
    pieces.append(text[at:])
    return Whole("".join(pieces), tuple(left_out), tuple(joins))


def with_whole_words(text: str) -> str:
    """Return the words of a text by which it is to be found: broken ones whole, and as they stand.

    These follow the text, for a phrase has to be found through a word that was broken.
    """
    whole = as_read(text)
    if whole is None:
        return text
    hyphened = [
        f"{_last_word(text, start)}-{_first_word(text, end)}"
        for start, end in whole.left_out
        if text[start] in _HYPHENS
    ]
    return " ".join((whole.text, *hyphened))


def _last_word(text: str, end: int) -> str:
    found = re.search(r"\w+\Z", text[max(end - _LONGEST_WORD, 0) : end])
    return found[0] if found else ""


def _first_word(text: str, start: int) -> str:
    found = _WORD.match(text, start, start + _LONGEST_WORD)
    return found[0] if found else ""
