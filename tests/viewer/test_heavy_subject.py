# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A subject of many facts in the window: opened in part, and the rest a click away."""

from __future__ import annotations

import pytest
from hands import press_row, rows
from PySide6.QtCore import Qt

from fonds.archive.queries import openings
from fonds.viewer.desk import record_keeper, record_parts
from fonds.viewer.row_sieve import RowSieve
from fonds.viewer.rows import NoteRow, ValueRow, facts_of, more_of


@pytest.fixture
def heavy(empty_bench, sample, monkeypatch):
    """The sample's subject, taken for one that has too many facts to be read at once."""
    monkeypatch.setattr(record_parts, "HEAVY", 20)
    for module in (openings, record_keeper):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    monkeypatch.setattr(openings, "MOST_WEIGHED", 2)
    empty_bench.files.open(sample)
    empty_bench.settle()
    return empty_bench


def left(bench) -> dict[str, str]:
    """What is said of the properties that were not read."""
    return {row.label: row.value for row in rows(bench) if more_of(row) and row.label}


def shown(bench) -> set[str]:
    return {fact for row in rows(bench) for fact in facts_of(row)}


def test_it_opens_with_its_first_properties_and_the_numbers_of_the_others(heavy):
    head = heavy.window.record.head
    assert head.name == "Edda Marlow"
    assert "63 facts" in head.subtitle
    assert len(shown(heavy)) <= 2
    assert left(heavy)["Father"] == "2 facts"
    (father,) = [row for row in rows(heavy) if getattr(row, "label", "") == "Father"]
    assert (father.flag, father.aside) == ("disputed", "show")


def test_a_click_shows_a_property_and_it_stays_shown(heavy, qtbot):
    unread = [row for row in rows(heavy) if more_of(row)]
    first = next(row for row in unread if row.value == "2 facts")
    press_row(heavy, qtbot, "2 facts")
    assert first.more not in {more_of(row) for row in rows(heavy)}
    before = shown(heavy)
    heavy.reader.record.refresh()
    heavy.settle()
    assert shown(heavy) == before


def test_return_shows_more_of_a_long_property_until_all_is_there(heavy, qtbot):
    listed = [row for row in rows(heavy) if more_of(row) and int(row.value.split()[0]) > 2]
    name, count = listed[0].more, int(listed[0].value.split()[0])
    list_ = heavy.window.record.list
    seen = 0
    while any(more_of(row) == name for row in rows(heavy)):
        place = next(n for n, row in enumerate(rows(heavy)) if more_of(row) == name)
        list_.setCurrentIndex(list_.rows.index(place, 0))
        qtbot.keyClick(list_, Qt.Key.Key_Return)
        heavy.settle()
        facts = [fact for fact in heavy.reader.record.facts.values() if fact.property == name]
        assert len(facts) > seen
        seen = len(facts)
    assert seen == count
    assert all(not row.more for row in rows(heavy) if isinstance(row, ValueRow) and row.facts)


def test_a_fact_that_was_not_read_is_shown_when_it_is_asked_for(heavy):
    row = next(row for row in rows(heavy) if more_of(row) and int(row.value.split()[0]) > 2)
    found: list[str] = []
    heavy.desk.ask(
        "test",
        lambda queries: queries.page("Edda Marlow", row.more, limit=100).facts[-1].id,
        found.append,
    )
    heavy.settle()
    assert found[0] not in shown(heavy)
    heavy.reader.record.show("subject", heavy.reader.record.id, choose=(found[0],))
    heavy.settle()
    assert heavy.reader.record.chosen_facts == (found[0],)


def test_a_filter_goes_through_all_there_is_and_not_only_what_was_read(heavy):
    assert "Josef Marlow" not in {getattr(row, "value", "") for row in rows(heavy)}
    bar = heavy.window.record.sieve_bar
    bar.show_sieve(RowSieve(words="josef"))
    heavy.settle()
    assert any("Josef Marlow" in getattr(row, "value", "") for row in rows(heavy))
    assert not any(more_of(row) for row in rows(heavy))
    assert not any("not filtered" in getattr(row, "text", "") for row in rows(heavy))


def test_where_all_cannot_be_filtered_the_list_says_so(heavy, monkeypatch):
    monkeypatch.setattr(record_parts, "MOST_SIFTED", 30)
    heavy.window.record.sieve_bar.show_sieve(RowSieve(words="josef"))
    heavy.settle()
    last = rows(heavy)[-1]
    assert isinstance(last, NoteRow)
    assert "not filtered" in last.text
