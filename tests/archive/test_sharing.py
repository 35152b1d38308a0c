# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Copies that leave words out: they verify, hold none of the words, and take them back checked."""

from __future__ import annotations

import contextlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from archive.erasing import LETTER, Small, found_in, small

from fonds.archive import Archive
from fonds.archive.commands.attaching import AttachDocument
from fonds.archive.commands.changes import CiteFact, CorrectFacts, UnciteFact
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.facts import AssertFact, GivenCitation
from fonds.archive.commands.importing import ImportFacts
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.sources import AddSources
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.connection import library
from fonds.archive.errors import ArchiveError, RefusedError, WrongUseError
from fonds.archive.projector import differing_tables
from fonds.events.values import CorrectionKind, SubjectKind

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


def shared(made: Small, *withhold: str) -> Path:
    """Make a copy in a folder of its own."""
    return shared_anew(made, made.folder.parent / "given", *withhold)


def shared_anew(made: Small, folder: Path, *withhold: str) -> Path:
    folder.mkdir(exist_ok=True)
    target = folder / "copy.fonds"
    with Archive.open(made.path) as archive:
        answer = archive.share_copy(target, withhold)
        assert answer.faults == ()
        assert answer.head == archive.head()
    return target


def log_of(path: Path) -> list[tuple[object, ...]]:
    with contextlib.closing(library().connect(str(path))) as connection:
        return connection.execute("SELECT * FROM event ORDER BY position").fetchall()


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    with contextlib.closing(library().connect(str(path))) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


QUOTED = ("Nobody liked the harbour master", "Her brother, Zorvane", "The light at Ostrable")
NOTES = ("tokenborn", "tokennote", "Ask whether")


@pytest.mark.parametrize(
    ("withhold", "gone", "left"),
    [
        (("quotations",), (*QUOTED, "9 March 1898"), (*NOTES, "tokenkeeper", "letter.txt")),
        (("notes",), NOTES, (*QUOTED, "tokenreason")),
        (("quotations", "notes"), (*QUOTED, *NOTES), ("tokenkeeper",)),
        (
            ("Almanac",),
            ("The light at Ostrable", "keeper, 1921"),
            (*QUOTED[:2], "Almanac", '"as_written":"9 March 1898"'),
        ),
        (("letter.txt",), ('"as_written":"9 March 1898"', *QUOTED[:2]), ("tokenkeeper",)),
    ],
)
def test_a_copy_holds_none_of_it_and_verifies(
    made: Small, withhold: tuple[str, ...], gone: tuple[str, ...], left: tuple[str, ...]
) -> None:
    copy = shared(made, *withhold)
    assert found_in(copy.parent, *gone) == {}
    assert set(found_in(copy.parent, *left)) == set(left)
    assert log_of(copy) == log_of(made.path)
    answer = Archive.verify_file(copy)
    assert answer.faults == ()
    assert answer.checked["withheld"] > 1
    with Archive.open(copy, read_only=True) as archive:
        assert archive.queries.record(made.quistle).facts == 1
        archive.queries.history()


def test_the_import_secret_never_leaves_the_archive(made: Small) -> None:
    copy = shared(made, "notes")
    assert [row[2:] for row in rows_of(copy, "part") if row[1] == "import_secret"] == [(None, None)]
    line = {"subject": "A", "property": "occupation", "value": "x", "source": "Almanac"}
    lines = [json.dumps(line | {"quote": f"keeper {n}"}).encode() for n in range(3)]
    with Archive.open(copy) as archive, pytest.raises(RefusedError, match="import secret") as told:
        archive.execute(ImportFacts(lines))
    # Once, not of every line.
    assert told.value.code == "no-import-secret"
    assert "line" not in told.value.message


def test_notes_cannot_be_guessed_at_and_quotations_can_be_shown_to_be_right(made: Small) -> None:
    copy = shared(made, "notes", "quotations")
    salts = {row[1]: row[2] for row in rows_of(copy, "part") if row[3] is None}
    assert salts["note"] is None
    assert salts["wording"] is None
    assert len(salts["quotation"]) == len(salts["text"]) == 32


def test_a_copy_is_read_back_before_it_has_its_name(
    made: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.copyfile

    def ill(source: Path, target: Path) -> None:
        real(source, target)
        data = bytearray(target.read_bytes())
        data[len(data) // 2] ^= 1
        target.write_bytes(data)

    monkeypatch.setattr("fonds.archive.sharing.shutil.copyfile", ill)
    target = made.folder.parent / "given" / "copy.fonds"
    target.parent.mkdir()
    with Archive.open(made.path) as archive, pytest.raises(ArchiveError, match="failing") as told:
        archive.share_copy(target, ["notes"])
    assert told.value.code == "not-as-written"
    assert list(target.parent.iterdir()) == []


def test_why_words_are_not_here_is_told(made: Small, tmp_path: Path) -> None:
    lawful = shared(made, "quotations")
    with Archive.open(lawful) as archive:
        with pytest.raises(
            RefusedError, match=r"withheld from this copy\. Whoever has the document"
        ):
            archive.queries.text(made.letter)
        for ask in (archive.queries.structure, archive.queries.proposals):
            with pytest.raises(RefusedError, match="withheld from this copy"):
                ask(made.letter)
        with pytest.raises(RefusedError, match="withheld from this copy"):
            archive.execute(AssertFact(made.quistle, "residence", "Home", made.letter, "Nobody"))
    for_good = shared_anew(made, tmp_path / "given-2", "living")
    document = tmp_path / "documents" / "letter.txt"
    with Archive.open(for_good) as archive:
        with pytest.raises(RefusedError, match="no document brings it back"):
            archive.queries.text(made.letter)
        with pytest.raises(RefusedError, match="no document brings back") as told:
            archive.execute(AttachDocument(made.letter, (document,)))
        assert told.value.code == "not-the-document"
    with Archive.open(made.path) as archive:
        added = next(
            one.position
            for one in archive._store.stream(made.letter)
            if one.header.type == "RenditionAdded"
        )
        archive.erase(EraseContent(f"@{added}", "asked"))
        with pytest.raises(RefusedError, match=r"was erased, for good; @\d+ is on record"):
            archive.queries.text(made.letter)


def test_nothing_that_is_withheld_is_ever_written_where_the_copy_is_handed_out(
    made: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, list[str]]] = []
    target = made.folder.parent / "given" / "copy.fonds"
    target.parent.mkdir()

    def broken(*_: object) -> None:
        # As far as it has come, nothing was left out yet.
        assert found_in(made.folder, "Nobody liked")["Nobody liked"] != ["light.fonds"]
        seen.append(found_in(target.parent, "Nobody liked", "tokenborn"))
        raise KeyboardInterrupt

    with Archive.open(made.path) as archive:
        with monkeypatch.context() as broken_off:
            broken_off.setattr("fonds.archive.sharing.withhold_parts", broken)
            with pytest.raises(KeyboardInterrupt):
                archive.share_copy(target, ["quotations", "notes"])
        assert seen == [{}]
        assert list(target.parent.iterdir()) == []
        assert found_in(made.folder, "Nobody liked") == {"Nobody liked": ["light.fonds"]}
        archive.share_copy(target, ["quotations", "notes"])
    assert [one.name for one in target.parent.iterdir()] == ["copy.fonds"]
    assert found_in(made.folder, "Nobody liked") == {"Nobody liked": ["light.fonds"]}


def test_words_go_with_a_source_that_a_fact_once_cited(made: Small) -> None:
    with Archive.open(made.path) as archive:
        fact = archive.execute(
            AssertFact(
                made.quistle, "residence", "Ostrable", made.letter, "until 1934",
                as_written="tokenuntil",
            )
        ).answer.stream  # fmt: skip
        cited = archive.queries.fact(fact).citations[0].excerpt
        assert cited is not None
        archive.execute(CiteFact(fact, GivenCitation(made.almanac, "1921 to 1934")))
        archive.execute(UnciteFact(fact, cited, "The almanac says it better."))
    copy = shared(made, made.letter)
    assert found_in(copy.parent, "tokenuntil", "9 March 1898") == {}
    assert Archive.verify_file(copy).faults == ()


def test_living_people_are_left_out_wherever_they_are_named(made: Small) -> None:
    with Archive.open(made.path) as archive:
        archive.execute(
            CorrectFacts((made.born,), CorrectionKind.MISREAD, "tokenreason", value="1698-03-09")
        )
    copy = shared(made, "living")
    living = ("Kettlemoor", "Zorvane", "tokenkeeper", "tokennote", "tokenretracted", "letter.txt")
    # The almanac spells him "Z. Kettlemoor", but it is where he is read about.
    assert found_in(copy.parent, *living) == {}
    assert found_in(copy.parent, "Quistle", "tokenborn").keys() == {"Quistle", "tokenborn"}
    answer = Archive.verify_file(copy)
    assert answer.faults == ()
    with Archive.open(copy, read_only=True) as archive:
        assert archive.queries.record(made.quistle).facts == 1
        with pytest.raises(RefusedError, match="withheld from this copy"):
            archive.queries.record(made.zorvane)
    assert all(row[2] is None for row in rows_of(copy, "part") if row[3] is None), (
        "nobody must be able to test a guess"
    )


def test_an_archive_named_after_somebody_living_loses_its_name(tmp_path: Path) -> None:
    path, copy = tmp_path / "papers.fonds", tmp_path / "copy.fonds"
    with Archive.create(path, name="Papers of Zorvane Kettlemoor") as archive:
        archive.execute(OpenSubject("Zorvane Kettlemoor", SubjectKind.PERSON))
        archive.share_copy(copy, ["living"])
    assert found_in(path.parent, "Kettlemoor").keys() == {"Kettlemoor"}
    assert b"Kettlemoor" not in copy.read_bytes()
    assert Archive.verify_file(copy).faults == ()
    with Archive.open(copy, read_only=True) as archive:
        assert archive.queries.archive().name == "copy"


def test_the_document_brings_its_words_back(made: Small) -> None:
    copy = shared(made, "quotations")
    document = made.folder.parent / "documents" / "letter.txt"
    with Archive.open(copy) as archive:
        head = archive.head()
        assert archive.queries.fact(made.born).citations[0].quote is None
        answer = archive.execute(AttachDocument(made.letter, (document,))).answer
        archive.finish_erasing()
        assert (answer.files, answer.texts, answer.passages) == (1, 1, 3)
        assert answer.still_withheld == 0
        assert archive.head() == head
        assert archive.queries.fact(made.born).citations[0].quote is not None
        assert archive.queries.text(made.letter).text == LETTER
        assert archive.queries.search("Nobody liked").total > 0
        assert archive.verify().faults == ()
        assert list(differing_tables(archive._store)) == []
    assert log_of(copy) == log_of(made.path)
    with contextlib.closing(library().connect(str(copy))) as connection:
        back = connection.execute(
            "SELECT count(*) FROM part WHERE name = 'quotation' AND data IS NOT NULL"
        ).fetchone()
    assert back == (3,)


def test_adding_the_very_file_brings_them_back_too(made: Small) -> None:
    copy = shared(made, made.letter)
    with Archive.open(copy) as archive:
        (added,) = archive.execute(
            AddSources((made.folder.parent / "documents" / "letter.txt",))
        ).answer
        assert (added.id, added.already_held, added.attached) == (made.letter, True, True)
        archive.finish_erasing()
        assert archive.queries.text(made.letter).text == LETTER
        assert archive.verify().faults == ()


@pytest.mark.parametrize("change", [" ", "x", "u r"])
def test_another_document_brings_nothing_back(made: Small, tmp_path: Path, change: str) -> None:
    copy = shared(made, "quotations")
    other = tmp_path / "other.txt"
    words = LETTER.replace("harbour", f"har{change}bor")
    other.write_text(words, encoding="utf-8")
    before = rows_of(copy, "part")
    with Archive.open(copy) as archive, pytest.raises(RefusedError, match="not the document"):
        archive.execute(AttachDocument(made.letter, (other,)))
    assert rows_of(copy, "part") == before


def test_a_document_is_not_called_another_where_it_may_be_the_one(
    made: Small, tmp_path: Path
) -> None:
    document = made.folder.parent / "documents" / "letter.txt"
    later = tmp_path / "later.txt"
    later.write_text(LETTER.replace("harbour", "quay"), encoding="utf-8")
    with Archive.open(made.path) as archive:
        archive.execute(Recapture(made.letter, (later,)))
    copy = shared(made, "quotations")
    with Archive.open(copy) as archive:
        archive.execute(AttachDocument(made.letter, (document,)))
        with pytest.raises(RefusedError, match="in its place already"):
            archive.execute(AttachDocument(made.letter, (document,)))
        assert archive.execute(AttachDocument(made.letter, (later,))).answer.texts == 1
    both = shared_anew(made, tmp_path / "both", "living", made.letter)
    with (
        Archive.open(both) as archive,
        pytest.raises(RefusedError, match="no document brings back"),
    ):
        archive.execute(AttachDocument(made.letter, (document,)))


def test_where_nothing_is_withheld_nothing_can_come_back(made: Small) -> None:
    document = made.folder.parent / "documents" / "letter.txt"
    with Archive.open(made.path) as archive, pytest.raises(RefusedError, match="withheld here"):
        archive.execute(AttachDocument(made.letter, (document,)))


def test_what_was_erased_before_stays_erased_in_a_copy(made: Small) -> None:
    with Archive.open(made.path) as archive:
        archive.erase(EraseContent(made.born, "asked"))
    copy = shared(made, "quotations")
    answer = Archive.verify_file(copy)
    assert answer.faults == ()
    assert answer.checked["erased"] > 0
    with Archive.open(copy) as archive, pytest.raises(RefusedError, match="erased on the record"):
        archive.queries.fact(made.born)


def test_something_must_be_named_and_nothing_is_overwritten(made: Small) -> None:
    with Archive.open(made.path) as archive:
        target = made.folder / "out.fonds"
        with pytest.raises(WrongUseError):
            archive.share_copy(target, ())
        with pytest.raises(RefusedError, match="no source"):
            archive.share_copy(target, ("Nothing so called",))
        assert not target.exists()
        with pytest.raises(RefusedError):
            archive.share_copy(made.path, ("notes",))
        assert [path.name for path in made.folder.iterdir() if path.name.startswith(".")] == []


def test_a_copy_can_go_on_living(made: Small) -> None:
    copy = shared(made, "notes")
    with Archive.open(copy) as archive:
        archive.execute(
            AssertFact(made.quistle, "occupation", "reader", made.almanac, "Brindlewick almanac")
        )
        assert archive.verify().faults == ()
