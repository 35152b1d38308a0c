# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Words typed in beside a picture that is held, and the part of it they stand in."""

from __future__ import annotations

import pytest
from hands import go_to, is_possible, trigger
from keyboard import Keys
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from fonds.archive import Archive
from fonds.archive.commands.sources import AddSources, RegisterUnheld, WorkDescription
from fonds.archive.errors import RefusedError
from fonds.viewer.desk.page_dialog import PageDialog
from fonds.viewer.desk.transcription_dialog import TranscriptionDialog
from fonds.viewer.wording import numbered

Image = pytest.importorskip("PIL.Image", reason="the optional part “pictures” is not installed")

WORDS = "The committee met at seven."
WIDE = 2000


@pytest.fixture
def sample(sample, tmp_path):
    """The sample with a letter of two pictures, the second darker."""
    files = []
    for number, shade in enumerate((230, 90)):
        file = tmp_path / f"letter-{number + 1}.png"
        Image.new("L", (WIDE, 1000), shade).save(file)
        files.append(file)
    with Archive.open(sample) as archive:
        archive.execute(AddSources(tuple(files), WorkDescription(title="Letter"), as_one=True))
    return sample


@pytest.fixture
def dialog(bench):
    bench.window.activateWindow()
    go_to(bench, "source", "Letter")
    trigger(bench, "type_in")
    bench.settle()
    return bench.window.findChild(TranscriptionDialog)


@pytest.mark.parametrize(
    "part", [f"{WIDE - 10}, 0, 11, 20", "0, 990, 20, 11", "10, 10, 0, 20", f"{WIDE}, 0, 1, 1"]
)
def test_a_part_beyond_its_picture_is_refused_and_all_that_was_typed_stays(bench, dialog, part):
    keys = Keys(bench)
    keys.type(WORDS)
    keys.go_to(dialog.part_field)
    keys.type(part)
    keys.press("Return")
    assert dialog.refusal.text().endswith(
        f"not within the picture: {numbered(WIDE)} × {numbered(1000)} pixels."
    )
    assert dialog.part_field.hasFocus()
    assert dialog.words_field.toPlainText() == WORDS
    keys.press("Ctrl+A")
    keys.type(f"{WIDE - 10}, 980, 10, 20")
    keys.press("Return")
    assert bench.window.source.selected_words() == WORDS


@pytest.mark.parametrize("held", [True, False])
def test_a_source_without_words_says_how_they_come_to_it(bench, sample, held):
    if not held:
        with Archive.open(sample) as archive:
            archive.execute(RegisterUnheld(WorkDescription(title="Letter book")))
        bench.files.open(sample)
        bench.settle()
    go_to(bench, "source", "Letter" if held else "Letter book")
    said = bench.window.source._empty.text()
    assert "“Type in a passage”" in said
    assert ("“Read pictures by OCR”" in said) is held
    assert is_possible(bench, "type_in")


def shade(dialog) -> int:
    return dialog.picture.page.pixmap().toImage().pixelColor(5, 5).red()


def test_a_part_is_marked_with_the_mouse_and_framed_on_its_page(bench, sample, dialog):
    assert shade(dialog) == 230
    page = dialog.picture.page
    scale = WIDE / page.pixmap().width()
    QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    QTest.mouseMove(page, QPoint(120, 40))
    QTest.mouseRelease(page, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    part = [round(one * scale) for one in (100, 20, 100, 40)]
    assert [int(one) for one in dialog.part_field.text().split(", ")] == part
    Keys(bench).go_to(dialog.words_field)
    Keys(bench).type(WORDS)
    Keys(bench).press("Ctrl+Return")
    assert bench.window.source.selected_words() == WORDS
    assert "that is not undone" in bench.window.notice.words
    assert not is_possible(bench, "undo")
    with Archive.open(sample, read_only=True) as archive:
        ((left, top, width, height),) = archive.queries.facsimile("Letter", 0, 5).boxes
    assert [left, top, width, height] == part
    trigger(bench, "page")
    bench.settle()
    (shown,) = bench.window.findChildren(PageDialog)
    image = shown.picture.pixmap().toImage()
    assert any(
        image.pixelColor(x, y).red() > image.pixelColor(x, y).blue() + 80
        for x in range(image.width())
        for y in range(0, image.height(), 2)
    )
    shown.reject()
    # What was last typed in keeps the picture, never the part.
    trigger(bench, "type_in")
    bench.settle()
    again = bench.window.findChild(TranscriptionDialog)
    assert (again.file_field.text(), again.part_field.text()) == ("1", "")
    again.reject()


def test_by_keys_alone_the_second_picture_is_shown_and_its_part_typed(bench, sample, dialog):
    keys = Keys(bench)
    keys.type(WORDS)
    keys.go_to(dialog.file_field)
    dialog.file_field.selectAll()
    keys.type("2")
    keys.go_to(dialog.part_field)
    assert shade(dialog) == 90
    for wrong, why in (("120", "left, top"), ("1, 2, 3, 4", "elsewhere"), ("", "2 pictures")):
        dialog.part_field.selectAll()
        keys.type(wrong or "1,2,3,4")
        dialog.place_field.setText("Port Library" if why == "elsewhere" else "")
        dialog.file_field.setText("2" if wrong else "3")
        keys.press("Return")
        assert why in dialog.refusal.text()
    dialog.file_field.setText("2")
    keys.go_to(dialog.part_field)
    dialog.part_field.selectAll()
    keys.type("120, 80, 900, 400")
    keys.press("Return")
    assert bench.window.source.selected_words() == WORDS
    with Archive.open(sample, read_only=True) as archive:
        page = archive.queries.facsimile("Letter", 0, 5)
        assert (page.file, page.boxes) == (1, ((120, 80, 900, 400),))
        with pytest.raises(RefusedError, match="No such picture"):
            archive.queries.picture("Letter", 2)


def test_a_source_without_pictures_has_no_part_to_mark(bench):
    bench.window.activateWindow()
    go_to(bench, "source", "Ellery Wiki")
    trigger(bench, "type_in")
    bench.settle()
    dialog = bench.window.findChild(TranscriptionDialog)
    assert not dialog.part_field.isVisible()
    assert not dialog.picture.isVisible()
    dialog.reject()
