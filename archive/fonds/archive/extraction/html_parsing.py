# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Parsing HTML with lexbor, whose time grows with the square of how deep elements are nested.

Browsers stop at 512 levels and lay what is deeper flat (Chromium's parser, for one). Here the tags
of elements that are deeper than any page's are taken out before parsing: every word stays.
"""

from __future__ import annotations

import re
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser

DEEPEST = 5_000
"""Levels that are parsed; deeper elements are read as if their tags were not there."""

# The elements before which a parser looks whether a paragraph is open, through all that is open
# (HTML Standard, section 13.2.6.4.7). Others cost the same at any depth.
_BLOCK = (
    r"(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption"
    r"|figure|footer|header|hgroup|listing|main|menu|nav|ol|pre|search|section|summary|ul)"
)
_BEGINNING = re.compile(rf"<(/?){_BLOCK}(?=[\s/>])")
_TAG = re.compile(rf"<(/?){_BLOCK}(?=[\s/>])(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>", re.IGNORECASE)


def parse_page(text: str) -> LexborHTMLParser:
    """Return a page as parsed."""
    return LexborHTMLParser(flattened(text))


def flattened(text: str) -> str:
    """Return a page without the tags of blocks more than `DEEPEST` levels deep.

    How deep a page is, is told by its tags alone. One that closes what it never opened, so as to
    seem flat, is left to the clock.
    """
    steps = (-1 if end else 1 for end in _BEGINNING.findall(text.lower()))
    depths = accumulate(steps, lambda depth, by: max(0, depth + by))
    if max(depths, default=0) <= DEEPEST:
        return text
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        deep = depth > DEEPEST
        if tag[1]:
            depth = max(0, depth - 1)
            return "" if deep else tag[0]
        depth += 1
        return "" if depth > DEEPEST else tag[0]

    return _TAG.sub(kept, text)
