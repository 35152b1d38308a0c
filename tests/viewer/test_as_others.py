# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The window as others get it: somebody tries to find a living person anywhere in it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from chance import without_chance
from eavesdropping import all_words, forget_what_was_before
from hands import go_to, newest, trigger
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPdfWriter
from PySide6.QtWidgets import QPushButton

from fonds.archive import Archive
from fonds.archive.commands.archive import SetPolicy, WriteNote
from fonds.archive.commands.changes import CorrectFacts
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources, WorkDescription
from fonds.archive.commands.subjects import OpenSubject
from fonds.events.catalogue.archive import Visibility
from fonds.events.values import CorrectionKind, SubjectKind
from fonds.viewer.desk.paper import make_document
from fonds.viewer.desk.places import Place
from fonds.viewer.file_dialog import FileDialog
from fonds.viewer.start import main

SECRETS = re.compile(r"quenta|zyllamor|zz[a-z]+|1991", re.IGNORECASE)
"""Her name, and a word of each thing that says her or was said by or of her."""

OPEN = (
    "Parish notes.\nOdo Brask was born in 1801 at Tarn. He died in 1870. He sold nails and tar.\n"
    "His friend kept a shop in Tarn.\n"
)
LIST = "Harbour list.\nOdo Brask, smith, owed nothing in 1840; he lived at Tarn.\n"
LETTERS = (
    "Letters.\nZyllamor Quenta was born in 1991, zzquoteborn. She sang zzquotesang songs.\n"
    "Odo Brask sold rope too, says Zyllamor Quenta, zzquotesaid.\n"
    "Zyllamor Quenta married Ludo Vance in 2015.\n"
)


@pytest.fixture(autouse=True)
def _nothing_from_before(qapp):
    forget_what_was_before(qapp)


@dataclass
class Made:
    """An archive, and in it whom nobody else may see."""

    path: Path
    odo: str
    zylla: str
    sang: str
    letters: str


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Made:
    folder = tmp_path_factory.mktemp("living")
    for name, text in (("parish.txt", OPEN), ("harbour.txt", LIST), ("zzfile-quenta.txt", LETTERS)):
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "brask.fonds"
    with Archive.create(path, name="Papers of Zyllamor Quenta") as archive:
        do = archive.execute
        notes = WorkDescription(title="Parish notes")
        one = do(AddSources((folder / "parish.txt",), notes)).answer[0].id
        letters = WorkDescription(
            title="Letters of Zyllamor Quenta", url="https://zzaddress.example"
        )
        two = do(AddSources((folder / "zzfile-quenta.txt",), letters)).answer[0].id
        three = do(AddSources((folder / "harbour.txt",), WorkDescription(title="Harbour list")))
        odo = do(OpenSubject("Odo Brask", SubjectKind.PERSON)).answer.stream
        zylla = do(OpenSubject("Zyllamor Quenta", SubjectKind.PERSON)).answer.stream
        heirs = do(OpenSubject("Heirs of Zyllamor Quenta", SubjectKind.GROUP)).answer.stream
        born = do(AssertFact(odo, "date_of_birth", "1801", one, "born in 1801")).answer.stream
        do(AssertFact(odo, "residence", "Tarn", three.answer[0].id, "lived at Tarn"))
        do(AssertFact(odo, "date_of_death", "1870", one, "died in 1870"))
        do(
            AssertFact(
                odo, "occupation", "smith", one, "sold nails", note="zznotefact of Zyllamor Quenta",
                asserted_by="Zyllamor Quenta zzspeaker",
            )
        )  # fmt: skip
        do(AssertFact(odo, "occupation", "ropemaker", two, "sold rope too"))
        do(AssertFact(odo, "relative", "Zyllamor Quenta", one, "His friend kept a shop"))
        do(AssertFact(heirs, "residence", "Tarn", one, "a shop in Tarn"))
        for year, quote in (("1991", "born in 1991"), ("1992", "born in 1991, zzquoteborn")):
            do(AssertFact(zylla, "date_of_birth", year, two, quote, note="zznoteborn"))
        sang = do(AssertFact(zylla, "occupation", "zzsinger", two, "zzquotesang songs"))
        do(
            CorrectFacts(
                (born,), CorrectionKind.MISREAD, "zzreason: Zyllamor Quenta says so", value="1802"
            )
        )
        do(WriteNote(zylla, "zznotewritten"))
        do(WriteNote(odo, "Ask Zyllamor Quenta, zznotenamed."))
        do(SetPolicy(living=Visibility.HIDDEN))
        return Made(path, odo, zylla, sang.answer.stream, two)


@pytest.fixture
def made(built, tmp_path) -> Made:
    path = tmp_path / "brask.fonds"
    shutil.copy(built.path, path)
    return Made(path, built.odo, built.zylla, built.sang, built.letters)


def leaks(bench, *more: tuple[str, str]) -> list[str]:
    found = dict.fromkeys(
        f"{where}: {said[:90]!r}"
        for where, said in (*all_words(bench), *more)
        if SECRETS.search(without_chance(said))
    )
    return list(found)


def walk(bench, made):
    """Go everywhere a person would look, telling of each place."""
    window = bench.window
    yield "the record"
    for view in range(4):
        window.record.show_view(view)
        bench.settle()
        yield f"view {view} of the record"
    window.record.show_view(0)
    go_to(bench, "source", "Harbour list")
    for action in ("footnotes", "proposals", "candidates", "who", "compare", "dates",
                   "policy_stated"):  # fmt: skip
        trigger(bench, action)
        bench.settle()
        yield action
    bench.policies.show_all()
    trigger(bench, "palette")
    for words in ("Zyllamor", "Odo", "Letters", "zznotefact"):
        window.top_bar.find_field.searched.emit(words)
        bench.settle()
        assert not SECRETS.search(repr(bench.desk.lexicon.offer_subjects(words)))
        yield f"searching {words}"
    for item in ("conflicts", "living", "unread"):
        bench.reader.visit(Place("todo", item))
        bench.settle()
        yield f"to do: {item}"
    # Whoever kept the ids goes there by them.
    for place in (Place("subject", made.zylla), Place(source=made.letters),
                  Place("subject", made.odo, (made.sang,)),
                  Place("subject", made.odo)):  # fmt: skip
        bench.reader.visit(place)
        bench.settle()
        yield f"going to {place}"
    bench.lists.look_at("@20")
    bench.settle()
    yield "an earlier moment"
    bench.lists.look_at_now()
    bench.settle()


def as_others(bench, path) -> None:
    bench.files.open(path)
    bench.settle()
    trigger(bench, "policy_others")
    bench.settle()


def test_nobody_living_is_anywhere_in_the_window_as_others_get_it(empty_bench, made, drawn):
    bench = empty_bench
    as_others(bench, made.path)
    drawn.clear()
    go_to(bench, "subject", "Odo Brask")
    for place in walk(bench, made):
        said = [("painted", str(text)) for text in drawn]
        found = leaks(bench, *said)
        assert not found, "\n".join((place, *found))
        drawn.clear()


def kept(settings) -> str:
    settings.sync()
    return Path(settings.fileName()).read_text("utf-8")


def test_nothing_of_them_leaves_that_window_nor_is_kept_on_the_disk(
    empty_bench, made, settings, monkeypatch, tmp_path
):
    bench = empty_bench
    bench.files.open(made.path, shown={"policy": False})
    bench.settle()
    go_to(bench, "subject", "Odo Brask")
    go_to(bench, "source", "Harbour list")
    told: list[tuple[str, str]] = []

    def named(*given: str) -> tuple[str, str]:
        told.append(("a file's name", given[2]))
        return str(tmp_path / f"out{Path(given[2]).suffix}"), ""

    def set_down(html: str, title: str):
        told.extend((("paper", html), ("paper's title", title)))
        document = make_document(html, title)
        told.append(("pages", document.toPlainText()))
        return document

    monkeypatch.setattr(FileDialog, "getSaveFileName", named)
    monkeypatch.setattr("fonds.viewer.desk.printing.make_document", set_down)
    monkeypatch.setattr(QPdfWriter, "setTitle", lambda _, title: told.append(("PDF", title)))
    for action in ("save_pdf", "export", "copy_reference"):
        trigger(bench, action)
        bench.settle()
    told.append(("export", (tmp_path / "out.json").read_text("utf-8")))
    for fact in list(bench.reader.record.facts):
        bench.reader.record.choose((fact,))
        bench.settle()
        for action in ("copy_citation", "copy_fact"):
            trigger(bench, action)
            bench.settle()
            told.append((action, QGuiApplication.clipboard().text()))
    assert any("Odo Brask" in said for where, said in told if where == "pages")
    assert any("nails" in said for where, said in told if where == "copy_citation")
    bench.files.keep_place()
    found = leaks(bench, *told, ("settings", kept(settings)))
    assert not found, "\n".join(found)


def test_nothing_can_be_recorded_in_it_and_everything_comes_back(empty_bench, made, qtbot):
    bench = empty_bench
    as_others(bench, made.path)
    banner, act = bench.window.policy_banner, bench.window.actions_of_window.action
    assert banner.isVisible()
    assert "as others get them" in banner.words
    assert act("policy_others").isChecked()
    assert not bench.desk.is_writable
    assert not act("add_source").isEnabled()
    size = newest(made.path, 1)[0].position
    with Archive.open(made.path) as archive:
        # Whoever is recorded to have died meanwhile is hidden no longer.
        archive.execute(AssertFact(made.zylla, "date_of_death", "2020", made.letters, "in 2015"))
    bench.desk.look()
    bench.settle()
    bench.reader.visit(Place("subject", made.zylla))
    bench.settle()
    assert bench.window.record.head.name == "Zyllamor Quenta"
    qtbot.mouseClick(banner.findChild(QPushButton), Qt.MouseButton.LeftButton)
    bench.settle()
    assert not banner.isVisible()
    assert bench.desk.is_writable
    assert not act("policy_others").isChecked()
    assert newest(made.path, 1)[0].position > size
    with Archive.open(made.path) as archive:
        archive.execute(SetPolicy(living=Visibility.SHOWN))
    trigger(bench, "policy_others")
    bench.settle()
    assert "hides nothing" in bench.window.notice.words
    assert bench.desk.is_writable
    assert not act("policy_others").isChecked()


@pytest.mark.usefixtures("qapp")
def test_a_picture_of_it_shows_what_others_get(made, drawn, tmp_path, capsys):
    target = tmp_path / "odo.png"
    hiding = {"policy": False}
    assert main(archive=made.path, subject=made.odo, screenshot=target) == 0
    assert SECRETS.search(" ".join(map(str, drawn)))
    drawn.clear()
    assert main(archive=made.path, subject=made.odo, screenshot=target, shown=hiding) == 0
    assert target.stat().st_size
    assert any("Odo Brask" in str(text) for text in drawn)
    assert not SECRETS.search(" ".join(map(str, drawn)))
    for wish in ({"subject": made.zylla}, {"subject": "Zyllamor Quenta"}, {"fact": made.sang}):
        assert main(archive=made.path, screenshot=target, shown=hiding, **wish) == 3
    assert not SECRETS.search(capsys.readouterr().err)
