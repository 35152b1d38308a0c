# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What would fall, and on how many lineages it rests, told by the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import jsonschema
import pytest

from fonds.archive import Archive
from fonds.events.catalogue.source import (
    DependenceContent,
    DependenceKind,
    DependenceWithdrawal,
    SourceDependenceAsserted,
    SourceDependenceWithdrawn,
)

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan

WORDS = "Edda Marlow was born in 1948."


@dataclass(frozen=True)
class Depends:
    """Say that one source copies another, or take that back."""

    source: str
    on: str
    kind: DependenceKind = DependenceKind.COPIES
    withdrawn: str | None = None

    def plan(self, plan: Plan):
        if self.withdrawn is not None:
            content = DependenceWithdrawal(asserted=self.withdrawn)
            plan.add(SourceDependenceWithdrawn(content=content), self.source)
        else:
            content = DependenceContent(on=self.on, kind=self.kind)
            plan.add(SourceDependenceAsserted(content=content), self.source, (self.on,))
        return plan.appended()


@dataclass
class Papers:
    path: object
    sources: list[str]
    subject: str
    run: object

    def depends(self, source, on, **more):
        with Archive.open(self.path) as archive:
            return archive.execute(Depends(self.sources[source], self.sources[on], **more)).answer

    def value(self, *more, name="date_of_birth"):
        shown = self.run("show", self.path, self.subject, "--json", *more).json
        (value,) = shown["properties"][name]["scopes"][0]["values"]
        return value

    def without(self, *names):
        found = self.run("what-if", self.path, "--without", *names, "--json").json
        return [(one["property"], one["effect"], one["value"]) for one in found["changes"]]


@pytest.fixture
def papers(ok, empty, tmp_path):
    """Three papers with the same sentence, and a fact on each."""
    sources = []
    for name in ("morning", "noon", "evening"):
        file = tmp_path / f"{name}.txt"
        file.write_text(f"{name}\n{WORDS}\n", encoding="utf-8")
        added = ok("source", "add", empty, file, "--title", f"The {name} paper", "--json")
        sources.append(added.json["sources"][0]["id"])
    subject = ok("subject", "add", empty, "Edda Marlow", "--kind", "person").out.strip()
    for source in sources:
        ok(
            "fact", "add", empty, subject, "date_of_birth", "1948", "--source", source,
            "--quote", WORDS,
        )  # fmt: skip
    return Papers(empty, sources, subject, ok)


def test_a_passage_that_contradicts_is_no_support(ok, empty, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"{WORDS} {name}", encoding="utf-8")
        ok("source", "add", empty, tmp_path / name)
    subject = ok("subject", "add", empty, "Weil", "--kind", "person").out.strip()
    fact = ok(
        "fact", "add", empty, subject, "date_of_birth", "1948", "--source", "one.txt", "--quote",
        WORDS,
    ).out.strip()  # fmt: skip
    cite = ("fact", "cite", empty, fact, "--source", "two.txt", "--quote", WORDS)
    ok(*cite, "--stance", "contradicts")
    shown = ok("show", empty, subject, "--json").json["properties"]["date_of_birth"]
    (value,) = shown["scopes"][0]["values"]
    assert (value["sources"], value["lineages"]) == (1, 1)
    assert "two sources" not in ok("show", empty, subject).out


def test_three_sources_one_lineage(ok, papers):
    value = papers.value()
    assert (value["sources"], value["lineages"], value["lineages_at_most"]) == (3, 3, True)
    assert "(three sources, at most three lineages)" in ok("show", papers.path, papers.subject).out
    first = papers.depends(1, 0)
    papers.depends(2, 0)
    value = papers.value()
    assert (value["sources"], value["lineages"], value["lineages_at_most"]) == (3, 1, False)
    assert "(three sources, one lineage)" in ok("show", papers.path, papers.subject).out
    then = papers.value("--as-of", f"@{first.position - 1}")
    assert (then["lineages"], then["lineages_at_most"]) == (3, True)
    papers.depends(1, 0, withdrawn=first.event)
    assert papers.value()["lineages"] == 2
    document = ok("export", papers.path).json
    jsonschema.validate(document, ok("schema", "export").json)
    assert ok("verify", papers.path).code == 0


def test_circular_reporting_is_found(ok, papers):
    papers.depends(0, 1)
    papers.depends(1, 0)
    value = papers.value()
    assert set(value["circular"]) == set(papers.sources[:2])
    assert value["lineages"] == 2
    flat = " ".join(ok("show", papers.path, papers.subject).out.split())
    assert "circular: its sources rest on each other" in flat


def test_a_shared_original_counts_once_whichever_source_said_so(papers):
    papers.depends(0, 1, kind=DependenceKind.SAME_ORIGINAL)
    papers.depends(2, 1, kind=DependenceKind.SAME_ORIGINAL)
    assert papers.value()["lineages"] == 1


def test_originals_only_leaves_out_declared_copies(papers):
    papers.depends(1, 0)
    assert papers.value("--originals-only")["sources"] == 2


def test_what_rests_on_a_source_falls_or_loses_its_support(papers, log_of):
    before = log_of(papers.path)
    assert papers.without(papers.sources[0]) == []
    assert papers.without(*papers.sources) == [("date_of_birth", "gone", "1948")]
    papers.depends(1, 0)
    papers.depends(2, 0)
    recorded = log_of(papers.path)
    assert papers.without(papers.sources[0]) == [("date_of_birth", "unsupported", "1948")]
    assert papers.without("The morning paper") == [("date_of_birth", "unsupported", "1948")]
    assert papers.without(papers.sources[1]) == []
    assert recorded != before
    assert log_of(papers.path) == recorded, "asking what if wrote something"


def test_what_is_left_at_second_hand_is_said_to_be(ok, papers):
    papers.depends(1, 2)
    ok("fact", "retract", papers.path, papers.value()["facts"][2]["id"], "--reason", "No.")
    assert papers.without(papers.sources[0]) == [("date_of_birth", "second-hand only", "1948")]


def test_a_fact_can_be_taken_away_and_a_dispute_with_it(ok, sample):
    father = next(
        one
        for one in ok("conflicts", sample, "--json").json["conflicts"]
        if one["property"] == "father"
    )
    found = ok("what-if", sample, "--without", father["facts"][0], "--json").json["changes"]
    effects = {(one["effect"], one["value"]) for one in found}
    assert len(effects) == 2
    assert {effect for effect, _ in effects} == {"gone", "changed"}
    (changed,) = [one for one in found if one["effect"] == "changed"]
    assert (changed["before"]["status"], changed["after"]["status"]) == ("disputed", "agreed")
    text = ok("what-if", sample, "--without", father["facts"][0]).out
    assert "gone: nothing else gives it" in text
    assert "(disputed) ->" in " ".join(text.split())


def test_what_is_neither_source_nor_fact_is_refused(refused, sample):
    ran = refused(sample, 3, "what-if", sample, "--without", "The Moon")
    assert "neither a source nor a fact" in ran.err
    assert "Name what to take away" in refused(sample, 2, "what-if", sample).err


def test_a_source_is_taken_away_with_the_option_or_without_it(ok, sample):
    told = ok("what-if", sample, "1").out
    assert "gone: nothing else gives it" in told
    assert told == ok("what-if", sample, "--without", "1").out


def test_a_list_that_only_loses_values_is_not_told_again_as_a_whole(ok, papers):
    for source, value in zip(papers.sources, ("pilot", "keeper", "weaver"), strict=True):
        ok(
            "fact", "add", papers.path, papers.subject, "occupation", value, "--source", source,
            "--quote", WORDS,
        )  # fmt: skip
    told = ok("what-if", papers.path, "--without", papers.sources[0]).out
    assert "Occupation: pilot (gone: nothing else gives it)" in told
    assert "->" not in told
    assert "1 change to 1 record." in told
    assert ("occupation", "changed", None) in papers.without(papers.sources[0])
    # Where what is left has another status, that is told.
    two = ok("what-if", papers.path, "--without", papers.sources[0], papers.sources[1]).out
    assert "Occupation: pilot; keeper; weaver (multiple) -> weaver (agreed)" in " ".join(
        two.split()
    )


def test_what_a_fact_alone_says_with_a_value_that_stays_is_told(ok, papers):
    facts = []
    for source, when, ward in zip(
        papers.sources, ("1950/1954", "1951", "1951-03"), ("3", "3", "4"), strict=True
    ):
        facts.append(
            ok(
                "fact", "add", papers.path, papers.subject, "position_held", "Mayor", "--when",
                when, "--source", source, "--quote", WORDS, "--qualifier", f"ward={ward}",
            ).out.strip()
        )  # fmt: skip

    def told(fact):
        return " ".join(ok("what-if", papers.path, "--without", fact).out.split())

    assert "Position held: Mayor (no more: 1950 – 1954) 1 change to 1 record." in told(facts[0])
    # A month of the same year is left.
    assert told(facts[1]) == "Nothing in any record would change."
    assert "Mayor (no more: March 1951; Ward: 4)" in told(facts[2])
    [change] = ok("what-if", papers.path, "--without", facts[2], "--json").json["changes"]
    assert (change["effect"], change["less_told"]) == ("changed", True)
    assert (change["value"], change["facts"]) == ("Mayor", [facts[2]])
    assert change["lost"] == {"when": ["March 1951"], "ward": ["4"]}
    # With all of them the value falls, and no more is said of it.
    assert [one[1] for one in papers.without(*facts)] == ["gone"]
