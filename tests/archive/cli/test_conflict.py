# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The life of a conflict: open, resolved with reasoning, taken back, open again."""

from __future__ import annotations

import pytest

PROFILE = "the-quay-profile.txt"
WHY = "The almanac was held against the parish register."


@pytest.fixture
def father(ok, sample):
    """The conflict over who her father was: its id and the facts of both sides."""
    (found,) = [
        one
        for one in ok("conflicts", sample, "--json").json["conflicts"]
        if one["property"] == "father"
    ]
    assert found["status"] == "open"
    return found


def of(ok, sample, conflict):
    return ok("conflict", "show", sample, conflict["id"], "--json").json


def resolve(ok, sample, conflict, *more):
    return ok("conflict", "resolve", sample, conflict["id"][:6], "--reason", WHY, *more)


def status_of(ok, sample, name="father"):
    return ok("show", sample, "Edda Marlow", "--json").json["properties"][name]["status"]


def add_father(ok, sample, name, quote):
    return ok(
        "fact", "add", sample, "Edda Marlow", "father", name, "--source", PROFILE,
        "--quote", quote, "--json",
    ).json["fact"]  # fmt: skip


def test_a_preferred_account_leads_and_says_why(ok, sample, father):
    second = father["facts"][1]
    made = resolve(ok, sample, father, "--outcome", "preferred", "--prefer", second, "--json").json
    assert (made["conflict"], made["status"]) == (father["id"], "resolved")
    assert set(made["facts"]) == set(father["facts"])
    scope = ok("show", sample, "Edda Marlow", "--json").json["properties"]["father"]["scopes"][0]
    assert scope["status"] == "resolved"
    assert second in {fact["id"] for fact in scope["values"][0]["facts"]}
    (kept,) = scope["resolutions"]
    assert (kept["outcome"], kept["reason"], kept["in_force"]) == ("preferred", WHY, True)
    text = ok("show", sample, "Edda Marlow").out
    assert "resolved: the first account is preferred" in text
    assert WHY in " ".join(text.split())
    told = ok("history", sample, "Edda Marlow", "--limit", 1).out
    assert "+ preferred: Edmund Marlow" in told
    exported = [one for one in ok("export", sample).json["conflicts"] if one["id"] == father["id"]]
    assert [one["status"] for one in exported] == ["resolved"]


@pytest.mark.parametrize("outcome", ["both-stand", "different-scope"])
def test_other_outcomes_settle_without_a_leading_account(ok, sample, father, outcome):
    resolve(ok, sample, father, "--outcome", outcome)
    assert status_of(ok, sample) == "resolved"
    assert of(ok, sample, father)["resolutions"][0]["outcome"] == outcome.replace("-", " ")


def test_a_conclusion_is_taken_back_and_stays_in_the_history(ok, sample, father):
    resolve(ok, sample, father, "--outcome", "both-stand")
    taken = ok("conflict", "reopen", sample, father["id"], "--reason", "Too quick.", "--json").json
    assert taken["status"] == "open"
    assert status_of(ok, sample) == "disputed"
    found = of(ok, sample, father)
    assert [one["outcome"] for one in found["resolutions"]] == ["both stand", "unresolved"]
    assert found["reopened"] is False, "a person opened it, not new evidence"
    told = ok("history", sample, "Edda Marlow", "--limit", 2).out
    assert WHY in told
    assert "Too quick." in told


def test_new_evidence_that_conflicts_opens_it_again(ok, sample, father):
    second = father["facts"][1]
    resolve(ok, sample, father, "--outcome", "preferred", "--prefer", second)
    new = add_father(ok, sample, "Casimir Thale", "Her father, Josef")
    found = of(ok, sample, father)
    assert (found["status"], found["reopened"], found["reopened_by"]) == ("open", True, [new])
    listed = ok("conflicts", sample, "Edda Marlow")
    assert "! open again" in listed.out
    assert "Open again: C was recorded or corrected since" in " ".join(
        ok("conflict", "show", sample, father["id"]).out.split()
    )
    assert "disputed, open again" in ok("show", sample, "Edda Marlow").out


def test_new_evidence_that_agrees_with_what_was_preferred_does_not(ok, sample, father):
    shown = ok("show", sample, "Edda Marlow", "--json").json["properties"]["father"]
    preferred = shown["scopes"][0]["values"][0]
    fact = preferred["facts"][0]["id"]
    resolve(ok, sample, father, "--outcome", "preferred", "--prefer", fact)
    ok(
        "fact", "add", sample, "Edda Marlow", "father", preferred["subject"], "--source", PROFILE,
        "--quote", "And her father?",
    )  # fmt: skip
    assert status_of(ok, sample) == "resolved"


def test_a_preferred_fact_that_falls_opens_it_again(ok, sample, father):
    new = add_father(ok, sample, "Casimir Thale", "Her father, Josef")
    resolve(ok, sample, father, "--outcome", "preferred", "--prefer", new)
    ok("fact", "retract", sample, new, "--reason", "A slip.")
    found = of(ok, sample, father)
    assert (found["status"], found["reopened"], found["reopened_by"]) == ("open", True, [])
    text = ok("conflict", "show", sample, father["id"]).out
    assert "what was preferred no longer stands" in text
    assert "An account that stands here no longer was preferred." in " ".join(text.split())


def test_reasoning_stays_in_sight_where_a_correction_ended_the_conflict(ok, sample, father):
    first, second = father["facts"]
    resolve(ok, sample, father, "--outcome", "preferred", "--prefer", first)
    held = ok("fact", "show", sample, first, "--json").json["value"]
    ok("fact", "correct", sample, second, "--kind", "misread", "--value", held,
       "--reason", "The same man.")  # fmt: skip
    assert status_of(ok, sample) == "agreed"
    told = " ".join(ok("show", sample, "Edda Marlow").out.split())
    assert "(no longer in conflict; " in told
    assert f" had preferred {held}: {WHY})" in told
    scope = ok("show", sample, "Edda Marlow", "--json").json["properties"]["father"]["scopes"][0]
    assert [(one["reason"], one["in_force"]) for one in scope["resolutions"]] == [(WHY, False)]
    for fact in father["facts"]:
        assert WHY in " ".join(ok("fact", "show", sample, fact).out.split())
    # Without one of the sources nobody knows whether there is a conflict.
    (citation,) = ok("fact", "show", sample, second, "--json").json["citations"]
    told = ok("show", sample, "Edda Marlow", "--exclude-source", citation["source"]).out
    assert "no longer in conflict" not in told


def test_what_was_taken_back_is_not_told_as_concluded(ok, sample, father):
    first, second = father["facts"]
    resolve(ok, sample, father, "--outcome", "both-stand")
    ok("conflict", "reopen", sample, father["id"], "--reason", "Too quick.")
    ok("fact", "retract", sample, second, "--reason", "A slip.")
    assert status_of(ok, sample) == "agreed"
    assert "no longer in conflict" not in ok("show", sample, "Edda Marlow").out
    assert WHY in " ".join(ok("history", sample, first).out.split())


def test_the_past_knows_nothing_of_a_later_conclusion(ok, sample, father):
    size = ok("export", sample).json["archive"]["head"]["size"]
    resolve(ok, sample, father, "--outcome", "both-stand")
    then = ok("show", sample, "Edda Marlow", "--as-of", f"@{size}", "--json").json
    assert then["properties"]["father"]["status"] == "disputed"
    assert "resolutions" not in then["properties"]["father"]["scopes"][0]


def test_a_summary_can_be_printed(ok, sample, father, monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    resolve(ok, sample, father, "--outcome", "preferred", "--prefer", father["facts"][0])
    text = ok("conflict", "show", sample, father["id"]).out
    headings = ["ACCOUNTS", "HOW THEY STAND", "WHAT WAS CONCLUDED", "PASSAGES"]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "A is preferred." in text
    assert WHY in " ".join(text.split())
    assert "are not shown to be one person" in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 72


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (["--outcome", "preferred"], 2, "Name the fact"),
        (["--outcome", "both-stand", "--prefer", "zzzz"], 2, "goes only with"),
        (["--outcome", "preferred", "--prefer", "OTHER"], 3, "is not in the conflict"),
        (["--outcome", "unresolved"], 3, "no conclusion to take back"),
        (["--outcome", "both-stand", "--reason", "  "], 2, "Say why"),
        (["--outcome", "victory"], 2, "“victory” is not one of "),
    ],
)
def test_what_makes_no_sense_is_refused(ok, refused, sample, father, more, code, said):
    if "OTHER" in more:
        born = ok("show", sample, "Edda Marlow", "--json").json["properties"]["date_of_birth"]
        more = [*more[:-1], born["scopes"][0]["values"][0]["facts"][0]["id"]]
    ran = refused(sample, code, "conflict", "resolve", sample, father["id"], "--reason", WHY, *more)
    assert said in ran.err


def test_a_conflict_that_is_not_there_is_refused(refused, sample):
    for name in ("zzzzzzzz", "no", "%"):
        ran = refused(
            sample, 3, "conflict", "resolve", sample, name, "--outcome", "both-stand",
            "--reason", WHY,
        )  # fmt: skip
        assert "no conflict" in ran.err


def test_of_three_accounts_the_list_says_of_every_two_why_they_conflict(ok, sample):
    before = ok("conflicts", sample, "Edda Marlow").out
    add_father(ok, sample, "Nobody Marlow", "Her father, Josef")
    (found,) = [
        one
        for one in ok("conflicts", sample, "--json").json["conflicts"]
        if one["property"] == "father"
    ]
    relations = of(ok, sample, found)["relations"]
    reasons = {one["reason"] for one in relations if one["relation"] == "conflicts"}
    assert len(reasons) > 1
    text = " ".join(ok("conflicts", sample, "Edda Marlow").out.split())
    assert all(reason in text for reason in reasons)
    assert not all(reason in " ".join(before.split()) for reason in reasons)


def test_in_json_and_among_what_is_to_do_every_two_accounts_have_their_reason(ok, sample):
    add_father(ok, sample, "Nobody Marlow", "Her father, Josef")
    (found,) = [
        one
        for one in ok("conflicts", sample, "--json").json["conflicts"]
        if one["property"] == "father"
    ]
    reasons = {one["reason"] for one in found["relations"]}
    assert found["reason"] in reasons
    assert len(reasons) == 3
    assert {fact for one in found["relations"] for fact in one["facts"]} <= set(found["facts"])
    (item,) = [
        one
        for one in ok("todo", sample, "--json").json["todo"]
        if one["kind"] == "open conflict" and one["property"] == "father"
    ]
    assert item["relations"] == found["relations"]
    text = " ".join(ok("todo", sample).out.split())
    assert all(reason in text for reason in reasons)


def test_a_date_is_said_once_even_where_its_own_day_was_given_as_its_time(ok, empty, tmp_path):
    days = {"a": "1951-03-03", "b": "1952-03-03"}
    for name, day in days.items():
        page = tmp_path / f"{name}.txt"
        page.write_text(f"Anna was born on {day}.")
        ok("source", "add", empty, page)
    ok("subject", "add", empty, "Anna", "--kind", "person")
    for name, day in days.items():
        ok(
            "fact", "add", empty, "Anna", "date_of_birth", day, "--when", day,
            "--source", f"{name}.txt", "--quote", f"born on {day}",
        )  # fmt: skip
    (found,) = ok("conflicts", empty, "--json").json["conflicts"]
    for told in (ok("conflict", "show", empty, found["id"]).out, ok("todo", empty).out):
        assert "3 March 1951" in told
        assert "3 March 1951, 3 March 1951" not in " ".join(told.split())


def test_a_reason_within_the_narrative_has_no_full_stop_before_its_bracket(ok, sample, father):
    resolve(ok, sample, father, "--outcome", "preferred", "--prefer", father["facts"][0])
    told = " ".join(ok("narrative", sample, "Edda Marlow").out.split())
    assert f"preferred this: {WHY.removesuffix('.')})" in told
    assert WHY + ")" not in told
