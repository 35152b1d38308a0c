# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Notes about subjects, in the record and in the export."""

from __future__ import annotations

import pytest

NOTE = "Ask for the pilots' roll of 1962."


@pytest.fixture
def noted(ok, empty, tmp_path):
    """Make an archive with a dead subject and a living one, and a note about each."""
    for label, dies in (("Anna Kowal", True), ("Bodil Reyk", False)):
        ok("subject", "add", empty, label, "--kind", "person")
        ok("note", "add", empty, label, NOTE if dies else "Met her in May.")
    ok("note", "add", empty, "Anna Kowal", "Bodil Reyk may know more.")
    register = tmp_path / "register.txt"
    register.write_text("Kowal died in 1901.")
    ok("source", "add", empty, register, "--title", "Register")
    died = ("fact", "add", empty, "Anna Kowal", "date_of_death", "1901", "--source", "Register")
    ok(*died, "--quote", "died in 1901")
    return empty


def notes(document):
    return {
        one["label"]: [said["text"] for said in one.get("notes", [])]
        for one in document["subjects"]
    }


def test_the_export_holds_the_notes_of_subjects(ok, noted):
    document = ok("export", noted).json
    assert notes(document) == {
        "Anna Kowal": [NOTE, "Bodil Reyk may know more."],
        "Bodil Reyk": ["Met her in May."],
    }
    (first, _) = document["subjects"][0]["notes"]
    event = ok("history", noted, "--json").json["events"]
    (written,) = [one for one in event if one["event"] == first["id"]]
    assert (first["position"], first["recorded_at"]) == (
        written["position"],
        written["recorded_at"],
    )
    past = ok("export", noted, "--as-of", f"@{first['position']}").json
    assert notes(past) == {"Anna Kowal": [NOTE]}


def test_what_hides_notes_or_the_living_hides_them_in_the_export(ok, noted):
    commands = (("export", noted), ("show", noted, "Anna Kowal", "--hide", "policy"))
    ok("policy", "set", noted, "--notes", "hidden")
    for command in commands:
        assert "pilots" not in ok(*command).out
    ok("policy", "set", noted, "--notes", "shown", "--living", "hidden")
    for command in commands:
        living = ok(*command).out
        assert "pilots" in living
        assert "Bodil" not in living
        assert "Met her" not in living


def test_the_record_ends_with_the_notes(ok, noted):
    said = ok("show", noted, "Anna Kowal").out
    assert NOTE in said.rpartition("NOTES")[2]
    shown = ok("show", noted, "Anna Kowal", "--json").json
    assert [one["text"] for one in shown["notes"]] == [NOTE, "Bodil Reyk may know more."]


def test_an_erased_note_is_gone_from_both(ok, noted):
    note = ok("export", noted).json["subjects"][0]["notes"][0]
    ok("erase", noted, f"@{note['position']}", "--ground", "Asked.", "--yes")
    assert "pilots" not in ok("export", noted).out
    assert "pilots" not in ok("show", noted, "Anna Kowal").out


@pytest.fixture
def fact(ok, noted):
    """Add a fact with a note, and a further note about it that names somebody living."""
    added = ok(
        *("fact", "add", noted, "Anna Kowal", "occupation", "pilot", "--source", "Register"),
        *("--quote", "Kowal", "--note", "Read under a lamp.", "--json"),
    ).json["fact"]
    ok("note", "add", noted, added, "The clerk's hand is not clear.")
    ok("note", "add", noted, added, "Bodil Reyk reads otherwise.")
    return added


def facts_of(document):
    return [
        fact
        for one in document["subjects"]
        for answer in one["properties"].values()
        for scope in answer["scopes"]
        for value in scope["values"]
        for fact in value["facts"]
    ]


def test_notes_about_a_fact_are_exported_with_it(ok, noted, fact):
    (found,) = [one for one in facts_of(ok("export", noted).json) if one["id"] == fact]
    assert found["note"] == "Read under a lamp."
    assert [one["text"] for one in found["notes"]] == [
        "The clerk's hand is not clear.",
        "Bodil Reyk reads otherwise.",
    ]
    past = ok("export", noted, "--as-of", f"@{found['notes'][0]['position']}").json
    (then,) = [one for one in facts_of(past) if one["id"] == fact]
    assert [one["text"] for one in then["notes"]] == ["The clerk's hand is not clear."]


def test_the_record_tells_them_with_what_they_are_about(ok, noted, fact):
    said = ok("show", noted, "Anna Kowal").out.rpartition("NOTES")[2]
    for note in ("Read under a lamp.", "The clerk's hand is not clear."):
        assert f"Occupation, pilot: {note}" in " ".join(said.split())
    assert "not clear" in ok("history", noted, fact).out


def test_what_hides_notes_or_the_living_hides_those_about_facts(ok, noted, fact):
    commands = (
        *(("export", noted), ("show", noted, "Anna Kowal"), ("history", noted, fact)),
        ("show", noted, "Anna Kowal", "--json"),
    )
    ok("policy", "set", noted, "--notes", "hidden", "--living", "shown")
    for command in commands:
        out = ok(*command, "--hide", "policy").out
        assert not [one for one in ("lamp", "clerk", "otherwise") if one in out]
    ok("policy", "set", noted, "--notes", "shown", "--living", "hidden")
    for command in commands:
        out = ok(*command, "--hide", "policy").out
        assert "clerk" in out
        assert "Bodil" not in out


def test_an_erased_note_about_a_fact_is_gone(ok, noted, fact):
    (found,) = [one for one in facts_of(ok("export", noted).json) if one["id"] == fact]
    ok("erase", noted, f"@{found['notes'][0]['position']}", "--ground", "Asked.", "--yes")
    assert "clerk" not in ok("export", noted).out
    assert "otherwise" in ok("export", noted).out
