# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Importing many facts at once, with everything on, against the SQL that this comes down to."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from benchmarks.measure import Aim, Findings, Row, against, in_turns, rate, variation
from benchmarks.recording import Statement, recorded, speak, transactions, writes
from fonds.archive import Archive
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.connection import connect, make_durable

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.archives import Archives


def run(archives: Archives, repetitions: int) -> Findings:
    """Compare imports into fresh archives with `executemany` of the rows one import wrote."""
    lines, count = archives.lines, archives.count
    with recorded(archives.empty()) as (archive, told):
        archive.execute(ImportFacts(lines))
        reads = sum(1 for statement in told if statement.reads)
        written = [writes(transaction) for transaction in transactions(told)]
    rows = sum(len(statement.rows) for transaction in written for statement in transaction)
    del told
    fresh = [(archives.empty(), archives.empty()) for _ in range(repetitions)]
    times = in_turns(
        repetitions,
        {
            "ours": lambda turn: _import(fresh[turn][0], lines),
            "same": lambda turn: _speak(fresh[turn][1], written),
        },
    )
    row = Row(
        "import facts in bulk : executemany of the same rows, prebuilt",
        rate(count, times["ours"]),
        rate(count, times["same"]),
        against(times["same"], times["ours"]),
        Aim(1 / 3),
    )
    note = (
        f"An import writes {rows / count:.1f} rows and asks {reads / count:.2f} questions a fact;"
        f" imports differed by up to {variation(times['ours'])} between repetitions."
    )
    return Findings((row,), (note,))


def _import(path: Path, lines: list[bytes]) -> None:
    with Archive.open(path) as archive:
        archive.execute(ImportFacts(lines))


def _speak(path: Path, written: list[list[Statement]]) -> None:
    with contextlib.closing(connect(path, mode="rw")) as connection:
        make_durable(connection)
        for transaction in written:
            speak(connection, transaction)
