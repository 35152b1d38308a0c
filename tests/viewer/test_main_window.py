# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The whole window with invented rows: focus, keys, palette, layout."""

from __future__ import annotations

import pytest
from marlow import GROUPS, HEAD, HISTORY, ROWS, source
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMainWindow, QWidget

from fonds.viewer.action_table import ACTIONS, Menu, Need
from fonds.viewer.actions import ActionSet
from fonds.viewer.find_field import rank
from fonds.viewer.find_results import HIT_ROLE, Hit, HitModel
from fonds.viewer.main_window import MainWindow
from fonds.viewer.theme import Scheme
from fonds.viewer.top_bar import BadgeState

ALL = frozenset(Need) - {Need.PAST}


@pytest.fixture
def ran():
    return []


@pytest.fixture
def window(theme, qtbot, ran, tmp_path):
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    names = ("open", "new_fact", "back", "forward", "now")
    handlers = {name: (lambda name=name: ran.append(name)) for name in names}
    made = MainWindow(theme, handlers, settings)
    qtbot.addWidget(made)
    made.set_met(ALL)
    made.navigator.show_groups(GROUPS)
    made.record.show_record(HEAD, ROWS)
    made.history.show_entries(HISTORY, more=False)
    made.source.show_source(source())
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_ids_and_keys_are_given_once():
    ids = [spec.id for spec in ACTIONS]
    keys = [key for spec in ACTIONS for key in spec.keys]
    assert len(set(ids)) == len(ids)
    assert len(set(keys)) == len(keys)


def test_a_handler_nobody_knows_is_refused(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    with pytest.raises(ValueError, match="no such action: flie"):
        ActionSet(widget, {"flie": lambda: None})


def test_an_action_without_a_handler_is_nowhere(window):
    assert window.actions_of_window.action("undo") is None
    texts = [a.text() for menu in window.menus.values() for a in menu.actions()]
    assert "&Undo" not in texts
    assert "&Open…" in texts


def test_what_belongs_together_stands_together_and_quit_at_the_end(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    acts = ActionSet(window, {spec.id: lambda: None for spec in ACTIONS})
    group_of = {f"action_{spec.id}": spec.group for spec in ACTIONS}
    for menu in acts.fill(window.menuBar()).values():
        groups = [group_of[a.objectName()] for a in menu.actions() if not a.isSeparator()]
        assert groups == sorted(groups)
        parted = sum(action.isSeparator() for action in menu.actions())
        assert parted == len(set(groups)) - 1
        if menu.title() == "&File":
            assert menu.actions()[-1].text() == "&Quit"


def test_what_is_not_possible_is_off(window, ran):
    window.set_met({Need.ARCHIVE})
    assert not window.actions_of_window.action("new_fact").isEnabled()
    window.actions_of_window.action("new_fact").trigger()
    assert ran == []
    window.set_met(ALL)
    window.actions_of_window.action("new_fact").trigger()
    assert ran == ["new_fact"]


def offers(field):
    model = field.results.list.model()
    return [model.index(n, 0).data(HIT_ROLE) for n in range(model.rowCount())]


@pytest.mark.parametrize(
    ("met", "why"),
    [
        (set(), "Open an archive first."),
        (ALL - {Need.WRITABLE}, "This archive is open for reading only."),
        (ALL - {Need.PRESENT}, "You are looking back: return to now first."),
        (ALL - {Need.SELECTION}, "Mark words in the source first."),
    ],
)
def test_what_is_not_possible_says_why_in_menu_palette_and_to_its_keys(
    window, qtbot, ran, met, why
):
    window.set_met(met)
    fact = window.menus[Menu.FACT]
    assert fact.toolTipsVisible()
    assert window.actions_of_window.action("new_fact").toolTip() == why
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.notice.words == f"⚑ {why}"
    window.notice.tell("")
    field = window.top_bar.find_field
    field.bring()
    qtbot.keyClicks(field, "new fact")
    assert [(hit.id, hit.detail) for hit in offers(field)] == [("new_fact", why)]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (window.notice.words, ran) == (f"⚑ {why}", [])
    window.set_met(met)
    assert window.notice.words == f"⚑ {why}", "it is so still"
    window.set_met(ALL)
    assert not window.notice.words
    window.set_met(met)
    window.notice.tell("Something else.")
    window.set_met(ALL)
    assert window.notice.words == "Something else."
    assert window.actions_of_window.action("new_fact").toolTip() != why


def test_what_is_possible_is_offered_before_what_is_not(window, qtbot):
    window.set_met(ALL - {Need.SELECTION})
    field = window.top_bar.find_field
    field.bring()
    qtbot.keyClicks(field, "ne")
    offered = [hit.off for hit in offers(field)]
    assert offered == sorted(offered)
    assert set(offered) == {False, True}


def test_the_end_of_a_way_back_is_no_error(window, qtbot):
    window.set_met(ALL - {Need.CAN_GO_BACK})
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.notice.words == ""


def test_writing_is_off_while_looking_back(window):
    window.set_met(ALL - {Need.PRESENT} | {Need.PAST})
    assert not window.actions_of_window.action("new_fact").isEnabled()
    assert window.actions_of_window.action("now").isEnabled()


def test_control_return_reaches_the_action_from_the_text(window, qtbot, ran):
    edit = window.source.surface.edit
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["new_fact"]


def test_f6_goes_through_all_panes_and_round(window, qtbot):
    window.navigator.tree.setFocus()
    seen = []
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [
        window.record.list,
        window.history.list,
        window.source.surface.edit,
        window.top_bar.find_field,
        window.navigator.tree,
    ]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is window.top_bar.find_field


def test_tab_leaves_every_pane(window, qtbot):
    window.navigator.tree.setFocus()
    seen = set()
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert {window.record.list, window.history.list, window.navigator.tree} <= seen
    assert window.source.surface.edit in seen
    assert window.top_bar.find_field in seen


def test_everything_that_takes_keys_has_a_name(window):
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QLineEdit | QAbstractButton)
        and not widget.accessibleName()
    ]
    assert nameless == []
    fields = [w for w in window.findChildren(QLineEdit) if not w.accessibleName()]
    assert fields == []
    buttons = [
        b
        for b in window.findChildren(QAbstractButton)
        if b.isVisible() and not (b.accessibleName() or b.text())
    ]
    assert [b for b in buttons if not isinstance(b.parent(), QLineEdit)] == []


class TestFindOrDo:
    def test_an_action_by_its_name(self, window, qtbot, ran):
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        field = window.top_bar.find_field
        assert QApplication.focusWidget() is field
        qtbot.keyClicks(field, "nw fact")
        assert field.results.isVisible()
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert ran == ["new_fact"]
        assert field.text() == ""
        assert not field.results.isVisible()

    def test_what_is_found_stands_first_and_late_answers_are_dropped(self, window, qtbot):
        field = window.top_bar.find_field
        field.bring()
        with qtbot.waitSignal(field.searched) as caught:
            qtbot.keyClicks(field, "ines")
        assert caught.args == ["ines"]
        field.show_found("ine", [Hit("subject", "late", "Late")])
        field.show_found("ines", [Hit("subject", "ines", "Ines Marlow", "Subject")])
        with qtbot.waitSignal(field.hit_chosen) as caught:
            qtbot.keyClick(field, Qt.Key.Key_Return)
        assert caught.args[0].id == "ines"

    def test_arrows_walk_and_escape_closes(self, window, qtbot):
        field = window.top_bar.find_field
        field.bring()
        assert field.results.isVisible()
        qtbot.keyClick(field, Qt.Key.Key_Down)
        assert field.results.list.currentIndex().row() == 1
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert not field.results.isVisible()

    def test_beginnings_are_ranked_before_scattered_letters(self):
        hits = [
            Hit("action", "a", "Find on every page"),
            Hit("action", "b", "Open…"),
            Hit("action", "c", "Copy"),
        ]
        assert [h.id for h in rank("ope", hits)] == ["b", "a"]
        assert [h.id for h in rank("zz", hits)] == []

    @pytest.mark.parametrize(
        ("typed", "fits"),
        [("nf", True), ("nefa", True), ("n fact", True), ("nwft", True), ("ewf", False),
         ("nfx", False), ("ft", True), ("tcaf", False)],
    )  # fmt: skip
    def test_short_forms_begin_with_words_of_the_title(self, typed, fits):
        assert bool(rank(typed, [Hit("action", "a", "New fact…")])) is fits

    def test_letters_scattered_over_a_title_are_no_match(self):
        hits = [Hit("action", "a", "Filter subjects and sources")]
        assert rank("erase", hits) == []
        assert rank("fss", hits) == hits

    @pytest.mark.usefixtures("qapp")
    def test_the_model_keeps_qts_rules(self):
        model = HitModel()
        tester = QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning
        )
        model.set_hits([Hit("action", "a", "A"), Hit("action", "b", "B")])
        model.set_hits([])
        assert model.rowCount() == 0
        assert tester.model() is model


class TestAsOf:
    def test_sliding_tells_the_position_at_rest(self, window, qtbot):
        as_of = window.top_bar.as_of
        as_of.set_log(412, (10, 200))
        told = []
        as_of.moment_wanted.connect(told.append)
        for _ in range(3):
            qtbot.keyClick(as_of.slider, Qt.Key.Key_Left)
        qtbot.waitUntil(lambda: bool(told))
        assert told == ["@409"]

    def test_typing_a_date(self, window, qtbot):
        as_of = window.top_bar.as_of
        as_of.bring()
        qtbot.keyClicks(as_of.field, "2026-11-20")
        with qtbot.waitSignal(as_of.moment_wanted) as caught:
            qtbot.keyClick(as_of.field, Qt.Key.Key_Return)
        assert caught.args == ["2026-11-20"]

    def test_new_events_leave_now_at_the_end(self, window):
        as_of = window.top_bar.as_of
        as_of.set_log(412)
        as_of.set_log(413)
        assert as_of.slider.value() == 413
        as_of.show_moment("@100", 100)
        as_of.set_log(414)
        assert as_of.slider.value() == 100
        as_of.show_moment("")
        assert as_of.field.text() == "now"
        assert as_of.slider.value() == 414

    def test_the_banner_says_what_is_seen(self, window, qtbot):
        window.banner.show_past("@398, 20 November 2026")
        assert window.banner.isVisible()
        assert "@398" in window.banner._words.text()
        with qtbot.waitSignal(window.banner.now_wanted):
            qtbot.mouseClick(window.banner.findChild(QAbstractButton), Qt.MouseButton.LeftButton)
        window.banner.show_past("")
        assert not window.banner.isVisible()


def test_layout_and_scheme_are_kept(window, theme, qtbot):
    # The offscreen screen is small: a window wider than it would be restored narrower.
    window.resize(960, 640)
    window.panes.setSizes([140, 280, 226, 311])
    widths = window.pane_widths()
    window.actions_of_window.action("scheme_dark").trigger()
    assert theme.scheme is Scheme.DARK
    assert window.actions_of_window.action("scheme_dark").isChecked()
    assert not window.actions_of_window.action("scheme_light").isChecked()
    window.close()
    again = MainWindow(theme, {}, window._settings)
    qtbot.addWidget(again)
    again.show()
    assert again.pane_widths() == widths
    assert window._settings.value("window/scheme") == "dark"


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)])
def test_nothing_is_cut_off(window, qtbot, size):
    window.resize(*size)
    qtbot.wait(10)
    assert window.size().toTuple() == size
    widths = window.pane_widths()
    assert sum(widths) + 3 == size[0]
    assert all(
        width >= pane.minimumWidth()
        for width, pane in zip(widths, window.panes.seen(), strict=True)
    )


def test_the_badge_says_no_more_than_it_knows(window):
    assert not window.top_bar._badge.isVisible()
    window.top_bar.show_badge(BadgeState.VERIFIED, "Verified 12:05, @412", "by this window")
    assert window.top_bar._badge.text() == "✓ Verified 12:05, @412"
    window.top_bar.show_badge(BadgeState.FAULT, "2 faults", "")
    assert window.top_bar._badge.text() == "⚑ 2 faults"


def test_the_status_line(window):
    window.status.show_parts(["marlow.fonds", "412 events"], "2 conflicts open")
    window.status.show_parts(["marlow.fonds"])
    assert [label.text() for label in window.status._parts if label.isVisible()] == ["marlow.fonds"]


def test_zoom_by_keys(window, theme, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.zoom == pytest.approx(1.1)
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.zoom == 1.0
