# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Making all views and the search anew from the log."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from benchmarks.measure import Aim, Findings, Row, against, in_turns, rate, variation
from benchmarks.peers import statement_aggregation
from benchmarks.plain import PlainTables
from fonds.archive import Archive
from fonds.archive.rebuilding.helpers import FEWEST_EVENTS, processes

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.archives import Archives

_ABSENT = (
    "FollowTheMoney is not installed, so it is left out of the rebuild (make bench installs it; it"
    " needs a compiler and ICU's headers)."
)


def run(archives: Archives, repetitions: int) -> Findings:
    """Compare a rebuild with plain SQL that fills its tables, and with one in memory."""
    count = archives.count
    aggregation = statement_aggregation(archives.material.facts)
    with Archive.open(archives.full()) as archive:
        events = archive.head().size
        path = archives.folder / "plain.db"
        path.unlink(missing_ok=True)
        plain = PlainTables(archive, path)
        spent: dict[str, list[float]] = {"ours": [], "plain": []}
        works: dict[str, Callable[[int], object]] = {
            "ours": _counted(lambda _: archive.rebuild(), spent["ours"]),
            "plain": _counted(lambda _: plain.fill(), spent["plain"]),
        }
        if aggregation is not None:
            works["peer"] = lambda _: aggregation.aggregate()
        times = in_turns(repetitions, works)
    ours = times["ours"]
    helping = processes() if events >= FEWEST_EVENTS else 0
    note = (
        f"A rebuild reads {rate(events, ours)} events, with {helping} processes beside the one that"
        f" writes; rebuilds differed by up to {variation(ours)} between repetitions. Plain SQL is"
        " one thread; processor time is that of all processes."
    )
    sql = tuple(
        Row(
            f"rebuild, facts, {measure} : the same tables and search by INSERT … SELECT with"
            " json_extract",
            rate(count, found["ours"]),
            rate(count, found["plain"]),
            tuple(one / other for one, other in zip(found["ours"], found["plain"], strict=True)),
            Aim(3, most=True),
        )
        for measure, found in (("by the clock", times), ("processor time", spent))
    )
    if aggregation is None:
        return Findings(sql, (f"Rebuild: {rate(count, ours)} facts.", note, _ABSENT))
    row = Row(
        "rebuild, facts : FollowTheMoney's aggregation in memory",
        rate(count, ours),
        rate(count, times["peer"]),
        against(times["peer"], ours),
    )
    return Findings((*sql, row), (note,))


def _counted(work: Callable[[int], object], spent: list[float]) -> Callable[[int], None]:
    """Return the same work; the processor time of this process and those it ended is noted."""

    def counted(turn: int) -> None:
        before = sum(os.times()[:4])
        work(turn)
        spent.append(sum(os.times()[:4]) - before)

    return counted
