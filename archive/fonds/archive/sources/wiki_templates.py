# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The templates of MediaWiki text: where each stands, its name, its parameters.

Braces that have no partner open and close nothing. What a template shows is not known here, but of
those that are notes and of those that are boxes of rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKENS = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
_BOX = re.compile(r"\s*(?:infobox|taxobox|officeholder)\b", re.IGNORECASE)
_FEWEST_ROWS = 2


@dataclass(slots=True)
class Template:
    """A template: its range with the braces, how many it stands in, where its parameters begin."""

    start: int
    end: int
    depth: int
    pipes: list[int] = field(default_factory=list)

    def name(self, text: str) -> str:
        """Return its name in small letters, spaces as they are within it."""
        last = self.pipes[0] if self.pipes else self.end - 2
        return text[self.start + 2 : last].strip().lower().replace("_", " ")

    def values(self, text: str) -> dict[str, tuple[int, int]]:
        """Return where each parameter's value stands, by its name; others are "1", "2" and on."""
        found: dict[str, tuple[int, int]] = {}
        unnamed = 0
        stops = [*self.pipes[1:], self.end - 2] if self.pipes else []
        for pipe, stop in zip(self.pipes, stops, strict=True):
            start = pipe + 1
            key, sign, _ = text[start:stop].partition("=")
            if sign and not re.search(r"[<{\[]", key):
                found[key.strip().lower()] = (start + len(key) + 1, stop)
            else:
                unnamed += 1
                found[str(unnamed)] = (start, stop)
        return found


def templates(text: str) -> list[Template]:
    """Return the templates of a text in the order in which they begin."""
    found: list[Template] = []
    opened: list[tuple[Template | None, int]] = []
    for match in _TOKENS.finditer(text):
        sign, at = match[0], match.start()
        if sign == "{{":
            opened.append((Template(at, at, 0), at))
        elif sign == "[[":
            opened.append((None, at))
        elif sign == "|":
            if opened and opened[-1][0] is not None:
                opened[-1][0].pipes.append(at)
        elif sign == "]]":
            if opened and opened[-1][0] is None:
                opened.pop()
        else:
            while opened and opened[-1][0] is None:
                opened.pop()
            if opened:
                whole, _ = opened.pop()
                if whole is not None:
                    whole.end = match.end()
                    found.append(whole)
    found.sort(key=lambda one: one.start)
    inside: list[int] = []
    for one in found:
        while inside and inside[-1] <= one.start:
            inside.pop()
        one.depth = len(inside)
        inside.append(one.end)
    return found


def box_cuts(text: str, known: list[Template] | None = None) -> list[int]:
    """Return where the rows of boxes begin that stand in the middle of a line, and where boxes end.

    A box may be written on one line, as long as it is.
    """
    cuts: set[int] = set()
    for one in templates(text) if known is None else known:
        if len(one.pipes) < _FEWEST_ROWS or not _BOX.match(one.name(text)):
            continue
        for at in (*one.pipes, one.end - 2, one.end):
            line = text.rfind("\n", 0, at) + 1
            if text[line:at].strip():
                cuts.add(at)
    return sorted(cuts)
