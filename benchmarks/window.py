# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The window: how long it takes to start, how much memory, and whether it ever hesitates.

Everything runs in child processes, offscreen: the start is measured as the system sees it (time of
a processor, time, largest memory) up to the moment in which there is something to read, the rest by
`benchmarks.window_work` inside one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.archives import Archives
from benchmarks.measure import Aim, Findings, Row, against
from fonds.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Sequence

_START = Aim(3.0, most=True)
_NO_GROWTH = Aim(1.2, most=True)
_WITHIN = Aim(1.0, most=True)

_ROOM_MB = 120
"""Memory the window may take above a bare one's."""

_QUICK = 3

_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Run:
    """What one child took: seconds of processor, seconds, megabytes at most."""

    computing: float
    lasted: float
    memory: float


def run(
    folder: Path, small: Archives, sizes: Sequence[int], repetitions: int, ready: Path | None
) -> Findings:
    """Measure starts on the small archive and on those of ``sizes``, then work in the window."""
    archives = {small.count: small.full()}
    for size in sizes:
        archives[size] = Archives(folder / str(size), size, ready).full()
    subjects = {size: _usual_subject(path) for size, path in archives.items()}
    runs: dict[int, list[Run]] = {size: [] for size in (0, *archives)}
    # The first run of each fills the system's cache, and the compiled modules.
    for turn in range(repetitions + 1):
        for size, kept in runs.items():
            one = _child("bare") if not size else _child(str(archives[size]), subjects[size])
            if turn:
                kept.append(one)
    rows = []
    for size in archives:
        rows += _rows(size, runs[size], runs[0], None if size == small.count else runs[small.count])
    found = _work(archives[max(archives)], subjects[max(archives)], folder, repetitions)
    return Findings((*rows, *found.rows), found.notes)


def _usual_subject(path: Path) -> str:
    """Return a subject with about twenty facts."""
    with Archive.open(path) as archive:
        rows = archive.queries.subjects()
    return min(rows, key=lambda row: abs(row.facts - 20)).id


def _rows(size: int, ours: list[Run], bare: list[Run], few: list[Run] | None) -> list[Row]:
    name = f"window, {size:,} facts"
    computing = [one.computing for one in ours]
    made = [
        _times(f"{name} : bare window, processor", computing, [one.computing for one in bare]),
        _times(
            f"{name} : bare window, time",
            [one.lasted for one in ours],
            [one.lasted for one in bare],
        ),
        Row(
            f"{name} : memory above the bare one's",
            f"{_middle([one.memory for one in ours]):.0f} MB",
            f"{_middle([one.memory for one in bare]):.0f} + {_ROOM_MB} MB",
            tuple(
                (one.memory - less.memory) / _ROOM_MB for one, less in zip(ours, bare, strict=True)
            ),
            _WITHIN,
        ),
    ]
    if few is not None:
        small = [one.computing for one in few]
        made.append(_times(f"{name} : small archive, processor", computing, small, _NO_GROWTH))
    return made


def _times(name: str, ours: list[float], theirs: list[float], aim: Aim = _START) -> Row:
    return Row(name, _seconds(ours), _seconds(theirs), against(ours, theirs), aim)


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _seconds(values: list[float]) -> str:
    return f"{_middle(values):.2f} s"


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FONDS_")}
    # An installed program has its modules compiled; a measurement should have them too.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"QT_QPA_PLATFORM": "offscreen"}


def _child(*arguments: str) -> Run:
    began = time.monotonic()
    computed, there, memory = json.loads(_told("benchmarks.window_start", *arguments))
    return Run(computed, there - began, memory)


def _told(module: str, *arguments: str) -> bytes:
    """Run a module in a process of its own, and return what it printed."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, cwd=_ROOT, env=_environment(), check=True, stdout=subprocess.PIPE
    ).stdout


def _work(archive: Path, subject: str, folder: Path, repetitions: int) -> Findings:
    # In the few repetitions of a quick run fewer passages are made, which is most of the time.
    passages = 10_000 if repetitions > _QUICK else 1_000
    given = (str(archive), subject, str(folder), str(repetitions), str(passages))
    found = json.loads(_told("benchmarks.window_work", *given))
    rows = tuple(
        Row(
            one["name"],
            f"{_middle(one['ours']) * 1000:.1f} ms",
            one["limit"],
            tuple(value / one["within"] for value in one["ours"]),
            _WITHIN,
        )
        for one in found["rows"]
    )
    return Findings(rows, tuple(found["notes"]))
