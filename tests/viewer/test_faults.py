# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The window under faults: a locked file, a full disk, damage, erasure, the file gone; it lives."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hands import go_to, is_possible, newest, press_row, record_in, rows, select, trigger
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

import fonds.viewer.painting
from fonds.archive.connection import library
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.change_dialog import ChangeDialog
from fonds.viewer.desk.failures import DetailsDialog
from fonds.viewer.desk.places import Place

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


def test_that_another_program_is_waited_for_is_said_until_it_is_over(bench, form, qtbot, sample):
    notice = bench.window.notice
    other = library().connect(sample, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    qtbot.keyClick(form.value_field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Still recording." in notice.words)
    assert not form.refusal.isVisible()
    other.execute("ROLLBACK")
    other.close()
    bench.settle()
    assert "Still recording." not in notice.words
    assert bench.writing.form is None
    assert "purser" in record_in(sample, "Edda Marlow")["occupation"]


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


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be cut off there")
def test_a_file_cut_off_while_it_is_read_is_damage_and_no_defect_of_ours(bench, sample):
    before, other = bench.reader.record.id, bench.desk.listing.subjects[3]
    whole = sample.read_bytes()
    os.truncate(sample, len(whole) // 30)
    bench.reader.visit(Place("subject", other.id))
    bench.settle()
    assert "is damaged. Make a copy of it" in bench.window.notice.words
    assert not bench.window.findChildren(DetailsDialog)
    # Beneath the name that is marked stands nothing of the one read before.
    assert bench.window.record.head.name == other.label
    assert [row.text for row in rows(bench)] == ["This could not be read: the notice says why."]
    assert bench.reader.record.facts == {}
    with sample.open("r+b") as file:
        file.write(whole)
    bench.reader.visit(Place("subject", before))
    bench.settle()
    assert bench.window.record.head.name == "Edda Marlow"
    assert bench.reader.record.facts


def test_a_page_that_took_the_place_of_another_is_damage_and_no_defect_of_ours(empty_bench, sample):
    connection = library().connect(sample)
    roots = dict(connection.execute("SELECT name, rootpage - 1 FROM sqlite_schema"))
    connection.close()
    data, page = bytearray(sample.read_bytes()), 4096
    to, source = roots["view_subject"] * page, roots["view_source"] * page
    data[to : to + page] = data[source : source + page]
    sample.write_bytes(data)
    empty_bench.files.open(sample)
    empty_bench.settle()
    assert "is damaged. Make a copy of it" in empty_bench.window.notice.words
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


def test_a_defect_is_told_once_and_the_window_goes_on(bench, monkeypatch, qtbot):
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


DEFECTIVE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from fonds.viewer import as_of, history_delegate, navigator_list, record_delegate, strips, ties_view
from fonds.viewer import timeline_view
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.failures import DetailsDialog
from fonds.viewer.desk.places import Place
from fonds.viewer.theme import Scheme, Theme

app = QApplication(["fonds"])
bench = Bench(Theme(app, Scheme.LIGHT), None, "tester", watch=False)
bench.window.resize(1440, 900)
bench.window.show()
bench.files.open(Path(sys.argv[1]))
bench.settle()
bench.failures.install()

def fail(*_, **__):
    raise ValueError("injected " + name)

name = ""
places = {
    "record": (record_delegate.RecordDelegate, "_px", 0),
    "history": (history_delegate.HistoryDelegate, "_value", 0),
    "navigator": (navigator_list.NavigatorDelegate, "_item", 0),
    "timeline": (timeline_view.Scale, "x", 1),
    "ties": (ties_view.TiesCanvas, "_line", 2),
    "colours": (Theme, "colour", 0),
}
left = list(places.items())

def step():
    global name
    if name:
        held, attribute, _ = places[name]
        setattr(held, attribute, usual)
        shown = bench.failures.dialog
        print(name, shown is not None and shown.isVisible() and f"injected {name}" in shown.details)
        shown.close()
    if not left:
        print("dialogs", len(bench.window.findChildren(DetailsDialog)))
        QTimer.singleShot(0, lambda: fail_slot())
        QTimer.singleShot(100, app.quit)
        return
    name, (held, attribute, view) = left.pop(0)
    bench.window.record.show_view(view)
    bench.settle()
    globals()["usual"] = getattr(held, attribute)
    setattr(held, attribute, fail)
    for widget in bench.window.findChildren(QWidget):
        widget.update()
    QTimer.singleShot(150, step)

def fail_slot():
    raise ValueError("injected slot")

QTimer.singleShot(0, step)
app.exec()
app.processEvents()
print("slot", "injected slot" in bench.failures.dialog.details)
bench.failures.dialog.close()
bench.window.close()
"""


def test_a_defect_in_painting_or_in_a_slot_never_ends_the_program(sample):
    """In a process of its own: an exception there cannot be caught, only survived."""
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", DEFECTIVE, str(sample)],
        check=False,
        timeout=120,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    found = dict(line.split() for line in ended.stdout.splitlines())
    names = ("record", "history", "navigator", "timeline", "ties", "colours", "slot")
    assert {name: found.get(name) for name in names} == dict.fromkeys(names, "True")
    assert found["dialogs"] == "1"
    # Each is told once on standard error, however many frames it spoilt; no painter is left open.
    assert ended.stderr.count("ValueError: injected navigator") == 1
    assert "active painter" not in ended.stderr
    assert "saved states" not in ended.stderr


def test_painters_are_only_taken_where_they_are_put_away():
    code = Path(fonds.viewer.painting.__file__).parent
    for file in code.rglob("*.py"):
        if file.name != "painting.py":
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"QPainter\(|painter\.(save|restore|end)\(", text), file.name


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
