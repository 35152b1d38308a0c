# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Facts imported from a file through the window, and its head signed as the command line does."""

from __future__ import annotations

import json

import pytest
from hands import newest, record_in, trigger
from PySide6.QtCore import Qt

from fonds.archive import Archive
from fonds.archive.cli import checkpoint_folders
from fonds.viewer.file_dialog import FileDialog

WORDS = "In 1966 she went to sea for four years as a purser"


@pytest.fixture
def lines(tmp_path):
    file = tmp_path / "facts.jsonl"
    line = {
        "subject": "Edda Marlow",
        "property": "occupation",
        "value": "purser",
        "source": "Province Almanac: Edda Marlow",
        "quote": WORDS,
    }
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return file


def signed_up_to(path) -> int | None:
    with Archive.open(path, read_only=True) as archive:
        last = archive.queries.archive().last_checkpoint
        return None if last is None else last.size


def test_an_import_is_shown_first_then_done_and_signed(
    bench, qtbot, sample, lines, tmp_path, monkeypatch
):
    folder = tmp_path / "stick"
    folder.mkdir()
    checkpoint_folders.remember(bench.desk.begun.archive.id, folder)
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_, **__: (str(lines), ""))
    before = newest(sample, 1)[0].position
    dialog = bench.signing.import_file(lines)
    bench.settle()
    assert "1 fact would be added. 1 subject would be opened." in dialog.outcome.text()
    beside = "Opened anew beside others of the same name: “Edda Marlow”."
    assert beside in dialog.outcome.text()
    dialog.labels.setFocus()
    qtbot.keyClick(dialog.labels, Qt.Key.Key_Space)
    bench.settle()
    assert beside not in dialog.outcome.text()
    assert "In the archive already: “Edda Marlow”." in dialog.outcome.text()
    assert newest(sample, 1)[0].position == before
    qtbot.keyClick(dialog.labels, Qt.Key.Key_Return)
    bench.settle()
    assert "purser" in record_in(sample, "Edda Marlow")["occupation"]
    assert "1 fact imported." in bench.window.notice.words
    size = newest(sample, 1)[0].position
    assert signed_up_to(sample) == size
    assert len(list(folder.glob("*.checkpoint"))) >= 1
    trigger(bench, "undo")
    bench.settle()
    assert bench.window.notice.words == "Undone: import 1 fact"
    assert newest(sample, 1)[0].type == "FactRetracted"
    assert "purser" not in record_in(sample, "Edda Marlow").get("occupation", [])


def test_what_stands_already_is_left_out_unless_one_wants_it_again(bench, qtbot, lines):
    given = json.loads(lines.read_text())
    for own_id in ("x:1", "x:2"):
        # Another key: it is known as the same by its passage alone.
        lines.write_text(json.dumps({**given, "id": own_id}), encoding="utf-8")
        dialog = bench.signing.import_file(lines)
        bench.settle()
        if not dialog.labels.isChecked():
            dialog.labels.setFocus()
            qtbot.keyClick(dialog.labels, Qt.Key.Key_Space)
            bench.settle()
        said, left = dialog.outcome.text(), dialog.repeated
        if not left.isVisible():
            qtbot.keyClick(dialog.labels, Qt.Key.Key_Return)
            bench.settle()
    assert "0 facts would be added. 1 fact known already." in said
    assert left.isChecked()
    assert not dialog.go.isEnabled()
    left.setFocus()
    qtbot.keyClick(left, Qt.Key.Key_Space)
    bench.settle()
    assert "1 fact would be added. 1 fact known already, from the same passage." in (
        dialog.outcome.text()
    )
    qtbot.keyClick(left, Qt.Key.Key_Return)
    bench.settle()
    assert "1 fact imported." in bench.window.notice.words


def test_a_file_that_would_be_refused_says_why_and_cannot_be_imported(
    bench, sample, lines, tmp_path
):
    lines.write_text(lines.read_text().replace("purser", "admiral"), encoding="utf-8")
    before = newest(sample, 1)[0].position
    dialog = bench.signing.import_file(lines)
    bench.settle()
    assert "line 1" in dialog.refusal.text()
    assert not dialog.go.isEnabled()
    dialog.reject()
    missing = bench.signing.import_file(tmp_path / "nowhere.jsonl")
    bench.settle()
    assert missing.refusal.isVisible()
    missing.reject()
    itself = bench.signing.import_file(sample)
    bench.settle()
    assert "is this archive itself" in itself.refusal.text()
    itself.reject()
    bench.libraries.import_file(sample)
    bench.settle()
    assert "is this archive itself" in bench.window.notice.words
    assert "fonds backup" not in bench.window.notice.words
    assert newest(sample, 1)[0].position == before


def test_the_head_is_signed_on_demand_and_the_status_line_says_so(bench, sample):
    trigger(bench, "checkpoint")
    bench.settle()
    assert "Only a copy kept elsewhere" in bench.window.notice.words
    size = newest(sample, 1)[0].position
    assert signed_up_to(sample) == size
    assert any(", signed " in part.text() for part in bench.window.status._parts)


def test_a_folder_that_is_not_there_is_said_and_the_head_is_signed_all_the_same(
    bench, sample, tmp_path
):
    folder = tmp_path / "stick"
    folder.mkdir()
    checkpoint_folders.remember(bench.desk.begun.archive.id, folder)
    folder.rmdir()
    trigger(bench, "checkpoint")
    bench.settle()
    assert str(folder) in bench.window.notice.words
    assert signed_up_to(sample) is not None
