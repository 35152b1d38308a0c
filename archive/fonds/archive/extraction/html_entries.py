# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnotes of pages whose marks and entries are joined by links, and where each entry stands.

A mark leads to its entry, and most entries lead back. Two links that lead to each other are both,
however they look: so write word processors, which name the entry's number alone as where the mark
leads, and raise nothing. The earlier of the two is the mark.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fonds.archive.extraction.html_marks import ENTRY_BLOCKS, footnote_mark, is_bare, note_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode

_LABEL = re.compile(r"[\[(]?(?:\d{1,4}|[a-z]|[ivxlc]{1,7}|[*†‡§¶]{1,3})[\])]?", re.IGNORECASE)
_BARE = re.compile(r"\w{1,7}")
_LONGEST_LABEL = 12
_INLINE = frozenset({"a", "sup", "span", "b", "i", "em", "strong", "small", "font", "u"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "nav"})
# What is around one entry: Word's "mso-element:footnote", LibreOffice's "sdfootnote1", and alike.
_AROUND = re.compile(r"(?:foot|end)note|^ftn|^fn", re.IGNORECASE)
_MOST_STEPS = 6
_FEWEST = 2
"""Of how many items of a list marks have to lead to it, for the others to be entries as well.

And how many links to places of this page have to name one address, for it to be the page's own."""


@dataclass(frozen=True, slots=True)
class LinkedNotes:
    """Footnotes of a page by node: marks and entries with their keys, and what stands bare.

    ``bare`` are marks, and numbers of entries that lead back, which are to stand in brackets.
    """

    marks: Mapping[int, str] = field(default_factory=dict)
    entries: Mapping[int, str] = field(default_factory=dict)
    bare: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Link:
    node: LexborNode
    document: str
    target: str
    label: str
    names: frozenset[str]


def linked_notes(root: LexborNode, here: str, keys: frozenset[str]) -> LinkedNotes:
    """Find the footnotes of a document; ``keys`` are of those that others of its book refer to.

    ``here`` is its place in the book, "" for a page.
    """
    links = [_link(node) for node in root.css("a[href*='#']")]
    if not here:
        _make_local(root, links)
    pairs = _pairs(links)
    back = frozenset(pairs.values())
    marks: dict[int, str] = {}
    bare: set[int] = set()
    for at, link in enumerate(links):
        if not link.target or at in back:
            continue
        key = note_key(here, link.document, link.target)
        if footnote_mark(link.node, link.document, link.target):
            marks[link.node.mem_id] = key
            if is_bare(link.node):
                bare.add(link.node.mem_id)
        elif at in pairs:
            marks[link.node.mem_id] = key
            if _BARE.fullmatch(link.label) and _runs_on(link.node, before=True):
                bare.add(link.node.mem_id)
    wanted = keys | frozenset(marks.values())
    for at in back:
        parted = (links[at].node.text() or "")[-1:].isspace()
        if (
            _BARE.fullmatch(links[at].label)
            and not parted
            and _runs_on(links[at].node, before=False)
        ):
            bare.add(links[at].node.mem_id)
    return LinkedNotes(marks, dict(_entries(root, here, wanted)), frozenset(bare))


def _link(node: LexborNode) -> _Link:
    document, _, target = unquote(node.attributes.get("href") or "").partition("#")
    label = " ".join((node.text() or "").split())[: _LONGEST_LABEL + 1]
    names = frozenset(_names(node)) if len(label) <= _LONGEST_LABEL else frozenset()
    return _Link(node, document, target, label, names)


def _make_local(root: LexborNode, links: list[_Link]) -> None:
    """Let links that name this very document lead where those that name none do.

    Browsers write a saved page's whole address into each of its links, and a wiki's own parser
    does. The page may not say which is its address; it is the one most of whose places are here.
    """
    stated = [link for link in links if link.document]
    if not stated:
        return
    here = {name for node in root.css("[id], a[name]") for name in _named(node)}
    counted = Counter(link.document for link in stated)
    found = Counter(link.document for link in stated if link.target in here)
    for document, count in found.most_common(1):
        if count >= _FEWEST and 2 * count > counted[document]:
            for link in stated:
                if link.document == document:
                    link.document = ""


def _named(node: LexborNode) -> Iterator[str]:
    given = node.attributes
    for name in (given.get("id"), given.get("name") if node.tag == "a" else None):
        if name:
            yield name


def _names(link: LexborNode) -> Iterator[str]:
    """Yield the names under which a link to this one may lead here: its own, and of what is near.

    Near is what stands in it, and around it up to the block that it begins, and the one around
    that.
    """
    for inside in link.css("[id], a[name]"):
        yield from _named(inside)
    here: LexborNode | None = link
    blocks = 0
    for _ in range(_MOST_STEPS):
        if here is None or blocks > 1 or here.tag in {"body", "html"}:
            break
        yield from _named(here)
        beside = here.prev
        if beside is not None and beside.tag == "a" and not (beside.text() or "").strip():
            yield from _named(beside)
        blocks += here.tag in ENTRY_BLOCKS
        here = here.parent


def _pairs(links: list[_Link]) -> dict[int, int]:
    """Return, by its number, each link that is a mark, and that of the one that leads back."""
    named: dict[str, list[int]] = {}
    for at, link in enumerate(links):
        for name in link.names:
            named.setdefault(name, []).append(at)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for at, link in enumerate(links):
        if at in taken or link.document or not _LABEL.fullmatch(link.label):
            continue
        for other in named.get(link.target, ()):
            answer = links[other]
            leads_back = not answer.document and answer.target in link.names
            if other > at and other not in taken and leads_back and not _in_heading(answer.node):
                pairs[at] = other
                taken.add(other)
                break
    return pairs


def _in_heading(node: LexborNode) -> bool:
    here: LexborNode | None = node
    for _ in range(_MOST_STEPS):
        if here is None:
            return False
        if here.tag in _HEADINGS:
            return True
        here = here.parent
    return False


def _entries(root: LexborNode, here: str, keys: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield the elements that are entries, with their keys."""
    if not keys:
        return
    told: set[str] = set()
    lists: dict[int, tuple[LexborNode, set[int]]] = {}
    for node in root.css("[id], a[name]"):
        for name in _named(node):
            key = note_key(here, "", name)
            if key in keys and key not in told:
                told.add(key)
                entry = _whole_entry(node)
                around = entry.parent
                if entry.tag == "li" and around is not None and around.tag in {"ol", "ul"}:
                    lists.setdefault(around.mem_id, (around, set()))[1].add(entry.mem_id)
                yield entry.mem_id, key
    for around, known in lists.values():
        yield from _lone(around, known, here)


def _lone(around: LexborNode, known: set[int], here: str) -> Iterator[tuple[int, str]]:
    """Yield the items of a list of entries to which no mark leads, with keys of their own."""
    items = [item for item in around.iter() if item.tag == "li" and (item.text() or "").strip()]
    if len(known) < _FEWEST or 2 * len(known) < len(items):
        return
    for number, item in enumerate(items):
        if item.mem_id not in known:
            name = item.attributes.get("id") or f"lone-{around.mem_id}-{number}"
            yield item.mem_id, note_key(here, "", name)


def _whole_entry(named: LexborNode) -> LexborNode:
    """Return the element that holds an entry's words, where its number alone bears the name."""
    block = named
    if block.tag in _INLINE:
        if _runs_on(named, before=True, any_words=True):
            return named
        above: LexborNode | None = named.parent
        while above is not None and above.tag in _INLINE:
            above = above.parent
        if above is None or above.tag not in ENTRY_BLOCKS:
            return named
        block = above
    around = block.parent
    if around is None:
        return block
    if block.tag == "td":
        return around if around.tag == "tr" and _is_first(block) else block
    given = around.attributes
    stated = " ".join(given.get(name) or "" for name in ("id", "class", "style", "epub:type"))
    if around.tag in {"div", "aside", "li"} and _AROUND.search(stated) and _is_first(block):
        # A list of entries is around each, and is none of them.
        others = around.css("a[href*='#'][name], a[href*='#'][id]")
        if len(others) <= 1:
            return around
    return block


def _is_first(node: LexborNode) -> bool:
    before = node.prev
    while before is not None:
        words = before.text_content if before.tag == "-text" else before.text()
        if words and words.strip():
            return False
        before = before.prev
    return True


def _runs_on(node: LexborNode, *, before: bool, any_words: bool = False) -> bool:
    """Tell whether words of the same block stand right beside a link; ``any_words``: at all."""
    here: LexborNode | None = node
    while here is not None and here.tag not in ENTRY_BLOCKS:
        beside = here.prev if before else here.next
        while beside is not None:
            words = beside.text_content if beside.tag == "-text" else beside.text()
            if words and (words.strip() or not any_words):
                edge = words[-1] if before else words[0]
                if before:
                    return any_words or not edge.isspace()
                return edge.isalnum()
            beside = beside.prev if before else beside.next
        here = here.parent
    return False
