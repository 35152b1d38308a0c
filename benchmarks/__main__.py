# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Runs the benchmarks and prints one table: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import (
    append,
    bulk,
    captures,
    erasing,
    proofs,
    proposals,
    reads,
    rebuild,
    scale,
    space,
    window,
)
from benchmarks.archives import Archives
from benchmarks.measure import seconds, table, variation
from fonds.archive.connection import library_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measure import Findings, Row

FACTS = 20_000
FEW_FACTS = 1_000
_BUILD = Path(__file__).resolve().parents[1] / "build"
SUBJECTS = (
    *("append", "bulk", "rebuild", "space", "reads", "captures", "proofs", "proposals"),
    *("erasing", "window"),
)
SCALE = "scale"


def main() -> int:
    """Run what was asked for; return the exit code."""
    asked = _arguments()
    parent: Path = asked.folder
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="benchmarks-", dir=parent))
    try:
        print("\n".join(_run(asked, folder)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure Fonds against peers.")
    parser.add_argument("--facts", type=int, help=f"how many facts ({FACTS:,})")
    parser.add_argument("--quick", action="store_true", help="few facts, three repetitions")
    parser.add_argument("--repetitions", type=int, help="how often each is measured (7)")
    parser.add_argument(
        "--only", nargs="+", choices=(*SUBJECTS, SCALE), default=SUBJECTS, metavar="SUBJECT"
    )
    parser.add_argument(
        "--sizes",
        nargs="+",
        type=int,
        default=scale.SIZES,
        help="facts, for scale, and for window with --ready",
    )
    parser.add_argument(
        "--folder", type=Path, default=_BUILD, help="on the disk to measure (build)"
    )
    parser.add_argument(
        "--ready", type=Path, help="a folder with FACTS/full.fonds made before, to be copied"
    )
    asked = parser.parse_args()
    asked.facts = asked.facts or (2 * FEW_FACTS if asked.quick else FACTS)
    asked.repetitions = asked.repetitions or (3 if asked.quick else 7)
    return asked


def _run(asked: argparse.Namespace, folder: Path) -> list[str]:
    archives = Archives(folder / "large", asked.facts, asked.ready)
    small = Archives(folder / "small", min(FEW_FACTS, asked.facts))
    # Imports and rebuilds take seconds each, so they are measured less often.
    seldom = max(3, asked.repetitions // 2)
    subjects: dict[str, Callable[[], Findings]] = {
        "append": partial(append.run, archives, asked.repetitions),
        "bulk": partial(bulk.run, archives, seldom),
        "rebuild": partial(rebuild.run, archives, seldom),
        "space": partial(space.run, archives),
        "proposals": proposals.run,
        "reads": partial(reads.run, archives, asked.repetitions, small),
        "erasing": partial(erasing.run, archives, seldom, small),
        "captures": partial(captures.run, folder / "captures"),
        SCALE: partial(
            scale.run, folder, small, tuple(asked.sizes), asked.repetitions, asked.ready
        ),
        "proofs": partial(proofs.run, archives, asked.repetitions),
        "window": partial(
            window.run, folder, small, _window_sizes(asked), asked.repetitions, asked.ready
        ),
    }
    rows: list[Row] = []
    notes: list[str] = []
    before = _fixed_work()
    for name, subject in subjects.items():
        if name in asked.only:
            print(f"{name} …", end=" ", file=sys.stderr, flush=True)
            began = time.perf_counter()
            found = subject()
            print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr)
            rows += found.rows
            notes += found.notes
    noise = variation(before + _fixed_work())
    return [
        f"{asked.facts:,} facts on {len(archives.material.documents):,} documents; {_machine()}.",
        (
            "A ratio says how many times as fast as the peer Fonds is (with the aim ≤: how many"
            " times as much it takes): the median of the repetitions."
        ),
        "",
        table(rows),
        "",
        *notes,
        f"Noise: one fixed computation took up to {noise} more or less than its median.",
    ]


def _window_sizes(asked: argparse.Namespace) -> tuple[int, ...]:
    """Give the sizes to start the window at: as many facts as elsewhere, or those made before."""
    return (asked.facts,) if asked.ready is None else tuple(asked.sizes)


def _fixed_work() -> list[float]:
    """Time a computation that is always the same: what it varies by is the machine's doing."""
    return [seconds(lambda: sum(number * number for number in range(300_000))) for _ in range(7)]


def _machine() -> str:
    version = ".".join(map(str, library_version()))
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"Python {platform.python_version()}, SQLite {version}, {os.cpu_count()} processors{load}"
    )


if __name__ == "__main__":
    sys.exit(main())
