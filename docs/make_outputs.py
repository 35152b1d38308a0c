# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
# ruff: noqa: INP001 - a script, in no package
"""Carries out what the pages tell a reader to type, and holds what they show to what comes of it.

    .venv/bin/python docs/make_outputs.py [PAGE …]

writes what is printed into the pages, and names what it cannot write by itself since it has a "…";
tests/pages/ runs the same without writing. Every ``sh`` and
``python`` block of a page is carried out, one after the other, in a folder of the page's own that
has the sample archive, ``marlow.fonds``, and its documents in ``examples/marlow``. A block
``output`` after one of them is what it prints; a line with "…" in it stands for any line that is
alike around the "…", and a line that is nothing else for any number of lines. A comment
``<!-- ends with 3 -->`` before a block says how it ends, if not with 0.

The pages name facts by ids of the sample. ``docs/sample-ids.txt`` lists them as they were when the
pages were last brought up to date; where the sample has other ids now, this script gives them to
the pages.

A page cannot open a window here, nor run the whole of ``make test`` inside a test: ``fonds view``
draws its picture instead, and of ``make`` only is asked whether it knows what it is told.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = tuple(
    path
    for pattern in ("*.md", "docs/**/*.md", "*/README.md")
    for path in sorted(ROOT.glob(pattern))
    if not path.relative_to(ROOT).parts[0].startswith((".", "build", "dist"))
)
RUN = ("sh", "python")
FENCE = re.compile(r"^([ ]*)```([^\n`]*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
ENDS = re.compile(r"<!-- ends with (\d+) -->\s*$")
ANY = "…"
IDS = ROOT / "docs" / "sample-ids.txt"
NAMED = re.compile(r"(?<![\w-])[a-z2-7]{4}(?:[a-z2-7]{12})?(?![\w-])")
IN_CODE = re.compile(r"```.*?^ *```|`[^`\n]+`", re.DOTALL | re.MULTILINE)

_FONDS = """#!/bin/sh
case "$1" in view) set -- "$@" --screenshot "$HOME/window.png" ;; esac
exec "{fonds}" "$@"
"""
# A link would do, but for Pythons that look for their environment beside the link.
_PYTHON = """#!/bin/sh
exec "{python}" "$@"
"""
_MAKE = """#!/bin/sh
exec "{make}" --dry-run --no-print-directory --directory="{root}" "$@" >/dev/null
"""


@dataclass(frozen=True)
class Block:
    """One fenced block of a page. ``line`` is where it begins, from 1; ``code`` how it ends."""

    language: str
    text: str
    line: int
    start: int
    end: int
    code: int


@dataclass(frozen=True)
class Told:
    """A block that was carried out, what it printed, and the block that shows it, if any."""

    block: Block
    code: int
    printed: str
    shown: Block | None


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in their order."""
    text = page.read_text("utf-8")
    found = []
    for match in FENCE.finditer(text):
        before = ENDS.search(text, 0, match.start())
        indent = match.group(1)
        lines = match.group(3).splitlines(keepends=True)
        found.append(
            Block(
                match.group(2).strip(),
                "".join(line.removeprefix(indent) for line in lines),
                text.count("\n", 0, match.start()) + 1,
                match.start(3),
                match.end(3),
                int(before.group(1)) if before and before.end() == match.start() else 0,
            )
        )
    return found


def prepare(folder: Path, sample: Path) -> dict[str, str]:
    """Lay out a folder for one page; return the environment to run its blocks in."""
    work, tools, home = folder / "work", folder / "tools", folder / "home"
    for place in (work, tools, home):
        place.mkdir(parents=True)
    shutil.copytree(ROOT / "examples", work / "examples", ignore=shutil.ignore_patterns("__*"))
    shutil.copy(sample, work / "marlow.fonds")
    for name, text in (("fonds", _FONDS), ("make", _MAKE), ("python", _PYTHON)):
        program = Path(sys.executable).with_name("fonds") if name == "fonds" else ""
        made = text.format(
            fonds=program, make=shutil.which("make"), root=ROOT, python=sys.executable
        )
        (tools / name).write_text(made, "utf-8")
        (tools / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FONDS_")}
    return {
        **kept,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")},
        "XDG_STATE_HOME": str(home / "state"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONUTF8": "1",
        "PYTHONPATH": "",
        "LC_ALL": "C.UTF-8",
        # New to the sample, as every reader's name is: it takes a place in the log.
        "FONDS_AGENT": "Your Name",
    }


def carry_out(page: Path, folder: Path, sample: Path) -> list[Told]:
    """Run the blocks of a page in a new folder, and return what came of each."""
    environment = prepare(folder, sample)
    every = blocks(page)
    told = []
    for block, after in zip_longest(every, every[1:]):
        if block.language not in RUN:
            continue
        words = ["sh", "-eu"] if block.language == "sh" else [sys.executable, "-W", "error"]
        script = folder / f"block-{block.line}"
        script.write_text(block.text, "utf-8")
        done = subprocess.run(  # noqa: S603 - what the project's own pages say
            [*words, str(script)],
            cwd=folder / "work",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        shown = after if after is not None and after.language == "output" else None
        told.append(Told(block, done.returncode, done.stdout, shown))
    return told


def agrees(shown: str, printed: str) -> bool:
    """Tell whether what a page shows is what was printed."""
    parts = []
    for line in shown.rstrip("\n").split("\n"):
        if line.strip() == ANY:
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*".join(re.escape(part) for part in line.split(ANY)) + r"\n")
    return re.fullmatch("".join(parts), printed.rstrip("\n") + "\n") is not None


def build_sample(path: Path) -> None:
    """Build the sample archive."""
    runpy.run_path(str(ROOT / "examples" / "build_sample.py"))["build"](path)


def ids_of(sample: Path) -> list[str]:
    """Return the ids of all things in the sample, in the log's order, then of conflicts."""
    connection = sqlite3.connect(f"file:{sample}?mode=ro", uri=True)
    found = [
        row[0]
        for table, order in (("thing", "key"), ("conflict", "status, subject, property, place"))
        for row in connection.execute(f"SELECT id FROM view_{table} ORDER BY {order}")  # noqa: S608
    ]
    connection.close()
    return found


def renamed(text: str, before: list[str], now: list[str]) -> str:
    """Return a page's text with the sample's present ids, and their beginnings of four letters."""
    new = dict(zip(before, now, strict=True))
    new |= {old[:4]: held[:4] for old, held in new.items()}
    return IN_CODE.sub(
        lambda code: NAMED.sub(lambda name: new.get(name.group(), name.group()), code.group()),
        text,
    )


def main(names: list[str]) -> int:
    """Write what is printed into the pages named, or into all of them; say what ends otherwise."""
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        sample = Path(name) / "sample.fonds"
        build_sample(sample)
        before, now = IDS.read_text("ascii").split(), ids_of(sample)
        if before != now:
            for page in PAGES:
                page.write_text(renamed(page.read_text("utf-8"), before, now), "utf-8")
            IDS.write_text("\n".join(now) + "\n", "ascii")
        for page in [Path(name).resolve() for name in names] or PAGES:
            text = page.read_text("utf-8")
            told = carry_out(page, Path(name) / page.relative_to(ROOT).as_posix(), sample)
            for one in reversed(told):
                if one.code != one.block.code:
                    wrong = 1
                    told_last = "\n".join(one.printed.splitlines()[-12:])
                    sys.stderr.write(f"{page}:{one.block.line}: {one.code}\n{told_last}\n")
                elif one.shown is None or agrees(one.shown.text, one.printed):
                    continue
                elif ANY in one.shown.text:
                    wrong = 1
                    sys.stderr.write(f"{page}:{one.shown.line}: to be written by hand\n")
                else:
                    printed = one.printed.rstrip("\n") + "\n"
                    text = text[: one.shown.start] + printed + text[one.shown.end :]
            page.write_text(text, "utf-8")
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
