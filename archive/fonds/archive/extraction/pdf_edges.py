# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Heads and feet of a PDF's pages: what returns there on other pages, and the pages' numbers.

A book has its title or a chapter's over every other page, a program its file's name and a date
under each. They are no words of the passage that goes on from page to page.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fonds.archive.sources.extracted import StructureSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DEPTH = 3
"""How many lines at each end of a page may be its head or foot."""

_RETURNS = 3
"""On how many pages words without a number have to stand."""

_NUMBER_FIRST = re.compile(r"(\d{1,4})(?:[ \t]+(\D.*))?")
_NUMBER_LAST = re.compile(r"(.*\D[ \t])(\d{1,4})")
_LETTERS = re.compile(r"[^\W\d_]{2}")


class PageEdge(NamedTuple):
    """A line at an end of a page: how many stand outside it, where it begins, its words.

    ``page`` is the page's place in the file.
    """

    page: int
    is_first: bool
    depth: int
    start: int
    words: str


def edges_of(words: str, start: int, page: int) -> Iterator[PageEdge]:
    """Yield the first and last lines of a page that begins at ``start``; none of them twice."""
    lines: list[tuple[int, str]] = []
    at = start
    for line in words.split("\n"):
        if line.strip():
            lines.append((at + len(line) - len(line.lstrip()), line.strip()))
        at += len(line) + 1
    for depth in range(min(_DEPTH, (len(lines) + 1) // 2)):
        yield PageEdge(page, True, depth, *lines[depth])
    for depth in range(min(_DEPTH, len(lines) // 2)):
        yield PageEdge(page, False, depth, *lines[-1 - depth])


def page_numbers(edges: Sequence[PageEdge]) -> list[StructureSpan]:
    """Return the page numbers that stand alone, or beside words that return on other pages.

    They count as the pages do.
    """
    found: dict[tuple[bool, bool, int, str], list[tuple[int, int, int]]] = {}
    for edge in edges:
        for is_last, pattern in ((False, _NUMBER_FIRST), (True, _NUMBER_LAST)):
            match = pattern.fullmatch(edge.words)
            if match is None:
                continue
            which = 2 if is_last else 1
            said = " ".join((match[3 - which] or "").split())
            start = edge.start + match.start(which)
            off = int(match[which]) - edge.page
            key = (edge.is_first, is_last, edge.depth, said)
            found.setdefault(key, []).append((off, start, start + len(match[which])))
    spans: list[StructureSpan] = []
    for places in found.values():
        ((off, times),) = Counter(place[0] for place in places).most_common(1)
        if times > 1:
            spans += [
                StructureSpan("page number", start, end)
                for counted, start, end in places
                if counted == off
            ]
    return spans


def page_heads(edges: Sequence[PageEdge], numbers: Sequence[StructureSpan]) -> list[StructureSpan]:
    """Return what stands over or under pages and returns there, without the pages' numbers.

    ``numbers`` are the page numbers found. A line is looked at where all outside it are a head or
    foot too, or a number. Words beside a number have to return on one other page, others on two.
    """
    known = {one.start: one.end for one in numbers}
    ending = {one.end: one.start for one in numbers}
    spans: list[StructureSpan] = []
    passed = {(edge.page, edge.is_first) for edge in edges}
    for depth in range(_DEPTH):
        here = [e for e in edges if e.depth == depth and (e.page, e.is_first) in passed]
        said = [(edge, *_beside_number(edge, known, ending)) for edge in here]
        times = Counter(
            (edge.is_first, words.casefold())
            for edge, _, words, _ in said
            if _LETTERS.search(words)
        )
        passed = set()
        for edge, start, words, is_numbered in said:
            if not words:
                passed.add((edge.page, edge.is_first))
            elif times[edge.is_first, words.casefold()] >= (_RETURNS - is_numbered):
                passed.add((edge.page, edge.is_first))
                spans.append(StructureSpan("page head", start, start + len(words)))
    return spans


def _beside_number(
    edge: PageEdge, known: dict[int, int], ending: dict[int, int]
) -> tuple[int, str, bool]:
    """Return where a line's words begin, the words without the page's number, and if it has one."""
    end = edge.start + len(edge.words)
    if edge.start in known:
        rest = edge.words[known[edge.start] - edge.start :]
        words = rest.strip()
        return end - len(rest.lstrip()), words, True
    number = ending.get(end, -1)
    if number > edge.start:
        return edge.start, edge.words[: number - edge.start].strip(), True
    return edge.start, edge.words, False
