# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Two of one name are told apart in ties, a narrative and a diff; nobody else is."""

from __future__ import annotations

import pytest

ASA = "Asa Thorn"


@pytest.fixture
def thorns(ok, empty, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("Asa Thorn was the son of Asa Thorn, born in 1850.\n", encoding="utf-8")
    ok("source", "add", empty, text)
    son, father = (ok("subject", "add", empty, ASA, "--kind", "person").out.strip() for _ in "12")

    def say(subject, name, value):
        quote = ("--source", "text.txt", "--quote", "son of Asa Thorn")
        return ok("fact", "add", empty, subject, name, value, *quote).out.strip()

    say(son, "father", father)
    say(son, "mother", "Ida Thorn")
    return empty, son, father, say


def test_by_the_id_where_nothing_else_tells(ok, thorns):
    path, son, father, _ = thorns
    assert f"{ASA} ({father[:6]}) (person)" in ok("ties", path, son).out
    told = ok("narrative", path, son).out
    assert f"father of {ASA} was {ASA} ({father[:6]})," in " ".join(told.split())
    assert "Ida Thorn (" not in told


def test_by_the_years_of_a_life(ok, thorns):
    path, son, father, say = thorns
    say(father, "date_of_birth", "1850-03")
    assert f"{ASA} (born 1850) (person)" in ok("ties", path, son).out
    say(son, "date_of_birth", "1850")
    assert f"{ASA} (born 1850, in text) (person)" in ok("ties", path, son).out


def test_by_another_name(ok, thorns):
    path, son, father, _ = thorns
    also = f"{ASA} the elder"
    ok("subject", "describe", path, father, "--also", also, "--reason", "So called.")
    assert f"{ASA} ({also}) (person)" in ok("ties", path, son).out


def test_a_fact_that_is_about_the_other_now(ok, thorns):
    path, son, father, say = thorns
    fact = say(son, "date_of_death", "1903")
    at = ok("history", path, "--json").json["events"][0]["position"]
    ok("subject", "split", path, son, fact, "--to", father, "--reason", "The father's.")
    assert f"now about {ASA} (died 1903)" in ok("diff", path, son, f"@{at}", "now").out


def test_json_keeps_the_label(ok, thorns):
    path, son, *_ = thorns
    labels = [one["label"] for one in ok("ties", path, son, "--json").json["ties"]]
    assert ASA in labels


def test_a_diff_tells_one_father_from_another_of_his_name(ok, thorns):
    path, son, father, say = thorns
    say(father, "date_of_birth", "1850")
    other = ok("subject", "add", path, ASA, "--kind", "person").out.strip()
    facts = ok("show", path, son, "--json").json["properties"]["father"]["scopes"][0]
    fact = facts["values"][0]["facts"][0]["id"]
    at = ok("history", path, "--json").json["events"][0]["position"]
    ok("fact", "reattribute", path, fact, "--to", other, "--slot", "value", "--reason", "His son.")
    said = " ".join(ok("diff", path, son, f"@{at}", "now").out.split())
    assert f"Father: {ASA} (born 1850) -> {ASA} ({other[:6]})" in said
    assert f"Father: {ASA} (born 1850) (agreed) -> {ASA} ({other[:6]}) (agreed)" in said
    told = " ".join(ok("history", path, fact).out.split())
    assert f"{ASA} ({father[:6]})" in told
    assert f"{ASA} ({other[:6]})" in told
