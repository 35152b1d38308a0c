# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The boards that say who is who survive a crash, and what they recorded is taken back by name."""

from __future__ import annotations

import pytest
from hands import record_in, rows, trigger

from fonds.archive import Archive
from fonds.events.catalogue.subject import Judgement
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.places import Place
from fonds.viewer.identities import Words
from fonds.viewer.rows import NoteRow


@pytest.fixture
def windows(theme, qtbot, settings, sample):
    """One window after another on the sample, as after a crash: the first one is not closed."""
    made: list[Bench] = []

    def another() -> Bench:
        bench = Bench(theme, settings, "tester", watch=False)
        made.append(bench)
        qtbot.addWidget(bench.window)
        bench.window.resize(1440, 900)
        bench.window.show()
        bench.files.open(sample)
        bench.settle()
        return bench

    yield another
    for bench in made:
        bench.window.close()


def pair(bench: Bench) -> list[str]:
    return [row.id for row in bench.desk.listing.subjects if row.label == "Jon Weil"]


def edda(bench: Bench) -> str:
    return next(row.id for row in bench.desk.listing.subjects if row.label == "Edda Marlow")


def undo_text(bench: Bench) -> str:
    return bench.window.actions_of_window.action("undo").text()


def judged(sample, subject: str) -> list[Judgement]:
    with Archive.open(sample, read_only=True) as archive:
        return [one.judgement for one in archive.queries.links(subject)]


def evidence(bench: Bench) -> Words:
    source = bench.desk.listing.sources[2]
    bench.reader.source.open(source.id)
    bench.settle()
    text = bench.reader.source.read.view.text
    start = text.index("ballots were cast")
    return Words(source.id, source.title, 3, "ballots were cast", start, start + 17)


def test_a_conclusion_that_was_being_written_comes_back(windows):
    bench = windows()
    first, second = pair(bench)
    bench.identifying.compare(first, second)
    bench.settle()
    words = evidence(bench)
    bench.identifying.board.buttons["unsure"].setChecked(True)
    bench.identifying.board.reason_field.setPlainText("One street, two trades.")
    bench.identifying.board.add_evidence(words)
    bench.unfinished.keep()
    again = windows()
    board = again.identifying.board
    assert again.window.record.sheet is board
    assert (board.pair.first, board.pair.second) == (first, second)
    assert board.buttons["unsure"].isChecked()
    assert board.reason_field.toPlainText() == "One street, two trades."
    assert board.evidence == [words]
    board.left.emit()
    again.settle()
    assert windows().window.record.sheet is not board


def test_a_board_that_was_only_looked_at_does_not_come_back(windows):
    bench = windows()
    bench.identifying.compare(*pair(bench))
    bench.settle()
    bench.unfinished.keep()
    assert windows().window.record.sheet is None


def test_a_parting_that_was_being_filled_in_comes_back(windows):
    bench = windows()
    bench.reader.visit(Place("subject", edda(bench)))
    bench.settle()
    trigger(bench, "split")
    bench.settle()
    board = bench.identifying.parting
    fact = board.tree.topLevelItem(0).child(1)
    board.tree.setCurrentItem(fact)
    board.tick([fact.data(0, 0x100)])
    board.to_field.setText("Edda of the wiki")
    board.reason_field.setText("Two women.")
    ticked = board.ticked()
    bench.unfinished.keep()
    again = windows()
    board = again.identifying.parting
    assert again.window.record.sheet is board
    assert board.ticked() == ticked
    assert board.to_field.text() == "Edda of the wiki"
    assert board.reason_field.text() == "Two women."
    board.submit()
    again.settle()
    assert again.window.record.head.name == "Edda of the wiki"


def test_a_conclusion_is_taken_back_by_name(bench, sample):
    first, second = pair(bench)
    for judgement in ("not same", "same"):
        bench.identifying.compare(first, second)
        bench.settle()
        bench.identifying.board.buttons[judgement].setChecked(True)
        bench.identifying.board.anyway.setChecked(True)
        bench.identifying.board.reason_field.setPlainText("Read again.")
        bench.identifying.board.submit()
        bench.settle()
    assert undo_text(bench) == "&Undo: who Jon Weil is"
    trigger(bench, "undo")
    bench.settle()
    assert judged(sample, first) == [Judgement.NOT_SAME]
    assert bench.window.notice.words.startswith("Undone: who Jon Weil is")


def test_a_parting_is_taken_back_with_the_facts_it_moved(bench, sample):
    subject = edda(bench)
    before = record_in(sample, subject)
    bench.reader.visit(Place("subject", subject))
    bench.settle()
    trigger(bench, "split")
    bench.settle()
    board = bench.identifying.parting
    items = [board.tree.topLevelItem(0).child(n) for n in range(3)]
    board.tick([item.data(0, 0x100) for item in items])
    board.to_field.setText("Edda of the wiki")
    board.reason_field.setText("Two women.")
    board.submit()
    bench.settle()
    assert record_in(sample, subject) != before
    assert undo_text(bench) == "&Undo: part Edda Marlow from another"
    trigger(bench, "undo")
    bench.settle()
    assert record_in(sample, subject) == before
    assert "Edda of the wiki" not in {row.label for row in bench.desk.listing.subjects}
    # One reads again whom one read, and nothing is left of the other.
    assert bench.window.record.head.name == "Edda Marlow"
    assert not [row for row in rows(bench) if isinstance(row, NoteRow) and "one with" in row.text]


def test_those_who_are_one_are_told_as_one_in_every_view(bench):
    first, second = pair(bench)
    bench.identifying.compare(first, second)
    bench.settle()
    board = bench.identifying.board
    board.buttons["same"].setChecked(True)
    board.reason_field.setPlainText("One street.")
    board.submit()
    bench.settle()
    bench.reader.visit(Place("subject", first))
    bench.settle()
    views = {1: bench.lives.timeline, 2: bench.lives.ties, 3: bench.lives.narrative}

    def held(number: int) -> set[str]:
        bench.window.record.show_view(number)
        bench.settle()
        if number == 1:
            things = bench.lives.timeline.list.things.timeline
            return {fact for item in things.items for fact in item.facts}
        if number == 2:
            return {fact for one in views[2].canvas.buttons for fact in one.tie.facts}
        return {fact for clause in views[3].told.clauses for fact in clause.facts}

    alone = {number: held(number) for number in views}
    trigger(bench, "together")
    bench.settle()
    together = {number: held(number) for number in views}
    assert all(alone[number] <= together[number] for number in views)
    assert len(together[3]) == 4 > len(alone[3])
