# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Filtering and ordering: the rows of a record, conflicts, and the navigator's lists."""

from __future__ import annotations

from dataclasses import replace

from hands import chosen_value, go_to, press_row, rows, trigger
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.conflicts import ResolveConflict
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.naming import fold_name
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.viewer.navigator_model import Arrangement
from fonds.viewer.row_sieve import FactTraits, Only, Order, RowSieve, sift
from fonds.viewer.rows import (
    Chip,
    DisputeHead,
    DisputeValueRow,
    NoteRow,
    SectionRow,
    ValueRow,
    facts_of,
)


def bar_of(bench, qtbot):
    qtbot.keyClick(
        bench.window,
        Qt.Key.Key_L,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    bar = bench.window.record.sieve_bar
    assert bar.isVisible()
    assert bar.field.hasFocus()
    return bar


def pick(choices, label: str):
    return next(sieve for name, sieve in choices if name == label)


def values(bench) -> list[str]:
    return [getattr(row, "value", "") or getattr(row, "words", "") for row in rows(bench)
            if not isinstance(row, SectionRow)]  # fmt: skip


def test_a_record_is_filtered_by_words_and_shown_again_by_escape(bench, qtbot):
    every = rows(bench)
    bar = bar_of(bench, qtbot)
    qtbot.keyClicks(bar.field, "harbor party")
    found = values(bench)
    assert 0 < len(found) < len(every)
    assert all("harbor" in f"{row}".casefold() for row in rows(bench) if facts_of(row))
    qtbot.keyClick(bar.field, Qt.Key.Key_Down)
    assert bench.window.record.list.hasFocus()
    bar.field.setFocus()
    qtbot.keyClicks(bar.field, " nothing says this")
    assert [row.text for row in rows(bench)] == ["Nothing here is as the filter asks."]
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert rows(bench) == every


def test_facets_and_orders(bench, qtbot):
    bar = bar_of(bench, qtbot)
    bar._take(pick(bar.only_choices(), "Disputed"))
    assert {type(row) for row in rows(bench)} == {SectionRow, DisputeHead, DisputeValueRow}
    bar._take(pick(bar.only_choices(), "Footnote missing"))
    assert values(bench) == ["Harbor Workers' League"]
    bar._take(pick(bar.only_choices(), "All facts"))
    bar._take(pick(bar.source_choices(), "[2] The Quay: profile of Edda Marlow"))
    assert all(
        any(chip.number == 2 for chip in row.chips)
        for row in rows(bench) if isinstance(row, ValueRow)
    )  # fmt: skip
    bar._take(replace(pick(bar.order_choices(), "By time"), source=0))
    assert not [row for row in rows(bench) if isinstance(row, SectionRow)]
    assert all(row.label for row in rows(bench) if isinstance(row, ValueRow))
    # Without a heading above it the first row does not touch the bar.
    view = bench.window.record.list
    bench.settle()
    assert view.viewport().y() > 0
    bar._take(replace(pick(bar.order_choices(), "By section"), source=0))
    bench.settle()
    assert view.viewport().y() == 0
    bar._take(replace(pick(bar.order_choices(), "By time"), source=0))
    assert "By time" in bar.order.text()


def test_what_is_looked_for_elsewhere_is_not_hidden_by_the_filter(bench, qtbot):
    bar = bar_of(bench, qtbot)
    fact = next(f for f, one in bench.reader.record.facts.items() if one.display == "Henrik Oost")
    qtbot.keyClicks(bar.field, "harbor party")
    bench.reader.show_facts((fact,))
    bench.settle()
    assert chosen_value(bench) == "Henrik Oost"
    assert not bar.isVisible()
    bar_of(bench, qtbot)
    qtbot.keyClicks(bar.field, "harbor")
    go_to(bench, "subject", "Josef Marlow")
    assert not bar.isVisible()
    assert bar.sieve.is_open


def test_conflicts_are_filtered_by_what_became_of_them(bench, qtbot, sample):
    with Archive.open(sample, agent="another") as archive:
        one = next(c for c in archive.queries.conflicts() if c.property == "father")
        outcome = ConflictOutcome.BOTH_STAND
        archive.execute(ResolveConflict(one.id, outcome, "Neither can be settled.", None))
    bench.desk.look()
    bench.settle()
    go_to(bench, "todo", "Conflicts")
    heads = lambda: [row.words for row in rows(bench) if isinstance(row, DisputeHead)]  # noqa: E731
    assert heads() == ["District: two accounts, none preferred"]
    bar = bar_of(bench, qtbot)
    bar._take(pick(bar.only_choices(), "Resolved conflicts"))
    assert "Father: two accounts, resolved" in heads()
    assert not [words for words in heads() if "none preferred" in words]
    press_row(bench, qtbot, "Josef Marlow")
    qtbot.keyClick(bench.window.record.list, Qt.Key.Key_Return)
    bench.settle()
    assert bench.window.record.head.name == "Edda Marlow"


def test_the_navigator_is_ordered_and_narrowed_and_the_order_is_kept(bench, settings):
    navigator = bench.window.navigator
    names = lambda: [i.label for i in navigator.tree.nodes.items]  # noqa: E731
    assert names()[0] == "Edda Marlow"
    navigator.fill_menu()
    acts = {action.text(): action for action in navigator.arrange.menu().actions()}
    acts["By name"].trigger()
    bench.settle()
    assert names() == sorted(names(), key=fold_name)
    navigator.fill_menu()
    acts = {action.text(): action for action in navigator.arrange.menu().actions()}
    acts["Person"].trigger()
    bench.settle()
    assert "The Capstan" not in names()
    assert "Edda Marlow" in names()
    assert bench.desk.memory.arrangement() == Arrangement("name")
    assert settings is not None


row = st.one_of(
    st.builds(SectionRow, st.sampled_from(["Life", "Office"])),
    st.builds(
        ValueRow,
        st.tuples(st.sampled_from("abcd")),
        st.sampled_from(["Born", "Party", ""]),
        st.text("xy ", max_size=4),
        st.tuples(st.builds(Chip, st.integers(1, 2), st.just(()), st.just("s"))),
    ),
    st.builds(DisputeHead, st.text("xy", max_size=3), st.just(("e",))),
    st.builds(DisputeValueRow, st.tuples(st.sampled_from("ef")), st.text("xy", max_size=3)),
    st.builds(NoteRow, st.text("xy", max_size=3)),
)
sieve = st.builds(
    RowSieve, st.text("xy ", max_size=2), st.sampled_from(Only), st.integers(0, 2),
    st.sampled_from(Order),
)  # fmt: skip


@given(st.lists(row, max_size=12), sieve)
def test_a_sieve_adds_no_fact_and_an_open_one_loses_none(given_rows, chosen):
    traits = {fact: FactTraits(f"19{n}0", n, n % 2 == 0) for n, fact in enumerate("abcdef")}
    facts = [fact for one in given_rows for fact in facts_of(one)]
    kept = [fact for one in sift(given_rows, traits, chosen) for fact in facts_of(one)]
    assert all(kept.count(fact) <= facts.count(fact) for fact in kept)
    everything = [f for one in sift(given_rows, traits, RowSieve()) for f in facts_of(one)]
    assert everything == facts
    in_time = sift(given_rows, traits, RowSieve(order=Order.TIME))
    assert sorted(f for one in in_time for f in facts_of(one)) == sorted(facts)


def test_the_action_is_in_the_menu(bench):
    trigger(bench, "filter_record")
    assert bench.window.record.sieve_bar.isVisible()


def test_what_a_section_says_in_a_sentence_is_shown_and_found(bench, qtbot, sample):
    """A record that lost something to an erasure says so beneath its facts."""
    with Archive.open(sample) as archive:
        note = archive.execute(WriteNote("Edda Marlow", "Ask her niece.")).head.size
        archive.erase(EraseContent(f"@{note}", "asked for"))
    bench.settle()
    go_to(bench, "subject", "Edda Marlow")
    shown = [one for one in rows(bench) if isinstance(one, SectionRow | NoteRow)]
    assert shown[-2] == SectionRow("Erased")
    assert "1 note about this subject" in shown[-1].text
    bar = bar_of(bench, qtbot)
    qtbot.keyClicks(bar.field, "erased on the record")
    bench.settle()
    assert [one.text for one in rows(bench) if isinstance(one, NoteRow)] == [shown[-1].text]
    assert [fact for row in rows(bench) for fact in facts_of(row)] == []
