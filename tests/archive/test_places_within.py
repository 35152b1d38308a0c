# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Places in places, by what facts about them say, now, then and under a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.changes import CorrectFacts, ReinstateFacts, RetractFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.identity import SplitSubject
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.errors import RefusedError
from fonds.archive.record.policy import Policy
from fonds.archive.record.rule import Relation
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import CorrectionKind, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.record.rule import FactRelation

BOOK, ATLAS = "Salt and Rope", "Atlas"


class Made:
    """An archive with somebody who was born in two places."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        for title in (BOOK, ATLAS):
            archive.execute(RegisterUnheld(WorkDescription(title=title)))
            archive.execute(Transcribe(title, f"{title}: it is so.", seen_at="Saltby"))
        self.places = {
            name: archive.execute(OpenSubject(name, SubjectKind.PLACE)).answer.stream
            for name in ("Oxmouth", "Tar Shire", "Northland", "Norland")
        }
        archive.execute(OpenSubject("Edda", SubjectKind.PERSON))

    def say(self, subject: str, name: str, value: str, source: str = BOOK) -> str:
        meant = value in self.places
        given = AssertFact(subject, name, value, source, "it is so", value_as_subject=meant)
        return self.archive.execute(given).answer.stream

    def born(self, policy: Policy | None = None, as_of: str | None = None) -> FactRelation:
        given = () if policy is None else (policy,)
        record = self.archive.queries.record("Edda", as_of, *given)
        (born,) = [one for one in record.properties() if one.name == "place_of_birth"]
        (relation,) = born.scopes[0].relations
        return relation

    def conflicts(self) -> int:
        """Count conflicts, having looked that all views are as a rebuild would make them."""
        verified = Archive.verify_file(self.archive.path)
        assert verified.ok, verified.faults
        return len(self.archive.queries.conflicts())


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    with Archive.create(tmp_path / "places.fonds") as archive:
        yield Made(archive)


def test_a_place_refines_a_larger_one_where_facts_say_so(made: Made) -> None:
    inner, outer = (made.say("Edda", "place_of_birth", one) for one in ("Oxmouth", "Northland"))
    assert made.born().relation is Relation.CONFLICTS
    assert made.conflicts() == 1
    then = f"@{made.archive.head().size}"
    one = made.say("Oxmouth", "located_in", "Tar Shire")
    assert made.born().relation is Relation.CONFLICTS
    two = made.say("Tar Shire", "located_in", "Northland")
    found = made.born()
    assert (found.first, found.second, found.relation) == (inner, outer, Relation.REFINES)
    assert found.reason == (f"“Oxmouth” lies in “Northland”: so say the facts {one}, {two}.")
    assert made.conflicts() == 0
    assert made.born(as_of=then).relation is Relation.CONFLICTS


def test_evidence_that_falls_opens_the_conflict_again(made: Made) -> None:
    made.say("Edda", "place_of_birth", "Northland")
    made.say("Edda", "place_of_birth", "Oxmouth")
    evidence = made.say("Oxmouth", "located_in", "Northland")
    assert made.conflicts() == 0
    made.archive.execute(RetractFacts((evidence,), reason="Misread."))
    assert made.conflicts() == 1
    made.archive.execute(ReinstateFacts((evidence,), reason="It stands."))
    assert made.conflicts() == 0
    moved = CorrectFacts(
        (evidence,), CorrectionKind.MISREAD, "It only names it.", property="associated_place"
    )
    made.archive.execute(moved)
    assert made.conflicts() == 1


def test_evidence_counts_only_where_the_policy_lets_it_through(made: Made) -> None:
    made.say("Edda", "place_of_birth", "Northland")
    made.say("Edda", "place_of_birth", "Oxmouth")
    made.say("Oxmouth", "located_in", "Northland", ATLAS)
    assert made.born().relation is Relation.REFINES
    atlas = made.archive.queries.names.source(ATLAS)
    assert made.born(Policy(frozenset({atlas}))).relation is Relation.CONFLICTS


def test_words_that_are_what_a_larger_place_is_called_overlap(made: Made) -> None:
    made.say("Edda", "place_of_birth", "Oxmouth")
    made.say("Edda", "place_of_birth", "Upland")
    assert made.conflicts() == 1
    made.archive.execute(OpenSubject("Upland", SubjectKind.PLACE))
    made.places["Upland"] = made.archive.queries.names.subject("Upland")
    made.say("Oxmouth", "located_in", "Upland")
    found = made.born()
    assert found.relation is Relation.OVERLAPS
    assert "nobody has said that these words mean it" in found.reason
    assert made.conflicts() == 0


def test_a_larger_place_is_met_under_another_name_where_both_are_one(made: Made) -> None:
    made.say("Edda", "place_of_birth", "Oxmouth")
    made.say("Edda", "place_of_birth", "Norland")
    made.say("Oxmouth", "located_in", "Northland")
    assert made.conflicts() == 1
    same = LinkSubjects("Northland", "Norland", Judgement.SAME, "Two spellings.")
    made.archive.execute(same)
    assert made.born().relation is Relation.REFINES
    assert made.conflicts() == 0


def test_places_that_lie_in_each_other_do_not_go_round(made: Made) -> None:
    made.say("Edda", "place_of_birth", "Oxmouth")
    made.say("Edda", "place_of_birth", "Norland")
    made.say("Oxmouth", "located_in", "Northland")
    made.say("Northland", "located_in", "Oxmouth")
    assert made.born().relation is Relation.CONFLICTS
    assert made.conflicts() == 1


def test_to_part_twice_leaves_alone_what_was_moved_before(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "twice.fonds") as archive:
        made = Made(archive)
        fact = made.say("Edda", "place_of_birth", "Oxmouth")
        first = SplitSubject("Oxmouth", "Another one.", sources=(BOOK,), new="Oxmouth in the east")
        assert archive.execute(first).answer.facts == (fact,)
        again = SplitSubject("Oxmouth", "A third.", sources=(BOOK,), new="Oxmouth in the west")
        with pytest.raises(RefusedError, match="Name at least one fact"):
            archive.execute(again)


def test_a_larger_place_weighs_only_what_may_be_in_conflict_anew(made: Made) -> None:
    def asked(inner: str, outer: str) -> int:
        told: list[str] = []
        made.archive._connection.set_trace_callback(told.append)
        made.say(inner, "located_in", outer)
        made.archive._connection.set_trace_callback(None)
        return len(told)

    for number in range(12):
        made.archive.execute(OpenSubject(f"Person {number}", SubjectKind.PERSON))
    made.say("Person 0", "place_of_birth", "Oxmouth")
    few = asked("Oxmouth", "Tar Shire")
    for number in range(1, 12):
        made.say(f"Person {number}", "place_of_birth", "Oxmouth")
    assert asked("Tar Shire", "Northland") <= few
    assert made.conflicts() == 0
