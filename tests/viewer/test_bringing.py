# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is dragged or pasted in, and what is taken out on paper."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from datetime import datetime

import pytest
from hands import go_to, is_possible, newest, row_of, select, trigger
from keyboard import Keys
from PySide6.QtCore import QLockFile, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QTextDocument,
)

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.values import SubjectKind
from fonds.viewer.desk.paper import foot_of, make_document, record_html
from fonds.viewer.desk.together_dialog import TogetherDialog
from fonds.viewer.file_dialog import FileDialog

COPY = Qt.DropAction.CopyAction
LETTER = "A letter from the island\n\nEdda Marlow came ashore on a Monday.\n"


def drop(widget, data: QMimeData, at: QPoint | None = None) -> bool:
    """Drag data over a widget and let it fall; tells whether it was wanted."""
    where = at if at is not None else widget.rect().center()
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(where, COPY, data, left, plain)
    widget.dragEnterEvent(entering)
    if not entering.isAccepted():
        return False
    widget.dropEvent(QDropEvent(QPointF(where), COPY, data, left, plain))
    return True


def sources(path) -> list[str]:
    with Archive.open(path, read_only=True) as archive:
        return [row.title for row in archive.queries.sources()]


def drop_files(bench, tmp_path, names: tuple[str, ...]) -> TogetherDialog:
    """Drop files that were not given in the order of their names."""
    for name in names:
        (tmp_path / name).write_text(f"{name}: {LETTER}", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    bench.window.activateWindow()
    assert drop(bench.window, data)
    bench.settle()
    return bench.window.findChild(TogetherDialog)


def test_files_dropped_on_the_window_become_sources(bench, sample, tmp_path):
    dialog = drop_files(bench, tmp_path, ("list.txt", "letter.txt"))
    assert not dialog.title_field.isEnabled(), "several sources have no one title"
    Keys(bench).press("Return")
    bench.settle()
    assert len(sources(sample)) == 5
    assert bench.window.notice.words == "2 sources added."
    assert bench.window.source.view.text.startswith("letter.txt: A letter")


def test_what_is_dropped_stays_where_it_came_from(bench, monkeypatch):
    """Told of a move, an editor takes away the words that were dragged out of it."""
    move = Qt.DropAction.MoveAction
    monkeypatch.setattr(QDropEvent, "acceptProposedAction", lambda one: one.setDropAction(move))
    data = QMimeData()
    data.setText(LETTER)
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, at in ((QDragEnterEvent, QPoint(9, 9)), (QDropEvent, QPointF(9, 9))):
        event = kind(at, COPY | move, data, left, plain)
        event.setDropAction(move)
        handler = bench.window.dragEnterEvent if kind is QDragEnterEvent else bench.window.dropEvent
        handler(event)
        assert event.isAccepted()
        assert event.dropAction() == COPY
    bench.settle()


def test_the_works_that_footnotes_cite_are_noted(bench, sample, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "She was a purser.[1]\n\nReferences\n\n1. Port Ellery Courier, 3 May 1966.\n",
        encoding="utf-8",
    )
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter))])
    assert drop(bench.window, data)
    bench.settle()
    with Archive.open(sample, read_only=True) as archive:
        works = archive.queries.source(bench.window.source.view.id).cited_works
    assert [one.work for one in works] == ["Port Ellery Courier, 3 May 1966."]


def test_pages_of_a_letter_are_one_source_in_the_order_that_was_said(bench, sample, tmp_path):
    dialog = drop_files(bench, tmp_path, ("page-10.txt", "page-2.txt", "page-1.txt"))
    files = [file.name for file in dialog.gathered().files]
    assert files == ["page-1.txt", "page-2.txt", "page-10.txt"]
    keys = Keys(bench)
    keys.press("Down")
    assert dialog.one.isChecked()
    keys.go_to(dialog.list)
    keys.press("End")
    keys.go_to(dialog.earlier)
    keys.press("Space")
    keys.go_to(dialog.title_field)
    keys.type("Letter to the League")
    keys.press("Return")
    bench.settle()
    assert sources(sample)[3:] == ["Letter to the League"]
    with Archive.open(sample, read_only=True) as archive:
        pages = archive.queries.text("Letter to the League").text.split("\f")
    assert [page.split(":")[0] for page in pages] == ["page-1.txt", "page-10.txt", "page-2.txt"]
    trigger(bench, "undo")
    bench.settle()
    assert bench.window.notice.words == "Undone: add 1 source"


def test_several_files_given_up_are_not_taken_in(bench, sample, tmp_path):
    drop_files(bench, tmp_path, ("list.txt", "letter.txt"))
    Keys(bench).press("Escape")
    bench.settle()
    assert len(sources(sample)) == 3


def test_a_text_dropped_or_pasted_becomes_a_source_named_by_its_first_line(bench, sample):
    data = QMimeData()
    data.setText(LETTER)
    assert drop(bench.window, data)
    bench.settle()
    assert sources(sample)[-1] == "A letter from the island"
    QGuiApplication.clipboard().setText("Another page\nwith words")
    trigger(bench, "paste_source")
    bench.settle()
    assert sources(sample)[-1] == "Another page"
    assert bench.window.source.view.text == "Another page\nwith words"


_LEFT = """
import os, sys
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
assert lock.tryLock(0)
os._exit(9)
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Have temporary files lie in a folder of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def paste(bench, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    trigger(bench, "paste_source")
    bench.settle()


def test_a_window_makes_a_folder_for_pasted_words_only_and_leaves_none(temporary, bench):
    assert not list(temporary.iterdir())
    for text in ("A page", "Another page"):
        paste(bench, text)
        assert len(list(temporary.iterdir())) == 1
    bench.window.close()
    assert not list(temporary.iterdir())


def test_words_left_by_a_killed_window_go_and_those_of_an_open_one_stay(temporary, bench):
    killed, open_still = (temporary / f"fonds-pasted-{name}" for name in ("killed", "open"))
    for folder in (killed, open_still):
        folder.mkdir()
        (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    subprocess.run([sys.executable, "-c", _LEFT, str(killed / "held")], check=False)
    assert (killed / "held").exists()
    other = QLockFile(str(open_still / "held"))
    assert other.tryLock(0)
    paste(bench, "A page")
    assert not killed.exists()
    assert (open_still / "letter.txt").exists()


def test_words_there_is_no_room_for_are_refused_and_taken_when_there_is(temporary, bench, sample):
    temporary.rmdir()
    paste(bench, "A page")
    assert "cannot be kept in a temporary file" in bench.window.notice.words
    assert len(sources(sample)) == 3
    temporary.mkdir()
    paste(bench, "A page")
    assert sources(sample)[-1] == "A page"


def test_what_cannot_be_taken_in_is_refused_in_words(bench, sample):
    before = newest(sample, 1)[0].position
    for empty in (
        QGuiApplication.clipboard().clear,
        lambda: QGuiApplication.clipboard().setText(" "),
    ):
        empty()
        bench.window.notice.put_away()
        trigger(bench, "paste_source")
        assert "no words" in bench.window.notice.words
    bench.lists.look_at("@100")
    bench.settle()
    assert not is_possible(bench, "paste_source")
    data = QMimeData()
    data.setText(LETTER)
    drop(bench.window, data)
    bench.settle()
    assert "at now" in bench.window.notice.words
    assert newest(sample, 1)[0].position == before


def test_an_archive_dropped_is_opened(empty_bench, sample):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample))])
    assert drop(empty_bench.window, data)
    empty_bench.settle()
    assert empty_bench.window.record.head.name == "Edda Marlow"


def test_words_dropped_on_a_property_open_the_form_with_it(bench, monkeypatch):
    go_to(bench, "source", "Province Almanac")
    select(bench, "In 1966 she went to sea for four years as a purser")
    number, _ = row_of(bench, "organizer")
    view = bench.window.record.list
    index = view.rows.index(number, 0)
    view.scrollTo(index)
    edit = bench.window.source.surface.edit
    for kind in (QDragEnterEvent, QDropEvent):
        monkeypatch.setattr(kind, "source", lambda _self: edit)
    data, at = edit.createMimeDataFromSelection(), view.visualRect(index).center()
    usual = view.grab().toImage()
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dragMoveEvent(QDragMoveEvent(at, COPY, data, left, plain))
    assert view.grab().toImage() != usual, "nothing shows where the words would fall"
    view.dragLeaveEvent(QDragLeaveEvent())
    assert view.grab().toImage() == usual
    assert drop(view, data, at)
    form = bench.writing.form
    assert form.value_field.hasFocus()
    assert form is not None
    assert (form.property_field.choice, form.property_field.text()) == ("occupation", "Occupation")
    assert form.seed.quote.startswith("In 1966")


def test_words_of_the_own_source_are_not_taken_for_a_new_one(bench, monkeypatch):
    edit = bench.window.source.surface.edit
    monkeypatch.setattr(QDragEnterEvent, "source", lambda _self: edit)
    data = QMimeData()
    data.setText("Edda")
    assert not drop(bench.window, data)


@pytest.mark.usefixtures("qapp")
def test_a_record_on_paper_has_its_values_and_every_word_they_rest_on(sample):
    with Archive.open(sample, read_only=True) as archive:
        record = archive.queries.record("Edda Marlow")
        numbers = {row.id: row.number for row in archive.queries.sources()}
        told = archive.queries.history(limit=1)[0]
        html = record_html(record, numbers, remarks=["Dates & clash."])
    assert "<b>! Dates &amp; clash.</b>" in html
    foot = foot_of(record.label, None, "sample", datetime.fromisoformat(told.recorded_at))
    document = QTextDocument()
    document.setHtml(html)
    plain = " ".join(document.toPlainText().split())
    for answer in record.properties():
        for scope in answer.scopes:
            for value in scope.values:
                assert value.display in plain
                for fact in value.facts:
                    for one in fact.citations:
                        assert " ".join(one.quote.split()) in plain
    # The mark of a passage is no part of a number it follows, and no number of a source.
    marks = re.findall("<sup>(.*?)</sup>", html)
    assert marks
    assert all(re.fullmatch(r"\s\(\d+\)", mark) for mark in marks)
    # In one row, which no end of a page parts.
    assert "<b>! Father: two accounts, none preferred</b></td><td>Josef Marlow" in html
    assert foot.startswith("sample, as of now; printed ")
    assert foot.endswith(" · Edda Marlow")


@pytest.mark.usefixtures("qapp")
def test_on_paper_a_mark_stands_after_a_name_written_from_the_right(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Her sister Layla.", encoding="utf-8")
    with Archive.create(tmp_path / "names.fonds", agent="tester") as archive:
        archive.execute(OpenSubject("Miriam", SubjectKind.PERSON))
        archive.execute(OpenSubject("ليلى بنت عبد الرحمن", SubjectKind.PERSON))
        (added,) = archive.execute(AddSources((page,))).answer
        sister = ("sibling", "ليلى بنت عبد الرحمن", added.id, "Her sister Layla")
        archive.execute(AssertFact("Miriam", *sister))
        html = record_html(archive.queries.record("Miriam"), {added.id: 1})
    document = make_document(html, "")
    document.setTextWidth(600)
    assert document.pageCount() == 1  # and is laid out
    block = document.find("ليلى").block()
    line = block.layout().lineAt(0)
    at = line.cursorToX(block.text().index("("))
    assert (at[0] if isinstance(at, tuple) else at) > line.naturalTextWidth() / 2


@pytest.mark.parametrize("moment", [None, "@100"])
def test_a_record_is_saved_as_pdf(bench, monkeypatch, tmp_path, moment):
    if moment:
        bench.lists.look_at(moment)
        bench.settle()
    target = tmp_path / "edda.pdf"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    trigger(bench, "save_pdf")
    bench.settle()
    written = target.read_bytes()
    assert written.startswith(b"%PDF-1.")
    assert written.rstrip().endswith(b"%%EOF")
    assert written.count(b"/Type /Page\n") >= 2
    assert [file.name for file in tmp_path.glob("*.unfinished")] == []
    assert str(target) in bench.window.notice.words


def test_a_pdf_that_cannot_be_written_is_refused_and_leaves_nothing(bench, monkeypatch, tmp_path):
    target = tmp_path / "no such folder" / "edda.pdf"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    trigger(bench, "save_pdf")
    bench.settle()
    assert "cannot be written: no such file or directory" in bench.window.notice.words


def test_what_was_left_out_of_a_document_is_said_at_once(bench, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<title>P</title><p>Seen.</p><p hidden>Not seen.</p>", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(page))])
    assert drop(bench.window, data)
    bench.settle()
    assert bench.window.notice.words == "1 source added. 1 hidden element was left out."
