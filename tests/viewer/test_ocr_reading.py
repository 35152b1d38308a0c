# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Pictures read by Tesseract from the window, and refused in a sentence where it cannot."""

from __future__ import annotations

import shutil

import pytest
from hands import go_to, trigger
from keyboard import Keys

from fonds.archive import Archive
from fonds.archive.commands.sources import AddSources, WorkDescription
from fonds.viewer.desk.ocr_reading import OcrDialog

Image = pytest.importorskip("PIL.Image", reason="the optional part “pictures” is not installed")
needs_engine = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed here"
)


@pytest.fixture
def sample(sample, tmp_path):
    """The sample with a letter of two pictures."""
    from PIL import ImageDraw, ImageFont

    files = []
    for words in ("Edda kept the lamps.", "The quay has 57 berths."):
        picture = Image.new("L", (900, 160), 255)
        ImageDraw.Draw(picture).text((40, 50), words, fill=0, font=ImageFont.load_default(48))
        files.append(tmp_path / f"letter-{len(files)}.png")
        picture.save(files[-1])
    with Archive.open(sample) as archive:
        archive.execute(AddSources(tuple(files), WorkDescription(title="Letter"), as_one=True))
    return sample


def read(bench, languages: str) -> str:
    """Have the letter read in languages; gives what the window said."""
    bench.window.activateWindow()
    go_to(bench, "source", "Letter")
    trigger(bench, "read_pictures")
    bench.settle()
    dialog = bench.window.findChild(OcrDialog)
    dialog.languages_field.selectAll()
    keys = Keys(bench)
    keys.press("Backspace")
    keys.press("Return")
    assert "Name a language" in dialog.refusal.text()
    keys.type(languages)
    keys.press("Return")
    bench.settle()
    return bench.window.notice.words


@needs_engine
def test_pictures_are_read_and_every_word_has_its_place(bench, sample):
    assert read(bench, "eng").startswith("Read.")
    assert bench.window.source.view.text == "Edda kept the lamps.\fThe quay has 57 berths."
    with Archive.open(sample, read_only=True) as archive:
        text = archive.queries.text("Letter").text
        start = text.index("57")
        page = archive.queries.facsimile("Letter", start, start + 2)
    ((left, _, width, _),) = page.boxes
    assert page.file == 1
    assert 250 < left < 400
    assert 30 < width < 80
    assert read(bench, "eng") == "The same words were read before."


@needs_engine
def test_a_language_that_is_not_installed_is_refused_in_a_sentence(bench, sample):
    with Archive.open(sample, read_only=True) as archive:
        head = archive.head()
    assert "Tesseract has no language “xyz” here" in read(bench, "eng+xyz")
    with Archive.open(sample, read_only=True) as archive:
        assert archive.head() == head


def test_without_tesseract_that_is_said(bench, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert "Tesseract is not installed here" in read(bench, "eng")
