# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reading: what a person waits for, and whether that grows with the archive."""

from __future__ import annotations

import contextlib
import json
import statistics
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from benchmarks import peers
from benchmarks.measure import (
    Aim,
    Findings,
    Row,
    in_turns,
    milliseconds,
    seconds,
    undisturbed,
)
from fonds.archive import Archive
from fonds.archive.errors import RefusedError
from fonds.archive.tables import LIVE
from fonds.events.catalogue.fact import FactAsserted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.archives import Archives
    from benchmarks.generate import Fact
    from fonds.archive.queries.answers import Record

USUAL = 20
"""Facts about the subjects whose records are read, in the small archive and in the large one."""

_THINGS = 5
"""How many things each read is done to; the time is for one of them."""

_SEARCHES = 100
_PAGE = 50
_NO_GROWTH = Aim(1.3, most=True)
_MISSING = "nomenklatura is not installed, so it is left out (it asks for ICU's own libraries)."
_OF_FACTS = (
    f"SELECT f.id FROM {LIVE.view('attribution')} a JOIN {LIVE.view('thing')} f"
    f" ON f.key = a.fact JOIN {LIVE.view('thing')} s ON s.key = a.subject WHERE s.id = ?"
)
"""Selects the facts about a subject."""


def run(archives: Archives, repetitions: int, small: Archives) -> Findings:
    """Compare each read at ``archives.count`` facts with the same read in the small archive."""
    rows = []
    with contextlib.ExitStack() as opened:
        few = opened.enter_context(contextlib.closing(Reader(small.full())))
        many = opened.enter_context(contextlib.closing(Reader(archives.full())))
        for name, read in _READS:
            for reader in (few, many):
                read(reader)
            times = in_turns(
                repetitions,
                {"few": partial(_read, read, few), "many": partial(_read, read, many)},
            )
            rows.append(row(f"{name} : at {small.count:,} facts", times, _NO_GROWTH))
        rows.append(_conflicts(repetitions, few, many, small.count))
        rows.append(_as_of_against_events(repetitions, many))
        rows.append(_record_against_json(repetitions, many))
        against_statements = _record_against_statements(repetitions, archives, many)
        rows += against_statements
        searches = _search_in_turns(repetitions, (small, few), (archives, many))
        rows.append(row(f"search, p95 : at {small.count:,} facts", searches, None, things=1))
    return Findings(tuple(rows), () if against_statements else (_MISSING,))


def _read(read: Callable[[Reader], None], reader: Reader, _turn: int) -> None:
    read(reader)


def row(name: str, times: dict[str, list[float]], aim: Aim | None, things: int = _THINGS) -> Row:
    """Return a line of the table: the times in the large archive against those in the small."""
    many, few = ([time / things for time in times[size]] for size in ("many", "few"))
    ratios = tuple(large / little for large, little in zip(many, few, strict=True))
    return Row(name, milliseconds(many), milliseconds(few), ratios, aim)


def _conflicts(repetitions: int, few: Reader, many: Reader, count: int) -> Row:
    """Compare the first page of all conflicts, for each fact that it names.

    The heaviest subjects come first in both lists, and in a larger archive more facts of theirs
    conflict; a page takes as long as what stands on it.
    """
    times = in_turns(
        repetitions,
        {
            "few": partial(_read, Reader.all_conflicts, few),
            "many": partial(_read, Reader.all_conflicts, many),
        },
    )
    each = {
        size: [time / max(reader.facts_on_page, 1) for time in times[size]]
        for size, reader in (("few", few), ("many", many))
    }
    name = f"a page of conflicts, for each fact on it : at {count:,} facts"
    return row(name, each, _NO_GROWTH)


def _as_of_against_events(repetitions: int, reader: Reader) -> Row:
    """Compare the record of the heaviest subject as of the head with its events being read."""
    times = in_turns(
        max(3, repetitions // 2),
        {
            "few": partial(_read, Reader.events_of_the_heaviest, reader),
            "many": partial(_read, Reader.the_heaviest_as_of_the_head, reader),
        },
        hidden=False,
    )
    name = f"an as-of record of {reader.heaviest.facts:,} facts : its events read"
    return row(name, times, Aim(2, most=True), things=1)


def _record_against_json(repetitions: int, reader: Reader) -> Row:
    """Compare the whole record of the heaviest subject with its parts being read as JSON."""
    times = in_turns(
        max(3, repetitions // 2),
        {
            "few": partial(_read, Reader.json_of_the_heaviest, reader),
            "many": partial(_read, Reader.the_heaviest, reader),
        },
        hidden=False,
    )
    name = f"a record of {reader.heaviest.facts:,} facts : its parts as JSON"
    return row(name, times, None, things=1)


def _record_against_statements(repetitions: int, archives: Archives, reader: Reader) -> list[Row]:
    """Compare the whole record of the heaviest subject with its entity in nomenklatura's store."""
    store = peers.statement_store(archives)
    if store is None:
        return []
    with contextlib.closing(store):
        count = store.read(reader.heaviest.label)
        times = in_turns(
            max(3, repetitions // 2),
            {
                "few": lambda _: store.read(reader.heaviest.label),
                "many": partial(_read, Reader.the_heaviest_looked_at, reader),
                "told": partial(_read, Reader.the_heaviest_told, reader),
            },
            hidden=False,
        )
    name = f"a record of {reader.heaviest.facts:,} facts : nomenklatura, {count:,} statements"
    told = {"few": times["few"], "many": times["told"]}
    return [
        row(name, times, Aim(1, most=True), things=1),
        row("the same, each fact told : nomenklatura", told, None, things=1),
    ]


def _search_in_turns(repetitions: int, *readers: tuple[Archives, Reader]) -> dict[str, list[float]]:
    """Return, for each repetition, the time that 95 of 100 searches take at most."""
    times: dict[str, list[float]] = {"few": [], "many": []}
    asked = [_searches(archives.material.facts) for archives, _ in readers]
    with undisturbed():
        for _ in range(repetitions):
            for size, queries, (_, reader) in zip(times, asked, readers, strict=True):
                search = reader.archive.queries.search
                each = [seconds(partial(search, query)) for query in queries]
                times[size].append(statistics.quantiles(each, n=20)[-1])
    return times


def _searches(facts: list[Fact]) -> list[str]:
    """Return what people type: a name, a word of a passage, its beginning, two words."""
    random = Random(1)  # noqa: S311 - the same searches again, nothing secret
    queries = []
    for fact in random.choices(facts, k=_SEARCHES):
        words = [word.strip("“”.,") for word in fact["quote"].split() if len(word) > 4]
        queries.append(
            random.choice(
                (
                    fact["subject"],
                    random.choice(words),
                    random.choice(words)[:4],
                    " ".join(random.sample(words, 2)) if len(words) > 1 else words[0],
                )
            )
        )
    return queries


class Reader:
    """An open archive with a few usual things in it to read."""

    def __init__(self, path: Path) -> None:
        """Open the archive and find what will be read."""
        self.path = path
        self.archive = Archive.open(path)
        queries = self.archive.queries
        # As many facts as now, folded all the same: of half a log, a record has as many as it has.
        self.then = f"@{self.archive.head().size - 1}"
        subjects = queries.subjects()
        self.heaviest = subjects[0]
        page = queries.conflicts(limit=_PAGE)
        self.facts_on_page = sum(len(conflict.facts) for conflict in page)
        near = sorted(subjects, key=lambda row: (abs(row.facts - USUAL), row.id))
        self.subjects: list[str] = []
        for row in near:
            # One that the last event opened has no record as of the one before.
            with contextlib.suppress(RefusedError):
                queries.record(row.id, as_of=self.then)
                self.subjects.append(row.id)
            if len(self.subjects) == _THINGS:
                break
        self.facts = [_any_fact(queries.record(subject)) for subject in self.subjects]

    def close(self) -> None:
        """Close the archive."""
        self.archive.close()

    def open_and_close(self) -> None:
        """Open the archive anew and close it."""
        for _ in range(_THINGS):
            Archive.open(self.path).close()

    def records(self) -> None:
        """Read usual records."""
        for subject in self.subjects:
            self.archive.queries.record(subject)

    def records_as_of_then(self) -> None:
        """Read them as of the last event but one."""
        for subject in self.subjects:
            self.archive.queries.record(subject, as_of=self.then)

    def histories(self) -> None:
        """Read the history of facts."""
        for fact in self.facts:
            self.archive.queries.history(fact)

    def the_heaviest_as_of_the_head(self) -> None:
        """Read the largest record at a position, by folding everything it takes."""
        self.archive.queries.record(self.heaviest.id, as_of=f"@{self.archive.head().size}")

    def the_heaviest(self) -> None:
        """Read the largest record as it is now, all of it."""
        self.archive.queries.record(self.heaviest.id)

    def the_heaviest_looked_at(self) -> None:
        """Read it and look at its values: what they are, what they rest on, and whose they are."""
        record = self.archive.queries.record(self.heaviest.id)
        for one in record.properties():
            for scope in one.scopes:
                for value in scope.values:
                    _ = value.display, value.rank, value.sources, value.lineages
                    _ = [fact.id for fact in value.facts]

    def the_heaviest_told(self) -> None:
        """Read it and look at what nomenklatura holds of each statement, of each fact."""
        record = self.archive.queries.record(self.heaviest.id)
        for one in record.properties():
            for scope in one.scopes:
                for value in scope.values:
                    for fact in value.facts:
                        _ = fact.display, fact.value_as_written, fact.recorded_at
                        _ = [(passage.source, passage.quote) for passage in fact.citations]

    def json_of_the_heaviest(self) -> None:
        """Read the parts of its facts' events and of their passages' with `json`, no more."""
        store = self.archive.queries._store  # noqa: SLF001 - as below
        targets: set[str] = set()
        for _, _, parts in store.selected_as_stored(_OF_FACTS, (self.heaviest.id, 2**62)):
            read = {name: json.loads(data) for name, data in parts.items()}
            targets |= {one["excerpt"] for one in read["content"].get("citations", ())}
        passages = (json.dumps(sorted(targets)), 2**62)
        for _, _, parts in store.selected_as_stored("SELECT value FROM json_each(?)", passages):
            for data in parts.values():
                json.loads(data)

    def events_of_the_heaviest(self) -> None:
        """Read the events of its facts and of the passages they cite, and do nothing with them."""
        store = self.archive.queries._store  # noqa: SLF001 - what the query itself reads by
        targets = {
            citation.target
            for recorded in store.selected(_OF_FACTS, (self.heaviest.id, 2**62))
            if isinstance(recorded.event, FactAsserted)
            for citation in recorded.event.content.citations
        }
        passages = "SELECT value FROM json_each(?)"
        for _ in store.selected(passages, (json.dumps(sorted(targets)), 2**62)):
            """They are decoded, which is what reading takes."""

    def conflicts_of_subjects(self) -> None:
        """List the conflicts of subjects."""
        for subject in self.subjects:
            self.archive.queries.conflicts(subject)

    def all_conflicts(self) -> None:
        """List the first page of all conflicts."""
        for _ in range(_THINGS):
            self.archive.queries.conflicts(limit=_PAGE)


_READS: tuple[tuple[str, Callable[[Reader], None]], ...] = (
    ("open and close an archive", Reader.open_and_close),
    (f"a record of {USUAL} facts", Reader.records),
    ("the same record as of a moment", Reader.records_as_of_then),
    ("a fact's history", Reader.histories),
    ("the conflicts of a subject", Reader.conflicts_of_subjects),
)


def _any_fact(record: Record) -> str:
    return record.sections[0].properties[0].scopes[0].values[0].facts[0].id
