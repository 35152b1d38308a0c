# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An import in chunks: one action, whatever recurs in it, and the same tables as one by one."""

from __future__ import annotations

import gc
import json
import weakref
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from fonds.archive import Archive
from fonds.archive.collecting import loading, take_for_old, uncollected
from fonds.archive.commands import importing
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.errors import RefusedError
from fonds.archive.projector import differing_tables
from fonds.archive.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOOK = "Salt and Rope"
WORDS = "Edda Marlow was born in 1901 or 1902 at Saltby.[1] She kept the light.[2] So they say.[3]"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "import.fonds") as made:
        made.execute(RegisterUnheld(WorkDescription(title=BOOK)))
        made.execute(Transcribe(BOOK, WORDS, seen_at="Saltby Library"))
        yield made


def line(number: int, **said: object) -> dict[str, object]:
    """Spell a line that rests on one of three footnotes of one source."""
    return {
        "id": f"S{number}",
        "subject": "Edda Marlow",
        "property": "occupation",
        "value": f"keeper {number}",
        "source": BOOK,
        "quote": "kept the light",
        "cited_work": {"mark": str(number % 3 + 1), "work": f"Footnote {number % 3 + 1}"},
        **said,
    }


def lines(*given: dict[str, object]) -> list[bytes]:
    return [json.dumps(one).encode() for one in given]


def store(archive: Archive) -> SqliteStore:
    return SqliteStore(archive._connection, "")


def test_events_of_one_stream_in_one_chunk_follow_each_other(archive: Archive) -> None:
    outcome = archive.execute(ImportFacts(lines(*map(line, range(9)))))
    assert outcome.answer.appended == 9
    source = archive.queries.names.source(BOOK)
    chain = list(store(archive).stream(source))
    noted = [event for event in chain if event.header.type == "CitedWorkNoted"]
    assert len(noted) == 3
    assert [event.header.after for event in chain] == [
        None,
        *(event.header.id for event in chain[:-1]),
    ]
    assert archive.verify().ok


def test_one_chunk_is_appended_at_once(archive: Archive) -> None:
    with mock.patch.object(
        SqliteStore, "append", autospec=True, side_effect=SqliteStore.append
    ) as append:
        archive.execute(ImportFacts(lines(*map(line, range(9)))))
    assert append.call_count == 1


@pytest.mark.parametrize("chunk", [1, 2, 7, 2000])
def test_however_it_is_cut_the_tables_are_those_of_a_rebuild(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(importing, "CHUNK", chunk)
    born = [
        line(
            number,
            property="date_of_birth",
            value_type="date",
            value=str(1901 + number % 2),
            quote="born in 1901 or 1902",
        )
        for number in range(10, 15)
    ]
    given = lines(*map(line, range(9)), *born)
    assert archive.execute(ImportFacts(given[:-2])).answer.appended == 12
    assert archive.execute(ImportFacts(given)).answer.appended == 2
    assert archive.execute(ImportFacts(given)).answer.appended == 0
    assert len(archive.queries.conflicts()) == 1
    assert list(differing_tables(store(archive))) == []
    assert archive.verify().ok


def test_more_facts_than_are_kept_in_memory_are_read_from_the_log(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fonds.archive.projections.conflicts._MOST_KEPT", 3)
    born = [
        line(
            number,
            subject=f"Keeper {number % 2}",
            property="date_of_birth",
            value_type="date",
            value=str(1901 + number % 3),
            quote="born in 1901 or 1902",
        )
        for number in range(8)
    ]
    archive.execute(ImportFacts(lines(*born)))
    assert len(archive.queries.conflicts()) == 2
    assert list(differing_tables(store(archive))) == []


def test_garbage_is_collected_again_after_an_import_and_after_a_refused_one(
    archive: Archive,
) -> None:
    archive.execute(ImportFacts(lines(line(1))))
    assert gc.isenabled()
    with pytest.raises(RefusedError):
        archive.execute(ImportFacts(lines(line(2, quote="is not there"))))
    assert gc.isenabled()


def test_where_nothing_was_collected_before_nothing_is_afterwards() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_loaded_is_not_looked_through_again() -> None:
    before = gc.get_freeze_count()
    try:
        with loading():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
        assert gc.get_count()[0] < 1000
    finally:
        gc.unfreeze()


def test_what_is_taken_for_old_is_collected_all_the_same_and_what_was_kept_stays_kept() -> None:
    class Circle:
        def __init__(self) -> None:
            self.own = self

    with uncollected():
        gone = weakref.ref(Circle())
        made_since = gc.get_count()[0]
        take_for_old()
        assert made_since > gc.get_count()[0]
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert gone() is None
    gc.freeze()
    try:
        kept = gc.get_freeze_count()
        take_for_old()
        assert gc.get_freeze_count() == kept
    finally:
        gc.unfreeze()
