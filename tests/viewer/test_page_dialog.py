# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The page that words stand on, as it looks."""

from __future__ import annotations

import pytest
from archive.extraction.made_files import pdf_file
from hands import go_to, select, trigger

from fonds.archive import Archive
from fonds.archive.commands.sources import AddSources
from fonds.viewer.desk.page_dialog import PageDialog

pytest.importorskip("pypdfium2", reason="the optional part “pdf” is not installed")


@pytest.fixture
def sample(sample, tmp_path):
    """The sample with a PDF of two pages."""
    file = tmp_path / "report.pdf"
    pages = [("The quay has 57 berths.",), ("Edda Marlow kept the store.",)]
    file.write_bytes(pdf_file(pages, title="Report"))
    with Archive.open(sample) as archive:
        archive.execute(AddSources((file,)))
    return sample


def test_selected_words_are_shown_on_their_page(bench):
    go_to(bench, "source", "Report")
    select(bench, "Edda Marlow")
    trigger(bench, "page")
    bench.settle()
    (dialog,) = bench.window.findChildren(PageDialog)
    assert dialog.isVisible()
    assert dialog.windowTitle() == "Report, p. 2"
    assert not dialog.picture.pixmap().isNull()
    assert dialog.picture.accessibleName() == "Report, p. 2"
    # The frame is drawn in the picture itself.
    image = dialog.picture.pixmap().toImage()
    red = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height() // 4)
        if image.pixelColor(x, y).red() > 150 > 100 > image.pixelColor(x, y).blue()
    ]
    assert red
    dialog.reject()
    bench.settle()
    bench.window.source.surface.select(0, 0)
    trigger(bench, "page")
    bench.settle()
    shown = [one for one in bench.window.findChildren(PageDialog) if one.isVisible()]
    assert [one.windowTitle() for one in shown] == ["Report, p. 1"]
    shown[0].reject()


def test_a_source_without_pages_says_so(bench):
    go_to(bench, "source", "Ellery Wiki")
    trigger(bench, "page")
    bench.settle()
    assert "PDFs and pictures" in bench.window.notice.words
    assert not bench.window.findChildren(PageDialog)
