# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Taking turns, ratios with their spread, and the one table."""

from __future__ import annotations

import contextlib
import gc
import statistics
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Aim:
    """What a ratio should be: at least ``bound``, or with ``most`` at most that."""

    bound: float
    most: bool = False

    def met(self, ratio: float) -> bool:
        """Tell whether a ratio is as wished for."""
        return ratio <= self.bound if self.most else ratio >= self.bound

    def __str__(self) -> str:
        """Return it as printed."""
        return f"{'≤' if self.most else '≥'} {self.bound:.2f}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: one ratio for each repetition."""

    name: str
    ours: str
    peer: str
    ratios: tuple[float, ...]
    aim: Aim | None = None

    def cells(self) -> tuple[str, ...]:
        """Return the cells: the ratio is the median, beside it the lowest and the highest."""
        ratio = statistics.median(self.ratios)
        met = "" if self.aim is None else "yes" if self.aim.met(ratio) else "NO"
        spread = "" if len(self.ratios) < 2 else f"{min(self.ratios):.2f}…{max(self.ratios):.2f}"
        return (self.name, self.ours, self.peer, f"{ratio:.2f}", spread, str(self.aim or ""), met)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a subject found: lines of the table, and plain lines to stand beneath it."""

    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Hide what the benchmark itself keeps from the garbage collector, which would walk it."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def in_turns(
    repetitions: int, works: Mapping[str, Callable[[int], object]], *, hidden: bool = True
) -> dict[str, list[float]]:
    """Time each work once a repetition, in an order that moves on by one each time.

    A machine that slows down for a moment then slows all of them down, not one. Where nothing is
    ``hidden`` from the collector, it works as in a program that has hidden nothing either: a large
    record takes care of it only there (`fonds.archive.collecting.take_for_old`).
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    names = list(works)
    with undisturbed() if hidden else contextlib.nullcontext():
        for turn in range(repetitions):
            first = turn % len(names)
            for name in names[first:] + names[:first]:
                # What the one before left behind is not this one's to tidy up.
                gc.collect()
                times[name].append(seconds(partial(works[name], turn)))
    return times


def against(theirs: Sequence[float], ours: Sequence[float]) -> tuple[float, ...]:
    """Return how many times as fast as theirs our times of the same repetitions are."""
    return tuple(their / our for their, our in zip(theirs, ours, strict=True))


def rate(count: int, times: Iterable[float]) -> str:
    """Return ``count`` things in the median of ``times`` (seconds) as things a second."""
    return f"{count / statistics.median(times):,.0f}/s"


def milliseconds(times: Iterable[float]) -> str:
    """Return the median of ``times`` (seconds)."""
    return f"{statistics.median(times) * 1000:.2f} ms"


def variation(times: Sequence[float]) -> str:
    """Return how far times lie from their median at most, in percent."""
    middle = statistics.median(times)
    return f"{max(abs(one - middle) for one in times) / middle * 100:.0f} %"


_HEADINGS = ("what", "ours", "peer or limit", "ratio", "lowest…highest", "aim", "met")


def table(rows: Sequence[Row]) -> str:
    """Return the rows as one table, words to the left and numbers to the right."""
    cells = [_HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADINGS))]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)
