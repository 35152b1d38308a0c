# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What would fall without a source or a fact, and what dates can be, seen in the window."""

from __future__ import annotations

from hands import go_to, lit_words, newest, press_row, trigger
from PySide6.QtCore import Qt

from fonds.archive import Archive
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import SubjectKind
from fonds.viewer.desk import clash_remark
from fonds.viewer.tab_order import stops


def lines(bench) -> list:
    return list(bench.supposing.sheet.list.entries.entries)


ALMANAC = "Province Almanac: Edda Marlow", "In 1966 she went to sea for four years as a purser"
PROFILE = "The Quay: profile of Edda Marlow", "the first time I stood"


def die_too_early(sample, subject="Edda Marlow", passage=ALMANAC) -> str:
    """Have another program record a death before the birth; its id."""
    with Archive.open(sample, agent="another") as archive:
        command = AssertFact(subject, "date_of_death", "1940", *passage)
        return archive.execute(command).answer.stream


def test_what_falls_with_a_source_is_listed_and_nothing_is_written(bench, qtbot, sample):
    before = newest(sample, 1)[0].position
    go_to(bench, "source", "The Quay")
    trigger(bench, "without_source")
    bench.settle()
    with Archive.open(sample, read_only=True) as archive:
        changes = archive.queries.what_if(["The Quay: profile of Edda Marlow"])
    assert len(lines(bench)) == len(changes) > 5
    assert bench.supposing.sheet.title.startswith(f"{len(changes)} changes · Without The Quay")
    sheet = bench.supposing.sheet
    assert sheet.list.hasFocus()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Down)
    bench.settle()
    assert lit_words(bench)
    entry = sheet.list.current()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    bench.settle()
    assert not bench.supposing.is_open
    assert set(bench.reader.record.chosen_facts) & set(entry.facts)
    assert newest(sample, 1)[0].position == before


def test_what_falls_with_a_fact(bench, qtbot):
    press_row(bench, qtbot, "Henrik Oost")
    trigger(bench, "without_fact")
    bench.settle()
    assert [(e.verb, e.before) for e in lines(bench)] == [("Gone:", "Henrik Oost")]
    assert bench.supposing.sheet.title == "1 change · Without Spouse: Henrik Oost"
    qtbot.keyClick(bench.supposing.sheet.list, Qt.Key.Key_Escape)
    assert bench.window.record.list.hasFocus()


def test_dates_that_follow_and_passages_that_clash(bench, sample, qtbot):
    trigger(bench, "dates")
    bench.settle()
    assert {entry.verb for entry in lines(bench)} == {"Reckoned:"}
    die_too_early(sample)
    bench.desk.look()
    bench.settle()
    assert not bench.supposing.is_open
    trigger(bench, "dates")
    bench.settle()
    clash = lines(bench)[0]
    assert clash.verb == "Clash:"
    assert "1940" in clash.before
    assert clash.reason
    qtbot.keyClick(bench.supposing.sheet.list, Qt.Key.Key_Return)
    bench.settle()
    assert set(bench.reader.record.chosen_facts) & set(clash.facts)


def test_a_record_says_under_its_name_that_dates_of_it_clash(bench, sample, qtbot):
    remark = bench.window.record.remark
    assert not remark.isVisible()
    death = die_too_early(sample)
    bench.desk.look()
    bench.settle()
    assert remark.isVisible()
    assert remark.text() == "⚑ 1 set of dates that clash"
    assert "1940" in remark.toolTip()
    assert remark in stops(bench.window)
    remark.setFocus()
    qtbot.keyClick(remark, Qt.Key.Key_Space)
    bench.settle()
    assert bench.supposing.is_open
    assert lines(bench)[0].verb == "Clash:"
    go_to(bench, "subject", "Harbor Workers")
    assert not remark.isVisible()
    go_to(bench, "subject", "Edda Marlow")
    bench.settle()
    assert remark.isVisible()
    with Archive.open(sample, agent="another") as archive:
        archive.execute(RetractFacts((death,), "Misread."))
    bench.desk.look()
    bench.settle()
    assert not remark.isVisible()


def test_nothing_is_said_of_a_record_that_grew_too_long_to_look_at(bench, sample, monkeypatch):
    remark = bench.window.record.remark
    monkeypatch.setattr(clash_remark, "_MOST_FACTS", len(bench.reader.record.facts) + 1)
    for is_said in (True, False):
        die_too_early(sample)
        bench.desk.look()
        bench.settle()
        assert remark.isVisible() is is_said


def test_what_clashes_between_those_who_are_one_is_said_of_them_together(bench, sample, qtbot):
    remark = bench.window.record.remark
    with Archive.open(sample, agent="another") as archive:
        archive.execute(OpenSubject("E. Marlow", SubjectKind.PERSON))
    die_too_early(sample, "E. Marlow")
    with Archive.open(sample, agent="another") as archive:
        archive.execute(LinkSubjects("Edda Marlow", "E. Marlow", Judgement.SAME, "The register."))
    bench.desk.look()
    bench.settle()
    assert not remark.isVisible()
    trigger(bench, "together")
    bench.settle()
    assert remark.text() == "⚑ 1 set of dates that clash"
    assert "E. Marlow, Died: 1940" in remark.toolTip()
    remark.setFocus()
    qtbot.keyClick(remark, Qt.Key.Key_Space)
    bench.settle()
    assert "1940" in lines(bench)[0].before
    qtbot.keyClick(bench.supposing.sheet.list, Qt.Key.Key_Return)
    bench.settle()
    assert set(bench.reader.record.chosen_facts) & set(lines(bench)[0].facts)
    trigger(bench, "together")
    bench.settle()
    assert not remark.isVisible()


def test_the_list_of_dates_keeps_to_the_policy(bench, sample):
    die_too_early(sample, passage=PROFILE)
    bench.desk.look()
    bench.settle()
    trigger(bench, "dates")
    bench.settle()
    assert lines(bench)[0].verb == "Clash:"
    go_to(bench, "source", "The Quay")
    trigger(bench, "policy_source")
    bench.settle()
    trigger(bench, "dates")
    bench.settle()
    assert "Clash:" not in {entry.verb for entry in lines(bench)}


def test_an_empty_answer_says_so(bench, qtbot):
    go_to(bench, "subject", "Harbor Workers")
    trigger(bench, "dates")
    bench.settle()
    assert "none clashes" in bench.supposing.sheet.words
    qtbot.keyClick(bench.supposing.sheet.back, Qt.Key.Key_Escape)
    assert not bench.supposing.is_open
