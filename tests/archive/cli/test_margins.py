# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A margin in points against the shares of a vote, typed as sources give them."""

from __future__ import annotations

import pytest

TEXT = "She won by three percentage points, 52 to 48 percent, in the election of 1992."


@pytest.fixture
def margin(ok, empty, tmp_path):
    (tmp_path / "count.txt").write_text(TEXT, encoding="utf-8")
    ok("source", "add", empty, tmp_path / "count.txt")
    ok("subject", "add", empty, "Jo", "--kind", "person")

    def add(value, unit, election="1992"):
        limits = [f"election={election}", *([f"unit={unit}"] if unit else [])]
        qualifiers = [part for one in limits for part in ("--qualifier", one)]
        quote = "three percentage points, 52 to 48 percent"
        ok("fact", "add", empty, "Jo", "vote_margin", value, "--source", "count.txt",
           "--quote", quote, *qualifiers)  # fmt: skip

    return add


@pytest.mark.parametrize("points", ["points", "percentage points"])
@pytest.mark.parametrize(
    ("shares", "unit"), [("52 to 48", "percent"), ("52 to 48 percent", None), ("52-48", None)]
)
@pytest.mark.parametrize(
    ("number", "relation", "said"),
    [
        (3, "overlaps", "can be reconciled within rounding"),
        (4, "agrees", "come to the same margin (4 in points)"),
        (8, "conflicts", "are different numbers"),
    ],
)
def test_points_are_held_against_the_shares_of_one_election(
    ok, empty, margin, points, shares, unit, number, relation, said
):
    margin(number, points)
    margin(shares, unit)
    margin(2, points, election="1996")
    shown = ok("show", empty, "Jo", "--json").json["properties"]["vote_margin"]
    found = [one for scope in shown["scopes"] for one in scope["relations"]]
    assert {one["relation"] for one in found} == {relation, "different scope"}
    assert any(said in one["reason"] for one in found)
    assert len(shown["scopes"]) == 2
    assert "percent]" not in ok("show", empty, "Jo").out
    conflicts = ok("conflicts", empty, "--json").json["conflicts"]
    assert len(conflicts) == (relation == "conflicts")
    assert ok("verify", empty).code == 0


def test_points_and_votes_are_still_not_compared(ok, empty, margin):
    margin("52 to 48", "percent")
    margin(2400, "votes")
    shown = ok("show", empty, "Jo", "--json").json["properties"]["vote_margin"]
    assert len(shown["scopes"]) == 2
    assert "their units differ" in shown["scopes"][1]["relations"][0]["reason"]


def test_what_is_typed_as_a_source_says_it_is_compared_as_numbers(ok, empty, margin):
    margin("three percentage points", None)
    margin("52 to 48 percent", None)
    margin("about 7,000 votes", None, election="1996")
    margin("7,021 votes", None, election="1996")
    shown = ok("show", empty, "Jo", "--json").json["properties"]["vote_margin"]
    told = [(one["relation"], one["reason"]) for scope in shown["scopes"]
            for one in scope["relations"]]  # fmt: skip
    assert {one for one, _ in told} == {"overlaps", "refines", "different scope"}
    assert any("can be reconciled within rounding" in reason for _, reason in told)
    assert any("agree within rounding" in reason for _, reason in told)
    assert shown["status"] != "disputed"
    [kept] = [fact for scope in shown["scopes"] for value in scope["values"]
              for fact in value["facts"] if fact.get("unit") == "percentage points"]  # fmt: skip
    assert (kept["value"], kept["as_written"]) == (3, "three percentage points")
