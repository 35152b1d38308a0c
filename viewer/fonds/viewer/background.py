# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One worker thread, off the window's thread, that hands results back on it.

Everything that reads or writes the archive goes through here, one after the other, so the
window never waits. A newer job of the same kind makes an older one's result stale: it is
dropped unseen.
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class Cancelled(Exception):  # noqa: N818 - it is no error, it is what was asked for
    """Raised within a job when it was asked to stop."""


@dataclass(slots=True)
class Job:
    """A job that was handed over. Only the window's thread touches it, save for the event."""

    number: int
    kind: str
    stop: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Within the worker: stop here where stopping was asked for.

        Raises:
            Cancelled: where it was.
        """
        if self.stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the job to stop; its result will not be delivered."""
        self.stop.set()


@dataclass(slots=True)
class _Waiting:
    job: Job
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    counts: bool = False


class Background(QObject):
    """Runs callables one after the other on one worker thread.

    Signals:
        busy_changed: whether any job is waiting or running.
        progressed: a job's number, how much is done, and of how much (0 where unknown).
        failed: an error no job's owner wanted to hear of.
    """

    busy_changed = Signal(bool)
    progressed = Signal(int, int, int)
    failed = Signal(object)
    _finished = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start no thread yet; the first job does."""
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="fonds-worker")
        self._numbers = itertools.count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._newest: dict[str, int] = {}
        self._closed = False
        # One answer a turn: several on the heels of each other, each with what it has Qt lay out
        # and paint, would leave keys and clicks waiting for all of them.
        self._ready: deque[int] = deque()
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._take_turn)
        self._finished.connect(self._add, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether any job is waiting or running."""
        return bool(self._waiting)

    def run(
        self,
        kind: str,
        work: Callable[[Job], Result],
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        replaces: bool = True,
    ) -> Job:
        """Run ``work`` on the worker, then ``done`` or ``failed`` on the window's thread.

        Args:
            kind: with ``replaces``, older jobs of this kind are cancelled and become stale.
            work: called with its :class:`Job`; long work calls :meth:`Job.check` now and then.
                It must not touch any Qt object.
            done: called with the result, unless the job became stale.
            failed: called with the error; without it, :attr:`failed` is sent.
            replaces: false where every job counts, such as appending.

        Raises:
            RuntimeError: when the worker was closed.
        """
        if self._closed:
            message = "the worker is closed"
            raise RuntimeError(message)
        job = Job(next(self._numbers), kind)
        if replaces:
            self._drop(kind)
            self._newest[kind] = job.number
        future: Future[Any] = self._executor.submit(_guarded, work, job)
        was_busy = self.is_busy
        self._waiting[job.number] = _Waiting(
            job, future, done, failed or self.failed.emit, counts=not replaces
        )
        # The future knows nothing of Qt; a queued signal carries only the number over.
        future.add_done_callback(lambda _: self._tell(job.number))
        if not was_busy:
            self.busy_changed.emit(True)
        return job

    def report(self, job: Job, done: int, whole: int = 0) -> None:
        """Within the worker: tell how far a job is; stops it where that was asked for."""
        job.check()
        self.progressed.emit(job.number, done, whole)

    def close(self) -> None:
        """Cancel what waits, let the running job end, and end the thread. Nothing is delivered."""
        self._closed = True
        for waiting in self._waiting.values():
            waiting.job.cancel()
        self._waiting.clear()
        self._ready.clear()
        self._turn.stop()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _drop(self, kind: str) -> None:
        for waiting in self._waiting.values():
            if waiting.job.number == self._newest.get(kind):
                waiting.job.cancel()

    def _tell(self, number: int) -> None:
        if not self._closed:
            self._finished.emit(number)

    @Slot(int)
    def _add(self, number: int) -> None:
        self._ready.append(number)
        if not self._turn.isActive():
            self._turn.start(0)

    def _take_turn(self) -> None:
        number = self._ready.popleft()
        if not self._ready:
            self._turn.stop()
        self._deliver(number)

    def _deliver(self, number: int) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        if not self._waiting:
            self.busy_changed.emit(False)
        if waiting.future.cancelled():
            return
        error = waiting.future.exception()
        if waiting.job.stop.is_set() and (error is not None or not waiting.counts):
            # What was recorded although it was to be stopped came too far: that must be told.
            return
        if error is None:
            waiting.done(waiting.future.result())
        else:
            waiting.failed(error)


def _guarded(work: Callable[[Job], Result], job: Job) -> Result:
    job.check()
    return work(job)
