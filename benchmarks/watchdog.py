# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A watchdog beside the window's thread: notes when it does not answer, and what it was doing."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

STALL = 0.050
"""Seconds without an answer from which somebody feels that a program hesitates."""

_BEAT_MS = 4
_LOOK = 0.005


@dataclass(frozen=True, slots=True)
class Stall:
    """A time in which the window did not answer, in seconds.

    ``computing`` is how much of it the thread itself had a processor: on a busy machine it also
    waits for its turn, which is not the program's doing. ``where`` is the innermost line of ours.
    """

    act: str
    lasted: float
    computing: float
    where: str


class Watchdog:
    """Watches the thread it is made in, which must be the one that runs Qt's event loop."""

    def __init__(self) -> None:
        """Begin to watch on entering."""
        self.act = ""
        self.stalls: list[Stall] = []
        self._thread = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._thread)
        self._beat = (time.perf_counter(), 0.0)
        self._timer = QTimer()
        self._timer.timeout.connect(self._answer)
        self._ended = threading.Event()
        self._seen = ""
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Watch until the block ends."""
        self._answer()
        self._timer.start(_BEAT_MS)
        self._watcher.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Watch no more."""
        self._timer.stop()
        self._ended.set()
        self._watcher.join()

    def _answer(self) -> None:
        """Note in the window's thread that it is alive, and how long it was not."""
        now, computed = time.perf_counter(), time.clock_gettime(self._clock)
        before, computed_before = self._beat
        self._beat = (now, computed)
        if now - before > STALL and computed_before:
            stall = Stall(self.act, now - before, computed - computed_before, self._seen)
            self.stalls.append(stall)
        self._seen = ""

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK):
            if time.perf_counter() - self._beat[0] < STALL * 0.6 or self._seen:
                continue
            frame = sys._current_frames().get(self._thread)  # noqa: SLF001 - there is no other way
            if frame is not None:
                lines = [
                    f"{one.filename.rpartition('/')[2]}:{one.lineno} {one.name}"
                    for one in traceback.extract_stack(frame)
                    if "/fonds/" in one.filename
                ]
                self._seen = lines[-1] if lines else ""
