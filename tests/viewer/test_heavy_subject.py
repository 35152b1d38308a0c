# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A subject of many facts in the window: opened in part, and the rest a click away."""

from __future__ import annotations

import threading

import pytest
from hands import (
    chosen_value,
    go_to,
    headings,
    lit_words,
    press_row,
    row_of,
    rows,
    select,
    trigger,
)
from keyboard import Keys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.queries import openings
from fonds.archive.queries.queries import Queries
from fonds.viewer.desk import record_keeper, record_parts
from fonds.viewer.desk.change_dialog import ChangeDialog
from fonds.viewer.desk.places import Place
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


@pytest.mark.parametrize("slow", ["timeline", "dates"])
def test_whoever_reads_on_does_not_wait_for_a_view_of_it(heavy, monkeypatch, slow):
    """The timeline of very many facts takes seconds: it is read beside, and dropped if late.

    So do its dates, which are looked at for the remark on those that clash.
    """
    went, come, waited = threading.Event(), threading.Event(), []
    reckoned = getattr(Queries, slow)

    def slowly(queries, subject, *asked, **more):
        if subject == large:
            went.set()
            if not come.wait(5):
                waited.append(subject)
        return reckoned(queries, subject, *asked, **more)

    large = heavy.reader.record.id
    monkeypatch.setattr(Queries, slow, slowly)
    try:
        heavy.reader.visit(Place("subject", large))
        heavy.reader.record.refresh()
        heavy.window.record.tabs.setCurrentIndex(1)
        while not went.is_set():
            QApplication.processEvents()
        ines = next(one.id for one in heavy.desk.listing.subjects if one.label == "Ines Marlow")
        heavy.reader.visit(Place("subject", ines))
        while heavy.desk.session.is_reading:
            QApplication.processEvents()
        assert heavy.window.record.head.name == "Ines Marlow"
        assert not waited
    finally:
        come.set()
    heavy.settle()
    drawn = {fact for one in heavy.lives.timeline.list.things.timeline.items for fact in one.facts}
    assert drawn <= set(heavy.reader.record.facts)
    heavy.reader.visit(Place("subject", large))
    heavy.settle()
    assert len(heavy.lives.timeline.list.things.timeline.items) > len(drawn)


def test_where_all_cannot_be_filtered_the_list_says_so(heavy, monkeypatch):
    monkeypatch.setattr(record_parts, "MOST_SIFTED", 30)
    heavy.window.record.sieve_bar.show_sieve(RowSieve(words="josef"))
    heavy.settle()
    last = rows(heavy)[-1]
    assert isinstance(last, NoteRow)
    assert "not filtered" in last.text


SEA = "In 1966 she went to sea for four years as a purser"
ALMANAC = "Province Almanac: Edda Marlow"


def add_by_keys(bench, value: str) -> None:
    """Add a position held of the words that are selected, and wait for what comes of it."""
    select(bench, SEA)
    keys = Keys(bench)
    keys.press("Ctrl+Return")
    form = bench.writing.form
    form.property_field.setFocus()
    keys.type("position h")
    keys.press("Tab")
    form.value_field.setFocus()
    keys.type(value)
    keys.press("Return")
    assert bench.writing.form is None


def label_of(bench, value: str) -> str:
    """The property under which a value stands."""
    number, _ = row_of(bench, value)
    labels = [row.label for row in rows(bench)[: number + 1] if isinstance(row, ValueRow)]
    return [label for label in labels if label][-1]


def is_in_sight(bench) -> bool:
    list_ = bench.window.record.list
    place = list_.visualRect(list_.currentIndex())
    return not place.isEmpty() and list_.viewport().rect().contains(place)


@pytest.mark.parametrize(
    ("most", "listed"), [(2, False), (1000, False), (2, True)], ids=["many", "few", "listed"]
)
def test_a_fact_added_by_keys_stands_at_its_place_and_the_rest_stays_unread(
    heavy, qtbot, monkeypatch, most, listed
):
    monkeypatch.setattr(openings, "MOST_WEIGHED", most)
    heavy.window.resize(1024, 700)
    go_to(heavy, "source", ALMANAC)
    if listed:
        for module in (openings, record_keeper):
            monkeypatch.setattr(module, "AT_ONCE", 1)
        list_ = heavy.window.record.list
        place = next(n for n, row in enumerate(rows(heavy)) if more_of(row) == "position_held")
        list_.setCurrentIndex(list_.rows.index(place, 0))
        qtbot.keyClick(list_, Qt.Key.Key_Return)
        heavy.settle()
    unread = left(heavy)
    before = shown(heavy)
    for number, value in enumerate(("weigher", "stoker", "tallyman", "lampman"), 1):
        bar = heavy.window.record.list.verticalScrollBar()
        bar.setValue(bar.maximum())
        puts = []
        heavy.reader.record.put.connect(lambda puts=puts: puts.append(1))
        add_by_keys(heavy, value)
        assert len(puts) == 1
        assert chosen_value(heavy) == value
        assert is_in_sight(heavy)
        assert label_of(heavy, value) == "Position held"
        assert len(shown(heavy) - before) == number
        assert headings(heavy) == ["Asserted position held"]
        assert f"{63 + number} facts" in heavy.window.record.head.subtitle
        assert lit_words(heavy) == [SEA]
        assert "all saved" in heavy.window.status._parts[1].text()
    assert left(heavy).keys() == unread.keys()
    number, _ = row_of(heavy, "weigher")
    assert more_of(rows(heavy)[number - 1]) == "position_held"


def test_what_another_program_adds_is_seen_and_moves_nothing(heavy, sample):
    list_ = heavy.window.record.list
    first = next(row for row in rows(heavy) if facts_of(row))
    assert heavy.reader.record.choose(facts_of(first))
    place = list_.verticalScrollBar().value()
    with Archive.open(sample, agent="another program") as other:
        other.execute(AssertFact("Edda Marlow", "position_held", "weigher", ALMANAC, SEA))
        heavy.desk.look()
        heavy.settle()
        assert label_of(heavy, "weigher") == "Position held"
        assert list_.chosen() == first
        assert list_.verticalScrollBar().value() == place
        (fact,) = facts_of(row_of(heavy, "weigher")[1])
        other.execute(RetractFacts((fact,), "Somebody else's."))
        heavy.desk.look()
        heavy.settle()
    assert fact not in shown(heavy)
    assert list_.chosen() == first


def test_what_was_added_is_corrected_retracted_and_both_taken_back(heavy, qtbot):
    go_to(heavy, "source", ALMANAC)
    add_by_keys(heavy, "weigher")
    unread = left(heavy)
    (fact,) = heavy.reader.record.chosen_facts

    def says() -> str:
        return next((row.value for row in rows(heavy) if fact in facts_of(row)), "")

    def change(name: str, value: str = "") -> None:
        trigger(heavy, name)
        heavy.settle()
        dialog = heavy.window.findChild(ChangeDialog)
        if value:
            dialog.value_field.setText(value)
        dialog.reason_field.setText("Read again.")
        qtbot.keyClick(dialog.reason_field, Qt.Key.Key_Return)
        heavy.settle()

    def undo() -> None:
        trigger(heavy, "undo")
        heavy.settle()

    change("correct", "weighman")
    assert (says(), chosen_value(heavy)) == ("weighman", "weighman")
    undo()
    assert says() == "weigher"
    change("retract")
    assert says() == ""
    undo()
    assert says() == "weigher"
    assert left(heavy) == unread
    undo()
    assert says() == ""
