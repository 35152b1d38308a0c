# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Search finds a text the moment it is recorded, whether it is indexed yet or waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import CorrectFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.projections.search import EVERY
from fonds.archive.projector import differing_tables
from fonds.archive.queries import search
from fonds.archive.store.sqlite import SqliteStore
from fonds.events.values import CorrectionKind, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Edda Marlow kept the lighthouse. Then she kept the tide tables."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    file = tmp_path / "keeper.txt"
    file.write_text(TEXT, encoding="utf-8")
    with Archive.create(tmp_path / "keeper.fonds") as opened:
        opened.execute(AddSources(files=(file,)))
        opened.execute(OpenSubject("Edda Marlow", SubjectKind.PERSON))
        yield opened


def fact(archive: Archive, value: str, quote: str = "the lighthouse") -> str:
    return archive.execute(
        AssertFact("Edda Marlow", "occupation", value, "keeper.txt", quote)
    ).answer.stream


def waiting(archive: Archive) -> int:
    row = archive._connection.execute("SELECT count(*) FROM search_waiting").fetchone()
    return int(row[0])


def found(archive: Archive, words: str) -> list[str]:
    return [hit.id for hit in archive.queries.search(words).hits if hit.kind == "fact"]


def as_rebuilt(archive: Archive) -> bool:
    return not list(differing_tables(SqliteStore(archive._connection, "")))


def test_every_text_is_found_once_before_and_after_it_is_indexed(archive: Archive) -> None:
    seen: list[str] = []
    counts = set()
    for number in range(EVERY + 8):
        seen.append(fact(archive, f"keeper{number}"))
        assert found(archive, f"keeper{number} ") == [seen[-1]]
        assert found(archive, "keeper0 ") == [seen[0]]
        answer = archive.queries.search("occupation", limit=200)
        assert sorted(hit.id for hit in answer.hits) == sorted(seen)
        assert (answer.total, answer.more) == (len(seen), False)
        counts.add(waiting(archive))
    # It went both ways: texts waited, and were taken in.
    assert 0 in counts
    assert max(counts) > EVERY // 2
    assert as_rebuilt(archive)


def test_a_phrase_is_ranked_alike_whether_few_texts_hold_it_or_many(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(EVERY + 8):
        said = " ".join(["mended the tide tables"] * (number % 3 + 1))
        fact(archive, f"{said} in year{number}")
    assert waiting(archive) > 0
    ways = []
    for few in (0, 5, 500):
        monkeypatch.setattr(search, "FEW", few)
        ways.append(
            [
                archive.queries.search(words, limit=30)
                for words in ('"tide tables"', '"the tide tables in year7"', '"tide mended"')
            ]
        )
    assert ways[0] == ways[1] == ways[2]
    many, one, none = ways[0]
    assert len(many.hits) == 30
    assert many.total >= EVERY + 8
    assert (one.total, none.total) == (1, 0)


def test_a_corrected_text_is_found_by_its_new_words_alone(archive: Archive) -> None:
    early = fact(archive, "pilot")
    for number in range(EVERY):
        fact(archive, f"keeper{number}")
    late = fact(archive, "harbourmaster")
    for one, word in ((early, "surveyor"), (late, "ropemaker")):
        archive.execute(CorrectFacts((one,), CorrectionKind.MISREAD, "Misread.", value=word))
        assert found(archive, word) == [one]
    assert found(archive, "pilot") == found(archive, "harbourmaster") == []
    for number in range(EVERY):
        fact(archive, f"warden{number}")
    assert found(archive, "surveyor") + found(archive, "ropemaker") == [early, late]
    assert found(archive, "pilot") == found(archive, "harbourmaster") == []
    assert as_rebuilt(archive)


def test_passages_notes_and_subjects_wait_and_are_found(archive: Archive) -> None:
    fact(archive, "keeper", "tide tables")
    archive.execute(WriteNote("Edda Marlow", "Ask about the foghorn."))
    archive.execute(OpenSubject("Wick Foghorn", SubjectKind.PERSON))
    assert waiting(archive) > 0
    assert {hit.kind for hit in archive.queries.search("foghorn").hits} == {"note", "subject"}
    without = archive.queries.search("foghorn", subjects=False)
    assert [hit.kind for hit in without.hits] == ["note"]
    assert "excerpt" in {hit.kind for hit in archive.queries.search("tide tables").hits}


def test_of_words_that_stand_everywhere_the_newest_are_ranked(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", 20)
    facts = [fact(archive, f"keeper{number}") for number in range(EVERY + 30)]
    answer = archive.queries.search("occupation", limit=200)
    assert answer.more
    hits = [hit.id for hit in answer.hits]
    assert len(hits) == len(set(hits)) == answer.total < len(facts)
    assert set(facts[-20:]) <= set(hits)
    # A page on, none is told twice.
    pages = [archive.queries.search("occupation", limit=7, offset=at).hits for at in (0, 7)]
    assert [hit.id for page in pages for hit in page] == hits[:14]


def test_another_that_has_the_archive_open_finds_it_too(archive: Archive) -> None:
    with Archive.open(archive.path, read_only=True) as reader:
        assert found(reader, "keeper") == []
        made = fact(archive, "keeper")
        assert found(reader, "keeper") == [made]


@pytest.mark.parametrize(
    "change",
    ["UPDATE search_record SET text = 'other'", "DELETE FROM search_record WHERE rowid > 0"],
)
def test_a_changed_index_is_named(archive: Archive, change: str) -> None:
    for number in range(EVERY):
        fact(archive, f"keeper{number}")
    archive._connection.execute(change)
    assert list(differing_tables(SqliteStore(archive._connection, ""))) == ["search_record"]
