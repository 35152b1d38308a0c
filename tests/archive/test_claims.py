# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Conflicts stay right when facts come one by one, and cost no more where many say the same."""

from __future__ import annotations

import contextlib
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_facts import People, fact, in_context

from fonds.archive import Archive, projector
from fonds.archive.commands.changes import (
    AssessFacts,
    CiteFact,
    CorrectFacts,
    ReattributeFacts,
    ReinstateFacts,
    RetractFacts,
)
from fonds.archive.commands.conflicts import ResolveConflict
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.identity import DescribeSubject
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.projections import weighing
from fonds.archive.projector import differing_tables
from fonds.archive.record.compare import claim_of, relate_claims
from fonds.archive.store.sqlite import SqliteStore
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.events.values import CorrectionKind, Rank, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEXT = "Some say that she was born in 1901, some in 1902, and one in 1903."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    file = tmp_path / "births.txt"
    file.write_text(TEXT, encoding="utf-8")
    with Archive.create(tmp_path / "births.fonds") as opened:
        opened.execute(AddSources(files=(file,)))
        opened.execute(ImportFacts([line("1901", 0), line("1902", 0)]))
        yield opened


def line(year: str, number: int, subject: str = "Edda Marlow") -> bytes:
    fact = {"id": f"{subject} {year} {number}", "subject": subject, "property": "date_of_birth"}
    return json.dumps({**fact, "value": year, "source": "births.txt", "quote": year}).encode()


def born(archive: Archive, year: str) -> str:
    quote = year[:4]
    outcome = archive.execute(AssertFact("Edda Marlow", "date_of_birth", year, "births.txt", quote))
    return outcome.answer.stream


def as_rebuilt(archive: Archive) -> bool:
    return not list(differing_tables(SqliteStore(archive._connection, "")))


class OtherWayRound(frozenset[str]):
    """A set whose words come in the opposite order, as they may in another process."""

    def __iter__(self) -> Iterator[str]:
        return reversed(list(super().__iter__()))


def test_a_claim_stands_for_the_same_in_every_process() -> None:
    said = fact(1, 8412, "quantity", election="general election of 1987")
    made = claim_of(said, in_context(), People())
    (named,) = made.setting.named
    words = replace(named, words=OtherWayRound(named.words))
    other = replace(made, setting=replace(made.setting, named=(words,)))
    assert list(words.words) != list(named.words)
    assert weighing.spelt_claim(other) == weighing.spelt_claim(made)
    less = replace(named, words=named.words - {"general"})
    fewer = replace(made, setting=replace(made.setting, named=(less,)))
    assert weighing.spelt_claim(fewer) != weighing.spelt_claim(made)


def test_each_further_fact_of_a_claim_joins_its_conflict(archive: Archive) -> None:
    (before,) = archive.queries.conflicts()
    added = [born(archive, year) for year in ("1902", "1901", "1902")]
    (after,) = archive.queries.conflicts()
    assert after.id == before.id
    assert after.facts == (*before.facts, *added)
    assert as_rebuilt(archive)


def test_a_new_claim_is_weighed_against_all_others(archive: Archive) -> None:
    born(archive, "1902")
    added = born(archive, "1903")
    (found,) = archive.queries.conflicts()
    assert found.facts[-1] == added
    assert len(found.facts) == 4
    assert as_rebuilt(archive)


def test_a_claim_of_another_precision_joins_no_conflict_of_its_own(archive: Archive) -> None:
    (before,) = archive.queries.conflicts()
    for year in ("190X", "190X"):
        archive.execute(AssertFact("Edda Marlow", "date_of_birth", year, "births.txt", "one"))
    assert archive.queries.conflicts() == [before]
    assert as_rebuilt(archive)


def test_a_conflict_resolved_is_open_again_when_a_fact_joins_either_side(archive: Archive) -> None:
    (found,) = archive.queries.conflicts()
    archive.execute(
        ResolveConflict(found.id, ConflictOutcome.BOTH_STAND, "Two calendars were in use.")
    )
    assert archive.queries.conflicts()[0].status == "resolved"
    born(archive, "1901")
    (again,) = archive.queries.conflicts()
    assert (again.status, again.reopened) == ("open", True)
    assert as_rebuilt(archive)


def test_a_preferred_fact_still_settles_when_others_join(archive: Archive) -> None:
    first = archive.queries.conflicts()[0].facts[0]
    archive.execute(AssessFacts((first,), rank=Rank.PREFERRED, reason="The parish register."))
    born(archive, "1902")
    born(archive, "1903")
    (found,) = archive.queries.conflicts()
    assert found.status == "resolved"
    assert as_rebuilt(archive)


def test_a_fact_that_was_corrected_is_weighed_as_it_reads_now(archive: Archive) -> None:
    first = archive.queries.conflicts()[0].facts[0]
    # A new claim: what the others say is read, and kept in memory for the next.
    born(archive, "1902-03")
    archive.execute(CorrectFacts((first,), CorrectionKind.MISREAD, "A smudge.", value="1902-03"))
    assert archive.queries.conflicts() == []
    # The corrected fact, the oldest of its claim, speaks for it; another new claim meets it.
    born(archive, "1902-03-04")
    assert archive.queries.conflicts() == []
    assert as_rebuilt(archive)


def test_a_claim_ends_with_its_last_fact(archive: Archive) -> None:
    later = born(archive, "1902")
    (found,) = archive.queries.conflicts()
    archive.execute(RetractFacts((found.facts[1],), reason="Misfiled."))
    assert archive.queries.conflicts()[0].facts == (found.facts[0], later)
    archive.execute(RetractFacts((later,), reason="Misfiled too."))
    assert archive.queries.conflicts() == []
    born(archive, "1901")
    born(archive, "1902")
    assert len(archive.queries.conflicts()[0].facts) == 3
    assert as_rebuilt(archive)


def test_an_append_to_a_known_claim_reads_no_fact_to_weigh_it(archive: Archive) -> None:
    lines = [line("1902", number) for number in range(1, 200)]
    archive.execute(ImportFacts(lines, match_labels=True))
    told: list[str] = []
    archive._connection.set_trace_callback(told.append)
    born(archive, "1902")
    known = [statement for statement in told if "e.stream IN" in statement]
    told.clear()
    born(archive, "1903")
    archive._connection.set_trace_callback(None)
    new = [statement for statement in told if "e.stream IN" in statement]
    # Facts that cite the very passage are read, to tell of one that says the same; and a new claim
    # is compared with one fact of each claim there is.
    assert (len(known), len(new)) == (1, 1)
    assert as_rebuilt(archive)


def test_conflicts_come_in_pages(archive: Archive) -> None:
    names = ("Wick Marlow", "Anna Dorr", "Piet Falk")
    archive.execute(
        ImportFacts([line(year, 7, name) for name in names for year in ("1901", "1902")])
    )
    whole = archive.queries.conflicts()
    assert [one.subject_label for one in whole] == ["Edda Marlow", *names]
    pages = [archive.queries.conflicts(limit=3)]
    pages.append(archive.queries.conflicts(limit=3, after=pages[0][-1].id))
    assert [len(page) for page in pages] == [3, 1]
    assert pages[0] + pages[1] == whole
    assert archive.queries.conflicts("Anna Dorr", limit=1) == [whole[2]]
    with pytest.raises(RefusedError):
        archive.queries.conflicts(after="aaaaaaaaaaaaaaaa")


def test_a_page_of_conflicts_is_a_range_of_a_key(archive: Archive) -> None:
    told: list[str] = []
    archive._connection.set_trace_callback(told.append)
    first = archive.queries.conflicts(limit=1)
    archive.queries.conflicts(limit=1, after=first[0].id)
    archive._connection.set_trace_callback(None)
    pages = [statement for statement in told if "ORDER BY c.status" in statement]
    assert len(pages) == 2
    for statement in pages:
        plan = archive._connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        # The facts of one conflict may be sorted, never the conflicts.
        assert not [row[3] for row in plan if row[1] == 0 and "B-TREE" in row[3]]


def test_the_tally_follows_what_becomes_of_facts(archive: Archive) -> None:
    def counted() -> tuple[int, dict[str, int]]:
        rows = {row.label: row.facts for row in archive.queries.subjects()}
        return archive.queries.archive().facts, rows

    archive.execute(ImportFacts([line("1903", 1, "Wick Marlow")]))
    assert counted() == (3, {"Edda Marlow": 2, "Wick Marlow": 1})
    first, second = archive.queries.conflicts()[0].facts
    archive.execute(ReattributeFacts((second,), to="Wick Marlow", reason="His, not hers."))
    assert counted() == (3, {"Edda Marlow": 1, "Wick Marlow": 2})
    archive.execute(RetractFacts((first, second), reason="Misfiled."))
    assert counted() == (1, {"Edda Marlow": 0, "Wick Marlow": 1})
    archive.execute(ReattributeFacts((second,), to="Edda Marlow", reason="Hers after all."))
    archive.execute(ReinstateFacts((second,), reason="It was right."))
    assert counted() == (2, {"Edda Marlow": 1, "Wick Marlow": 1})
    assert as_rebuilt(archive)


def test_each_new_claim_of_many_is_compared_with_the_others_once(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = [str(year) for year in range(1910, 1960)]
    file = archive.path.parent / "years.txt"
    file.write_text(" ".join(years), encoding="utf-8")
    archive.execute(AddSources(files=(file,)))
    compared = 0

    def counting(*given):
        nonlocal compared
        compared += 1
        return relate_claims(*given)

    monkeypatch.setattr(weighing, "relate_claims", counting)
    for number, year in enumerate(years, 2):
        compared = 0
        archive.execute(AssertFact("Edda Marlow", "date_of_birth", year, "years.txt", year))
        assert compared == number
    (found,) = archive.queries.conflicts()
    assert len(found.facts) == len(years) + 2
    # One that refines some and conflicts with the others, and one that conflicts with none.
    archive.execute(AssertFact("Edda Marlow", "date_of_birth", "191X", "years.txt", "1910"))
    archive.execute(AssertFact("Edda Marlow", "date_of_birth", "19XX", "years.txt", "1911"))
    (found,) = archive.queries.conflicts()
    assert len(found.facts) == len(years) + 3
    assert as_rebuilt(archive)


FACTS = st.tuples(
    st.sampled_from(("keeper", "pilot", "mate")),
    st.none() | st.sampled_from(("1953", "1950/1960", "1955/1970", "1980")),
    st.none() | st.sampled_from(("primary", "general", "general election")),
)
"""What one says of a property that is single in context: a value, when, on what occasion."""
AFTERWARDS = st.sampled_from(
    ("retract", "correct", "prefer", "move", "rename", "cite", "resolve", "reopen")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(FACTS | AFTERWARDS, min_size=3, max_size=14))
def test_claims_that_come_one_by_one_give_what_all_of_them_give(steps) -> None:
    """Whatever scopes they make, join or leave open, and whatever becomes of facts meanwhile."""
    with tempfile.TemporaryDirectory() as folder, any_archive(Path(folder)) as archive:
        other = archive.execute(OpenSubject("Wick Marlow", SubjectKind.PERSON)).answer.stream
        facts: list[str] = []
        for number, step in enumerate(steps):
            if isinstance(step, tuple):
                value, when, stage = step
                outcome = archive.execute(
                    AssertFact(
                        *("Edda Marlow", "represents_district", value, "births.txt", "Some say"),
                        when=when,
                        qualifiers={} if stage is None else {"stage": stage},
                    )
                )
                facts.append(outcome.answer.stream)
            elif facts:
                with contextlib.suppress(RefusedError):
                    become(archive, step, facts[number % len(facts)], other)
        assert as_rebuilt(archive)


def spoken(name: str, values: Sequence[str], **said: Sequence[str | None]):
    """Draw facts of a property: a value, and what is said of when and of what it speaks."""
    drawn = {key: st.sampled_from(words) for key, words in said.items()}
    return st.tuples(st.just(name), st.sampled_from(values), st.fixed_dictionaries(drawn))


WHEN = (None, "1953", "1950/1960", "1955/1970", "1970/1980", "../1949", "1990", "1991")
STAGES = (None, None, "primary", "general", "general election", "runoff")
HEAVY = (
    spoken("date_of_birth", [f"190{year}" for year in range(10)] + ["190X", "1902-03", "1905~"])
    | spoken(
        "represents_district",
        [f"the {number}th" for number in range(6)],
        when=WHEN,
        stage=STAGES,
        office=(None, "mayor", "mayor of Saltby", "deputy mayor"),
    )
    | spoken("vote_share", ["52 percent", "about 52 percent", "48.4 percent"], when=WHEN)
    | spoken(
        "age", ["33", "34", "about 35"], when=WHEN, as_of=(None, None, "that day", "his death")
    )
)
"""What one says where much is said already, in many scopes, some of which it may join or divide."""


@settings(max_examples=50, deadline=None)
@given(st.lists(HEAVY, min_size=4, max_size=60), st.lists(HEAVY, min_size=1, max_size=8))
def test_one_more_claim_among_many_gives_what_all_of_them_give(there, further) -> None:
    def written(said) -> bytes:
        name, value, how = said
        when = {"when": how["when"]} if how.get("when") else {}
        others = {key: words for key, words in how.items() if words and key != "when"}
        fact = {"subject": "Edda Marlow", "property": name, "value": value, "quote": "Some say"}
        return json.dumps({**fact, "source": "births.txt", **when, "qualifiers": others}).encode()

    with tempfile.TemporaryDirectory() as folder, any_archive(Path(folder)) as archive:
        archive.execute(ImportFacts([written(said) for said in there], match_labels=True))
        for said in further:
            archive.execute(ImportFacts([written(said)], match_labels=True))
        assert as_rebuilt(archive)


@contextlib.contextmanager
def any_archive(folder: Path) -> Iterator[Archive]:
    file = folder / "births.txt"
    file.write_text(TEXT, encoding="utf-8")
    with Archive.create(folder / "births.fonds") as opened:
        opened.execute(AddSources(files=(file,)))
        opened.execute(OpenSubject("Edda Marlow", SubjectKind.PERSON))
        yield opened


def become(archive: Archive, step: str, fact: str, other: str) -> None:
    """Let something become of a fact, of somebody, or of a conflict."""
    conflicts = archive.queries.conflicts()
    match step:
        case "retract":
            archive.execute(RetractFacts((fact,), reason="Misread."))
        case "correct":
            correct = CorrectFacts((fact,), CorrectionKind.MISREAD, "Look again.", value="mate")
            archive.execute(correct)
        case "prefer":
            archive.execute(AssessFacts((fact,), reason="First hand.", rank=Rank.PREFERRED))
        case "move":
            archive.execute(ReattributeFacts((fact,), to=other, reason="His."))
        case "rename":
            archive.execute(DescribeSubject(other, "As he wrote it.", label="Wyck Marlow"))
        case "cite":
            archive.execute(CiteFact(fact, GivenCitation("births.txt", "some in 1902")))
        case "resolve" | "reopen" if conflicts:
            outcome = (
                ConflictOutcome.BOTH_STAND if step == "resolve" else ConflictOutcome.UNRESOLVED
            )
            archive.execute(ResolveConflict(conflicts[0].id, outcome, "Read again."))


def test_a_rebuild_weighs_many_slots_together_or_a_few_at_a_time(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [f"Person {number}" for number in range(5)]
    archive.execute(
        ImportFacts([line(year, 1, who) for who in people for year in ("1901", "1902", "1903")])
    )
    conflict = archive.queries.conflicts()[3]
    archive.execute(
        ResolveConflict(
            conflict.id,
            ConflictOutcome.PREFERRED,
            "It is the register's.",
            preferred=conflict.facts[0],
        )
    )
    archive.execute(RetractFacts((conflict.facts[2],), "It was never said."))
    assert as_rebuilt(archive)
    for few in (1, 4, 7):
        monkeypatch.setattr(projector, "CHUNK", few)
        assert as_rebuilt(archive)
    archive.rebuild()
    assert len(archive.queries.conflicts()) == 6


def test_a_rebuild_stopped_while_it_weighs_leaves_the_conflicts_as_they_were(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "CHUNK", 1)
    before = archive.queries.conflicts()
    size = archive.head().size
    told: list[int] = []

    def until_it_weighs(done: int, whole: int) -> bool:
        told.append(done)
        # Everything was read at `size`; what lies beyond is told while weighing.
        assert whole > size
        return done <= size

    with pytest.raises(Cancelled):
        archive.rebuild(until_it_weighs)
    assert told == sorted(told)
    assert archive.queries.conflicts() == before
    assert as_rebuilt(archive)
