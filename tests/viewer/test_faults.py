# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The window under faults: a locked file, a full disk, damage, erasure, the file gone; it lives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from hands import go_to, is_possible, newest, press_row, record_in, select, trigger
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from fonds.archive.connection import library
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.change_dialog import ChangeDialog
from fonds.viewer.desk.failures import DetailsDialog

SEA = "In 1966 she went to sea for four years as a purser"


@pytest.fixture
def form(bench, qtbot):
    """The form, filled in and not yet sent."""
    go_to(bench, "source", "Province Almanac")
    select(bench, SEA)
    trigger(bench, "new_fact")
    made = bench.writing.form
    qtbot.keyClicks(made.property_field, "occupation")
    made.value_field.setText("purser")
    return made


def send(bench: Bench, form, qtbot) -> None:
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    bench.settle()


def lives(bench: Bench, qtbot) -> None:
    """The window still answers: another fact, its passage, its history."""
    press_row(bench, qtbot, "Port Ellery")
    assert bench.window.history.list.entries.rowCount() > 0
    assert not bench.window.findChildren(DetailsDialog)


def test_a_locked_file_is_said_in_the_form_and_it_can_be_sent_again(bench, form, qtbot, sample):
    other = library().connect(sample, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    send(bench, form, qtbot)
    assert bench.writing.form is form
    assert form.refusal.isVisible()
    assert form.value_field.text() == "purser"
    other.execute("ROLLBACK")
    other.close()
    send(bench, form, qtbot)
    assert bench.writing.form is None
    assert "purser" in record_in(sample, "Edda Marlow")["occupation"]
    lives(bench, qtbot)


def test_a_full_disk_is_said_in_the_form_and_nothing_half_is_recorded(bench, form, qtbot, sample):
    before = newest(sample, 1)[0].position
    connection = bench.desk.session._archives["writer"]._store.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    form.note_field.setText("a note far longer than any page " * 4000)
    send(bench, form, qtbot)
    assert bench.writing.form is form
    assert "full" in form.refusal.text()
    assert newest(sample, 1)[0].position == before
    connection.execute("PRAGMA max_page_count = 1073741823")
    form.note_field.setText("shorter")
    send(bench, form, qtbot)
    assert bench.writing.form is None
    lives(bench, qtbot)


@pytest.mark.parametrize("how", ["cut short", "scribbled over", "no archive at all"])
def test_a_damaged_file_is_said_and_the_page_to_begin_with_stays(empty_bench, sample, how):
    whole = sample.read_bytes()
    if how == "cut short":
        sample.write_bytes(whole[: len(whole) // 3])
    elif how == "scribbled over":
        middle = len(whole) // 2
        sample.write_bytes(whole[:512] + b"\xa5" * (middle - 512) + whole[middle:])
    else:
        sample.write_bytes(b"%PDF-1.7 this is something else")
    empty_bench.files.open(sample)
    empty_bench.settle()
    assert empty_bench.desk.session is None
    assert empty_bench.files.page.isVisible()
    assert empty_bench.window.notice.words.startswith("⚑")
    assert "Traceback" not in empty_bench.window.notice.words
    assert not empty_bench.window.findChildren(DetailsDialog)


def erase(sample, *words: str) -> None:
    command = [
        sys.executable,
        "-m",
        "fonds.archive.cli",
        "--agent",
        "another",
        "erase",
        str(sample),
    ]
    ground = ["--ground", "she asked for it", "--yes"]
    subprocess.run([*command, *words, *ground], check=True, timeout=120, capture_output=True)


def test_what_another_erases_goes_from_the_window_at_once(bench, qtbot, sample):
    press_row(bench, qtbot, "Henrik Oost")
    fact = bench.reader.record.chosen_facts[0]
    quote = bench.reader.record.citations((fact,))[0].quote
    assert quote in bench.window.source.view.text
    erase(sample, fact)
    bench.desk.look()
    bench.settle()
    shown = [getattr(row, "value", "") for row in bench.window.record._rows]
    assert "Henrik Oost" not in shown
    lives(bench, qtbot)
    bench.lists.look_at("@200")
    bench.settle()
    assert "Henrik Oost" not in [getattr(row, "value", "") for row in bench.window.record._rows]


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted there")
@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_a_file_that_is_gone_is_said_and_nothing_is_written_into_the_void(
    bench, form, qtbot, sample, how
):
    if how == "deleted":
        for file in sample.parent.glob("sample.fonds*"):
            file.unlink()
    else:
        copy = sample.with_name("copy.fonds")
        copy.write_bytes(sample.read_bytes())
        copy.replace(sample)
    send(bench, form, qtbot)
    assert bench.writing.form is form
    assert "deleted, moved or replaced" in form.refusal.text()
    bench.desk._poll_size()
    bench.settle()
    assert "deleted, moved or replaced" in bench.window.notice.words
    assert not is_possible(bench, "retract")
    press_row(bench, qtbot, "Port Ellery")
    assert bench.window.record.list.chosen().value == "Port Ellery"


def test_a_defect_in_painting_is_told_once_and_the_window_goes_on(bench, monkeypatch, qtbot):
    bench.failures.install()
    try:
        for _ in range(3):
            bench.desk.failed.emit(ValueError("a defect of ours"))
        dialog = bench.failures.dialog
        assert dialog.isVisible()
        assert "3 times" in dialog.details
        assert len(bench.window.findChildren(DetailsDialog)) == 1
        dialog.close()
    finally:
        sys.excepthook = sys.__excepthook__
        monkeypatch.undo()
    press_row(bench, qtbot, "Port Ellery")


def test_a_dialog_stays_open_when_its_change_cannot_be_written(bench, qtbot, sample):
    press_row(bench, qtbot, "Henrik Oost")
    trigger(bench, "retract")
    dialog = bench.window.findChild(ChangeDialog)
    dialog.reason_field.setText("doubtful")
    other = library().connect(sample, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Retract")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.settle()
    other.execute("ROLLBACK")
    other.close()
    assert dialog.isVisible()
    assert dialog.refusal.isVisible()
    assert dialog.reason_field.text() == "doubtful"
    dialog.reject()


KILLED = """
import os, signal, sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from fonds.viewer.desk.bench import Bench
from fonds.viewer.theme import Scheme, Theme
from pathlib import Path
app = QApplication(["fonds"])
settings = QSettings(sys.argv[2], QSettings.Format.IniFormat)
bench = Bench(Theme(app, Scheme.LIGHT), settings, "tester", watch=False)
bench.window.resize(1440, 900)
bench.window.show()
bench.files.open(Path(sys.argv[1]))
bench.settle()
pane = bench.window.source
start = pane.view.text.index("Port Ellery organizer")
pane.surface.select(start, start + 21)
bench.writing.new_fact()
bench.writing.form.value_field.setText("typed before the kill")
bench.unfinished.keep()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal there")
def test_a_form_survives_the_killing_of_the_program(theme, qtbot, settings, sample, tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(sample), str(tmp_path / "window.ini")],
        check=False,
        timeout=120,
        capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    settings.sync()
    bench = Bench(theme, settings, "tester", watch=False)
    qtbot.addWidget(bench.window)
    bench.window.resize(1440, 900)
    bench.window.show()
    bench.files.open(sample)
    bench.settle()
    assert bench.writing.form is not None
    assert bench.writing.form.value_field.text() == "typed before the kill"
    bench.window.close()
