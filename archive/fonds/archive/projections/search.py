# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Full-text search over facts, notes, names, sources and passages (SQLite FTS5)."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from fonds.archive.projections.base import EVERY_TYPE, NOTHING_PLAIN, Plain, enter_rows
from fonds.archive.sources.broken_words import with_whole_words
from fonds.archive.tables import SEARCH_OPTIONS
from fonds.events.catalogue.excerpt import ExcerptTaken, ExcerptTranslated
from fonds.events.catalogue.fact import FactAsserted, FactCorrected, FactWording, Reading
from fonds.events.catalogue.source import RenditionAdded, SourceDescribed, SourceRegistered
from fonds.events.catalogue.subject import NoteWritten, SubjectDescribed, SubjectOpened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fonds.archive.connection import Connection
    from fonds.archive.tables import Keys, Tables
    from fonds.events.recorded import RecordedEvent
    from fonds.events.spelt import Asserted

EVERY = 64
"""Texts are indexed when the log reaches the next multiple of this; until then they wait."""

_PIECE = 1200
"""Sources are indexed by paragraphs; longer ones are cut at about this many code points.

Lines that no blank line parts are one paragraph: of a PDF and a wrapped text they part no words."""

# Line by line, each at once: sign by sign takes several times as long.
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*(?:\n|\Z))[^\n]*)*")


class _Gathered(NamedTuple):
    """What some events bring to the search: texts of things and of notes (by position), passages.

    ``replaced`` are the things whose texts may stand in the place of others. A passage is a thing,
    the range of its text, and the words.
    """

    texts: dict[str, str]
    notes: dict[int, str]
    replaced: set[str]
    passages: list[tuple[str, int, int, str]]


class _Told(NamedTuple):
    """What is due to be indexed, and what waits: the members of `_Gathered`, () of no event."""

    due: tuple[Any, ...]
    waiting: tuple[Any, ...]


class Search:
    """The tables of the search.

    `search_record` (rowid: a thing's key, or minus the position of a note's event), and
    `search_passage` with `search_place` (what text each of its rows stands for).

    To put one text into an index costs a commit as much as all else that an append writes, and to
    put in a hundred hardly more. So the texts of the last events, fewer than `EVERY`, lie in
    `search_waiting`, where a search looks too. Which those are depends on the log's length alone.
    """

    READS: ClassVar = EVERY_TYPE
    TOLD: ClassVar = _Told

    def __init__(self, tables: Tables) -> None:
        """Name the tables of one generation."""
        self._record = tables.search("record")
        self._passage = tables.search("passage")
        self._place = tables.search("place")
        self._waiting = tables.search("waiting")

    def create(self) -> Mapping[str, str]:
        """Return the statements that make the tables."""
        return {
            self._record: f"CREATE VIRTUAL TABLE {self._record}"
            f" USING fts5 (text, {SEARCH_OPTIONS})",
            # Contentless: the words lie in the log already, and passages never change.
            self._passage: f"CREATE VIRTUAL TABLE {self._passage}"
            f" USING fts5 (text, content='', {SEARCH_OPTIONS})",
            self._place: f"""CREATE TABLE {self._place} (
  key INTEGER PRIMARY KEY, thing INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL
) STRICT""",
            # By the table they wait for (0 the records', 1 the passages') and their row there.
            self._waiting: f"""CREATE TABLE {self._waiting} (
  passage INTEGER NOT NULL, key INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (passage, key)
) STRICT, WITHOUT ROWID""",
        }

    @staticmethod
    def gather(events: Sequence[RecordedEvent], plain: Plain = NOTHING_PLAIN, /) -> _Told:
        """Gather the words of what is due, and of the rest."""
        last = events[-1].position if events else 0
        for kind in (plain.facts, plain.passages):
            last = max(last, kind[-1][0] if kind else 0)
        until = last // EVERY * EVERY
        return _Told(
            _gather([event for event in events if event.position <= until], plain.upto(until)),
            _gather([event for event in events if event.position > until], plain.beyond(until)),
        )

    def enter(self, connection: Connection, told: _Told, keys: Keys) -> None:
        """Index what is due, and all that waited for it; keep the rest."""
        if told.due:
            gathered = _Gathered(*told.due)
            self._replace(connection, gathered.replaced, keys)
            self._index_waiting(connection)
            self._insert(connection, gathered, keys, indexed=True)
        if told.waiting:
            gathered = _Gathered(*told.waiting)
            self._replace(connection, gathered.replaced, keys)
            self._insert(connection, gathered, keys, indexed=False)

    def _replace(self, connection: Connection, things: set[str], keys: Keys) -> None:
        if not things:
            return
        gone = [(row,) for row in sorted(map(keys.of, things))]
        connection.executemany(f"DELETE FROM {self._record} WHERE rowid = ?", gone)
        connection.executemany(f"DELETE FROM {self._waiting} WHERE passage = 0 AND key = ?", gone)

    def _index_waiting(self, connection: Connection) -> None:
        for passage, table in enumerate((self._record, self._passage)):
            connection.execute(
                f"INSERT INTO {table} (rowid, text)"
                f" SELECT key, text FROM {self._waiting} WHERE passage = ? ORDER BY key",
                (passage,),
            )
        connection.execute(f"DELETE FROM {self._waiting}")

    def _insert(
        self, connection: Connection, gathered: _Gathered, keys: Keys, *, indexed: bool
    ) -> None:
        of = keys.of
        records = [(of(thing), text) for thing, text in gathered.texts.items()]
        records += [(-position, text) for position, text in gathered.notes.items()]
        records.sort()
        passages: list[tuple[int, str]] = []
        if gathered.passages:
            row = connection.execute(f"SELECT coalesce(max(key), 0) FROM {self._place}").fetchone()
            places = list(enumerate(gathered.passages, row[0] + 1))
            passages = [(key, text) for key, (_, _, _, text) in places]
            rows = [(key, of(thing), first, last) for key, (thing, first, last, _) in places]
            enter_rows(connection, f"INSERT INTO {self._place}", rows)
        if indexed:
            # Row by row: a statement that takes several has FTS5 write out all that it holds.
            for table, texts in ((self._record, records), (self._passage, passages)):
                if texts:
                    insert = f"INSERT INTO {table} (rowid, text) VALUES (?, ?)"
                    connection.executemany(insert, texts)
        else:
            waiting = [(0, *row) for row in records] + [(1, *row) for row in passages]
            enter_rows(connection, f"INSERT INTO {self._waiting}", waiting)


def _gather(events: Sequence[RecordedEvent], plain: Plain) -> tuple[Any, ...]:
    """Return what `_Gathered` has, () of no event."""
    if not events and not plain:
        return ()
    # What may stand in the place of a fact's text comes after it.
    texts = {said.stream: _text_as_it_lies(said) for _, said in plain.facts}
    found = _Gathered(texts, {}, set(), [])
    passages = [
        (position, (taken.stream, 0, len(taken.quote), with_whole_words(taken.quote)))
        for position, taken in plain.passages
        if taken.quote is not None
    ]
    for recorded in events:
        event, stream = recorded.event, recorded.header.stream
        match event:
            case FactAsserted():
                note = event.note.text if event.note else None
                text = fact_text(event.content.reading, event.wording, note)
                found.texts[stream] = text
            case FactCorrected():
                found.texts[stream] = fact_text(event.content.reading, event.wording, None)
                found.replaced.add(stream)
            case SubjectOpened() | SubjectDescribed():
                found.texts[stream] = " ".join((event.content.label, *event.content.names))
                if isinstance(event, SubjectDescribed):
                    found.replaced.add(stream)
            case SourceRegistered() | SourceDescribed():
                found.texts[stream] = _source_text(event)
                if isinstance(event, SourceDescribed):
                    found.replaced.add(stream)
            case NoteWritten() if event.note is not None:
                found.notes[recorded.position] = event.note.text
            case ExcerptTaken() if event.quotation is not None:
                quote = event.quotation.quote
                whole = with_whole_words(quote)
                passages.append((recorded.position, (stream, 0, len(quote), whole)))
            case ExcerptTranslated() if event.translation is not None:
                words = event.translation.words
                passages.append((recorded.position, (stream, 0, len(words), words)))
            case RenditionAdded() if event.text is not None:
                rendition, text = event.content.rendition, event.text.text
                passages.extend(
                    (recorded.position, (rendition, start, end, with_whole_words(text[start:end])))
                    for start, end in pieces(text)
                )
            case _:
                pass
    passages.sort(key=itemgetter(0))
    found.passages.extend([passage for _, passage in passages])
    return tuple(found)


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a text's paragraphs, blank ones left out.

    Long ones are cut where a sentence ends in their last third, else between words, since a phrase
    is not found across a cut.
    """
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        while end - start > _PIECE:
            cut = _cut(text, start, start + _PIECE)
            yield start, cut
            start = cut
        yield start, end


def _cut(text: str, start: int, end: int) -> int:
    late = end - _PIECE // 3
    sentence = max(text.rfind(sign, late, end) for sign in (". ", ".\n", "! ", "? "))
    if sentence > start:
        return sentence + 1
    # Before a line end: it may stand within a word that was broken there.
    for sign in (" ", "\n"):
        between = text.rfind(sign, start + 1, end)
        if between > start:
            return between
    return end


def fact_text(reading: Reading, wording: FactWording | None, note: str | None) -> str:
    """Return what a search looks through of a fact; wording and note are None where left out."""
    said = wording and (wording.as_written, wording.subject, wording.value, wording.when)
    given = [qualifier.value for qualifier in reading.qualifiers]
    value = reading.value, reading.unit
    return _joined(reading.property, *value, said or (), given, reading.hedge, note)


def _text_as_it_lies(said: Asserted) -> str:
    """Return the same of an assertion as it lies."""
    get = said.content["reading"].get
    words = said.wording.get
    wording = tuple(map(words, _WORDINGS)) if said.wording else ()
    given = [one.get("value") for one in get("qualifiers", ())]
    return _joined(
        get("property"), get("value"), get("unit"), wording, given, get("hedge"), said.note
    )


_WORDINGS = ("as_written", "subject", "value", "when")


def _joined(
    name: str,
    value: str | int | None,
    unit: str | None,
    wording: Iterable[str | None],
    qualifiers: Iterable[object],
    hedge: str | None,
    note: str | None,
) -> str:
    words = [name.replace("_", " ")]
    if value is not None:
        # The unit beside its number, so that they are found as the phrase they are.
        words.append(f"{value} {unit or ''}".rstrip())
    elif unit is not None:
        words.append(unit)
    words += [said for said in wording if said is not None]
    words += [given for given in qualifiers if isinstance(given, str)]
    if hedge is not None:
        words.append(hedge)
    if note is not None:
        words.append(note)
    return " · ".join(words)


def _source_text(event: SourceRegistered | SourceDescribed) -> str:
    aliases = event.origin.aliases if event.origin else ()
    named = (event.content.title, *event.content.authors, event.content.publisher, *aliases)
    return " · ".join(name for name in named if name)
