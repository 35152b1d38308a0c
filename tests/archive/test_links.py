# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What was concluded about subjects being one, as it is asked; and what joining would join."""

from __future__ import annotations

import pytest

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.archive.errors import RefusedError
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import SubjectKind

TEXT = "The pilot Jon Weil was born in Saltby. Jon Weil, a merchant, was born in Ellery.\n"


@pytest.fixture
def archive(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    with Archive.create(tmp_path / "weil.fonds", agent="tester") as made:
        for name in ("Weil the pilot", "Weil the merchant", "Weil the third"):
            made.execute(OpenSubject(name, SubjectKind.PERSON))
        source = made.execute(AddSources((page,))).answer[0].id
        for who, words, place in (
            ("Weil the pilot", "The pilot Jon Weil was born in Saltby", "Saltby"),
            ("Weil the merchant", "Jon Weil, a merchant, was born in Ellery", "Ellery"),
        ):
            made.execute(AssertFact(who, "place_of_birth", place, source, words))
        yield made, source


def test_the_last_conclusion_counts_from_either_side_with_its_evidence(archive):
    made, source = archive
    words = GivenCitation(source, "a merchant")
    made.execute(LinkSubjects("Weil the pilot", "Weil the merchant", Judgement.UNSURE, "One name."))
    made.execute(
        LinkSubjects(
            "Weil the merchant", "Weil the pilot", Judgement.SAME, "One trade.", cited=(words,)
        )
    )
    for one, other in (("pilot", "merchant"), ("merchant", "pilot")):
        (link,) = made.queries.links(f"Weil the {one}")
        assert link.other_label == f"Weil the {other}"
        assert (link.judgement, link.reason) == (Judgement.SAME, "One trade.")
        assert link.agent == "tester"
        (proof,) = link.evidence
        assert (proof.quote, proof.source, proof.start) == (
            "a merchant",
            source,
            TEXT.index("a merchant"),
        )
    assert made.queries.links("Weil the third") == []


def test_words_that_are_not_in_the_source_prove_nothing(archive):
    made, source = archive
    before = made.queries.size()
    linking = LinkSubjects(
        "Weil the pilot",
        "Weil the merchant",
        Judgement.SAME,
        "One.",
        cited=(GivenCitation(source, "a pilot and a merchant"),),
    )
    with pytest.raises(RefusedError):
        made.execute(linking)
    assert made.queries.size() == before


def test_the_record_they_would_have_takes_nothing_from_either(archive):
    made, _ = archive
    joined = made.queries.joined("Weil the pilot", "Weil the merchant")
    assert joined.label == "Weil the pilot"
    assert [label for _, label in joined.merged] == ["Weil the pilot", "Weil the merchant"]
    assert joined.facts == 2
    owners = {
        fact.subject
        for answer in joined.properties()
        for scope in answer.scopes
        for value in scope.values
        for fact in value.facts
    }
    assert owners == {one for one, _ in joined.merged}
    assert made.queries.record("Weil the pilot").facts == 1
    # All that either is one with would be joined too.
    made.execute(LinkSubjects("Weil the third", "Weil the merchant", Judgement.SAME, "A test."))
    joined = made.queries.joined("Weil the pilot", "Weil the merchant")
    assert "Weil the third" in [label for _, label in joined.merged]
