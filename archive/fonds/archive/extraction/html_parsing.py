# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Parsing HTML with lexbor, whose time grows with the square of how deep elements are nested.

Browsers stop at 512 levels and lay what is deeper flat (Chromium's parser, for one). Here the tags
of elements that are deeper than any page's are taken out before parsing: every word stays.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

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


_SHADOW = re.compile(r"<(/?)template\b((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>", re.IGNORECASE)
_SHADOWED = re.compile(r"\bshadowroot(?:mode)?\s*=", re.IGNORECASE)


def parse_page(text: str) -> LexborHTMLParser:
    """Return a page as parsed."""
    return LexborHTMLParser(flattened(unshadowed(text)))


def unshadowed(text: str) -> str:
    """Return a page whose shadow trees, kept in templates, stand where a browser shows them.

    Programs that save pages keep them so (HTML Standard, ``shadowrootmode``); no other template is
    shown.
    """
    if _SHADOWED.search(text) is None:
        return text
    opened: list[bool] = []

    def shown(tag: re.Match[str]) -> str:
        if not tag[1]:
            opened.append(_SHADOWED.search(tag[2]) is not None)
        elif not opened:
            return tag[0]
        shadowed = opened[-1] if not tag[1] else opened.pop()
        return f"<{tag[1]}span>" if shadowed else tag[0]

    return _SHADOW.sub(shown, text)


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


_SHOWN_FIELDS = frozenset({"text", "submit", "button", "reset", "search", "email", "url", "tel"})


def filled_in(node: LexborNode) -> str:
    """Return the words that a field of a form shows: what is chosen, typed, or on a button."""
    given = node.attributes
    if node.tag == "input":
        shown = (given.get("type") or "text").lower() in _SHOWN_FIELDS
        return f" {given.get('value') or ''} " if shown else ""
    options = node.css("option")
    chosen = [one for one in options if "selected" in one.attributes]
    if not chosen and "multiple" not in given:
        chosen = options[:1]
    return "".join(f" {one.text(deep=True)} " for one in chosen)
