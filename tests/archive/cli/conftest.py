# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A sample archive made by the program itself, and ways to run the program."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fonds.archive.cli.root import program
from fonds.archive.connection import connect, library

SAMPLE = Path(__file__).resolve().parents[3] / "examples" / "marlow"
PROFILE, WIKI, ALMANAC = (
    "the-quay-profile.txt",
    "ellery-wiki-marlow.txt",
    "province-almanac-marlow.wiki",
)


@dataclass(frozen=True)
class Ran:
    """How a run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        return json.loads(self.err)["error"]


Run = Callable[..., Ran]


def run_program(*args: object, given: bytes | str | None = None) -> Ran:
    result = CliRunner().invoke(program, [str(arg) for arg in args], input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def run() -> Run:
    """Run the program in this process."""
    return run_program


@pytest.fixture(scope="session")
def ok() -> Run:
    """Run the program in this process; it must end with 0."""

    def run_well(*args: object, given: bytes | str | None = None) -> Ran:
        ran = run_program(*args, given=given)
        assert ran.code == 0, ran.err
        return ran

    return run_well


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[bytes]]:
    """Start the program as a process of its own."""

    def begin(
        *args: object, env: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.Popen[bytes]:
        for stream in ("stdin", "stdout", "stderr"):
            options.setdefault(stream, subprocess.PIPE)
        return subprocess.Popen(
            [sys.executable, "-m", "fonds.archive.cli", *(str(arg) for arg in args)],
            env={**os.environ, **(env or {})},
            **options,
        )

    return begin


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "marlow.fonds"
    for args in (
        ("new", path, "--name", "Edda Marlow"),
        ("source", "add", path, *(SAMPLE / name for name in (WIKI, PROFILE, ALMANAC))),
        ("fact", "import", path, SAMPLE / "facts.jsonl"),
    ):
        ran = run_program("--agent", "K. Oduya", *args)
        assert ran.code == 0, ran.err
    return path


@pytest.fixture
def sample(made_once: Path, tmp_path: Path) -> Path:
    """An archive of the sample's three documents and ninety facts, this test's own."""
    path = tmp_path / "marlow.fonds"
    shutil.copyfile(made_once, path)
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """An archive in which nothing but its creation is recorded."""
    path = tmp_path / "empty.fonds"
    assert run_program("--agent", "K. Oduya", "new", path).code == 0
    return path


@pytest.fixture
def fact_id(ok: Run) -> Callable[[Path, str], str]:
    """Find the only fact of a property of Edda Marlow whose value has the given words."""

    def find(path: Path, words: str) -> str:
        shown = ok("--json", "show", path, "Edda Marlow").json
        found = [
            fact["id"]
            for answer in shown["properties"].values()
            for scope in answer["scopes"]
            for value in scope["values"]
            for fact in value["facts"]
            if words in f"{value['value']}"
        ]
        assert len(found) == 1, found
        return str(found[0])

    return find


@pytest.fixture
def log_of() -> Callable[[Path], str]:
    """Digest every row of the enduring tables: what a refusal must not change."""

    def digest(path: Path) -> str:
        connection = connect(path, mode="ro")
        try:
            rows = [
                connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
                for table in ("event", "part", "file")
            ]
        finally:
            connection.close()
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    return digest


@pytest.fixture
def damaged() -> Callable[..., None]:
    """Change a file behind the triggers' backs."""

    def change(path: Path, statement: str, *values: object) -> None:
        """Change the file as a stranger with plain SQLite would."""
        connection = library().connect(str(path), isolation_level=None)
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type='trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, values)
        for _, sql in triggers:
            connection.execute(sql)
        connection.close()

    return change


@pytest.fixture
def refused(run: Run, log_of: Callable[[Path], str]) -> Run:
    """Run what must be refused: its code, nothing on stdout, no traceback, the log unchanged."""

    def run_ill(path: Path, code: int, *args: object, given: bytes | str | None = None) -> Ran:
        before = log_of(path)
        ran = run(*args, given=given)
        assert (ran.code, ran.out) == (code, ""), ran
        assert "Traceback" not in ran.err
        assert ran.err.strip()
        assert log_of(path) == before, "the log changed"
        return ran

    return run_ill


def without_privileges():
    """Give up root's right to pass over permissions: the program started next will not have it."""
    if os.geteuid() == 0:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            if prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
                raise OSError(ctypes.get_errno(), "the bounding set cannot be changed")


# One process for many runs: starting one takes longer than most of what it does.
RUN_ALL = """
import json, sys
from click.testing import CliRunner
from fonds.archive.cli.root import program
ran = [CliRunner().invoke(program, args, input="") for args in json.loads(sys.argv[1])]
print(json.dumps([[one.exit_code, one.stdout, one.stderr] for one in ran]))
"""


@pytest.fixture
def confined():
    """Run commands bound by permissions even where the tests run as root."""

    def run_all(*commands):
        process = subprocess.run(
            [sys.executable, "-c", RUN_ALL, json.dumps(commands)],
            preexec_fn=without_privileges,
            capture_output=True,
            check=True,
        )
        return json.loads(process.stdout)

    try:
        run_all()
    except subprocess.SubprocessError as error:
        pytest.skip(f"root's privileges cannot be dropped here: {error}")
    return run_all
