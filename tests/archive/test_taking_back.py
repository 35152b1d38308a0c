# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What one action concluded of two subjects is taken back by further events, or plainly refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import ReattributeFacts
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.identity import SplitSubject
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.archive.commands.taking_back import TakeBackIdentity
from fonds.archive.errors import RefusedError
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "The pilot Jon Weil was born in Saltby. Jon Weil, a merchant, was born in Ellery.\n"
PILOT, MERCHANT = "Weil the pilot", "Weil the merchant"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    with Archive.create(tmp_path / "weil.fonds", agent="tester") as made:
        for name in (PILOT, MERCHANT):
            made.execute(OpenSubject(name, SubjectKind.PERSON))
        source = made.execute(AddSources((page,))).answer[0].id
        for place in ("Saltby", "Ellery"):
            words = f"was born in {place}"
            made.execute(AssertFact(PILOT, "place_of_birth", place, source, words))
        yield made


def judged(archive: Archive) -> list[Judgement]:
    return [one.judgement for one in archive.queries.links(PILOT)]


def link(archive: Archive, judgement: Judgement) -> str:
    made = archive.execute(LinkSubjects(PILOT, MERCHANT, judgement, "Read again."))
    return made.events[0].header.action


def split(archive: Archive, **to: str) -> str:
    facts = tuple(one.id for one in archive.queries.page(PILOT).facts[1:])
    return archive.execute(SplitSubject(PILOT, "Two.", facts, **to)).events[0].header.action


def test_the_former_conclusion_holds_again_from_whichever_side(archive: Archive) -> None:
    archive.execute(LinkSubjects(MERCHANT, PILOT, Judgement.NOT_SAME, "Two trades."))
    action = link(archive, Judgement.SAME)
    archive.execute(TakeBackIdentity(action, "undone"))
    assert judged(archive) == [Judgement.NOT_SAME]


def test_where_nothing_was_concluded_nobody_is_sure(archive: Archive) -> None:
    action = link(archive, Judgement.SAME)
    archive.execute(TakeBackIdentity(action, "undone"))
    assert judged(archive) == [Judgement.UNSURE]


def test_moved_facts_go_back_and_who_was_opened_for_them_is_withdrawn(archive: Archive) -> None:
    before = [one.id for one in archive.queries.page(PILOT).facts]
    action = split(archive, new="Weil the third")
    assert len(archive.queries.page(PILOT).facts) == 1
    moved = archive.execute(TakeBackIdentity(action, "undone")).answer.facts
    assert moved == tuple(before[1:])
    assert [one.id for one in archive.queries.page(PILOT).facts] == before
    (third,) = [one for one in archive.queries.subjects() if one.label == "Weil the third"]
    assert third.withdrawn


def test_who_was_there_before_stays(archive: Archive) -> None:
    action = split(archive, to=MERCHANT)
    archive.execute(TakeBackIdentity(action, "undone"))
    assert not any(one.withdrawn for one in archive.queries.subjects())
    assert judged(archive) == [Judgement.UNSURE]


@pytest.mark.parametrize("said", ["note", "link", "erased note"])
def test_who_was_opened_stays_where_something_else_speaks_of_them(
    archive: Archive, said: str
) -> None:
    action = split(archive, new="Weil the third")
    if said == "link":
        third = LinkSubjects(MERCHANT, "Weil the third", Judgement.SAME, "One trade.")
        archive.execute(third)
    else:
        note = archive.execute(WriteNote("Weil the third", "Ask at Ellery.")).answer
        if said == "erased note":
            archive.erase(EraseContent(f"@{note.position}", "asked"))
    archive.execute(TakeBackIdentity(action, "undone"))
    (third_row,) = [one for one in archive.queries.subjects() if one.label == "Weil the third"]
    assert third_row.withdrawn == (said == "erased note")
    assert len(archive.queries.page(PILOT).facts) == 2


@pytest.mark.parametrize("what", ["fact", "its assertion"])
def test_a_moved_fact_that_was_erased_since_is_refused_in_a_sentence(
    archive: Archive, what: str
) -> None:
    fact = archive.queries.page(PILOT).facts[1]
    action = split(archive, new="Weil the third")
    erased = fact.id if what == "fact" else f"@{archive._store.stream(fact.id)[0].position}"
    archive.erase(EraseContent(erased, "asked"))
    head = archive.head()
    with pytest.raises(RefusedError, match="erased since, so it cannot be given back") as refused:
        archive.execute(TakeBackIdentity(action, "undone"))
    assert refused.value.code == "erased-fact"
    assert archive.head() == head


def test_what_was_changed_since_is_not_taken_back(archive: Archive) -> None:
    action = split(archive, to=MERCHANT)
    (fact,) = archive.queries.page(MERCHANT).facts
    archive.execute(ReattributeFacts((fact.id,), PILOT, "It was the pilot."))
    first = link(archive, Judgement.SAME)
    link(archive, Judgement.NOT_SAME)
    size = archive.queries.size()
    for one in (action, first):
        with pytest.raises(RefusedError, match="was changed since; nothing was taken back"):
            archive.execute(TakeBackIdentity(one, "undone"))
    assert archive.queries.size() == size


def test_an_action_that_concluded_nothing_of_two_is_refused(archive: Archive) -> None:
    opened = archive.execute(OpenSubject("Weil the third", SubjectKind.PERSON))
    with pytest.raises(RefusedError, match="concluded nothing about two subjects"):
        archive.execute(TakeBackIdentity(opened.events[0].header.action, "undone"))
