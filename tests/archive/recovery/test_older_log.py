# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A write-ahead log of an older state, beside a file of which much was erased since."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import connect
from fonds.archive.errors import ArchiveError
from fonds.archive.recovering import recover_file
from fonds.events.ids import SeededRandomness
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from fonds.archive.store.contract import Head

ERASED = ("Tokenkeeper", "tokenfile", "Tokennote")


@dataclass
class Older:
    """The erased file with its head, and the log that lay beside it before."""

    path: Path
    head: Head


def log_beside(path: Path) -> Path:
    return Path(f"{path}-wal")


@pytest.fixture(scope="module", params=["all of it", "the end of it"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Older:
    """An archive of which an old log holds all, or only what came last."""
    folder = tmp_path_factory.mktemp("older")
    page = folder / "tokenfile.txt"
    page.write_text("Tokenkeeper kept the light.\n", encoding="utf-8")
    path, aside = folder / "light.fonds", folder / "aside"
    with Archive.create(path, randomness=SeededRandomness("older")) as archive:
        if request.param != "all of it":
            for number in range(200):
                archive.execute(OpenSubject(f"Keeper {number}", SubjectKind.PERSON))
    with contextlib.closing(connect(path, mode="rw")) as reader:
        reader.execute("PRAGMA journal_mode=WAL")
        with Archive.open(path) as archive:
            if request.param == "all of it":
                archive.rebuild()
            source = archive.execute(AddSources((page,))).answer[0].id
            subject = archive.execute(OpenSubject("Orla", SubjectKind.PERSON)).answer.stream
            note = archive.execute(WriteNote(subject, "Tokennote of hers.")).answer
            shutil.copy(log_beside(path), aside)
    with Archive.open(path) as archive:
        capture = archive.queries.source(source).captures[0].id
        archive.erase(EraseContent(capture, "Asked for."))
        archive.erase(EraseContent(f"@{note.position}", "Asked for."))
        head = archive.head()
    assert not any(word.encode() in path.read_bytes() for word in ERASED)
    assert b"Tokennote" in aside.read_bytes()
    shutil.move(aside, log_beside(path))
    return Older(path, head)


def copied(older: Older, folder: Path) -> Path:
    path = Path(shutil.copy(older.path, folder / "light.fonds"))
    shutil.copy(log_beside(older.path), log_beside(path))
    return path


def test_an_older_log_brings_nothing_back(made: Older, tmp_path: Path) -> None:
    path, out = copied(made, tmp_path), tmp_path / "saved.fonds"
    found = recover_file(path, out)
    assert found.older_log
    assert found.whole
    assert found.head == made.head
    assert not any(word.encode() in out.read_bytes() for word in ERASED)
    assert Archive.verify_file(out).ok


def test_nor_does_it_beside_a_file_that_was_damaged(made: Older, tmp_path: Path) -> None:
    path, out = copied(made, tmp_path), tmp_path / "saved.fonds"
    data = bytearray(path.read_bytes())
    # A page in the middle, whichever table it is of, is gone.
    page = len(data) // 4096 // 2 * 4096
    data[page : page + 4096] = bytes(4096)
    path.write_bytes(data)
    found = recover_file(path, out)
    assert found.head.size <= made.head.size
    assert not any(word.encode() in out.read_bytes() for word in ERASED)


def folder_of(path: Path) -> dict[str, bytes]:
    """Return what lies in an archive's folder, but for what readers of a log share."""
    return {
        one.name: one.read_bytes() for one in path.parent.iterdir() if not one.name.endswith("-shm")
    }


@pytest.mark.parametrize("read_only", [True, False])
def test_opening_beside_it_is_refused_and_changes_nothing(
    made: Older, tmp_path: Path, read_only: bool
) -> None:
    path = copied(made, tmp_path)
    before = folder_of(path)
    for _ in range(2):
        with pytest.raises(ArchiveError) as raised:
            Archive.open(path, read_only=read_only)
        assert raised.value.code == "older-log"
        assert folder_of(path) == before
    # What it says to do does it.
    log_beside(path).rename(tmp_path / "away")
    with Archive.open(path, read_only=read_only) as archive:
        assert archive.head() == made.head
    assert Archive.verify_file(path).ok


@pytest.mark.parametrize("more", [0, 1, 40])
def test_nor_is_a_log_of_another_archive_played(tmp_path: Path, more: int) -> None:
    """Of as many events or more: the trees differ."""
    ours, theirs = (
        Archive.create(tmp_path / name, randomness=SeededRandomness(name))
        for name in ("ours.fonds", "theirs.fonds")
    )
    for archive in (ours, theirs):
        archive.execute(OpenSubject("Orla", SubjectKind.PERSON))
    head = ours.head()
    for number in range(more):
        theirs.execute(OpenSubject(f"Keeper {number}", SubjectKind.PERSON))
    theirs.rebuild()
    kept = tmp_path / "kept"
    shutil.copy(log_beside(theirs.path), kept)
    ours.close()
    theirs.close()
    shutil.copy(kept, log_beside(ours.path))
    with pytest.raises(ArchiveError) as raised:
        Archive.open(ours.path)
    assert raised.value.code == "older-log"
    found = recover_file(ours.path, tmp_path / "saved.fonds")
    assert found.older_log
    assert found.head == head
    log_beside(ours.path).unlink()
    assert Archive.verify_file(ours.path).ok


def test_a_log_that_a_killed_program_left_is_no_older_one(tmp_path: Path) -> None:
    """Whatever of it was folded back already, and while others have the archive open."""
    path = tmp_path / "light.fonds"
    with Archive.create(path) as archive:
        for number in range(6):
            archive.execute(OpenSubject(f"Keeper {number}", SubjectKind.PERSON))
            if number == 2:
                with contextlib.closing(connect(path, mode="rw")) as other:
                    other.execute("PRAGMA wal_checkpoint(PASSIVE)")
            left = tmp_path / f"left{number}"
            left.mkdir()
            for one in (path, log_beside(path)):
                shutil.copy(one, left / one.name)
            with Archive.open(left / path.name) as after, Archive.open(path) as beside:
                assert after.head() == beside.head() == archive.head()
