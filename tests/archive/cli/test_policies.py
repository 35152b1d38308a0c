# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A record, and an export, under a policy and at a moment."""

from __future__ import annotations

import json

import jsonschema
import pytest

PROFILE = "the-quay-profile.txt"


def facts_of(subject):
    return [
        fact
        for answer in subject["properties"].values()
        for scope in answer["scopes"]
        for value in scope["values"]
        for fact in value["facts"]
    ]


def test_an_excluded_source_is_as_if_it_were_not_there(ok, sample):
    every = ok("show", sample, "Edda Marlow", "--json").json
    source = ok("source", "show", sample, PROFILE, "--json").json["id"]
    left = ok("show", sample, "Edda Marlow", "--exclude-source", PROFILE, "--json").json
    assert every["policy"] == {}
    assert left["policy"] == {"exclude_sources": [source]}
    without = {fact["id"] for fact in facts_of(every)} - {fact["id"] for fact in facts_of(left)}
    assert without == {
        fact["id"]
        for fact in facts_of(every)
        if {citation["source"] for citation in fact["citations"]} == {source}
    }
    assert without
    assert source not in {
        citation["source"] for fact in facts_of(left) for citation in fact["citations"]
    }


def test_a_dispute_ends_where_one_side_is_not_heard(ok, sample):
    shown = ok("show", sample, "Edda Marlow", "--json").json["properties"]
    name, disputed = next(
        (name, answer) for name, answer in shown.items() if answer["status"] == "disputed"
    )
    sides = {
        citation["source"]
        for fact in facts_of({"properties": {name: disputed}})
        for citation in fact["citations"]
    }
    assert len(sides) == 2
    for side in sides:
        left = ok("show", sample, "Edda Marlow", "--exclude-source", side, "--json").json
        assert left["properties"][name]["status"] != "disputed"
        assert name not in {conflict["property"] for conflict in left["conflicts"]}


def test_originals_only_leaves_out_what_is_passed_on(ok, sample):
    every = facts_of(ok("show", sample, "Edda Marlow", "--json").json)
    shown = ok("show", sample, "Edda Marlow", "--originals-only", "--json").json
    own = {
        fact["id"]
        for fact in every
        if any(citation["cited_work"] is None for citation in fact["citations"])
    }
    assert {fact["id"] for fact in facts_of(shown)} == own
    assert 0 < len(own) < len(every)
    assert shown["policy"] == {"originals_only": True}


def test_stated_only_leaves_out_what_was_inferred(ok, sample):
    every = facts_of(ok("show", sample, "Edda Marlow", "--json").json)
    shown = facts_of(ok("show", sample, "Edda Marlow", "--stated-only", "--json").json)
    stated = {fact["id"] for fact in every if fact["certainty"] == "stated"}
    assert {fact["id"] for fact in shown} == stated
    assert 0 < len(stated) < len(every)


def test_a_policy_and_a_moment_hold_together(ok, sample):
    before = ok("show", sample, "Edda Marlow", "--json").json
    size = ok("export", sample).json["archive"]["head"]["size"]
    retracted = facts_of(before)[0]["id"]
    ok("fact", "retract", sample, retracted, "--reason", "Mistaken.")
    now = ok("show", sample, "Edda Marlow", "--stated-only", "--json").json
    then = ok("show", sample, "Edda Marlow", "--stated-only", "--as-of", f"@{size}", "--json").json
    assert retracted not in {fact["id"] for fact in facts_of(now)}
    assert retracted in {fact["id"] for fact in facts_of(then)}
    assert then["policy"] == now["policy"] == {"stated_only": True}
    assert then["as_of"]["position"] == size


def test_the_reader_is_told_under_which_policy(ok, sample):
    args = ("--exclude-source", "2", "--originals-only", "--stated-only", "--living", "hidden")
    text = " ".join(ok("show", sample, "lantern supper of 1991", *args).out.split())
    assert "! under a policy: without “" in text
    assert "only what sources say themselves, nothing at second hand" in text
    assert "only what is stated, nothing inferred; without facts about living persons" in text
    assert "! under a policy" not in ok("show", sample, "Edda Marlow").out


def test_an_export_under_a_policy_holds_no_word_of_an_excluded_source(ok, sample):
    schema = ok("schema", "export").json
    ran = ok("export", sample, "--exclude-source", PROFILE, "--stated-only")
    document = json.loads(ran.out)
    jsonschema.validate(document, schema)
    source = ok("source", "show", sample, PROFILE, "--json").json["id"]
    assert document["policy"] == {"exclude_sources": [source], "stated_only": True}
    assert source not in {one["id"] for one in document["sources"]}
    cited = {
        citation["source"]
        for subject in document["subjects"]
        for fact in facts_of(subject)
        for citation in fact["citations"]
    }
    assert source not in cited
    assert cited


@pytest.mark.parametrize("command", [("show", "Edda Marlow"), ("export",)])
def test_a_source_that_is_not_there_cannot_be_excluded(refused, sample, command):
    name, *rest = command
    ran = refused(sample, 3, name, sample, *rest, "--exclude-source", "The Moon")
    assert "no source “The Moon”" in ran.err
