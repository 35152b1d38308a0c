# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The navigator: filter, keys, choice."""

from __future__ import annotations

import pytest
from marlow import GROUPS
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from fonds.viewer.navigator import Navigator
from fonds.viewer.navigator_model import BATCH, NavGroup, NavigatorModel, NavItem


@pytest.fixture
def navigator(theme, qtbot):
    made = Navigator(theme)
    qtbot.addWidget(made)
    made.resize(200, 700)
    made.show_groups(GROUPS)
    made.show()
    qtbot.waitExposed(made)
    return made


def labels(navigator: Navigator) -> list[str]:
    return [
        model.index(n, 0, model.index(g, 0)).data()
        for model in (tree.nodes for tree in navigator.trees)
        for g in range(model.rowCount())
        for n in range(model.rowCount(model.index(g, 0)))
    ]


@pytest.mark.usefixtures("qapp")
def test_the_model_keeps_qts_rules():
    model = NavigatorModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_groups(GROUPS)
    model.set_filter("marlow")
    model.set_filter("")
    model.set_groups(GROUPS[:1])
    assert model.rowCount() == 1
    assert tester.model() is model


MANY = tuple(NavItem("subject", str(n), f"Keeper {n:05}") for n in range(5 * BATCH))


@pytest.mark.usefixtures("qapp")
def test_a_long_group_keeps_qts_rules_while_more_of_it_is_shown():
    model = NavigatorModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_groups((NavGroup("people", "People", MANY), *GROUPS[1:]))
    people = model.index(0, 0)
    assert model.rowCount(people) == BATCH
    assert model.show_more()
    assert model.rowCount(people) == 2 * BATCH
    assert model.find("subject", str(4 * BATCH)).data() == f"Keeper {4 * BATCH:05}"
    while model.show_more():
        pass
    assert model.rowCount(people) == len(MANY)
    assert tester.model() is model


def test_a_long_list_shows_more_as_it_is_scrolled_and_all_is_found(navigator, qtbot):
    navigator.show_groups((NavGroup("people", "People", MANY),))
    qtbot.wait(1)
    tree = navigator.tree
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum())
    qtbot.wait(1)
    assert len(labels(navigator)) == 2 * BATCH
    navigator.mark("subject", str(len(MANY) - 1))
    assert navigator.present() is MANY[-1]
    # Who types on looks only among what was found; who takes letters away, among all again.
    qtbot.keyClicks(navigator.filter, "keeper 0199")
    assert labels(navigator) == [one.label for one in MANY if "0199" in one.label]
    qtbot.keyClick(navigator.filter, Qt.Key.Key_Backspace)
    qtbot.keyClicks(navigator.filter, "8")
    assert labels(navigator) == [one.label for one in MANY if "0198" in one.label]
    navigator.filter.clear()
    assert navigator.tree.nodes.item_count() == len(MANY)


def test_other_counts_leave_the_list_where_it_is(navigator, qtbot):
    navigator.show_groups((NavGroup("people", "People", MANY),))
    tree, bar = navigator.tree, navigator.tree.verticalScrollBar()
    tester = QAbstractItemModelTester(
        tree.nodes, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    navigator.mark("subject", "1")
    qtbot.wait(1)
    bar.setValue(60)
    counted = [NavItem(one.kind, one.id, one.label, "7") for one in MANY]
    moved = (counted[50], *counted[:50], *counted[51:])
    with qtbot.assertNotEmitted(tree.nodes.modelReset):
        navigator.show_groups((NavGroup("people", "People", moved),))
    assert bar.value() == 60
    assert navigator.present() is moved[2]
    assert labels(navigator) == [one.label for one in moved[:BATCH]]
    # Fewer than were shown are another list.
    with qtbot.waitSignal(tree.nodes.modelReset):
        navigator.show_groups((NavGroup("people", "People", moved[:30]),))
    assert len(labels(navigator)) == 30
    assert tester.model() is tree.nodes


def test_the_filter_keeps_what_is_to_do(navigator, qtbot):
    qtbot.keyClicks(navigator.filter, "MAR in")
    assert labels(navigator) == [
        "Ines Marlow",
        "Conflicts",
        "Dangling footnotes",
        "Second-hand only",
    ]


def test_other_names_are_found(navigator, qtbot):
    qtbot.keyClicks(navigator.filter, "e. mar")
    assert labels(navigator)[0] == "Edda Marlow"


def test_enter_in_the_filter_takes_the_first(navigator, qtbot):
    qtbot.keyClicks(navigator.filter, "reyk")
    with qtbot.waitSignal(navigator.item_chosen) as caught:
        qtbot.keyClick(navigator.filter, Qt.Key.Key_Return)
    assert caught.args[0].id == "reyk"


def test_a_click_chooses(navigator, qtbot):
    index = navigator.rest.nodes.find("source", "s3")
    place = navigator.rest.visualRect(index).center()
    with qtbot.waitSignal(navigator.item_chosen) as caught:
        qtbot.mouseClick(navigator.rest.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (caught.args[0].kind, caught.args[0].id) == ("source", "s3")


def test_arrows_and_enter_choose(navigator, qtbot):
    navigator.mark("subject", "marlow")
    qtbot.keyClick(navigator.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(navigator.item_chosen) as caught:
        qtbot.keyClick(navigator.tree, Qt.Key.Key_Return)
    assert caught.args[0].id == "league"


def test_a_group_closes_and_opens(navigator, qtbot):
    head = navigator.tree.nodes.index(0, 0)
    place = navigator.tree.visualRect(head).center()
    qtbot.mouseClick(navigator.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not navigator.tree.isExpanded(head)
    qtbot.mouseClick(navigator.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert navigator.tree.isExpanded(head)


def test_new_counts_keep_the_present_item(navigator, qtbot):
    navigator.mark("subject", "ines")
    with qtbot.assertNotEmitted(navigator.item_chosen, wait=20):
        navigator.show_groups(
            (NavGroup("subjects", "Subjects", (NavItem("subject", "ines", "Ines Marlow", "10"),)),)
        )
    assert navigator.present().count == "10"


def test_counts_are_said(navigator):
    index = navigator.tasks.nodes.find("todo", "conflicts")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Conflicts, 2"


def test_an_empty_list_says_why(navigator):
    assert not navigator.none.isVisible()
    navigator.filter.setText("zzz")
    assert navigator.none.isVisible()
    assert navigator.none.text() == "Nobody and nothing here is called “zzz”."
    # What is to do is not sought by name, and stays.
    assert navigator.tasks.isVisible()
    navigator.filter.clear()
    assert not navigator.none.isVisible()
    navigator.show_groups(())
    assert navigator.none.text() == "No subjects and no sources yet."


def test_in_little_room_namesakes_keep_name_and_years_and_the_count_gives_way(navigator, drawn):
    one = NavItem("subject", "1", "Tobias Quarrie 1799–1862", "6", told_apart=" 1799–1862")
    other = NavItem("subject", "2", "Wilhelmina", "9")
    navigator.show_groups([NavGroup("subject", "Subjects", (one, other))])
    navigator.resize(178, 700)
    navigator.grab()
    assert " 1799–1862" in drawn
    assert any(words.startswith("Tobias") for words in drawn)
    assert "9" in drawn
    drawn.clear()
    navigator.resize(178, 700)
    navigator.grab()
    assert "6" not in drawn
    navigator.resize(400, 700)
    drawn.clear()
    navigator.grab()
    assert {"6", "9", " 1799–1862"} <= set(drawn)


def test_no_line_of_what_is_to_do_is_cut(navigator, theme):
    tasks = tuple(NavItem("todo", str(n), f"Chore {n}") for n in range(30))
    navigator.show_groups([*GROUPS[:2], NavGroup("todo", "To do", tasks)])
    for tall in range(600, 627, 5):
        navigator.resize(200, tall)
        assert navigator.tasks.height() % theme.px(27) == 0


@pytest.mark.parametrize("height", [470, 481, 560, 613, 700])
def test_no_row_is_cut_however_little_room_there_is(navigator, height):
    sources = tuple(NavItem("source", f"s{n}", f"Register {n}", f"[{n}]") for n in range(30))
    _, _, todo = GROUPS
    many = tuple(NavItem("subject", str(n), f"Keeper {n}") for n in range(40))
    several = NavGroup("subjects", "Subjects", many)
    navigator.show_groups((several, NavGroup("sources", "Sources", sources), todo))
    navigator.resize(200, height)
    for tree in navigator.trees:
        seen = tree.viewport().rect()
        last = tree.indexAt(seen.bottomLeft())
        assert not last.isValid() or seen.contains(tree.visualRect(last)), tree.height()
