# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is in sight goes on paper: a record's timeline, ties and narrative, a weighed conflict."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hands import trigger

from fonds.archive import Archive
from fonds.archive.commands.conflicts import ResolveConflict
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.events.catalogue.subject import ConflictOutcome, Judgement
from fonds.events.values import SubjectKind
from fonds.viewer.desk.paper import make_document
from fonds.viewer.file_dialog import FileDialog

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

RECORD, TIMELINE, TIES, NARRATIVE = range(4)


@pytest.fixture
def on_paper(bench, monkeypatch, tmp_path):
    """Save what is in sight as PDF; gives its words, and the name the file is to have."""

    def save() -> tuple[str, str]:
        names: list[str] = []
        pages: list[QTextDocument] = []
        target = tmp_path / "out.pdf"
        target.unlink(missing_ok=True)
        monkeypatch.setattr(
            FileDialog,
            "getSaveFileName",
            lambda *given: (names.append(given[2]), (str(target), ""))[1],
        )

        def made(html: str, title: str) -> QTextDocument:
            pages.append(make_document(html, title))
            return pages[-1]

        monkeypatch.setattr("fonds.viewer.desk.printing.make_document", made)
        trigger(bench, "save_pdf")
        bench.settle()
        assert target.exists(), bench.window.notice.words
        assert target.read_bytes().startswith(b"%PDF")
        (page,), (name,) = pages, names
        return " ".join(page.toPlainText().split()), name.rpartition("/")[2]

    return save


def in_sight(bench, view: int) -> None:
    bench.window.record.show_view(view)
    bench.settle()


def every_mark_has_its_passage(words: str) -> bool:
    said, _, passages = words.partition("PASSAGES")
    marks = {int(one) for one in re.findall(r"\((\d{1,3})\)", said)}
    return bool(marks) and all(f" {mark}. " in f" {passages}" for mark in marks)


def test_the_timeline_with_its_times_neighbours_and_passages(bench, on_paper, sample):
    in_sight(bench, TIMELINE)
    words, name = on_paper()
    assert name == "Edda Marlow, timeline.pdf"
    assert words.startswith("Edda Marlow, timeline ")
    for item in bench.lives.timeline.list.things.timeline.items:
        assert " ".join(item.title.split()) in words
    assert "after Hanne Ostrander · before Sam Petrakis" in words
    assert "Successor: Sam Petrakis" in words.partition("PASSAGES")[2]
    assert "disputed" in words
    assert every_mark_has_its_passage(words)
    with Archive.open(sample, read_only=True) as archive:
        found = archive.queries.timeline("Edda Marlow")
        quotes = {
            " ".join(one.quote.split())
            for entry in found.entries
            for fact in (*entry.facts, *archive.queries.facts(entry.rests_on))
            for one in fact.citations
        }
    assert len(quotes) > 10
    assert all(quote in words for quote in quotes)


def test_the_ties_under_their_sections(bench, on_paper):
    in_sight(bench, TIES)
    words, name = on_paper()
    assert "ties" in name
    for one in ("FAMILY", "Josef Marlow", "disputed", "Ropewalkers’ Union"):
        assert one.replace("’", "'") in words.replace("’", "'")
    assert every_mark_has_its_passage(words)


def test_the_narrative_with_the_sources_its_passages_stand_in(bench, on_paper):
    in_sight(bench, NARRATIVE)
    words, name = on_paper()
    assert "narrative" in name
    told = bench.lives.narrative.told
    for clause in told.clauses:
        assert " ".join(clause.text.split()) in words
    assert every_mark_has_its_passage(words)
    assert "SOURCES" in words


def test_a_policy_is_said_on_the_paper(bench, on_paper):
    every, _ = on_paper()
    trigger(bench, "policy_originals")
    bench.settle()
    for view in (RECORD, TIMELINE, TIES, NARRATIVE):
        in_sight(bench, view)
        words, _ = on_paper()
        assert "! Told with only what sources say themselves." in words
    assert "Told with" not in every


def test_a_merged_record_is_printed_merged(bench, on_paper, sample):
    with Archive.open(sample) as archive:
        archive.execute(OpenSubject("E. Marlow", SubjectKind.PERSON))
        cite = ("The Quay: profile of Edda Marlow", "stopped the coal ferry")
        archive.execute(AssertFact("E. Marlow", "occupation", "ropewalker", *cite))
        archive.execute(LinkSubjects("Edda Marlow", "E. Marlow", Judgement.SAME, "One life."))
    bench.desk.look()
    bench.settle()
    assert "ropewalker" not in on_paper()[0]
    trigger(bench, "together")
    bench.settle()
    words, _ = on_paper()
    assert "! Told together with E. Marlow, judged to be the same." in words
    assert re.search(r"ropewalker \(\d+\) .*?of E\. Marlow", words)


def test_a_conflict_that_is_weighed_is_printed_as_its_proof_summary(bench, on_paper, sample):
    father = next(
        f for f, one in bench.reader.record.facts.items() if one.display == "Josef Marlow"
    )
    bench.reader.record.choose((father,))
    trigger(bench, "weigh")
    bench.settle()
    assert bench.weighing.is_open
    words, name = on_paper()
    assert "conflict" in name
    assert words.startswith("Father of Edda Marlow: two accounts")
    assert "A Josef Marlow" in words
    assert "B Edmund Marlow, Sr." in words
    assert "Open: nobody has settled it." in words
    assert every_mark_has_its_passage(words)
    (conflict,) = {bench.reader.record.conflicts[father]}
    with Archive.open(sample) as archive:
        outcome = ConflictOutcome.PREFERRED
        archive.execute(ResolveConflict(conflict, outcome, "He steered the boat.", father))
    bench.desk.look()
    bench.settle()
    assert bench.weighing.is_open
    words, _ = on_paper()
    assert "“He steered the boat.”" in words
    assert "Open:" not in words
    bench.weighing.board.left.emit()
    bench.settle()
    assert on_paper()[1] == "Edda Marlow.pdf"
