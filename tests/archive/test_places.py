# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Network file systems are known, and no write-ahead log is used on one."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import connect, library_version, write_ahead_is_safe
from fonds.archive.places import file_system, is_network
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path


def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path, kind: str) -> None:
    mounts = tmp_path / "mounts"
    spelt = str(folder).replace("\\", "\\134").replace(" ", "\\040")
    lines = ("/dev/one / ext4 rw", "odd line", f"server:/kept {spelt} {kind} rw", "none /x tmpfs")
    mounts.write_text("".join(f"{line}\n" for line in lines))
    monkeypatch.setattr("fonds.archive.places.MOUNTS", mounts)


@pytest.mark.parametrize(
    ("kind", "network"), [("nfs4", True), ("fuse.sshfs", True), ("9p", True), ("ext4", False)]
)
def test_the_nearest_mount_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, *, network: bool
) -> None:
    folder = tmp_path / "a share"
    mounted(tmp_path, monkeypatch, folder, kind)
    assert file_system(folder) == file_system(folder / "below") == kind
    assert file_system(tmp_path) == "ext4"
    assert is_network(kind) is network


def test_where_the_system_does_not_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fonds.archive.places.MOUNTS", tmp_path / "none")
    assert file_system(tmp_path) == ""
    assert not is_network("")


@pytest.mark.parametrize(("kind", "journal"), [("nfs", "delete"), ("ext4", "wal")])
def test_no_write_ahead_log_on_a_network_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, journal: str
) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    path = folder / "papers.fonds"
    # An archive that was made elsewhere, and then copied to the share.
    Archive.create(path).close()
    mounted(tmp_path, monkeypatch, folder, kind)
    with Archive.open(path) as archive:
        archive.execute(OpenSubject("Ada", SubjectKind.PERSON))
        if write_ahead_is_safe(library_version()):
            (mode,) = archive._connection.execute("PRAGMA journal_mode").fetchone()
            assert mode == journal
    with contextlib.closing(connect(path, mode="ro")) as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone()[0] == 3
    assert Archive.verify_file(path).ok
