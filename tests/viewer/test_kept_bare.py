# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A file that cannot be read, kept as it is from the window, and typed in by hand."""

from __future__ import annotations

import pytest
from hands import trigger

from fonds.archive import Archive
from fonds.viewer.desk.together_dialog import TogetherDialog
from fonds.viewer.file_dialog import FileDialog

DAMAGED = b"%PDF-1.7\nnothing of it is left"


@pytest.fixture
def keep(bench, monkeypatch):
    def keep(*files) -> None:
        chosen = ([str(one) for one in files], "")
        monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *_: chosen)
        trigger(bench, "add_bare")
        bench.settle()

    return keep


def test_a_damaged_file_is_refused_with_the_way_to_keep_it_and_kept(keep, bench, sample, tmp_path):
    file = tmp_path / "letter.pdf"
    file.write_bytes(DAMAGED)
    bench.chores.add_files([file])
    bench.settle()
    assert "(File, “Keep files without their text”)" in bench.window.notice.words
    keep(file)
    assert bench.window.notice.words.startswith("1 source added.")
    assert "Type in a passage" in bench.window.notice.words
    with Archive.open(sample, read_only=True) as archive:
        found = archive.queries.source("letter")
        assert (found.held, found.renditions) == (True, ())
        assert bench.reader.source.id == found.id
    trigger(bench, "undo")
    bench.settle()
    with Archive.open(sample, read_only=True) as archive:
        assert archive.queries.source(found.id).withdrawn


def test_several_are_one_source_where_they_are_said_to_be(keep, bench, sample, tmp_path):
    files = [tmp_path / "1.bin", tmp_path / "2.bin"]
    for number, file in enumerate(files):
        file.write_bytes(DAMAGED + bytes([number]))
    keep(*files)
    dialog = bench.window.findChild(TogetherDialog)
    dialog.one.setChecked(True)
    dialog.title_field.setText("Two leaves")
    dialog.submit()
    bench.settle()
    with Archive.open(sample, read_only=True) as archive:
        (capture,) = archive.queries.source("Two leaves").captures
    assert [one.name for one in capture.files] == ["1.bin", "2.bin"]


def test_nothing_is_kept_where_nothing_is_chosen(keep, sample):
    with Archive.open(sample, read_only=True) as archive:
        before = archive.queries.size()
        keep()
        assert archive.queries.size() == before
