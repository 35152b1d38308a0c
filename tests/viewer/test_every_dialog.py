# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Every dialog and board there is: named, walked by Tab, left by Escape, translated."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from german import TEXTS, left_in_english, messages
from hands import go_to, trigger
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from tabbing import check, label_of, named

import fonds.viewer
from fonds.archive import Archive
from fonds.archive.commands.recapture import Recapture
from fonds.archive.queries.facsimile import FacsimileAnswer
from fonds.viewer.desk.added_text_dialog import AddedTextDialog
from fonds.viewer.desk.fields_dialog import FieldsDialog
from fonds.viewer.desk.page_dialog import PageDialog
from fonds.viewer.desk.unlocking import PasswordDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fonds.viewer.desk.bench import Bench

QUAY = "The Quay"


def by(action: str) -> Callable[[Bench, Path], None]:
    return lambda bench, _: trigger(bench, action)


def with_words(action: str) -> Callable[[Bench, Path], None]:
    def open_it(bench: Bench, _: Path) -> None:
        bench.window.source.surface.select(100, 121)
        bench.window.source.surface.edit.setFocus()
        trigger(bench, action)

    return open_it


def several_files(bench: Bench, folder: Path) -> None:
    files = [folder / "first.txt", folder / "second.txt"]
    for file in files:
        file.write_text(f"Words of the {file.stem}.", encoding="utf-8")
    bench.chores.add_files(files)


def import_of_facts(bench: Bench, folder: Path) -> None:
    file = folder / "facts.jsonl"
    file.write_text('{"subject": "Edda Marlow", "property": "occupation"}\n', encoding="utf-8")
    bench.signing.import_file(file)


def locked_file(bench: Bench, _: Path) -> None:
    PasswordDialog(bench.window.theme, "letters.pdf", bench.window).open()


def text_to_add(bench: Bench, _: Path) -> None:
    AddedTextDialog(bench.window.theme, "Ellery Wiki", "told.vtt", bench.window).open()


def page(bench: Bench, _: Path) -> None:
    picture = QBuffer()
    image = QImage(900, 1400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.save(picture, "PNG")
    answer = FacsimileAnswer(picture.data().data(), "p. 2", 0, ())
    PageDialog("Report", answer, bench.window).open()


def two_namesakes(bench: Bench, _: Path) -> None:
    first, second = (row.id for row in bench.desk.listing.subjects if row.label == "Jon Weil")
    bench.identifying.compare(first, second)


def lost_passages(bench: Bench, folder: Path) -> None:
    path = bench.desk.session.path
    with Archive.open(path, agent="another") as archive:
        source = next(one.id for one in archive.queries.sources() if one.title.startswith(QUAY))
        text = archive.queries.text(source)
        passage = next(one for one in text.passages if one.facts)
        file = folder / "newer.txt"
        newer = f"{text.text[: passage.start]}Cut.{text.text[passage.end :]}"
        file.write_text(newer, encoding="utf-8")
        archive.execute(Recapture(source, (file,)))
    bench.desk.open(path)
    bench.settle()
    go_to(bench, "source", QUAY)
    trigger(bench, "settle")


def failure(bench: Bench, _: Path) -> None:
    bench.failures.show_error(ValueError("made for a test"))


WAYS = {
    "AddedTextDialog": text_to_add,
    "ChangeDialog correct": by("correct"),
    "ChangeDialog reattribute": by("reattribute"),
    "ChangeDialog judge": by("judge"),
    "ChangeDialog retract": by("retract"),
    "ComparisonSheet": by("compare"),
    "ConflictBoard": by("weigh"),
    "DetailsDialog": failure,
    "FindBar": by("find"),
    "IdentityBoard": two_namesakes,
    "ImportDialog": import_of_facts,
    "OcrDialog": by("read_pictures"),
    "PageDialog": page,
    "PartingBoard": by("split"),
    "PasswordDialog": locked_file,
    "PreferencesDialog": by("preferences"),
    "PropertyDialog": by("define"),
    "ProposalBoard": by("proposals"),
    "QDialog about": by("about"),
    "QDialog shortcuts": by("shortcuts"),
    "RowSieveBar": by("filter_record"),
    "SettlingBoard": lost_passages,
    "SourceSheet changes": by("changes"),
    "SourceSheet dates": by("dates"),
    "SourceSheet footnotes": by("footnotes"),
    "SubjectDialog": by("new_subject"),
    "TogetherDialog": several_files,
    "TranscriptionDialog": with_words("type_in"),
    "TranslationDialog": with_words("translate"),
    "WorkDialog": by("add_work"),
}
"""How each is come by, under the name of its class and of what it shows."""

NO_BOARDS = {"NavigatorList"}
"""What is left, but not put away."""


def test_no_dialog_and_no_board_is_forgotten():
    found = set()
    for module in pkgutil.walk_packages(fonds.viewer.__path__, "fonds.viewer."):
        for name, made in vars(import_module(module.name)).items():
            own = isinstance(made, type) and made.__module__ == module.name
            if not own or not issubclass(made, QWidget) or name.startswith("_"):
                continue
            if issubclass(made, QDialog) or hasattr(made, "left"):
                found.add(name)
    found -= {FieldsDialog.__name__, *NO_BOARDS}
    assert found == {name.split()[0] for name in WAYS} - {"QDialog"}, "say in WAYS how it is opened"


def opened(bench: Bench, name: str, folder: Path) -> QWidget:
    """What was asked for: a dialog, or a board in the window."""
    WAYS[name](bench, folder)
    bench.settle()
    wanted = name.split(maxsplit=1)[0]
    for one in bench.window.findChildren(QWidget):
        if type(one).__name__ == wanted and one.isVisible():
            if isinstance(one, QDialog):
                one.activateWindow()
                QApplication.processEvents()
            return one
    message = f"{name} was not opened"
    raise AssertionError(message)


@pytest.mark.parametrize("name", WAYS)
def test_it_is_named_walked_by_tab_and_left_by_escape(chosen, tmp_path, name):
    shown = opened(chosen, name, tmp_path)
    here = QApplication.focusWidget()
    assert here is not None
    assert here is shown or shown.isAncestorOf(here), f"the keys are at {named(here)}"
    asked = [label_of(one) for one in check(shown.window())]
    if isinstance(shown, QDialog):
        assert shown.windowTitle()
        assert len(asked) == len(set(asked)), "two things have one name"
        defaults = [one for one in shown.findChildren(QPushButton) if one.isDefault()]
        assert len(defaults) == 1
        assert defaults[0].text() not in {"Cancel", ""}
    pane = next(one for one in (*panes(chosen), shown) if one.isAncestorOf(shown) or one is shown)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    chosen.settle()
    chosen.window.activateWindow()
    QApplication.processEvents()
    back = QApplication.focusWidget()
    assert back is not None
    if isinstance(shown, QDialog):
        held = chosen.window.source.surface.edit if "Trans" in name else chosen.window.record.list
        assert back is held
    else:
        assert not shown.isVisible()
        assert pane.isAncestorOf(back), f"the keys are at {named(back)}"


def panes(bench: Bench) -> tuple[QWidget, ...]:
    return bench.window.navigator, bench.window.record, bench.window.history, bench.window.source


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.usefixtures("speaking")
def test_it_says_nothing_in_english_where_german_is_spoken(chosen, tmp_path, name):
    assert left_in_english(opened(chosen, name, tmp_path), messages(TEXTS / "de.ts")) == []
