# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The SQLite that Python itself brings, for machines that have no wheel of pysqlite3."""

from __future__ import annotations

import subprocess
import sys

_WITHOUT_WHEEL = """
import sys
sys.modules["pysqlite3"] = None
from fonds.archive.connection import library
assert library().__name__ == "sqlite3"
from fonds.archive.cli import main
sys.exit(main())
"""


def _run(*args: object) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", _WITHOUT_WHEEL, *map(str, args)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_an_archive_lives_with_the_library_of_python(tmp_path):
    path = tmp_path / "own.fonds"
    letter = tmp_path / "letter.txt"
    letter.write_text("Ines Weil was a purser.", encoding="utf-8")
    _run("new", path)
    _run("source", "add", path, letter)
    _run("subject", "add", path, "Ines Weil", "--kind", "person")
    told = ["--source", "letter.txt", "--quote", "Ines Weil was a purser."]
    _run("fact", "add", path, "Ines Weil", "occupation", "purser", *told)
    assert "purser" in _run("show", path, "Ines Weil")
    _run("rebuild", path)
    assert "purser" in _run("search", path, "purser")
    _run("verify", path)
