# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Records looked at under a policy: as the archive answers under it, and said in a banner."""

from __future__ import annotations

from hands import go_to, newest, rows, trigger
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QPushButton

from fonds.archive import Archive
from fonds.archive.commands.archive import SetPolicy, WriteNote
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.record.policy import Policy
from fonds.events.catalogue.archive import Visibility
from fonds.events.values import SubjectKind
from fonds.viewer.desk.paper import make_document
from fonds.viewer.file_dialog import FileDialog
from fonds.viewer.rows import DisputeHead, facts_of


def shown(bench) -> set[str]:
    return {fact for row in rows(bench) for fact in facts_of(row)}


def under(sample, **policy) -> set[str]:
    with Archive.open(sample, read_only=True) as archive:
        record = archive.queries.record("Edda Marlow", None, Policy(**policy))
    return {
        fact.id
        for answer in record.properties()
        for held in (*(v for s in answer.scopes for v in s.values),)
        for fact in held.facts
    } | {fact.id for answer in record.properties() for fact in answer.deprecated}


def test_without_a_source_the_record_is_as_the_archive_answers(bench, qtbot, sample, tmp_path,
                                                               monkeypatch):  # fmt: skip
    every, size = shown(bench), newest(sample, 1)[0].position
    go_to(bench, "source", "The Quay")
    quay = bench.reader.source.id
    trigger(bench, "policy_source")
    bench.settle()
    banner = bench.window.policy_banner
    assert banner.isVisible()
    assert "without “The Quay: profile of Edda Marlow”" in banner.words
    assert shown(bench) == under(sample, exclude_sources=frozenset({quay})) < every
    # Two fathers were said; only one source of them is heard now.
    assert not [r for r in rows(bench) if isinstance(r, DisputeHead) and "Father" in r.words]
    bench.window.record.show_view(1)
    bench.settle()
    drawn = {f for i in bench.lives.timeline.list.things.timeline.items for f in i.facts}
    assert drawn <= shown(bench)
    target = tmp_path / "under.json"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    trigger(bench, "export")
    bench.settle()
    assert quay in target.read_text(encoding="utf-8").partition('"subjects"')[0]
    button = banner.findChild(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert not banner.isVisible()
    assert shown(bench) == every
    assert newest(sample, 1)[0].position == size


def test_only_originals_and_only_what_is_stated(bench, sample):
    trigger(bench, "policy_originals")
    bench.settle()
    assert shown(bench) == under(sample, originals_only=True)
    assert bench.window.actions_of_window.action("policy_originals").isChecked()
    trigger(bench, "policy_stated")
    bench.settle()
    assert shown(bench) == under(sample, originals_only=True, stated_only=True)
    trigger(bench, "policy_originals")
    trigger(bench, "policy_stated")
    bench.settle()
    assert not bench.window.policy_banner.isVisible()


def test_another_archive_begins_without_a_policy(bench, sample):
    trigger(bench, "policy_stated")
    trigger(bench, "close")
    bench.files.open(sample)
    bench.settle()
    assert not bench.window.policy_banner.isVisible()
    assert not bench.window.actions_of_window.action("policy_stated").isChecked()


def set_on_paper(bench, monkeypatch, tmp_path) -> str:
    """Save what is read as PDF, and return all that would be set or told: text, title, names."""
    told: list[str] = []
    monkeypatch.setattr(
        FileDialog,
        "getSaveFileName",
        lambda *given: (told.append(given[2]), (str(tmp_path / "out.pdf"), ""))[1],
    )

    def made(html, title):
        told.extend((html, title))
        return make_document(html, title)

    monkeypatch.setattr("fonds.viewer.desk.printing.make_document", made)
    monkeypatch.setattr(QPdfWriter, "setTitle", lambda _, title: told.append(title))
    trigger(bench, "save_pdf")
    bench.settle()
    return " ".join(told)


def test_nothing_hidden_stands_on_paper_nor_in_the_name_of_its_file(
    bench, sample, tmp_path, monkeypatch
):
    with Archive.open(sample) as archive:
        do = archive.execute
        do(OpenSubject("Tove Lindqvist", SubjectKind.PERSON))
        heirs = do(OpenSubject("Heirs of Tove Lindqvist", SubjectKind.GROUP)).answer.stream
        quay = "The Quay: profile of Edda Marlow"
        do(AssertFact(heirs, "residence", "Sallow Bay", quay, "stopped the coal ferry"))
        do(WriteNote(heirs, "tokenwritten"))
    bench.desk.look()
    bench.settle()
    go_to(bench, "subject", "Heirs of Tove Lindqvist")
    assert "Lindqvist" in set_on_paper(bench, monkeypatch, tmp_path)
    with Archive.open(sample) as archive:
        archive.execute(SetPolicy(living=Visibility.HIDDEN, quotations=Visibility.HIDDEN))
    bench.settle()
    said = set_on_paper(bench, monkeypatch, tmp_path)
    assert "Sallow Bay" in said
    assert "Lindqvist" not in said
    assert "stopped the coal ferry" not in said
    with Archive.open(sample) as archive:
        archive.execute(SetPolicy(hide_sources=(quay,), notes=Visibility.HIDDEN))
    bench.settle()
    said = set_on_paper(bench, monkeypatch, tmp_path)
    assert "Sallow Bay" not in said
    assert "Quay" not in said
    (tmp_path / "export.json").unlink(missing_ok=True)
    monkeypatch.setattr(
        FileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "export.json"), "")
    )
    trigger(bench, "export")
    bench.settle()
    exported = (tmp_path / "export.json").read_text("utf-8")
    assert "The Quay: profile" not in exported
    assert "Lindqvist" not in exported
    assert "tokenwritten" not in exported
    # To whoever keeps the archive the window shows everything.
    assert bench.window.record.head.name == "Heirs of Tove Lindqvist"
