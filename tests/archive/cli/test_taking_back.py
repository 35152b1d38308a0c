# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A wrong file captured as a newer copy is taken back, and all is as it was."""

from __future__ import annotations

import pytest

PAGE = "Anna sat on the council from 1988.[1] She left in 1990.\n\nNotes\n1. Minutes, 1988\n"
WRONG = "Whales are mammals.[1] They sing.[2]\n\nNotes\n1. Ahab\n2. Starbuck\n"


@pytest.fixture
def page(ok, empty, tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE)
    ok("source", "add", empty, file, "--title", "Page")
    ok("subject", "add", empty, "Anna", "--kind", "person")
    for quote in ("sat on the council from 1988", "left in 1990"):
        ok("fact", "add", empty, "Anna", "occupation", "x", "--source", "Page", "--quote", quote)
    wrong = tmp_path / "whales.txt"
    wrong.write_text(WRONG)
    return wrong


def told(ok, archive):
    shown = ok("source", "show", archive, "Page", "--json").json
    return {name: value for name, value in shown.items() if name != "taken_back"}


def test_everything_stands_as_before_and_the_history_says_so(ok, empty, page):
    before = (told(ok, empty), ok("source", "text", empty, "Page").out, ok("todo", empty).out)
    ok("source", "recapture", empty, "Page", page)
    assert "lost" in ok("todo", empty).out
    assert ok("source", "text", empty, "Page").out == WRONG
    back = ok("source", "recapture", empty, "Page", "--undo", "--reason", "Another page.", "--json")
    now = (told(ok, empty), ok("source", "text", empty, "Page").out, ok("todo", empty).out)
    assert now == before
    (one,) = ok("source", "show", empty, "Page", "--json").json["taken_back"]
    assert one == {
        "capture": back.json["taken_back"],
        "reason": "Another page.",
        "files": ["whales.txt"],
    }
    assert "taken back, with whales.txt: Another page." in ok("source", "show", empty, "Page").out
    assert ok("history", empty, "--limit", 1, "--json").json["events"][0]["type"] == (
        "CaptureWithdrawn"
    )
    assert ok("verify", empty, "--json").json["ok"]
    ok("rebuild", empty)
    assert told(ok, empty) == before[0]


def test_the_file_can_then_be_a_source_of_its_own_and_be_captured_again(ok, empty, page, tmp_path):
    ok("source", "recapture", empty, "Page", page)
    ok("source", "recapture", empty, "Page", "--undo")
    added = ok("source", "add", empty, page, "--title", "Whales", "--json").json["sources"][0]
    assert added["already_held"] is False
    newer = tmp_path / "newer.txt"
    newer.write_text(PAGE.replace("1990", "1991"))
    found = ok("source", "recapture", empty, "Page", newer, "--json").json["passages"]
    assert (found["exact"], found["changed"]) == (1, 1)


def test_the_very_bytes_of_a_capture_that_counts_are_told(ok, empty, page):
    ok("source", "recapture", empty, "Page", page)
    ok("source", "recapture", empty, "Page", "--undo")
    first = ok("source", "recapture", empty, "Page", page, "--json").json
    assert first["same_bytes"] is None
    again = " ".join(ok("source", "recapture", empty, "Page", page).out.split())
    assert f"the very bytes of capture {first['capture']}" in again
    assert f"{first['capture']} · @" in ok("source", "show", empty, "Page").out
    assert ok("source", "show", empty, "Page").out.count(" UTC, by ") == 3


def test_what_is_in_use_stays_and_the_only_capture_too(run, ok, empty, page):
    only = run("source", "recapture", empty, "Page", "--undo", "--json")
    assert (only.code, only.error["code"]) == (3, "only-capture")
    ok("source", "recapture", empty, "Page", page)
    fact = ("fact", "add", empty, "Anna", "occupation", "y", "--source", "Page", "--quote")
    ok(*fact, "They sing")
    used = run("source", "recapture", empty, "Page", "--undo", "--json")
    assert (used.code, used.error["code"]) == (3, "capture-in-use")
    assert run("source", "recapture", empty, "Page").code == 2
    assert run("source", "recapture", empty, "Page", page, "--undo").code == 2


def test_a_work_that_was_not_held_is_not_held_again(ok, empty, page):
    ok("source", "add", empty, "--unheld", "--title", "Lost book")
    ok("source", "recapture", empty, "Lost book", page)
    assert ok("source", "show", empty, "Lost book", "--json").json["held"] is True
    ok("source", "recapture", empty, "Lost book", "--undo")
    assert ok("source", "show", empty, "Lost book", "--json").json["held"] is False
