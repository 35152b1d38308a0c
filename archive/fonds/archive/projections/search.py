# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Full-text search over facts, notes, names, sources and passages (SQLite FTS5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonds.events.catalogue.excerpt import ExcerptTaken
from fonds.events.catalogue.fact import FactAsserted, FactCorrected, FactWording, Reading
from fonds.events.catalogue.source import RenditionAdded, SourceDescribed, SourceRegistered
from fonds.events.catalogue.subject import NoteWritten, SubjectDescribed, SubjectOpened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent

_TOKENS = "tokenize='unicode61 remove_diacritics 2'"
_PIECE = 1200
"""Sources are indexed by paragraphs; longer ones are cut at about this many code points."""


class Search:
    """The tables of the search.

    `search_record` (rowid: a thing's key, or minus the position of a note's event), and
    `search_passage` with `search_place` (what text each of its rows stands for).
    """

    def __init__(self, tables: Tables) -> None:
        """Name the tables of one generation."""
        self._record = tables.search("record")
        self._passage = tables.search("passage")
        self._place = tables.search("place")

    def create(self) -> Mapping[str, str]:
        """Return the statements that make the tables."""
        return {
            self._record: f"CREATE VIRTUAL TABLE {self._record} USING fts5 (text, {_TOKENS})",
            # Contentless: the words lie in the log already, and passages never change.
            self._passage: f"CREATE VIRTUAL TABLE {self._passage}"
            f" USING fts5 (text, content='', {_TOKENS})",
            self._place: f"""CREATE TABLE {self._place} (
  key INTEGER PRIMARY KEY, thing INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL
) STRICT""",
        }

    def apply(self, connection: Connection, events: Sequence[RecordedEvent], keys: Keys) -> None:
        """Index what is new; replace what was corrected."""
        texts: dict[int, str] = {}
        replaced: set[int] = set()
        passages: list[tuple[int, int, int, str]] = []
        for recorded in events:
            event, stream = recorded.event, recorded.header.stream
            match event:
                case FactAsserted():
                    note = event.note.text if event.note else None
                    texts[keys.of(stream)] = _fact_text(event.content.reading, event.wording, note)
                case FactCorrected():
                    key = keys.of(stream)
                    texts[key] = _fact_text(event.content.reading, event.wording, None)
                    replaced.add(key)
                case SubjectOpened() | SubjectDescribed():
                    key = keys.of(stream)
                    texts[key] = " ".join((event.content.label, *event.content.names))
                    replaced.add(key)
                case SourceRegistered() | SourceDescribed():
                    key = keys.of(stream)
                    texts[key] = _source_text(event)
                    replaced.add(key)
                case NoteWritten() if event.note is not None:
                    texts[-recorded.position] = event.note.text
                case ExcerptTaken() if event.quotation is not None:
                    quote = event.quotation.quote
                    passages.append((keys.of(stream), 0, len(quote), quote))
                case RenditionAdded() if event.text is not None:
                    rendition, text = keys.of(event.content.rendition), event.text.text
                    passages.extend(
                        (rendition, start, end, text[start:end]) for start, end in pieces(text)
                    )
                case _:
                    pass
        self._write(connection, texts, replaced)
        self._index(connection, passages)

    def _write(self, connection: Connection, texts: dict[int, str], replaced: set[int]) -> None:
        if replaced:
            connection.executemany(
                f"DELETE FROM {self._record} WHERE rowid = ?", [(key,) for key in sorted(replaced)]
            )
        if texts:
            connection.executemany(
                f"INSERT INTO {self._record} (rowid, text) VALUES (?, ?)", sorted(texts.items())
            )

    def _index(self, connection: Connection, passages: list[tuple[int, int, int, str]]) -> None:
        if not passages:
            return
        row = connection.execute(f"SELECT coalesce(max(key), 0) FROM {self._place}").fetchone()
        first: int = row[0] + 1
        connection.executemany(
            f"INSERT INTO {self._place} VALUES (?, ?, ?, ?)",
            [(first + at, *passage[:3]) for at, passage in enumerate(passages)],
        )
        connection.executemany(
            f"INSERT INTO {self._passage} (rowid, text) VALUES (?, ?)",
            [(first + at, passage[3]) for at, passage in enumerate(passages)],
        )


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a text's paragraphs, long ones cut between words, blank ones left out."""
    for paragraph in re.finditer(r"\S[^\n]*", text):
        start, end = paragraph.span()
        while end - start > _PIECE:
            cut = text.rfind(" ", start + 1, start + _PIECE)
            cut = cut if cut > start else start + _PIECE
            yield start, cut
            start = cut
        yield start, end


def _fact_text(reading: Reading, wording: FactWording | None, note: str | None) -> str:
    words: list[str] = [reading.property.replace("_", " ")]
    if reading.value is not None:
        words.append(str(reading.value))
    if wording is not None:
        words.extend(
            said
            for said in (wording.as_written, wording.subject, wording.value, wording.when)
            if said is not None
        )
    words.extend(
        str(qualifier.value) for qualifier in reading.qualifiers if isinstance(qualifier.value, str)
    )
    if reading.hedge is not None:
        words.append(reading.hedge)
    if note is not None:
        words.append(note)
    return " · ".join(words)


def _source_text(event: SourceRegistered | SourceDescribed) -> str:
    aliases = event.origin.aliases if event.origin else ()
    named = (event.content.title, *event.content.authors, event.content.publisher, *aliases)
    return " · ".join(name for name in named if name)
