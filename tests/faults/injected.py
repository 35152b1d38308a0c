# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What goes wrong: one function for each kind of fault, and what each needs of the machine."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faults.at_rest import file_damaged, log_damaged
from faults.bad_disk import BadDisk, Mode, why_not
from faults.operations import OPERATIONS
from faults.power import after_a_power_cut
from faults.trial import Heard, Result, Trial, Usual, disk, fresh_copy, listen, start, wrongs

from fonds.archive.connection import library_version, write_ahead_is_safe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOTHING: frozenset[str] = frozenset()
ROOM = 150_000
"""Bytes that an act can write at most before its disk is full."""


def _result(
    trial: Trial, path: Path, heard: Heard, injected: bool, expected: frozenset[str] = NOTHING
) -> Result:
    found = wrongs(trial.name, path, heard, expected=expected)
    return Result(injected, len(heard.acknowledged), found)


def usual(name: str, base: Path, folder: Path) -> Usual:
    """Carry an act out with nothing going wrong, and say what it takes.

    Raises:
        AssertionError: it does not even work so.
    """
    path, bad = fresh_copy(base, folder, OPERATIONS[name]), disk()

    def prepare() -> None:
        if bad is not None:
            bad.arm(Mode.COUNT)

    heard = listen(start(OPERATIONS[name], path, bad, prepare))
    found = wrongs(name, path, heard, expected=NOTHING)
    if found or not heard.finished:
        message = f"{name} fails with nothing going wrong: {found} {heard}"
        raise AssertionError(message)
    return Usual(heard.seconds, heard.calls)


def killed_at_a_moment(trial: Trial) -> Result:
    """SIGKILL at a moment drawn from the time the act usually takes."""
    path = trial.copy()
    after = trial.chance.uniform(0, 1.05 * trial.usual.seconds)
    heard = listen(trial.start(path), after=after)
    return _result(trial, path, heard, heard.killed)


def interrupted(trial: Trial) -> Result:
    """Ctrl+C at such a moment."""
    path = trial.copy()
    after = trial.chance.uniform(0, 1.05 * trial.usual.seconds)
    heard = listen(trial.start(path), after=after, signum=signal.SIGINT)
    expected = frozenset({"KeyboardInterrupt"})
    return _result(trial, path, heard, bool(heard.raised), expected)


def _with_disk(
    trial: Trial, mode: Mode, error: int = 0, *, for_good: bool = False
) -> tuple[Path, Heard]:
    path, bad = trial.copy(), BadDisk()
    chosen = trial.chance.randint(1, max(1, trial.usual.calls))

    def prepare() -> None:
        bad.arm(mode, chosen, error, for_good=for_good)

    return path, listen(trial.start(path, prepare))


def killed_at_a_call(trial: Trial) -> Result:
    """SIGKILL just before one of the calls that change files."""
    path, heard = _with_disk(trial, Mode.KILL)
    return _result(trial, path, heard, heard.killed)


def torn_write(trial: Trial) -> Result:
    """SIGKILL in the middle of one of them."""
    path, heard = _with_disk(trial, Mode.TEAR)
    return _result(trial, path, heard, heard.killed)


def failing_call(trial: Trial) -> Result:
    """One call that changes files fails: an error of the disk."""
    path, heard = _with_disk(trial, Mode.FAIL, errno.EIO)
    return _result(trial, path, heard, heard.delivered > 0)


def failing_disk(trial: Trial) -> Result:
    """From one call on every one fails."""
    path, heard = _with_disk(trial, Mode.FAIL, errno.EIO, for_good=True)
    return _result(trial, path, heard, heard.delivered > 0)


def no_space_left(trial: Trial) -> Result:
    """From one call on there is no space left."""
    path, heard = _with_disk(trial, Mode.FAIL, errno.ENOSPC, for_good=True)
    return _result(trial, path, heard, heard.delivered > 0)


def limited_size(trial: Trial) -> Result:
    """No file may grow beyond a limit."""
    import resource

    path = trial.copy()
    size, room = path.stat().st_size, trial.chance.randrange(ROOM)
    limit = room if OPERATIONS[trial.name].made else size + room

    def prepare() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    heard = listen(trial.start(path, prepare))
    return _result(trial, path, heard, bool(heard.refused))


def full_disk(trial: Trial) -> Result:
    """A file system of its own that is nearly full; more room before the archive is looked at."""
    path = trial.copy()
    size = sum(file.stat().st_size for file in trial.folder.iterdir())
    room = size + trial.chance.randrange(40_000, 2 * ROOM)
    small = trial.folder / "small"
    small.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={room}", "none", small)
    try:
        for file in trial.folder.iterdir():
            if file.is_file():
                shutil.move(file, small / file.name)
        heard = listen(trial.start(small / path.name))
        _mount("-o", "remount,size=64m", small)
        return _result(trial, small / path.name, heard, bool(heard.refused))
    finally:
        subprocess.run(["umount", small], check=True)


def _mount(*words: object) -> None:
    subprocess.run(["mount", *(str(word) for word in words)], check=True, capture_output=True)


def one_of_four_writers_killed(trial: Trial) -> Result:
    """Four processes at once, one of them killed."""
    path = trial.copy()
    children = [trial.start(path) for _ in range(4)]
    after = trial.chance.uniform(0, 3 * trial.usual.seconds)
    all_heard = [listen(children[0], after=after), *(listen(child) for child in children[1:])]
    whole = Heard(killed=all_heard[0].killed)
    for heard in all_heard:
        whole.acknowledged += heard.acknowledged
        whole.refused += heard.refused
        whole.raised += heard.raised
    return _result(trial, path, whole, whole.killed)


def power_cut(trial: Trial) -> Result:
    """The power fails: what was not flushed to disk is there in part, or not at all."""
    (trial.folder / "then").mkdir()
    journal = trial.folder / "journal"
    path, bad = trial.copy(), BadDisk()
    before = {file.name: file.read_bytes() for file in trial.folder.iterdir() if file.is_file()}

    def prepare() -> None:
        bad.keep_journal(journal)

    heard = listen(trial.start(path, prepare))
    then = trial.folder / "then"
    count = after_a_power_cut(journal, trial.folder, before, then, trial.chance)
    heard = Heard(acknowledged=heard.acknowledged[:count])
    return _result(trial, then / path.name, heard, True)


@dataclass(frozen=True)
class Fault:
    """A kind of fault: how it is brought about, for which acts, and what keeps it from being so."""

    bring_about: Callable[[Trial], Result]
    only: frozenset[str] | None = None
    why_not: Callable[[], str | None] = lambda: None


def _no_mount() -> str | None:
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root can mount a small file system"
    probe = subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True)
    return None if probe.returncode == 0 else "mounting is not allowed here"


def _no_limit() -> str | None:
    return "no limit on the size of files" if sys.platform == "win32" else None


def _no_log() -> str | None:
    safe = write_ahead_is_safe(library_version())
    return None if safe else "this SQLite has the WAL-reset fault, so no log is written ahead"


WRITERS = frozenset({"append", "import"})
RECORDING = WRITERS | {"erase", "rebuild"}
FAULTS: dict[str, Fault] = {
    "killed at a moment": Fault(killed_at_a_moment),
    "interrupted (Ctrl+C)": Fault(interrupted),
    "killed before a write": Fault(killed_at_a_call, why_not=why_not),
    "killed within a write": Fault(torn_write, why_not=why_not),
    "one write fails (EIO)": Fault(failing_call, why_not=why_not),
    "all writes fail (EIO)": Fault(failing_disk, why_not=why_not),
    "no space left (ENOSPC)": Fault(no_space_left, why_not=why_not),
    "limit on file size": Fault(limited_size, why_not=_no_limit),
    "a full file system": Fault(full_disk, why_not=_no_mount),
    "power cut": Fault(power_cut, why_not=why_not),
    "one of four writers killed": Fault(one_of_four_writers_killed, only=WRITERS),
    "the file damaged": Fault(file_damaged, only=RECORDING),
    "the write-ahead log damaged": Fault(log_damaged, only=RECORDING, why_not=_no_log),
}
