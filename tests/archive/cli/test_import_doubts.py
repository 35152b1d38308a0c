# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An import tells of dates that cannot be the day their quotation names, and records them."""

from __future__ import annotations

import json

TEXT = "Nell was born on 9 March 1848. She died in the winter of 1901.\n"


def test_lines_whose_date_is_another_day_than_their_quotation_are_told(ok, empty, tmp_path):
    text, lines = tmp_path / "text.txt", tmp_path / "facts.jsonl"
    text.write_text(TEXT, encoding="utf-8")
    ok("source", "add", empty, text)
    born = {"subject": "Nell", "property": "date_of_birth", "source": "text.txt"}
    born["quote"] = "Nell was born on 9 March 1848."
    died = {**born, "property": "date_of_death", "value": "1901"}
    died["quote"] = "She died in the winter of 1901."
    given = [
        {**born, "value": "1848-03-09"},
        {**born, "value": "1848-05-09"},
        {**born, "value": "1849", "certainty": "inferred"},
        {**born, "value": "1848"},
        died,
    ]
    lines.write_text("\n".join(map(json.dumps, given)), encoding="utf-8")
    said = "The passage says 9 March 1848, and the value is 9 May 1848."
    rehearsed = ok("fact", "import", empty, lines, "--dry-run")
    assert f"Line 2: {said}" in rehearsed.err
    ran = ok("fact", "import", empty, lines, "--json").json
    assert ran["appended"] == len(given)
    assert [one.partition(" It stands")[0] for one in ran["warnings"]] == [f"Line 2: {said}"]
    assert "warnings" not in ok("fact", "import", empty, lines, "--json").json


def test_lines_that_cite_a_work_too_old_for_them_are_told(ok, empty, tmp_path):
    text, lines = tmp_path / "text.txt", tmp_path / "facts.jsonl"
    text.write_text(TEXT, encoding="utf-8")
    ok("source", "add", empty, text)
    died = {"subject": "Nell", "property": "date_of_death", "value": "1901", "source": "text.txt"}
    died["quote"] = "She died in the winter of 1901."
    given = [
        {**died, "cited_work": {"mark": "1", "work": "Parish rolls, 1880"}},
        {**died, "property": "place_of_death", "value": "Hull", "when": "1901"}
        | {"cited_work": {"mark": "1", "work": "Parish rolls, 1902"}},
    ]
    lines.write_text("\n".join(map(json.dumps, given)), encoding="utf-8")
    (said,) = ok("fact", "import", empty, lines, "--json").json["warnings"]
    assert said.startswith("Line 1: The cited work “Parish rolls, 1880” bears no year after 1880")


def test_a_quantity_kept_as_words_is_told_wherever_it_comes_from(ok, empty, tmp_path):
    text, lines = tmp_path / "text.txt", tmp_path / "facts.jsonl"
    text.write_text(TEXT, encoding="utf-8")
    ok("source", "add", empty, text)
    line = {"subject": "Nell", "property": "number_of_children", "source": "text.txt"}
    line["quote"] = "She died in the winter of 1901."
    given = [{**line, "value": value} for value in ("about many", "about 7", "7 or 8")]
    given.append({**line, "value": "a few", "qualifiers": {"min": 2, "max": 4}})
    lines.write_text("\n".join(map(json.dumps, given)), encoding="utf-8")
    said = "“about many” is kept as words and compared with no number."
    (told,) = ok("fact", "import", empty, lines, "--json").json["warnings"]
    assert told.startswith(f"Line 1: {said}")
    facts = [one["id"] for one in ok("fact", "list", empty, "Nell", "--json").json["facts"]]
    why = ("--kind", "misread", "--reason", "Misread.")
    for value, warned in (("9", False), ("hardly any", True)):
        ran = ok("fact", "correct", empty, facts[1], "--value", value, *why)
        assert (f"“{value}” is kept as words" in ran.err) is warned
