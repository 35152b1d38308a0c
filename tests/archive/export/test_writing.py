# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A file appears only when it is whole; after a failure what was there is as before."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from fonds.archive.errors import ArchiveError, RefusedError
from fonds.archive.export.writing import write_whole


class Trouble(Exception):  # noqa: N818 - a test's own
    pass


def failing():
    yield "the first half"
    raise Trouble


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal", "-WAL"])
def test_what_lies_beside_the_archive_is_not_written_over(tmp_path, ending):
    archive = tmp_path / "a.fonds"
    archive.write_bytes(b"archive")
    beside = tmp_path / f"a.fonds{ending}"
    with pytest.raises(RefusedError, match="kept beside") as told:
        write_whole(beside, ["text"], forbidden=archive)
    assert told.value.code == "same-file"
    assert not beside.exists()
    link = tmp_path / "link.json"
    link.symlink_to(beside)
    with pytest.raises(RefusedError):
        write_whole(link, ["text"], forbidden=archive)
    assert not beside.exists()
    write_whole(tmp_path / f"b.fonds{ending}", ["text"], forbidden=archive)


def test_text_is_written_in_utf_8(tmp_path):
    target = tmp_path / "out.json"
    write_whole(target, iter(["Þóra\n", "𝄞"]))
    assert target.read_bytes() == "Þóra\n𝄞".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_nothing(tmp_path):
    with pytest.raises(Trouble):
        write_whole(tmp_path / "out.json", failing())
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_what_was_there(tmp_path):
    target = tmp_path / "out.json"
    target.write_text("before")
    with pytest.raises(Trouble):
        write_whole(target, failing())
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_modes_are_those_of_any_new_file_or_of_the_file_replaced(tmp_path):
    plain, ours, kept = tmp_path / "plain", tmp_path / "ours", tmp_path / "kept"
    plain.write_text("")
    write_whole(ours, ["x"])
    assert stat.S_IMODE(ours.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    kept.write_text("")
    kept.chmod(0o640)
    write_whole(kept, ["x"])
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("before")
    link.symlink_to(real)
    write_whole(link, ["after"])
    assert link.is_symlink()
    assert real.read_text() == "after"


def test_the_archive_itself_is_never_replaced(tmp_path):
    archive = tmp_path / "a.fonds"
    archive.write_text("precious")
    with pytest.raises(RefusedError, match="the archive itself"):
        write_whole(archive, ["x"], forbidden=archive)
    assert archive.read_text() == "precious"


def test_a_folder_and_a_missing_folder_are_refused(tmp_path):
    with pytest.raises(RefusedError, match="folder"):
        write_whole(tmp_path, ["x"])
    with pytest.raises(RefusedError, match="cannot be written"):
        write_whole(tmp_path / "none" / "out.json", ["x"])


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="this system has no device that is always full"
)
def test_a_full_disk_is_told_and_a_device_is_never_replaced():
    with pytest.raises(ArchiveError, match="no room"):
        write_whole(Path("/dev/full"), ["x" * 100_000])
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
    write_whole(Path("/dev/null"), ["x"])
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
