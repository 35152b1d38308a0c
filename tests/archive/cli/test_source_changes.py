# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source describe, depends, trace, inquired, read, withdraw; chains and inquiries of facts."""

from __future__ import annotations

import pytest

PROFILE, WIKI = "the-quay-profile.txt", "ellery-wiki-marlow.txt"


def shown(ok, path, source):
    return ok("source", "show", path, source, "--json").json


def test_a_description_is_amended_and_the_rest_stays(ok, sample):
    before = shown(ok, sample, PROFILE)
    ok(
        *("source", "describe", sample, PROFILE, "--title", "A morning with Edda Marlow"),
        *("--author", "M. Voss", "--date", "2016-03", "--url", "https://example.org/quay"),
        *("--reason", "From the printed issue."),
    )
    after = shown(ok, sample, "A morning with Edda Marlow")
    assert (after["authors"], after["date"], after["url"]) == (
        ["M. Voss"],
        "2016-03",
        "https://example.org/quay",
    )
    assert after["type"] == before["type"]
    assert before["title"] in after["aliases"]
    assert shown(ok, sample, before["title"])["id"] == before["id"]
    ok("source", "describe", sample, PROFILE, "--date", "", "--author", "")
    assert (shown(ok, sample, PROFILE)["date"], shown(ok, sample, PROFILE)["authors"]) == (None, [])


def test_a_description_that_changes_nothing_or_is_empty_is_refused(run, ok, sample):
    title = shown(ok, sample, PROFILE)["title"]
    assert run("source", "describe", sample, PROFILE, "--title", title).code == 3
    assert run("source", "describe", sample, PROFILE, "--date", "the thirtieth").code == 3
    assert run("source", "describe", sample, PROFILE, "--title", "").code == 2
    assert run("source", "describe", sample, PROFILE).code == 2


def lineages(ok, path, name, value):
    scopes = ok("--json", "show", path, "Edda Marlow").json["properties"][name]["scopes"]
    return next(
        one["lineages"] for scope in scopes for one in scope["values"] if one["value"] == value
    )


def test_dependence_is_said_of_sources_and_passages_and_taken_back(ok, run, sample):
    made = ok(
        *("source", "depends", sample, WIKI, PROFILE, "--kind", "copies"),
        *("--reason", "The same misprints.", "--certainty", "inferred", "--json"),
    ).json
    (said,) = shown(ok, sample, WIKI)["dependence"]
    assert (said["event"], said["kind"], said["certainty"], said["note"], said["passages"]) == (
        made["event"],
        "copies",
        "inferred",
        "The same misprints.",
        [],
    )
    assert said["on"] == shown(ok, sample, PROFILE)["id"]
    assert "The same misprints." in ok("source", "show", sample, WIKI).out
    ok("source", "depends", sample, WIKI, PROFILE, "--passage", "0:20")
    assert [len(one["passages"]) for one in shown(ok, sample, WIKI)["dependence"]] == [0, 1]
    assert (
        run("source", "depends", sample, WIKI, PROFILE, "--kind", "translates", "--undo").code == 3
    )
    ok("source", "depends", sample, WIKI, PROFILE, "--undo", "--reason", "They differ.")
    assert shown(ok, sample, WIKI)["dependence"] == []
    assert run("source", "depends", sample, WIKI, PROFILE, "--undo").code == 3
    assert ok("verify", sample, "--json").json["ok"] is True


def test_what_cannot_depend_is_refused(run, ok, sample):
    assert run("source", "depends", sample, WIKI, WIKI).code == 3
    assert run("source", "depends", sample, WIKI, PROFILE, "--passage", "90:2").code == 3
    assert run("source", "depends", sample, WIKI, PROFILE, "--passage", "zzzz9").code == 3
    ok("source", "depends", sample, WIKI, PROFILE)
    assert run("source", "depends", sample, WIKI, PROFILE).code == 3


def work_of(ok, path, mark):
    return next(
        one for one in shown(ok, path, WIKI)["cited_works"] if one["mark"] == mark and one["work"]
    )


def test_a_cited_work_is_traced_or_cannot_be(ok, run, sample):
    ok("source", "add", sample, "--unheld", "--title", "League minutes")
    assert work_of(ok, sample, "1")["status"] == "noted"
    ok("source", "trace", sample, WIKI, "1", "--to", "League minutes", "--reason", "Same date.")
    work = work_of(ok, sample, "1")
    assert (work["status"], work["reason"]) == ("traced", "Same date.")
    assert work["traced_to"] == shown(ok, sample, "League minutes")["id"]
    assert "(traced: it is League minutes)" in " ".join(
        ok("source", "show", sample, WIKI).out.split()
    )
    ok("source", "trace", sample, WIKI, "[1]", "--unlocatable", "--reason", "It was another year.")
    work = work_of(ok, sample, "1")
    assert (work["status"], work["traced_to"]) == ("unlocatable", None)
    given = ("--reason", "x")
    assert run("source", "trace", sample, WIKI, "99", "--unlocatable", *given).code == 3
    assert run("source", "trace", sample, WIKI, "1", *given).code == 2
    assert run("source", "trace", sample, WIKI, "1", "--to", WIKI, *given).code == 3
    assert run("source", "trace", sample, WIKI, work["id"], "--to", "Nowhere", *given).code == 3


def test_an_inquiry_is_recorded_and_a_fact_can_rest_on_it(ok, run, sample):
    inquiry = ok(
        *("source", "inquired", sample, WIKI, "--sought", "a second marriage"),
        *("--subject", "Edda Marlow", "--spelling", "Marlowe", "--extent", "the whole page"),
        *("--made-on", "2026-11-20", "--json"),
    ).json["inquiry"]
    (made,) = shown(ok, sample, WIKI)["inquiries"]
    assert (made["id"], made["outcome"], made["made_on"]) == (inquiry, "not found", "2026-11-20")
    fact = ok(
        *("fact", "add", sample, "Edda Marlow", "number_of_children", "--value-kind", "none"),
        *("--inquiry", inquiry, "--json"),
    ).json["fact"]
    answer = ok("--json", "show", sample, "Edda Marlow").json["properties"]["number_of_children"]
    facts = [
        one for scope in answer["scopes"] for value in scope["values"] for one in value["facts"]
    ]
    (cited,) = next(one for one in facts if one["id"] == fact)["citations"]
    assert (cited["inquiry"], cited["excerpt"]) == (inquiry, None)
    text = " ".join(ok("show", sample, "Edda Marlow").out.split())
    assert "Looked for a second marriage, also as Marlowe, in the whole page: not found." in text
    assert ok("verify", sample, "--json").json["ok"] is True
    other = ("fact", "add", sample, "Edda Marlow", "spouse")
    assert run(*other, "Somebody", "--inquiry", inquiry).code == 2
    assert run(*other, "--value-kind", "none", "--inquiry", "zzzz").code == 3
    both = ("--inquiry", inquiry, "--source", WIKI, "--quote", "x")
    assert run(*other, "--value-kind", "none", *both).code == 2


def test_what_was_read_counts(ok, run, sample):
    assert shown(ok, sample, PROFILE)["coverage"]["read"] == 0
    ok("source", "read", sample, PROFILE, "--start", "10", "--end", "60")
    ok("source", "read", sample, PROFILE, "--start", "50", "--end", "70")
    coverage = shown(ok, sample, PROFILE)["coverage"]
    assert coverage["read"] == 60
    ok("source", "read", sample, PROFILE)
    assert shown(ok, sample, PROFILE)["coverage"]["read"] == coverage["characters"]
    assert run("source", "read", sample, PROFILE, "--start", "5", "--end", "5").code == 3
    assert run("source", "read", sample, PROFILE, "--end", "9999999").code == 3


def test_a_source_is_withdrawn_and_its_facts_stay(ok, run, sample):
    before = ok("--json", "show", sample, "Edda Marlow").json["properties"]
    ran = ok("source", "withdraw", sample, PROFILE, "--reason", "A forgery.")
    assert "still rest" in ran.err
    assert ok("--json", "show", sample, "Edda Marlow").json["properties"] == before
    rows = ok("source", "list", sample, "--json").json["sources"]
    (gone,) = [row for row in rows if row["withdrawn"]]
    assert run("source", "withdraw", sample, gone["id"], "--reason", "Again.").code == 3
    assert shown(ok, sample, gone["id"])["withdrawn"] is True


@pytest.fixture
def chained(ok, sample):
    quote = "In 1966 she went to sea for four years as a purser."
    return ok(
        *("fact", "add", sample, "Edda Marlow", "occupation", "purser", "--source", 3),
        *("--quote", quote, "--chain", "speaker=Province Almanac; read"),
        *("--chain", "work=Harbor gazette; mark=7; manner=reports"),
        *("--chain", "speaker=her shipmates; manner=alleges", "--ends-nowhere", "--json"),
    ).json["fact"]


def test_a_chain_of_several_steps(ok, sample, chained):
    answer = ok("--json", "show", sample, "Edda Marlow").json["properties"]["occupation"]
    facts = [
        one for scope in answer["scopes"] for value in scope["values"] for one in value["facts"]
    ]
    (cited,) = next(one for one in facts if one["id"] == chained)["citations"]
    links = [(one["speaker"], one["work"], one["manner"], one["read"]) for one in cited["chain"]]
    assert links == [
        ("Province Almanac", None, "states", True),
        (None, "Harbor gazette", "reports", False),
        ("her shipmates", None, "alleges", False),
    ]
    assert cited["cited_work"] == {"mark": "7", "work": "Harbor gazette", "status": "noted"}
    ok("source", "trace", sample, 3, "7", "--unlocatable", "--reason", "Burnt in 1971.")


@pytest.mark.parametrize(
    "links",
    [
        ("speaker=A; read", "speaker=B; read"),
        ("speaker",),
        ("manner=says; speaker=A",),
        ("manner=states",),
        ("",),
    ],
)
def test_a_chain_that_cannot_be_read_is_wrong_use(run, sample, links):
    given = [part for link in links for part in ("--chain", link)]
    ran = run(
        *("fact", "add", sample, "Edda Marlow", "occupation", "purser", "--source", 3),
        *("--quote", "as a purser", *given),
    )
    assert ran.code == 2


def test_what_is_said_of_a_range_counts_for_the_passages_within_it(ok, empty, tmp_path):
    ok("subject", "add", empty, "Karl Vang", "--kind", "person")
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"In {name}: Karl Vang was born in 1841.\n", "utf-8")
        ok("source", "add", empty, tmp_path / f"{name}.txt", "--title", name)
        ok(
            *("fact", "add", empty, "Karl Vang", "date_of_birth", "1841"),
            *("--source", name, "--quote", "born in 1841"),
        )
    assert "at most two lineages" in ok("show", empty, "Karl Vang").out
    ok("source", "depends", empty, "two", "one", "--kind", "copies", "--passage", "0:6")
    assert "at most two lineages" in ok("show", empty, "Karl Vang").out
    ok("source", "depends", empty, "two", "one", "--kind", "copies", "--passage", "8:34")
    assert "one lineage" in ok("show", empty, "Karl Vang").out
    ok("source", "depends", empty, "two", "one", "--undo")
    assert "at most two lineages" in ok("show", empty, "Karl Vang").out


def second_hand_in(document):
    """Every citation of an answer that passes on a work of its source's."""
    if isinstance(document, dict):
        found = [document] if document.get("cited_work") else []
        return found + [one for part in document.values() for one in second_hand_in(part)]
    parts = document if isinstance(document, list) else []
    return [one for part in parts for one in second_hand_in(part)]


def test_the_passages_of_a_record_name_the_source_a_cited_work_is(ok, sample):
    ok("source", "add", sample, "--unheld", "--title", "League minutes")
    ok("source", "add", sample, "--unheld", "--title", "League papers")
    first = next(
        one
        for one in second_hand_in(ok("--json", "show", sample, "Edda Marlow").json)
        if one["cited_work"]["mark"] and one["cited_work"]["work"]
    )

    def told():
        record = ok("--json", "show", sample, "Edda Marlow").json
        works = [
            one["cited_work"]
            for one in second_hand_in(record)
            if one["excerpt"] == first["excerpt"]
        ]
        return works[0], " ".join(ok("show", sample, "Edda Marlow").out.split())

    trace = ("source", "trace", sample, first["source"], first["cited_work"]["mark"])
    assert "traced_to" not in told()[0]
    for title in ("League papers", "League minutes"):
        ok(*trace, "--to", title, "--reason", "Same date.")
    work, record = told()
    assert (work["status"], work["traced_to"]) == (
        "traced",
        shown(ok, sample, "League minutes")["id"],
    )
    assert "(traced: it is League minutes)" in record
    assert "League papers" not in record
    ok(*trace, "--unlocatable", "--reason", "It was another year.")
    work, record = told()
    assert (work["status"], "traced_to" in work) == ("unlocatable", False)
    assert "(unlocatable)" in record
