# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What all that is set on paper is made of: a sheet, headings, footnotes, passages, sources."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from fonds.viewer.desk.record_chips import said_by
from fonds.viewer.desk.value_remarks import passage_remarks
from fonds.viewer.typefaces import INTERFACE, READING
from fonds.viewer.wording import in_quotes, isolated, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.bibliography.styles import Reference
    from fonds.archive.queries.answers import CitationAnswer, FactAnswer

HEAD_AIR = 16
"""Logical pixels above a heading, by which it is known among the blocks of a document."""
TABLE = "<table width='100%' cellspacing='0' style='margin-top: 4px'>"
_NO_BREAK = "\u00a0"
_ITALICS = re.compile(r"<i>([^<]*)</i>")
_STYLE = f"""
body {{ font-family: '{INTERFACE}'; font-size: 9.5pt; color: #000000; }}
h1 {{ font-size: 17pt; margin-bottom: 0; }}
.head {{ font-size: 8.5pt; font-weight: 600; color: #444444; }}
td {{ padding-top: 1px; padding-bottom: 2px; }}
td.label {{ padding-right: 12px; }}
.label {{ color: #444444; }} .aside {{ color: #444444; font-size: 8.5pt; }}
.words {{ font-family: '{READING}'; }} .note {{ font-size: 8.5pt; margin: 2pt 0 4pt 0; }}
"""


class Footnotes:
    """Gives each passage, with its speaker and cited work, one number."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[tuple[object, ...], int] = {}
        self.citations: list[CitationAnswer] = []

    def marks(self, facts: Sequence[FactAnswer]) -> str:
        """Give the marks of facts, raised."""
        found = [self._number(one) for fact in facts for one in fact.citations]
        # Bare, mark 13 after the value 2 read as its power; square brackets are the sources' own.
        marks = [f"({number})</sup>" for number in dict.fromkeys(found)]
        # The first stays in the line of the word it is of.
        return "".join(f"<sup>{' ' if n else _NO_BREAK}{mark}" for n, mark in enumerate(marks))

    def _number(self, citation: CitationAnswer) -> int:
        cited = citation.cited_work
        passage = citation.excerpt or citation.inquiry
        key = (passage, citation.asserted_by, cited, citation.stance, citation.manner)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        if number > len(self.citations):
            self.citations.append(citation)
        return number


def sheet(parts: Iterable[str]) -> str:
    """Return parts as one HTML document that Qt's documents understand."""
    return f"<html><head><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"


def alerts(words: Iterable[str]) -> list[str]:
    """Return what a reader must know before the rest, a line for each."""
    return [f"<p><b>! {escape(one)}</b></p>" for one in words]


def heading(words: str) -> str:
    """Return a heading, known by the air above it."""
    # Qt takes the space around a block from its own style alone.
    margin = f"margin: {HEAD_AIR}px 0 4px 0"
    return f"<p class='head' style='{margin}'>{escape(words.upper())}</p>"


def table_row(label: str, value: str, aside: str = "", *, wide: int = 28) -> str:
    """Return a row of a table: a label, a value, and beneath it in small what is said of it.

    All but ``aside`` is HTML. ``wide`` is the label's share of the row, in hundredths.
    """
    beneath = f"<br><span class='aside'>{escape(aside)}</span>" if aside else ""
    return f"<tr><td width='{wide}%' class='label'>{label}</td><td>{value}{beneath}</td></tr>"


def grounds(
    notes: Footnotes, numbers: Mapping[str, int], sources: Sequence[Reference]
) -> list[str]:
    """Return the passages that were marked, and ``sources``, what they stand in, as references."""
    parts: list[str] = []
    if notes.citations:
        parts.append(heading(translate("Paper", "Passages")))
        parts += [_note(n, one, numbers) for n, one in enumerate(notes.citations, 1)]
    return [*parts, *references(sources)]


def references(sources: Sequence[Reference]) -> list[str]:
    """Return sources, as references, beneath their heading; nothing where there are none."""
    if not sources:
        return []
    head = heading(translate("Paper", "Sources"))
    return [head, *(f"<p class='note'>{_upright(one.html())}</p>" for one in sources)]


def _note(number: int, citation: CitationAnswer, numbers: Mapping[str, int]) -> str:
    if citation.quote is None:
        hidden = translate("Paper", "(the words are hidden here)")
        erased = translate("Paper", "(the words were erased or withheld)")
        words = escape(hidden if citation.hidden else erased)
    else:
        words = in_quotes(f"<span class='words'>{escape(' '.join(citation.quote.split()))}</span>")
    place = [f"{isolated(citation.source_title)} [{numbers.get(citation.source, 0)}]"]
    if citation.locator:
        place.append(citation.locator)
    if citation.start is not None:
        text = translate("Paper", "characters {a}–{b}")
        place.append(text.format(a=citation.start, b=citation.end))
    place += [said_by(citation), *passage_remarks(citation)]
    told = escape(", ".join(part for part in place if part))
    return f"<p class='note'>{number}. {words} <span class='aside'>{told}</span></p>"


def _upright(html: str) -> str:
    """Set words upright that are written from right to left: their scripts know no italics."""
    return _ITALICS.sub(lambda one: one[1] if isolated(one[1]) != one[1] else one[0], html)
