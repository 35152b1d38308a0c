# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Bytes on disk for a fact, against the bytes of its JSON, and which table has them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Aim, Findings, Row

if TYPE_CHECKING:
    from benchmarks.archives import Archives

_LEAST_SHARE = 0.005
"""Tables with less of the file than this are drawn together."""


def run(archives: Archives) -> Findings:
    """Weigh the archive with all facts: log, views, search, and the sources themselves."""
    path, count = archives.full(), archives.count
    json_bytes = sum(map(len, archives.lines))
    size = path.stat().st_size
    texts = sum(len(text.encode()) for text in archives.material.documents.values())
    row = Row(
        "bytes on disk : bytes of JSON, a fact",
        f"{size / count:,.0f}",
        f"{json_bytes / count:,.0f}",
        (size / json_bytes,),
        Aim(5, most=True),
    )
    notes = [
        (
            f"Of the bytes on disk {size / count:,.0f} a fact, by table or index (the sources'"
            f" texts alone are {texts / count:,.0f}):"
        )
    ]
    by_table = _by_table(path)
    if by_table is None:
        notes = ["The bytes of each table cannot be told: Python's own SQLite lacks dbstat."]
    else:
        large = [line for line in by_table if line[1] >= size * _LEAST_SHARE]
        notes += [
            f"  {of_table / count:8.1f}  {100 * unused / of_table:3.0f} % unused  {name}"
            for name, of_table, unused in large
        ]
        others = sum(of_table for _, of_table, _ in by_table[len(large) :])
        notes.append(f"  {others / count:8.1f}                all others")
    return Findings((row,), tuple(notes))


def _by_table(path: Path) -> list[tuple[str, int, int]] | None:
    """Return name, bytes and unused bytes of each table and index, the largest first.

    Another process asks Python's own SQLite, which mostly has dbstat; two SQLite libraries in one
    process would lose each other's locks.
    """
    asked = subprocess.run(
        [sys.executable, "-I", str(Path(__file__).with_name("pages.py")), str(path)],
        capture_output=True,
        check=False,
        text=True,
    )
    if asked.returncode != 0:
        return None
    return [(str(name), int(size), int(unused)) for name, size, unused in json.loads(asked.stdout)]
