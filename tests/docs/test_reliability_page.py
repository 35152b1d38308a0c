# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""docs/reliability.md names only tests and faults that there are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")


def test_every_test_of_the_matrix_is_one():
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)
    matrix = PAGE.split("## Tampering")[1].partition("\n## ")[0]
    rows = [line for line in matrix.splitlines() if line.startswith("| ")]
    assert len(named) == len(rows) - 1 > 20
    for file, name in named:
        assert f"def {name}(" in (ROOT / file).read_text("utf-8"), name


def test_every_path_named_is_there():
    for path in re.findall(r"`(tests/[\w/.]+?)(?:::\w+)?`", PAGE):
        assert (ROOT / path).exists(), path
