# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A fuzzer to be run by hand: changed bytes of every kind's sample, many thousand times.

    PYTHONPATH=tests .venv/bin/python -m archive.extraction.fuzz --trials 20000 --seed 1

Each kind is read in processes of its own that hold themselves to the limits, as in earnest, but
many files one after the other. Besides bytes, the inside of packed files is changed and packed
again. Counts what came of it: read; refused, by code; anything else, which a reader should have
refused itself; a process that died; a file beyond its time. Only the last three are findings.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter

from archive.extraction.samples import samples

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import reader
from fonds.archive.extraction.limits import Limits, hold_to
from fonds.archive.sources.extracted import from_wire, to_wire

SECONDS = 20
_BATCH = 500
_STUMBLING_BLOCKS = (
    b"\x00", b"\xff", b"\x7f", b"\x80", b"\x00\x00\x00\x00", b"\xff\xff\xff\x7f", b"<", b">", b"/",
    b"<!--", b"]]>", b"&#x110000;", b"\xed\xa0\x80", b"9999999999", b"-1", b"\r\n\r\n",
)  # fmt: skip


class TooSlowError(Exception):
    """A file took longer than any may."""


def changed(data: bytes, dice: random.Random) -> bytes:
    """Change some bytes: flip, cut, repeat, swap, put in what parsers trip over."""
    whole = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 16, 64))):
        if not whole:
            break
        at = dice.randrange(len(whole))
        size = dice.choice((1, 2, 4, 16, 100, 1000))
        match dice.randrange(6):
            case 0:
                whole[at] ^= 1 << dice.randrange(8)
            case 1:
                whole[at] = dice.randrange(256)
            case 2:
                del whole[at : at + size]
            case 3:
                whole[at:at] = whole[at : at + size] * dice.choice((1, 2, 20))
            case 4:
                other = dice.randrange(len(whole))
                whole[at : at + size] = whole[other : other + size]
            case _:
                whole[at : at + dice.choice((0, 1, 4))] = dice.choice(_STUMBLING_BLOCKS)
    return bytes(whole)


def packed_anew(data: bytes, dice: random.Random) -> bytes:
    """Change the bytes of one member of a packed file and pack it again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = dice.choice(names)
        for name in names:
            body = old.read(name)
            new.writestr(name, changed(body, dice) if name == chosen else body)
    return out.getvalue()


def trial(key: str, data: bytes) -> str:
    """Read changed bytes and say what came of it."""
    asked = Asked("fuzzed", samples()[key].media_type)
    try:
        found = reader(key).extract(data, asked, lambda *_: None)
        from_wire(json.loads(json.dumps(to_wire(found), ensure_ascii=False).encode()))
    except RefusedError as error:
        return f"refused: {error.code}"
    except TooSlowError:
        return "TOO SLOW"
    except MemoryError:
        return "refused: memory"
    except Exception as error:  # noqa: BLE001 - what a reader lets through is what is looked for
        return f"LET THROUGH: {type(error).__name__}: {error}"[:120]
    return "read"


def run_batch(key: str, seed: int, trials: int) -> None:
    """Read so many changed files in this process, and print what came of each."""
    hold_to(Limits(processor=SECONDS * trials))

    def ring(*_: object) -> None:
        raise TooSlowError

    signal.signal(signal.SIGALRM, ring)
    whole = samples()[key].data
    for number in range(seed, seed + trials):
        dice = random.Random(f"{key}:{number}")  # noqa: S311 - the same every time
        packed = whole.startswith(b"PK") and dice.random() < 0.7
        data = packed_anew(whole, dice) if packed else changed(whole, dice)
        signal.alarm(SECONDS)
        outcome = trial(key, data)
        signal.alarm(0)
        sys.stdout.write(f"{number}\t{outcome}\n")
        sys.stdout.flush()


def fuzz(key: str, seed: int, trials: int) -> tuple[Counter[str], list[str]]:
    """Run batches in processes of their own; return how often each outcome was, and findings."""
    counts: Counter[str] = Counter()
    findings: list[str] = []
    at = seed
    while at < seed + trials:
        size = min(_BATCH, seed + trials - at)
        command = [
            sys.executable,
            "-m",
            "archive.extraction.fuzz",
            "--batch",
            key,
            str(at),
            str(size),
        ]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        done = [line.split("\t", 1) for line in ran.stdout.splitlines() if "\t" in line]
        for number, outcome in done:
            counts[outcome.partition(":")[0] if outcome[0].isupper() else outcome] += 1
            if outcome[0].isupper():
                findings.append(f"{key} {number}: {outcome}")
        at += len(done)
        if len(done) < size:
            counts["DIED"] += 1
            findings.append(f"{key} {at}: the process died ({ran.returncode}) {ran.stderr[-200:]}")
            at += 1
    return counts, findings


def main() -> int:
    """Fuzz the kinds that are asked for; end with 1 where anything was found."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--trials", type=int, default=2000, help="of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="+", choices=sorted(samples()), default=sorted(samples()))
    parser.add_argument("--batch", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.batch:
        run_batch(asked.batch[0], int(asked.batch[1]), int(asked.batch[2]))
        return 0
    found: list[str] = []
    for key in asked.only:
        began = time.monotonic()
        counts, findings = fuzz(key, asked.seed, asked.trials)
        found += findings
        said = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(counts.items()))
        sys.stdout.write(f"{key}: {said} ({time.monotonic() - began:.0f} s)\n")
        sys.stdout.flush()
    sys.stdout.write("".join(f"  {line}\n" for line in found[:50]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
