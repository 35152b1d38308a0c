# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Two moments of one record compared, by sliding, by typing, and as others go on writing."""

from __future__ import annotations

import pytest
from hands import go_to, is_possible, trigger
from PySide6.QtCore import Qt

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.conflicts import ResolveConflict
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.events.catalogue.subject import ConflictOutcome, Judgement
from fonds.events.values import SubjectKind


@pytest.fixture
def sheet(bench):
    trigger(bench, "compare")
    bench.settle()
    assert bench.comparing.is_open
    return bench.comparing.sheet


def lines(sheet) -> list[tuple[str, str, str, str]]:
    return [(e.verb, e.what, e.before, e.after) for e in sheet.list.entries.entries]


def look_between(bench, sheet, qtbot, before: str, after: str) -> None:
    for side, words in ((sheet.before, before), (sheet.after, after)):
        side.field.selectAll()
        qtbot.keyClicks(side.field, words)
        qtbot.keyClick(side.field, Qt.Key.Key_Return)
        bench.settle()


def test_what_was_gained_lost_and_changed_stands_with_its_reason(bench, sheet, qtbot):
    look_between(bench, sheet, qtbot, "2026-03-09T10:50", "now")
    told = lines(sheet)
    assert ("Changed", "father", "Edmund Marlow", "Edmund Marlow, Sr.") in told
    assert ("Lost", "member of", "Ropewalkers' Union, 5 October 1991", "") in told
    lost = next(e for e in sheet.list.entries.entries if e.verb == "Lost")
    assert "not that she belonged to the union" in lost.reason
    assert sheet.words == f"{len(told)} changes between the two."


def test_who_was_joined_meanwhile_is_said_and_merged_their_facts_are_compared(
    bench, sheet, qtbot, sample
):
    with Archive.open(sample, agent="R. Weigher") as archive:
        archive.execute(OpenSubject("E. Marlow", SubjectKind.PERSON))
        passage = "Province Almanac: Edda Marlow", "In 1966 she went to sea for four years"
        archive.execute(AssertFact("E. Marlow", "residence", "Saltby", *passage))
        before = archive.queries.history(limit=1)[0].position
        archive.execute(LinkSubjects("Edda Marlow", "E. Marlow", Judgement.SAME, "The register."))
    bench.desk.look()
    bench.settle()
    look_between(bench, sheet, qtbot, f"@{before}", "now")
    assert (lines(sheet), sheet.words) == (
        [], "Both tell the same. Judged to be the same as E. Marlow.",
    )  # fmt: skip
    bench.comparing.sheet.left.emit()
    trigger(bench, "together")
    bench.settle()
    trigger(bench, "compare")
    bench.settle()
    look_between(bench, sheet, qtbot, f"@{before}", "now")
    assert ("Gained", "residence (E. Marlow)", "", "Saltby") in lines(sheet)
    look_between(bench, sheet, qtbot, "now", f"@{before}")
    assert sheet.words.endswith("No longer judged to be the same as E. Marlow.")


def test_what_was_concluded_of_a_conflict_is_a_change(bench, sheet, qtbot, sample):
    before = sheet.before.slider.maximum()
    with Archive.open(sample, agent="R. Weigher") as archive:
        (father,) = [one for one in archive.queries.conflicts() if one.property == "father"]
        archive.execute(ResolveConflict(father.id, ConflictOutcome.BOTH_STAND, "Two men."))
    bench.desk.look()
    bench.settle()
    look_between(bench, sheet, qtbot, f"@{before}", "now")
    ((verb, what, was, held),) = lines(sheet)
    assert (verb, what) == ("Weighed otherwise:", "father")
    assert was == "Josef Marlow; Edmund Marlow, Sr. (disputed)"
    assert held == "Josef Marlow; Edmund Marlow, Sr. (resolved)"
    assert "let both stand" in sheet.list.entries.entries[0].reason


def test_records_looked_at_under_a_policy_are_compared_under_it(bench, sheet, qtbot):
    look_between(bench, sheet, qtbot, "@100", "now")
    with_all = lines(sheet)
    sheet.left.emit()
    trigger(bench, "policy_stated")
    bench.settle()
    trigger(bench, "compare")
    bench.settle()
    look_between(bench, sheet, qtbot, "@100", "now")
    without = lines(sheet)
    gone = {after for verb, _, _, after in with_all if verb == "Gained"} - {
        after for _, _, _, after in without
    }
    assert "Rolf Marlow" in gone


def test_the_knobs_choose_moments_too(bench, sheet, qtbot):
    sheet.before.slider.setValue(100)
    qtbot.waitUntil(lambda: sheet.before.field.text() == "@100")
    bench.settle()
    gained = [line for line in lines(sheet) if line[0] == "Gained"]
    assert gained
    sheet.before.slider.setValue(sheet.before.slider.maximum())
    qtbot.waitUntil(lambda: sheet.before.field.text() == "now")
    bench.settle()
    assert sheet.words == "Both tell the same."


def test_a_moment_that_is_none_is_refused_in_the_sheet(bench, sheet, qtbot):
    look_between(bench, sheet, qtbot, "the day after", "now")
    assert "the day after" in sheet.words
    assert bench.comparing.is_open


def test_enter_on_a_change_goes_to_its_fact_and_escape_leaves(bench, sheet, qtbot):
    look_between(bench, sheet, qtbot, "2026-03-09T10:50", "now")
    told = [line[3] for line in lines(sheet)]
    number = told.index("Edmund Marlow, Sr.")
    sheet.list.setCurrentIndex(sheet.list.entries.index(number, 0))
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    bench.settle()
    assert not bench.comparing.is_open
    assert bench.window.record.list.chosen().value == "Edmund Marlow, Sr."
    trigger(bench, "compare")
    bench.settle()
    field = sheet.before.field
    words = field.text()
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), bench.comparing.is_open) == (words, True)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not bench.comparing.is_open
    assert bench.window.record.list.isVisible()


def test_the_comparison_follows_what_another_appends(bench, sheet, qtbot, sample):
    before = sheet.before.slider.maximum()
    look_between(bench, sheet, qtbot, f"@{before}", "now")
    assert sheet.words == "Both tell the same."
    with Archive.open(sample, agent="another") as archive:
        spouse = next(
            answer.scopes[0].values[0].facts[0].id
            for answer in archive.queries.record("Edda Marlow").properties()
            if answer.name == "spouse"
        )
        archive.execute(RetractFacts((spouse,), "doubtful"))
    bench.desk.look()
    bench.settle()
    assert ("Lost", "spouse", "Henrik Oost", "") in lines(sheet)


def test_another_record_puts_the_comparison_away(bench, sheet):
    assert sheet.isVisible()
    go_to(bench, "subject", "Ines Marlow")
    assert not bench.comparing.is_open
    go_to(bench, "todo", "Conflicts")
    assert not is_possible(bench, "compare")


def choose(bench, sheet, qtbot, side: int, words: str) -> None:
    box = sheet.counted[side]
    offered = [box.itemText(n) for n in range(box.count())]
    for _ in offered:
        qtbot.keyClick(box, Qt.Key.Key_Up)
    for _ in range(offered.index(words)):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    bench.settle()


def test_two_policies_are_compared_at_one_moment(bench, sheet, qtbot):
    look_between(bench, sheet, qtbot, "now", "now")
    assert sheet.words == "Both tell the same."
    choose(bench, sheet, qtbot, 0, "with only what is stated, nothing inferred")
    gained = {after for verb, _, _, after in lines(sheet) if verb == "Gained"}
    assert "Rolf Marlow" in gained
    choose(bench, sheet, qtbot, 1, "with only what is stated, nothing inferred")
    assert sheet.words == "Both tell the same."


def test_a_record_is_compared_with_what_it_is_without_the_source_shown(bench, sheet, qtbot):
    sheet.left.emit()
    go_to(bench, "source", "Province Almanac: Edda Marlow")
    go_to(bench, "subject", "Edda Marlow")
    trigger(bench, "compare")
    bench.settle()
    look_between(bench, sheet, qtbot, "now", "now")
    choose(bench, sheet, qtbot, 1, "without “Province Almanac: Edda Marlow”")
    lost = {what for verb, what, _, after in lines(sheet) if verb == "Lost" and not after}
    assert lost
    assert not [one for one in lines(sheet) if one[0] == "Gained"]
    assert sheet.counted[0].currentText() == "with everything"


def test_what_is_looked_at_is_what_both_sides_begin_with(bench, sheet, qtbot):
    sheet.left.emit()
    for action in ("policy_stated", "policy_originals"):
        trigger(bench, action)
        bench.settle()
    trigger(bench, "compare")
    bench.settle()
    said = "with only what sources say themselves; with only what is stated, nothing inferred"
    assert [box.currentText() for box in sheet.counted] == [said, said]
    choose(bench, sheet, qtbot, 0, "with everything")
    look_between(bench, sheet, qtbot, "now", "now")
    assert [verb for verb, *_ in lines(sheet) if verb == "Lost"]


def test_what_is_counted_stands_under_the_moment_it_is_counted_at(bench, sheet, qtbot):
    look_between(bench, sheet, qtbot, "@100", "now")
    left = {
        field.mapTo(sheet, field.rect().topLeft()).x()
        for field in (sheet.before.field, sheet.after.field, *sheet.counted)
    }
    assert len(left) == 1
