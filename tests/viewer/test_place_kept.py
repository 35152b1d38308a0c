# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What one reads stays where it stands while others add above it."""

from __future__ import annotations

import pytest
from hands import press_row, row_of, trigger

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact

SEEN, UNSEEN = "Sam Petrakis", "Port Ellery"


def top_of(bench, value: str) -> int:
    number, _ = row_of(bench, value)
    view = bench.window.record.list
    return view.visualRect(view.rows.index(number, 0)).top()


@pytest.mark.parametrize("chosen", [SEEN, UNSEEN, None], ids=["seen", "out of sight", "none"])
def test_what_is_in_sight_stays_where_it_stands(bench, qtbot, sample, chosen):
    if chosen is not None:
        press_row(bench, qtbot, chosen)
    view = bench.window.record.list
    number, _ = row_of(bench, SEEN)
    view.scrollTo(view.rows.index(number, 0), view.ScrollHint.PositionAtCenter)
    qtbot.wait(1)
    before, rows = top_of(bench, SEEN), view.rows.rowCount()
    with Archive.open(sample, agent="another") as archive:
        archive.execute(
            AssertFact(
                "Edda Marlow",
                "occupation",
                "purser",
                "Province Almanac: Edda Marlow",
                "In 1966 she went to sea for four years as a purser",
            )
        )
    bench.desk.look()
    bench.settle()
    qtbot.wait(1)
    assert view.rows.rowCount() > rows
    assert top_of(bench, SEEN) == before


def test_a_filter_begins_at_the_top(bench, qtbot):
    view = bench.window.record.list
    view.verticalScrollBar().setValue(400)
    trigger(bench, "filter_record")
    qtbot.keyClicks(bench.window.record.sieve_bar.field, "marlow")
    bench.settle()
    assert view.verticalScrollBar().value() == 0
