# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Injects faults and counts what is lost.

    python -m tests.faults --trials 2000 --seed 1 [--fault TEXT] [--act TEXT] [--json]
    python -m tests.faults --trials 2000 --seed 1 --record FILE --minutes 15

Prints a table of acts and faults, and every promise that was not kept; ends with 1 where there is
one. A trial is repeated by the seed and number it is told with. With ``--record`` each trial is
written down as it is made, and the same words typed again go on where the last run ended, however
it did; the table counts them all. A run that is not at its end says so, and ends with 2.
"""

from __future__ import annotations

import argparse
import json
import math
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
from faults.injected import FAULTS, usual
from faults.operations import OPERATIONS, prepared
from faults.records import Made, Records
from faults.trial import Result, Trial, Usual


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
    parser.add_argument("--record", type=Path, help="write each trial down, go on from there")
    parser.add_argument("--minutes", type=float, help="begin no trial after so long")
    return parser.parse_args()


def run(folder: Path, options: argparse.Namespace) -> dict[str, object]:
    """Make the trials and return what came of them."""
    until = time.monotonic() + 60 * (options.minutes or math.inf)
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
    plan = {"trials": options.trials, "seed": options.seed, "pairs": [list(one) for one in pairs]}
    records = Records(options.record, plan)
    done = records.done
    for number in range(options.trials):
        if time.monotonic() > until:
            break
        if number not in done:
            act, name = pairs[number % len(pairs)]
            records.add(trial(number, act, name, folder, base, usually[act], options.seed))
    return {
        "seed": options.seed,
        "machine": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "not_here": not_here,
        "rows": records.rows(pairs),
        "broken": records.broken(),
        "left": options.trials - len(records.made),
        "seconds": sum(one.seconds for one in records.made),
    }


def trial(
    number: int, act: str, name: str, folder: Path, base: Path, usually: Usual, seed: int
) -> Made:
    """Make one trial. What the harness itself stumbles over is a promise not kept, until judged."""
    began = time.monotonic()
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - nothing secret
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as place:
        try:
            result = FAULTS[name].bring_about(Trial(act, base, Path(place), chance, usually))
        except Exception as error:  # noqa: BLE001 - one trial must not end the others
            result = Result(False, 0, [f"the trial raised {type(error).__name__}: {error}"])
    return Made(
        number,
        act,
        name,
        result.injected,
        result.acknowledged,
        result.elsewhere,
        result.wrongs,
        time.monotonic() - began,
    )


def table(answer: dict[str, object]) -> str:
    """Lay the answer out for a reader, as Markdown."""
    lines = [
        (
            "| act | fault | trials | faults injected | events acknowledged | lost"
            " | not as promised | told only by a head kept elsewhere |"
        ),
        "|---|---|--:|--:|--:|--:|--:|--:|",
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
    if answer["left"]:
        lines.append(f"NOT AT ITS END: {answer['left']:,} of the trials are not made yet.")
    lines.append(f"{answer['machine']}, seed {answer['seed']}, {answer['seconds']:,.0f} s.")
    return "\n".join(lines)


def main() -> int:
    """Run."""
    options = arguments()
    if not is_loaded() and why_not() is None:
        preload(Path(tempfile.mkdtemp(prefix="fonds-faults-")))
    folder = Path(os.environ.get(LOADED) or tempfile.mkdtemp(prefix="fonds-faults-"))
    os.environ.pop("LD_PRELOAD", None)
    try:
        answer = run(folder, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.write(f"{json.dumps(answer, indent=1) if options.json else table(answer)}\n")
    return 1 if answer["broken"] else 2 if answer["left"] else 0


if __name__ == "__main__":
    sys.exit(main())
