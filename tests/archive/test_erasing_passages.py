# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Passages outlive the masking of their text as they were found: changed or lost stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive import Archive
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.queries.chores import Chore
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = (
    "Ferro kept the books of the mill. He is said to have been a spy. His sister Ilsa Moe sang.\n"
    "He paid eleven crowns for the grey horse, and sold it.\n"
)
AFTER = (
    "Ferro kept the books of the mill. He is said to have been a cook. His sister Ilsa Moe sang.\n"
    "Quite another ending.\n"
)


def test_a_passage_not_found_again_stays_so_when_the_texts_are_masked(tmp_path: Path) -> None:
    page, newer = tmp_path / "page.txt", tmp_path / "newer.txt"
    page.write_text(BEFORE, encoding="utf-8")
    newer.write_text(AFTER, encoding="utf-8")
    with Archive.create(tmp_path / "mill.fonds") as archive:
        do = archive.execute
        source = do(AddSources((page,))).answer[0].id
        ferro = do(OpenSubject("Ferro", SubjectKind.PERSON)).answer.stream
        ilsa = do(OpenSubject("Ilsa Moe", SubjectKind.PERSON)).answer.stream
        quotes = {
            "exact": "Ferro kept the books of the mill.",
            "changed": "He is said to have been a spy.",
            "lost": "He paid eleven crowns for the grey horse, and sold it.",
        }
        facts = {
            state: do(AssertFact(ferro, "described_as", quote, source, quote)).answer.stream
            for state, quote in quotes.items()
        }
        excerpts = {
            state: archive.queries.fact(fact).citations[0].excerpt for state, fact in facts.items()
        }
        do(Recapture(source, (newer,)))

        def states() -> tuple[dict[str, int], dict[str | None, str]]:
            newest = archive.queries.anchor_states(source)[0]
            assert newest.rendition == archive.queries.text(source).rendition
            counts = {state: count for state, count in newest.counts if count}
            return counts, {one.excerpt: one.state for one in newest.unclear}

        def warnings() -> list[str]:
            items = archive.queries.todo().items
            return sorted(fact for one in items if one.chore is Chore.LOST for fact in one.facts)

        before, warned = states(), warnings()
        assert before == (
            {"exact": 1, "changed": 1, "lost": 1},
            {excerpts["changed"]: "changed", excerpts["lost"]: "lost"},
        )
        archive.erase(EraseContent(ilsa, "asked", texts=True))
        assert "█" in archive.queries.text(source).text
        assert states() == before
        assert warnings() == warned == sorted((facts["changed"], facts["lost"]))
        # What is cited is what the text said that the fact was taken from, not what says it now.
        for state, fact in facts.items():
            assert archive.queries.fact(fact).citations[0].quote == quotes[state]
        assert archive.verify().faults == ()
