# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source propose --proposer: what other packages propose, taken by a person or not at all."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from archive.bees import TEXT, install

from fonds.archive import Archive
from fonds.archive.cli import preferences

EMPTYING = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)
other.execute("CREATE TABLE something_written (a)")
print(other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
"""
"""Write something and empty the write-ahead log; prints 1 where a reader stands in the way."""


@pytest.fixture
def page(tmp_path, monkeypatch, ok, empty):
    """Give an archive with one page, where a package with proposers is installed."""
    folder = tmp_path / "installed"
    folder.mkdir()
    install(folder, monkeypatch)
    file = tmp_path / "kowal.txt"
    file.write_text(TEXT, "utf-8")
    ok("source", "add", empty, file, "--title", "Anna Kowal")
    return "source", "propose", empty, "Anna Kowal", "--subject", "Anna Kowal"


def test_what_it_proposes_is_taken_like_any_other_with_its_name(ok, empty, page, tmp_path):
    shipped = ok(*page, "--json").json["proposals"]
    assert "Bees 0.1" not in {one["proposed_by"] for one in shipped}
    found = ok(*page, "--proposer", "bees", "--json").json["proposals"]
    assert [one for one in found if one["proposed_by"] != "Bees 0.1"] == shipped
    (line,) = [one for one in found if one["proposed_by"] == "Bees 0.1"]
    assert (line["rule"], line["quote"]) == ("hunch", "Ostrow")
    said = " ".join(ok(*page, "--proposer", "bees").out.split())
    assert "Of Bees 0.1, 6 were thrown away: their words do not stand there." in said
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps(line) + "\n", "utf-8")
    assert ok("fact", "import", empty, lines, "--match-labels", "--json").json["appended"] == 1
    assert "Bees 0.1" in ok("history", empty, "--json").out


def test_what_is_no_candidate_is_told(ok, page):
    said = " ".join(ok(*page, "--proposer", "nonsense").out.split())
    assert "Of Bees 0.1, 8 were thrown away: they are no candidates." in said


def test_a_failing_one_leaves_the_log_as_it_was(ok, run, empty, page):
    before = ok("history", empty, "--json").json
    failed = run(*page, "--proposer", "crashes")
    assert failed.code == 3
    assert "no model" in failed.err
    assert "Traceback" not in failed.err
    assert "\x1b" not in failed.err
    assert ok("history", empty, "--json").json == before


def test_those_that_are_preferred_are_asked_until_told_otherwise(ok, page):
    ok(*page, "--proposer", "bees", "--prefer")
    assert "Bees 0.1" in ok(*page).out
    ok(*page, "--prefer")
    assert "Bees 0.1" not in ok(*page).out


def test_one_that_is_gone_or_fails_holds_up_no_other_that_is_preferred(ok, run, page):
    preferences.write(preferences.PROPOSERS, "gone\ncrashes\nbees")
    found = ok(*page)
    assert "Bees 0.1" in ok(*page, "--json").out
    said = " ".join(found.err.split())
    assert "There is no proposer “gone”." in said
    assert "no model" in said
    assert "say --prefer without a --proposer" in said
    assert run(*page, "--proposer", "gone").code == 3


def test_no_state_of_the_archive_is_held_while_one_is_asked(empty, page):
    class Slow:
        name, version, emptied = "Slow", "1", None

        def propose(self, _):
            asked = [sys.executable, "-c", EMPTYING, str(empty)]
            self.emptied = subprocess.run(asked, check=True, capture_output=True).stdout
            return []

    slow = Slow()
    with Archive.open(empty) as archive:
        archive.queries.proposals(page[3], proposers=[slow])
    assert slow.emptied.strip() == b"0"
