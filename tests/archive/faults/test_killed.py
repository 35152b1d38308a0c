# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A writer killed at any moment: what it acknowledged is there, and nothing is half there."""

from __future__ import annotations

import random
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest
from archive.faults.processes import checked, prepared, said, start
from archive.faults.worker import lines as facts

from fonds.archive import Archive
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
]


def killed(mode: str, path: Path, number: int, after: float) -> list[str]:
    """Run the worker, kill it some seconds after it has begun, and return what it said."""
    process = start(mode, path, number=number)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.kill()
        lines = process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL, lines
    return lines


@pytest.mark.parametrize("trial", range(9))
def test_killed_while_appending_one_by_one(tmp_path: Path, trial: int) -> None:
    chance = random.Random(trial)  # noqa: S311 - nothing secret
    path = prepared(tmp_path)
    lines = killed("subjects", path, 0, chance.uniform(0.0, 0.35))
    acknowledged = said(lines, "done")
    with Archive.open(path) as archive:
        for position, event in acknowledged:
            (entry,) = archive.queries.history(before=int(position) + 1, limit=1)
            assert (entry.position, entry.event) == (int(position), event)
        # The last one may have been on disk before it could be acknowledged: one more, no two.
        subjects = len(archive.queries.subjects())
        assert len(acknowledged) <= subjects <= len(acknowledged) + 1
        archive.execute(OpenSubject("Afterwards", SubjectKind.PERSON))
    checked(path)


@pytest.mark.parametrize("trial", range(6))
def test_killed_while_importing(tmp_path: Path, trial: int) -> None:
    each = 150
    chance = random.Random(trial)  # noqa: S311 - nothing secret
    path = prepared(tmp_path, entries=8_000)
    lines = killed("import", path, each, chance.uniform(0.0, 1.5))
    acknowledged = [int(count) for count, _ in said(lines, "done")]
    certain = acknowledged[-1] if acknowledged else 0
    with Archive.open(path) as archive:
        keepers = len(archive.queries.subjects())
        # All or nothing: whole batches only.
        assert keepers in {certain, certain + each}
        # What is there is known again; what is not can be imported as if nothing had happened.
        answer = archive.execute(ImportFacts(tuple(facts(0, certain + 2 * each)))).answer
        assert answer.already_present == keepers
        assert answer.appended == certain + 2 * each - keepers
    checked(path)


@pytest.mark.parametrize("trial", range(3))
def test_killed_while_rebuilding_leaves_the_views_in_use(tmp_path: Path, trial: int) -> None:
    path = prepared(tmp_path, entries=600)
    with Archive.open(path) as archive:
        archive.execute(ImportFacts(tuple(facts(0, 600))))
    before = checked(path).checked
    chance = random.Random(trial)  # noqa: S311 - nothing secret
    killed("rebuild", path, 0, chance.uniform(0.0, 0.5))
    with Archive.open(path) as archive:
        assert len(archive.queries.subjects()) == 600
        assert checked(path).checked["events"] == before["events"]
        # What the killed one left behind is no hindrance to the next, and gone after it.
        archive.rebuild()
    assert checked(path).checked == before


@pytest.mark.parametrize("trial", range(2))
def test_interrupted_in_the_middle_of_an_import(tmp_path: Path, trial: int) -> None:
    path = prepared(tmp_path, entries=8_000)
    process = start("import", path, number=8_000)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.1 + 0.2 * trial)
        process.send_signal(signal.SIGINT)
        lines = process.stdout.readlines()
    assert process.returncode != 0
    assert not said(lines, "done")
    assert "KeyboardInterrupt" in "".join(lines)
    with Archive.open(path) as archive:
        assert archive.queries.subjects() == []
        assert archive.head().size == 5
    checked(path)
