# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""An erased capture leaves no address, name or title; passages go from every capture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive.erasing import found_in

from fonds.archive import Archive
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.commands.examining import RecordInquiry
from fonds.archive.commands.facts import AssertFact
from fonds.archive.commands.recapture import Recapture
from fonds.archive.commands.sources import AddSources, WorkDescription
from fonds.archive.commands.subjects import OpenSubject
from fonds.archive.lookup.contacts import ADDRESS
from fonds.archive.lookup.name_forms import forms_of
from fonds.archive.lookup.names_by_word import NamesByWord
from fonds.events.ids import SeededRandomness
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (
    "<html><head><title>Tokentitle of the Pier</title></head>"
    "<body><p>The pier of Ostrable was built in winter.</p></body></html>"
)
KEPT = "Orla Fenwick kept the northern light for nine years."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path


def made(folder: Path) -> Archive:
    return Archive.create(folder / "home" / "pier.fonds", randomness=SeededRandomness("captures"))


def test_a_title_that_a_page_has_beside_its_text_goes_with_it(folder: Path) -> None:
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    with made(folder) as archive:
        source = archive.execute(AddSources((folder / "page.html",))).answer[0].id
        assert archive.queries.source(source).title == "Tokentitle of the Pier"
        capture = archive.queries.source(source).captures[0].id
        archive.erase(EraseContent(capture, "Asked for."))
    assert found_in(folder / "home", "Tokentitle", "page.html") == {}


def test_a_title_that_was_given_stays_and_is_told(folder: Path) -> None:
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    with made(folder) as archive:
        given = AddSources((folder / "page.html",), WorkDescription(title="Tokengiven"))
        source = archive.execute(given).answer[0].id
        capture = archive.queries.source(source).captures[0].id
        erased, _ = archive.erase(EraseContent(capture, "Asked for."))
    (told,) = erased.answer.remains
    assert "says what the source is called" in told


def test_its_address_goes_from_the_source_too_and_those_of_others_stay(folder: Path) -> None:
    for name in ("tokenfirst", "tokensecond"):
        (folder / f"{name}.txt").write_text(f"{KEPT}\nRead of {name[5:]} day.\n", encoding="utf-8")
    with made(folder) as archive:
        described = WorkDescription(title="Log", url="https://light.example/tokenaddress")
        source = archive.execute(AddSources((folder / "tokenfirst.txt",), described)).answer[0].id
        archive.execute(Recapture(source, (folder / "tokensecond.txt",)))
        capture = archive.queries.source(source).captures[0].id
        archive.erase(EraseContent(capture, "Asked for."))
        assert archive.queries.source(source).title == "Log"
    home = folder / "home"
    assert found_in(home, "tokenaddress", "tokenfirst") == {}
    assert found_in(home, "tokensecond") != {}


def test_passages_go_from_captures_before_the_one_they_were_taken_from(folder: Path) -> None:
    for name in ("first", "second"):
        (folder / f"{name}.txt").write_text(f"{KEPT}\nRead of {name} day.\n", encoding="utf-8")
    with made(folder) as archive:
        source = archive.execute(AddSources((folder / "first.txt",))).answer[0].id
        archive.execute(Recapture(source, (folder / "second.txt",)))
        orla = archive.execute(OpenSubject("Orla Fenwick", SubjectKind.PERSON)).answer.stream
        quote = "kept the northern light for nine years"
        archive.execute(AssertFact(orla, "occupation", "keeper", source, quote))
        archive.erase(EraseContent(orla, "Asked for.", texts=True))
        assert "second day" in archive.queries.text(source).text
    assert found_in(folder / "home", "northern light", "Fenwick") == {}


@pytest.mark.parametrize(
    "label", ["a" + " " * 5_000 + "b", "a (1900" + " " * 5_000 + "x", "a " * 20_000]
)
def test_a_hostile_label_is_gone_through_in_no_time(label: str) -> None:
    assert label in forms_of(label)


def test_a_hostile_word_is_gone_through_in_no_time(folder: Path) -> None:
    word = "aeoeuess" * 20_000
    with made(folder) as archive:
        assert NamesByWord(archive._store).beginning(word) == ()
    assert ADDRESS.search("a" * 2_000_000 + " @") is None
    assert ADDRESS.findall("to o'brian.a-b@x-y.example.org, c@d") == ["o'brian.a-b@x-y.example.org"]


def test_what_is_said_anew_of_a_source_repeats_no_address_that_goes(folder: Path) -> None:
    page = folder / "kept-name.txt"
    page.write_text("Orla Fenwick kept the light.\n", encoding="utf-8")
    with made(folder) as archive:
        described = WorkDescription(title="Of Orla", url="https://light.example/orla-fenwick")
        source = archive.execute(AddSources((page,), described)).answer[0].id
        archive.execute(RecordInquiry(source, "her grave", note="Not about her."))
        orla = archive.execute(OpenSubject("Orla Fenwick", SubjectKind.PERSON)).answer.stream
        size = archive.head().size
        erasing = EraseContent(orla, "Asked for.", texts=True)
        rehearsed, _ = archive.erase(erasing, dry_run=True)
        archive.erase(erasing)
        assert archive.queries.source(source).title == "Of Orla"
        # Told in the rehearsal is the event that says it now, of the same kind.
        told = {one.position: one.type for one in rehearsed.answer.still}
        assert told == {archive._store.stream(source)[0].position: "SourceRegistered"}
        assert max(told) <= size
    assert found_in(folder / "home", "orla-fenwick", "Fenwick") == {}
    assert found_in(folder / "home", "kept-name") != {}
