# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Conflicts side by side: words against words, the outcome with its reasoning, and back again."""

from __future__ import annotations

import pytest
from hands import (
    go_to,
    is_possible,
    lit_words,
    newest,
    press_row,
    record_in,
    row_of,
    rows,
    select,
    trigger,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.conflicts import ResolveConflict
from fonds.events.catalogue.subject import ConflictOutcome
from fonds.viewer.accounts import Account, AccountQuote, Sheet
from fonds.viewer.conflict_board import ConflictBoard
from fonds.viewer.desk.bench import Bench
from fonds.viewer.rows import DisputeHead


@pytest.fixture
def board(bench, qtbot):
    press_row(bench, qtbot, "Josef Marlow")
    trigger(bench, "weigh")
    bench.settle()
    assert bench.weighing.is_open
    return bench.weighing.board


def card(board, value: str):
    return next(one for one in board.cards if one.account.value == value)


def settled(sample) -> dict[str, str]:
    with Archive.open(sample, read_only=True) as archive:
        return {a.name: a.status.value for a in archive.queries.record("Edda Marlow").properties()}


def test_the_accounts_stand_side_by_side_with_their_words(bench, board):
    assert [one.account.value for one in board.cards] == ["Josef Marlow", "Edmund Marlow, Sr."]
    first, second = board.cards
    assert first.geometry().top() == second.geometry().top()
    assert first.geometry().right() < second.geometry().left()
    assert "1 source" in first.account.weight
    assert "its own words" in first.account.weight
    assert "second-hand" in second.account.weight
    assert all(one.account.quotes[0].words for one in board.cards)
    assert board.isVisible()
    # Words have the whole width of a card; who says them and where stands below.
    for one in board.cards:
        room = one.contentsRect().width()
        margins = one.layout().contentsMargins()
        quotes = [label for label in one.findChildren(QLabel) if label.property("role") == "quote"]
        assert len(quotes) == len(one.account.quotes)
        assert {label.width() for label in quotes} == {room - margins.left() - margins.right()}
    assert not bench.window.record.list.isVisible()


def test_the_word_weigh_and_enter_on_the_head_both_lead_there(bench, qtbot):
    view = bench.window.record.list
    number = next(n for n, row in enumerate(rows(bench)) if isinstance(row, DisputeHead))
    index = view.rows.index(number, 0)
    view.scrollTo(index)
    rect = view.visualRect(index)
    at = QPoint(rect.right() - 40, rect.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    bench.settle()
    assert bench.weighing.is_open
    qtbot.keyClick(bench.weighing.board, Qt.Key.Key_Escape)
    assert not bench.weighing.is_open
    assert view.hasFocus()
    view.setCurrentIndex(index)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    bench.settle()
    assert bench.weighing.is_open


def test_a_quote_leads_to_its_passage(bench, board, qtbot):
    chip = card(board, "Edmund Marlow, Sr.").findChild(QToolButton)
    assert chip.text() == "3"
    assert "Province Almanac" in chip.accessibleName()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    bench.settle()
    assert bench.reader.source.read.view.title.startswith("Province Almanac")
    assert "Edmund Marlow" in lit_words(bench)[0]
    assert bench.weighing.is_open


def test_an_outcome_is_recorded_by_the_keys_alone_and_opened_again(bench, board, qtbot, sample):
    assert card(board, "Josef Marlow").choice.hasFocus()
    for _ in range(2):
        qtbot.keyClick(board.window(), Qt.Key.Key_Tab)
    qtbot.keyClick(board.cards[1].choice, Qt.Key.Key_Space)
    assert card(board, "Edmund Marlow, Sr.").choice.isChecked()
    qtbot.keyClick(board.cards[1].choice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Say why" in board.refusal.text()
    assert board.reason_field.hasFocus()
    qtbot.keyClicks(board.reason_field, "The almanac had the register.")
    qtbot.keyClick(board.reason_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert not bench.weighing.is_open
    assert settled(sample)["father"] == "resolved"
    entry = newest(sample, 1)[0]
    assert (entry.type, entry.reason) == ("ConflictResolved", "The almanac had the register.")
    assert record_in(sample, "Edda Marlow")["father"][0] == "Edmund Marlow, Sr."
    _, row = row_of(bench, "Josef Marlow")
    assert "not preferred" in row.aside
    press_row(bench, qtbot, "Josef Marlow")
    assert is_possible(bench, "weigh")
    trigger(bench, "weigh")
    bench.settle()
    assert "The almanac had the register." in board.sheet.concluded[0]
    board._others["unresolved"].click()
    board.reason_field.setPlainText("The register is of another parish.")
    qtbot.mouseClick(board.go, Qt.MouseButton.LeftButton)
    bench.settle()
    assert settled(sample)["father"] == "disputed"


def resolve_father(sample, outcome: ConflictOutcome, preferred: str = "") -> None:
    with Archive.open(sample, agent="R. Weigher") as archive:
        (father,) = [one for one in archive.queries.conflicts() if one.property == "father"]
        ids = {fact.display: fact.id for fact in archive.queries.facts(list(father.facts))}
        why = "She said so herself."
        archive.execute(ResolveConflict(father.id, outcome, why, ids.get(preferred)))


@pytest.mark.parametrize("chosen", ["Josef Marlow", "Edmund Marlow, Sr."])
def test_the_account_somebody_preferred_says_so_with_who_and_why(bench, sample, chosen):
    other = {"Josef Marlow", "Edmund Marlow, Sr."} - {chosen}
    resolve_father(sample, ConflictOutcome.PREFERRED, chosen)
    bench.desk.look()
    bench.settle()
    _, row = row_of(bench, chosen)
    assert (row.label, row.flag) == ("Father", "preferred")
    assert "not preferred" not in row.aside
    assert f"Resolved: R. Weigher preferred {chosen}, " in row.below
    assert "“She said so herself.”" in row.below
    _, row = row_of(bench, other.pop())
    assert row.flag == ""
    assert "not preferred" in row.aside
    assert "Resolved" not in row.below
    entry = newest(sample, 1)[0]
    assert entry.after == f"preferred: {chosen}"


def test_where_both_stand_none_is_said_not_to_be_preferred(bench, sample):
    resolve_father(sample, ConflictOutcome.BOTH_STAND)
    bench.desk.look()
    bench.settle()
    found = [row_of(bench, name)[1] for name in ("Josef Marlow", "Edmund Marlow, Sr.")]
    assert [row.flag for row in found] == ["", ""]
    assert not any("preferred" in row.aside for row in found)
    assert "Resolved: R. Weigher let both stand, " in " ".join(row.below for row in found)


def test_what_was_concluded_stays_beside_the_value_where_nothing_conflicts_any_more(bench, sample):
    resolve_father(sample, ConflictOutcome.PREFERRED, "Josef Marlow")
    with Archive.open(sample) as archive:
        (father,) = [one for one in archive.queries.conflicts() if one.property == "father"]
        ids = {fact.display: fact.id for fact in archive.queries.facts(list(father.facts))}
        archive.execute(RetractFacts((ids["Edmund Marlow, Sr."],), "A slip."))
    bench.desk.look()
    bench.settle()
    _, row = row_of(bench, "Josef Marlow")
    assert "No longer in conflict: R. Weigher preferred Josef Marlow, " in row.below
    assert "“She said so herself.”" in row.below


def test_nothing_chosen_is_refused_and_nothing_typed_is_lost(board, qtbot, sample):
    before = newest(sample, 1)[0].position
    board.reason_field.setPlainText("because")
    qtbot.mouseClick(board.go, Qt.MouseButton.LeftButton)
    assert "Choose an outcome" in board.refusal.text()
    assert board.reason_field.toPlainText() == "because"
    assert newest(sample, 1)[0].position == before
    # Once it is chosen nothing asks for it any more.
    qtbot.mouseClick(board.cards[1].choice, Qt.MouseButton.LeftButton)
    assert not board.refusal.isVisible()


def test_a_notice_dismissed_by_mouse_leaves_the_keys_where_they_are(bench, board, qtbot):
    board.reason_field.setFocus()
    bench.window.notice.tell("Saved.")
    close = next(b for b in bench.window.notice.findChildren(QPushButton) if b.text() == "Dismiss")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not bench.window.notice.isVisible()
    assert board.reason_field.hasFocus()


def test_another_appends_and_the_board_keeps_what_was_typed(bench, board, sample):
    board.reason_field.setPlainText("half a thought")
    board.cards[1].choice.setChecked(True)
    with Archive.open(sample, agent="another") as archive:
        spouse = next(
            answer.scopes[0].values[0].facts[0].id
            for answer in archive.queries.record("Edda Marlow").properties()
            if answer.name == "spouse"
        )
        archive.execute(RetractFacts((spouse,), "doubtful"))
    bench.desk.look()
    bench.settle()
    assert bench.weighing.is_open
    assert board.reason_field.toPlainText() == "half a thought"
    assert board.cards[1].choice.isChecked()


def test_a_conflict_that_is_gone_meanwhile_closes_the_board(bench, board, sample):
    with Archive.open(sample, agent="another") as archive:
        archive.execute(RetractFacts(board.cards[0].account.facts, "a namesake"))
    bench.desk.look()
    bench.settle()
    assert not bench.weighing.is_open
    assert bench.window.record.list.isVisible()


def test_the_board_survives_a_crash(theme, qtbot, settings, sample):
    def start() -> Bench:
        made = Bench(theme, settings, "tester", watch=False)
        qtbot.addWidget(made.window)
        made.window.show()
        made.files.open(sample)
        made.settle()
        return made

    first = start()
    press_row(first, qtbot, "Josef Marlow")
    trigger(first, "weigh")
    first.settle()
    first.weighing.board.reason_field.setPlainText("half a thought")
    first.weighing.board.cards[1].choice.setChecked(True)
    first.unfinished.keep()
    first.desk.session.close()
    again = start()
    assert again.weighing.is_open
    assert again.weighing.board.reason_field.toPlainText() == "half a thought"
    assert again.weighing.board.cards[1].choice.isChecked()
    first.desk.session = None
    first.window.close()
    again.window.close()


def test_nothing_is_weighed_while_one_looks_back(bench, qtbot):
    bench.lists.look_at("@250")
    bench.settle()
    assert not any(row.weighable for row in rows(bench) if isinstance(row, DisputeHead))
    press_row(bench, qtbot, "Josef Marlow")
    assert not is_possible(bench, "weigh")


@pytest.mark.parametrize("stays", [True, False])
def test_the_board_comes_back_from_the_past_with_what_was_typed(bench, board, stays):
    board.cards[1].choice.setChecked(True)
    board.reason_field.setPlainText("half a thought")
    bench.lists.look_at("@250")
    bench.settle()
    assert not bench.weighing.is_open
    if not stays:
        go_to(bench, "subject", "The Capstan")
    trigger(bench, "now")
    bench.settle()
    assert bench.weighing.is_open is stays
    assert board.reason_field.toPlainText() == "half a thought"
    assert board.cards[1].choice.isChecked()


def test_from_the_list_of_conflicts_enter_goes_to_the_record(bench, qtbot):
    go_to(bench, "todo", "Conflicts")
    view = bench.window.record.list
    number = next(n for n, row in enumerate(rows(bench)) if isinstance(row, DisputeHead))
    view.setCurrentIndex(view.rows.index(number, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    bench.settle()
    assert bench.window.record.head.name == "Edda Marlow"


def test_narrow_cards_stand_one_under_the_other(theme, qtbot):
    board = ConflictBoard(theme)
    qtbot.addWidget(board)
    quote = AccountQuote(1, "A source", "a word " * 60, "says the source", "f1")
    accounts = [Account(f"value {n}", "1 source", (f"f{n}",), (quote,)) for n in range(4)]
    board.lay_out(Sheet("c", "Father: four accounts", "they cannot all hold", tuple(accounts)))
    board.show()
    for wide, columns in ((300, 1), (470, 2), (1200, 4)):
        board.resize(wide, 500)
        QApplication.processEvents()
        tops = {one.geometry().top() for one in board.cards}
        assert len(tops) == -(-4 // columns)
        rights = [one.geometry().right() for one in board.cards]
        assert max(rights) <= board.viewport().width(), (wide, rights)


def test_ctrl_return_records_the_outcome_although_words_are_selected_beside(
    bench, board, sample, qtbot
):
    select(bench, "two hundred volunteers")
    assert is_possible(bench, "new_fact")
    choice = card(board, "Josef Marlow").choice
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Space)
    board.reason_field.setPlainText("She was there.")
    qtbot.keyClick(choice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert bench.writing.form is None
    assert settled(sample)["father"] == "resolved"
