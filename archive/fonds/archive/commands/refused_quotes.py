# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What helps somebody whose quotation stands in none of a source's texts.

Words that run on over the end of a page, past the notes and heads there, stand nowhere in one
piece: whoever copied them from the book is told the parts in which they do stand, not that some
other passage is like them. Of a letter typed page by page, that page's text tells most.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.noted import structure_noted
from fonds.archive.sources.notes import PAGE_EDGES
from fonds.archive.sources.passages import Place, locate, to_be_typed
from fonds.events.catalogue.source import StructureKind
from fonds.events.sentences import joined, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.commands.plan import Plan
    from fonds.archive.lookup.texts import RenditionRow

_BETWEEN = PAGE_EDGES | {StructureKind.FOOTNOTE_ENTRY}
_WORD = re.compile(r"\S+")
_MOST_PARTS = 5


def parts_over_pages(text: str, quote: str, between: Sequence[tuple[int, int]]) -> list[Place]:
    """Return the parts in which a quotation stands, where ``between`` is left out of the text.

    White space may differ. None where it stands so nowhere, in several places, or in one part.
    """
    wanted = " ".join(quote.split())
    words: list[str] = []
    starts: list[int] = []
    places: list[tuple[int, int, int]] = []
    length = at = 0
    for piece, (first, last) in enumerate([*sorted(between), (len(text), len(text))]):
        for match in _WORD.finditer(text, at, max(first, at)):
            words.append(match[0])
            starts.append(length)
            places.append((*match.span(), piece))
            length += len(match[0]) + 1
        at = max(last, at)
    whole = " ".join(words)
    found = whole.find(wanted)
    if not wanted or found < 0 or whole.find(wanted, found + 1) >= 0:
        return []
    end = found + len(wanted)
    parts: dict[int, tuple[int, int]] = {}
    for number in range(bisect_right(starts, found) - 1, len(starts)):
        if starts[number] >= end:
            break
        first, last, piece = places[number]
        begun = first + max(found - starts[number], 0)
        ended = min(last, first + end - starts[number])
        parts[piece] = (parts.get(piece, (begun, 0))[0], ended)
    return [Place(*one) for one in parts.values()] if len(parts) > 1 else []


def helpful(
    plan: Plan, renditions: Sequence[RenditionRow], quote: str, refusal: RefusedError
) -> RefusedError:
    """Return the refusal of a quotation by the text of a source that tells most about it.

    ``refusal`` is the newest text's.
    """
    if refusal.code != "quote-not-found":
        return refusal
    texts = [(row, text) for row in renditions if (text := plan.texts.text(row)) is not None]
    for row, text in texts:
        told = _over_pages(plan, row, text, quote, refusal)
        if told is not None:
            return told
    if refusal.details.get("nearest") is None:
        for row, text in texts[1:]:
            try:
                locate(text, quote, None, None, source=plan.names.label(row.source))
            except RefusedError as error:
                if error.details.get("nearest") is not None:
                    return error
    return refusal


def _over_pages(
    plan: Plan, row: RenditionRow, text: str, quote: str, refusal: RefusedError
) -> RefusedError | None:
    between = [
        (one.span.start, one.span.end)
        for one in structure_noted(plan.store, row.source, row.id)
        if one.kind in _BETWEEN
    ]
    parts = parts_over_pages(text, quote, between) if between else []
    if not 1 < len(parts) <= _MOST_PARTS:
        return None
    named = [
        say("“{words}” at {start}", words=to_be_typed(text[one.start : one.end]), start=one.start)
        for one in parts
    ]
    message = say(
        "The quotation runs over the end of a page of {source}, where other words stand between:"
        " its parts are {parts}. Quote the first, and add the others to the fact (fonds fact"
        " cite); or quote all that stands from the first to the last.",
        source=plan.names.label(row.source),
        parts=joined(", ", named),
    )
    told = [{"start": one.start, "end": one.end} for one in parts]
    return RefusedError("quote-not-found", message, **{**refusal.details, "parts": told})
