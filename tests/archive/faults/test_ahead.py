# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A write-ahead log that was damaged: what SQLite passes over in silence is told."""

from __future__ import annotations

import json
import os
import random
import shutil
import struct
from pathlib import Path

import pytest
from click.testing import CliRunner

from fonds.archive import Archive
from fonds.archive.ahead import passed_over
from fonds.archive.cli.root import program
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import connect, library_version, write_ahead_is_safe
from fonds.archive.recovering import recover_file
from fonds.events.values import SubjectKind

pytestmark = pytest.mark.skipif(
    not write_ahead_is_safe(library_version()),
    reason="this SQLite has the WAL-reset fault, so no log is written ahead",
)

HEADER, FRAME = 32, 24
COMMITS = 6


@pytest.fixture
def left(tmp_path: Path) -> Path:
    return left_behind(tmp_path)


def left_behind(tmp_path: Path) -> Path:
    """Make an archive as somebody who was killed leaves it: six commits in the log beside it."""
    path = tmp_path / "varnham.fonds"
    Archive.create(path).close()
    reader = connect(path, mode="rw")
    reader.execute("PRAGMA wal_autocheckpoint=0")
    with Archive.open(path, agent="worker") as archive:
        for number in range(COMMITS):
            archive.execute(OpenSubject(f"Somebody {number}", SubjectKind.PERSON))
        aside = tmp_path / "aside"
        aside.mkdir()
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", aside)
    reader.close()
    return aside / path.name


def log_of(path: Path) -> Path:
    return Path(f"{path}-wal")


def frames(path: Path) -> list[tuple[int, bool]]:
    """Return where each frame begins, and whether it ends a commit."""
    data = log_of(path).read_bytes()
    page = struct.unpack(">I", data[8:12])[0]
    return [
        (at, struct.unpack(">I", data[at + 4 : at + 8])[0] != 0)
        for at in range(HEADER, len(data), FRAME + page)
    ]


def lose_commits(path: Path) -> None:
    """Flip a bit within the second commit."""
    ends = [number for number, (_, end) in enumerate(frames(path)) if end]
    flip(path, frames(path)[ends[1]][0] + FRAME + 7)


def flip(path: Path, at: int) -> None:
    data = bytearray(log_of(path).read_bytes())
    data[at] ^= 0x10
    log_of(path).write_bytes(data)


def test_a_sound_log_is_passed_over_nowhere(left: Path) -> None:
    assert log_of(left).stat().st_size > 0
    assert passed_over(left) is None
    assert passed_over(left.with_name("nothing.fonds")) is None
    with Archive.open(left) as archive:
        assert archive.passed_over is None
        assert len(archive.queries.subjects()) == COMMITS


@pytest.mark.parametrize("byte", [4, 8, 12, 16, FRAME + 7, FRAME + 4000])
def test_a_byte_that_flipped_before_the_last_commit_is_told(left: Path, byte: int) -> None:
    ends = [number for number, (_, end) in enumerate(frames(left)) if end]
    assert len(ends) >= COMMITS
    # In the frame that ends the second commit: four and more come after it.
    at = frames(left)[ends[1]][0]
    flip(left, at + byte)
    found = passed_over(left)
    assert found is not None
    assert found.frame == ends[1] + 1
    assert 1 <= found.commits <= len(ends) - 1
    link = left.with_name("linked.fonds")
    link.symlink_to(left)
    assert passed_over(link) == found


def test_whichever_byte_of_the_first_commits_flips_it_is_told(left: Path) -> None:
    whole = log_of(left).read_bytes()
    ends = [at for at, end in frames(left) if end]
    chance = random.Random(7)  # noqa: S311 - nothing secret
    for _ in range(60):
        at = chance.randrange(HEADER, ends[-4])
        flip(left, at)
        assert passed_over(left) is not None, at
        log_of(left).write_bytes(whole)


def test_what_cannot_be_told_from_a_power_cut_is_not_told(left: Path) -> None:
    places = frames(left)
    last = max(at for at, end in places if end)
    whole = log_of(left).read_bytes()
    # Torn in its last commit, cut off between two, begun anew.
    flip(left, last + FRAME + 7)
    assert passed_over(left) is None
    log_of(left).write_bytes(whole[: places[3][0]])
    assert passed_over(left) is None
    log_of(left).write_bytes(whole[:20])
    assert passed_over(left) is None
    log_of(left).write_bytes(whole[:16] + bytes(16) + whole[32:])
    assert passed_over(left) is None


def test_a_log_that_is_none_holds_nobody_up(left: Path) -> None:
    log_of(left).unlink()
    for made in (
        lambda: os.mkfifo(log_of(left)),
        lambda: log_of(left).mkdir(),
        lambda: log_of(left).symlink_to("/dev/zero"),
        lambda: log_of(left).symlink_to(left.parent),
    ):
        made()
        assert passed_over(left) is None
        if log_of(left).is_dir() and not log_of(left).is_symlink():
            log_of(left).rmdir()
        else:
            log_of(left).unlink()


def test_of_a_huge_log_not_all_is_looked_at(left: Path) -> None:
    with log_of(left).open("r+b") as file:
        file.truncate(1 << 36)
    assert passed_over(left) is None


def test_frames_of_an_older_log_are_none_of_this_one(tmp_path: Path) -> None:
    path = tmp_path / "varnham.fonds"
    Archive.create(path).close()
    reader = connect(path, mode="rw")
    with Archive.open(path, agent="worker") as archive:
        for number in range(COMMITS):
            archive.execute(OpenSubject(f"Somebody {number}", SubjectKind.PERSON))
        reader.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
        archive.execute(OpenSubject("Somebody more", SubjectKind.PERSON))
        assert len(frames(path)) > 3
        assert passed_over(path) is None
        assert len(archive.queries.subjects()) == COMMITS + 1
    reader.close()


def test_it_is_told_when_it_is_opened_recovered_and_verified(left: Path, tmp_path: Path) -> None:
    lose_commits(left)
    found = passed_over(left)
    assert found is not None
    before = {one.name: one.read_bytes() for one in left.parent.iterdir()}
    saved = recover_file(left, tmp_path / "saved.fonds")
    assert saved.passed_over == found
    assert {one.name: one.read_bytes() for one in left.parent.iterdir()} == before
    for read_only in (True, False):
        with Archive.open(left, read_only=read_only) as archive:
            assert archive.passed_over == found
            assert len(archive.queries.subjects()) < COMMITS
        # Whoever closes it last folds back what SQLite can use, and the rest is gone.
        assert passed_over(left) is None
        for name, data in before.items():
            (left.parent / name).write_bytes(data)
    ran = CliRunner().invoke(program, ["doctor", str(left)])
    assert ran.exit_code == 0
    assert "was damaged: behind its frame" in " ".join(ran.stdout.split())
    ran = CliRunner().invoke(program, ["verify", str(left), "--json"])
    # Neither has folded it back.
    assert log_of(left).read_bytes() == before[log_of(left).name]
    assert json.loads(ran.stdout)["passed_over"] == {"frame": found.frame, "commits": found.commits}
    ran = CliRunner().invoke(program, ["history", str(left), "--limit", "1"])
    assert "was damaged" in " ".join(ran.stderr.split())


def test_an_archive_that_went_back_is_told_by_the_head_its_keeper_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path, old = tmp_path / "varnham.fonds", tmp_path / "old.fonds"
    Archive.create(path).close()
    shutil.copy(path, old)
    with Archive.open(path) as archive:
        archive.execute(OpenSubject("Somebody", SubjectKind.PERSON))
    assert CliRunner().invoke(program, ["checkpoint", str(path)]).exit_code == 0
    for file, told in ((path, False), (old, True)):
        for command in ("doctor", "verify"):
            ran = CliRunner().invoke(program, [command, str(file)])
            said = " ".join(ran.stdout.split())
            assert ran.exit_code == 0, said
            assert ("You have signed a head over" in said) is told
            assert ("it is an older copy" in said) is told
