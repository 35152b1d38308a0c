# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the README tells a newcomer to type works as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(language: str) -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [code for kind, code in BLOCK.findall(text) if kind == language]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that has the documents where the README says they are."""
    shutil.copytree(ROOT / "examples" / "marlow", tmp_path / "examples" / "marlow")
    return tmp_path


def test_the_commands_run_one_after_the_other(checkout: Path):
    (script,) = (code for code in blocks("sh") if code.startswith("fonds new"))
    fonds = Path(sys.executable).with_name("fonds")
    lines = script.replace("\\\n", " ").splitlines()
    assert len(lines) == 8
    for line in lines:
        words = shlex.split(line)
        assert words[0] == "fonds"
        done = subprocess.run(
            [fonds, *words[1:]], cwd=checkout, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), (line, done.stderr)
    assert (checkout / "marlow.json").stat().st_size > 0


def test_the_python_example_runs(checkout: Path, monkeypatch: pytest.MonkeyPatch):
    (code,) = blocks("python")
    monkeypatch.chdir(checkout)
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)  # noqa: S102 - the README's own example
    assert names["record"].facts == 1  # type: ignore[attr-defined]


def test_every_target_named_is_a_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^make (\w+)", "\n".join(blocks("sh")), re.MULTILINE)
    assert {"run", "test", "check", "bench"} <= set(named)
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_file_linked_is_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
