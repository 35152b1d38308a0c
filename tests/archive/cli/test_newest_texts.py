# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The record says of its passages that the newest text of their source has them otherwise."""

from __future__ import annotations

import pytest
from archive.council import MILL, SAID, SHARE, begin, say

OPEN = (
    "The newest text of the source says, and nobody decided about it:"
    " “she won 54 percent of the vote”"
)


@pytest.fixture
def council(ok, empty, tmp_path):
    """An archive with three facts, one of which the newest capture says otherwise, one not."""
    later = begin(ok, empty, tmp_path)
    for said in SAID:
        say(ok, empty, *said)
    ok("source", "recapture", empty, "Council page", later)
    return empty


def newest(ok, council, *more):
    """Return what the record says of each passage in the newest text, by its words."""
    shown = ok("--json", "show", council, "Anna Kowal", *more).json["properties"]
    return {
        citation["quote"]: citation["newest"] and (citation["newest"]["state"], citation["newest"])
        for answer in shown.values()
        for scope in answer["scopes"]
        for value in scope["values"]
        for fact in value["facts"]
        for citation in fact["citations"]
        if "newest" in citation
    }


def decide(ok, council, state, *how):
    waiting = ok("--json", "todo", council).json["todo"]
    excerpt = next(one["excerpt"] for one in waiting if state in one["detail"])
    return ok(*("source", "settle", council, "Council page", excerpt), *how, "--reason", "Read.")


def flat(ran):
    return " ".join(ran.out.split())


def test_what_waits_is_told_with_the_words_there(ok, council):
    told = newest(ok, council)
    assert told.keys() == {SHARE, MILL}
    (changed, share), (lost, mill) = told[SHARE], told[MILL]
    assert (changed, share["now"], share["decided"]) == (
        *("changed", "she won 54 percent of the vote"),
        False,
    )
    assert (lost, mill["now"], mill["decided"]) == ("lost", None, False)
    shown = flat(ok("show", council, "Anna Kowal"))
    assert f"! {OPEN}" in shown
    assert "! It was not found in the newest text of the source." in shown
    story = flat(ok("narrative", council, "Anna Kowal"))
    assert OPEN in story
    assert "It was not found in the newest text of the source" in story


def test_what_was_decided_is_told_as_decided(ok, council):
    decide(ok, council, "changed", "--as-found")
    decide(ok, council, "lost", "--absent")
    told = newest(ok, council)
    assert [one["decided"] for _, one in told.values()] == [True, True]
    shown = flat(ok("show", council, "Anna Kowal"))
    assert "The newest text of the source says: “she won 54 percent of the vote”." in shown
    assert "It does not stand in the newest text of the source: so somebody decided." in shown
    assert "! The newest" not in shown
    source = flat(ok("source", "show", council, "Council page"))
    assert "1 moved, 1 changed (decided), 1 absent (decided)" in source


def test_a_moment_before_knows_nothing_of_it(ok, council):
    size = ok("--json", "history", council).json["events"][0]["position"]
    assert newest(ok, council, "--as-of", f"@{size - 6}") == {}
    decide(ok, council, "changed", "--as-found")
    then = newest(ok, council, "--as-of", f"@{size}")
    assert [one["decided"] for _, one in then.values()] == [False, False]


def test_a_capture_taken_back_says_nothing(ok, council):
    ok("source", "recapture", council, "Council page", "--undo", "--reason", "Another page.")
    assert newest(ok, council) == {}


def test_only_the_newest_text_counts(ok, council, tmp_path):
    ok("source", "recapture", council, "Council page", tmp_path / "council.txt")
    assert newest(ok, council) == {}


def test_who_may_not_see_the_words_does_not_see_those_there(ok, council):
    told = newest(ok, council, "--hide", "quotations")
    assert {one["now"] for _, one in told.values()} == {None}
    assert "54 percent" not in ok("show", council, "Anna Kowal", "--hide", "quotations").out
