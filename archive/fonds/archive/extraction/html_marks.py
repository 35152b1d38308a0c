# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Footnote marks of pages: links to their entries, or numbers that are only raised."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.extraction.raised import reads_as_power
from fonds.archive.sources.notes import RAISED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

_BACK = re.compile(r"^(cite[-_]?ref|_?ftnref|fnref|ref[-_])", re.IGNORECASE)
_NOTE_CLASS = re.compile(r"(^|[-_\s])(reference|footnote|noteref|fn)", re.IGNORECASE)
_NOTE_REFERENCE = frozenset({"doc-noteref", "noteref"})
_BARE_MARK = re.compile(r"[\w*†‡§¶#]{1,6}")
_RAISED_MARK = re.compile(r"\d{1,3}|[*†‡§¶]{1,3}")
_LONGEST_MARK = 12
_NEAR = 3
ENTRY_BLOCKS = frozenset({"p", "li", "div", "dd", "td", "aside", "footer", "section"})
"""Elements that an entry is, or stands in."""


@dataclass(frozen=True, slots=True)
class RaisedNotes:
    """Footnotes without links, by node: the marks of a raised element, and entries.

    Of each mark its label and key; of each entry its key.
    """

    marks: Mapping[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    entries: Mapping[int, str] = field(default_factory=dict)


def raised_notes(root: LexborNode, place: str = "") -> RaisedNotes:
    """Find raised numbers without links whose entries begin with the same number, raised.

    A mark belongs to the next entry of its number. What has no such entry is no mark: it may be a
    power.
    """
    marks: dict[int, tuple[tuple[str, str], ...]] = {}
    entries: dict[int, str] = {}
    waiting: dict[str, list[tuple[int, int]]] = {}
    keys: dict[tuple[int, int], str] = {}
    found: dict[int, list[str]] = {}
    for number, raised in enumerate(root.css("sup")):
        labels = re.split(r"[\s,;]+", (raised.text() or "").strip())
        if not all(map(_RAISED_MARK.fullmatch, labels)) or _is_linked(raised):
            continue
        block, before = _stands_in(raised)
        if block is not None and not before:
            key = note_key(place, "", f"{RAISED}{number}-{labels[0]}")
            if block.mem_id not in entries and waiting.get(labels[0]):
                entries[block.mem_id] = key
                for mark in waiting.pop(labels[0]):
                    keys[mark] = key
            continue
        if any(reads_as_power(before, label) for label in labels):
            continue
        found[raised.mem_id] = labels
        for at, label in enumerate(labels):
            waiting.setdefault(label, []).append((raised.mem_id, at))
    for node, labels in found.items():
        if all((node, at) in keys for at in range(len(labels))):
            marks[node] = tuple((label, keys[node, at]) for at, label in enumerate(labels))
    return RaisedNotes(marks, entries)


def _is_linked(raised: LexborNode) -> bool:
    above = raised.parent
    return raised.css_first("a") is not None or (above is not None and above.tag == "a")


def _stands_in(raised: LexborNode) -> tuple[LexborNode | None, str]:
    """Return the block an element stands in, and the words before it there, if any."""
    here: LexborNode | None = raised
    while here is not None and here.tag not in ENTRY_BLOCKS:
        previous = here.prev
        while previous is not None:
            words = previous.text_content if previous.tag == "-text" else previous.text()
            if words and words.strip():
                return None, words
            previous = previous.prev
        here = here.parent
    return here, ""


def note_key(place: str, document: str, identity: str) -> str:
    """Return what names a note: its id, and in a book its document, as a link from ``place`` says.

    ``document`` is the link's path, "" where it stays in its document.
    """
    if not place:
        return identity
    named = posixpath.join(posixpath.dirname(place), document) if document else place
    return f"{posixpath.normpath(named)}#{identity}"


def footnote_mark(link: LexborNode, document: str, target: str) -> bool:
    """Tell a footnote's mark from other links by how it looks, and by what it says it is.

    ``document`` and ``target`` are what its address leads to, "" for this document.
    """
    given = link.attributes
    if not target or (document and _role(given) not in _NOTE_REFERENCE):
        return False
    return _BACK.match(target) is None and _is_mark(link, given)


def _role(given: Mapping[str, str | None]) -> str | None:
    return given.get("role") or given.get("epub:type")


def _is_mark(link: LexborNode, given: Mapping[str, str | None]) -> bool:
    """Tell a footnote's mark from other links within a page."""
    if _role(given) in _NOTE_REFERENCE:
        return True
    if _raised(link) is not None:
        return True
    above = link.parent
    classes = f"{given.get('class') or ''} {(above.attributes.get('class') or '') if above else ''}"
    words = (link.text() or "").strip()
    return bool(_NOTE_CLASS.search(classes)) and len(words) <= _LONGEST_MARK


def _raised(link: LexborNode) -> LexborNode | None:
    """Return the element that raises a link above the line, or what is raised inside it."""
    here = link.parent
    for _ in range(_NEAR):
        if here is None:
            break
        if here.tag == "sup":
            return here
        here = here.parent
    inside = link.child
    return inside if inside is not None and inside.tag == "sup" and inside.next is None else None


def is_bare(link: LexborNode) -> bool:
    """Tell whether a mark is only raised, and would run into the word before it."""
    raised = _raised(link)
    if raised is None and _role(link.attributes) in _NOTE_REFERENCE:
        # What raises it is in the style sheet.
        raised = link
    return raised is not None and bool(_BARE_MARK.fullmatch((raised.text() or "").strip()))
