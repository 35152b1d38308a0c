# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""One history in which what is seldom met by chance is met for certain, held to the log.

The machines of random histories need luck to do one thing just after another; a table that forgets
what it must only there would outlive many of their runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive.histories import TEXTS, History
from archive.test_histories_of_facts import Facts

from fonds.archive.commands.changes import (
    CiteFact,
    CorrectFacts,
    RetractFacts,
    UnciteFact,
)
from fonds.archive.commands.examining import DescribeSource
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.identity import DescribeSubject
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.subjects import LinkSubjects
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import CorrectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def history() -> Iterator[History]:
    made = Facts()
    yield made
    made.teardown()


def test_a_citation_taken_back_is_none_any_more(history: History) -> None:
    fact, source = history.facts[0], history.sources[1]
    history.do(CiteFact(fact, GivenCitation(source, TEXTS[1][3:12], start=3)))
    (_, second) = history.archive.queries.fact(fact).citations
    assert second.excerpt is not None
    history.do(UnciteFact(fact, second.excerpt, "why"))
    history.compare()
    assert len(history.archive.queries.fact(fact).citations) == 1


@pytest.mark.parametrize("judgement", [Judgement.SAME, Judgement.NOT_SAME])
def test_a_judgement_is_one_of_both(history: History, judgement: Judgement) -> None:
    one, other = history.places[:2]
    history.do(LinkSubjects(one, other, judgement, "why"))
    history.compare()


def test_a_subject_and_a_source_are_found_by_what_they_are_called_now(history: History) -> None:
    subject, source = history.persons[2], history.sources[2]
    archive = history.archive
    archive.queries.search("Marlow")
    for label in ("Tokenfirst", "Tokensecond"):
        history.do(DescribeSubject(subject, "why", label=label))
        history.do(DescribeSource(source, title=f"Papers{label}"))
    history.compare()
    for word, thing in (("Tokensecond", subject), ("PapersTokensecond", source)):
        assert [hit.id for hit in archive.queries.search(word).hits] == [thing]


def test_a_fact_just_recorded_counts_as_it_reads_after_a_change(history: History) -> None:
    """The table of conflicts remembers the claims of facts it met, and must not for too long."""
    edda, source = history.persons[2], history.sources[2]

    def state(value: str) -> str:
        command = AssertFact(edda, "place_of_death", value, source, TEXTS[2][:9], start=0)
        outcome = history.do(command)
        assert outcome is not None
        return str(outcome.answer.stream)

    first, second, _ = (state(value) for value in ("Oldham", "Oldham", "Yeovil"))
    kind = CorrectionKind.MISREAD
    history.do(CorrectFacts((first,), kind, "why", value="Truro"))
    history.do(RetractFacts((second,), "why"))
    state("Oldham")
    history.compare()


def test_what_is_cited_next_is_of_the_text_just_captured(history: History) -> None:
    source, who = history.sources[0], history.persons[0]
    quote = TEXTS[0][:9]
    history.do(AssertFact(who, "residence", "Ox", source, quote, start=0))
    file = history.folder / "newer.txt"
    file.write_bytes(f"Newly said.\n{TEXTS[0]}".encode())
    history.do(Recapture(source, (file,)))
    outcome = history.do(AssertFact(who, "residence", "Tar", source, "Newly said", start=0))
    assert outcome is not None
    newest = history.archive.queries.text(source).rendition
    (citation,) = history.archive.queries.fact(outcome.answer.stream).citations
    assert citation.rendition == newest
    history.compare()
