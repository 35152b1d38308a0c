# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What `make dist` builds: the same bytes each time, and a program that runs without the tree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = ROOT / "packaging" / "requirements" / "run.txt"
# Before a test has a home of its own: pip keeps what it fetched in the real one.
OUTSIDE = dict(os.environ)


def dist(folder: Path, **environment: str) -> list[Path]:
    """Build into a folder as `make dist` does; the wheel, then the sdist."""
    subprocess.run(
        ["sh", "packaging/dist.sh", str(folder)],
        cwd=ROOT,
        env={**OUTSIDE, **environment},
        check=True,
        capture_output=True,
        timeout=300,
    )
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return [wheel, sdist]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return dist(tmp_path_factory.mktemp("dist"))


def test_building_twice_gives_the_same_bytes(built: list[Path], tmp_path: Path):
    before = os.umask(0o077)
    try:
        again = dist(tmp_path, TZ="Asia/Kathmandu", LC_ALL="C")
    finally:
        os.umask(before)
    assert [path.name for path in again] == [path.name for path in built]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in built]


def test_another_time_of_the_commit_gives_other_bytes(built: list[Path], tmp_path: Path):
    """So that the test above compares something."""
    again = dist(tmp_path, SOURCE_DATE_EPOCH="1000000000")
    assert again[0].read_bytes() != built[0].read_bytes()


def test_the_wheel_of_the_unpacked_sdist_is_the_wheel(built: list[Path], tmp_path: Path):
    wheel, sdist = built
    with tarfile.open(sdist) as packed:
        stamp = packed.getmembers()[0].mtime
    # Not by tarfile, whose filters the Python of Debian 12 has not, and later ones insist on.
    subprocess.run(["tar", "-xzf", str(sdist), "-C", str(tmp_path)], check=True)
    (unpacked,) = tmp_path.iterdir()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=unpacked,
        env={**OUTSIDE, "SOURCE_DATE_EPOCH": str(int(stamp))},
        check=True,
        capture_output=True,
    )
    (again,) = tmp_path.glob("*.whl")

    def contents(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    assert contents(again) == contents(wheel)


@pytest.fixture
def wheels() -> Path:
    """A folder of the locked wheels; gathering them needs the network, or pip's own cache."""
    gathered = subprocess.run(
        ["sh", "packaging/wheels.sh", str(LOCK)],
        cwd=ROOT,
        env=OUTSIDE,
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    if gathered.returncode:
        pytest.skip(f"the locked wheels cannot be had here: {gathered.stderr.strip()[-300:]}")
    return ROOT / "build" / "wheels"


@pytest.fixture
def environment(built: list[Path], wheels: Path, tmp_path: Path) -> Path:
    """An environment that held nothing, not even pip, and now holds what `pipx` would put there."""
    place = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    scripts = "Scripts" if sys.platform == "win32" else "bin"
    pip = [sys.executable, "-m", "pip", "--python", str(place / scripts / "python"), "install"]
    # Nothing of this machine's set-up of pip, so that the folder is all it can look in.
    env = {"PATH": OUTSIDE["PATH"], "HOME": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}
    for what in (
        ["--require-hashes", "--find-links", str(wheels), "--requirement", str(LOCK)],
        ["--no-deps", str(built[0])],
    ):
        subprocess.run(
            [*pip, "--no-index", "--no-compile", "--quiet", *what], env=env, check=True, timeout=500
        )
    return place / scripts


@pytest.mark.slow
def test_the_installed_program_does_a_users_job(environment: Path, tmp_path: Path):
    desk = tmp_path / "desk"
    desk.mkdir()
    shutil.copy(ROOT / "examples" / "marlow" / "the-quay-profile.txt", desk)
    (desk / "page.html").write_text("<p>Ada Thorne was born in 1950.</p>", encoding="utf-8")
    env = {
        "PATH": f"{environment}:/usr/bin:/bin",
        "HOME": str(desk),
        "FONDS_AGENT": "T. Reader",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }

    def run(*words: str) -> str:
        done = subprocess.run(
            [*words], cwd=desk, env=env, capture_output=True, text=True, check=False, timeout=120
        )
        assert (done.returncode, done.stderr) == (0, ""), (words, done)
        return done.stdout

    where = (
        "import fonds.archive, fonds.viewer; print(fonds.archive.__file__, fonds.viewer.__file__)"
    )
    assert str(ROOT) not in run("python", "-c", where), "the tree, not the wheel, was run"
    assert "fact" in run("fonds", "--help")
    run("fonds", "new", "a.fonds", "--name", "Thorne")
    # A kind that is read by the process apart.
    run("fonds", "source", "add", "a.fonds", "page.html", "the-quay-profile.txt")
    run("fonds", "subject", "add", "a.fonds", "Ada Thorne", "--kind", "person")
    fact = [
        "Ada Thorne",
        "date_of_birth",
        "1950",
        "--source",
        "page.html",
        "--quote",
        "born in 1950",
    ]
    run("fonds", "fact", "add", "a.fonds", *fact)
    assert json.loads(run("fonds", "--json", "verify", "a.fonds"))["ok"] is True
    picture = ["--subject", "Ada Thorne", "--screenshot", "window.png"]
    run("fonds", "view", "a.fonds", *picture)
    assert (desk / "window.png").read_bytes().startswith(b"\x89PNG")
    run("fonds", "new", "sample.fonds", "--sample")
    assert "Josef Marlow" in run("fonds", "show", "sample.fonds", "Edda Marlow")
    entries = (
        "from importlib.metadata import distribution as d;"
        "print(*sorted(e.load().__name__ for e in d('fonds').entry_points))"
    )
    assert run("python", "-c", entries).split() == ["forget_drafts", "main", "main"]
