# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
# ruff: noqa: INP001, E402 - a script, in no package, that sets the platform before Qt is loaded
"""Makes docs/images anew: the main states of the window, on the sample, in both palettes.

    .venv/bin/python docs/make_pictures.py [STATE …]

The sample and the typefaces are ours: pictures differ between machines by no more than Qt does.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT / "examples"))

from build_sample import build

from fonds.archive import Archive
from fonds.archive.commands.sources import AddSources
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.places import Place
from fonds.viewer.row_sieve import Order, RowSieve
from fonds.viewer.rows import DisputeHead, ValueRow, facts_of
from fonds.viewer.theme import Scheme, Theme

SIZE = (1280, 800)
MOST_COLOURS, NEAR = 256, 2
TRASK = """== Wenna Trask ==

Wenna Trask (born March 4, 1951) is a harbour pilot. Trask was born in Port Ellery. She is a niece \
of the shipwright Aldo Pell. She was elected to the council in 1988.

In the winter of 1979 the ice held the ferry for eleven days, and Trask walked the mail across.
"""
SEA = "In 1966 she went to sea for four years as a purser"


class Scene:
    """A window on the sample, and what a person would do in it."""

    def __init__(self, theme: Theme, archive: Path) -> None:
        """Open the window on an archive."""
        self.archive = archive
        self.bench = Bench(theme, None, "you", watch=False)
        self.bench.window.resize(*SIZE)
        self.bench.window.show()
        self.bench.files.open(archive)
        self.bench.settle()

    def source(self, beginning: str) -> None:
        """Open the source whose title begins so, beside the record."""
        listing = self.bench.desk.listing
        rows = listing.sources if listing is not None else ()
        found = next(row.id for row in rows if row.title.startswith(beginning))
        record = self.bench.reader.record
        self.bench.reader.visit(Place("subject", record.id, (), found))
        self.bench.settle()

    def fact(self, value: str) -> None:
        """Choose the row of a value."""
        rows = self.bench.window.record.list.rows
        for number in range(rows.rowCount()):
            row = rows.row(number)
            if isinstance(row, ValueRow) and row.value.startswith(value):
                self.bench.reader.record.choose(facts_of(row))
                self.bench.settle()
                return

    def dispute(self) -> tuple[str, ...]:
        """Give the facts of the first dispute."""
        rows = self.bench.window.record.list.rows
        every = (rows.row(number) for number in range(rows.rowCount()))
        return next(facts_of(row) for row in every if isinstance(row, DisputeHead))


def record(scene: Scene) -> None:
    """A fact chosen, its passage lit, its history beside it."""
    scene.fact("9 March 1948")


def new_fact(scene: Scene) -> None:
    """The form under the selected words."""
    scene.source("Province Almanac")
    pane = scene.bench.window.source
    text = pane.view.text if pane.view is not None else ""
    start = text.index(SEA)
    pane.surface.select(start, start + len(SEA))
    scene.bench.writing.new_fact()
    form = scene.bench.writing.form
    if form is not None:
        form.choose_property("occupation")
        form.value_field.setText("purser")
        form.take_keys()


def correct(scene: Scene) -> None:
    """The question what a fact should have said, and why."""
    scene.fact("organizer")
    scene.bench.changing.correct()


def conflict(scene: Scene) -> None:
    """Two accounts side by side."""
    scene.bench.reader.record.choose(scene.dispute())
    scene.bench.weighing.weigh()


def timeline(scene: Scene) -> None:
    """A life over time."""
    scene.bench.window.record.show_view(1)
    scene.bench.settle()
    view = scene.bench.lives.timeline.list
    view.setCurrentIndex(view.things.index(6, 0))


def ties(scene: Scene) -> None:
    """Whom somebody is tied to."""
    scene.bench.window.record.show_view(2)


def narrative(scene: Scene) -> None:
    """A life as told, a clause chosen."""
    scene.bench.window.record.show_view(3)
    scene.bench.settle()
    scene.bench.lives.narrative.go_to(3)


def filtered(scene: Scene) -> None:
    """A record in the order of time, of one source, and the history put away."""
    scene.bench.window.panes.show_pane("history", shown=False)
    bar = scene.bench.window.record.sieve_bar
    bar.bring()
    bar.show_sieve(RowSieve(words="", source=3, order=Order.TIME))


def without(scene: Scene) -> None:
    """What would fall without a source."""
    scene.source("The Quay")
    scene.bench.supposing.without_source()


def namesakes(scene: Scene) -> None:
    """Two of one name side by side, and what would be so if they were one."""
    listing = scene.bench.desk.listing
    rows = listing.subjects if listing is not None else ()
    first, second = [row.id for row in rows if row.label == "Jon Weil"]
    scene.bench.reader.visit(Place("subject", first))
    scene.bench.settle()
    scene.bench.identifying.compare(first, second)


def compare(scene: Scene) -> None:
    """Two moments compared."""
    scene.bench.comparing.compare()
    scene.bench.settle()
    scene.bench.comparing.sheet.begin(scene.bench.desk.session.size, (), "@225", "now")


def past(scene: Scene) -> None:
    """The archive as it was."""
    scene.bench.lists.look_at("@120")


def find(scene: Scene) -> None:
    """Finding anything by a few letters."""
    field = scene.bench.window.top_bar.find_field
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.setText("harbor")
    field.searched.emit("harbor")


def footnotes(scene: Scene) -> None:
    """The works a source cites."""
    scene.source("Ellery Wiki")
    scene.bench.source_desk.footnotes()


def proposals(scene: Scene) -> None:
    """What a source may say, one ticked; in a copy of the sample, with a page nobody has read."""
    archive = scene.archive.with_name("proposals.fonds")
    page = archive.with_name("Wenna Trask.txt")
    scene.bench.files.close()
    shutil.copy(scene.archive, archive)
    page.write_text(TRASK, encoding="utf-8")
    with Archive.open(archive, agent="you") as opened:
        opened.execute(AddSources(files=(page,), retrieved_at="2026-03-09"))
    scene.bench.files.open(archive)
    scene.bench.settle()
    scene.source("Wenna Trask")
    scene.bench.proposing.propose()
    scene.bench.settle()
    listed = scene.bench.proposing.board.list
    listed.proposals.tick([0, 1], on=True)
    listed.go_to(2)


def todo(scene: Scene) -> None:
    """A list of what is to do, its first value chosen."""
    scene.bench.reader.visit(Place("todo", "second"))
    scene.bench.settle()


def refused(scene: Scene) -> None:
    """A form that says why it cannot be so; nothing typed is lost."""
    new_fact(scene)
    form = scene.bench.writing.form
    if form is not None:
        form.when_field.selectAll()
        QTest.keyClicks(form.when_field, "1966-02-30")
        scene.bench.settle()
        form.submit()


def who_may_be_one(scene: Scene) -> None:
    """All who may be one by their names alone."""
    scene.bench.identifying.candidates()


def dates(scene: Scene) -> None:
    """What follows from dates about others."""
    scene.bench.supposing.dates()


def preferences(scene: Scene) -> None:
    """The preferences, of the window and of the archive."""
    scene.bench.taste.ask()


def first(scene: Scene) -> None:
    """The page one begins with, in a smaller window: there is little on it."""
    scene.bench.window.resize(960, 600)
    scene.bench.files.close()


STATES = (
    record,
    new_fact,
    correct,
    conflict,
    timeline,
    ties,
    narrative,
    filtered,
    without,
    namesakes,
    compare,
    past,
    find,
    footnotes,
    proposals,
    todo,
    refused,
    who_may_be_one,
    dates,
    preferences,
    first,
)


def seen(window: QMainWindow) -> QImage:
    """Draw the window, and over its middle the dialog that is open, if any."""
    whole: QPixmap = window.grab()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            painter = QPainter(whole)
            painter.fillRect(whole.rect(), QColor(0, 0, 0, 60))
            part = dialog.grab()
            part_at = whole.rect().center() - part.rect().center()
            painter.drawPixmap(part_at, part)
            painter.setPen(QColor(128, 128, 128))
            painter.drawRect(part.rect().translated(part_at))
            painter.end()
            dialog.reject()
    return whole.toImage()


def frugal(picture: QImage) -> QImage:
    """Keep the 256 colours most seen, undithered: a third of the size, no loss to the eye.

    Of colours that are all but the same one is kept, so that a bar that fades has its own too.
    """
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    raw, line, wide = bytes(plain.constBits()), plain.bytesPerLine(), 3 * plain.width()
    seen: Counter[bytes] = Counter()
    for top in range(0, plain.height() * line, line):
        row = raw[top : top + wide]
        seen.update(row[at : at + 3] for at in range(0, wide, 3))
    kept: list[bytes] = []
    for colour, _ in seen.most_common():
        if len(kept) == MOST_COLOURS:
            break
        if all(max(abs(a - b) for a, b in zip(colour, one, strict=True)) > NEAR for one in kept):
            kept.append(colour)
    table = [0xFF000000 | int.from_bytes(colour) for colour in kept]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return picture.convertToFormat(QImage.Format.Format_Indexed8, table, flags)


def main(wanted: list[str]) -> int:
    """Make the pictures."""
    app = QApplication.instance() or QApplication(["fonds"])
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "marlow.fonds"
        build(archive)
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            theme = Theme(app, scheme)
            for state in STATES:
                name = state.__name__.replace("_", "-")
                if wanted and name not in wanted:
                    continue
                scene = Scene(theme, archive)
                state(scene)
                scene.bench.settle()
                small = frugal(seen(scene.bench.window))
                small.save(str(IMAGES / f"{name}-{scheme.value}.png"), "PNG", 0)
                scene.bench.window.close()
            theme.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
