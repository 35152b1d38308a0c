# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""In an archive that stays open, a wrong capture taken back leaves nothing of itself behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.sources import AddSources, WorkDescription
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.commands.uncapturing import WithdrawCapture
from fonds.archive.errors import RefusedError
from fonds.archive.projector import differing_tables
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RIGHT = "Edda was born in Saltby.[1] She lived by the sea.\n\nNotes\n1. Gazette, page 2\n"
WRONG = "A page about cake.[1] She lived by the sea too.\n\nNotes\n1. The Cake Book\n"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    right = tmp_path / "right.txt"
    right.write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    with Archive.create(tmp_path / "edda.fonds", agent="tester") as made:
        made.execute(OpenSubject("Edda", SubjectKind.PERSON))
        made.execute(AddSources((right,), WorkDescription(title="Diary")))
        yield made


def recapture(archive: Archive) -> None:
    archive.execute(Recapture("Diary", (archive.path.parent / "wrong.txt",)))


def take_back(archive: Archive) -> None:
    archive.execute(WithdrawCapture("Diary", "Another page."))


def cited(archive: Archive, quote: str) -> str:
    made = archive.execute(AssertFact("Edda", "residence", "x", "Diary", quote))
    (citation,) = archive.queries.fact(made.answer.stream).citations
    return citation.rendition


@pytest.mark.parametrize("again", [1, 2])
def test_words_quoted_afterwards_are_cited_to_the_text_that_counts(
    archive: Archive, again: int
) -> None:
    right = archive.queries.text("Diary").rendition
    for _ in range(again):
        recapture(archive)
        # What is recorded in between has the archive remember which text is the newest.
        assert cited(archive, "born in Saltby") == right
        take_back(archive)
    assert cited(archive, "lived by the sea") == right
    assert archive.verify().ok


def test_what_another_took_back_or_was_only_rehearsed_is_not_remembered(archive: Archive) -> None:
    right = archive.queries.text("Diary").rendition
    recapture(archive)
    wrong = archive.queries.text("Diary").rendition
    cited(archive, "born in Saltby")
    archive.execute(WithdrawCapture("Diary", "Another page."), dry_run=True)
    archive.execute(AssertFact("Edda", "occupation", "x", "Diary", "about cake"), dry_run=True)
    renditions = archive._recording()._remembered.texts.remembered_renditions
    source = archive.queries.names.source("Diary")
    assert [one.id for one in renditions(source)] == [wrong, right]
    with Archive.open(archive.path, agent="another") as other:
        take_back(other)
    assert cited(archive, "lived by the sea") == right


def test_the_wrong_files_name_finds_the_source_no_more(archive: Archive) -> None:
    source = archive.queries.names.source("right.txt")
    recapture(archive)
    assert archive.queries.names.source("wrong.txt") == source
    take_back(archive)
    with pytest.raises(RefusedError):
        archive.queries.names.source("wrong.txt")
    assert archive.queries.names.source("right.txt") == archive.queries.names.source("Diary")
    assert list(differing_tables(archive._store)) == []


def test_a_name_that_something_else_gives_stays(archive: Archive) -> None:
    # The wrong bytes under the name of the right file, beside what is called as the wrong one is.
    wrong = archive.path.parent / "wrong.txt"
    right = archive.path.parent / "right.txt"
    right.write_text(WRONG, encoding="utf-8")
    archive.execute(Recapture("Diary", (right,)))
    take_back(archive)
    assert archive.queries.names.source("right.txt") == archive.queries.names.source("Diary")
    archive.execute(AddSources((wrong,), WorkDescription(title="Cake")))
    recapture(archive)
    take_back(archive)
    assert archive.queries.names.source("wrong.txt") == archive.queries.names.source("Cake")
    assert list(differing_tables(archive._store)) == []


def test_what_its_footnotes_covered_goes_with_the_works_they_cited(archive: Archive) -> None:
    def places() -> list[tuple[int, ...]]:
        return archive._connection.execute("SELECT * FROM view_cited_place").fetchall()

    wrong = archive.path.parent / "wrong.md"
    wrong.write_text("Of cake.[^1] Of salt.[^2]\n\n[^1]: Cake Book\n[^2]: Salt Book\n", "utf-8")
    archive.execute(Recapture("Diary", (wrong,)))
    assert len(places()) == 2
    take_back(archive)
    assert places() == []
    assert list(differing_tables(archive._store)) == []


def test_its_words_are_quoted_no_more_and_its_text_is_read_by_its_id_alone(
    archive: Archive,
) -> None:
    recapture(archive)
    wrong = archive.queries.text("Diary").rendition
    assert cited(archive, "born in Saltby") != wrong
    take_back(archive)
    with pytest.raises(RefusedError) as raised:
        cited(archive, "about cake")
    assert raised.value.code == "quote-not-found"
    assert archive.queries.text("Diary", rendition=wrong).text == WRONG
    # Not even where it is the only text that is left.
    (right,) = archive.queries.source("Diary").captures
    archive.erase(EraseContent(right.id, "asked"))
    with pytest.raises(RefusedError):
        archive.queries.text("Diary")
    with pytest.raises(RefusedError):
        cited(archive, "about cake")
