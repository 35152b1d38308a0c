# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An archive with a second name: nothing is recorded that the other name would lose."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import connect, translated
from fonds.archive.errors import ArchiveError
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("read_only", [False, True])
def test_a_hard_link_is_refused_until_one_name_is_left(tmp_path: Path, read_only: bool) -> None:
    path, other = tmp_path / "light.fonds", tmp_path / "other.fonds"
    with Archive.create(path) as archive:
        os.link(path, other)
        with pytest.raises(ArchiveError, match="hard link") as raised:
            Archive.open(other, read_only=read_only)
        assert raised.value.code == "two-names"
        archive.execute(OpenSubject("Orla", SubjectKind.PERSON))
        head = archive.head()
    path.unlink()
    with Archive.open(other, read_only=read_only) as archive:
        assert archive.head() == head
    assert Archive.verify_file(other).ok


def test_what_a_program_left_that_was_killed_while_it_named_the_file_is_no_other_name(
    tmp_path: Path,
) -> None:
    path = tmp_path / "light [1].fonds"
    Archive.create(path).close()
    os.link(path, tmp_path / f".{path.name}.0a1b2c3d.unfinished")
    with Archive.open(path) as archive:
        assert archive.execute(OpenSubject("Orla", SubjectKind.PERSON))


def test_an_error_of_the_disk_by_another_name_is_called_what_it_is(tmp_path: Path) -> None:
    path, other = tmp_path / "light.fonds", tmp_path / "other.fonds"
    with Archive.create(path) as archive:
        archive.execute(OpenSubject("Orla", SubjectKind.PERSON))
        os.link(path, other)
        with pytest.raises(ArchiveError, match="hard link"), translated(other):
            connect(other, mode="rw").execute("SELECT count(*) FROM event").fetchone()
