# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A full disk, a folder that may not be written, a file somebody else holds: refused, unchanged."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

import pytest
from archive.faults import worker
from archive.faults.processes import checked, prepared, said, start

from fonds.archive import Archive
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import library
from fonds.archive.errors import ArchiveError
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = 65534

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
root_only = pytest.mark.skipif(
    sys.platform == "win32" or os.getuid() != 0,
    reason="only root can become a user who may not write what root has made",
)


def finished(process_lines: list[str]) -> tuple[str, str]:
    """Return code and message of the refusal the worker ended with."""
    ((code, *message),) = said(process_lines, "refused")
    return code, " ".join(message)


@posix_only
@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 30_000, 200_000, 1_000_000])
def test_a_full_disk_during_imports(tmp_path: Path, room: int) -> None:
    path = prepared(tmp_path, entries=3_000)
    process = start("fill", path, number=room)
    with process:
        assert process.stdout is not None
        lines = process.stdout.readlines()
    assert process.returncode == 0, lines
    code, message = finished(lines)
    assert code in {"full", "io"}, lines
    assert str(path) in message
    assert "disk" in message
    acknowledged = [int(count) for count, _ in said(lines, "done")]
    # With room again the archive opens as it was after the last import, and takes the rest.
    with Archive.open(path) as archive:
        known = acknowledged[-1] if acknowledged else 0
        assert len(archive.queries.subjects()) == known
        again = archive.execute(ImportFacts(tuple(worker.lines(0, known + 10)))).answer
    assert (again.already_present, again.appended) == (known, 10)
    checked(path)


@posix_only
@pytest.mark.slow
def test_a_full_disk_while_a_file_is_captured(tmp_path: Path) -> None:
    path = prepared(tmp_path)
    worker.register(tmp_path, 60_000)
    before = Archive.verify_file(path).checked
    process = start("capture", path, number=500_000)
    with process:
        assert process.stdout is not None
        lines = process.stdout.readlines()
    assert finished(lines)[0] in {"full", "io"}, lines
    with Archive.open(path) as archive:
        assert archive.queries.sources() == []
    assert checked(path).checked == before
    with Archive.open(path) as archive:
        archive.execute(AddSources((tmp_path / worker.SOURCE,)))
    checked(path)


def test_a_locked_file(tmp_path: Path) -> None:
    path = prepared(tmp_path)
    with Archive.open(path) as archive:
        head = archive.head()
        archive._connection.execute("PRAGMA busy_timeout=50")
        with contextlib.closing(library().connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(ArchiveError) as raised:
                archive.execute(OpenSubject("Ada", SubjectKind.PERSON))
            assert raised.value.code == "locked"
            assert str(path) in raised.value.message
            # Reading goes on meanwhile.
            assert archive.queries.subjects() == []
            other.execute("ROLLBACK")
        assert archive.head() == head
        archive.execute(OpenSubject("Ada", SubjectKind.PERSON))
    checked(path)


@root_only
@pytest.mark.slow
@pytest.mark.parametrize("writable_folder", [True, False])
def test_a_file_that_may_only_be_read(tmp_path: Path, *, writable_folder: bool) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    path = prepared(folder)
    with Archive.open(path) as archive:
        archive.execute(OpenSubject("Ada", SubjectKind.PERSON))
    path.chmod(0o444)
    folder.chmod(0o777 if writable_folder else 0o555)
    # Everything pytest made above it, one folder more where tests run side by side.
    for above in tmp_path.parents:
        if not above.name.startswith(("pytest-", "popen-")):
            break
        above.chmod(above.stat().st_mode | 0o011)
    tmp_path.chmod(0o755)
    before = path.read_bytes()
    process = start("nobody", path, number=NOBODY)
    with process:
        assert process.stdout is not None
        lines = process.stdout.readlines()
    assert said(lines, "open") == [["True", "3", "1"]], lines
    assert said(lines, "verified") == [["True"]], lines
    assert finished(lines)[0] == "read-only"
    assert path.read_bytes() == before


def test_a_copy_torn_off_anywhere_is_told_and_never_taken_for_whole(tmp_path: Path) -> None:
    path = prepared(tmp_path, entries=300)
    with Archive.open(path) as archive:
        archive.execute(ImportFacts(tuple(worker.lines(0, 300))))
    whole = path.read_bytes()
    torn = tmp_path / "torn.fonds"
    for tenth in range(1, 10):
        torn.write_bytes(whole[: len(whole) * tenth // 10])
        assert not Archive.verify_file(torn).ok
        with pytest.raises(ArchiveError) as raised, Archive.open(torn) as archive:
            archive.execute(ImportFacts(tuple(worker.lines(0, 300))))
        assert raised.value.code in {"damaged", "unknown-schema"}
