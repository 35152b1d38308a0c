# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""show, history, conflicts, search; and that sources cannot speak to the terminal."""

from __future__ import annotations

import json
import os
import re
from datetime import date, timedelta

import pytest

from fonds.archive.cli.terminal import cells


def test_a_record_reads_as_a_person_would_read_it(ok, sample):
    text = ok("show", sample, "Edda Marlow").out
    lines = text.splitlines()
    assert lines[0] == "Edda Marlow"
    assert lines[1] == "person · 64 facts · 3 sources · 2 disputed"
    assert "LIFE" in lines
    assert lines.index("LIFE") < lines.index("FAMILY") < lines.index("PASSAGES")
    assert "9 March 1948 [" in text
    assert "1948 (less precise) [" in text
    assert "! disputed: two accounts, none preferred" in text
    assert "(“People said”)" in text
    assert "second-hand" in text
    flat = " ".join(text.split())
    assert "Second-hand, citing [1] Minute book of the Harbor Workers' League" in flat
    assert "Second-hand, citing its footnote [7], ! which has no entry" in flat
    assert "Says Casimir Thale, quoted by the Ellery Wiki page" in flat


def test_a_chain_of_more_than_one_step_is_told_whole(ok, sample):
    ok(
        *("fact", "add", sample, "Edda Marlow", "occupation", "pilot"),
        *("--source", "the-quay-profile.txt", "--quote", "Marlow", "--start", "52"),
        *("--chain", "speaker=the profile; manner=quotes; read"),
        *("--chain", "speaker=Ines Orr; work=Letters; manner=reports"),
        *("--chain", "speaker=the parish; mark=3; manner=states"),
    )
    flat = " ".join(ok("show", sample, "Edda Marlow").out.split())
    assert (
        "The chain: the profile quotes (this was read); Ines Orr, Letters reports; the parish, [3]"
        " states."
    ) in flat


def test_a_chain_of_speakers_that_gives_no_source_says_so(ok, sample):
    ok(
        *("fact", "add", sample, "Edda Marlow", "occupation", "pilot"),
        *("--source", "the-quay-profile.txt", "--quote", "Marlow", "--start", "52"),
        *("--chain", "speaker=Ines Orr; manner=reports; read"),
        *("--chain", "speaker=her neighbour"),
        "--ends-nowhere",
    )
    flat = " ".join(ok("show", sample, "Edda Marlow").out.split())
    assert (
        "Ines Orr reports it. The chain: Ines Orr reports (this was read); her neighbour states."
        " The last of them gives no source."
    ) in flat
    told = json.loads(ok("--json", "show", sample, "Edda Marlow").out)
    assert '"ends_nowhere": true' in json.dumps(told)


def test_every_mark_has_its_passage_and_the_words_stand_in_quotation_marks(ok, sample):
    text = ok("show", sample, "Edda Marlow").out
    body, notes = text.split("PASSAGES")
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\](?=[\[\s])", body)}
    numbered = {int(mark) for mark in re.findall(r"^ +\[(\d+)\] [“\u2018]", notes, re.MULTILINE)}
    assert marks == numbered == set(range(1, max(marks) + 1))


def test_two_sources_of_one_title_are_told_apart(ok, sample):
    notes = " ".join(ok("show", sample, "Edda Marlow").out.split("PASSAGES")[1].split())
    assert "Edda Marlow (province-almanac-marlow.wiki), characters" in notes
    assert "Edda Marlow (ellery-wiki-marlow.txt), characters" in notes


@pytest.mark.parametrize("width", [45, 60, 80, 100])
def test_lines_fit_the_width(ok, sample, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    for args in (("show", sample, "Edda Marlow"), ("conflicts", sample), ("history", sample)):
        lines = [line for line in ok(*args).out.splitlines() if not line.startswith("@")]
        assert [line for line in lines if cells(line) > width] == []


def test_show_as_json_is_one_subject_of_the_export(ok, sample):
    shown = ok("show", sample, "Edda Marlow", "--json").json
    whole = json.loads(ok("export", sample).out)
    (exported,) = [one for one in whole["subjects"] if one["label"] == "Edda Marlow"]
    assert {key: shown[key] for key in exported} == exported
    assert shown["as_of"] is None
    assert shown["policy"] == {}


def test_as_of_a_position_a_day_and_a_time(ok, run, sample):
    events = ok("history", sample, "--json").json["events"]
    last = events[0]
    middle = f"@{last['position'] // 2}"
    past = ok("show", sample, "Edda Marlow", "--as-of", middle)
    assert f"! as it was held at {middle}" in past.out
    assert ok("show", sample, "Edda Marlow", "--as-of", middle, "--json").json["as_of"][
        "position"
    ] == (last["position"] // 2)
    now = ok("show", sample, "Edda Marlow", "--json").json
    for moment in (last["recorded_at"], last["recorded_at"][:10]):
        then = ok("show", sample, "Edda Marlow", "--as-of", moment, "--json").json
        assert then["properties"] == now["properties"]
    assert run("show", sample, "Edda Marlow", "--as-of", "@1").code == 3
    assert run("show", sample, "Edda Marlow", "--as-of", "@999999").code == 3
    assert run("show", sample, "Edda Marlow", "--as-of", "yesterday").code == 3


def test_nothing_of_the_third_document_before_it_was_cited(ok, sample):
    almanac = ok("source", "show", sample, "province-almanac-marlow.wiki", "--json").json["id"]
    first = min(
        fact["position"]
        for subject in ok("export", sample).json["subjects"]
        for answer in subject["properties"].values()
        for scope in answer["scopes"]
        for value in scope["values"]
        for fact in value["facts"]
        if almanac in {citation["source"] for citation in fact["citations"]}
    )
    past = ("show", sample, "Edda Marlow", "--as-of", f"@{first - 1}")
    assert almanac not in ok(*past, "--json").out
    assert "Almanac" not in ok(*past).out
    assert "Almanac" in ok("show", sample, "Edda Marlow").out


def test_history_is_newest_first_with_every_member(ok, sample):
    events = ok("history", sample, "--json").json["events"]
    positions = [event["position"] for event in events]
    assert positions == list(range(len(events), 0, -1))
    wanted = {
        *("position", "event", "type", "recorded_at", "agent", "subject", "fact", "summary"),
        *("before", "after"),
    }
    assert all(wanted <= event.keys() for event in events)
    assert events[-1]["type"] == "ArchiveCreated"
    assert {event["agent"] for event in events} == {"K. Oduya"}


def test_history_of_one_thing_since_and_limit(ok, sample, fact_id):
    fact = fact_id(sample, "Josef Marlow")
    (event,) = ok("history", sample, fact, "--json").json["events"]
    assert (event["type"], event["fact"], event["after"]) == ("FactAsserted", fact, "Josef Marlow")
    everything = ok("history", sample, "--json").json["events"]
    since = f"@{len(everything) - 3}"
    assert len(ok("history", sample, "--since", since, "--json").json["events"]) == 3
    assert len(ok("history", sample, "--limit", "7", "--json").json["events"]) == 7
    subject = ok("history", sample, "Edda Marlow", "--json").json["events"]
    assert 64 < len(subject) < len(everything)
    text = ok("history", sample, "--limit", "1").out
    assert text.startswith(f"@{len(everything)}  20")
    assert " UTC  K. Oduya" in text


def test_history_since_a_day_begins_with_that_day(ok, refused, sample):
    everything = ok("history", sample, "--json").json["events"]
    times = {event["recorded_at"] for event in everything}
    (day,) = {time[:10] for time in times}
    assert ok("history", sample, "--since", day, "--json").json["events"] == everything
    first, *_ = sorted(times)
    for since in (first, "0001-01-01"):
        assert ok("history", sample, "--since", since, "--json").json["events"] == everything
    after = date.fromisoformat(day) + timedelta(days=1)
    assert ok("history", sample, "--since", after, "--json").json["events"] == []
    empty = ok("history", sample, "--since", after).out
    assert empty == f"Nothing was recorded since {after} that can be shown.\n"
    assert "is no moment" in refused(sample, 3, "history", sample, "--since", "2026-02-30").err


def test_history_pages_through_a_long_log(ok, sample, monkeypatch):
    whole = ok("history", sample, "--json").json
    monkeypatch.setattr("fonds.archive.cli.history._PAGE", 7)
    assert ok("history", sample, "--json").json == whole


def test_a_retraction_shows_what_stood_and_why(ok, sample, fact_id):
    ok("fact", "retract", sample, fact_id(sample, "Henrik Oost"), "--reason", "Not he.")
    text = ok("history", sample, "--limit", "1").out
    assert "Henrik Oost" in text
    assert "Reason: Not he." in text


def test_conflicts_show_the_accounts_with_their_words(ok, run, sample):
    found = ok("conflicts", sample, "Edda Marlow", "--json").json["conflicts"]
    assert {one["property"] for one in found} == {"father", "represents_district"}
    wanted = {"id", "subject", "property", "status", "relation", "reason", "facts"}
    assert all(wanted <= one.keys() for one in found)
    assert {one["status"] for one in found} == {"open"}
    text = ok("conflicts", sample).out
    assert "! open" in text
    assert "“Her father, Josef, a pilot," in text
    assert ok("conflicts", sample, "Anton Marlow").out == "No sources disagree.\n"
    assert run("conflicts", sample, "Nobody").code == 3


def test_search_tells_how_many_and_where(ok, sample):
    found = ok("search", sample, "coal ferry", "--json").json
    assert found["total"] >= len(found["hits"]) > 0
    assert all({"kind", "id", "subject", "snippet"} <= hit.keys() for hit in found["hits"])
    one = ok("search", sample, "coal ferry", "--limit", "1").out
    assert f"1 of {found['total']} hits; --offset 1 for more." in one
    assert ok("search", sample, "zyzzyva").out == "Nothing holds the word “zyzzyva”.\n"
    assert "Nothing holds all the words" in ok("search", sample, "coal zyzzyva").out
    assert ok("search", sample, "zyzzyva", "--json").json == {
        "total": 0,
        "more": False,
        "hits": [],
    }


def test_search_as_json_has_only_the_kinds_that_were_promised(ok, sample):
    assert "subject " in ok("search", sample, "Edda Marlow").out
    found = ok("search", sample, "Edda Marlow", "--json", "--limit", "1000").json
    assert {hit["kind"] for hit in found["hits"]} <= {"fact", "excerpt", "source", "note"}
    assert found["total"] == len(found["hits"]) > 0


def test_history_shows_before_and_after_of_every_change(ok, sample, fact_id):
    def newest(*more):
        return " ".join(ok("history", sample, "--limit", "1", *more).out.split())

    father, why = fact_id(sample, "Josef Marlow"), ("--reason", "As asked.")
    ok("fact", "assess", sample, father, "--rank", "preferred", *why)
    assert "not assessed → preferred" in newest()
    ok("fact", "assess", sample, father, "--confidence", "low", *why)
    assert "preferred → normal rank, low confidence" in newest()
    ok("fact", "reattribute", sample, father, "--to", "Anton Marlow", *why)
    assert "Edda Marlow → Anton Marlow" in newest()
    same = ok("subject", "add", sample, "Anton Marlow", "--kind", "person", "--json").json
    ok("fact", "reattribute", sample, father, "--to", same["subject"], *why)
    assert f") → Anton Marlow ({same['subject'][:6]}" in newest()


def test_history_names_the_source_of_what_was_done_to_it(ok, sample):
    ok("source", "appraise", sample, "[1]", "--reliability", "mixed")
    title = ok("source", "list", sample, "--json").json["sources"][0]["title"]
    told = " ".join(ok("history", sample, "--limit", "1").out.split())
    assert f"Source: {title}" in told


def test_history_of_nothing_says_what_may_be_named(run, sample):
    ran = run("history", sample, "zzz")
    assert ran.code == 3
    assert "There is no subject, fact or source “zzz”" in ran.err


def test_a_subject_that_was_not_there_yet_is_named(run, sample):
    ran = run("show", sample, "Edda Marlow", "--as-of", "@2")
    assert ran.code == 3
    assert "Edda Marlow was not in the archive yet as of @2" in ran.err
    assert "fonds history" in ran.err


@pytest.mark.parametrize("empty", ["", " ", "“—”"])
def test_a_search_for_no_word_says_what_it_needs(ok, sample, empty):
    assert "give at least one letter or digit" in ok("search", sample, empty).out


@pytest.mark.parametrize(("kind", "words"), [("unknown", "not known"), ("none", "none")])
def test_that_there_is_no_value_is_said_once(ok, sample, kind, words):
    quote = ok("source", "text", sample, "1").out.split("\n")[0]
    ok("subject", "add", sample, "Nobody's Child", "--kind", "person")
    ok(
        *("fact", "add", sample, "Nobody's Child", "father", "--value-kind", kind),
        *("--source", "1", "--quote", quote, "--start", "0"),
    )
    (line,) = [
        line for line in ok("show", sample, "Nobody's Child").out.splitlines() if "Father" in line
    ]
    assert f" {words}, says the source [1]" in line
    shown = " ".join(ok("show", sample, "Nobody's Child").out.split())
    assert shown.count("says the source") == 1
    assert shown.count(words) == 1
    told = " ".join(ok("narrative", sample, "Nobody's Child").out.split())
    assert f"Father: {words}, according to “" in told
    assert "says the source" not in told


@pytest.fixture
def hostile(ok, empty, tmp_path):
    """An archive whose labels, titles, texts, notes and reasons try to speak to the terminal."""
    evil = "\x1b]0;owned\x07\x1b[2J\u202eevil\x9b31m"
    (tmp_path / "evil.txt").write_text(f"Line of {evil} words\nand a second.\n", encoding="utf-8")
    ok("source", "add", empty, tmp_path / "evil.txt", "--title", f"Title {evil}", "--author", evil)
    ok("subject", "add", empty, f"Subject {evil}", "--kind", "person", "--also", "Plain")
    fact = ok(
        *("fact", "add", empty, "Plain", "occupation", f"value {evil}", "--source", "evil.txt"),
        *("--quote", f"Line of {evil} words\nand", "--asserted-by", evil, "--cited-work", evil),
        *("--mark", "\x1b", "--locator", evil, "--qualifier", f"at={evil}", "--note", evil),
        *("--when-text", evil, "--agent", f"Agent {evil}"),
    ).out.strip()
    ok("fact", "assess", empty, fact, "--rank", "preferred", "--reason", evil)
    ok("note", "add", empty, "Plain", f"note {evil}")
    ok("source", "appraise", empty, "evil.txt", "--bias", evil, "--note", evil)
    return empty


@pytest.mark.parametrize(
    "args",
    [
        ("show", "Plain", "--ids"),
        ("history",),
        ("conflicts",),
        ("search", "evil"),
        ("subject", "list"),
        ("source", "list"),
        ("source", "show", "evil.txt"),
        ("property", "list", "--used"),
        ("show", "\x1b[2J nobody"),
        ("source", "text", "\x1b[2J nothing"),
    ],
)
def test_nothing_sends_control_characters_to_the_terminal(run, hostile, args):
    words = list(args)
    words.insert(2 if words[0] in {"subject", "source", "property"} else 1, hostile)
    ran = run(*words)
    said = ran.out + ran.err
    assert said.strip()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
    if ran.code == 0 and args[0] in {"show", "history", "search"}:
        assert "\\x1b" in said


def test_json_keeps_every_character(ok, hostile):
    shown = ok("show", hostile, "Plain", "--json").json
    assert shown["label"] == "Subject \x1b]0;owned\x07\x1b[2J\u202eevil\x9b31m"


@pytest.fixture
def on_terminal(start):
    """Run the program with its output on a terminal and return what came there."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

    def run_there(*args: object, **env: str) -> str:
        try:
            ours, theirs = pty.openpty()
        except OSError as error:
            pytest.skip(f"no pseudo-terminal can be had here: {error}")
        process = start(*args, stdout=theirs, env={"TERM": "xterm", **env})
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so of a terminal whose other end is closed
                break
            if not piece:
                break
            said += piece
        os.close(ours)
        process.communicate()
        assert process.returncode == 0
        return said.decode()

    return run_there


@pytest.mark.parametrize(
    "args", [("show", "Plain"), ("search", "evil"), ("source", "text", "evil.txt")], ids=str
)
def test_on_a_terminal_only_our_own_emphasis_is_sent(on_terminal, hostile, args):
    words = list(args)
    words.insert(len(args) - 1, hostile)
    said = on_terminal(*words)
    assert "evil" in said
    left = re.sub("\x1b\\[[0-9;]*m", "", said)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", left)


def test_emphasis_is_shown_on_a_terminal_and_given_up_when_asked(on_terminal, sample):
    shown = on_terminal("show", sample, "Edda Marlow")
    assert "\x1b[31m! disputed" in shown
    plain = on_terminal("show", sample, "Edda Marlow", NO_COLOR="1")
    assert "\x1b" not in plain
    assert "! disputed" in plain


def test_a_work_that_was_itself_read_is_no_second_hand(ok, tmp_path):
    path, page = tmp_path / "a.fonds", tmp_path / "minutes.txt"
    page.write_text("Jon Weil kept the mill.\n", encoding="utf-8")
    ok("new", path)
    ok("source", "add", path, page)
    ok("subject", "add", path, "Jon Weil", "--kind", "person")
    quoted = ("--quote", "kept the mill", "--source", "1")
    read = "work=Minutes of the mill; read"
    told = ("--chain", read, "--chain", "work=Ledger of 1880")
    ok("fact", "add", path, "Jon Weil", "occupation", "keeper", *quoted, "--chain", read)
    ok("fact", "add", path, "Jon Weil", "occupation", "miller", *quoted, *told)
    said = " ".join(ok("show", path, "Jon Weil").out.split())
    assert "Second-hand, citing Minutes" not in said
    assert "Second-hand, citing Ledger of 1880" in said
