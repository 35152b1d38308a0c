# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sources that were only just taken in are given up together, unless something rests on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.examining import AssertDependence, RecordInquiry, WithdrawDependence
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.commands.withdrawing import WithdrawSources
from fonds.archive.errors import RefusedError
from fonds.events.values import SubjectKind, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    files = [tmp_path / name for name in ("letter.txt", "list.txt")]
    for file in files:
        file.write_text(f"Edda was born in Saltby, says the {file.stem}.\n", encoding="utf-8")
    with Archive.create(tmp_path / "edda.fonds", agent="tester") as made:
        made.execute(OpenSubject("Edda", SubjectKind.PERSON))
        made.execute(AddSources(tuple(files)))
        yield made


def give_up(archive: Archive) -> list[str]:
    """Withdraw both, where nothing rests on them; give what is a source then."""
    both = tuple(row.id for row in archive.queries.sources())
    archive.execute(WithdrawSources(both, "undone", only_unused=True))
    return [row.title for row in archive.queries.sources() if not row.withdrawn]


def refusal(archive: Archive) -> str:
    head = archive.queries.archive().root
    with pytest.raises(RefusedError) as refused:
        give_up(archive)
    assert refused.value.code == "source-in-use"
    assert archive.queries.archive().root == head
    return str(refused.value)


def test_what_rests_on_one_of_them_keeps_all_until_it_is_retracted(archive: Archive) -> None:
    made = archive.execute(
        AssertFact("Edda", "place_of_birth", "Saltby", "list", "born in Saltby")
    ).answer
    assert refusal(archive) == (
        "“list” stays a source, for facts rest on it (1), the first of them: Edda, place of birth."
        " Retract them before you withdraw it."
    )
    archive.execute(RetractFacts((made.stream,), "Misread."))
    assert give_up(archive) == []


def test_a_source_that_depends_on_one_keeps_all_until_that_is_taken_back(archive: Archive) -> None:
    archive.execute(AssertDependence("letter", "list"))
    assert "“list” stays a source, for “letter” is said to depend on it." in refusal(archive)
    archive.execute(WithdrawDependence("letter", "list"))
    assert give_up(archive) == []


def test_a_passage_that_a_fact_needs_as_a_premise_keeps_its_source(archive: Archive) -> None:
    list_ = next(row.id for row in archive.queries.sources() if row.title == "list")
    age = archive.execute(AssertFact("Edda", "age", "7", "list", "Edda was born")).answer
    passage = archive.queries.facts((age.stream,))[0].citations[0].excerpt
    assert passage is not None
    letter = AssertFact(
        "Edda", "place_of_birth", "Saltby", "letter", "Saltby", premises=((passage, "same person"),)
    )
    drawn = archive.execute(letter).answer
    archive.execute(RetractFacts((age.stream,), "Misread."))
    with pytest.raises(RefusedError, match=r"facts rest on it .1., the first of them: Edda, place"):
        archive.execute(WithdrawSources((list_,), "undone", only_unused=True))
    archive.execute(RetractFacts((drawn.stream,), "Misread."))
    assert give_up(archive) == []


def test_a_source_that_was_searched_is_kept(archive: Archive) -> None:
    inquiry = archive.execute(RecordInquiry("list", "a brother")).answer[0]
    assert "“list” stays a source, for it is recorded what was looked for in it (1)." in refusal(
        archive
    )
    archive.execute(
        AssertFact(
            "Edda", "occupation", None, "list", "", value_kind=ValueKind.NONE, inquiry=inquiry
        )
    )
    assert "“list” stays a source, for facts rest on it (1)" in refusal(archive)
