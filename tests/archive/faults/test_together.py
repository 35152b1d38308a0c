# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Several writers at once: no loss, no gap, no collision of people who record different things."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from archive.faults.processes import checked, prepared, said, start

from fonds.archive import Archive
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
@pytest.mark.parametrize(("writers", "each"), [(2, 60), (4, 30)])
def test_processes_that_append_at_once(tmp_path: Path, writers: int, each: int) -> None:
    path = prepared(tmp_path)
    processes = [start("subjects", path, f"writer{n}", each) for n in range(writers)]
    done: list[list[str]] = []
    for process in processes:
        with process:
            assert process.stdout is not None
            lines = process.stdout.readlines()
        assert process.returncode == 0, lines
        assert len(said(lines, "done")) == each, lines
        done += said(lines, "done")
    positions = [int(position) for position, _ in done]
    assert len(set(positions)) == len(positions) == writers * each
    with Archive.open(path) as archive:
        # ArchiveCreated and who created it; each writer's own introduction; what they recorded.
        assert archive.head().size == 2 + writers + writers * each
        labels = {subject.label for subject in archive.queries.subjects()}
        assert labels == {f"writer{n} {at}" for n in range(writers) for at in range(each)}
    assert checked(path).checked["events"] == 2 + writers + writers * each


@pytest.mark.slow
def test_an_import_beside_single_appends(tmp_path: Path) -> None:
    path = prepared(tmp_path, entries=5000)
    importing = start("import", path, "importer", 400)
    appending = start("subjects", path, "appender", 40)
    with appending:
        assert appending.stdout is not None
        lines = appending.stdout.readlines()
    with importing:
        importing.kill()
        assert importing.stdout is not None
        imported = said(importing.stdout.readlines(), "done")
    assert len(said(lines, "done")) == 40, lines
    with Archive.open(path) as archive:
        labels = [subject.label for subject in archive.queries.subjects()]
    assert len([label for label in labels if label.startswith("appender")]) == 40
    keepers = len([label for label in labels if label.startswith("Keeper")])
    assert keepers - (int(imported[-1][0]) if imported else 0) in {0, 400}
    checked(path)


def test_threads_with_an_archive_each(tmp_path: Path) -> None:
    path = prepared(tmp_path)
    failures: list[BaseException] = []

    def record(name: str) -> None:
        try:
            with Archive.open(path, agent=name) as archive:
                for number in range(15):
                    archive.execute(OpenSubject(f"{name} {number}", SubjectKind.PERSON))
        except BaseException as error:  # noqa: BLE001 - told by the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=record, args=(f"thread{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert checked(path).checked["events"] == 2 + 3 + 3 * 15


def test_a_reader_keeps_what_it_reads_while_others_write(tmp_path: Path) -> None:
    path = prepared(tmp_path)
    with Archive.open(path) as writer, Archive.open(path, read_only=True) as reader:
        for number in range(5):
            writer.execute(OpenSubject(f"Person {number}", SubjectKind.PERSON))
            assert len(reader.queries.subjects()) == number + 1
            assert reader.head() == writer.head()
