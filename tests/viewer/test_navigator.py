# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The navigator: filter, keys, choice."""

from __future__ import annotations

import pytest
from marlow import GROUPS
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from fonds.viewer import name_search
from fonds.viewer.navigator import Navigator
from fonds.viewer.navigator_model import NavGroup, NavigatorModel, NavItem
from fonds.viewer.painting import painting


@pytest.fixture
def navigator(theme, qtbot):
    made = Navigator(theme)
    qtbot.addWidget(made)
    made.resize(200, 700)
    made.show_groups(GROUPS)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture(autouse=True)
def _looking_at_few_at_once(monkeypatch):
    """Names are looked through by so few that the turns show in short lists, too."""
    monkeypatch.setattr(name_search, "SLICE", SLICE)


def labels(navigator: Navigator) -> list[str]:
    return [
        model.index(row, 0).data()
        for model in (tree.nodes for tree in navigator.trees)
        for row in range(1, model.rowCount())
    ]


@pytest.mark.usefixtures("qapp")
def test_the_model_keeps_qts_rules():
    model = NavigatorModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_group(GROUPS[0])
    model.set_filter("marlow")
    model.set_open(is_open=False)
    assert model.rowCount() == 1
    model.set_filter("")
    model.set_open(is_open=True)
    assert model.rowCount() == 1 + len(GROUPS[0].items)
    model.set_group(GROUPS[1])
    model.set_group(None)
    assert model.rowCount() == 0
    assert tester.model() is model


SLICE = 400
MANY = tuple(NavItem("subject", str(n), f"Keeper {n:05}") for n in range(1000))
PEOPLE = NavGroup("people", "People", MANY)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("words", ["keeper 0001", "keeper 95", "keeper", "nobody"])
def test_a_long_group_keeps_qts_rules_while_it_is_looked_through(words, is_open):
    model = NavigatorModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_group(PEOPLE)
    model.set_open(is_open=is_open)
    model.set_filter(words)
    assert model.is_sifting
    met = [one for one in MANY if all(word in one.label.casefold() for word in words.split())]
    assert model.item_count() == sum(int(one.id) < SLICE for one in met)
    model.finish()
    assert list(model.items) == met
    assert not model.is_sifting
    assert model.rowCount() == (len(met) + 1 if is_open and met else min(len(met), 1))
    assert tester.model() is model


def test_only_what_is_in_sight_is_asked_for(navigator, monkeypatch, qtbot):
    asked = []
    place = NavigatorModel.data
    monkeypatch.setattr(
        NavigatorModel, "data", lambda self, *given: asked.append(given) or place(self, *given)
    )
    navigator.show_groups((PEOPLE,))
    qtbot.wait(1)
    tree = navigator.tree
    assert tree.nodes.rowCount() == len(MANY) + 1
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum() // 2)
    qtbot.wait(1)
    assert len(asked) < 1000


def test_all_of_a_long_list_is_found_as_one_types(navigator, qtbot):
    navigator.show_groups((PEOPLE,))
    navigator.mark("subject", str(len(MANY) - 1))
    assert navigator.present() is MANY[-1]

    def found(words: str) -> None:
        sought = [one.label for one in MANY if words in one.label]
        qtbot.waitUntil(lambda: labels(navigator) == sought)

    # Who types on looks only among what was found; who takes letters away, among all again.
    qtbot.keyClicks(navigator.filter, "keeper 0019")
    found("0019")
    qtbot.keyClick(navigator.filter, Qt.Key.Key_Backspace)
    qtbot.keyClicks(navigator.filter, "8")
    found("0018")
    assert navigator.present() is None
    navigator.filter.setText("keeper 0099")
    found("0099")
    # Who was chosen is so again, as far down the list as it may stand.
    assert navigator.present() is MANY[-1]
    navigator.filter.clear()
    assert navigator.tree.nodes.item_count() == len(MANY)
    assert navigator.present() is MANY[-1]


def test_enter_takes_the_first_though_it_was_not_reached_yet(navigator, qtbot):
    navigator.show_groups((PEOPLE,))
    navigator.filter.setText("keeper 950")
    # Whether anybody is called so is not known yet, and nothing is said of it.
    assert not labels(navigator)
    assert not navigator.none.isVisible()
    with qtbot.waitSignal(navigator.item_chosen) as caught:
        qtbot.keyClick(navigator.filter, Qt.Key.Key_Return)
    assert caught.args[0].label == "Keeper 00950"


def test_letters_typed_into_the_list_go_to_who_begins_so(navigator, qtbot):
    navigator.show_groups((PEOPLE,))
    navigator.mark("subject", "7")
    qtbot.keyClicks(navigator.tree, "keeper 0090")
    assert navigator.tree.currentIndex().data() == "Keeper 00900"
    navigator.filter.setText("keeper 0001")
    navigator.mark("subject", "15")
    qtbot.waitUntil(lambda: not navigator.tree.nodes.is_sifting)
    assert navigator.tree.nodes.match(
        navigator.tree.currentIndex(), Qt.ItemDataRole.DisplayRole, "KEEPER 00012"
    ) == [navigator.tree.nodes.find("subject", "12")]


def test_other_counts_leave_the_list_where_it_is(navigator, qtbot):
    navigator.show_groups((PEOPLE,))
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
    assert labels(navigator)[:60] == [one.label for one in moved[:60]]
    another = NavItem("subject", "new", "Another")
    with qtbot.assertNotEmitted(tree.nodes.modelReset):
        navigator.show_groups((NavGroup("people", "People", (another, *moved)),))
    assert bar.value() == 60
    assert navigator.present() is moved[2]
    assert tree.nodes.rowCount() == len(MANY) + 2
    # Fewer than were shown are another list.
    with qtbot.waitSignal(tree.nodes.rowsRemoved):
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


def test_down_in_the_filter_goes_to_what_was_found(navigator, qtbot):
    navigator.filter.setFocus()
    qtbot.keyClick(navigator.filter, Qt.Key.Key_Down)
    assert navigator.tree.hasFocus()


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


def test_whoever_looks_on_by_keys_and_opens_nothing_comes_back_to_what_is_shown(navigator, qtbot):
    navigator.activateWindow()
    qtbot.waitUntil(navigator.isActiveWindow)
    navigator.mark("subject", "marlow")
    navigator.tree.setFocus()
    qtbot.keyClick(navigator.tree, Qt.Key.Key_Down)
    assert navigator.present().id == "league"
    # Meanwhile something was appended, and the lists and what is shown are told anew.
    navigator.show_groups(GROUPS)
    navigator.mark("subject", "marlow")
    assert navigator.present().id == "league"
    # From one list to the next one is still looking.
    navigator.rest.setFocus()
    assert navigator.present().id == "league"
    navigator.filter.setFocus()
    assert navigator.present().id == "marlow"


def test_the_frame_of_a_row_leaves_no_trace_in_the_rows_beside(navigator):
    tree, option = navigator.tree, QStyleOptionViewItem()
    option.rect = QRect(0, 10, 180, 27)
    option.state |= QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    image = QImage(180, 50, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with painting(image) as painter:
        tree.itemDelegate().paint(painter, option, tree.nodes.index(1, 0))
    beside = [image.pixelColor(x, y).name() for x in range(180) for y in (9, 37)]
    assert set(beside) == {"#ffffff"}
    assert image.pixelColor(90, 10).name() != "#ffffff"


def test_a_group_closes_and_opens(navigator, qtbot):
    tree = navigator.tree
    head = tree.nodes.index(0, 0)
    place = tree.visualRect(head).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert tree.nodes.rowCount() == 1
    assert head.data(Qt.ItemDataRole.AccessibleTextRole) == "Subjects, closed"
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert tree.nodes.rowCount() == 1 + len(GROUPS[0].items)
    assert head.data(Qt.ItemDataRole.AccessibleTextRole) == "Subjects"
    # By keys: from an item to its head, then closed, and open again.
    navigator.mark("subject", "marlow")
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert tree.currentIndex().row() == 0
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert tree.nodes.rowCount() == 1
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert tree.nodes.rowCount() == 1 + len(GROUPS[0].items)


def test_new_counts_keep_the_present_item(navigator, qtbot):
    navigator.mark("subject", "ines")
    with qtbot.assertNotEmitted(navigator.item_chosen, wait=20):
        navigator.show_groups(
            (NavGroup("subjects", "Subjects", (NavItem("subject", "ines", "Ines Marlow", "10"),)),)
        )
    assert navigator.present().count == "10"


@pytest.mark.parametrize("marked_again", [True, False])
def test_a_list_that_changes_while_a_filter_hides_the_present_item_keeps_it(
    navigator, marked_again
):
    people = [NavItem("subject", name, name) for name in ("Anna", "Bo", "Cleo", "Dora")]
    navigator.show_groups([NavGroup("people", "People", tuple(people))])
    navigator.mark("subject", "Cleo")
    navigator.filter.setText("anna")
    assert navigator.present() is None
    first = NavItem("subject", "Aaron", "Aaron")
    navigator.show_groups([NavGroup("people", "People", (first, *people))])
    if marked_again:
        navigator.mark("subject", "Cleo")
    assert navigator.present() is None
    navigator.filter.setText("")
    assert navigator.present() == people[2]


def test_a_screen_reader_meets_a_list_whose_items_say_their_counts(navigator):
    index = navigator.tasks.nodes.find("todo", "conflicts")
    told = QAccessible.queryAccessibleInterface(navigator.tasks)
    assert told.role() == QAccessible.Role.List
    assert told.childCount() == navigator.tasks.nodes.rowCount()
    item = told.child(index.row())
    assert item.role() == QAccessible.Role.ListItem
    assert item.text(QAccessible.Text.Name) == "Conflicts, 2"


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
        assert navigator.tasks.viewport().height() % theme.px(27) == 0


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
