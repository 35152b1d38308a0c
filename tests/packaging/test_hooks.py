# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The hooks for pre-commit fetch nothing, and each calls something that is there."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
ENTRIES = re.findall(r"^ +entry: (.+)$", TEXT, flags=re.MULTILINE)


def test_no_hook_comes_from_elsewhere():
    assert re.findall(r"^ *- repo: (.+)$", TEXT, flags=re.MULTILINE) == ["local"]
    assert "://" not in TEXT
    assert len(ENTRIES) == TEXT.count("- id:") == TEXT.count("language: system") > 1


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_a_hook_calls_is_there(entry):
    words = shlex.split(entry)
    further = ["--dry-run"] if words[0] == "make" else ["--collect-only"]
    done = subprocess.run([*words, *further], cwd=ROOT, capture_output=True, text=True, check=False)
    # pytest ends with 5 where a name chooses no test.
    assert done.returncode == 0, done.stdout + done.stderr
