# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Injects faults and counts what is lost.

    python -m tests.faults --trials 2000 --seed 1 [--fault TEXT] [--act TEXT] [--json]

Prints a table of acts and faults, and every promise that was not kept; ends with 1 where there is
one. A trial is repeated by the seed and number it is told with.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults.bad_disk import LOADED, compiled, is_loaded, why_not
from faults.injected import FAULTS, Trial, usual
from faults.operations import OPERATIONS, prepared


def preload(folder: Path) -> None:
    """Begin this program anew with the bad disk preloaded, where that can be."""
    library = compiled(folder)
    os.execve(  # noqa: S606 - this very program
        sys.executable,
        [sys.executable, *sys.orig_argv[1:]],
        {
            **os.environ,
            "LD_PRELOAD": str(library),
            LOADED: str(folder),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--trials", type=int, default=200, help="how many in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", default="", help="only faults whose name has these words")
    parser.add_argument("--act", default="", help="only acts whose name has these words")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def run(folder: Path, options: argparse.Namespace) -> dict[str, object]:
    """Make the trials and return what came of them."""
    kept = {name: fault for name, fault in FAULTS.items() if options.fault in name}
    not_here = {name: why for name, fault in kept.items() if (why := fault.why_not())}
    pairs = [
        (act, name)
        for name, fault in kept.items()
        for act in OPERATIONS
        if name not in not_here and options.act in act and (fault.only is None or act in fault.only)
    ]
    (folder / "base").mkdir()
    base = prepared(folder / "base")
    usually = {}
    for act in {act for act, _ in pairs}:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            usually[act] = usual(act, base, Path(place))
    rows: Counter[tuple[str, str, str]] = Counter()
    broken: list[str] = []
    for number in range(options.trials):
        act, name = pairs[number % len(pairs)]
        chance = random.Random(f"{options.seed}/{number}")  # noqa: S311 - nothing secret
        with tempfile.TemporaryDirectory(dir=folder) as place:
            trial = Trial(act, base, Path(place), chance, usually[act])
            result = FAULTS[name].bring_about(trial)
        rows[act, name, "trials"] += 1
        rows[act, name, "injected"] += result.injected
        rows[act, name, "acknowledged"] += result.acknowledged
        rows[act, name, "lost"] += sum(wrong.startswith("LOST") for wrong in result.wrongs)
        rows[act, name, "wrong"] += bool(result.wrongs)
        broken += [f"trial {number} ({act}; {name}): {wrong}" for wrong in result.wrongs]
    return {
        "seed": options.seed,
        "machine": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "not_here": not_here,
        "rows": [
            {
                "act": act,
                "fault": name,
                **{
                    what: rows[act, name, what]
                    for what in ("trials", "injected", "acknowledged", "lost", "wrong")
                },
            }
            for act, name in pairs
        ],
        "broken": broken,
    }


def table(answer: dict[str, object], seconds: float) -> str:
    """Lay the answer out for a reader, as Markdown."""
    lines = [
        "| act | fault | trials | faults injected | events acknowledged | lost | not as promised |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    total: Counter[str] = Counter()
    for row in answer["rows"]:
        numbers = {key: value for key, value in row.items() if isinstance(value, int)}
        total.update(numbers)
        cells = " | ".join(f"{value:,}" for value in numbers.values())
        lines.append(f"| {row['act']} | {row['fault']} | {cells} |")
    lines.append(f"| **all** | | {' | '.join(f'{value:,}' for value in total.values())} |")
    lines += [f"Not here: {name}: {why}." for name, why in answer["not_here"].items()]
    lines += [f"BROKEN {wrong}" for wrong in answer["broken"]]
    lines.append(f"{answer['machine']}, seed {answer['seed']}, {seconds:,.0f} s.")
    return "\n".join(lines)


def main() -> int:
    """Run."""
    options = arguments()
    if not is_loaded() and why_not() is None:
        preload(Path(tempfile.mkdtemp(prefix="fonds-faults-")))
    folder = Path(os.environ.get(LOADED) or tempfile.mkdtemp(prefix="fonds-faults-"))
    os.environ.pop("LD_PRELOAD", None)
    began = time.monotonic()
    try:
        answer = run(folder, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    seconds = time.monotonic() - began
    sys.stdout.write(
        f"{json.dumps(answer, indent=1) if options.json else table(answer, seconds)}\n"
    )
    return 1 if answer["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
