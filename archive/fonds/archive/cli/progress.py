# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A progress bar on standard error for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fonds.archive.cli.terminal import columns, is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE = 1.0
"""Seconds of work before a bar appears."""

_PAUSE = 0.1
"""Seconds between two drawings of it."""


class Bar:
    """Draws ``label [####----] 40%`` over itself; draws nothing where nobody watches.

    Of work that cannot say how far it is, how long it has taken: ``label 12 s``.
    """

    def __init__(self, label: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin the work that ``label`` names."""
        self._label = label
        self._clock = clock
        self._begun = clock()
        self._next = self._begun + _PATIENCE
        self._watched = is_terminal(sys.stderr)
        self._drawn = False

    def go_on_with(self, label: str) -> None:
        """Begin the next part of the work, which ``label`` names."""
        self.end()
        self._label, self._begun = label, self._clock()

    def __call__(self, done: int, total: int) -> bool:
        """Tell how much of how much is done, of 0 where nobody knows. Asks to go on."""
        if self._watched and self._clock() >= self._next:
            self._next = self._clock() + _PAUSE
            self._draw(done, total)
        return True

    def _draw(self, done: int, total: int) -> None:
        if total <= 0:
            seconds = f"{self._clock() - self._begun:.0f} s"
            sys.stderr.write(
                f"\r{self._label} {seconds:<{columns(sys.stderr) - len(self._label) - 2}}"
            )
            sys.stderr.flush()
            self._drawn = True
            return
        share = min(1.0, done / total)
        room = max(10, columns(sys.stderr) - len(self._label) - 10)
        full = round(room * share)
        sys.stderr.write(
            f"\r{self._label} [{'#' * full}{'-' * (room - full)}] {round(share * 100):3d}%"
        )
        sys.stderr.flush()
        self._drawn = True

    def end(self) -> None:
        """Wipe the bar away."""
        if self._drawn:
            sys.stderr.write(f"\r{' ' * (columns(sys.stderr) - 1)}\r")
            sys.stderr.flush()
            self._drawn = False


@contextmanager
def progress(label: str) -> Iterator[Bar]:
    """Show how far the work inside is; the bar is gone afterwards, however it ends."""
    bar = Bar(label)
    try:
        yield bar
    finally:
        bar.end()
