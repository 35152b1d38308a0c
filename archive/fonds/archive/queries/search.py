# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Search: facts, notes, subjects, sources and passages, the best first, with snippets."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.lookup.facts import FactReader
from fonds.archive.lookup.names import Names
from fonds.archive.lookup.waiting import WaitingTexts
from fonds.archive.queries.answers import Found, Hit
from fonds.archive.sources.broken_words import as_read
from fonds.archive.tables import LIVE, ThingKind
from fonds.events.catalogue.excerpt import ExcerptTaken, ExcerptTranslated
from fonds.events.catalogue.source import Method

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fonds.archive.lookup.texts import Texts
    from fonds.archive.record.states import FactState
    from fonds.archive.sources.broken_words import Whole
    from fonds.archive.store.sqlite import SqliteStore

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Marks around matches in snippets: private-use characters, taken out before anyone sees them."""

_WORDS = re.compile(r'"[^"]*"|\S+')
_SNIPPET_WORDS = 24

MOST_RANKED = 1000
"""Rows of a table that are ranked and counted; of words that stand in more, the newest are."""

FEW = 50
"""Rows in which a phrase may stand to be ranked as they are found."""

_NO_SUBJECTS = f" AND rowid NOT IN (SELECT key FROM {LIVE.view('subject')})"


def match_expression(query: str) -> str | None:
    """Return an FTS5 expression: all words occur, the last may be a beginning; "…" is a phrase.

    Nothing a user types is an operator. None where there is no word at all.
    """
    terms = [term.strip('"') for term in _WORDS.findall(query)]
    quoted = [f'"{term.replace(chr(34), "")}"' for term in terms if re.search(r"\w", term)]
    if not quoted:
        return None
    if _may_begin(query):
        quoted[-1] += "*"
    return " ".join(quoted)


def _may_begin(query: str) -> bool:
    """Tell whether the last word may be the beginning of one."""
    return not query.rstrip().endswith('"') and not query.endswith(" ")


def _is_phrase(expression: str) -> bool:
    """Tell whether an expression is one phrase of several words."""
    return expression.count('"') == 2 and " " in expression


@dataclass(frozen=True, slots=True)
class _Ranked:
    """How many rows match, whether more do than were counted, the best with their snippets."""

    count: int
    more: bool
    best: list[tuple[int, str]]


class Searcher:
    """Answers searches over the live tables."""

    def __init__(self, store: SqliteStore, texts: Texts) -> None:
        """Read through the store's connection."""
        self._store = store
        self._texts = texts
        self._names = Names(store.connection)
        self._waiting = WaitingTexts(store)

    def search(self, query: str, limit: int, offset: int, *, subjects: bool = True) -> Found:
        """Return the number of hits and one page of them.

        Of words in more than `MOST_RANKED` records (or passages) the newest are ranked and counted.
        """
        expression = match_expression(query)
        if expression is None:
            return Found(0, ())
        left_out = "" if subjects else _NO_SUBJECTS
        records = self._ranked("record", expression, limit + offset, left_out)
        hits = self._record_hits(records.best[offset:])
        passages = self._ranked("passage", expression, limit + max(0, offset - records.count))
        left, dropped = limit - len(hits), 0
        if left > 0:
            first = max(0, offset - records.count)
            page = [row for row, _ in passages.best[first : first + left]]
            found = self._passages(page, query)
            hits += [hit for hit in found if hit is not None]
            dropped = len(found) - sum(hit is not None for hit in found)
        return Found(
            records.count + passages.count - dropped,
            tuple(hits),
            more=records.more or passages.more,
        )

    def forget(self) -> None:
        """Forget texts that were read: they may have been erased."""
        self._waiting.forget()

    def _ranked(self, name: str, expression: str, count: int, left_out: str = "") -> _Ranked:
        """Find the best ``count`` rows of a table, among those indexed and those that wait."""
        table = LIVE.search(name)
        # Passages have no text of their own in their table.
        shown = f"snippet({table}, 0, ?1, ?2, '…', ?3)" if name == "record" else "''"
        ranked = (
            f"SELECT bm25({table}), rowid, {shown} FROM {table} WHERE {table} MATCH ?4{left_out}"
        )
        told = (_OPEN, _CLOSE, _SNIPPET_WORDS, expression)
        found: list[tuple[float, int, str]] = []
        total, more = 0, False
        for connection in (self._store.connection, self._waiting.indexed()):
            if _is_phrase(expression):
                # Where a phrase stands is found by holding its words against each other, which may
                # take long and yield little: most are ranked in the course of that.
                few = connection.execute(
                    f"{ranked} ORDER BY rowid DESC LIMIT ?5", (*told, FEW + 1)
                ).fetchall()
                if len(few) <= FEW:
                    total += len(few)
                    found += few
                    continue
            # In the order of rows, the newest first, an index is read only as far as is asked.
            newest = connection.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ?{left_out}"
                " ORDER BY rowid DESC LIMIT ?",
                (expression, MOST_RANKED + 1),
            ).fetchall()
            if not newest:
                continue
            if len(newest) > MOST_RANKED:
                newest.pop()
                more = True
            total += len(newest)
            found += connection.execute(
                f"{ranked} AND rowid >= ?5 ORDER BY bm25({table}), rowid LIMIT ?6",
                (*told, newest[-1][0], count),
            )
        return _Ranked(total, more, [(row, words) for _, row, words in sorted(found)[:count]])

    def _record_hits(self, rows: Sequence[tuple[int, str]]) -> list[Hit]:
        things = {
            key: (thing, ThingKind(kind))
            for key, thing, kind in self._store.connection.execute(
                f"SELECT key, id, kind FROM {LIVE.view('thing')}"
                " WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps([row for row, _ in rows]),),
            )
        }
        facts = [thing for thing, kind in things.values() if kind is ThingKind.FACT]
        states = {state.id: state for state in FactReader(self._store).by_id(facts)}
        return [
            self._note_hit(row, marked)
            if row < 0
            else self._record_hit(*things[row], marked, states)
            for row, marked in rows
        ]

    def _note_hit(self, row: int, marked: str) -> Hit:
        snippet, marks = _unmarked(marked)
        recorded = self._store.at([-row])[0]
        thing, note = recorded.header.stream, getattr(recorded.event, "note", None)
        subject = thing if self._names.kind_of(thing) is ThingKind.SUBJECT else None
        title, whole = self._names.label(thing), getattr(note, "text", "")
        return Hit("note", recorded.header.id, subject, None, title, snippet, marks, within=whole)

    def _record_hit(
        self, thing: str, kind: ThingKind, marked: str, states: Mapping[str, FactState]
    ) -> Hit:
        """Make the hit of a record; ``states`` has the facts that were found, as they stand."""
        snippet, marks = _unmarked(marked)
        if kind is ThingKind.SUBJECT:
            return Hit("subject", thing, thing, None, self._names.label(thing), snippet, marks)
        if kind is ThingKind.SOURCE:
            return Hit("source", thing, None, thing, self._names.label(thing), snippet, marks)
        state = states.get(thing)
        if state is None:
            return Hit("fact", thing, None, None, thing, snippet, marks)
        title = self._names.label(state.subject)
        denied = state.denied
        return Hit("fact", thing, state.subject, None, title, snippet, marks, denied=denied)

    def _thing(self, key: int) -> tuple[str, ThingKind]:
        row = self._store.connection.execute(
            f"SELECT id, kind FROM {LIVE.view('thing')} WHERE key = ?", (key,)
        ).fetchone()
        return row[0], ThingKind(row[1])

    def _passages(self, found: Sequence[int], query: str) -> list[Hit | None]:
        """Make the hits; None of words that an index still has and a passage no longer."""
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT p.thing, p.first, p.last FROM json_each(?) f"
            f" JOIN {LIVE.search('place')} p ON p.key = f.value ORDER BY f.key",
            (json.dumps(list(found)),),
        ).fetchall()
        hits: list[Hit | None] = []
        for key, first, last in rows:
            thing, kind = self._thing(key)
            if kind is ThingKind.EXCERPT:
                hits.append(self._excerpt_hit(key, thing, query, last))
                continue
            source_row = self._store.connection.execute(
                f"SELECT t.id FROM {view('rendition')} r JOIN {view('thing')} t ON t.key = r.source"
                " WHERE r.key = ?",
                (key,),
            ).fetchone()
            if source_row is None:
                # What was captured was lost with a damaged page: nobody knows whose text it is.
                continue
            rendition = self._texts.rendition(thing)
            text = self._texts.text(rendition) if rendition else None
            words = (text or "")[first:last]
            snippet, marks, start = _cut_at(words, query)
            title = self._names.label(source_row[0])
            ours = rendition is not None and self._texts.method(rendition) is Method.TRANSLATED
            hits.append(
                Hit(
                    *(
                        "source",
                        source_row[0],
                        None,
                        source_row[0],
                        title,
                        snippet,
                        marks,
                        first + start,
                    ),
                    within=words,
                    translated=ours,
                    language=self._texts.language(rendition) if rendition and ours else None,
                )
            )
        return hits

    def _excerpt_hit(self, key: int, excerpt: str, query: str, length: int) -> Hit | None:
        """Make the hit of a passage's words, ``length`` long; None where they were taken back."""
        stream = [recorded.event for recorded in self._store.stream(excerpt)]
        event = stream[0]
        quote, source, start = "", None, None
        if isinstance(event, ExcerptTaken):
            quote = event.quotation.quote if event.quotation else ""
            rendition = self._texts.rendition(event.content.rendition)
            source = rendition.source if rendition else None
            start = event.content.span.start if event.content.span else None
        snippet, marks = cut_around(quote, query)
        translated = [one for one in stream if isinstance(one, ExcerptTranslated)]
        ours = _standing(translated)
        # The index has no way to forget words that it does not keep.
        if translated and length not in {len(quote), *map(len, ours.values())}:
            return None
        # Found by words of ours, a passage is shown in them.
        language = None
        for spoken, words in ours.items() if not marks else ():
            shown, found = cut_around(words, query)
            if found:
                snippet, marks, language = shown, found, spoken
                break
        if not marks and any(
            cut_around(one.translation.words, query)[1] for one in translated if one.translation
        ):
            return None
        title = self._names.label(source) if source else excerpt
        subject = self._first_subject(key)
        return Hit(
            *("excerpt", excerpt, subject, source, title, snippet, marks, start),
            translated=language is not None,
            language=language,
        )

    def _first_subject(self, excerpt: int) -> str | None:
        """Return whom the first fact on a passage is about."""
        view = LIVE.view
        row = self._store.connection.execute(
            f"SELECT s.id FROM {view('citation')} c JOIN {view('fact')} f ON f.key = c.fact"
            f" JOIN {view('thing')} s ON s.key = f.subject WHERE c.cited = ?"
            " ORDER BY c.fact LIMIT 1",
            (excerpt,),
        ).fetchone()
        return None if row is None else str(row[0])


def _standing(translated: Sequence[ExcerptTranslated]) -> dict[str, str]:
    """Return the words of the translations that stand, by language: of each the last, if any."""
    last: dict[str, str | None] = {}
    for one in translated:
        gone = one.translation is None or one.content.withdrawn
        last[one.content.language] = (
            None if gone or one.translation is None else one.translation.words
        )
    return {language: words for language, words in last.items() if words is not None}


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take the marks out of a snippet and return where they stood."""
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    length = start = 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            start = length
        elif piece == _CLOSE:
            marks.append((start, length))
        else:
            plain.append(piece)
            length += len(piece)
    return "".join(plain), tuple(marks)


def cut_around(text: str, query: str, width: int = 160) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a piece of ``text`` around a word of the query, and where its words stand in it.

    A word that was broken at a line's end stands on one line there, its hyphen kept.
    """
    snippet, marks, _ = _cut_at(text, query, width)
    return snippet, marks


def _cut_at(
    text: str, query: str, width: int = 160
) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """Do as `cut_around`, and tell where in ``text`` the first word is; 0 where none is."""
    words = [rf"{re.escape(term)}\b" for term in re.findall(r"\w+", query)]
    if words and _may_begin(query):
        words[-1] = words[-1].removesuffix(r"\b") + r"\w*"
    pattern = re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)
    whole = as_read(text)
    found = {match.span() for match in pattern.finditer(text)}
    if whole is not None:
        found |= {whole.span(*match.span()) for match in pattern.finditer(whole.text)}
    line, places = _on_one_line(text, whole)
    marks: list[tuple[int, int]] = []
    for one, last in sorted(found):
        mark = bisect_left(places, one), bisect_left(places, last - 1) + 1
        if marks and mark[0] < marks[-1][1]:
            # A part of a broken word, and all of it.
            mark = marks[-1][0], max(mark[1], marks.pop()[1])
        marks.append(mark)
    first = _densest(line, marks, width - width // 3)
    start = max(0, first - width // 3)
    if start:
        start = line.rfind(" ", 0, start) + 1
    end = min(len(line), start + width)
    lead, tail = "…" if start else "", "…" if end < len(line) else ""
    off = len(lead) - start
    shown = ((one + off, last + off) for one, last in marks if start <= one and last <= end)
    return f"{lead}{line[start:end]}{tail}", tuple(shown), places[first] if marks else 0


def _densest(line: str, marks: Sequence[tuple[int, int]], width: int) -> int:
    """Return where most of the words that were found stand closest; 0 where none was found."""
    best, at = (0, 0), 0
    for number, (start, _) in enumerate(marks):
        words: set[str] = set()
        reached = start
        for one, last in marks[number:]:
            if last > start + width:
                break
            word = line[one:last].casefold()
            if word not in words:
                words.add(word)
                reached = last
        if (len(words), start - reached) > best:
            best, at = (len(words), start - reached), start
    return at


def _on_one_line(text: str, whole: Whole | None) -> tuple[str, list[int]]:
    """Return a text with single spaces, and where each of its characters stands in it.

    Within a word that was broken no space is put.
    """
    broken = [range(*one) for one in whole.left_out] if whole is not None else []
    line: list[str] = []
    places: list[int] = []
    for run in re.finditer(r"\s+|\S+", text):
        at, end = run.span()
        if not run[0].isspace():
            line.append(run[0])
            places += range(at, end)
        elif places and end < len(text) and not any(at in one for one in broken):
            line.append(" ")
            places.append(at)
    return "".join(line), places
