# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Records looked at under a policy: as the archive answers under it, and said in a banner."""

from __future__ import annotations

from hands import go_to, newest, rows, trigger
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from fonds.archive import Archive
from fonds.archive.record.policy import Policy
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
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
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
