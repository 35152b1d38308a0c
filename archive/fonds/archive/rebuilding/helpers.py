# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Processes that read the log ahead of the one that fills tables, and gather what it tells.

They only ever save time. What they gathered is not used once anybody else has written since they
were asked (an erasure may have taken what they read); and where one does not start, fails, is
killed or takes too long, the one that writes goes on alone, and meets for itself whatever was
wrong.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from typing import TYPE_CHECKING, Any, cast

from fonds.archive.apart import processors, start
from fonds.archive.connection import file_of
from fonds.archive.extraction.frames import read_exactly, write_frame
from fonds.archive.extraction.process import end_process
from fonds.archive.rebuilding.gathering import gather_lying, read, read_weighed
from fonds.archive.rebuilding.worker import LENGTH
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.projections.claims import Weighed
    from fonds.archive.projections.weighing import Slot
    from fonds.archive.rebuilding.gathering import Gathered
    from fonds.archive.store.sqlite import SqliteStore

FEWEST_EVENTS = 20_000
"""A shorter log is read before a process has started to help."""

MOST_PROCESSES = 2
"""So many read and gather faster than one can write."""

_AHEAD = 3
"""Stretches that each process has before it, or has done: what bounds the memory they take."""

_PATIENCE = 30.0
"""Seconds after which a process is not waited for any more."""


def processes() -> int:
    """Return how many processes may help: the processors beside the one that writes."""
    return min(processors() - 1, MOST_PROCESSES)


class Process:
    """One of them: asked on its input, listened to by a thread; answers come in order."""

    def __init__(self, path: bytes, identity: tuple[int, int]) -> None:
        """Start it; `answer` has what it says."""
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._dropped = 0
        self._started = start("rebuilding-worker")
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self.ask({"path": path.hex(), "identity": list(identity)})

    def ask(self, asked: object) -> None:
        """Hand a request over; one to a process that has ended is lost, and its end is told."""
        with contextlib.suppress(OSError, ValueError):
            write_frame(cast("Any", self._started.stdin), asked)

    def answer(self) -> bytes | None:
        """Return its next answer that nobody dropped; None where there will be none in time."""
        with contextlib.suppress(queue.Empty):
            while (answer := self._answers.get(timeout=_PATIENCE)) is not None:
                if not self._dropped:
                    return answer
                self._dropped -= 1
        return None

    def has_answered(self) -> bool:
        """Tell whether `answer` need not wait."""
        return not self._dropped and not self._answers.empty()

    def drop(self) -> None:
        """Have an answer that is still to come passed over."""
        self._dropped += 1

    def _listen(self) -> None:
        stream = cast("Any", self._started.stdout)
        with contextlib.suppress(OSError, ValueError):
            while len(length := read_exactly(stream, LENGTH)) == LENGTH:
                size = int.from_bytes(length, "big")
                answer = read_exactly(stream, size)
                if len(answer) < size:
                    break
                self._answers.put(answer)
        self._answers.put(None)

    def end(self) -> None:
        """End it, whatever it does."""
        end_process(self._started)
        self._thread.join()
        for stream in (self._started.stdin, self._started.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


@fixed
class Asked:
    """Slots that a process was asked to weigh."""

    process: Process


class Helpers:
    """What was read ahead of the one that writes."""

    def __init__(self, store: SqliteStore, chunk: int, started: list[Process]) -> None:
        """Let processes read ``store``'s log by stretches of ``chunk`` events."""
        self._store = store
        self._chunk = chunk
        self._size = store.size()
        self._processes = started
        # Who was asked for the stretch that begins at a position, in the order of asking.
        self._asked: dict[int, Process] = {}
        # What was gathered here in place of waiting, by where it begins.
        self._gathered: dict[int, Gathered] = {}
        self._writes = store.foreign_writes
        self._next = 0

    def at(self, first: int) -> Gathered | None:
        """Return what the stretch from ``first`` on tells, and have further ones read meanwhile.

        None where nobody was asked for it, or it cannot be used: then the caller reads it. To be
        asked outside any transaction, for it may wait.
        """
        if self._writes != self._store.foreign_writes:
            self._disregard()
        own = self._gathered.pop(first, None)
        if own is not None:
            self._ask()
            return own
        process = self._asked.pop(first, None)
        if process is None:
            self._next = max(self._next, first + self._chunk)
        answer = self._answer(process) if process is not None else None
        self._ask()
        told = read(answer) if answer else None
        if told is not None and told.first != first:
            # The tables were begun anew by somebody, and another stretch is wanted.
            self._disregard()
            return None
        return told

    def free(self) -> list[Process]:
        """Return who has nothing to do."""
        busy = set(self._asked.values())
        return [process for process in self._processes if process not in busy]

    def weigh(self, process: Process, slots: list[Slot], to: int) -> Asked:
        """Ask for the rows of slots at position ``to``; the tables are as they were committed."""
        if not self.still_hold():
            self._disregard()
        process.ask({"slots": slots, "to": to})
        return Asked(process)

    def weighed(self, asked: Asked) -> Weighed | None:
        """Return what `weigh` asked for, None where it cannot be used."""
        answer = self._answer(asked.process) if asked.process in self._processes else None
        return read_weighed(answer) if answer else None

    def still_hold(self) -> bool:
        """Tell, inside a transaction, whether nobody has written since they were asked."""
        return self._writes == self._store.foreign_writes

    def _answer(self, process: Process) -> bytes | None:
        """Return a process's answer; while it works on it, further stretches are gathered here."""
        while len(self._gathered) < _AHEAD and not process.has_answered() and self._gather():
            pass
        answer = process.answer()
        if answer is None:
            self.end()
        return answer

    def _gather(self) -> bool:
        """Gather the next stretch that nobody was asked for; tell whether there was one."""
        first, last = self._next, self._next + self._chunk - 1
        if not first or last > self._size:
            return False
        with contextlib.closing(self._store.events_as_stored(first, last)) as lying:
            told = gather_lying(lying)
        if told is None or (told.first, told.last) != (first, last):
            return False
        self._gathered[first] = told
        self._next = last + 1
        return True

    def _ask(self) -> None:
        """Give each process as much to do as it may have before it, in turns."""
        for _ in range(_AHEAD):
            for process in self._processes:
                before_it = sum(one is process for one in self._asked.values())
                last = self._next + self._chunk - 1
                if before_it < _AHEAD and self._next and last <= self._size:
                    process.ask([self._next, last])
                    self._asked[self._next] = process
                    self._next = last + 1

    def _disregard(self) -> None:
        """Drop what was asked for."""
        for process in self._asked.values():
            process.drop()
        self._asked.clear()
        self._gathered.clear()
        self._writes = self._store.foreign_writes
        self._next = 0

    def end(self) -> None:
        """End every process; from now on nothing is read ahead."""
        for process in self._processes:
            process.end()
        self._processes = []
        self._asked.clear()
        self._gathered.clear()


@contextlib.contextmanager
def helpers(store: SqliteStore, chunk: int) -> Iterator[Helpers]:
    """Start what may help with a store's log, and end it; there may be nobody."""
    started: list[Process] = []
    try:
        # Without a write-ahead log whoever reads keeps the one that writes from committing.
        journal = store.connection.execute("PRAGMA journal_mode").fetchone()[0]
        known = _known_file(store)
        if known is not None and journal == "wal" and store.size() >= FEWEST_EVENTS:
            with contextlib.suppress(OSError):
                started.extend(Process(*known) for _ in range(processes()))
        ahead = Helpers(store, chunk, started)
        try:
            yield ahead
        finally:
            ahead.end()
    finally:
        for process in started:
            process.end()


def _known_file(store: SqliteStore) -> tuple[bytes, tuple[int, int]] | None:
    """Return the name of the file a store has open, and which file that is now."""
    name = file_of(store.connection)
    if not name:
        return None
    try:
        found = os.stat(name)  # noqa: PTH116 - bytes, as SQLite says them
    except (OSError, ValueError):
        return None
    return name, (found.st_dev, found.st_ino)
