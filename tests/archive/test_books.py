# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A book on a desk: known, not held, its passage typed in with the page, and then cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import RegisterUnheld, WorkDescription
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.commands.transcribing import Transcribe
from fonds.archive.errors import RefusedError
from fonds.events.catalogue.source import Method
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

PASSAGE = "Edda Marlow kept the tide tables for nine winters."


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.create(tmp_path / "desk.fonds") as opened:
        opened.execute(OpenSubject("Edda Marlow", SubjectKind.PERSON))
        opened.execute(
            RegisterUnheld(
                WorkDescription(title="Salt and Rope", authors=("Wilhelmina Dorr",), date="1994")
            )
        )
        yield opened


def test_a_work_not_held_cannot_be_quoted_yet(archive: Archive):
    with pytest.raises(RefusedError, match="no text here yet") as refused:
        archive.execute(AssertFact("Edda Marlow", "occupation", "keeper", "Salt and Rope", PASSAGE))
    assert refused.value.code == "no-rendition"


def test_a_passage_typed_in_keeps_its_page_and_place(archive: Archive):
    archive.execute(
        Transcribe(
            "Salt and Rope",
            PASSAGE,
            locator="p. 88",
            seen_at="Saltby Library, reading room",
            seen_on="2026-03-04",
        )
    )
    source = archive.queries.source("Salt and Rope")
    (capture,) = source.captures
    assert (capture.files, capture.seen_at, capture.seen_on) == (
        (),
        "Saltby Library, reading room",
        "2026-03-04",
    )
    assert not source.held
    outcome = archive.execute(
        AssertFact("Edda Marlow", "occupation", "keeper", "Salt and Rope", PASSAGE)
    )
    (citation,) = archive.queries.fact(outcome.answer.stream).citations
    assert (citation.quote, citation.locator) == (PASSAGE, "p. 88")
    assert archive.verify().ok


def test_a_translation_has_a_parent_and_the_original_stays(archive: Archive):
    archive.execute(Transcribe("Salt and Rope", PASSAGE, seen_at="Saltby Library"))
    archive.execute(
        Transcribe(
            "Salt and Rope",
            "Neun Winter lang führte Edda Marlow die Gezeitentafeln.",
            method=Method.TRANSLATED,
            language="de",
        )
    )
    original, translated = archive.queries.source("Salt and Rope").renditions
    assert translated.parent == original.id
    assert translated.capture == original.capture
    for quote in (PASSAGE, "Neun Winter lang"):
        outcome = archive.execute(
            AssertFact("Edda Marlow", "occupation", "keeper", "Salt and Rope", quote)
        )
        (citation,) = archive.queries.fact(outcome.answer.stream).citations
        assert citation.quote == quote


def test_a_translation_of_nothing_is_refused(archive: Archive):
    with pytest.raises(RefusedError, match="no text yet"):
        archive.execute(Transcribe("Salt and Rope", "Worte", method=Method.TRANSLATED))
