# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""subject, property and note commands."""

from __future__ import annotations

import json

import pytest

LINK = ("subject", "link")


def test_add_prints_the_id_alone(ok, empty):
    ran = ok("subject", "add", empty, "Edda Marlow", "--kind", "person", "--also", "E. Marlow")
    again = ok("subject", "list", empty, "--json").json["subjects"]
    assert [row["id"] for row in again] == [ran.out.strip()]
    assert again[0] == {
        "id": ran.out.strip(),
        "label": "Edda Marlow",
        "kind": "person",
        "facts": 0,
        "withdrawn": False,
        "told_apart": None,
    }
    assert ok("show", empty, "E. Marlow", "--json").json["id"] == ran.out.strip()
    assert "Nothing is recorded" in ok("show", empty, "E. Marlow").out


def test_add_answers_with_json(ok, empty):
    answer = ok("--json", "subject", "add", empty, "League", "--kind", "organization").json
    assert answer.keys() >= {"subject", "event", "position"}


def test_list_can_be_narrowed_to_a_kind(ok, sample):
    rows = ok("subject", "list", sample, "--kind", "event", "--json").json["subjects"]
    assert {row["kind"] for row in rows} == {"event"}
    assert "event" in ok("subject", "list", sample, "--kind", "event").out


def test_an_empty_list_says_what_to_do(ok, empty):
    assert "fonds subject add" in ok("subject", "list", empty).out
    assert "fonds source add" in ok("source", "list", empty).out
    assert ok("subject", "list", empty, "--json").json["subjects"] == []


def test_an_empty_label_is_wrong_use(refused, empty):
    refused(empty, 2, "subject", "add", empty, "  ", "--kind", "person")


def test_namesakes_are_refused_with_the_candidates(refused, sample):
    ran = refused(sample, 3, "show", sample, "Jon Weil", "--json")
    told = ran.error
    assert told["code"] == "ambiguous-subject"
    assert len(told["candidates"]) == 2
    assert all(one["id"] in told["message"] for one in told["candidates"])


def test_the_refusal_of_namesakes_says_what_tells_them_apart(refused, ok, sample):
    listed = ok("subject", "list", sample, "--json").json["subjects"]
    apart = {row["id"]: row["told_apart"] for row in listed if row["label"] == "Jon Weil"}
    told = refused(sample, 3, "show", sample, "Jon Weil", "--json").error
    assert {one["id"]: one["told_apart"] for one in told["candidates"]} == apart
    assert all(words in told["message"] for words in apart.values())
    writing = (*LINK, sample, "Jon Weil", "Edda Marlow", "--same", "--reason", "r")
    assert all(
        words in refused(sample, 3, *writing, "--json").error["message"] for words in apart.values()
    )


def test_link_is_recorded_and_moves_no_fact(ok, sample):
    one, two = (
        row["id"]
        for row in ok("subject", "list", sample, "--json").json["subjects"]
        if row["label"] == "Jon Weil"
    )
    before = ok("export", sample).out
    ok(*LINK, sample, one, two, "--not-same", "--reason", "A pilot and a merchant.")
    newest = ok("history", sample, "--limit", "1", "--json").json["events"][0]
    assert (newest["type"], newest["reason"]) == ("SubjectsLinked", "A pilot and a merchant.")
    assert ok("export", sample).out.split('"subjects"')[1] == before.split('"subjects"')[1]


def test_link_of_one_with_itself_is_refused(refused, sample):
    refused(sample, 3, *LINK, sample, "Edda Marlow", "Edda Marlow", "--same", "--reason", "r")


def test_properties_in_use_are_marked_and_the_vocabulary_offered(ok, sample):
    rows = {row["name"]: row for row in ok("property", "list", sample, "--json").json["properties"]}
    assert rows["father"]["defined"] is True
    assert any(not row["defined"] for row in rows.values())
    assert {"label", "definition", "value_types", "cardinality"} <= rows["father"].keys()
    used = ok("property", "list", sample, "--used").out
    assert "* father  (person)" in used
    assert "\n  " not in used.replace("\n    ", "")


def test_define_and_use_a_property(ok, sample):
    ok(
        *("property", "define", sample, "pilot_number", "--type", "quantity"),
        *("--cardinality", "single", "--definition", "The number on a pilot's licence."),
    )
    rows = ok("property", "list", sample, "--used", "--json").json["properties"]
    (row,) = [row for row in rows if row["name"] == "pilot_number"]
    assert (row["cardinality"], row["value_types"], row["label"]) == (
        "single",
        ["quantity"],
        "Pilot number",
    )


def test_define_refuses_what_is_defined_and_what_means_nothing(refused, sample):
    refused(sample, 3, "property", "define", sample, "father")
    ran = refused(sample, 2, "property", "define", sample, "fathr")
    assert "father" in ran.err


def test_a_property_is_amended_and_its_facts_stay(ok, refused, sample):
    def told(*more):
        return ok("show", sample, "Edda Marlow", "--json", *more).json["properties"]["child"]

    before, size = told(), ok("export", sample).json["archive"]["head"]["size"]
    assert before["status"] == "multiple"
    amend = ("property", "amend", sample, "child")
    only = ("--cardinality", "single", "--label", "Only child", "--reason", "There is one alone.")
    done = ok(*amend, *only, "--json").json
    assert done["property"] == "child"
    assert done["position"] > size
    after = told()
    assert after["status"] == "disputed"
    assert [one["property"] for one in ok("conflicts", sample, "--json").json["conflicts"]].count(
        "child"
    ) == 1
    assert "Only child" in ok("show", sample, "Edda Marlow").out
    rows = ok("property", "list", sample, "--used", "--json").json["properties"]
    (row,) = [row for row in rows if row["name"] == "child"]
    assert row["value_types"] == ["person"]
    assert "There is one alone." in ok("history", sample, "--limit", 1).out
    ran = refused(sample, 3, *amend, *only)
    assert ran.err == "child is described so already; nothing would change.\n"
    ok(*amend, "--cardinality", "multiple", "--reason", "There were two.")
    assert told()["status"] == "multiple"
    ok("rebuild", sample)
    assert told()["status"] == "multiple"


def test_a_property_that_is_not_in_use_is_not_amended(refused, sample):
    def why(name, *more, code=3):
        return refused(
            sample, code, "property", "amend", sample, name, *more, "--reason", "So."
        ).err

    assert "Did you mean father?" in why("fathr", "--label", "Pa")
    assert "fonds property define" in why("nationality", "--label", "Faith")
    assert "“a b” cannot name a qualifier" in why("father", "--scope", "a b", code=2)


def test_a_note_can_be_found_again(ok, sample):
    written = ok("note", "add", sample, "Edda Marlow", "Ask about xylophones.", "--json").json
    assert written["position"] > 0
    (hit,) = ok("search", sample, "xylophones", "--json").json["hits"]
    assert hit["kind"] == "note"


def test_notes_need_words_and_somebody(refused, sample):
    refused(sample, 2, "note", "add", sample, "Edda Marlow", " ")
    refused(sample, 3, "note", "add", sample, "Nobody at all", "text")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("birthdate", "date_of_birth"),
        ("Born", "date_of_birth"),
        ("birthplace", "place_of_birth"),
        ("husband", "spouse"),
        ("date_of_brith", "date_of_birth"),
        ("brith", "birth_name or date_of_birth or place_of_birth?"),
        ("Ocupation", "occupation"),
    ],
)
def test_a_property_by_another_name_is_told_which_it_is(refused, sample, name, meant):
    fact = ("fact", "add", sample, "Edda Marlow", name, "1948", "--source", "1", "--quote", "Edda")
    assert f"Did you mean {meant}" in refused(sample, 3, *fact).err


def test_a_property_by_no_known_name_is_told_none(refused, sample):
    for name in ("xyzzy", "income", "---"):
        fact = (
            "fact",
            "add",
            sample,
            "--source",
            "1",
            "--quote",
            "Edda",
            "--",
            "Edda Marlow",
            name,
            "1",
        )
        assert "Did you mean" not in refused(sample, 3, *fact).err


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Eda Marlow", "Edda Marlow"),
        ("edda marlov", "Edda Marlow"),
        ("Thale", "Casimir Thale"),
        ("Jon Wiel", "Jon Weil"),
        ("harbour workers league", "Harbor Workers' League"),
        ("lantern super", "lantern supper of 1991"),
    ],
)
def test_a_name_near_the_one_typed_is_offered_and_never_taken(refused, sample, typed, first):
    ran = refused(sample, 3, "show", sample, typed, "--json")
    error = json.loads(ran.err)["error"]
    assert error["near"][0]["label"] == first
    assert f"Did you mean “{first}”" in error["message"]
    assert error["message"].count(f"“{first}”") == 1, "namesakes are offered once"


@pytest.mark.parametrize("typed", ["Wilhelmina Dorr", "Ed", "!!", "%", "o", "zzzz"])
def test_what_is_near_no_name_is_offered_none(refused, sample, typed):
    assert "Did you mean" not in refused(sample, 3, "show", sample, typed).err


def test_the_three_nearest_names_are_told_and_that_there_are_more(ok, refused, empty, monkeypatch):
    for name in ("Odo Brask", "Odo Braska", "Odo Braskas", "Odo Braskat"):
        ok("subject", "add", empty, name, "--kind", "person")
    asked = ("show", empty, "Odo Brasc")
    error = refused(empty, 3, *asked, "--json").error
    assert error["message"].endswith(
        "Did you mean “Odo Brask”, “Odo Braska”, “Odo Braskas”? There are more names near it."
    )
    assert len(error["near"]) == 4
    assert "near_more" not in error
    # Of very many names those about as long are looked at, and that others are not is said.
    monkeypatch.setattr("fonds.archive.lookup.near._MOST_LOOKED_AT", 1)
    error = refused(empty, 3, *asked, "--json").error
    assert error["message"].endswith("Did you mean “Odo Brask”? There are more names near it.")
    assert (len(error["near"]), error["near_more"]) == (1, True)


def test_a_source_near_the_one_typed_is_offered(refused, sample):
    assert "Did you mean “Edda Marlow”?" in (
        refused(sample, 3, "source", "show", sample, "elery wiki").err
    )
    ran = refused(sample, 3, "what-if", sample, "--without", "the quay")
    assert "Did you mean “The lamp on the Customs stairs" in ran.err


def test_whom_a_withdrawn_name_meant_is_not_offered(ok, refused, empty):
    one = ok("subject", "add", empty, "Odo Brask", "--kind", "person").out.strip()
    assert "Odo Brask" in refused(empty, 3, "show", empty, "Odo Brasc").err
    ok("subject", "withdraw", empty, one, "--reason", "No such person.")
    assert "Did you mean" not in refused(empty, 3, "show", empty, "Odo Brasc").err
