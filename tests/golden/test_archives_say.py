# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Every archive ever released says today what it said when it was released."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from golden.make_says import FOLDER, digests, of_released, stored

if TYPE_CHECKING:
    from pathlib import Path

RELEASED = sorted(FOLDER.rglob("*.fonds"))


def test_what_was_written_down_is_unchanged() -> None:
    found = {
        str(path.relative_to(FOLDER)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.rglob("*.says.json")
    }
    assert found == digests()
    assert [stored(path) for path in RELEASED] == sorted(FOLDER / name for name in found)


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: str(path.relative_to(FOLDER)))
def test_it_says_what_it_said(path: Path) -> None:
    now = json.loads(json.dumps(of_released(path)))
    then = json.loads(stored(path).read_text("utf-8"))
    assert then["facts"]
    # What is told may grow by further kinds; of those written down nothing changes.
    assert {name: now[name] for name in then} == then
