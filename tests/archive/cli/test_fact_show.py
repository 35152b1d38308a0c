# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One fact shown whole, by its id."""

from __future__ import annotations

import json

import pytest

TEXT = (
    "Osric kept the ferry from 1901 to 1931. He was born in 1871, so he was sixty when he left it. "
    "Another says he was born in 1873."
)


@pytest.fixture
def ferry(ok, empty, tmp_path):
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    ok("source", "add", empty, tmp_path / "ferry.txt")
    ok("subject", "add", empty, "Osric", "--kind", "person")

    def say(name, value, quote, *more):
        given = ("--source", "ferry.txt", "--quote", quote, *more)
        return ok("fact", "add", empty, "Osric", name, value, *given).out.strip()

    return say


def test_a_fact_is_shown_with_all_that_bears_on_it(ok, empty, ferry):
    born = ferry("date_of_birth", "1871", "born in 1871", "--asserted-by", "the ferryman")
    other = ferry("date_of_birth", "1873", "born in 1873")
    age = ferry("age", 60, "sixty when he left it", "--premise", f"{born}=reckoned from it",
                "--qualifier", "event=leaving the ferry")  # fmt: skip
    ok("fact", "assess", empty, born, "--rank", "normal", "--reason", "A good witness.")
    told = " ".join(ok("fact", "show", empty, born).out.split())
    for words in (
        "Osric: Born: 1871 [1]",
        f"fact {born}, stands",
        "Status disputed, conflict ",
        f"conflicts with 1873 ({other}): 1871 ends before 1873 begins.",
        "“born in 1871” ferry, characters 47–59. Says the ferryman.",
        "Assessed normal, by",
        "A good witness.",
        "asserted date of birth",
    ):
        assert words in told, told
    shown = ok("fact", "show", empty, born[:6], "--json").json
    [conflict] = ok("conflicts", empty, "--json").json["conflicts"]
    assert (shown["id"], shown["property"], shown["standing"]) == (born, "date_of_birth", "stands")
    assert (shown["status"], shown["conflicts"]) == ("disputed", [conflict["id"]])
    [relation] = shown["relations"]
    assert (relation["relation"], set(relation["facts"])) == ("conflicts", {born, other})
    assert [entry["type"] for entry in shown["history"]] == ["FactAssessed", "FactAsserted"]

    shown = ok("fact", "show", empty, age, "--json").json
    assert shown["premises"] == [{"fact": born, "excerpt": None, "rule": "reckoned from it"}]
    told = " ".join(ok("fact", "show", empty, age).out.split())
    assert f"RESTS ON 1871 ({born}): reckoned from it" in told
    assert "Event leaving the ferry" in told


def test_the_more_precise_of_two_is_told_as_such_from_either_side(ok, empty, ferry):
    year = ferry("date_of_birth", "1871", "born in 1871")
    month = ferry("date_of_birth", "1871-03", "He was born in 1871")
    assert f"refines 1871 ({year})" in ok("fact", "show", empty, month).out
    assert f"is refined by March 1871 ({month})" in ok("fact", "show", empty, year).out


def test_a_fact_that_was_retracted_is_shown_as_such(ok, empty, ferry):
    held = ferry("occupation", "ferryman", "kept the ferry", "--when", "1901/1931")
    assert "ferryman, 1901 – 1931" in ok("fact", "show", empty, held).out
    ok("fact", "retract", empty, held, "--reason", "Somebody else did.")
    told = ok("fact", "show", empty, held).out
    assert f"fact {held}, retracted" in told
    assert "Reason: Somebody else did." in told
    shown = json.loads(ok("fact", "show", empty, held, "--json").out)
    assert (shown["standing"], shown["status"], shown["relations"]) == ("retracted", None, [])


def test_what_is_no_fact_is_refused(refused, empty):
    assert "There is no fact “3kq7”" in refused(empty, 3, "fact", "show", empty, "3kq7").err


def test_a_fact_is_shown_as_it_was_held_at_a_moment(ok, refused, empty, ferry):
    born = ferry("date_of_birth", "1871", "born in 1871")
    then = ok("fact", "show", empty, born, "--json").json["position"]
    other = ferry("date_of_birth", "1873", "born in 1873")
    apart = ok("history", empty, "--limit", "1", "--json").json["events"][0]["position"]
    ok("fact", "correct", empty, born, "--kind", "misread", "--value", "1870", "--reason", "Ink.")

    def shown(at):
        return ok("fact", "show", empty, born, "--as-of", f"@{at}", "--json").json

    alone = shown(then)
    assert (alone["value"], alone["status"], alone["conflicts"]) == ("1871", "agreed", [])
    assert [entry["type"] for entry in alone["history"]] == ["FactAsserted"]
    assert alone["as_of"]["position"] == then
    disputed = shown(apart)
    [conflict] = ok("conflicts", empty, "--json").json["conflicts"]
    assert (disputed["value"], disputed["status"]) == ("1871", "disputed")
    assert disputed["conflicts"] == [conflict["id"]]
    assert set(disputed["relations"][0]["facts"]) == {born, other}
    told = ok("fact", "show", empty, born, "--as-of", f"@{apart}").out
    assert f"! as it was held at @{apart}, " in told
    assert "1870" not in told
    assert "1870" in ok("fact", "show", empty, born).out
    ran = refused(empty, 3, "fact", "show", empty, other, "--as-of", f"@{then}")
    assert "was not asserted by then" in ran.err


def test_a_premise_that_was_erased_is_told_and_one_that_is_hidden_is_not(ok, empty, ferry):
    kept = ferry("occupation", "ferryman", "kept the ferry")
    age = ferry("age", 60, "sixty when he left it", "--premise", f"{kept}=reckoned from it")
    ok("subject", "add", empty, "Ilse", "--kind", "person")
    ok("fact", "reattribute", empty, kept, "--to", "Ilse", "--reason", "His wife.")
    living = ("--living", "hidden")
    ok("fact", "add", empty, "Osric", "date_of_death", "1931", "--source", "ferry.txt",
       "--quote", "to 1931")  # fmt: skip
    assert ok("fact", "show", empty, age, *living, "--json").json["premises"] == []
    assert kept not in ok("fact", "show", empty, age, *living).out
    ok("erase", empty, kept, "--ground", "At her wish.", "--yes")
    [premise] = ok("fact", "show", empty, age, "--json").json["premises"]
    assert (premise["fact"], premise["erased"]) == (kept, True)
    told = " ".join(ok("fact", "show", empty, age).out.split())
    assert f"RESTS ON a fact whose words are gone ({kept}): reckoned from it" in told


def test_why_a_fact_counts_in_no_scope_is_told(ok, empty, ferry, monkeypatch):
    born = ferry("date_of_birth", "1871", "born in 1871")
    monkeypatch.setattr("fonds.archive.queries.openings.MOST_WEIGHED", 0)
    told = " ".join(ok("fact", "show", empty, born).out.split())
    assert "not weighed here, being one of very many of its property" in told
    monkeypatch.undo()
    ok("fact", "assess", empty, born, "--rank", "deprecated", "--reason", "Blurred.")
    assert "set aside: it counts for nothing" in ok("fact", "show", empty, born).out
