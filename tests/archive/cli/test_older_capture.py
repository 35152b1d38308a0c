# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A passage quoted from an older capture: what the newest one says in its place is told at once."""

from __future__ import annotations

import json

import pytest
from archive.council import FIRST, LATER, MILL, SHARE, begin, say

MORE = "The\ncouncil met on the first Monday of the month. Nobody spoke of the mill afterwards.\n"
"""What both texts go on with, broken otherwise in the newer one."""


@pytest.fixture
def council(ok, empty, tmp_path):
    """An archive with a source captured twice, and nothing said yet."""
    first, newer = FIRST.strip(), LATER.strip()
    later = begin(ok, empty, tmp_path, f"{first} {MORE}", f"{newer} {' '.join(MORE.split())}")
    ok("source", "recapture", empty, "Council page", later)
    return empty


def add(ok, council, value, quote, *more):
    return say(ok, council, "vote_share", value, quote, *more)


def states(ok, council):
    """Return what the source's newest text is said to have of its passages, and what waits."""
    shown = ok("source", "show", council, "Council page", "--json").json
    return shown["anchors"][0]


@pytest.mark.parametrize(
    ("quote", "state", "now"),
    [
        (SHARE, "changed", "she won 54 percent of the vote"),
        (MILL, "lost", None),
        ("The\ncouncil met on the first Monday", "moved", "The council met on the first Monday"),
    ],
)
def test_what_the_newest_capture_says_is_told_and_recorded(ok, council, quote, state, now):
    [told] = add(ok, council, "57", quote, "--json").json["in_newest_capture"]
    assert (told["state"], told["now"], len(told["facts"])) == (state, now, 1)
    assert states(ok, council)[state] == 1
    assert ok("verify", council, "--json").json["ok"] is True


def test_a_reader_is_told_on_standard_error(ok, council):
    said = " ".join(add(ok, council, "57", SHARE).err.split())
    assert "1 passage from an older capture; in the newest one: 1 changed." in said
    assert f"“{SHARE}” became “she won 54 percent of the vote”" in said
    assert "(1 fact)" in said


def test_it_waits_for_a_person_and_is_told_again_until_somebody_decided(ok, council):
    quote = SHARE
    excerpt = add(ok, council, "57", quote, "--json").json["in_newest_capture"][0]["excerpt"]
    waiting = [
        one for one in ok("--json", "todo", council).json["todo"] if one["kind"] == "lost passage"
    ]
    assert [one["excerpt"] for one in waiting] == [excerpt]
    again = add(ok, council, "57.0", quote, "--json").json["in_newest_capture"]
    assert [one["excerpt"] for one in again] == [excerpt]
    assert len(again[0]["facts"]) == 2
    ok(
        "source",
        "settle",
        council,
        "Council page",
        excerpt,
        "--as-found",
        "--reason",
        "A misprint.",
    )
    assert "in_newest_capture" not in add(ok, council, "57.00", quote, "--json").json
    assert ok("verify", council, "--json").json["ok"] is True


def test_where_the_newest_text_is_gone_that_is_said(ok, council):
    events = ok("--json", "history", council).json["events"]
    newest = next(one["event"] for one in events if one["type"] == "RenditionAdded")
    ok("erase", council, newest, "--ground", "asked for", "--yes")
    [told] = add(ok, council, "57", SHARE, "--json").json["in_newest_capture"]
    assert (told["state"], told["was"], told["now"]) == ("gone", SHARE, None)
    said = " ".join(add(ok, council, "57.0", SHARE).err.split())
    assert "in the newest one: 1 not to be told, for its text is gone." in said
    assert ok("verify", council, "--json").json["ok"] is True


def test_what_stands_in_the_newest_is_not_told(ok, council):
    added = add(ok, council, "54", "she won 54 percent of the vote", "--json")
    assert "in_newest_capture" not in added.json


def test_many_lines_of_an_import_are_told_together_and_a_dry_run_records_none(
    ok, council, tmp_path
):
    lines = [
        {
            "subject": "Anna Kowal",
            "property": "vote_share",
            "value": str(at),
            "source": "Council page",
            "quote": quote,
        }
        for at, quote in enumerate(("won 57 percent", "brother Piotr", "In 1990 she"))
    ]
    file = tmp_path / "facts.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in lines))
    before = ok("--json", "history", council).json
    given = ("fact", "import", council, file, "--match-labels")
    told = ok(*given, "--dry-run", "--json").json["in_newest_capture"]
    assert sorted(one["state"] for one in told) == ["changed", "lost"]
    assert ok("--json", "history", council).json == before
    assert "2 passages from an older capture" in ok(*given).err


def test_a_text_typed_beside_the_newest_capture_is_not_a_newer_one(ok, council, tmp_path):
    typed = tmp_path / "typed.txt"
    typed.write_text("Page 2. The mill burned in 1991.\n")
    ok("source", "transcribe", council, "Council page", typed)
    added = add(ok, council, "54", "she won 54 percent of the vote", "--json")
    assert "in_newest_capture" not in added.json


def test_whoever_translates_a_passage_that_waits_is_told(ok, council):
    excerpt = add(ok, council, "57", SHARE, "--json").json["in_newest_capture"][0]["excerpt"]
    given = ("source", "translate-passage", council, excerpt, "57 Prozent", "--language", "de")
    told = ok(*given, "--json").json["in_newest_capture"]
    assert [(one["excerpt"], one["state"]) for one in told] == [(excerpt, "changed")]
    assert ok("verify", council, "--json").json["ok"] is True
