# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The window says what of an archive may be lost, and copies nothing that its policy hides."""

from __future__ import annotations

import json
import shutil

import pytest
from archive.faults.test_ahead import left_behind, lose_commits
from click.testing import CliRunner
from hands import press_row, select, trigger
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from fonds.archive import Archive
from fonds.archive.cli.root import program
from fonds.archive.commands.archive import SetPolicy
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import library_version, write_ahead_is_safe
from fonds.events.catalogue.archive import Visibility
from fonds.events.values import SubjectKind
from fonds.viewer import start

needs_log = pytest.mark.skipif(
    not write_ahead_is_safe(library_version()),
    reason="this SQLite has the WAL-reset fault, so no log is written ahead",
)


@needs_log
def test_a_damaged_log_is_told_for_as_long_as_the_archive_is_open(
    empty_bench, sample, tmp_path, qtbot
):
    bench = empty_bench
    left = left_behind(tmp_path)
    lose_commits(left)
    bench.files.open(left)
    bench.settle()
    banner = bench.window.damage_banner
    assert banner.isVisible()
    assert "commits in it cannot be read" in banner.words
    assert "copy the file" in banner.words
    assert "fonds recover" in banner.words
    with qtbot.waitSignal(banner.check_wanted):
        qtbot.mouseClick(banner.findChild(QPushButton), Qt.MouseButton.LeftButton)
    bench.settle()
    assert banner.isVisible()
    bench.files.open(sample)
    bench.settle()
    assert not banner.isVisible()


@needs_log
def test_what_was_lost_when_the_place_was_looked_for_is_told_too(tmp_path):
    left = left_behind(tmp_path)
    lose_commits(left)
    place, lost = start._place(left, None, None, None, None)
    assert place is None
    assert lost > 0


def test_an_archive_that_went_back_is_told(empty_bench, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path, old = tmp_path / "varnham.fonds", tmp_path / "old.fonds"
    Archive.create(path).close()
    shutil.copy(path, old)
    with Archive.open(path) as archive:
        archive.execute(OpenSubject("Somebody", SubjectKind.PERSON))
    assert CliRunner().invoke(program, ["checkpoint", str(path)]).exit_code == 0
    for file, told in ((path, False), (old, True)):
        empty_bench.files.open(file)
        empty_bench.settle()
        assert empty_bench.window.damage_banner.isVisible() is told
        assert ("older copy" in empty_bench.window.damage_banner.words) is told


def test_what_is_copied_hides_what_the_policy_hides(bench, qtbot, sample):
    clipboard = QGuiApplication.clipboard()
    press_row(bench, qtbot, "Port Ellery")
    select(bench, "born March 9, 1948")
    with Archive.open(sample) as archive:
        archive.execute(SetPolicy(notes=Visibility.HIDDEN, quotations=Visibility.HIDDEN))
    clipboard.setText("before")
    trigger(bench, "copy_fact")
    bench.settle()
    told = json.loads(clipboard.text())
    assert told["value"] == "Port Ellery"
    assert told["citations"][0]["quote"] is None
    assert told.get("note") is None
    trigger(bench, "copy_citation")
    bench.settle()
    assert "“" not in clipboard.text()
    clipboard.setText("before")
    trigger(bench, "copy_passage")
    bench.settle()
    assert clipboard.text() == "before"
    assert "hidden" in bench.window.notice.words
    with Archive.open(sample) as archive:
        archive.execute(
            SetPolicy(living=Visibility.HIDDEN, notes=Visibility.SHOWN, quotations=Visibility.SHOWN)
        )
    for action, refused in (
        ("copy_fact", "policy hides"),
        ("copy_citation", "policy hides"),
        ("copy_passage", "somebody hidden"),
    ):
        clipboard.setText("before")
        bench.window.notice.tell("Nothing yet.")
        trigger(bench, action)
        bench.settle()
        # That nothing was copied could also be an action that does nothing.
        assert clipboard.text() == "before", action
        assert refused in bench.window.notice.words, action
    trigger(bench, "copy_reference")
    bench.settle()
    assert "Marlow" not in clipboard.text()
    assert "[hidden: a living person]" in clipboard.text()
