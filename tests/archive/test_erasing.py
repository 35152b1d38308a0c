# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Erased words are nowhere in any byte, nothing else moved, and what was done still stands."""

from __future__ import annotations

import contextlib
import json
import re
from typing import TYPE_CHECKING

import pytest
from archive.erasing import ALMANAC, LETTER, Small, found_in, small

from fonds.archive import Archive
from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import CorrectFacts, RetractFacts
from fonds.archive.commands.erasing import GROUNDS, EraseContent
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import DefineProperty, OpenSubject
from fonds.archive.connection import connect, library
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.projector import differing_tables
from fonds.archive.store.removal import wiping
from fonds.events.values import CorrectionKind, SubjectKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


def capture_of(archive: Archive, source: str) -> str:
    return archive.queries.source(source).captures[0].id


def excerpt_of(archive: Archive, fact: str) -> str:
    excerpt = archive.queries.fact(fact).citations[0].excerpt
    assert excerpt is not None
    return excerpt


def log_of(path: Path) -> list[tuple[object, ...]]:
    with contextlib.closing(library().connect(str(path))) as connection:
        return connection.execute(
            "SELECT position, header, leaf FROM event ORDER BY position"
        ).fetchall()


BORN = ("tokenborn", "naïve", "tokenreason", "tokenassessed", "1898-03-10", "1898-03-09")
KEEPER = ("tokenkeeper", "tokennote", "Tokenspeaker")
TARGETS: dict[str, tuple[Callable[[Archive, Small], str], tuple[str, ...], tuple[str, ...]]] = {
    "a fact": (lambda _, made: made.born, BORN, (*KEEPER, "tokenretracted")),
    "an excerpt": (lambda archive, made: excerpt_of(archive, made.born), BORN, KEEPER),
    "an event": (
        lambda archive, made: archive.queries.fact(made.born).last_event,
        ("tokenassessed",),
        ("tokenreason", *KEEPER),
    ),
    "a capture": (
        lambda archive, made: capture_of(archive, made.letter),
        (
            *BORN,
            "Nobody liked the harbour master",
            "letter.txt",
            "Her brother",
            "Tokenspeaker",
            "tokenretracted",
            "Letter about",
        ),
        ("tokenkeeper", "almanac.txt", "Ask whether"),
    ),
    "a subject": (
        lambda _, made: made.zorvane,
        (*KEEPER, "tokenretracted", "Ask whether"),
        BORN,
    ),
}


@pytest.mark.parametrize(("target", "gone", "left"), TARGETS.values(), ids=TARGETS.keys())
def test_no_byte_of_it_is_left_and_nothing_else_went(
    made: Small,
    target: Callable[[Archive, Small], str],
    gone: tuple[str, ...],
    left: tuple[str, ...],
) -> None:
    before = log_of(made.path)
    assert set(found_in(made.folder, *gone, *left)) == {*gone, *left}
    with Archive.open(made.path) as archive:
        outcome, wiped = archive.erase(EraseContent(target(archive, made), "a tokenground"))
        assert wiped.finished
        # While the archive is still open, with whatever SQLite keeps beside it.
        assert found_in(made.folder, *gone) == {}
        assert set(found_in(made.folder, *left, "tokenground")) == {*left, "tokenground"}
        answer = archive.verify()
        assert answer.faults == ()
        assert answer.checked["erased"] == sum(len(one.parts) for one in outcome.answer.items)
        assert list(differing_tables(archive._store)) == []
    assert found_in(made.folder, *gone) == {}
    assert log_of(made.path)[: len(before)] == before


def test_names_of_a_subject_go_from_the_texts_of_sources_when_asked(made: Small) -> None:
    names = ("Kettlemoor", "Zorvane")
    with Archive.open(made.path) as archive:
        outcome, _ = archive.erase(EraseContent("Zorvane Kettlemoor", "asked", texts=True))
        # The almanac spells him otherwise: its passage goes, the name is left to a person.
        assert found_in(made.folder, *names) == {"Kettlemoor": ["light.fonds"]}
        assert [one.source for one in outcome.answer.masked] == [made.letter, made.almanac]
        assert outcome.answer.files == 2
        assert archive.queries.text(made.almanac).text == ALMANAC.replace(
            "The light at Ostrable", "█" * len("The light at Ostrable")
        )
        text = archive.queries.text(made.letter).text
        assert len(text) == len(LETTER)
        assert "Nobody liked the harbour master." in text
        assert archive.queries.fact(made.born).citations[0].quote == (
            "born at Brindlewick on 9 March 1898"
        )
        assert archive.verify().faults == ()


def test_without_that_it_says_where_the_words_still_stand(made: Small) -> None:
    with Archive.open(made.path) as archive:
        outcome, _ = archive.erase(EraseContent("Zorvane Kettlemoor", "asked"))
        said, bare, given = outcome.answer.remains
        assert capture_of(archive, made.letter) in said
        assert capture_of(archive, made.almanac) in bare
        assert "Only “zorvane”" in given
    assert found_in(made.folder, "Zorvane Kettlemoor")


def recaptured(archive: Archive, made: Small, folder: Path) -> str:
    """Capture the letter again, with the brother's name left out; return the new capture."""
    newer = folder / "letter-2.txt"
    newer.write_text(LETTER.replace("Zorvane Kettlemoor", "the keeper"), encoding="utf-8")
    return archive.execute(Recapture(made.letter, (newer,))).answer.capture


def test_passages_go_from_a_later_text_that_no_longer_spells_the_name(
    made: Small, tmp_path: Path
) -> None:
    with Archive.open(made.path) as archive:
        newest = recaptured(archive, made, tmp_path)
        before = archive.queries.text(made.letter)
        assert (before.capture, "kept the light at Ostrable" in before.text) == (newest, True)
        archive.erase(EraseContent(made.zorvane, "asked", texts=True))
        assert found_in(made.folder, "kept the light", "Zorvane") == {}
        after = archive.queries.text(made.letter)
        # The older text was masked too, and is no newer for that.
        assert after.capture == newest
        assert len(after.text) == len(before.text)
        assert f"1898.\n{'█' * 51} until 1934.\nNobody" in after.text
        assert archive.queries.fact(made.born).citations[0].quote is not None
        assert archive.verify().faults == ()
        assert list(differing_tables(archive._store)) == []


def test_a_name_that_a_fact_gives_is_a_name_of_the_subject(made: Small, tmp_path: Path) -> None:
    parish = tmp_path / "parish.txt"
    parish.write_text(
        "Baptised: Zorvane Tarbuckle, whom all called Zorry. The Tarbuckles paid; Tarbuckle owed."
        " Ada Tarbuckle stood by, and Zorry slept.\n",
        encoding="utf-8",
    )
    with Archive.open(made.path) as archive:
        do = archive.execute
        source = do(AddSources((parish,))).answer[0].id
        do(OpenSubject("Ada Tarbuckle", SubjectKind.PERSON))
        do(AssertFact(made.zorvane, "birth_name", "Zorvane Tarbuckle", source, "Baptised"))
        do(AssertFact(made.zorvane, "name", "Zorry", source, "called Zorry"))
        known = do(WriteNote(made.quistle, "Zorvane Tarbuckle was a tokengodson.")).head.size
        noted = do(WriteNote(made.quistle, "The Tarbuckle papers are tokenlost.")).head.size
        named = do(WriteNote(made.quistle, "Ada Tarbuckle knew.")).head.size
        outcome, _ = archive.erase(EraseContent(made.zorvane, "asked", texts=True))
        text = archive.queries.text(source).text
        assert "Zorvane Tarbuckle" not in text
        assert "The Tarbuckles paid; Tarbuckle owed. Ada Tarbuckle stood by" in text
        assert found_in(made.folder, "tokengodson", "tokenlost").keys() == {
            "tokengodson",
            "tokenlost",
        }
        told = " ".join(outcome.answer.remains)
        # A fact's word for it takes nothing of others.
        (only,) = [one for one in outcome.answer.still if one.position == known]
        assert "Only facts say" in only.advice
        still = {one.position: one.starts for one in outcome.answer.still}
        assert noted in still
        assert named not in still
        assert f"@{noted} " in told
        begin = text.index("; Tarbuckle") + 2
        (found,) = [starts for starts in still.values() if begin in starts]
        # A byname of one word may be anybody's; it is told, as what may be a surname's genitive or
        # plural is; the full name of another is not.
        plural = text.index("Tarbuckles")
        assert found == (plural, begin, text.index("and Zorry") + 4)
        assert f"at {plural}:{plural + 10}, {begin}:{begin + 9}, {found[2]}:" in told
        # What is advised does it.
        capture = capture_of(archive, source)
        archive.erase(EraseContent(capture, "asked", masked=(begin, begin + 9)))
        assert "; █████████ owed. Ada Tarbuckle" in archive.queries.text(source).text


def test_what_facts_say_somebody_is_called_takes_nothing_of_others(
    made: Small, tmp_path: Path
) -> None:
    town = tmp_path / "town.txt"
    words = (
        "They called him the mayor. Bo Hart was the mayor of Oxbow then.\n"
        "Cy Vane, sailor, left it to his wife. Ada Low sat by.\n"
    )
    town.write_text(words, encoding="utf-8")
    with Archive.open(made.path) as archive:
        do = archive.execute
        source = do(AddSources((town,))).answer[0].id
        bo = do(OpenSubject("Bo Hart", SubjectKind.PERSON)).answer.stream
        cy = do(OpenSubject("Cy Vane", SubjectKind.PERSON)).answer.stream
        do(AssertFact(made.zorvane, "name", "the mayor", source, "They called him the mayor"))
        do(
            AssertFact(
                made.zorvane, "birth_name", "A. Kettlemoor", source, "Ada Low", as_written="his wife"  # noqa: E501
            )
        )  # fmt: skip
        held = do(
            AssertFact(bo, "occupation", "the mayor of Oxbow", source, "was the mayor of Oxbow")
        )
        left = do(
            AssertFact(
                cy, "occupation", "sailor, left it to his wife", source, "left it to his wife"
            )
        )
        outcome, _ = archive.erase(EraseContent(made.zorvane, "asked", texts=True))
        for fact, quote in ((held, "was the mayor of Oxbow"), (left, "left it to his wife")):
            assert fact.answer.stream not in outcome.answer.facts
            assert archive.queries.fact(fact.answer.stream).citations[0].quote == quote
        # Its own passages go, nothing else of the text.
        assert archive.queries.text(source).text == words.replace(
            "They called him the mayor", "█" * 25
        ).replace("Ada Low", "█" * 7)
        told = {one.position: one.advice for one in outcome.answer.still}
        assert "Only facts say" in told[held.head.size]
        assert left.head.size not in told
        assert any("@" not in one and "captures" in one for one in outcome.answer.remains)
        assert archive.verify().faults == ()


@pytest.mark.parametrize(
    "spelt", ["van der Berg, Anna", "der Berg, Anna van", "Berg, Anna van der"]
)
def test_a_name_is_turned_round_at_every_word(made: Small, spelt: str) -> None:
    with Archive.open(made.path) as archive:
        anna = archive.execute(OpenSubject("Anna van der Berg", SubjectKind.PERSON)).answer.stream
        archive.execute(WriteNote(made.quistle, f"Filed under {spelt}: tokenfiled."))
        archive.erase(EraseContent(anna, "asked"))
        assert found_in(made.folder, "tokenfiled", "Berg") == {}


@pytest.mark.parametrize("label", ["van der Berg, Anna", "Berg, Anna van der, 1871-1940"])
def test_a_label_as_registers_have_it_is_turned_back(
    made: Small, tmp_path: Path, label: str
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Here Anna van der Berg wrote. See Berg, Anna van der.\n", "utf-8")
    with Archive.open(made.path) as archive:
        source = archive.execute(AddSources((page,))).answer[0].id
        anna = archive.execute(OpenSubject(label, SubjectKind.PERSON)).answer.stream
        archive.execute(WriteNote(made.quistle, "Anna van der Berg knew: tokenspoken."))
        archive.erase(EraseContent(anna, "asked", texts=True))
        text = archive.queries.text(source).text
        assert text == f"Here {'█' * 17} wrote. See {'█' * 18}.\n"
        assert found_in(made.folder, "tokenspoken", "Berg") == {}


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("Edda Kettlemoor, Zorvane and Bo came.", False),
        ("The Kettlemoor, Zorvane and Bo came.", False),
        ("Edda Kettlemoor, Zorvane, Bo and Carl came.", False),
        ("Edda Kettlemoor, Zorvane", False),
        ("Frau Kettlemoor, Zorvane", True),
        ("Mrs Kettlemoor, Zorvane, signed.", True),
        ("Dr. Kettlemoor, Zorvane", True),
        ("Frau Kettlemoor, Zorvane and Bo came.", False),
        ("Lodge, Peter\nKettlemoor, Zorvane\nNorth, Cyd", True),
        ("Obituary\n\nKettlemoor, Zorvane", True),
        ("Kettlemoor, Zorvane\nand Bo came later.", True),
        ("Seen: Lodge\r\nKettlemoor, Zorvane\r\nAnna and Bo", True),
        ("Filed under Kettlemoor, Zorvane.", True),
        ("See Kettlemoor, Zorvane", True),
        ("Brand, Ada; Kettlemoor, Zorvane; Zoe and Bo", True),
    ],
)
def test_a_list_of_names_is_not_taken_for_a_turned_one(
    made: Small, tmp_path: Path, said: str, taken: bool
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"{said}\n", "utf-8")
    with Archive.open(made.path) as archive:
        source = archive.execute(AddSources((page,))).answer[0].id
        noted = archive.execute(WriteNote(made.quistle, f"{said} tokenlist")).head.size
        outcome, _ = archive.erase(EraseContent(made.zorvane, "asked", texts=True))
        text = archive.queries.text(source).text.strip()
        kept = said.replace("Kettlemoor, Zorvane", "█" * 19) if taken else said
        assert text == kept
        assert bool(found_in(made.folder, "tokenlist")) is not taken
        told = {one.position: one for one in outcome.answer.still}
        assert (noted in told) is not taken
        assert taken or "in a list" in told[noted].advice
        # Where in a text it was left, and why, is told too.
        starts = [one.starts for one in outcome.answer.still if one.type == "RenditionAdded"]
        assert (kept.find("Kettlemoor, Zorvane"),) in starts or taken
        listed = [one for one in outcome.answer.remains if "in a list" in one and "text @" in one]
        assert bool(listed) is not taken


@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize("rehearsed", [False, True])
def test_given_names_alone_and_addresses_are_told_and_left(
    made: Small, tmp_path: Path, texts: bool, rehearsed: bool
) -> None:
    page = tmp_path / "page.txt"
    said = "Zorvane is a potter: zorvane@quay.example, mkettlemoor@quay.example, ann@zor.example.\n"
    page.write_text(said, "utf-8")
    with Archive.open(made.path) as archive:
        do = archive.execute
        source = do(AddSources((page,))).answer[0].id
        bo = do(OpenSubject("Bo Lind", SubjectKind.PERSON)).answer.stream
        do(OpenSubject("Zorvane Lind", SubjectKind.PERSON))
        friend = do(AssertFact(bo, "occupation", "friend of Zorvane", source, "is a potter"))
        noted = do(WriteNote(bo, "Write to mkettlemoor@quay.example, tokenmail.")).head.size
        other = do(WriteNote(bo, "Zorvane Lind is another.")).head.size
        nobody = do(WriteNote(bo, "Write to ann@zor.example.")).head.size
        erase = EraseContent(made.zorvane, "asked", texts=texts)
        outcome, _ = archive.erase(erase, dry_run=rehearsed)
        answer = outcome.answer
        if not rehearsed:
            assert archive.queries.text(source).text == said
            assert found_in(made.folder, "friend of Zorvane", "tokenmail")
        places = {one.position for one in answer.still}
        assert {friend.head.size, noted} <= places
        assert not {other, nobody} & places
        ranges = {one.ranges for one in answer.still if one.type == "RenditionAdded"}
        address, other_one = (said.index(word) for word in ("zorvane@", "mkett"))
        addresses = (address, address + 20), (other_one, other_one + 24)
        assert ranges >= {((0, 7),), addresses}
        begins = "Only “zorvane”, a piece of the name, stands"
        alone = [one for one in answer.remains if one.startswith(begins)]
        assert any(f"@{friend.head.size} (FactAsserted)" in one for one in alone)
        assert any("e-mail address" in one and f"@{noted} " in one for one in answer.remains)


def test_a_given_name_that_is_everywhere_is_told_a_hundred_times_and_counted(made: Small) -> None:
    with Archive.open(made.path) as archive:
        for count in range(103):
            archive.execute(WriteNote(made.quistle, f"Zorvane, {count}."))
        outcome, _ = archive.erase(EraseContent(made.zorvane, "asked"))
        told = [one for one in outcome.answer.remains if one.startswith("Only “zorvane”")]
        # One of the hundred is a passage.
        assert any("in 4 more events" in one for one in told)
        assert sum(one.type == "NoteWritten" for one in outcome.answer.still) == 99


@pytest.mark.parametrize(
    ("label", "spelt"),
    [
        ("علی\u200cرضا رضایی", "علی\u200cرضا رضایی"),  # noqa: RUF001
        ("علی\u200cرضا رضایی", "علیرضا رضایی"),  # noqa: RUF001
        ("Gri\ufb03n Marlow", "Gri\ufb03n Marlow"),
        ("Mar\u00adlow Edda", "Mar\u00adlow Edda"),
    ],
)
def test_a_label_with_what_nobody_sees_goes_from_texts(
    made: Small, tmp_path: Path, label: str, spelt: str
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"Here: {spelt}.\n", "utf-8")
    with Archive.open(made.path) as archive:
        source = archive.execute(AddSources((page,))).answer[0].id
        somebody = archive.execute(OpenSubject(label, SubjectKind.PERSON)).answer.stream
        archive.erase(EraseContent(somebody, "asked", texts=True))
        assert archive.queries.text(source).text == f"Here: {'█' * len(spelt)}.\n"


def test_a_name_is_found_as_registers_have_it_and_through_what_nobody_sees(
    made: Small, tmp_path: Path
) -> None:
    index = tmp_path / "index.txt"
    text = (
        "Keepers: Kettlemoor, Zorvane; Vane, Ada. Zorvane Kettle\u00admoor wrote,"
        " Zor\u200bvane \ufeffKettlemoor signed.\n"
    )
    index.write_text(text, encoding="utf-8")
    with Archive.open(made.path) as archive:
        source = archive.execute(AddSources((index,))).answer[0].id
        archive.execute(WriteNote(made.quistle, "Filed under Kettlemoor, Zorvane: tokenfiled."))
        archive.erase(EraseContent(made.zorvane, "asked", texts=True))
        masked = archive.queries.text(source).text
        assert len(masked) == len(text)
        assert masked.replace("█", "") == "Keepers: ; Vane, Ada.  wrote,  signed.\n"
        assert found_in(made.folder, "tokenfiled", "Zorvane") == {}
        assert archive.verify().faults == ()


def test_what_a_property_is_called_is_told_as_what_stays(made: Small) -> None:
    with Archive.open(made.path) as archive:
        archive.execute(
            DefineProperty(
                "debt",
                label="Owed to Zorvane Kettlemoor",
                definition="What was owed.",
                value_types=(ValueType.TEXT,),
            )
        )
        outcome, _ = archive.erase(EraseContent(made.zorvane, "asked", texts=True))
        (told,) = [one for one in outcome.answer.still if one.type == "PropertyDefined"]
        assert "stays" in told.advice
        with pytest.raises(RefusedError, match="left here to erase"):
            archive.erase(EraseContent(f"@{told.position}", "asked"))


def test_a_shared_name_is_shared_as_registers_have_it_too(made: Small) -> None:
    with Archive.open(made.path) as archive:
        archive.execute(OpenSubject("Zorvane Kettlemoor", SubjectKind.PERSON))
        noted = archive.execute(
            WriteNote(made.quistle, "Filed: Kettlemoor, Zorvane. tokenshared")
        ).head.size
        outcome, _ = archive.erase(EraseContent(made.zorvane, "asked", texts=True))
        assert found_in(made.folder, "tokenshared")
        assert noted in {one.position for one in outcome.answer.still}


def test_ligatures_are_letters_of_a_name(made: Small, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Here lies Ada Gri\ufb03n, and Ada Griffin too; not Ada Gri\ufb00.\n", "utf-8")
    with Archive.open(made.path) as archive:
        source = archive.execute(AddSources((page,))).answer[0].id
        ada = archive.execute(OpenSubject("Ada Griffin", SubjectKind.PERSON)).answer.stream
        archive.erase(EraseContent(ada, "asked", texts=True))
        said = archive.queries.text(source).text
        assert said == f"Here lies {'█' * 9}, and {'█' * 11} too; not Ada Gri\ufb00.\n"


def test_a_name_that_another_bears_is_left_in_texts_and_told(made: Small) -> None:
    with Archive.open(made.path) as archive:
        archive.execute(OpenSubject("Zorvane Kettlemoor", SubjectKind.PERSON))
        outcome, _ = archive.erase(EraseContent(made.zorvane, "asked", texts=True))
        text = archive.queries.text(made.letter).text
        assert text.startswith("Letter about Zorvane Kettlemoor")
        assert "kept the light" not in text
        told = next(one for one in outcome.answer.remains if "text(s) of sources" in one)
        assert capture_of(archive, made.letter) in told


def test_a_range_is_masked_at_equal_length_and_other_passages_keep_their_places(
    made: Small,
) -> None:
    start = LETTER.index("Nobody liked")
    end = LETTER.index("master") + len("master")
    with Archive.open(made.path) as archive:
        capture = capture_of(archive, made.letter)
        before = archive.queries.fact(made.born).citations[0]
        outcome, _ = archive.erase(EraseContent(capture, "mercy", masked=(start, end)))
        assert found_in(made.folder, "harbour", "Nobody liked") == {}
        text = archive.queries.text(made.letter)
        assert text.method == "redacted"
        assert text.text == LETTER[:start] + "█" * (end - start) + LETTER[end:]
        after = archive.queries.fact(made.born).citations[0]
        assert (after.quote, after.start) == (before.quote, before.start)
        assert {passage.excerpt for passage in text.passages} >= {before.excerpt}
        assert outcome.answer.facts == ()
        assert archive.verify().faults == ()
        # Its file is gone too, and nobody can test a guess by its digest; its name is known still.
        (file,) = archive.queries.source(made.letter).captures[0].files
        assert file.digest is None
        assert archive.queries.source("letter.txt").id == made.letter


def test_masking_a_passage_takes_the_facts_that_repeat_it(made: Small) -> None:
    start = LETTER.index("9 March 1898")
    with Archive.open(made.path) as archive:
        capture = capture_of(archive, made.letter)
        outcome, _ = archive.erase(EraseContent(capture, "mercy", masked=(start, start + 12)))
        assert outcome.answer.facts == (made.born,)
        assert found_in(made.folder, "9 March 1898", *BORN) == {}
        assert archive.verify().faults == ()


@pytest.mark.parametrize("chosen", [(5, 5), (9, 3), (0, len(LETTER) + 1)])
def test_a_range_outside_the_text_is_refused(made: Small, chosen: tuple[int, int]) -> None:
    with Archive.open(made.path) as archive:
        capture = capture_of(archive, made.letter)
        head = archive.head()
        with pytest.raises(RefusedError, match="range"):
            archive.erase(EraseContent(capture, "mercy", masked=chosen))
        assert archive.head() == head


# What stands all the same


def test_what_it_did_stands_from_headers_alone(made: Small) -> None:
    with Archive.open(made.path) as archive:
        then = archive.head().size
        archive.erase(EraseContent(made.brother, "asked"))
        history = archive.queries.history(made.brother)
        assert [entry.type for entry in history] == [
            "ContentErased",
            "FactRetracted",
            "FactAsserted",
        ]
        by = history[0].position
        assert history[-1].summary == f"Fact asserted (erased on the record @{by})"
        for moment in (None, f"@{then}", f"@{then - 4}"):
            record = archive.queries.record(made.quistle, moment)
            assert "sibling" not in {answer.name for answer in record.properties()}
        with pytest.raises(RefusedError, match=f"erased on the record @{by}"):
            archive.queries.fact(made.brother)


def test_an_erased_correction_does_not_bring_the_earlier_reading_back(made: Small) -> None:
    with Archive.open(made.path) as archive:
        event = next(
            entry.event
            for entry in archive.queries.history(made.born)
            if entry.type == "FactCorrected"
        )
        archive.erase(EraseContent(event, "asked"))
        record = archive.queries.record(made.quistle)
        assert [answer.name for answer in record.properties()] == []
        assert next(row for row in archive.queries.subjects() if row.id == made.quistle).facts == 0
        assert list(differing_tables(archive._store)) == []


def test_an_erased_subject_is_told_and_its_id_still_means_it(made: Small) -> None:
    with Archive.open(made.path) as archive:
        archive.erase(EraseContent(made.zorvane, "asked"))
        with pytest.raises(RefusedError, match="erased on the record") as caught:
            archive.queries.record(made.zorvane)
        assert caught.value.code == "erased-subject"
        entries = archive.queries.history(made.zorvane)
        assert {"SubjectOpened", "ContentErased"} <= {entry.type for entry in entries}
        assert "Kettlemoor" not in json.dumps([entry.summary for entry in entries])


def test_an_import_cannot_bring_it_back(made: Small) -> None:
    line = {
        "id": "L1",
        "subject": "Zorvane Kettlemoor",
        "property": "occupation",
        "value": "tokenkeeper of the light",
        "source": "letter.txt",
        "quote": "kept the light at Ostrable",
    }
    with Archive.open(made.path) as archive:
        archive.erase(EraseContent(made.keeper, "asked"))
        head = archive.head()
        with pytest.raises(RefusedError, match="erased"):
            archive.execute(ImportFacts([json.dumps(line).encode()]))
        with pytest.raises(RefusedError, match="erased"):
            archive.execute(CorrectFacts((made.keeper,), CorrectionKind.MISREAD, "no", value="x"))
        with pytest.raises(RefusedError, match="erased"):
            archive.execute(RetractFacts((made.keeper,), "no"))
        assert archive.head() == head
    assert found_in(made.folder, "tokenkeeper") == {}


def test_the_record_of_an_erasure_cannot_be_erased_but_its_words_can(made: Small) -> None:
    with Archive.open(made.path) as archive:
        outcome, _ = archive.erase(EraseContent(made.born, "Zorvane Kettlemoor asked"))
        for name in (f"@{outcome.answer.position}", outcome.answer.event):
            with pytest.raises(RefusedError, match="record of an erasure"):
                archive.erase(EraseContent(name, "no"))
        archive.erase(EraseContent(made.zorvane, "he asked too"))
        assert archive.verify().faults == ()
        entry = next(
            entry
            for entry in archive.queries.history()
            if entry.position == outcome.answer.position
        )
        assert entry.reason is None


@pytest.mark.parametrize("name", ["@1", "property"])
def test_what_nothing_can_be_read_without_is_not_erased(made: Small, name: str) -> None:
    with Archive.open(made.path) as archive:
        if name == "property":
            name = next(
                entry.event
                for entry in archive.queries.history(limit=99)
                if entry.type == "PropertyDefined"
            )
        with pytest.raises(RefusedError):
            archive.erase(EraseContent(name, "no"))
        assert archive.queries.archive().name == "light"


def test_erasing_twice_is_refused_and_says_so(made: Small) -> None:
    with Archive.open(made.path) as archive:
        archive.erase(EraseContent(made.born, "asked"))
        with pytest.raises(RefusedError, match="left here to erase"):
            archive.erase(EraseContent(made.born, "asked"))


def test_a_rehearsal_says_the_same_and_changes_nothing(made: Small) -> None:
    with Archive.open(made.path) as archive:
        head = archive.head()
        rehearsed, _ = archive.erase(EraseContent(made.zorvane, "asked"), dry_run=True)
        assert archive.head() == head
        assert archive.verify().faults == ()
        assert archive.queries.record(made.zorvane).facts == 1
        erased, _ = archive.erase(EraseContent(made.zorvane, "asked"))
        assert erased.answer.items == rehearsed.answer.items
        assert erased.answer.remains == rehearsed.answer.remains


def test_a_rehearsal_names_no_event_that_only_the_erasure_would_record(
    made: Small, tmp_path: Path
) -> None:
    page = tmp_path / "kettlemoor.txt"
    page.write_text("Kettlemoor rowed. Then Zorvane Kettlemoor, Ada saw, rowed home.\n", "utf-8")
    with Archive.open(made.path) as archive:
        source = archive.execute(AddSources((page,))).answer[0].id
        archive.execute(AssertFact(made.quistle, "residence", "Home", source, "Kettlemoor rowed"))
        size = archive.head().size
        erasing = EraseContent(made.zorvane, "asked", texts=True)
        rehearsed, _ = archive.erase(erasing, dry_run=True)
        named = [
            *re.findall(r"@(\d+)", " ".join(rehearsed.answer.remains)),
            *(one.position for one in rehearsed.answer.still),
            *(one.position for one in rehearsed.answer.items),
        ]
        assert named
        assert max(map(int, named)) <= size
        types = {at: one.header.type for at in range(1, size + 1)
                 for one in archive._store.at([at])}  # fmt: skip
        assert all(types[one.position] == one.type for one in rehearsed.answer.still)
        done, _ = archive.erase(erasing)
        assert max(one.position for one in done.answer.still) > size
        # It says as much, of the same places.
        assert {one.starts for one in done.answer.still} == {
            one.starts for one in rehearsed.answer.still
        }
        assert (0,) in {one.starts for one in done.answer.still}


def test_a_namesake_keeps_what_is_theirs(made: Small) -> None:
    with Archive.open(made.path) as archive:
        other = archive.execute(OpenSubject("Zorvane Kettlemoor", SubjectKind.PERSON))
        outcome, _ = archive.erase(EraseContent(made.zorvane, "asked"))
        assert archive.queries.record(other.answer.stream).label == "Zorvane Kettlemoor"
        assert any("other subject" in told for told in outcome.answer.remains)


def test_facts_stay_without_the_words_where_that_is_asked_for(made: Small) -> None:
    with Archive.open(made.path) as archive:
        excerpt = excerpt_of(archive, made.born)
        archive.erase(EraseContent(excerpt, "rights", code="rights", keep_facts=True))
        fact = archive.queries.fact(made.born)
        assert fact.value == "1898-03-10"
        (citation,) = fact.citations
        assert (citation.quote, citation.source) == (None, made.letter)
        assert archive.verify().faults == ()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"code": "whim"}, "no code"),
        ({"ground": "  "}, "on what ground"),
        ({"masked": (0, 4)}, "--range"),
        ({"texts": True}, "--texts"),
    ],
)
def test_wrong_options_are_said(made: Small, options: dict[str, object], said: str) -> None:
    with Archive.open(made.path) as archive, pytest.raises(WrongUseError, match=said):
        archive.erase(EraseContent(**{"target": made.born, "ground": "x", **options}))


def test_every_ground_is_explained() -> None:
    assert GROUNDS["other"]
    assert all(meaning for meaning in GROUNDS.values())


# Unfinished


def test_while_somebody_reads_it_is_unfinished_and_the_next_to_open_finishes(made: Small) -> None:
    with contextlib.closing(connect(made.path, mode="ro")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        with Archive.open(made.path) as archive:
            _, wiped = archive.erase(EraseContent(made.born, "asked"))
            assert not wiped.finished
            assert "reading" in (wiped.why or "")
            assert not archive.finish_erasing().finished
        reader.execute("ROLLBACK")
        with Archive.open(made.path) as archive:
            assert wiping(archive._store) is None
            assert found_in(made.folder, *BORN) == {}


@pytest.mark.parametrize("step", ["rebuild", "_write_anew", "_cut_log"])
def test_broken_off_anywhere_the_next_opening_finishes(
    made: Small, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with Archive.open(made.path) as archive:
        with monkeypatch.context() as broken_off:
            broken_off.setattr(f"fonds.archive.wiping.{step}", broken)
            _, wiped = archive.erase(EraseContent(made.born, "asked"))
        assert wiped.stopped
        assert wiping(archive._store) is not None
    with Archive.open(made.path) as archive:
        assert wiping(archive._store) is None
        assert archive.verify().faults == ()
        assert found_in(made.folder, *BORN) == {}
    assert found_in(made.folder, *BORN) == {}


def test_nobody_reads_views_that_still_say_it(made: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with Archive.open(made.path) as archive, monkeypatch.context() as broken_off:
        broken_off.setattr("fonds.archive.wiping.rebuild", broken)
        archive.erase(EraseContent(made.born, "asked"))
    with pytest.raises(Exception, match="not up to date"):
        Archive.open(made.path, read_only=True)


def test_a_broken_off_backup_beside_it_goes_too(made: Small) -> None:
    left = made.folder / ".copy.fonds.unfinished"
    left.write_bytes(made.path.read_bytes())
    other = made.folder / ".notes.unfinished"
    other.write_text("tokenborn is mine", encoding="utf-8")
    with Archive.open(made.path) as archive:
        _, wiped = archive.erase(EraseContent(made.born, "asked"))
    assert wiped.removed == (left.name,)
    assert not left.exists()
    assert other.exists()
