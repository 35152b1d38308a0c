# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""MediaWiki text as its reader sees it: bold, links, references and comments read away.

Nothing is changed in the text itself: every place of the words read leads back to where they stand.
Templates are left as they are, for what they show is not known here; those that are only a
footnote's mark are read away.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_IS_WIKI = re.compile(r"'''|\[\[[^\[\]\n]+\]\]|<ref\b|\{\{[^{}]*\}\}", re.IGNORECASE)
# A reference that is never closed, or a comment, is read once only: neither looks past the next.
_MARKUP = re.compile(
    r"<!--[^-]*(?:-(?!->)[^-]*)*(?:-->|\Z)"
    r"|<ref\b[^<>]*/>|<ref\b[^<>]*(?<!/)>[^<]*(?:<(?!/?ref\b)[^<]*)*</ref\s*>"
    r"|\{\{\s*(?:sfnp?|snf|efn(?:-\w\w)?|refn|notetag|r|rp|citation needed|cn|fact)\s*"
    r"(?:\|[^{}]*)?\}\}"
    r"|(?P<space><br\s*/?>)"
    r"|'{5}|'{2,3}"
    r"|\[\[(?:file|image|media|category|datei|bild|kategorie)\s*:[^\[\]\n]*\]\]"
    r"|\[\[(?:[^\[\]|\n]{0,250}\|)?(?=[^\[\]\n]{0,250}\]\])|\]\]"
    r"|</?(?:small|big|nowiki|span|sup|sub|b|i|u)\b[^<>]*>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Plain:
    """Words without their markup, and where each stretch of them stands in the text (code points).

    ``starts`` are the places of the stretches in ``text``, ``origins`` those they were read from.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, at: int) -> int:
        """Return where the character at a place of the plain words stands in the text."""
        stretch = bisect_right(self.starts, at) - 1
        return self.origins[stretch] + at - self.starts[stretch]


def is_wiki(text: str) -> bool:
    """Tell MediaWiki text by what no other text has."""
    return _IS_WIKI.search(text) is not None


def plain(text: str) -> Plain:
    """Read MediaWiki text without its markup; other text is returned as it is."""
    if not is_wiki(text) and "''" not in text and "<br" not in text:
        return Plain(text, (0,), (0,))
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = at = 0
    for match in [*_MARKUP.finditer(text), None]:
        end = len(text) if match is None else match.start()
        for words, origin in (
            (text[at:end], at),
            (" " if match is not None and match["space"] else "", end),
        ):
            if words:
                pieces.append(words)
                starts.append(length)
                origins.append(origin)
                length += len(words)
        at = end if match is None else match.end()
    return Plain("".join(pieces), tuple(starts) or (0,), tuple(origins) or (0,))
