# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The structure of a source's text: recorded when a file was read, or spelt out by the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.lookup.gone import why_no_text
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.noted import structure_among, structure_noted
from fonds.archive.queries.source_answers import StructureAnswer
from fonds.archive.sources.notes import PAGE_EDGES
from fonds.events.catalogue.source import CaptureAdded, StructureKind
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.lookup.texts import RenditionRow, Texts
    from fonds.archive.store.sqlite import SqliteStore

_BLOCKS = frozenset(
    {
        StructureKind.TITLE,
        StructureKind.HEADING,
        StructureKind.INFOBOX_ROW,
        StructureKind.TABLE_ROW,
        StructureKind.CAPTION,
        StructureKind.BLOCK_QUOTATION,
        StructureKind.FOOTNOTE_ENTRY,
    }
)


@dataclass(frozen=True, slots=True)
class OutlineAnswer:
    """A text's structure in order; ``recorded`` tells whether it is part of the log."""

    source: str
    rendition: str
    recorded: bool
    structure: tuple[StructureAnswer, ...]
    text: str


def the_text(texts: Texts, names: Names, source: str, rendition: str | None) -> RenditionRow:
    """Return a source's newest text, or the one that is named.

    Raises:
        RefusedError: there is no such source, or it has no such text.
    """
    found = names.source(source)
    rows = texts.chosen(found, rendition)
    if not rows:
        label = names.label(found)
        message = (
            say(
                "“{label}” has no text here that could be looked at. What stands in it is typed in"
                " with fonds source transcribe.",
                label=label,
            )
            if rendition is None
            else say("“{label}” has no such text here.", label=label)
        )
        raise RefusedError("no-rendition", message, source=found)
    return rows[0]


def make_outline(store: SqliteStore, texts: Texts, row: RenditionRow) -> OutlineAnswer:
    """Return the structure of a text.

    Raises:
        RefusedError: it was erased or withheld, or cannot be looked through within the limits.
    """
    text = texts.text(row)
    if text is None:
        message = why_no_text(store, row.position, Names(store.connection).label(row.source))
        raise RefusedError("no-rendition", message, rendition=row.id)
    source = row.source
    stream = store.stream(source)
    found = tuple(
        StructureAnswer(
            one.kind.value,
            one.span.start,
            one.span.end,
            one.level,
            (one.label.start, one.label.end) if one.label else None,
            one.key,
        )
        for one in structure_among(stream, row.id)
    )
    if found:
        return OutlineAnswer(source, row.id, recorded=True, structure=found, text=text)
    captures = [one.event for one in stream if isinstance(one.event, CaptureAdded)]
    spelt = _spelt_out(row, text, captures)
    return OutlineAnswer(source, row.id, recorded=False, structure=spelt, text=text)


def edges_of_pages(store: SqliteStore, source: str, rendition: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a text, in its order, that are heads, feet and numbers of its pages."""
    return _noted(store, source, rendition, PAGE_EDGES)


def blocks_of_text(store: SqliteStore, source: str, rendition: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a text, in its order, over whose ends no sentence runs."""
    return _noted(store, source, rendition, _BLOCKS)


def boxes_of_text(store: SqliteStore, source: str, rendition: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a text, in its order, that its reader took for rows of an infobox."""
    return _noted(store, source, rendition, frozenset({StructureKind.INFOBOX_ROW}))


def _noted(
    store: SqliteStore, source: str, rendition: str, kinds: frozenset[StructureKind]
) -> tuple[tuple[int, int], ...]:
    found = {
        (one.span.start, one.span.end)
        for one in structure_noted(store, source, rendition)
        if one.kind in kinds
    }
    return tuple(sorted(found))


def _spelt_out(
    row: RenditionRow, text: str, captures: list[CaptureAdded]
) -> tuple[StructureAnswer, ...]:
    files = next((one.content.files for one in captures if one.content.capture == row.capture), ())
    if len(files) != 1:
        return ()
    # With it comes what starts readers of files, which no other question needs.
    from fonds.archive.extraction.outlines import outline

    return tuple(
        StructureAnswer(one.kind, one.start, one.end, one.level, one.label, one.key)
        for one in outline(text, files[0].media_type, "The text")
    )
