# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Making all views and the search anew from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measure import Aim, Findings, Row, against, in_turns, rate, variation
from benchmarks.peers import statement_aggregation
from benchmarks.plain import PlainTables
from fonds.archive import Archive

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
        works: dict[str, Callable[[int], object]] = {
            "ours": lambda _: archive.rebuild(),
            "plain": lambda _: plain.fill(),
        }
        if aggregation is not None:
            works["peer"] = lambda _: aggregation.aggregate()
        times = in_turns(repetitions, works)
    ours = times["ours"]
    note = (
        f"A rebuild reads {rate(events, ours)} events; rebuilds differed by up to"
        f" {variation(ours)} between repetitions."
    )
    sql = Row(
        "rebuild, facts : the same tables and search by INSERT … SELECT with json_extract",
        rate(count, ours),
        rate(count, times["plain"]),
        tuple(one / other for one, other in zip(ours, times["plain"], strict=True)),
        Aim(3, most=True),
    )
    if aggregation is None:
        return Findings((sql,), (f"Rebuild: {rate(count, ours)} facts.", note, _ABSENT))
    row = Row(
        "rebuild, facts : FollowTheMoney's aggregation in memory",
        rate(count, ours),
        rate(count, times["peer"]),
        against(times["peer"], ours),
    )
    return Findings((sql, row), (note,))
