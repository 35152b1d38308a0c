# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Passages that a newer text has not as they were: found, decided of, and taken back, by keys."""

from __future__ import annotations

import pytest
from hands import go_to, newest, rows, select, trigger
from keyboard import Keys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.recapture import Recapture
from fonds.viewer.choosers import TickAll
from fonds.viewer.desk.settling_rows import finding_said
from fonds.viewer.file_dialog import FileDialog
from fonds.viewer.rows import ValueRow

QUAY = "The Quay"


@pytest.fixture
def waiting(sample, tmp_path):
    """The sample, where a newer copy of a source has one passage changed, and one gone."""
    with Archive.open(sample, agent="tester") as archive:
        queries = archive.queries
        source = next(one.id for one in queries.sources() if one.title.startswith(QUAY))
        text = queries.text(source)
        held = [one for one in text.passages if one.facts]
        first, last = held[0], held[-1]
        place = {"quote": text.text[last.start : last.end], "start": last.start, "end": last.end}
        archive.execute(AssertFact("Josef Marlow", "occupation", "stoker", source, **place))
        changed = text.text
        changed = f"{changed[: last.start]}Cut.{changed[last.end :]}"
        words = text.text[first.start : first.end].split()
        other = " ".join([*words[:-1], "1949." if words[-1] != "1949." else "1950."])
        changed = f"{changed[: first.start]}{other}{changed[first.end :]}"
        file = tmp_path / "newer.txt"
        file.write_text(changed, encoding="utf-8")
        archive.execute(Recapture(source, (file,)))
        unclear = archive.queries.anchor_states(source)[0].unclear
    assert len(unclear) >= 2
    return source, unclear


def states(sample, source) -> tuple[int, int]:
    with Archive.open(sample, read_only=True) as archive:
        found = archive.queries.anchor_states(source)[0]
    return len(found.unclear), len(found.decided)


def said(board) -> str:
    return " ".join(one.text() for one in board.findChildren(QLabel) if one.isVisible())


def test_the_list_of_what_is_to_do_leads_to_the_passage_and_keys_settle_it(
    waiting, empty_bench, sample
):
    source, unclear = waiting
    bench = empty_bench
    bench.desk.open(sample)
    bench.settle()
    go_to(bench, "todo", "Passages not found")
    row = next(one for one in rows(bench) if isinstance(one, ValueRow) and one.passage)
    bench.window.record.list.setFocus()
    keys = Keys(bench)
    keys.press("Down")
    keys.press("Return")
    bench.settle()
    board = bench.settling.board
    assert bench.settling.is_open
    assert board.passage.excerpt in {one.excerpt for one in unclear}
    assert row.source == source
    # The newer text stands beside it.
    assert "Cut." in bench.window.source.view.text
    assert QApplication.focusWidget() in board.choices.values()
    before = states(sample, source)
    # Nothing is recorded without a choice and a reason.
    keys.press("Ctrl+Return")
    assert board.refusal.isVisible()
    board.choices["absent"].setFocus()
    keys.press("Space")
    keys.press("Ctrl+Return")
    assert "Say why" in board.refusal.text()
    assert states(sample, source) == before
    keys.type("Corrected by the paper.")
    first = board.passage.excerpt
    keys.press("Return")
    bench.settle()
    assert states(sample, source) == (before[0] - 1, before[1] + 1)
    # It goes on with the next that waits, and the reason stays to be used again.
    assert board.passage.excerpt != first
    assert board.reason_field.text() == "Corrected by the paper."
    trigger(bench, "undo")
    bench.settle()
    assert states(sample, source) == before
    assert board.passage.excerpt == first
    keys.press("Escape")
    assert not bench.settling.is_open
    assert bench.window.record.list.hasFocus()


def test_words_selected_in_the_newer_text_are_what_it_is_now(waiting, bench, sample):
    source, unclear = waiting
    bench.reader.source.open(source)
    bench.settle()
    trigger(bench, "settle")
    bench.settle()
    board = bench.settling.board
    lost = next(one for one in unclear if one.now is None)
    while board.passage.excerpt != lost.excerpt:
        board.step(1)
    assert "Nothing like it" in said(board) or "same words" in said(board)
    bench.settle()
    select(bench, "Cut.")
    assert board.choices["other"].isChecked()
    assert "Cut." in board.words_chosen.text()
    # Two facts may say the same: whom each is about tells them apart, and one box ticks both.
    assert "Josef Marlow: Occupation: stoker" in [one.text() for one in board.citing.values()]
    every = next(one for one in board.findChildren(TickAll) if not one.isHidden())
    every.click()
    assert all(one.isChecked() for one in board.citing.values())
    board.reason_field.setText("That is what is left.")
    board.submit()
    bench.settle()
    with Archive.open(sample, read_only=True) as archive:
        decided = archive.queries.anchor_states(source)[0].decided
        (one,) = decided
        assert (one.excerpt, one.now) == (lost.excerpt, "Cut.")
        for fact in archive.queries.facts(list(lost.facts)):
            assert "Cut." in [cited.quote for cited in fact.citations]
    # A decision can be seen, and taken back, where it was made.
    bench.settling.open(source, lost.excerpt)
    bench.settle()
    assert board.passage.decided
    assert board.go.text() == "Take the decision back"
    board.go.click()
    bench.settle()
    assert not board.passage.decided
    assert states(sample, source)[1] == 0


def test_the_comparison_of_captures_leads_there_and_an_older_text_is_not_selected_from(
    waiting, bench, qtbot
):
    source, unclear = waiting
    bench.reader.source.open(source)
    bench.settle()
    trigger(bench, "changes")
    bench.settle()
    button = bench.source_desk.waiting
    assert button.isVisible()
    assert str(len(unclear)) in button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.settle()
    board = bench.settling.board
    assert bench.settling.is_open
    while not board.before.isVisible():
        board.step(1)
    board.before.click()
    bench.settle()
    assert "Cut." not in bench.window.source.view.text
    bench.window.source.surface.select(0, 5)
    assert not board.choices["other"].isChecked()


def test_where_nothing_waits_that_is_said(bench, qtbot):
    go_to(bench, "source", QUAY)
    trigger(bench, "settle")
    bench.settle()
    board = bench.settling.board
    assert "Nothing is left to decide" in said(board)
    assert not board.go.isVisible()
    assert board.back.hasFocus()
    qtbot.keyClick(board.back, Qt.Key.Key_Escape)
    assert not bench.settling.is_open


def test_what_was_chosen_and_typed_outlasts_another_program_writing(waiting, bench, sample):
    source, _ = waiting
    bench.reader.source.open(source)
    bench.settle()
    trigger(bench, "settle")
    bench.settle()
    board = bench.settling.board
    board.choices["absent"].setChecked(True)
    board.reason_field.setText("Half a rea")
    with Archive.open(sample, agent="another") as archive:
        from fonds.archive.commands.examining import RecordRead

        archive.execute(RecordRead(source, 0, 3))
    bench.desk.look()
    bench.settle()
    assert bench.settling.is_open
    assert board.typed() == {"choice": "absent", "reason": "Half a rea"}
    assert bench.settling._kept()["typed"] == board.typed()


def test_a_newer_copy_says_how_many_wait(bench, sample, tmp_path, monkeypatch):
    go_to(bench, "source", QUAY)
    newer = tmp_path / "newer.txt"
    newer.write_text("Quite another page.\n", encoding="utf-8")
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(newer), ""))
    trigger(bench, "recapture")
    bench.settle()
    assert "to be decided: Passages not found again." in bench.window.notice.words
    assert newest(sample, 1)[0].type == "ExcerptRelocated"


@pytest.mark.parametrize(
    ("state", "was", "now", "places", "words"),
    [
        ("changed", "won 57 percent", "won 54 percent", 1, "“57” became “54”"),
        ("changed", "won 57 percent", "won 57 percent then", 1, "“then” came"),
        ("changed", "she won then", "she won", 1, "“then” went"),
        ("ambiguous", "won", None, 3, "3 places"),
        ("lost", "won", None, 0, "Nothing like it"),
    ],
)
def test_a_finding_is_said_in_words(state, was, now, places, words):
    assert words in finding_said(state, was, now, places, decided=False)
