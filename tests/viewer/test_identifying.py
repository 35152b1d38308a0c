# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who is who in the window: proposed and never applied, joined with open eyes, and taken back."""

from __future__ import annotations

import pytest
from hands import headings, is_possible, newest, record_in, rows, select, trigger
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import SubjectKind
from fonds.viewer.desk.identity_rows import pair_of
from fonds.viewer.desk.places import Place
from fonds.viewer.rows import DisputeHead, NoteRow, ValueRow

PROFILE, WORDS = "the-quay-profile.txt", "Her father, Josef"
CTRL = Qt.KeyboardModifier.ControlModifier


def weils(bench) -> list[str]:
    return [row.id for row in bench.desk.listing.subjects if row.label == "Jon Weil"]


def visit(bench, subject: str) -> None:
    bench.reader.visit(Place("subject", subject))
    bench.settle()


def edda(bench) -> str:
    return next(row.id for row in bench.desk.listing.subjects if row.label == "Edda Marlow")


def words(board) -> str:
    return "\n".join(label.text() for label in board.findChildren(QLabel) if label.isVisible())


def links(sample, subject: str) -> list:
    with Archive.open(sample, read_only=True) as archive:
        return archive.queries.links(subject)


@pytest.fixture
def board(bench, qtbot):
    """The two namesakes side by side, reached by the keys alone."""
    visit(bench, weils(bench)[0])
    bench.window.record.setFocus()
    qtbot.keyClick(bench.window, Qt.Key.Key_J, CTRL)
    bench.settle()
    listed = bench.identifying.sheet
    assert bench.window.record.sheet is listed
    entry = listed.list.current()
    assert entry.verb == "Perhaps, by name alone:"
    # Told apart, although both bear one name.
    assert entry.what.startswith("Jon Weil, ")
    qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    bench.settle()
    assert bench.window.record.sheet is bench.identifying.board
    return bench.identifying.board


def test_a_name_alone_joins_nothing(bench, sample, board, qtbot):
    assert not links(sample, weils(bench)[0])
    assert board.buttons["same"].hasFocus()
    assert not any(button.isChecked() for button in board.buttons.values())
    qtbot.keyClick(board, Qt.Key.Key_Return, CTRL)
    assert "Choose what you conclude" in board.refusal.text()
    assert "One record of 4 facts from 3 sources." in words(board)
    assert [card.account.value for card in board.cards] == [
        "Jon Weil, grain merchant",
        bench.desk.listing.told_apart[weils(bench)[1]],
    ]
    assert not any(card.choice.isVisible() for card in board.cards)


def test_dates_that_clash_only_in_one_person_are_shown(sample):
    with Archive.open(sample) as archive:
        pair = [
            archive.execute(OpenSubject(label, SubjectKind.PERSON)).answer.stream
            for label in ("A. Weil", "Anton Weil")
        ]
        archive.execute(AssertFact(pair[0], "date_of_birth", "1890", PROFILE, WORDS))
        archive.execute(AssertFact(pair[1], "date_of_death", "1860", PROFILE, WORDS))
        (meeting,) = pair_of(archive.queries, *pair, {}, {}).meetings
    assert meeting.clashes
    assert "nobody dies before their birth" in meeting.words


def test_joined_with_evidence_by_the_keys_shown_together_and_taken_back(
    bench, sample, board, qtbot
):
    one, other = weils(bench)
    qtbot.keyClick(board.buttons["same"], Qt.Key.Key_Space)
    qtbot.mouseClick(board.add, Qt.MouseButton.LeftButton)
    assert "Select the words" in board.refusal.text()
    bench.reader.source.open(bench.desk.listing.sources[2].id)
    bench.settle()
    select(bench, "ballots were cast")
    qtbot.mouseClick(board.add, Qt.MouseButton.LeftButton)
    assert [words.quote for words in board.evidence] == ["ballots were cast"]
    qtbot.keyClick(board, Qt.Key.Key_Return, CTRL)
    assert "Say why" in board.refusal.text()
    assert board.reason_field.hasFocus()
    qtbot.keyClicks(board.reason_field, "One street, one trade.")
    qtbot.keyClick(board.reason_field, Qt.Key.Key_Return, CTRL)
    bench.settle()
    assert not bench.identifying.is_open
    assert bench.window.record.list.hasFocus()
    (link,) = links(sample, one)
    assert (link.other, link.judgement) == (other, Judgement.SAME)
    assert link.reason == "One street, one trade."
    assert [proof.quote for proof in link.evidence] == ["ballots were cast"]
    # Each record says so, and neither took the other's facts.
    note = next(row for row in rows(bench) if isinstance(row, NoteRow))
    assert note.text.startswith("one with Jon Weil, ")
    assert len([row for row in rows(bench) if isinstance(row, ValueRow)]) == 2
    qtbot.keyClick(bench.window, Qt.Key.Key_J, CTRL | Qt.KeyboardModifier.AltModifier)
    bench.settle()
    assert bench.window.actions_of_window.action("together").isChecked()
    held = [row for row in rows(bench) if isinstance(row, ValueRow)]
    assert len(held) == 4
    names = bench.desk.listing.told_apart
    assert {row.value: row.aside.rpartition("of ")[2] for row in held}["grain merchant"] == (
        names[one]
    )
    assert sum(row.aside.endswith(f"of {names[other]}") for row in held) == 2
    trigger(bench, "together")
    bench.settle()
    assert len([row for row in rows(bench) if isinstance(row, ValueRow)]) == 2
    # Taken back by a later conclusion; the earlier one stays in the history.
    trigger(bench, "who")
    bench.settle()
    entry = bench.identifying.sheet.list.current()
    assert (entry.verb, entry.reason, entry.agent) == ("One with", link.reason, "tester")
    assert "ballots were cast" in entry.after
    qtbot.keyClick(bench.identifying.sheet.list, Qt.Key.Key_Return)
    bench.settle()
    again = bench.identifying.board
    assert again.buttons["same"].isChecked()
    assert "tester held them to be one" in words(again)
    again.buttons["not same"].setChecked(True)
    again.reason_field.setPlainText("Thirty years lie between them.")
    again.submit()
    bench.settle()
    assert [one.judgement for one in links(sample, one)] == [Judgement.NOT_SAME]
    assert [entry.type for entry in newest(sample, 2)] == ["SubjectsLinked"] * 2
    note = next(row for row in rows(bench) if isinstance(row, NoteRow))
    assert note.text.startswith("not to be taken for Jon Weil, ")


def test_contradicting_facts_are_shown_first_and_ask_for_a_tick(bench, sample):
    visit(bench, edda(bench))
    bench.identifying.compare(edda(bench), weils(bench)[0])
    bench.settle()
    board = bench.identifying.board
    assert "⚑ Share of the vote" in words(board)
    assert not board.anyway.isVisible()
    board.buttons["same"].setChecked(True)
    assert board.anyway.isVisible()
    board.reason_field.setPlainText("A test.")
    board.submit()
    assert "would contradict each other" in board.refusal.text()
    assert board.anyway.hasFocus()
    assert not links(sample, edda(bench))
    board.anyway.setChecked(True)
    board.submit()
    bench.settle()
    assert [one.judgement for one in links(sample, edda(bench))] == [Judgement.SAME]


def test_somebody_of_another_name_is_typed_and_laid_beside(bench, qtbot):
    visit(bench, edda(bench))
    trigger(bench, "who")
    bench.settle()
    field = bench.identifying.other_field
    assert field.hasFocus()
    assert "Nothing was concluded" in bench.identifying.sheet.words
    qtbot.keyClicks(field, "Ines Marlow")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    bench.settle()
    board = bench.identifying.board
    assert bench.window.record.sheet is board
    assert board.pair.title == "Edda Marlow and Ines Marlow: one or two?"
    qtbot.keyClick(board, Qt.Key.Key_Escape)
    bench.settle()
    assert bench.window.record.sheet is not board


def test_all_who_may_be_one_are_listed_and_lead_to_the_pair(bench, qtbot):
    trigger(bench, "candidates")
    bench.settle()
    listed = bench.identifying.sheet
    found = [entry.what for entry in listed.list.entries.entries]
    assert "Edmund Marlow | Edmund Marlow, Sr." in found
    assert not bench.identifying.other_field.isVisible()
    qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    bench.settle()
    assert bench.window.record.sheet is bench.identifying.board
    qtbot.keyClick(bench.identifying.board, Qt.Key.Key_Escape)
    bench.settle()
    assert not bench.identifying.is_open


def test_a_mixed_up_namesake_is_parted_source_by_source(bench, sample, qtbot):
    visit(bench, edda(bench))
    trigger(bench, "split")
    bench.settle()
    board = bench.identifying.parting
    assert board.tree.hasFocus()
    heads = [board.tree.topLevelItem(n) for n in range(board.tree.topLevelItemCount())]
    assert [head.text(0)[:3] for head in heads] == ["[1]", "[2]", "[3]"]
    board.submit()
    assert "Tick at least one fact" in board.refusal.text()
    # Space on a source ticks all that cite it; a fact of two sources goes once.
    board.tree.setCurrentItem(heads[0])
    qtbot.keyClick(board.tree, Qt.Key.Key_Space)
    ticked = board.ticked()
    assert len(ticked) == len(set(ticked)) == heads[0].childCount()
    assert str(len(ticked)) in board.go.text()
    board.submit()
    assert "Say to whom" in board.refusal.text()
    qtbot.keyClicks(board.to_field, "Edda Marlow of the wiki")
    assert board.to_field.aside == "a new subject"
    qtbot.keyClicks(board.reason_field, "The wiki mixes two women up.")
    qtbot.keyClick(board.reason_field, Qt.Key.Key_Return, CTRL)
    bench.settle()
    assert bench.window.record.head.name == "Edda Marlow of the wiki"
    assert len(bench.reader.record.facts) == len(ticked)
    assert "organizer" in record_in(sample, "Edda Marlow of the wiki")["occupation"]
    assert [one.judgement for one in links(sample, edda(bench))] == [Judgement.NOT_SAME]
    assert len({entry.action for entry in newest(sample, len(ticked))}) == 1


def test_a_namesake_may_bear_the_very_name_and_a_dispute_ticks_no_account(bench, qtbot):
    visit(bench, edda(bench))
    bench.window.record.setFocus()
    shown = bench.window.record.list
    head = next(
        n for n in range(shown.rows.rowCount()) if isinstance(shown.rows.row(n), DisputeHead)
    )
    shown.setCurrentIndex(shown.rows.index(head, 0))
    trigger(bench, "split")
    bench.settle()
    board = bench.identifying.parting
    assert not board.ticked()
    heads = [board.tree.topLevelItem(n) for n in range(board.tree.topLevelItemCount())]
    lines = [head.child(n).text(0) for head in heads for n in range(head.childCount())]
    assert "District: 14th district, 1980s" in lines
    moved = heads[1].child(0).data(0, 0x100)
    board.tick([moved])
    qtbot.keyClicks(board.to_field, "Edda Marlow")
    board.reason_field.setFocus()
    assert board.to_field.aside == "a new subject"
    qtbot.keyClicks(board.reason_field, "An aunt of the same name.")
    qtbot.keyClick(board.reason_field, Qt.Key.Key_Return, CTRL)
    bench.settle()
    assert list(bench.reader.record.facts) == [moved]
    assert [row.label for row in bench.desk.listing.subjects].count("Edda Marlow") == 2


def test_nothing_is_concluded_while_looking_back(bench):
    visit(bench, edda(bench))
    bench.lists.look_at("@120")
    bench.settle()
    assert not is_possible(bench, "split")
    trigger(bench, "who")
    bench.settle()
    # Whom to compare with can be seen; what is proposed is only known of now.
    assert bench.identifying.is_open
    assert not bench.identifying.sheet.list.entries.entries
    one = next(row.id for row in bench.desk.listing.subjects if row.label == "Anton Marlow")
    bench.identifying.compare(edda(bench), one)
    bench.settle()
    assert not bench.identifying.board.go.isEnabled()


def test_what_was_concluded_of_one_stands_in_the_history_of_the_other_with_whom(bench, sample):
    one, other = weils(bench)
    with Archive.open(sample) as archive:
        (fact, *_) = archive.queries.said_of([one])
        passage = fact.citations[0]
        proof = (passage.excerpt,)
        archive.execute(LinkSubjects(one, other, Judgement.UNSURE, "One street.", proof))
    bench.desk.look()
    visit(bench, other)
    said = f"Said to be perhaps the same as Jon Weil ({other[:6]}) · Jon Weil ({one[:6]})"
    assert said in headings(bench)
    entries = bench.window.history.list.entries.entries
    assert entries[headings(bench).index(said)].after == f"“{passage.quote}”"


@pytest.mark.parametrize("asked", ["who", "candidates"])
def test_what_is_asked_before_the_lists_are_read_tells_namesakes_apart_then(bench, asked):
    visit(bench, weils(bench)[0])
    listing, bench.desk.listing = bench.desk.listing, None
    trigger(bench, asked)
    bench.settle()
    listed = bench.identifying.sheet.list
    assert not any("Jon Weil, " in one.what for one in listed.entries.entries)
    bench.desk.listing = listing
    bench.desk.listed.emit()
    bench.settle()
    assert any("Jon Weil, " in one.what for one in listed.entries.entries)
    assert bench.window.record.sheet is bench.identifying.sheet
