# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A rebuild that processes help with gives the same tables, whatever becomes of them."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from golden.make_golden import sealed_sample
from golden.samples import samples
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive import Archive, apart, projector
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import library_version, write_ahead_is_safe
from fonds.archive.errors import ArchiveError, Cancelled
from fonds.archive.extraction.frames import write_frame
from fonds.archive.projector import differing_tables
from fonds.archive.rebuilding import helpers, worker
from fonds.archive.rebuilding.gathering import gather, read, spell
from fonds.archive.rebuilding.helpers import Helpers
from fonds.archive.schema import PARTS_AN_EVENT
from fonds.events.recorded import recorded
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.projections.claims import Weighed
    from fonds.archive.rebuilding.gathering import Gathered

SAMPLES = [sealed_sample(stem, event) for stem, event in sorted(samples().items())]
EVERY_TYPE = Path(__file__).parents[1] / "golden" / "archives" / "1001" / "harbour-withheld.fonds"
WORKER = "rebuilding-worker"

needs_log = pytest.mark.skipif(
    not write_ahead_is_safe(library_version()), reason="nobody helps without a write-ahead log"
)


@pytest.fixture(scope="module")
def every_type(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with events of every type, its tables of our edition."""
    path = tmp_path_factory.mktemp("every") / "every.fonds"
    shutil.copyfile(EVERY_TYPE, path)
    Archive.open(path).close()
    return path


@pytest.fixture
def archive(every_type: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """A copy of it, of which short stretches are worth a process."""
    path = Path(shutil.copy(every_type, tmp_path))
    monkeypatch.setattr(projector, "CHUNK", 7)
    monkeypatch.setattr(helpers, "FEWEST_EVENTS", 1)
    monkeypatch.setattr(helpers, "processes", lambda: 2)
    with Archive.open(path) as opened:
        yield opened


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Where the stretches begin that were read by another process."""
    found: list[int] = []
    at = Helpers.at

    def noting(self: Helpers, first: int) -> Gathered | None:
        told = at(self, first)
        if told is not None:
            found.append(first)
        return told

    monkeypatch.setattr(Helpers, "at", noting)
    return found


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    found: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def noting(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        process = real(*arguments, **options)  # type: ignore[call-overload]
        found.append(process)
        return process  # type: ignore[no-any-return]

    monkeypatch.setattr(subprocess, "Popen", noting)
    return found


@pytest.fixture(params=["they answer", "they are waited for"])
def gathered_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Where the stretches begin that the one that writes gathered in place of waiting."""
    found: list[int] = []
    gather_next = Helpers._gather

    def noting(self: Helpers) -> bool:
        first = self._next
        found.extend([first] * (gathered := gather_next(self)))
        return gathered

    monkeypatch.setattr(Helpers, "_gather", noting)
    waits = request.param == "they are waited for"
    monkeypatch.setattr(helpers.Process, "has_answered", lambda _: not waits)
    return found


def is_as_the_log_says(archive: Archive) -> bool:
    return list(differing_tables(archive._store)) == []


@given(st.lists(st.sampled_from(SAMPLES), min_size=1, max_size=8))
def test_what_is_gathered_is_read_as_it_was_spelt(sealed: list) -> None:
    events = [recorded(at, one) for at, one in enumerate(sealed, 1)]
    gathered = gather(events)
    assert read(spell(gathered)) == gathered
    kinds = [type(one) for one in gathered.told]
    assert [type(one) for one in read(spell(gathered)).told] == kinds


@needs_log
@pytest.mark.parametrize("processes", [1, 2])
def test_the_tables_are_the_same(
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    used: list[int],
    processes: int,
    gathered_here: list[int],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setattr(helpers, "processes", lambda: processes)
    weighed: list[bool] = []
    real = Helpers.weighed

    def noting(self: Helpers, asked: helpers.Asked) -> Weighed | None:
        found = real(self, asked)
        weighed.append(found is not None)
        return found

    monkeypatch.setattr(Helpers, "weighed", noting)
    archive.rebuild()
    # All but the first stretch, which is read while they start, and the last, which may be short.
    assert used == list(range(8, archive.head().size - 6, 7))
    # Each in turn, after those that the others have before them; no more than may lie here.
    assert len(gathered_here) == len(set(gathered_here)) < len(used)
    assert bool(gathered_here) == ("waited" in request.node.name)
    assert weighed
    assert all(weighed)
    assert is_as_the_log_says(archive)


@needs_log
@pytest.mark.usefixtures("gathered_here")
def test_what_was_read_before_another_wrote_is_not_used(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, first_entered = Helpers.at, []

    def and_another_writes(self: Helpers, first: int) -> Gathered | None:
        told = at(self, first)
        if told is not None and not first_entered:
            first_entered.append(first)
            with Archive.open(archive.path, agent="another") as other:
                other.execute(OpenSubject("Wick Marlow", SubjectKind.PERSON))
        return told

    entered: list[bool] = []
    holds = Helpers.still_hold

    def noting(self: Helpers) -> bool:
        entered.append(holds(self))
        return entered[-1]

    monkeypatch.setattr(Helpers, "at", and_another_writes)
    monkeypatch.setattr(Helpers, "still_hold", noting)
    archive.rebuild()
    assert first_entered
    assert entered[0] is False
    assert True in entered
    assert archive.verify().ok
    assert "Wick Marlow" in {one.label for one in archive.queries.subjects()}


@needs_log
def test_killed_ones_are_not_missed(
    archive: Archive, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = Helpers.at

    def once_killed(self: Helpers, first: int) -> Gathered | None:
        for process in started:
            process.kill()
            process.wait()
        return at(self, first)

    monkeypatch.setattr(Helpers, "at", once_killed)
    archive.rebuild()
    assert len(started) == 2
    assert is_as_the_log_says(archive)


@needs_log
@pytest.mark.parametrize("command", [["/nowhere/at/all"], [sys.executable, "-c", ""]])
def test_none_that_starts_or_answers_is_not_missed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, used: list[int], command: list[str]
) -> None:
    monkeypatch.setattr(apart, "command", lambda _: command)
    archive.rebuild()
    assert used == []
    assert is_as_the_log_says(archive)


@needs_log
def test_cancelling_ends_them_and_leaves_the_tables_in_use(
    archive: Archive, started: list[subprocess.Popen[bytes]]
) -> None:
    with pytest.raises(Cancelled):
        archive.rebuild(lambda done, _: done < 20)
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)
    assert is_as_the_log_says(archive)


@needs_log
@pytest.mark.usefixtures("gathered_here")
def test_a_damaged_event_is_told_as_ever(
    archive: Archive, started: list[subprocess.Popen[bytes]]
) -> None:
    archive._connection.execute("DROP TRIGGER part_is_only_erased")
    position, key = archive._connection.execute(
        f"SELECT key / {PARTS_AN_EVENT}, key FROM part WHERE name = 'content'"
        " ORDER BY key LIMIT 1 OFFSET 30"
    ).fetchone()
    archive._connection.execute("UPDATE part SET data = '{}' WHERE key = ?", (key,))
    with pytest.raises(ArchiveError, match=f"The event @{position} is damaged"):
        archive.rebuild()
    assert all(process.poll() is not None for process in started)


def test_a_short_log_and_one_processor_have_none(
    archive: Archive, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helpers, "FEWEST_EVENTS", archive.head().size + 1)
    archive.rebuild()
    monkeypatch.setattr(helpers, "FEWEST_EVENTS", 1)
    monkeypatch.setattr(helpers, "processes", lambda: 0)
    archive.rebuild()
    assert started == []


def test_one_processor_is_left_to_the_one_that_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    for there, help_out in ((1, 0), (2, 1), (3, 2), (64, 2)):
        monkeypatch.setattr(helpers, "processors", lambda there=there: there)
        assert helpers.processes() == help_out


@pytest.mark.parametrize("identity", ["its own", "another's"])
def test_it_ends_with_its_input_and_reads_no_other_file(archive: Archive, identity: str) -> None:
    path = Path(archive.path)
    found = path.stat()
    inode = found.st_ino + (identity != "its own")
    opening = {"path": os.fsencode(path).hex(), "identity": [found.st_dev, inode]}
    with subprocess.Popen(
        apart.command(WORKER), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            write_frame(process.stdin, opening)  # type: ignore[arg-type]
            write_frame(process.stdin, [1, 5])  # type: ignore[arg-type]
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        answered = process.stdout.read()
        assert process.wait() == 0
    assert bool(answered) == (identity == "its own")
    if answered:
        told = read(answered[worker.LENGTH :])
        assert (told.first, told.last) == (1, 5)


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "fonds.exe")
    assert apart.command(WORKER) == ["fonds.exe", WORKER]
    monkeypatch.undo()
    begun = [sys.executable, "-m", "fonds.archive.cli", WORKER]
    ran = subprocess.run(begun, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    assert (ran.stdout, ran.stderr) == (b"", b"")
