# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What the archive advises by commands and their options, advised by the window's own names.

The archive says one sentence to everybody, and where that tells what to do it names a command.
``translations/in_window.*.json`` have, for each language, what may be said (a regular expression)
and what helps somebody at the window. What can be done from a terminal alone (saving a damaged
archive, putting a key right, taking in what was erased) goes on naming the command.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

_MARKS = ("--", "fonds ")


def in_window(said: str, language: str) -> str:
    """Return what was told in a language with its advice as somebody at the window takes it."""
    if any(mark in said for mark in _MARKS):
        for form, ours in _clauses(language):
            said = form.sub(ours, said)
    return said


@cache
def _clauses(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    file = files("fonds.viewer") / "translations" / f"in_window.{language}.json"
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return tuple((re.compile(form), ours) for form, ours in found.items())
