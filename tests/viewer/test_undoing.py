# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Undo beyond facts: what was concluded of a conflict, sources taken in, a subject opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hands import go_to, is_possible, newest, press_row, rows, select, trigger
from keyboard import Keys
from PySide6.QtCore import QMimeData, Qt, QUrl

from fonds.archive import Archive
from fonds.archive.commands.changes import AssessFacts, ReattributeFacts, RetractFacts
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.values import Rank, SubjectKind
from fonds.viewer.desk.bench import Bench
from fonds.viewer.rows import DisputeHead

if TYPE_CHECKING:
    from pathlib import Path


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


def test_what_was_erased_meanwhile_is_not_said_again(bench, qtbot, sample):
    decide(bench, qtbot, "Edmund Marlow, Sr.", "The register has him.")
    decide(bench, qtbot, "both stand", "Two men of one name.")
    with Archive.open(sample, agent="another") as archive:
        first = next(
            one for one in archive.queries.history(limit=9) if one.reason == "The register has him."
        )
        archive.erase(EraseContent(f"@{first.position}", "She asked for it."))
    bench.desk.look()
    bench.settle()
    assert not is_possible(bench, "undo")
    assert undo_text(bench) == "&Undo"


def test_taking_a_conclusion_back_can_be_taken_back(bench, qtbot, sample):
    decide(bench, qtbot, "Josef Marlow", "Her own words.")
    decide(bench, qtbot, "unresolved", "Too soon.")
    assert father(sample) == ""
    undo(bench)
    assert father(sample) == "preferred: Josef Marlow: Her own words."


def take_in(bench: Bench, tmp_path: Path, *names: str) -> None:
    files = [tmp_path / f"{name}.txt" for name in names]
    for file in files:
        file.write_text(f"The words of {file.stem}.\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    bench.window.activateWindow()
    bench.bringing.take(data)
    bench.settle()
    if len(names) > 1:
        # Whether they are one source is asked: they are not.
        Keys(bench).press("Return")


def titles(path: Path) -> list[str]:
    with Archive.open(path, read_only=True) as archive:
        return [row.title for row in archive.queries.sources() if not row.withdrawn]


def test_sources_taken_in_at_once_are_withdrawn_at_once(bench, sample, tmp_path):
    go_to(bench, "source", "Province Almanac")
    take_in(bench, tmp_path, "letter", "list")
    assert len(titles(sample)) == 5
    assert undo_text(bench) == "&Undo: add 2 sources"
    undo(bench)
    assert len(titles(sample)) == 3
    assert {entry.type for entry in newest(sample, 2)} == {"SourceWithdrawn"}
    assert bench.reader.source.read.view.title.startswith("Province Almanac")
    # And they can be taken in once more.
    take_in(bench, tmp_path, "letter", "list")
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


def test_sources_that_facts_rest_on_meanwhile_are_kept_and_the_window_says_so(
    bench, sample, tmp_path
):
    take_in(bench, tmp_path, "letter", "list")
    with Archive.open(sample, agent="another") as archive:
        archive.execute(AssertFact("Edda Marlow", "occupation", "clerk", "list", "words of list"))
        root = archive.queries.archive().root
    undo(bench)
    said = bench.window.notice.words
    assert said.removeprefix("⚑ ").startswith(
        "“list” stays a source, for facts rest on it (1), the first of them:"
    )
    assert "Edda Marlow, occupation" in said
    with Archive.open(sample, read_only=True) as archive:
        assert archive.queries.archive().root == root
    assert len(titles(sample)) == 5


@pytest.fixture
def restart(bench, theme, settings, qtbot, sample):
    """Close the window, and open another one on the same archive, as a person does next day."""

    def again() -> Bench:
        bench.window.close()
        made = Bench(theme, settings, "tester", watch=False)
        opened.append(made)
        qtbot.addWidget(made.window)
        made.window.resize(1440, 900)
        made.window.show()
        qtbot.waitExposed(made.window)
        made.files.open(sample)
        made.settle()
        return made

    opened: list[Bench] = []
    yield again
    for one in opened:
        one.window.close()


def test_after_a_restart_a_conclusion_is_taken_back(bench, qtbot, sample, restart):
    decide(bench, qtbot, "Edmund Marlow, Sr.", "The register has him.")
    other = restart()
    assert undo_text(other) == "&Undo: conclude about father"
    undo(other)
    assert father(sample) == ""


def test_after_a_restart_a_subject_opened_is_taken_back(sample, restart):
    with Archive.open(sample, agent="tester") as archive:
        archive.execute(OpenSubject("Somebody New", SubjectKind.PERSON))
    other = restart()
    assert undo_text(other) == "&Undo: open Somebody New"
    undo(other)
    assert newest(sample, 1)[0].type == "SubjectWithdrawn"


@pytest.mark.parametrize("act", ["reattribute", "judge"])
def test_several_facts_changed_at_once_are_given_back_at_once(sample, restart, act):
    with Archive.open(sample, agent="tester") as archive:
        (edda,) = [row.id for row in archive.queries.subjects() if row.label == "Edda Marlow"]
        facts = tuple(one.id for one in archive.queries.said_of([edda], most=2))[:2]
        command = {
            "reattribute": ReattributeFacts(facts, "Ines Marlow", "her mother"),
            "judge": AssessFacts(facts, "of a namesake", Rank.DEPRECATED),
        }[act]
        archive.execute(command)
    other = restart()
    assert undo_text(other) == f"&Undo: {act} 2 facts"
    undo(other)
    with Archive.open(sample, read_only=True) as archive:
        held = archive.queries.facts(facts)
        assert [one.subject for one in held] == [edda] * 2
        assert not any(one.assessment and one.assessment.rank is Rank.DEPRECATED for one in held)
        undone = archive.queries.history(limit=2)
        assert len({one.action for one in undone}) == 1
        assert {one.fact for one in undone} == set(facts)


@pytest.mark.parametrize("steps", [1, 2])
def test_after_a_restart_what_was_undone_is_not_done_again(bench, qtbot, sample, restart, steps):
    decide(bench, qtbot, "Edmund Marlow, Sr.", "The register has him.")
    decide(bench, qtbot, "both stand", "Two men of one name.")
    for _ in range(steps):
        undo(bench)
    other = restart()
    assert not is_possible(other, "undo")
    assert father(sample) == (
        "" if steps == 2 else "preferred: Edmund Marlow, Sr.: The register has him."
    )


def test_an_act_on_more_facts_than_are_read_at_once_is_taken_back_whole(bench, sample):
    with Archive.open(sample) as archive:
        subject = archive.execute(OpenSubject("Many", SubjectKind.PERSON)).answer.stream
        given = archive.queries.sources()[0]
        quote = archive.queries.text(given.id).text[:30]
        facts = tuple(
            archive.execute(
                AssertFact(subject, "occupation", f"post {n}", given.id, quote)
            ).answer.stream
            for n in range(70)
        )
    bench.settle()
    done = bench.undoing.did
    bench.desk.record(RetractFacts(facts, "A test."), done, bench.desk.complain)
    bench.settle()
    assert undo_text(bench) == "&Undo: retract 70 facts"
    undo(bench)
    with Archive.open(sample, read_only=True) as archive:
        assert {one.standing.value for one in archive.queries.facts(facts)} == {"stands"}
