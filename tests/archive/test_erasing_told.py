# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an erasure leaves is told with its place, so that whoever erased it can go on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from archive.erasing import LETTER, Small, small

from fonds.archive import Archive
from fonds.archive.commands.changes import ReattributeFacts
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.examining import RecordInquiry
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.identity import SplitSubject
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.contacts import contacts
from fonds.archive.lookup.words import Phrases
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.commands.erasing import Erasure

MAIL = """From: Zorvane Kettlemoor <zk@quaymail.example>

I kept the light from 1921-1934. Ring 0341 555 0199 or +49 171 5550137, or 1934-05-06.
I had the fever. The fever!
"""


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


def ranges_of(answer: Erasure) -> dict[int, tuple[str, ...]]:
    """Return what is told of texts of `MAIL`, in its words, by position."""
    return {
        one.position: tuple(MAIL[start:end] for start, end in one.ranges)
        for one in answer.still
        if one.ranges
    }


@pytest.mark.parametrize("rehearsed", [False, True])
@pytest.mark.parametrize("texts", [False, True])
def test_addresses_and_numbers_beside_an_erased_name_are_told(
    made: Small, tmp_path: Path, rehearsed: bool, texts: bool
) -> None:
    page = tmp_path / "mail.txt"
    page.write_text(MAIL, "utf-8")
    with Archive.open(made.path) as archive:
        held = archive.execute(AddSources((page,)))
        erase = EraseContent(made.zorvane, "asked", texts=texts)
        answer = archive.erase(erase, dry_run=rehearsed)[0].answer
        told = ranges_of(answer)
        expected = ("zk@quaymail.example", "0341 555 0199", "+49 171 5550137")
        assert expected in told.values()
        if rehearsed or not texts:
            assert max(at for at in told if told[at] == expected) <= held.head.size
        assert any("erase the capture whole" in one for one in answer.remains)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(0341) 555-0199, ISBN none", ["(0341) 555-0199"]),
        ("tel.: +1 202 555 0142.", ["+1 202 555 0142"]),
        ("from 1921-1934, on 1934-05-06 and 06.05.1934, 1921/34", []),
        ("no. 1234567 of 12345678", []),
        ("ISBN 3-16-148410-0, ISBN-13: 978-3-16-148410-0; ISSN 0317-8471", []),
        ("(978-3-16-148410-0), 978 3 16 148410 0", []),
        ("978-3-16-148410-1", ["978-3-16-148410-1"]),
        ("doi:10.1038/171737-38-1234, https://doi.example/10.1000/182-33-4567", []),
        ("shelf mark 12-3456-78, Inv.-Nr. 1934/12-345, Signatur: 12 3456 789", []),
        ("Tel. Nr. 030 1234567; no. 030-1234567", ["030 1234567", "030-1234567"]),
        ("ISBN: none. Call 030-1234567", ["030-1234567"]),
        # What stands on the line before says nothing of a number.
        ("Signatur\n030 1234567", ["030 1234567"]),
        ("a.b@c.example;d@e.example", ["a.b@c.example", "d@e.example"]),
    ],
)
def test_what_is_an_address_or_a_number(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in contacts(text)] == found


@pytest.mark.parametrize("rehearsed", [False, True])
def test_where_masked_words_stand_elsewhere_is_told_with_the_range_to_mask(
    made: Small, tmp_path: Path, rehearsed: bool
) -> None:
    pages = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for page in pages:
        page.write_text(MAIL, "utf-8")
    pages[1].write_text(f"{MAIL} ", "utf-8")
    with Archive.open(made.path) as archive:
        one, two = (added.id for added in archive.execute(AddSources(tuple(pages))).answer)
        fact = archive.execute(
            AssertFact(made.zorvane, "occupation", "patient", one, "I had the fever")
        ).answer.stream
        start = MAIL.index("the fever")
        capture = archive.queries.source(one).captures[0].id
        again = MAIL.index("The fever")
        for masked in ((start, start + 9), (start + 4, start + 9)):
            erase = EraseContent(capture, "asked", masked=masked)
            answer = archive.erase(erase, dry_run=True)[0].answer
            shift = masked[0] - start
            own, other = sorted(ranges_of(answer).items())
            words = MAIL[masked[0] : masked[1]]
            later = MAIL[again + shift : again + shift + len(words)]
            assert (own[1], other[1]) == ((later,), (words, later))
            assert any(f"The fact {fact} rests on" in said for said in answer.remains)
        if not rehearsed:
            answer = archive.erase(erase)[0].answer
            # What is offered can be done as it is told.
            for there in [one for one in answer.still if one.ranges]:
                recorded = archive._store.at([there.position])[0]
                where = recorded.header.stream
                capture = archive.queries.source(where).captures[0].id
                for span in there.ranges:
                    archive.erase(EraseContent(capture, "asked", masked=span))
            for where in (one, two):
                assert "fever" not in archive.queries.text(where).text


def test_a_name_of_one_word_is_found_where_a_text_has_a_hyphen_or_an_apostrophe_in_it() -> None:
    names = Phrases(["Annemarie Keller", "Obrien Änne"])
    spellings = (
        "Anne-Marie Keller",
        "ANNE\u2010MARIE KELLER",
        "Anne-\nMarie Keller",
        "O’Brien Aenne",
    )
    for said in spellings:
        assert names.may_be_in(json.dumps(said, ensure_ascii=False))
        assert names.ranges(f"x {said}.") == [(2, 2 + len(said))]
    assert not names.are_in("Anne Marie Keller")


def test_the_log_is_looked_through_once_however_many_passages_go(made: Small) -> None:
    with Archive.open(made.path) as archive:
        asked: list[str] = []
        archive._connection.set_trace_callback(asked.append)
        archive.erase(EraseContent(made.zorvane, "asked", texts=True), dry_run=True)
        archive._connection.set_trace_callback(None)
    assert sum("FROM event WHERE instr(header" in one for one in asked) <= 1
    whole = [one for one in asked if "FROM part WHERE data IS NOT NULL AND key >= 32 " in one]
    assert len(whole) <= 1


def test_a_namesake_of_a_living_one_with_a_hyphen(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a.fonds") as archive:
        keller = archive.execute(OpenSubject("Annemarie Keller", SubjectKind.PERSON)).answer.stream
        other = archive.execute(OpenSubject("Bo Lind", SubjectKind.PERSON)).answer.stream
        page = tmp_path / "page.txt"
        page.write_text("Bo Lind died in 1950, wrote Anne-Marie Keller.\n", "utf-8")
        source = archive.execute(AddSources((page,))).answer[0].id
        archive.execute(AssertFact(other, "date_of_death", "1950", source, "died in 1950"))
        hidden = archive.queries.hiding()
        found = hidden.search("wrote")
        assert "Marie" not in str(found)
        assert keller not in str(found)


def test_a_note_that_goes_with_a_passage_is_told(made: Small) -> None:
    with Archive.open(made.path) as archive:
        excerpt = archive.queries.fact(made.born).citations[0].excerpt
        assert excerpt is not None
        erase = EraseContent(excerpt, "asked", keep_facts=True)
        answer = archive.erase(erase, dry_run=True)[0].answer
        (noted,) = [one.position for one in answer.items if "note" in one.parts]
        assert any(f"The note kept with @{noted} goes whole" in one for one in answer.remains)


@pytest.mark.parametrize("rehearsed", [False, True])
def test_a_genitive_of_a_surname_is_told_and_never_masked(
    made: Small, tmp_path: Path, rehearsed: bool
) -> None:
    said = (
        "Kettlemoors Haus",
        "Kettlemoor’s lamp",
        "Kettlemoor's oil",
        "KETTLEMOORS",
        "Kettlemoor",
    )
    page = tmp_path / "genitives.txt"
    page.write_text(f"{'; '.join(said)}; Kettlemoorsen; Skettlemoor.\n", "utf-8")
    text = page.read_text("utf-8")
    with Archive.open(made.path) as archive:
        source = archive.execute(AddSources((page,))).answer[0].id
        erase = EraseContent(made.zorvane, "asked", texts=True)
        answer = archive.erase(erase, dry_run=rehearsed)[0].answer
        told = [there.ranges for there in answer.still]
        starts = (*(text.index(one) for one in said[:-1]), text.index("Kettlemoor;"))
        assert starts in [tuple(start for start, _ in ranges) for ranges in told]
        assert archive.queries.text(source).text == text


@pytest.mark.parametrize("target", ["fact", "passage"])
@pytest.mark.parametrize("quote", ["kept the light at Ostrable until", "the harbour master"])
def test_where_the_text_still_has_the_words_of_an_erased_passage_is_told(
    made: Small, target: str, quote: str
) -> None:
    with Archive.open(made.path) as archive:
        do = archive.execute
        fact = do(
            AssertFact(made.zorvane, "occupation", "keeper", made.letter, quote)
        ).answer.stream
        passage = archive.queries.fact(fact).citations[0].excerpt
        assert passage is not None
        size = archive.head().size
        chosen = fact if target == "fact" else passage
        rehearsed = archive.erase(EraseContent(chosen, "asked"), dry_run=True)[0].answer
        answer = archive.erase(EraseContent(chosen, "asked"))[0].answer
        at = LETTER.index(quote)
        for one in (rehearsed, answer):
            (there,) = [still for still in one.still if still.type == "RenditionAdded"]
            assert there.position <= size
            assert there.ranges == ((at, at + len(quote)),)
            assert any(f"at {at}:{at + len(quote)}." in said for said in one.remains)
        assert archive.queries.text(made.letter).text[at : at + len(quote)] == quote


def test_nothing_more_is_said_of_an_erased_subject(made: Small) -> None:
    """It could be shown nowhere: whoever has the id of one is told, and nothing is recorded."""
    gone, other, said = made.zorvane, made.quistle, ("letter.txt", "kept the light at Ostrable")
    with Archive.open(made.path) as archive:
        archive.erase(EraseContent(gone, "asked"))
        fact = archive.queries.said_of([other])[0].id
        head = archive.head()
        for command in (
            AssertFact(gone, "occupation", "keeper", *said),
            AssertFact(other, "father", gone, *said),
            LinkSubjects(other, gone, Judgement.SAME, "one light"),
            ReattributeFacts((fact,), gone, "the other"),
            SplitSubject(other, "the other", (fact,), to=gone),
            RecordInquiry("letter.txt", "the light", gone),
        ):
            with pytest.raises(RefusedError) as caught:
                archive.execute(command)
            assert caught.value.code == "erased-subject", command
        assert archive.head() == head
