# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Every key that a page tells to press is one of the window's."""

from __future__ import annotations

import re
from pathlib import Path

from fonds.viewer.action_table import ACTIONS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PRESSED = re.compile(r"\*\*((?:Ctrl\+|Shift\+|Alt\+|F\d)[^*]*)\*\*")


def test_the_keys_that_pages_name_are_those_of_the_window():
    known = {key for action in ACTIONS for key in action.keys}
    told = {
        (key, page.name)
        for page in (*DOCS.glob("*.md"), *DOCS.glob("howto/*.md"))
        for key in PRESSED.findall(page.read_text("utf-8"))
    }
    assert len(told) > 10
    assert [one for one in sorted(told) if one[0] not in known] == []
