# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reading: what a person waits for, and whether it grows with the archive."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from benchmarks.measure import Aim, Findings, Row, in_turns, milliseconds, seconds
from fonds.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.archives import Archives
    from fonds.archive.queries.answers import Record, SubjectRow
    from fonds.archive.queries.queries import Queries

USUAL = 20
"""Facts about the subjects whose records are read, in the small archive and in the large one."""

_SUBJECTS = 5
_SEARCHES = 200
_NO_GROWTH = Aim(1.3, most=True)


def run(archives: Archives, repetitions: int, small: Archives) -> Findings:
    """Compare each read at ``archives.count`` facts with the same read in the small archive."""
    rows = []
    with _Reader.opened(small) as few, _Reader.opened(archives) as many:
        reads: tuple[tuple[str, Callable[[_Reader], object]], ...] = (
            ("open and close an archive", _Reader.open_and_close),
            (f"a record of {USUAL} facts", _Reader.records),
            (f"the same as of half the log", _Reader.records_as_of),
            ("a fact's history", _Reader.histories),
            ("the conflicts of a subject", _Reader.conflicts_of),
            ("the first page of conflicts", _Reader.conflicts),
        )
        for name, read in reads:
            read(few), read(many)
            times = in_turns(
                repetitions,
                {"few": lambda _, read=read: read(few), "many": lambda _, read=read: read(many)},
            )
            ratios = tuple(
                large / little for large, little in zip(times["many"], times["few"], strict=True)
            )
            rows.append(
                Row(
                    f"{name} : at {small.count:,} facts",
                    milliseconds(_each(times["many"], name)),
                    milliseconds(_each(times["few"], name)),
                    ratios,
                    _NO_GROWTH,
                )
            )
        slow_few, slow_many = few.slow_search(small), many.slow_search(archives)
    rows.append(
        Row(
            f"search, slowest of twenty : at {small.count:,} facts",
            milliseconds([slow_many]),
            milliseconds([slow_few]),
            (slow_many / slow_few,),
        )
    )
    return Findings(tuple(rows))
