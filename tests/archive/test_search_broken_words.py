# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Search reads a text as its reader does: over line ends, and through words broken there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.projections.search import pieces
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """The harbour had a su\u00adperb year. She was
elected to the coun-
cil of Marl with a well-
known name, and the Kowal-
Weil list went to oppo\u00ad
sition.\f
Then the sea wall was re-\fbuilt by a firm from Os-
trow.

Apart stood
the tide."""


@pytest.mark.parametrize(
    ("query", "shown", "at"),
    [
        ("council", "coun-cil", "coun-\ncil"),
        ("superb", "su\u00adperb", "su"),
        ("opposition", "oppo\u00adsition", "oppo"),
        ("rebuilt", "re-built", "re-"),
        ('"the council of Marl"', "coun-cil", "the coun"),
        ('"was elected"', "was", "was\n"),
        ("well-known", "well", "well"),
        ("wellknown", "well-known", "well"),
        ("Kowal-Weil", "Kowal", "Kowal"),
        ("elected known", "elected", "elected"),
        ("ostrow", "Os-trow", "Os"),
        ("oppo", "oppo\u00adsition", "oppo"),
    ],
)
def test_words_are_found_that_a_line_end_parts_or_breaks(
    tmp_path: Path, query: str, shown: str, at: str
) -> None:
    file = tmp_path / "keeper.txt"
    file.write_text(TEXT, encoding="utf-8")
    with Archive.create(tmp_path / "keeper.fonds") as archive:
        archive.execute(AddSources(files=(file,)))
        (hit,) = [one for one in archive.queries.search(query).hits if one.start is not None]
        text = archive.queries.text("keeper").text
    marked = [hit.snippet[first:last] for first, last in hit.marks]
    assert shown in marked, hit.snippet
    assert text is not None
    assert hit.start is not None
    assert text.startswith(at, hit.start)
    assert "\n" not in hit.snippet


def test_words_of_another_paragraph_are_not_found_with_it(tmp_path: Path) -> None:
    file = tmp_path / "keeper.txt"
    file.write_text(TEXT, encoding="utf-8")
    with Archive.create(tmp_path / "keeper.fonds") as archive:
        archive.execute(AddSources(files=(file,)))
        assert not archive.queries.search("council tide").hits
        assert not archive.queries.search("KowalWeil").hits


@pytest.mark.parametrize("between", [" ", "\n", "", ".\n"])
def test_a_long_paragraph_is_cut_where_words_end_and_none_is_lost(between: str) -> None:
    text = between.join(f"word{number}" for number in range(2_000)) + "\n \nlast"
    ranges = list(pieces(text))
    assert "".join(text[start:end] for start, end in ranges[:-1]) + text[ranges[-2][1] :] == text
    assert max(end - start for start, end in ranges) <= 1_200
    if between:
        assert not any(text[start - 1 : start + 1].isalnum() for start, _ in ranges[1:])


def test_a_hidden_name_is_not_told_by_what_stands_far_from_it_in_its_paragraph(
    tmp_path: Path,
) -> None:
    file = tmp_path / "keeper.txt"
    file.write_text(f"Edda Mar-\nlow {'and the tide, ' * 30}kept the lighthouse.\n", "utf-8")
    with Archive.create(tmp_path / "keeper.fonds") as archive:
        archive.execute(AddSources(files=(file,)))
        archive.execute(OpenSubject("Edda Marlow", SubjectKind.PERSON))
        (hit,) = archive.queries.search("lighthouse").hits
        assert "low" not in hit.snippet
        hidden = archive.queries.hiding()
        assert not hidden.search("lighthouse").hits


def test_a_hidden_name_is_not_told_by_what_stands_far_from_it_in_a_note_or_fact(
    tmp_path: Path,
) -> None:
    file = tmp_path / "harbour.txt"
    file.write_text("The harbour was dredged.", "utf-8")
    words = f"Edda Marlow {'and the tide, ' * 30}kept the {{}}."
    with Archive.create(tmp_path / "keeper.fonds") as archive:
        archive.execute(AddSources(files=(file,)))
        archive.execute(OpenSubject("Ostrow Harbour", SubjectKind.PLACE))
        archive.execute(OpenSubject("Edda Marlow", SubjectKind.PERSON))
        archive.execute(WriteNote("Ostrow Harbour", words.format("lighthouse")))
        archive.execute(
            AssertFact(
                "Ostrow Harbour", "described_as", "dredged", "harbour.txt", "was dredged",
                note=words.format("foghorn"),
            )
        )  # fmt: skip
        for word in ("lighthouse", "foghorn"):
            (hit,) = archive.queries.search(word).hits
            assert "Marlow" not in hit.snippet
            assert not archive.queries.hiding().search(word).hits
