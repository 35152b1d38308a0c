# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A backup is one state of the archive, whole and verified, or there is none."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from archive.faults.processes import checked, prepared, said, start
from archive.integrity.forging import plain, position_of, sound_archive

from fonds.archive import Archive
from fonds.archive.backup import _faults_in_common, back_up
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import connect, library
from fonds.archive.errors import ArchiveError, Cancelled, RefusedError
from fonds.archive.files import BESIDE
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    (tmp_path / "kept").mkdir()
    return sound_archive(tmp_path / "kept" / "sound.fonds")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def headers(path: Path) -> list[str]:
    with contextlib.closing(connect(path, mode="ro")) as connection:
        return [row[0] for row in connection.execute("SELECT header FROM event ORDER BY position")]


def test_a_backup_has_the_head_and_every_row(sound: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.fonds"
    with Archive.open(sound) as archive:
        copied = archive.backup(copy)
        assert copied.head == archive.head()
    assert copied.faults == ()
    assert headers(copy) == headers(sound)
    checked(copy)
    assert names(tmp_path) == {"kept", "copy.fonds"}


@pytest.mark.slow
def _take(stream: TextIO, lines: list[str]) -> None:
    for line in stream:
        lines.append(line)  # noqa: PERF402 - each is there for the test as soon as it is said


def test_a_backup_while_another_process_records(tmp_path: Path) -> None:
    path = prepared(tmp_path, entries=100)
    process = start("subjects", path, number=0)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        lines: list[str] = []
        # Unread, what it says would fill the pipe before long, and it would record no more.
        listening = threading.Thread(target=_take, args=(process.stdout, lines))
        listening.start()
        heads = []
        with Archive.open(path, read_only=True) as archive:
            for number in range(4):
                seen = len(lines)
                while len(lines) == seen:
                    assert process.poll() is None, lines[-1:]
                    time.sleep(0.01)
                heads.append(archive.backup(tmp_path / f"copy{number}.fonds").head)
        process.kill()
        listening.join()
        recorded = said(lines, "done")
    # It was recording all the time, and every copy is the log as it was at one moment.
    assert len(recorded) > 4
    assert [head.size for head in heads] == sorted({head.size for head in heads})
    log = headers(path)
    for number, head in enumerate(heads):
        copy = tmp_path / f"copy{number}.fonds"
        with Archive.open(copy, read_only=True) as archive:
            assert archive.head() == head
        assert headers(copy) == log[: head.size]
        checked(copy)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 4096, 60_000])
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, room: int) -> None:
    path = prepared(tmp_path, entries=100)
    before = names(tmp_path)
    process = start("backup", path, number=room)
    with process:
        assert process.stdout is not None
        lines = process.stdout.readlines()
    ((code, *message),) = said(lines, "refused")
    assert code in {"full", "io"}, lines
    assert "copy.fonds" in " ".join(message)
    # SQLite may have begun to make what it keeps beside the archive itself.
    assert names(tmp_path) - {f"papers.fonds{end}" for end in BESIDE} == before
    checked(path)


@pytest.mark.parametrize("stage", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("how", [KeyboardInterrupt, None])
def test_an_interrupted_backup_leaves_nothing(
    sound: Path, tmp_path: Path, stage: float, how: type[BaseException] | None
) -> None:
    calls = []
    with Archive.open(sound) as archive:
        archive.backup(tmp_path / "whole.fonds", lambda *_: not calls.append(1))
        told = 0

        def stop(_done: int, _total: int) -> bool:
            nonlocal told
            told += 1
            if told < max(1, round(stage * len(calls))):
                return True
            if how is not None:
                raise how
            return False

        before = names(tmp_path)
        with pytest.raises(how or Cancelled):
            archive.backup(tmp_path / "copy.fonds", stop)
        assert names(tmp_path) == before
        # The archive goes on as if nothing had been.
        archive.execute(OpenSubject("Afterwards", SubjectKind.PERSON))
    checked(sound)


def test_an_error_names_the_file_that_was_meant(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with Archive.open(sound) as archive, pytest.raises(ArchiveError) as told:
        archive.backup(tmp_path / "file" / "copy.fonds")
    assert str(tmp_path / "file" / "copy.fonds") in str(told.value)
    assert "unfinished" not in str(told.value)


def test_what_appears_meanwhile_is_not_overwritten(sound: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.fonds"

    def write_first(_done: int, _total: int) -> bool:
        copy.write_text("somebody else's")
        return True

    with Archive.open(sound) as archive, pytest.raises(RefusedError) as raised:
        archive.backup(copy, write_first)
    assert raised.value.code == "exists"
    assert copy.read_text() == "somebody else's"
    assert names(tmp_path) == {"kept", "copy.fonds"}


def test_a_file_system_without_links(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with Archive.open(sound) as archive:
        archive.backup(tmp_path / "copy.fonds")
    checked(tmp_path / "copy.fonds")
    assert names(tmp_path) == {"kept", "copy.fonds"}


def test_faults_of_the_archive_are_told_and_the_copy_kept(sound: Path, tmp_path: Path) -> None:
    with plain(sound) as connection:
        position = position_of(connection, "NoteWritten")
        connection.execute("UPDATE part SET data = '{}' WHERE key / 32 = ?", (position,))
    connection = connect(sound, mode="rw")
    with contextlib.closing(connection):
        copied = back_up(connection, sound, tmp_path / "copy.fonds")
    assert position in {fault.position for fault in copied.faults}
    assert Archive.verify_file(tmp_path / "copy.fonds").faults[: len(copied.faults)]


def test_a_copy_that_was_written_wrongly_is_found(sound: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.fonds"
    with Archive.open(sound) as archive:
        head = archive.backup(copy).head
        archive.execute(OpenSubject("Later", SubjectKind.PERSON))
        with contextlib.closing(connect(sound, mode="ro")) as connection:
            assert _faults_in_common(connection, sound, copy, head, None) == ()
            # Another state than the one that was read.
            with pytest.raises(ArchiveError) as raised:
                _faults_in_common(connection, sound, copy, archive.head(), None)
            assert raised.value.code == "copy-differs"
            with contextlib.closing(library().connect(copy, isolation_level=None)) as other:
                other.execute("DROP TRIGGER part_is_only_erased")
                other.execute("UPDATE part SET data = '{}' WHERE name = 'note'")
            with pytest.raises(ArchiveError) as raised:
                _faults_in_common(connection, sound, copy, head, None)
            assert raised.value.code == "copy-differs"
