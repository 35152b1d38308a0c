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
