# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which file a connection has open, on file systems that give the same file other numbers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from archive.sealing import opened, small_archive

from fonds.archive.errors import ArchiveError
from fonds.archive.open_file import OpenFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return small_archive(tmp_path)


class Renumbered:
    """What a file system answers that gives files other numbers, once it has begun to."""

    def __init__(self) -> None:
        self.given = 0
        self.waited = 0.0

    def look(self, name: bytes) -> os.stat_result:
        found = os.stat(name)  # noqa: PTH116 - as it is asked
        numbers = list(found)
        numbers[1] += self.given
        numbers[2] += self.given
        return os.stat_result(numbers, {"st_mtime_ns": found.st_mtime_ns})

    def wait(self, seconds: float) -> None:
        self.waited += seconds


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system names no open files")
@pytest.mark.parametrize("mode", ["rw", "ro"])
def test_a_file_system_that_numbers_anew_is_no_reason_to_refuse(path: Path, mode: str) -> None:
    system = Renumbered()
    with opened(path, mode) as store:
        file = OpenFile(store.connection, look=system.look, wait=system.wait)
        for given in range(3):
            system.given = given
            assert file.is_there()
            file.check("the archive")
    assert system.waited == 0


@pytest.mark.parametrize("become", ["deleted", "moved", "replaced", "a copy of another time"])
def test_nor_does_it_hide_that_another_file_has_the_name(path: Path, become: str) -> None:
    system = Renumbered()
    kept = path.with_name("kept.fonds")
    with opened(path) as store:
        file = OpenFile(store.connection, look=system.look, wait=system.wait)
        system.given = 1
        kept.write_bytes(path.read_bytes())
        away = path.rename(path.with_name("away.fonds"))
        if become == "deleted":
            away.unlink()
        elif become == "replaced":
            kept.rename(path)
        elif become == "a copy of another time":
            # Another connection has the new one open, and its times are the old one's.
            kept.rename(path)
            os.utime(path, ns=(away.stat().st_atime_ns, away.stat().st_mtime_ns))
            with opened(path):
                assert not file.is_there()
        with pytest.raises(ArchiveError) as raised:
            file.check("the archive")
        assert raised.value.code == "moved"


def test_what_is_touched_has_to_move_under_the_name_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the system to name the new file where the old one is open, its times would tell."""
    system = Renumbered()
    with opened(path) as store:
        file = OpenFile(store.connection, look=system.look, wait=system.wait)
        name = bytes(path.resolve())
        system.given = 1
        away = path.rename(path.with_name("away.fonds"))
        path.write_bytes(away.read_bytes())
        monkeypatch.setattr("fonds.archive.open_file._leads_to", lambda _: name)
        assert not file.is_there()
