# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Doing again what was undone: the same record, by further events, and not over others' changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hands import go_to, is_possible, newest, record_in, select, trigger
from keyboard import Keys
from test_undoing import decide, father

from fonds.archive import Archive
from fonds.archive.commands.changes import (
    AssessFacts,
    CiteFact,
    CorrectFacts,
    ReattributeFacts,
    RetractFacts,
)
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.identity import SplitSubject
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import CorrectionKind, Rank, SubjectKind
from fonds.viewer.desk.bench import Bench

if TYPE_CHECKING:
    from pathlib import Path

PASSAGE = ("Province Almanac: Edda Marlow", "In 1966 she went to sea for four years")


def text(bench: Bench, name: str) -> str:
    return bench.window.actions_of_window.action(name).text()


def press(bench: Bench, keys: str) -> None:
    Keys(bench).press(keys)
    bench.settle()


@pytest.fixture
def opened(theme, settings, qtbot, sample):
    """Open a window on what `tester` did last, as a person comes back to it."""
    made: list[Bench] = []

    def again() -> Bench:
        one = Bench(theme, settings, "tester", watch=False)
        made.append(one)
        qtbot.addWidget(one.window)
        one.window.resize(1440, 900)
        one.window.show()
        qtbot.waitExposed(one.window)
        one.window.activateWindow()
        one.files.open(sample)
        one.settle()
        return one

    yield again
    for one in made:
        one.window.close()


def acts(archive: Archive) -> dict[str, object]:
    (edda,) = [row.id for row in archive.queries.subjects() if row.label == "Edda Marlow"]
    facts = tuple(one.id for one in archive.queries.said_of([edda], ["occupation"], most=2))[:2]
    other = ("Province Almanac: Edda Marlow", "she went to sea")
    return {
        "assert": AssertFact(edda, "residence", "Saltby", *PASSAGE),
        "retract": RetractFacts(facts, "misread"),
        "correct": CorrectFacts(facts[:1], CorrectionKind.MISREAD, "misread", value="purser"),
        "judge": AssessFacts(facts, "of a namesake", Rank.DEPRECATED),
        "reattribute": ReattributeFacts(facts, "Ines Marlow", "her mother"),
        "link": LinkSubjects(edda, "Ines Marlow", Judgement.NOT_SAME, "Two women."),
        "split": SplitSubject(edda, "Two women.", facts, to="Ines Marlow"),
        "cite": CiteFact(facts[0], GivenCitation(*other)),
        "split off": SplitSubject(edda, "Two women.", facts, new="Edda of the wiki"),
    }


def told(path: Path) -> tuple:
    """What is held of everybody, and what was concluded of the one and another."""
    with Archive.open(path, read_only=True) as archive:
        rows = archive.queries.subjects()
        (edda,) = [row.id for row in rows if row.label == "Edda Marlow"]
        links = {(one.other, one.judgement, one.reason) for one in archive.queries.links(edda)}
        (ines,) = [row.id for row in rows if row.label == "Ines Marlow"]
        ranks = {
            (one.id, one.assessment.rank, one.assessment.reason)
            for one in archive.queries.said_of([edda], ["occupation"])
            if one.assessment is not None
        }
    return record_in(path, edda), record_in(path, ines), links, ranks


@pytest.mark.parametrize(
    "act", ["assert", "retract", "correct", "judge", "reattribute", "link", "split"]
)
def test_what_was_undone_is_done_again_and_undone_again(sample, opened, act):
    before = told(sample)
    with Archive.open(sample, agent="tester") as archive:
        archive.execute(acts(archive)[act])
    done = told(sample)
    assert done != before
    window = opened()
    named = text(window, "undo").removeprefix("&Undo: ")
    assert not is_possible(window, "redo")
    press(window, "Ctrl+Z")
    assert told(sample)[0] == before[0]
    assert text(window, "redo") == f"Do a&gain: {named}"
    press(window, "Ctrl+Shift+Z")
    assert window.window.notice.words.removeprefix("⚑ ").startswith(f"Done again: {named}")
    assert told(sample) == done
    assert not is_possible(window, "redo")
    assert text(window, "undo") == f"&Undo: {named}"
    # The log only grows, and each step says why.
    reasons = [entry.reason for entry in newest(sample, 8)]
    assert "undone" in reasons
    press(window, "Ctrl+Z")
    assert told(sample)[0] == before[0]
    press(window, "Ctrl+Shift+Z")
    assert told(sample) == done


@pytest.mark.parametrize("act", ["cite", "split off"])
def test_what_cannot_be_done_again_is_not_offered(sample, opened, act):
    with Archive.open(sample, agent="tester") as archive:
        archive.execute(acts(archive)[act])
    window = opened()
    press(window, "Ctrl+Z")
    assert newest(sample, 1)[0].reason == "undone"
    assert not is_possible(window, "redo")


def test_conclusions_are_drawn_again_in_their_order(bench, qtbot, sample):
    decide(bench, qtbot, "Edmund Marlow, Sr.", "The register has him.")
    decide(bench, qtbot, "both stand", "Two men of one name.")
    first, second = (
        "preferred: Edmund Marlow, Sr.: The register has him.",
        "both stand: : Two men of one name.",
    )
    for held in (first, ""):
        press(bench, "Ctrl+Z")
        assert father(sample) == held
    for held in (first, second):
        press(bench, "Ctrl+Shift+Z")
        assert father(sample) == held
    assert not is_possible(bench, "redo")
    press(bench, "Ctrl+Z")
    assert father(sample) == first


def undone_retraction(sample: Path, opened) -> tuple[Bench, str]:
    with Archive.open(sample, agent="tester") as archive:
        command = acts(archive)["retract"]
        archive.execute(command)
    window = opened()
    press(window, "Ctrl+Z")
    assert is_possible(window, "redo")
    return window, command.facts[0]


def test_something_new_ends_what_could_be_done_again(sample, opened):
    window, _ = undone_retraction(sample, opened)
    go_to(window, "source", "Province Almanac")
    select(window, "In 1966 she went to sea")
    trigger(window, "new_fact")
    form = window.writing.form
    form.choose_property("occupation")
    form.value_field.setText("stoker")
    form.subject_field.setText("Ines Marlow")
    form.submit()
    window.settle()
    assert newest(sample, 1)[0].type == "FactAsserted"
    assert not is_possible(window, "redo")
    assert text(window, "redo") == "Do a&gain"


def test_what_another_changed_since_is_not_done_again_over_it(sample, opened):
    window, fact = undone_retraction(sample, opened)
    with Archive.open(sample, agent="another") as archive:
        archive.execute(AssessFacts((fact,), "I have seen the book.", Rank.PREFERRED))
        root = archive.queries.archive().root
    press(window, "Ctrl+Shift+Z")
    said = "It was changed since it was undone, so nothing was done again."
    assert window.window.notice.words.removeprefix("⚑ ") == said
    with Archive.open(sample, read_only=True) as archive:
        assert archive.queries.archive().root == root
    assert not is_possible(window, "redo")


def test_what_another_recorded_of_others_does_not_hinder_it(sample, opened):
    window, _ = undone_retraction(sample, opened)
    with Archive.open(sample, agent="another") as archive:
        archive.execute(OpenSubject("Somebody Else", SubjectKind.PERSON))
    press(window, "Ctrl+Shift+Z")
    (last,) = newest(sample, 1)
    assert (last.type, last.reason) == ("FactRetracted", "misread")


def test_what_was_erased_since_is_not_said_again(sample, opened):
    window, fact = undone_retraction(sample, opened)
    with Archive.open(sample, agent="another") as archive:
        archive.erase(EraseContent(fact, "She asked for it."))
    window.desk.look()
    window.settle()
    assert not is_possible(window, "redo")
