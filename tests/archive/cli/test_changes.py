# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""correct, reattribute, retract, reinstate, assess, cite, uncite."""

from __future__ import annotations

import pytest

REASON = ("--reason", "Because of the passage.")
PROFILE = "the-quay-profile.txt"


@pytest.fixture
def father(sample, fact_id):
    return fact_id(sample, "Josef Marlow")


@pytest.fixture
def shown(ok, sample):
    return lambda *args: ok("--json", "show", sample, "Edda Marlow", *args).json["properties"]


def newest(ok, sample, count=1):
    return ok("history", sample, "--limit", count, "--json").json["events"]


def test_a_correction_keeps_the_id_and_the_past(ok, sample, father, shown):
    answer = ok(
        *("fact", "correct", sample, father, "--kind", "misread", "--value", "Jozef Marlow"),
        *("--qualifier", "calling=pilot", *REASON, "--json"),
    ).json
    assert answer.keys() >= {"fact", "event", "position"}
    assert answer["fact"] == father
    values = {value["value"] for value in shown()["father"]["scopes"][0]["values"]}
    assert "Jozef Marlow" in values
    assert "Josef Marlow" not in values
    before = shown("--as-of", f"@{answer['position'] - 1}")
    assert "Josef Marlow" in {value["value"] for value in before["father"]["scopes"][0]["values"]}
    (event,) = newest(ok, sample)
    assert (event["before"].split(" (")[0], event["after"].split(" (")[0]) == (
        "Josef Marlow",
        "Jozef Marlow",
    )
    assert event["reason"] == REASON[1]
    ok("fact", "correct", sample, father, "--kind", "mistyped", "--qualifier", "calling=", *REASON)
    facts = [fact for v in shown()["father"]["scopes"][0]["values"] for fact in v["facts"]]
    assert [fact["qualifiers"] for fact in facts if fact["id"] == father] == [{}]


def test_retract_and_reinstate(ok, sample, father, shown):
    retracted = ok("fact", "retract", sample, father, *REASON, "--json").json
    assert shown()["father"]["status"] == "agreed"
    before = shown("--as-of", f"@{retracted['position'] - 1}")
    assert before["father"]["status"] == "disputed"
    ok("fact", "reinstate", sample, father[:8], *REASON)
    assert shown()["father"]["status"] == "disputed"


def test_many_facts_are_one_action(ok, sample, father, fact_id):
    other = fact_id(sample, "Henrik Oost")
    answer = ok("fact", "retract", sample, father, other, *REASON, "--json").json
    assert answer.keys() >= {"action", "facts"}
    assert answer["facts"] == [father, other]
    assert {event["action"] for event in newest(ok, sample, 2)} == {answer["action"]}
    assert len(ok("fact", "reinstate", sample, father, other, *REASON).out.splitlines()) == 2


def test_a_whole_action_is_retracted(ok, sample):
    events = ok("history", sample, "--json").json["events"]
    action = next(event["action"] for event in events if event["type"] == "FactAsserted")
    answer = ok("fact", "retract", sample, "--action", action, *REASON, "--json").json
    assert len(answer["facts"]) == 90
    assert "Nothing is recorded" in ok("show", sample, "Edda Marlow").out


def test_reattribute_moves_the_fact(ok, sample, father, shown):
    answer = ok(
        "fact", "reattribute", sample, father, "--to", "Anton Marlow", *REASON, "--json"
    ).json
    assert father not in str(shown())
    assert father in str(ok("--json", "show", sample, "Anton Marlow").json)
    assert father in str(shown("--as-of", f"@{answer['position'] - 1}"))
    ok("fact", "reattribute", sample, father, "--to", "Edmund Marlow", "--slot", "value", *REASON)
    assert newest(ok, sample)[0]["after"] == "Edmund Marlow"


def test_an_assessment_resolves_and_is_shown(ok, sample, father, shown):
    answer = ok(
        *("fact", "assess", sample, father, "--rank", "preferred", "--confidence", "very-high"),
        *("--source-quality", "original", "--information", "primary", "--evidence", "direct"),
        *(*REASON, "--json"),
    ).json
    assert shown()["father"]["status"] == "resolved"
    first = shown()["father"]["scopes"][0]["values"][0]
    assert (first["value"], first["rank"]) == ("Josef Marlow", "preferred")
    assessment = first["facts"][0]["assessment"]
    assert assessment["confidence"] == "very high"
    assert assessment["quality"] == {
        "source": "original",
        "information": "primary",
        "evidence": "direct",
    }
    assert assessment["reason"] == REASON[1]
    assert "resolved" in ok("show", sample, "Edda Marlow").out
    past = shown("--as-of", f"@{answer['position'] - 1}")
    assert past["father"]["status"] == "disputed"
    ok("fact", "assess", sample, father, "--rank", "deprecated", *REASON)
    assert "set aside by" in ok("show", sample, "Edda Marlow").out


def test_cite_and_uncite(ok, refused, sample, father, shown):
    def citations():
        facts = [fact for v in shown()["father"]["scopes"][0]["values"] for fact in v["facts"]]
        return next(fact["citations"] for fact in facts if fact["id"] == father)

    ok(
        *("fact", "cite", sample, father, "--source", PROFILE, "--stance", "contradicts"),
        *("--quote", "At eleven, Edda Marlow stopped the coal ferry.", "--supports", "value"),
        *("--asserted-by", "Mirela Voss", *REASON),
    )
    first, second = citations()
    assert (second["stance"], second["supports"]) == ("contradicts", ["value"])
    assert "! Speaks against it" in ok("show", sample, "Edda Marlow").out
    ok("fact", "uncite", sample, father, second["excerpt"][:6], *REASON)
    assert [one["excerpt"] for one in citations()] == [first["excerpt"]]
    ran = refused(sample, 3, "fact", "uncite", sample, father, first["excerpt"], *REASON)
    assert "Retract the fact instead" in ran.err


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("retract", "zzzzzzzzzzzzzzzz"), 3),
        (("reinstate", "{father}"), 3),
        (("retract", "--action", "zzzzzzzzzzzzzzzz"), 3),
        (("reattribute", "{father}", "--to", "Nobody"), 3),
        (("reattribute", "{father}", "--to", "Edda Marlow"), 3),
        (("reattribute", "{father}", "--to", "Anton Marlow", "--slot", "employer"), 3),
        (("correct", "{father}", "--kind", "misread", "--property", "father"), 3),
        (("correct", "{father}", "--kind", "misread", "--when", "1953-02-30"), 3),
        (("correct", "{father}", "--kind", "misread", "--property", "fathr"), 3),
        (("uncite", "{father}", "zzzz"), 3),
    ],
)
def test_changes_that_make_no_sense_are_refused(refused, sample, father, args, code):
    given = [father if arg == "{father}" else arg for arg in args]
    refused(sample, code, "fact", given[0], sample, *given[1:], *REASON)


def test_one_bad_fact_of_several_changes_none(refused, sample, father):
    refused(sample, 3, "fact", "retract", sample, father, "zzzzzzzzzzzzzzzz", *REASON)


def test_a_blank_reason_is_wrong_use(refused, sample, father):
    refused(sample, 2, "fact", "retract", sample, father, "--reason", " ")
