# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a record gained, lost and changed between two moments, policies, or both."""

from __future__ import annotations

import pytest

PROFILE = "the-quay-profile.txt"
EDDA = "Edda Marlow"


@pytest.fixture
def size(ok, sample):
    return ok("export", sample).json["archive"]["head"]["size"]


def diff(ok, sample, *more):
    return ok("diff", sample, EDDA, *more, "--json").json


def ids(changes):
    return [change["fact"] for change in changes]


def born(ok, sample):
    shown = ok("show", sample, EDDA, "--json").json["properties"]["date_of_birth"]
    return [fact for value in shown["scopes"][0]["values"] for fact in value["facts"]]


def test_the_same_moment_tells_the_same(ok, sample, size):
    same = diff(ok, sample, f"@{size}", "now")
    assert [same[name] for name in ("gained", "lost", "changed", "properties")] == [[], [], [], []]
    assert "The record is the same." in ok("diff", sample, EDDA, "now", "now").out


def test_each_act_is_told_as_what_it_did(ok, sample, size):
    first, second, third = (fact["id"] for fact in born(ok, sample)[:3])
    ok("fact", "retract", sample, first, "--reason", "The page is a forgery.")
    ok(
        "fact", "correct", sample, second, "--kind", "misread", "--value", "1949-03", "--reason",
        "A nine.",
    )  # fmt: skip
    other = ok("subject", "add", sample, EDDA, "--kind", "person").out.strip()
    ok("fact", "reattribute", sample, third, "--to", other, "--reason", "The other one.")
    subject = next(
        row["id"]
        for row in ok("subject", "list", sample, "--json").json["subjects"]
        if row["label"] == EDDA and row["id"] != other
    )
    found = ok("diff", sample, subject, f"@{size}", "now", "--json").json
    why = {change["fact"]: change["why"] for change in found["lost"]}
    assert why == {
        first: "retracted: The page is a forgery.",
        third: f"now about {EDDA} (born 1948)",
    }
    (changed,) = found["changed"]
    assert changed["fact"] == second
    assert changed["after"]["value"] == "1949-03"
    assert "display" in changed["fields"]
    (told,) = [one for one in found["properties"] if one["property"] == "date_of_birth"]
    assert told["after"]["values"] == ["1949-03"]
    text = ok("diff", sample, subject, f"@{size}", "now").out
    assert "LOST (2 facts)" in text
    assert "-> March 1949" in text
    back = ok("diff", sample, subject, "now", f"@{size}", "--json").json
    assert ids(back["gained"]) == ids(found["lost"])
    assert {change["why"] for change in back["gained"]} == {
        "held again",
        "was filed under another subject",
    }


def test_what_was_not_there_yet_is_gained(ok, sample):
    every = diff(ok, sample, "@1", "now")
    assert every["label_before"] is None
    assert every["lost"] == every["changed"] == []
    assert len(every["gained"]) == 64
    assert every["from"]["as_of"]["position"] == 1
    assert every["to"] == {"as_of": None, "policy": {}}


def test_what_is_not_there_on_the_second_side_is_lost(ok, sample):
    every = diff(ok, sample, "now", "@1")
    assert (every["label"], every["label_before"], every["label_after"]) == (EDDA, EDDA, None)
    assert every["gained"] == every["changed"] == []
    assert len(every["lost"]) == 64
    assert "the subject was not in the archive yet" in ok("diff", sample, EDDA, "now", "@1").out


def test_what_was_concluded_otherwise_is_told(ok, sample, size):
    (father,) = [
        one
        for one in ok("conflicts", sample, "--json").json["conflicts"]
        if one["property"] == "father"
    ]
    for outcome, why in (("both-stand", "Two men."), ("different-scope", "One is a stepfather.")):
        ok("conflict", "resolve", sample, father["id"], "--outcome", outcome, "--reason", why)
    before = f"@{ok('history', sample, '--limit', 1, '--json').json['events'][0]['position'] - 1}"
    (held,) = diff(ok, sample, before, "now")["properties"]
    assert held["before"]["status"] == held["after"]["status"] == "resolved"
    told = " ".join(ok("diff", sample, EDDA, before, "now").out.split())
    assert "both stand: Two men.) -> " in told
    assert "different scope: One is a stepfather.)" in told
    assert "(disputed) -> " in " ".join(ok("diff", sample, EDDA, f"@{size}", "now").out.split())


def test_a_policy_on_one_side_shows_what_it_does(ok, sample):
    without = diff(ok, sample, "now", "now", "--exclude-source", PROFILE, "--policy-on", "to")
    assert without["lost"]
    assert not without["gained"]
    assert {change["why"] for change in without["lost"]} == {"does not count under this policy"}
    assert without["from"]["policy"] == {}
    assert list(without["to"]["policy"]) == ["exclude_sources"]
    back = diff(ok, sample, "now", "now", "--exclude-source", PROFILE, "--policy-on", "from")
    assert ids(back["gained"]) == ids(without["lost"])
    both = diff(ok, sample, "now", "now", "--exclude-source", PROFILE)
    assert both["gained"] == both["lost"] == []


def test_moment_and_policy_together(ok, sample, size):
    fact = born(ok, sample)[0]["id"]
    ok("fact", "retract", sample, fact, "--reason", "Mistaken.")
    found = diff(ok, sample, f"@{size}", "now", "--stated-only", "--policy-on", "to")
    assert fact in ids(found["lost"])
    assert {change["why"] for change in found["lost"]} == {
        "retracted: Mistaken.",
        "does not count under this policy",
    }


def test_a_subject_known_on_neither_side_is_refused(refused, sample):
    refused(sample, 3, "diff", sample, EDDA, "@1", "@2")
    refused(sample, 3, "diff", sample, "Nobody", "now", "now")
    refused(sample, 3, "diff", sample, EDDA, "yesterday-ish", "now")


def test_two_policies_are_compared_in_one_diff(ok, run, sample):
    both = ("--from-policy", "originals-only", "--to-policy", f"exclude-source={PROFILE}")
    found = diff(ok, sample, "now", "now", *both)
    policies = (found["from"]["policy"], found["to"]["policy"])
    assert [list(one) for one in policies] == [["originals_only"], ["exclude_sources"]]
    # What is gained is what only the first policy kept out: known at second hand, and not on the
    # source that the second leaves out.
    as_options = [
        diff(ok, sample, "now", "now", *options, "--policy-on", "to")
        for options in (("--originals-only",), ("--exclude-source", PROFILE))
    ]
    second_hand, on_profile = (set(ids(one["lost"])) for one in as_options)
    assert set(ids(found["gained"])) == second_hand - on_profile != set()
    assert set(ids(found["lost"])) == on_profile - second_hand != set()
    assert "only what sources say themselves" in ok("diff", sample, EDDA, "now", "now", *both).out
    more = ("--stated-only", "--from-policy", "originals-only")
    joined = diff(ok, sample, "now", "now", *more)
    assert set(joined["from"]["policy"]) == {"originals_only", "stated_only"}
    assert set(joined["to"]["policy"]) == {"stated_only"}
    assert run("diff", sample, EDDA, "now", "now", "--from-policy", "nothing").code == 2
