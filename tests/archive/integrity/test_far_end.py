# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The second process that verifies a long log from its end: help, and nothing depends on it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Self

import pytest
from archive.sealing import Writer, append, opened, prepared

from fonds.archive.errors import Cancelled
from fonds.archive.integrity import quick
from fonds.archive.integrity.far_end import FarEnd, answers, is_worth_it
from fonds.archive.integrity.quick import verify_tree
from fonds.archive.integrity.stretches import STRETCH
from fonds.archive.integrity.tree import EarlierHead
from fonds.archive.store.nodes import BLOCK
from fonds.events.merkle import complete_root, leaf_hash, root_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.store.sqlite import SqliteStore

SIZE = 3 * STRETCH + 100
TAKEN: list[int] = []


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[bytes]]:
    """Return a log of three stretches and a little more, and its leaves."""
    path = tmp_path_factory.mktemp("far") / "papers.fonds"
    path.touch()
    writer = Writer("log")
    sealed = [writer.archive(), *(writer.opening() for _ in range(SIZE - 1))]
    with opened(path) as store:
        prepared(store.connection)
        append(store, *sealed)
    return path, [one.leaf for one in sealed]


@pytest.fixture
def store(log: tuple[Path, list[bytes]], tmp_path: Path) -> Iterator[SqliteStore]:
    path = tmp_path / "papers.fonds"
    shutil.copy(log[0], path)
    with opened(path) as store:
        yield store


class Patient(FarEnd):
    """It is waited for, so that everything it can say is said; then what is taken is counted."""

    def __init__(self, path: Path, total: int) -> None:
        super().__init__(path, total, share=STRETCH)

    def __enter__(self) -> Self:
        self._listening.join()
        return self

    def take(self, number: int) -> list[bytes] | None:
        roots = super().take(number)
        if roots is not None:
            TAKEN.append(number)
        return roots


@pytest.fixture(autouse=True)
def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    TAKEN.clear()
    monkeypatch.setattr(quick, "is_worth_it", lambda _total: True)
    monkeypatch.setattr(quick, "FarEnd", Patient)


def test_two_processes_give_the_answer_of_one(
    store: SqliteStore, tmp_path: Path, log: tuple[Path, list[bytes]]
) -> None:
    told: list[tuple[int, int]] = []
    alone = verify_tree(store.connection, "the archive")
    both = verify_tree(
        store.connection,
        "the archive",
        lambda *done: told.append(done) or True,  # type: ignore[func-returns-value]
        beside=tmp_path / "papers.fonds",
    )
    assert both == alone
    assert both.ok
    assert TAKEN == [1, 2]
    # How far it is never goes back, and counts what the other one has done.
    assert told == sorted(told)
    assert told[0] == (3 * STRETCH, SIZE)
    assert told[-1] == (SIZE, SIZE)
    expected = [
        complete_root(log[1][first : first + BLOCK])
        for first in range(2 * STRETCH, 3 * STRETCH, BLOCK)
    ]
    assert next(answers(store.connection, 3, STRETCH))[8:] == b"".join(expected)


@pytest.mark.parametrize(
    ("change", "taken"),
    [
        ("UPDATE event SET header = replace(header, '@', '_') || ' ' WHERE position = 2500", []),
        ("UPDATE event SET leaf = zeroblob(32) WHERE position = 1500", []),
        # From the first stretch on of which anything is to be said, events are read one by one.
        ("UPDATE event SET leaf = zeroblob(32) WHERE position = 5", []),
        ("UPDATE event SET leaf = zeroblob(32) WHERE position = 3150", [1, 2]),
        ("DELETE FROM event WHERE position = 1400", []),
        ("UPDATE app_node SET hash = zeroblob(32) WHERE number = 14", [1, 2]),
        ("UPDATE app_frontier SET peaks = zeroblob(length(peaks))", [1, 2]),
    ],
)
def test_whatever_is_wrong_is_told_as_by_one(
    store: SqliteStore, tmp_path: Path, change: str, taken: list[int]
) -> None:
    for trigger in ("event_is_never_updated", "event_is_never_deleted"):
        store.connection.execute(f"DROP TRIGGER {trigger}")
    store.connection.execute(change)
    alone = verify_tree(store.connection, "the archive")
    both = verify_tree(store.connection, "the archive", beside=tmp_path / "papers.fonds")
    assert both == alone
    assert not both.ok
    assert taken == TAKEN


@pytest.mark.parametrize("size", [1, STRETCH, STRETCH + 7, 2 * STRETCH + BLOCK, SIZE])
def test_earlier_heads_are_held_to_wherever_they_end(
    store: SqliteStore, tmp_path: Path, log: tuple[Path, list[bytes]], size: int
) -> None:
    archive = store.at([1])[0].header.archive
    for root, kinds in ((root_of(log[1][:size]), []), (b"\0" * 32, ["rewritten"])):
        heads = [EarlierHead("a head", archive, size, root)]
        both = verify_tree(
            store.connection, "the archive", heads=heads, beside=tmp_path / "papers.fonds"
        )
        assert [fault.kind for fault in both.faults] == kinds


def test_a_second_process_that_cannot_be_started_or_says_nothing_is_not_missed(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = verify_tree(store.connection, "the archive")
    for command in (["/nowhere/at/all"], ["false"]):
        monkeypatch.setattr("fonds.archive.apart.command", lambda _, found=command: found)
        assert verify_tree(store.connection, "the archive", beside=tmp_path / "x") == alone
    assert TAKEN == []


def test_what_it_read_in_another_file_is_not_believed(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is replaced by another while it is verified."""
    path = tmp_path / "papers.fonds"
    other = tmp_path / "other.fonds"
    shutil.copy(path, other)
    with opened(other) as another:
        another.connection.execute("DROP TRIGGER event_is_never_updated")
        another.connection.execute(
            "UPDATE event SET header = '{}', leaf = ? WHERE position = ?",
            (leaf_hash(b"{}"), STRETCH + 9),
        )

    class Replacing(Patient):
        def __init__(self, path: Path, total: int) -> None:
            other.rename(path)
            super().__init__(path, total)

    monkeypatch.setattr(quick, "FarEnd", Replacing)
    assert verify_tree(store.connection, "the archive", beside=path).ok
    assert TAKEN == [1, 2]


def test_it_is_ended_when_somebody_stops_the_verification(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Patient] = []

    class Kept(Patient):
        def __enter__(self) -> Self:
            started.append(self)
            return self

    monkeypatch.setattr(quick, "FarEnd", Kept)
    with pytest.raises(Cancelled):
        verify_tree(
            store.connection,
            "the archive",
            lambda _done, _total: False,
            beside=tmp_path / "papers.fonds",
        )
    process = started[0]._process
    assert process is not None
    assert process.returncode is not None


def test_a_short_log_or_a_single_processor_has_no_second_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert is_worth_it(10**6)
    assert not is_worth_it(10**4)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert not is_worth_it(10**6)
