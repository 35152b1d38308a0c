# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Undo beyond facts: what was concluded of a conflict, sources taken in, a subject opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hands import go_to, is_possible, newest, press_row, rows, select, trigger
from PySide6.QtCore import QMimeData, Qt, QUrl

from fonds.archive import Archive
from fonds.viewer.rows import DisputeHead

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.viewer.desk.bench import Bench


def undo_text(bench: Bench) -> str:
    return bench.window.actions_of_window.action("undo").text()


def undo(bench: Bench) -> None:
    trigger(bench, "undo")
    bench.settle()


def father(path: Path) -> str:
    """What is held of the father, with the reasoning in force; empty while that is open."""
    with Archive.open(path, read_only=True) as archive:
        (one,) = [one for one in archive.queries.conflicts() if one.property == "father"]
        if one.status != "resolved":
            return ""
        last = archive.queries.conflict(one.id).scope.resolutions[-1]
        said = archive.queries.facts([last.preferred])[0].display if last.preferred else ""
        return f"{last.outcome.value}: {said}: {last.reason}"


def decide(bench: Bench, qtbot, chosen: str, reason: str) -> None:
    """Weigh the father and conclude something: an account's value, or another outcome."""
    press_row(bench, qtbot, "Josef Marlow")
    trigger(bench, "weigh")
    bench.settle()
    board = bench.weighing.board
    choices = {one.account.value: one.choice for one in board.cards} | board._others
    choices[chosen].click()
    board.reason_field.setPlainText(reason)
    board.go.click()
    bench.settle()
    assert not bench.weighing.is_open


def test_what_was_concluded_of_a_conflict_is_taken_back_step_by_step(bench, qtbot, sample):
    decide(bench, qtbot, "Edmund Marlow, Sr.", "The register has him.")
    held = "preferred: Edmund Marlow, Sr.: The register has him."
    assert father(sample) == held
    assert undo_text(bench) == "&Undo: conclude about father"
    decide(bench, qtbot, "both stand", "Two men of one name.")
    assert father(sample) == "both stand: : Two men of one name."
    undo(bench)
    # What was concluded before is concluded again, with the reasoning it had.
    assert father(sample) == held
    assert undo_text(bench) == "&Undo: conclude about father"
    undo(bench)
    assert father(sample) == ""
    entry = newest(sample, 1)[0]
    assert (entry.type, entry.reason) == ("ConflictResolved", "undone")
    assert any(isinstance(row, DisputeHead) for row in rows(bench))
    assert not is_possible(bench, "undo")


def test_taking_a_conclusion_back_can_be_taken_back(bench, qtbot, sample):
    decide(bench, qtbot, "Josef Marlow", "Her own words.")
    decide(bench, qtbot, "unresolved", "Too soon.")
    assert father(sample) == ""
    undo(bench)
    assert father(sample) == "preferred: Josef Marlow: Her own words."


def titles(path: Path) -> list[str]:
    with Archive.open(path, read_only=True) as archive:
        return [row.title for row in archive.queries.sources() if not row.withdrawn]


def test_sources_taken_in_at_once_are_withdrawn_at_once(bench, sample, tmp_path):
    go_to(bench, "source", "Province Almanac")
    files = [tmp_path / name for name in ("letter.txt", "list.txt")]
    for file in files:
        file.write_text(f"The words of {file.stem}.\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    bench.bringing.take(data)
    bench.settle()
    assert len(titles(sample)) == 5
    assert undo_text(bench) == "&Undo: add 2 sources"
    undo(bench)
    assert len(titles(sample)) == 3
    assert {entry.type for entry in newest(sample, 2)} == {"SourceWithdrawn"}
    assert bench.reader.source.read.view.title.startswith("Province Almanac")
    # And they can be taken in once more.
    bench.bringing.take(data)
    bench.settle()
    assert len(titles(sample)) == 5


def test_a_subject_opened_for_a_fact_is_withdrawn_after_the_fact(bench, qtbot, sample):
    go_to(bench, "source", "Province Almanac")
    select(bench, "In 1966 she went to sea")
    trigger(bench, "new_fact")
    form = bench.writing.form
    form.choose_property("occupation")
    form.value_field.setText("purser")
    form.subject_field.clear()
    qtbot.keyClicks(form.subject_field, "Somebody New")
    for _ in range(2):
        qtbot.keyClick(form.subject_field, Qt.Key.Key_Return)
        bench.settle()
    assert bench.writing.form is None
    assert undo_text(bench) == "&Undo: assert occupation"
    undo(bench)
    assert undo_text(bench) == "&Undo: open Somebody New"
    undo(bench)
    assert newest(sample, 1)[0].type == "SubjectWithdrawn"
    assert not is_possible(bench, "undo")
