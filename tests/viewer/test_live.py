# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Another program records much, or makes the views anew, while the window is read and typed in."""

from __future__ import annotations

import subprocess
import sys

from hands import newest, press_row, row_of, select
from PySide6.QtCore import Qt

from fonds.archive import Archive

WRITER = """
import sys
from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.values import SubjectKind

almanac, sea = "Province Almanac: Edda Marlow", "In 1966 she went to sea for four years as a purser"
for number in range(int(sys.argv[2])):
    with Archive.open(sys.argv[1], agent="another") as archive:
        archive.execute(AssertFact("Edda Marlow", "occupation", f"purser {number}", almanac, sea))
        archive.execute(AssertFact("Ines Marlow", "occupation", f"stoker {number}", almanac, sea))
        archive.execute(OpenSubject(f"Aaron {number}", SubjectKind.PERSON))
"""
MANY = 60


def beside(qtbot, bench, *command: str) -> None:
    """Let the window live, and look as often as it does, while another program runs to its end."""
    other = subprocess.Popen([sys.executable, *command], stderr=subprocess.PIPE, text=True)
    while other.poll() is None:
        qtbot.wait(30)
        bench.desk.look()
    assert other.stderr is not None
    told = other.stderr.read()
    other.stderr.close()
    assert other.returncode == 0, told
    bench.desk.look()
    bench.settle()


def test_what_one_reads_and_types_stays_while_another_records_much(bench, qtbot, sample):
    press_row(bench, qtbot, "Sam Petrakis")
    view, source = bench.window.record.list, bench.window.source
    number, _ = row_of(bench, "Sam Petrakis")
    view.scrollTo(view.rows.index(number, 0), view.ScrollHint.PositionAtCenter)
    select(bench, "sat in the provincial assembly")
    edit = source.surface.edit
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = bench.writing.form
    assert form is not None
    form.value_field.setText("half a val")
    form.value_field.setFocus()
    qtbot.wait(1)

    def place() -> tuple[object, ...]:
        row, _ = row_of(bench, "Sam Petrakis")
        return (
            bench.reader.record.chosen_facts,
            view.visualRect(view.rows.index(row, 0)).top(),
            source.surface.first_seen(),
            bench.writing.form is form,
            form.value_field.text(),
            form.value_field.hasFocus(),
        )

    before = place()
    beside(qtbot, bench, "-c", WRITER, str(sample), str(MANY))
    assert place() == before
    with Archive.open(sample, read_only=True) as archive:
        edda = {
            fact.id
            for answer in archive.queries.record("Edda Marlow").properties()
            for scope in answer.scopes
            for value in scope.values
            for fact in value.facts
        }
    assert edda <= set(bench.reader.record.facts)
    assert len(edda) > MANY
    names = {one.label for one in bench.desk.listing.subjects}
    assert {f"Aaron {number}" for number in range(MANY)} <= names
    assert bench.desk.session.size == newest(sample, 1)[0].position
    assert not bench.window.notice.words.startswith("⚑")


def test_what_one_reads_stays_while_another_makes_the_views_anew(bench, qtbot, sample):
    press_row(bench, qtbot, "Sam Petrakis")
    before = bench.reader.record.chosen_facts, dict(bench.reader.record.facts)
    beside(qtbot, bench, "-m", "fonds.archive.cli", "rebuild", str(sample))
    assert (bench.reader.record.chosen_facts, bench.reader.record.facts) == before
    press_row(bench, qtbot, "Port Ellery")
    assert bench.window.source.view.text
    assert not bench.window.notice.words.startswith("⚑")
