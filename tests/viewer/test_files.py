# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Files in the window: first page, new, open, recent, export, sources, verify, what is kept."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from hands import chosen_value, go_to, is_possible, press_row, trigger
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from fonds.archive import Archive
from fonds.archive.connection import library
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.failures import DetailsDialog
from fonds.viewer.file_dialog import FileDialog


@pytest.fixture
def answer(monkeypatch):
    """Answer the next file dialogs with a path."""

    def set_answer(path):
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(FileDialog, name, lambda *_, **__: (str(path), ""))
        monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *_, **__: ([str(path)], ""))

    return set_answer


def press_on_page(bench, qtbot, words):
    button = next(b for b in bench.files.page.findChildren(QPushButton) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.settle()


def test_without_an_archive_there_is_a_page_to_begin_with(empty_bench):
    page = empty_bench.files.page
    assert page.isVisible()
    words = [b.text() for b in page.findChildren(QPushButton)]
    assert words == ["Open the sample", "New archive…", "Open…"]
    assert not empty_bench.window.record.isVisible()
    assert not is_possible(empty_bench, "export")


def test_a_new_archive(empty_bench, qtbot, answer, tmp_path):
    answer(tmp_path / "mine")
    press_on_page(empty_bench, qtbot, "New archive…")
    assert (tmp_path / "mine.fonds").exists()
    assert not empty_bench.files.page.isVisible()
    assert empty_bench.window.windowTitle() == "mine – Fonds"
    assert is_possible(empty_bench, "add_source")


def test_a_new_archive_does_not_replace_a_file(empty_bench, qtbot, answer, sample):
    before = sample.read_bytes()
    answer(sample)
    press_on_page(empty_bench, qtbot, "New archive…")
    assert "exists already" in empty_bench.window.notice.words
    assert sample.read_bytes() == before


def test_the_sample_is_built_and_opened(empty_bench, qtbot):
    press_on_page(empty_bench, qtbot, "Open the sample")
    assert empty_bench.window.record.head.name == "Edda Marlow"


def test_open_close_and_open_again_where_one_was(empty_bench, qtbot, answer, sample):
    answer(sample)
    press_on_page(empty_bench, qtbot, "Open…")
    go_to(empty_bench, "subject", "Þóra Lindqvist")
    press_row(empty_bench, qtbot, "not known")
    trigger(empty_bench, "close")
    empty_bench.settle()
    assert empty_bench.files.page.isVisible()
    assert empty_bench.window.windowTitle() == "Fonds"
    assert not sample.with_name(sample.name + "-wal").exists()
    press_on_page(empty_bench, qtbot, sample.name)
    assert empty_bench.window.record.head.name == "Þóra Lindqvist"
    assert chosen_value(empty_bench).startswith("not known")


def test_the_place_is_kept_until_the_next_start(theme, qtbot, settings, sample):
    places = []
    for _ in range(2):
        bench = Bench(theme, settings, "tester", watch=False)
        qtbot.addWidget(bench.window)
        bench.window.resize(960, 640)
        bench.window.show()
        bench.files.open(sample)
        bench.settle()
        places.append((bench.window.record.head.name, bench.window.source.surface.first_seen()))
        go_to(bench, "subject", "lantern supper")
        go_to(bench, "source", "The Quay")
        bench.window.source.show_from(bench.window.source.view.text.index("Marlow is 71 now"))
        left_at = bench.window.source.surface.first_seen()
        bench.window.close()
    assert left_at > 0
    assert places[0] == ("Edda Marlow", 0)
    assert places[1] == ("lantern supper of 1991", left_at)
    assert settings.value("recent/files") == json.dumps([str(sample.resolve())])


def test_opening_another_archive_forgets_form_trail_and_undo(bench, answer, tmp_path):
    go_to(bench, "subject", "Rolf Marlow")
    start = bench.window.source.view.text.index("Marlow")
    bench.window.source.surface.select(start, start + 6)
    trigger(bench, "new_fact")
    assert bench.writing.form is not None
    answer(tmp_path / "other.fonds")
    trigger(bench, "new")
    bench.settle()
    assert bench.window.windowTitle() == "other – Fonds"
    assert bench.writing.form is None
    assert not is_possible(bench, "back")
    assert "Nobody is in this archive yet." in bench.window.record.list.rows.row(0).text


def test_a_file_that_is_no_archive_leaves_the_open_one(bench, tmp_path):
    stranger = tmp_path / "stranger.fonds"
    stranger.write_text("not a database at all", encoding="utf-8")
    bench.files.open(stranger)
    bench.settle()
    assert "stranger.fonds" in bench.window.notice.words
    assert bench.window.record.head.name == "Edda Marlow"
    go_to(bench, "subject", "Rolf Marlow")
    assert bench.window.record.head.name == "Rolf Marlow"


def test_a_recent_file_that_is_gone_is_forgotten(empty_bench, sample):
    empty_bench.desk.memory.keep_recent(sample)
    sample.unlink()
    empty_bench.files.open(sample)
    assert "There is no file" in empty_bench.window.notice.words
    assert empty_bench.desk.memory.recent() == []


def test_a_file_for_reading_only(empty_bench, sample, monkeypatch):
    # Who runs the tests may be one who may write everywhere.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    empty_bench.files.open(sample)
    empty_bench.settle()
    assert empty_bench.window.record.head.name == "Edda Marlow"
    assert "reading only" in empty_bench.window.notice.words
    assert not is_possible(empty_bench, "add_source")


def test_a_file_for_reading_only_of_another_fonds(empty_bench, answer, monkeypatch, tmp_path):
    released = Path(__file__).parents[1] / "golden" / "archives" / "1000" / "falk.fonds"
    old = Path(shutil.copy(released, tmp_path / "old.fonds"))
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    opened = []
    lent = Archive.open

    def counted(*args, **kwargs):
        archive = lent(*args, **kwargs)
        opened.append(archive)
        return archive

    monkeypatch.setattr(Archive, "open", counted)
    empty_bench.files.open(old)
    empty_bench.settle()
    assert empty_bench.window.record.head.name == "Tomas Falk"
    assert "read from tables made anew" in empty_bench.window.notice.words
    target = tmp_path / "out.json"
    answer(target)
    for _ in range(2):
        trigger(empty_bench, "export")
        empty_bench.settle()
    assert len(json.loads(target.read_text(encoding="utf-8"))["subjects"]) == 3
    # Tables are made once for the window and once for what works beside it.
    assert [archive.is_lent for archive in opened] == [True, True]
    assert old.read_bytes() == released.read_bytes()


def test_export_writes_what_is_looked_at(bench, answer, tmp_path):
    target = tmp_path / "out.json"
    answer(target)
    trigger(bench, "export")
    bench.settle()
    assert bench.window.notice.words == f"Exported to {target}."
    document = json.loads(target.read_text(encoding="utf-8"))
    assert len(document["subjects"]) == 35
    bench.lists.look_at("@120")
    bench.settle()
    trigger(bench, "export")
    bench.settle()
    assert json.loads(target.read_text(encoding="utf-8"))["as_of"]["position"] == 120


def test_an_export_over_the_archive_itself_is_refused(bench, answer, sample):
    answer(sample)
    before = sample.read_bytes()
    trigger(bench, "export")
    bench.settle()
    assert "is the archive itself" in bench.window.notice.words
    assert sample.read_bytes() == before


def test_adding_a_source_shows_it(bench, answer, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter from Saltby\n\nThe ice came early.\n", encoding="utf-8")
    answer(letter)
    trigger(bench, "add_source")
    bench.settle()
    assert bench.window.notice.words == "1 source added."
    assert bench.window.source.view.number == 4
    assert "The ice came early." in bench.window.source.view.text
    assert bench.window.record.head.name == "Edda Marlow"
    trigger(bench, "add_source")
    bench.settle()
    assert bench.window.notice.words == "1 file held already."


def test_a_file_that_cannot_be_taken_in_is_refused_in_words(bench, answer, tmp_path):
    nothing = tmp_path / "nothing.txt"
    nothing.touch()
    answer(nothing)
    trigger(bench, "add_source")
    bench.settle()
    assert bench.window.notice.words.startswith("⚑")
    assert "nothing.txt" in bench.window.notice.words


def test_the_badge_says_only_what_was_checked(bench, qtbot):
    badge = bench.window.top_bar._badge
    assert badge.text() == "Not checked since opening"
    qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)
    bench.settle()
    assert badge.text() == "✓ Checked just now to @265"
    assert badge.property("state") == "verified"


def test_a_damaged_archive_is_told_with_its_position(bench, sample):
    connection = library().connect(sample)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE event SET leaf = zeroblob(32) WHERE position = 77")
    connection.commit()
    connection.close()
    trigger(bench, "verify")
    bench.settle()
    dialog = bench.window.findChild(DetailsDialog)
    assert "@77" in dialog.details
    assert bench.window.top_bar._badge.property("state") == "fault"
    dialog.close()
