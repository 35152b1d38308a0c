# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The harness would notice: a disk that fails, kills or lies is one, and a loss is called so."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from faults.bad_disk import SOURCE, compiled, why_not
from faults.operations import OPERATIONS, prepared
from faults.trial import Heard, fresh_copy, understood, wrongs

from fonds.archive.connection import library

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import os, sys
sys.path.insert(0, sys.argv[2])
from faults.bad_disk import BadDisk, Mode
disk = BadDisk()
file = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)
disk.arm(Mode[sys.argv[3]], 2, 5)
os.write(file, b"first ")
try:
    os.write(file, b"second")
    os.fsync(file)
except OSError as error:
    print(error.errno, disk.calls, disk.delivered)
"""


@pytest.mark.skipif(why_not() is not None, reason=str(why_not()))
@pytest.mark.parametrize(
    ("mode", "code", "said", "kept"),
    [
        ("OFF", 0, "", b"first second"),
        ("COUNT", 0, "", b"first second"),
        ("KILL", -9, "", b"first "),
        ("TEAR", -9, "", b"first sec"),
        ("FAIL", 0, "5 2 1\n", b"first "),
    ],
)
def test_the_bad_disk_is_bad(tmp_path: Path, mode: str, code: int, said: str, kept: bytes) -> None:
    preloaded = {**os.environ, "LD_PRELOAD": str(compiled(tmp_path))}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path / "file", SOURCE.parents[1], mode],
        check=False,
        capture_output=True,
        text=True,
        env=preloaded,
    )
    assert (ran.returncode, ran.stdout) == (code, said), ran.stderr
    assert (tmp_path / "file").read_bytes() == kept


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("base"))


def test_a_loss_is_called_a_loss(base: Path, tmp_path: Path) -> None:
    path = fresh_copy(base, tmp_path, OPERATIONS["append"])
    heard = understood(b"done 1 aaaaaaaaaaaaaaaa 1\ndone 2 bbb")
    assert heard.acknowledged == [(1, "aaaaaaaaaaaaaaaa")]
    assert wrongs("append", path, heard, expected=frozenset()) == ["LOST @1 aaaaaaaaaaaaaaaa"]


def test_a_change_that_verify_sees_is_told(base: Path, tmp_path: Path) -> None:
    path = fresh_copy(base, tmp_path, OPERATIONS["append"])
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM view_fact")
    (wrong,) = wrongs("append", path, Heard(), expected=frozenset())
    assert "view_fact" in wrong


def test_what_is_left_behind_or_refused_or_raised_is_told(base: Path, tmp_path: Path) -> None:
    path = fresh_copy(base, tmp_path, OPERATIONS["backup"])
    (tmp_path / "rubbish").write_text("x")
    heard = Heard(refused=["full no room", "stale somebody"], raised=["KeyError x"], finished=True)
    assert wrongs("backup", path, heard, expected=frozenset()) == [
        "raised KeyError x",
        "refused stale somebody",
        "what was made is not there",
        "left behind: rubbish",
    ]
