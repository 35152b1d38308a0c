# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The record as a list one can walk, see and hear."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marlow import HEAD, ROWS
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.viewer.desk.record_rows import property_rows
from fonds.viewer.desk.value_remarks import differing_said, lineages_said
from fonds.viewer.record_model import ROW_ROLE, RecordModel, spoken
from fonds.viewer.record_pane import RecordPane
from fonds.viewer.rows import Chip, DisputeHead, DisputeValueRow, NoteRow, RecordHead, ValueRow


@pytest.fixture
def pane(theme, qtbot):
    made = RecordPane(theme)
    qtbot.addWidget(made)
    made.resize(470, 800)
    made.show_record(HEAD, ROWS)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.usefixtures("qapp")
def test_the_model_keeps_qts_rules():
    model = RecordModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(ROWS)
    model.set_rows(())
    model.set_rows(ROWS[:4])
    assert model.rowCount() == 4
    assert tester.model() is model


def test_keys_that_come_back_with_the_window_choose_nothing(pane, qtbot):
    chosen = []
    pane.fact_chosen.connect(lambda facts, _: chosen.append(facts))
    # As where a dialog closes: what it opened is to stay in sight.
    pane.list.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert chosen == []
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    assert chosen == [("f1", "f2")]


def test_arrows_go_from_fact_to_fact_over_headings(pane, qtbot):
    chosen = []
    pane.fact_chosen.connect(lambda facts, excerpts: chosen.append((facts, excerpts)))
    pane.list.setFocus()
    assert chosen == [(("f1", "f2"), ("born",))]
    for _ in range(4):
        qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    assert chosen == [
        (("f1", "f2"), ("born",)),
        (("f3",), ("born",)),
        (("f4", "f5"), ()),
        (("f4",), ("e2",)),
        (("f5",), ("father",)),
    ]
    qtbot.keyClick(pane.list, Qt.Key.Key_Home)
    assert pane.chosen_facts() == ("f1", "f2")
    qtbot.keyClick(pane.list, Qt.Key.Key_Up)
    assert pane.chosen_facts() == ("f1", "f2")
    qtbot.keyClick(pane.list, Qt.Key.Key_End)
    assert pane.chosen_facts() == ("f15",)


def test_left_and_right_go_between_chips(pane, qtbot):
    rows = (
        ValueRow(
            ("f1",), "Mother", "Ines", (Chip(2, ("e2",), "Quay"), Chip(3, ("e3",), "Almanac"))
        ),
    )
    pane.show_record(RecordHead("x", "X"), rows)
    pane.choose_facts(["f1"])
    with qtbot.waitSignal(pane.fact_chosen) as caught:
        qtbot.keyClick(pane.list, Qt.Key.Key_Right)
    assert caught.args == [("f1",), ("e3",)]
    with qtbot.assertNotEmitted(pane.fact_chosen, wait=20):
        qtbot.keyClick(pane.list, Qt.Key.Key_Right)


def test_a_click_on_a_chip_chooses_its_passage(pane, qtbot):
    pane.show_record(
        RecordHead("x", "X"),
        (ValueRow(("f1",), "Mother", "Ines", (Chip(2, ("e2",), "Quay"), Chip(3, ("e3",), "A"))),),
    )
    rect = pane.list.visualRect(pane.list.rows.index(0, 0))
    place = QPoint(rect.right() - 28, rect.center().y())
    chosen = []
    pane.fact_chosen.connect(lambda facts, excerpts: chosen.append((facts, excerpts)))
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen[-1] == (("f1",), ("e3",))


def test_a_click_on_a_heading_lets_go_of_nothing(pane, qtbot):
    pane.choose_facts(["f3"])
    rect = pane.list.visualRect(pane.list.rows.index(3, 0))
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert pane.chosen_facts() == ("f3",)


def test_enter_opens(pane, qtbot):
    pane.choose_facts(["f3"])
    with qtbot.waitSignal(pane.fact_opened) as caught:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert caught.args == [("f3",)]


def test_choosing_from_outside_is_silent(pane, qtbot):
    with qtbot.assertNotEmitted(pane.fact_chosen, wait=20):
        assert pane.choose_facts(["f8"])
        assert not pane.choose_facts(["not here"])
    assert pane.chosen_facts() == ("f8",)


def test_the_same_record_again_keeps_the_chosen_fact(pane, qtbot):
    pane.choose_facts(["f8"])
    with qtbot.assertNotEmitted(pane.fact_chosen, wait=20):
        pane.show_record(HEAD, ROWS[2:])
    assert pane.chosen_facts() == ("f8",)
    pane.show_record(RecordHead("other", "Other"), ROWS)
    assert pane.chosen_facts() == ()


def test_a_dispute_is_seen_and_heard(pane):
    model = pane.list.rows
    head = next(n for n, row in enumerate(ROWS) if isinstance(row, DisputeHead))
    assert [model.place_in_dispute(head + n) for n in range(4)] == ["first", "middle", "last", ""]
    said = [model.index(head + n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert said[0] == "Disputed. Father: two accounts, none preferred"
    assert said[1].startswith("Father, disputed: Josef; 1 source, its own words; [2]")
    alone = next(n for n, row in enumerate(ROWS) if isinstance(row, DisputeHead) and n != head)
    assert model.place_in_dispute(alone) == "only"


def test_what_is_said_of_a_value_names_its_sources():
    row = ValueRow(
        ("f",),
        "Born",
        "1948",
        (Chip(1, ("e",), "Wiki", "[1] Wiki, cites Almanac", dangling=True),),
        "at most 1 lineage",
        flag="deprecated",
    )
    assert spoken(row) == "Born: 1948; deprecated; at most 1 lineage; [1] Wiki, cites Almanac"
    assert spoken(NoteRow("Nothing yet.")) == "Nothing yet."
    assert spoken(DisputeValueRow(("f",), "Josef", property="Father")) == "Father, disputed: Josef"


def test_what_nobody_has_shown_to_be_separate_is_counted_as_at_most(sample):
    with Archive.open(sample, read_only=True) as archive:
        record = archive.queries.record("Edda Marlow")
    every = [value for one in record.properties() for scope in one.scopes for value in scope.values]
    told = {(value.at_most, lineages_said(value)) for value in every if value.sources == 2}
    assert told == {(True, "at most 2 lineages")}
    assert lineages_said(replace(every[0], lineages=2, at_most=False)) == "2 lineages"
    assert lineages_said(replace(every[0], lineages=None)) == ""
    (answer,) = [
        one
        for one in record.properties()
        if any(value.sources == 2 for scope in one.scopes for value in scope.values)
    ][:1]
    (row,) = [row for row in property_rows(answer, {}) if "2 sources" in getattr(row, "aside", "")]
    assert "at most 2 lineages" in row.aside


def test_only_accounts_in_conflict_are_counted_and_differences_are_told(sample):
    with Archive.open(sample) as archive:
        source = archive.queries.sources()[0].id

        def say(name, value):
            archive.execute(AssertFact("Josef Marlow", name, value, source, "born 1948"))

        for year in ("1846", "1847", "1846/1847"):
            say("date_of_birth", year)
        record = archive.queries.record("Josef Marlow")
        (born,) = [one for one in record.properties() if one.name == "date_of_birth"]
        head, *rows = property_rows(born, {})
        assert head.words == "Born: two accounts, none preferred"
        assert [row.value for row in rows] == ["1846", "1847", "1846 – 1847"]
        assert [row.aside.endswith("fits both") for row in rows] == [False, False, True]
        record = archive.queries.record("Edda Marlow")
    every = [value for one in record.properties() for scope in one.scopes for value in scope.values]
    value = next(one for one in every if one.sources == 2)
    kin = [
        replace(fact, qualifiers={"kinship": words})
        for fact, words in zip(value.facts, ("uncle", "great-uncle"), strict=False)
    ]
    assert differing_said(replace(value, facts=tuple(kin))) == ["differing on Kinship"]


def test_the_disputes_frame_is_rust(pane, theme):
    image = pane.list.viewport().grab().toImage()
    colours = {image.pixelColor(40, y).name() for y in range(image.height())}
    assert theme.palette.dispute_ground in colours


def test_a_narrow_pane_wraps_and_stays_whole(pane, qtbot):
    row = next(n for n, r in enumerate(ROWS) if isinstance(r, ValueRow) and r.below)
    wide = pane.list.visualRect(pane.list.rows.index(row, 0)).height()
    pane.resize(280, 800)
    qtbot.waitUntil(lambda: pane.list.visualRect(pane.list.rows.index(row, 0)).height() > wide)


def test_thousands_of_rows_are_all_reached(pane, qtbot):
    rows = tuple(ValueRow((f"f{n}",), f"Property {n}", f"Value {n}") for n in range(5000))
    pane.show_record(RecordHead("many", "Many"), rows)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_End)
    assert pane.chosen_facts() == ("f4999",)
    qtbot.waitUntil(
        lambda: (
            pane.list.viewport()
            .rect()
            .intersects(pane.list.visualRect(pane.list.rows.index(4999, 0)))
        )
    )
    assert pane.list.rows.index(2500, 0).data(ROW_ROLE) is rows[2500]


def test_heading(pane):
    assert pane._name.text() == "Edda Marlow"
    assert pane.tabs.count() == 1
    assert pane.subject == "marlow"
    pane.clear()
    assert pane.subject == ""
    assert pane.list.rows.rowCount() == 0
