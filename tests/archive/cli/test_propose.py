# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source propose: candidates that assert nothing, and keep their proposer when taken."""

from __future__ import annotations

import json

ALMANAC = "province-almanac-marlow.wiki"


def test_candidates_are_lines_of_the_interchange_format_with_their_rule(ok, sample):
    size = ok("verify", sample, "--json").json["checked"]["events"]
    found = ok("source", "propose", sample, ALMANAC, "--json").json["proposals"]
    text = ok("source", "text", sample, ALMANAC).out
    assert {"date_of_birth", "place_of_birth", "term_start", "party"} <= {
        one["property"] for one in found
    }
    for one in found:
        assert text[one["start"] : one["end"]] == one["quote"]
        assert one["rule"]
        assert one["proposed_by"]
        assert one["subject"]
    assert ok("verify", sample, "--json").json["checked"]["events"] == size
    said = ok("source", "propose", sample, ALMANAC).out
    assert f"{len(found)} candidates; nothing was recorded." in said


def test_a_source_that_gives_no_candidate_tells_what_is_read(ok, tmp_path):
    path, page = tmp_path / "a.fonds", tmp_path / "register.txt"
    page.write_text("No. 11. Johann, son of Peter Kowal, dyer. Born 29 March.\n", encoding="utf-8")
    ok("new", path)
    ok("source", "add", path, page)
    said = " ".join(ok("source", "propose", path, "1").out.split())
    assert "English and German sentences" in said
    assert "does not follow from its title and first lines" in said
    assert "name them with --subject; most often it names Peter Kowal." in said
    assert "2 passages (2 since whom the text is about is not known)" in said
    assert said.endswith("0 candidates; nothing was recorded.")
    (born, _) = ok("source", "propose", path, "1", "--json").json["passed_over"]
    assert born["quote"] == page.read_text("utf-8")[born["start"] : born["end"]]
    named = " ".join(ok("source", "propose", path, "1", "--subject", "Johann Kowal").out.split())
    assert "--subject" not in named
    assert ok("source", "propose", path, "1", "--lines").out == ""


def test_taken_candidates_keep_program_and_rule(ok, sample, tmp_path):
    lines = ok("source", "propose", sample, ALMANAC, "--lines").out
    file = tmp_path / "candidates.jsonl"
    file.write_text(lines, encoding="utf-8")
    answer = ok("fact", "import", sample, file, "--match-labels", "--json").json
    assert answer["appended"] == len(lines.splitlines())
    again = ok("fact", "import", sample, file, "--match-labels", "--json").json
    assert (again["appended"], again["already_present"]) == (0, answer["appended"])
    assert ok("verify", sample, "--json").json["ok"] is True

    from fonds.archive import Archive
    from fonds.events.catalogue.fact import FactAsserted

    with Archive.open(sample, read_only=True) as archive:
        events = [one.event for one in archive._store.events()]
    taken = [
        one.content.proposal
        for one in events
        if isinstance(one, FactAsserted) and one.content.proposal
    ]
    rules = [json.loads(line)["rule"] for line in lines.splitlines()]
    assert [one.rule for one in taken] == rules


def test_a_rule_without_its_program_is_refused(run, ok, sample, tmp_path):
    line = json.loads(ok("source", "propose", sample, ALMANAC, "--lines").out.splitlines()[0])
    del line["proposed_by"]
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    ran = run("fact", "import", sample, file)
    assert ran.code == 3
    assert "proposed_by" in ran.err


def test_a_source_without_a_text_or_subject_proposes_nothing(ok, run, empty, tmp_path):
    file = tmp_path / "verse.txt"
    file.write_text("the harbor sleeps, the lamp is lit\n")
    ok("source", "add", empty, file)
    assert ok("source", "propose", empty, "verse.txt", "--json").json == {
        "proposals": [],
        "passed_over": [],
    }
    ok("source", "add", empty, "--unheld", "--title", "Unseen")
    assert run("source", "propose", empty, "Unseen").code == 3
