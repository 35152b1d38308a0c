# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The sample's documents and facts: sound by themselves, and as difficult as they claim to be."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import edtf
import pytest

from fonds.archive.vocabulary import builtin_properties, qualifier_terms
from fonds.events.catalogue.source import Reliability
from fonds.events.values import (
    Certainty,
    Confidence,
    CorrectionKind,
    Rank,
    Stance,
    SubjectKind,
    ValueKind,
    ValueType,
)

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "marlow"
WIKI = "ellery-wiki-marlow.txt"
PROFILE = "the-quay-profile.txt"
ALMANAC = "province-almanac-marlow.wiki"
EDDA = "Edda Marlow"

Fact = dict[str, Any]


@cache
def text_of(name: str) -> str:
    # Bytes first: read_text would turn CRLF into LF and hide it.
    return (SAMPLE / name).read_bytes().decode("utf-8")


@cache
def lines() -> tuple[str, ...]:
    return tuple(text_of("facts.jsonl").splitlines())


def facts() -> list[Fact]:
    return [json.loads(line) for line in lines()]


def corrections() -> list[dict[str, Any]]:
    acts: list[dict[str, Any]] = json.loads(text_of("corrections.json"))
    return acts


def select(**members: object) -> list[Fact]:
    found = [f for f in facts() if all(f.get(key) == value for key, value in members.items())]
    assert found, members
    return found


def values(**members: object) -> set[object]:
    return {fact["value"] for fact in select(**members)}


def act(name: str) -> list[dict[str, Any]]:
    return [entry for entry in corrections() if entry["act"] == name]


def fact_by_id(key: str) -> Fact:
    return next(fact for fact in facts() if fact["id"] == key)


@pytest.mark.parametrize("name", [WIKI, PROFILE, ALMANAC])
def test_a_document_is_prose_of_a_page_or_two(name: str) -> None:
    text = text_of(name)
    assert 2500 <= len(text) <= 5000
    assert "\r" not in text
    assert text.endswith("\n")


def test_keys_are_unique_and_in_order() -> None:
    assert [fact["id"] for fact in facts()] == [f"M{n:03d}" for n in range(1, len(facts()) + 1)]
    assert 60 <= len(facts()) <= 90


def test_no_fact_is_said_twice() -> None:
    said = Counter(json.dumps({**fact, "id": None}, sort_keys=True) for fact in facts())
    assert [fact for fact, count in said.items() if count > 1] == []


@pytest.mark.parametrize("line", lines(), ids=lambda line: str(json.loads(line)["id"]))
def test_a_fact_rests_on_its_words(line: str) -> None:
    fact = json.loads(line)
    text = text_of(fact["source"])
    assert text[fact["start"] : fact["end"]] == fact["quote"]
    qualifiers = fact["qualifiers"]
    for name in ("as_written", "subject_as_written", "value_as_written", "hedge"):
        assert qualifiers.get(name, "") in fact["quote"], name
    assert str(qualifiers.get("when_text", "")) in fact["quote"]
    if fact["property"] in {"quote", "document_text", "described_as"}:
        assert fact["value"] in fact["quote"]


@pytest.mark.parametrize("line", lines(), ids=lambda line: str(json.loads(line)["id"]))
def test_a_fact_keeps_to_the_vocabulary_and_the_format(line: str) -> None:
    fact = json.loads(line)
    term = builtin_properties()[fact["property"]]
    assert ValueType(fact["value_type"]) in term.value_types
    SubjectKind(fact["subject_kind"])
    Certainty(fact["certainty"])
    kind = ValueKind(fact.get("value_kind", "value"))
    assert ("value" in fact) == (kind is ValueKind.VALUE)
    assert set(fact["qualifiers"]) <= set(qualifier_terms())
    assert set(fact) <= {
        "id", "subject", "subject_id", "subject_kind", "property", "value", "value_type",
        "value_kind", "when", "qualifiers", "source", "quote", "start", "end", "asserted_by",
        "cited_work", "certainty", "note",
    }  # fmt: skip


@pytest.mark.parametrize("line", lines(), ids=lambda line: str(json.loads(line)["id"]))
def test_a_time_is_a_date_and_is_explained(line: str) -> None:
    fact = json.loads(line)
    dates = [fact["when"], fact["qualifiers"].get("when_derived")]
    if fact["value_type"] == "date":
        dates.append(fact["value"])
        assert str(fact["value"])[:4] in fact["quote"]
    for date in filter(None, dates):
        edtf.parse_edtf(date)
        years = [int(year.replace("X", "0")) for year in re.findall(r"\d{3}[\dX](?!\d)", date)]
        assert years
        assert all(1940 <= year <= 2020 for year in years)
    if fact["when"] is not None:
        words = fact["quote"] + str(fact["qualifiers"].get("when_basis", ""))
        stated = re.findall(r"\d{4}", fact["when"])
        assert all(year in words for year in stated) or "when_basis" in fact["qualifiers"]
        if "X" in fact["when"]:
            assert "when_text" in fact["qualifiers"]
    if "when_derived" in fact["qualifiers"]:
        assert fact["when"] is None
        assert "when_derived_basis" in fact["qualifiers"]


def test_labels_name_one_kind_of_subject() -> None:
    kinds: dict[str, set[str]] = {}
    for fact in facts():
        kinds.setdefault(fact["subject"], set()).add(fact["subject_kind"])
    assert {label: kind for label, kind in kinds.items() if len(kind) > 1} == {}
    for fact in facts():
        if fact["value_type"] in {"person", "organization", "event"} and "value" in fact:
            assert kinds.get(fact["value"], {fact["value_type"]}) == {fact["value_type"]}, fact


def test_the_father_is_disputed() -> None:
    josef, edmund = select(subject=EDDA, property="father")
    assert (josef["value"], josef["source"]) == ("Josef Marlow", PROFILE)
    assert (edmund["value"], edmund["source"]) == ("Edmund Marlow", ALMANAC)
    assert "Edmund Marlow, Sr." in edmund["quote"]
    assert "a pilot" in josef["quote"]


def test_one_seat_has_two_districts_at_overlapping_times() -> None:
    wiki, almanac = select(subject=EDDA, property="represents_district")
    assert (wiki["value"], wiki["when"]) == ("14th district", "198X")
    assert "early '80s" in wiki["qualifiers"]["when_text"]
    assert (almanac["value"], almanac["when"]) == ("12th district", "1979-05/1987-05")
    assert wiki["qualifiers"]["office"] != almanac["qualifiers"]["office"]
    assert "Provincial Assembly" in wiki["qualifiers"]["office"]
    assert "Provincial Assembly" in almanac["qualifiers"]["office"]


def test_the_birth_date_stands_in_three_precisions() -> None:
    found = {
        fact["value"]: (fact["source"], fact["qualifiers"]["precision"])
        for fact in select(subject=EDDA, property="date_of_birth")
    }
    assert found == {
        "1948": (WIKI, "year"),
        "1948-03": (PROFILE, "month"),
        "1948-03-09": (ALMANAC, "day"),
    }


def test_margins_agree_only_nearly() -> None:
    margins = select(subject=EDDA, property="vote_margin", when="1990")
    assert {(m["value"], m["qualifiers"]["unit"]) for m in margins} == {
        (2400, "votes"),
        (4, "points"),
    }
    shares = select(property="vote_share", when="1990")
    assert {(s["subject"], s["value"]) for s in shares} == {(EDDA, 48), ("Jon Weil", 52)}
    assert "Just under 61,000 ballots were cast." in text_of(ALMANAC)
    # 2,400 of 61,000 is 3.9 percent: near four points, and not the same.
    assert 3.5 < 100 * 2400 / 61000 < 4


def test_a_work_is_cited_at_second_hand() -> None:
    cited = [fact for fact in facts() if fact.get("cited_work", {}).get("work")]
    assert len(cited) > 20
    for fact in cited:
        mark, work = fact["cited_work"]["mark"], fact["cited_work"]["work"]
        assert f"  {mark}. {work}\n" in text_of(fact["source"])
        assert f"[{mark}]" in text_of(fact["source"])
    through = {fact["asserted_by"] for fact in cited}
    assert "Casimir Thale, quoted by the Ellery Wiki page" in through


def test_a_speaker_speaks_through_another_without_a_footnote() -> None:
    (retort,) = select(subject="Ines Marlow", property="quote")
    assert retort["asserted_by"] == "Edda Marlow, quoted by Mirela Voss"
    assert "cited_work" not in retort


def test_footnotes_dangle_repeat_and_are_untidy() -> None:
    text = text_of(WIKI)
    marks = Counter(re.findall(r"\[(\d)\]", text))
    entries = re.findall(r"^  (\d)\. (.+)$", text, re.MULTILINE)
    assert set(marks) - {number for number, _ in entries} == {"7"}
    assert {number for number, _ in entries} <= set(marks)
    assert marks["2"] == marks["4"] == 2
    stray = [entry for _, entry in entries if entry.count("[") != entry.count("]")]
    assert stray == ["Salt and Rope, Wilhelmina Dorr, page 88]"]
    dangling = [fact for fact in facts() if fact.get("cited_work", {"work": ""})["work"] is None]
    assert [fact["cited_work"]["mark"] for fact in dangling] == ["7"]


def test_two_people_have_one_name() -> None:
    keys = {fact["subject_id"] for fact in select(subject="Jon Weil")}
    assert keys == {"x:jon-weil-pilot", "x:jon-weil-commissioner"}
    people = {fact["subject"] for fact in facts()} | {fact.get("value") for fact in facts()}
    assert people >= {"Edmund Marlow", "Edmund Marlow, Sr.", "Edmund Marlow, Jr."}
    # A value names somebody by label alone, so an ambiguous label never stands as one.
    assert "Jon Weil" not in {fact.get("value") for fact in facts()}


def test_an_age_has_no_date() -> None:
    ages = {fact["value"]: fact for fact in select(subject=EDDA, property="age")}
    assert set(ages) == {11, 71, "7 or 8"}
    assert {fact["when"] for fact in ages.values()} == {None}
    assert ages["7 or 8"]["qualifiers"]["hedge"] == "I think"
    assert ages[71]["qualifiers"]["when_derived"] == "2019-03-09/2020-03-08"
    assert not re.search(r"\b20[12]\d\b", text_of(PROFILE))


def test_a_source_says_that_there_is_none_and_that_nobody_knows() -> None:
    kinds = {fact["value_kind"]: fact for fact in facts() if "value_kind" in fact}
    assert (kinds["none"]["subject"], kinds["none"]["property"]) == ("Anton Marlow", "child")
    assert kinds["unknown"]["subject"] == "Þóra Lindqvist"


def test_words_stand_twice_so_that_a_start_is_needed() -> None:
    twice = [f for f in facts() if text_of(f["source"]).count(f["quote"]) > 1]
    assert {fact["property"] for fact in twice} == {"depicted_with"}
    for fact in twice:
        assert text_of(fact["source"]).index(fact["quote"]) < fact["start"]


def test_characters_that_break_careless_offsets() -> None:
    wiki, profile = text_of(WIKI), text_of(PROFILE)
    mark = wiki.index("\N{SQUARED LATIN CAPITAL LETTER L}")
    assert ord(wiki[mark]) > 0xFFFF
    beyond = [fact for fact in select(source=WIKI) if fact["start"] > mark]
    assert len(beyond) > 20
    units = len(wiki[: beyond[0]["start"]].encode("utf-16-le")) // 2
    assert units == beyond[0]["start"] + 1
    assert any("\N{NO-BREAK SPACE}" in fact["quote"] for fact in select(source=PROFILE))
    assert any("\N{LEFT DOUBLE QUOTATION MARK}" in fact["quote"] for fact in select(source=PROFILE))
    assert any("\N{EM DASH}" in fact["quote"] for fact in select(source=PROFILE))
    assert "Zsófia Kertész" in wiki
    assert "Zsófia Kertész" in profile
    assert "Þóra Lindqvist" in wiki


def test_the_documents_have_the_forms_they_stand_for() -> None:
    assert text_of(WIKI).startswith("Edda Marlow\n\nFrom Ellery Wiki\n")
    assert "\nBy Mirela Voss\n" in text_of(PROFILE)
    assert "\nPhoto at top: " in text_of(PROFILE)
    almanac = text_of(ALMANAC)
    assert almanac.startswith("= Edda Marlow =\n")
    assert len(re.findall(r"^- [A-Z][A-Za-z ]+: \S", almanac, re.MULTILINE)) == 12
    assert len(re.findall(r"^== .+ ==$", almanac, re.MULTILINE)) == 4


def test_the_later_acts_name_facts_that_are_there() -> None:
    keys = {fact["id"] for fact in facts()}
    assert {entry["fact"] for entry in corrections() if "fact" in entry} <= keys
    assert {entry["act"] for entry in corrections()} == {
        "appraise", "correct", "retract", "reattribute", "assess", "cite",
    }  # fmt: skip
    for entry in corrections():
        assert entry["agent"]
        assert entry.get("reason") or entry.get("note")


def test_the_later_acts_are_the_ones_the_sample_is_told_with() -> None:
    (correct,) = act("correct")
    before = fact_by_id(correct["fact"])
    assert (before["property"], before["value"]) == ("father", "Edmund Marlow")
    assert CorrectionKind(correct["kind"]) is CorrectionKind.MISREAD
    assert correct["value"] in before["quote"]
    (retract,) = act("retract")
    assert fact_by_id(retract["fact"])["value"] == "Ropewalkers' Union"
    (appraise,) = act("appraise")
    assert (appraise["source"], appraise["bias"]) == (WIKI, "partisan")
    Reliability(appraise["reliability"])
    (move,) = act("reattribute")
    assert fact_by_id(move["fact"])["subject_id"] == "x:jon-weil-commissioner"
    assert move["to"] in {fact.get("subject_id") for fact in facts()}
    assert {Rank(entry["rank"]) for entry in act("assess")} == {Rank.DEPRECATED, Rank.PREFERRED}
    for entry in act("assess"):
        if "confidence" in entry:
            Confidence(entry["confidence"])
    (cite,) = act("cite")
    assert text_of(cite["source"])[cite["start"] : cite["end"]] == cite["quote"]
    Stance(cite["stance"])


def test_the_readme_counts_right() -> None:
    readme = (SAMPLE.parent / "README.md").read_text(encoding="utf-8")
    assert f"| {len(facts())} facts drawn from them" in readme
    for name in (WIKI, PROFILE, ALMANAC, "facts.jsonl", "corrections.json"):
        assert f"| `{name}` |" in readme


def test_nothing_is_taken_from_the_real_documents(shared: Path) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return set(zip(*(words[n:] for n in range(6)), strict=False))

    real = set().union(*(runs(path.read_text("utf-8")) for path in (shared / "seeds").iterdir()))
    assert len(real) > 1000
    for name in (WIKI, PROFILE, ALMANAC):
        assert runs(text_of(name)) & real == set()
