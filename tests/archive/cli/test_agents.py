# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who records: --agent, then FONDS_AGENT, then the preference, else "unnamed", said once."""

from __future__ import annotations

import json

import pytest

from fonds.archive.cli import preferences


def recorder(ok, path):
    return ok("history", path, "--limit", "1", "--json").json["events"][0]["agent"]


def add(ok, path, *more):
    return ok("subject", "add", path, "X", "--kind", "person", *more)


def test_nobody_named_is_said_once_and_on_stderr(ok, empty):
    ran = add(ok, empty)
    assert recorder(ok, empty) == "unnamed"
    assert ran.err.count("unnamed") == 1
    assert "--agent" in ran.err
    assert "unnamed" not in ran.out
    again = ok("subject", "add", empty, "Y", "--kind", "person")
    assert (again.err, recorder(ok, empty)) == ("", "unnamed")


def test_where_it_cannot_be_remembered_it_is_said_again(ok, empty):
    preferences.home().parent.mkdir(parents=True, exist_ok=True)
    preferences.home().write_text("a file where the folder should be")
    for label in ("X", "Y"):
        assert "unnamed" in ok("subject", "add", empty, label, "--kind", "person").err


def test_reading_says_nothing_of_it(ok, empty):
    assert ok("history", empty).err == ""
    assert ok("verify", empty).err == ""


def test_a_refusal_says_nothing_of_it(run, empty):
    assert "unnamed" not in run("note", "add", empty, "Nobody", "text").err


def test_the_order_of_precedence(ok, empty, monkeypatch):
    ok("agent", "From Preference")
    assert (add(ok, empty).err, recorder(ok, empty)) == ("", "From Preference")
    monkeypatch.setenv("FONDS_AGENT", "From Environment")
    add(ok, empty)
    assert recorder(ok, empty) == "From Environment"
    add(ok, empty, "--agent", "From Option")
    assert recorder(ok, empty) == "From Option"
    add(ok, empty, "--agent", "  ")
    assert recorder(ok, empty) == "From Environment"


def test_the_preference_is_kept_beside_others_and_forgotten(ok):
    preferences.write("theme", "dark")
    assert ok("agent", "Kemi Oduya").out == "Kemi Oduya\n"
    assert ok("agent", "--json").json == {"agent": "Kemi Oduya"}
    assert json.loads(preferences.path().read_text()) == {"agent": "Kemi Oduya", "theme": "dark"}
    assert ok("agent", "--forget").out == "unnamed\n"
    assert json.loads(preferences.path().read_text()) == {"theme": "dark"}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"agent": 7}', "\x00"])
def test_a_broken_file_of_preferences_is_none(ok, text):
    preferences.path().parent.mkdir(parents=True)
    preferences.path().write_text(text)
    assert ok("agent").out == "unnamed\n"


def test_a_preference_that_cannot_be_kept_is_refused(run):
    preferences.home().parent.mkdir(parents=True, exist_ok=True)
    preferences.home().write_text("a file where the folder should be")
    ran = run("agent", "X")
    assert ran.code == 3
    assert "cannot be written" in ran.err
