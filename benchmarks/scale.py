# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What should not grow with the archive: appends, reads, search, at one size after another."""

from __future__ import annotations

import contextlib
import re
import statistics
import subprocess
import sys
from collections import Counter
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from benchmarks import append, reads
from benchmarks.archives import Archives
from benchmarks.measure import Aim, Findings, Row, in_turns, milliseconds, seconds, undisturbed
from benchmarks.recording import recorded, speak, transactions, writes
from fonds.archive import Archive
from fonds.archive.connection import connect, make_durable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.generate import Fact
    from benchmarks.recording import Statement

SIZES = (10_000, 100_000)
"""Facts of the archives held against the small one."""

REBUILT = 10_000
"""About how many facts the archive has whose rebuild is held against its rows."""

MOST_KEPT = 100_000
"""No larger archive's rebuild is held against its rows: they are all kept in memory."""

_PAGE = 50
_SEARCHES = 40
_NO_GROWTH = Aim(1.3, most=True)
_AS_ONE_TYPES = 0.050
_REBUILD = Aim(3, most=True)


def run(
    folder: Path,
    small: Archives,
    sizes: tuple[int, ...],
    repetitions: int,
    ready: Path | None = None,
) -> Findings:
    """Compare each archive with the small one; measure searches of each kind at each size."""
    rows: list[Row] = []
    notes: list[str] = []
    for size in sizes:
        archives = Archives(folder / f"scale-{size}", size, ready)
        archives.full()
        rows += _appends(archives, small, repetitions)
        found = reads.run(archives, repetitions, small)
        rows += [row for row in found.rows if not row.name.startswith("search")]
        searched = _searches(archives)
        rows += searched
        notes.append(_memory(archives))
        if size == min(sizes, key=lambda one: abs(one - REBUILT)) and size <= MOST_KEPT:
            rows.append(_rebuild(archives, repetitions))
    return Findings(tuple(rows), tuple(notes))


def _appends(archives: Archives, small: Archives, repetitions: int) -> list[Row]:
    with contextlib.ExitStack() as opened:
        works: dict[str, Callable[[int], object]] = {}
        for name, own in (("few", small), ("many", archives)):
            path = own.full()
            with Archive.open(path) as archive:
                count = append.BLOCK * (repetitions + 1)
                commands = append.commands_for(archive, own, count, taken=True)
            block = append.in_blocks(_appending(opened.enter_context(Archive.open(path)), commands))
            block(0)
            works[name] = append.later(block)
        times = in_turns(repetitions, works)
    title = f"append one fact at {archives.count:,} : at {small.count:,} facts"
    return [reads.row(title, times, _NO_GROWTH, things=append.BLOCK)]


def _appending(archive: Archive, commands: list[append.AssertFact]) -> Callable[[int], object]:
    return lambda at: archive.execute(commands[at])


def _searches(archives: Archives) -> list[Row]:
    """Measure searches of each kind: what 95 of 100 take at most, the first 50 hits told."""
    rows = []
    with contextlib.closing(reads.Reader(archives.full())) as reader, undisturbed():
        search = reader.archive.queries.search
        for kind, queries in searches_by_kind(archives.material.facts).items():
            each = [seconds(partial(search, query, limit=_PAGE)) for query in queries]
            p95 = statistics.quantiles(each, n=20)[-1]
            rows.append(
                Row(
                    f"search, p95, {kind}, {archives.count:,} facts : 50 ms",
                    milliseconds([p95]),
                    milliseconds([_AS_ONE_TYPES]),
                    (p95 / _AS_ONE_TYPES,),
                    Aim(1, most=True),
                )
            )
    return rows


def searches_by_kind(facts: list[Fact]) -> dict[str, list[str]]:
    """Return searches for rare, middling and common words, phrases, and beginnings of words."""
    random = Random(2)  # noqa: S311 - the same searches again, nothing secret
    said = [fact["quote"] for fact in random.choices(facts, k=5000)]
    counted = Counter(word for words in said for word in set(re.findall(r"\w{4,}", words.lower())))
    ranked = [word for word, _ in counted.most_common()]
    begun = Counter()
    for word, count in counted.items():
        begun[word[:4]] += count
    beginnings = [beginning for beginning, _ in begun.most_common(_SEARCHES)]
    middle = len(ranked) // 20
    return {
        # A blank after it: the word is whole, not a beginning.
        "rare words": [f"{word} " for word in ranked[-_SEARCHES:]],
        "middling words": [f"{word} " for word in ranked[middle : middle + _SEARCHES]],
        "common words": [f"{word} " for word in ranked[:_SEARCHES]],
        "phrases": [f'"{" ".join(words.split()[2:5])}"' for words in said[:_SEARCHES]],
        "beginnings": beginnings,
    }


def _rebuild(archives: Archives, repetitions: int) -> Row:
    """Compare a rebuild with its own writing statements, spoken again in a fresh copy."""
    with recorded(archives.full()) as (archive, told):
        archive.rebuild()
        written = [writes(transaction) for transaction in transactions(told)]
    seldom = max(3, repetitions // 2)
    fresh = [(archives.full(), archives.full()) for _ in range(seldom)]
    times = in_turns(
        seldom,
        {
            "few": lambda turn: _speak(fresh[turn][1], written),
            "many": lambda turn: _rebuild_once(fresh[turn][0]),
        },
    )
    return reads.row(
        f"rebuild, {archives.count:,} facts : the same rows", times, _REBUILD, things=1
    )


def _rebuild_once(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.rebuild()


def _speak(path: Path, written: list[list[Statement]]) -> None:
    with contextlib.closing(connect(path, mode="rw")) as connection:
        make_durable(connection)
        for transaction in written:
            speak(connection, transaction)


_MEASURE = """
import resource, sys
from fonds.archive import Archive
with Archive.open(sys.argv[1]) as archive:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    archive.rebuild()
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def _memory(archives: Archives) -> str:
    asked = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(archives.full())],
        capture_output=True,
        check=False,
        text=True,
    )
    grown, beside = asked.stdout.split() or ("an unknown number of", "an unknown number of")
    return (
        f"A rebuild of {archives.count:,} facts takes {grown} MiB more than an open archive, and a"
        f" process that helps with it {beside} MiB."
    )
