# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The frozen program does a user's job with nothing of Python around it.

`make packages-check` builds it and runs this; it is told by FONDS_FROZEN where the program lies.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from archive.extraction.samples import samples

GIVEN = os.environ.get("FONDS_FROZEN")
PROGRAM = Path(GIVEN or "fonds").absolute()
EDDA = "Edda Marlow"
NO_KEYRING = "keyring.backends.null.Keyring"

pytestmark = pytest.mark.skipif(
    GIVEN is None, reason="the frozen program takes minutes to build: make packages-check does"
)


@pytest.fixture
def frozen(tmp_path: Path):
    """Run the program in an environment that holds nothing but a home; give its output."""

    def run(*words: str | Path, env: dict[str, str] | None = None) -> str:
        done = subprocess.run(
            [PROGRAM, *map(str, words)],
            cwd=tmp_path,
            env={"HOME": str(tmp_path), "FONDS_AGENT": "T. Reader", **(env or {})},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert (done.returncode, done.stdout.count("Traceback")) == (0, 0), (words, done)
        return done.stdout

    return run


def test_it_appends_exports_and_verifies(frozen, tmp_path: Path):
    frozen("new", "a.fonds", "--name", "Quill")
    (tmp_path / "page.html").write_text("<p>Ada Quill was born in 1921.</p>", encoding="utf-8")
    frozen("source", "add", "a.fonds", "page.html")
    frozen("subject", "add", "a.fonds", "Ada Quill", "--kind", "person")
    fact = ["date_of_birth", "1921", "--source", "page.html", "--quote", "was born in 1921"]
    frozen("fact", "add", "a.fonds", "Ada Quill", *fact)
    frozen("checkpoint", "a.fonds", "-o", "head", env={"PYTHON_KEYRING_BACKEND": NO_KEYRING})
    exported = json.loads(frozen("export", "a.fonds"))
    assert [subject["label"] for subject in exported["subjects"]] == ["Ada Quill"]
    assert json.loads(frozen("--json", "verify", "a.fonds"))["ok"] is True


def test_it_has_an_sqlite_that_is_safe_to_write_with(frozen):
    found = json.loads(frozen("--json", "doctor"))["findings"]
    assert any("pysqlite3" in finding["what"] for finding in found), found


@pytest.mark.parametrize("sample", samples().values(), ids=samples())
def test_it_reads_every_kind_of_file_in_a_process_of_its_own(frozen, tmp_path: Path, sample):
    frozen("new", "a.fonds")
    (tmp_path / sample.name).write_bytes(sample.data)
    frozen("source", "add", "a.fonds", sample.name)
    shown = json.loads(frozen("--json", "source", "list", "a.fonds"))
    assert len(shown["sources"]) >= 1


def test_it_brings_the_sample_and_shows_it(frozen, tmp_path: Path):
    frozen("new", "s.fonds", "--sample")
    assert "Josef Marlow" in frozen("show", "s.fonds", EDDA)
    frozen("view", "s.fonds", "--subject", EDDA, "--screenshot", "w.png")
    assert (tmp_path / "w.png").read_bytes().startswith(b"\x89PNG")


def test_it_speaks_german_and_says_whose_parts_it_is_made_of():
    inside = PROGRAM.parent / "_internal"
    assert (inside / "fonds" / "viewer" / "translations" / "de.qm").is_file()
    translations = inside / "PySide6" / "Qt" / "translations"
    assert [path.name for path in translations.iterdir()] == ["qtbase_de.qm"]
    told = {path.name.split("-")[0] for path in inside.glob("*.dist-info")}
    assert {"fonds", "pyside6_essentials", "pydantic", "pysqlite3", "keyring"} <= told


def test_it_holds_nothing_that_is_not_its_own():
    """No system library but Python's own, nothing of where it was built, and less than 200 MB."""
    inside = PROGRAM.parent / "_internal"
    systems = ("libX11", "libGL", "libglib", "libstdc++", "libgcc_s", "libwayland", "libfontconfig")
    foreign = [path.name for path in inside.glob("lib*") if path.name.startswith(systems)]
    assert foreign == []
    files = [path for path in PROGRAM.parent.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) < 200_000_000
    source = str(Path(__file__).resolve().parents[2]).encode()
    assert [path for path in files if source in path.read_bytes()] == []
