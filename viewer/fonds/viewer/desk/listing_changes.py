# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The lists after something was appended: of a hundred thousand subjects only those it concerns.

To read all lists anew takes seconds where an archive is large, and a fact changes one line of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fonds.archive.collecting import uncollected
from fonds.archive.naming import fold_name
from fonds.viewer.desk.listing import (
    Items,
    Listing,
    item_of,
    known_as,
    most_facts,
    place_in,
    read_listing,
)
from fonds.viewer.navigator_model import compared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fonds.archive.queries.answers import SubjectRow
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Growth
    from fonds.viewer.navigator_model import Arrangement

    Order = Callable[[SubjectRow], tuple[Any, ...]]

_TOUCH_ONE = frozenset(
    {
        "AgentIntroduced",
        "CitationWithdrawn",
        "ConflictResolved",
        "ExcerptTaken",
        "FactAssessed",
        "FactAsserted",
        "FactCited",
        "FactCorrected",
        "FactReinstated",
        "FactRetracted",
        "NoteWritten",
        "PassageRead",
        "SubjectOpened",
    }
)
"""Types of events that change no line of the lists but that of the subject they name, if any."""

_MOST = 100


def subjects_touched(growths: Iterable[Growth]) -> frozenset[str] | None:
    """Return whose lines may have changed; None where any may, or so many that all are read."""
    found: set[str] = set()
    for growth in growths:
        if growth.entries is None:
            return None
        for entry in growth.entries:
            if entry.type not in _TOUCH_ONE:
                return None
            if entry.subject is not None:
                found.add(entry.subject)
    return frozenset(found) if len(found) <= _MOST else None


def read_changes(
    queries: Queries,
    before: Listing | None,
    touched: frozenset[str] | None,
    as_of: str | None,
    arrangement: Arrangement,
) -> Listing:
    """Read the lines of some subjects anew, or all lists where those before tell too little.

    ``before`` are the lists of now, in the same arrangement. Raises RefusedError: a bad moment.
    """
    if before is None or touched is None or as_of is not None:
        return read_listing(queries, as_of, arrangement)
    found = [row for row in queries.subjects(among=touched) if not row.withdrawn]
    fresh = {row.id: row for row in found}
    known = touched & before.counts.keys()
    if known - fresh.keys():
        # Somebody is gone, and whoever bears the same name may not have to be told apart any more.
        return read_listing(queries, as_of, arrangement)
    labels = {row.label for row in found if row.id not in known or row.id in before.known_as}
    # Who shares a name with one of them is told apart anew, too.
    alike = [
        row
        for row in (before.subjects if labels else ())
        if row.label in labels and row.id not in fresh
    ]
    group = [row for row in (*found, *alike) if row.label in labels]
    apart = before.known_as | known_as(queries, group)
    changed = fresh | {
        row.id: row for row in alike if apart.get(row.id) != before.known_as.get(row.id)
    }
    with uncollected():
        return _taken_up(before, list(changed.values()), apart, queries, arrangement)


def _taken_up(
    before: Listing,
    rows: Sequence[SubjectRow],
    apart: dict[str, str],
    queries: Queries,
    arrangement: Arrangement,
) -> Listing:
    held = [replace(row, facts=before.counts[row.id]) for row in rows if row.id in before.counts]
    listing = replace(
        before,
        archive=queries.archive(),
        counts=before.counts | {row.id: row.facts for row in rows},
        known_as=apart,
        kinds=tuple(sorted({*before.kinds, *(row.kind.value for row in rows)})),
    )
    subjects, folded = list(before.subjects), list(before.folded)
    for row in held:
        _take_out(row, most_facts, subjects, folded)
    for row in rows:
        at = _put_in(subjects, row, most_facts)
        folded.insert(at, fold_name(listing.name_of(row)))
    told = {row.id: listing.name_of(row) for row in rows if row.id in apart}
    return replace(
        listing,
        subjects=tuple(subjects),
        folded=tuple(folded),
        items=_items(before, listing, held, rows, arrangement),
        told_apart=before.told_apart | told,
    )


def _items(
    before: Listing,
    listing: Listing,
    held: Sequence[SubjectRow],
    rows: Sequence[SubjectRow],
    arrangement: Arrangement,
) -> Items:
    """Make the items of ``rows``; ``held`` are those that were listed, as they were."""
    last = before.items
    ordered, items, names = list(last.rows), list(last.subjects), list(last.names[0])
    for row in held:
        if arrangement.kind in ("", row.kind.value):
            _take_out(row, place_in(before, arrangement), ordered, items, names)
    order = place_in(listing, arrangement)
    for row in rows:
        if arrangement.kind in ("", row.kind.value):
            at = _put_in(ordered, row, order)
            item = item_of(listing, row)
            items.insert(at, item)
            names[at:at] = compared([item])
    return replace(last, subjects=tuple(items), names=(names, last.names[1]), rows=tuple(ordered))


def _take_out(row: SubjectRow, order: Order, rows: list[SubjectRow], *beside: list[Any]) -> None:
    """Take a subject out of a list in that order, and what stands beside it in others."""
    place = bisect_left(rows, order(row), key=order)
    if place == len(rows) or rows[place].id != row.id:
        # Two may be alike in all that orders them.
        place = next(number for number, one in enumerate(rows) if one.id == row.id)
    for one in (rows, *beside):
        del one[place]


def _put_in(rows: list[SubjectRow], row: SubjectRow, order: Order) -> int:
    """Put a subject into its place, and return that."""
    place = bisect_right(rows, order(row), key=order)
    rows.insert(place, row)
    return place
