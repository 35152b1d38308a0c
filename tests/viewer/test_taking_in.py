# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Large files and libraries taken in: how far it is, stopped when asked, the window alive."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hands import go_to, trigger
from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from fonds.archive import Archive
from fonds.archive.commands.sources import AddSources
from fonds.archive.projector import Projector
from fonds.viewer.desk.failures import DetailsDialog
from fonds.viewer.file_dialog import FileDialog

sys.path.insert(0, str(Path(__file__).parents[1] / "archive" / "extraction"))

from made_files import pdf_file

LINE = "In the year {at} the council of Port Ellery heard what the harbour master had to say.\n"


def sources(path) -> list[str]:
    with Archive.open(path, read_only=True) as archive:
        return [one.title for one in archive.queries.sources() if not one.withdrawn]


@pytest.fixture
def book(tmp_path):
    """A text of a million characters, which is cut and indexed for a while."""
    file = tmp_path / "book.txt"
    file.write_text("".join(LINE.format(at=at) for at in range(12_000)), "utf-8")
    return file


@pytest.fixture
def pages(tmp_path):
    """A PDF of 500 pages."""
    file = tmp_path / "pages.pdf"
    file.write_bytes(pdf_file([[LINE.format(at=at).strip()] * 3 for at in range(500)]))
    return file


def choose(monkeypatch, file) -> None:
    monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))


def stop_button(bench) -> QPushButton:
    notice = bench.window.notice
    notice.furnish()
    return next(one for one in notice.findChildren(QPushButton) if one.text() == "Stop")


def stop_at_first_step(bench) -> list[tuple[int, int]]:
    """Press Stop when the first part of the work is told; return what was told."""
    told: list[tuple[int, int]] = []

    def press(_number: int, done: int, whole: int) -> None:
        if 0 < done < whole and not told:
            told.append((done, whole))
            stop_button(bench).click()

    bench.desk.session.progressed.connect(press)
    return told


@pytest.mark.parametrize("name", ["add_source", "recapture"])
def test_reading_a_pdf_of_500_pages_is_stopped_and_nothing_recorded(
    bench, sample, pages, monkeypatch, name
):
    go_to(bench, "source", "Ellery Wiki")
    before = Archive.open(sample, read_only=True)
    with before:
        head = before.head()
    choose(monkeypatch, pages)
    told = stop_at_first_step(bench)
    trigger(bench, name)
    bench.settle()
    assert told
    assert bench.window.notice.words == "Stopped. Nothing was changed."
    with Archive.open(sample, read_only=True) as archive:
        assert archive.head() == head


def test_a_pdf_of_500_pages_is_taken_in_and_its_progress_told(bench, sample, pages, monkeypatch):
    choose(monkeypatch, pages)
    told: list[tuple[int, int]] = []
    bench.desk.session.progressed.connect(lambda _, done, whole: told.append((done, whole)))
    trigger(bench, "add_source")
    bench.settle()
    assert len({done / whole for done, whole in told if whole}) > 5
    assert bench.window.notice.words == "1 source added."
    assert "year 499 the council" in bench.window.source.view.text
    assert len(sources(sample)) == 4


@pytest.mark.parametrize("name", ["add_source", "recapture"])
def test_a_text_stopped_while_it_is_recorded_is_not(bench, sample, book, monkeypatch, name):
    go_to(bench, "source", "Ellery Wiki")
    with Archive.open(sample, read_only=True) as archive:
        head = archive.head()
    choose(monkeypatch, book)
    settle, stop = Projector.settle, stop_button(bench)

    def slow(projector: Projector) -> None:
        """Let somebody press Stop while the tables are brought up to date."""
        settle(projector)
        QMetaObject.invokeMethod(stop, "click", Qt.ConnectionType.BlockingQueuedConnection)

    monkeypatch.setattr(Projector, "settle", slow)
    trigger(bench, name)
    bench.settle()
    assert bench.window.notice.words == "Stopped. Nothing was changed."
    with Archive.open(sample, read_only=True) as archive:
        assert archive.head() == head


def test_a_library_is_imported_told_and_taken_back_at_once(bench, sample, tmp_path, monkeypatch):
    (tmp_path / "paper.txt").write_text("The harbour master's own words.\n", "utf-8")
    file = tmp_path / "library.bib"
    linked = ("paper.txt", "gone.pdf", "")
    file.write_text(
        "".join(
            f"@book{{work{at}, title = {{Harbour papers {at}}}, file = {{{name}}}}}\n"
            for at, name in enumerate(linked)
        ),
        "utf-8",
    )
    before = sources(sample)
    choose(monkeypatch, file)
    trigger(bench, "import_bibliography")
    bench.settle()
    assert bench.window.notice.words == "3 sources added, 1 file taken in."
    assert len(sources(sample)) == len(before) + 3
    details = bench.window.findChild(DetailsDialog)
    assert details.windowTitle() == "1 remark on the import"
    assert "gone.pdf is not there." in details.findChild(QPlainTextEdit).toPlainText()
    details.reject()
    undo = bench.window.actions_of_window.action("undo")
    assert undo.text().replace("&", "") == "Undo: import 3 sources"
    trigger(bench, "undo")
    bench.settle()
    assert sources(sample) == before
    # What was taken back can be brought in once more, and what is there is not doubled.
    for told in ("3 sources added, 1 file taken in.", "3 there already."):
        trigger(bench, "import_bibliography")
        bench.settle()
        assert bench.window.notice.words == told
        bench.window.findChild(DetailsDialog).reject()
        bench.settle()
    assert len(sources(sample)) == len(before) + 3
    with Archive.open(sample, read_only=True) as archive:
        assert archive.verify().ok


def test_undo_of_an_import_says_that_what_sources_gained_stays(
    bench, sample, tmp_path, monkeypatch
):
    paper = tmp_path / "paper.txt"
    paper.write_text("The harbour master's own words.\n", "utf-8")
    with Archive.open(sample) as archive:
        archive.execute(AddSources((paper,)))
    file = tmp_path / "library.bib"
    works = "@book{{work{at}, title = {{Port {at}}}, author = {{Orle, B.}}, file = {{{file}}}}}\n"
    choose(monkeypatch, file)
    action = bench.window.actions_of_window.action("undo")
    for at, files in enumerate((("paper.txt", ""), ("paper.txt",))):
        file.write_text("".join(works.format(at=f"{at}{one}", file=one) for one in files), "utf-8")
        trigger(bench, "import_bibliography")
        bench.settle()
        said = "Undo: import 1 source (what other sources gained stays)"
        # An import that added no source takes the place of the act before it, not its Undo.
        assert action.text().replace("&", "") == ("Undo" if at else said)


def test_a_library_that_cannot_be_read_is_refused_in_a_sentence(
    bench, sample, tmp_path, monkeypatch
):
    file = tmp_path / "library.json"
    file.write_text('[{"id": "a", "title": ', "utf-8")
    with Archive.open(sample, read_only=True) as archive:
        head = archive.head()
    choose(monkeypatch, file)
    trigger(bench, "import_bibliography")
    bench.settle()
    assert "library.json" in bench.window.notice.words
    with Archive.open(sample, read_only=True) as archive:
        assert archive.head() == head
