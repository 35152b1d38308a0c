# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""`make twice` builds in two folders and names what differs; tried on a project that is quick."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GIT = ("git", "-c", "user.name=T. Reader", "-c", "user.email=reader@x.example")
MAKEFILE = """dist:
\tmkdir -p dist build/frozen/fonds && echo same > dist/a.whl
deb: dist
\tcd build/frozen/fonds && echo {frozen} > program && touch -d @1 program .
\techo {package} > dist/a.deb
"""


def twice(project: Path, *, frozen: str = "one", package: str = "one"):
    (project / "packaging").mkdir(parents=True)
    shutil.copy(ROOT / "packaging" / "twice.sh", project / "packaging")
    (project / "Makefile").write_text(MAKEFILE.format(frozen=frozen, package=package), "utf-8")
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message=One")):
        subprocess.run([*GIT, *words], cwd=project, check=True)
    return subprocess.run(
        ["sh", "packaging/twice.sh"], cwd=project, capture_output=True, text=True, check=False
    )


def test_what_is_the_same_is_told(tmp_path):
    told = twice(tmp_path / "project")
    assert (told.returncode, told.stderr) == (0, "")
    assert "a.deb" in told.stdout
    assert "the same bytes" in told.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("differing", "named"), [("frozen", "program"), ("package", "a.deb")], ids=["frozen", "deb"]
)
def test_what_holds_the_place_it_was_built_in_is_named(tmp_path, differing, named):
    told = twice(tmp_path / "project", **{differing: "$(CURDIR)"})
    assert told.returncode == 1
    assert named in told.stdout + told.stderr


def test_what_cannot_be_built_is_told_and_not_compared(tmp_path):
    told = twice(tmp_path / "project", package="one && exit 7")
    assert told.returncode == 1
    assert "Error 7" in told.stderr
    assert "same bytes" not in told.stdout
