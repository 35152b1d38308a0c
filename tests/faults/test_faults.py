# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A modest count of the harness's trials; `python -m tests.faults --trials 5000` makes many."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from faults import at_rest
from faults.at_rest import Before, told
from faults.injected import FAULTS
from faults.operations import OPERATIONS, prepared
from faults.power import after_a_power_cut, read
from faults.records import Made, Records
from faults.trial import Heard

from fonds.archive import Archive
from fonds.archive.connection import library

ROOT = Path(__file__).resolve().parents[2]
EACH = 2
TRIALS = EACH * sum(
    len(OPERATIONS) if fault.only is None else len(fault.only) for fault in FAULTS.values()
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")


@pytest.fixture(scope="module")
def answer() -> Any:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--trials", str(TRIALS), "--seed", "7", "--json"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.stdout, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.slow
def test_every_promise_was_kept(answer: Any) -> None:
    assert answer["broken"] == []


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_that_was_acknowledged_is_lost(answer: Any, fault: str) -> None:
    if fault in answer["not_here"]:
        pytest.skip(answer["not_here"][fault])
    rows = [row for row in answer["rows"] if row["fault"] == fault]
    assert {row["act"] for row in rows} == set(FAULTS[fault].only or OPERATIONS)
    assert all(row["trials"] >= EACH for row in rows)
    assert [row for row in rows if row["lost"] or row["wrong"]] == []
    # Half of the trials at least must really have met the fault, or little was tested.
    assert sum(row["injected"] for row in rows) * 2 >= sum(row["trials"] for row in rows)


@pytest.mark.slow
def test_something_was_acknowledged_before_things_went_wrong(answer: Any) -> None:
    for act in ("append", "import"):
        assert sum(row["acknowledged"] for row in answer["rows"] if row["act"] == act) > 100


class _Always:
    """Chance that draws the latest moment and drops whatever can be dropped."""

    def randint(self, _low: int, high: int) -> int:
        return high

    def random(self) -> float:
        return 0.9


def _entry(kind: str, path: Path, offset: int, data: bytes = b"", size: int | None = None) -> bytes:
    name = str(path).encode()
    numbers = (ord(kind), len(name), offset, len(data) if size is None else size)
    return b"".join(number.to_bytes(8, sys.byteorder) for number in numbers) + name + data


def test_a_power_cut_may_give_a_name_to_what_was_never_flushed(tmp_path: Path) -> None:
    """A file that is renamed into its place without a flush can be there, and empty."""
    one, journal = tmp_path / ".list.unfinished", tmp_path / "journal"
    entries = _entry("T", one, 0) + _entry("W", one, 0, b"the list"), _entry("R", one, 0, b"list")
    seen = set()
    for number, flush in enumerate((b"", _entry("F", one, 0))):
        journal.write_bytes(entries[0] + flush + entries[1])
        for draw in range(40):
            then = tmp_path / f"then-{number}-{draw}"
            then.mkdir()
            chance = random.Random(draw)  # noqa: S311 - nothing secret
            after_a_power_cut(journal, tmp_path, {}, then, chance)
            found = {file.name: file.read_bytes() for file in then.iterdir()}
            seen.add((bool(flush), found.get("list")))
    assert (False, b"") in seen
    assert {words for flushed, words in seen if flushed} <= {None, b"the list"}


def test_a_power_cut_keeps_what_was_flushed_and_drops_what_was_not(tmp_path: Path) -> None:
    one, two, journal = tmp_path / "one", tmp_path / "two", tmp_path / "journal"
    journal.write_bytes(
        _entry("W", one, 0, b"abcdef")
        + _entry("T", one, 3)
        + _entry("F", one, 0)
        + _entry("A", Path("/"), 1)
        + _entry("W", one, 0, b"lost")
        + _entry("W", two, 0, b"lost too")
        + _entry("L", two, 0, b"three")
        + _entry("A", Path("/"), 2)
    )
    assert [entry.kind for entry in read(journal)] == list("WTFAWWLA")
    then = tmp_path / "then"
    then.mkdir()
    count = after_a_power_cut(journal, tmp_path, {"four": b"before"}, then, _Always())
    assert count == 2
    assert {file.name: file.read_bytes() for file in then.iterdir()} == {
        "one": b"abc",
        "four": b"before",
    }


def _removed(path: Path) -> None:
    """Take the last event out of a file, with all that would show it."""
    with contextlib.closing(library().connect(path, isolation_level=None)) as connection:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute("DELETE FROM event WHERE position = (SELECT max(position) FROM event)")


def test_what_is_gone_from_a_file_without_a_word_is_counted_as_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made").mkdir()
    path = prepared(tmp_path / "made")
    before = Before(path)
    for number, (blind, lost) in enumerate(((False, False), (True, True))):
        work = tmp_path / str(number)
        work.mkdir()
        copy = Path(shutil.copy(path, work / path.name))
        _removed(copy)
        with monkeypatch.context() as patched:
            if blind:
                sound = Archive.verify_file(path)
                patched.setattr(at_rest, "_verified", lambda _path, _heads, sound=sound: sound)
            wrongs, _ = told(copy, work, before, Heard())
        assert any(wrong.startswith("LOST") for wrong in wrongs) == lost, wrongs


def test_a_run_goes_on_where_it_ended(tmp_path: Path) -> None:
    path, plan = tmp_path / "trials.jsonl", {"trials": 3, "seed": 1}
    first = Records(path, plan)
    for number in (0, 1):
        first.add(Made(number, "append", "power cut", True, 5, False, ["LOST @3 x"], 0.5))
    # Whoever was killed in the middle of a line has not made that trial.
    path.write_bytes(path.read_bytes()[:-20])
    again = Records(path, plan)
    assert again.done == {0}
    again.add(Made(1, "append", "power cut", False, 2, True, [], 0.5))
    (row,) = Records(path, plan).rows([("append", "power cut")])
    counts = [value for value in row.values() if isinstance(value, int)]
    assert counts == [2, 1, 7, 1, 1, 1]
    with pytest.raises(ValueError, match="another plan"):
        Records(path, {**plan, "seed": 2})
