# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What stands already, from the same passage, is told where it is recorded again, or left out."""

from __future__ import annotations

import json

import pytest

TEXT = "Nell kept the mill and the toll. Her aunt says she kept the ferry.\n"
MILL = "Nell kept the mill"
LINE = {
    "subject": "Nell", "property": "occupation", "value": "miller", "source": "mill.txt",
    "quote": MILL,
}  # fmt: skip


@pytest.fixture
def mill(ok, empty, tmp_path):
    """An archive in which Nell's mill was entered by hand; its path and the fact."""
    text = tmp_path / "mill.txt"
    text.write_text(TEXT, encoding="utf-8")
    ok("source", "add", empty, text)
    ok("subject", "add", empty, "Nell", "--kind", "person")
    fact = ok("fact", "add", empty, "Nell", "occupation", "miller", *of(MILL)).out.strip()
    return empty, fact


def of(quote):
    return "--source", "mill.txt", "--quote", quote


def bring(ok, path, tmp_path, *lines, options=()):
    file = tmp_path / "facts.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return ok("fact", "import", path, file, "--match-labels", "--json", *options).json


def occupations(ok, path):
    facts = ok("fact", "list", path, "Nell", "--json").json["facts"]
    return [one["value"] for one in facts]


def test_a_fact_added_twice_is_told(ok, mill):
    path, fact = mill
    ran = ok("fact", "add", path, "Nell", "occupation", "miller", *of(MILL))
    assert f"The fact {fact} says the same already" in ran.err
    assert f"fonds fact retract takes {ran.out.strip()} back" in ran.err
    again = ok("fact", "add", path, "Nell", "occupation", "miller", *of(MILL), "--json").json
    assert again["repeats"] == fact


def test_an_import_tells_what_was_entered_by_hand_and_leaves_it_out_if_asked(ok, mill, tmp_path):
    path, fact = mill
    new = {**LINE, "value": "toll keeper", "quote": "the toll"}
    ran = bring(ok, path, tmp_path, LINE, new, options=["--dry-run"])
    assert (ran["appended"], ran["repeated"]) == (2, [{"line": 1, "fact": fact}])
    ran = bring(ok, path, tmp_path, LINE, new, options=["--skip-repeated"])
    assert (ran["appended"], ran["already_present"]) == (1, 1)
    assert ran["repeated"] == [{"line": 1, "fact": fact}]
    assert "left out: line 1" in ran["warnings"][0]
    assert occupations(ok, path) == ["miller", "toll keeper"]
    # What was left out is found again by itself, what was imported by its key.
    ran = bring(ok, path, tmp_path, LINE, new, options=["--skip-repeated"])
    assert (ran["appended"], len(ran["repeated"])) == (0, 1)
    ran = bring(ok, path, tmp_path, LINE, new)
    assert (ran["appended"], ran["already_present"]) == (1, 1)
    assert occupations(ok, path) == ["miller", "toll keeper", "miller"]


@pytest.mark.parametrize(
    "other",
    [
        {"value": "toll keeper"},
        {"quote": "Nell kept the mill and the toll."},
        {"asserted_by": "Her aunt"},
        {"when": "1801"},
        {"certainty": "inferred"},
        {"property": "described_as"},
        {"subject": "Somebody else"},
        {"qualifiers": {"of": "Orle"}},
    ],
)
def test_what_differs_in_anything_is_not_the_same(ok, mill, tmp_path, other):
    path, _ = mill
    ran = bring(ok, path, tmp_path, {**LINE, **other}, options=["--skip-repeated"])
    assert (ran["appended"], ran["repeated"]) == (1, [])


def test_what_was_retracted_does_not_stand_already(ok, mill, tmp_path):
    path, fact = mill
    ok("fact", "retract", path, fact, "--reason", "Misread.")
    ran = bring(ok, path, tmp_path, LINE, options=["--skip-repeated"])
    assert (ran["appended"], ran["repeated"]) == (1, [])


def test_a_sheet_tells_it_of_the_same_speaker(ok, mill, tmp_path):
    path, _ = mill
    said = ("Her aunt says she kept the ferry", "--asserted-by", "Her aunt")
    fact = ok("fact", "add", path, "Nell", "occupation", "ferryman", *of(said[0]), *said[1:])
    sheet = tmp_path / "sheet.tsv"
    row = ("Nell", "occupation", "ferryman", "mill.txt", said[0], "Her aunt")
    columns = ("subject", "property", "value", "source", "quote", "asserted_by")
    sheet.write_text("\n".join("\t".join(one) for one in (columns, row)), encoding="utf-8")
    ran = ok("fact", "sheet", path, sheet, "--skip-repeated")
    assert ran.out.startswith("“Nell” means the subject")
    assert "0 facts appended, 1 already present." in ran.out
    assert f"left out: line 2 ({fact.out.strip()})" in ran.err
