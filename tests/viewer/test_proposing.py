# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Proposals beside their source: seen, ticked, changed, dismissed, taken; by the keys alone."""

from __future__ import annotations

import pytest
from archive.bees import install
from hands import go_to, lit_words, newest, record_in, trigger
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from fonds.archive import Archive
from fonds.archive.cli import preferences
from fonds.archive.commands.sources import AddSources
from fonds.viewer.candidates import Candidate
from fonds.viewer.proposal_list import ProposalModel, spoken

PAGE = """== Wenna Trask ==

Wenna Trask (born March 4, 1951) is a harbour pilot. Trask was born in Port Ellery. \
She is a niece of the shipwright Aldo Pell. She was elected to the council in 1988.
"""


@pytest.fixture
def page(empty_bench, sample, tmp_path):
    """A window with a source about somebody whom the archive does not know."""
    file = tmp_path / "Wenna Trask.txt"
    file.write_text(PAGE, encoding="utf-8")
    with Archive.open(sample, agent="tester") as archive:
        archive.execute(AddSources(files=(file,)))
    empty_bench.files.open(sample)
    empty_bench.settle()
    go_to(empty_bench, "source", "Wenna Trask")
    return empty_bench


@pytest.fixture
def board(page, qtbot):
    qtbot.keyClick(
        page.window,
        Qt.Key.Key_R,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    page.settle()
    return page.proposing.board


def values(board) -> list[str]:
    return [f"{one.property}={one.value}" for one in board.list.proposals.candidates]


def reach(board, qtbot, beginning: str) -> Candidate:
    qtbot.keyClick(board.list, Qt.Key.Key_Home)
    for _ in values(board):
        one = board.list.current()
        if f"{one.property}={one.value}".startswith(beginning):
            return one
        qtbot.keyClick(board.list, Qt.Key.Key_Down)
    raise AssertionError(values(board))


def test_the_panel_lists_what_is_certain_and_lights_the_words_of_each(page, board, qtbot):
    assert page.window.record.sheet is board
    assert board.list.hasFocus()
    assert "date_of_birth=4 March 1951" in values(board)
    one = reach(board, qtbot, "date_of_birth")
    page.settle()
    assert lit_words(page) == [one.quote]
    assert one.quote in PAGE
    assert one.remark.startswith("opens a new subject")
    said = spoken(one)
    for words in ("Born: 4 March 1951", "about Wenna Trask", "births/"):
        assert words in said
    assert "Nothing is recorded before you accept it" in board.note
    # That she was elected to something.
    assert "1 passage may say more" in board.note


def test_one_is_accepted_with_enter_and_both_hands_are_on_record(page, board, qtbot, sample):
    before = len(values(board))
    reach(board, qtbot, "date_of_birth")
    qtbot.keyClick(board.list, Qt.Key.Key_Return)
    page.settle()
    assert len(values(board)) == before - 1
    assert "date_of_birth=4 March 1951" not in values(board)
    assert board.list.hasFocus()
    assert record_in(sample, "Wenna Trask")["date_of_birth"] == ["4 March 1951"]
    entry = next(one for one in newest(sample) if one.type == "FactAsserted")
    assert entry.agent == "tester"
    assert entry.agent_kind == "person"
    assert entry.proposed_by.startswith("Fonds rules 9, births/")
    shown = page.window.history.list.entries.entries
    page.reader.history.reload_facts((entry.fact,))
    page.settle()
    shown = page.window.history.list.entries.entries
    assert "proposed by Fonds rules 9" in shown[0].reason
    # What was taken is counted, not proposed again.
    trigger(page, "proposals")
    page.settle()
    assert "date_of_birth=4 March 1951" not in values(board)
    assert "1 fact recorded already" in board.note


def test_several_are_one_act_and_taken_back_as_one(page, board, qtbot, sample):
    reach(board, qtbot, "date_of_birth")
    qtbot.keyClick(board.list, Qt.Key.Key_Space)
    reach(board, qtbot, "relative")
    qtbot.keyClick(board.list, Qt.Key.Key_Space)
    assert board.take.text() == "Accept 2 facts"
    qtbot.keyClick(board.list, Qt.Key.Key_Return)
    page.settle()
    found = [one for one in newest(sample, 9) if one.type == "FactAsserted"][:2]
    assert len({one.action for one in found}) == 1
    record = record_in(sample, "Wenna Trask")
    assert record["relative"] == ["Aldo Pell"]
    trigger(page, "undo")
    page.settle()
    assert record_in(sample, "Wenna Trask") == {}
    # A mind changed twice: it is offered again at once, and can be taken again.
    assert "recorded already" not in board.note
    reach(board, qtbot, "date_of_birth")
    board.take.setFocus()
    qtbot.keyClick(board.take, Qt.Key.Key_Return)
    page.settle()
    assert record_in(sample, "Wenna Trask")["date_of_birth"] == ["4 March 1951"]


def test_one_is_changed_before_it_is_accepted_and_then_is_the_persons_own(
    page, board, qtbot, sample
):
    reach(board, qtbot, "date_of_birth")
    qtbot.keyClick(board.list, Qt.Key.Key_F2)
    form = page.proposing.form
    assert form.isVisible()
    assert form.value_field.hasFocus()
    assert form.property_field.text() == "Born"
    form.value_field.selectAll()
    qtbot.keyClicks(form.value_field, "5 March 1951")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    page.settle()
    assert page.proposing.form is None
    assert record_in(sample, "Wenna Trask")["date_of_birth"] == ["5 March 1951"]
    entry = next(one for one in newest(sample) if one.type == "FactAsserted")
    assert entry.proposed_by is None
    # It is not proposed once more as it was; what the same words say of something else still is.
    assert "date_of_birth=4 March 1951" not in values(board)
    assert "1 fact recorded already" in board.note
    trigger(page, "undo")
    page.settle()
    assert "date_of_birth=4 March 1951" in values(board)


def test_only_whom_it_is_about_may_be_changed_and_the_rule_still_stands(page, board, qtbot, sample):
    reach(board, qtbot, "date_of_birth")
    qtbot.keyClick(board.list, Qt.Key.Key_F2)
    form = page.proposing.form
    form.subject_field.setFocus()
    form.subject_field.selectAll()
    qtbot.keyClicks(form.subject_field, "Edda Marlow")
    qtbot.keyClick(form.subject_field, Qt.Key.Key_Return)
    page.settle()
    entry = next(one for one in newest(sample) if one.type == "FactAsserted")
    assert entry.subject_label == "Edda Marlow"
    assert entry.proposed_by


def test_escape_leaves_the_form_then_the_panel_and_nothing_is_recorded(page, board, qtbot, sample):
    size = newest(sample, 1)[0].position
    qtbot.keyClick(board.list, Qt.Key.Key_F2)
    qtbot.keyClick(page.proposing.form.value_field, Qt.Key.Key_Escape)
    assert page.proposing.form is None
    assert board.list.hasFocus()
    qtbot.keyClick(board.list, Qt.Key.Key_Escape)
    assert page.window.record.sheet is None
    assert page.window.record.list.hasFocus()
    assert newest(sample, 1)[0].position == size


def test_what_is_dismissed_stays_away_until_it_is_wanted_again(page, board, qtbot, sample):
    every = values(board)
    size = newest(sample, 1)[0].position
    gone = reach(board, qtbot, "relative")
    qtbot.keyClick(board.list, Qt.Key.Key_Delete)
    assert board.list.hasFocus()
    trigger(page, "proposals")
    page.settle()
    assert len(values(board)) == len(every) - 1
    assert board.again.text() == "Show 1 dismissed"
    kept = page.desk.memory.dismissed(page.desk.begun.archive.id)
    assert kept == [gone.key]
    assert "Aldo" not in "".join(kept)
    qtbot.keyClick(board.again, Qt.Key.Key_Space)
    page.settle()
    assert values(board) == every
    assert newest(sample, 1)[0].position == size


def test_a_box_is_ticked_by_a_click(board, qtbot):
    view = board.list
    rect = view.visualRect(view.proposals.index(1, 0))
    at = view._delegate.box_rect(rect).center() + QPoint(1, 1)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.proposals.is_ticked(1)
    assert not view.proposals.is_ticked(0)


def test_a_source_without_any_says_what_to_do(empty_bench, sample, tmp_path, qtbot):
    file = tmp_path / "ledger.txt"
    file.write_text("rope 12, tar 3, oakum 7\n", encoding="utf-8")
    with Archive.open(sample, agent="tester") as archive:
        archive.execute(AddSources(files=(file,)))
    empty_bench.files.open(sample)
    empty_bench.settle()
    go_to(empty_bench, "source", "ledger")
    trigger(empty_bench, "proposals")
    empty_bench.settle()
    board = empty_bench.proposing.board
    assert "Select words in it" in board.words
    assert board.back.hasFocus()
    qtbot.keyClick(board.back, Qt.Key.Key_Escape)
    assert not empty_bench.proposing.is_open


def test_two_of_a_name_are_never_chosen_between_in_silence(page, board, qtbot, sample):
    from fonds.archive.commands.subjects import OpenSubject
    from fonds.events.values import SubjectKind

    for _ in range(2):
        with Archive.open(sample, agent="another") as archive:
            archive.execute(OpenSubject("Wenna Trask", SubjectKind.PERSON))
    trigger(page, "proposals")
    page.settle()
    one = reach(board, qtbot, "date_of_birth")
    assert one.unclear
    assert one.remark == "2 subjects are called “Wenna Trask”: say which"
    qtbot.keyClick(board.list, Qt.Key.Key_Space)
    assert board.list.proposals.chosen() == ()
    qtbot.keyClick(board.list, Qt.Key.Key_Return)
    assert page.proposing.form is not None


def test_a_refusal_is_shown_in_the_panel(page, board, qtbot, sample):
    from fonds.archive.connection import library

    other = library().connect(sample, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    reach(board, qtbot, "date_of_birth")
    qtbot.keyClick(board.list, Qt.Key.Key_Return)
    page.settle()
    other.execute("ROLLBACK")
    other.close()
    assert board.refusal.isVisible()
    assert "date_of_birth=4 March 1951" in values(board)


@pytest.mark.usefixtures("qapp")
def test_the_model_keeps_to_the_rules():
    model = ProposalModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made = [Candidate(f"k{n}", "A", "p", "P", "v", 0, 1, "q", unclear=n == 2) for n in range(4)]
    model.start(made)
    model.tick(range(4), on=True)
    assert [one.key for one in model.chosen()] == ["k0", "k1", "k3"]
    model.drop({"k1", "k3"})
    assert [one.key for one in model.candidates] == ["k0", "k2"]
    model.start(made[1:])
    assert model.chosen() == ()


def test_a_proposer_of_another_package_is_asked_where_it_is_preferred(page, tmp_path, monkeypatch):
    folder = tmp_path / "installed"
    folder.mkdir()
    install(folder, monkeypatch)
    preferences.write(preferences.PROPOSERS, "bees")
    page.proposing.propose()
    page.settle()
    board = page.proposing.board
    # What does not stand in this page was thrown away.
    assert [one for one in values(board) if "place_of_birth" in one] == [
        "place_of_birth=Port Ellery",
        "place_of_birth=harbour pilot",
    ]
    preferences.write(preferences.PROPOSERS, "crashes")
    page.proposing.propose()
    page.settle()
    assert "no model" in board.refusal.text()
    assert "place_of_birth=Port Ellery" in values(board)
    assert "place_of_birth=harbour pilot" not in values(board)
