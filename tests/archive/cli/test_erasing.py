# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that erases, as somebody at a terminal or a script meets it."""

from __future__ import annotations

import contextlib

import pytest
from archive.erasing import Small, found_in, small

from fonds.archive import Archive
from fonds.archive.cli import erasing_text
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import connect
from fonds.events.values import SubjectKind


@pytest.fixture
def made(tmp_path) -> Small:
    return small(tmp_path)


def test_without_anybody_to_ask_it_refuses(run, made, log_of):
    before = log_of(made.path)
    for options in ((), ("--json",)):
        ran = run("erase", made.path, made.born, "--ground", "asked", *options)
        assert ran.code == 2
        assert "--yes" in ran.err
    assert log_of(made.path) == before


def test_a_ground_is_needed(run, made):
    assert run("erase", made.path, made.born, "--yes").code == 2


def test_a_rehearsal_lists_and_changes_nothing(ok, made, log_of):
    before = log_of(made.path)
    ran = ok("erase", made.path, made.born, "--ground", "asked", "--dry-run")
    assert "FactAsserted" in ran.out
    assert "Backups" in ran.out
    listed = ok("erase", made.path, made.born, "--ground", "asked", "--dry-run", "--json").json
    assert listed["dry_run"] is True
    assert listed["event"] is None
    assert log_of(made.path) == before
    assert found_in(made.folder, "tokenborn")


def test_it_says_what_went_what_remains_and_what_is_out_of_reach(ok, made):
    answer = ok("erase", made.path, "Zorvane Kettlemoor", "--ground", "x", "--yes", "--json").json
    assert (answer["kind"], answer["finished"], answer["dry_run"]) == ("subject", True, False)
    assert {"position", "event", "type", "parts"} <= answer["erased"][0].keys()
    assert sorted(answer["facts"]) == sorted([made.brother, made.keeper])
    assert answer["remains"]
    assert any("Backups" in told for told in answer["out_of_reach"])
    assert found_in(made.folder, "tokenkeeper") == {}
    history = ok("history", made.path, "--json").json["events"]
    assert history[0]["type"] == "ContentErased"
    assert ok("verify", made.path, "--json").json["checked"]["erased"] > 0


def test_facts_about_others_that_go_too_are_named(ok, made):
    asked = ("erase", made.path, made.zorvane, "--ground", "x")
    brother = {
        "fact": made.brother,
        "property": "sibling",
        "subject": made.quistle,
        "label": "Quistle Vandermeeer",
    }
    rehearsed = ok(*asked, "--dry-run")
    told = " ".join(rehearsed.out.split())
    assert f"A fact about “Quistle Vandermeeer” would go too: sibling ({made.brother})." in told
    assert f"({made.keeper})" not in told
    assert ok(*asked, "--dry-run", "--json").json["facts_of_others"] == [brother]
    assert ok(*asked, "--yes", "--json").json["facts_of_others"] == [brother]


def test_every_place_that_says_it_still_is_named_and_can_be_seen_to(ok, made):
    uncles = [
        ok(
            "subject",
            "add",
            made.path,
            f"uncle {n} of Zorvane Kettlemoor",
            "--kind",
            "person",
            "--json",
        ).json["subject"]
        for n in range(9)
    ]
    answer = ok(
        "erase", made.path, made.zorvane, "--ground", "x", "--yes", "--texts", "--json"
    ).json
    # And the almanac, which has the surname alone.
    assert [one["starts"] for one in answer["still"] if one["type"] == "RenditionAdded"] == [[47]]
    assert len(answer["still"]) == len(uncles) + 1
    assert sum(one["type"] == "SubjectOpened" for one in answer["still"]) == len(uncles)
    told = " ".join(answer["remains"])
    assert all(f"@{one['position']} " in told for one in answer["still"])
    assert "more" not in told
    # What is advised does it.
    for number, uncle in enumerate(uncles):
        old = f"uncle {number} of Zorvane Kettlemoor"
        anew = ("--label", "an uncle", "--drop", old, "--reason", "asked")
        ok("subject", "describe", made.path, uncle, *anew)
    for one in answer["still"]:
        if one["starts"]:
            assert "--range" in one["advice"]
            continue
        assert "fonds erase @" in one["advice"]
        ok("erase", made.path, f"@{one['position']}", "--ground", "x", "--yes")
    assert found_in(made.folder, "Zorvane") == {}


def test_what_was_erased_is_told_as_such(run, ok, made):
    ok("erase", made.path, made.zorvane, "--ground", "x", "--yes")
    ran = run("show", made.path, made.zorvane)
    assert ran.code == 3
    assert "erased on the record @" in ran.err
    assert run("show", made.path, "Zorvane Kettlemoor").code == 3
    ok("show", made.path, "Quistle Vandermeeer")
    ok("export", made.path, "--format", "json")
    assert ok("search", made.path, "tokenkeeper", "--json").json["total"] == 0
    assert ok("conflicts", made.path).code == 0
    ok("source", "show", made.path, made.letter)


@pytest.mark.parametrize("given", ["5", "7:x", "-3:4", ":"])
def test_a_range_that_is_none_is_wrong_use(run, made, given):
    ran = run("erase", made.path, made.born, "--ground", "x", "--range", given, "--yes")
    assert ran.code == 2


@pytest.mark.parametrize("name", ["@999", "zzzzzzzz", "Nobody At All"])
def test_what_is_not_there_cannot_be_erased(run, made, name):
    ran = run("erase", made.path, name, "--ground", "x", "--yes")
    assert ran.code == 3


def test_a_passage_of_a_capture_is_masked(ok, made):
    capture = ok("source", "show", made.path, made.letter, "--json").json["captures"][0]["id"]
    text = ok("source", "text", made.path, made.letter).out
    start = text.index("Nobody")
    answer = ok(
        "erase", made.path, capture, "--ground", "x", "--range", f"{start}:{start + 6}",
        "--yes", "--json",
    ).json  # fmt: skip
    assert answer["masked"][0]["ranges"] == [[start, start + 6]]
    masked = ok("source", "text", made.path, made.letter).out
    assert masked == text[:start] + "█" * 6 + text[start + 6 :]


def test_the_windows_unfinished_form_is_forgotten(ok, made, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "fonds.archive.cli.erasing.forget_drafts", lambda archive: asked.append(archive.id) or True
    )
    ok("erase", made.path, made.born, "--ground", "x", "--yes")
    assert len(asked) == 1


def test_doctor_tells_of_an_erasure_that_is_not_finished(ok, made):
    with contextlib.closing(connect(made.path, mode="ro")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        answer = ok("erase", made.path, made.born, "--ground", "x", "--yes", "--json").json
        assert answer["finished"] is False
        assert "reading" in answer["unfinished"]
        findings = ok("doctor", made.path, "--json").json["findings"]
        (told,) = [one for one in findings if "erasure" in one["what"]]
        assert (told["level"], bool(told["advice"])) == ("warning", True)
        reader.execute("ROLLBACK")
    ok("rebuild", made.path)
    findings = ok("doctor", made.path, "--json").json["findings"]
    assert [one for one in findings if "erasure" in one["what"]] == []
    assert found_in(made.folder, "tokenborn") == {}


def test_a_second_erasure_masks_passages_in_a_text_the_first_one_masked(ok, tmp_path):
    path = tmp_path / "sample.fonds"
    ok("new", path, "--sample")
    options = ("--ground", "asked", "--texts", "--yes")
    ok("erase", path, "Casimir Thale", *options)
    assert "Reyk himself" in ok("source", "text", path, "1").out
    ok("erase", path, "Tobias Reyk", *options)
    assert "Reyk" not in ok("source", "text", path, "1").out
    assert found_in(tmp_path, "Reyk himself") == {}
    ok("verify", path)


def test_much_is_summed_up_and_listed_whole_when_asked(ok, made, monkeypatch):
    monkeypatch.setattr(erasing_text, "_MOST", 3)
    monkeypatch.setattr(erasing_text, "_SHOWN", 1)
    asked = ("erase", made.path, made.zorvane, "--ground", "x")
    listed = ok(*asked, "--dry-run", "--json").json["erased"]
    summed, whole = ok(*asked, "--dry-run").out, ok(*asked, "--dry-run", "--all").out
    assert f"{len(listed)} events in all; --all lists each" in summed
    for item in listed:
        assert f"@{item['position']:<8} {item['type']}" in whole
    kinds = {(item["type"], *item["parts"]) for item in listed}
    assert sum("  @" in line for line in summed.splitlines()) == len(kinds)
    assert ok(*asked, "--yes").out.startswith("Erased on the record @")


def test_sentences_that_say_the_same_are_told_once_and_counted(monkeypatch):
    monkeypatch.setattr(erasing_text, "_MOST", 3)
    monkeypatch.setattr(erasing_text, "_SHOWN", 2)
    places = ", ".join(f"@{number} (ExcerptTaken)" for number in range(1, 41))
    told = [
        f"Only “vas” stands in the text @{number} of aaaabbbbccccddd{number}." for number in "2345"
    ]
    remains = [*told, f"The words stand in {places}. To remove them, fonds erase @…"]
    lines = list(erasing_text._remains(remains, 500, whole=False))
    assert lines[:2] == [f"! {one}" for one in told[:2]]
    assert lines[2].startswith("! 2 more like these; --all tells each")
    first = ", ".join(f"@{number} (ExcerptTaken)" for number in range(1, 6))
    assert lines[3] == (
        f"! The words stand in {first}, 34 more (--all has them), @40 (ExcerptTaken). To remove"
        " them, fonds erase @…"
    )
    assert list(erasing_text._remains(remains, 5000, whole=True)) == [f"! {one}" for one in remains]


def test_the_question_says_how_much_goes(run, ok, made, monkeypatch):
    parts = sum(
        len(one["parts"])
        for one in ok("erase", made.path, made.born, "--ground", "x", "--dry-run", "--json").json[
            "erased"
        ]
    )
    asked = []
    monkeypatch.setattr("fonds.archive.cli.erasing.is_terminal", lambda _: True)
    monkeypatch.setattr("click.confirm", lambda text, **_: asked.append(text))
    assert run("erase", made.path, made.born, "--ground", "x").code == 130
    assert asked[0].startswith(f"Erase {parts} parts of ")
    assert "1 fact" in asked[0]


@pytest.mark.parametrize(
    ("where", "code", "said", "gone"),
    [
        ("commands.erasing.erase", "interrupted", "Nothing was erased", False),
        ("wiping.rebuild", None, "Unfinished: It was stopped", True),
        ("wiping._write_anew", None, "Unfinished: It was stopped", True),
        ("cli.erasing.forget_drafts", "interrupted-late", "erased on the record already", True),
    ],
)
def test_interrupted_it_says_what_became_of_it(
    run, ok, made, log_of, monkeypatch, where, code, said, gone
):
    def interrupted(*_):
        raise KeyboardInterrupt

    before = log_of(made.path)
    asked = ("erase", made.path, made.born, "--ground", "asked", "--yes")
    with monkeypatch.context() as broken:
        broken.setattr(f"fonds.archive.{where}", interrupted)
        ran = run(*asked)
    assert ran.code == 130
    assert said in " ".join((ran.out + ran.err).split())
    assert (log_of(made.path) != before) is gone
    if code is not None:
        assert "Unfinished" not in ran.out
    ok("rebuild", made.path)
    ok("verify", made.path)
    assert (found_in(made.folder, "tokenborn") == {}) is gone


def test_what_is_done_next_is_told(made):
    told = []
    with Archive.open(made.path) as archive:
        archive.erase(EraseContent(made.born, "asked"), begun=told.append)
    assert told == ["Making tables without it", "Writing the file anew", "Cutting the log"]


@pytest.mark.parametrize("recorded", [False, True], ids=["by others alone", "by us too"])
def test_interrupted_it_says_whether_anything_was_erased(run, made, monkeypatch, recorded):
    erase = Archive.erase

    def interrupted(archive, *arguments, **options):
        # While we waited for the lock another program recorded something.
        with Archive.open(made.path, agent="another") as other:
            other.execute(OpenSubject("Somebody Else", SubjectKind.PERSON))
        if recorded:
            erase(archive, *arguments, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(Archive, "erase", interrupted)
    ran = run("erase", made.path, made.born, "--ground", "asked", "--yes")
    assert ran.code == 130
    assert ("Nothing was erased" in ran.err) is not recorded
    assert ("erased on the record already" in ran.err) is recorded
