# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source propose --proposer: what other packages propose, taken by a person or not at all."""

from __future__ import annotations

import json

import pytest
from archive.bees import TEXT, install


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
    assert "Of Bees 0.1, 7 were thrown away: they are no candidates." in said


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
