# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The recipes of docs/recipes.md, followed in a copy of the tree, lead where they say.

The recipes in Python (an exporter, a pane) are carried out by test_run.py, as any page's blocks.
"""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "recipes.md"
DIFFS = {
    block.text.split()[2].removeprefix("a/"): block.text
    for block in runpy.run_path(str(ROOT / "docs" / "make_outputs.py"))["blocks"](PAGE)
    if block.language == "diff"
}
PROPERTY = "archive/fonds/archive/vocabulary/properties.json"
EVENT = "events/fonds/events/catalogue/fact.py"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's code, and the tests' samples, to be changed."""
    for name in ("events", "archive", "examples", "docs", "tests/golden"):
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("__pycache__", "images", "adr", "archives"),
        )
    for path in (ROOT / "tests").glob("*.py"):
        shutil.copy(path, tmp_path / "tests")
    return tmp_path


def follow(copy: Path, changed: str) -> None:
    """Apply a change as the page says."""
    subprocess.run(["git", "init", "--quiet"], cwd=copy, check=True)
    done = subprocess.run(
        ["git", "apply", "-"],
        cwd=copy,
        input=DIFFS[changed],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def run(copy: Path, *words: str) -> str:
    """Run Python on the copy, not on the project installed beside it."""
    layers = [str(copy / layer) for layer in ("events", "archive", "tests")]
    start = (
        "import runpy, sys\n"
        f"own = {[str(ROOT / layer) for layer in ('events', 'archive', 'viewer')]!r}\n"
        f"sys.path[:] = {layers!r} + [p for p in sys.path if p not in own]\n"
        "import fonds.events.recorded as probe\n"
        f"assert probe.__file__.startswith({str(copy)!r}), probe.__file__\n"
        "sys.argv = sys.argv[1:]\n"
        "exec(sys.argv[1]) if sys.argv[0] == '-c' else"
        " runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", start, *words],
        cwd=copy,
        env={**os.environ, "FONDS_AGENT": "you"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_change_of_the_page_is_followed_here():
    assert set(DIFFS) == {PROPERTY, EVENT}


def test_a_property(copy):
    follow(copy, PROPERTY)
    run(copy, "fonds.archive.cli", "new", "hands.fonds")
    (copy / "note.txt").write_text("She wrote with her left hand all her life.\n", "utf-8")
    run(copy, "fonds.archive.cli", "source", "add", "hands.fonds", "note.txt")
    run(copy, "fonds.archive.cli", "subject", "add", "hands.fonds", "Edda", "--kind", "person")
    quote = "She wrote with her left hand"
    words = ("hands.fonds", "Edda", "handedness", "left", "--source", "note.txt", "--quote", quote)
    run(copy, "fonds.archive.cli", "fact", "add", *words)
    shown = run(copy, "fonds.archive.cli", "show", "hands.fonds", "Edda")
    assert "Handedness" in shown
    page = run(
        copy,
        "-c",
        "print(runpy.run_path('docs/make_reference.py')['vocabulary']())",
    )
    assert "### handedness" in page
    assert "Wikidata `P552`" in page


def test_an_event(copy):
    follow(copy, EVENT)
    golden = copy / "tests" / "golden" / "events" / "FactDoubted.1.json"
    assert not golden.exists()
    run(copy, "golden.make_golden")
    assert golden.exists()
    released = {
        path.name: path.read_bytes() for path in (ROOT / "tests/golden/events").glob("*.json")
    }
    assert {name: (golden.parent / name).read_bytes() for name in released} == released
    drawn = run(
        copy,
        "-c",
        "import strategies; from fonds.events.recorded import event_types, read_header\n"
        "import json; held = json.load(open('tests/golden/events/FactDoubted.1.json'))\n"
        "print(read_header(held['header'].encode()).type, 'FactDoubted' in event_types())",
    )
    assert drawn.split() == ["FactDoubted", "True"]
    page = run(copy, "-c", "print(runpy.run_path('docs/make_events.py')['page']())")
    assert "### FactDoubted\n\nSomebody doubts the fact" in page
