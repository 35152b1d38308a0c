# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One trial: an act in a child process, something that goes wrong, a look at what is left.

Children are forked from this process, which never has a database open while it forks.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faults.bad_disk import BadDisk, Mode, is_loaded
from faults.operations import OPERATIONS, Operation, carry_out

from fonds.archive import Archive
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import connect
from fonds.archive.errors import FondsError
from fonds.archive.files import UNFINISHED
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

EXPECTED = {"full", "io", "locked"}
"""What an act may be refused with when the disk is bad or others are writing."""

_PATIENCE = 120.0


@dataclass
class Heard:
    """What a child said before it ended."""

    acknowledged: list[tuple[int, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)
    finished: bool = False
    delivered: int = 0
    calls: int = 0
    killed: bool = False
    seconds: float = 0.0


@dataclass
class Child:
    """A child at work."""

    process: int
    pipe: int
    began: float


@dataclass(frozen=True)
class Usual:
    """What an act takes when nothing goes wrong."""

    seconds: float
    calls: int


@dataclass(frozen=True)
class Trial:
    """Which act, on what, by what chance."""

    name: str
    base: Path
    folder: Path
    chance: random.Random
    usual: Usual

    def copy(self) -> Path:
        """Copy what the act begins with into the trial's folder."""
        return fresh_copy(self.base, self.folder, OPERATIONS[self.name])

    def start(self, path: Path, prepare: Callable[[], None] = lambda: None) -> Child:
        """Let a child carry the act out."""
        return start(OPERATIONS[self.name], path, disk(), prepare)


@dataclass
class Result:
    """Whether anything went wrong at all, what was acknowledged, what is not as promised.

    ``elsewhere`` says that only a head kept elsewhere could tell.
    """

    injected: bool
    acknowledged: int
    wrongs: list[str]
    elsewhere: bool = False


def disk() -> BadDisk | None:
    """Return the bad disk of this process, None where none is preloaded."""
    return BadDisk() if is_loaded() else None


def start(
    operation: Operation, path: Path, disk: BadDisk | None, prepare: Callable[[], None]
) -> Child:
    """Fork a child that carries an act out, having prepared itself."""
    reading, writing = os.pipe()
    # Python itself swallows an interruption that comes while it forks.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    process = os.fork()
    if process:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        os.close(writing)
        return Child(process, reading, time.monotonic())
    try:
        os.close(reading)
        _work(operation, path, disk, prepare, writing)
    finally:
        os._exit(0)


def _work(
    operation: Operation,
    path: Path,
    disk: BadDisk | None,
    prepare: Callable[[], None],
    writing: int,
) -> None:
    """Carry the act out in the child."""

    def say(line: str) -> None:
        os.write(writing, f"{' '.join(line.split())}\n".encode())
        if disk is not None and line.startswith("done "):
            disk.acknowledged(int(line.split()[3]))

    try:
        # A shell that starts a program in the background has it ignore Ctrl+C.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        prepare()
        carry_out(operation, path, say)
    except BaseException as error:  # noqa: BLE001 - the parent judges
        say(f"raised {type(error).__name__} {error}")
    if disk is not None:
        delivered, calls = disk.delivered, disk.calls
        disk.arm(Mode.OFF)
        say(f"delivered {delivered} {calls}")


def listen(child: Child, *, after: float | None = None, signum: int = signal.SIGKILL) -> Heard:
    """Hear a child to its end; ``after`` so many seconds send it a signal."""
    data = b""
    deadline = child.began + (_PATIENCE if after is None else after)
    signalled = False
    while True:
        left = max(0.0, deadline - time.monotonic())
        if select.select([child.pipe], [], [], left)[0]:
            said = os.read(child.pipe, 65536)
            if not said:
                break
            data += said
            continue
        if signalled or after is None:
            os.kill(child.process, signal.SIGKILL)
            message = "a child did not end"
            raise TimeoutError(message)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child.process, signum)
        signalled, deadline = True, time.monotonic() + _PATIENCE
    os.close(child.pipe)
    _, status = os.waitpid(child.process, 0)
    heard = understood(data)
    heard.killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    heard.seconds = time.monotonic() - child.began
    return heard


def understood(data: bytes) -> Heard:
    """Understand what a child said; a line it was killed in the middle of was not said."""
    heard = Heard()
    for line in data.decode("utf-8", "replace").split("\n")[:-1]:
        word, _, rest = line.partition(" ")
        if word == "done":
            position, event, _ = rest.split()
            heard.acknowledged.append((int(position), event))
        elif word == "refused":
            heard.refused.append(rest)
        elif word == "raised":
            heard.raised.append(rest)
        elif word == "finished":
            heard.finished = True
        elif word == "delivered":
            heard.delivered, heard.calls = (int(number) for number in rest.split())
    return heard


def fresh_copy(base: Path, folder: Path, operation: Operation) -> Path:
    """Copy what an act begins with into an empty folder; return the archive."""
    for path in base.parent.iterdir():
        shutil.copyfile(path, folder / path.name)
    copy = folder / base.name
    if operation.before is not None:
        operation.before(copy)
    return copy


def wrongs(name: str, path: Path, heard: Heard, *, expected: frozenset[str]) -> list[str]:
    """Say what is not as was promised, of an archive after an act went wrong."""
    operation = OPERATIONS[name]
    found = [f"raised {error}" for error in heard.raised if error.split()[0] not in expected]
    allowed = EXPECTED if operation.made is None else EXPECTED | {"exists"}
    if operation.leaves:
        # Keys, which are no part of the archive.
        allowed = allowed | {"unwritable"}
    found += [f"refused {why}" for why in heard.refused if why.split()[0] not in allowed]
    if operation.made is None:
        found += _lost(path, heard)
    if operation.settles:
        Archive.open(path, agent="worker").close()
    found += _unsound(path)
    if operation.made is not None:
        made = path.with_name(operation.made)
        if made.exists():
            found += [f"what was made: {fault}" for fault in _unsound(made)]
            if name == "backup":
                found += _no_prefix(made, path)
        elif heard.finished:
            found.append("what was made is not there")
    known = {path.name, operation.made, "register.txt"}
    known |= {f"{one}{end}" for one in known if one for end in ("-wal", "-shm", "-journal")}
    strange = [
        file.name
        for file in path.parent.iterdir()
        if file.name not in known
        and UNFINISHED not in file.name
        and not any(file.match(pattern) for pattern in operation.leaves)
    ]
    found += [f"left behind: {one}" for one in strange]
    found += _unusable(path)
    found += operation.afterwards(path)
    return found


def _lost(path: Path, heard: Heard) -> list[str]:
    with contextlib.closing(connect(path, mode="rw")) as connection:
        there = dict(connection.execute("SELECT position, id FROM event").fetchall())
    return [
        f"LOST @{position} {event}"
        for position, event in heard.acknowledged
        if position and there.get(position) != event
    ] + [
        f"LOST {name}"
        for position, name in heard.acknowledged
        if not position and not path.with_name(name).exists()
    ]


def _unsound(path: Path) -> list[str]:
    try:
        answer = Archive.verify_file(path)
    except FondsError as error:
        return [f"not verifiable: {error.message}"]
    return [f"{fault.kind} @{fault.position}: {fault.detail}" for fault in answer.faults[:3]]


def _no_prefix(copy: Path, path: Path) -> list[str]:
    logs = []
    for one in (copy, path):
        with contextlib.closing(connect(one, mode="rw")) as connection:
            logs.append(connection.execute("SELECT leaf FROM event ORDER BY position").fetchall())
    return [] if logs[0] == logs[1][: len(logs[0])] else ["the copy is not a state of the archive"]


def _unusable(path: Path) -> list[str]:
    """Record one thing more: whatever happened, the archive goes on."""
    try:
        with Archive.open(path, agent="worker") as archive:
            size = archive.head().size
            outcome = archive.execute(OpenSubject("Afterwards", SubjectKind.PERSON))
            if archive.head().size != size + outcome.appended or not outcome.appended:
                return ["one thing recorded did not make one event"]
    except FondsError as error:
        return [f"cannot go on: {error.message}"]
    return []
