# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source notes and coverage: footnotes noted at capture, what of a text was used and read."""

from __future__ import annotations

from itertools import pairwise

PAGE = (
    "Anna Kowal sat on the council from 1988.[1] She left it in 1990.[2]\n\n"
    "Her brother kept the mill.\n\nNotes\n 1. Minutes, 1988\n 3. Never referred to\n"
)


def added(ok, empty, tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE)
    return ok("source", "add", empty, file, "--title", "Page", "--json").json["sources"][0]


def test_a_work_under_another_mark_in_a_newer_capture_is_no_new_one(ok, empty, tmp_path):
    page, newer = tmp_path / "page.wiki", tmp_path / "newer.wiki"
    lines = ["He was born in Ostrow.<ref>Minutes, 1988</ref>\n\n", "He sang.<ref>Diary</ref>\n"]
    page.write_text("".join(lines), encoding="utf-8")
    newer.write_text(lines[1] + "She left.<ref>Letters</ref>\n", encoding="utf-8")
    ok("source", "add", empty, page)
    made = ok("source", "recapture", empty, "1", newer, "--json").json
    # [2] Diary became [1] Diary.
    assert made["noted"] == 1
    said = ok("source", "show", empty, "1").out
    cited = " ".join(said[said.index("WORKS IT CITES") :].split())
    captures = [one["id"] for one in ok("source", "show", empty, "1", "--json").json["captures"]]
    for mark, work, capture in (
        ("2", "Diary", captures[0]),
        ("1", "Diary", captures[1]),
        ("2", "Letters", captures[1]),
    ):
        entry = cited.split(f"[{mark}] {work}")[1].split("[")[0]
        assert f"noted from {capture}" in entry


def test_footnotes_are_noted_at_capture(ok, empty, tmp_path):
    works = added(ok, empty, tmp_path)["cited_works"]
    assert [(one["mark"], one["work"], one["status"]) for one in works] == [
        ("1", "Minutes, 1988", "noted"),
        ("2", None, "dangling"),
        ("3", "Never referred to", "dangling"),
    ]
    assert works[0]["passages"] == [{"start": 0, "end": PAGE.index("[1]")}]
    said = ok("source", "show", empty, "Page").out
    assert "the footnote has no entry" in said
    assert "no mark refers to it" in said
    again = ok("source", "notes", empty, "--json").json
    assert (again["noted"], again["already_noted"]) == (0, 3)


def test_a_fact_under_a_mark_gets_the_cited_work_proposed(ok, empty, tmp_path):
    added(ok, empty, tmp_path)
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    fact = ("fact", "add", empty, "Anna Kowal", "position_held", "councillor", "--source", "Page")
    ran = ok(*fact, "--quote", "sat on the council from 1988", "--json")
    (work,) = ran.json["cited_works"]
    assert (work["mark"], work["work"], work["status"]) == ("1", "Minutes, 1988", "noted")
    assert "Minutes, 1988" in ran.err
    ran = ok(*fact, "--quote", "Her brother kept the mill", "--json")
    assert ("cited_works" in ran.json, ran.err) == (False, "")
    given = ("--mark", "1", "--cited-work", "Minutes, 1988")
    ran = ok(*fact, "--quote", "on the council", *given, "--json")
    assert "cited_works" not in ran.json
    shown = ok("source", "show", empty, "Page", "--json").json["cited_works"]
    assert [one["mark"] for one in shown] == ["1", "2", "3"]


def test_coverage_tells_used_read_and_unread(ok, run, empty, tmp_path):
    added(ok, empty, tmp_path)
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    start = PAGE.index("sat on the council")
    fact = ok(
        *("fact", "add", empty, "Anna Kowal", "position_held", "councillor", "--source", "Page"),
        *("--quote", "sat on the council", "--json"),
    ).json["fact"]
    ok("source", "read", empty, "Page", "--start", "5", "--end", "40")
    answer = ok("source", "coverage", empty, "Page", "--json").json
    spans = answer["spans"]
    assert spans[0]["start"] == 0
    assert spans[-1]["end"] == answer["characters"] == len(PAGE)
    assert all(one["end"] == two["start"] for one, two in pairwise(spans))
    (used,) = [one for one in spans if one["state"] == "used"]
    assert (used["start"], used["end"], used["facts"]) == (start, start + 18, [fact])
    assert (answer["used"], answer["read"]) == (18, 35)
    assert answer["used"] + answer["unread"] + (35 - 18) == len(PAGE)
    assert "Facts rest on 18 of" in ok("source", "coverage", empty, "Page").out
    ok("source", "add", empty, "--unheld", "--title", "Unseen")
    refused = run("source", "coverage", empty, "Unseen")
    assert refused.code == 3
    assert "“Unseen” has no text here" in refused.err


def test_a_text_that_is_gone_is_not_told_as_unread(ok, empty, tmp_path):
    added(ok, empty, tmp_path)
    (text,) = ok("source", "show", empty, "Page", "--json").json["renditions"]
    assert text["gone"] is False
    ok("erase", empty, text["capture"], "--range", "0:5", "--ground", "Asked.", "--yes")
    texts = ok("source", "show", empty, "Page", "--json").json["renditions"]
    assert [one["gone"] for one in texts] == [True, False]
    shown = ok("source", "show", empty, "Page").out
    assert shown.count("erased or withheld ·") == 1
    assert shown.count("Facts rest on") == 1
    told = ok("source", "coverage", empty, "Page").out
    assert told.count("The words of this text were erased or withheld.") == 1
    assert told.count("Facts rest on") == 1


def test_a_mark_alone_means_the_entry_known_under_it(ok, empty, tmp_path):
    added(ok, empty, tmp_path)
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    fact = ("fact", "add", empty, "Anna Kowal", "position_held", "councillor", "--source", "Page")
    ok(*fact, "--quote", "sat on the council", "--mark", "1")
    ok(
        *fact,
        "--quote",
        "the council from 1988",
        "--chain",
        "speaker=Page; read",
        "--chain",
        "mark=1",
    )
    shown = ok("show", empty, "Anna Kowal", "--json").json["properties"]["position_held"]
    (value,) = shown["scopes"][0]["values"]
    cited = [one["citations"][0]["cited_work"] for one in value["facts"]]
    assert cited == [{"mark": "1", "work": "Minutes, 1988", "status": "noted"}] * 2
    assert not value["dangling"]
    works = ok("source", "show", empty, "Page", "--json").json["cited_works"]
    assert [one["mark"] for one in works] == ["1", "2", "3"]


def test_a_mark_of_several_entries_is_refused_with_their_words(ok, run, empty, tmp_path):
    added(ok, empty, tmp_path)
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    fact = ("fact", "add", empty, "Anna Kowal", "position_held", "councillor", "--source", "Page")
    ok(*fact, "--quote", "the council from 1988", "--mark", "1", "--cited-work", "A ledger")
    ran = run(*fact, "--quote", "sat on the council", "--mark", "1")
    assert ran.code == 3
    assert "Minutes, 1988; A ledger" in ran.err
    assert "--cited-work" in ran.err
    ok(*fact, "--quote", "sat on the council", "--mark", "1", "--cited-work", "Minutes, 1988")


def test_under_a_mark_without_an_entry_the_mark_alone_is_proposed(ok, empty, tmp_path):
    added(ok, empty, tmp_path)
    ok("subject", "add", empty, "Anna Kowal", "--kind", "person")
    ran = ok(
        "fact",
        "add",
        empty,
        "Anna Kowal",
        "residence",
        "Elsewhere",
        "--source",
        "Page",
        "--quote",
        "She left it in 1990",
    )
    assert ran.err.strip().endswith("record it with --mark.")
    answer = ok(
        "fact",
        "add",
        empty,
        "Anna Kowal",
        "residence",
        "Elsewhere",
        "--source",
        "Page",
        "--quote",
        "left it in 1990",
        "--mark",
        "2",
        "--json",
    )
    shown = ok("show", empty, "Anna Kowal", "--json").json["properties"]["residence"]
    cited = [
        one["citations"][0]["cited_work"]
        for one in shown["scopes"][0]["values"][0]["facts"]
        if one["id"] == answer.json["fact"]
    ]
    assert cited == [{"mark": "2", "work": None, "status": "dangling"}]


CHAPTERS = (
    "Otto was born.[^1] He wed.[^2]\n\n[^1]: Tresk\n\nOtto died.[^1]\n\nMarl.\n\n[^1]: Gazette\n"
)


def test_of_several_entries_of_one_mark_the_one_whose_mark_covers_the_words_is_meant(
    run, ok, empty, tmp_path
):
    file = tmp_path / "book.md"
    file.write_text(CHAPTERS)
    ok("source", "add", empty, file, "--title", "Book")
    ok("subject", "add", empty, "Otto", "--kind", "person")
    fact = ("fact", "add", empty, "Otto", "occupation", "smith", "--source", "Book", "--mark", "1")
    for quote in ("Otto was born", "Otto died"):
        ok(*fact, "--quote", quote)
    shown = ok("show", empty, "Otto").out
    assert "citing [1] Tresk" in shown
    assert "citing [1] Gazette" in shown
    before = ok("history", empty, "--json").json["events"]
    refused = run(*fact, "--quote", "Marl", "--json")
    assert (refused.code, refused.error["code"]) == (3, "ambiguous-cited-work")
    assert "(Tresk; Gazette)" in refused.error["message"]
    assert ok("history", empty, "--json").json["events"] == before


def test_a_quotation_with_a_tab_can_be_typed_as_its_refusal_shows_it(run, ok, empty, tmp_path):
    file = tmp_path / "table.txt"
    file.write_text("Office\tMayor\nof Marl\n")
    ok("source", "add", empty, file, "--title", "Table")
    ok("subject", "add", empty, "Otto", "--kind", "person")
    fact = ("fact", "add", empty, "Otto", "occupation", "mayor", "--source", "Table", "--quote")
    refused = run(*fact, "Office Mayor of Marl", "--json")
    assert refused.code == 3
    typed = "Office\\tMayor\\nof Marl"
    assert f"“{typed}”" in refused.error["message"]
    ok(*fact, typed)
    export = ok("export", empty, "--format", "json").out
    assert '"quote":"Office\\tMayor\\nof Marl"' in export.replace('": "', '":"')


def test_a_backslash_of_the_text_is_a_backslash(ok, empty, tmp_path):
    file = tmp_path / "path.txt"
    file.write_text("He wrote C:\\the and C:\\new.\nC:\the\n")
    ok("source", "add", empty, file, "--title", "Path")
    ok("subject", "add", empty, "Otto", "--kind", "person")
    fact = ("fact", "add", empty, "Otto", "occupation", "clerk", "--source", "Path", "--quote")
    ok(*fact, "C:\\the", "--json")
    assert "“C:\\the”" in ok("show", empty, "Otto").out
